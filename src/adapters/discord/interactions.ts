/** Takes what members do: answers from memory if possible, and otherwise hands it to core. */
import {
  type APIApplicationCommandOptionChoice,
  type APIInteraction,
  InteractionResponseType,
  InteractionType,
} from 'discord.js'
import type { Act, Asker, AtOnce, ChatWords, Core, Log, PetitionName } from '../../core/channel.ts'
import type { Communities } from '../chat/communities.ts'
import { cut } from '../chat/cut.ts'
import { handOver } from '../chat/hand-over.ts'
import { RefusedForms } from '../chat/refused-forms.ts'
import { codeOf, type DiscordApi } from './api.ts'
import { modalOf } from './form.ts'
import { askerOf, guildOf, localeOf, readInteraction, toIncoming } from './incoming.ts'
import { layOut } from './layout.ts'
import type { Answers } from './outgoing.ts'
import { firstResponseMs } from './place.ts'

interface InteractionsParts {
  core: Core
  log: Log
  api: DiscordApi
  answers: Answers
  communities: Communities
}

export class Interactions {
  readonly #parts: InteractionsParts
  readonly #refused = new RefusedForms()
  readonly #taking = new Set<Promise<void>>()
  #stopped = false

  constructor(parts: InteractionsParts) {
    this.#parts = parts
  }

  /** Returns at once, and does not throw. */
  take(interaction: APIInteraction): void {
    if (this.#stopped || interaction.type === InteractionType.Ping) return
    const { log } = this.#parts
    const taking = this.#take(interaction)
      .catch(error =>
        log.error({ interaction: interaction.id, code: codeOf(error) }, 'could not take an interaction'),
      )
      .finally(() => this.#taking.delete(taking))
    this.#taking.add(taking)
  }

  /** Takes nothing new. Resolves once everything taken is committed. */
  async stop(): Promise<void> {
    this.#stopped = true
    await Promise.all(this.#taking)
  }

  async #take(interaction: APIInteraction): Promise<void> {
    const { core, api, communities } = this.#parts
    const guild = guildOf(interaction)
    if (guild !== undefined) communities.seen(core, guild, () => api.guildName(guild))
    const words = core.chatWords(core.languageOf(localeOf(interaction)))
    const asker = askerOf(interaction, words.language)
    const open = core.openPetitions(asker)
    const asked = readInteraction(interaction, open)
    switch (asked.kind) {
      case 'complete':
        return this.#complete(interaction, asked.typed, asked.toSign ? open : core.namablePetitions(asker))
      case 'cannot-post':
        return this.#say(interaction, words.cannotPostHere)
      case 'unknown':
        return this.#say(interaction, words.noSuchPetition)
      case 'form': {
        const notKept = asked.again ? words.notKept : undefined
        return this.#answerAtOnce(interaction, core.form(asked.form, asker), asker, notKept)
      }
      case 'filled': {
        const { form, values } = asked
        const problems = core.checkForm(form, values, asker)
        if (problems.length > 0) this.#refused.keep(asker.account, form, values, problems)
        else this.#refused.forget(asker.account, form)
        return this.#receive(interaction, { kind: 'form', form, values }, words)
      }
      case 'command': {
        const { command } = asked
        const known = core.atOnce(command, asker)
        if (known !== undefined) return this.#answerAtOnce(interaction, known, asker)
        return this.#receive(interaction, { kind: 'command', command }, words)
      }
    }
  }

  /** Answers from memory must be the first response. If it is too late for that, nothing is lost. */
  #isInTime(interaction: APIInteraction): boolean {
    return this.#parts.api.age(interaction.id) < firstResponseMs
  }

  async #complete(interaction: APIInteraction, typed: string, offered: PetitionName[]): Promise<void> {
    if (!this.#isInTime(interaction)) return
    const type = InteractionResponseType.ApplicationCommandAutocompleteResult
    await this.#parts.api.respond(interaction, { type, data: { choices: choices(offered, typed) } })
  }

  async #say(interaction: APIInteraction, sentence: string): Promise<void> {
    if (this.#isInTime(interaction)) await this.#parts.answers.say(interaction, sentence)
  }

  /** `notKept`: what a form that opens again says if the earlier values are gone. */
  async #answerAtOnce(
    interaction: APIInteraction,
    known: AtOnce,
    asker: Asker,
    notKept?: string,
  ): Promise<void> {
    const { answers, api } = this.#parts
    if (!this.#isInTime(interaction)) return
    if (known.kind === 'say') return answers.atOnce(interaction, layOut(known.reply, 'answer'))
    const data = modalOf(this.#refused.refill(asker.account, known.form, notKept))
    await api.respond(interaction, { type: InteractionResponseType.Modal, data })
  }

  async #receive(interaction: APIInteraction, act: Act, words: ChatWords): Promise<void> {
    const { core, log, answers } = this.#parts
    const parts = {
      core,
      log,
      codeOf,
      refused: this.#refused,
      leave: () => answers.owed.leave(interaction.id),
      notSaved: () => answers.notSaved(interaction, words.notSaved),
    }
    await handOver(parts, toIncoming(interaction, act), answers.owe(interaction, words.oneMoment))
  }
}

const choiceLimit = { count: 25, characters: 100 }

function choices(offered: PetitionName[], typed: string): APIApplicationCommandOptionChoice<string>[] {
  const wanted = typed.trim().toLowerCase()
  return offered
    .filter(({ slug, title }) => slug.includes(wanted) || title.toLowerCase().includes(wanted))
    .slice(0, choiceLimit.count)
    .map(({ slug, title }) => ({ name: cut(title.trim(), choiceLimit.characters) || slug, value: slug }))
}
