import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Ground } from '../ground.ts'
import type { Subject } from '../subject.ts'

const run = promisify(execFile)
const program = fileURLToPath(new URL('../imap.ts', import.meta.url))

interface Backlog {
  ours: number
  reference: number
  /** The cost of an email. */
  note: string
}

/** Runs once, because it takes ten thousand emails; the rounds show the same figures. */
const backlogOf = (ground: Ground) =>
  ground.once('imap', async (): Promise<Backlog> => {
    const { stdout } = await run(process.execPath, [program, '--json'], { maxBuffer: 1e8 })
    const line = stdout.trim().split('\n').at(-1) ?? ''
    const { ours, reference, note } = JSON.parse(line)
    if (!(ours > 0 && reference > 0)) throw new Error(`bench/imap.ts said ${line}`)
    return { ours, reference, note }
  })

function backlog(key: string, side: 'ours' | 'reference'): Subject {
  return {
    key,
    unit: ' a second',
    async open(ground) {
      let note = ''
      return {
        async round() {
          const backlog = await backlogOf(ground)
          note = backlog.note
          return backlog[side]
        },
        notes: () =>
          side === 'ours' ? ['measured once a run', note] : ['the median of three, one before and two after'],
      }
    },
  }
}

export const imap = backlog('imap', 'ours')
export const bareFetch = backlog('imap-bare', 'reference')
