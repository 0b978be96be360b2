/** Looks for the text of a given length that takes a function longest. */
import { performance } from 'node:perf_hooks'
import { isNativeError } from 'node:util/types'
import vm from 'node:vm'
import { forgetTexts } from '../src/core/reading/remembered.ts'
import type { Target } from './reading-targets.ts'

export interface Worst {
  name: string
  /** Processor time, the median of several runs. */
  ms: number
  /** The limit was reached: it may take for ever. */
  cut: boolean
  text: string
}

export interface FuzzOptions {
  /** Characters, in UTF-16 units. */
  length: number
  /** Texts are made of these. */
  units: readonly string[]
  /** Milliseconds to search. All units are tried once, whatever time that takes. */
  forMs: number
  /** A run that takes longer is ended; 2 s unless said. */
  limitMs?: number
  random: () => number
}

const longestMs = 2_000

/** The same numbers from the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export function fuzz({ name, act }: Target, options: FuzzOptions): Worst {
  const { length, units, forMs, random, limitMs = longestMs } = options
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T
  const filledWith = (...parts: string[]) => {
    const one = parts.join('')
    return one.repeat(Math.ceil(length / Math.max(1, one.length))).slice(0, length)
  }
  const known: { text: string; ms: number }[] = []
  const tries = (text: string) => {
    known.push({ text, ms: measure(act, text, limitMs) })
    known.sort((a, b) => b.ms - a.ms)
    known.splice(8)
  }

  // Compiled before anything is measured.
  for (const unit of units.slice(0, 20)) measure(act, unit.repeat(20), limitMs)
  const until = performance.now() + forMs
  for (const unit of units) {
    tries(filledWith(unit))
    // Many patterns are slow only if the end does not fit.
    tries(filledWith(unit).slice(0, -1) + (unit === 'x' ? '-' : 'x'))
  }
  while (performance.now() < until && (known[0]?.ms ?? 0) < limitMs) {
    const { text } = pick(known)
    const [from, to] = [random(), random()].map(at => Math.floor(at * length)).sort((a, b) => a - b)
    const ways = [
      () => filledWith(pick(units), pick(units)),
      () => filledWith(...Array.from({ length: 2 + Math.floor(random() * 400) }, () => pick(units))),
      // Another end.
      () => text.slice(0, -1 - Math.floor(random() * 40)) + pick(units),
      () => text.slice(0, from) + pick(units) + text.slice(from),
      () => text.slice(0, from) + filledWith(pick(units)).slice(from, to) + text.slice(to),
      () => text.replaceAll(pick(units), pick(units)),
    ]
    tries(pick(ways)().slice(0, length))
  }
  const worst = known.slice(0, 3).map(({ text }) => ({ text, ms: median(act, text, limitMs) }))
  const [first = { text: '', ms: 0 }] = worst.sort((a, b) => b.ms - a.ms)
  return { name, ...first, cut: first.ms >= limitMs }
}

function median(act: Target['act'], text: string, limitMs: number): number {
  const first = measure(act, text, limitMs)
  if (first >= limitMs) return first
  return (
    [first, ...Array.from({ length: 4 }, () => measure(act, text, limitMs))].sort((a, b) => a - b)[2] ?? first
  )
}

/** Calls from here can be ended, also in the middle of a pattern that never ends. */
const script = new vm.Script('measured()')
const context: { measured?: () => void } = {}
vm.createContext(context)

export function measure(act: Target['act'], text: string, limitMs = longestMs): number {
  context.measured = () => {
    act(text)
  }
  forgetTexts()
  const begun = process.threadCpuUsage()
  try {
    script.runInContext(context, { timeout: limitMs })
  } catch (error) {
    // The error is of the context's own kind, so no instance of our Error.
    if (!(isNativeError(error) && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'))
      throw error
    return limitMs
  }
  const { user, system } = process.threadCpuUsage(begun)
  return (user + system) / 1_000
}
