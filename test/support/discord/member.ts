/** Acts as a person: what they do becomes an interaction, what the bot answers is what they see. */
import type { Changes } from '../chat/changes.ts'
import type { Field, FormValues } from '../chat/form.ts'
import { type JsonObject, numberAt, objectsAt } from '../chat/json.ts'
import { fieldsOf, fillForm, submitted } from './form.ts'
import {
  type Choice,
  Interaction,
  type InteractionKind,
  type Modal,
  type Seat,
  type Times,
} from './interaction.ts'
import type { Message } from './message.ts'
import { Person, type World } from './world.ts'

export type OptionValue = string | number | Person

export interface How {
  /** When Discord made the interaction: in the past for one that arrives late. */
  createdAt?: Date
  /** How often the gateway delivers it; 1. */
  deliveries?: number
}

/** The stand-in hands this to each member. */
export interface Surroundings {
  world: World
  times: Times
  changes: Changes
  /** Registers the interaction and dispatches it, the number of times. */
  deliver(interaction: Interaction, deliveries: number): void
}

/** A person's view after they acted: each getter reads the interaction as it stands now. */
export class Seen {
  readonly interaction: Interaction
  /** The gateway delivers the very same interaction once more. */
  readonly deliverAgain: () => void

  constructor(interaction: Interaction, deliver: () => void) {
    this.interaction = interaction
    this.deliverAgain = deliver
  }

  /** `silent`: acknowledged, and nothing to see. `unanswered`: "The application did not respond". */
  get kind(): 'message' | 'modal' | 'choices' | 'silent' | 'unanswered' {
    switch (this.interaction.first?.type) {
      case 4:
      case 5:
      case 7:
        return 'message'
      case 6:
        return 'silent'
      case 8:
        return 'choices'
      case 9:
        return 'modal'
    }
    return 'unanswered'
  }

  /** The answer, or the message that was changed; throws if they see something else. */
  get message(): Message {
    const { original } = this.interaction
    return this.#found(this.kind === 'unanswered' ? undefined : original, 'a message')
  }

  get modal(): Modal & { fields: Field[] } {
    const modal = this.#found(this.interaction.modal, 'a form')
    return { ...modal, fields: fieldsOf(modal) }
  }

  get choices(): Choice[] {
    return this.#found(this.interaction.choices, 'choices')
  }

  get followUps(): Message[] {
    return this.interaction.followUps
  }

  /** Milliseconds from the act to the first response that Discord took; throws when there was none. */
  get acknowledgedAfterMs(): number {
    return this.#found(this.interaction.first, 'an acknowledgement').at - this.interaction.createdAt
  }

  #found<T>(found: T | undefined, wanted: string): T {
    if (found !== undefined) return found
    const { seat, original } = this.interaction
    const words = this.kind === 'unanswered' ? '"The application did not respond"' : this.kind
    throw new Error(`${seat.person.username} sees no ${wanted} but ${words} ${original?.text ?? ''}`)
  }
}

/** A person in one place: a guild's channel, the direct message with the bot, or elsewhere with the app installed. */
export class Member {
  readonly seat: Seat
  readonly #around: Surroundings
  #form: { modal: Modal; source: Message | undefined } | undefined

  constructor(seat: Seat, around: Surroundings) {
    this.seat = seat
    this.#around = around
  }

  get person(): Person {
    return this.seat.person
  }

  get id(): string {
    return this.seat.person.id
  }

  /** Messages that the bot sent them by itself. */
  get dms(): Message[] {
    return this.seat.person.dms
  }

