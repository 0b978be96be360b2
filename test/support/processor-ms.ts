/** What `act` takes of a processor, in milliseconds: a busy machine makes it wait, and no slower. */
export function processorMs(act: () => unknown): number {
  const begun = process.threadCpuUsage()
  act()
  return msSince(begun)
}

/** The same for what has to be waited for, and is all that this thread does meanwhile. */
export async function awaitedProcessorMs(act: () => Promise<unknown>): Promise<number> {
  const begun = process.threadCpuUsage()
  await act()
  return msSince(begun)
}

function msSince(begun: NodeJS.CpuUsage): number {
  const { user, system } = process.threadCpuUsage(begun)
  return (user + system) / 1_000
}
