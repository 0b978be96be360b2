/**
 * A reply as Discord shows it: Components V2, because text and buttons may follow each other as they do in the reply, and
 * addresses in it never unfold into previews (docs, Components Reference).
 */
import {
  type APIButtonComponent,
  type APIMessageTopLevelComponent,
  ButtonStyle,
  ComponentType,
} from 'discord.js'
import { type Block, type Language, type Reply, slashed } from '../../core/channel.ts'
import { commandButtonId, formButtonId } from './buttons.ts'
import { escapeMarkdown } from './markdown.ts'
import { cutAlternative, fileName, filesLimit, type Message, messageOf, type SentFile } from './message.ts'

/** Discord's limits for one message of Components V2: characters in all texts, components in all. */
const characterLimit = 4000
const componentLimit = 40
const rowLimit = 5
const labelLimit = 80
const urlLimit = 512

/** A text may lose its end; a line may not: half an address is none. */
type Part =
  | { kind: 'text'; raw: string; render: (raw: string) => string }
  | { kind: 'line'; text: string }
  /** `line` says the same where there is no room for a button. */
  | { kind: 'button'; button: APIButtonComponent; line?: Part }
  | { kind: 'shown'; component: ShownFile }

/** `card` for a room, in a frame; else an answer to one person. `written`: where no files may be sent, in words. */
export function layOut(
  reply: Reply,
  shape: 'card' | 'answer',
  pictures: 'shown' | 'written' = 'shown',
): Message {
  const files: SentFile[] = []
  const blocks = reply.blocks.flatMap(block => {
    if (block.kind !== 'image' && block.kind !== 'file') return partsOf(block)
    const part =
      pictures === 'shown' && files.length < filesLimit ? attached(block, files, reply.language) : undefined
    return part ?? (block.kind === 'image' ? [text(block.alt, everyLine('-# '))] : [])
  })
  const titled = reply.blocks.some(block => block.kind === 'title' && block.text === reply.subject)
  const parts = [
    ...(titled || reply.subject === '' ? [] : [text(reply.subject, bold)]),
    ...unrepeated(blocks),
  ]
  const room = componentLimit - (shape === 'card' ? 1 : 0)
  const components = fitting(parts, room)
  return messageOf(shape === 'card' ? [{ type: ComponentType.Container, components }] : components, files)
}

/** The first way that has few enough components: as it is; links as lines; the buttons together at the end. */
function fitting(parts: Part[], room: number): Component[] {
  const asItIs = assemble(parts)
  if (countOf(asItIs) <= room) return asItIs
  const lines = parts.map(part => (part.kind === 'button' && part.line !== undefined ? part.line : part))
  const withLines = assemble(lines)
  if (countOf(withLines) <= room) return withLines
  const buttons = lines.filter(part => part.kind === 'button')
  const others = lines.filter(part => part.kind !== 'button')
  for (let kept = buttons.length; kept > 0; kept -= 1) {
    const components = assemble([...others, ...buttons.slice(0, kept)])
    if (countOf(components) <= room) return components
  }
  return assemble(others)
}

function text(raw: string, render: (raw: string) => string): Part {
  return { kind: 'text', raw, render }
}

const bold = (raw: string) => `**${escapeMarkdown(raw)}**`
const heading = (raw: string) => `## ${escapeMarkdown(raw.replace(/\s+/g, ' '))}`
const everyLine = (mark: string) => (raw: string) =>
  escapeMarkdown(raw)
    .split('\n')
    .map(line => (line.trim() === '' && mark === '-# ' ? '' : `${mark}${line}`))
    .join('\n')

function partsOf(block: Exclude<Block, { kind: 'image' | 'file' }>): Part[] {
  switch (block.kind) {
    case 'title':
      return [text(block.text, heading)]
    case 'paragraph':
      return [text(block.text, escapeMarkdown)]
    case 'quote':
      return [text(block.text, everyLine('> '))]
    case 'small':
      return [text(block.text, everyLine('-# '))]
    case 'facts':
      return block.facts.map(({ label, value }) =>
        text(value, raw => `**${escapeMarkdown(label)}:** ${escapeMarkdown(raw)}`),
      )
    case 'progress':
      return [text(block.text, raw => `${escapeMarkdown(raw)}\n${progressBar(block.part, block.whole)}`)]
    case 'link':
      return [linkFor(block)]
    case 'button': {
      // The one thing to press goes on being a button.
      const part = linkFor(block)
      return [part.kind === 'button' ? { kind: 'button', button: part.button } : part]
    }
    case 'form-button':
      return [pressFor(block.label, formButtonId(block.form, block.again), ButtonStyle.Primary)]
    case 'command-button': {
      const id = commandButtonId(block.command)
      const style = block.danger === true ? ButtonStyle.Danger : ButtonStyle.Secondary
      return [id === undefined ? typedFor(block) : pressFor(block.label, id, style)]
    }
  }
}

function pressFor(
  label: string,
  id: string,
  style: ButtonStyle.Primary | ButtonStyle.Secondary | ButtonStyle.Danger,
): Part {
  const button = { type: ComponentType.Button, style, label: cutLabel(label), custom_id: id } as const
  return { kind: 'button', button }
}

/** What a button cannot carry can be typed. */
function typedFor({ label, command }: { label: string; command: string }): Part {
  return { kind: 'line', text: `${escapeMarkdown(label)}: ${escapeMarkdown(slashed(command))}` }
}

