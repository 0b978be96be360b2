/**
 * A reply as Slack shows it: Block Kit. Nothing a person wrote stands in a text that Slack reads markup in: rich text and plain
 * text are shown as they are, so that nobody is called and nothing is formatted (docs, Rich text block).
 */
import type { types } from '@slack/bolt'
import type { Block, Language, Reply } from '../../core/channel.ts'
import { cut } from '../chat/cut.ts'
import { actionId } from './button.ts'
import { plain } from './form.ts'

export interface MessageBody {
  /** For notifications and screen readers. */
  text: string
  blocks: types.KnownBlock[]
}

/** Slack's limits: blocks in a message, in a view; elements in a row; characters, in UTF-16 units. */
const limits = {
  message: 50,
  view: 100,
  row: 25,
  header: 150,
  context: 3000,
  button: 75,
  value: 2000,
  url: 3000,
  viewTitle: 24,
  /** No figure is documented; somewhat above 13,000 `msg_blocks_too_long` was reported. */
  characters: 12_000,
  notification: 3000,
}

type Shape = { language: Language; most: number; place?: string | undefined; told: boolean }

/**
 * `place` is told back when a link is pressed. `told`: pictures and files cannot stand here, so that what a picture shows is
 * said instead.
 */
export function layOut(reply: Reply, options: { place?: string; told?: boolean } = {}): MessageBody {
  const shape = {
    language: reply.language,
    most: limits.message,
    place: options.place,
    told: options.told === true,
  }
  return { text: notification(reply), blocks: blocksOf(reply, shape) }
}

/** One sentence of ours. */
export function sentence(words: string): MessageBody {
  return { text: escapeEntities(words), blocks: [richText([section([{ type: 'text', text: words }])])] }
}

export function homeOf(reply: Reply): types.HomeView {
  return {
    type: 'home',
    blocks: blocksOf(reply, { language: reply.language, most: limits.view, told: true }),
  }
}

/** An answer in a window of its own, with nothing to send. */
export function windowOf(reply: Reply, title: string, metadata: string): types.ModalView {
  return {
    type: 'modal',
    callback_id: 'window',
    private_metadata: metadata,
    title: plain(reply.subject || title, limits.viewTitle),
    blocks: blocksOf({ ...reply, subject: '' }, { language: reply.language, most: limits.view, told: true }),
  }
}

/** Text in which Slack reads markup anyway: the three characters it asks to escape (docs, Formatting message text). */
export function escapeEntities(text: string): string {
  const escaped = (raw: string) => raw.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
  let raw = cut(clean(text), limits.notification)
  while (escaped(raw).length > limits.notification) raw = cut(raw, Math.floor(raw.length * 0.8))
  return escaped(raw)
}

/** Explicit directions reach beyond the words they stand in; the letters of Arabic and Hebrew carry their own. */
const directions = /[\u202a-\u202e\u2066-\u2069]/g
const controls = /[^\P{Cc}\n\t]/gu

function clean(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(controls, '')
    .replace(directions, '')
}

type Style = 'title' | 'bold' | 'paragraph' | 'quote' | 'small'

type Part =
  | { kind: 'text'; style: Style /** With its colon. */; label?: string; text: string; after?: string }
  | { kind: 'line'; label: string; url: string }
  | { kind: 'button'; button: types.Button }

function blocksOf(reply: Reply, shape: Shape): types.KnownBlock[] {
  for (const dense of [false, true]) {
    const blocks = assemble(withinLimit(partsOf(reply, shape, dense)), dense)
    if (blocks.length <= shape.most) return blocks
    if (dense) return blocks.slice(0, shape.most)
  }
  return []
}

function partsOf(reply: Reply, shape: Shape, dense: boolean): Part[] {
  const titled = reply.blocks.some(block => block.kind === 'title' && block.text === reply.subject)
  const forms = reply.blocks.filter(block => block.kind === 'form-button').length
  let pressed = 0
  const parts = reply.blocks.flatMap(block => partOf(block, shape, dense, forms, () => pressed++))
  const heading: Part[] =
    titled || reply.subject === '' ? [] : [{ kind: 'text', style: 'bold', text: reply.subject }]
  const said: Part[] = [...heading, ...parts]
  return said.flatMap(part => {
    if (part.kind !== 'text') return part
    const text = clean(part.text)
    return text.trim() === '' ? [] : { ...part, text }
  })
}

function partOf(block: Block, shape: Shape, dense: boolean, forms: number, count: () => number): Part[] {
  switch (block.kind) {
    case 'title':
      return [{ kind: 'text', style: 'title', text: block.text.replace(/\s+/g, ' ').trim() }]
    case 'paragraph':
    case 'quote':
    case 'small':
      return [{ kind: 'text', style: block.kind, text: block.text }]
    case 'facts':
      return block.facts.map(({ label, value }) => ({
        kind: 'text',
        style: 'paragraph',
        label: `${label}${colon(shape.language)}`,
        text: value,
      }))
    case 'progress': {
      const after = `\n${progressBar(block.part, block.whole)}`
      return [{ kind: 'text', style: 'paragraph', text: block.text, after }]
    }
    case 'link':
      return [dense ? { kind: 'line', label: block.label, url: block.url } : link(block, shape, count())]
    case 'button':
      return [link(block, shape, count(), 'primary')]
    case 'form-button':
      return [button('form', count(), block.label, block.form, forms === 1 ? 'primary' : undefined)]
    case 'command-button':
      return [button('command', count(), block.label, block.command, block.danger ? 'danger' : undefined)]
    case 'image':
      return shape.told ? [{ kind: 'text', style: 'small', text: block.alt }] : []
    case 'file':
      return []
  }
}

