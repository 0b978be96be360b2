/** Stopping in order, so that one part that fails or hangs holds up no other. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from './core/channel.ts'

/**
 * The stages of a stop, in order. `intake`: no more pages, deliveries or rounds begin, and those that run end; the channels
 * can still send. `channels`: what a channel has taken is committed, then its connections close. `rest`: what counts and
 * watches. `ground`: queue, pictures and database.
 */
export const stages = ['intake', 'channels', 'rest', 'ground'] as const

export type Stage = (typeof stages)[number]

/** A stage that takes longer is left behind; the next ones still get their turn within the ten seconds a service has. */
const stageWithinMs = 4_500

export class Stopping {
  readonly #log: Log
  readonly #withinMs: number
  readonly #steps: { stage: Stage; name: string; act: () => Promise<unknown> }[] = []

  constructor(log: Log, withinMs = stageWithinMs) {
    this.#log = log
    this.#withinMs = withinMs
  }

  /** Adds a step as soon as there is something to stop, so that a start that fails midway is undone as well. */
  add(stage: Stage, name: string, act: () => Promise<unknown>): void {
    this.#steps.push({ stage, name, act })
  }

  /** Runs the steps of a stage side by side. Returns false if a step failed; the log says which one failed or took too long. */
  async run(): Promise<boolean> {
    let well = true
    for (const stage of stages) {
      const steps = this.#steps.filter(step => step.stage === stage)
      const ended = await Promise.all(steps.map(({ name, act }) => this.#end(stage, name, act)))
      well &&= ended.every(Boolean)
    }
    return well
  }

  async #end(stage: Stage, name: string, act: () => Promise<unknown>): Promise<boolean> {
    const over = new AbortController()
    try {
      const done = (async () => act())().then(() => 'done')
      // Nothing follows the last stage, so it may take all the time that is left.
      const limit =
        stage === stages.at(-1) ? [] : [sleep(this.#withinMs, 'too long', { signal: over.signal })]
      const ended = await Promise.race([done, ...limit])
      if (ended === 'too long')
        this.#log.warn({ stage, step: name }, 'a step of stopping takes too long, going on without it')
      return true
    } catch (error) {
      this.#log.error({ stage, step: name, error }, 'a step of stopping failed')
      return false
    } finally {
      over.abort()
    }
  }
}
