/** Acting as a person: what they do goes to the app, what the app makes of it is what they see. */
import type { Changes } from '../chat/changes.ts'
import { type JsonObject, objectAt, textAt } from '../chat/json.ts'
import { elementsOf } from './block-kit-schema.ts'
import type { Parcel } from './delivery.ts'
import { type FormValues, fieldsOf, fillForm, optionOf } from './form.ts'
import { newTs } from './ids.ts'
import type { Act, Interaction, Interactions } from './interaction.ts'
import { type Button, Message } from './message.ts'
import {
  blockActionsPayload,
  channelReference,
  escapeCommandText,
  interactivePayload,
  slashPayload,
} from './payload.ts'
import type { EventDelivery, PostOffice } from './post-office.ts'
import type { View } from './view.ts'
import type { Channel, User } from './world.ts'

export interface How {
  /** How often the very same thing is delivered; 1. */
  deliveries?: number
  /** When it was done, in milliseconds since 1970: in the past for one that arrives late. */
  createdAt?: number
}

export interface Surroundings {
  changes: Changes
  interactions: Interactions
  post: PostOffice
}

/** What somebody has before them, in one place. */
export interface Sight {
  /** All messages here that they see, ephemeral ones too, the oldest first. */
  messages: Message[]
  ephemerals: Message[]
  /** What the app wrote them by itself. */
  dms: Message[]
  /** The modal on top. */
  modal: View | undefined
  home: View | undefined
}

/** What a person sees after they acted: of it as it stands now. */
export class Seen {
  readonly interaction: Interaction
  readonly #changes: Changes
  readonly #deliver: () => Promise<void>

  constructor(interaction: Interaction, changes: Changes, deliver: () => Promise<void>) {
    this.interaction = interaction
    this.#changes = changes
    this.#deliver = deliver
  }

  /** `unanswered`: what is then seen is in `error`. */
  get kind(): 'acknowledged' | 'unanswered' {
    return this.interaction.acknowledgement?.kind === 'acknowledged' ? 'acknowledged' : 'unanswered'
  }

  /** Slack's own words where the app did not answer as it should. */
  get error(): string | undefined {
    const { acknowledgement, kind } = this.interaction
    const late = acknowledgement === undefined || acknowledgement.kind === 'timeout'
    if (acknowledgement?.kind === 'acknowledged') return undefined
    if (kind === 'slash') return `failed with the error "${late ? 'operation_timeout' : 'dispatch_failed'}"`
    if (kind === 'view_submission') return 'We had some trouble connecting. Try again?'
    return late ? 'This app did not respond in time.' : 'This app is not responding.'
  }

  /** What stands at the inputs after a submit, by block_id; empty where there is nothing wrong. */
  get errors(): Record<string, string> {
    return this.interaction.view?.errors ?? {}
  }

  /** All answers through the acknowledgement and the response_url, as they stand now. */
  get answers(): Message[] {
    return this.interaction.answers
  }

  /** The newest answer that fits, once there is one; also one posted by `chat.postEphemeral` since. */
  async answer(check: (message: Message) => boolean = () => true, timeoutMs = 5000): Promise<Message> {
    const { interaction } = this
    const since = () =>
      (interaction.channel?.all ?? []).filter(
        message =>
          message.origin.by === 'chat.postEphemeral' &&
          message.origin.ephemeralTo === interaction.user &&
          message.createdAt.getTime() >= interaction.createdAt,
      )
    const find = () =>
      [...since(), ...interaction.answers].findLast(message => !message.deleted && check(message))
    await this.#until(() => find() !== undefined, timeoutMs, 'an answer')
    const found = find()
    if (found === undefined) throw this.#other('an answer')
    return found
  }

  /** The modal that this opened, once there is one. */
  async modal(timeoutMs = 5000): Promise<View> {
    await this.#until(() => this.interaction.opened !== undefined, timeoutMs, 'a modal')
    const { opened } = this.interaction
    if (opened === undefined) throw this.#other('a modal')
    return opened
  }

