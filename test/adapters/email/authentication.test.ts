import { generateKeyPairSync } from 'node:crypto'
import { type DNSResolver, dkimSign } from 'mailauth'
import { describe, expect, it } from 'vitest'
import { type AuthenticationConfig, authenticate } from '../../../src/adapters/email/proof/authentication.ts'
import { readAuthenticationResults } from '../../../src/adapters/email/proof/authentication-results.ts'
import { toProof } from '../../../src/adapters/email/proof/evidence.ts'
import { readMail } from '../../../src/adapters/email/read/read-mail.ts'
import { awaitedProcessorMs } from '../../support/processor-ms.ts'

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'der' },
})

/** A DNS with these records only. */
function dns(more: Record<string, string[][]> = {}): DNSResolver & { asked: string[] } {
  const records: Record<string, string[][]> = {
    'TXT s1._domainkey.example.org': [[`v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`]],
    'TXT s1._domainkey.evil.example': [[`v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`]],
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

const MAIL = [
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

async function sign(mail: string, domain = 'example.org', headerList?: string): Promise<string> {
  const key = { signingDomain: domain, selector: 's1', privateKey }
  const data = { ...key, ...(headerList === undefined ? {} : { headerList }) }
  // mailauth reads `signatureData`; its typings want the key beside it.
  const { signatures } = await dkimSign(mail, Object.assign(key, { signatureData: [data] }))
  return signatures + mail
}

async function ask(mail: string, config: Partial<AuthenticationConfig> = {}, more: object = {}) {
  const raw = Buffer.from(mail)
  const { signable } = await readMail(raw)
  return authenticate(
    { raw, signable, fromDomain: 'example.org', authenticationResults: [], ...more },
    { trust: 'none', resolver: dns(), ...config },
  )
}

const FROM_HOME = {
  listener: { remoteIp: '203.0.113.5', helo: 'mx.example.org', envelopeFrom: 'ada@example.org' },
}
const FROM_AWAY = { listener: { ...FROM_HOME.listener, remoteIp: '198.51.100.7' } }
const US = 'sign+demo@undersigned.example'
const NOTHING = { direct: false, written: false }

describe('authentication', () => {
  it('answers at once if there is no DNS to ask', async () => {
    const raw = Buffer.from(MAIL)
    const { signable } = await readMail(raw)
    const arrival = { raw, signable, fromDomain: 'example.org', authenticationResults: [] }
    expect(authenticate(arrival, { trust: 'none' })).toEqual(NOTHING)
  })

  it('believes a signature by the domain in From, and names the proved domain', async () => {
    const evidence = await ask(await sign(MAIL))
    expect(evidence).toEqual({
      direct: false,
      written: true,
      provedDomain: 'example.org',
      proved: 'signed',
    })
    expect(toProof(evidence, US, [US])).toEqual({
      authenticated: true,
      proved: true,
      provedDomain: 'example.org',
    })
  })

  it('does not believe an email without a signature, with a broken one, or with somebody else’s', async () => {
    const signed = await sign(MAIL)
    expect(await ask(MAIL)).toEqual(NOTHING)
    expect(await ask(signed.replace('composer', 'compiler'))).toEqual(NOTHING)
    expect(await ask(signed.replace('count me in', 'withdraw'))).toEqual(NOTHING)
    expect(await ask(await sign(MAIL, 'evil.example'))).toEqual(NOTHING)
    expect(
      await ask(await sign(MAIL), { resolver: dns({ 'TXT s1._domainkey.example.org': [['v=DKIM1; p=']] }) }),
    ).toEqual(NOTHING)
  })

  it('does not believe a signature that does not cover what we act on', async () => {
    expect((await ask(await sign(MAIL, 'example.org', 'from:to:date'))).written).toBe(false)
    expect((await ask(await sign(MAIL, 'example.org', 'from:subject:date'))).written).toBe(false)
    expect((await ask(await sign(MAIL, 'example.org', 'from:to:subject:date'))).written).toBe(true)
  })

  it('believes nothing if a header comes twice, because we might read the one that is not signed', async () => {
    const signed = await sign(MAIL)
    for (const header of [
      'From: Eve <eve@evil.example>',
      `To: ${US}`,
      'Subject: withdraw',
      'Content-Type: text/html',
    ]) {
      expect((await ask(`${header}\r\n${signed}`)).written, header).toBe(false)
    }
    expect((await ask(`X-Trace: 1\r\n${signed}`)).written).toBe(true)
  })

  it('does not count a signed email for an address that it was not written to', async () => {
    const evidence = await ask(await sign(MAIL))
    expect(toProof(evidence, 'sign+other@undersigned.example', [US])).toEqual({
      authenticated: false,
      proved: false,
    })
    expect(toProof(evidence, 'sign@undersigned.example', [])).toEqual({ authenticated: false, proved: false })
  })

  it('believes SPF if the sender connects to us and the envelope has the domain of From', async () => {
    const evidence = await ask(MAIL, {}, FROM_HOME)
    expect(evidence).toEqual({ direct: true, written: false })
    expect(toProof(evidence, 'sign@undersigned.example', [])).toEqual({ authenticated: true, proved: false })
    expect((await ask(MAIL, {}, FROM_AWAY)).direct).toBe(false)
    const other = { listener: { ...FROM_AWAY.listener, envelopeFrom: 'eve@evil.example' } }
    expect((await ask(MAIL, {}, other)).direct).toBe(false)
    // HELO stands in for an empty envelope sender (RFC 7208 2.4); the IP address must still be theirs.
    const bounce = { ...FROM_HOME.listener, envelopeFrom: '', helo: 'example.org' }
    expect((await ask(MAIL, {}, { listener: bounce })).direct).toBe(true)
    expect((await ask(MAIL, {}, { listener: { ...bounce, remoteIp: '198.51.100.7' } })).direct).toBe(false)
  })

  it.each([
    ['github.io', 'evil.github.io'],
    ['ada.github.io', 'github.io'],
    ['ada.github.io', 'evil.github.io'],
    ['blogspot.com', 'evil.blogspot.com'],
    ['co.uk', 'evil.co.uk'],
  ])('does not let a neighbour under a public suffix vouch: From %s, proved by %s', async (from, by) => {
    const mail = MAIL.replaceAll('example.org', from)
    const listener = { remoteIp: '203.0.113.5', helo: by, envelopeFrom: `eve@${by}` }
    const key = `v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`
    const resolver = dns({ [`TXT ${by}`]: [['v=spf1 +all']], [`TXT s1._domainkey.${by}`]: [[key]] })
    const signed = await sign(mail, by)
    expect(await ask(signed, { resolver }, { fromDomain: from, listener })).toEqual(NOTHING)
    for (const result of [`dkim=pass header.d=${by}`, `spf=pass smtp.mailfrom=eve@${by}`]) {
      const arrival = { fromDomain: from, authenticationResults: [`mx.example; ${result}`] }
      expect(await ask(mail, { authservId: 'mx.example' }, arrival), result).toEqual(NOTHING)
    }
  })

  it.each([
    ['ada.github.io', 'mail.ada.github.io'],
    ['lists.example.org', 'example.org'],
    ['lists.example.org', 'mail.example.org'],
  ])('lets one domain of an organisation vouch for another: From %s, proved by %s', async (from, by) => {
    const arrival = { fromDomain: from, authenticationResults: [`mx.example; dkim=pass header.d=${by}`] }
    expect(await ask(MAIL, { authservId: 'mx.example' }, arrival)).toMatchObject({ proved: 'signed' })
  })

  it('does not ask SPF about a server of our own network', async () => {
    const resolver = dns()
    for (const remoteIp of ['127.0.0.1', '10.0.0.3', '192.168.1.1', '::1', 'fd00::1']) {
      await ask(MAIL, { resolver }, { listener: { ...FROM_HOME.listener, remoteIp } })
    }
    expect(resolver.asked).toEqual([])
  })

  it('with MAIL_TRUST=listener believes what comes through the listener, and no other email', async () => {
    const trust = 'listener' as const
    expect(await ask(MAIL, { trust }, FROM_AWAY)).toEqual({ direct: true, written: false, proved: 'vouched' })
    expect((await ask(MAIL, { trust })).direct).toBe(false)
    expect(await ask(await sign(MAIL), { trust }, FROM_AWAY)).toMatchObject({ provedDomain: 'example.org' })
  })

  it('asks no DNS in trial mode', async () => {
    const resolver = dns()
    const evidence = await ask(await sign(MAIL), { resolver, trust: 'listener', offline: true }, FROM_HOME)
    expect(evidence).toEqual({ direct: true, written: false, proved: 'vouched' })
    expect(toProof(evidence, US, [])).toEqual({ authenticated: true, proved: true })
    expect(resolver.asked).toEqual([])
  })

  it('waits for DNS no longer than the cap, asks nothing after it, and does not throw', async () => {
    const asked: string[] = []
    const hangs: DNSResolver = name => {
      asked.push(name)
      return new Promise(() => {})
    }
    const begun = performance.now()
    expect(await ask(await sign(MAIL), { resolver: hangs, cap: 100 }, FROM_HOME)).toEqual({
      direct: false,
      written: false,
    })
    expect(performance.now() - begun).toBeLessThan(10_000)
    expect(asked.length).toBeLessThan(5)
  })

  it('authenticates nothing if DNS fails', async () => {
    const fails: DNSResolver = async () => {
      throw Object.assign(new Error('no server'), { code: 'ESERVFAIL' })
    }
    expect(await ask(await sign(MAIL), { resolver: fails }, FROM_HOME)).toEqual({
      direct: false,
      written: false,
    })
  })

  it('proves nothing for an email without a single From', async () => {
    const evidence = await ask(await sign(MAIL), {}, { ...FROM_HOME, fromDomain: undefined })
    expect(evidence).toEqual({ direct: false, written: false })
  })

  it('proves nothing if mailauth reads another From than we do', async () => {
    expect(await ask(await sign(MAIL), {}, { fromDomain: 'evil.example' })).toEqual({
      direct: false,
      written: false,
    })
    const two = MAIL.replace(
      'From: Ada <ada@example.org>',
      'From: Ada <ada@example.org>, Eve <eve@evil.example>',
    )
    expect((await ask(await sign(two))).written).toBe(false)
  })

  it('is quick with an email made to be slow', async () => {
    const resolver = dns()
    const many = `DKIM-Signature: v=1; a=rsa-sha256; d=example.org; s=s1; h=from; bh=x; b=x\r\n`.repeat(1_000)
    const long = `DKIM-Signature: v=1; a=rsa-sha256; d=example.org; s=s1; h=${'x:'.repeat(50_000)}; bh=x; b=x\r\n`
    const blank = `${MAIL}${' \t'.repeat(2_000_000)}x\r\n`
    for (const mail of [many + MAIL, long + MAIL, 'X: y\r\n'.repeat(1_900) + MAIL, await sign(blank)]) {
      // A pattern that backtracks takes minutes.
      expect(await awaitedProcessorMs(() => ask(mail, { resolver }, FROM_HOME))).toBeLessThan(6_000)
    }
  })
})

describe('a signature', () => {
  const foreign = 'DKIM-Signature: v=1; a=rsa-sha256; d=list.example; s=s1; h=from; bh=x; b=x\r\n'

  it('is found among those of lists and forwarders', async () => {
    expect((await ask(foreign.repeat(7) + (await sign(MAIL)))).written).toBe(true)
  })

  it('is checked with at most two others of its domain', async () => {
    const own = foreign.replace('list.example', 'example.org')
    expect((await ask(own.repeat(2) + (await sign(MAIL)))).written).toBe(true)
    expect((await ask(own.repeat(3) + (await sign(MAIL)))).written).toBe(false)
  })

  it('proves nothing for an email of more than a megabyte, which takes no time', async () => {
    const large = await sign(`${MAIL}${`${'x'.repeat(98)}\r\n`.repeat(90_000)}`)
    expect((await ask(large)).written).toBe(false)
    expect((await ask(large, {}, FROM_HOME)).direct).toBe(true)
    expect(await awaitedProcessorMs(() => ask(large, {}, FROM_HOME))).toBeLessThan(300)
  })
})

describe('the mailbox of an organiser', () => {
  const ID = 'mx.undersigned.example'
  const provedBy = async (...given: Parameters<typeof ask>) => {
    const { authenticated, proved } = toProof(await ask(...given), US, [US])
    return { authenticated, proved }
  }
  const says = (...authenticationResults: string[]) =>
    provedBy(MAIL, { authservId: ID }, { authenticationResults })
  const proved = { authenticated: true, proved: true }
  const authenticatedOnly = { authenticated: true, proved: false }
  const nothing = { authenticated: false, proved: false }

  it('is proved by a signature of its domain if DMARC passes or does not exist', async () => {
    expect(await provedBy(await sign(MAIL))).toEqual(proved)
    expect(await provedBy(await sign(MAIL), { resolver: dns({ 'TXT _dmarc.example.org': [] }) })).toEqual(
      proved,
    )
  })

  it('is not proved by SPF alone, although DMARC passes by it', async () => {
    expect(await provedBy(MAIL, {}, FROM_HOME)).toEqual(authenticatedOnly)
    expect(await provedBy(await sign(MAIL, 'evil.example'), {}, FROM_HOME)).toEqual(authenticatedOnly)
    expect(await provedBy(await sign(MAIL, 'example.org', 'from:date'), {}, FROM_HOME)).toEqual(
      authenticatedOnly,
    )
  })

  it('is not proved by a signature of a neighbour if its DMARC is strict', async () => {
    const resolver = () =>
      dns({
        'TXT s1._domainkey.lists.example.org': [[`v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`]],
        'TXT _dmarc.example.org': [['v=DMARC1; p=reject; adkim=s']],
      })
    const signed = await sign(MAIL, 'lists.example.org')
    expect(await provedBy(signed, { resolver: resolver() })).toEqual(nothing)
    // The same if SPF makes DMARC pass.
    expect(await provedBy(signed, { resolver: resolver() }, FROM_HOME)).toEqual(authenticatedOnly)
    expect(await provedBy(await sign(MAIL), { resolver: resolver() })).toEqual(proved)
  })

  it('is not proved while its DMARC cannot be asked', async () => {
    const known = dns()
    const resolver: DNSResolver = async (name, type) => {
      if (name.startsWith('_dmarc.')) throw Object.assign(new Error('no server'), { code: 'ESERVFAIL' })
      return known(name, type)
    }
    expect(await provedBy(await sign(MAIL), { resolver })).toEqual(authenticatedOnly)
  })

  it('is not proved for an address of ours that the email does not name', async () => {
    const evidence = await ask(await sign(MAIL))
    expect(toProof(evidence, 'sign@undersigned.example', [US]).proved).toBe(false)
  })

  it('is proved if our server says that DKIM passed and not that DMARC failed', async () => {
    const dkim = 'dkim=pass header.d=example.org'
    expect(await says(`${ID}; ${dkim}`)).toEqual(proved)
    expect(await says(`${ID}; ${dkim}; dmarc=pass header.from=example.org`)).toEqual(proved)
    expect(await says(`${ID}; ${dkim}; dmarc=none header.from=example.org`)).toEqual(proved)
    expect(await says(`${ID}; ${dkim}; dmarc=fail header.from=example.org`)).toEqual(authenticatedOnly)
    expect(await says(`${ID}; ${dkim}`, `${ID}; dmarc=fail header.from=example.org`)).toEqual(
      authenticatedOnly,
    )
  })

  it('is not proved if our server knows only of SPF, or of DMARC that passed by SPF', async () => {
    const dmarc = 'dmarc=pass header.from=example.org'
    expect(await says(`${ID}; spf=pass smtp.mailfrom=ada@example.org`)).toEqual(authenticatedOnly)
    expect(await says(`${ID}; ${dmarc}`)).toEqual(authenticatedOnly)
    expect(await says(`${ID}; dkim=none; ${dmarc}`)).toEqual(authenticatedOnly)
    expect(await says(`${ID}; dkim=pass header.d=evil.example; ${dmarc}`)).toEqual(authenticatedOnly)
    // A lower header may be forged if the topmost says the opposite.
    expect(await says(`${ID}; dkim=none; ${dmarc}`, `${ID}; dkim=pass header.d=example.org`)).toEqual(
      authenticatedOnly,
    )
    expect(await says(`${ID}; spf=fail`, `${ID}; dkim=pass header.d=example.org`)).toEqual(nothing)
  })

  it('is proved if OpenDMARC and OpenDKIM write a header each', async () => {
    const dmarc = `${ID}; dmarc=pass (p=reject dis=none) header.from=example.org`
    expect(await says(dmarc, `${ID}; dkim=pass header.d=example.org`)).toEqual(proved)
    expect(await says(dmarc, `${ID}; dkim=pass header.d=evil.example`)).toEqual(authenticatedOnly)
    expect(await says(dmarc, 'mx.evil.example; dkim=pass header.d=example.org')).toEqual(authenticatedOnly)
  })

  it('is proved by MAIL_TRUST=listener only for what came through the listener', async () => {
    const trust = 'listener' as const
    expect(await provedBy(MAIL, { trust, offline: true }, FROM_AWAY)).toEqual(proved)
    expect(await provedBy(MAIL, { trust, offline: true })).toEqual(nothing)
  })
})

describe('Authentication-Results', () => {
  const config: Partial<AuthenticationConfig> = { authservId: 'mx.undersigned.example' }
  const results = (...authenticationResults: string[]) =>
    ask(MAIL, { ...config, resolver: dns() }, { authenticationResults })
  const ID = 'mx.undersigned.example'

  it('believes our server', async () => {
    expect(await results(`${ID}; dkim=pass (2048-bit key) header.d=example.org header.s=s1`)).toEqual({
      direct: false,
      written: true,
      provedDomain: 'example.org',
      proved: 'signed',
    })
    expect(await results(`${ID} 1; dmarc=pass (p=REJECT) header.from=example.org`)).toEqual({
      direct: false,
      written: true,
    })
    expect(await results(`${ID}; spf=pass smtp.mailfrom=ada@example.org`)).toEqual({
      direct: true,
      written: false,
    })
    expect(await results(`${ID.toUpperCase()};\tdkim=pass header.i=@example.org`)).toMatchObject({
      written: true,
    })
  })

  it('believes no other server, and proves nothing by a no of ours', async () => {
    for (const value of [
      'mx.evil.example; dkim=pass header.d=example.org',
      `${ID}.evil.example; dkim=pass header.d=example.org`,
      `${ID}; dkim=fail header.d=example.org`,
      `${ID}; dkim=pass header.d=evil.example`,
      `${ID}; dkim=pass header.d=org`,
      `${ID}; dkim=pass header.d=notexample.org`,
      `${ID}; dmarc=pass header.from=evil.example`,
      `${ID}; spf=pass smtp.mailfrom=ada@evil.example`,
      `${ID}; none`,
      `${ID}; dkim=pass`,
      `${ID}; dkim=pass header.d=evil.example header.d=example.org`,
    ]) {
      expect(await results(value), value).toEqual({ direct: false, written: false })
    }
  })

  it('counts the topmost header of our server only: a forged one below does not count', async () => {
    const forged = `${ID}; dkim=pass header.d=example.org; dmarc=pass header.from=example.org`
    expect(await results(`${ID}; dkim=none; dmarc=fail header.from=example.org`, forged)).toEqual({
      direct: false,
      written: false,
    })
    expect(await results('mx.elsewhere.example; dkim=fail', forged)).toMatchObject({ written: true })
  })

  it('reads nothing out of a quote or a comment, because the sender fills them', async () => {
    for (const value of [
      `${ID}; spf=fail smtp.mailfrom="x; dkim=pass header.d=example.org; y"@evil.example`,
      `${ID}; spf=fail (helo=x; dkim=pass header.d=example.org) smtp.mailfrom=evil.example`,
      `${ID}; spf=fail (a (b\\) ; dkim=pass header.d=example.org ; c)) smtp.mailfrom=evil.example`,
      `${ID}; spf=fail smtp.mailfrom="x ; dkim=pass header.d=example.org`,
      `${ID}; spf=fail smtp.helo=evil.example) ; dkim=pass header.d=example.org`,
    ]) {
      expect(await results(value), value).toEqual({ direct: false, written: false })
    }
  })

  it('asks no DNS if our server has spoken', async () => {
    const resolver = dns()
    await ask(await sign(MAIL), { ...config, resolver }, { authenticationResults: [`${ID}; dkim=fail`] })
    expect(resolver.asked).toEqual([])
    // Otherwise the signature is checked.
    expect((await ask(await sign(MAIL), { ...config, resolver })).written).toBe(true)
  })

  it('reads the properties of each result', () => {
    expect(
      readAuthenticationResults(['mx; dkim/1=PASS (c) header.d = "Example.ORG" header.b=aa; arc=none'], 'MX'),
    ).toEqual([
      [
        {
          method: 'dkim',
          result: 'pass',
          properties: new Map([
            ['header.d', 'Example.ORG'],
            ['header.b', 'aa'],
          ]),
        },
        { method: 'arc', result: 'none', properties: new Map() },
      ],
    ])
  })
})
