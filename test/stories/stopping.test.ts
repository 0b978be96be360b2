import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { freePort } from '../support/free-port.ts'
import { makePetition } from '../support/petition.ts'
import { launchService, plainMail, startService } from '../support/service.ts'
import { openDatabaseProxy } from '../support/tcp-proxy.ts'

const to = 'sign+demo@localhost'
/** A service manager kills what has not ended ten seconds after SIGTERM; a busy test machine may take longer. */
const inTime = 60_000

/** Takes connections and never says a word. */
async function silentServer() {
  const sockets = new Set<Socket>()
  const server = createServer(socket => {
    sockets.add(socket)
    socket.on('error', () => {})
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    asked: () => sockets.size,
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

/** Takes each mail so many milliseconds after its last byte. */
async function slowServer(ms: number) {
  let [begun, taken] = [0, 0]
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    async onData(stream, _session, callback) {
      begun += 1
      await buffer(stream)
      await sleep(ms)
      taken += 1
      callback()
    },
  })
  server.on('error', () => {})
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    begun: () => begun,
    taken: () => taken,
    close: () => new Promise<void>(resolve => server.close(() => resolve())),
  }
}

async function petitionDatabase(): Promise<TestDatabase> {
  const database = await testDatabase()
  await makePetition(database.db, 'demo')
  return database
}

function dataFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'undersigned-stopping-'))
}

describe('SIGTERM', () => {
  let database: TestDatabase
  let folder: string

  beforeAll(async () => {
    database = await petitionDatabase()
    folder = await dataFolder()
  })
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    await database.close()
  })

  it('in the middle of many emails: each was taken and is kept, or was put off', async () => {
    const service = await startService({ databaseUrl: database.url, dataDir: join(folder, 'many') })
    const people = Array.from({ length: 60 }, (_, i) => `person${i}@example.com`)
    let taken = 0
    const answers = Promise.all(
      people.map(async (from, i) => {
        const raw = plainMail({ from, to, text: `Person ${'ABCDEFGHIJKLMNOPQRST'[i % 20]}son` })
        const answer = await service.write({ from, to, raw }).catch(() => undefined)
        if (answer?.code === 250 && ++taken === 10) service.signal('SIGTERM')
        return answer?.code
      }),
    )
    const codes = await answers
    expect(await service.exited).toBe(0)
    expect(service.output()).not.toContain('stopped before everything was drained')
    const kept = await database.pool.query('select count(*)::int as n from sign_request')
    // More may be kept than were acknowledged: those come again and are recognised.
    expect(kept.rows[0]?.n).toBeGreaterThanOrEqual(codes.filter(code => code === 250).length)
    // Nobody was told never to come again.
    expect(codes.filter(code => code !== undefined && code >= 500)).toEqual([])

    const again = await startService({ databaseUrl: database.url, dataDir: service.dataDir })
    for (const [i, from] of people.entries()) if (codes[i] === 250) await again.mail(from)
    expect(await again.stop()).toBe(0)
  })

  it('lets deliveries in flight arrive, and leaves the rest to the next start', async () => {
    const fresh = await petitionDatabase()
    const slow = await slowServer(400)
    const env = { SMTP_URL: slow.url, MAIL_ADDRESS: 'sign@localhost.test' }
    const service = await startService({ databaseUrl: fresh.url, dataDir: join(folder, 'slow'), env })
    const people = Array.from({ length: 20 }, (_, i) => `person${i}@example.com`)
    await Promise.all(
      people.map(from => service.write({ from, to: 'sign+demo@localhost.test', text: 'Ada Lovelace' })),
    )
    await expect.poll(slow.begun).toBeGreaterThan(0)
    expect(await service.stop()).toBe(0)
    expect(service.output()).not.toContain('smtp-')
    const { rows } = await fresh.pool.query('select state, attempts, error from delivery')
    const sent = rows.filter(({ state }) => state === 'sent')
    expect(sent.length).toBe(slow.taken())
    expect(sent.length).toBeGreaterThan(0)
    // Those that were not in flight lost no try.
    expect(rows.filter(({ state }) => state !== 'sent')).toEqual(
      Array(20 - sent.length).fill({ state: 'waiting', attempts: 0, error: null }),
    )
    await slow.close()
    await fresh.close()
  })

  it('ends at once on a second signal', async () => {
    const fresh = await petitionDatabase()
    const proxy = await openDatabaseProxy(fresh.url)
    const service = await startService({ databaseUrl: proxy.url, dataDir: join(folder, 'second') })
    proxy.hang()
    service.signal('SIGTERM')
    await expect.poll(service.output).toContain('stopping')
    await sleep(700)
    service.signal('SIGINT')
    expect(await service.exited).toBe(130)
    // Its hint of the ninth second.
    expect(service.output()).not.toContain('stopped before everything was drained')
    await proxy.close()
    await fresh.close()
  })

  it.each([200, 500, 800, 1_200])(
    '%i ms into a start with a Postgres of its own: leaves nothing running',
    async ms => {
      const dataDir = join(folder, `start-${ms}`)
      const { child, exited, output } = await launchService({ dataDir })
      await sleep(ms)
      child.kill('SIGTERM')
      const code = await exited
      // Before the first line of ours has run, the signal itself ends the process: nothing was started then.
      expect([0, null], output()).toContain(code)
      const pid = Number(
        (await readFile(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0],
      )
      if (pid > 0) expect(() => process.kill(pid, 0)).toThrow()
    },
  )

  it('a port that is taken ends the start with one sentence and 1; SIGTERM twice and SIGINT beside it: one orderly end of the other', async () => {
    const mailPort = await freePort()
    const first = await startService({ databaseUrl: database.url, mailPort })
    const { exited, output } = await launchService({
      databaseUrl: database.url,
      mailPort,
      dataDir: join(folder, 'taken'),
    })
    expect(await exited).toBe(1)
    expect(output()).toContain(String(mailPort))
    expect(output()).not.toMatch(/\n\s+at /)
    first.signal('SIGTERM')
    first.signal('SIGTERM')
    first.signal('SIGINT')
    expect(await first.stop()).toBe(0)
  })
})

