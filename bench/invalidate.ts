/**
 * Measures how long removing 100,000 signatures by a condition takes, and undoing it, and what it costs those who sign meanwhile.
 * Prints figures and asserts none.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  advance,
  pauseMs,
  previewOf,
  shownInvalidation,
  startInvalidation,
  undoInvalidation,
} from '../src/core/desk/invalidation.ts'
import { type Keys, loadKeys } from '../src/core/keys.ts'
import { createPetition, openPetition } from '../src/core/petitions/organise-petition.ts'
import { type Db, openDatabase } from '../src/db/database.ts'
import { migrate } from '../src/db/migrate.ts'
import { type PetitionRow, petitionBySlug } from '../src/db/petitions.ts'
import { startEmbeddedPostgres } from '../src/db/postgres/embedded-postgres.ts'
import { claimIdentities, recordSignatures } from '../src/db/signatures.ts'
import { addCrowd } from '../test/support/crowd.ts'

const [parts, each] = [20, 5_000]

/** Signs over and over until told to stop. Returns how long each signature took, in milliseconds. */
async function signers(db: Db, petition: PetitionRow, until: AbortSignal): Promise<number[]> {
  const took: number[] = []
  while (!until.aborted) {
    const begun = performance.now()
    await db.transaction().execute(async trx => {
      const id = randomUUID()
      const signature = {
        ...{ id, petition_id: petition.id, kind: 'person' as const, name: 'Ada', occupation: null },
        ...{ organisation: null, listed: true, language: 'en', channel: 'email' as const },
        ...{
          confirmed_by: 'page' as const,
          statement_hash: petition.statement_hash,
          promised: 'public' as const,
        },
        ...{ wording: 0, proved_domain: null, community: null, details_at: new Date(), hidden_at: null },
      }
      await recordSignatures(trx, [signature])
      await claimIdentities(trx, [{ petition_id: petition.id, hash: randomBytes(32), signature_id: id }])
    })
    took.push(performance.now() - begun)
    await sleep(10)
  }
  return took
}

async function measure(
  what: string,
  db: Db,
  petition: PetitionRow,
  act: () => Promise<unknown>,
): Promise<void> {
  const stopped = new AbortController()
  const signing = signers(db, petition, stopped.signal)
  const begun = performance.now()
  await act()
  const seconds = (performance.now() - begun) / 1000
  stopped.abort()
  const sorted = (await signing).toSorted((a, b) => a - b)
  const at = (part: number) => (sorted[Math.floor(part * (sorted.length - 1))] ?? 0).toFixed(0)
  console.log(
    `${what.padEnd(24)}${seconds.toFixed(1).padStart(7)} s; signing meanwhile: median ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms (${sorted.length})`,
  )
}

/** Returns the longest transaction, in milliseconds. */
async function whole(db: Db, keys: Keys, id: string): Promise<number> {
  let longest = 0
  for (let more = true; more; await sleep(pauseMs)) {
    const begun = performance.now()
    more = (await db.transaction().execute(trx => advance(trx, keys, id))).more
    longest = Math.max(longest, performance.now() - begun)
  }
  return longest
}

const folder = await mkdtemp(join(tmpdir(), 'undersigned-bench-'))
// As root Postgres runs as another user, who must be able to walk through.
await chmod(folder, 0o711)
const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'data') })
try {
  const { db, close } = await openDatabase({ url: postgres.url })
  try {
    await migrate(db)
    const keys = await loadKeys(db, randomBytes(32).toString('hex'))
    await createPetition(db, { slug: 'bench', title: 'Bench', text: 'A sentence.', organisedBy: 'The bench' })
    await openPetition(db, 'bench')
    for (let part = 0; part < parts; part++)
      await addCrowd(db, keys, 'bench', [
        { n: each, domain: () => 'farm.example' },
        { n: each, domain: at => `family${at}.example` },
      ])
    const petition = await petitionBySlug(db, 'bench')
    if (petition === undefined) throw new Error('the petition was not made')
    await measure('nothing', db, petition, () => sleep(5_000))
    const typed = { domain: 'farm.example' }
    const preview = await previewOf({ db, keys }, petition, typed, { sample: 5 })
    if (preview === undefined) throw new Error('no preview')
    const act = shownInvalidation(typed, preview, 'a farm')
    const { id } = await db
      .transaction()
      .execute(trx => startInvalidation(trx, keys, { petition, typed, act }))
    let longest = 0
    await measure(`removing ${preview.count}`, db, petition, async () => {
      longest = await whole(db, keys, id)
    })
    console.log(`longest transaction ${longest.toFixed(0)} ms`)
    await db.transaction().execute(trx => undoInvalidation(trx, id))
    await measure('undoing it', db, petition, async () => {
      longest = await whole(db, keys, id)
    })
    console.log(`longest transaction ${longest.toFixed(0)} ms`)
  } finally {
    await close()
  }
} finally {
  await postgres.stop()
  await rm(folder, { recursive: true, force: true })
}
