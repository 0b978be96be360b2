import type { DNSResolver } from 'mailauth'
import { describe, expect, it } from 'vitest'
import { toProof } from '../../../src/adapters/email/proof/evidence.ts'
import { ask, dns, FROM_AWAY, FROM_HOME, keyRecord, MAIL, sign, US } from './ask-authentication.ts'

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
        'TXT s1._domainkey.lists.example.org': [[keyRecord]],
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
