/** Lays out a reply as plain text and as HTML, in exactly the words of the reply. */
import { type Block, type Language, plainWords, type Reply } from '../../../core/channel.ts'
import { ourDomain, writeOurAddress } from '../our-address.ts'
import { commandLink, oneLine } from './command-link.ts'
import { defuseLinks } from './defuse-links.ts'
import { type MailLinks, mailHtml } from './mail-html.ts'
import { columns, wrapText } from './wrap-text.ts'

export interface MailLayout {
  subject: string
  text: string
  html: string
  /** Pictures and files, in the order of the reply. */
  parts: MailPart[]
}

export type MailPart =
  /** `cid` is the Content-ID without its angle brackets, by which the HTML shows the picture. */
  | { kind: 'picture'; cid: string; name: string; png: Uint8Array }
  | { kind: 'file'; name: string; mediaType: string; content: Uint8Array }

export interface LayoutOptions {
  /** MAIL_ADDRESS: commands go to it, and addresses under its domain are never defused. */
  address: string
  /** Content-IDs are made from it, so that they are the same at every try. */
  deliveryId: string
}

const WIDTH = 72
const INDENT = '    '

export function layOutMail(reply: Reply, { address, deliveryId }: LayoutOptions): MailLayout {
  const domain = ourDomain(address)
  const links: MailLinks = {
    command: command => commandLink(command, writeOurAddress({ kind: 'sign' }, address)),
    // Short, so that the header is seldom folded.
    picture: at => `${at}.${deliveryId}@${domain}`,
  }
  const subject = oneLine(reply.subject)
  const blocks = reply.blocks.map(block => defuseBlock(block, domain))
  const texts = blocks
    .map(block => textOf(block, colons[reply.language], links))
    .filter(text => text !== undefined)
  return {
    subject,
    text: `${texts.join('\n\n')}\n`,
    html: mailHtml({ ...reply, subject, blocks }, links),
    parts: blocks.map((block, at) => partOf(block, at, links)).filter(part => part !== undefined),
  }
}

function partOf(block: Block, at: number, links: MailLinks): MailPart | undefined {
  if (block.kind === 'image') {
    const name = fileName(block.name)
    const ended = /\.png$/i.test(name) ? name : `${name}.png`
    return { kind: 'picture', cid: links.picture(at), name: ended, png: block.png }
  }
  if (block.kind !== 'file') return undefined
  const { mediaType, content } = block
  return { kind: 'file', name: fileName(block.name), mediaType: oneLine(mediaType), content }
}

/** Makes a name that no file system reads as a folder, and that cannot end a header. */
function fileName(name: string): string {
  return oneLine(name).replace(/[\\/:*?"<>|]+/g, '-')
}

/** Defuses quotes and facts, whose words strangers may have typed. The other blocks hold our words and the organiser's. */
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
    case 'statement':
    case 'small':
    case 'link':
    case 'button':
    case 'form-button':
    case 'command-button':
    case 'progress':
    case 'image':
    case 'file':
      return block
  }
}

/** The sign between a label and its value. French has an unbreakable space before the colon. */
const colons: Record<Language, string> = { en: ':', fr: '\u00a0:' }

/** Undefined if the block has no text. */
function textOf(block: Block, colon: string, links: MailLinks): string | undefined {
  switch (block.kind) {
    case 'title': {
      const lines = wrapText(block.text, WIDTH)
      return [...lines, '='.repeat(Math.min(WIDTH, Math.max(...lines.map(columns))))].join('\n')
    }
    // An email has no forms, and a file is attached.
    case 'form-button':
    case 'file':
      return undefined
    case 'image':
      return wrapText(block.alt, WIDTH).join('\n')
    case 'progress':
    case 'paragraph':
    case 'small':
      return wrapText(block.text, WIDTH).join('\n')
    case 'quote':
      return indented(block.text)
    case 'statement':
      return indented(plainWords(block.paragraphs))
    case 'facts': {
      const widest = Math.max(...block.facts.map(({ label }) => columns(label)))
      return block.facts
        .map(({ label, value }) => factText(label + colon, value, widest + colon.length + 1))
        .join('\n')
    }
    // The URL is alone on its line and is never wrapped, so that programs link all of it and people copy all of it.
    case 'link':
    case 'button':
      return linkText(block.label + colon, block.url)
    case 'command-button':
      return linkText(block.label + colon, links.command(block.command))
  }
}

function indented(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .flatMap(line => {
      // Items of a list within a list are indented further.
      const before = INDENT + (/^ */.exec(line)?.[0] ?? '')
      return wrapText(line.trimStart(), WIDTH - before.length).map(one => (one === '' ? '' : before + one))
    })
    .join('\n')
}

function linkText(label: string, url: string): string {
  return `${wrapText(label, WIDTH).join('\n')}\n  ${url}`
}

/** The values begin in the column `width`. */
function factText(label: string, value: string, width: number): string {
  const start = label + ' '.repeat(width - columns(label))
  return start + wrapText(value, Math.max(24, WIDTH - width)).join(`\n${' '.repeat(width)}`)
}
