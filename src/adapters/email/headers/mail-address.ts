import { asciiDomain } from './ascii-domain.ts'
import { withoutControls } from './control-characters.ts'

/** A mailbox that can be answered: `address` is `local@domain`, the domain in lower-case ASCII (punycode). */
export interface Mailbox {
  domain: string
  address: string
  /** The display name without control characters, at most 200 characters. */
  name: string | undefined
  /** The local part is not ASCII: only a server with SMTPUTF8 (RFC 6531) can take it. */
  smtpUtf8: boolean
}

export interface AddressRules {
  /** Takes `somebody@localhost` too. Trial mode only: a real relay would deliver it to its own users. */
  allowLocalhost?: boolean
  /** Takes local parts with dots in any place: some Japanese telephones have them, and their servers deliver (RFC 5321 wants quotes). */
  oddDots?: boolean
  /** Decodes a display name. Only email that arrives has encoded names, and the decoder takes 30 ms to load (measured). */
  decodeName?: (written: string) => string
}

export interface AddressList {
  /** The mailboxes that can be answered, in order. */
  mailboxes: Mailbox[]
  /** How many mailboxes were written, good or not; members of a group count. */
  written: number
  /** The header used group syntax (RFC 5322 3.4) */
  group: boolean
}

const LONGEST_HEADER = 16_384
const MOST_MAILBOXES = 100
const LONGEST_NAME = 200

/**
 * Reads one mailbox; `undefined` if we cannot answer it safely: more or fewer than one mailbox, groups, control characters, source
 * routes, `%` and `!` routes, comments inside the address, quoted local parts that need their quotes, address literals, single-label
 * or malformed domains (RFC 5321 4.1.2, RFC 5322 3.4).
 */
export function readMailbox(text: string, rules: AddressRules = {}): Mailbox | undefined {
  return onlyMailbox(readAddressList(text, rules))
}

function onlyMailbox(list: AddressList): Mailbox | undefined {
  return list.written === 1 && !list.group ? list.mailboxes[0] : undefined
}

/**
 * The one mailbox of a From header. If its punctuation breaks the grammar (`Mira [m@x.example]`, an open quotation mark), the only address
 * is taken; it may be there twice. If there are others, the only one in angle brackets is taken. An address beside it may be the sender
 * too, so there must be none behind a comma or semicolon.
 */
export function readSender(text: string, rules: AddressRules = {}): Mailbox | undefined {
  const strict = readMailbox(text, rules)
  if (strict !== undefined || text.length > LONGEST_HEADER || withoutControls(text) !== text) return strict
  const anywhere = [...text.matchAll(ADDRESS)]
  const isEveryAt = anywhere.length === text.split('@').length - 1
  const found = (isEveryAt ? onlyAddress(anywhere) : undefined) ?? onlyAddress([...text.matchAll(BRACKETED)])
  if (found === undefined) return undefined
  const { address, first, last } = found
  const before = text.slice(0, first.index)
  const after = text.slice(last.index + last[0].length)
  if (after.includes('@') || (before.includes('@') && /[,;]/.test(before))) return undefined
  const bare = readMailbox(address, rules)
  if (bare === undefined) return undefined
  const name = plainName(rules.decodeName?.(before) ?? before)
  return { ...bare, name: name === '' ? undefined : name }
}

