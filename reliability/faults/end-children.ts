/** Ends what this process has started, however far its start has come. */
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** Their data is thrown away, so nothing needs to be tidy: SIGQUIT ends Postgres and its backends at once. */
export async function endChildren(): Promise<void> {
  // A scenario may be about to start the next one.
  for (let quiet = 0; quiet < 10; await sleep(50)) {
    const children = childrenOf(process.pid)
    quiet = children.length === 0 ? quiet + 1 : 0
    for (const { pid, name } of children) process.kill(pid, name === 'postgres' ? 'SIGQUIT' : 'SIGKILL')
  }
}

/** Linux only, as this whole program. */
export function childrenOf(parent: number): { pid: number; name: string }[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .flatMap(pid => {
      // `pid (name) state parent …`; it may end while we look.
      const [, name = '', state, ppid] = /\((.*)\) (\w) (\d+)/.exec(statOf(pid)) ?? []
      return Number(ppid) === parent && state !== 'Z' ? [{ pid: Number(pid), name }] : []
    })
}

function statOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
  } catch {
    return ''
  }
}
