// Finds what a reply adds to the email it answers. We know the words we sent; whatever is not ours is the person's, wherever it
// stands: above, inside or below the quotation. Quoting marks, line breaks, links and typographic marks make no difference. Case
// and accents do, because correcting a name inside the quotation is one way to correct it.

import { isNegativeWord } from './consent.ts'
import { anywhere, fold, wordSet } from './fold-text.ts'
import { remembered } from './remembered.ts'
import { bareSubject } from './subject.ts'

/** The words of one email that we may have sent, a string for each block. */
export type SentText = readonly string[]

interface Token {
  word: string
  start: number
  end: number
}

/** Fewer words in a row prove no quotation: anybody may write "to sign". */
const SHORTEST_RUN = 4
const ANCHOR = 3
/** Without quoting marks, fewer of our words are no quotation: the person says them. */
const SHORTEST_QUOTATION = 8
/** Places in our text that begin with the same three words; more are not tried, so that time stays linear. */
const MOST_PLACES = 8
/** UTF-16 units that are measured. A longer reply says more than a yes anyway. */
const LONGEST_REPLY = 32_768

// Bounded, and an address begins at a word, so that no run of characters costs more than once.
const LINKS =
  /<?(?:https?:\/\/|www\.|mailto:)[^\s<>"]{0,4000}>?|(?<![^\s<>@"(),;:[\]])[^\s<>@"(),;:[\]]{1,64}@[^\s<>@"(),;[\]]{1,255}|\[(?:image|cid):[^\]\n]{0,300}\]/giu
