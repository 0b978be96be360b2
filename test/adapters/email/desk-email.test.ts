import { describe, expect, test } from 'vitest'
import { composeMail } from '../../../src/adapters/email/send/compose-mail.ts'
import type { Reply } from '../../../src/core/channel.ts'
import { deliveryTo, id, options, readParts } from './composed-email.ts'

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