/** Side by side: they mostly wait. */
describe.concurrent('SIGTERM where something hangs', () => {
  it('while the mail provider hangs: ends in time, and the answer is kept', async ({ expect }) => {
    const database = await petitionDatabase()
    const silent = await silentServer()
    const dataDir = await dataFolder()
    const env = { SMTP_URL: silent.url, MAIL_ADDRESS: 'sign@localhost.test' }
    const service = await startService({ databaseUrl: database.url, dataDir, env })
    const from = 'ada@example.org'
    expect((await service.write({ from, to: 'sign+demo@localhost.test', text: 'Ada Lovelace' })).code).toBe(
      250,
    )
    await expect.poll(silent.asked).toBeGreaterThan(0)
    const at = Date.now()
    expect(await service.stop()).toBe(0)
    expect(Date.now() - at).toBeLessThan(inTime)
    silent.close()
    const { rows } = await database.pool.query("select state from delivery where state = 'waiting'")
    expect(rows).toHaveLength(1)
    await database.close()
  })

  it('while the database hangs: ends in time', async ({ expect }) => {
    const database = await petitionDatabase()
    const proxy = await openDatabaseProxy(database.url)
    const service = await startService({ databaseUrl: proxy.url, dataDir: await dataFolder() })
    proxy.hang()
    const mail = service.write({ from: 'bob@example.org', to, text: 'Bob Dylan' }).catch(() => undefined)
    await sleep(300)
    const at = Date.now()
    const code = await service.stop()
    expect(Date.now() - at).toBeLessThan(inTime)
    expect((await mail)?.code).not.toBe(250)
    await proxy.close()
    await database.close()
    expect(code).toBe(0)
    expect(service.output()).toContain('stopped before everything was drained')
  })

  it('into a start that waits for its database: ends in time', async ({ expect }) => {
    const database = await petitionDatabase()
    const proxy = await openDatabaseProxy(database.url)
    proxy.hang()
    const { child, exited } = await launchService({ databaseUrl: proxy.url, dataDir: await dataFolder() })
    await sleep(1_200)
    const at = Date.now()
    child.kill('SIGTERM')
    await exited
    expect(Date.now() - at).toBeLessThan(inTime)
    await proxy.close()
    await database.close()
  })
})
