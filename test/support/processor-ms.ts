/** Processor time of `act` in milliseconds: a busy machine makes it wait, but does not add to this. */
export function processorMs(act: () => unknown): number {
  const begun = process.threadCpuUsage()
  act()
  return msSince(begun)
}

/** The same for an act that is awaited, while this thread does nothing else. */
export async function awaitedProcessorMs(act: () => Promise<unknown>): Promise<number> {
  const begun = process.threadCpuUsage()
  await act()
  return msSince(begun)
}

function msSince(begun: NodeJS.CpuUsage): number {
  const { user, system } = process.threadCpuUsage(begun)
  return (user + system) / 1_000
}
