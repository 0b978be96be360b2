/**
 * Measures whether the time that a forged email takes tells what we know about its mailbox: 500 emails from mailboxes of each kind, in turns with
 * 500 from mailboxes that nobody knows. Prints means and z values, asserts none: test/core/signing/equal-work.test.ts counts the statements.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../src/config.ts'
import { createCore, type RunningCore } from '../src/core/core.ts'
import type { SealedDelivery } from '../src/core/outbound/post-reply.ts'
import { createPetition, openPetition } from '../src/core/petitions/organise-petition.ts'
import { deliveryContext } from '../src/core/seal-contexts.ts'
import type { Service } from '../src/core/work.ts'
import { startEmbeddedPostgres } from '../src/db/postgres/embedded-postgres.ts'
import { openLog } from '../src/log.ts'
import { openService } from '../src/service.ts'

const EACH = 500
const WARM = 50

type Kind = 'unknown' | 'signed' | 'signed, asked by a stranger' | 'refused'

function ask(core: RunningCore, mailbox: string, authenticated: boolean): Promise<unknown> {
  return core.receive({
    ...{ key: randomUUID(), channel: 'email', account: mailbox, mailbox, authenticated, plainReply: true },
    place: { to: { address: mailbox, name: '' }, references: [], inReplyTo: '' },
    act: {
      kind: 'message',
      slug: 'bench',
      subject: '',
      text: 'Ada Lovelace, composer',
      answersDeliveries: [],
    },
  })
}

/** The tokens of the questions that wait; their deliveries are marked as sent. */
async function tokens({ db, keys }: Service): Promise<string[]> {
  const rows = await db
    .selectFrom('delivery')
    .select(['id', 'sealed'])
    .where('state', '=', 'waiting')
    .execute()
  await db
    .updateTable('delivery')
    .set({ state: 'sent', sealed: null })
    .where('state', '=', 'waiting')
    .execute()
  return rows.flatMap(({ id, sealed }) => {
    if (sealed === null) return []
    // Sealed by this process.
    const { answerTo } = keys.open(sealed, deliveryContext(id)) as SealedDelivery
    return answerTo.kind === 'confirm' ? [answerTo.token] : []
  })
}

async function prepare(service: Service, core: RunningCore, kind: Kind, count: number): Promise<string[]> {
  const mailboxes = Array.from({ length: count }, () => `${randomUUID()}@example.org`)
  if (kind === 'unknown') return mailboxes
  await Promise.all(mailboxes.map(mailbox => ask(core, mailbox, kind === 'signed')))
  const act = kind === 'refused' ? core.refuse : core.confirm
  await Promise.all((await tokens(service)).map(token => act(token)))
  await tokens(service)
  return mailboxes
}

function mean(all: readonly number[]): number {
  return all.reduce((sum, one) => sum + one, 0) / all.length
}

/** The z-score of the difference of two means. */
function zValue(a: readonly number[], b: readonly number[]): number {
  const variance = (all: readonly number[]) =>
    all.reduce((sum, one) => sum + (one - mean(all)) ** 2, 0) / (all.length - 1)
  return (mean(a) - mean(b)) / Math.sqrt(variance(a) / a.length + variance(b) / b.length)
}

async function timed(core: RunningCore, mailbox: string): Promise<number> {
  const begun = performance.now()
  await ask(core, mailbox, false)
  return performance.now() - begun
}

const folder = await mkdtemp(join(tmpdir(), 'undersigned-bench-'))
await chmod(folder, 0o711)
const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'data') })
const config = readConfig(
  { DATABASE_URL: postgres.url, SECRET_KEY: randomBytes(32).toString('base64'), DATA_DIR: folder },
  false,
)
const { service, close } = await openService(config, openLog('silent'), 'service')
try {
  const core = createCore(service)
  await createPetition(service.db, {
    ...{ slug: 'bench', title: 'Bench', text: 'A sentence.', organisedBy: 'The bench' },
  })
  await openPetition(service.db, 'bench')
  for (const mailbox of await prepare(service, core, 'unknown', WARM)) await timed(core, mailbox)
  for (const kind of ['unknown', 'signed', 'signed, asked by a stranger', 'refused'] as const) {
    const known = await prepare(service, core, kind, EACH)
    const unknown = await prepare(service, core, 'unknown', EACH)
    const took = { known: [] as number[], unknown: [] as number[] }
    for (let i = 0; i < EACH; i++) {
      // They take turns in coming first, because the second finds everything warm.
      for (const which of i % 2 === 0 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const))
        took[which].push(await timed(core, { known, unknown }[which][i] ?? ''))
    }
    const figures = [mean(took.known), mean(took.unknown)].map(ms => `${ms.toFixed(2)} ms`)
    console.log(
      `${kind}: ${figures[0]}, unknown: ${figures[1]}, z = ${zValue(took.known, took.unknown).toFixed(1)}`,
    )
  }
} finally {
  await close()
  await postgres.stop()
  await rm(folder, { recursive: true, force: true })
}