/** A picture with its words, or a file to take away. */
function attached(
  block: Extract<Block, { kind: 'image' | 'file' }>,
  files: SentFile[],
  language: Language,
): Part {
  const name = fileName(
    block.name,
    files.map(file => file.name),
  )
  const url = `attachment://${name}`
  if (block.kind === 'file') {
    files.push({ name, data: block.content, contentType: block.mediaType })
    return { kind: 'shown', component: { type: ComponentType.File, file: { url } } }
  }
  const description = cutAlternative(block.alt, language)
  files.push({ name, data: block.png, contentType: 'image/png', description })
  const items = [{ media: { url }, description }]
  return { kind: 'shown', component: { type: ComponentType.MediaGallery, items } }
}

function linkFor(link: { label: string; url: string }): Extract<Part, { kind: 'button' | 'line' }> {
  if (!mayBeButton(link.url)) return lineFor(link)
  const button: APIButtonComponent = {
    type: ComponentType.Button,
    style: ButtonStyle.Link,
    label: cutLabel(link.label),
    url: link.url,
  }
  return { kind: 'button', button, line: lineFor(link) }
}

function lineFor(link: { label: string; url: string }): Extract<Part, { kind: 'line' }> {
  return { kind: 'line', text: `${escapeMarkdown(link.label)}: <${link.url}>` }
}

/** Discord refuses the whole message for a button to `localhost`, where a trial runs: "Not a well formed URL". */
function mayBeButton(url: string): boolean {
  return url.length <= urlLimit && URL.canParse(url) && /[.:]/.test(new URL(url).hostname)
}

/** Full only when the goal is reached. */
function progressBar(part: number, whole: number): string {
  const full = Math.max(0, Math.min(10, whole > 0 ? Math.floor((part / whole) * 10) : 10))
  return '▰'.repeat(full) + '▱'.repeat(10 - full)
}

function cutLabel(label: string): string {
  return label.length <= labelLimit ? label : cut(label, labelLimit, raw => raw)
}

/** The same custom_id twice in one message is refused. */
function unrepeated(parts: Part[]): Part[] {
  const seen = new Set<string>()
  return parts.filter(part => {
    const id = part.kind === 'button' && 'custom_id' in part.button ? part.button.custom_id : undefined
    if (id === undefined) return true
    const first = !seen.has(id)
    seen.add(id)
    return first
  })
}

type ShownFile = Extract<
  APIMessageTopLevelComponent,
  { type: ComponentType.MediaGallery | ComponentType.File }
>

type Component =
  | Extract<APIMessageTopLevelComponent, { type: ComponentType.TextDisplay | ComponentType.ActionRow }>
  | ShownFile

/** Neighbouring texts become one component, neighbouring buttons a row. */
function assemble(parts: Part[]): Component[] {
  const components: Component[] = []
  for (const part of withinLimit(parts)) {
    const last = components.at(-1)
    if (part.kind === 'button') {
      if (last?.type === ComponentType.ActionRow && last.components.length < rowLimit)
        last.components.push(part.button)
      else components.push({ type: ComponentType.ActionRow, components: [part.button] })
    } else if (part.kind === 'shown') components.push(part.component)
    else if (last?.type === ComponentType.TextDisplay) last.content += `\n${rendered(part)}`
    else components.push({ type: ComponentType.TextDisplay, content: rendered(part) })
  }
  return components
}

function countOf(components: Component[]): number {
  return components.reduce(
    (sum, one) => sum + 1 + (one.type === ComponentType.ActionRow ? one.components.length : 0),
    0,
  )
}

function rendered(part: Part): string {
  switch (part.kind) {
    case 'text':
      return part.render(part.raw)
    case 'line':
      return part.text
    case 'button':
    case 'shown':
      return ''
  }
}

/** Shortens the longest text, and again, until all fit; a list of links loses its last ones. */
function withinLimit(parts: Part[]): Part[] {
  const wordless = (part: Part) => part.kind === 'button' || part.kind === 'shown'
  const kept = parts.filter(part => wordless(part) || rendered(part).trim() !== '')
  const lengths = () => kept.map(part => (wordless(part) ? 0 : rendered(part).length + 1))
  for (;;) {
    const excess = lengths().reduce((sum, length) => sum + length, 0) - characterLimit
    if (excess <= 0) return kept
    const longest = kept.reduce<Extract<Part, { kind: 'text' }> | undefined>((found, part) => {
      if (part.kind !== 'text') return found
      return found === undefined || rendered(part).length > rendered(found).length ? part : found
    }, undefined)
    const room = longest === undefined ? 0 : rendered(longest).length - excess
    if (longest !== undefined && rendered(longest).length > shortest) {
      kept[kept.indexOf(longest)] = {
        ...longest,
        raw: cut(longest.raw, Math.max(room, shortest), longest.render),
      }
    } else {
      const last = kept.findLastIndex(part => !wordless(part))
      kept.splice(last, 1)
    }
  }
}

/** No text is cut below this many characters for the sake of others. */
const shortest = 60

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** The longest beginning, of whole characters as a reader counts them, that is at most `limit` once rendered. */
function cut(raw: string, limit: number, render: (raw: string) => string): string {
  const characters = [...graphemes.segment(raw)].map(({ segment }) => segment)
  const upTo = (count: number) => `${characters.slice(0, count).join('').trimEnd()} …`
  let [fits, tooMany] = [0, characters.length]
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2)
    if (render(upTo(middle)).length <= limit) fits = middle
    else tooMany = middle
  }
  // At a word's end, where one is near.
  const space = characters.slice(0, fits + 1).findLastIndex(character => /\s/.test(character))
  return upTo(space > fits - 30 && space > 0 ? space : fits)
}
