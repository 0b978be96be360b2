import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeArchive } from '../../src/backup/archive.ts'
import { backUp } from '../../src/backup/back-up.ts'
import { checkLedgers } from '../../src/backup/replay-ledger.ts'
import { openBackup, restore } from '../../src/backup/restore.ts'
import { loadKeys } from '../../src/core/keys.ts'
import { countContent } from '../../src/db/after-restore.ts'
import { tablesToCopy } from '../../src/db/copy-tables.ts'
import { madeByMigrations, migrate } from '../../src/db/migrate.ts'
import { markAsTrial } from '../../src/db/trial-petition.ts'
import { addCrowd } from '../support/crowd.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { makePetition } from '../support/petition.ts'
import { testSecret } from '../support/service.ts'

const [database, older, target] = [
  await testDatabase(),
  await testDatabase({ empty: true }),
  await testDatabase({ empty: true }),
]
const folder = await mkdtemp(join(tmpdir(), 'undersigned-versions-'))
afterAll(async () => {
  await Promise.all([database.close(), older.close(), target.close()])
  await rm(folder, { recursive: true, force: true })
})

const how = { passphrase: undefined, secret: undefined, version: 'test' }
const restoreInto = async ({ url }: TestDatabase, path: string) =>
  restore(url, {
    backup: await openBackup(path, undefined),
    ledgers: [],
    sendWaiting: false,
    mailboxMark: () => 'null',
    openKeys: trx => loadKeys(trx, testSecret),
  })

