/** Makes the blocks of a reply. `reply` drops blocks without content, so optional texts leave no empty block behind. */
import { paragraphs, plainWords } from '../../markdown-reader.ts'
import type { Block, Reply } from '../channel.ts'
import type { Language } from '../language.ts'

export function paragraph(text: string): Block {
  return { kind: 'paragraph', text }
}

export function quote(text: string): Block {
  return { kind: 'quote', text }
}

/** The newest statement is kept, because a crowd signs one statement, and reading a long letter takes 0.6 ms (measured). */
let newest: { source: string; block: Block } | undefined

/** `source`: the Markdown of a statement. */
export function statement(source: string): Block {
  if (newest?.source !== source) {
    const all = paragraphs(source)
    // A source of marks without words is shown as it was typed.
    const block: Block = plainWords(all) === '' ? quote(source) : { kind: 'statement', paragraphs: all }
    newest = { source, block }
  }
  return newest.block
}

/** The same words without links that open: for a mailbox that a stranger may have typed. */
export function statementWithoutLinks(source: string): Block {
  const block = statement(source)
  return block.kind === 'statement' ? quote(plainWords(block.paragraphs)) : block
}

export function facts(rows: readonly (readonly [label: string, value: string | undefined])[]): Block {
  return {
    kind: 'facts',
    facts: rows.flatMap(([label, value]) => (value ? [{ label, value }] : [])),
  }
}

export function link(label: string, url: string): Block {
  return { kind: 'link', label, url }
}

export function button(label: string, url: string): Block {
  return { kind: 'button', label, url }
}

export function small(text: string): Block {
  return { kind: 'small', text }
}

export function jsonFile(name: string, json: string): Block {
  return { kind: 'file', name, mediaType: 'application/json', content: Buffer.from(json) }
}

/** The subject is made one line, because a line break in a title would end the header of an email. */
export function reply(language: Language, subject: string, blocks: (Block | Block[] | undefined)[]): Reply {
  const oneLine = subject.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
  return {
    language,
    subject: oneLine,
    blocks: blocks.flat().filter(block => block !== undefined && holds(block)),
  }
}

function holds(block: Block | undefined): block is Block {
  switch (block?.kind) {
    case undefined:
      return false
    case 'title':
    case 'paragraph':
    case 'quote':
    case 'small':
      return block.text.trim() !== ''
    case 'facts':
      return block.facts.length > 0
    case 'statement':
    case 'link':
    case 'button':
    case 'form-button':
    case 'command-button':
    case 'image':
    case 'file':
    case 'progress':
      return true
  }
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/**
 * At most `limit` characters. Characters of markup count twice, because chats get them with a backslash. A whole list of such lines fits
 * into a message of 4,000 characters.
 */
export function shortened(text: string, limit: number): string {
  let room = limit
  for (const { index, segment } of graphemes.segment(text)) {
    room -= segment.replace(/[\\*_~`|<>#@[\]]/g, '..').length
    if (room < 0) return `${text.slice(0, index).trimEnd()}…`
  }
  return text
}
