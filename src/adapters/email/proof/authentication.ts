/**
 * Does a mail come from where its From says? By DKIM or DMARC (mailauth, RFC 6376, RFC 9989), by SPF where the
 * sender connects to us (RFC 7208), by the word of a server in front of us (MAIL_AUTHSERV_ID), or because
 * everything on our port has been checked before (MAIL_TRUST=listener).
 *
 * What cannot be found out is not authenticated; that is never an error and never waits longer than the cap.
 */
import { Resolver } from 'node:dns/promises'
import { isIP } from 'node:net'
import type { AuthenticateResult, DNSResolver } from 'mailauth'
import { getDomain } from 'tldts'
import { allAuthenticationResults, type MethodResult } from './authentication-results.ts'
import type { Evidence } from './evidence.ts'

export interface AuthenticationConfig {
  /** MAIL_AUTHSERV_ID. */
  authservId?: string
  trust: 'none' | 'listener'
  /** Trial mode: ask no DNS at all. */
  offline?: boolean
  /** For tests. The system's otherwise. */
  resolver?: DNSResolver
  /** Milliseconds for all lookups of one mail (3,000). */
  cap?: number
}

export interface Arrival {
  raw: Buffer
  /** The domain of From's one mailbox, lower case, ASCII; absent: nothing can be proved. */
  fromDomain: string | undefined
  /** Whether it came through our listener, and from whom. */
  listener?: { remoteIp: string; helo: string; envelopeFrom: string }
  /** The values of Authentication-Results in the order they stand in the mail. */
  authenticationResults: readonly string[]
}

const NOTHING: Evidence = { direct: false, written: false }

export async function authenticate(arrival: Arrival, config: AuthenticationConfig): Promise<Evidence> {
  const trusted = arrival.listener !== undefined && config.trust === 'listener'
  const found = await findEvidence(arrival, config)
  return trusted ? { ...found, direct: true, proved: 'vouched' } : found
}

async function findEvidence(arrival: Arrival, config: AuthenticationConfig): Promise<Evidence> {
  const { fromDomain } = arrival
  const headers = readHeaders(arrival.raw)
  if (fromDomain === undefined || headers === undefined) return NOTHING
  if (config.authservId !== undefined) {
    const results = allAuthenticationResults(arrival.authenticationResults, config.authservId)
    if (results.length > 0) return fromResults(results, fromDomain)
  }
  if (config.offline) return NOTHING
  const ip = config.trust === 'listener' ? undefined : publicIp(arrival.listener?.remoteIp)
  if (ip === undefined && !headers.has('dkim-signature')) return NOTHING
  const judged = await judge(arrival, ip, config)
  return judged === undefined ? NOTHING : fromJudgement(judged, fromDomain, headers)
}

/** What our own server wrote: the topmost of its headers, and the others beneath it. */
function fromResults([top = [], ...others]: MethodResult[][], fromDomain: string): Evidence {
  let written = false
  let direct = false
  for (const { method, result, properties } of top) {
    if (result !== 'pass') continue
    if (method === 'dmarc' && domainOf(properties.get('header.from')) === fromDomain) written = true
    if (method === 'spf' && aligned(domainOf(properties.get('smtp.mailfrom')), fromDomain)) direct = true
  }
  const dmarcPassed = written
  const signed = isSignedBy(top, fromDomain)
  // OpenDKIM and OpenDMARC write a header each, OpenDMARC's on top. DMARC passes by SPF alone too: only together with
  // the word about DKIM is it more. A forged word beneath gains nothing but that.
  const saysDkim = top.some(({ method }) => method === 'dkim')
  const proved = signed || (dmarcPassed && !saysDkim && isSignedBy(others[0] ?? [], fromDomain))
  // As where we ask it ourselves: what could not be found out may forbid what is taken for aligned here. Exchange writes
  // `bestguesspass` where a domain has no policy.
  const failed = [top, ...others]
    .flat()
    .some(({ method, result }) => method === 'dmarc' && !['pass', 'none', 'bestguesspass'].includes(result))
  return {
    direct,
    written: written || signed,
    ...(signed ? { provedDomain: fromDomain } : {}),
    ...(proved && !failed ? { proved: 'signed' } : {}),
  }
}

function isSignedBy(results: MethodResult[], fromDomain: string): boolean {
  return results.some(
    ({ method, result, properties }) =>
      method === 'dkim' &&
      result === 'pass' &&
      aligned(domainOf(properties.get('header.d') ?? properties.get('header.i')), fromDomain),
  )
}

/** What mailauth found out, with what it leaves to its caller. */
function fromJudgement(
  judged: AuthenticateResult,
  fromDomain: string,
  headers: Map<string, number>,
): Evidence {
  const { headerFrom, fromFields, results } = judged.dkim
  // Two parsers, one opinion: else a From that each of them reads differently could borrow a signature.
  const from = headerFrom.length === 1 && fromFields === 1 ? domainOf(headerFrom[0]) : undefined
  if (from !== fromDomain) return NOTHING
  const spf = judged.spf
  const spfPassed = spf !== false && spf.status.result === 'pass'
  const signed = results.some(({ status, signingHeaders, signatureTimeValid }) => {
    if (status.result !== 'pass' || !status.aligned || status.testing || status.underSized) return false
    if (signatureTimeValid === false) return false
    const covered = new Set((signingHeaders?.keys ?? '').toLowerCase().split(/:\s*/))
    // What we act on must be under the signature: whoever sends it on could add the rest.
    return (
      [...headers.keys()].every(key => !MUST_BE_SIGNED.has(key) || covered.has(key)) && covered.has('from')
    )
  })
  // Where DMARC could not be asked (temperror) it may forbid what mailauth took for aligned.
  const dmarc = judged.dmarc === false ? undefined : judged.dmarc.status.result
  return {
    direct: spfPassed && aligned(domainOf(spf.domain), fromDomain),
    written: signed,
    ...(signed ? { provedDomain: fromDomain } : {}),
    ...(signed && (dmarc === 'pass' || dmarc === 'none') ? { proved: 'signed' } : {}),
  }
}

