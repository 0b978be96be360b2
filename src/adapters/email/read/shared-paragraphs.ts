/**
 * Learns which paragraphs no person wrote: a gateway puts the same one into everybody's email (decision 0039). In memory
 * only, as keyed hashes; forgotten when the process ends.
 */
import { createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import { saysNothingOfSigning } from './notices.ts'
import type { ParsedMail } from './parsed-mail.ts'

/** The last senders that are remembered. */
const WINDOW = 200
const FEWEST_SENDERS = 10
const FEWEST_DOMAINS = 3
/** People copy a campaign's text once. A gateway also writes into replies, even a bare "Yes". */
const FEWEST_REPLIERS = 3
const SHARE = 2 / 3
/** Shorter paragraphs may be anybody's words. */
const SHORTEST = 40
const LONGEST = 4000
/** Paragraphs at each end that are looked at. */
const EDGE = 2

interface Sender {
  domain: string
  firsts: Set<string>
  replies: Set<string> | undefined
}

export interface SharedParagraphs {
  /** Remembers the email, and returns it without the paragraphs that most senders share. `left`: how many were left out. */
  leaveOut(mail: ParsedMail, edges: Edges): { mail: ParsedMail; left: number }
}

/** The first and last paragraphs of an email, for each of its texts. */
export interface Edges {
  visible: Edge[]
  whole: Edge[][]
}

/** Runs in the worker: a text may have a million lines. */
export function edgesOfMail(mail: ParsedMail, secret: KeyObject): Edges {
  const hash = hashWith(secret)
  const of = (text: string) => edgesOf(text.split('\n'), hash)
  return mail.automatic !== undefined || mail.from === undefined
    ? { visible: [], whole: [] }
    : { visible: of(mail.visibleText), whole: mail.whole.texts.map(of) }
}

export function openSharedParagraphs(): SharedParagraphs {
  const hash = hashWith(createSecretKey(randomBytes(32)))
  /** By hash of the mailbox; the one that wrote last stands last. */
  const senders = new Map<string, Sender>()

  function remember(mail: ParsedMail, found: readonly string[]): void {
    if (mail.from === undefined) return
    const key = hash(mail.from.address.toLowerCase())
    const sender = senders.get(key) ?? {
      domain: hash(mail.from.domain),
      firsts: new Set(),
      replies: undefined,
    }
    senders.delete(key)
    // The latest of each kind: nobody counts more by writing often.
    if (mail.inReplyTo.length > 0) sender.replies = new Set(found)
    else sender.firsts = new Set(found)
    senders.set(key, sender)
    const [oldest] = senders.keys()
    if (senders.size > WINDOW && oldest !== undefined) senders.delete(oldest)
  }

  function isShared(paragraph: string): boolean {
    const all = [...senders.values()]
    const having = all.filter(({ firsts, replies }) => firsts.has(paragraph) || replies?.has(paragraph))
    const repliers = all.filter(({ replies }) => replies !== undefined)
    const replied = repliers.filter(({ replies }) => replies?.has(paragraph))
    return (
      having.length >= FEWEST_SENDERS &&
      having.length >= all.length * SHARE &&
      new Set(having.map(({ domain }) => domain)).size >= FEWEST_DOMAINS &&
      replied.length >= FEWEST_REPLIERS &&
      replied.length >= repliers.length * SHARE
    )
  }

  return {
    leaveOut(mail, edges) {
      if (mail.automatic !== undefined || mail.from === undefined) return { mail, left: 0 }
      const found = [...new Set([edges.visible, ...edges.whole].flat().map(({ paragraph }) => paragraph))]
      remember(mail, found)
      const shared = new Set(found.filter(isShared))
      if (shared.size === 0) return { mail, left: 0 }
      const without = (text: string, at: Edge[] = []) =>
        withoutParagraphs(
          text,
          at.filter(({ paragraph }) => shared.has(paragraph)),
        )
      const texts = mail.whole.texts.map((text, at) => without(text, edges.whole[at]))
      return {
        mail: {
          ...mail,
          visibleText: without(mail.visibleText, edges.visible),
          whole: { ...mail.whole, texts: texts.filter(text => text.trim() !== '') },
        },
        left: shared.size,
      }
    },
  }
}

function hashWith(secret: KeyObject): (text: string) => string {
  return text => createHmac('sha256', secret).update(text).digest('base64').slice(0, 22)
}

interface Edge {
  paragraph: string
  start: number
  end: number
}

/** The first and the last paragraphs outside quotations, if a machine may have written them. */
function edgesOf(lines: readonly string[], hash: (text: string) => string): Edge[] {
  const all: { start: number; end: number }[] = []
  lines.forEach((line, at) => {
    if (line.trim() === '' || /^\s*>/.test(line)) return
    const last = all.at(-1)
    if (last !== undefined && last.end === at) last.end = at + 1
    else all.push({ start: at, end: at + 1 })
  })
  const edges = all.filter((_, at) => at < EDGE || at >= all.length - EDGE)
  return edges.flatMap(({ start, end }) => {
    const text = plain(lines.slice(start, end).join(' ').slice(0, LONGEST))
    return text.length >= SHORTEST && saysNothingOfSigning(text)
      ? [{ paragraph: hash(text), start, end }]
      : []
  })
}

/** Takes out what differs between two emails with the same banner: addresses, links, numbers and how it was wrapped. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/\S{1,256}@\S{1,256}|https?:\S{1,2000}/g, '@')
    .replace(/\d+/g, '0')
    .replace(/\s+/g, ' ')
    .trim()
}

function withoutParagraphs(text: string, paragraphs: readonly Edge[]): string {
  if (paragraphs.length === 0) return text
  const lines = text.split('\n')
  for (const { start, end } of paragraphs) lines.fill('', start, end)
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+/, '')
    .trimEnd()
}
