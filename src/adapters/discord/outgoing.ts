/**
 * The answers to interactions. All answers go through `send`: it gives the first response as long as that is owed, edits our
 * answer as long as the interaction's token lives, and writes a direct message after that.
 */
import {
  type APIInteraction,
  type APIInteractionResponse,
  InteractionResponseType,
  MessageFlags,
} from 'discord.js'
import { type Delivery, PermanentFailure, withoutFiles } from '../../core/channel.ts'
import { type Owed, OwedAnswers } from '../chat/owed-answers.ts'
import { type DiscordApi, DiscordFailure, isHeavy, type Responded, reasons } from './api.ts'
import { postCard } from './card.ts'
import { layOut } from './layout.ts'
import { checkSize, ephemeral, type Message, type SentFile, sentence, tooLarge } from './message.ts'
import { createdAt, firstResponseMs, isRoom, type Place, placeOf, readPlace } from './place.ts'

/** A first response and its files. */
interface First {
  response: APIInteractionResponse
  files: SentFile[]
}

export class Answers {
  readonly #api: DiscordApi
  readonly owed: OwedAnswers<Place, Responded>

  constructor(api: DiscordApi, oneMomentMs: number) {
    this.#api = api
    this.owed = new OwedAnswers(oneMomentMs, (place, words) => this.#respond(place, waiting(place, words)))
  }

  /** False if this process knows the interaction already, or if it is too old to be answered. */
  owe(interaction: APIInteraction, oneMoment: string): boolean {
    const { id } = interaction
    if (this.owed.get(id) !== undefined || this.#api.age(id) >= firstResponseMs) return false
    this.#remember(placeOf(interaction), () => oneMoment)
    return true
  }

  /** An answer from memory. Nothing depends on it: members who miss it ask again. */
  async atOnce(interaction: APIInteraction, message: Message): Promise<void> {
    const { response, files } = answering(placeOf(interaction), message)
    await this.#api.respond(interaction, response, files)
  }

  /** The same for one sentence; the message that was pressed stays. */
  async say(interaction: APIInteraction, words: string): Promise<void> {
    await this.#api.respond(interaction, newMessage(sentence(words)).response)
  }

  /**
   * Tells the member that nothing was saved, but not by a direct message. The message that was pressed stays, so that they can try again.
   */
  async notSaved(interaction: APIInteraction, words: string): Promise<void> {
    const place = placeOf(interaction)
    const owed = this.owed.get(place.interactionId)
    if (owed?.told === true) return
    const message = sentence(words)
    const first = await this.#firstResponse(place, newMessage(message))
    if (first !== 'already' && first !== 'unclear') return
    if (place.replaces === true) await this.#api.followUp(place, ephemeral(message))
    else await this.#api.editOriginal(place, message)
  }

  /** Throws `PermanentFailure` if the member cannot be reached, and `DiscordFailure` if a later try may succeed. */
  async send(delivery: Delivery): Promise<void> {
    const { reply, unasked } = delivery
    if (isRoom(delivery.place)) {
      await postCard(this.#api, delivery.place, reply, delivery.id)
      return
    }
    const place = readPlace(delivery.place)
    if (!unasked && this.owed.isOvertaken(place.interactionId, delivery)) return
    try {
      await this.#toPerson(place, delivery, layOut(reply, 'answer'))
    } catch (error) {
      const instead = reply.blocks.some(block => block.kind === 'file' && block.instead !== undefined)
      if (!instead || !(error instanceof PermanentFailure) || error.code !== tooLarge) throw error
      await this.#toPerson(place, delivery, layOut(withoutFiles(reply), 'answer'))
    }
    if (!unasked) this.owed.shows(place.interactionId, delivery)
  }

  async #toPerson(place: Place, { id, unasked }: Delivery, message: Message): Promise<void> {
    checkSize(message)
    try {
      if (unasked || !(await this.#answer(place, message)))
        await this.#api.directMessage(place.userId, message, id)
    } catch (error) {
      throw error instanceof DiscordFailure && error.permanent ? unreachable(error) : error
    }
  }

  /** False if the interaction takes no answer any more. */
  async #answer(place: Place, message: Message): Promise<boolean> {
    const owed = this.owed.get(place.interactionId)
    if (owed !== undefined) owed.told = true
    // A heavy message takes longer than the 3 s of a first response.
    const heavy = isHeavy(message)
    const first = await this.#firstResponse(
      place,
      heavy ? waiting(place, owed?.oneMoment?.()) : answering(place, message),
    )
    if (first === 'done' && !heavy) return true
    if (first === 'too-late' || this.#api.now() >= place.tokenExpiresAt) return false
    try {
      await this.#api.editOriginal(place, message)
      return true
    } catch (error) {
      switch (error instanceof DiscordFailure ? error.reason : undefined) {
        // Never acknowledged, or the token has expired.
        case reasons.unknownWebhook:
        case reasons.invalidWebhookToken:
          return false
        // The member dismissed our answer; the next one is a new message below.
        case reasons.unknownMessage:
          return this.#followUp(place, message)
      }
      throw error
    }
  }

  /** False if Discord takes no more: five, if the app is the member's own (docs, Create Followup Message). */
  async #followUp(place: Place, message: Message): Promise<boolean> {
    try {
      await this.#api.followUp(place, ephemeral(message))
      return true
    } catch (error) {
      if (error instanceof DiscordFailure && error.permanent) return false
      throw error
    }
  }

  /**
   * `done`: this very response was the first. `already` may also mean that another process received the interaction and was
   * first, with its timer or its answer.
   */
  async #firstResponse(place: Place, first: First): Promise<Responded> {
    const known = this.owed.get(place.interactionId)
    if (known?.first !== undefined) {
      const before = await known.first
      return before === 'done' ? 'already' : before
    }
    if (this.#api.age(place.interactionId) >= firstResponseMs) return 'unclear'
    return this.owed.begin(known ?? this.#remember(place), () => this.#respond(place, first))
  }

  #respond({ interactionId, token }: Place, { response, files }: First): Promise<Responded> {
    return this.#api.respond({ id: interactionId, token }, response, files)
  }

  /** Remembers the place while Discord takes a first response. After that, only Discord knows whether there was one. */
  #remember(place: Place, oneMoment?: () => string): Owed<Place, Responded> {
    const left = createdAt(place.interactionId) + 2 * firstResponseMs - this.#api.now()
    return this.owed.owe(place.interactionId, place, Math.max(left, 0), oneMoment)
  }
}

/** The answer replaces the message that was pressed, or is a message that only the member sees. */
function answering(place: Place, message: Message): First {
  if (place.replaces !== true) return newMessage(message)
  const { body, files } = message
  return { response: { type: InteractionResponseType.UpdateMessage, data: body }, files }
}

function newMessage(message: Message): First {
  const { body, files } = ephemeral(message)
  return { response: { type: InteractionResponseType.ChannelMessageWithSource, data: body }, files }
}

/** The message that was pressed stays as it is until the answer replaces it. */
function waiting(place: Place, oneMoment: string | undefined): First {
  if (place.replaces === true)
    return { response: { type: InteractionResponseType.DeferredMessageUpdate }, files: [] }
  if (oneMoment !== undefined) return newMessage(sentence(oneMoment))
  const data = { flags: MessageFlags.Ephemeral } as const
  return { response: { type: InteractionResponseType.DeferredChannelMessageWithSource, data }, files: [] }
}

/** The member takes no messages from bots, shares no server with us, or no longer exists. */
function unreachable(failure: DiscordFailure): PermanentFailure {
  if (failure.reason === reasons.unknownUser)
    return new PermanentFailure('unknown-user', { placeIsDead: true })
  const closed = [reasons.cannotMessage, reasons.noMutualGuilds].includes(failure.reason)
  return new PermanentFailure(closed ? 'dm-closed' : failure.code, { placeIsDead: false })
}
