/** Brings what happens to the app and carries out its acknowledgement: an answer, a modal's errors, the next modal. */
import type { Changes } from '../chat/changes.ts'
import { isObject, type JsonObject, objectAt, textAt } from '../chat/json.ts'
import type { BlockKit } from './block-kit-schema.ts'
import type { Acknowledgement, Courier, Parcel } from './delivery.ts'
import { newId } from './ids.ts'
import type { Interaction, Interactions, Times } from './interaction.ts'
import { judgeAcknowledgement, violationLine } from './judge.ts'
import { eventPayload } from './payload.ts'
import { View } from './view.ts'
import type { Workspace, World } from './world.ts'

export interface EventDelivery {
  eventId: string
  /** How each attempt ended, the first first; at most four. */
  attempts: Acknowledgement[]
  isAcknowledged: boolean
}

export interface PostOfficeOptions {
  world: World
  times: Times
  changes: Changes
  kit: BlockKit
  interactions: Interactions
  courier: () => Courier
  violation: (line: string) => void
}

export class PostOffice {
  readonly #options: PostOfficeOptions
  readonly #timers = new Map<NodeJS.Timeout, () => void>()
  #stopped = false

  constructor(options: PostOfficeOptions) {
    this.#options = options
  }

  /** Settles when the acknowledgement was carried out, or the window is over. */
  async deliver(interaction: Interaction, parcel: Parcel, copies: number): Promise<void> {
    const { times, changes, violation } = this.#options
    const where = `acknowledgement of ${interaction.kind}`
    const acknowledgement = await this.#options.courier().deliver(parcel, {
      windowMs: times.acknowledgementMs,
      copies,
      late: () => violation(`${where}: within ${times.acknowledgementMs} ms`),
    })
    interaction.acknowledgement = acknowledgement
    if (acknowledgement.kind === 'acknowledged') this.#carryOut(interaction, acknowledgement.body)
    changes.happened()
  }

  /** An event, again and again until the app takes it: settles with the last attempt. */
  async event(
    workspace: Workspace,
    event: JsonObject,
    given: { eventId?: string; copies?: number } = {},
  ): Promise<EventDelivery> {
    const { times, violation } = this.#options
    const eventId = given.eventId ?? newId('Ev')
    const payload = eventPayload(workspace, event, eventId)
    const attempts: Acknowledgement[] = []
    const waits = [0, ...times.eventRetryMs]
    for (const [num, wait] of waits.entries()) {
      if (num > 0) await this.#wait(wait)
      if (this.#stopped) break
      const last = attempts.at(-1)
      const retry = num === 0 || last === undefined ? {} : { retry: { num, reason: reasonOf(last) } }
      const attempt = await this.#options.courier().deliver(
        { type: 'events_api', payload, ...retry },
        {
          windowMs: times.acknowledgementMs,
          copies: given.copies ?? 1,
          late: () =>
            violation(`acknowledgement of ${textAt(event, 'type')}: within ${times.acknowledgementMs} ms`),
        },
      )
      attempts.push(attempt)
      if (attempt.kind === 'acknowledged' || (attempt.kind === 'refused' && attempt.noRetry)) break
    }
    return { eventId, attempts, isAcknowledged: attempts.at(-1)?.kind === 'acknowledged' }
  }

  stop(): void {
    this.#stopped = true
    for (const [timer, resolve] of this.#timers) {
      clearTimeout(timer)
      resolve()
    }
  }

  #wait(ms: number): Promise<void> {
    return new Promise(resolve => {
      const timer = setTimeout(() => {
        this.#timers.delete(timer)
        resolve()
      }, ms)
      this.#timers.set(timer, resolve)
    })
  }

  #carryOut(interaction: Interaction, body: unknown): void {
    const { kit, violation, interactions } = this.#options
    const { kind, view } = interaction
    const judged = kind === 'slash' || kind === 'block_actions' || kind === 'view_submission' ? kind : 'other'
    const findings = judgeAcknowledgement(kit, judged, body, view)
    for (const finding of findings) violation(violationLine(`acknowledgement of ${kind}`, finding))
    const isRefused = findings.some(finding => finding.error !== undefined)
    if (kind === 'slash' && body !== undefined && !isRefused)
      interactions.answer(interaction, isObject(body) ? body : { text: String(body) })
    if (kind !== 'view_submission' || view === undefined) return
    // "We had some trouble connecting. Try again?": the modal stays.
    if (isRefused) interaction.acknowledgement = { kind: 'refused', status: 200, noRetry: true }
    else this.#respondToSubmit(interaction, view, body)
  }

  #respondToSubmit(interaction: Interaction, view: View, body: unknown): void {
    const { world, changes } = this.#options
    const { user } = interaction
    const next = objectAt(body, 'view') ?? {}
    switch (textAt(body, 'response_action')) {
      case 'errors':
        view.errors = Object.fromEntries(
          Object.entries(objectAt(body, 'errors') ?? {}).map(([id, text]) => [id, String(text)]),
        )
        return
      case 'update':
        view.write(next)
        interaction.opened = view
        return
      case 'push': {
        const pushed = new View(user, next, changes, { workspace: view.workspace, previous: view })
        world.views.set(pushed.id, pushed)
        user.modals.push(pushed)
        interaction.opened = pushed
        return
      }
      case 'clear':
        for (const open of user.modals.splice(0)) open.closed = true
        return
    }
    view.closed = true
    user.modals = user.modals.filter(open => open !== view)
  }
}

function reasonOf(last: Acknowledgement): 'http_timeout' | 'http_error' | 'connection_failed' {
  switch (last.kind) {
    case 'timeout':
      return 'http_timeout'
    case 'unreachable':
      return 'connection_failed'
    case 'refused':
    case 'acknowledged':
      return 'http_error'
  }
}
