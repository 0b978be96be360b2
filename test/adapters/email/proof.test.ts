import { generateKeyPairSync } from 'node:crypto'
import { dkimSign } from 'mailauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type EmailAdapter, emailAdapter } from '../../../src/adapters/email/adapter.ts'
import { organises, rows, signs } from '../../support/desk-people.ts'
import { type NameServer, openNameServer } from '../../support/name-server.ts'
import { type TestCore, testCore, tokenIn, wordsOf } from '../../support/people.ts'
import { sendBySmtp } from '../../support/smtp-client.ts'

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'der' },
})

/** DMARC records. Every domain has the same key and no SPF. */
const policies: Record<string, string> = {
  '_dmarc.example.org': 'v=DMARC1; p=reject',
  '_dmarc.strict.example': 'v=DMARC1; p=reject; adkim=s',
}
function recordOf(name: string) {
  if (name.startsWith('s1._domainkey.')) return [`v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`]
  if (name.startsWith('_dmarc.away.')) return 'failing'
  const policy = policies[name]
  return policy === undefined ? 'missing' : [policy]
}

let written = 0

/** A mail with a minute of its own, signed by each of these domains. */
async function mail(from: string, text: string, given: { by?: string[]; headers?: string[] } = {}) {
  written++
  const raw = [
    ...(given.headers ?? []),
    `From: ${from}`,
    'To: sign+fair@undersigned.example',
    `Subject: ${text}`,
    `Date: ${new Date(1_700_000_000_000 + written * 60_000).toUTCString()}`,
    `Message-ID: <${written}@elsewhere.example>`,
    'Content-Type: text/plain',
    '',
    '',
  ].join('\r\n')
  let signatures = ''
  for (const signingDomain of given.by ?? []) {
    const key = { signingDomain, selector: 's1', privateKey }
    // mailauth reads `signatureData`; its typings want the key beside it.
    signatures += (await dkimSign(raw, Object.assign(key, { signatureData: [key] }))).signatures
  }
  return signatures + raw
}

const olga = 'Olga <olga@example.org>'
const strict = 'Olga <olga@strict.example>'
const away = 'Olga <olga@away.example>'
const US = 'mx.undersigned.example'
const says = (...results: string[]) => results.map(result => `Authentication-Results: ${result}`)
const ours = 'dkim=pass header.d=example.org'

type Given = [what: string, from: string, given: Parameters<typeof mail>[2]]

