/** Every page in a real browser: axe finds nothing, nothing is wider than the window, and hostile names disturb no neighbour. */
import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PublicPetition, Signatory } from '../../../src/core/page-contract.ts'
import { chromiumPath, openBrowser } from '../../support/browser.ts'
import { hostile } from './hostile.ts'
import { openPages } from './open-pages.ts'
import {
  ada,
  asked,
  eve,
  fairTraining,
  type PaintedCore,
  paintedCore,
  signed,
  token,
} from './painted-core.ts'

const narrow = ['dark', 320] as const
const wide = ['light', 1280] as const
const signedAt = new Date('2026-11-23T10:00:00Z')
const channels = ['discord', 'email', 'slack', 'web'] as const
const letter = Array.from({ length: 10 }, (_, i) => `${i + 1}. paragraph of *many words*. `.repeat(9)).join(
  '\n\n',
)
const arabic: PublicPetition = {
  ...fairTraining,
  title: 'تدريب عادل',
  text: 'لا يجوز استخدام الأعمال الإبداعية إلا بموافقة من أبدعوها.',
  addressee: 'البرلمانات',
  organisedBy: 'رابطة الناشرين الصغار',
}
const figures = {
  today: 412,
  week: 3120,
  byChannel: { email: 4000, web: 213 },
  curve: [1, 2, 3].map(day => ({ start: new Date(Date.UTC(2026, 10, day)), total: day * 100 })),
}
const people = (names: readonly string[]): Signatory[] =>
  names.map((name, i) => ({ kind: 'person', name, occupation: name, number: i + 1, signedAt }))

const news = [
  {
    number: 4,
    title: 'We were received',
    text: 'By *her*.\n\n- She [listened](https://example.org).',
    publishedAt: signedAt,
  },
  { number: 3, title: 'أخبار', text: 'استقبلتنا الوزيرة.', publishedAt: signedAt },
  { number: 2, text: letter, publishedAt: signedAt },
  { number: 1, text: 'x'.repeat(300), publishedAt: signedAt },
]

const tokens = {
  tokens: { [token('a')]: asked(ada), [token('b')]: asked(eve, { petition: arabic }) },
  manage: { [token('m')]: signed(ada) },
}
const featured = people(['Grace Hopper', 'نور حدّاد'])
const pages: [name: string, path: string, core: PaintedCore, query?: string][] = [
  [
    'the poster',
    '/p/fair-training',
    paintedCore({
      petition: { ...fairTraining, figures: 'public', addressee: 'all' },
      figures,
      featured,
      news,
      next: '9',
    }),
  ],
  [
    'a letter',
    '/p/fair-training',
    paintedCore({
      petition: { ...fairTraining, text: letter, appendices: [{ text: 'More.', addedAt: signedAt }] },
    }),
  ],
  ['a petition in Arabic', '/p/fair-training', paintedCore({ petition: arabic })],
  ['the same in French', '/p/fair-training?lang=fr', paintedCore({ petition: arabic })],
  [
    'a closed one',
    '/p/fair-training',
    paintedCore({ petition: { ...fairTraining, status: 'closed', closedAt: signedAt, goal: 100 } }),
  ],
  ['one without names', '/p/fair-training', paintedCore({ petition: { ...fairTraining, listing: 'count' } })],
  [
    'one that nobody signed',
    '/p/fair-training',
    paintedCore({
      petition: { ...fairTraining, signatures: 0, people: 0, organisations: 0 },
      signatories: [],
    }),
  ],
  ['names A to Z', '/p/fair-training/names?order=name&after=3', paintedCore({ next: '9' })],
  ['occupations', '/p/fair-training/names?by=occupation', paintedCore()],
  ['nobody found', '/p/fair-training/names?find=zz', paintedCore({ signatories: [] })],
  ['the form to sign', '/p/fair-training/sign', paintedCore()],
  ['the form to sign a letter in Arabic', '/p/fair-training/sign', paintedCore({ petition: arabic })],
  ['news', '/p/fair-training/news', paintedCore({ news })],
  ['home', '/', paintedCore()],
  ['a confirm link', `/c/${token('a')}`, paintedCore(tokens)],
  ['a confirm link of an organisation', `/c/${token('b')}`, paintedCore(tokens)],
  ['a manage link', `/m/${token('m')}`, paintedCore(tokens)],
  ['an unknown link', '/c/nothing', paintedCore(tokens)],
]

