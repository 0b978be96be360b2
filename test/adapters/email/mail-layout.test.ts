import { describe, expect, test } from 'vitest'
import { composeMail } from '../../../src/adapters/email/send/compose-mail.ts'
import { layOutMail } from '../../../src/adapters/email/send/mail-layout.ts'
import { columns, wrapText } from '../../../src/adapters/email/send/wrap-text.ts'
import type { Reply } from '../../../src/core/channel.ts'
import { statement } from '../../../src/core/texts/blocks.ts'
import { textsOf } from '../../../src/core/texts/texts.ts'
import { contrast } from '../../support/contrast.ts'
import { confirmUrl, deliveryTo, id, options, pageUrl, parse, replyOf } from './composed-email.ts'

describe('text and HTML', () => {
  const odd = `<b>Ada</b> & "Co" 'x' – ${'長'.repeat(60)}`

  test('say the same, and each has every link whole', async () => {
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

  test('refuse a link that is not on the web, because it is a bug of ours', async () => {
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

  test('is the same HTML as on its page', () => {
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
