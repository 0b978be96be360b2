/** A reply as a mail reads: the same words as plain text and as HTML. No word is added, changed or left out. */
import type { Block, Language, Reply } from '../../core/channel.ts'
import { defuseLinks } from './defuse-links.ts'
import { mailHtml } from './mail-html.ts'
import { columns, wrapText } from './wrap-text.ts'

export interface MailLayout {
  subject: string
  text: string
  html: string
}

const WIDTH = 72
const INDENT = '    '

/** `ownDomain` is the domain of MAIL_ADDRESS: addresses under it are never defused. */
export function layOutMail(reply: Reply, ownDomain: string): MailLayout {
  const subject = oneLine(reply.subject)
  const blocks = reply.blocks.map(block => defuseBlock(block, ownDomain))
  return {
    subject,
    text: `${blocks.map(block => textOf(block, colons[reply.language])).join('\n\n')}\n`,
    html: mailHtml({ ...reply, subject, blocks }),
  }
}

/** A subject is a header: what would end its line becomes a space. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
}

/** Quotes and facts carry what strangers typed; the other blocks carry our words and the organiser's. */
function defuseBlock(block: Block, ownDomain: string): Block {
  switch (block.kind) {
    case 'quote':
      return { ...block, text: defuseLinks(block.text, ownDomain) }
    case 'facts':
      return {
        ...block,
        facts: block.facts.map(({ label, value }) => ({ label, value: defuseLinks(value, ownDomain) })),
      }
    case 'title':
    case 'paragraph':
    case 'small':
    case 'link':
    case 'button':
    case 'sign-button':
    case 'progress':
      return block
  }
}

/** What stands between a label and its value; French keeps a space before it, which no line may break at. */
const colons: Record<Language, string> = { en: ':', fr: '\u00a0:' }

function textOf(block: Block, colon: string): string {
  switch (block.kind) {
    case 'title': {
      const lines = wrapText(block.text, WIDTH)
      return [...lines, '='.repeat(Math.min(WIDTH, Math.max(...lines.map(columns))))].join('\n')
    }
    // A mail has nothing to press that comes back to us.
    case 'sign-button':
      return ''
    case 'progress':
    case 'paragraph':
    case 'small':
      return wrapText(block.text, WIDTH).join('\n')
    case 'quote':
      return wrapText(block.text, WIDTH - INDENT.length)
        .map(line => (line === '' ? '' : INDENT + line))
        .join('\n')
    case 'facts': {
      const widest = Math.max(...block.facts.map(({ label }) => columns(label)))
      return block.facts
        .map(({ label, value }) => factText(label + colon, value, widest + colon.length + 1))
        .join('\n')
    }
    // The URL stands alone on its line and is never wrapped: programs link it whole, people copy it whole.
    case 'link':
    case 'button':
      return `${wrapText(block.label + colon, WIDTH).join('\n')}\n  ${block.url}`
  }
}

/** `width` is the column in which the values begin. */
function factText(label: string, value: string, width: number): string {
  const start = label + ' '.repeat(width - columns(label))
  return start + wrapText(value, Math.max(24, WIDTH - width)).join(`\n${' '.repeat(width)}`)
}
