import { appendFile, lstat, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { keepLedger } from '../../src/backup/keep-ledger.ts'
import { type LedgerEntry, readLedger, writeEntry } from '../../src/backup/ledger-file.ts'
import { testDatabase } from '../support/database.ts'
import { makePetition } from '../support/petition.ts'

const database = await testDatabase()
const folder = await mkdtemp(join(tmpdir(), 'undersigned-ledger-'))
afterAll(async () => {
  await database.close()
  await rm(folder, { recursive: true, force: true })
})

describe('the ledger file', () => {
  const path = join(folder, 'deep', 'ledger')
  const problems: string[] = []
  const log = {
    ...{ debug() {}, info() {} },
    warn: (_: object, message: string) => void problems.push(message),
    error: (_: object, message: string) => void problems.push(message),
  }
  /** Writes what there is, as a service does that starts and stops. */
  const keep = () => keepLedger({ db: database.db, path, log }).stop()
  const entries = async () => {
    const read: LedgerEntry[] = []
    await readLedger(path, entry => void read.push(entry))
    return read
  }
  const numbers = async () =>
    (await entries()).flatMap(entry => (entry.kind === 'number' ? [entry.upTo] : []))
  const write = (kind: string) =>
    database.pool.query(`insert into ledger (kind, subject) values ('${kind}', gen_random_uuid())`)

  beforeEach(async () => {
    await rm(join(folder, 'deep'), { recursive: true, force: true })
    await database.pool.query('delete from petition; delete from ledger')
    problems.length = 0
  })

  it('has each row once, however often the service starts', async () => {
    await write('erased')
    await keep()
    await keep()
    expect(await entries()).toHaveLength(1)
  })

  it('has rows that are committed long after rows with greater ids', async () => {
    const keeper = keepLedger({ db: database.db, path, log })
    await write('erased')
    keeper.soon()
    await expect.poll(entries).toHaveLength(1)
    const late = await database.pool.connect()
    await late.query('begin')
    await late.query(`insert into ledger (kind, subject) values ('withdrawn', gen_random_uuid())`)
    await database.pool.query(
      `insert into ledger (kind, subject) select 'dropped', gen_random_uuid() from generate_series(1, 2500)`,
    )
    keeper.soon()
    await expect.poll(entries).toHaveLength(2_501)
    await late.query('commit')
    late.release()
    keeper.soon()
    await expect.poll(entries).toHaveLength(2_502)
    await keeper.stop()
  })

  it('names numbers before they are given, more of them while a crowd signs, and writes seldom', async () => {
    await makePetition(database.db, 'fair')
    const give = (n: number) => database.pool.query('update petition set last_number = last_number + $1', [n])
    await keep()
    expect(await numbers()).toEqual([50])
    await give(20)
    await keep()
    expect(await numbers()).toEqual([50])
    await give(10)
    await keep()
    expect(await numbers()).toEqual([50, 80])
    const keeper = keepLedger({ db: database.db, path, log })
    // Once the second row is there, it has looked at the numbers after the first.
    for (const length of [3, 4]) {
      await write('erased')
      keeper.soon()
      await expect.poll(entries).toHaveLength(length)
    }
    await give(40)
    keeper.soon()
    await expect.poll(numbers).toHaveLength(3)
    await keeper.stop()
    expect((await numbers()).at(-1)).toBe(70 + 400)
  })

  it('is read in spite of a line that a crash cut off', async () => {
    await write('erased')
    await keep()
    await appendFile(path, '2026-11-29T12:00:00.000Z 99 era')
    expect(await entries()).toHaveLength(1)
    await write('withdrawn')
    await keep()
    expect((await entries()).map(({ kind }) => kind)).toEqual(['erased', 'withdrawn'])
  })

  it('has the entry again of which a full disk took half, and no half entry', async () => {
    await write('erased')
    await keep()
    const whole = await readFile(path, 'utf8')
    await database.pool.query(
      `insert into ledger (kind, subject, detail) values ('merged', gen_random_uuid(), gen_random_uuid())`,
    )
    const { rows } = await database.pool.query('select at, id, kind, subject, detail from ledger order by id')
    const half = writeEntry(rows[1].at, rows[1]).slice(0, -20)
    await writeFile(path, `${whole}${half}`)
    expect(await entries()).toHaveLength(1)
    await keep()
    expect(await readFile(path, 'utf8')).toBe(`${whole}${writeEntry(rows[1].at, rows[1])}`)
  })

  it('is begun again, with its head, if somebody has taken it away', async () => {
    const states: string[] = []
    const keeper = keepLedger({
      ...{ db: database.db, path, log },
      report: (state, code = '') => void states.push(`${state} ${code}`.trim()),
    })
    await write('erased')
    keeper.soon()
    await expect.poll(entries).toHaveLength(1)
    await rm(path)
    await write('withdrawn')
    keeper.soon()
    await expect.poll(() => states.at(-1)).toBe('down ENOENT')
    keeper.soon()
    await expect.poll(entries).toHaveLength(2)
    await keeper.stop()
    expect(states.at(-1)).toBe('up')
  })

  it('leaves a file that is no ledger as it is', async () => {
    await mkdir(join(folder, 'deep'))
    await writeFile(path, 'a secret without an end of line')
    await write('erased')
    await keep()
    expect(problems).toEqual(['the ledger file cannot be written'])
    expect(await readFile(path, 'utf8')).toBe('a secret without an end of line')
  })

  it.skipIf(process.platform === 'win32')('leaves a device as it is', async () => {
    await mkdir(join(folder, 'deep'))
    await symlink('/dev/null', path)
    await write('erased')
    await keep()
    expect(problems).toEqual(['the ledger file cannot be written'])
    expect((await lstat(path)).isSymbolicLink()).toBe(true)
  })

  it.runIf(process.platform === 'linux')('is an error in the log where no folder can be made', async () => {
    await write('erased')
    await keepLedger({ db: database.db, path: '/proc/nowhere/ledger', log }).stop()
    expect(problems).toEqual(['the ledger file cannot be written'])
  })

  it('of another database is put aside', async () => {
    await keep()
    const other = (await readFile(path, 'utf8')).replace(/of [0-9a-f]{8}/, 'of 00000000')
    await writeFile(path, other)
    await keep()
    expect(problems).toEqual(['the ledger file was of another database and is put aside'])
    const aside = /of (\S+)/.exec(other)?.[1]
    expect(await readFile(`${path}.${aside}`, 'utf8')).toBe(other)
  })

  it('that cannot be written is an error in the log, and is written later', async () => {
    await write('erased')
    await writeFile(join(folder, 'deep'), 'a file in the place of a folder')
    await keep()
    expect(problems).toEqual(['the ledger file cannot be written'])
    await rm(join(folder, 'deep'))
    await keep()
    expect(await entries()).toHaveLength(1)
  })
})
