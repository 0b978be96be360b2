import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { textsOf } from '../../src/core/texts/texts.ts'
import { chromiumPath, openBrowser } from '../support/browser.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { needs } from '../support/needs.ts'
import { confirmPath, type RunningService, startService } from '../support/service.ts'

const enPages = textsOf('en').pages
const frPages = textsOf('fr').pages

const phone: BrowserContextOptions = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true }
const sideways = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'

describe.skipIf(!needs('Chromium', chromiumPath !== undefined))(
  'a newcomer in a browser (needs Chromium)',
  () => {
    let database: TestDatabase
    let service: RunningService
    let browser: Browser
    let home: string

    beforeAll(async () => {
      database = await testDatabase()
      service = await startService({ databaseUrl: database.url })
      // The address that the terminal shows.
      home = service.url.replace('127.0.0.1', 'localhost')
      const opened = await openBrowser()
      if (opened === undefined) throw new Error('the browser went away')
      browser = opened
    })
    afterAll(async () => {
      await browser.close()
      await service.stop()
      await database.close()
    })

    /** Runs `act` in a browser of its own; any complaint of its pages (script errors, CSP) fails it. */
    async function inBrowser(
      options: BrowserContextOptions,
      act: (page: Page, context: BrowserContext) => Promise<void>,
    ): Promise<void> {
      const context = await browser.newContext({ locale: 'en-GB', ...options })
      const complaints: string[] = []
      context.on('weberror', error => complaints.push(error.error().message))
      context.on('console', message => {
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
      })
      context.on('response', response => {
        if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`)
      })
      try {
        await act(await context.newPage(), context)
        expect(complaints.join('\n')).toBe('')
      } finally {
        await context.close()
      }
    }

    async function fits(page: Page): Promise<void> {
      expect(await page.evaluate(sideways), page.url()).toBe(0)
    }

    const journeys = [
      ['on a desktop', {}, enPages, 'Bo Diddley', 'bo', 'Bo Diddley, illustrator'],
      ['on a narrow phone', phone, enPages, 'Chika Sato', 'chika', 'Chika Sato, animator'],
      [
        'in French',
        { locale: 'fr-FR' },
        frPages,
        'Émilie du Châtelet',
        'emilie',
        'Bonjour, je souhaite signer cette pétition.\nÉmilie du Châtelet, mathématicienne',
      ],
    ] as const

    it.each(journeys)(
      'signs %s: from the first page to the count that rises',
      async (_, options, words, name, who, text) => {
        const before = await service.count('demo')
        await inBrowser(options, async (page, context) => {
          await page.goto(`${home}/`)
          await fits(page)
          await page.getByRole('link', { name: words.trialLink }).click()
          await page.getByRole('heading', { name: words.trial.title }).waitFor()
          await fits(page)
          await page.getByLabel(words.trial.from, { exact: true }).fill(`${name} <${who}@example.org>`)
          await page.getByLabel(words.trial.to, { exact: true }).fill('sign+demo@localhost')
          await page.getByLabel(words.trial.subject, { exact: true }).fill('')
          await page.getByLabel(words.trial.text, { exact: true }).fill(text)
          await page.getByRole('button', { name: words.trial.sendButton }).click()
          await page.waitForURL('**/trial?*sent=1*')
          await page.evaluate('window.neverReloaded = true')
          const answer = page.getByRole('link', { name: `${who}@example.org` })
          await answer.waitFor()
          // An email that somebody else caused, long after this page was loaded.
          await service.write({
            from: `later@${who}.test`,
            to: 'sign+demo@localhost',
            text: 'Other Person',
          })
          await page.getByRole('link', { name: `later@${who}.test` }).waitFor()
          expect(await page.evaluate('window.neverReloaded')).toBe(true)
          await fits(page)

          await page.getByRole('link', { name: `${who}@example.org` }).click()
          const frame = page.frameLocator('iframe.mail-html')
          const inMail = frame.locator('a[href*="/c/"]').first()
          await inMail.waitFor()
          expect(await frame.locator('body').textContent()).toContain(name)
          await page.getByText(words.trial.readText).click()
          expect(await page.locator('.mail-text').textContent()).toContain(name)
          await page.locator('.mail-text a[href*="/c/"]').waitFor()
          await fits(page)

          const [tab] = await Promise.all([context.waitForEvent('page'), inMail.click()])
          await tab.getByRole('heading', { name: words.notSignedYetTitle }).waitFor()
          expect(await tab.locator('html').getAttribute('lang')).toBe(words.language)
          expect(await service.count('demo')).toBe(before)
          await fits(tab)
          await tab.getByRole('button', { name: words.confirmButton }).click()
          await tab.getByRole('heading', { name: words.signedTitle(before + 1) }).waitFor()
          await fits(tab)
          await tab.getByRole('link', { name: words.seePage }).click()
          await tab.waitForURL('**/p/demo*')
          expect(await tab.locator('.tally .n').textContent()).toBe(words.number(before + 1))
          expect(await tab.locator('#signatories').textContent()).toContain(name)
          await fits(tab)
        })
        expect(await service.count('demo')).toBe(before + 1)
      },
    )

    it('signs without JavaScript', async () => {
      const before = await service.count('demo')
      await service.write({ from: 'fay@example.org', to: 'sign+demo@localhost', text: 'Fay Wray, actor' })
      const question = await service.mail('fay@example.org')
      await inBrowser({ javaScriptEnabled: false }, async page => {
        await page.goto(`${home}${confirmPath(question)}`)
        await page.getByRole('button', { name: enPages.confirmButton }).click()
        await page.getByRole('heading', { name: enPages.signedTitle(before + 1) }).waitFor()
        await page.goto(`${home}/p/demo`)
        expect(await page.locator('#signatories').textContent()).toContain('Fay Wray')
        await page.goto(`${home}/trial`)
        await page.getByRole('link', { name: 'fay@example.org' }).first().click()
        await page.getByRole('button', { name: enPages.trial.replyButton }).waitFor()
      })
      expect(await service.count('demo')).toBe(before + 1)
    })

    it('signs by keyboard alone, and always sees where they are', async () => {
      const before = await service.count('demo')
      await inBrowser({}, async page => {
        /** Presses Tab until the focus is where `selector` points, as a person does who sees it move. */
        const tabTo = async (selector: string): Promise<void> => {
          for (let steps = 0; steps < 60; steps++) {
            await page.keyboard.press('Tab')
            const focus = page.locator(':focus')
            if ((await focus.count()) === 0) continue
            const seen = await focus.evaluate((element, wanted) => {
              const { outlineStyle, outlineWidth, boxShadow } =
                element.ownerDocument.defaultView.getComputedStyle(element)
              const visible = (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none'
              return { visible, found: element.matches(wanted), isFrame: element.tagName === 'IFRAME' }
            }, selector)
            if (seen.isFrame) continue
            expect(seen.visible, `focus on ${await focus.textContent().catch(() => '')}`).toBe(true)
            if (seen.found) return
          }
          throw new Error(`${selector} cannot be reached by keyboard`)
        }
        await page.goto(`${home}/`)
        await page.keyboard.press('Tab')
        expect(await page.locator(':focus').textContent()).toBe(enPages.skipToContent)
        await tabTo('a[href^="/trial"]')
        await page.keyboard.press('Enter')
        await page.waitForURL('**/trial*')
        await tabTo('#from')
        await page.keyboard.press('ControlOrMeta+a')
        await page.keyboard.type('Gus Grissom <gus@example.org>')
        await tabTo('#text')
        await page.keyboard.press('ControlOrMeta+a')
        await page.keyboard.type('Gus Grissom, astronaut')
        await tabTo('form button')
        await page.keyboard.press('Enter')
        await page.waitForURL('**/trial?*sent=1*')
        await page.getByRole('link', { name: 'gus@example.org' }).waitFor()
        const id = await page
          .locator('[data-id]', { hasText: 'gus@example.org' })
          .first()
          .getAttribute('data-id')
        await tabTo(`[data-id="${id}"] a`)
        await page.keyboard.press('Enter')
        await page.waitForURL('**/trial/mails/*')
        await tabTo('summary')
        await page.keyboard.press('Enter')
        await tabTo('.mail-text a[href*="/c/"]')
        const [tab] = await Promise.all([page.context().waitForEvent('page'), page.keyboard.press('Enter')])
        await tab.getByRole('heading', { name: enPages.notSignedYetTitle }).waitFor()
        for (let steps = 0; (await tab.locator('button.main:focus').count()) === 0; steps++) {
          if (steps > 20) throw new Error('the button cannot be reached')
          await tab.keyboard.press('Tab')
        }
        await tab.keyboard.press('Enter')
        await tab.getByRole('heading', { name: enPages.signedTitle(before + 1) }).waitFor()
      })
      expect(await service.count('demo')).toBe(before + 1)
    })

    it('would have been told of a page that complains or scrolls sideways', async () => {
      await expect(
        inBrowser({}, async page => {
          await page.goto(`${home}/p/demo`)
          await page.evaluate(
            "document.body.insertAdjacentHTML('beforeend', '<img src=https://evil.example/x.png>')",
          )
          await page.waitForTimeout(200)
        }),
      ).rejects.toThrow(/Loading the image/)
      await expect(
        inBrowser(phone, async page => {
          await page.goto(`${home}/p/demo`)
          await page.evaluate("document.querySelector('main').style.width = '600px'")
          await fits(page)
        }),
      ).rejects.toThrow(/p\/demo/)
    })
  },
)