  /** `name` may hold a subcommand: `petition count`. Throws when they have no such command here. */
  command(name: string, options: Record<string, OptionValue> = {}, how: How = {}): Promise<Seen> {
    const { command, last, path } = this.#findCommand(name)
    for (const wanted of objectsAt(last, 'options'))
      if (wanted.required === true && !(String(wanted.name) in options))
        throw new Error(`Discord does not send /${name} without ${wanted.name}`)
    const resolved: JsonObject = {}
    const given = Object.entries(options).map(([key, value]) => this.#option(last, key, value, resolved))
    return this.#act('command', { ...commandData(command, path, given), resolved }, undefined, how)
  }

  /** Types into an option, and sees what is offered. */
  autocomplete(name: string, option: string, typed: string): Promise<Seen> {
    const { command, last, path } = this.#findCommand(name)
    const { type, autocomplete } = find(last, option)
    if (autocomplete !== true) throw new Error(`/${name} does not autocomplete ${option}`)
    const focused = { name: option, type, value: typed, focused: true }
    return this.#act('autocomplete', commandData(command, path, [focused]), undefined, {})
  }

  /** Presses a button by its label or custom_id. */
  press(message: Message, which: string, how: How = {}): Promise<Seen> {
    const button = message.buttons.find(one => one.customId === which || one.label === which)
    if (button === undefined)
      throw new Error(`No button "${which}" but "${message.buttons.map(one => one.label).join('", "')}"`)
    if (button.customId === undefined) throw new Error(`"${which}" is a link to ${button.url}`)
    return this.pressForged(message, button.customId, how)
  }

  /** As a manipulated client: any custom_id on a message they can see. */
  pressForged(message: Message, customId: string, how: How = {}): Promise<Seen> {
    if (!this.person.sees(message)) throw new Error(`${this.person.username} does not see this message`)
    return this.#act('component', { component_type: 2, custom_id: customId, id: 1 }, message, how)
  }

  /** Fills the form before them, by labels; what is not given stays as it was. Throws what Discord's client refuses. */
  submitModal(values: FormValues, how: How = {}): Promise<Seen> {
    if (this.#form === undefined) throw new Error(`No form is open before ${this.person.username}`)
    const { modal, source } = this.#form
    const components = fillForm(modal, values)
    this.#form = undefined
    return this.#act('modal', { custom_id: modal.customId, components }, source, how)
  }

  /** As a manipulated client: a submit of a form nobody showed. `texts` by custom_id. */
  submitForged(customId: string, texts: Record<string, string>, how: How = {}): Promise<Seen> {
    const inputs = Object.entries(texts).map(([field, value]) => ({ type: 4, custom_id: field, value }))
    return this.#act('modal', { custom_id: customId, components: submitted(inputs) }, undefined, how)
  }

  async #act(kind: InteractionKind, data: JsonObject, source: Message | undefined, how: How): Promise<Seen> {
    const { times, changes, deliver } = this.#around
    const createdAt = how.createdAt ?? new Date()
    const interaction = new Interaction(this.seat, { kind, data, source, createdAt }, times, changes)
    deliver(interaction, how.deliveries ?? 1)
    const left = Math.max(createdAt.getTime() + times.acknowledgementMs - Date.now(), 1)
    const isAnswered = () => interaction.first !== undefined
    // Unanswered is one of the things to see.
    await changes.until(isAnswered, left, () => '').catch(() => {})
    if (interaction.modal !== undefined) this.#form = { modal: interaction.modal, source }
    return new Seen(interaction, () => deliver(interaction, 1))
  }

  #findCommand(name: string): { command: JsonObject; last: JsonObject; path: JsonObject[] } {
    const [first, ...rest] = name.split(' ')
    const { commands } = this.#around.world
    const command = find({ options: commands }, first ?? '')
    const { context, owners } = this.seat
    const isOffered =
      list(command.contexts, [0, 1]).includes(context) &&
      Object.keys(owners).some(owner => list(command.integration_types, [0]).includes(Number(owner)))
    if (!isOffered) throw new Error(`${this.person.username} is not offered /${first} here`)
    const path: JsonObject[] = []
    let last = command
    for (const part of rest) {
      last = find(last, part)
      path.push(last)
    }
    return { command, last, path }
  }

  #option(parent: JsonObject, name: string, value: OptionValue, resolved: JsonObject): JsonObject {
    const option = find(parent, name)
    if (value instanceof Person) {
      const { id } = value
      const nick = this.seat.guild?.nicks.get(id) ?? null
      resolved.users = { [id]: value.toApi() }
      if (this.seat.guild !== undefined)
        resolved.members = { [id]: { nick, roles: [], flags: 0, permissions: '0' } }
      return { name, type: option.type, value: id }
    }
    if (String(value).length > (numberAt(option, 'max_length') ?? 6000))
      throw new Error(`Discord does not send ${name} of ${String(value).length} characters`)
    const choices = objectsAt(option, 'choices')
    if (choices.length > 0 && !choices.some(choice => choice.value === value))
      throw new Error(`${name} offers no ${value}`)
    return { name, type: option.type, value }
  }
}

function list(value: unknown, absent: unknown[]): unknown[] {
  return Array.isArray(value) ? value : absent
}

/** An option or subcommand. */
function find(parent: JsonObject, name: string): JsonObject {
  const options = objectsAt(parent, 'options')
  const found = options.find(option => option.name === name)
  if (found === undefined) throw new Error(`There is no ${name}, but ${options.map(one => one.name)}`)
  return found
}

function commandData(command: JsonObject, path: JsonObject[], given: JsonObject[]): JsonObject {
  const options = path.reduceRight<JsonObject[]>(
    (inside, { name, type }) => [{ name, type, options: inside }],
    given,
  )
  return { id: command.id, name: command.name, type: 1, options }
}
