/** Acting as a person: what they do becomes an interaction, what the bot answers is what they see. */
import type { Changes } from './changes.ts'
import { type Field, type FormValues, fieldsOf, fillForm } from './form.ts'
import {
  type Choice,
  Interaction,
  type InteractionKind,
  type Modal,
  type Seat,
  type Times,
} from './interaction.ts'
import { flattenComponents, type JsonObject, numberAt, objectsAt, textAt } from './json.ts'
import type { Message } from './message.ts'
import { Channel, Person, permissions, type World } from './world.ts'

export type OptionValue = string | number | boolean | Channel | Person

export interface How {
  /** When Discord made the interaction: in the past for one that arrives late. */
  createdAt?: Date
  /** How often the gateway delivers it; 1. */
  deliveries?: number
}

/** What the stand-in hands each member. */
export interface Surroundings {
  world: World
  times: Times
  changes: Changes
  /** Registers the interaction and dispatches it, the number of times. */
  deliver(interaction: Interaction, deliveries: number): void
}

/** What a person sees after they acted: of the interaction as it stands now. */
export class Seen {
  readonly interaction: Interaction
  readonly #deliver: () => void

  constructor(interaction: Interaction, deliver: () => void) {
    this.interaction = interaction
    this.#deliver = deliver
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

  /** The answer, or the message that was changed; throws where something else is seen. */
  get message(): Message {
    const { original } = this.interaction
    if (original === undefined || this.kind === 'unanswered') throw this.#other('a message')
    return original
  }

  get modal(): Modal & { fields: Field[] } {
    const { modal } = this.interaction
    if (modal === undefined) throw this.#other('a form')
    return { ...modal, fields: fieldsOf(modal) }
  }

  get choices(): Choice[] {
    const { choices } = this.interaction
    if (choices === undefined) throw this.#other('choices')
    return choices
  }

  get followUps(): Message[] {
    return this.interaction.followUps
  }

  /** Milliseconds from the act to the first response that Discord took; throws when there was none. */
  get acknowledgedAfterMs(): number {
    const { first } = this.interaction
    if (first === undefined) throw this.#other('an acknowledgement')
    return first.at - this.interaction.createdAt
  }

  /** The gateway delivers the very same interaction once more. */
  deliverAgain(): void {
    this.#deliver()
  }

  #other(wanted: string): Error {
    const words = this.kind === 'unanswered' ? '"The application did not respond"' : this.kind
    const text = this.interaction.original?.text
    return new Error(
      `${this.interaction.seat.person.username} sees no ${wanted} but ${words}${text ? `: ${text}` : ''}`,
    )
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

  /** What the bot sent them by itself. */
  get dms(): Message[] {
    return this.seat.person.dms
  }

  /** The form that is open before them. */
  get form(): (Modal & { fields: Field[] }) | undefined {
    return this.#form === undefined ? undefined : { ...this.#form.modal, fields: fieldsOf(this.#form.modal) }
  }

  /** `name` may hold a subcommand: `petition count`. Throws when they have no such command here. */
  command(name: string, options: Record<string, OptionValue> = {}, how: How = {}): Promise<Seen> {
    const { command, option, path } = this.#findCommand(name)
    const resolved: JsonObject = {}
    const given = Object.entries(options).map(([key, value]) =>
      optionData(option, key, value, resolved, this.seat),
    )
    for (const wanted of objectsAt(option, 'options'))
      if (wanted.required === true && !(String(wanted.name) in options))
        throw new Error(`Discord does not send /${name} without ${wanted.name}`)
    return this.#act('command', commandData(command, path, given, resolved), undefined, how)
  }

  /** What is offered for an option while they type. */
  autocomplete(
    name: string,
    option: string,
    typed: string,
    others: Record<string, OptionValue> = {},
    how: How = {},
  ): Promise<Seen> {
    const found = this.#findCommand(name)
    const wanted = objectsAt(found.option, 'options').find(candidate => candidate.name === option)
    if (wanted?.autocomplete !== true) throw new Error(`/${name} does not autocomplete ${option}`)
    const given = Object.entries(others).map(([key, value]) =>
      optionData(found.option, key, value, {}, this.seat),
    )
    const focused = { name: option, type: wanted.type, value: typed, focused: true }
    return this.#act(
      'autocomplete',
      commandData(found.command, found.path, [...given, focused], {}),
      undefined,
      how,
    )
  }

