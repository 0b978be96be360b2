/**
 * The answers to what somebody did. There is one road out, `send`: it answers where they are, by the `response_url`, while that
 * lives, and writes a direct message after that, or where there never was one.
 */
import {
  type Delivery,
  type Language,
  PermanentFailure,
  type Reply,
  withoutFiles,
} from '../../core/channel.ts'
import { Remembered } from '../chat/remembered.ts'
import type { Responded, SlackApi } from './api.ts'
import { SlackFailure } from './failure.ts'
import { layOut, type MessageBody, sentence } from './layout.ts'
import type { Attempt, FileBlock, Messages, Sent } from './messages.ts'
import { isRoom, type Place, type Room, readPlace, responseMs, responseUses } from './place.ts'

/** Somebody who waits for an answer of this process. */
interface Owed {
  place: Place
  timer: NodeJS.Timeout | undefined
  oneMoment: () => string
  /** What was said first, on its way or arrived: nothing may overtake it. */
  first: Promise<unknown> | undefined
  /** Whether what is true was already told: nothing less true may come after it. */
  told: boolean
}

/** How many places are remembered by what they show, for a retry that comes late. */
const remembered = 10_000
/** A delivery as old as that was tried before, or its process died over it. */
const suspectMs = 10_000

export interface AnswerParts {
  api: SlackApi
  messages: Messages
  oneMomentMs: number
  seeDirectMessages(language: Language): string
  /** After an answer arrived. Must not throw. */
  onSent(place: Place): void
}

export class Answers {
  readonly #parts: AnswerParts
  readonly #owed = new Map<string, Owed>()
  /** By place, when the delivery was made that it shows: milliseconds since 1970. */
  readonly #shown = new Remembered<number>(remembered)
  /** By place, the answer's own address: a press in it tells. */
  readonly #answers = new Remembered<{ url: string; expiresAt: number }>(remembered)
  /** By place, the direct message that is its answer. */
  readonly #direct = new Remembered<Sent>(remembered)
  readonly #uses = new Remembered<number>(remembered)

  constructor(parts: AnswerParts) {
    this.#parts = parts
  }

