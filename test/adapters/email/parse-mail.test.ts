import { afterAll, describe, expect, it, vi } from 'vitest'
import { openMailParser } from '../../../src/adapters/email/read/parse-mail.ts'
import { readMail } from '../../../src/adapters/email/read/read-mail.ts'
import { awaitedProcessorMs } from '../../support/processor-ms.ts'

const reader = openMailParser()
afterAll(() => reader.close())

const raw = (...lines: string[]) => Buffer.from(lines.join('\r\n'))
const plain = raw(
  'From: Ada <ada@lovelace.example>',
  'To: sign+fair-training@p.example',
  'Subject: =?utf-8?Q?Caf=C3=A9?=',
  'Date: Tue, 3 Nov 2026 09:00:00 +0100 (CET)',
  'Message-ID: <m1@lovelace.example>',
  '',
  'I sign.',
  '',
)

describe('openMailParser', () => {
  it('reads a plain email', async () => {
    expect(await reader.parse(plain)).toEqual({
      from: { domain: 'lovelace.example', address: 'ada@lovelace.example', name: 'Ada', smtpUtf8: false },
      rewritten: false,
      fromCount: 1,
      to: ['sign+fair-training@p.example'],
      cc: [],
      deliveredTo: [],
      subject: 'Café',
      date: '2026-11-03T08:00:00.000Z',
      messageId: '<m1@lovelace.example>',
      inReplyTo: [],
      references: [],
      text: 'I sign.\n',
      visibleText: 'I sign.',
      block: '',
      whole: { texts: ['I sign.'], unread: false },
      signable: new Set(['from', 'to', 'subject', 'date', 'message-id']),
      authenticationResults: [],
    })
  })

  // RFC 5322 4.3: an unknown zone counts as -0000, and so does none.
  it.each([
    ['Tue, 3 Nov 2026 09:00:00', '2026-11-03T09:00:00.000Z'],
    ['Tue, 3 Nov 2026 09:00:00 CET', '2026-11-03T09:00:00.000Z'],
    ['Tue, 3 Nov 2026 09:00:00 A', '2026-11-03T09:00:00.000Z'],
    ['Tue Nov  3 09:00:00 2026', '2026-11-03T09:00:00.000Z'],
    ['2026-11-03T09:00:00', '2026-11-03T09:00:00.000Z'],
    ['3 Nov 2026', '2026-11-03T00:00:00.000Z'],
    ['Tue, 3 Nov 2026 09:00:00 EST', '2026-11-03T14:00:00.000Z'],
    ['Tue, 3 Nov 2026 09:00:00 GMT+0100', '2026-11-03T08:00:00.000Z'],
    ['Tue Nov  3 09:00:00 +0100 2026', '2026-11-03T08:00:00.000Z'],
    ['Tue Nov  3 09:00:00 UTC 2026', '2026-11-03T09:00:00.000Z'],
    ['2026-11-03T09:00:00Z', '2026-11-03T09:00:00.000Z'],
    ['yesterday', undefined],
  ])('reads the date "%s" the same way on every machine', async (date, expected) => {
    for (const zone of ['America/New_York', 'Asia/Tokyo', 'UTC']) {
      vi.stubEnv('TZ', zone)
      expect((await readMail(raw(`Date: ${date}`, '', ''))).date, zone).toBe(expected)
    }
    vi.unstubAllEnvs()
  })

  it('finds no signer in an email from two people or from nobody, whatever Sender says', async () => {
    const two = await reader.parse(
      raw('From: a@x.example, b@x.example', 'Sender: a@x.example', '', 'I sign.'),
    )
    expect(two.from).toBeUndefined()
    expect(two.fromCount).toBe(2)
    const twice = await reader.parse(raw('From: a@x.example', 'From: b@x.example', '', 'I sign.'))
    expect(twice.from).toBeUndefined()
    const none = await reader.parse(raw('Sender: a@x.example', '', 'I sign.'))
    expect(none.from).toBeUndefined()
    expect(none.fromCount).toBe(0)
  })

  it('never reads an attached message as the person’s text', async () => {
    const mail = await reader.parse(
      raw(
        'From: a@x.example',
        'Content-Type: multipart/mixed; boundary=b',
        '',
        '--b',
        '',
        'FYI',
        '--b',
        'Content-Type: message/rfc822',
        '',
        'From: bo@b.example',
        'Subject: x',
        '',
        'I sign.',
        '--b--',
        '',
      ),
    )
    expect(mail.text.trim()).toBe('FYI')
  })

  it('recognises an out-of-office note and a delivery report', async () => {
    const away = await reader.parse(
      raw(
        'From: a@x.example',
        'Subject: =?utf-8?B?UsOpcG9uc2UgYXV0b21hdGlxdWU=?=: x',
        'In-Reply-To: <m@p.example>',
        '',
        'En vacances',
      ),
    )
    expect(away.automatic).toBe('auto-reply')
    const report = await reader.parse(
      raw(
        'From: MAILER-DAEMON@mx.example',
        'To: sign+bounce-1@p.example',
        'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
        '',
        '--b',
        '',
        'Sorry.',
        '--b',
        'Content-Type: message/delivery-status',
        '',
        'Reporting-MTA: dns; mx.example',
        '',
        'Final-Recipient: rfc822; ada@lovelace.example',
        'Action: failed',
        'Status: 5.1.1',
        '',
        '--b',
        'Content-Type: message/rfc822',
        '',
        'Message-ID: <d1@p.example>',
        'From: sign@p.example',
        '',
        'x',
        '--b--',
        '',
      ),
    )
    expect(report.automatic).toBe('bounce')
    expect(report.bounce).toEqual({
      deliveryHint: '<d1@p.example>',
      permanence: 'hard',
    })
  })

  it('uses the envelope and our address', async () => {
    expect((await reader.parse(plain, { envelopeFrom: '' })).automatic).toBe('auto-reply')
    expect((await reader.parse(plain, { ownAddress: 'ada@lovelace.example' })).automatic).toBe('own')
  })

  it('keeps Authentication-Results in their order and decodes Latin-1', async () => {
    const head =
      'Authentication-Results: one;\r\n dkim=pass\r\nAuthentication-Results: two; spf=fail\r\nFrom: J\xfcrgen <j@x.example>\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\nGr\xfc\xdfe'
    const mail = await reader.parse(Buffer.from(head, 'latin1'))
    expect(mail.authenticationResults).toEqual(['one; dkim=pass', 'two; spf=fail'])
    expect(mail.from?.name).toBe('Jürgen')
    expect(mail.visibleText).toBe('Grüße')
  })

  it('reads an HTML email', async () => {
    const mail = await reader.parse(
      raw(
        'From: a@x.example',
        'Content-Type: text/html',
        '',
        '<p>I sign.</p><blockquote type="cite">old</blockquote>',
      ),
    )
    expect(mail.visibleText).toBe('I sign.')
    expect(mail.text).toContain('> old')
  })

  it('refuses too large an email, too many parts or too many headers, each with its kind', async () => {
    await expect(reader.parse(Buffer.alloc(11 * 1024 * 1024))).rejects.toMatchObject({ kind: 'too-large' })
    const parts = Array.from({ length: 500 }, () => '--b\r\n\r\nx').join('\r\n')
    await expect(
      reader.parse(raw('From: a@x.example', 'Content-Type: multipart/mixed; boundary=b', '', parts, '--b--')),
    ).rejects.toMatchObject({ kind: 'too-complex' })
    await expect(
      reader.parse(raw('From: a@x.example', `X-Long: ${'x'.repeat(400_000)}`, '', 'x')),
    ).rejects.toMatchObject({ kind: 'too-complex' })
    expect((await reader.parse(plain)).visibleText).toBe('I sign.')
  })

  it('reads an email whose attachment has a malformed type', async () => {
    const mail = await reader.parse(
      raw(
        'From: a@x.example',
        'Content-Type: multipart/mixed; boundary=b',
        '',
        '--b',
        '',
        'I sign.',
        '--b',
        'Content-Type: ;; name="a.zip"',
        'Content-Disposition: attachment',
        '',
        'x',
        '--b--',
        '',
      ),
    )
    expect(mail.visibleText).toBe('I sign.')
  })

  it('keeps no NUL and no lone surrogate', async () => {
    const mail = await reader.parse(raw('From: a@x.example', 'Subject: a\0b', '', 'I\0 sign.'))
    expect(JSON.stringify(mail)).not.toContain('\\u0000')
  })

  it('rejects open requests when it closes', async () => {
    const pool = openMailParser()
    const waiting = pool.parse(plain).catch((error: { kind: string }) => error.kind)
    await pool.close()
    expect(await waiting).toBe('closed')
    await expect(pool.parse(plain)).rejects.toMatchObject({ kind: 'closed' })
  })

  it('takes a few milliseconds for a usual email', async () => {
    for (let count = 0; count < 20; count += 1) await readMail(plain)
    const ms = await awaitedProcessorMs(async () => {
      for (let count = 0; count < 50; count += 1) await readMail(plain)
    })
    expect(ms / 50).toBeLessThan(20)
  })
})
