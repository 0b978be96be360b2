import { spawnSync } from 'node:child_process'
import { simpleParser } from 'mailparser'
import { describe, expect, test } from 'vitest'
import { toPlace } from '../../../src/adapters/email/place.ts'
import { type ComposedMail, composeMail } from '../../../src/adapters/email/send/compose-mail.ts'
import { defuseLinks } from '../../../src/adapters/email/send/defuse-links.ts'
import { layOutMail } from '../../../src/adapters/email/send/mail-layout.ts'
import { columns, wrapText } from '../../../src/adapters/email/send/wrap-text.ts'
import { contrast } from '../../../src/core/accent.ts'
import { type Delivery, type Language, PermanentFailure, type Reply } from '../../../src/core/channel.ts'
import { statement } from '../../../src/core/texts/blocks.ts'
import { textsOf } from '../../../src/core/texts/texts.ts'
import { processorMs } from '../../support/processor-ms.ts'
import { hostileRecipients } from './hostile-recipients.ts'

const token = 'abcdefghijklmnopqrstuvwxyz234567'
const id = '0190a0b0-0000-7000-8000-000000000001'
const confirmUrl = `https://undersigned.example/c/${token}`
const pageUrl = 'https://undersigned.example/p/fair-training'
const options = { address: 'sign@undersigned.example' }

function replyOf(signer = 'Ada Lovelace, composer', language: Language = 'en'): Reply {
  return {
    language,
    subject: 'Ada, please confirm your signature',
    blocks: [
      { kind: 'title', text: 'One step left' },
      { kind: 'paragraph', text: 'You asked to sign “Fair training”:' },
      { kind: 'quote', text: `${'A statement long enough to be wrapped. '.repeat(5)}\n\nSecond paragraph.` },
      { kind: 'quote', text: signer },
      {
        kind: 'facts',
        facts: [
          { label: 'Name', value: signer },
          { label: 'Signature', value: '4,213' },
        ],
      },
      { kind: 'button', label: 'Confirm my signature', url: confirmUrl },
      { kind: 'link', label: 'The petition', url: pageUrl },
      { kind: 'paragraph', text: 'Write to sign+fair-training@undersigned.example again.' },
      { kind: 'small', text: 'Collected by the Guild of Makers.' },
    ],
  }
}

function deliveryTo(address: string, more: Partial<Delivery> = {}, name?: string): Delivery {
  return {
    id,
    place: toPlace({
      to: { address, ...(name === undefined ? {} : { name }) },
      inReplyTo: '<a@example.org>',
      references: ['<a@example.org>'],
      subject: 'count me in',
    }),
    reply: replyOf(),
    answerTo: { kind: 'confirm', token },
    createdAt: new Date('2026-11-23T09:00:00Z'),
    unasked: false,
    ...more,
  }
}

async function outcome(delivery: Delivery): Promise<ComposedMail | string> {
  try {
    return await composeMail(delivery, options)
  } catch (error) {
    if (error instanceof PermanentFailure) return error.code
    throw error
  }
}

function headersOf({ raw }: ComposedMail): string[] {
  const head = raw.toString('utf8').split('\r\n\r\n', 1)[0] ?? ''
  return head.replace(/\r\n[ \t]+/g, ' ').split('\r\n')
}

describe('an email to a mailbox that somebody typed in a form', () => {
  const { replies } = textsOf('en')
  const asked = {
    petition: {
      ...{
        title: 'Fair training',
        text: 'Read [this](https://elsewhere.example/a) **first**.',
        url: pageUrl,
      },
      ...{ address: 'sign+fair-training@undersigned.example', organisedBy: 'Guild of Makers' },
      listing: 'public' as const,
    },
    details: { kind: 'person' as const, name: 'Ada Lovelace', listed: true },
    ...{ confirmUrl, plainReply: true, expiresAt: '2026-12-01T09:00:00Z', change: false },
  }

  test.each([
    ['on a page', replies.confirmFromPage(asked)],
    ['in a chat', replies.confirmMailbox({ ...asked, channel: 'discord' })],
  ])('%s shows the statement without links that open', (_, { language, subject, blocks }) => {
    const { text, html } = layOutMail(
      { language, subject, blocks: blocks as Reply['blocks'] },
      { ...options, deliveryId: id },
    )
    expect(html).not.toContain('href="https://elsewhere')
    expect(text).not.toContain('https://elsewhere.example')
    expect(text.replaceAll('\u2060', '')).toContain('https://elsewhere.example/a')
  })

  test('is compared with one that the person asked for by email, which has them', () => {
    const { language, subject, blocks } = replies.pleaseConfirm(asked)
    const { html } = layOutMail(
      { language, subject, blocks: blocks as Reply['blocks'] },
      { ...options, deliveryId: id },
    )
    expect(html).toContain('href="https://elsewhere')
  })
})