describe('a backup', () => {
  it('has every table that there is, but the leases, and each after those that it refers to', async () => {
    const { rows } = await database.pool.query<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
    )
    const all = rows.map(({ name }) => name).filter(name => !/^kysely_|^lease$/.test(name))
    const copied = (await tablesToCopy(database.db)).map(({ name }) => name)
    expect(copied.toSorted()).toEqual(all.toSorted())
    expect(copied.indexOf('petition')).toBeLessThan(copied.indexOf('signature'))
    expect(copied.indexOf('signature')).toBeLessThan(copied.indexOf('token'))
  })

  describe('of an older version', () => {
    const path = join(folder, 'older.tgz')
    beforeAll(async () => {
      await migrate(older.db, { upTo: '0038_ledger' })
      await older.pool.query(`insert into petition (slug, title, statement, statement_hash, language, organised_by, last_number)
        values ('old', E'A tab\\t, a backslash \\\\ and\\na line', 'Ünïcode \u{1f600}', '\\x00ff', 'en', 'Us', 7)`)
      await older.pool.query(`insert into note values ('email', 'mailbox-0123456789abcdef', '{"mark": 9}')`)
      await backUp(older.url, { ...how, path })
    })

    it('is brought up to this one, and says everything as it was', async () => {
      const { migrated } = await restoreInto(target, path)
      const { migrations } = await madeByMigrations()
      expect(migrated).toEqual(migrations.slice(migrations.indexOf('0038_ledger') + 1))
      expect(migrated.length).toBeGreaterThan(0)
      const read = 'select slug, title, statement, statement_hash, created_at from petition'
      expect((await target.pool.query(read)).rows).toEqual((await older.pool.query(read)).rows)
    })

    it('leaves a gap of numbers, because nobody knows which were given, and reads the mailbox again', async () => {
      const { rows } = await target.pool.query('select last_number from petition')
      expect(rows).toEqual([{ last_number: 1_014 }])
      expect((await target.pool.query(`select value from note where channel = 'email'`)).rows).toEqual([
        { value: null },
      ])
    })

    it('takes the place of what was there, and of nothing else in the database', async () => {
      await makePetition(target.db, 'other')
      await target.pool.query(
        'create table of_another_program (n int); insert into of_another_program values (1)',
      )
      await restoreInto(target, path)
      expect((await target.pool.query('select slug from petition')).rows).toEqual([{ slug: 'old' }])
      expect((await target.pool.query('select n from of_another_program')).rows).toEqual([{ n: 1 }])
    })
  })

  it('would replace the sample of trial mode unasked, but not once somebody has signed it', async () => {
    await makePetition(database.db, 'demo')
    await markAsTrial(database.db, 'demo')
    expect(await countContent(database.db)).toEqual({ petitions: 0, signatures: 0 })
    await addCrowd(database.db, await loadKeys(database.db, testSecret), 'demo', [{ n: 1 }])
    expect(await countContent(database.db)).toEqual({ petitions: 1, signatures: 1 })
  })

  it('of a newer version is refused, and so is a file of something else', async () => {
    const newer = join(folder, 'newer.tgz')
    const { migrations } = await madeByMigrations()
    const manifest = {
      ...{ format: 1, version: '9.0.0', takenAt: new Date().toISOString(), postgres: '18' },
      ...{ database: crypto.randomUUID(), migrations: [...migrations, '9999_future'], tables: [] },
    }
    await writeArchive(newer, undefined, archive => archive.file('manifest.json', JSON.stringify(manifest)))
    await expect(openBackup(newer, undefined)).rejects.toThrow(
      'from a newer Undersigned, 9.0.0 (it has had 9999_future)',
    )
    const other = join(folder, 'other.tgz')
    await writeArchive(other, undefined, archive => archive.file('hello.txt', 'hello'))
    await expect(openBackup(other, undefined)).rejects.toThrow('not a backup that this version')
    await writeFile(other, 'a letter')
    await expect(openBackup(other, undefined)).rejects.toThrow('other.tgz is not a backup')
    await expect(openBackup(folder, undefined)).rejects.toThrow('cannot be read (EISDIR)')
    const takenAt = manifest.takenAt
    await expect(checkLedgers([other], { database: manifest.database, takenAt })).rejects.toThrow(
      'other.tgz is not a ledger of Undersigned',
    )
  })

  describe('with a passphrase', () => {
    const path = join(folder, 'encrypted.tgz.age')
    const passphrase = 'ten characters or more'
    beforeAll(() => backUp(older.url, { ...how, passphrase, path }))

    it('says whether the passphrase is wrong or the file is cut off, wherever that is', async () => {
      await expect(openBackup(path, 'another passphrase')).rejects.toThrow('The passphrase does not open')
      const whole = await readFile(path)
      const header = whole.indexOf('\n---') + 50
      for (const octets of [1, 10, 19, 30, 60, 100, header, header + 10, header + 20]) {
        const cut = join(folder, `cut-${octets}.tgz.age`)
        await writeFile(cut, whole.subarray(0, octets))
        await expect(openBackup(cut, passphrase), `${octets} octets`).rejects.toThrow(
          'is damaged or incomplete',
        )
      }
      const empty = join(folder, 'empty.tgz.age')
      await writeFile(empty, '')
      await expect(openBackup(empty, passphrase)).rejects.toThrow('empty.tgz.age is empty')
    })

    it.skipIf(process.platform === 'win32')('is opened once, from its manifest to its end', async () => {
      const backup = await openBackup(path, passphrase)
      await rm(path)
      const { rows } = await restore(target.url, {
        ...{ backup, ledgers: [], sendWaiting: false, mailboxMark: () => 'null' },
        openKeys: trx => loadKeys(trx, testSecret),
      })
      expect(rows.petition).toBe(1)
    })
  })

  it.skipIf(process.platform === 'win32')('whose disk is full is removed, and says so', async () => {
    const path = join(folder, 'full.tgz')
    const script = `
      import { randomBytes } from 'node:crypto'
      import { writeArchive } from '${new URL('../../src/backup/archive.ts', import.meta.url)}'
      const content = randomBytes(400_000).toString('base64')
      await writeArchive('${path}', undefined, archive => archive.file('a', content)).catch(error => console.log(error.message))`
    // A limit on the size of files is the nearest thing to a full disk that anybody may set.
    const limited = [
      '-c',
      'ulimit -f 100; exec "$@"',
      'sh',
      process.execPath,
      '--input-type=module',
      '-e',
      script,
    ]
    const { stdout } = await promisify(execFile)('sh', limited)
    expect(stdout).toContain(`${path} cannot be written to its end (EFBIG), and is removed again`)
    await expect(openBackup(path, undefined)).rejects.toThrow('cannot be read (ENOENT)')
  })

  it('that fails leaves no file behind', async () => {
    const path = join(folder, 'failed.tgz')
    await expect(
      writeArchive(path, undefined, async archive => {
        await archive.file('a', 'a')
        throw new Error('the database went away')
      }),
    ).rejects.toThrow('the database went away')
    await expect(openBackup(path, undefined)).rejects.toThrow('cannot be read (ENOENT)')
  })
})
