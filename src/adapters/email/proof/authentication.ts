/**
 * Tells whether an email comes from where its From says. We know by DKIM or DMARC (mailauth, RFC 6376, RFC 9989), by SPF if the sender
 * connects to us (RFC 7208), by the word of a server in front of us (MAIL_AUTHSERV_ID), or because another server has checked everything on
 * our port (MAIL_TRUST=listener). An email we cannot check is not authenticated. That is never an error and never waits longer than the
 * cap.
 */
import { Resolver } from 'node:dns/promises'
import { isIP } from 'node:net'
import type { AuthenticateResult, DNSResolver } from 'mailauth'
import { getDomain } from 'tldts'
import { isOwnNetwork } from '../../../network.ts'
import { type MethodResult, readAuthenticationResults } from './authentication-results.ts'
import type { Evidence } from './evidence.ts'

export interface AuthenticationConfig {
  /** MAIL_AUTHSERV_ID. */
  authservId?: string | undefined
  trust: 'none' | 'listener'
  /** Trial mode: asks no DNS at all. */
  offline?: boolean
  /** For tests: name servers that replace the system's. */
  nameServers?: string[] | undefined
  /** For tests. It cannot be handed to a worker. */
  resolver?: DNSResolver | undefined
  /** Milliseconds for all lookups of one email (3,000). */
  cap?: number
}

export interface Arrival {
  raw: Buffer
  /** `ParsedMail.signable`. Without it nothing in the email is believed. */
  signable: Set<string> | undefined
  /** The domain of From's one mailbox in lower-case ASCII. Without it nothing can be proved. */
  fromDomain: string | undefined
  /** Only if the email came through our listener. */
  listener?: Listened | undefined
  /** The values of Authentication-Results in the order of the email. */
  authenticationResults: readonly string[]
}

export interface Listened {
  remoteIp: string
  helo: string
  envelopeFrom: string
}

const NOTHING: Evidence = { direct: false, written: false }

/** A promise only if DNS has to be asked. It never rejects. */
export function authenticate(arrival: Arrival, config: AuthenticationConfig): Evidence | Promise<Evidence> {
  const trusted = arrival.listener !== undefined && config.trust === 'listener'
  const whole = (found: Evidence): Evidence =>
    trusted ? { ...found, direct: true, proved: 'vouched' } : found
  const found = findEvidence(arrival, config)
  return found instanceof Promise ? found.then(whole) : whole(found)
}

function findEvidence(arrival: Arrival, config: AuthenticationConfig): Evidence | Promise<Evidence> {
  const { fromDomain, signable } = arrival
  if (fromDomain === undefined || signable === undefined) return NOTHING
  if (config.authservId !== undefined) {
    const results = readAuthenticationResults(arrival.authenticationResults, config.authservId)
    if (results.length > 0) return fromResults(results, fromDomain)
  }
  if (config.offline) return NOTHING
  const ip = config.trust === 'listener' ? undefined : publicIp(arrival.listener?.remoteIp)
  if (ip === undefined && !signable.has('dkim-signature')) return NOTHING
  return judge(arrival, ip, config).then(judged =>
    judged === undefined ? NOTHING : fromJudgement(judged, fromDomain, signable),
  )
}

/** Reads what our own server wrote: the topmost of its headers, and the others below. */
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
  // OpenDKIM and OpenDMARC write a header each, with OpenDMARC's on top. DMARC can pass by SPF alone, so the word about DKIM must
  // come with it. A forged header below gains nothing else.
  const saysDkim = top.some(({ method }) => method === 'dkim')
  const proved = signed || (dmarcPassed && !saysDkim && isSignedBy(others[0] ?? [], fromDomain))
  // DMARC that could not be checked may be strict, so it counts as failed. Exchange writes `bestguesspass` if a domain has no policy.
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

/** The parser refuses longer headers. */
const LONGEST_HEADER = 300 * 1024