  /** Milliseconds from the delivery to its acknowledgement; throws when there was none. */
  get acknowledgedAfterMs(): number {
    const { acknowledgement } = this.interaction
    if (acknowledgement?.kind !== 'acknowledged') throw this.#other('an acknowledgement')
    return acknowledgement.afterMs
  }

  /** The very same thing is delivered once more. */
  deliverAgain(): Promise<void> {
    return this.#deliver()
  }

  async #until(check: () => boolean, timeoutMs: number, what: string): Promise<void> {
    await this.#changes.until(check, timeoutMs, () => this.#other(what).message)
  }

  #other(wanted: string): Error {
    const { interaction } = this
    const words = this.error ?? interaction.answers.at(-1)?.words ?? interaction.opened?.title ?? 'nothing'
    return new Error(`${interaction.user.name} sees no ${wanted} but ${words}`)
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

  /** What is before them in a channel; the one they are in. */
  sees(channel: Channel = this.channel): Sight {
    const messages = channel.all.filter(message => this.user.sees(message))
    return {
      messages,
      ephemerals: messages.filter(message => message.ephemeral),
      dms: this.user.dms,
      modal: this.modal,
      home: this.user.home,
    }
  }

  get modal(): View | undefined {
    return this.user.modals.at(-1)
  }

  get dms(): Message[] {
    return this.user.dms
  }

  get home(): View | undefined {
    return this.user.home
  }

  /** Their Home, once the app published one that fits. */
  async homeView(check: (view: View) => boolean = () => true, timeoutMs = 5000): Promise<View> {
    const find = () => (this.user.home !== undefined && check(this.user.home) ? this.user.home : undefined)
    await this.#around.changes.until(
      () => find() !== undefined,
      timeoutMs,
      () => `such a Home; it is: ${this.user.home?.words ?? 'none'}`,
    )
    const found = find()
    if (found === undefined) throw new Error('The Home changed again')
    return found
  }

  /** The newest ephemeral message they see here that fits, once there is one. */
  async ephemeral(check: (message: Message) => boolean = () => true, timeoutMs = 5000): Promise<Message> {
    const find = () => this.sees().ephemerals.findLast(check)
    await this.#around.changes.until(
      () => find() !== undefined,
      timeoutMs,
      () =>
        `such an ephemeral message; there are: ${this.sees()
          .ephemerals.map(one => one.words)
          .join(' / ')}`,
    )
    const found = find()
    if (found === undefined) throw new Error('The message is gone again')
    return found
  }

  /**
   * `@handle` and `#channel` in the text become ids, as `should_escape` makes them; unless `escapes` is false. `raw`: the text
   * goes as it is, `<!channel>` too.
   */
  slash(
    command: string,
    text = '',
    how: How & { channel?: Channel; escapes?: boolean; raw?: boolean } = {},
  ): Promise<Seen> {
    this.#mustHaveApp()
    const written =
      how.raw === true ? text : escapeCommandText(text, this.user.workspace, how.escapes ?? true)
    const channel = how.channel ?? this.channel
    return this.#act({ kind: 'slash', user: this.user, channel }, how, (interaction, url) => ({
      type: 'slash_commands',
      payload: slashPayload(interaction, command.startsWith('/') ? command : `/${command}`, written, url),
    }))
  }

  /** A global shortcut; with a message, the shortcut in its menu. */
  shortcut(callbackId: string, message?: Message, how: How = {}): Promise<Seen> {
    this.#mustHaveApp()
    const common = { callback_id: callbackId, action_ts: newTs() }
    if (message === undefined)
      return this.#act({ kind: 'shortcut', user: this.user }, how, interaction => ({
        type: 'interactive',
        payload: interactivePayload(interaction, { type: 'shortcut', ...common }),
      }))
    this.#mustSee(message)
    const { channel } = message.origin
    return this.#act(
      { kind: 'message_action', user: this.user, channel, source: message },
      how,
      (interaction, url) => ({
        type: 'interactive',
        payload: interactivePayload(interaction, {
          type: 'message_action',
          ...common,
          channel: channelReference(channel),
          message_ts: message.ts,
          message: message.toApi(),
          response_url: url,
        }),
      }),
    )
  }

  /** Presses a button, by its label, its action_id, or the very one of `buttons`. */
  press(
    place: Message | View,
    which: string | Button,
    how: How & { values?: FormValues } = {},
  ): Promise<Seen> {
    const button =
      typeof which === 'string'
        ? place.buttons.find(one => one.label === which || one.actionId === which)
        : which
    if (button === undefined)
      throw new Error(`No button "${which}" but "${place.buttons.map(one => one.label).join('", "')}"`)
    const element = elementsOf(place.blocks).find(
      one => one.block.block_id === button.blockId && one.element.action_id === button.actionId,
    )
    return this.#blockAction(
      place,
      {
        type: 'button',
        action_id: button.actionId,
        block_id: button.blockId,
        text: objectAt(element?.element, 'text') ?? { type: 'plain_text', text: button.label, emoji: true },
        ...(button.value === undefined ? {} : { value: button.value }),
        ...(button.url === undefined ? {} : { url: button.url }),
      },
      how,
    )
  }

  /** As a rigged client: any action_id and value, on anything they can see. */
  pressForged(
    place: Message | View,
    forged: { actionId: string; blockId?: string; value?: string },
    how: How = {},
  ): Promise<Seen> {
    const { actionId, blockId = 'b1', value } = forged
    const action = {
      type: 'button',
      action_id: actionId,
      block_id: blockId,
      text: { type: 'plain_text', text: 'x' },
    }
    return this.#blockAction(place, value === undefined ? action : { ...action, value }, how)
  }

  /** Chooses in a menu, radio buttons or checkboxes, by label, placeholder, block_id or action_id; options by text or value. */
  choose(place: Message | View, which: string, wanted: string | string[], how: How = {}): Promise<Seen> {
    const found = elementsOf(place.blocks).find(
      ({ block, element }) =>
        [block.block_id, element.action_id, textAt(objectAt(element, 'placeholder'), 'text')].includes(
          which,
        ) ||
        textAt(objectAt(block, 'text'), 'text') === which ||
        textAt(objectAt(block, 'label'), 'text') === which,
    )
    if (found === undefined) throw new Error(`No menu "${which}"`)
    const { block, element } = found
    const field = fieldsOf([block]).find(one => one.actionId === element.action_id)
    if (field === undefined) throw new Error(`"${which}" is nothing to choose in`)
    const options = Array.isArray(element.options) ? element.options : []
    const chosen = [wanted].flat().map(one => optionOf(field, options, one))
    const isMany = ['checkboxes', 'multi_static_select'].includes(field.type)
    return this.#blockAction(
      place,
      {
        type: field.type,
        action_id: field.actionId,
        block_id: field.blockId,
        ...(isMany ? { selected_options: chosen } : { selected_option: chosen[0] }),
      },
      { ...how, values: { [field.actionId]: wanted } },
    )
  }

  /**
   * Fills a modal, by labels; what is not given stays as it was prefilled. Throws what Slack's client refuses (required, too
   * long); `unchecked` sends it all the same. What comes back is in `errors`, in `modal()`, or the modal is closed.
   */
  submits(modal: View, values: FormValues = {}, how: How & { unchecked?: boolean } = {}): Promise<Seen> {
    if (modal.closed || modal.user !== this.user) throw new Error(`${this.user.name} has no such modal open`)
    if (modal.submit === undefined && modal.fields.length > 0)
      throw new Error('The modal has no submit button')
    const state = fillForm(modal.blocks, values, how.unchecked === true)
    return this.submitsForged(modal, state, how)
  }

  /** As a rigged client: any state, also of a modal that is closed. */
  submitsForged(modal: View, state: JsonObject, how: How = {}, overrides: JsonObject = {}): Promise<Seen> {
    return this.#act({ kind: 'view_submission', user: this.user, view: modal }, how, interaction => ({
      type: 'interactive',
      payload: interactivePayload(interaction, {
        type: 'view_submission',
        view: { ...modal.toApi(state), ...overrides },
        response_urls: [],
      }),
    }))
  }

  /** Closes the modal on top with its cross; all of them where it says so. The app hears of it when it asked to. */
  async closes(modal: View, how: How = {}): Promise<Seen | undefined> {
    const gone = modal.clearsOnClose ? this.user.modals : [modal]
    for (const one of gone) one.closed = true
    this.user.modals = this.user.modals.filter(one => !gone.includes(one))
    this.#around.changes.happened()
    if (!modal.notifiesOnClose) return undefined
    return await this.#act({ kind: 'view_closed', user: this.user, view: modal }, how, interaction => ({
      type: 'interactive',
      payload: interactivePayload(interaction, {
        type: 'view_closed',
        view: modal.toApi(),
        is_cleared: modal.clearsOnClose,
      }),
    }))
  }

  /** Opens the app's Home tab, or its Messages tab. */
  opensHome(tab: 'home' | 'messages' = 'home'): Promise<EventDelivery> {
    this.#mustHaveApp()
    const view = tab === 'home' && this.user.home !== undefined ? { view: this.user.home.toApi() } : {}
    return this.#around.post.event(this.user.workspace, {
      type: 'app_home_opened',
      user: this.user.id,
      channel: this.user.channel.id,
      tab,
      ...view,
    })
  }

  /** Writes to the app in their direct message. */
  writes(text: string): Promise<EventDelivery> {
    const { channel, workspace } = this.user
    const origin = { channel, ephemeralTo: undefined, writtenBy: this.user, by: 'person' } as const
    const message = new Message(origin, { text }, this.#around.changes)
    channel.all.push(message)
    return this.#around.post.event(workspace, { ...message.toApi(), channel: channel.id, channel_type: 'im' })
  }

  /** "Dismiss message": an ephemeral one is gone for good, and the app hears nothing. */
  dismisses(message: Message): void {
    this.#mustSee(message)
    if (!message.ephemeral) throw new Error('Only ephemeral messages are dismissed')
    message.delete()
  }

  #blockAction(place: Message | View, action: JsonObject, how: How & { values?: FormValues }): Promise<Seen> {
    if (place instanceof Message) this.#mustSee(place)
    else if (place.closed || place.user !== this.user)
      throw new Error(`${this.user.name} has no such view open`)
    const state = fillForm(place.blocks, how.values ?? {}, true)
    const act: Act =
      place instanceof Message
        ? { kind: 'block_actions', user: this.user, channel: place.origin.channel, source: place }
        : { kind: 'block_actions', user: this.user, view: place }
    return this.#act(act, how, (interaction, url) => ({
      type: 'interactive',
      payload: blockActionsPayload(interaction, action, state, url),
    }))
  }

  #mustSee(message: Message): void {
    if (!this.user.sees(message)) throw new Error(`${this.user.name} does not see this message`)
  }

  #mustHaveApp(): void {
    const { workspace } = this.user
    if (!workspace.installed) throw new Error(`The app is not installed in ${workspace.name}`)
  }

  async #act(act: Act, how: How, parcel: (interaction: Interaction, url: string) => Parcel): Promise<Seen> {
    const { interactions, post, changes } = this.#around
    const interaction = interactions.begin({ ...act, createdAt: how.createdAt })
    const made = parcel(interaction, interactions.responseUrl(interaction))
    await post.deliver(interaction, made, how.deliveries ?? 1)
    return new Seen(interaction, changes, () => post.deliver(interaction, made, 1))
  }
}
