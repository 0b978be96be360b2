import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumPath, openBrowser } from '../support/browser.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { needs } from '../support/needs.ts'
import { press } from '../support/press.ts'
import { confirmPath, managePath, type RunningService, startService } from '../support/service.ts'

describe('Ada mistypes her name, and writes one email only', () => {
  let database: TestDatabase
  let service: RunningService
  const petitionPage = async () => (await fetch(`${service.url}/p/demo`)).text()

  beforeAll(async () => {
    database = await testDatabase()
    service = await startService({ databaseUrl: database.url })
  })
  afterAll(async () => {
    await service.stop()
    await database.close()
  })

  it.skipIf(!needs('Chromium', chromiumPath !== undefined))(
    'puts it right behind the link, and is published as typed there (needs Chromium)',
    async () => {
      await service.write({
        from: 'ada@example.org',
        to: 'sign+demo@localhost',
        text: 'Ada Lovelcae, composer',
      })
      const question = await service.mail('ada@example.org')
      const browser = (await openBrowser()) as Browser
      try {
        const page = await browser.newPage({ javaScriptEnabled: false })
        await page.goto(`${service.url}${confirmPath(question)}`)
        await page.getByText('Ada Lovelcae').waitFor()
        await page.getByText('Change', { exact: true }).click()
        await page.getByLabel('Your name').fill('Ada Lovelace')
        await page.getByRole('button', { name: 'Confirm my signature' }).click()
        await page.getByRole('heading', { name: 'Your signature is number 1' }).waitFor()
        await page.getByText('Ada Lovelace').waitFor()
      } finally {
        await browser.close()
      }
      const published = await petitionPage()
      expect(published).toContain('Ada Lovelace')
      expect(published).not.toContain('Lovelcae')
      const receipt = await service.mail('ada@example.org', 2)
      expect(receipt.subject).toBe('Your signature is number 1')
      expect(receipt.text).toContain('Ada Lovelace, composer')
      await service.settle()
      expect(await service.mails('ada@example.org')).toHaveLength(2)
    },
  )

  it('changes it once more on her manage page, in French, without another email', async () => {
    await service.write({
      from: 'line@example.org',
      to: 'sign+demo@localhost',
      text: 'Je signe.\nLine Renaud, chanteuse',
    })
    await service.reply(await service.mail('line@example.org'), 'line@example.org')
    const receipt = await service.mail('line@example.org', 2)
    const manage = `${service.url}${managePath(receipt)}`
    const fields = {
      kind: 'person',
      name: 'Line Renaud',
      occupation: 'autrice',
      organisation: '',
      listed: 'yes',
    }
    const refused = await press(manage, { ...fields, occupation: 'x'.repeat(101) })
    expect([refused.status, await refused.text()].join()).toMatch(/^422.*C’est trop long/s)
    const saved = await press(manage, fields)
    expect(await saved.text()).toContain('Enregistré. Voici ce que dit maintenant votre signature.')
    await expect.poll(petitionPage).toContain('autrice')
    await service.settle()
    expect(await service.mails('line@example.org')).toHaveLength(2)
  })

  it('leaves nothing of what was typed in the log', () => {
    expect(service.output()).not.toMatch(/lovel|renaud|autrice|example\.org/i)
    expect(service.output()).toContain('Undersigned is running')
  })
})
