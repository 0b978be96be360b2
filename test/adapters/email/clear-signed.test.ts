import { describe, expect, it } from 'vitest'
import { withoutClearSigning } from '../../../src/adapters/email/read/clear-signed.ts'
import { readNewText } from '../../../src/adapters/email/read/visible-text.ts'
import { readWholeText } from '../../../src/adapters/email/read/whole-text.ts'

const signed = (text: string, headers = 'Hash: SHA512\n') =>
  `-----BEGIN PGP SIGNED MESSAGE-----\n${headers}\n${text}\n-----BEGIN PGP SIGNATURE-----\nVersion: GnuPG v2\nComment: Using GnuPG\n\niQEzBAEBCgAdFiEE\n=abcd\n-----END PGP SIGNATURE-----\n`

describe('a text signed in place', () => {
  it.each([
    ['a yes', signed('Yes, I confirm.'), 'Yes, I confirm.'],
    ['without headers', signed('Yes', ''), 'Yes'],
    ['two headers', signed('Yes', 'Hash: SHA256\nCharset: utf-8\n'), 'Yes'],
    ['dash escapes', signed('- -----\n- - not a list'), '-----\n- not a list'],
    ['a refusal', signed('No. I never asked for this.'), 'No. I never asked for this.'],
    [
      'words above and beneath',
      `Hello\n\n${signed('Yes')}\nBut not my name`,
      'Hello\n\nYes\n\nBut not my name',
    ],
    [
      'a line that looks like a header',
      signed('Hash: the word for a mixture'),
      'Hash: the word for a mixture',
    ],
    ['a signature that is never closed', signed('Yes').replace(/-----END.*\n/, ''), 'Yes'],
    ['words in a signature', signed('Yes').replace('=abcd', 'No, do not sign me'), 'Yes\nNo, do not sign me'],
  ])('is read as its text: %s', (_what, text, wanted) => {
    const [whole = ''] = readWholeText({ text }, [], false).texts
    const lines = withoutClearSigning(text.split('\n')).join('\n')
    expect(lines.replace(/\n{2,}/g, '\n\n').trim()).toBe(wanted)
    expect(whole).not.toMatch(/PGP|SHA|GnuPG|iQEz/)
  })

  it('keeps its signature block', () => {
    const text = signed('I sign this statement.\n\n- -- \nMira Okafor\nillustrator')
    expect(readNewText({ text }).text).toBe('I sign this statement.')
    expect(readWholeText({ text }, [], false).texts).toEqual([
      'I sign this statement.\n\n-- \nMira Okafor\nillustrator',
    ])
  })

  it('does not include encrypted text, which stays as it is', () => {
    const text = '-----BEGIN PGP MESSAGE-----\n\nhQEMA\n=abcd\n-----END PGP MESSAGE-----'
    expect(readWholeText({ text }, [], false).texts).toEqual([text])
  })
})
