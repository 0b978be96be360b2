/**
 * The service is killed while somebody presses a button of a link's page: before the act, or after its commit and before the answer. The
 * mail server has not yet acknowledged the latest email, so the next service sends it once more.
 */
import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { errands } from '../../reliability/faults/errands.ts'
import type { Errand } from '../../reliability/faults/journey.ts'
import { allPoints } from '../../reliability/faults/points.ts'
import { World } from '../../reliability/faults/world.ts'
import { testDatabase } from '../support/database.ts'

const database = await testDatabase()
const folder = await mkdtemp(join(tmpdir(), 'undersigned-presses-'))
const world = await World.open({ folder, databaseUrl: database.url, injected: true })
const { provider } = world
/** Finding them takes half a second of the processor's time. */
const points = allPoints()

afterAll(async () => {
  await world.close()
  await database.close()
  await rm(folder, { recursive: true, force: true })
})

interface Kill {
  call: 'core.confirm' | 'core.refuse'
  when: 'before' | 'after'
  /** How many emails the mail server acknowledges before. */
  acknowledged: number
}

/** Somebody goes on this errand. `next`: variables of the service that takes up what is left. */
async function killedOn(errand: Errand, { call, when, acknowledged }: Kill, next = {}) {
  const during = `killed ${when} ${call}, ${world.ledger.people.length}`
  const fired = await world.fired()
  const isHeld = (mailbox: string) => provider.emailsTo(mailbox).length > acknowledged
  provider.slow = { to: { test: isHeld }, ms: 600_000 }
  const point = points.find(({ name }) => name.includes('/confirm-routes.ts:') && name.endsWith(` ${call}`))
  await world.order({ point: point?.name ?? '', when, act: 'kill' })
  const journey = world.sign(during, world.ledger.bySmtp, errand)
  while ((await world.fired()) === fired || world.isUp()) await sleep(20)
  provider.slow = undefined
  // Nobody waits until the claims of the killed service expire.
  await database.pool.query('update delivery set claimed_until = null')
  await world.start(0, next)
  const { mailbox } = await journey
  while (await anyWaits()) await sleep(20)
  return { mailbox, ...(await world.verdictOn(during)) }
}

async function anyWaits(): Promise<boolean> {
  const { rowCount } = await database.pool.query(`select from delivery where state = 'waiting'`)
  return rowCount !== 0
}

describe('a press while the service is killed', () => {
  it.each<[string, Errand, Kill]>([
    ['no to erasing', errands.erases, { call: 'core.refuse', when: 'before', acknowledged: 2 }],
    ['no to erasing', errands.erases, { call: 'core.refuse', when: 'after', acknowledged: 2 }],
    ['yes to erasing', errands.erases, { call: 'core.confirm', when: 'after', acknowledged: 3 }],
    ['not me, after signing', errands.denies, { call: 'core.refuse', when: 'before', acknowledged: 2 }],
    ['not me, after signing', errands.denies, { call: 'core.refuse', when: 'after', acknowledged: 2 }],
    ['not me, before signing', errands.refuses, { call: 'core.refuse', when: 'after', acknowledged: 0 }],
  ])('counts nobody who has left, and answers nothing twice: %s', async (_, errand, kill) => {
    expect(await killedOn(errand, kill)).toMatchObject({ lost: [], doubled: [] })
  })

  // A kept copy shifted the errand's emails by one: it pressed the button of the first question, which was already used.
  it('is judged rightly if the next service sends a copy with other bytes', async () => {
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    })
    const kill = { call: 'core.refuse', when: 'before', acknowledged: 2 } as const
    const signs = {
      DKIM_DOMAIN: 'petitions.example',
      DKIM_SELECTOR: 's',
      DKIM_PRIVATE_KEY: privateKey,
    }
    const { mailbox, lost, doubled, extra } = await killedOn(errands.erases, kill, signs)
    expect(provider.emailsTo(mailbox)).toHaveLength(5)
    expect({ lost, doubled, extra }).toEqual({
      lost: [],
      doubled: [expect.stringContaining('a copy has other bytes')],
      extra: 1,
    })
  })
})
