/** Every page in a real browser: axe finds nothing, nothing is wider than the window, and hostile names disturb no neighbour. */

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumPath, openAxePage, openBrowser } from '../../support/browser.ts'
import { everyState, letter, mail, pages, people, states } from './every-page.ts'
import { hostile } from './hostile.ts'
import { openPages } from './open-pages.ts'
import { fairTraining, paintedCore, token } from './painted-core.ts'

const narrow = ['dark', 320] as const
const wide = ['light', 1280] as const
/** A window of 1280 pixels at a zoom of 200 %; the narrow one is that at 400 %. */
const doubled = ['light', 640] as const
const everyLook = [narrow, ['light', 320], doubled, ['dark', 640], wide, ['dark', 1280]] as const
const channels = ['discord', 'email', 'slack', 'web'] as const

describe.skipIf(!chromiumPath)('pages in a browser', () => {
  let browser: Browser | undefined
  let page: Page

  beforeAll(async () => {
    browser = await openBrowser()
    if (browser === undefined) throw new Error('no browser')
    page = await openAxePage(browser)
  })
  afterAll(() => browser?.close())

  const findings = () =>
    page.evaluate<string[]>(
      'axe.run({ resultTypes: ["violations"] }).then(({ violations }) => violations.map(v => v.id + ": " + v.nodes[0]?.html))',
    )
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
      const usual = path.includes('?') || path.startsWith('/c/') ? [narrow] : [narrow, wide]
      for (const [colorScheme, width] of process.env.EVERY_LOOK ? everyLook : usual) {
        await page.emulateMedia({ colorScheme })
        await page.setViewportSize({ width, height: 800 })
        await page.goto(url + path)
        expect(await findings(), colorScheme).toEqual([])
        expect(await tooWide(), colorScheme).toBe(0)
      }
    },
  )

  it('has nothing to find in any state behind a link, in the widget, or at the trial desk', async () => {
    const trial = {
      send: () => Promise.resolve({ kind: 'sent' as const }),
      list: () => Promise.resolve([mail]),
      read: () => Promise.resolve(mail),
    }
    const { url } = await openPages(everyState, { channels, trial, host: '127.0.0.1' })
    const looks = process.env.EVERY_LOOK ? everyLook : undefined
    for (const [at, path] of states.entries())
      for (const [colorScheme, width] of looks ?? [at % 2 === 0 ? narrow : doubled]) {
        await page.emulateMedia({ colorScheme })
        await page.setViewportSize({ width, height: 800 })
        await page.goto(url + path)
        expect(await findings(), `${path} ${colorScheme} ${width}`).toEqual([])
        expect(await tooWide(), `${path} ${width}`).toBe(0)
      }
  })

  it('keeps everything within the window if the letters are twice as large, and on paper', async () => {
    const { url } = await openPages(everyState, { channels })
    await page.setViewportSize({ width: 640, height: 800 })
    for (const path of ['/p/fair-training', '/p/fair-training/sign', '/p/fair-training/news', '/']) {
      await page.goto(url + path)
      await page.evaluate('document.documentElement.style.fontSize = "200%"')
      expect(await tooWide(), path).toBe(0)
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
      const onPaper = await findings()
      await page.emulateMedia({ media: 'screen' })
      expect(onPaper, `${path} on paper`).toEqual([])
    }
  })

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

  it('has nothing to find in the page that asks about a press again', async () => {
    const { url } = await openPages(everyState, { channels })
    await page.setViewportSize({ width: 320, height: 800 })
    for (const path of [`/c/${token('a')}`, `/c/${token('b')}/not-me`, `/m/${token('m')}/withdraw`]) {
      // The button of another page.
      await page.goto('about:blank')
      await page.setContent(`<form method="post" action="${url}${path}"><button>press</button></form>`)
      await page.click('button')
      expect(await page.textContent('h1'), path).toBe('One more step')
      expect(await findings(), path).toEqual([])
      expect(await tooWide(), path).toBe(0)
    }
  })

  it('shows how far the goal is in forced colours too', async () => {
    const { url } = await openPages(paintedCore(), { channels })
    const bar = page.locator('progress')
    const drawn = async (value: number) => {
      await bar.evaluate((element, n) => element.setAttribute('value', String(n)), value)
      return bar.screenshot()
    }
    await page.emulateMedia({ forcedColors: 'active' })
    for (const path of ['/p/fair-training', '/p/fair-training/widget']) {
      await page.goto(url + path)
      expect((await drawn(0)).equals(await drawn(5000)), path).toBe(false)
    }
    await page.emulateMedia({ forcedColors: null })
  })

  it('has nothing to find in the pages that follow a form', async () => {
    const { url } = await openPages(everyState, { channels })
    await page.setViewportSize({ width: 320, height: 800 })
    for (const [path, fields, says] of [
      ['/p/fair-training/sign', { '#name': 'Ada', '#mailbox': 'ada@example.org' }, 'ada@example.org'],
      ['/mine', { '#mailbox': 'ada@example.org' }, 'ada@example.org'],
      [`/c/${token('a')}`, {}, '4,214'],
    ] as const) {
      await page.goto(url + path)
      for (const [field, typed] of Object.entries(fields)) await page.fill(field, typed)
      await page.click('main form[method=post] button[type=submit] >> visible=true')
      expect(await page.textContent('main'), path).toContain(says)
      expect(await findings(), path).toEqual([])
      expect(await tooWide(), path).toBe(0)
    }
  })

  it('has the button in view on a phone, however long the letter; the keyboard reaches it after the statement', async () => {
    const petition = { ...fairTraining, text: letter, title: 'A long title of an open letter. '.repeat(5) }
    const { url } = await openPages(paintedCore({ petition }), { channels })
    for (const [width, height] of [
      [320, 568],
      [844, 390],
      [667, 330],
      [390, 844],
    ] as const) {
      await page.setViewportSize({ width, height })
      await page.goto(`${url}/p/fair-training`)
      const box = await page.locator('a.sign').boundingBox()
      expect(box && box.y >= 0 && box.y + box.height <= height, `${width} × ${height}`).toBe(true)
    }
    const order = []
    for (let i = 0; i < 4; i++) {
      await page.keyboard.press('Tab')
      order.push(await page.evaluate('document.activeElement.textContent.trim()'))
    }
    expect(order).toEqual(['Skip to the content', 'Undersigned', 'Français', 'Sign'])
  })

  it('keeps whatever the keyboard reaches above the bar with the button', async () => {
    const paragraph = 'Many words of a long letter. '.repeat(12)
    const text = Array.from({ length: 12 }, (_, at) => `${paragraph} [Link ${at}](https://example.org/${at})`)
    const petition = { ...fairTraining, text: text.join('\n\n') }
    const { url } = await openPages(paintedCore({ petition }), { channels })
    await page.setViewportSize({ width: 390, height: 600 })
    await page.goto(`${url}/p/fair-training`)
    const hidden = []
    for (let at = 0; at < 18; at++) {
      await page.keyboard.press('Tab')
      const seen = await page.evaluate<string>(`(() => {
        const { left, top, height } = document.activeElement.getClientRects()[0]
        const shown = document.elementFromPoint(left + 4, top + height / 2)
        return document.activeElement.contains(shown) ? '' : document.activeElement.textContent
      })()`)
      if (seen !== '') hidden.push(seen)
    }
    expect(hidden).toEqual([])
  })

  it('keeps the number live, and copies the address', async () => {
    const core = paintedCore()
    let signatures = 4213
    core.petition = () => Promise.resolve({ ...fairTraining, signatures })
    const { url } = await openPages(core, { channels })
    await page.goto(`${url}/p/fair-training`)
    signatures = 12_345
    await expect
      .poll(() => {
        core.changed('fair-training')
        return page.textContent('.tally .n')
      })
      .toBe('12,345')
    const bar = page.locator('.act progress')
    expect([await bar.getAttribute('aria-label'), await bar.getAttribute('value')]).toEqual([
      '12,345 of 5,000',
      '5000',
    ])
    await page.context().grantPermissions(['clipboard-write'])
    await page.goto(`${url}/p/fair-training/sign`)
    await page.click('button.copy')
    await expect.poll(() => page.textContent('button.copy')).toBe('Copied')
    // Our pages may write to the clipboard and not read it, so a person pastes.
    await page.focus('input[name=name]')
    await page.keyboard.press('Control+V')
    expect(await page.inputValue('input[name=name]')).toBe('sign+fair-training@undersigned.example')
  })

  it('copies the address of the petition right after signing', async () => {
    const { url } = await openPages(everyState, { channels })
    await page.goto(`${url}/c/${token('d')}`)
    await page.context().grantPermissions(['clipboard-write'])
    await page.click('.share button[data-copy]')
    await expect.poll(() => page.textContent('.share button[data-copy]')).toBe('Copied')
  })

  it('says “Copied” for three seconds, however often the button is pressed', async () => {
    const { url } = await openPages(paintedCore(), { channels })
    await page.clock.install({ time: 0 })
    await page.goto(`${url}/p/fair-training`)
    // No time passes but what the test lets pass.
    await page.clock.pauseAt(3_600_000)

    await page.context().grantPermissions(['clipboard-write'])
    const button = page.locator('.share button[data-copy]')
    for (let press = 0; press < 2; press++) {
      await button.click()
      await expect.poll(() => button.textContent()).toBe('Copied')
      await page.clock.runFor(1000)
    }
    // The second press may be answered after this line is reached.
    await expect
      .poll(async () => {
        await page.clock.runFor(3000)
        return button.textContent()
      })
      .toBe('Copy the link')
  })

  it('selects the address if the browser does not let it copy', async () => {
    const { url } = await openPages(paintedCore(), { channels })
    await page.goto(`${url}/p/fair-training`)
    await page.evaluate(`
      navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'))
      document.execCommand = () => false
    `)
    await page.click('.share button[data-copy]')
    await expect
      .poll(() => page.evaluate('String(getSelection())'))
      .toBe('https://undersigned.example/p/fair-training')
    expect(await page.textContent('.share button[data-copy]')).toBe('Copy the link')
  })

  it('shows hostile names as text that disturbs no neighbour', async () => {
    const names = hostile.flatMap(name => ['Ada', name, 'Zoë'])
    const { url } = await openPages(paintedCore({ signatories: people(names) }), { channels })
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 800 })
      await page.goto(`${url}/p/fair-training`)
      expect(await tooWide()).toBe(0)
      const shown = await page.evaluate(
        '[...document.querySelectorAll(".wall > li:not(:has(.blank))")].map(li => li.querySelector("bdi").textContent)',
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
