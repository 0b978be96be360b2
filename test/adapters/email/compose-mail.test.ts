import { describe, expect, test } from 'vitest'
import { toPlace } from '../../../src/adapters/email/place.ts'
import { type ComposedMail, composeMail } from '../../../src/adapters/email/send/compose-mail.ts'
import { type Delivery, PermanentFailure } from '../../../src/core/channel.ts'
import { deliveryTo, headersOf, id, options, replyOf, token } from './composed-email.ts'
import { hostileRecipients } from './hostile-recipients.ts'

async function outcome(delivery: Delivery): Promise<ComposedMail | string> {
  try {
    return await composeMail(delivery, options)
  } catch (error) {
    if (error instanceof PermanentFailure) return error.code
    throw error
  }
}

describe('a composed email', () => {
  test('has the same bytes at every try, and other bytes for another delivery', async () => {
    const first = await composeMail(deliveryTo('ada@example.org'), options)
    const again = await composeMail(structuredClone(deliveryTo('ada@example.org')), options)
    const other = await composeMail(
      deliveryTo('ada@example.org', { id: '0190a0b0-0000-7000-8000-000000000002' }),
      options,
    )
    expect(again.raw.equals(first.raw)).toBe(true)
    expect(other.raw.equals(first.raw)).toBe(false)
  })

  test('has the headers of an automatic reply, and none of a list', async () => {
    const headers = headersOf(await composeMail(deliveryTo('ada@example.org', {}, 'Ada Lovelace'), options))
    for (const header of [
      'From: Undersigned <sign@undersigned.example>',
      'To: Ada Lovelace <ada@example.org>',
      `Reply-To: sign+confirm-${token}@undersigned.example`,
      `Message-ID: <${id}@undersigned.example>`,
      'Date: Mon, 23 Nov 2026 09:00:00 +0000',
      'In-Reply-To: <a@example.org>',
      'References: <a@example.org>',
      'Subject: Ada, please confirm your signature',
      'Auto-Submitted: auto-replied',
      'X-Auto-Response-Suppress: All',
      'Content-Language: en',
    ])
      expect(headers).toContain(header)
    expect(headers.filter(header => /^(list-|precedence|bcc|cc|sender)/i.test(header))).toEqual([])
    const names = headers.map(header => header.split(':', 1)[0]?.toLowerCase())
    expect(new Set(names).size).toBe(names.length)
  })

  test('names the address for a plain reply, for each kind of answer', async () => {
    const replyTo = async (answerTo: Delivery['answerTo']) =>
      headersOf(await composeMail(deliveryTo('ada@example.org', { answerTo }), options)).find(header =>
        header.startsWith('Reply-To:'),
      )
    expect(await replyTo({ kind: 'manage', token })).toBe(
      `Reply-To: sign+manage-${token}@undersigned.example`,
    )
    expect(await replyTo({ kind: 'petition', slug: 'fair-training' })).toBe(
      'Reply-To: sign+fair-training@undersigned.example',
    )
    expect(await replyTo({ kind: 'service' })).toBe('Reply-To: sign@undersigned.example')
  })

  test('goes to one mailbox, and its bounce names the delivery', async () => {
    const { envelope } = await composeMail(deliveryTo('ada@example.org'), options)
    expect(envelope).toEqual({ from: `sign+bounce-${id}@undersigned.example`, to: 'ada@example.org' })
  })

  test('writes an international domain in ASCII, and says whether SMTPUTF8 is needed', async () => {
    const idn = await composeMail(deliveryTo('ada@bücher.example'), options)
    expect(idn.envelope.to).toBe('ada@xn--bcher-kva.example')
    expect(idn.needsSmtpUtf8).toBe(false)
    const local = await composeMail(deliveryTo('adá@example.org'), options)
    expect(local.envelope.to).toBe('adá@example.org')
    expect(local.needsSmtpUtf8).toBe(true)
  })

  test('takes a mailbox on localhost only in trial mode', async () => {
    expect(await outcome(deliveryTo('ada@localhost'))).toBe('bad-mailbox')
    const trial = await composeMail(deliveryTo('ada@localhost'), {
      address: 'sign@localhost',
      allowLocalhost: true,
    })
    expect(trial.envelope).toEqual({ from: `sign+bounce-${id}@localhost`, to: 'ada@localhost' })
  })

  test('leaves out a display name that is not a name', async () => {
    const to = async (name: string) =>
      headersOf(await composeMail(deliveryTo('ada@example.org', {}, name), options)).find(header =>
        header.startsWith('To:'),
      )
    expect(await to('O’Neil, "Bob" (the) Builder')).toMatch(/^To: .+ <ada@example\.org>$/)
    for (const name of [
      'Visit http://evil.example now',
      'evil.example',
      'victim@bank.example',
      'x'.repeat(500),
      'a\r\nBcc: <evil@evil.example>',
      '<evil@evil.example>, x',
    ])
      expect(await to(name)).toBe('To: ada@example.org')
  })

  test('keeps a thread of strangers’ ids short, and reads them strictly', async () => {
    const ids = Array.from({ length: 20 }, (_, index) => `<${index}@example.org>`)
    const place = toPlace({
      to: { address: 'ada@example.org' },
      inReplyTo: '<a@b>\r\nBcc: <evil@evil.example>',
      references: [...ids, '<x y@z>', 'none', `<${'l'.repeat(999)}@z>`, '<a@b>\r\nX: y'],
      subject: 'a\r\nBcc: evil@evil.example',
    })
    const mail = await composeMail(deliveryTo('ada@example.org', { place }), options)
    const headers = headersOf(mail)
    expect(headers.find(header => header.startsWith('References:'))).toBe(
      `References: ${[ids[0], ...ids.slice(-9)].join(' ')}`,
    )
    expect(headers.some(header => /^(in-reply-to|bcc|x):/i.test(header))).toBe(false)
    // Every email of ours says so, even if the id of the answered one was dropped.
    expect(headers).toContain('Auto-Submitted: auto-replied')
    expect(mail.raw.toString()).not.toContain('evil')
  })

  test('writes any subject as one header', async () => {
    const reply = { ...replyOf(), subject: 'A\r\nBcc: evil@evil.example\u2028\u0000é' }
    const headers = headersOf(await composeMail(deliveryTo('ada@example.org', { reply }), options))
    expect(headers.some(header => /^bcc:/i.test(header))).toBe(false)
  })

  test('refuses for good a place that we did not make', async () => {
    for (const place of [null, 'x', {}, { to: 'ada@example.org' }])
      expect(await outcome(deliveryTo('x', { place }))).toBe('bad-place')
  })
})

describe('hostile recipients', () => {
  test.each(hostileRecipients)('sends %j one email or none', async address => {
    const result = await outcome(deliveryTo(address))
    if (typeof result === 'string') return expect(result).toBe('bad-mailbox')
    expect(result.envelope.to.toLowerCase()).toBe(address.toLowerCase())
    expect(result.raw.toString()).not.toMatch(/^bcc:/im)
  })

  test('quotes a local part with dots in odd places', async () => {
    const mail = await composeMail(deliveryTo('mira..x@docomo.example'), options)
    expect(mail.envelope.to).toBe('"mira..x"@docomo.example')
    expect(headersOf(mail)).toContain('To: <"mira..x"@docomo.example>')
  })

  test('sends to ordinary mailboxes', async () => {
    for (const address of [
      'ada@example.org',
      "o'neil+tag@sub.example.co.uk",
      'a_b-c@example.org',
      'ADA@example.org',
      '123@example.org',
      'x{y}#$&*=^`|~@example.org',
    ])
      expect(await outcome(deliveryTo(address)), address).toMatchObject({ envelope: { to: address } })
  })
})
