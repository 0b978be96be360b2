/**
 * The answers to interactions. There is one road out, `send`: it gives the first response while that is still owed, edits our
 * answer while the interaction's token lives, and writes a direct message after that.
 */
import {
  type APIInteraction,
  type APIInteractionResponse,
  InteractionResponseType,
  MessageFlags,
} from 'discord.js'
import { type Delivery, PermanentFailure, withoutFiles } from '../../core/channel.ts'
import { type DiscordApi, DiscordFailure, isHeavy, type Responded, reasons } from './api.ts'
import { postCard } from './card.ts'
import { layOut } from './layout.ts'
import { checkSize, ephemeral, type Message, type SentFile, sentence, tooLarge } from './message.ts'
import { createdAt, firstResponseMs, isRoom, type Place, placeOf, readPlace } from './place.ts'

/** An interaction whose first response this process may owe. */
interface Owed {
  place: Place
  /** The first response on its way, or what became of it; absent while nobody gave one. */
  first: Promise<Responded> | undefined
  /** Says that it takes a moment, when the commit does. */
  timer: NodeJS.Timeout | undefined
  /** The words for it; absent where another process received the interaction and says them. */
  oneMoment: string | undefined
  /** Whether what is true was already told: nothing less true may come after it. */
  told: boolean
}

/** A first response, and the files in it. */
interface First {
  response: APIInteractionResponse
  files: SentFile[]
}

/** How many interactions are remembered by what they show, for a retry that comes late. */
const remembered = 10_000

export class Answers {
  readonly #api: DiscordApi
  readonly #oneMomentMs: number
  readonly #owed = new Map<string, Owed>()
  /** By interaction, when the delivery was made that it shows: milliseconds since 1970. */
  readonly #shown = new Map<string, number>()

  constructor(api: DiscordApi, oneMomentMs: number) {
    this.#api = api
    this.#oneMomentMs = oneMomentMs
  }

