/** Pages, the widget and emails in the colour of a petition, as a browser shows them: axe finds no word that is hard to read. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { layOutMail } from '../../../src/adapters/email/send/mail-layout.ts'
import { accents } from '../../support/accents.ts'
import { chromiumPath, openAxePage, openBrowser } from '../../support/browser.ts'
import { contrast } from '../../support/contrast.ts'
import { id, options, replyOf } from '../email/composed-email.ts'
import { letter, people } from './every-page.ts'
import { openPages } from './open-pages.ts'
import { ada, asked, fairTraining, paintedCore, token } from './painted-core.ts'

/** Every colour is made readable by one function (test/core/accent.test.ts): two show that each place asks it. */
const shown = process.env.EVERY_LOOK ? accents : ['#ffff00', '#0d5f58']
const schemes = ['light', 'dark'] as const

describe.skipIf(!chromiumPath)('in a browser', () => {
  let browser: Browser | undefined
  let page: Page

  beforeAll(async () => {
    browser = await openBrowser()
    if (browser === undefined) throw new Error('no browser')
    page = await openAxePage(browser)
  })
  afterAll(() => browser?.close())

  const hardToRead = () =>
    page.evaluate<string[]>(
      'axe.run({ runOnly: ["color-contrast"], resultTypes: ["violations"] }).then(({ violations }) => violations.flatMap(v => v.nodes.map(n => n.html)))',
    )
  /** What is coloured stands out from the line beside it, on which the way to the goal is drawn too. */
  const ofLine = async () => {
    const [accent = '', line = ''] = await page.evaluate<string[]>(
      '["--accent", "--line"].map(name => getComputedStyle(document.querySelector("main")).getPropertyValue(name))',
    )
    return contrast(accent, line)
  }

  it.each(shown)('%s is readable on pages and in the widget', async accent => {
    const petition = { ...fairTraining, accent, text: `${letter}\n\n- [a link](https://example.org)` }
    const { url } = await openPages(
      paintedCore({
        petition,
        featured: people(['Ada']),
        tokens: { [token('a')]: asked(ada, { petition }) },
      }),
    )
    const colour = accent.slice(1)
    const widget = ['light', 'dark', 'auto'].map(look => `/widget?theme=${look}&accent=${colour}`)
    const paths = ['', '/sign', '/names', '/widget', ...widget].map(path => `/p/fair-training${path}`)
    for (const path of [...paths, `/c/${token('a')}`])
      for (const colorScheme of schemes) {
        await page.emulateMedia({ colorScheme })
        await page.goto(url + path)
        expect(await hardToRead(), `${path} ${colorScheme}`).toEqual([])
        expect(await ofLine(), `${path} ${colorScheme}`).toBeGreaterThanOrEqual(3)
      }
  })

  it.each(shown)('%s is readable in emails', async accent => {
    const { html } = layOutMail({ ...replyOf(), accent }, { ...options, deliveryId: id })
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme })
      await page.setContent(html)
      expect(await hardToRead(), colorScheme).toEqual([])
    }
  })
})