describe('a statement in Markdown', () => {
  const text =
    '# To *all*\n\nWe **ask** for [the law](https://law.example/?a=1&b=2) & <b>more</b>.\n\n3. one\n4. two\n   - within\n\n[x](javascript:y)'
  const layout = layOutMail(
    { language: 'en', subject: 'x', blocks: [statement(text)] },
    { address: 'sign@undersigned.example', deliveryId: id },
  )

  test('reads without marks, and with the addresses of its links', () => {
    expect(layout.text).toBe(`    To all

    We ask for the law (https://law.example/?a=1&b=2) & <b>more</b>.

    3. one
    4. two
      • within

    [x](javascript:y)
`)
  })

  test('is HTML as on its page', () => {
    expect(layout.html).toContain('<strong>To </strong><strong><em>all</em></strong></p>')
    expect(layout.html).toMatch(
      /We <strong>ask<\/strong> for <a href="https:\/\/law\.example\/\?a=1&amp;b=2"[^>]*>the law<\/a> &amp; &lt;b&gt;more&lt;\/b&gt;\./,
    )
    expect(layout.html).toMatch(
      />3\.<\/span> one<\/p>\n<p[^>]*><span[^>]*>4\.<\/span> two<\/p>\n<p[^>]*><span[^>]*>•<\/span> within</,
    )
    expect(layout.html).not.toContain('href="javascript')
  })
})

