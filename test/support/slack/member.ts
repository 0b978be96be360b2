/** Acts as a person: what they do goes to the app, what the app makes of it is what they see. */
import type { Changes } from '../chat/changes.ts'
import type { FormValues } from '../chat/form.ts'
import type { JsonObject } from '../chat/json.ts'
import { isMoment } from '../chat/moment.ts'
import { patience } from '../patience.ts'
import type { Acknowledgement, Parcel } from './delivery.ts'
import { fillForm } from './form.ts'
import type { Act, Interaction, Interactions } from './interaction.ts'
import { type Button, Message } from './message.ts'
import { blockActionsPayload, interactivePayload, slashPayload } from './payload.ts'
import type { PostOffice } from './post-office.ts'
import type { View } from './view.ts'
import type { Channel, User } from './world.ts'

export interface How {
  /** How often the very same thing is delivered; 1. */
  deliveries?: number
}

export interface Surroundings {
  changes: Changes
  interactions: Interactions
  post: PostOffice
}

/** A person's view after they acted: each getter reads the interaction as it stands now. */
export class Seen {
  readonly interaction: Interaction
  /** The very same thing is delivered once more. */
  readonly deliverAgain: () => Promise<void>
  readonly #changes: Changes

  constructor(interaction: Interaction, changes: Changes, deliver: () => Promise<void>) {
    this.interaction = interaction
    this.#changes = changes
    this.deliverAgain = deliver
  }

  get kind(): 'acknowledged' | 'unanswered' {
    return this.interaction.acknowledgement?.kind === 'acknowledged' ? 'acknowledged' : 'unanswered'
  }

  /** Errors at the inputs after a submit, by block_id; empty if there are none. */
  get errors(): Record<string, string> {
    return this.interaction.view?.errors ?? {}
  }

  /** All answers through the response_url, as they stand now. */
  get answers(): Message[] {
    return this.interaction.answers
  }

  /** The newest answer that fits and says more than "One moment", once there is one. */
  answer(check: (message: Message) => boolean = () => true): Promise<Message> {
    const find = () => this.answers.findLast(one => !one.deleted && !isMoment(one.plain) && check(one))
    return this.#changes.find(find, patience, () => `an answer; ${this.#seen()}`)
  }

  /** The modal that this opened, once there is one. */
  modal(): Promise<View> {
    return this.#changes.find(
      () => this.interaction.opened,
      patience,
      () => `a modal; ${this.#seen()}`,
    )
  }

  /** Milliseconds from the delivery to its acknowledgement; throws when there was none. */
  get acknowledgedAfterMs(): number {
    const { acknowledgement } = this.interaction
    if (acknowledgement?.kind !== 'acknowledged') throw new Error(this.#seen())
    return acknowledgement.afterMs
  }

  #seen(): string {
    const { user, acknowledgement, opened } = this.interaction
    const words = this.answers.at(-1)?.words ?? opened?.title ?? 'nothing'
    return `${user.name} sees ${words} (${acknowledgement?.kind ?? 'not acknowledged'})`
  }
}

/** A person in one channel, or in their direct message with the app. */
export class Member {
  readonly user: User
  readonly channel: Channel
  readonly #around: Surroundings

  constructor(user: User, channel: Channel, around: Surroundings) {
    this.user = user
    this.channel = channel
    this.#around = around
  }

  get id(): string {
    return this.user.id
  }

  /** The ephemeral messages that they see here, the oldest first. */
  sees(): { ephemerals: Message[] } {
    return { ephemerals: this.channel.all.filter(one => one.ephemeral && this.user.sees(one)) }
  }

  get dms(): Message[] {
    return this.user.dms
  }

  /** Their Home, once the app published one that fits. */
  homeView(check: (view: View) => boolean = () => true): Promise<View> {
    const find = () => [this.user.home].find(view => view !== undefined && check(view))
    const there = () => `such a Home; it is: ${this.user.home?.words ?? 'none'}`
    return this.#around.changes.find(find, patience, there)
  }

