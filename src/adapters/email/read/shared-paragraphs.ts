/**
 * Learns which paragraphs no person wrote, because a gateway puts the same one into everybody's email (decision 0039). Keeps keyed hashes in
 * memory only.
 */
import { createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import type { Mailbox } from '../headers/mail-address.ts'
import { saysNothingOfSigning } from './notices.ts'
import type { ParsedMail } from './parsed-mail.ts'

/** How many senders are remembered, the latest ones. */
const WINDOW = 200
const FEWEST_SENDERS = 10
const FEWEST_DOMAINS = 3
/** Replies count apart: people copy the text of a campaign once, but a gateway also writes into a reply that only says "Yes". */
const FEWEST_REPLIERS = 3
const SHARE = 2 / 3
/** Shorter paragraphs may be a person's own words. */
const SHORTEST = 40
const LONGEST = 4000
/** Only this many paragraphs at each end are looked at. */
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

/** Runs in the worker, because a text may have a million lines. */
export function edgesOfMail(mail: ParsedMail, secret: KeyObject): Edges {
  const hash = hashWith(secret)
  const of = (text: string) => edgesOf(text.split('\n'), hash)
  return mail.automatic !== undefined || mail.from === undefined
    ? { visible: [], whole: [] }
    : { visible: of(mail.visibleText), whole: mail.whole.texts.map(of) }
}

export function openSharedParagraphs(): SharedParagraphs {
  const senders = new LatestSenders()
  return {
    leaveOut(mail, edges) {
      if (mail.automatic !== undefined || mail.from === undefined) return { mail, left: 0 }
      const found = [...new Set([edges.visible, ...edges.whole].flat().map(({ paragraph }) => paragraph))]
      senders.remember(mail.from, found, mail.inReplyTo.length > 0)
      const shared = new Set(found.filter(paragraph => senders.share(paragraph)))
      return { mail: shared.size === 0 ? mail : withoutShared(mail, edges, shared), left: shared.size }
    },
  }
}

class LatestSenders {
  readonly #hash = hashWith(createSecretKey(randomBytes(32)))
  /** By hash of the mailbox. The sender that wrote last is the last. */
  readonly #senders = new Map<string, Sender>()

  remember({ address, domain }: Mailbox, paragraphs: readonly string[], isReply: boolean): void {
    const key = this.#hash(address.toLowerCase())
    const sender = this.#senders.get(key) ?? {
      domain: this.#hash(domain),
      firsts: new Set(),
      replies: undefined,
    }
    this.#senders.delete(key)
    // Only the latest email of each kind counts, so that nobody counts more by writing often.
    if (isReply) sender.replies = new Set(paragraphs)
    else sender.firsts = new Set(paragraphs)
    this.#senders.set(key, sender)
    const [oldest] = this.#senders.keys()
    if (this.#senders.size > WINDOW && oldest !== undefined) this.#senders.delete(oldest)
  }

  /** Whether so many senders have the paragraph that no person wrote it. */
  share(paragraph: string): boolean {
    const all = [...this.#senders.values()]
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
}

function withoutShared(mail: ParsedMail, edges: Edges, shared: ReadonlySet<string>): ParsedMail {
  const without = (text: string, at: Edge[] = []) =>
    withoutParagraphs(
      text,
      at.filter(({ paragraph }) => shared.has(paragraph)),
    )
  const texts = mail.whole.texts.map((text, at) => without(text, edges.whole[at]))
  return {
    ...mail,
    visibleText: without(mail.visibleText, edges.visible),
    whole: { ...mail.whole, texts: texts.filter(text => text.trim() !== '') },
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

/** Those of the first and last paragraphs outside quotations that a machine may have written. */
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

/** Removes what differs between two emails with the same banner: addresses, links, numbers and line ends. */
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