describe('an organiser who writes through the listener', () => {
  let t: TestCore
  let dns: NameServer
  const adapters: EmailAdapter[] = []
  beforeAll(async () => {
    dns = await openNameServer(recordOf)
    t = await testCore()
    for (const authservId of [undefined, US]) {
      const adapter = emailAdapter(
        {
          address: 'sign@undersigned.example',
          listen: { protocol: 'smtp', host: '127.0.0.1', port: 0 },
          outgoing: { kind: 'smtp', url: 'smtp://127.0.0.1:9' },
          trust: 'none',
          authservId,
        },
        t.service.log,
        { nameServers: [dns.address] },
      )
      await adapter.start(t.core)
      adapters.push(adapter)
    }
    await t.petition({ slug: 'fair' })
    for (const mailbox of ['olga@example.org', 'olga@strict.example', 'olga@away.example'])
      await organises(t, 'fair', 'email', mailbox)
    await signs(t, 'fair', 'Zebulon')
  })
  afterAll(async () => {
    await Promise.all(adapters.map(adapter => adapter.stop()))
    await dns.close()
    await t.close()
  })

  /** The answers, and their recipients. */
  async function write(raw: string, adapter = adapters[0]) {
    await rows(t, `update delivery set created_at = created_at - interval '2 days'`)
    await sendBySmtp(adapter?.port() ?? 0, {
      from: 'bounces@elsewhere.example',
      to: 'sign+fair@undersigned.example',
      raw,
    })
    const replies = await t.flush()
    const made = await rows<{ kind: string }>(
      t,
      `select kind from delivery where created_at > now() - interval '1 day'`,
    )
    return { told: made.map(({ kind }) => kind).join(), words: replies.map(wordsOf).join(), replies }
  }

  it.each<Given>([
    ['signed by their domain', olga, { by: ['example.org'] }],
    ['signed by a part of it, where DMARC lets it', olga, { by: ['mail.example.org'] }],
    ['signed by another, and by theirs', olga, { by: ['evil.example', 'example.org'] }],
    ['signed by the very domain, where DMARC is strict', strict, { by: ['strict.example'] }],
  ])('is believed: %s', async (_, from, given) => {
    const { told, words } = await write(await mail(from, 'recent fair', given))
    expect(told).toBe('recentSignatures')
    expect(words).toContain('Zebulon')
  })

  it.each<Given>([
    ['signed by nobody', olga, {}],
    ['signed by somebody else', olga, { by: ['evil.example'] }],
    ['signed by a domain that only looks alike', olga, { by: ['notexample.org'] }],
    ['signed by a neighbour, where DMARC is strict', strict, { by: ['mail.strict.example'] }],
    ['signed, while DMARC cannot be asked', away, { by: ['away.example'] }],
    ['with the word of a server that is not ours', olga, { headers: says(`${US}; ${ours}`) }],
  ])('is asked first: %s', async (_, from, given) => {
    const { told, words } = await write(await mail(from, 'recent fair', given))
    expect(told).toBe('askSender')
    expect(words).not.toMatch(/Zebulon|1 signature/)
  })

  it.each([
    ['ours says so', [`${US}; ${ours}; dmarc=pass header.from=example.org`]],
    ['no DMARC there', [`${US}; ${ours}; dmarc=none header.from=example.org`]],
    ['a header each', [`${US}; dmarc=pass header.from=example.org`, `${US}; ${ours}`]],
    [
      'with a version, comments, in upper case',
      [`(x) ${US.toUpperCase()} 1 (y; z); DKIM/1 = PASS (k) header.d = EXAMPLE.ORG`],
    ],
    ['folded', [`${US}\r\n\t1;\r\n dkim=pass (2048-bit key;\r\n unprotected)\r\n header.d=example.org`]],
    ['quoted', [`"${US}"; dkim=pass reason="fine; really" header.i="@example.org"`]],
    ['beneath that of another server', [`mx.evil.example; dkim=fail`, `${US}; ${ours}`]],
  ])('is believed by Authentication-Results: %s', async (_, results) => {
    const { told } = await write(await mail(olga, 'recent fair', { headers: says(...results) }), adapters[1])
    expect(told).toBe('recentSignatures')
  })

  it.each([
    ['DMARC fails', [`${US}; ${ours}; dmarc=fail header.from=example.org`]],
    ['DMARC fails in a header of its own', [`${US}; ${ours}`, `${US}; dmarc=fail header.from=example.org`]],
    ['DMARC was not found out', [`${US}; ${ours}; dmarc=temperror header.from=example.org`]],
    ['DMARC cannot be read', [`${US}; ${ours}; dmarc=permerror header.from=example.org`]],
    ['SPF only', [`${US}; spf=pass smtp.mailfrom=olga@example.org`]],
    [
      'DMARC by SPF only',
      [`${US}; spf=pass smtp.mailfrom=olga@example.org; dmarc=pass header.from=example.org`],
    ],
    ['DKIM fails', [`${US}; dkim=fail header.d=example.org`]],
    ['signed by somebody else', [`${US}; dkim=pass header.d=evil.example`]],
    ['signed by whom it does not say', [`${US}; dkim=pass`]],
    ['signed by two at once', [`${US}; dkim=pass header.d=evil.example header.d=example.org`]],
    ['another server says so', [`mx.evil.example; ${ours}`]],
    ['of a name that begins as ours', [`${US}.evil.example; ${ours}`]],
    ['of a name that ends as ours', [`evil-${US}; ${ours}`]],
    ['of a name that has ours in a comment', [`mx.evil.example (; ${US}); ${ours}`]],
    ['of a name that has ours in quotes', [`"mx.evil.example; ${US}"; ${ours}`]],
    ['no name at all', [ours]],
    ['what the sender put into a comment', [`${US}; spf=fail (helo=x; ${ours}) smtp.mailfrom=evil.example`]],
    ['what the sender put into quotes', [`${US}; spf=fail smtp.mailfrom="x; ${ours}; y"@evil.example`]],
    ['a quote that never ends', [`${US}; ${ours}; spf=fail smtp.mailfrom="x`]],
    ['a comment that never ends', [`${US}; ${ours}; spf=fail (x`]],
    ['ours says no, and a forged one below yes', [`${US}; dkim=none`, `${US}; ${ours}`]],
    ['ours says nothing, and a forged one below yes', [`${US}; none`, `${US}; ${ours}`]],
  ])('is asked first by Authentication-Results: %s', async (_, results) => {
    const { told } = await write(await mail(olga, 'recent fair', { headers: says(...results) }), adapters[1])
    expect(told).toBe('askSender')
  })

  it.each<[...Given, told: string]>([
    [
      'a name that looks like their mailbox',
      '"olga@example.org" <eve@evil.example>',
      { by: ['evil.example'] },
      'publicCount',
    ],
    [
      'the same, encoded',
      '=?utf-8?q?olga=40example.org?= <eve@evil.example>',
      { by: ['evil.example'] },
      'publicCount',
    ],
    [
      'a list that rewrites From',
      '"Olga via Makers" <makers@lists.example>',
      { by: ['lists.example'] },
      'publicCount',
    ],
    [
      'a list that says it is one',
      '"Olga via Makers" <makers@lists.example>',
      { by: ['lists.example'], headers: ['List-Id: <makers.lists.example>'] },
      '',
    ],
    ['two mailboxes', `${olga}, Eve <eve@evil.example>`, { by: ['example.org'] }, ''],
    ['two mailboxes, theirs second', `Eve <eve@evil.example>, ${olga}`, { by: ['evil.example'] }, ''],
    [
      'a mailbox where the name should be',
      'olga@example.org <eve@evil.example>',
      { by: ['evil.example'] },
      'publicCount',
    ],
    ['From twice', olga, { by: ['evil.example'], headers: ['From: Eve <eve@evil.example>'] }, ''],
  ])('cannot be impersonated: %s', async (_, from, given, told) => {
    const answered = await write(await mail(from, 'stats fair', given))
    expect(answered.told).toBe(told)
    expect(answered.words).not.toContain('Zebulon')
  })

  it('gets one question a day if somebody writes in their name', async () => {
    expect((await write(await mail(olga, 'count fair'))).told).toBe('askSender')
    await rows(t, `update delivery set created_at = now() where kind = 'askSender'`)
    await sendBySmtp(adapters[0]?.port() ?? 0, {
      from: 'x@evil.example',
      to: 'sign+fair@undersigned.example',
      raw: await mail(olga, 'export fair'),
    })
    expect(await t.flush()).toEqual([])
  })

  it('sees where an organisation’s email came from and approves it; the organisation is then listed with its representative', async () => {
    const asked = async (mailbox: string, organisation: string, by: string[]) => {
      const text = `On behalf of ${organisation}, Eve Moss, director`
      const { replies } = await write(await mail(mailbox, text, { by }))
      await t.core.confirm(tokenIn(replies[0]))
      await t.flush()
    }
    await asked('eve@tinypublishers.example', 'the Society of Tiny Publishers', ['tinypublishers.example'])
    await asked('moss@free.example', 'the Society of Huge Publishers', ['evil.example'])
    expect(await t.core.signatories('fair', { kind: 'organisation', limit: 9 })).toMatchObject({
      signatories: [],
    })
    const { words } = await write(await mail(olga, 'approve fair', { by: ['example.org'] }))
    const said = words.replace(/\s+/g, ' ')
    expect(said).toMatch(
      /2 · Society of Tiny Publishers.*confirmed from a mailbox at tinypublishers\.example/,
    )
    expect(said).toMatch(/3 · Society of Huge Publishers.*confirmed from a mailbox at free\.example/)
    await write(await mail(olga, 'approve fair 2', { by: ['example.org'] }))
    const listed = await t.core.signatories('fair', { kind: 'organisation', limit: 9 })
    expect(listed?.signatories).toMatchObject([
      { number: 2, organisation: 'Society of Tiny Publishers', name: 'Eve Moss', occupation: 'director' },
    ])
  })
})
