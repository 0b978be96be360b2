import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { freePort } from '../support/free-port.ts'
import { makePetition } from '../support/petition.ts'
import { launchService, type RunningService, startService } from '../support/service.ts'
import { openDatabaseProxy } from '../support/tcp-proxy.ts'

const ask = async (url: string) => {
  const response = await fetch(url)
  return { status: response.status, body: await response.text() }
}

describe('what is watched', () => {
  let database: TestDatabase
  let proxy: Awaited<ReturnType<typeof openDatabaseProxy>>
  let service: RunningService

  beforeAll(async () => {
    database = await testDatabase()
    await makePetition(database.db, 'demo')
    await database.pool.query(
      `insert into petition (slug, title, statement, statement_hash, language, organised_by)
       values ('secret-plan', 'Not yet', 'Text', '\\x00', 'en', 'Eve')`,
    )
    proxy = await openDatabaseProxy(database.url)
    service = await startService({ databaseUrl: proxy.url })
  })
  afterAll(async () => {
    await service.stop()
    await proxy.close()
    await database.close()
  })

  it('tells the public whether it lives and is ready, and nothing else', async () => {
    expect(await ask(`${service.url}/healthz`)).toEqual({ status: 200, body: 'ok' })
    expect(await ask(`${service.url}/readyz`)).toEqual({ status: 200, body: 'ok' })
    const metrics = await ask(`${service.url}/metrics`)
    expect(metrics.status).toBe(404)
    expect(metrics.body).not.toContain('secret-plan')
  })

  it('tells the operator figures and parts on METRICS_LISTEN', async () => {
    const metrics = await ask(`${service.metricsUrl}/metrics`)
    expect(metrics.status).toBe(200)
    expect(metrics.body).toContain('undersigned_signatures{petition="secret-plan",kind="person"} 0')
    expect(metrics.body).toContain('undersigned_part_up{part="mail-listener"} 1')
    expect(metrics.body).toContain('process_cpu_seconds_total')
    await expect
      .poll(async () => (await fetch(`${service.metricsUrl}/readyz`)).json())
      .toEqual({
        ok: true,
        pages: service.url,
        parts: { database: 'up', ledger: 'up', 'mail-listener': 'up' },
      })
    expect((await fetch(`${service.metricsUrl}/p/demo`)).status).toBe(404)
    expect((await fetch(`${service.metricsUrl}/metrics`, { method: 'POST' })).status).toBe(405)
  })

  it('goes on telling while the database is away, and tells that it is back', async () => {
    await proxy.refuse()
    const away = await ask(`${service.metricsUrl}/metrics`)
    expect(away.status).toBe(200)
    expect(away.body).toContain('undersigned_part_up{part="database"} 0')
    expect(away.body).toContain('process_cpu_seconds_total')
    expect(away.body).not.toContain('undersigned_signatures{')
    // A refresh has failed by then as well.
    await expect.poll(() => service.output()).toMatch(/"part":"database","state":"down"/)
    await proxy.pass()
    await expect
      .poll(async () => (await ask(`${service.metricsUrl}/metrics`)).body)
      .toMatch(
        /undersigned_part_up\{part="database"\} 1(.|\n)*undersigned_signatures|undersigned_signatures(.|\n)*undersigned_part_up\{part="database"\} 1/,
      )
    // In its own words, too, which come from the refreshed petitions.
    await expect.poll(() => service.output()).toMatch(/"part":"database","state":"up"/)
  })
})

describe('the port of METRICS_LISTEN is in use', () => {
  let database: TestDatabase

  beforeAll(async () => {
    database = await testDatabase()
  })
  afterAll(() => database.close())

  it('starts without metrics if nobody asked for that port', async () => {
    // In use by us, or by somebody else already.
    const other = createServer().listen(9_464, '127.0.0.1')
    await Promise.race([once(other, 'listening'), once(other, 'error')]).catch(() => {})
    try {
      const service = await startService({ databaseUrl: database.url, env: { METRICS_LISTEN: undefined } })
      expect(service.output()).toContain('metrics are off')
      expect((await fetch(`${service.url}/healthz`)).status).toBe(200)
      expect(await service.stop()).toBe(0)
    } finally {
      other.close()
    }
  })

  it('does not start if the operator asked for that port, and names the variable', async () => {
    const port = await freePort()
    const other = createServer().listen(port, '127.0.0.1')
    await once(other, 'listening')
    try {
      const { exited, output } = await launchService({
        databaseUrl: database.url,
        dataDir: '/nowhere',
        env: { METRICS_LISTEN: `http://127.0.0.1:${port}` },
      })
      expect(await exited).toBe(1)
      expect(output()).toMatch(new RegExp(`Port ${port} .*METRICS_LISTEN`))
      expect(output()).not.toMatch(/\n\s+at /)
    } finally {
      other.close()
    }
  })
})