function button(
  kind: 'form' | 'command',
  n: number,
  label: string,
  value: string,
  style: 'primary' | 'danger' | undefined,
): Part {
  if (value.length > limits.value) throw new Error('what a button carries is too long for Slack')
  return {
    kind: 'button',
    button: {
      type: 'button',
      action_id: actionId(kind, n),
      text: plain(clean(label), limits.button),
      value,
      ...(style === undefined ? {} : { style }),
    },
  }
}

function link(to: { label: string; url: string }, shape: Shape, n: number, style?: 'primary'): Part {
  if (to.url.length > limits.url || !/^https?:\/\//.test(to.url))
    return { kind: 'line', label: to.label, url: to.url }
  return {
    kind: 'button',
    button: {
      type: 'button',
      action_id: actionId('link', n),
      text: plain(clean(to.label), limits.button),
      url: to.url,
      ...(shape.place === undefined ? {} : { value: shape.place }),
      ...(style === undefined ? {} : { style }),
    },
  }
}

/** Full only when the goal is reached. */
function progressBar(part: number, whole: number): string {
  const full = Math.max(0, Math.min(10, whole > 0 ? Math.floor((part / whole) * 10) : 10))
  return '▰'.repeat(full) + '▱'.repeat(10 - full)
}

/** Facts that follow each other become one block, and buttons a row; where blocks are scarce, all that is rich text. */
function assemble(parts: Part[], dense: boolean): types.KnownBlock[] {
  const blocks: types.KnownBlock[] = []
  let before: Part | undefined
  for (const part of parts) {
    const last = blocks.at(-1)
    if (part.kind === 'button') {
      if (last?.type === 'actions' && last.elements.length < limits.row) last.elements.push(part.button)
      else blocks.push({ type: 'actions', elements: [part.button] })
    } else {
      const block = blockOf(part)
      const joins = dense || (isFact(part) && before !== undefined && isFact(before))
      if (joins && last?.type === 'rich_text' && block.type === 'rich_text') {
        const end = last.elements.at(-1)
        // Sections follow each other without a break.
        if (end?.type === 'rich_text_section') end.elements.push({ type: 'text', text: '\n' })
        last.elements.push(...block.elements)
      } else blocks.push(block)
    }
    before = part
  }
  return blocks
}

function isFact(part: Part): boolean {
  return part.kind === 'text' && part.label !== undefined
}

function blockOf(part: Exclude<Part, { kind: 'button' }>): types.KnownBlock {
  if (part.kind === 'line') {
    if (!/^(https?|mailto):/.test(part.url))
      return richText([section([{ type: 'text', text: `${part.label}: ${part.url}` }])])
    return richText([section([{ type: 'link', url: part.url, text: clean(part.label) }])])
  }
  const text = `${part.text}${part.after ?? ''}`
  switch (part.style) {
    case 'title':
      return text.length <= limits.header
        ? { type: 'header', text: { type: 'plain_text', text, emoji: false } }
        : richText([section([{ type: 'text', text, style: { bold: true } }])])
    case 'bold':
      return richText([section([{ type: 'text', text, style: { bold: true } }])])
    case 'quote':
      return richText([{ type: 'rich_text_quote', elements: [{ type: 'text', text }] }])
    case 'small':
      return {
        type: 'context',
        elements: [{ type: 'plain_text', text: cut(text, limits.context), emoji: false }],
      }
    case 'paragraph': {
      const label: types.RichTextElement[] =
        part.label === undefined ? [] : [{ type: 'text', text: clean(part.label), style: { bold: true } }]
      return richText([section([...label, { type: 'text', text }])])
    }
  }
}

function richText(elements: types.RichTextBlockElement[]): types.RichTextBlock {
  return { type: 'rich_text', elements }
}

function section(elements: types.RichTextElement[]): types.RichTextSection {
  return { type: 'rich_text_section', elements }
}

/** No text is cut below this many characters for the sake of others. */
const shortest = 60

/** Shortens the longest text, and again, until all fit; a list loses its last lines. */
function withinLimit(parts: Part[]): Part[] {
  const kept = [...parts]
  const lengthOf = (part: Part) => (part.kind === 'text' ? part.text.length + (part.label?.length ?? 0) : 40)
  for (;;) {
    const excess = kept.reduce((sum, part) => sum + lengthOf(part), 0) - limits.characters
    if (excess <= 0) return kept
    let longest: Extract<Part, { kind: 'text' }> | undefined
    for (const part of kept)
      if (part.kind === 'text' && part.text.length > (longest?.text.length ?? shortest)) longest = part
    if (longest === undefined)
      kept.splice(
        kept.findLastIndex(part => part.kind !== 'button'),
        1,
      )
    else {
      const room = Math.max(longest.text.length - excess, shortest)
      kept[kept.indexOf(longest)] = { ...longest, text: cut(longest.text, room) }
    }
  }
}

/** What a phone shows of it before it is opened. */
function notification(reply: Reply): string {
  const said = reply.blocks.flatMap(block => saidBy(block, colon(reply.language)))
  const subject = reply.subject === '' || said.includes(reply.subject) ? [] : [reply.subject]
  return escapeEntities([...subject, ...said].join('\n')).trim() || '…'
}

/** French sets a space before it that does not break. */
function colon(language: Language): string {
  return language === 'fr' ? '\u00a0: ' : ': '
}

function saidBy(block: Block, after: string): string[] {
  switch (block.kind) {
    case 'title':
    case 'paragraph':
    case 'quote':
    case 'progress':
    case 'small':
      return [block.text]
    case 'facts':
      return block.facts.map(({ label, value }) => `${label}${after}${value}`)
    case 'link':
    case 'button':
      return [`${block.label}${after}${block.url}`]
    case 'image':
      return [block.alt]
    case 'file':
      return [block.name]
    case 'form-button':
    case 'command-button':
      return []
  }
}
