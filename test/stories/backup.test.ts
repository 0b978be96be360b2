import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { placeOfMailbox } from '../../src/adapters/email/place.ts'
import { command } from '../cli/run.ts'
import { incoming, replicaOn } from '../support/core-on-database.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { until } from '../support/patience.ts'
import { makePetition } from '../support/petition.ts'
import { press } from '../support/press.ts'
import {
  managePath,
  type RunningService,
  type SentMail,
  startService,
  testSecret,
} from '../support/service.ts'

const passphrase = 'correct horse battery staple'

/**
 * The drill of docs/operating.md: people sign, a backup is made, more happens, the database is lost, and the backup comes back in another
 * database, with another data folder.
 */
describe('a backup that is restored elsewhere', () => {
  let [lost, found]: TestDatabase[] = []
  let folder: string
  let service: RunningService | undefined
  let backup: string
  /** The manage links, by name. */
  const links: Record<string, string> = {}
  const on = (database: TestDatabase | undefined, name: string) => ({
    DATABASE_URL: database?.url ?? '',
    SECRET_KEY: testSecret,
    DATA_DIR: join(folder, name),
    BACKUP_PASSPHRASE: passphrase,
  })
  const start = async (database: TestDatabase | undefined, name: string) => {
    await mkdir(join(folder, name), { recursive: true })
    service = await startService({ databaseUrl: database?.url ?? '', dataDir: join(folder, name) })
    return service
  }
  const sign = async (running: RunningService, name: string): Promise<SentMail> => {
    const mailbox = `${name.toLowerCase()}@example.org`
    await running.write({ from: mailbox, to: 'sign+fair@localhost', text: `${name} Fairweather, composer` })
    await running.reply(await running.mail(mailbox), mailbox)
    const receipt = await running.mail(mailbox, 2)
    links[name] = managePath(receipt)
    return receipt
  }
  const post = async (running: RunningService, path: string) => (await press(`${running.url}${path}`)).status
  const signatures = async () =>
    (
      await found?.pool.query<{ name: string; state: string; number: number }>(
        'select name, state, number from signature order by number',
      )
    )?.rows
  const ledger = () => readFile(join(folder, 'lost', 'ledger'), 'utf8')
  const restoreIt = (...options: string[]) =>
    command(['restore', backup, '--ledger', join(folder, 'lost', 'ledger'), ...options], on(found, 'found'))

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'undersigned-backup-'))
    backup = join(folder, 'backup.age')
    lost = await testDatabase()
    found = await testDatabase({ empty: true })
    await makePetition(lost.db, 'fair', { title: 'Fair training' })
    await makePetition(lost.db, 'gone', { title: 'Soon deleted' })
    const first = await start(lost, 'lost')
    for (const name of ['Ada', 'Erik', 'Wilma']) await sign(first, name)
    await first.write({ from: 'nora@example.org', to: 'sign+fair@localhost', text: 'Nora Fairweather, poet' })
    const question = await first.mail('nora@example.org')
    await first.stop()
    // An answer that waits at the time of the backup, and is sent after it.
    const replica = await replicaOn(lost, { secret: testSecret })
    const place = placeOfMailbox('late@example.org') ?? null
    await replica.core.receive({ ...incoming('late@example.org', 'Lara Fairweather, singer'), place })

    const made = await command(['backup', backup], on(lost, 'lost'))
    expect(made).toMatchObject({ code: 0, stdout: expect.stringMatching(/2 petitions, 3 signatures/) })

    const second = await start(lost, 'lost')
    await second.mail('late@example.org')
    await sign(second, 'Nell')
    // Erik erases himself, Wilma withdraws, Nora says that it was not her, and the operator deletes a petition.
    expect(await post(second, `${links.Erik}/erase`)).toBe(200)
    expect(await post(second, `${links.Wilma}/withdraw`)).toBe(200)
    expect(await post(second, `${/\/c\/[a-z2-7]{32}/.exec(question.text)?.[0]}/not-me`)).toBe(200)
    await command(['petition', 'close', 'gone'], on(lost, 'lost'))
    await command(['petition', 'delete', 'gone', '--yes'], on(lost, 'lost'))
    await until(async () => (await ledger()).includes('deleted'))
    // The machine dies: what is not in the file by now is lost.
    await second.kill()
  })
  afterAll(async () => {
    await service?.stop()
    await Promise.all([lost?.close(), found?.close()])
    await rm(folder, { recursive: true, force: true })
  })

  it('is encrypted, readable by its owner only, and opened by the ordinary tools', async () => {
    expect((await readFile(backup)).subarray(0, 19).toString()).toBe('age-encryption.org/')
    expect((await stat(backup)).mode & 0o777).toBe(0o600)
    expect((await readFile(backup)).includes('Fairweather')).toBe(false)
    const plain = join(folder, 'plain.tgz')
    const { BACKUP_PASSPHRASE: _, ...environment } = on(lost, 'lost')
    expect((await command(['backup', plain], environment)).stdout).toContain('the key is not in it')
    const { stdout } = await promisify(execFile)('tar', ['tzf', plain])
    expect(stdout).toContain('tables/signature/000001')
    expect(stdout).not.toContain('secret.txt')
    expect((await command(['backup', plain], environment)).stderr).toContain('already exists')
  })

  it('keeps ids and no person in the ledger', async () => {
    const text = await ledger()
    for (const kind of ['erased', 'withdrawn', 'dropped', 'refused', 'deleted', 'number'])
      expect(text).toContain(` ${kind} `)
    expect(text).not.toMatch(/fairweather|example|@/i)
  })

  it('is refused with a wrong passphrase, if it is cut off, and without a ledger; then nothing has changed', async () => {
    const environment = on(found, 'found')
    const failing = async (args: string[], more = {}) => {
      const ran = await command(['restore', ...args], { ...environment, ...more })
      expect(ran.code).toBe(1)
      return ran.stderr
    }
    expect(await failing([backup])).toContain('There is no ledger at')
    const withLedger = ['--ledger', join(folder, 'lost', 'ledger')]
    expect(await failing([backup, ...withLedger], { BACKUP_PASSPHRASE: 'something else' })).toContain(
      'The passphrase does not open',
    )
    expect(await failing([backup, ...withLedger], { BACKUP_PASSPHRASE: '' })).toContain('is encrypted')
    const whole = await readFile(backup)
    const cut = join(folder, 'cut.age')
    await writeFile(cut, whole.subarray(0, -1))
    expect(await failing([cut, ...withLedger])).toContain('is damaged or incomplete')
    // One that is not encrypted: a passphrase costs a third of a second of the processor each time.
    const plain = join(folder, 'plain.tgz')
    const other = join(folder, 'other-ledger')
    await writeFile(other, (await ledger()).replace(/of [0-9a-f]{8}/, 'of 00000000'))
    expect(await failing([plain, '--ledger', other])).toContain('belongs to a different database')
    await writeFile(other, (await ledger()).replace(/since \S+/, 'since 2999-01-01T00:00:00.000Z'))
    expect(await failing([plain, '--ledger', other])).toContain('begins after the backup')
    const { rows } = (await found?.pool.query(`select to_regclass('petition') as there`)) ?? {}
    expect(rows).toEqual([{ there: null }])
  })

  it('comes back complete, and repeats the removals made since', async () => {
    const restored = await restoreIt('--json')
    expect(restored).toMatchObject({ code: 0, stderr: '' })
    const { replayed, held, migrated } = JSON.parse(restored.stdout)
    expect({ replayed, held, migrated }).toEqual({
      // To erase is to withdraw first, and to delete is to close first.
      replayed: { erased: 1, withdrawn: 2, dropped: 1, refused: 1, deleted: 1, closed: 1 },
      held: 1,
      migrated: [],
    })
    expect(await signatures()).toEqual([
      { name: 'Ada Fairweather', state: 'confirmed', number: 1 },
      { name: '', state: 'withdrawn', number: 2 },
      { name: 'Wilma Fairweather', state: 'withdrawn', number: 3 },
    ])
    const doctor = await command(['doctor', '--json'], on(found, 'found'))
    const { checks }: { checks: { check: string; state: string }[] } = JSON.parse(doctor.stdout)
    for (const name of ['database', 'keys', 'counts'])
      expect(checks.find(({ check }) => check === name)).toMatchObject({ state: 'ok' })
  })

  it('brings nobody back who was erased: their link says so, and nothing of them is anywhere', async () => {
    const { rows } = (await found?.pool.query<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
    )) ?? { rows: [] }
    const traces: string[] = []
    for (const { name } of rows) {
      const { rows: there = [] } =
        (await found?.pool.query(`select * from "${name}" t where t::text like '%Erik%'`)) ?? {}
      if (there.length > 0) traces.push(name)
    }
    expect(traces).toEqual([])
    // The negative control: the same search finds those who were not erased.
    expect((await found?.pool.query(`select * from signature t where t::text like '%Ada%'`))?.rowCount).toBe(
      1,
    )
  })

  it('sends nothing twice, gives no number twice, and says what happened to newer links', async () => {
    const running = await start(found, 'found')
    const receipt = await sign(running, 'Olga')
    const given = Number(/number (\d+)/.exec(receipt.subject)?.[1])
    // Nell had number 4.
    expect(given).toBeGreaterThan(4)
    const recipients = new Set((await running.mails()).map(({ to }) => to))
    expect(recipients).toEqual(new Set(['olga@example.org']))
    const page = async (path: string | undefined) => (await fetch(`${running.url}${path}`)).text()
    expect(await page(links.Nell)).toContain('This service was restored from a backup')
    expect(await page(links.Ada)).toContain('Ada Fairweather')
    expect(await page(links.Erik)).toContain('have been deleted')
  })

  it('is refused while the service runs, and over petitions that are there, unless the operator says so', async () => {
    const environment = { ...on(found, 'found'), LEDGER_FILE: join(folder, 'lost', 'ledger') }
    expect((await restoreIt('--replace', '--yes')).stderr).toContain('The service is running')
    await service?.stop()
    service = undefined
    expect((await restoreIt()).stderr).toContain('This database holds 1 petition with 2 signatures')
    const again = await command(['restore', backup, '--replace', '--yes'], environment)
    expect(again).toMatchObject({ code: 0 })
    expect((await signatures())?.length).toBe(3)
    const released = await command(['deliveries', 'release'], environment)
    expect(released.stdout).toBe('1 delivery is sent now.\n')
  })
})