  /** False where this process knows the interaction already, or it is too old to be answered. */
  owe(interaction: APIInteraction, oneMoment: string): boolean {
    const { id } = interaction
    if (this.#owed.has(id) || this.#api.age(id) >= firstResponseMs) return false
    const owed = this.#remember(placeOf(interaction), oneMoment)
    owed.timer = setTimeout(() => void this.#oneMoment(owed), this.#oneMomentMs)
    return true
  }

  /** Nothing changed, or another process answers: this one says nothing by itself. */
  leave(interactionId: string): void {
    clearTimeout(this.#owed.get(interactionId)?.timer)
    this.#owed.delete(interactionId)
  }

  /** We stop: who waits is told now, and the answer edits that, by whichever process sends it. */
  async hurry(): Promise<void> {
    await Promise.all([...this.#owed.values()].map(owed => this.#oneMoment(owed)))
  }

  /** What is known at once. It is nothing that is kept: whoever is too late to see it asks again. */
  async atOnce(interaction: APIInteraction, message: Message): Promise<void> {
    const { response, files } = answering(placeOf(interaction), message)
    await this.#api.respond(interaction, response, files)
  }

  /** The same for a sentence of ours: what they pressed stays. */
  async say(interaction: APIInteraction, words: string): Promise<void> {
    await this.#api.respond(interaction, anew(sentence(words)).response)
  }

  /**
   * Nothing was saved. Reaches the member while the interaction does; no direct message for that. What they pressed stays, to be
   * pressed again.
   */
  async notSaved(interaction: APIInteraction, words: string): Promise<void> {
    const place = placeOf(interaction)
    const owed = this.#owed.get(place.interactionId)
    if (owed?.told === true) return
    const message = sentence(words)
    const first = await this.#firstResponse(place, anew(message))
    if (first !== 'already' && first !== 'unclear') return
    if (place.replaces === true) await this.#api.followUp(place, ephemeral(message))
    else await this.#api.editOriginal(place, message)
  }

  /** Throws `PermanentFailure` where the member cannot be reached, and `DiscordFailure` where a later try may. */
  async send(delivery: Delivery): Promise<void> {
    if (isRoom(delivery.place)) {
      await postCard(this.#api, delivery.place, delivery.reply, delivery.id)
      return
    }
    const place = readPlace(delivery.place)
    const id = place.interactionId
    const made = delivery.createdAt.getTime()
    // A retry whose first try did arrive must not take back the receipt that has come since.
    if (!delivery.unasked && (this.#shown.get(id) ?? 0) > made) return
    const { reply } = delivery
    try {
      await this.#toPerson(place, delivery, layOut(reply, 'answer'))
    } catch (error) {
      const instead = reply.blocks.some(block => block.kind === 'file' && block.instead !== undefined)
      if (!instead || !(error instanceof PermanentFailure) || error.code !== tooLarge) throw error
      await this.#toPerson(place, delivery, layOut(withoutFiles(reply), 'answer'))
    }
    if (delivery.unasked) return
    this.#shown.delete(id)
    this.#shown.set(id, made)
    for (const oldest of this.#shown.keys()) {
      if (this.#shown.size <= remembered) break
      this.#shown.delete(oldest)
    }
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

  /** False where the interaction takes no answer any more. */
  async #answer(place: Place, message: Message): Promise<boolean> {
    const owed = this.#owed.get(place.interactionId)
    if (owed !== undefined) owed.told = true
    // What takes long to send is no first response: that has 3 s.
    const heavy = isHeavy(message)
    const first = await this.#firstResponse(
      place,
      heavy ? waiting(place, owed?.oneMoment) : answering(place, message),
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
        // They dismissed our answer, which is theirs to do; the next one is a new message beneath.
        case reasons.unknownMessage:
          return this.#followUp(place, message)
      }
      throw error
    }
  }

  /** False where Discord takes no more: five, where the app is the member's own (docs, Create Followup Message). */
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
   * `done`: this very response was the first. Also where another process received the interaction: its timer, or its
   * answer, then finds `already`, and so may we.
   */
  async #firstResponse(place: Place, first: First): Promise<Responded> {
    const known = this.#owed.get(place.interactionId)
    if (known?.first !== undefined) {
      const before = await known.first
      return before === 'done' ? 'already' : before
    }
    if (this.#api.age(place.interactionId) >= firstResponseMs) return 'unclear'
    const owed = known ?? this.#remember(place)
    return this.#respond(owed, first)
  }

  async #oneMoment(owed: Owed): Promise<void> {
    if (owed.first !== undefined || owed.oneMoment === undefined) return
    await this.#respond(owed, waiting(owed.place, owed.oneMoment))
  }

  #respond(owed: Owed, { response, files }: First): Promise<Responded> {
    clearTimeout(owed.timer)
    const { interactionId, token } = owed.place
    owed.first = this.#api.respond({ id: interactionId, token }, response, files)
    return owed.first
  }

  #remember(place: Place, oneMoment?: string): Owed {
    const id = place.interactionId
    const owed: Owed = { place, first: undefined, timer: undefined, oneMoment, told: false }
    this.#owed.set(id, owed)
    // After that nobody takes a first response; what is known of it is asked of Discord.
    const left = createdAt(id) + 2 * firstResponseMs - this.#api.now()
    setTimeout(() => this.#owed.delete(id), Math.max(left, 0)).unref()
    return owed
  }
}

/** The answer: in the place of what was pressed, or as a message that only who acted sees. */
function answering(place: Place, message: Message): First {
  if (place.replaces !== true) return anew(message)
  const { body, files } = message
  return { response: { type: InteractionResponseType.UpdateMessage, data: body }, files }
}

function anew(message: Message): First {
  const { body, files } = ephemeral(message)
  return { response: { type: InteractionResponseType.ChannelMessageWithSource, data: body }, files }
}

/** What was pressed stays as it is until the answer takes its place. */
function waiting(place: Place, oneMoment: string | undefined): First {
  if (place.replaces === true)
    return { response: { type: InteractionResponseType.DeferredMessageUpdate }, files: [] }
  if (oneMoment !== undefined) return anew(sentence(oneMoment))
  const data = { flags: MessageFlags.Ephemeral } as const
  return { response: { type: InteractionResponseType.DeferredChannelMessageWithSource, data }, files: [] }
}

/** Somebody takes no messages from bots, or none from those they share no server with, or is not there any more. */
function unreachable(failure: DiscordFailure): PermanentFailure {
  if (failure.reason === reasons.unknownUser)
    return new PermanentFailure('unknown-user', { placeIsDead: true })
  const closed = [reasons.cannotMessage, reasons.noMutualGuilds].includes(failure.reason)
  return new PermanentFailure(closed ? 'dm-closed' : failure.code, { placeIsDead: false })
}