describe.skipIf(!chromiumPath)('pages in a browser', () => {
  let browser: Browser | undefined
  let page: Page

  beforeAll(async () => {
    browser = await openBrowser()
    if (browser === undefined) throw new Error('no browser')
    // The policy of our pages would refuse a script that is not ours.
    const context = await browser.newContext({ bypassCSP: true })
    page = await context.newPage()
  })
  afterAll(() => browser?.close())

  const findings = async () => {
    await page.evaluate(axe.source)
    return page.evaluate<string[]>(
      'axe.run().then(({ violations }) => violations.map(v => v.id + ": " + v.nodes[0]?.html))',
    )
  }
  const tooWide = () =>
    page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')

  it('finds what is wrong in a page that has faults', async () => {
    const { url } = await openPages(paintedCore())
    await page.goto(url)
    await page.evaluate(
      'document.querySelector("main").innerHTML = `<img src="x.png"><p style="color:#ccc;width:3000px">pale</p>`',
    )
    expect((await findings()).map(found => found.split(':')[0])).toEqual([
      'color-contrast',
      'image-alt',
      'page-has-heading-one',
    ])
    expect(await tooWide()).toBeGreaterThan(0)
  })

  it.each(pages)(
    '%s: axe finds nothing, light and dark; it fits a window of 320 pixels',
    async (_name, path, core) => {
      const { url } = await openPages(core, { channels })
      for (const [colorScheme, width] of path.includes('?') || path.startsWith('/c/')
        ? [narrow]
        : [narrow, wide]) {
        await page.emulateMedia({ colorScheme })
        await page.setViewportSize({ width, height: 800 })
        await page.goto(url + path)
        expect(await findings(), colorScheme).toEqual([])
        expect(await tooWide(), colorScheme).toBe(0)
      }
    },
  )

  it('marks what is wrong in the form, and begins there', async () => {
    const { url } = await openPages(paintedCore(), { channels })
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto(`${url}/p/fair-training/sign`)
    await page.fill('#mailbox', 'ada@example.org')
    // As a browser without checks of its own sends it.
    await page.evaluate('document.querySelector("form").noValidate = true')
    await page.click('form.card button[type=submit]')
    expect(await findings()).toEqual([])
    expect(await page.evaluate('document.activeElement.id')).toBe('name')
    expect(await page.inputValue('#mailbox')).toBe('ada@example.org')
  })

  it('has the button in view on a phone, however long the letter; the keyboard reaches it after the statement', async () => {
    const petition = { ...fairTraining, text: letter }
    const { url } = await openPages(paintedCore({ petition }), { channels })
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto(`${url}/p/fair-training`)
    const box = await page.locator('a.sign').boundingBox()
    expect(box && box.y >= 0 && box.y + box.height <= 844).toBe(true)
    const order = []
    for (let i = 0; i < 4; i++) {
      await page.keyboard.press('Tab')
      order.push(await page.evaluate('document.activeElement.textContent.trim()'))
    }
    expect(order).toEqual(['Skip to the content', 'Undersigned', 'Français', 'Sign'])
  })

  it('keeps the number live, and copies the address', async () => {
    const core = paintedCore()
    let signatures = 4213
    core.petition = () => Promise.resolve({ ...fairTraining, signatures })
    const { url } = await openPages(core, { channels })
    await page.goto(`${url}/p/fair-training`)
    signatures = 12_345
    await expect
      .poll(
        () => {
          core.changed('fair-training')
          return page.textContent('.tally .n')
        },
        { timeout: 10_000 },
      )
      .toBe('12,345')
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.goto(`${url}/p/fair-training/sign`)
    await page.click('button.copy')
    await expect.poll(() => page.textContent('button.copy')).toBe('Copied')
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(
      'sign+fair-training@undersigned.example',
    )
  })

  it('shows hostile names as text that disturbs no neighbour', async () => {
    const names = hostile.flatMap(name => ['Ada', name, 'Zoë'])
    const { url } = await openPages(paintedCore({ signatories: people(names) }), { channels })
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 800 })
      await page.goto(`${url}/p/fair-training`)
      expect(await tooWide()).toBe(0)
      const shown = await page.evaluate(
        '[...document.querySelectorAll(".wall > li")].map(li => li.querySelector("bdi").textContent)',
      )
      expect(shown).toEqual(names)
    }
    // Between hostile neighbours, the letters of a tame name still run from left to right.
    const running = await page.evaluate<boolean[]>(`
      [...document.querySelectorAll('.wall > li > bdi:first-child')]
        .filter(({ textContent }) => textContent === 'Ada')
        .map(({ firstChild }) => {
          const leftOf = at => {
            const range = document.createRange()
            range.setStart(firstChild, at)
            range.setEnd(firstChild, at + 1)
            return range.getBoundingClientRect().left
          }
          return leftOf(0) < leftOf(2)
        })`)
    expect(running).toEqual(Array(hostile.length).fill(true))
    expect(await page.locator('main h1').count()).toBe(1)
  })
})