  /** Presses a button by its label or custom_id. */
  press(message: Message, which: string, how: How = {}): Promise<Seen> {
    this.#mustSee(message)
    const button = message.buttons.find(one => one.customId === which || one.label === which)
    if (button === undefined)
      throw new Error(`No button "${which}" but "${message.buttons.map(one => one.label).join('", "')}"`)
    if (button.customId === undefined) throw new Error(`"${which}" is a link to ${button.url}`)
    if (button.disabled) throw new Error(`"${which}" is disabled`)
    return this.pressForged(message, button.customId, how)
  }

  /** As a rigged client: any custom_id, on any message they can see. */
  pressForged(message: Message, customId: string, how: How = {}): Promise<Seen> {
    this.#mustSee(message)
    return this.#act('component', { component_type: 2, custom_id: customId, id: 1 }, message, how)
  }

  /** Chooses in a menu, found by placeholder or custom_id; options by label or value. */
  choose(message: Message, which: string, wanted: string[], how: How = {}): Promise<Seen> {
    this.#mustSee(message)
    const menu = flattenComponents(message.components).find(
      one => one.type === 3 && (one.custom_id === which || one.placeholder === which),
    )
    if (menu === undefined) throw new Error(`No menu "${which}"`)
    const values = wanted.map(want => {
      const option = objectsAt(menu, 'options').find(one => one.label === want || one.value === want)
      if (option === undefined) throw new Error(`"${which}" offers no "${want}"`)
      return option.value
    })
    return this.#act(
      'component',
      { component_type: 3, custom_id: menu.custom_id, id: 1, values },
      message,
      how,
    )
  }

  /**
   * Fills the form before them, by labels; what is not given stays as it was prefilled. Throws what Discord's client
   * refuses (required, too long); `unchecked` sends it all the same.
   */
  submitModal(values: FormValues, how: How & { unchecked?: boolean } = {}): Promise<Seen> {
    if (this.#form === undefined) throw new Error(`No form is open before ${this.person.username}`)
    const { modal, source } = this.#form
    const components = fillForm(modal, values, how.unchecked === true)
    this.#form = undefined
    return this.#act('modal', { custom_id: modal.customId, components }, source, how)
  }

  /** As a rigged client: a submit of a form nobody showed. `texts` by custom_id. */
  submitForged(customId: string, texts: Record<string, string>, how: How = {}): Promise<Seen> {
    const components = Object.entries(texts).map(([field, value], index) => ({
      type: 18,
      id: index * 2 + 1,
      component: { type: 4, id: index * 2 + 2, custom_id: field, value },
    }))
    return this.#act('modal', { custom_id: customId, components }, undefined, how)
  }

  /** Deletes an answer only they see ("Dismiss message"), or any message here. */
  dismiss(message: Message): void {
    this.seat.channel.deleteMessage(message)
  }

  #mustSee(message: Message): void {
    if (!this.person.sees(message)) throw new Error(`${this.person.username} does not see this message`)
  }

  async #act(kind: InteractionKind, data: JsonObject, source: Message | undefined, how: How): Promise<Seen> {
    const { times, changes, deliver } = this.#around
    const createdAt = how.createdAt ?? new Date()
    const interaction = new Interaction(this.seat, { kind, data, source, createdAt }, times, changes)
    deliver(interaction, how.deliveries ?? 1)
    const left = createdAt.getTime() + times.acknowledgementMs - Date.now()
    try {
      await changes.until(
        () => interaction.first !== undefined,
        Math.max(left, 1),
        () => '',
      )
    } catch {
      // Unanswered is one of the things to see.
    }
    if (interaction.modal !== undefined) this.#form = { modal: interaction.modal, source }
    return new Seen(interaction, () => deliver(interaction, 1))
  }

  #findCommand(name: string): { command: JsonObject; option: JsonObject; path: JsonObject[] } {
    const [first, ...rest] = name.split(' ')
    const { commands } = this.#around.world
    const offered = [...(commands.get(this.seat.guild?.id ?? '-') ?? []), ...(commands.get('') ?? [])]
    const command = offered.find(candidate => candidate.name === first && (candidate.type ?? 1) === 1)
    if (command === undefined)
      throw new Error(`No command /${first} is registered, but ${offered.map(one => one.name)}`)
    const why = this.#whyHidden(command)
    if (why !== undefined) throw new Error(`${this.person.username} is not offered /${first} here: ${why}`)
    let option = command
    const path: JsonObject[] = []
    for (const part of rest) {
      const next = objectsAt(option, 'options').find(
        one => one.name === part && (one.type === 1 || one.type === 2),
      )
      if (next === undefined) throw new Error(`/${name} has no ${part}`)
      option = next
      path.push(next)
    }
    return { command, option, path }
  }

  #whyHidden(command: JsonObject): string | undefined {
    const { context, owners, guild } = this.seat
    const contexts = Array.isArray(command.contexts) ? command.contexts : [0, 1]
    if (!contexts.includes(context)) return `context ${context} is not among ${contexts}`
    const installed = Array.isArray(command.integration_types) ? command.integration_types : [0]
    if (!Object.keys(owners).some(owner => installed.includes(Number(owner))))
      return `integration_types ${installed}`
    const needed = command.default_member_permissions
    if (guild === undefined || needed === null || needed === undefined) return undefined
    const mask = BigInt(String(needed))
    const admin = (this.seat.permissions & permissions.administrator) !== 0n
    return admin || (mask !== 0n && (this.seat.permissions & mask) === mask) ? undefined : 'permissions'
  }
}

