import { beforeEach, describe, expect, it } from 'vitest'
import { createCore } from '../../src/core/core.ts'
import { createPetition } from '../../src/core/petitions/organise-petition.ts'
import type { Transact } from '../../src/core/work.ts'
import { mail, organises, rows } from '../support/desk-people.ts'
import { coreOfFile, writer } from '../support/people.ts'

const t = await coreOfFile()

/** The lanes that ran, oldest first. */
let lanes: string[] = []
const seen =
  (lane: string, transact: Transact): Transact =>
  act => {
    lanes.push(lane)
    return transact(act)
  }
const core = createCore({
  ...t.service,
  transact: seen('signers', t.service.transact),
  transactDesk: seen('desk', t.service.transactDesk),
})

const dana = writer('dana@example.org')
const stranger = writer('mallory@example.org')

/** Takes the event and sends what it caused. The lanes it ran in, and the replies. */
async function lanesOf(incoming: ReturnType<typeof dana>) {
  lanes = []
  await core.refresh()
  await core.receive(incoming)
  return { lanes, replies: await t.flush() }
}

beforeEach(async () => {
  await rows(t, 'delete from petition')
  await t.petition({ slug: 'demo' })
  await organises(t, 'demo', 'email', 'dana@example.org')
})

describe('which lane an email runs in', () => {
  it('runs an organiser’s polite request for figures at the desk', async () => {
    const { lanes, replies } = await lanesOf(dana(mail('Could you please send me the stats of demo?')))
    expect(replies[0]?.blocks.some(({ kind }) => kind === 'image')).toBe(true)
    expect(lanes).toEqual(['desk'])
  })

  it('runs an organiser’s words that are no command at the desk, which answers with help', async () => {
    expect((await lanesOf(dana(mail('How are we doing this week?')))).lanes).toEqual(['desk'])
  })

  it('runs the words of everybody else with those who sign', async () => {
    for (const words of ['Could you please send me the stats of demo?', 'Ada Lovelace, composer', 'withdraw'])
      expect((await lanesOf(stranger(mail(words)))).lanes).toEqual(['signers'])
  })

  it('treats a draft like a slug that never existed, for everybody who does not organise it', async () => {
    await createPetition(t.service.db, {
      slug: 'letter',
      title: 'Letter',
      text: 'No training without consent.',
      organisedBy: 'Guild of Makers',
    })
    for (const slug of ['letter', 'nothing'])
      expect((await lanesOf(stranger(mail(`stats ${slug}`)))).lanes).toEqual(['signers'])
    await organises(t, 'letter', 'email', 'dana@example.org')
    expect((await lanesOf(dana(mail('stats letter')))).lanes).toEqual(['desk'])
  })
})

describe('which lane the answer to a command’s question runs in', () => {
  /** The delivery that asks Dana whether to close the petition. */
  async function asked() {
    await lanesOf(dana(mail('close demo')))
    const delivery = t.sent.at(-1)?.delivery
    if (delivery?.answerTo.kind !== 'confirm') throw new Error('was not asked')
    return { id: delivery.id, token: delivery.answerTo.token }
  }
  const status = async () => (await core.petition('demo'))?.status

  it('is the desk’s', async () => {
    const { token } = await asked()
    expect((await lanesOf(dana({ kind: 'answer', token, subject: '', text: 'yes' }))).lanes).toEqual(['desk'])
    expect(await status()).toBe('closed')
  })

  it('is the desk’s, also when the reply has lost its tag', async () => {
    const { id } = await asked()
    const reply = { kind: 'message', subject: '', text: 'yes', answersDeliveries: [id] } as const
    expect((await lanesOf(dana({ ...reply, answersDeliveries: [id] }))).lanes).toEqual(['desk'])
    expect(await status()).toBe('closed')
  })

  it('is the signers’ for the answer to a sign request', async () => {
    await lanesOf(stranger(mail('Ada Lovelace, composer')))
    const answerTo = t.sent.at(-1)?.delivery.answerTo
    const token = answerTo?.kind === 'confirm' ? answerTo.token : ''
    expect((await lanesOf(stranger({ kind: 'answer', token, subject: '', text: 'yes' }))).lanes).toEqual([
      'signers',
    ])
    expect((await core.petition('demo'))?.signatures).toBe(1)
  })
})
