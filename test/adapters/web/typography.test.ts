/** How a petition's page is set, measured in a real browser. */
import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { PublicPetition } from '../../../src/core/page-contract.ts'
import { chromiumPath, openBrowser } from '../../support/browser.ts'
import { openPages } from './open-pages.ts'
import { fairTraining, paintedCore } from './painted-core.ts'

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

  it('has the button beside the number on the narrowest phone, in view', async () => {
    const page = await show({ signatures: 13_500, text: fairTraining.text.repeat(5) }, 320)
    const [number, button] = await Promise.all(
      ['.tally .n', '.sign'].map(what => page.locator(what).boundingBox()),
    )
    expect(button?.x).toBeGreaterThan((number?.x ?? 0) + (number?.width ?? 0))
    expect((button?.y ?? 0) + (button?.height ?? 0)).toBeLessThanOrEqual(640)
  })

  it('prints a letter from its first page on', async () => {
    const page = await show({ text: `${'Many words of a long letter. '.repeat(20)}\n\n`.repeat(12) }, 1280)
    await page.emulateMedia({ media: 'print' })
    const broken = await page
      .locator('.letter')
      .evaluate(element => element.ownerDocument.defaultView.getComputedStyle(element).breakInside)
    expect(broken).toBe('auto')
  })
})
