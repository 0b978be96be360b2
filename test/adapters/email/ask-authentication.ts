import { generateKeyPairSync } from 'node:crypto'
import { type DNSResolver, dkimSign } from 'mailauth'
import { type AuthenticationConfig, authenticate } from '../../../src/adapters/email/proof/authentication.ts'
import { readMail } from '../../../src/adapters/email/read/read-mail.ts'

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'der' },
})

/** The record of the key that `sign` signs with. */
export const keyRecord = `v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`

/** A DNS with these records only. */
export function dns(more: Record<string, string[][]> = {}): DNSResolver & { asked: string[] } {
  const records: Record<string, string[][]> = {
    'TXT s1._domainkey.example.org': [[keyRecord]],
    'TXT s1._domainkey.evil.example': [[keyRecord]],
    'TXT _dmarc.example.org': [['v=DMARC1; p=reject']],
    'TXT example.org': [['v=spf1 ip4:203.0.113.5 -all']],
    'TXT evil.example': [['v=spf1 +all']],
    ...more,
  }
  const asked: string[] = []
  const resolver = async (name: string, type: string) => {
    asked.push(`${type} ${name}`)
    const found = records[`${type} ${name}`]
    if (found === undefined) throw Object.assign(new Error('not found'), { code: 'ENOTFOUND' })
    return found
  }
  return Object.assign(resolver, { asked })
}

export const MAIL = [
  'From: Ada <ada@example.org>',
  'To: sign+demo@undersigned.example',
  'Subject: count me in',
  'Date: Mon, 23 Nov 2026 10:00:00 +0000',
  'Message-ID: <1@example.org>',
  'Content-Type: text/plain',
  '',
  'Ada Lovelace, composer',
  '',
].join('\r\n')

export async function sign(mail: string, domain = 'example.org', headerList?: string): Promise<string> {
  const key = { signingDomain: domain, selector: 's1', privateKey }
  const data = { ...key, ...(headerList === undefined ? {} : { headerList }) }
  // mailauth reads `signatureData`; its typings want the key beside it.
  const { signatures } = await dkimSign(mail, Object.assign(key, { signatureData: [data] }))
  return signatures + mail
}

export async function ask(mail: string, config: Partial<AuthenticationConfig> = {}, more: object = {}) {
  const raw = Buffer.from(mail)
  const { signable } = await readMail(raw)
  return authenticate(
    { raw, signable, fromDomain: 'example.org', authenticationResults: [], ...more },
    { trust: 'none', resolver: dns(), ...config },
  )
}

export const FROM_HOME = {
  listener: { remoteIp: '203.0.113.5', helo: 'mx.example.org', envelopeFrom: 'ada@example.org' },
}
export const FROM_AWAY = { listener: { ...FROM_HOME.listener, remoteIp: '198.51.100.7' } }
export const US = 'sign+demo@undersigned.example'
export const NOTHING = { direct: false, written: false }
