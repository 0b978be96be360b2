/** Reports Slack's health as one part: the connection that brings events, and the calls that answer them. */
import type { Core } from '../../core/channel.ts'

export class Health {
  readonly #core: Core
  readonly #troubles = new Map<'connection' | 'calls', string>()
  #standby = false
  #told = ''

  constructor(core: Core) {
    this.#core = core
  }

  /** Another replica holds the connection. */
  standby(): void {
    this.#standby = true
    this.#tell()
  }

  /** `trouble` is a code; absent if all is well. */
  set(part: 'connection' | 'calls', trouble?: string): void {
    if (part === 'connection') this.#standby = false
    if (trouble === undefined) this.#troubles.delete(part)
    else this.#troubles.set(part, trouble)
    this.#tell()
  }

  #tell(): void {
    const trouble = this.#troubles.get('connection') ?? this.#troubles.get('calls')
    const state = this.#standby ? 'standby' : trouble === undefined ? 'up' : 'down'
    const told = `${state} ${trouble}`
    if (told === this.#told) return
    this.#told = told
    if (state === 'down') this.#core.report('slack', state, trouble)
    else this.#core.report('slack', state)
  }
}
