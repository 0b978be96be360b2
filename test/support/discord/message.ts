/** A message of the bot's as it stands now: every getter reads the latest edit. */
import type { Changes } from '../chat/changes.ts'
import { flattenComponents, type JsonObject, numberAt, objectAt, objectsAt, textAt } from '../chat/json.ts'
import { isMoment } from '../chat/moment.ts'
import { patience } from '../patience.ts'
import { messageFlags } from './judge.ts'
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
}

/** A picture as it is shown, or a file to download. */
export interface Shown {
  name: string
  /** The alternative text; empty if there is none. */
  alt: string
  bytes: Buffer
}

export interface MessageOrigin {
  channelId: string
  /** The only person who sees it, when it is ephemeral. */
  ephemeralTo: string | undefined
  /** Answers an interaction; false if the bot posted by itself. */
  isAnswer: boolean
}

export class Message {
  readonly id = newId()
  readonly origin: MessageOrigin
  readonly nonce: string | undefined
  /** The bot "is thinking …": deferred, and nothing said yet. */
  thinking = false
  deleted = false
  /** How often it was edited; saying something after a deferral counts. */
  edits = 0
  /** `text` of every state it had, the first first. */
  readonly history: string[] = []
  components: JsonObject[] = []
  files: SentFile[] = []
  #flags = 0
  readonly #changes: Changes

  constructor(origin: MessageOrigin, changes: Changes, nonce?: string) {
    this.origin = origin
    this.nonce = nonce
    this.#changes = changes
  }

  /** The judge demands of every create and edit that it names all components and files. */
  write(body: JsonObject, files: SentFile[], act: 'create' | 'edit'): void {
    this.#flags = (numberAt(body, 'flags') ?? 0) & (messageFlags.componentsV2 | messageFlags.suppressEmbeds)
    this.components = objectsAt(body, 'components')
    this.files = files
    if (act === 'edit') this.edits += 1
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

  get #all(): JsonObject[] {
    return flattenComponents(this.components)
  }

  /** The pictures in it, in order, each with its alternative text. */
  get pictures(): Shown[] {
    return this.#all
      .flatMap(gallery => objectsAt(gallery, 'items'))
      .flatMap(item => this.#shown(objectAt(item, 'media'), textAt(item, 'description')))
  }

  /** The files somebody can download. */
  get downloads(): Shown[] {
    return this.#all.flatMap(one => this.#shown(objectAt(one, 'file'), undefined))
  }

  /** Nothing if the file is not there: Discord shows a broken picture. */
  #shown(media: JsonObject | undefined, alt: string | undefined): Shown[] {
    const file = this.files.find(({ name }) => textAt(media, 'url') === `attachment://${name}`)
    return file === undefined
      ? []
      : [{ name: file.name, alt: alt ?? file.description ?? '', bytes: file.bytes }]
  }

  /** All the words in it, in order, as Markdown; not the buttons. */
  get text(): string {
    return this.#all.flatMap(one => textAt(one, 'content') ?? []).join('\n')
  }

  /** `text` without the backslashes of escaped Markdown: what somebody wrote reads as they wrote it. */
  get plain(): string {
    return this.text.replace(/\\([!-/:-@[-`{-~])/g, '$1')
  }

  get buttons(): Button[] {
    return this.#all
      .filter(one => one.type === 2)
      .map(one => ({
        label: textAt(one, 'label') ?? '',
        customId: textAt(one, 'custom_id'),
        url: textAt(one, 'url'),
      }))
  }

  /** Addresses of its buttons and in its words. */
  get links(): string[] {
    const written = this.text.match(/https?:\/\/[^\s<>()\]]+/g) ?? []
    return [...new Set([...this.buttons.flatMap(button => button.url ?? []), ...written])]
  }

  /** Waits until the message is as wished, and gives it back. */
  async until(check: (message: Message) => boolean): Promise<Message> {
    const state = () => (this.deleted ? 'deleted' : this.thinking ? 'is thinking …' : this.text)
    await this.#changes.until(
      () => check(this),
      patience,
      () => `the message as wished; it is: ${state()}`,
    )
    return this
  }

  /** Waits until the bot has said more than "is thinking …" and "One moment". */
  said(): Promise<Message> {
    return this.until(message => !message.thinking && !isMoment(message.plain))
  }

  /** As the API gives it, without the fields that nobody reads. */
  toApi(): JsonObject {
    const ephemeral = this.ephemeral ? messageFlags.ephemeral : 0
    const loading = this.thinking ? messageFlags.loading : 0
    return {
      id: this.id,
      channel_id: this.origin.channelId,
      content: '',
      timestamp: new Date().toISOString(),
      type: this.origin.isAnswer ? 20 : 0,
      flags: this.#flags | ephemeral | loading,
      // Discord numbers them.
      components: this.components.map((one, index) => ({ id: index + 1, ...one })),
    }
  }
}