const HOSTS = /https?:\/\/([^/\s<>"]{1,255})/giu
const WORDS = /[\p{L}\p{M}\p{N}]+(?:'[\p{L}\p{M}\p{N}]+)*|[?？؟]+|\p{Extended_Pictographic}/gu
const NO_WIDTH = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g
const MARK = /^[\s>|]*[>|]/

/**
 * Returns what the person wrote, line by line; '' if there is nothing. `sent`: the emails that the reply may answer, the likeliest
 * first. The one that it quotes most is compared. `typed`: the words above the quotation, if it was seen where the quotation begins.
 * Linear in the length of the reply.
 */
export function whatIsNew(reply: string, sent: Iterable<SentText>, typed = ''): string {
  const text = tidy(reply.slice(0, LONGEST_REPLY))
  const tokens = tokensOf(text)
  const { ours, hosts } = mostQuoted(tokens, sent)
  const { isOurs, quoted } = markOurs(tokens, ours)
  if (quoted < SHORTEST_QUOTATION && !text.split('\n').some(line => MARK.test(line))) {
    isOurs.fill(false)
    markRest(tokens, isOurs, ours.words, tokensOf(tidy(typed)))
  }
  const lines = newLines(text, tokens, isOurs)
  // Another wording of ours: an email from before the service, or the petition's title, changed.
  if (quoted * 2 < ours.words.length) dropOtherWordings(lines)
  return shown(lines, hosts)
}

/** Returns the words that the subject adds to "Re:" and to the subject of one of ours. */
export function newInSubject(subject: string, sent: Iterable<string>): string {
  const tags = (subject.match(TAG) ?? []).filter(saysSomething)
  const own = bareSubject(subject.replace(TAG, ' '))
  return [...tags, ...(isOneOf(sent, own) ? [] : [own])].join(' ')
}

/** The emails that we may have sent are composed one after the other, so it stops at the first that is it. */
function isOneOf(sent: Iterable<string>, subject: string): boolean {
  const said = wordsOf(subject).join(' ')
  if (said === '') return true
  for (const one of sent) if (wordsOf(one).join(' ') === said) return true
  return false
}

// Gateways and lists put a tag before the subject: "[EXTERNAL]", "***SPAM***".
const TAG = /\[[^\][]{0,80}\]|\*{2,}[^*]{0,40}\*{2,}/g
const OF_A_GATEWAY = anywhere(['ext|extern[a-z]{0,2}|caution|warning|achtung|vorsicht|spam|suspicious'])
const NOT_NOW = wordSet(
  'hold wait pending later maybe until denied odrzucone attente warten abwarten offen espera attesa aguardar wachten',
)

/** "[NO] Re: …" is no tag of a machine. */
function saysSomething(tag: string): boolean {
  const folded = fold(tag)
  return !OF_A_GATEWAY.test(folded) && wordsOf(folded).some(word => isNegativeWord(word) || NOT_NOW.has(word))
}

function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replace(NO_WIDTH, '')
    .replace(/[’‘ʼ´`]/g, "'")
}

const MAY_LINK = /[@[]|:\/\/|www\.|mailto:/i

/** Words, question marks and pictures. Links and addresses are none: gateways rewrite them, and ours differ each time. */
function tokensOf(text: string): Token[] {
  const bare = MAY_LINK.test(text) ? text.replace(LINKS, link => ' '.repeat(link.length)) : text
  return [...bare.matchAll(WORDS)].map(({ 0: word, index }) => ({
    word: /^[?？؟]/.test(word) ? '?' : word,
    start: index,
    end: index + word.length,
  }))
}

/** Most paragraphs of ours stand in a dozen of the emails that a reply may answer. */
const wordsOf = remembered((text): readonly string[] => tokensOf(tidy(text)).map(({ word }) => word))

interface Ours {
  words: string[]
  /** places by the words that begin there */
  places: Map<string, number[]>
}

function oursOf(words: string[]): Ours {
  const places = new Map<string, number[]>()
  for (let at = 0; at + ANCHOR <= words.length; at += 1) {
    const key = anchor(words, at)
    const known = places.get(key)
    if (known === undefined) places.set(key, [at])
    else if (known.length < MOST_PLACES) known.push(at)
  }
  return { words, places }
}

function anchor(words: readonly string[], at: number): string {
  return `${words[at]} ${words[at + 1]} ${words[at + 2]}`
}

/** If our email and the reply lack fewer of each other's anchors, this is the email, and the others need not be made. */
const FEW_ANCHORS = 4

function mostQuoted(tokens: readonly Token[], sent: Iterable<SentText>): { ours: Ours; hosts: string[] } {
  const words = tokens.map(({ word }) => word)
  const known = new Set(words)
  const anchors = new Set(words.slice(0, 1 - ANCHOR).map((_, at) => anchor(words, at)))
  let best: string[] = []
  let text: SentText = []
  let most = -1
  for (const candidate of sent) {
    const ours = candidate.flatMap(wordsOf)
    const shared = new Set<string>()
    for (let at = 0; at + ANCHOR <= ours.length; at += 1) {
      const key = known.has(ours[at] ?? '') ? anchor(ours, at) : ''
      if (anchors.has(key)) shared.add(key)
    }
    if (shared.size > most) {
      best = ours
      text = candidate
      most = shared.size
    }
    const isQuoted = anchors.size - shared.size < FEW_ANCHORS
    if (anchors.size === 0 || (isQuoted && oursOf(ours).places.size - shared.size < FEW_ANCHORS)) break
  }
  return { ours: oursOf(best), hosts: hostsOf(text) }
}

/** Marks the words of the reply that are ours. Each of our words is used once: a person who repeats our words says them. */
function markOurs(tokens: readonly Token[], { words, places }: Ours): { isOurs: boolean[]; quoted: number } {
  const reply = tokens.map(({ word }) => word)
  const isOurs = reply.map(() => false)
  const used = words.map(() => false)
  const same = (at: number, place: number) =>
    reply[at] === words[place] && used[place] === false && isOurs[at] === false
  // The quotation first: the person's own words may be a part of ours ("Yes, I would like to sign").
  for (const shortest of [SHORTEST_QUOTATION, SHORTEST_RUN]) {
    let next = 0
    let at = 0
    while (at < reply.length) {
      let length = 0
      let place = 0
      for (const start of places.get(anchor(reply, at)) ?? []) {
        let run = 0
        while (same(at + run, start + run)) run += 1
        // If two places are as good, the one where the quotation goes on.
        if (run > length || (run === length && start === next)) {
          length = run
          place = start
        }
      }
      if (length < shortest) {
        at += 1
        continue
      }
      // Backwards, over words that were too few for an anchor of their own.
      let back = 0
      while (same(at - back - 1, place - back - 1)) back += 1
      isOurs.fill(true, at - back, at + length)
      used.fill(true, place - back, place + length)
      at += length
      next = place + length
    }
  }
  markEdges(reply, isOurs, words, used)
  return { isOurs, quoted: used.filter(Boolean).length }
}

/** Outlook may quote one line of ours, without marks, below its header block: all that follows the typed words is ours then. */
function markRest(
  tokens: readonly Token[],
  isOurs: boolean[],
  words: readonly string[],
  typed: readonly Token[],
): void {
  const rest = tokens.slice(typed.length).map(({ word }) => word)
  const begins = typed.every(({ word }, at) => tokens[at]?.word === word)
  if (typed.length === 0 || !begins || rest.length < ANCHOR) return
  if (` ${words.join(' ')} `.includes(` ${rest.join(' ')} `)) isOurs.fill(true, typed.length)
}

/** The first and the last words of ours, if something inserted has cut off too few of them for an anchor. */
function markEdges(
  reply: readonly string[],
  isOurs: boolean[],
  words: readonly string[],
  used: boolean[],
): void {
  const first = used.indexOf(true)
  const last = used.lastIndexOf(true)
  if (first === -1) return
  const isHere = (at: number, place: number, length: number) =>
    words
      .slice(place, place + length)
      .every((word, index) => reply[at + index] === word && isOurs[at + index] === false)
  const edges = [
    { place: 0, length: first, from: isOurs.indexOf(true) - first, step: -1 },
    { place: last + 1, length: words.length - last - 1, from: isOurs.lastIndexOf(true) + 1, step: 1 },
  ]
  for (const { place, length, from, step } of edges) {
    if (length === 0 || length >= SHORTEST_RUN) continue
    let at = from
    while (at >= 0 && at + length <= reply.length && !isHere(at, place, length)) at += step
    if (at < 0 || at + length > reply.length) continue
    isOurs.fill(true, at, at + length)
    used.fill(true, place, place + length)
  }
}

interface NewLine {
  /** as it stands in the reply */
  raw: string
  /** the words that are not ours */
  own: string[]
  /** how many words it has */
  words: number
  /** these words with their punctuation */
  text: string
}

function newLines(text: string, tokens: readonly Token[], isOurs: readonly boolean[]): NewLine[] {
  const lines: NewLine[] = []
  let start = 0
  let at = 0
  for (const raw of text.split('\n')) {
    const end = start + raw.length
    const first = at
    while (at < tokens.length && (tokens[at]?.start ?? end) < end) at += 1
    lines.push(newLine(raw, start, tokens.slice(first, at), isOurs.slice(first, at)))
    start = end + 1
  }
  return lines
}

function newLine(raw: string, start: number, tokens: readonly Token[], isOurs: readonly boolean[]): NewLine {
  const own = tokens.filter((_, at) => !isOurs[at]).map(({ word }) => word)
  if (own.length === tokens.length)
    return { raw, own, words: tokens.length, text: raw.replace(/^[\s>|]+/, '').trimEnd() }
  const parts: string[] = []
  let from = 0
  tokens.forEach((token, at) => {
    if (!isOurs[at]) return
    parts.push(raw.slice(from, token.start - start))
    from = token.end - start
  })
  parts.push(raw.slice(from))
  const text = parts
    .filter(part => tokensOf(part).length > 0)
    .map(part => part.replace(/^(?:[>|]|[^\p{L}\p{N}\p{S}?¿¡("“«„'])+/u, '').trim())
    .join(' ')
  return { raw, own, words: tokens.length, text }
}

/** In a quotation of another wording of ours, lines that are half ours are ours, unless they say no or ask. */
function dropOtherWordings(lines: NewLine[]): void {
  lines.forEach((line, at) => {
    if (!MARK.test(line.raw)) return
    const rest = lines[at + 1]
    // A mail server broke the line, and its rest has lost the mark.
    const broken =
      rest !== undefined && /^\p{Ll}/u.test(rest.raw) && MARK.test(lines[at + 2]?.raw ?? '')
        ? rest
        : undefined
    const own = [...line.own, ...(broken?.own ?? [])]
    const words = line.words + (broken?.words ?? 0)
    if (own.length * 2 > words || own.some(word => word === '?' || isNegativeWord(fold(word)))) return
    for (const dropped of [line, broken]) if (dropped !== undefined) dropped.own = []
  })
}

function shown(lines: readonly NewLine[], hosts: readonly string[]): string {
  const kept: string[] = []
  let underOurs = false
  for (const { raw, own, words, text } of lines) {
    if (own.length > 0) kept.push(text)
    else if (words === 0 && (raw.trim() === '' || raw === '-- ')) kept.push(raw)
    else if (words === 0 && (isFace(raw) || (!underOurs && isForeignLink(raw, hosts)))) kept.push(text)
    else kept.push('')
    if (raw.trim() !== '') underOurs = words > 0 && own.length === 0
  }
  return kept
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^(?:[^\S\n]*\n)+/, '')
    .trimEnd()
}

/** ":-(", or a symbol that is no rule of a frame. */
function isFace(raw: string): boolean {
  return /(?:^|\s)[:;]-?[()]|(?![\u2500-\u257f])[^\x20-\x7e\P{S}]/u.test(raw)
}

function isForeignLink(raw: string, hosts: readonly string[]): boolean {
  if (MARK.test(raw) || !/https?:\/\/|www\./i.test(raw)) return false
  const link = raw.toLowerCase()
  return !hosts.some(host => link.includes(host) || link.includes(encodeURIComponent(host)))
}

function hostsOf(sent: SentText): string[] {
  const found = sent.flatMap(block => [...block.matchAll(HOSTS)].map(([, host]) => host ?? ''))
  return [...new Set(found.map(host => host.toLowerCase()))]
}
