import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumPath, openBrowser } from '../support/browser.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { needs } from '../support/needs.ts'
import { confirmPath, type RunningService, type SentMail, startService } from '../support/service.ts'

const to = 'sign+demo@localhost'
const times = 100

describe('the scanner of a company opens every link before its people do', () => {
  let database: TestDatabase
  let service: RunningService
  /** The scanner must leave this as it is. */
  const traces = async () => {
    const { rows } = await database.pool.query(
      `select (select count(*)::int from signature) as signatures,
              (select count(*)::int from token where spent_at is not null) as spent,
              (select count(*)::int from delivery) as deliveries,
              (select count(*)::int from suppression) as refusals,
              (select array_agg(state order by id) from sign_request) as requests`,
    )
    return rows[0]
  }
  const linksOf = (mail: SentMail): string[] => {
    const links = `${mail.html.replaceAll('&amp;', '&')}\n${mail.text}`.match(/https?:\/\/[^"'\s<>]+/g) ?? []
    const own = links.map(link => link.replace(/^https?:\/\/localhost:\d+/, service.url))
    return [...new Set(own)]
  }
  const ask = async (name: string) => {
    await service.write({ from: `${name}@example.org`, to, text: `${name} Person` })
    const mail = await service.mail(`${name}@example.org`)
    await service.settle()
    return mail
  }

  beforeAll(async () => {
    database = await testDatabase()
    service = await startService({ databaseUrl: database.url })
  })
  afterAll(async () => {
    await service.stop()
    await database.close()
  })

  it('a hundred times by GET, HEAD and OPTIONS, with every form’s address too: nothing happens, and Ada signs afterwards', async () => {
    const question = await ask('Ada')
    const links = linksOf(question)
    expect(links.filter(link => link.includes('/c/'))).toHaveLength(1)
    const page = await (await fetch(`${service.url}${confirmPath(question)}`)).text()
    const forms = [...page.matchAll(/action="([^"]+)"/g)].map(([, action]) => `${service.url}${action}`)
    expect(forms.length).toBeGreaterThan(1)
    const before = await traces()
    for (const link of [...links, ...forms]) {
      for (let n = 0; n < times; n += 20) {
        const answers = await Promise.all(
          Array.from({ length: 20 }, (_, i) =>
            fetch(link, { method: ['GET', 'HEAD', 'OPTIONS'][i % 3] ?? 'GET' }),
          ),
        )
        for (const answer of answers) await answer.arrayBuffer()
        expect(answers.every(answer => answer.status < 500)).toBe(true)
      }
    }
    expect(await traces()).toEqual(before)
    await service.reply(question, 'Ada@example.org')
    await expect.poll(() => service.count('demo')).toBe(1)
    // The negative control: these traces do move when somebody signs.
    expect(await traces()).not.toEqual(before)
  })

  it('the links of a receipt change nothing either', async () => {
    const receipt = await service.mail('Ada@example.org', 2)
    await service.settle()
    const before = await traces()
    const links = linksOf(receipt).filter(link => link.startsWith(service.url))
    const manage = links.find(link => link.includes('/m/')) ?? ''
    for (const link of [...links, `${manage}/withdraw`, `${manage}/erase`, `${manage}/proof`])
      for (let n = 0; n < 20; n++)
        await (await fetch(link, { method: n % 2 === 0 ? 'GET' : 'HEAD' })).arrayBuffer()
    expect(await traces()).toEqual(before)
    expect(await service.count('demo')).toBe(1)
  })

  it.skipIf(!needs('Chromium', chromiumPath !== undefined))(
    'in a sandbox that runs scripts, waits, hovers and focuses: nothing happens, and Bob signs afterwards (needs Chromium)',
    async () => {
      const question = await ask('Bob')
      const before = await traces()
      const browser = (await openBrowser()) as Browser
      try {
        const page = await browser.newPage()
        const visitAll = async () => {
          for (const element of await page.locator('a, button, input, summary, form').all()) {
            // The focus brings the skip link into view.
            await element.focus()
            if (!(await element.isVisible())) continue
            await element.hover()
            await element.evaluate(node => {
              for (const type of ['mouseenter', 'mouseover', 'pointerenter', 'focusin', 'touchstart'])
                node.dispatchEvent(new Event(type, { bubbles: true }))
            })
          }
        }
        for (const link of linksOf(question)) {
          await page.goto(link)
          await page.waitForTimeout(500)
          await visitAll()
          // It opens what can be opened, too.
          for (const summary of await page.locator('summary').all()) await summary.click()
          await visitAll()
          await page.mouse.wheel(0, 5_000)
          for (let n = 0; n < 12; n++) await page.keyboard.press('Tab')
          const hrefs = await page
            .locator('a[href]')
            .evaluateAll(all => all.map(a => a.getAttribute('href') ?? ''))
          for (const href of hrefs.filter(path => path.startsWith('/'))) await page.goto(service.url + href)
        }
        expect(await traces()).toEqual(before)
        await page.goto(`${service.url}${confirmPath(question)}`)
        await page.getByRole('button', { name: 'Confirm my signature' }).click()
        await page.getByRole('heading', { name: 'Your signature is number 2' }).waitFor()
      } finally {
        await browser.close()
      }
      expect(await service.count('demo')).toBe(2)
    },
  )
})
