/**
 * The answers to what members did. All answers go through `send`: it answers where the member is, by the `response_url`, as
 * long as that lives; otherwise it writes a direct message.
 */
import {
  type Delivery,
  type Language,
  PermanentFailure,
  type Reply,
  withoutFiles,
} from '../../core/channel.ts'
import { inRoom } from '../chat/failure.ts'
import { OwedAnswers } from '../chat/owed-answers.ts'
import { Remembered } from '../chat/remembered.ts'
import type { Responded, SlackApi } from './api.ts'
import { goneRooms, SlackFailure } from './failure.ts'
import { layOut, type MessageBody, sentence } from './layout.ts'
import type { Attempt, FileBlock, Messages, Sent } from './messages.ts'
import { isRoom, type Place, readPlace, responseMs, responseUses } from './place.ts'

const remembered = 10_000
/** A delivery older than this was tried before, perhaps by a process that died. */
const suspectMs = 10_000

export interface AnswerParts {
  api: SlackApi
  messages: Messages
  oneMomentMs: number
  seeDirectMessages(language: Language): string
  /** Called after an answer arrived. Must not throw. */
  onSent(place: Place): void
}

export class Answers {
  readonly #parts: AnswerParts
  readonly owed: OwedAnswers<Place, unknown>
  /** By place, the answer's own address, which arrives when somebody presses a link in it. */
  readonly #answers = new Remembered<{ url: string; expiresAt: number }>(remembered)
  /** By place, the direct message that is its answer. */
  readonly #direct = new Remembered<Sent>(remembered)
  readonly #uses = new Remembered<number>(remembered)

  constructor(parts: AnswerParts) {
    this.#parts = parts
    this.owed = new OwedAnswers(parts.oneMomentMs, async ({ response }, words) => {
      if (response !== undefined) await this.#use(response.url, sentence(words), true).catch(() => {})
    })
  }

  /** Notes that an answer is owed. Says "one moment" only if the answer can replace it; beside a card it would stay for good. */
  owe(place: Place, oneMoment: () => string): void {
    if (place.response?.replaces === true && this.owed.get(place.id) === undefined)
      this.owed.owe(place.id, place, responseMs, oneMoment)
  }

  /** Somebody pressed a link in an answer: the payload has the answer's own address, which can replace it beside a card too. */
  pressed(placeId: string, url: string): void {
    this.#answers.set(placeId, { url, expiresAt: Date.now() + responseMs })
  }

  async notSaved(place: Place, words: string): Promise<void> {
    if (this.owed.get(place.id)?.told === true) return
    await this.say(place, sentence(words))
  }

  /** Says something that no delivery keeps; by direct message if there is no other way. */
  async say(place: Place, message: MessageBody): Promise<void> {
    if (await this.#respond(place, message)) return
    const { tenant, userId, id } = place
    const channel = await this.#parts.messages.open(tenant, userId)
    await this.#parts.messages.post(tenant, channel, message, { id, since: 0, suspected: false })
  }

  /** Throws `PermanentFailure` if the member cannot be reached, and `SlackFailure` if a later try may succeed. */
  async send(delivery: Delivery): Promise<void> {
    const { reply, unasked } = delivery
    const place = readPlace(delivery.place)
    const made = delivery.createdAt.getTime()
    const attempt: Attempt = {
      id: delivery.id,
      // The database's clock is not Slack's.
      since: made - 300_000,
      suspected: Date.now() - made > suspectMs,
    }
    if (isRoom(place))
      return inRoom(goneRooms, () => this.#post(place.tenant, place.channelId, reply, attempt))
    if (!unasked && this.owed.isOvertaken(place.id, delivery)) return
    try {
      if (unasked) {
        const channel = await this.#parts.messages.open(place.tenant, place.userId)
        await this.#post(place.tenant, channel, reply, attempt, place.id)
        return
      }
      await this.#answer(place, reply, attempt)
    } catch (error) {
      // The member takes no direct messages from apps, or no longer exists.
      if (error instanceof SlackFailure && error.permanent)
        throw new PermanentFailure('dm-closed', { placeIsDead: false })
      throw error
    }
    this.owed.shows(place.id, delivery)
    this.#parts.onSent(place)
  }

  /** A new message that replaces no answer. */
  async #post(
    tenant: string,
    channel: string,
    reply: Reply,
    attempt: Attempt,
    place?: string,
  ): Promise<void> {
    const { messages } = this.#parts
    await messages.post(tenant, channel, layOut(reply, place === undefined ? {} : { place }), attempt)
    const files = filesOf(reply)
    if (files.length > 0) await messages.share(tenant, channel, files, '', attempt)
  }

  async #toPerson(place: Place, reply: Reply, attempt: Attempt): Promise<void> {
    if (await this.#respond(place, layOut(reply, { place: place.id, told: true }))) return
    await this.#directMessage(place, reply, attempt)
  }

  /** An answer that only the member sees cannot hold files. Those go to their direct messages, which are as private. */
  async #answer(place: Place, reply: Reply, attempt: Attempt): Promise<void> {
    const { messages, seeDirectMessages } = this.#parts
    const { tenant, userId } = place
    const files = filesOf(reply)
    if (files.length === 0) return this.#toPerson(place, reply, attempt)
    const direct =
      this.#addresses(place).length > 0 ? undefined : await this.#directMessage(place, reply, attempt)
    try {
      const channel = direct ?? (await messages.open(tenant, userId))
      await messages.share(tenant, channel, files, direct === undefined ? reply.subject : '', attempt)
    } catch (error) {
      // Their messages are closed, the workspace takes no uploads, or the app was installed before it asked to send files.
      if (!(error instanceof SlackFailure && (error.permanent || error.reason === 'missing_scope')))
        throw error
      if (direct === undefined) await this.#toPerson(place, withoutFiles(reply), attempt)
      else await this.#directMessage(place, withoutFiles(reply), attempt)
      return
    }
    if (direct !== undefined) return
    const note = { kind: 'small', text: seeDirectMessages(reply.language) } as const
    await this.#toPerson(place, { ...reply, blocks: [...reply.blocks, note] }, attempt)
  }

  /** Returns the conversation. */
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

  /** False if no address takes an answer any more. */
  async #respond(place: Place, message: MessageBody): Promise<boolean> {
    const owed = this.owed.get(place.id)
    if (owed !== undefined) {
      owed.told = true
      await owed.first
      this.owed.leave(place.id)
    }
    for (const { url, replaces } of this.#addresses(place)) {
      if ((await this.#use(url, message, replaces)) === 'done') return true
      this.#uses.set(url, responseUses)
    }
    return false
  }

  /** Counts the uses of this process; Slack refuses when there were too many. */
  async #use(url: string, message: MessageBody, replaces: boolean): Promise<Responded> {
    const responded = await this.#parts.api.respond(url, message, replaces)
    this.#uses.set(url, (this.#uses.get(url) ?? 0) + 1)
    return responded
  }

  /** The addresses that take an answer, the best first. */
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
}

function filesOf(reply: Reply): FileBlock[] {
  return reply.blocks.filter(block => block.kind === 'image' || block.kind === 'file')
}
