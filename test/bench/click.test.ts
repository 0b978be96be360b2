import { Hono } from 'hono'
import { expect, it } from 'vitest'
import { browser } from '../../bench/load/ask-and-confirm.ts'
import { isPersonsPress } from '../../src/adapters/web/signing/link-fetched-by.ts'

it('presses as a person does, so that a click of the bench is recorded', async () => {
  const app = new Hono().post('/', c => c.json(isPersonsPress(c, 'https://sign.example')))
  const press = async (headers: Record<string, string>) =>
    (await app.request('/', { method: 'POST', headers })).json()
  expect(await press(browser)).toBe(true)
  const { origin, 'sec-fetch-site': site, ...others } = browser
  expect([origin, site]).toEqual(['null', 'same-origin'])
  expect(await press(others)).toBe(false)
})
