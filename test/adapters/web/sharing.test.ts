import { createServer } from 'node:http'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { PublicPetition } from '../../../src/core/page-contract.ts'
import { textsOf } from '../../../src/core/texts/texts.ts'
import { chromiumPath, openBrowser } from '../../support/browser.ts'
import { openPages } from './open-pages.ts'
import { ada, fairTraining, paintedCore, token } from './painted-core.ts'

const hostile: PublicPetition = {
  ...fairTraining,
  title: '"><script>alert(1)</script> & \u202Evil\u0000\u0007',
  organisedBy: '</title><img src=x onerror=alert(1)>',
  corrections: [
    { field: 'title', before: '<b>', after: ']]>', correctedAt: new Date('2026-11-20T10:00:00Z') },
  ],
}

const get = async (address: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(address, { headers })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}

describe('a shared link', () => {
  it('has a title, a sentence and a picture that says the title, the number and the featured names', async () => {
    const featured = [{ kind: 'person' as const, name: 'Ada Lovelace', number: 1, signedAt: new Date() }]
    const { url } = await openPages(paintedCore({ featured }))
    const { text } = await get(`${url}/p/fair-training`)
    const tag = (name: string) =>
      new RegExp(`<meta (?:property|name)="${name}" content="([^"]*)">`).exec(text)?.[1]
    expect(tag('og:title')).toBe('Fair training')
    expect(tag('og:url')).toBe('https://undersigned.example/p/fair-training')
    expect(tag('og:image')).toBe('https://undersigned.example/p/fair-training/share.png?n=4213')
    expect([tag('og:image:width'), tag('og:image:height')]).toEqual(['1200', '630'])
    expect(tag('og:image:alt')).toBe('“Fair training”: 4,213 signatures, among them Ada Lovelace.')
    expect(tag('twitter:card')).toBe('summary_large_image')
    expect(tag('og:description')).toContain('Whoever made a work')
    const image = await get(`${url}/p/fair-training/share.png?n=4213`)
    expect(image.headers.get('content-type')).toBe('image/png')
    expect(image.headers.get('cache-control')).toBe('public, max-age=300')
  })

  it('says that a petition is open, before anybody has signed', async () => {
    for (const [status, said] of [
      ['open', 'Open for signatures'],
      ['closed', '0 signatures'],
    ] as const) {
      const { url } = await openPages(paintedCore({ petition: { ...fairTraining, status, signatures: 0 } }))
      const { text } = await get(`${url}/p/fair-training`)
      expect(text).toContain(`<meta property="og:image:alt" content="“Fair training”: ${said}.">`)
      for (const place of ['widget', 'badge.svg', 'feed.atom'])
        expect((await get(`${url}/p/fair-training/${place}`)).text, place).toContain(said)
    }
  })

  it('can be posted by plain links, in whose text the title cannot break out', async () => {
    const { url } = await openPages(paintedCore({ petition: hostile }))
    const { text } = await get(`${url}/p/fair-training`)
    expect(text).not.toContain('<script>alert')
    expect(text).not.toContain('onerror=alert(1)>')
    const section = /<ul class="share-links">.*?<\/ul>/s.exec(text)?.[0] ?? ''
    const links = [...section.matchAll(/<a href="([^"]*)">([^<]*)</g)].map(([, href = '', name]) => [
      name,
      href.replaceAll('&amp;', '&'),
    ])
    expect(links.map(([name]) => name)).toEqual(['Email', 'Bluesky', 'Mastodon', 'WhatsApp', 'LinkedIn'])
    for (const [, href = ''] of links) {
      const parsed = new URL(href)
      expect(decodeURIComponent(parsed.search + parsed.hash)).toContain(
        'https://undersigned.example/p/fair-training',
      )
    }
  })
})

