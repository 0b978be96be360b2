/** A message of the bot's, as it stands now: every getter reads the latest edit. */
import type { Changes } from './changes.ts'
import { flattenComponents, type JsonObject, listAt, numberAt, objectAt, objectsAt, textAt } from './json.ts'
import { messageFlags } from './limits.ts'
import { newId } from './snowflake.ts'

export interface SentFile {
  name: string
  /** The alternative text. */
  description: string | undefined
  contentType: string
  bytes: Buffer
}

export interface Button {
  label: string
  /** Absent on a link. */
  customId: string | undefined
  /** Present on a link. */
  url: string | undefined
  disabled: boolean
}

/** A picture as it is shown, or a file to take away. */
export interface Shown {
  name: string
  /** What is told to whoever sees no pictures; empty where nothing is. */
  alt: string
  bytes: Buffer
}

export interface MessageOrigin {
  channelId: string
  guildId: string | undefined
  /** The only person who sees it, when it is ephemeral. */
  ephemeralTo: string | undefined
  /** The interaction it answers; absent where the bot posted by itself. */
  interaction: JsonObject | undefined
}

export class Message {
  readonly id = newId()
  readonly origin: MessageOrigin
  readonly nonce: string | undefined
  readonly createdAt = new Date()
  editedAt: Date | undefined
  /** The bot "is thinking …": deferred and nothing said yet. */
  thinking = false
  deleted = false
  /** How often it was edited; saying something after a deferral counts. */
  edits = 0
  /** Every state it had, the first first: `text` of each. */
  readonly history: string[] = []
  #fields: JsonObject = {}
  #files: SentFile[] = []
  readonly #changes: Changes

  constructor(origin: MessageOrigin, changes: Changes, nonce?: string) {
    this.origin = origin
    this.nonce = nonce
    this.#changes = changes
  }

