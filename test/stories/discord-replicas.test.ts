import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { type Discord, startDiscord } from '../support/discord/stand-in.ts'
import type { Channel } from '../support/discord/world.ts'
import { until } from '../support/patience.ts'
import { makePetition } from '../support/petition.ts'
import { type RunningService, startService } from '../support/service.ts'
import { openDatabaseProxy } from '../support/tcp-proxy.ts'
import { confirm, name, stateOf } from './discord-service.ts'

describe('two replicas', () => {
  let database: TestDatabase
  let discord: Discord
  let room: Channel
  let replicas: RunningService[]
  const start = () =>
    startService({
      databaseUrl: database.url,
      env: { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl },
    })
  const states = () =>
    Promise.all(replicas.map(async service => (await stateOf(service)).discord?.split(/\W/)[0]))

  beforeAll(async () => {
    database = await testDatabase()
    await makePetition(database.db, 'fair')
    discord = await startDiscord()
    room = discord.guild().channel()
    replicas = [await start()]
    await discord.commandRegistered('sign')
    replicas.push(await start())
  })
  afterEach(() => expect(discord.violations).toEqual([]))
  afterAll(async () => {
    for (const service of replicas) await service.stop()
    await discord.close()
    await database.close()
  })

  it('hold one connection between them, and answer once', async () => {
    await expect.poll(async () => (await states()).sort()).toEqual(['standby', 'up'])
    for (const who of ['Ana Blandiana', 'Nina Cassian', 'Herta Müller']) {
      const member = discord.member(room, { username: who.slice(0, 3).toLowerCase() })
      await member.command('sign', { petition: 'fair' })
      const seen = await member.submitModal({ [name]: who })
      const answer = await seen.message.said()
      for (const service of replicas.slice(0, 1)) await confirm(service, answer)
      await answer.until(message => message.text.includes('Your signature is number'))
      expect(seen.followUps).toEqual([])
      expect(member.dms).toEqual([])
    }
    expect(discord.gateway.live).toBe(1)
    expect(discord.gateway.identifies).toBe(1)
    expect(await replicas[1]?.count('fair')).toBe(3)
  })

  it('the holder is killed while it answers: the other takes over and answers, once', async () => {
    const holder = replicas[(await states()).indexOf('up')]
    if (holder === undefined) throw new Error('nobody holds')
    const waiting = discord.member(room, { username: 'waiting' })
    await waiting.command('sign', { petition: 'fair' })
    const done = discord.member(room, { username: 'done' })
    await done.command('sign', { petition: 'fair' })
    const standing = await (await done.submitModal({ [name]: 'Aglaja Veteranyi' })).message.said()

    // Discord has the answer, but neither replica knows that.
    discord.faults.next({ method: 'POST', path: '/callback' }, { kind: 'hang', executed: true })
    const seen = await waiting.submitModal({ [name]: 'Mariana Marin' })
    // Only what is committed outlives the holder.
    const committed = "select from revision where name = 'Mariana Marin'"
    await expect.poll(async () => (await database.pool.query(committed)).rowCount).toBe(1)
    await holder.kill()
    replicas = replicas.filter(service => service !== holder)
    const [left] = replicas
    if (left === undefined) throw new Error('nobody left')
    // The dead replica's connection may still be counted for a moment, so the state tells. On a quiet machine within 15 s (docs/scaling.md).
    await expect.poll(async () => (await stateOf(left)).discord).toBe('up')
    await expect.poll(() => discord.gateway.live).toBe(1)

    await confirm(left, standing)
    await standing.until(message => message.text.includes('Your signature is number'))
    const told = await seen.message.said()
    expect(told.plain).toContain('Mariana Marin')
    // The queue hands a killed worker's answer over after 10 to 40 s (src/db/queue.ts).
    await expect.poll(() => left.settle().then(() => true)).toBe(true)
    await confirm(left, told)
    await told.until(message => message.text.includes('Your signature is number'))
    for (const member of [waiting, done]) expect(member.dms).toEqual([])
    expect(seen.followUps).toEqual([])
    const { rows } = await database.pool.query(
      "select name, count(*)::int as n from revision where name in ('Mariana Marin', 'Aglaja Veteranyi') group by name order by name",
    )
    expect(rows).toEqual([
      { name: 'Aglaja Veteranyi', n: 1 },
      { name: 'Mariana Marin', n: 1 },
    ])
    expect(discord.gateway.identifies).toBe(2)
  })

  it('the holder is stopped: the other takes over', async () => {
    replicas.push(await start())
    const [holder, other] = replicas
    if (holder === undefined || other === undefined) throw new Error('one is missing')
    expect(await holder.stop()).toBe(0)
    replicas = [other]
    await expect.poll(async () => (await stateOf(other)).discord).toBe('up')
    const seen = await discord.member(room).command('petition count', { petition: 'fair' })
    expect((await seen.message.said()).plain).toContain('signature')
  })
})

describe('SIGTERM while a member waits', () => {
  it('tells that it is not saved yet, saves it, and the next process goes on', async () => {
    const database = await testDatabase()
    await makePetition(database.db, 'fair')
    const proxy = await openDatabaseProxy(database.url)
    const discord = await startDiscord()
    const start = () =>
      startService({
        databaseUrl: proxy.url,
        env: { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl },
      })
    let service = await start()
    try {
      await discord.commandRegistered('sign')
      const member = discord.member(discord.guild().channel())
      await member.command('sign', { petition: 'fair' })
      const holder = await database.pool.connect()
      await holder.query('begin')
      await holder.query('lock table inbox in exclusive mode')
      const pending = member.submitModal({ [name]: 'Irmgard Keun' })
      // The service has it in hand.
      await until(async () => {
        const waits =
          "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
        return (await holder.query(waits)).rowCount !== 0
      })
      proxy.hang()
      await holder.query('commit')
      holder.release()
      service.signal('SIGTERM')

      const seen = await pending
      expect(seen.message.history[0]).toContain('not saved yet')
      await sleep(1_000)
      await proxy.pass()
      expect(await service.exited).toBe(0)
      service = await start()
      const answer = await seen.message.until(message => message.plain.includes('Irmgard Keun'))
      await confirm(service, answer)
      await answer.until(message => message.text.includes('Your signature is number'))
      expect(await service.count('fair')).toBe(1)
      expect(member.dms).toEqual([])
      expect(discord.violations).toEqual([])
    } finally {
      await service.stop()
      await discord.close()
      await proxy.close()
      await database.close()
    }
  })
})