function commandData(
  command: JsonObject,
  path: JsonObject[],
  given: JsonObject[],
  resolved: JsonObject,
): JsonObject {
  const options = path.reduceRight<JsonObject[]>(
    (inside, part) => [{ name: part.name, type: part.type, options: inside }],
    given,
  )
  const base = { id: command.id, name: command.name, type: 1, options }
  const scoped = command.guild_id === undefined ? base : { ...base, guild_id: command.guild_id }
  return Object.keys(resolved).length > 0 ? { ...scoped, resolved } : scoped
}

function optionData(
  parent: JsonObject,
  name: string,
  value: OptionValue,
  resolved: JsonObject,
  { guild }: Seat,
): JsonObject {
  const option = objectsAt(parent, 'options').find(candidate => candidate.name === name)
  if (option === undefined)
    throw new Error(`There is no option ${name}, but ${objectsAt(parent, 'options').map(one => one.name)}`)
  if (value instanceof Channel) {
    resolved.channels = { [value.id]: { ...value.toApi(), permissions: '0' } }
    return { name, type: option.type, value: value.id }
  }
  if (value instanceof Person) {
    resolved.users = { [value.id]: value.toApi() }
    if (guild !== undefined)
      resolved.members = {
        [value.id]: { nick: guild.nicks.get(value.id) ?? null, roles: [], flags: 0, permissions: '0' },
      }
    return { name, type: option.type, value: value.id }
  }
  if (typeof value === 'string') {
    const [least, most] = [numberAt(option, 'min_length') ?? 0, numberAt(option, 'max_length') ?? 6000]
    if (value.length < least || value.length > most)
      throw new Error(`Discord does not send ${name} of ${value.length} characters`)
  }
  const choices = objectsAt(option, 'choices')
  const chosen = choices.find(choice => choice.value === value || textAt(choice, 'name') === value)
  if (choices.length > 0 && chosen === undefined) throw new Error(`${name} offers no ${value}`)
  return { name, type: option.type, value: chosen === undefined ? value : chosen.value }
}
