import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type OurAddress, readOurAddress, writeOurAddress } from '../../../src/adapters/email/our-address.ts'

const OURS = 'sign@undersigned.example'
const TOKEN = 'abcdefghijklmnopqrstuvwxyz234567'
const DELIVERY = '0192f0c1-7a1b-7c3d-8e4f-001122334455'

describe('an address of ours', () => {
  it('is the service, a petition, a token or a bounce', () => {
    expect(readOurAddress('sign@undersigned.example', OURS)).toEqual({ kind: 'sign' })
    expect(readOurAddress('sign+fair-training@undersigned.example', OURS)).toEqual({
      kind: 'petition',
      slug: 'fair-training',
    })
    expect(readOurAddress(`sign+confirm-${TOKEN}@undersigned.example`, OURS)).toEqual({
      kind: 'confirm',
      token: TOKEN,
    })
    expect(readOurAddress(`sign+manage-${TOKEN}@undersigned.example`, OURS)).toEqual({
      kind: 'manage',
      token: TOKEN,
    })
    expect(readOurAddress(`sign+bounce-${DELIVERY}@undersigned.example`, OURS)).toEqual({
      kind: 'bounce',
      deliveryId: DELIVERY,
    })
  })

  it('is the same in upper and lower case, because some servers change it', () => {
    expect(readOurAddress(`SIGN+CONFIRM-${TOKEN.toUpperCase()}@Undersigned.EXAMPLE`, OURS)).toEqual({
      kind: 'confirm',
      token: TOKEN,
    })
    expect(readOurAddress('Sign+Fair-Training@undersigned.example', OURS)).toEqual({
      kind: 'petition',
      slug: 'fair-training',
    })
  })

  it('may have any local part and domain, even a plus or an international domain', () => {
    expect(readOurAddress('me+sign+demo@gmail.example', 'me+sign@gmail.example')).toEqual({
      kind: 'petition',
      slug: 'demo',
    })
    expect(readOurAddress('me+demo@gmail.example', 'me+sign@gmail.example')).toBeUndefined()
    expect(readOurAddress('sign@xn--bcher-kva.example', 'sign@bücher.example')).toEqual({ kind: 'sign' })
    expect(readOurAddress('sign+demo@localhost', 'sign@localhost')).toEqual({
      kind: 'petition',
      slug: 'demo',
    })
  })

  it('of an email of doctor has a whole token; with less it is a slug like any other', () => {
    const address = `sign+doctor-${TOKEN}@undersigned.example`
    expect(readOurAddress(address, OURS)).toEqual({ kind: 'doctor', token: TOKEN })
    expect(writeOurAddress({ kind: 'doctor', token: TOKEN }, OURS)).toBe(address)
    expect(readOurAddress('sign+doctor-abc@undersigned.example', OURS)).toEqual({
      kind: 'petition',
      slug: 'doctor-abc',
    })
  })

  it('has our domain, our name and a valid tag', () => {
    for (const address of [
      'ada@undersigned.example',
      'sign@undersigned.example.evil.example',
      'sign@evil.example',
      'resign@undersigned.example',
      'sign+@undersigned.example',
      'sign+-x@undersigned.example',
      'sign+a b@undersigned.example',
      'sign+a"@undersigned.example',
      'sign+a\r\nRCPT TO:<x@y>@undersigned.example',
      'sign+../etc@undersigned.example',
      'sign+ſlug@undersigned.example',
      '@undersigned.example',
      'sign',
      '',
      `sign+${'a'.repeat(400)}@undersigned.example`,
    ]) {
      expect(readOurAddress(address, OURS), JSON.stringify(address)).toBeUndefined()
    }
  })

  it('never has a token of the wrong length or alphabet, at most a slug', () => {
    expect(readOurAddress(`sign+confirm-${TOKEN}a@undersigned.example`, OURS)?.kind).toBe('petition')
    expect(readOurAddress(`sign+confirm-${'1'.repeat(32)}@undersigned.example`, OURS)?.kind).toBe('petition')
    expect(readOurAddress('sign+bounce-12@undersigned.example', OURS)?.kind).toBe('petition')
  })

  it('reads as it was written', () => {
    const letter = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz234567')
    const token = fc.string({ unit: letter, minLength: 32, maxLength: 32 })
    const address: fc.Arbitrary<OurAddress> = fc.oneof(
      fc.constant<OurAddress>({ kind: 'sign' }),
      fc
        .string({ unit: letter, minLength: 1, maxLength: 20 })
        .map((slug): OurAddress => ({ kind: 'petition', slug })),
      token.map((token): OurAddress => ({ kind: 'confirm', token })),
      token.map((token): OurAddress => ({ kind: 'manage', token })),
      fc.uuid().map((deliveryId): OurAddress => ({ kind: 'bounce', deliveryId })),
    )
    fc.assert(
      fc.property(address, what => {
        const written = writeOurAddress(what, OURS)
        expect(written.indexOf('@')).toBeLessThanOrEqual(64)
        expect(readOurAddress(written, OURS)).toEqual(what)
      }),
    )
  })
})
