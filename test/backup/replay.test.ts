import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { backUp } from '../../src/backup/back-up.ts'
import { keepLedger } from '../../src/backup/keep-ledger.ts'
import { openBackup, restore } from '../../src/backup/restore.ts'
import { loadKeys } from '../../src/core/keys.ts'
import { command } from '../cli/run.ts'
import { addCrowd } from '../support/crowd.ts'
import { testDatabase } from '../support/database.ts'
import { makePetition } from '../support/petition.ts'
import { testSecret } from '../support/service.ts'

const [database, target] = [await testDatabase(), await testDatabase({ empty: true })]
const folder = await mkdtemp(join(tmpdir(), 'undersigned-replay-'))
afterAll(async () => {
  await Promise.all([database.close(), target.close()])
  await rm(folder, { recursive: true, force: true })
})

const backup = join(folder, 'backup.tgz')
const ledger = join(folder, 'ledger')
const log = { debug() {}, info() {}, warn() {}, error() {} }
const environment = { DATABASE_URL: database.url, SECRET_KEY: testSecret }
const run = (...args: string[]) => command(args, environment)
const sql = (text: string) => database.pool.query(text)
/** Each needs a restore to be seen, so all of them are seen in one. */
const restoreWith = async (ledgers: string[]) =>
  restore(target.url, {
    backup: await openBackup(backup, undefined),
    ...{ ledgers, sendWaiting: false, mailboxMark: () => 'null' },
    openKeys: trx => loadKeys(trx, testSecret),
  })
const restored = async () =>
  (
    await target.pool.query<{ number: number; state: string; hidden: boolean; listed: boolean }>(
      `select number, state, hidden_at is not null as hidden, s.listed from signature s
       join petition p on p.id = s.petition_id where slug = 'fair' order by number`,
    )
  ).rows.map(({ number, state, hidden, listed }) =>
    [number, state, ...(hidden ? ['hidden'] : []), ...(listed ? [] : ['private'])].join(' '),
  )

describe('what was taken away after the backup', () => {
  beforeAll(async () => {
    for (const slug of ['fair', 'over', 'ours']) await makePetition(database.db, slug)
    const keys = await loadKeys(database.db, testSecret)
    await addCrowd(database.db, keys, 'fair', [
      { n: 6, domain: () => 'gmail.com' },
      { n: 3, domain: () => 'farm.example' },
    ])
    // Removed before the backup, and undone after it; hidden before it, and shown after it.
    await run('signature', 'remove', 'fair', '6', '--yes')
    await sql('update signature set hidden_at = now() where number = 5')
    await backUp(database.url, { path: backup, passphrase: undefined, secret: undefined, version: 'test' })
    await run('signature', 'remove', 'fair', '1', '--yes')
    await run('invalidate', 'fair', '--domain', 'farm.example', '--reason', 'a farm', '--yes')
    await sql('update signature set hidden_at = now() where number = 2')
    await sql('update signature set listed = false where number = 3')
    // Undone again: nothing is left of it.
    await sql(`update signature set state = 'removed', ended_at = now() where number = 4`)
    await sql(`update signature set state = 'confirmed', ended_at = null where number = 4`)
    await sql('update signature set hidden_at = null where number = 5')
    await sql(`update signature set state = 'confirmed', ended_at = null where number = 6`)
    // A machine pressed both buttons of a link, and neither counted.
    await sql(`update signature set state = 'withdrawn', ended_at = now() where number = 3`)
    await sql(`update signature set state = 'confirmed', ended_at = null where number = 3`)
    await run('petition', 'close', 'over')
    await run('petition', 'unlist', 'ours')
    await keepLedger({ db: database.db, path: ledger, log }).stop()
  })

  it('stays taken away, and what was undone is not done again', async () => {
    const { replayed } = await restoreWith([ledger])
    expect(replayed).toEqual({ removed: 4, restored: 1, hidden: 1, private: 1, closed: 1, unlisted: 1 })
    expect(await restored()).toEqual([
      '1 removed',
      '2 confirmed hidden',
      '3 confirmed private',
      '4 confirmed',
      // Its name may have been corrected before it was shown again, and that correction is lost.
      '5 confirmed hidden',
      '6 confirmed',
      '7 removed',
      '8 removed',
      '9 removed',
    ])
    const { rows } = await target.pool.query('select slug, status, listed from petition order by slug')
    expect(rows).toEqual([
      { slug: 'fair', status: 'open', listed: true },
      { slug: 'ours', status: 'open', listed: false },
      { slug: 'over', status: 'closed', listed: true },
    ])
  })

  it('stands in the log, and can be undone', async () => {
    const entries = await target.pool.query(
      `select act, account from desk_entry e join petition p on p.id = e.petition_id
       where slug = 'fair' order by number`,
    )
    expect(entries.rows.map(({ act }) => act)).toEqual(['remove', 'remove', 'hide'])
    const kept = await target.pool.query('select count(*)::int as n from desk_entry_signature')
    expect(kept.rows[0].n).toBe(1 + 4 + 1)
  })

  it('comes from the newest of several files, whichever is named first', async () => {
    const lines = (await readFile(ledger, 'utf8')).trimEnd().split('\n')
    const older = join(folder, 'older')
    // The other replica's file ends before the removal of number 4 was undone.
    const off = lines.findIndex(line => / removed \S+ off$/.test(line))
    await writeFile(older, `${lines.slice(0, off).join('\n')}\n`)
    for (const files of [
      [ledger, older],
      [older, ledger],
    ]) {
      await restoreWith(files)
      expect((await restored())[3]).toBe('4 confirmed')
    }
  })

  it('is back if nobody has the ledger', async () => {
    await restoreWith([])
    expect((await restored()).filter(line => line.includes('removed'))).toEqual(['6 removed'])
  })
})
