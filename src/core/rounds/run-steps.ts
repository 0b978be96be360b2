/** Runs the steps one after the other. A step that fails does not stop the others; the first error is thrown at the end. */
export async function runSteps(steps: (() => Promise<unknown>)[], signal: AbortSignal): Promise<void> {
  const failures: unknown[] = []
  for (const step of steps) {
    if (signal.aborted) return
    await step().catch(error => failures.push(error))
  }
  if (failures.length > 0) throw failures[0]
}
