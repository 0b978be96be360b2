import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountHash, mailboxHash } from '../../src/core/identity.ts'
import { loadKeys } from '../../src/core/keys.ts'
import { petitionBySlug } from '../../src/db/petitions.ts'
import { suppressBounced, suppressRefused } from '../../src/db/suppressions.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { makePetition } from '../support/petition.ts'
import { type RunningService, startService } from '../support/service.ts'
import { command, type Ran } from './run.ts'

interface Row {
  id: string
  mailbox: string
  petition: string | null
  channel: string
  reason: string
  createdAt: string
}

const rowsOf = (ran: Ran): Row[] => JSON.parse(ran.stdout)

describe('undersigned suppressions', () => {
  let database: TestDatabase
  let environment: Record<string, string>
  const run = (...args: string[]) => command(['suppressions', ...args], environment)

  beforeAll(async () => {
    database = await testDatabase()
    environment = { DATABASE_URL: database.url, SECRET_KEY: randomBytes(32).toString('base64') }
    for (const slug of ['fair', 'rivers']) await makePetition(database.db, slug)
  })
  afterAll(() => database.close())

  /** Ada said no to both petitions, and her old mailbox does not exist. */
  async function adaIsSuppressed(): Promise<void> {
    await database.pool.query('delete from suppression')
    const keys = await loadKeys(database.db, environment.SECRET_KEY ?? '')
    for (const slug of ['fair', 'rivers']) {
      const petition = await petitionBySlug(database.db, slug)
      await suppressRefused(database.db, mailboxHash(keys, 'ada@example.org'), petition?.id ?? '')
    }
    await suppressBounced(database.db, accountHash(keys, 'email', 'ada+old@example.org'))
  }

  it('lists petition, channel, time and reason, and no address', async () => {
    expect((await run()).stdout).toBe('No mailbox is suppressed.\n')
    await adaIsSuppressed()
    const [list, json] = await Promise.all([run(), run('list', '--json')])
    expect(list.stdout).toMatch(/^id +mailbox +petition +channel +since +why\n/)
    expect(list.stdout).toMatch(/\n[0-9a-f]{12} +[0-9a-f]{16} +fair +email +\d{4}-\d\d-\d\d .* said no: /)
    expect(list.stdout).toMatch(/ all +email .* does not exist: /)
    expect(list.stdout + json.stdout).not.toMatch(/ada[@+]|example/)
    const rows = rowsOf(json)
    expect(rows).toHaveLength(3)
    expect(new Set(rows.map(({ id }) => id)).size).toBe(3)
    const refused = rows.filter(({ reason }) => reason === 'refused')
    expect(new Set(refused.map(({ mailbox }) => mailbox)).size).toBe(1)
    expect(rows.every(({ channel }) => channel === 'email')).toBe(true)
  })

  it('lifts one by its id, or by the beginning of that', async () => {
    await adaIsSuppressed()
    const [first] = rowsOf(await run('--json'))
    expect(await run('lift', first?.id.slice(0, 10) ?? '')).toMatchObject({ code: 0, stderr: '' })
    const left = rowsOf(await run('--json'))
    expect(left).toHaveLength(2)
    expect(left.map(({ id }) => id)).not.toContain(first?.id)
    expect(await run('lift', first?.id ?? '')).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(
        /^Nothing keeps "[0-9a-f]{12}" from getting email; see: undersigned suppressions\n$/,
      ),
    })
  })

  it('lifts what was said by a mailbox, in any spelling of it, for one petition or for all', async () => {
    await adaIsSuppressed()
    const one = await run('lift', 'Ada+any@EXAMPLE.org', '--petition', 'fair')
    expect(one).toEqual({ code: 0, stdout: '1 suppression is lifted: fair.\n', stderr: '' })
    const json = await run('lift', 'ada@example.org', '--json')
    expect(JSON.parse(json.stdout)).toMatchObject({ lifted: [{ petition: 'rivers', reason: 'refused' }] })
    expect(rowsOf(await run('--json'))).toMatchObject([{ petition: null, reason: 'bounced' }])
    // A bounce is of one spelling: the other one lives.
    expect(await run('lift', 'ada+old@example.org')).toMatchObject({
      code: 0,
      stdout: '1 suppression is lifted: all petitions.\n',
    })
  })

  it('says what is wrong, and lifts nothing', async () => {
    await adaIsSuppressed()
    const cases: [string[], number, RegExp][] = [
      [['lift'], 2, /missing required argument/i],
      [['lift', 'somebody'], 2, /neither an id nor an address/],
      [['lift', '@example.org'], 2, /not an address such as/],
      [['lift', 'eve@example.org'], 1, /^Nothing keeps this mailbox from getting email; /],
      [
        ['lift', 'eve@example.org', '--petition', 'fair'],
        1,
        /^Nothing keeps this mailbox from getting email about fair; /,
      ],
      [
        ['lift', 'ada@example.org', '--petition', 'faire'],
        1,
        /There is no petition "faire"; did you mean fair\?/,
      ],
    ]
    for (const [args, code, words] of cases)
      expect(await run(...args)).toMatchObject({ code, stdout: '', stderr: expect.stringMatching(words) })
    expect(rowsOf(await run('--json'))).toHaveLength(3)
    const other = { ...environment, SECRET_KEY: randomBytes(32).toString('base64') }
    expect(await command(['suppressions', 'lift', 'ada@example.org'], other)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('SECRET_KEY is not the key this database was made with'),
    })
  })

  it('has help', async () => {
    const [help, lift] = await Promise.all([run('--help'), run('lift', '--help')])
    expect(help.stdout).toContain('because their owner said no')
    expect(lift.stdout).toContain('--petition <slug>')
  })
})

describe('a refusal by mistake', () => {
  let service: RunningService
  beforeAll(async () => {
    service = await startService()
  })
  afterAll(() => service.stop())

  it('is lifted beside the running service, in its own Postgres', async () => {
    const bo = 'bo@example.org'
    const asks = () =>
      service.write({
        from: `Bo Diddley <${bo}>`,
        to: 'sign+demo@localhost',
        subject: 'sign',
        text: 'Bo Diddley',
      })
    await asks()
    await service.reply(await service.mail(bo), bo, 'No')
    await service.settle()
    const environment = { DATA_DIR: service.dataDir }
    const before = rowsOf(await command(['suppressions', '--json'], environment))
    expect(before).toMatchObject([{ petition: 'demo', reason: 'refused' }])

    const lifted = await command(['suppressions', 'lift', bo], environment)
    expect(lifted).toEqual({ code: 0, stdout: '1 suppression is lifted: demo.\n', stderr: '' })
    const known = (await service.mails(bo)).length
    await asks()
    expect((await service.mail(bo, known + 1)).subject).toContain('confirm')
    expect(rowsOf(await command(['suppressions', '--json'], environment))).toEqual([])
  })
})
