import { createPublicKey } from 'node:crypto'
import { Resolver } from 'node:dns/promises'
import type { MailConfig } from '../../config.ts'
import { type Finding, findings, patience } from './finding.ts'
import { networkCode } from './network-words.ts'

export type ResolveTxt = (name: string) => Promise<string[][]>

const dns: ResolveTxt = name => new Resolver({ timeout: patience / 2, tries: 2 }).resolveTxt(name)

/** The key receivers find in the DNS (RFC 6376, section 3.6) must be the other half of DKIM_PRIVATE_KEY. */
export async function checkDkim(
  mail: MailConfig,
  resolveTxt: ResolveTxt = dns,
): Promise<Finding | undefined> {
  const { ok, skipped, wrong } = findings('dkim')
  const { dkim } = mail
  if (mail.smtpUrl === undefined) return undefined
  if (dkim === undefined) return skipped('the service does not sign email; the server of SMTP_URL should')
  let key: string
  try {
    key = createPublicKey(dkim.privateKey).export({ type: 'spki', format: 'der' }).toString('base64')
  } catch {
    return wrong('DKIM_PRIVATE_KEY cannot be read: give the whole key in PEM form', 'DKIM_PRIVATE_KEY')
  }
  const name = `${dkim.selector}._domainkey.${dkim.domain}`
  const publish = `publish this TXT record at ${name}: v=DKIM1; k=rsa; p=${key}`
  let records: string[]
  try {
    records = (await resolveTxt(name)).map(parts => parts.join(''))
  } catch (error) {
    const code = networkCode(error)
    return code === 'ENOTFOUND' || code === 'ENODATA'
      ? wrong(`${name} has no record; ${publish}`, 'DKIM_SELECTOR', 'DKIM_DOMAIN')
      : skipped(`${name} cannot be looked up from here (${code})`)
  }
  const published = records.map(record => /(?:^|;)\s*p\s*=([^;]*)/.exec(record)?.[1]?.replace(/\s/g, ''))
  if (!published.includes(key))
    return wrong(
      `${name} holds a different key from DKIM_PRIVATE_KEY; ${publish}`,
      'DKIM_SELECTOR',
      'DKIM_PRIVATE_KEY',
    )
  const domain = mail.address.slice(mail.address.indexOf('@') + 1)
  const aligned = domain === dkim.domain || domain.endsWith(`.${dkim.domain}`)
  return aligned
    ? ok(`${name} holds the key that signs our email`)
    : wrong(
        `email from ${domain} is signed by ${dkim.domain}, which proves nothing about ${domain}: set DKIM_DOMAIN to ${domain}`,
        'DKIM_DOMAIN',
      )
}
