/** A message as it stands now: every getter reads the latest change. */
import type { Changes } from '../chat/changes.ts'
import { isObject, type JsonObject, objectAt, objectsAt, textAt } from '../chat/json.ts'
import { elementsOf } from './block-kit-schema.ts'
import { newTs } from './ids.ts'
import { calls, mrkdwnTexts, readMrkdwn } from './mrkdwn.ts'
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
  title: string
  /** The alternative text. */
  altText: string | undefined
  bytes: Buffer
}

export interface MessageOrigin {
  channel: Channel
  /** The only person who sees it, when it is ephemeral. */
  ephemeralTo: User | undefined
  /** Absent: the app's. */
  writtenBy?: User
  /** How the app made it. */
  by: 'chat.postMessage' | 'chat.postEphemeral' | 'response' | 'file' | 'person'
}

export class Message {
  readonly ts = newTs()
  readonly origin: MessageOrigin
  readonly createdAt = new Date()
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

  /** chat.update and `replace_original`: text and blocks replace both; metadata and attachments stay when not named. */
  replace(fields: JsonObject): void {
    this.edits += 1
    const kept = { metadata: this.#fields.metadata, attachments: this.#fields.attachments }
    this.#write({ ...kept, ...fields })
  }

  #write(fields: JsonObject): void {
    this.#fields = withIds(
      Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)),
    )
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

  /** What notifications say, and what is shown where there are no blocks. */
  get text(): string {
    return textAt(this.#fields, 'text') ?? ''
  }

  get blocks(): JsonObject[] {
    return objectsAt(this.#fields, 'blocks')
  }

  get metadata(): JsonObject | undefined {
    return objectAt(this.#fields, 'metadata')
  }

  get threadTs(): string | undefined {
    return textAt(this.#fields, 'thread_ts')
  }

  /** All that is shown, in order, as Slack's markup: the blocks, or the text where there are none. Not the buttons. */
  get words(): string {
    const shown = this.blocks.length > 0 ? this.blocks.flatMap(shownTexts) : [this.text]
    const attached = objectsAt(this.#fields, 'attachments').flatMap(one => [
      textAt(one, 'text') ?? '',
      ...objectsAt(one, 'blocks').flatMap(shownTexts),
    ])
    return [...shown, ...attached].filter(text => text !== '').join('\n')
  }

  /** `words` with links by their label and entities as characters: what somebody wrote reads as they wrote it. */
  get plain(): string {
    return readMrkdwn(this.words)
  }

  get buttons(): Button[] {
    return buttonsOf(this.blocks)
  }

  /** Of its buttons and in its words. */
  get links(): string[] {
    const written = mrkdwnTexts(this.#fields).flatMap(text => text.match(/https?:\/\/[^\s<>|)\]]+/g) ?? [])
    return [...new Set([...this.buttons.flatMap(button => button.url ?? []), ...written])]
  }

  /** Who it calls: `channel`, `here`, `everyone`, ids of people and groups. */
  get calls(): string[] {
    return calls(this.#fields)
  }

  /** Waits until the message is as wished, and gives it back. */
  async until(check: (message: Message) => boolean, timeoutMs = 5000): Promise<Message> {
    await this.#changes.until(
      () => check(this),
      timeoutMs,
      () => `the message as wished; it is: ${this.deleted ? 'deleted' : this.words}`,
    )
    return this
  }

  /** As the API gives it; metadata only where asked for. */
  toApi(withMetadata = false): JsonObject {
    const { channel, writtenBy } = this.origin
    const { workspace } = channel
    const author =
      writtenBy === undefined
        ? { user: workspace.botUserId, bot_id: workspace.botId, app_id: workspace.appId }
        : { user: writtenBy.id }
    const { metadata, text, blocks, attachments, thread_ts } = this.#fields
    const optional = { blocks, attachments, thread_ts, ...(withMetadata ? { metadata } : {}) }
    return {
      type: 'message',
      ...author,
      team: workspace.id,
      ts: this.ts,
      text: text ?? '',
      ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
      ...(this.edits > 0 ? { edited: { user: workspace.botUserId, ts: newTs() } } : {}),
      ...(this.files.length > 0
        ? { files: this.files.map(({ id, name, title }) => ({ id, name, title })) }
        : {}),
    }
  }
}

/** Slack gives every block and element an id where the app gave none. */
export function withIds(fields: JsonObject): JsonObject {
  let count = 0
  const numbered = (prefix: string) => {
    count += 1
    return `${prefix}${count}`
  }
  const interactive = (element: unknown): unknown =>
    !isObject(element) || !isInteractive(element) || element.action_id !== undefined
      ? element
      : { ...element, action_id: numbered('a') }
  if (!Array.isArray(fields.blocks)) return fields
  const blocks = fields.blocks.filter(isObject).map(block => ({
    ...block,
    block_id: textAt(block, 'block_id') ?? numbered('b'),
    ...(isObject(block.accessory) ? { accessory: interactive(block.accessory) } : {}),
    ...(isObject(block.element) ? { element: interactive(block.element) } : {}),
    ...(block.type === 'actions' ? { elements: objectsAt(block, 'elements').map(interactive) } : {}),
  }))
  return { ...fields, blocks }
}

function isInteractive(element: JsonObject): boolean {
  return !['image', 'mrkdwn', 'plain_text'].includes(String(element.type))
}

export function shownTexts(block: JsonObject): string[] {
  const one = objectAt(block, 'text')
  const own = [
    one === undefined ? textAt(block, 'text') : textAt(one, 'text'),
    textAt(objectAt(block, 'label'), 'text'),
  ]
  const several = [
    ...objectsAt(block, 'fields'),
    ...(block.type === 'context' ? objectsAt(block, 'elements') : []),
  ]
  const alternative =
    block.type === 'image' ? [textAt(objectAt(block, 'title'), 'text'), textAt(block, 'alt_text')] : []
  const rich = block.type === 'rich_text' || block.type === 'table' ? [richText(block)] : []
  const below = objectsAt(block, 'child_blocks').flatMap(shownTexts)
  const all: (string | undefined)[] = [
    ...own,
    ...several.map(part => textAt(part, 'text') ?? textAt(part, 'alt_text')),
    ...alternative,
    textAt(objectAt(block, 'hint'), 'text'),
    ...rich,
    ...below,
  ]
  return all.filter(text => text !== undefined).filter(text => text !== '')
}

function richText(value: unknown): string {
  if (Array.isArray(value)) return value.map(richText).join('')
  if (!isObject(value)) return ''
  const own = textAt(value, 'text') ?? textAt(value, 'url') ?? ''
  return own + richText(value.elements) + richText(value.rows)
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
