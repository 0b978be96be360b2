import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumPath, openBrowser } from '../../support/browser.ts'
import { needs } from '../../support/needs.ts'
import { openPages } from './open-pages.ts'
import { ada, asked, eve, fairTraining, paintedCore, signed, token } from './painted-core.ts'

describe.skipIf(!needs('Chromium', chromiumPath !== undefined))(
  'changing the details in a real browser, without scripts (needs Chromium)',
  () => {
    let browser: Browser
    beforeAll(async () => {
      browser = (await openBrowser()) as Browser
    })
    afterAll(() => browser.close())

    const core = () =>
      paintedCore({
        tokens: {
          [token('a')]: asked(ada),
          [token('b')]: asked(eve, { language: 'fr', change: true }),
          [token('c')]: asked(ada, { petition: { ...fairTraining, listing: 'count' } }),
        },
        manage: { [token('m')]: signed(ada) },
      })

    async function visit(url: string, width = 1280): Promise<Page> {
      const page = await browser.newPage({ javaScriptEnabled: false, viewport: { width, height: 800 } })
      await page.goto(url)
      return page
    }
    const confirm = (page: Page) => page.getByRole('button', { name: 'Confirm my signature' })
    const name = (page: Page) => page.getByLabel('Your name')

    it('goes by the keyboard alone: open, type, choose, confirm', async () => {
      const painted = core()
      const { url } = await openPages(painted)
      const page = await visit(`${url}/c/${token('a')}`)
      const press = async (...keys: string[]) => {
        for (const key of keys) await page.keyboard.press(key)
      }
      await expect.poll(() => confirm(page).count()).toBe(1)
      // Past the skip link, the name of the site and the other language.
      await press('Tab', 'Tab', 'Tab', 'Tab', 'Enter')
      await name(page).waitFor()
      expect(await confirm(page).count()).toBe(1)
      expect(await page.getByText('Ada Lovelace').isVisible()).toBe(false)
      await press('Tab', 'ArrowDown', 'Tab')
      await page.keyboard.type('Ada King')
      await press('Tab')
      await page.keyboard.type('director')
      await press('Tab')
      await page.keyboard.type('Tiny Publishers')
      await press('Tab', 'Space', 'Tab', 'Enter')
      await page.getByRole('heading', { name: 'Your signature is number 4,214' }).waitFor()
      expect(painted.called.slice(1)).toEqual([
        `confirm ${token('a')} organisation|Ada King|director|Tiny Publishers|false`,
      ])
      expect(page.url()).toBe(`${url}/c/${token('a')}`)
      await page.close()
    })

    it('confirms the text if the fields were closed again, whatever stands in them', async () => {
      const painted = core()
      const { url } = await openPages(painted)
      const page = await visit(`${url}/c/${token('a')}`)
      const change = page.getByText('Change', { exact: true })
      await change.click()
      await name(page).fill('Somebody Else')
      await change.click()
      expect(await page.getByText('Ada Lovelace').isVisible()).toBe(true)
      await confirm(page).click()
      await page.getByRole('heading', { name: 'Your signature is number 4,214' }).waitFor()
      expect(painted.called.slice(1)).toEqual([`confirm ${token('a')}`])
      await page.close()
    })

    it('shows the page again with the focus in the field that is wrong, and its problem beside it', async () => {
      const painted = core()
      painted.confirm = async (given, typed) => {
        const view = await painted.requestByToken(given)
        if (view.kind !== 'asked' || typed === undefined) return view
        return { kind: 'invalid', field: 'organisation', problem: 'empty', limit: 150, typed, view }
      }
      const { url } = await openPages(painted)
      const page = await visit(`${url}/c/${token('a')}`, 360)
      await page.getByText('Change', { exact: true }).click()
      await page.getByLabel('for an organisation').check()
      await name(page).fill('Zoë')
      await confirm(page).click()
      const field = page.getByLabel('Organisation (')
      await field.and(page.locator(':focus')).waitFor()
      expect(await field.getAttribute('aria-describedby')).toBe('organisation-problem')
      expect(await page.locator('#organisation-problem').textContent()).toBe('Please fill this in.')
      expect(await name(page).inputValue()).toBe('Zoë')
      expect(await page.getByLabel('for an organisation').isChecked()).toBe(true)
      expect(await confirm(page).count()).toBe(1)
      await page.close()
    })

    it('does not send an empty name at all', async () => {
      const painted = core()
      const { url } = await openPages(painted)
      const page = await visit(`${url}/c/${token('a')}`)
      await page.getByText('Change', { exact: true }).click()
      await name(page).fill('')
      await confirm(page).click()
      expect(await page.locator('input:invalid').getAttribute('name')).toBe('name')
      expect(painted.called).toHaveLength(1)
      await page.close()
    })

    it('keeps “listed” where only the count is public', async () => {
      const painted = core()
      const { url } = await openPages(painted)
      const page = await visit(`${url}/c/${token('c')}`)
      await page.getByText('Change', { exact: true }).click()
      await name(page).fill('Ada King')
      await confirm(page).click()
      await page.getByRole('heading', { name: 'Your signature is number' }).waitFor()
      expect(painted.called.slice(1)).toEqual([`confirm ${token('c')} person|Ada King|composer||true`])
      await page.close()
    })

    it('speaks French, and says “confirm” for a change too', async () => {
      const painted = core()
      const { url } = await openPages(painted)
      const page = await visit(`${url}/c/${token('b')}`)
      await page.getByText('Modifier', { exact: true }).click()
      await page.getByLabel('en mon nom').check()
      await page.getByLabel('Organisation (').fill('')
      await page.getByRole('button', { name: 'Confirmer la modification' }).click()
      await page.getByRole('heading', { name: 'Votre signature porte le nᵒ' }).waitFor()
      expect(painted.called.slice(1)).toEqual([`confirm ${token('b')} person|Eve Moss|director||true`])
      await page.close()
    })

    it('saves from the manage page with the same fields', async () => {
      const painted = core()
      const { url } = await openPages(painted)
      const page = await visit(`${url}/m/${token('m')}`, 420)
      expect(await page.getByRole('button', { name: 'Save' }).count()).toBe(0)
      await page.getByText('Change', { exact: true }).click()
      await name(page).fill('Ada King')
      await page.getByLabel('Show my name').uncheck()
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByRole('status').getByText('Saved.').waitFor()
      expect(await page.getByText('Ada King').isVisible()).toBe(true)
      expect(await page.getByText('Counted, without showing the name.').isVisible()).toBe(true)
      expect(painted.called).toEqual(['correct person|Ada King|composer||false'])
      await page.close()
    })

    it.each([360, 420])('does not scroll sideways on a phone of %i pixels', async width => {
      const { url } = await openPages(core())
      const page = await visit(`${url}/c/${token('b')}`, width)
      await page.getByText('Modifier', { exact: true }).click()
      const box = await page.locator('main').boundingBox()
      expect(box?.width).toBe(width)
      for (const field of await page.locator('.change input[type=text], .change button').all())
        expect((await field.boundingBox())?.width).toBeLessThan(width)
      await page.close()
    })
  },
)