function onlyAddress(found: RegExpExecArray[]) {
  const written = found.map(([, address = '']) => address.replace(/^['‘’*`]+/, '').replace(/[.-]+$/, ''))
  const [address, another] = new Set(written)
  const [first] = found
  const last = found.at(-1)
  return first && last && address && another === undefined ? { address, first, last } : undefined
}

/** An address that ends at a mark. `m@x.example,org` and `m@x.example_y` do not. Takes all of a local part, even one that is too long. It begins at a mark, so that no run of characters costs more than once. */
const ADDRESS =
  /(?<![^\s@<>()[\]\\"“”„«»‹›,;:])(?:mailto:)?([^\s@<>()[\]\\"“”„«»‹›,;:]{1,300}@[\p{L}\p{M}\p{N}.-]{1,255})(?=[\s<>()[\]"“”„«»‹›]|[.,;:!*'’`…]{0,9}(?:\s|$))/giu

// Bounded, and begins at a bracket, so a run of brackets costs no more than its length.
const BRACKETED = /<[<\s]{0,3}(?:mailto:)?([^<>()[\]\\"\s,;:@]{1,64}@[^<>()[\]\\"\s,;:@]{1,255})\s?(?:>|$)/gi

/** The name alone, without smileys, brackets, quotation marks that are never closed, and what stands behind a colon or semicolon. */
function plainName(written: string): string {
  const words = written.replace(/[:;]-?[()DP](?=\s|$)|<3/g, ' ').replace(/\[[^\][]{0,80}\]/g, ' ')
  const [first = ''] = words.split(/[;:]/)
  return cleanName(first.replace(/["\\<>[\]()]/g, ' ')).replace(/(?<![\s,“„«‹])[\s,“„«‹]+$/, '')
}

/** Reads at most 100 mailboxes of an address header; leaves out those that cannot be answered. */
export function readAddressList(text: string, rules: AddressRules = {}): AddressList {
  const list: AddressList = { mailboxes: [], written: 0, group: false }
  const unfolded = text.slice(0, LONGEST_HEADER).replace(/\r?\n(?=[ \t])/g, '')
  const tokens = tokenise(unfolded)
  if (!tokens) return { mailboxes: [], written: unfolded.trim() === '' ? 0 : 1, group: false }
  let entry: Token[] = []
  const finish = () => {
    if (entry.some(token => token.kind !== 'comment')) {
      list.written += 1
      const mailbox = list.mailboxes.length < MOST_MAILBOXES ? readEntry(entry, rules) : undefined
      if (mailbox) list.mailboxes.push(mailbox)
    }
    entry = []
  }
  let inAngle = false
  for (const token of tokens) {
    if (token.kind === 'special' && token.text === '<') inAngle = true
    if (token.kind === 'special' && token.text === '>') inAngle = false
    if (token.kind !== 'special' || inAngle) entry.push(token)
    else if (token.text === ',') finish()
    else if (token.text === ':') {
      list.group = true
      entry = []
    } else if (token.text === ';') finish()
    else entry.push(token)
  }
  finish()
  return list
}

interface Token {
  kind: 'atom' | 'quoted' | 'comment' | 'special'
  text: string
  /** Blanks stand before it. */
  spaced: boolean
}

function tokenise(text: string): Token[] | undefined {
  if (withoutControls(text) !== text) return undefined
  const tokens: Token[] = []
  let spaced = false
  let at = 0
  while (at < text.length) {
    const char = text[at] ?? ''
    if (char === ' ' || char === '\t') {
      spaced = true
      at += 1
      continue
    }
    if (char === '"') {
      const quoted = readQuoted(text, at)
      if (!quoted) return undefined
      tokens.push({ kind: 'quoted', text: quoted.text, spaced })
      at = quoted.end
    } else if (char === '(') {
      const comment = readComment(text, at)
      if (!comment) return undefined
      tokens.push({ kind: 'comment', text: comment.text, spaced })
      at = comment.end
    } else if ('<>@,:;[]\\'.includes(char)) {
      tokens.push({ kind: 'special', text: char, spaced })
      at += 1
    } else {
      const start = at
      while (at < text.length && !' \t"()<>@,:;[]\\'.includes(text[at] ?? '')) at += 1
      if (at === start) return undefined
      tokens.push({ kind: 'atom', text: text.slice(start, at), spaced })
    }
    spaced = false
  }
  return tokens
}

function readQuoted(text: string, start: number): { text: string; end: number } | undefined {
  let out = ''
  for (let at = start + 1; at < text.length; at += 1) {
    const char = text[at] ?? ''
    if (char === '"') return { text: out, end: at + 1 }
    if (char === '\\') at += 1
    out += text[at] ?? ''
  }
  return undefined
}

function readComment(text: string, start: number): { text: string; end: number } | undefined {
  let depth = 0
  let out = ''
  for (let at = start; at < text.length; at += 1) {
    const char = text[at] ?? ''
    if (char === '(') depth += 1
    else if (char === ')') depth -= 1
    else if (char === '\\') {
      at += 1
      out += text[at] ?? ''
    } else out += char
    if (depth === 0) return { text: out, end: at + 1 }
    if (depth > 5) return undefined
  }
  return undefined
}

function readEntry(tokens: Token[], rules: AddressRules): Mailbox | undefined {
  const open = tokens.findIndex(token => token.kind === 'special' && token.text === '<')
  if (open < 0) {
    const plain = tokens.filter(token => token.kind !== 'comment')
    const comments = tokens.filter(token => token.kind === 'comment')
    // Outside the address a comment is a name: `a@b.example (Ada)`. Inside the address, parsers disagree.
    const first = tokens.findIndex(token => token.kind !== 'comment')
    const inside = tokens.slice(first, first + plain.length).some(token => token.kind === 'comment')
    return inside ? undefined : readAddress(plain, rules, comments.map(token => token.text).join(' '))
  }
  const close = tokens.findIndex(
    (token, index) => index > open && token.kind === 'special' && token.text === '>',
  )
  if (close < 0) return undefined
  const before = tokens.slice(0, open)
  const after = tokens.slice(close + 1)
  if (after.some(token => token.kind !== 'comment')) return undefined
  // `"a@b" <c@d>` is common, and its name is only a name. A second bracket or a backslash is a trick.
  if (before.some(token => token.kind === 'special' && token.text !== '@')) return undefined
  return readAddress(tokens.slice(open + 1, close), rules, displayName(before))
}

function displayName(tokens: Token[]): string {
  let name = ''
  for (const token of tokens) {
    if (token.kind === 'comment') continue
    name += (token.spaced && name !== '' ? ' ' : '') + token.text
  }
  return name
}

function readAddress(tokens: Token[], rules: AddressRules, rawName: string): Mailbox | undefined {
  const [localToken, at, domainToken] = tokens
  if (tokens.length !== 3 || !localToken || !domainToken || at?.kind !== 'special' || at.text !== '@')
    return undefined
  if (localToken.kind !== 'atom' && localToken.kind !== 'quoted') return undefined
  if (domainToken.kind !== 'atom' || at.spaced || domainToken.spaced) return undefined
  const local = readLocal(localToken.text, rules)
  const domain = readDomain(domainToken.text, rules)
  if (local === undefined || domain === undefined) return undefined
  const address = `${local}@${domain}`
  if (Buffer.byteLength(address) > 254) return undefined
  const name = cleanName(rules.decodeName?.(rawName) ?? rawName)
  return {
    domain,
    address,
    name: name === '' ? undefined : name,
    smtpUtf8: Buffer.byteLength(local) !== local.length,
  }
}

// atext of RFC 5322, but not `%` and `!`: some servers still read them as a route to another host. And not `=?`: some parsers decode
// it as an encoded word.
function readLocal(text: string, { oddDots }: AddressRules): string | undefined {
  const local = text.normalize('NFC')
  if (local === '' || Buffer.byteLength(local) > 64 || local.includes('=?')) return undefined
  const pieces = local.split('.')
  const written = oddDots ? pieces.filter(piece => piece !== '') : pieces
  return written.length > 0 && written.every(piece => /^[\p{L}\p{M}\p{Nd}#$&'*+/=?^_`{|}~-]+$/u.test(piece))
    ? local
    : undefined
}

/** The address as mail servers take it: a local part with dots in odd places needs quotation marks (RFC 5321 4.1.2). */
export function quotedAddress(address: string): string {
  const at = address.lastIndexOf('@')
  const local = address.slice(0, at)
  return /^\.|\.\.|\.$/.test(local) ? `"${local}"${address.slice(at)}` : address
}

/** A domain name as lower-case ASCII; `undefined` also for characters that IDNA would fold into others. */
function readDomain(text: string, rules: AddressRules): string | undefined {
  const domain = text.normalize('NFC').toLowerCase()
  if (domain === 'localhost') return rules.allowLocalhost ? domain : undefined
  if (!/^[\p{L}\p{M}\p{Nd}.-]+$/u.test(domain) || domain.normalize('NFKC') !== domain) return undefined
  const ascii = asciiDomain(domain)
  const labels = ascii.split('.')
  if (ascii.length > 253 || labels.length < 2) return undefined
  if (!labels.every(label => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label))) return undefined
  return /^[0-9]+$/.test(labels.at(-1) ?? '') ? undefined : ascii
}

function cleanName(name: string): string {
  const clean = withoutControls(name)
    .replace(/\s{2,}/g, ' ')
    .trim()
  return [...clean].slice(0, LONGEST_NAME).join('').trim()
}
