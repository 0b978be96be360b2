import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Ground } from '../ground.ts'
import type { Subject } from '../subject.ts'

const run = promisify(execFile)
const program = fileURLToPath(new URL('../imap.ts', import.meta.url))

interface Backlog {
  ours: number
  reference: number
}

/** Runs once, because it takes ten thousand emails; the rounds show the same figures. */
const backlogOf = (ground: Ground) =>
  ground.once('imap', async (): Promise<Backlog> => {
    const { stdout } = await run(process.execPath, [program, '--json'], { maxBuffer: 1e8 })
    const line = stdout.trim().split('\n').at(-1) ?? ''
    const { ours, reference } = JSON.parse(line)
    if (!(ours > 0 && reference > 0)) throw new Error(`bench/imap.ts said ${line}`)
    return { ours, reference }
  })

function backlog(key: string, side: keyof Backlog): Subject {
  return {
    key,
    unit: ' a second',
    async open(ground) {
      if (!existsSync(program)) return { missing: 'bench/imap.ts is not there yet' }
      return { round: async () => (await backlogOf(ground))[side], notes: () => ['measured once a run'] }
    },
  }
}

export const imap = backlog('imap', 'ours')
export const bareFetch = backlog('imap-bare', 'reference')
