import fc from 'fast-check'
import { simpleParser } from 'mailparser'
import MailComposer from 'nodemailer/lib/mail-composer'
import { describe, expect, it } from 'vitest'
import { columns } from '../../../src/adapters/email/send/wrap-text.ts'
import { writeHeaders } from '../../../src/adapters/email/send/write-headers.ts'
import { writeMime } from '../../../src/adapters/email/send/write-mime.ts'

const fields = {
  headers: { 'Auto-Submitted': 'auto-replied', 'Content-Language': 'fr' },
  from: { name: 'Undersigned', address: 'sign@undersigned.example' },
  to: { name: 'Zoé Lovelace', address: 'zoe@example.org' },
  replyTo: { name: '', address: 'sign+confirm@undersigned.example' },
  subject: 'Zoé, please confirm your signature of “Fair training”, which is a long title that is folded',
  messageId: '<1@undersigned.example>',
  date: new Date('2026-11-29T10:00:00Z'),
}
const write = (text: string, html: string) => writeMime(writeHeaders(fields), '--boundary', { text, html })

/** Lines of all that a sentence or a name may hold, ends that must not be lost, and words without an end. */
const line = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }).map(text => text.replace(/[\r\n\0]/g, '').toWellFormed()),
  fc.string({ unit: fc.constantFrom('a', ' ', '=', 'é', '“', '名', '👍', '.', '\t', '-'), maxLength: 300 }),
)
const content = fc.array(line, { minLength: 1, maxLength: 6 }).map(lines => `${lines.join('\n')}\n`)

describe('an email that is written in one go', () => {
  it('arrives as it was written, in lines that any server takes', async () => {
    await fc.assert(
      fc.asyncProperty(content, content, async (text, html) => {
        const raw = write(text, html)
        expect(raw.toString('latin1')).toMatch(/^[\t\r\n\x20-\x7f]*$/)
        for (const each of raw.toString('latin1').split('\r\n')) expect(each.length).toBeLessThanOrEqual(76)
        const parsed = await simpleParser(raw, { skipHtmlToText: true, skipTextToHtml: true })
        expect([parsed.text, parsed.html]).toEqual([text, html])
      }),
      { numRuns: 100 },
    )
  })

  it('has the headers and parts that nodemailer itself would write', async () => {
    const name = fc.oneof(fc.constant(''), fc.string({ unit: 'grapheme', maxLength: 80 }))
    const id = fc.stringMatching(/^<[!-;=?-~]{1,120}>$/)
    const parts = { text: 'Zoé,\n\nconfirm. =\n', html: '<p>Zoé</p>\n' }
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          name,
          address: fc.constantFrom(
            'zoe@example.org',
            '"a..b"@example.org',
            'zoé@exämple.org',
            `${'a'.repeat(64)}@b.example`,
          ),
          subject: name.map(text => `S${text}`),
          messageId: id,
          inReplyTo: fc.option(id, { nil: undefined }),
          references: fc.option(fc.array(id, { minLength: 1, maxLength: 10 }), { nil: undefined }),
        }),
        async ({ name, address, subject, messageId, inReplyTo, references }) => {
          const said = {
            ...fields,
            to: { name, address },
            ...{ subject, messageId },
            ...(inReplyTo !== undefined && { inReplyTo }),
            ...(references !== undefined && { references }),
          }
          const theirs = new MailComposer({
            ...structuredClone(said),
            ...parts,
            baseBoundary: 'x',
            newline: 'windows',
          }).compile()
          const ours = writeMime(writeHeaders(said), '--_NmP-x-Part_1', parts)
          expect(ours.toString()).toBe((await theirs.build()).toString())
        },
      ),
      { numRuns: 100 },
    )
  })
})

it('counts as many columns without segmenting as with it', () => {
  const wrong: string[] = []
  for (let code = 0x20; code < 0x3000; code++) {
    const text = `ab${String.fromCharCode(code)}cd`
    // A text with a Chinese letter is always segmented.
    if (columns(text) !== columns(`名${text}`) - columns('名')) wrong.push(code.toString(16))
  }
  expect(wrong).toEqual([])
})
