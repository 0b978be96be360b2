/** The processor's time of the service and of Postgres, as Linux counts it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'

/** A tick of /proc is a hundredth of a second on every Linux that Node supports. */
const MS_PER_TICK = 10

interface Stat {
  parent: number
  /** Milliseconds. */
  own: number
  /** The time of children that have ended and were waited for. */
  ofEnded: number
}

function statOf(pid: number): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The name in brackets may hold spaces.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const at = (n: number) => fields[n - 3] ?? 0
    return {
      parent: at(4),
      own: (at(14) + at(15)) * MS_PER_TICK,
      ofEnded: (at(16) + at(17)) * MS_PER_TICK,
    }
  } catch {
    // It has ended.
    return undefined
  }
}

/** Milliseconds of a process and its children so far, but for those in `except`. Undefined where there is no /proc. */
export function processorMs(pid: number, except: ReadonlySet<number> = new Set()): number | undefined {
  if (!existsSync('/proc/self/stat')) return undefined
  const root = statOf(pid)
  let sum = (root?.own ?? 0) + (root?.ofEnded ?? 0)
  for (const name of readdirSync('/proc').filter(name => /^\d+$/.test(name))) {
    const stat = except.has(Number(name)) ? undefined : statOf(Number(name))
    if (stat?.parent === pid) sum += stat.own + stat.ofEnded
  }
  return sum
}

/** Megabytes of memory that a process holds now (`VmRSS`), or has held at most (`VmHWM`). */
export function memoryMb(pid: number, which: 'VmRSS' | 'VmHWM'): number {
  const status = existsSync(`/proc/${pid}/status`) ? readFileSync(`/proc/${pid}/status`, 'latin1') : ''
  const kilobytes = new RegExp(`^${which}:\\s*(\\d+) kB`, 'm').exec(status)?.[1]
  return kilobytes === undefined ? Number.NaN : Number(kilobytes) / 1024
}
