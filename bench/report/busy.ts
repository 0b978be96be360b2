import { cpus } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'

/** If other work takes a larger share than this, figures are shown but not written down. */
export const mostBusy = 0.15

/** The share of the cores' time that other work takes now, from 0 to 1. */
export async function busyShare(ms = 2_000): Promise<number> {
  const read = () => {
    const times = cpus().map(({ times }) => times)
    const all = times.reduce((sum, { user, nice, sys, idle, irq }) => sum + user + nice + sys + idle + irq, 0)
    return { all, idle: times.reduce((sum, { idle }) => sum + idle, 0) }
  }
  const before = read()
  await sleep(ms)
  const after = read()
  return 1 - (after.idle - before.idle) / (after.all - before.all)
}