it('is offered in the receipt by email as on the page after signing, with the badge', async () => {
  const signed = { details: ada, number: 7, waitsForApproval: false } as const
  const core = paintedCore({
    tokens: {
      [token('a')]: { kind: 'signed', petition: fairTraining, language: 'en', first: true, ...signed },
    },
  })
  const { url } = await openPages(core)
  const page = (await get(`${url}/c/${token('a')}`)).text.replaceAll('&amp;', '&').replaceAll('&quot;', '"')
  const { title, text, organisedBy } = fairTraining
  const at = 'https://undersigned.example/p/fair-training'
  const { blocks } = textsOf('en').replies.recorded({
    petition: { title, text, organisedBy, url: at, address: 'sign@undersigned.example', listing: 'public' },
    ...signed,
    ...{
      signedAt: '2026-11-23T10:00:00Z',
      how: 'page',
      channel: 'web',
      manageUrl: `${at}/m`,
      plainReply: true,
    },
  })
  const links = blocks.flatMap(block => (block.kind === 'link' ? [block.url] : []))
  expect(links).toContain(`${at}/badge.svg`)
  const shared = [...page.matchAll(/<li><a href="([^"]*)">/g)].map(([, href = '']) => href)
  expect(shared).toHaveLength(5)
  for (const href of [at, ...shared]) expect(links).toContain(href)
  expect(page).toContain(`img src="${at}/badge.svg"`)
})