const MUST_BE_SIGNED = ['to', 'cc', 'subject', 'date']

/** Reads what mailauth found out, and checks what it leaves to its caller. */
function fromJudgement(judged: AuthenticateResult, fromDomain: string, signable: Set<string>): Evidence {
  const { headerFrom, fromFields, results } = judged.dkim
  // Both parsers must see the same From; otherwise one mailbox could borrow the signature of another.
  const from = headerFrom.length === 1 && fromFields === 1 ? domainOf(headerFrom[0]) : undefined
  if (from !== fromDomain) return NOTHING
  const spf = judged.spf
  const spfPassed = spf !== false && spf.status.result === 'pass'
  const signed = results.some(({ status, signingHeaders, signatureTimeValid }) => {
    if (status.result !== 'pass' || !status.aligned || status.testing || status.underSized) return false
    if (signatureTimeValid === false) return false
    const covered = new Set((signingHeaders?.keys ?? '').toLowerCase().split(/:\s*/))
    // The signature must cover what we act on; anyone who sends the email on could add the rest.
    return covered.has('from') && MUST_BE_SIGNED.every(key => covered.has(key) || !signable.has(key))
  })
  // DMARC that could not be asked (temperror) may be strict and forbid what mailauth took for aligned.
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
  const checked = withinLimits(arrival.raw, arrival.fromDomain ?? '')
  if (ip === undefined && checked.signatures === 0) return undefined
  // Loaded with the first email that needs it.
  const { authenticate: askMailauth } = await import('mailauth')
  const cap = config.cap ?? 3_000
  const dns = config.resolver === undefined ? new Resolver({ timeout: 1_000, tries: 2 }) : undefined
  if (config.nameServers !== undefined) dns?.setServers(config.nameServers)
  // mailauth takes records of every type as Node gives them (MX are objects); its typings say less.
  const ask = config.resolver ?? ((name, type) => dns?.resolve(name, type) as ReturnType<DNSResolver>)
  let late = false
  // After the cap, mailauth gets no more answers, and ends by itself.
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
  const asked = askMailauth(checked.raw, {
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

/** An email with a larger body is not proved by a signature: hashing it would hold up the others. */
const LARGEST_BODY = 1024 * 1024
const MOST_SIGNATURES = 3

/** The email as it is checked: with few signatures, those of From's domain first; without any if its body is large. */
function withinLimits(raw: Buffer, fromDomain: string): { raw: Buffer; signatures: number } {
  const blank = /\r?\n\r?\n/.exec(raw.toString('latin1', 0, LONGEST_HEADER))
  const end = blank === null ? raw.length : blank.index + blank[0].length
  const fields = raw.toString('latin1', 0, end).split(/(?<=\n)(?![ \t])/)
  const isSignature = (field: string) => /^dkim-signature[ \t]*:/i.test(field)
  const signatures = fields.filter(isSignature).length
  const isLarge = raw.length - end > LARGEST_BODY
  if (!isLarge && signatures <= MOST_SIGNATURES) return { raw, signatures }
  const isAligned = (field: string) =>
    aligned(/[:;]\s*d\s*=\s*([^;\s]+)/.exec(field)?.[1]?.toLowerCase(), fromDomain)
  const kept = new Set(isLarge ? [] : fields.filter(isSignature).filter(isAligned).slice(0, MOST_SIGNATURES))
  const head = fields.filter(field => !isSignature(field) || kept.has(field)).join('')
  return {
    raw: Buffer.concat([Buffer.from(head, 'latin1'), isLarge ? Buffer.alloc(0) : raw.subarray(end)]),
    signatures: kept.size,
  }
}

/** SPF says nothing about a server of our own network that hands email on to us. */
function publicIp(ip: string | undefined): string | undefined {
  if (ip === undefined || isIP(ip) === 0) return undefined
  return isOwnNetwork(ip) ? undefined : ip
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
