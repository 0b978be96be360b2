/**
 * A reply as Discord shows it: Components V2, because text and buttons may follow each other as they do in the reply, and
 * addresses in it never unfold into previews (docs, Components Reference).
 */
import {
  type APIButtonComponent,
  type APIMessageTopLevelComponent,
  ButtonStyle,
  ComponentType,
  MessageFlags,
} from 'discord.js'
import type { Block, Reply } from '../../core/channel.ts'
import { signButtonId } from './form.ts'
import { escapeMarkdown } from './markdown.ts'

export interface MessageBody {
  flags: number
  components: APIMessageTopLevelComponent[]
  allowed_mentions: { parse: [] }
}

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
  | { kind: 'button'; button: APIButtonComponent }

/** `card` for a room, in a frame; else an answer to one person. */
export function layOut(reply: Reply, shape: 'card' | 'answer'): MessageBody {
  const titled = reply.blocks.some(block => block.kind === 'title' && block.text === reply.subject)
  const heading: Part[] = titled || reply.subject === '' ? [] : [text(reply.subject, bold)]
  const parts = (links: 'buttons' | 'lines') => [
    ...heading,
    ...unrepeated(reply.blocks).flatMap(block => partsOf(block, links)),
  ]
  const frame = shape === 'card' ? 1 : 0
  let components = assemble(parts('buttons'))
  // A long list of petitions: lines take no component each.
  if (countOf(components) + frame > componentLimit) components = assemble(parts('lines'))
  return body(shape === 'card' ? [{ type: ComponentType.Container, components }] : components)
}

/** One sentence of ours. */
export function sentence(words: string): MessageBody {
  return body([{ type: ComponentType.TextDisplay, content: escapeMarkdown(words) }])
}

/** Only who acted sees it. */
export function ephemeral(message: MessageBody): MessageBody {
  return { ...message, flags: message.flags | MessageFlags.Ephemeral }
}

function body(components: APIMessageTopLevelComponent[]): MessageBody {
  return {
    flags: MessageFlags.IsComponentsV2 | MessageFlags.SuppressEmbeds,
    components,
    allowed_mentions: { parse: [] },
  }
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

function partsOf(block: Block, links: 'buttons' | 'lines'): Part[] {
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
      return [links === 'lines' ? lineFor(block) : linkFor(block)]
    case 'button':
      return [linkFor(block)]
    case 'sign-button':
      return [
        {
          kind: 'button',
          button: {
            type: ComponentType.Button,
            style: ButtonStyle.Primary,
            label: cutLabel(block.label),
            custom_id: signButtonId(block.slug),
          },
        },
      ]
  }
}

function linkFor(link: { label: string; url: string }): Part {
  if (!mayBeButton(link.url)) return lineFor(link)
  const button: APIButtonComponent = {
    type: ComponentType.Button,
    style: ButtonStyle.Link,
    label: cutLabel(link.label),
    url: link.url,
  }
  return { kind: 'button', button }
}

function lineFor(link: { label: string; url: string }): Part {
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
function unrepeated(blocks: Block[]): Block[] {
  return blocks.filter(
    (block, index) =>
      block.kind !== 'sign-button' ||
      blocks.findIndex(other => other.kind === 'sign-button' && other.slug === block.slug) === index,
  )
}

type Component = Extract<
  APIMessageTopLevelComponent,
  { type: ComponentType.TextDisplay | ComponentType.ActionRow }
>

/** Neighbouring texts become one component, neighbouring buttons a row. */
function assemble(parts: Part[]): Component[] {
  const components: Component[] = []
  for (const part of withinLimit(parts)) {
    const last = components.at(-1)
    if (part.kind === 'button') {
      if (last?.type === ComponentType.ActionRow && last.components.length < rowLimit)
        last.components.push(part.button)
      else components.push({ type: ComponentType.ActionRow, components: [part.button] })
    } else if (last?.type === ComponentType.TextDisplay) last.content += `\n${rendered(part)}`
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
      return ''
  }
}

/** Shortens the longest text, and again, until all fit; a list of links loses its last ones. */
function withinLimit(parts: Part[]): Part[] {
  const kept = parts.filter(part => part.kind === 'button' || rendered(part).trim() !== '')
  const lengths = () => kept.map(part => (part.kind === 'button' ? 0 : rendered(part).length + 1))
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
      const last = kept.findLastIndex(part => part.kind !== 'button')
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
