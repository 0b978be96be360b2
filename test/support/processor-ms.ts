/** What `act` takes of a processor, in milliseconds: a busy machine makes it wait, and no slower. */
export function processorMs(act: () => unknown): number {
  const begun = process.threadCpuUsage()
  act()
  const { user, system } = process.threadCpuUsage(begun)
  return (user + system) / 1_000
}