async function judge(
  arrival: Arrival,
  ip: string | undefined,
  config: AuthenticationConfig,
): Promise<AuthenticateResult | undefined> {
  // Loaded with the first mail that needs it: a sixth of what the whole service takes to start (measured).
  const { authenticate: askMailauth } = await import('mailauth')
  const cap = config.cap ?? 3_000
  const dns = config.resolver === undefined ? new Resolver({ timeout: 1_000, tries: 2 }) : undefined
  // Records of every type as Node gives them (MX are objects): mailauth takes them so, its typings say less.
  const ask = config.resolver ?? ((name, type) => dns?.resolve(name, type) as ReturnType<DNSResolver>)
  let late = false
  // After the cap nothing new is asked: what still runs in mailauth ends by itself.
  const resolver: DNSResolver = (name, type) =>
    late ? Promise.reject(Object.assign(new Error('too late'), { code: 'ETIMEOUT' })) : ask(name, type)
  let timer: NodeJS.Timeout | undefined
  const capped = new Promise<undefined>(resolve => {
    timer = setTimeout(() => {
      late = true
      dns?.cancel()
      resolve(undefined)
    }, cap)
  })
  const sender = arrival.listener?.envelopeFrom ?? ''
  const asked = askMailauth(arrival.raw, {
    ...(ip === undefined ? {} : { ip, helo: arrival.listener?.helo ?? '', sender }),
    resolver,
    rejectRsaSha1: true,
    disableArc: true,
    disableBimi: true,
  }).catch(() => undefined)
  const judged = await Promise.race([asked, capped])
  clearTimeout(timer)
  return judged
}

/** Where each may stand once (RFC 5322 §3.6, RFC 2045). */
const ONCE = new Set([
  'from',
  'sender',
  'reply-to',
  'to',
  'cc',
  'subject',
  'date',
  'message-id',
  'in-reply-to',
  'references',
  'mime-version',
  'content-type',
  'content-transfer-encoding',
])
const MUST_BE_SIGNED = new Set(['from', 'to', 'cc', 'subject', 'date'])

const LARGEST_HEADER_BLOCK = 128 * 1024
const MOST_HEADERS = 500
const LONGEST_SIGNATURE = 16 * 1024
const MOST_SIGNATURES = 10

/**
 * How often each header stands in the mail, names in lower case. `undefined` where it is no mail to be believed:
 * a header given twice (the signed one and the one that is read may differ), or so many that verifying them
 * would take long; mailauth compares every name in `h=` with every header, on this thread.
 */
function readHeaders(raw: Buffer): Map<string, number> | undefined {
  const block = raw.subarray(0, LARGEST_HEADER_BLOCK + 1).toString('latin1')
  const end = /\r?\n\r?\n/.exec(block)
  if (end === null && raw.length > LARGEST_HEADER_BLOCK) return undefined
  const lines = (end === null ? block : block.slice(0, end.index))
    .replace(/\r?\n(?=[ \t])/g, '')
    .split(/\r?\n/)
  if (lines.length > MOST_HEADERS) return undefined
  const found = new Map<string, number>()
  for (const line of lines) {
    const key = line
      .slice(0, Math.max(0, line.indexOf(':')))
      .trim()
      .toLowerCase()
    if (key === 'dkim-signature' && line.length > LONGEST_SIGNATURE) return undefined
    found.set(key, (found.get(key) ?? 0) + 1)
  }
  for (const [key, count] of found) if (count > 1 && ONCE.has(key)) return undefined
  return (found.get('dkim-signature') ?? 0) > MOST_SIGNATURES ? undefined : found
}

/** SPF says nothing of a server of our own that hands mail on to us. */
function publicIp(ip: string | undefined): string | undefined {
  if (ip === undefined || isIP(ip) === 0) return undefined
  const own =
    /^(?:127\.|10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|::1$|f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:)/i
  return own.test(ip) ? undefined : ip
}

function domainOf(address: string | undefined): string | undefined {
  const domain = address?.slice(address.lastIndexOf('@') + 1).toLowerCase()
  return domain === '' ? undefined : domain
}

/**
 * Relaxed alignment (RFC 9989 3.2.10): both domains belong to one organisation. The public suffix list says so, its private
 * section included, as mailauth reads it: `evil.github.io` and `github.io` are two organisations.
 */
function aligned(domain: string | undefined, fromDomain: string): boolean {
  return domain !== undefined && organisationOf(domain) === organisationOf(fromDomain)
}

function organisationOf(domain: string): string {
  return getDomain(domain, { allowPrivateDomains: true }) ?? domain
}
