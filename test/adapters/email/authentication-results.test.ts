import { describe, expect, it } from 'vitest'
import type { AuthenticationConfig } from '../../../src/adapters/email/proof/authentication.ts'
import { readAuthenticationResults } from '../../../src/adapters/email/proof/authentication-results.ts'
import { ask, dns, MAIL, sign } from './ask-authentication.ts'

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
