/**
 * The bot's own messages, in rooms and direct messages. Slack takes no nonce, so each message carries an id as metadata. If an
 * earlier try may have arrived, we read the conversation first (docs/decisions/0027).
 */
import { createHash } from 'node:crypto'
import type { Block } from '../../core/channel.ts'
import { cut } from '../chat/cut.ts'
import { at, isObject, type JsonObject, listAt, textAt } from '../chat/json.ts'
import { Remembered } from '../chat/remembered.ts'
import { idAt } from './api.ts'
import { SlackFailure } from './failure.ts'
import { escapeEntities, type MessageBody } from './layout.ts'
import type { Workspaces } from './workspace.ts'

export type FileBlock = Extract<Block, { kind: 'image' | 'file' }>

export interface Sent {
  channel: string
  ts: string
}

/** A request that this process, or an earlier one, may already have made. */
export interface Attempt {
  id: string
  /** Milliseconds since 1970: no older message can be it. */
  since: number
  /** Whether to look for the message even if this process has not tried yet. */
  suspected: boolean
}

interface Post {
  tenant: string
  channel: string
  attempt: Attempt
  key: string
  /** Whether a message of the conversation is this one. */
  isIt(message: unknown): boolean
}

const eventType = 'undersigned_delivery'
const remembered = 10_000

/** Messages show no previews and notify nobody by name. */
const quietly = { parse: 'none', link_names: false, unfurl_links: false, unfurl_media: false }

export class Messages {
  readonly #workspaces: Workspaces
  /** Attempts of this process whose outcome is unknown. */
  readonly #unclear = new Remembered<true>(remembered)

  constructor(workspaces: Workspaces) {
    this.#workspaces = workspaces
  }

  /** The conversation with one person. */
  async open(tenant: string, userId: string): Promise<string> {
    return idAt(await this.#workspaces.call(tenant, 'conversations.open', { users: userId }), 'channel', 'id')
  }

  async post(tenant: string, channel: string, message: MessageBody, attempt: Attempt): Promise<Sent> {
    const id = opaque(attempt.id)
    const metadata = { event_type: eventType, event_payload: { id } }
    const args = { channel, ...message, ...quietly, metadata }
    const isIt = (one: unknown) =>
      at(one, 'metadata', 'event_type') === eventType && textAt(one, 'metadata', 'event_payload', 'id') === id
    const post = { tenant, channel, attempt, key: `message ${id}`, isIt }
    const sent = await this.#once(post, async () => ['chat.postMessage', args])
    return { channel: textAt(sent, 'channel') ?? channel, ts: idAt(sent, 'ts') }
  }

  async edit(tenant: string, { channel, ts }: Sent, message: MessageBody): Promise<void> {
    await this.#workspaces.call(tenant, 'chat.update', {
      channel,
      ts,
      ...message,
      parse: 'none',
      link_names: false,
    })
  }

  /** Pictures and files in a message of their own, under `comment` (docs, files.completeUploadExternal). */
  async share(
    tenant: string,
    channel: string,
    files: FileBlock[],
    comment: string,
    attempt: Attempt,
  ): Promise<void> {
    const isIt = (one: unknown) => {
      const found = listAt(one, 'files').map(file => textAt(file, 'title') ?? textAt(file, 'name'))
      return files.every(({ name }) => found.includes(name))
    }
    const post = { tenant, channel, attempt, key: `files ${opaque(attempt.id)}`, isIt }
    await this.#once(post, async () => {
      const uploaded = []
      for (const file of files) uploaded.push({ id: await this.#upload(tenant, file), title: file.name })
      const words = comment === '' ? {} : { initial_comment: escapeEntities(comment) }
      return ['files.completeUploadExternal', { files: uploaded, channel_id: channel, ...words }]
    })
  }

  /** False if the app was not brought into a private channel. True if that is unknown: posting will tell. */
  async mayPost(tenant: string, channel: string): Promise<boolean> {
    try {
      await this.#workspaces.call(tenant, 'conversations.history', { channel, limit: 1 })
      return true
    } catch (error) {
      return !(error instanceof SlackFailure && error.reason === 'channel_not_found')
    }
  }

  async #upload(tenant: string, file: FileBlock): Promise<string> {
    const content = file.kind === 'image' ? file.png : file.content
    const begun = await this.#workspaces.call(tenant, 'files.getUploadURLExternal', {
      filename: file.name,
      length: content.byteLength,
      ...(file.kind === 'image' ? { alt_txt: cut(file.alt, 1000) } : {}),
    })
    await this.#workspaces.api.upload(idAt(begun, 'upload_url'), content)
    return idAt(begun, 'file_id')
  }

  /** Makes the request unless our message is already there. Returns the message, or Slack's answer. */
  async #once(post: Post, request: () => Promise<[method: string, args: object]>): Promise<JsonObject> {
    const there = await this.#look(post)
    if (there !== undefined) return there
    const [method, args] = await request()
    try {
      const answer = await this.#joining(post, () => this.#workspaces.call(post.tenant, method, args))
      this.#unclear.delete(post.key)
      return answer
    } catch (error) {
      if (error instanceof SlackFailure && error.unclear) this.#unclear.set(post.key, true)
      throw error
    }
  }

  /** Joins a public channel if the app is not in it yet; a private one cannot be joined. */
  async #joining<T>({ tenant, channel }: Post, post: () => Promise<T>): Promise<T> {
    try {
      return await post()
    } catch (error) {
      if (!(error instanceof SlackFailure) || error.reason !== 'not_in_channel') throw error
      try {
        await this.#workspaces.call(tenant, 'conversations.join', { channel })
      } catch (refused) {
        throw refused instanceof SlackFailure && refused.permanent ? error : refused
      }
      return post()
    }
  }

  /** Finds our message if it is already there. Throws if there may be one and we cannot look for it now. */
  async #look({ tenant, channel, attempt, key, isIt }: Post): Promise<JsonObject | undefined> {
    const tried = this.#unclear.get(key) === true
    if (!tried && !attempt.suspected) return undefined
    try {
      const answer = await this.#workspaces.call(tenant, 'conversations.history', {
        channel,
        limit: 100,
        include_all_metadata: true,
        ...(attempt.since > 0 ? { oldest: (attempt.since / 1000).toFixed(6) } : {}),
      })
      return listAt(answer, 'messages').filter(isObject).find(isIt)
    } catch (error) {
      // The app may not read there: it is not in the room, or nobody gave it the scope.
      const cannot = error instanceof SlackFailure && (error.permanent || error.reason === 'missing_scope')
      if (cannot || !tried) return undefined
      throw error
    }
  }
}

function opaque(id: string): string {
  return createHash('sha256').update(id).digest('base64url').slice(0, 22)
}
