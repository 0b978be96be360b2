/** How a petition's page and an email are set, measured in a real browser. */
import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { mailHtml } from '../../../src/adapters/email/send/mail-html.ts'
import type { PublicPetition } from '../../../src/core/page-contract.ts'
import { chromiumPath, openBrowser } from '../../support/browser.ts'
import { people } from './every-page.ts'
import { openPages } from './open-pages.ts'
import { ada, asked, fairTraining, paintedCore, token } from './painted-core.ts'

describe.skipIf(!chromiumPath)('a petition’s page', () => {
  let browser: Browser | undefined
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser?.close())

  async function show(more: Partial<PublicPetition>, width: number) {
    const { url } = await openPages(paintedCore({ petition: { ...fairTraining, ...more } }))
    const page = await browser?.newPage({ viewport: { width, height: 640 } })
    if (page === undefined) throw new Error('no browser')
    onTestFinished(() => page.close())
    await page.goto(`${url}/p/fair-training`)
    return page
  }

  it.each([
    ['a sentence', 'لا يجوز استخدام الأعمال الإبداعية إلا بموافقة من أبدعوها.'],
    ['a letter', 'لا يجوز استخدام الأعمال الإبداعية إلا بموافقة من أبدعوها. '.repeat(20)],
  ])('has the title and the text of %s in Arabic on one edge, the right one', async (_, text) => {
    const page = await show({ title: 'تدريب عادل', text, language: 'ar' }, 1280)
    // Text, not boxes: a box may be wider than its text.
    const edgeOf = (what: Locator) =>
      what.evaluate(element => {
        const range = element.ownerDocument.createRange()
        range.selectNodeContents(element)
        return Math.round(range.getBoundingClientRect().right)
      })
    const main = await page.locator('main').evaluate(element => {
      const { right } = element.getBoundingClientRect()
      return Math.round(
        right - Number.parseFloat(element.ownerDocument.defaultView.getComputedStyle(element).paddingRight),
      )
    })
    expect([await edgeOf(page.locator('h1')), await edgeOf(page.locator('.letter p'))]).toEqual([main, main])
  })

  it('spaces the letters of an addressee, but not in Arabic', async () => {
    for (const [addressee, spaced] of [
      ['the parliaments', true],
      ['البرلمانات', false],
    ] as const) {
      const page = await show({ addressee }, 390)
      const spacing = await page
        .locator('.kicker')
        .evaluate(element => element.ownerDocument.defaultView.getComputedStyle(element).letterSpacing)
      expect(Number.parseFloat(spacing) > 0, addressee).toBe(spaced)
    }
  })

  it('breaks lines in Japanese between phrases, and no name or occupation in two', async () => {
    const text = '創作物を人工知能の学習に用いてよいのは、それを作った人びとが同意した場合に限られる。'
    const page = await show({ text, language: 'ja' }, 390)
    const style = (what: string) =>
      page
        .locator(what)
        .first()
        .evaluate(element => element.ownerDocument.defaultView.getComputedStyle(element).wordBreak)
    expect(await Promise.all(['.letter', '.wall bdi', '.wall .what bdi'].map(style))).toEqual([
      'auto-phrase',
      'keep-all',
      'keep-all',
    ])
  })

  it.each([
    ['Thai', 'สมชาย ศรีสุวรรณ'],
    ['Khmer', 'សុខា វិបុល'],
    ['Burmese', 'နုနု ခင်ခင်ထူး'],
  ])('breaks no name in %s, and begins no line with a dot', async (_, name) => {
    // Between Latin names of many lengths, the names come to stand everywhere on a line.
    const names = Array.from({ length: 80 }, (_, at) => (at % 2 === 0 ? name : 'A'.repeat(3 + (at % 13))))
    const { url } = await openPages(
      paintedCore({ signatories: people(names).map(({ occupation: _, ...one }) => one) }),
    )
    const page = await browser?.newPage({ viewport: { width: 390, height: 640 } })
    if (page === undefined) throw new Error('no browser')
    onTestFinished(() => page.close())
    await page.goto(`${url}/p/fair-training`)
    const lines = await page.evaluate<number[]>(`
      [...document.querySelectorAll('.wall bdi.whole')].map(({ firstChild }) => {
        const range = document.createRange()
        range.selectNode(firstChild)
        return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size
      })`)
    expect(lines).toEqual(Array(40).fill(1))
    // The dot is drawn within the box of its name.
    const dots = await page.evaluate<string[]>(`
      [...document.querySelectorAll('.wall bdi.whole')].map(bdi => getComputedStyle(bdi, '::after').content.trim())`)
    expect(new Set(dots)).toEqual(new Set(['"\u00a0· "']))
  })

  it('shows twelve organisations on a phone, all in a wide window, and the way to all of them', async () => {
    const organisations = Array.from({ length: 60 }, (_, at) => ({
      ...{ kind: 'organisation' as const, organisation: `Guild ${at}`, name: 'Eve Moss' },
      ...{ number: at + 1, signedAt: new Date() },
    }))
    const petition = { ...fairTraining, organisations: 60 }
    const { url } = await openPages(paintedCore({ petition, signatories: organisations }))
    const page = await browser?.newPage()
    if (page === undefined) throw new Error('no browser')
    onTestFinished(() => page.close())
    for (const [path, width, seen] of [
      ['', 390, 12],
      ['', 1280, 60],
      ['/names?kind=organisation', 390, 60],
    ] as const) {
      await page.setViewportSize({ width, height: 640 })
      await page.goto(`${url}/p/fair-training${path}`)
      expect(await page.locator('.organisations li:visible').count(), `${path} ${width}`).toBe(seen)
    }
    await page.goto(`${url}/p/fair-training`)
    expect(await page.getByText('All 60 organisations').getAttribute('href')).toBe(
      '/p/fair-training/names?kind=organisation',
    )
  })

  it('shows the number in the place of the invitation when the first person signs', async () => {
    const petition = { ...fairTraining, signatures: 0, people: 0, organisations: 0 }
    const core = paintedCore({ petition, signatories: [] })
    const { url } = await openPages(core)
    const page = await browser?.newPage()
    if (page === undefined) throw new Error('no browser')
    onTestFinished(() => page.close())
    await page.goto(`${url}/p/fair-training`)
    const tally = async () => (await page.locator('.tally > :visible').allTextContents()).join(' ')
    expect(await tally()).toBe('Nobody has signed yet. The first signature could be yours.')
    core.petition = () => Promise.resolve({ ...petition, signatures: 1 })
    await expect
      .poll(() => {
        core.changed('fair-training')
        return tally()
      })
      .toBe('1 person has signed')
  })

  it('has the button beside the number on the narrowest phone, in view', async () => {
    const page = await show({ signatures: 13_500, text: fairTraining.text.repeat(5) }, 320)
    const [number, button] = await Promise.all(
      ['.tally .n', '.sign'].map(what => page.locator(what).boundingBox()),
    )
    expect(button?.x).toBeGreaterThan((number?.x ?? 0) + (number?.width ?? 0))
    expect((button?.y ?? 0) + (button?.height ?? 0)).toBeLessThanOrEqual(640)
  })

  it('has the number and the button beside a long letter on a desk, in view to its end', async () => {
    const text = `Dear friends,\n\n${`${'Many words of a long letter. '.repeat(20)}\n\n`.repeat(10)}`
    const page = await show({ text }, 1280)
    await page.mouse.wheel(0, 2_000)
    await expect.poll(() => page.evaluate<number>('scrollY')).toBe(2_000)
    const [letter, button] = await Promise.all(
      ['.letter', '.sign'].map(what => page.locator(what).boundingBox()),
    )
    expect(button?.x).toBeGreaterThan((letter?.x ?? 0) + (letter?.width ?? 0))
    expect(button?.y).toBeGreaterThan(0)
    expect(button?.y).toBeLessThan(320)
  })

  it.each([
    ['the first paragraph', `${'Many words of a long letter. '.repeat(30)}`, 'initial'],
    ['the paragraph after a salutation', `Dear all,\n\n${'Many words. '.repeat(90)}`, 'initial-second'],
    ['no short paragraph', `Dear all,\n\nWe ask:\n\n${'Many words. '.repeat(90)}`, ''],
  ])('sets the first letter of %s large', async (_, text, expected) => {
    const { url } = await openPages(paintedCore({ petition: { ...fairTraining, text } }))
    const [, classes] =
      /<blockquote class="letter reading-size ?([^"]*)"/.exec(
        await (await fetch(`${url}/p/fair-training`)).text(),
      ) ?? []
    expect(classes).toBe(expected)
  })

  it('reads a name in Arabic before its occupation, and a list of such names from the right', async () => {
    const signedAt = new Date()
    const signers = [
      { name: 'نور حدّاد', occupation: 'شاعرة' },
      { name: 'Ada Weiss', occupation: 'translator' },
      { name: 'سلمى الخطيب', occupation: 'معلّمة' },
    ].map((signer, at) => ({ ...signer, kind: 'person' as const, number: at + 1, signedAt }))
    for (const signatories of [signers, [...signers.slice(0, 2), ...Array(4).fill(signers[1])]]) {
      const { url } = await openPages(paintedCore({ signatories }))
      const page = await browser?.newPage({ viewport: { width: 1280, height: 640 } })
      if (page === undefined) throw new Error('no browser')
      await page.goto(`${url}/p/fair-training`)
      const [arabic, english] = await Promise.all(
        ['نور حدّاد', 'Ada Weiss'].map(async name => {
          const item = page.locator('.wall li', { hasText: name }).first()
          const [said, what] = [item.locator('bdi').first(), item.locator('.what').first()]
          return ((await what.boundingBox())?.x ?? 0) - ((await said.boundingBox())?.x ?? 0)
        }),
      )
      expect(arabic).toBeLessThan(0)
      expect(english).toBeGreaterThan(0)
      expect(await page.locator('.wall').getAttribute('dir')).toBe(signatories === signers ? 'rtl' : null)
      await page.close()
    }
  })

  it('sets no name of a short list on two lines, unless a line is too short for it', async () => {
    const signatories = [...Array(12).fill('Gabriel García Márquez'), 'Ada '.repeat(25)].map(
      (name: string, at) => {
        return { kind: 'person' as const, name, occupation: 'poet', number: at + 1, signedAt: new Date() }
      },
    )
    const { url } = await openPages(paintedCore({ signatories }))
    const page = await browser?.newPage({ viewport: { width: 640, height: 640 } })
    if (page === undefined) throw new Error('no browser')
    onTestFinished(() => page.close())
    await page.goto(`${url}/p/fair-training`)
    const broken = () =>
      page.locator('.wall.few li > bdi').evaluateAll(names =>
        names.flatMap((name, at) => {
          const range = name.ownerDocument.createRange()
          range.selectNodeContents(name)
          return range.getClientRects().length > 1 ? [at + 1] : []
        }),
      )
    expect(await broken()).toEqual([13])
    await page
      .locator('.wall.few li > bdi')
      .evaluateAll(names => names.map(name => name.style.setProperty('display', 'inline')))
    expect((await broken()).length).toBeGreaterThan(1)
  })

  it('runs a very long name on, and its separator begins no line', async () => {
    const signatories = ['Donaudampfschifffahrtsgesellschaftskapitänswitwe', 'Ada'].map((name, at) => {
      return { kind: 'person' as const, name, number: at + 1, signedAt: new Date() }
    })
    const { url } = await openPages(paintedCore({ signatories }))
    const page = await browser?.newPage({ viewport: { width: 390, height: 844 } })
    if (page === undefined) throw new Error('no browser')
    onTestFinished(() => page.close())
    await page.goto(`${url}/p/fair-training`)
    // The last line of the name and the next name are the same line.
    const bottoms = await page
      .locator('.wall.few li > bdi')
      .evaluateAll(names => names.map(name => name.getBoundingClientRect().bottom))
    expect(Math.abs((bottoms[1] ?? 0) - (bottoms[0] ?? 0))).toBeLessThan(12)
  })

  it('sets the name below a statement from right to left on the right', async () => {
    const text = 'لا يجوز استخدام الأعمال الإبداعية إلا بموافقة من أبدعوها.'
    const petition = { ...fairTraining, title: 'تدريب عادل', text }
    const { url } = await openPages(paintedCore({ tokens: { [token('b')]: asked(ada, { petition }) } }))
    const page = await browser?.newPage({ viewport: { width: 1280, height: 844 } })
    if (page === undefined) throw new Error('no browser')
    onTestFinished(() => page.close())
    await page.goto(`${url}/c/${token('b')}`)
    const [card, name] = await Promise.all(
      ['.card', '.published strong'].map(what => page.locator(what).first().boundingBox()),
    )
    const right = (box: typeof card) => (box?.x ?? 0) + (box?.width ?? 0)
    expect(right(card) - right(name ?? null)).toBeLessThan(40)
  })

  it('shows no button that does nothing without our script', async () => {
    const { url } = await openPages(paintedCore({}))
    const page = await browser?.newPage({ javaScriptEnabled: false })
    if (page === undefined) throw new Error('no browser')
    onTestFinished(() => page.close())
    for (const path of ['/p/fair-training', '/p/fair-training/sign']) {
      await page.goto(`${url}${path}`)
      expect(await page.locator('button[data-copy]').first().isVisible()).toBe(false)
    }
  })

  it('says the ways to sign as a sentence', async () => {
    const { url } = await openPages(paintedCore({}), { channels: ['email', 'discord', 'slack', 'web'] })
    const page = (await (await fetch(`${url}/p/fair-training`)).text()).replace(/<[^>]*>/g, '')
    expect(page).toContain('You can sign here, by email, on Discord or on Slack.')
  })

  it('prints a letter from its first page on', async () => {
    const page = await show({ text: `${'Many words of a long letter. '.repeat(20)}\n\n`.repeat(12) }, 1280)
    await page.emulateMedia({ media: 'print' })
    const broken = await page
      .locator('.letter')
      .evaluate(element => element.ownerDocument.defaultView.getComputedStyle(element).breakInside)
    expect(broken).toBe('auto')
  })

  it('takes the button and the empty line away when the petition closes', async () => {
    const core = paintedCore()
    const { url } = await openPages(core)
    const page = await browser?.newPage()
    if (page === undefined) throw new Error('no browser')
    onTestFinished(() => page.close())
    await page.goto(`${url}/p/fair-training`)
    const ways = page.locator('.sign, .blank')
    expect(await ways.count()).toBe(2)
    core.petition = () => Promise.resolve({ ...fairTraining, status: 'closed' })
    await expect
      .poll(() => {
        core.changed('fair-training')
        return ways.count()
      })
      .toBe(0)
  })

  it('does not print the empty line for the next name', async () => {
    const page = await show({}, 1280)
    expect(await page.locator('.blank').isVisible()).toBe(true)
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.blank').isVisible()).toBe(false)
  })
})

it.skipIf(!chromiumPath)('sets labels quieter than values, in an email in the dark too', async () => {
  const browser = await openBrowser()
  onTestFinished(() => browser?.close())
  const page = await browser?.newPage({ colorScheme: 'dark' })
  const facts = [{ label: 'Signatory', value: 'Ada Lovelace' }]
  const links = { command: () => '', picture: () => '' }
  await page?.setContent(
    mailHtml({ language: 'en', subject: 'Receipt', blocks: [{ kind: 'facts', facts }] }, links),
  )
  const colourOf = (cell: string) =>
    page?.locator(cell).evaluate(element => element.ownerDocument.defaultView.getComputedStyle(element).color)
  expect([await colourOf('th'), await colourOf('th + td')]).toEqual([
    'rgb(170, 164, 151)',
    'rgb(236, 232, 222)',
  ])
})
