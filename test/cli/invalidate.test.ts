import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadKeys } from '../../src/core/keys.ts'
import { addCrowd } from '../support/crowd.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { makePetition } from '../support/petition.ts'
import { command, undersigned } from './run.ts'

describe('undersigned invalidate', () => {
  let database: TestDatabase
  let environment: Record<string, string>
  const run = (...args: string[]) => command(['invalidate', ...args], environment)
  const counted = async () =>
    (await database.pool.query("select count(*)::int as n from signature where state = 'confirmed'")).rows[0]
      .n

  beforeAll(async () => {
    database = await testDatabase()
    const secret = randomBytes(32).toString('base64')
    environment = { DATABASE_URL: database.url, SECRET_KEY: secret }
    await makePetition(database.db, 'fair')
    await addCrowd(database.db, await loadKeys(database.db, secret), 'fair', [
      { n: 1_500, domain: () => 'farm.example' },
      { n: 20, domain: () => 'gmail.com' },
      { n: 3, domain: () => 'mailinator.com', by: 'reply' },
    ])
  })
  afterAll(() => database.close())

  it('shows how many fit and some of them, and changes nothing before a yes', async () => {
    const shown = await run('fair', '--domain', 'farm.example', '--dry-run')
    expect(shown.stdout).toMatch(
      /^1,500 signatures of fair fit\.\nnumber +confirmed +channel +the latest\n1500 /,
    )
    const args = ['invalidate', 'fair', '--domain', 'farm.example', '--reason', 'a farm']
    const asked = await undersigned(args, environment, { stdin: 'no\n' })
    expect(asked.stderr).toContain('Remove 1,500 signatures of fair?')
    expect(asked.stderr).toContain('Nothing has changed.')
    expect([asked.code, await counted()]).toEqual([1, 1_523])
    expect(
      (await run('fair', '--disposable', '--evidence', 'press', '--dry-run', '--json')).stdout,
    ).toContain('"fitting": 0')
  })

  it('removes them in parts, in the log, and gets them back', async () => {
    const done = await run('fair', '--domain', 'farm.example', '--reason', 'a farm', '--yes')
    expect(done.stdout).toContain('1,500 signatures are removed: entry 1 of the log.')
    expect(await counted()).toBe(23)
    const entries = await database.pool.query('select number, act, account from desk_entry')
    expect(entries.rows).toEqual([{ number: 1, act: 'invalidate', account: null }])
    const undone = await run('fair', '--undo', '1')
    expect(undone.stdout).toBe('1,500 signatures are what they were before entry 1.\n')
    expect(await counted()).toBe(1_523)
    expect((await run('fair', '--undo', '1')).stderr).toContain('already been undone')
    expect((await run('fair', '--stop')).stdout).toBe('Nothing was running.\n')
  })

  it('says what is wrong with a condition', async () => {
    for (const [args, told] of [
      [[], 'Give a condition'],
      [['--since', 'whenever', '--dry-run'], 'Give a condition'],
      [['--channel', 'fax', '--dry-run'], 'cannot be read'],
      [['--disposable'], 'Give a --reason'],
      [['--undo', 'x'], 'number of an entry'],
      [['--undo', '9'], 'removed nothing by condition'],
    ] as const) {
      const ran = await run('fair', ...args)
      expect(ran.stderr, args.join(' ')).toContain(told)
      expect(ran.code).not.toBe(0)
    }
  })
})
