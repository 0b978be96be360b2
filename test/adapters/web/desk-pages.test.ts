import { describe, expect, it } from 'vitest'
import type { Reply } from '../../../src/core/channel.ts'
import type { Signatory, TokenView } from '../../../src/core/page-contract.ts'
import { press } from '../../support/press.ts'
import { openPages } from './open-pages.ts'
import { acts, ada, fairTraining, hidingBo, paintedCore, token } from './painted-core.ts'

const read = async (url: string, language = 'en') =>
  (await fetch(url, { headers: { 'accept-language': language } })).text()

describe('a command that waits for its organiser to confirm it', () => {
  const waiting: TokenView = { kind: 'asked-command', preview: hidingBo, language: 'en' }

  it.each(['.', ')', '>', '%3E', ',', '=', '%20', '%E2%80%8B', '…', '%22', '&c=1'])(
    'opens by its link with %s behind it',
    async mark => {
      const { url } = await openPages(paintedCore({ tokens: { [token('a')]: waiting } }))
      expect(await read(`${url}/c/${token('a')}${mark}`)).toContain('Nothing has been done yet')
    },
  )

  it('shows what would happen, and does nothing by GET or HEAD', async () => {
    const painted = paintedCore({ tokens: { [token('a')]: waiting } })
    const { url } = await openPages(painted)
    await fetch(`${url}/c/${token('a')}`, { method: 'HEAD' })
    const page = await read(`${url}/c/${token('a')}`)
    for (const shown of [
      'Nothing has been done yet',
      'Hide 2 signatures of “Fair training”',
      'They leave the public list at once',
      'Bo Diddley, illustrator\nنجيب محفوظ',
      '<dt>Reason</dt><dd dir="auto">asked for by mail</dd>',
      'href="https://undersigned.example/p/fair-training"',
      '<progress max="5000" value="4213" aria-label="4,213 of 5,000">',
      'src="data:image/png;base64,iVBOR',
      'alt="Two dots on one line"',
      'audit.csv',
      'Asked for by mail from guild@example.org.',
    ])
      expect(page).toContain(shown)
    expect(page).not.toContain('Press me')
    expect(page.match(/<button/g)).toHaveLength(1)
    expect(page.match(/<h1/g)).toHaveLength(1)
    expect(painted.called).toEqual(Array(2).fill(`requestByToken ${token('a')}`))
  })

  it('is done by POST; the page says where the answer comes', async () => {
    const painted = paintedCore({ tokens: { [token('a')]: waiting } })
    const { url } = await openPages(painted)
    const answer = await press(`${url}/c/${token('a')}`)
    const page = await answer.text()
    expect(answer.status).toBe(200)
    expect(page).toContain('The answer goes to where you gave the command, or comes by email.')
    expect(page).not.toContain('<form')
    expect(acts(painted)).toEqual([`confirm ${token('a')}`])
  })

  it('is shown with its text escaped, and with links to http only', async () => {
    const nasty = '"><script>alert(1)</script>'
    const preview: Reply = {
      language: 'en',
      subject: nasty,
      blocks: [
        { kind: 'paragraph', text: nasty },
        { kind: 'quote', text: nasty },
        { kind: 'facts', facts: [{ label: nasty, value: nasty }] },
        { kind: 'link', label: nasty, url: `javascript:${nasty}` },
        { kind: 'link', label: nasty, url: `https://x.example/${nasty}` },
        { kind: 'progress', part: 9, whole: 3, text: nasty },
        { kind: 'image', name: nasty, alt: nasty, png: new Uint8Array() },
        { kind: 'file', name: nasty, mediaType: nasty, content: new Uint8Array() },
        { kind: 'small', text: nasty },
      ],
    }
    const view: TokenView = { kind: 'asked-command', preview, language: 'fr' }
    const { url } = await openPages(paintedCore({ tokens: { [token('a')]: view } }))
    const page = await read(`${url}/c/${token('a')}`)
    expect(page).not.toMatch(/<script|href="javascript:/)
    expect(page.split('&quot;&gt;&lt;script&gt;')).toHaveLength(15)
    expect(page).toContain('<html lang="fr">')
    expect(page).toContain('<div class="reply" lang="en">')
  })
})

describe('a signature that the organiser removed', () => {
  it('is explained behind both links, with the organiser’s contact', async () => {
    const gone = { kind: 'taken-off', petition: fairTraining, language: 'en' } as const
    const { url } = await openPages(
      paintedCore({ tokens: { [token('a')]: gone }, manage: { [token('m')]: gone } }),
    )
    for (const path of [`/c/${token('a')}`, `/m/${token('m')}`]) {
      const page = await read(url + path)
      expect(page).toContain('The organiser removed it from the list')
      expect(page).toContain('href="mailto:guild@example.org"')
      expect(page).toContain('href="/p/fair-training"')
    }
  })
})

describe('featured signatures', () => {
  const signedAt = new Date('2026-11-02T10:00:00Z')
  const featured: Signatory[] = [
    {
      kind: 'organisation',
      organisation: 'Society of Tiny Publishers',
      name: 'Eve Moss',
      number: 4212,
      signedAt,
    },
    { ...ada, number: 4213, signedAt },
    { kind: 'person', name: 'Grace Hopper', number: 3, signedAt },
  ]
  const times = (page: string, name: string) => page.split(name).length - 1

  it('stand at the top of the first page in their order, and nowhere else on it', async () => {
    const { url } = await openPages(paintedCore({ featured, next: '42' }))
    // The head names the first three, for the picture of a shared link.
    const page = (await read(`${url}/p/fair-training`)).replace(/<head>.*<\/head>/s, '')
    const order = [
      'Among those who have signed',
      'Tiny Publishers',
      'Ada Lovelace',
      'Grace Hopper',
      'more people<',
      'Chika',
    ]
    expect(order.map(text => page.indexOf(text))).toEqual(
      order.map(text => page.indexOf(text)).toSorted((a, b) => a - b),
    )
    for (const name of order) expect(times(page, name), name).toBe(1)
    expect(page).not.toContain('<h2>Organisations')
    expect(page).not.toMatch(/verified/i)
    expect(await read(`${url}/p/fair-training`, 'fr')).toContain('<h2>Parmi les signataires</h2>')
  })

  it('keep their place on later pages and in the API', async () => {
    const painted = paintedCore({ featured })
    const { url } = await openPages(painted)
    const later = await read(`${url}/p/fair-training/names?after=4214`)
    expect(times(later, 'Ada Lovelace')).toBe(1)
    expect(later).not.toContain('Among those who have signed')
    expect(await read(`${url}/api/petitions/fair-training/signatories`)).toContain('Ada Lovelace')
    expect(painted.called).not.toContain('featured fair-training')
  })

  it('are not even asked for if only the count is public', async () => {
    const painted = paintedCore({ featured, petition: { ...fairTraining, listing: 'count' } })
    const { url } = await openPages(painted)
    expect(await read(`${url}/p/fair-training`)).not.toContain('Ada')
    expect(painted.called).toEqual([])
  })
})

describe('how to sign', () => {
  it('names the chats that are set up, and only those', async () => {
    const { url } = await openPages(paintedCore(), { channels: ['email', 'slack', 'discord'] })
    for (const path of ['/', '/p/fair-training/sign']) {
      const page = await read(url + path)
      expect(page).toContain('In Slack: type <code class="command">/sign</code>')
      expect(page).toContain('In Discord: type <code class="command">/sign</code>')
      expect(await read(url + path, 'fr')).toContain(
        'Sur Slack\u00a0: tapez <code class="command">/sign</code>',
      )
    }
    expect(await read(url)).toContain('sign by email, on Slack or on Discord.')
    expect(await read(url)).toContain('<h2>Sign from Slack or Discord</h2>')
    const poster = await read(`${url}/p/fair-training`)
    for (const channel of ['email', 'slack', 'discord'])
      expect(poster).toContain(`href="/p/fair-training/sign#${channel}"`)
    expect(await read(`${url}/p/fair-training/sign`)).toContain(
      'mailto:sign%2Bfair-training@undersigned.example?subject=I%20sign%3A%20Fair%20training&amp;body=Name%3A',
    )
  })

  it('names email only by default', async () => {
    const { url } = await openPages(paintedCore())
    for (const path of ['/', '/p/fair-training/sign']) expect(await read(url + path)).not.toContain('/sign<')
    expect(await read(url)).toContain('sign by email.')
  })

  it('gives no address if email is off, and nothing once the petition is closed', async () => {
    const { url } = await openPages(paintedCore(), { channels: ['discord'], mailAddress: '' })
    const page = await read(`${url}/p/fair-training/sign`)
    expect(page).toContain('In Discord: type')
    expect(page).not.toMatch(/mailto:(?!guild|\?subject)|by e?mail|In Slack/)
    const closed = { ...fairTraining, status: 'closed' } as const
    const { url: later } = await openPages(paintedCore({ petition: closed }), { channels: ['discord'] })
    expect(await read(`${later}/p/fair-training`)).not.toContain('/sign<')
  })
})
