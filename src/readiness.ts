/** Whether the service can work, and how each of its parts is. */
import { statfs } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { PartState, PartStates } from './core/core.ts'
import type { Db } from './db/database.ts'
import { mostLagMs, type ReadReplica } from './db/read-replica.ts'

export interface Readiness {
  ok: boolean
  parts: Record<string, PartState>
  /** For parts that said why they are not up: a code. Absent where none did. */
  why?: Record<string, string>
  /** Seconds by which the standby is behind at most; null while nobody knows. Absent without DATABASE_READ_URL. */
  standbyLagSeconds?: number | null
}

/** A database that hangs counts as down. */
const answerWithinMs = 3_000

/** Octets. Postgres needs 16 MB at a time for its log, and stops if it does not get them. */
const leastFree = 64 * 1024 * 1024

/** Octets that are left where this folder lies. */
export async function freeSpace(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

/**
 * Asks the database each time: the state that a part reported may be ten seconds old. `free` is the space of a Postgres of our own: one
 * that cannot write any more is as good as none.
 */
export function readReadiness(
  db: Db,
  parts: PartStates,
  { replica, free }: { replica?: ReadReplica | undefined; free?: (() => Promise<number>) | undefined } = {},
): () => Promise<Readiness> {
  return async () => {
    const answers = db
      .selectNoFrom(e => e.lit(1).as('one'))
      .execute()
      .then(
        () => true,
        () => false,
      )
    const database = await Promise.race([answers, sleep(answerWithinMs, false, { ref: false })])
    const disk = free === undefined || (await free()) >= leastFree
    const ok = database && disk
    const states = [...parts].map(([part, { state }]) => [part, state] as const)
    const why = [...parts].flatMap(([part, { state, detail }]) =>
      state === 'up' || detail === undefined ? [] : [[part, detail] as const],
    )
    const readiness: Readiness = {
      ok,
      ...(why.length > 0 && { why: Object.fromEntries(why) }),
      parts: {
        ...Object.fromEntries(states),
        database: database ? 'up' : 'down',
        ...(free !== undefined && { disk: disk ? 'up' : 'down' }),
      },
    }
    if (replica === undefined) return readiness
    const lag = replica.lagSeconds()
    readiness.parts.standby = lag * 1000 <= mostLagMs ? 'up' : 'down'
    return { ...readiness, standbyLagSeconds: Number.isFinite(lag) ? lag : null }
  }
}
