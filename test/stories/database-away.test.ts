import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../src/db/database.ts'
import { migrate } from '../../src/db/migrate.ts'
import { startEmbeddedPostgres } from '../../src/db/postgres/embedded-postgres.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { patience } from '../support/patience.ts'
import { makePetition } from '../support/petition.ts'
import { press } from '../support/press.ts'
import { confirmPath, plainMail, type RunningService, startService } from '../support/service.ts'
import { openDatabaseProxy } from '../support/tcp-proxy.ts'

const to = 'sign+demo@localhost'

async function whileAway(service: RunningService, link: string) {
  const ada = {
    from: 'ada@example.org',
    to,
    raw: plainMail({ from: 'ada@example.org', to, text: 'Ada King' }),
  }
  expect(await service.write(ada)).toMatchObject({ code: 451 })
  const ready = await fetch(`${service.url}/readyz`)
  expect(ready.status).toBe(503)
  expect(await ready.text()).toBe('not ready')
  expect(await service.parts()).toMatchObject({ database: 'down' })
  expect((await fetch(`${service.url}/healthz`)).status).toBe(200)
  for (const [path, method] of [
    // In French nobody has read it yet.
    ['/p/demo?lang=fr', 'GET'],
    [link, 'GET'],
    [link, 'POST'],
  ] as const) {
    const page = await fetch(`${service.url}${path}`, { method })
    expect(page.status).toBe(503)
    expect(page.headers.get('retry-after')).toBe('60')
    expect(await page.text()).toMatch(/Please try again in a minute|réessayer dans une minute/)
  }
  expect((await fetch(`${service.url}/api/petitions/demo`)).status).toBe(503)
  // Pages that need no database are served, and those that somebody has read lately.
  for (const path of ['/privacy', '/', '/p/demo'])
    expect((await fetch(`${service.url}${path}`)).status).toBe(200)
  return ada
}

describe('the database is away', () => {
  let database: TestDatabase
  let proxy: Awaited<ReturnType<typeof openDatabaseProxy>>
  let service: RunningService
  let link: string
  let waiting: Awaited<ReturnType<typeof whileAway>>

  beforeAll(async () => {
    database = await testDatabase()
    proxy = await openDatabaseProxy(database.url)
    service = await startService({ databaseUrl: proxy.url })
  })
  afterAll(async () => {
    await service.stop()
    await proxy.close()
    await database.close()
  })

  it('lets Bob ask before it goes away', async () => {
    await service.write({ from: 'bob@example.org', to, text: 'Bob Dylan' })
    link = confirmPath(await service.mail('bob@example.org'))
    expect((await fetch(`${service.url}/readyz`)).status).toBe(200)
    expect((await fetch(`${service.url}/`)).status).toBe(200)
  })

  it('puts email off, shows apologies on pages, and keeps the process running', async () => {
    await proxy.refuse()
    waiting = await whileAway(service, link)
    await new Promise(resolve => setTimeout(resolve, 3_000))
    waiting = await whileAway(service, link)
  })

  it('goes on without a restart once it is back', async () => {
    await proxy.pass()
    await expect.poll(async () => (await fetch(`${service.url}/readyz`)).status).toBe(200)
    expect((await service.write(waiting)).code).toBe(250)
    await service.mail('ada@example.org')
    expect((await press(`${service.url}${link}`)).status).toBe(200)
    expect(await service.count('demo')).toBe(1)
    await service.mail('bob@example.org', 2)
  })

  it('listens again, answers again, and renews its leases', async () => {
    const listeners = async () =>
      (
        await database.pool.query(
          `select count(*)::int as n from pg_stat_activity
           where application_name in ('undersigned listen', 'undersigned queue') and query ilike 'listen %'
             and datname = current_database()`,
        )
      ).rows[0]?.n
    await expect.poll(listeners).toBe(2)
    await makePetition(database.db, 'another')
    await expect.poll(async () => (await fetch(`${service.url}/`)).text()).toContain('/p/another')
    await service.write({ from: 'cleo@example.org', to, text: 'Cleo Patra' })
    await service.mail('cleo@example.org')
    const lease = `select name from lease where expires_at > clock_timestamp() + interval '6 seconds' order by name`
    await expect
      .poll(async () => (await database.pool.query(lease)).rows)
      .toEqual([{ name: 'housekeeping' }, { name: 'invalidations' }, { name: 'news' }])
  })

  it('answers with an apology while the database hangs, instead of not at all', async () => {
    proxy.hang()
    const ready = await fetch(`${service.url}/readyz`, { signal: AbortSignal.timeout(patience) })
    expect(ready.status).toBe(503)
    await proxy.pass()
    await expect.poll(async () => (await fetch(`${service.url}/readyz`)).status).toBe(200)
    await service.write({ from: 'dan@example.org', to, text: 'Dan Dare' })
    await service.mail('dan@example.org')
    expect(service.output()).not.toMatch(/example\.org|unhandled/)
  })
})

describe('the server itself is stopped and started', () => {
  it('keeps the service running', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'undersigned-away-'))
    await chmod(folder, 0o711)
    const dataDir = join(folder, 'data')
    let postgres = await startEmbeddedPostgres({ dataDir })
    let service: RunningService | undefined
    try {
      const { db, close } = await openDatabase({ url: postgres.url }, { poolSize: 1 })
      await migrate(db)
      await makePetition(db, 'demo')
      await close()
      service = await startService({ databaseUrl: postgres.url })
      expect((await fetch(`${service.url}/`)).status).toBe(200)
      await service.write({ from: 'bob@example.org', to, text: 'Bob Dylan' })
      const link = confirmPath(await service.mail('bob@example.org'))
      await postgres.stop()
      const ada = await whileAway(service, link)
      postgres = await startEmbeddedPostgres({ dataDir })
      const { url } = service
      await expect.poll(async () => (await fetch(`${url}/readyz`)).status).toBe(200)
      expect((await service.write(ada)).code).toBe(250)
      await service.mail('ada@example.org')
      expect((await press(`${url}${link}`)).status).toBe(200)
    } finally {
      await service?.stop()
      await postgres.stop()
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    }
  })
})
