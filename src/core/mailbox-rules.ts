/**
 * The rules by which several spellings are one mailbox, as data with a version. Changing them changes who counts as the same person. So a
 * change is a new version, and the old one stays below, so that mailboxes known by it are still found (`adopt-mailbox.ts`).
 */

export interface MailboxRules {
  version: number
  /** Providers with several domains for one mailbox. */
  aliases: ReadonlyMap<string, string>
  /** Dots in the local part mean nothing there. */
  dotless: ReadonlySet<string>
  /** Dots, hyphens and underscores mean nothing there. */
  punctuationless: ReadonlySet<string>
  /** A dot and a hyphen are the same there. */
  dotsAsHyphens: ReadonlySet<string>
  /** A hyphen begins a tag there. */
  hyphenTags: RegExp
  /** anything@ada.fastmail.com is ada@fastmail.com there. */
  subdomains: ReadonlySet<string>
}

const version1: MailboxRules = {
  version: 1,
  aliases: new Map([
    ['googlemail.com', 'gmail.com'],
    ['ya.ru', 'yandex.ru'],
    ['yandex.com', 'yandex.ru'],
    ['protonmail.com', 'proton.me'],
    ['pm.me', 'proton.me'],
    ['me.com', 'icloud.com'],
    ['mac.com', 'icloud.com'],
  ]),
  dotless: new Set(['gmail.com']),
  punctuationless: new Set(['proton.me']),
  dotsAsHyphens: new Set(),
  hyphenTags: /^(?:yahoo|ymail|rocketmail)\.com$/,
  subdomains: new Set(),
}

/** Each account has the same name in all of these. Source: yandex.com/support/id/authorization/email.html, November 2026. */
const yandex = 'az by co.il com com.am com.ge com.tr ee fr kg kz lt lv md tj tm ua uz'
  .split(' ')
  .map((country): [string, string] => [`yandex.${country}`, 'yandex.ru'])

/** Sources: the help pages of Google, Apple, Proton, Yahoo (disposable addresses) and Fastmail (article 360060591053), November 2026. */
export const mailboxRules: MailboxRules = {
  version: 2,
  aliases: new Map([...version1.aliases, ...yandex, ['protonmail.ch', 'proton.me']]),
  dotless: version1.dotless,
  punctuationless: version1.punctuationless,
  dotsAsHyphens: new Set(['yandex.ru']),
  // Yahoo Japan is another company, whose rules are its own.
  hyphenTags:
    /^(?:yahoo\.(?!co\.jp$)(?:com|co\.[a-z]{2}|com\.[a-z]{2}|[a-z]{2})|(?:ymail|rocketmail|myyahoo)\.com)$/,
  subdomains: new Set([
    ...['fastmail.co.uk', 'fastmail.com', 'fastmail.com.au', 'fastmail.de', 'fastmail.es', 'fastmail.fm'],
    ...['fastmail.in', 'fastmail.jp', 'fastmail.mx', 'fastmail.net', 'fastmail.nl', 'fastmail.org'],
    ...['fastmail.se', 'fastmail.to', 'fastmail.uk', 'fastmail.us', 'myfastmail.com', 'sent.com'],
  ]),
}

/** From the oldest. */
export const formerRules: readonly MailboxRules[] = [version1]

/** One spelling for all spellings of one mailbox; `domain` in ASCII. */
export function canonical(rules: MailboxRules, localPart: string, givenDomain: string): string {
  let local = localPart.normalize('NFKC').toLowerCase()
  let domain = rules.aliases.get(givenDomain) ?? givenDomain
  const [, user, above] = /^([^.]+)\.(.+)$/.exec(domain) ?? []
  if (user !== undefined && above !== undefined && rules.subdomains.has(above))
    [local, domain] = [user, above]
  // Nearly every provider ignores a tag after "+"; a mailbox that begins with "+" has no tag.
  const plus = local.indexOf('+')
  if (plus > 0) local = local.slice(0, plus)
  const hyphen = local.indexOf('-')
  if (hyphen > 0 && rules.hyphenTags.test(domain)) local = local.slice(0, hyphen)
  if (rules.dotless.has(domain)) local = local.replaceAll('.', '')
  if (rules.punctuationless.has(domain)) local = local.replace(/[._-]/g, '')
  if (rules.dotsAsHyphens.has(domain)) local = local.replaceAll('.', '-')
  return `${local}@${domain}`
}
