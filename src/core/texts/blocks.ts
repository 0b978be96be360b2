/** Short ways to make the blocks of a reply. An optional text that is absent leaves no empty block behind. */
import { paragraphs, plainWords } from '../../markdown-reader.ts'
import type { Block, Reply } from '../channel.ts'
import type { Language } from '../language.ts'

export function paragraph(text: string): Block {
  return { kind: 'paragraph', text }
}

export function quote(text: string): Block {
  return { kind: 'quote', text }
}

/** The newest one is kept, because a crowd signs one statement: reading a long letter takes 0.6 ms (measured). */
let newest: { source: string; block: Block } | undefined

/** In the Markdown of statements. */
export function statement(source: string): Block {
  if (newest?.source !== source) {
    const all = paragraphs(source)
    // Marks without words are shown as they were typed.
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

/** The subject is always one line, whatever a title holds: a line break would end the header of an email. */
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
 * At most `limit` characters, counted as a chat counts them: markup is sent with a backslash before it. A list of lines cut like this
 * fits whole into a message of 4,000 characters.
 */
export function shortened(text: string, limit: number): string {
  let room = limit
  for (const { index, segment } of graphemes.segment(text)) {
    room -= segment.replace(/[\\*_~`|<>#@[\]]/g, '..').length
    if (room < 0) return `${text.slice(0, index).trimEnd()}…`
  }
  return text
}
