/** Whether the service can work, and how each of its parts is. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { PartState, PartStates } from './core/core.ts'
import type { Db } from './db/database.ts'

export interface Readiness {
  ok: boolean
  parts: Record<string, PartState>
  /** For parts that said why they are not up: a code. */
  why: Record<string, string>
}

/** A database that hangs is as good as none. */
const answerWithinMs = 3_000

/** Asks the database each time: the state that a part reported may be ten seconds old. */
export function readReadiness(db: Db, parts: PartStates): () => Promise<Readiness> {
  return async () => {
    const answers = db
      .selectNoFrom(e => e.lit(1).as('one'))
      .execute()
      .then(
        () => true,
        () => false,
      )
    const ok = await Promise.race([answers, sleep(answerWithinMs, false, { ref: false })])
    const states = [...parts].map(([part, { state }]) => [part, state] as const)
    const why = [...parts].flatMap(([part, { state, detail }]) =>
      state === 'up' || detail === undefined ? [] : [[part, detail] as const],
    )
    return {
      ok,
      why: Object.fromEntries(why),
      parts: { ...Object.fromEntries(states), database: ok ? 'up' : 'down' },
    }
  }
}
