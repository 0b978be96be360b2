import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { command } from '../cli/run.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { type RunningService, type ServiceOptions, startService } from '../support/service.ts'

describe('the sample of trial mode and its invented signatories never reach the public', () => {
  const secretKey = randomBytes(32).toString('base64')
  const real = { PUBLIC_URL: 'https://sign.example.org', MAIL_LISTEN: 'off' }
  let database: TestDatabase
  let dataDir: string
  let service: RunningService | undefined

  async function running(
    env: NonNullable<ServiceOptions['env']>,
    act: (service: RunningService) => Promise<void>,
  ) {
    service = await startService({ databaseUrl: database.url, dataDir, secretKey, env })
    try {
      await act(service)
    } finally {
      await service.stop()
    }
  }
  const environment = () => ({ DATABASE_URL: database.url, SECRET_KEY: secretKey, DATA_DIR: dataDir })
  /** Rows in each table. */
  async function rows() {
    const { rows: tables } = await database.pool.query<{ name: string }>(
      "select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'",
    )
    const counted: Record<string, number> = {}
    for (const { name } of tables)
      counted[name] = (await database.pool.query(`select 1 from "${name}"`)).rowCount ?? 0
    return counted
  }

  let before: Record<string, number>
  beforeAll(async () => {
    database = await testDatabase()
    dataDir = await mkdtemp(join(tmpdir(), 'undersigned-leaving-'))
    before = await rows()
  })
  afterAll(async () => {
    await database.close()
    await rm(dataDir, { recursive: true, force: true })
  })

  it('is open on trial, and shown to nobody once the service is real; the start says so', async () => {
    await running({}, async trial => {
      await trial.write({ from: 'zoe@example.org', to: 'sign+demo@localhost', text: 'Zoe Invented, admiral' })
      await trial.reply(await trial.mail('zoe@example.org'), 'zoe@example.org')
      await trial.mail('zoe@example.org', 2)
      expect(await (await fetch(`${trial.url}/p/demo`)).text()).toContain('Zoe Invented')
    })
    await running(real, async open => {
      expect(open.output()).toContain('The petition “demo” was made in trial mode')
      expect(open.output()).toContain('petition delete demo')
      for (const path of ['/p/demo', '/api/petitions/demo', '/api/petitions/demo/signatories'])
        expect((await fetch(`${open.url}${path}`)).status).toBe(404)
      expect(await (await fetch(`${open.url}/`)).text()).not.toContain('Fair training')
      const opened = await command(['petition', 'open', 'demo'], environment())
      expect(opened.stderr).toContain('is the sample of trial mode')
      expect((await fetch(`${open.url}/p/demo`)).status).toBe(404)
    })
  })

  it('is there again on the next trial', async () => {
    await running({}, async trial => {
      expect(await trial.count('demo')).toBe(1)
    })
  })

  it('is deleted by a command that asks, and leaves nothing, not even the emails of the trial', async () => {
    expect(await readdir(join(dataDir, 'trial-mail'))).toHaveLength(2)
    const no = await command(['petition', 'delete', 'demo'], environment(), 'yes\n')
    expect(no).toMatchObject({ code: 1, stdout: '' })
    expect(no.stderr).toContain('with 1 signature')
    expect((await rows()).signature).toBe(1)
    const yes = await command(['petition', 'delete', 'demo'], environment(), 'demo\n')
    expect(yes).toMatchObject({ code: 0, stdout: 'demo is deleted.\n' })
    const left = Object.entries(await rows()).filter(([table, n]) => n > (before[table] ?? 0))
    // The wrapped keys and the leases are the service's own.
    expect(
      left.map(([table]) => table).filter(table => !['wrapped_key', 'lease', 'note'].includes(table)),
    ).toEqual([])
    expect(await readdir(join(dataDir, 'trial-mail'))).toEqual([])
  })

  it('does not delete an open public petition before it is closed', async () => {
    const run = (...args: string[]) => command(args, environment())
    await run('petition', 'create', 'real', '--title', 'A', '--text', 'B', '--organised-by', 'C', '--open')
    const open = await run('petition', 'delete', 'real', '--yes')
    expect(open.stderr).toContain('Close it first')
    await run('petition', 'close', 'real')
    expect((await run('petition', 'delete', 'real', '--yes')).stdout).toBe('real is deleted.\n')
  })
})
