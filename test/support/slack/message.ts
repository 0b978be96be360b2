/** A message as it stands now: every getter reads the latest change. */
import type { Changes } from '../chat/changes.ts'
import { isObject, type JsonObject, objectAt, objectsAt, textAt } from '../chat/json.ts'
import { patience } from '../patience.ts'
import { elementsOf } from './block-kit-schema.ts'
import { newTs } from './ids.ts'
import type { Channel, User } from './world.ts'

export interface Button {
  label: string
  actionId: string | undefined
  blockId: string | undefined
  value: string | undefined
  /** Present on a link, which still tells the app that it was pressed. */
  url: string | undefined
}

export interface SlackFile {
  id: string
  name: string
  /** The alternative text. */
  altText: string | undefined
  bytes: Buffer
}

export interface MessageOrigin {
  channel: Channel
  /** The only person who sees it, when it is ephemeral. */
  ephemeralTo: User | undefined
}

export class Message {
  readonly ts = newTs()
  readonly origin: MessageOrigin
  readonly files: SlackFile[]
  deleted = false
  edits = 0
  /** `words` of every state it had, the first first. */
  readonly history: string[] = []
  #fields: JsonObject = {}
  readonly #changes: Changes

  constructor(origin: MessageOrigin, fields: JsonObject, changes: Changes, files: SlackFile[] = []) {
    this.origin = origin
    this.#changes = changes
    this.files = files
    this.#write(fields)
  }

  /** chat.update and `replace_original`: text and blocks replace both; metadata stays when it is not named. */
  replace(fields: JsonObject): void {
    this.edits += 1
    this.#write({ metadata: this.#fields.metadata, ...fields })
  }

  #write(fields: JsonObject): void {
    this.#fields = withIds(fields)
    this.history.push(this.words)
    this.#changes.happened()
  }

  delete(): void {
    this.deleted = true
    this.#changes.happened()
  }

  get ephemeral(): boolean {
    return this.origin.ephemeralTo !== undefined
  }

  /** The text of notifications, also shown if there are no blocks. */
  get text(): string {
    return textAt(this.#fields, 'text') ?? ''
  }

  get blocks(): JsonObject[] {
    return objectsAt(this.#fields, 'blocks')
  }

  /** All that is shown, in order: the blocks, or the text if there are none. Not the buttons. */
  get words(): string {
    return this.blocks.length > 0 ? wordsOf(this.blocks) : this.text
  }

  /** `words` with entities as characters: what somebody wrote reads as they wrote it. */
  get plain(): string {
    return this.blocks.length > 0
      ? this.words
      : this.text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&')
  }

  get buttons(): Button[] {
    return buttonsOf(this.blocks)
  }

  /** Addresses of its buttons and in its words. */
  get links(): string[] {
    const written = JSON.stringify([this.text, this.words]).match(/https?:\/\/[^\s<>|)\]"\\]+/g) ?? []
    return [...new Set([...this.buttons.flatMap(button => button.url ?? []), ...written])]
  }

  /** Waits until the message is as wished, and gives it back. */
  async until(check: (message: Message) => boolean): Promise<Message> {
    await this.#changes.until(
      () => check(this),
      patience,
      () => `the message as wished; it is: ${this.deleted ? 'deleted' : this.words}`,
    )
    return this
  }

  /** As the API gives it, without the fields that nobody reads. */
  toApi(): JsonObject {
    const { workspace } = this.origin.channel
    const files = this.files.map(({ id, name }) => ({ id, name }))
    return { type: 'message', user: workspace.botUserId, ts: this.ts, ...this.#fields, files }
  }
}

/** Slack gives every block an id if the app gave none. */
export function withIds(fields: JsonObject): JsonObject {
  if (fields.blocks === undefined) return fields
  const blocks = objectsAt(fields, 'blocks').map((block, index) => ({ block_id: `b${index}`, ...block }))
  return { ...fields, blocks }
}

/** Header, rich text and context; labels and hints of inputs; not the buttons. */
export function wordsOf(blocks: JsonObject[]): string {
  return blocks
    .filter(block => block.type !== 'actions')
    .flatMap(block => [block.label, block.hint, block.text, block.elements].map(inOne))
    .filter(text => text !== '')
    .join('\n')
}

/** The texts inside, without a break; of a link its label. */
function inOne(value: unknown): string {
  if (Array.isArray(value)) return value.map(inOne).join('')
  if (!isObject(value)) return ''
  return (textAt(value, 'text') ?? textAt(value, 'url') ?? '') + inOne(value.elements)
}

export function buttonsOf(blocks: JsonObject[]): Button[] {
  return elementsOf(blocks)
    .filter(({ element }) => element.type === 'button')
    .map(({ block, element }) => ({
      label: textAt(objectAt(element, 'text'), 'text') ?? '',
      actionId: textAt(element, 'action_id'),
      blockId: textAt(block, 'block_id'),
      value: textAt(element, 'value'),
      url: textAt(element, 'url'),
    }))
}
