import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSink, type Sink } from '../../bench/load/smtp-sink.ts'
import { checkStandby } from '../../src/cli/doctor/database.ts'
import { readConfig } from '../../src/config.ts'
import { type Db, openDatabase } from '../../src/db/database.ts'
import { migrate } from '../../src/db/migrate.ts'
import { makePetition } from '../support/petition.ts'
import { press } from '../support/press.ts'
import { type RunningService, startService } from '../support/service.ts'
import { type FollowedPostgres, startFollowedPostgres } from '../support/standby.ts'

describe('pages read from a streaming standby', () => {
  let postgres: FollowedPostgres
  let sink: Sink
  let service: RunningService

  beforeAll(async () => {
    ;[postgres, sink] = await Promise.all([startFollowedPostgres(), openSink()])
    const { db, close } = await openDatabase({ url: postgres.primary.url }, { poolSize: 1 })
    await migrate(db)
    await makePetition(db, 'fair')
    await close()
    service = await startService({
      databaseUrl: postgres.primary.url,
      env: {
        DATABASE_READ_URL: postgres.standby.url,
        SMTP_URL: sink.url,
        MAIL_TRUST: 'listener',
        MAIL_ADDRESS: 'sign@fair.example',
      },
    })
  })
  afterAll(async () => {
    await service.stop()
    await sink.close()
    await postgres.close()
  })

  const ask = async (name: string) => {
    const before = sink.tokens.length
    await service.write({
      from: `${name} <${name.split(' ')[0]}@example.org>`,
      to: 'sign+fair@fair.example',
      text: 'Please add my name.',
    })
    await expect.poll(() => sink.tokens.length).toBe(before + 1)
    return `${service.url}/c/${sink.tokens[before]}`
  }
  const doctorSays = (url: string, db: Db) =>
    checkStandby(
      readConfig(
        { DATABASE_URL: postgres.primary.url, DATABASE_READ_URL: url, SECRET_KEY: 'k'.repeat(32) },
        false,
      ),
      db,
    )
  const shown = async (path: string) => (await fetch(`${service.url}${path}`)).text()
  const lag = async () => {
    const ready = (await (await fetch(`${service.metricsUrl}/readyz`)).json()) as {
      standbyLagSeconds: number
    }
    return ready.standbyLagSeconds
  }

  it('shows a signature on the page as soon as the standby has it', async () => {
    await expect.poll(() => service.parts()).toMatchObject({ standby: 'up' })
    expect((await press(await ask('Ada Lovelace'))).status).toBe(200)
    await expect.poll(() => shown('/p/fair')).toContain('Ada Lovelace')
    await expect.poll(lag).toBeLessThan(5)
    expect(await (await fetch(`${service.metricsUrl}/metrics`)).text()).toMatch(
      /^undersigned_standby_lag_seconds \d/m,
    )
  })

  it('while it is halted: own pages are right at once, the public page after five seconds', async () => {
    const link = await ask('Grace Hopper')
    await postgres.halt()
    const signed = await press(link)
    expect(await signed.text()).toContain('Grace Hopper')
    // Proves that the page is read from the standby, unless the machine is so slow that five seconds have passed by now.
    const page = await shown('/p/fair')
    if ((await lag()) < 5) expect(page).not.toContain('Grace Hopper')

    // The link's page after that is read from the primary.
    expect(await (await fetch(link)).text()).toContain('number 2')
    // A petition that the standby does not have yet is found.
    const { db, close } = await openDatabase({ url: postgres.primary.url }, { poolSize: 1 })
    await makePetition(db, 'brand-new')
    expect((await fetch(`${service.url}/p/brand-new`)).status).toBe(200)
    await expect.poll(() => shown('/p/fair')).toContain('Grace Hopper')
    expect(await service.parts()).toMatchObject({ standby: 'down', database: 'up' })
    expect(await lag()).toBeGreaterThanOrEqual(5)
    await expect.poll(() => service.output()).toContain('too far behind')
    await postgres.goOn()
    await expect.poll(() => service.parts()).toMatchObject({ standby: 'up' })
    expect(await doctorSays(postgres.standby.url, db)).toMatchObject({
      state: 'ok',
      says: expect.stringMatching(/\d s behind/),
    })
    await close()
  })

  it('is found wrong by doctor if it is no standby, or not there', async () => {
    const { db, close } = await openDatabase({ url: postgres.primary.url }, { poolSize: 1 })
    const urls = { 'not a standby': postgres.primary.url, ECONNREFUSED: 'postgres://nobody@127.0.0.1:1/none' }
    for (const [why, url] of Object.entries(urls))
      expect(await doctorSays(url, db)).toMatchObject({ state: 'wrong', says: expect.stringContaining(why) })
    await close()
  })

  it('goes away: the pages go on', async () => {
    await postgres.standby.stop()
    expect((await fetch(`${service.url}/p/fair`)).status).toBe(200)
    await expect.poll(() => service.parts()).toMatchObject({ standby: 'down' })
  })
})
