/** One message to Discord: the JSON, and the files it shows. */
import { type APIMessageTopLevelComponent, ComponentType, MessageFlags, type RawFile } from 'discord.js'
import { type Language, PermanentFailure } from '../../core/channel.ts'
import { cut } from '../chat/cut.ts'
import { escapeMarkdown } from './markdown.ts'

export interface Message {
  body: MessageBody
  files: SentFile[]
}

export interface MessageBody {
  flags: number
  components: APIMessageTopLevelComponent[]
  allowed_mentions: { parse: [] }
  /** Every file by its position among those sent along. An edit that does not name a file removes it. */
  attachments: { id: string; filename: string; description?: string }[]
}

export interface SentFile extends RawFile {
  data: Uint8Array
  contentType: string
  /** The alternative text of a picture. */
  description?: string
}

export function messageOf(components: APIMessageTopLevelComponent[], files: SentFile[] = []): Message {
  return {
    body: {
      flags: MessageFlags.IsComponentsV2 | MessageFlags.SuppressEmbeds,
      components,
      allowed_mentions: { parse: [] },
      attachments: files.map(({ name, description }, index) => ({
        id: `${index}`,
        filename: name,
        ...(description === undefined ? {} : { description }),
      })),
    },
    files,
  }
}

/** One sentence of ours. */
export function sentence(words: string): Message {
  return messageOf([{ type: ComponentType.TextDisplay, content: escapeMarkdown(words) }])
}

/** Only the member who acted sees it. */
export function ephemeral({ body, files }: Message): Message {
  return { body: { ...body, flags: body.flags | MessageFlags.Ephemeral }, files }
}

export function bytesOf({ files }: Message): number {
  return files.reduce((sum, file) => sum + file.data.byteLength, 0)
}

/**
 * In bytes. 10 MiB a file unless somebody pays for more (docs, Reference, Uploading Files). Discord used to count the whole
 * request, which is the stricter reading.
 */
const uploadLimit = 10 * 1024 * 1024

export const tooLarge = 'too-large'

/** Throws `PermanentFailure` if the message is too large for Discord. */
export function checkSize(message: Message): void {
  if (bytesOf(message) > uploadLimit) throw new PermanentFailure(tooLarge, { placeIsDead: false })
}

export const filesLimit = 10
const descriptionLimit = 1024

/** Discord replaces other characters by underscores, and `attachment://` would then name no file. */
export function fileName(name: string, taken: string[]): string {
  const safe = name.replace(/[^\w.-]+/g, '_').slice(-80) || 'file'
  return taken.includes(safe) ? fileName(`${taken.length + 1}-${safe}`, taken) : safe
}

/** An alternative text that is too long ends with a whole sentence, or at least a whole word. */
export function cutAlternative(text: string, language: Language): string {
  if (text.length <= descriptionLimit) return text
  let kept = ''
  for (const { segment } of new Intl.Segmenter(language, { granularity: 'sentence' }).segment(text)) {
    if (kept.length + segment.trimEnd().length > descriptionLimit) break
    kept += segment
  }
  return kept.trim() || cut(text, descriptionLimit)
}
