/** Brings what happens to the app, and carries out its acknowledgement. */
import type { Changes } from '../chat/changes.ts'
import { type JsonObject, objectAt } from '../chat/json.ts'
import type { Acknowledgement, Courier, Parcel } from './delivery.ts'
import { newId } from './ids.ts'
import type { Interaction, Times } from './interaction.ts'
import { isRefused, judgeAcknowledgement } from './judge.ts'
import { eventPayload } from './payload.ts'
import type { Workspace } from './world.ts'

export interface PostOfficeOptions {
  times: Times
  changes: Changes
  courier: () => Courier
  violation: (line: string) => void
}

export class PostOffice {
  readonly #options: PostOfficeOptions
  readonly #stopped = new AbortController()

  constructor(options: PostOfficeOptions) {
    this.#options = options
  }

  /** Settles when the acknowledgement was carried out, or the window is over. */
  async deliver(interaction: Interaction, parcel: Parcel, copies: number): Promise<void> {
    const { changes, violation } = this.#options
    const { kind, view, user } = interaction
    const acknowledgement = await this.#bring(parcel, copies, kind)
    interaction.acknowledgement = acknowledgement
    if (acknowledgement.kind === 'acknowledged') {
      const { body } = acknowledgement
      const sent = kind === 'view_submission' ? view : undefined
      const findings = judgeAcknowledgement(body, sent)
      for (const finding of findings) violation(`${kind}: ${finding}`)
      // "We had some trouble connecting. Try again?": the modal stays.
      if (findings.some(isRefused)) interaction.acknowledgement = { kind: 'refused' }
      else if (sent !== undefined && body === undefined) {
        sent.closed = true
        user.modals = user.modals.filter(open => open !== sent)
      } else if (sent !== undefined) {
        const errors = Object.entries(objectAt(body, 'errors') ?? {})
        sent.errors = Object.fromEntries(errors.map(([name, text]) => [name, String(text)]))
      }
    }
    changes.happened()
  }

  /** An event, again and again until the app takes it: settles with how each attempt ended. */
  async event(workspace: Workspace, event: JsonObject, copies = 1): Promise<Acknowledgement[]> {
    const { eventRetryMs } = this.#options.times
    const payload = eventPayload(workspace, event, newId('Ev'))
    const attempts: Acknowledgement[] = []
    for (const [num, wait] of [0, ...eventRetryMs].entries()) {
      if (num > 0) await this.#wait(wait)
      if (this.#stopped.signal.aborted) break
      const retry = num === 0 ? {} : { retry: { num, reason: reasonOf(attempts.at(-1)) } }
      const attempt = await this.#bring({ type: 'events_api', payload, ...retry }, copies, String(event.type))
      attempts.push(attempt)
      if (attempt.kind === 'acknowledged') break
    }
    return attempts
  }

  stop(): void {
    this.#stopped.abort()
  }

  #bring(parcel: Parcel, copies: number, what: string): Promise<Acknowledgement> {
    const { courier, times, violation } = this.#options
    const windowMs = times.acknowledgementMs
    const late = () => violation(`${what}: acknowledged within ${windowMs} ms`)
    return courier().deliver(parcel, { windowMs, copies, late })
  }

  async #wait(ms: number): Promise<void> {
    await new Promise<void>(resolve => {
      const timer = setTimeout(resolve, ms)
      this.#stopped.signal.addEventListener('abort', () => {
        clearTimeout(timer)
        resolve()
      })
    })
  }
}

function reasonOf(last: Acknowledgement | undefined): 'http_timeout' | 'http_error' | 'connection_failed' {
  if (last?.kind === 'timeout') return 'http_timeout'
  return last?.kind === 'unreachable' ? 'connection_failed' : 'http_error'
}
