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
import { type Language, ourAccent, type Reply, slashed } from '../../core/channel.ts'
import { cut } from '../chat/cut.ts'
import { fitted, type OwnBlock, partsOf, type TextPart, type Part as ThePart } from '../chat/parts.ts'
import { commandButtonId, formButtonId } from './buttons.ts'
import { escapeMarkdown, formatted } from './markdown.ts'
import { cutAlternative, fileName, filesLimit, type Message, messageOf, type SentFile } from './message.ts'

/** Discord's limits for one message of Components V2: characters in all texts, components in all. */
const characterLimit = 4000
const componentLimit = 40
const rowLimit = 5
const labelLimit = 80
const urlLimit = 512

type ShownFile = Extract<
  APIMessageTopLevelComponent,
  { type: ComponentType.MediaGallery | ComponentType.File }
>
type Component =
  | Extract<APIMessageTopLevelComponent, { type: ComponentType.TextDisplay | ComponentType.ActionRow }>
  | ShownFile
type Part = ThePart<string, APIButtonComponent, ShownFile>

/** `card`: in a frame, for a room; otherwise an answer to one person. `written`: words replace pictures, because no files may be sent. */
export function layOut(
  reply: Reply,
  shape: 'card' | 'answer',
  pictures: 'shown' | 'written' = 'shown',
): Message {
  const files: SentFile[] = []
  const parts = partsOf<string, APIButtonComponent, ShownFile>(reply, block => {
    if (block.kind !== 'image' && block.kind !== 'file') return pressed(block)
    if (pictures === 'shown' && files.length < filesLimit) return attached(block, files, reply.language)
    return block.kind === 'image' ? { kind: 'text', style: 'small', text: block.alt } : undefined
  })
  const components = fitting(unrepeated(parts), componentLimit - (shape === 'card' ? 1 : 0))
  const accent_color = Number.parseInt((reply.accent ?? ourAccent).slice(1), 16)
  return messageOf(
    shape === 'card' ? [{ type: ComponentType.Container, accent_color, components }] : components,
    files,
  )
}

/** Tries three ways until there are few enough components: as it is, with links as lines, with all buttons at the end. */
function fitting(parts: Part[], room: number): Component[] {
  const lines = parts.map(
    (part): Part =>
      part.kind === 'button' && part.line !== undefined ? { kind: 'line', line: part.line } : part,
  )
  const buttons = lines.filter(part => part.kind === 'button')
  const others = lines.filter(part => part.kind !== 'button')
  for (const way of [parts, lines]) {
    const components = assemble(way)
    if (countOf(components) <= room) return components
  }
  for (let kept = buttons.length; kept > 0; kept -= 1) {
    const components = assemble([...others, ...buttons.slice(0, kept)])
    if (countOf(components) <= room) return components
  }
  return assemble(others)
}

function pressed(block: Exclude<OwnBlock, { kind: 'image' | 'file' }>): Part {
  const { label } = block
  switch (block.kind) {
    case 'link':
    case 'button': {
      const line = `${escapeMarkdown(label)}: <${block.url}>`
      if (!mayBeButton(block.url)) return { kind: 'line', line }
      const button = { ...buttonOf(label), style: ButtonStyle.Link, url: block.url } as const
      // The main button stays a button.
      return { kind: 'button', button, ...(block.kind === 'link' ? { line } : {}) }
    }
    case 'form-button': {
      const custom_id = formButtonId(block.form, block.again)
      return { kind: 'button', button: { ...buttonOf(label), style: ButtonStyle.Primary, custom_id } }
    }
    case 'command-button': {
      const custom_id = commandButtonId(block.command)
      // A command that is too long for a button can be typed.
      if (custom_id === undefined)
        return { kind: 'line', line: `${escapeMarkdown(label)}: ${escapeMarkdown(slashed(block.command))}` }
      const style = block.danger === true ? ButtonStyle.Danger : ButtonStyle.Secondary
      return { kind: 'button', button: { ...buttonOf(label), style, custom_id } }
    }
  }
}

function buttonOf(label: string) {
  return { type: ComponentType.Button, label: cut(label, labelLimit) } as const
}

/** A picture with its words, or a file to download. */
function attached(
  block: Extract<OwnBlock, { kind: 'image' | 'file' }>,
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
    return { kind: 'shown', shown: { type: ComponentType.File, file: { url } } }
  }
  const description = cutAlternative(block.alt, language)
  files.push({ name, data: block.png, contentType: 'image/png', description })
  const items = [{ media: { url }, description }]
  return { kind: 'shown', shown: { type: ComponentType.MediaGallery, items } }
}

/** Discord refuses a message with a button that leads to `localhost` ("Not a well formed URL"), which is the address of a trial. */
function mayBeButton(url: string): boolean {
  return url.length <= urlLimit && URL.canParse(url) && /[.:]/.test(new URL(url).hostname)
}

/** Leaves out repeated buttons, because Discord refuses a message that has the same custom_id twice. */
function unrepeated(parts: Part[]): Part[] {
  const seen = new Set<string>()
  return parts.filter(part => {
    if (part.kind !== 'button' || !('custom_id' in part.button)) return true
    const { custom_id } = part.button
    const first = !seen.has(custom_id)
    seen.add(custom_id)
    return first
  })
}

/** Neighbouring texts become one component, neighbouring buttons a row. */
function assemble(parts: Part[]): Component[] {
  const components: Component[] = []
  for (const part of fitted(parts, characterLimit, lengthOf)) {
    const last = components.at(-1)
    if (part.kind === 'button') {
      if (last?.type === ComponentType.ActionRow && last.components.length < rowLimit)
        last.components.push(part.button)
      else components.push({ type: ComponentType.ActionRow, components: [part.button] })
    } else if (part.kind === 'shown') components.push(part.shown)
    else {
      const content = part.kind === 'line' ? part.line : rendered(part)
      if (last?.type === ComponentType.TextDisplay) last.content += `\n${content}`
      else components.push({ type: ComponentType.TextDisplay, content })
    }
  }
  return components
}

function countOf(components: Component[]): number {
  return components.reduce(
    (sum, one) => sum + 1 + (one.type === ComponentType.ActionRow ? one.components.length : 0),
    0,
  )
}

/** With the line break before it. */
function lengthOf(part: Part): number {
  if (part.kind === 'text') return rendered(part).length + 1
  return part.kind === 'line' ? part.line.length + 1 : 0
}

function rendered({ style, label, text, runs, after = '' }: TextPart): string {
  const escaped = escapeMarkdown(text)
  switch (style) {
    case 'title':
      return `## ${escaped}`
    case 'subject':
      return `**${escaped}**`
    case 'quote':
      return (runs === undefined ? escaped : formatted(runs)).replace(/^/gm, '> ')
    case 'small':
      // A mark without words after it would be shown.
      return escaped.replace(/^(?=.*\S)/gm, '-# ')
    case 'paragraph':
      return `${label === undefined ? '' : `**${escapeMarkdown(label)}** `}${escaped}${after}`
  }
}
