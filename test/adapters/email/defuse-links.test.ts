import { simpleParser } from 'mailparser'
import { describe, expect, test } from 'vitest'
import { composeMail } from '../../../src/adapters/email/send/compose-mail.ts'
import { defuseLinks } from '../../../src/adapters/email/send/defuse-links.ts'
import { processorMs } from '../../support/processor-ms.ts'
import { confirmUrl, deliveryTo, options, pageUrl, parse, replyOf } from './composed-email.ts'

describe('what a signer typed', () => {
  const traps = [
    'evil.com',
    'www.evil.com',
    'http://evil.com/x?y',
    'HTTPS://EVIL.COM',
    'x@evil.com',
    'see evil.co.uk/win!',
    '//evil.com',
    'mailto:x@evil.com',
    'http://1.2.3.4/x',
    'a.evil.com.',
  ]
  // mailparser links plain text as mail programs do, with linkify-it.
  const linked = async (text: string) =>
    (await simpleParser(Buffer.from(`Content-Type: text/plain; charset=utf-8\r\n\r\n${text}\r\n`)))
      .textAsHtml ?? ''

  test.each(traps)('%s would be linked, but not as we write it', async trap => {
    expect(await linked(trap)).toContain('<a ')
    expect(await linked(defuseLinks(trap, 'undersigned.example'))).not.toContain('<a ')
  })

  test('reads as they typed it', () => {
    for (const trap of traps) expect(defuseLinks(trap, 'u.example').replaceAll('\u2060', '')).toBe(trap)
  })

  test('keeps names, numbers and our own address as they are', () => {
    for (const text of ['J.R.R. Tolkien', 'Dr. Ada', '4.213', 'Ada, M.A.', 'A…b', 'sign+demo@u.example'])
      expect(defuseLinks(text, 'u.example')).toBe(text)
    expect(defuseLinks('x@evilu.example', 'u.example')).toContain('\u2060')
  })

  test('is nowhere a link in the email', async () => {
    const mail = await composeMail(
      deliveryTo('ada@example.org', { reply: replyOf('Ada, http://evil.com or evil.com') }),
      options,
    )
    const { text, html } = await parse(mail.raw)
    expect(await linked(text)).not.toMatch(/href="[^"]*evil/)
    expect(await linked(text)).toContain(`href="${confirmUrl}"`)
    expect([...html.matchAll(/href="([^"]*)"/g)].map(match => match[1])).toEqual([
      confirmUrl,
      confirmUrl,
      pageUrl,
    ])
  })

  test('is defused quickly, even a hundred thousand characters', () => {
    for (const sign of ['.', '@', ':', '\\', 'a.', 'www.']) {
      const text = sign.repeat(100_000)
      expect(
        processorMs(() => defuseLinks(text, 'u.example')),
        sign,
      ).toBeLessThan(1_000)
    }
  })
})
