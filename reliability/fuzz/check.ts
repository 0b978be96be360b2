/** Looks with fast-check for an input that makes a function throw, or take too long. */
import fc from 'fast-check'

/** A bound on the thread's processor time. */
export const LIMIT_MS = 100

export interface Found {
  name: string
  seed: number
  text: string
  why: string
}

/** Milliseconds of the processor that a call takes; it ends one that never would. */
export type Measure = (act: (text: string) => unknown, text: string) => number

export async function check(
  target: { name: string; act: (text: string) => unknown },
  inputs: fc.Arbitrary<string>,
  options: { seed: number; numRuns: number },
  measure: Measure,
): Promise<{ worst: number; found: Found | undefined }> {
  let worst = 0
  const property = fc.asyncProperty(inputs, async text => {
    let result: unknown
    const once = () => {
      const before = process.threadCpuUsage()
      const ms = measure(given => {
        result = target.act(given)
      }, text)
      return { ms, before }
    }
    const { ms, before } = once()
    let took = ms
    if (result instanceof Promise) {
      await result
      const { user, system } = process.threadCpuUsage(before)
      took = (user + system) / 1000
    }
    // The first time, code is compiled and rubbish collected: what is slow is slow again.
    for (let tries = 0; tries < 2 && took > LIMIT_MS && took < 2_000; tries++) {
      const again = once()
      await result
      const { user, system } = process.threadCpuUsage(again.before)
      took = Math.min(took, (user + system) / 1000)
    }
    worst = Math.max(worst, took)
    if (took > LIMIT_MS) throw new Error(`it takes ${took.toFixed(0)} ms`)
  })
  const details = await fc.check(property, { ...options, endOnFailure: false })
  if (!details.failed) return { worst, found: undefined }
  const { errorInstance, counterexample } = details
  return {
    worst,
    found: {
      name: target.name,
      seed: options.seed,
      text: counterexample?.[0] ?? '',
      why:
        errorInstance instanceof Error
          ? (errorInstance.stack ?? errorInstance.message)
          : String(errorInstance),
    },
  }
}
