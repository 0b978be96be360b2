import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadKeys } from '../../src/core/keys.ts'
import { addCrowd } from '../support/crowd.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { until } from '../support/patience.ts'
import { makePetition } from '../support/petition.ts'
import { command, type Ran, undersigned } from './run.ts'

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
      { n: 3_500, domain: () => 'farm.example' },
      { n: 20, domain: () => 'gmail.com' },
      { n: 3, domain: () => 'mailinator.com', by: 'reply' },
    ])
  })
  afterAll(() => database.close())

  it('shows how many fit and some of them, and changes nothing before a yes', async () => {
    const shown = await run('fair', '--domain', 'farm.example', '--dry-run')
    expect(shown.stdout).toMatch(
      /^3,500 signatures of fair fit\.\nnumber +confirmed +channel +the latest\n3500 /,
    )
    const args = ['invalidate', 'fair', '--domain', 'farm.example', '--reason', 'a farm']
    const asked = await undersigned(args, environment, { stdin: 'no\n' })
    expect(asked.stderr).toContain('Remove 3,500 signatures of fair?')
    expect(asked.stderr).toContain('Nothing has changed.')
    expect([asked.code, await counted()]).toEqual([1, 3_523])
    expect(
      (await run('fair', '--disposable', '--evidence', 'press', '--dry-run', '--json')).stdout,
    ).toContain('"fitting": 0')
  })

  it('removes them in parts, in the log, and gets them back', async () => {
    const done = await run('fair', '--domain', 'farm.example', '--reason', 'a farm', '--yes')
    expect(done.stdout).toContain('3,500 signatures are removed: entry 1 of the log.')
    expect(await counted()).toBe(23)
    const entries = await database.pool.query('select number, act, account from desk_entry')
    expect(entries.rows).toEqual([{ number: 1, act: 'invalidate', account: null }])
    const undone = await run('fair', '--undo', '1')
    expect(undone.stdout).toBe('3,500 signatures are what they were before entry 1.\n')
    expect(await counted()).toBe(3_523)
    expect((await run('fair', '--undo', '1')).stderr).toContain('already been undone')
    expect((await run('fair', '--stop')).stdout).toBe('Nothing was running.\n')
  })

  it('stops between two parts at Ctrl-C, says how far it has come, and goes back from there', async () => {
    /** Presses Ctrl-C during the part after which that many signatures are under the entry; the part waits for that. */
    const pressedAt = async (under: number, ...args: string[]): Promise<Ran> => {
      const holder = await database.pool.connect()
      await holder.query('select pg_advisory_lock(1)')
      await holder.query(`create or replace trigger waits after insert or delete on desk_entry_signature
        for each statement execute function waits('${under}')`)
      const running = run('fair', ...args)
      await until(async () => {
        const { rows } = await holder.query(
          `select from pg_stat_activity where datname = current_database() and wait_event = 'advisory'`,
        )
        return rows.length > 0
      })
      process.emit('SIGINT')
      await holder.query('select pg_advisory_unlock(1)')
      const ran = await running
      await holder.query('drop trigger waits on desk_entry_signature')
      holder.release()
      return ran
    }
    await database.pool.query(`create function waits() returns trigger language plpgsql as $$ begin
      if (select count(*) from desk_entry_signature) = tg_argv[0]::int then
        perform pg_advisory_xact_lock_shared(1);
      end if;
      return null;
    end $$`)
    const done = await pressedAt(2_000, '--domain', 'farm.example', '--reason', 'a farm', '--yes')
    const [, entry = ''] =
      /^Stopped with 1,500 to go: 2,000 signatures are removed: entry (\d+)/m.exec(done.stdout) ?? []
    expect(entry).not.toBe('')
    expect(await counted()).toBe(1_523)
    expect((await run('fair', '--stop')).stdout).toBe('Nothing was running.\n')

    const undone = await pressedAt(1_000, '--undo', entry)
    expect(undone.stdout).toMatch(/^Stopped with 1,000 of 2,000 signatures to go\..* say the same again\.\n$/)
    expect((await run('fair', '--undo', entry)).stdout).toContain(`what they were before entry ${entry}`)
    expect(await counted()).toBe(3_523)
  })

  it('says what is wrong with a condition', async () => {
    for (const [args, told] of [
      [[], 'Give a condition'],
      [['--since', 'whenever', '--dry-run'], 'Give a condition'],
      [['--domain', 'farm.example', '--channel', 'fax', '--dry-run'], '--channel fax cannot be read'],
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
