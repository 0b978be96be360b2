import { setTimeout as pause } from 'node:timers/promises'

/**
 * Milliseconds that a test waits for what must come. They say nothing about how quick anything is: only a test that fails takes that long.
 */
export const patience = 120_000

/** Waits until something is true. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  what: () => unknown = () => condition,
): Promise<void> {
  const begun = performance.now()
  while (!(await condition())) {
    if (performance.now() - begun > patience) throw new Error(`Not within ${patience} ms: ${await what()}`)
    await pause(10)
  }
}