describe('what other sites show', () => {
  it.each(['share.png', 'badge.svg', 'qr.svg', 'feed.atom', 'widget'])(
    'is cached, has an ETag, sets no cookie, and is not there for a draft: %s',
    async name => {
      const { url } = await openPages(paintedCore())
      const first = await get(`${url}/p/fair-training/${name}`)
      expect(first.status).toBe(200)
      expect(first.headers.get('set-cookie')).toBeNull()
      expect(first.headers.get('cache-control')).toMatch(/^public, max-age=\d+$/)
      expect(first.headers.get('access-control-allow-origin')).toBe('*')
      const etag = first.headers.get('etag') ?? ''
      expect(etag).not.toBe('')
      expect((await get(`${url}/p/fair-training/${name}`, { 'If-None-Match': etag })).status).toBe(304)
      expect((await get(`${url}/p/draft/${name}`)).status).toBe(404)
    },
  )

  it('is well-formed XML, whatever the title holds', async () => {
    const { url } = await openPages(paintedCore({ petition: hostile }))
    for (const path of [
      '/p/fair-training/badge.svg',
      '/p/fair-training/feed.atom',
      '/p/fair-training/qr.svg',
      '/sitemap.xml',
    ]) {
      const { text } = await get(`${url}${path}`)
      expect(text, path).not.toMatch(/<script|<img/)
      expect(text, path).not.toMatch(/(?![\t\n\r])\p{Cc}/u)
      expect(text.match(/</g)?.length, path).toBe(text.match(/>/g)?.length)
    }
  })

  const news = [
    {
      number: 2,
      text: '**We won.**\n\n<script>alert(1)</script>',
      publishedAt: new Date('2026-11-22T10:00:00Z'),
    },
    {
      ...{ number: 1, title: 'We were received', text: 'By her.' },
      publishedAt: new Date('2026-11-21T10:00:00Z'),
      editedAt: new Date('2026-11-23T10:00:00Z'),
    },
  ]

  it('has the organiser’s news in the feed, each with its own page', async () => {
    const { url } = await openPages(paintedCore({ news }))
    const { text } = await get(`${url}/p/fair-training/feed.atom`)
    const [newest = '', second = ''] = text.match(/<entry>.*?<\/entry>/gs) ?? []
    expect(newest).toContain('#news-2</id><title>We won. &lt;script&gt;alert(1)&lt;/script&gt;</title>')
    expect(newest).toContain('href="https://undersigned.example/p/fair-training/news?after=3#n2"')
    expect(newest).toContain('<content type="html">&lt;p&gt;&lt;strong&gt;We won.&lt;/strong&gt;&lt;/p&gt;')
    expect(newest).toContain('&amp;lt;script&amp;gt;')
    expect(second).toContain(
      '<title>We were received</title><published>2026-11-21T10:00:00.000Z</published><updated>2026-11-23T10:00:00.000Z</updated>',
    )
    // The feed has changed when any of its entries has.
    expect(text).toContain('</subtitle>\n<updated>2026-11-23T10:00:00.000Z</updated>')
  })

  it('has the newest news on the petition’s page, and all of it on a page of its own', async () => {
    const { url } = await openPages(paintedCore({ news }))
    const poster = (await get(`${url}/p/fair-training`)).text
    expect(poster).toContain('<strong>We won.</strong>')
    // The news stand below the names; a line beside the statement leads there.
    expect(poster).toMatch(/News: <a href="#news"[^>]*>.*id="signatories".*<section class="news" id="news">/s)
    expect(poster).not.toContain('<script>alert')
    expect(poster).toContain('href="/p/fair-training/news?after=2#n1"')
    expect(poster).not.toContain('By her.')
    expect((await get(`${url}/p/fair-training/news`)).text).toMatch(/We won.*By her\./s)
    const from = await get(`${url}/p/fair-training/news?after=2`)
    expect(from.text.replace(/<[^>]*>/g, '')).toContain('21 November 2026 · changed 23 November 2026')
    expect(from.text).not.toContain('We won.')
    expect(from.text).toContain('<meta name="robots" content="noindex">')
    expect((await get(`${url}/p/draft/news`)).status).toBe(404)
    // Long news are only begun on the petition's page.
    const long = [{ number: 1, text: 'We were heard. '.repeat(200), publishedAt: new Date() }]
    const begun = (await get(`${(await openPages(paintedCore({ news: long }))).url}/p/fair-training`)).text
    expect(begun.split('We were heard.').length - 1).toBeLessThan(40)
    expect(begun).toContain('href="/p/fair-training/news?after=2#n1"')
  })

  it('says in the feed what happened, the newest first, each under a lasting id', async () => {
    const petition: PublicPetition = {
      ...fairTraining,
      appendices: [{ text: 'Added words.', addedAt: new Date('2026-11-10T10:00:00Z') }],
      corrections: [
        { field: 'title', before: 'Fare', after: 'Fair', correctedAt: new Date('2026-11-20T10:00:00Z') },
      ],
    }
    const { url } = await openPages(paintedCore({ petition }))
    const { text, headers } = await get(`${url}/p/fair-training/feed.atom`)
    expect(headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
    expect([...text.matchAll(/<entry><id>[^<]*#([\w-]+)/g)].map(([, id]) => id)).toEqual([
      'correction-1',
      'appendix-1',
      'opened',
    ])
    expect(text).toContain('<updated>2026-11-20T10:00:00.000Z</updated>')
  })

  it('is on the map of the site, and the robots are told where that is', async () => {
    const { url } = await openPages(paintedCore())
    expect((await get(`${url}/sitemap.xml`)).text).toContain(
      '<loc>https://undersigned.example/p/fair-training</loc>',
    )
    const { text } = await get(`${url}/robots.txt`)
    expect(text).toContain('Sitemap: https://undersigned.example/sitemap.xml')
    for (const path of ['/c/', '/m/', '/x/', '/mine']) expect(text).toContain(`Disallow: ${path}\n`)
  })
})

it('has the whole widget on the right edge if its title is in Arabic', async () => {
  const widget = async (title: string) => {
    const { url } = await openPages(paintedCore({ petition: { ...fairTraining, title } }))
    return (await get(`${url}/p/fair-training/widget`)).text
  }
  expect(await widget('من أجل المكتبات')).toContain('<main class="turned">')
  expect(await widget('For libraries')).not.toContain('turned')
})

describe('the JSON API', () => {
  const news = [2, 1].map(number => ({ number, text: 'We won.', publishedAt: new Date(0) }))

  it('says which domain of an organisation was checked, and so do the pages, in words', async () => {
    const { url } = await openPages(paintedCore())
    const { signatories } = JSON.parse((await get(`${url}/api/petitions/fair-training/signatories`)).text)
    expect(signatories.map((one: { checkedDomain: unknown }) => one.checkedDomain)).toEqual([
      null,
      'tiny.example',
      null,
      null,
      null,
    ])
    const mark =
      /role="img" aria-label="Signed from this domain, which the organiser checked:">.*<\/svg>tiny\.example/
    for (const path of ['/p/fair-training', '/p/fair-training/names?kind=organisation'])
      expect((await get(`${url}${path}`)).text, path).toMatch(mark)
  })

  it('has the news page by page', async () => {
    const { url } = await openPages(paintedCore({ news }))
    expect(JSON.parse((await get(`${url}/api/petitions/fair-training/news?limit=1`)).text)).toEqual({
      news: [
        {
          number: 2,
          title: null,
          text: 'We won.',
          publishedAt: '1970-01-01T00:00:00.000Z',
          editedAt: null,
          url: 'https://undersigned.example/p/fair-training/news?after=3#n2',
        },
      ],
      next: '2',
    })
    expect((await get(`${url}/api/petitions/fair-training/news?limit=0`)).status).toBe(400)
  })

  it('answers as its OpenAPI document says, with an ETag, to every origin', async () => {
    const figures = { today: 12, week: 30, byChannel: {}, curve: [] }
    const core = paintedCore({ next: '4209', figures, news })
    const petition = core.petition
    core.petition = slug => (slug === 'broken' ? Promise.reject(new Error('broken')) : petition(slug))
    const { url } = await openPages(core)
    const described = await get(`${url}/api/openapi.json`)
    expect(described.headers.get('access-control-allow-origin')).toBe('*')
    const document = JSON.parse(described.text)
    expect(document.openapi).toBe('3.1.0')
    const ajv = new Ajv2020({ strict: false, validateFormats: false })
    // No field of an answer may be missing in the document.
    const schemas = Object.entries<object>(document.components.schemas).map(([name, schema]) => [
      name,
      { ...schema, additionalProperties: false },
    ])
    ajv.addSchema({ ...document, components: { schemas: Object.fromEntries(schemas) } }, 'api')
    for (const [slug, list, query, status] of [
      ['fair-training', '', '', 200],
      ['fair-training', '/signatories', '', 200],
      ['fair-training', '/news', '?limit=1', 200],
      ['none', '', '', 404],
      ['none', '/signatories', '', 404],
      ['fair-training', '/signatories', '?limit=0', 400],
      ['fair-training', '/news', '?after=x', 400],
      ['broken', '', '', 500],
      ['broken', '/signatories', '', 500],
    ] as const) {
      const path = `/api/petitions/${slug}${list}${query}`
      const answer = await get(`${url}${path}`)
      expect(answer.status, path).toBe(status)
      const { responses } = document.paths[`/api/petitions/{slug}${list}`].get
      const { $ref } = (responses[status] ?? responses.default).content['application/json'].schema
      const valid = ajv.compile({ $ref: `api${$ref}` })
      expect(valid(JSON.parse(answer.text)), `${path}: ${JSON.stringify(valid.errors)}`).toBe(true)
      expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    }
    const { text, headers } = await get(`${url}/api/petitions/fair-training`)
    expect(JSON.parse(text)).toMatchObject({
      goal: 5000,
      today: 12,
      closesAt: null,
      url: 'https://undersigned.example/p/fair-training',
    })
    const again = await get(`${url}/api/petitions/fair-training`, {
      'If-None-Match': headers.get('etag') ?? '',
    })
    expect([again.status, again.headers.get('cache-control')]).toEqual([304, 'public, max-age=10'])
    expect(headers.get('access-control-expose-headers')).toBe('ETag')
    // Each path of the document is there.
    for (const path of Object.keys(document.paths))
      expect((await get(`${url}${path.replace('{slug}', 'fair-training')}`)).status, path).toBe(200)
  })
})

describe('the widget', () => {
  it('takes a theme and an accent, on which its letters can be read, and nothing else', async () => {
    const { url } = await openPages(paintedCore())
    const { text, headers } = await get(`${url}/p/fair-training/widget?theme=dark&accent=ffee00`)
    expect(headers.get('content-security-policy')).toContain('frame-ancestors *')
    expect(headers.get('content-security-policy')).not.toContain('unsafe')
    expect(text).toContain('href="/widget.css?theme=dark&amp;accent=ffee00"')
    expect((await get(`${url}/widget.css?theme=dark&accent=ffee00`)).text).toContain('--accent:#ffee00;')
    const evil = await get(`${url}/widget.css?accent=${encodeURIComponent('red}body{display:none')}`)
    expect(evil.text).toContain('--accent:#8c1d18')
    // Other pages stay out of frames.
    const page = await get(`${url}/p/fair-training`)
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(Buffer.byteLength((await get(`${url}/widget.js`)).text)).toBeLessThan(5_000)
  })
})

describe.skipIf(chromiumPath === undefined)('the widget in a page of another origin', () => {
  let browser: Browser | undefined
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser?.close())

  it('shows the live number, without cookies, asking nobody but us', async () => {
    const core = paintedCore()
    const { url } = await openPages(core)
    const other = createServer((_, response) => {
      response.setHeader('Content-Type', 'text/html; charset=utf-8')
      response.end(
        `<!doctype html><title>Another site</title><h1>My page</h1><script src="${url}/widget.js" data-petition="fair-training" data-theme="dark" data-accent="b4451f"></script><p><img src="${url}/p/fair-training/badge.svg" alt=""></p>`,
      )
    })
    await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void other.close())
    const address = other.address()
    const port = typeof address === 'object' ? address?.port : undefined
    const page = await browser?.newPage()
    if (page === undefined) throw new Error('no browser')
    const asked = new Set<string>()
    const faults: string[] = []
    page.on('request', request => asked.add(new URL(request.url()).origin))
    page.on('console', message => message.type() === 'error' && faults.push(message.text()))
    await page.goto(`http://localhost:${port}/`)
    const frame = page.frameLocator('iframe')
    await expect.poll(() => frame.locator('.count').textContent()).toBe('4,213 signatures')
    expect(await frame.locator('a.button').getAttribute('href')).toBe(
      'https://undersigned.example/p/fair-training',
    )
    const height = () => page.locator('iframe').evaluate(element => element.getBoundingClientRect().height)
    await expect.poll(async () => Math.abs((await height()) - 256)).toBeGreaterThan(5)
    const whole = await frame.locator('main').evaluate(element => element.getBoundingClientRect().height)
    expect(await height()).toBeGreaterThanOrEqual(whole)
    // The number grows while the page is open. Each has the words that belong to it, from the invitation on.
    for (const [signatures, status, said] of [
      [4214, 'open', '4,214 signatures Read and sign'],
      [0, 'open', 'Open for signatures Read and sign'],
      [1, 'open', '1 signature Read and sign'],
      [2, 'open', '2 signatures Read and sign'],
      [2, 'closed', '2 signatures Read it'],
    ] as const) {
      core.petition = async () => ({ ...fairTraining, signatures, status })
      await frame
        .locator('main')
        .evaluate(main => main.ownerDocument.dispatchEvent(new Event('visibilitychange')))
      await expect
        .poll(async () => {
          const shown = await frame.locator('.count, .button').allTextContents()
          return shown.join(' ')
        })
        .toBe(said)
    }
    expect(await frame.locator('progress').getAttribute('aria-label')).toBe('2 of 5,000')
    expect(await page.context().cookies()).toEqual([])
    expect([...asked].sort()).toEqual([url, `http://localhost:${port}`].sort())
    expect(faults).toEqual([])
    // One word that is longer than the frame is wide.
    core.petition = async () => ({ ...fairTraining, organisedBy: 'O'.repeat(150) })
    await page.setViewportSize({ width: 300, height: 300 })
    await page.goto(`${url}/p/fair-training/widget`)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(300)
    if (process.env.LOOK) await page.screenshot({ path: `${process.env.LOOK}/widget.png` })
    await page.close()
  })
})
