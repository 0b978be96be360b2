import type { Ground } from './ground.ts'
import type { Line, Running, Subject } from './subject.ts'

export interface Measured {
  figures: number[]
  /** Its rounds could not be measured: not installed, or failed. */
  missing?: string
  notes: string[]
}

/** The subjects that the lines need, in the order of `all`. */
export function neededBy(lines: readonly Line[], all: readonly Subject[]): Subject[] {
  const keys = new Set(lines.flatMap(({ subject, reference }) => [subject, reference]))
  for (const { key, beside } of all) if (keys.has(key)) keys.add(beside)
  return all.filter(({ key }) => keys.has(key))
}

/** After these a slow machine may stop. */
const FEWEST_ROUNDS = 3

/**
 * Opens each subject, then lets them take turns. One that fails is left out from there on, and its line says why. No round begins after
 * `until` (as `performance.now()`), unless fewer than three have been run.
 */
export async function runRounds(
  ground: Ground,
  subjects: readonly Subject[],
  { rounds, until }: { rounds: number; until: number },
  tell: (what: string) => void,
): Promise<Map<string, Measured>> {
  const measured = new Map<string, Measured>()
  const running = new Map<string, Running>()
  const guarded = async (key: string, what: string, act: () => Promise<void>) => {
    const begun = performance.now()
    try {
      await act()
      tell(`${what} ${key} (${((performance.now() - begun) / 1000).toFixed(1)} s)`)
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      measured.set(key, { figures: [], notes: [], missing: `failed: ${why}` })
      running.delete(key)
      tell(`${what} ${key}: failed: ${why}`)
    }
  }
  for (const { key, open } of subjects)
    await guarded(key, 'prepared', async () => {
      const opened = await open(ground)
      if ('missing' in opened) measured.set(key, { figures: [], notes: [], missing: opened.missing })
      else running.set(key, opened)
    })
  // Round 0 is not kept: code that runs for the first time is compiled.
  for (let round = 0; round <= rounds; round++) {
    if (round > FEWEST_ROUNDS && performance.now() > until) break
    for (const { key } of subjects)
      if (running.has(key))
        await guarded(key, round === 0 ? 'warmed' : `round ${round} of`, async () => {
          const figure = await running.get(key)?.round()
          if (round === 0 || figure === undefined) return
          const before = measured.get(key)?.figures ?? []
          measured.set(key, { figures: [...before, figure], notes: [] })
        })
  }
  for (const [key, { notes }] of running) {
    const found = measured.get(key)
    if (found !== undefined) measured.set(key, { ...found, notes: notes?.() ?? [] })
  }
  return measured
}
