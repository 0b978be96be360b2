import { slowness, threadMs } from './slowness.js'

/** Processor time of `act` in milliseconds, as where limits are set: neither a busy nor a slow machine adds to it. */
export function processorMs(act: () => unknown): number {
  const once = () => {
    const begun = process.threadCpuUsage()
    act()
    return threadMs(begun)
  }
  const ms = once()
  return isBelowEveryLimit(ms) ? ms : Math.min(ms, once()) / slowness()
}

/** The same for an act that is awaited, while this thread does nothing else. */
export async function awaitedProcessorMs(act: () => Promise<unknown>): Promise<number> {
  const once = async () => {
    const begun = process.threadCpuUsage()
    await act()
    return threadMs(begun)
  }
  const ms = await once()
  return isBelowEveryLimit(ms) ? ms : Math.min(ms, await once()) / slowness()
}

/** A longer run is repeated: a virtual machine may count a pause of its host, but not twice. */
function isBelowEveryLimit(ms: number): boolean {
  return ms < 50
}
