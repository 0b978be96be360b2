/** The first pause is two to four seconds, and each is twice as long as the one before (decision 0003). */
const FIRST_SECONDS = 2
const LONGEST_SECONDS = 900

/** The email may have arrived, and another try would send it twice. So it waits until the server has recovered. */
const AFTER_UNCLEAR_SECONDS = 600
const AFTER_UNCLEAR_AGAIN_SECONDS = 3_600

/** The pause after a failed attempt, which was the delivery's `attempts`-th. `chance` from 0 to 1 spreads those that failed together. */
export function pauseAfter(attempts: number, chance = Math.random()): number {
  // Beyond 2^16 nothing changes, and an unbounded exponent would end at infinity.
  return Math.min(LONGEST_SECONDS, FIRST_SECONDS * 2 ** Math.min(attempts - 1, 16) * (1 + chance))
}

/** The pause after an attempt that may have succeeded. `again`: the attempt before it was one, too. */
export function pauseAfterUnclear(again: boolean): number {
  return again ? AFTER_UNCLEAR_AGAIN_SECONDS : AFTER_UNCLEAR_SECONDS
}
