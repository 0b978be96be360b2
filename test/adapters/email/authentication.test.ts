import type { DNSResolver } from 'mailauth'
import { describe, expect, it } from 'vitest'
import { authenticate } from '../../../src/adapters/email/proof/authentication.ts'
import { toProof } from '../../../src/adapters/email/proof/evidence.ts'
import { readMail } from '../../../src/adapters/email/read/read-mail.ts'
import { awaitedProcessorMs } from '../../support/processor-ms.ts'
import { ask, dns, FROM_AWAY, FROM_HOME, keyRecord, MAIL, NOTHING, sign, US } from './ask-authentication.ts'

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
    const resolver = dns({ [`TXT ${by}`]: [['v=spf1 +all']], [`TXT s1._domainkey.${by}`]: [[keyRecord]] })
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
    // Without the cap it would wait for ever.
    expect(await ask(await sign(MAIL), { resolver: hangs, cap: 100 }, FROM_HOME)).toEqual({
      direct: false,
      written: false,
    })
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

  it('proves nothing for an email of more than a megabyte, and is not looked at', async () => {
    const large = await sign(`${MAIL}${`${'x'.repeat(98)}\r\n`.repeat(90_000)}`)
    expect((await ask(large)).written).toBe(false)
    const resolver = dns()
    expect((await ask(large, { resolver }, FROM_HOME)).direct).toBe(true)
    expect(resolver.asked.filter(name => name.includes('_domainkey'))).toEqual([])
  })
})