  /** What a create or edit sent; an edit changes only the fields it names. */
  write(body: JsonObject, files: SentFile[], act: 'create' | 'edit'): void {
    const named = ['content', 'embeds', 'components', 'allowed_mentions'].filter(
      key => body[key] !== undefined,
    )
    const kept = this.flags & ~messageFlags.loading
    const asked = (numberAt(body, 'flags') ?? 0) & (messageFlags.componentsV2 | messageFlags.suppressEmbeds)
    this.#fields = {
      ...this.#fields,
      ...Object.fromEntries(named.map(key => [key, body[key]])),
      flags: kept | asked,
    }
    if ('allowed_mentions' in body === false) delete this.#fields.allowed_mentions
    if (files.length > 0 || 'attachments' in body) {
      const keptIds = objectsAt(body, 'attachments').map(attachment => String(attachment.id))
      const before = this.#files.filter((_, index) => keptIds.includes(attachmentId(this.id, index)))
      this.#files = [...before, ...files]
    }
    if (act === 'edit') {
      this.edits += 1
      this.editedAt = new Date()
    }
    this.thinking = false
    this.history.push(this.text)
    this.#changes.happened()
  }

  defer(): void {
    this.thinking = true
    this.#changes.happened()
  }

  delete(): void {
    this.deleted = true
    this.#changes.happened()
  }

  get ephemeral(): boolean {
    return this.origin.ephemeralTo !== undefined
  }

  get flags(): number {
    const own = numberAt(this.#fields, 'flags') ?? 0
    return own | (this.ephemeral ? messageFlags.ephemeral : 0) | (this.thinking ? messageFlags.loading : 0)
  }

  get content(): string {
    return textAt(this.#fields, 'content') ?? ''
  }

  get embeds(): JsonObject[] {
    return objectsAt(this.#fields, 'embeds')
  }

  get components(): JsonObject[] {
    return objectsAt(this.#fields, 'components')
  }

  get files(): SentFile[] {
    return this.#files
  }

  /** The pictures in it, in order, each with its alternative text. */
  get pictures(): Shown[] {
    return flattenComponents(this.components)
      .filter(one => one.type === 12)
      .flatMap(gallery => objectsAt(gallery, 'items'))
      .flatMap(item => this.#shown(objectAt(item, 'media'), textAt(item, 'description')))
  }

  /** The files somebody can take away. */
  get downloads(): Shown[] {
    return flattenComponents(this.components)
      .filter(one => one.type === 13)
      .flatMap(one => this.#shown(objectAt(one, 'file'), undefined))
  }

  /** Nothing where the file is not there: Discord shows a broken picture. */
  #shown(media: JsonObject | undefined, alt: string | undefined): Shown[] {
    const file = this.#files.find(({ name }) => textAt(media, 'url') === `attachment://${name}`)
    return file === undefined
      ? []
      : [{ name: file.name, alt: alt ?? file.description ?? '', bytes: file.bytes }]
  }

  /** All the words in it, in order, as Markdown: content, embeds, text components. Not the buttons. */
  get text(): string {
    const embedded = this.embeds.flatMap(embed => [
      textAt(objectAt(embed, 'author'), 'name'),
      textAt(embed, 'title'),
      textAt(embed, 'description'),
      ...objectsAt(embed, 'fields').map(field => `${textAt(field, 'name')}: ${textAt(field, 'value')}`),
      textAt(objectAt(embed, 'footer'), 'text'),
    ])
    const displayed = flattenComponents(this.components).map(one =>
      one.type === 10 ? textAt(one, 'content') : undefined,
    )
    return [this.content, ...embedded, ...displayed]
      .filter(part => part !== undefined && part !== '')
      .join('\n')
  }

  /** `text` with the backslashes of escaped Markdown taken away: what somebody wrote reads as they wrote it. */
  get plain(): string {
    return this.text.replace(/\\([!-/:-@[-`{-~])/g, '$1')
  }

  get buttons(): Button[] {
    return flattenComponents(this.components)
      .filter(one => one.type === 2)
      .map(one => ({
        label: textAt(one, 'label') ?? '',
        customId: textAt(one, 'custom_id'),
        url: textAt(one, 'url'),
        disabled: one.disabled === true,
      }))
  }

  /** Of its buttons and in its words. */
  get links(): string[] {
    const written = this.text.match(/https?:\/\/[^\s<>()\]]+/g) ?? []
    return [...new Set([...this.buttons.flatMap(button => button.url ?? []), ...written])]
  }

  /** Who it calls: `everyone`, `here`, ids. Empty when Discord was told to parse nothing. */
  get pings(): string[] {
    const displayed = flattenComponents(this.components).map(one =>
      one.type === 10 ? textAt(one, 'content') : '',
    )
    const words = [this.content, ...displayed].join('\n')
    const allowed = objectAt(this.#fields, 'allowed_mentions')
    const may = (kind: string, id: string) =>
      allowed === undefined || listAt(allowed, 'parse').includes(kind) || listAt(allowed, kind).includes(id)
    return [...words.matchAll(/@(everyone|here)|<@!?(\d+)>|<@&(\d+)>/g)].flatMap(match => {
      const [, all, user, role] = match
      if (all !== undefined) return may('everyone', all) ? [all] : []
      if (user !== undefined) return may('users', user) ? [user] : []
      return role !== undefined && may('roles', role) ? [role] : []
    })
  }

  /** Waits until the message is as wished, and gives it back. */
  async until(check: (message: Message) => boolean, timeoutMs = 5000): Promise<Message> {
    const state = () => (this.deleted ? 'deleted' : this.thinking ? 'is thinking …' : this.text)
    await this.#changes.until(
      () => check(this),
      timeoutMs,
      () => `the message as wished; it is: ${state()}`,
    )
    return this
  }

  /** Waits until the bot has said something after "is thinking …". */
  said(timeoutMs = 5000): Promise<Message> {
    return this.until(message => !message.thinking, timeoutMs)
  }

  /** As the API gives it. */
  toApi(author: JsonObject): JsonObject {
    let componentId = 0
    const stored = (media: JsonObject | undefined, id: number) => {
      const name = textAt(media, 'url')?.replace('attachment://', '') ?? ''
      const index = this.#files.findIndex(file => file.name === name)
      const url = `https://cdn.example/${this.id}/${name}`
      const whose = index < 0 ? {} : { attachment_id: attachmentId(this.id, index) }
      return { id: `${id}`, url, proxy_url: url, ...whose }
    }
    const numbered = (components: JsonObject[]): JsonObject[] =>
      components.map(one => {
        componentId += 1
        const id = componentId
        const inside = objectsAt(one, 'components')
        const items = objectsAt(one, 'items').map(item => ({
          description: null,
          spoiler: false,
          ...item,
          media: stored(objectAt(item, 'media'), id),
        }))
        const file = objectAt(one, 'file')
        const size = this.#shown(file, undefined)[0]?.bytes.length ?? 0
        return {
          id,
          ...one,
          ...(inside.length > 0 ? { components: numbered(inside) } : {}),
          ...(items.length > 0 ? { items } : {}),
          ...(file === undefined
            ? {}
            : { file: stored(file, id), name: textAt(file, 'url')?.slice(13) ?? '', size, spoiler: false }),
        }
      })
    return {
      id: this.id,
      channel_id: this.origin.channelId,
      author,
      content: this.content,
      timestamp: this.createdAt.toISOString(),
      edited_timestamp: this.editedAt?.toISOString() ?? null,
      tts: false,
      mention_everyone: this.pings.includes('everyone'),
      mentions: [],
      mention_roles: [],
      pinned: false,
      type: this.origin.interaction === undefined ? 0 : 20,
      flags: this.flags,
      embeds: this.embeds.map(embed => ({ type: 'rich', ...embed })),
      components: numbered(this.components),
      attachments: this.#files.map((file, index) => ({
        id: attachmentId(this.id, index),
        filename: file.name,
        size: file.bytes.length,
        url: `https://cdn.example/${this.id}/${file.name}`,
        proxy_url: `https://cdn.example/${this.id}/${file.name}`,
        content_type: file.contentType,
        ...(file.description === undefined ? {} : { description: file.description }),
      })),
      ...(this.nonce === undefined ? {} : { nonce: this.nonce }),
      ...(this.origin.interaction === undefined
        ? {}
        : {
            webhook_id: author.id,
            application_id: author.id,
            interaction_metadata: this.origin.interaction,
          }),
    }
  }
}

function attachmentId(messageId: string, index: number): string {
  return (BigInt(messageId) + BigInt(index) + 1n).toString()
}
