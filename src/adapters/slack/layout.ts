/**
 * A reply as Slack shows it: Block Kit. Texts that people wrote never stand where Slack reads markup. Rich text and plain text are
 * shown as they are, so that nobody is called and nothing is formatted (docs, Rich text block).
 */
import type { types } from '@slack/bolt'
import type { Reply, Run } from '../../core/channel.ts'
import { clean } from '../chat/clean.ts'
import { cut } from '../chat/cut.ts'
import {
  fitted,
  labelled,
  type OwnBlock,
  partsOf,
  type TextPart,
  type Part as ThePart,
} from '../chat/parts.ts'
import { plain } from './form.ts'

export interface MessageBody {
  /** For notifications and screen readers. */
  text: string
  blocks: types.KnownBlock[]
}

/** Slack's limits: blocks in a message and in a view, elements in a row, and characters in UTF-16 units. */
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
  /** Undocumented; `msg_blocks_too_long` was reported somewhat above 13,000. */
  characters: 12_000,
  notification: 3000,
}

interface Shape {
  /** Comes back when a link is pressed. */
  place?: string
  /** Pictures and files cannot be shown here, so words say what a picture shows. */
  told?: boolean
}

type Part = ThePart<types.RichTextSection, types.Button>

export function layOut(reply: Reply, shape: Shape = {}): MessageBody {
  return { text: notification(reply), blocks: blocksOf(reply, limits.message, shape) }
}

/** One sentence of ours. */
export function sentence(words: string): MessageBody {
  return { text: escapeEntities(words), blocks: [richText(section({ type: 'text', text: words }))] }
}

export function homeOf(reply: Reply): types.HomeView {
  return { type: 'home', blocks: blocksOf(reply, limits.view, { told: true }) }
}

/** An answer as a modal that has nothing to submit. */
export function windowOf(reply: Reply, title: string, metadata: string): types.ModalView {
  return {
    type: 'modal',
    callback_id: 'window',
    private_metadata: metadata,
    title: plain(reply.subject || title, limits.viewTitle),
    blocks: blocksOf({ ...reply, subject: '' }, limits.view, { told: true }),
  }
}

/** For text in which Slack always reads markup: escapes the three characters it asks for (docs, Formatting message text). */
export function escapeEntities(text: string): string {
  const escaped = (raw: string) => raw.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
  return escaped(cut(clean(text), limits.notification, raw => escaped(raw).length))
}

/** Turns links into lines and joins the texts if there are more blocks than Slack takes. */
function blocksOf(reply: Reply, most: number, shape: Shape): types.KnownBlock[] {
  const forms = reply.blocks.filter(block => block.kind === 'form-button').length
  let count = 0
  const own = partsOf<types.RichTextSection, types.Button>(reply, block =>
    ownPart(block, shape, forms === 1, `${count++}`),
  )
  const parts = fitted(own, limits.characters, lengthOf)
  const blocks = assemble(parts, false)
  if (blocks.length <= most) return blocks
  const lines = parts.map(
    (part): Part =>
      part.kind === 'button' && part.line !== undefined ? { kind: 'line', line: part.line } : part,
  )
  return assemble(lines, true).slice(0, most)
}

/** The characters a part counts for. Slack documents a limit for texts only; 40 for anything else is plenty. */
function lengthOf(part: Part): number {
  return part.kind === 'text' ? part.text.length + (part.label?.length ?? 0) : 40
}