  /** The newest ephemeral message they see here that fits, once there is one. */
  ephemeral(check: (message: Message) => boolean = () => true): Promise<Message> {
    const words = () => this.sees().ephemerals.map(one => one.words)
    return this.#around.changes.find(
      () => this.sees().ephemerals.findLast(check),
      patience,
      () => `such an ephemeral message; there are: ${words().join(' / ')}`,
    )
  }

  /** `@handle` in the text becomes an id. */
  slash(command: string, text = '', how: How = {}): Promise<Seen> {
    const slashed = `/${command.replace(/^\//, '')}`
    return this.#act({ kind: 'slash', user: this.user, channel: this.channel }, how, (interaction, url) => ({
      type: 'slash_commands',
      payload: slashPayload(interaction, slashed, text, url),
    }))
  }

  /** A global shortcut. */
  shortcut(callbackId: string): Promise<Seen> {
    return this.#act({ kind: 'shortcut', user: this.user }, {}, interaction => ({
      type: 'interactive',
      payload: interactivePayload(interaction, { type: 'shortcut', callback_id: callbackId }),
    }))
  }

  /** Presses a button, by its label, or the very one of `buttons`. */
  press(place: Message | View, which: string | Button): Promise<Seen> {
    const button = typeof which === 'string' ? place.buttons.find(one => one.label === which) : which
    if (button === undefined)
      throw new Error(`No button "${which}" but "${place.buttons.map(one => one.label).join('", "')}"`)
    const { actionId = '', blockId, value, url } = button
    return this.pressForged(place, { actionId, blockId, value, url })
  }

  /** As a manipulated client: any action_id and value, on anything they can see. */
  pressForged(
    place: Message | View,
    pressed: {
      actionId: string
      blockId?: string | undefined
      value?: string | undefined
      url?: string | undefined
    },
  ): Promise<Seen> {
    const { user } = this
    const isMessage = place instanceof Message
    const isSeen = isMessage ? user.sees(place) : !place.closed && place.user === user
    if (!isSeen) throw new Error(`${user.name} does not see this`)
    const { actionId, blockId = 'b0', ...carried } = pressed
    const action = { action_id: actionId, block_id: blockId, ...carried }
    const where = isMessage ? { channel: place.origin.channel, source: place } : { view: place }
    return this.#act({ kind: 'block_actions', user, ...where }, {}, (interaction, url) => ({
      type: 'interactive',
      payload: blockActionsPayload(interaction, action, url),
    }))
  }

  /**
   * Fills in a modal, by labels; what is not given stays as it was. Throws what Slack's client refuses. What comes back is in
   * `errors`, or the modal is closed.
   */
  submits(modal: View, values: FormValues = {}): Promise<Seen> {
    if (modal.closed || modal.user !== this.user) throw new Error(`${this.user.name} has no such modal open`)
    return this.submitsForged(modal, fillForm(modal.blocks, values))
  }

  /** As a manipulated client: any state and metadata. */
  submitsForged(modal: View, state: JsonObject, overrides: JsonObject = {}): Promise<Seen> {
    const view = { ...modal.toApi(state), ...overrides }
    return this.#act({ kind: 'view_submission', user: this.user, view: modal }, {}, interaction => ({
      type: 'interactive',
      payload: interactivePayload(interaction, { type: 'view_submission', view, response_urls: [] }),
    }))
  }

  /** Closes the modal; the app does not hear of it. */
  closes(modal: View): void {
    modal.closed = true
    this.user.modals = this.user.modals.filter(open => open !== modal)
  }

  opensHome(): Promise<Acknowledgement[]> {
    const { id, channel, workspace } = this.user
    const event = { type: 'app_home_opened', user: id, channel: channel.id, tab: 'home' }
    return this.#around.post.event(workspace, event)
  }

  async #act(act: Act, how: How, parcel: (interaction: Interaction, url: string) => Parcel): Promise<Seen> {
    const { interactions, post, changes } = this.#around
    if (!this.user.workspace.installed)
      throw new Error(`The app is not installed in ${this.user.workspace.name}`)
    const interaction = interactions.begin(act)
    const made = parcel(interaction, interactions.responseUrl(interaction))
    await post.deliver(interaction, made, how.deliveries ?? 1)
    return new Seen(interaction, changes, () => post.deliver(interaction, made, 1))
  }
}
