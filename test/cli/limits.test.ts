import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultLimits, readLimits } from '../../src/core/outbound/limits.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { command } from './run.ts'

describe('undersigned limits', () => {
  let database: TestDatabase
  let environment: Record<string, string>
  const run = (...args: string[]) => command(['limits', ...args], environment)

  beforeAll(async () => {
    database = await testDatabase()
    environment = { DATABASE_URL: database.url, SECRET_KEY: randomBytes(32).toString('base64') }
  })
  afterAll(() => database.close())

  it('shows each limit with what it means, and says which was changed', async () => {
    expect((await run()).stdout).toMatch(
      /^limit +value +changed +meaning\naccount\.burst +5 +addresses that one/,
    )
    const { stdout } = await run('set', 'account.burst', '50')
    expect(stdout).toMatch(/\naccount\.burst +50 +was 5 +addresses/)
    expect(JSON.parse((await run('show', '--json')).stdout)).toEqual({
      ...defaultLimits,
      'account.burst': 50,
    })
    expect(await readLimits(database.db)).toMatchObject({ 'account.burst': 50 })
  })

  it('resets one, or all', async () => {
    await run('set', 'account.burst', '7')
    await run('set', 'domain.hour', '9')
    expect(JSON.parse((await run('reset', 'domain.hour', '--json')).stdout)).toMatchObject({
      ...{ 'account.burst': 7, 'domain.hour': defaultLimits['domain.hour'] },
    })
    expect(JSON.parse((await run('reset', '--json')).stdout)).toEqual(defaultLimits)
  })

  it.each([
    [['set', 'acount.burst', '5'], 'There is no limit "acount.burst". There are: account.burst, '],
    [['set', 'account.burst', '0'], '"0" is not a whole number from 1'],
    [['set', 'account.burst', '1.5'], '"1.5" is not a whole number from 1'],
    [['set', 'constructor', '5'], 'There is no limit "constructor".'],
    [['reset', 'everything'], 'There is no limit "everything".'],
  ])('says what is wrong with %j, and changes nothing', async (args, words) => {
    const ran = await run(...args)
    expect([ran.code, ran.stderr]).toEqual([2, expect.stringContaining(words)])
    expect(await readLimits(database.db)).toEqual(defaultLimits)
  })
})
