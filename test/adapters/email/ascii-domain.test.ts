import { domainToASCII } from 'node:url'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { asciiDomain } from '../../../src/adapters/email/headers/ascii-domain.ts'

const labels = fc.oneof(
  fc.stringMatching(/^[a-zA-Z0-9-]{1,12}$/),
  fc.stringMatching(/^(?:xn--|XN--|0x|-)?[a-f0-9-]{0,5}$/),
  fc.string({ unit: 'grapheme', maxLength: 4 }),
)

it('writes every domain as IDNA writes it', () => {
  fc.assert(
    fc.property(fc.array(labels, { minLength: 1, maxLength: 4 }), labels => {
      const domain = labels.join('.')
      expect(asciiDomain(domain)).toBe(domainToASCII(domain).toLowerCase())
    }),
    { numRuns: 5_000 },
  )
})

it.each(['xn--zz.example', 'a.0x7f', 'a.7', 'K.example', 'ß.example', ''])('asks IDNA about %j', domain =>
  expect(asciiDomain(domain)).toBe(domainToASCII(domain).toLowerCase()),
)
