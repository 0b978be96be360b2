import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { plainMail, type RunningService, type SentMail, startService } from '../support/service.ts'
import { caseFile, type MadeCase, made, madeCases, madeTables } from './collection.ts'
import { filled, type Outcome, outcomeOf } from './sending.ts'

/** Not right yet, and why. A line leaves this list once it is right: until then a test asks that it is still wrong. */
const notYet: Record<string, string> = {}

type Right = MadeCase['right']
type Seen = Outcome & { suppressed: boolean; ms: number }

const ours = 'sign@petitions.example'
const petition = 'sign+demo@petitions.example'
/** The processor's time that `made/` allows is 500 ms. This is the time of the clock, on a machine that other tests share. */
const lookupMs = 4_000

/** The faults of an outcome, a line each. */
function faultsIn(right: Right, seen: Seen): string[] {
  const { published, answer } = seen
  const said = published?.replace(/\s+since \d+/, '')
  const named = [right.name, right.occupation].filter(word => word !== undefined).join(', ')
  const found: [boolean, string][] = [
    [right.signed !== undefined && right.signed !== seen.signed > 0, `signed: ${seen.signed > 0}`],
    [right.signature === 'confirmed' && seen.signed < 0, 'the signature was removed'],
    [right.signature === 'confirmed' && answer === undefined, 'no answer'],
    [right.name !== undefined && said !== named, `published: ${published}`],
    [right.suppressed !== undefined && right.suppressed !== seen.suppressed, `dead: ${seen.suppressed}`],
    [right.answered_within_ms !== undefined && answer === undefined, 'no answer'],
    [right.answered_within_ms !== undefined && seen.ms > lookupMs, `answered after ${seen.ms} ms`],
  ]
  return found.filter(([isWrong]) => isWrong).map(([, words]) => words)
}

describe.skipIf(!existsSync(made))('the made cases (skipped where ../shared/cases/made is absent)', () => {
  let database: TestDatabase
  let service: RunningService
  let people = 0

  beforeAll(async () => {
    database = await testDatabase()
    service = await startService({
      inOneDialogue: true,
      databaseUrl: database.url,
      env: { MAIL_ADDRESS: ours },
    })
  })
  afterAll(async () => {
    await service.stop()
    await database.close()
  })

  const suppressed = async () =>
    (await database.pool.query("select 1 from suppression where reason = 'bounced'")).rowCount ?? 0

  async function seenOf(email: { from: string; to: string; raw: Buffer }): Promise<Seen> {
    const [begun, before] = [Date.now(), await suppressed()]
    const outcome = await outcomeOf(service, email)
    return { ...outcome, ms: Date.now() - begun, suppressed: (await suppressed()) > before }
  }

  /** Somebody with a mailbox of their own, who has asked to sign, and has signed if told to. */
  async function una({ signs = false } = {}): Promise<{ address: string; question: SentMail }> {
    people += 1
    const address = `una${people}@people.example`
    await service.write({ from: `Una Person <${address}>`, to: petition, text: 'Una Person, painter' })
    const question = await service.mail(address)
    if (signs) {
      await service.reply(question, address, 'Yes')
      await service.mail(address, 2)
    }
    return { address, question }
  }

  /** A text about our latest email, for the case of one who is known to us. */
  async function plays({ file, deliver_as: how, envelope_from: envelope }: MadeCase): Promise<Seen> {
    if (how === 'request') {
      people += 1
      const from = `una${people}@people.example`
      return seenOf({ from, to: petition, raw: filled(caseFile(file, made), { 'una@people.example': from }) })
    }
    const { address, question } = await una({ signs: how === 'after-signing' })
    const deliveryId = question.messageId.slice(1, question.messageId.indexOf('@'))
    const bounceAddress = `sign+bounce-${deliveryId}@petitions.example`
    const raw = filled(caseFile(file, made), {
      'una@people.example': address,
      '{CONFIRM}': question.replyTo,
      '{MESSAGE_ID}': question.messageId,
      '{BOUNCE}': bounceAddress,
    })
    const to = { bounce: bounceAddress, 'after-signing': petition, 'reply-to-confirm': question.replyTo }[how]
    return seenOf({ from: envelope.replace('una@people.example', address), to, raw })
  }

  function judged(name: string, right: Right, seen: Seen): void {
    const faults = faultsIn(right, seen)
    if (notYet[name] === undefined) expect(faults).toEqual([])
    else expect(faults, `${name} is right: take it out of notYet`).not.toEqual([])
  }

  it.each(madeCases.map(one => [one.file, one] as const))('%s', async (name, one) => {
    judged(name, one.right, await plays(one))
  })

  const refusals = madeTables.refusals_by_servers.map(one => [one.diagnostic, one] as const)
  it.each(refusals)('a server refuses: %s', async (name, { right, status, diagnostic }) => {
    const { address, question } = await una()
    const deliveryId = question.messageId.slice(1, question.messageId.indexOf('@'))
    const report = filled(caseFile('dead-521.eml', made), {
      '550 5.2.1 una@people.example: user unknown': diagnostic.replace('smtp; ', ''),
      'Status: 5.2.1\r\n': status === null ? '' : `Status: ${status}\r\n`,
      'una@people.example': address,
      '{BOUNCE}': `sign+bounce-${deliveryId}@petitions.example`,
    })
    const seen = await seenOf({ from: '', to: `sign+bounce-${deliveryId}@petitions.example`, raw: report })
    judged(name, { suppressed: right === 'hard' }, seen)
  })

  const sentences = madeTables.never_a_withdrawal.map(one => one.text)
  describe.each(['sign', 'Re: Fair training'])('with the subject “%s”', subject => {
    it.each(sentences)('one who has signed writes: %s', async text => {
      const { address } = await una({ signs: true })
      const raw = Buffer.from(plainMail({ from: `Una Person <${address}>`, to: petition, subject, text }))
      judged(text, { signature: 'confirmed' }, await seenOf({ from: address, to: petition, raw }))
    })
  })

  const subjects = Object.values(madeTables.subjects_that_are_no_name).flat()
  it.each(subjects)('the subject “%s” is no name', async subject => {
    people += 1
    const address = `una${people}@people.example`
    const said = {
      from: `Una Person <${address}>`,
      to: petition,
      subject,
      text: 'I would like to sign this.',
    }
    const seen = await seenOf({ from: address, to: petition, raw: Buffer.from(plainMail(said)) })
    judged(subject, { name: 'Una Person' }, seen)
  })

  it('are all there, and notYet names none that is not', () => {
    expect([madeCases.length, refusals.length, sentences.length, subjects.length]).toEqual([35, 17, 24, 59])
    const names = [...madeCases.map(({ file }) => file), ...refusals.map(([name]) => name), ...sentences]
    expect(Object.keys(notYet).filter(name => ![...names, ...subjects].includes(name))).toEqual([])
  })

  it('find a fault in an outcome that is wrong in each way', () => {
    const seen: Seen = {
      smtp: { code: 250, text: '' },
      answer: undefined,
      published: 'Support Letter',
      signed: -1,
      suppressed: true,
      ms: lookupMs + 1,
    }
    expect(faultsIn({ signed: true }, seen)).toHaveLength(1)
    expect(faultsIn({ signature: 'confirmed' }, seen)).toHaveLength(2)
    expect(faultsIn({ name: 'Una Person' }, seen)).toHaveLength(1)
    expect(faultsIn({ suppressed: false }, seen)).toHaveLength(1)
    expect(faultsIn({ answered_within_ms: 500 }, seen)).toHaveLength(2)
    expect(faultsIn({ signed: false, suppressed: true }, seen)).toEqual([])
  })
})