function ownPart(block: OwnBlock, shape: Shape, onlyForm: boolean, n: string): Part | undefined {
  switch (block.kind) {
    case 'link':
    case 'button': {
      const line = lineOf(block)
      if (block.url.length > limits.url || !/^https?:\/\//.test(block.url)) return { kind: 'line', line }
      const button: types.Button = {
        ...buttonOf(block.label, `link:${n}`, shape.place),
        url: block.url,
        ...(block.kind === 'button' ? { style: 'primary' } : {}),
      }
      return { kind: 'button', button, ...(block.kind === 'link' ? { line } : {}) }
    }
    case 'form-button': {
      const button = buttonOf(block.label, `form:${n}`, block.form)
      return { kind: 'button', button: onlyForm ? { ...button, style: 'primary' } : button }
    }
    case 'command-button': {
      const button = buttonOf(block.label, `command:${n}`, block.command)
      return { kind: 'button', button: block.danger === true ? { ...button, style: 'danger' } : button }
    }
    case 'image':
      return shape.told === true ? { kind: 'text', style: 'small', text: block.alt } : undefined
    case 'file':
      return undefined
  }
}

/** The number makes an action id unique within its block (docs, Block elements). */
function buttonOf(label: string, action_id: string, value: string | undefined): types.Button {
  if (value !== undefined && value.length > limits.value)
    throw new Error('what a button carries is too long for Slack')
  const text = plain(clean(label), limits.button)
  return { type: 'button', action_id, text, ...(value === undefined ? {} : { value }) }
}

function lineOf({ label, url }: { label: string; url: string }): types.RichTextSection {
  return /^(https?|mailto):/.test(url)
    ? section({ type: 'link', url, text: clean(label) })
    : section({ type: 'text', text: `${label}: ${url}` })
}

/** Neighbouring facts become one block, neighbouring buttons a row; if `dense`, all neighbouring rich text becomes one block. */
function assemble(parts: Part[], dense: boolean): types.KnownBlock[] {
  const blocks: types.KnownBlock[] = []
  let afterFact = false
  for (const part of parts) {
    if (part.kind === 'shown') continue
    const isFact = part.kind === 'text' && part.label !== undefined
    if (part.kind === 'button') addButton(blocks, part.button)
    else {
      const block = part.kind === 'line' ? richText(part.line) : blockOf(part)
      if (!(dense || (isFact && afterFact)) || !joinedTo(blocks.at(-1), block)) blocks.push(block)
    }
    afterFact = isFact
  }
  return blocks
}

function addButton(blocks: types.KnownBlock[], button: types.Button): void {
  const last = blocks.at(-1)
  if (last?.type === 'actions' && last.elements.length < limits.row) last.elements.push(button)
  else blocks.push({ type: 'actions', elements: [button] })
}

/** Puts the block at the end of the last one, if both are rich text. */
function joinedTo(last: types.KnownBlock | undefined, block: types.KnownBlock): boolean {
  if (last?.type !== 'rich_text' || block.type !== 'rich_text') return false
  const end = last.elements.at(-1)
  // Sections follow each other without a break.
  if (end?.type === 'rich_text_section') end.elements.push({ type: 'text', text: '\n' })
  last.elements.push(...block.elements)
  return true
}

function blockOf({ style, label, text, runs, after = '' }: TextPart): types.KnownBlock {
  switch (style) {
    case 'title':
      return text.length <= limits.header
        ? { type: 'header', text: { type: 'plain_text', text, emoji: false } }
        : richText(section(bold(text)))
    case 'subject':
      return richText(section(bold(text)))
    case 'quote':
      return richText({ type: 'rich_text_quote', elements: runs?.map(elementOf) ?? [{ type: 'text', text }] })
    case 'small': {
      const shown = cut(text, limits.context)
      return { type: 'context', elements: [{ type: 'plain_text', text: shown, emoji: false }] }
    }
    case 'paragraph': {
      const before = label === undefined ? [] : [bold(`${clean(label)} `)]
      return richText(section(...before, { type: 'text', text: `${text}${after}` }))
    }
  }
}

function elementOf({ text, strong, emphasis, href }: Run): types.RichTextElement {
  const marks = { ...(strong && { bold: true }), ...(emphasis && { italic: true }) }
  const style = strong || emphasis ? { style: marks } : {}
  return href === undefined ? { type: 'text', text, ...style } : { type: 'link', url: href, text, ...style }
}

function bold(text: string): types.RichTextElement {
  return { type: 'text', text, style: { bold: true } }
}

function richText(element: types.RichTextBlockElement): types.RichTextBlock {
  return { type: 'rich_text', elements: [element] }
}

function section(...elements: types.RichTextElement[]): types.RichTextSection {
  return { type: 'rich_text_section', elements }
}

/** The words a phone shows before the message is opened. */
function notification(reply: Reply): string {
  const parts = partsOf<never, never>(reply, block => {
    switch (block.kind) {
      case 'link':
      case 'button':
        return labelled(block.label, block.url, reply.language)
      case 'image':
        return { kind: 'text', style: 'small', text: block.alt }
      case 'file':
        return { kind: 'text', style: 'small', text: block.name }
      case 'form-button':
      case 'command-button':
        return undefined
    }
  })
  const lines = parts.flatMap(part =>
    part.kind === 'text' ? `${part.label === undefined ? '' : `${part.label} `}${part.text}` : [],
  )
  return escapeEntities(lines.join('\n')).trim() || '…'
}
