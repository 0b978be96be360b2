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

const RUNS = 3

/** Three runs, each with its reference; the one with the middle ratio. The rounds show the same figures, because a run takes 20 s. */
const backlogOf = (ground: Ground) =>
  ground.once('imap', async (): Promise<Backlog> => {
    const runs: Backlog[] = []
    for (let n = 0; n < RUNS; n++) runs.push(await runOnce())
    const sorted = runs.toSorted((a, b) => a.ours / a.reference - b.ours / b.reference)
    const middle = sorted[Math.floor(RUNS / 2)]
    if (middle === undefined) throw new Error('no run')
    const ratios = sorted.map(({ ours, reference }) => (ours / reference).toFixed(3)).join(', ')
    return { ...middle, note: `the middle of three runs (${ratios}), before all other rows; ${middle.note}` }
  })

async function runOnce(): Promise<Backlog> {
  const { stdout } = await run(process.execPath, [program, '--json'], { maxBuffer: 1e8 })
  const line = stdout.trim().split('\n').at(-1) ?? ''
  const { ours, reference, note } = JSON.parse(line)
  if (!(ours > 0 && reference > 0)) throw new Error(`bench/imap.ts said ${line}`)
  return { ours, reference, note }
}

/** Measured when it is opened, before the services of other rows run beside it. */
function backlog(key: string, side: 'ours' | 'reference'): Subject {
  return {
    key,
    unit: ' a second',
    async open(ground) {
      const measured = await backlogOf(ground)
      return {
        round: async () => measured[side],
        notes: () =>
          side === 'ours' ? [measured.note] : ['the median of three, one before and two after each run'],
      }
    },
  }
}

export const imap = backlog('imap', 'ours')
export const bareFetch = backlog('imap-bare', 'reference')