describe('the colour of an email', () => {
  const html = (accent?: string) =>
    layOutMail(
      { ...replyOf(), ...(accent && { accent }) },
      { address: 'sign@undersigned.example', deliveryId: id },
    ).html

  test('is the petition’s own, as dark or as light as reading needs', () => {
    expect(html()).toContain('background-color:#8c1d18')
    const yellow = html('#ffee00')
    const [light = ''] = /(?<=bgcolor=")#\w{6}/.exec(yellow) ?? []
    const [dark = ''] = /(?<=\.u-link\{color:)#\w{6}/.exec(yellow) ?? []
    expect(yellow).not.toContain('#8c1d18')
    expect(contrast(light, '#ffffff')).toBeGreaterThan(4.5)
    expect(contrast(light, '#f2ede1')).toBeGreaterThan(4.5)
    expect(contrast(dark, '#25221d')).toBeGreaterThan(4.5)
  })
})

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

  test('takes a mailbox on localhost in trial mode only', async () => {
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

  test('writes a subject as one header, whatever is in it', async () => {
    const reply = { ...replyOf(), subject: 'A\r\nBcc: evil@evil.example\u2028\u0000é' }
    const headers = headersOf(await composeMail(deliveryTo('ada@example.org', { reply }), options))
    expect(headers.some(header => /^bcc:/i.test(header))).toBe(false)
  })

  test('refuses a place that we did not make, for good', async () => {
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

describe('text and HTML', () => {
  const odd = `<b>Ada</b> & "Co" 'x' – ${'長'.repeat(60)}`

  test('say the same, and each holds every link whole', async () => {
    const mail = await composeMail(deliveryTo('ada@example.org', { reply: replyOf(odd) }), options)
    const parsed = await parse(mail.raw)
    const words = (text: string) => text.replace(/[\s=:]+/g, '')
    const seen = parsed.html
      .replace(/<head>.*?<\/head>/s, '')
      .replace(/<[^>]*>/g, '')
      .replace(/&#39;/g, "'")
      .replace(/&quot;/g, '"')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&amp;/g, '&')
    // The URL of a button is text below it; the URL of a link is an attribute.
    expect(words(seen)).toBe(words(parsed.text.replace(pageUrl, '')))
    for (const url of [confirmUrl, pageUrl]) {
      expect(parsed.text.split('\n').map(line => line.trim())).toContain(url)
      expect(parsed.html).toContain(`href="${url}"`)
    }
    expect(parsed.html).not.toContain('<b>')
  })

  test('refuse a link that is not on the web: a bug of ours', async () => {
    const reply: Reply = {
      ...replyOf(),
      blocks: [{ kind: 'link', label: 'x', url: 'javascript:alert(1)' }],
    }
    await expect(composeMail(deliveryTo('ada@example.org', { reply }), options)).rejects.toThrow('not http')
  })

  test('wrap at 72 columns, but keep links and words whole', () => {
    const { text } = layOutMail(replyOf(odd), { ...options, deliveryId: id })
    for (const line of text.split('\n'))
      if (!line.includes('https://')) expect(columns(line)).toBeLessThanOrEqual(72)
    expect(wrapText(`a ${'x'.repeat(100)} b`, 72)).toEqual(['a', 'x'.repeat(100), 'b'])
    expect(wrapText('one\u00a0two three', 8)).toEqual(['one\u00a0two', 'three'])
    expect(wrapText('長'.repeat(50), 72)).toEqual(['長'.repeat(36), '長'.repeat(14)])
  })

  test('keep the French space before the colon of a label', () => {
    expect(layOutMail(replyOf('Ada', 'fr'), { ...options, deliveryId: id }).text).toContain(
      'Signature\u00a0: 4,213',
    )
  })
})

describe('an answer of the desk', () => {
  const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])
  const picture = (width: number) =>
    Uint8Array.from([...png, 0x49, 0x48, 0x44, 0x52, 0, 0, width >> 8, width & 255, 0, 0, 1, 0, 255, 13, 10])
  const csv = new TextEncoder().encode('name;occupation\r\nZoé;composer\r\n')
  const alt = '4,216 signatures by 23 November; 1,231 this week; 71 % of those asked confirmed.'
  const longName = `signataires de l’été – ${'très '.repeat(20)}longue.csv`
  const desk: Reply = {
    language: 'en',
    subject: 'Statistics of “Fair training”',
    blocks: [
      { kind: 'paragraph', text: 'This week.' },
      { kind: 'form-button', label: 'Edit', form: 'edit:fair-training' },
      { kind: 'image', name: 'stats', alt, png: picture(1_200) },
      { kind: 'image', name: 'small.png', alt: '"Two" < 3', png: picture(300) },
      { kind: 'command-button', label: 'Next page', command: 'find Zoé O’Neil (x) 2.' },
      { kind: 'command-button', label: 'Remove', command: 'remove 12\r\nBcc: evil', danger: true },
      { kind: 'file', name: longName, mediaType: 'text/csv; charset=utf-8', content: csv },
      { kind: 'file', name: '../a/b.json', mediaType: 'application/json', content: new Uint8Array() },
    ],
  }
  const composed = () => composeMail(deliveryTo('dana@example.org', { reply: desk }), options)

  test('has the same bytes at every try', async () => {
    const again = composeMail(structuredClone(deliveryTo('dana@example.org', { reply: desk })), options)
    expect((await again).raw.equals((await composed()).raw)).toBe(true)
  })

  test('writes a command as a link to us, unbroken on a line of its own', async () => {
    const { text, html } = await readParts((await composed()).raw)
    const next = 'mailto:sign@undersigned.example?subject=find%20Zo%C3%A9%20O%E2%80%99Neil%20%28x%29%202%2E'
    const remove = 'mailto:sign@undersigned.example?subject=remove%2012%20Bcc%3A%20evil'
    expect(text).toContain(`\nNext page:\n  ${next}\n`)
    expect(text).toContain(`\nRemove:\n  ${remove}\n`)
    expect([...html.matchAll(/href="([^"]*)"/g)].map(match => match[1])).toEqual([next, remove])
    expect(html).toContain('>Next page</a>')
    expect(new URL(next).searchParams.get('subject')).toBe('find Zoé O’Neil (x) 2.')
  })

  test('leaves out a form without a gap', async () => {
    const { text, html } = await readParts((await composed()).raw)
    expect(text + html).not.toContain('Edit')
    expect(text).not.toMatch(/\n{3}/)
    expect(text).toMatch(/^This week\.\n\n4,216/)
  })

  test('brings a picture with the email, and its words for people who do not see it', async () => {
    const { text, html, parts, tree } = await readParts((await composed()).raw)
    const first = `2.${id}@undersigned.example`
    expect(text).toContain(
      '\n4,216 signatures by 23 November; 1,231 this week; 71 % of those asked\nconfirmed.\n',
    )
    expect(html).toContain(`<img src="cid:${first}" alt="${alt}" width="600"`)
    expect(html).toContain('alt="&quot;Two&quot; &lt; 3" width="300"')
    const seen = html.replace(/<head>.*?<\/head>/s, '').replace(/<[^>]*>/g, '')
    expect(seen).toContain(alt)
    expect(parts[0]).toEqual({
      type: 'image/png',
      disposition: 'inline',
      name: 'stats.png',
      cid: `<${first}>`,
      content: Buffer.from(picture(1_200)).toString('base64'),
    })
    expect(parts[1]).toMatchObject({ name: 'small.png', cid: `<3.${id}@undersigned.example>` })
    expect(tree).toEqual([
      'multipart/mixed',
      'multipart/alternative',
      'text/plain',
      'multipart/related',
      'text/html',
      'image/png',
      'image/png',
      'text/csv',
      'application/json',
    ])
  })

  test('attaches a file whole, under its own name and in no folder', async () => {
    const { parts } = await readParts((await composed()).raw)
    expect(parts[2]).toEqual({
      type: 'text/csv',
      disposition: 'attachment',
      name: longName,
      cid: '',
      content: Buffer.from(csv).toString('base64'),
    })
    expect(parts[3]).toMatchObject({ disposition: 'attachment', name: '..-a-b.json', content: '' })
  })

  test('keeps every line in ASCII and within the limits of email, even with a large file', async () => {
    const content = new Uint8Array(300_000).fill(0x0d)
    const reply = {
      ...desk,
      blocks: [
        ...desk.blocks,
        { kind: 'file' as const, name: 'x.bin', mediaType: 'application/octet-stream', content },
      ],
    }
    const { raw } = await composeMail(deliveryTo('dana@example.org', { reply }), options)
    // RFC 5322 2.1.1: at most 998 characters, better 78. RFC 2045 6.7 and 6.8: 76 in a body.
    for (const line of raw.toString('latin1').split('\r\n')) {
      expect(line.length).toBeLessThanOrEqual(78)
      expect(line).toMatch(/^[\t\x20-\x7e]*$/)
    }
    expect(raw.length).toBeLessThan(300_000 * 1.37 + 12_000)
  })
})

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

/** Parsed by Python's email package if it is here, otherwise by mailparser. */
async function parse(raw: Buffer): Promise<{ text: string; html: string }> {
  const python = spawnSync('python3', ['-c', readWithPython], { input: raw, encoding: 'utf8' })
  if (python.status === 0) {
    const [text = '', html = ''] = python.stdout.split('\u0000')
    return { text, html }
  }
  const mail = await simpleParser(raw)
  return { text: mail.text ?? '', html: typeof mail.html === 'string' ? mail.html : '' }
}

const readWithPython = `
import sys, email, email.policy
sys.stdout.reconfigure(encoding='utf-8', newline='')
m = email.message_from_binary_file(sys.stdin.buffer, policy=email.policy.default)
assert not m.defects, m.defects
assert [p.get_content_type() for p in m.walk()] == ['multipart/alternative', 'text/plain', 'text/html']
sys.stdout.write(m.get_body(('plain',)).get_content() + chr(0) + m.get_body(('html',)).get_content())
`

interface ReadParts {
  text: string
  html: string
  tree: string[]
  /** `content` in base64. */
  parts: { type: string; disposition: string; name: string; cid: string; content: string }[]
}

/** As Python's email package reads it. */
async function readParts(raw: Buffer): Promise<ReadParts> {
  const python = spawnSync('python3', ['-c', partsWithPython], { input: raw, encoding: 'utf8' })
  if (python.status !== 0) throw new Error(`python3 could not read the mail: ${python.stderr}`)
  return JSON.parse(python.stdout)
}

const partsWithPython = `
import sys, json, base64, email, email.policy
m = email.message_from_binary_file(sys.stdin.buffer, policy=email.policy.default)
parts = []
for p in m.walk():
    assert not p.defects, p.defects
    for value in p.values(): assert not value.defects, (value, value.defects)
    if p.is_multipart() or p.get_content_type() in ('text/plain', 'text/html'): continue
    parts.append({'type': p.get_content_type(), 'disposition': p.get_content_disposition(), 'name': p.get_filename(),
        'cid': p.get('content-id', '').strip(), 'content': base64.b64encode(p.get_payload(decode=True)).decode()})
print(json.dumps({'text': m.get_body(('plain',)).get_content(), 'html': m.get_body(('html',)).get_content(),
    'tree': [p.get_content_type() for p in m.walk()], 'parts': parts}))
`