  /** Who waits is told so after a moment, where that can be replaced: beside a card it would stay for good. */
  owe(place: Place, oneMoment: () => string): void {
    if (place.response?.replaces !== true || this.#owed.has(place.id)) return
    const owed: Owed = { place, oneMoment, first: undefined, told: false, timer: undefined }
    owed.timer = setTimeout(() => void this.#oneMoment(owed), this.#parts.oneMomentMs)
    this.#owed.set(place.id, owed)
    setTimeout(() => this.#forget(owed), responseMs).unref()
  }

  /** Answered by other means, or another process answers: this one says nothing by itself. */
  leave(placeId: string): void {
    const owed = this.#owed.get(placeId)
    if (owed !== undefined) this.#forget(owed)
  }

  /** We stop: who waits is told now, and the answer replaces that, by whichever process sends it. */
  async hurry(): Promise<void> {
    await Promise.all([...this.#owed.values()].map(owed => this.#oneMoment(owed)))
  }

  /** A link in an answer was pressed: the payload has the answer's own address, which can replace it beside a card too. */
  pressed(placeId: string, url: string): void {
    this.#answers.set(placeId, { url, expiresAt: Date.now() + responseMs })
  }

  /** Nothing was saved. */
  async notSaved(place: Place, words: string): Promise<void> {
    if (this.#owed.get(place.id)?.told === true) return
    await this.say(place, sentence(words))
  }

  /** Says something that is not kept; by direct message where there is nowhere else. */
  async say(place: Place, message: MessageBody): Promise<void> {
    if (await this.#respond(place, message)) return
    const { tenant, userId, id } = place
    const channel = await this.#parts.messages.open(tenant, userId)
    await this.#parts.messages.post(tenant, channel, message, { id, since: 0, suspected: false })
  }

  /** Throws `PermanentFailure` where they cannot be reached, and `SlackFailure` where a later try may. */
  async send(delivery: Delivery): Promise<void> {
    const place = readPlace(delivery.place)
    const made = delivery.createdAt.getTime()
    const attempt: Attempt = {
      id: delivery.id,
      // The database's clock is not Slack's.
      since: made - 300_000,
      suspected: Date.now() - made > suspectMs,
    }
    if (isRoom(place)) return this.#toRoom(place, delivery.reply, attempt)
    if (delivery.unasked) return this.#news(place, delivery.reply, attempt)
    // A retry whose first try did arrive must not take back the receipt that has come since.
    if ((this.#shown.get(place.id) ?? 0) > made) return
    const files = filesOf(delivery.reply)
    try {
      if (files.length === 0) await this.#toPerson(place, delivery.reply, attempt)
      else await this.#withFiles(place, delivery.reply, files, attempt)
    } catch (error) {
      throw error instanceof SlackFailure && error.permanent ? unreachable() : error
    }
    this.#shown.set(place.id, made)
    this.#parts.onSent(place)
  }

  async #toRoom({ tenant, channelId }: Room, reply: Reply, attempt: Attempt): Promise<void> {
    const { messages } = this.#parts
    const files = filesOf(reply)
    try {
      await messages.post(tenant, channelId, layOut(reply), attempt)
      if (files.length > 0) await messages.share(tenant, channelId, files, '', attempt)
    } catch (error) {
      if (error instanceof SlackFailure && error.permanent)
        throw new PermanentFailure(error.code, { placeIsDead: goneRooms.includes(error.reason) })
      throw error
    }
  }

  /** What takes no answer's place: a direct message of its own. */
  async #news(place: Place, reply: Reply, attempt: Attempt): Promise<void> {
    const { messages } = this.#parts
    try {
      const channel = await messages.open(place.tenant, place.userId)
      await messages.post(place.tenant, channel, layOut(reply, { place: place.id }), attempt)
      const files = filesOf(reply)
      if (files.length > 0) await messages.share(place.tenant, channel, files, '', attempt)
    } catch (error) {
      throw error instanceof SlackFailure && error.permanent ? unreachable() : error
    }
  }

  async #toPerson(place: Place, reply: Reply, attempt: Attempt): Promise<void> {
    if (await this.#respond(place, layOut(reply, { place: place.id, told: true }))) return
    await this.#directMessage(place, reply, attempt)
  }

  /** An answer only they see can hold no files: those go to their direct messages, which are as private. */
  async #withFiles(place: Place, reply: Reply, files: FileBlock[], attempt: Attempt): Promise<void> {
    const { messages, seeDirectMessages } = this.#parts
    const { tenant, userId } = place
    if (!this.#mayRespond(place)) {
      const channel = await this.#directMessage(place, reply, attempt)
      try {
        await messages.share(tenant, channel, files, '', attempt)
      } catch (error) {
        if (!takesNoFiles(error)) throw error
        await this.#directMessage(place, withoutFiles(reply), attempt)
      }
      return
    }
    let said = reply
    try {
      const channel = await messages.open(tenant, userId)
      await messages.share(tenant, channel, files, reply.subject, attempt)
      const note = { kind: 'small', text: seeDirectMessages(reply.language) } as const
      said = { ...reply, blocks: [...reply.blocks, note] }
    } catch (error) {
      if (!takesNoFiles(error)) throw error
      said = withoutFiles(reply)
    }
    await this.#toPerson(place, said, attempt)
  }

  /** The conversation it stands in. */
  async #directMessage(place: Place, reply: Reply, attempt: Attempt): Promise<string> {
    const { messages } = this.#parts
    const message = layOut(reply, { place: place.id })
    const before = this.#direct.get(place.id)
    if (before !== undefined) {
      try {
        await messages.edit(place.tenant, before, message)
        return before.channel
      } catch (error) {
        if (!(error instanceof SlackFailure) || !error.permanent) throw error
      }
    }
    const channel = await messages.open(place.tenant, place.userId)
    const sent = await messages.post(place.tenant, channel, message, attempt)
    this.#direct.set(place.id, sent)
    return channel
  }

  /** False where the address takes no answer any more. */
  async #respond(place: Place, message: MessageBody): Promise<boolean> {
    const owed = this.#owed.get(place.id)
    if (owed !== undefined) {
      clearTimeout(owed.timer)
      owed.told = true
      await owed.first
      this.#forget(owed)
    }
    for (const { url, replaces } of this.#addresses(place)) {
      if ((await this.#use(url, message, replaces)) === 'done') return true
      this.#uses.set(url, responseUses)
    }
    return false
  }

  /** Counts the uses that were; of those nobody knows of, Slack says itself when they were too many. */
  async #use(url: string, message: MessageBody, replaces: boolean): Promise<Responded> {
    const responded = await this.#parts.api.respond(url, message, replaces)
    this.#uses.set(url, (this.#uses.get(url) ?? 0) + 1)
    return responded
  }

  #mayRespond(place: Place): boolean {
    return this.#addresses(place).length > 0
  }

  /** Where it can be said, the best first. */
  #addresses(place: Place): { url: string; replaces: boolean }[] {
    const answer = this.#answers.get(place.id)
    const known = [
      ...(answer === undefined ? [] : [{ ...answer, replaces: true }]),
      ...(place.response === undefined ? [] : [place.response]),
    ]
    return known.filter(
      ({ url, expiresAt }) => expiresAt > Date.now() && (this.#uses.get(url) ?? 0) < responseUses,
    )
  }

  /** Does not throw. */
  async #oneMoment(owed: Owed): Promise<void> {
    if (owed.first !== undefined || owed.told) return
    clearTimeout(owed.timer)
    const { url } = owed.place.response ?? {}
    if (url === undefined) return
    owed.first = this.#use(url, sentence(owed.oneMoment()), true).catch(() => {})
    await owed.first
  }

  #forget(owed: Owed): void {
    clearTimeout(owed.timer)
    if (this.#owed.get(owed.place.id) === owed) this.#owed.delete(owed.place.id)
  }
}

/** The room is not there any more, or we may not write there. */
export const goneRooms = [
  'channel_not_found',
  'not_in_channel',
  'is_archived',
  'is_inactive',
  'message_not_found',
  'restricted_action',
  'restricted_action_read_only_channel',
]

function filesOf(reply: Reply): FileBlock[] {
  return reply.blocks.filter(block => block.kind === 'image' || block.kind === 'file')
}

/** Their messages are closed, the workspace takes no uploads, or the app was installed before it asked to send files. */
function takesNoFiles(error: unknown): boolean {
  return error instanceof SlackFailure && (error.permanent || error.reason === 'missing_scope')
}

/** Somebody who takes no direct messages from apps, or is not there any more. */
function unreachable(): PermanentFailure {
  return new PermanentFailure('dm-closed', { placeIsDead: false })
}
