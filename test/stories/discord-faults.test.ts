import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { closePetition } from '../../src/core/petitions/organise-petition.ts'
import type { Fault } from '../support/chat/faults.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import type { Member } from '../support/discord/member.ts'
import type { Message } from '../support/discord/message.ts'
import { type Discord, startDiscord } from '../support/discord/stand-in.ts'
import type { Channel } from '../support/discord/world.ts'
import { makePetition } from '../support/petition.ts'
import { press } from '../support/press.ts'
import { confirmPath, type RunningService, startService } from '../support/service.ts'
import { openDatabaseProxy } from '../support/tcp-proxy.ts'

const name = 'Name as it should appear'

function linkIn(message: Message): string {
  const path = message.links.map(url => /\/c\/[a-z2-7]{32}/.exec(url)?.[0]).find(found => found !== undefined)
  if (path === undefined) throw new Error(`no confirm link in: ${message.text}`)
  return path
}

/** Follows the link in an answer, and presses its button. */
async function confirm(service: RunningService, answer: Message): Promise<void> {
  const page = await press(`${service.url}${linkIn(answer)}`)
  expect(page.status).toBe(200)
}

async function stateOf(service: RunningService): Promise<{ status: number; discord: string | undefined }> {
  const { status } = await fetch(`${service.url}/readyz`)
  return { status, discord: (await service.parts()).discord }
}

function callbacks(discord: Discord, interactionId: string): number {
  return discord.requestsTo('POST', `/interactions/${interactionId}/`).length
}

describe('something goes wrong between Discord and us', () => {
  let database: TestDatabase
  let discord: Discord
  let room: Channel
  let service: RunningService
  let people = 0
  const somebody = (who: { manages?: boolean } = {}): Member => {
    people += 1
    return discord.member(room, { username: `somebody${people}`, ...who })
  }
  const requests = async (of: string) =>
    (await database.pool.query('select count(*)::int as n from revision where name = $1', [of])).rows[0].n
  const signs = async (member: Member, as: string) => {
    await member.command('sign', { petition: 'fair' })
    return (await member.submitModal({ [name]: as })).message
  }

  beforeAll(async () => {
    database = await testDatabase()
    await makePetition(database.db, 'fair', { title: 'Fair training' })
    await makePetition(database.db, 'proved', { title: 'Proved', policy: 'email' })
    await makePetition(database.db, 'secret', { title: 'Nobody may know yet', draft: true })
    await makePetition(database.db, 'over', { title: 'Over and done' })
    await closePetition(database.db, 'over')
    discord = await startDiscord()
    room = discord.guild().channel()
    service = await startService({
      databaseUrl: database.url,
      env: { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl },
    })
    await discord.commandRegistered('sign')
  })
  afterEach(() => {
    expect(discord.violations).toEqual([])
    expect(discord.faults.pending).toBe(0)
  })
  afterAll(async () => {
    await service.stop()
    await discord.close()
    await database.close()
  })

  /** The answer, or a direct message if the interaction takes no more answers. */
  it.each<[string, string, Fault[], 'answer' | 'direct message']>([
    [
      '40060: the first one had arrived',
      'Ilse Aichinger',
      [{ kind: 'status', status: 400, executed: true, body: { message: 'planted', code: 40060 } }],
      'answer',
    ],
    [
      '10062: the interaction is gone',
      'Paul Celan',
      [{ kind: 'status', status: 404, body: { message: 'planted', code: 10062 } }],
      'direct message',
    ],
    ['a call that hangs', 'Nelly Sachs', [{ kind: 'hang' }], 'answer'],
    ['a call that hangs although it was done', 'Hilde Domin', [{ kind: 'hang', executed: true }], 'answer'],
    [
      'two global 429 in a row, of a second each',
      'Rose Ausländer',
      Array.from({ length: 2 }, (): Fault => ({ kind: 'rate-limit', retryAfter: 1, scope: 'global' })),
      'answer',
    ],
    [
      'a global 429 longer than the interaction lives',
      'Mascha Kaléko',
      [{ kind: 'rate-limit', retryAfter: 30, scope: 'global' }],
      'direct message',
    ],
  ])('%s, on the acknowledgement: the member is told, and signs', async (_, who, faults, where) => {
    const member = somebody()
    await member.command('sign', { petition: 'fair' })
    for (const fault of faults) discord.faults.next({ method: 'POST', path: '/callback' }, fault)
    const before = await service.count('fair')
    const seen = await member.submitModal({ [name]: who })
    if (where === 'answer') expect(seen.kind).toBe('message')
    else await expect.poll(() => member.dms.length, { timeout: 20_000 }).toBe(1)
    const answer = where === 'answer' ? await seen.message.said() : await member.person.dm()
    expect(answer.plain).toContain(who)
    await confirm(service, answer)
    expect(await service.count('fair')).toBe(before + 1)
    if (where === 'answer')
      await answer.until(message => message.text.includes('Your signature is number'), 10_000)
    else
      await expect
        .poll(() => member.dms.at(-1)?.text, { timeout: 10_000 })
        .toContain('Your signature is number')
    expect(await requests(who)).toBe(1)
  })

  it('repeats an edit that hangs, so that the receipt comes', { timeout: 40_000 }, async () => {
    const member = somebody()
    const answer = await (await signs(member, 'Gertrud Kolmar')).said()
    discord.faults.next({ method: 'PATCH', path: '/messages/@original' }, { kind: 'hang' })
    await confirm(service, answer)
    await answer.until(message => message.text.includes('Your signature is number'), 30_000)
    expect(member.dms).toEqual([])
    expect(answer.edits).toBe(1)
  })

  it('tells each member once, by any way that is left, when every request gets 429 for longer than that', {
    timeout: 40_000,
  }, async () => {
    const members = await Promise.all(
      Array.from({ length: 5 }, async () => {
        const member = somebody()
        await member.command('sign', { petition: 'fair' })
        return member
      }),
    )
    discord.faults.next({ path: /.*/, times: 20 }, { kind: 'rate-limit', retryAfter: 1, scope: 'global' })
    const seen = await Promise.all(
      members.map((member, n) => member.submitModal({ [name]: `Storm ${'Abcde'.charAt(n)}. Petrel` })),
    )
    const answers = () =>
      members.map((member, n) => [
        ...(seen[n]?.kind === 'message' ? [seen[n].message.plain] : []),
        ...member.dms.map(({ plain }) => plain),
      ])
    await expect
      .poll(() => answers().map(told => told.filter(text => text.includes('Petrel')).length), {
        timeout: 30_000,
      })
      .toEqual([1, 1, 1, 1, 1])
    await service.settle()
    expect(answers().flat()).toHaveLength(5)
    expect((await stateOf(service)).discord).toBe('up')
  })

  it.each<[string, () => void]>([
    ['op 7', () => discord.gateway.reconnect()],
    ['op 9, resumable', () => discord.gateway.invalidate(true)],
  ])('%s: the session is resumed, and no IDENTIFY spent', { timeout: 30_000 }, async (_, happens) => {
    const { identifies, resumes } = discord.gateway
    happens()
    await discord.gateway.resumed(resumes + 1, 15_000)
    await expect.poll(() => stateOf(service), { timeout: 20_000 }).toEqual({ status: 200, discord: 'up' })
    const seen = await somebody().command('petition count', { petition: 'fair' })
    expect((await seen.message.said()).plain).toContain('signature')
    expect(discord.gateway.identifies).toBe(identifies)
  })

  it('op 9, not resumable: one IDENTIFY, and it goes on', { timeout: 40_000 }, async () => {
    const { identifies } = discord.gateway
    discord.gateway.invalidate(false)
    await discord.until(() => discord.gateway.identifies > identifies && discord.gateway.live === 1, 30_000)
    await expect.poll(() => stateOf(service), { timeout: 20_000 }).toEqual({ status: 200, discord: 'up' })
    const seen = await somebody().command('petition count', { petition: 'fair' })
    expect((await seen.message.said()).plain).toContain('signature')
    expect(discord.gateway.identifies).toBe(identifies + 1)
  })

  it('does nothing twice when a resume brings it a second time', { timeout: 30_000 }, async () => {
    const { resumes } = discord.gateway
    const member = somebody()
    await member.command('sign', { petition: 'fair' })
    const seen = await member.submitModal({ [name]: 'Else Lasker-Schüler' })
    const answer = await seen.message.said()
    await service.settle()
    const before = callbacks(discord, seen.interaction.id)
    discord.gateway.replayOnResume = 3
    discord.gateway.drop()
    await discord.gateway.resumed(resumes + 1, 15_000)
    const later = await somebody().command('petition count', { petition: 'fair' })
    await later.message.said()
    await service.settle()
    expect(await requests('Else Lasker-Schüler')).toBe(1)
    expect(callbacks(discord, seen.interaction.id)).toBe(before)
    expect(answer.edits).toBe(0)
    expect(member.dms).toEqual([])
  })

  it('does what arrives older than 3 s without an acknowledgement, and tells it in a direct message', async () => {
    const member = somebody()
    await member.command('sign', { petition: 'fair' })
    const late = new Date(Date.now() - 8_000)
    const seen = await member.submitModal({ [name]: 'Marie Luise Kaschnitz' }, { createdAt: late })
    const told = await member.person.dm()
    expect(told.plain).toContain('Marie Luise Kaschnitz')
    expect(callbacks(discord, seen.interaction.id)).toBe(0)
    const before = await service.count('fair')
    await confirm(service, told)
    expect(await service.count('fair')).toBe(before + 1)
    // A form must be the first response. It is too late for one, so nothing is tried.
    const form = await member.command('sign', { petition: 'fair' }, { createdAt: late })
    await service.settle()
    expect(callbacks(discord, form.interaction.id)).toBe(0)
  })

  describe('a manipulated client', () => {
    const values = { name: 'Mallory Mallet', occupation: '', organisation: '', way: 'myself', mailbox: '' }
    const told = async (formId: string, fields: Record<string, string> = values) =>
      (await (await somebody().submitForged(formId, fields)).message.said()).plain

    it('sends a form that we never made, for no petition, or for a draft: the same words, and nothing of the draft', async () => {
      const [nowhere, draft] = [await told('sign:nowhere'), await told('sign:secret')]
      expect(nowhere).toContain('nowhere')
      expect(draft).toBe(nowhere.replaceAll('nowhere', 'secret'))
      for (const forged of [draft, await told('give-me-everything'), await told(`sign:${'x'.repeat(80)}`)]) {
        expect(forged.length).toBeGreaterThan(10)
        expect(forged).not.toContain('Nobody may know')
      }
      expect(await requests('Mallory Mallet')).toBe(0)
    })

    it('sends the form of one petition for another: the rules of the petition it names apply', async () => {
      expect(await told('sign:proved')).toContain('Nothing is recorded')
      expect(await requests('Mallory Mallet')).toBe(0)
    })

    it('signs a closed petition: told that it is closed', async () => {
      expect(await told('sign:over')).toMatch(/closed/i)
      expect(await requests('Mallory Mallet')).toBe(0)
    })

    it('creates a petition without managing the server: told that they may not', async () => {
      const forged = await told('create', {
        title: 'Mine',
        text: 'A text that is long enough.',
        organisedBy: 'Me',
      })
      expect(forged).toContain('manage')
      expect((await database.pool.query("select 1 from petition where title = 'Mine'")).rowCount).toBe(0)
    })

    it('leaves out, empties, and invents fields: told, or ignored', async () => {
      expect(await told('sign:fair', {})).toContain('Nothing is recorded')
      expect(await told('sign:fair', { ...values, name: '   ' })).toContain('Nothing is recorded')
      expect(await told('sign:fair', { ...values, name: 'x'.repeat(4_000) })).toContain('Nothing is recorded')
      expect(await told('sign:fair', { ...values, state: 'confirmed', __proto__: 'x' })).toContain('Mallory')
    })

    it.each(['sign:secret', 'sign:over', 'sign:nowhere', 'sign:', 'edit:fair', 'confirm:1'])(
      'presses a button of its own, %s: told in words',
      async customId => {
        const dana = somebody({ manages: true })
        await dana.command('petition announce', { petition: 'fair' })
        const card = await room.newest(message => message.text.includes('Fair training'))
        const seen = await somebody().pressForged(card, customId)
        expect(seen.kind).toBe('message')
        expect(seen.message.ephemeral).toBe(true)
        expect(seen.message.plain.length).toBeGreaterThan(10)
        expect(seen.message.plain).not.toContain('Nobody may know')
      },
    )
  })

  it('keeps running through all of it, and names nobody in the log', async () => {
    expect(await stateOf(service)).toEqual({ status: 200, discord: 'up' })
    expect(service.output()).not.toMatch(/Aichinger|Celan|Mallory|stand-in\.token|unhandled/i)
  })
})

describe('Discord closes for good', () => {
  // test/adapters/discord/gateway.test.ts tells which codes do.
  it('readyz and the log tell why, the process and email go on', { timeout: 40_000 }, async () => {
    const database = await testDatabase()
    await makePetition(database.db, 'fair')
    const discord = await startDiscord()
    const service = await startService({
      databaseUrl: database.url,
      env: { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl },
    })
    try {
      await discord.gateway.connected(1, 15_000)
      await expect.poll(() => stateOf(service)).toEqual({ status: 200, discord: 'up' })
      const { identifies } = discord.gateway
      discord.gateway.close(4014)
      await expect.poll(async () => (await stateOf(service)).discord, { timeout: 20_000 }).toMatch(/^down/)
      // A load balancer needs to know of the database only.
      expect((await stateOf(service)).status).toBe(200)
      expect(service.output()).toContain('intents-refused')
      const from = 'ada@example.org'
      await service.write({ from, to: 'sign+fair@localhost', text: 'Ada Lovelace' })
      const before = await service.count('fair')
      await press(`${service.url}${confirmPath(await service.mail(from))}`)
      expect(await service.count('fair')).toBe(before + 1)
      await sleep(3_000)
      expect(discord.gateway.identifies).toBe(identifies)
      expect(discord.violations).toEqual([])
    } finally {
      expect(await service.stop()).toBe(0)
      await discord.close()
      await database.close()
    }
  })
})

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

  it('hold one connection between them, and answer once', { timeout: 30_000 }, async () => {
    await expect.poll(async () => (await states()).sort(), { timeout: 10_000 }).toEqual(['standby', 'up'])
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

  it('the holder is killed while it answers: the other takes over and answers, once', {
    timeout: 90_000,
  }, async () => {
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
    await holder.kill()
    replicas = replicas.filter(service => service !== holder)
    const [left] = replicas
    if (left === undefined) throw new Error('nobody left')
    // The dead replica's connection may still be counted for a moment, so the state tells. 15 s are promised (docs/scaling.md).
    await expect.poll(async () => (await stateOf(left)).discord, { timeout: 15_000 }).toBe('up')
    await expect.poll(() => discord.gateway.live).toBe(1)

    await confirm(left, standing)
    await standing.until(message => message.text.includes('Your signature is number'), 10_000)
    const told = await seen.message.said()
    expect(told.plain).toContain('Mariana Marin')
    // The queue hands a killed worker's answer over after 10 to 40 s (src/db/queue.ts).
    await expect.poll(() => left.settle().then(() => true), { timeout: 60_000 }).toBe(true)
    await confirm(left, told)
    await told.until(message => message.text.includes('Your signature is number'), 10_000)
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

  it('the holder is stopped: the other takes over', { timeout: 40_000 }, async () => {
    replicas.push(await start())
    const [holder, other] = replicas
    if (holder === undefined || other === undefined) throw new Error('one is missing')
    expect(await holder.stop()).toBe(0)
    replicas = [other]
    await expect.poll(async () => (await stateOf(other)).discord, { timeout: 10_000 }).toBe('up')
    const seen = await discord.member(room).command('petition count', { petition: 'fair' })
    expect((await seen.message.said()).plain).toContain('signature')
  })
})

describe('SIGTERM while a member waits', () => {
  it('tells that it is not saved yet, saves it, and the next process goes on', {
    timeout: 60_000,
  }, async () => {
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
      proxy.hang()
      const pending = member.submitModal({ [name]: 'Irmgard Keun' })
      await sleep(200)
      service.signal('SIGTERM')
      const seen = await pending
      expect(seen.message.history[0]).toContain('not saved yet')
      await sleep(1_000)
      await proxy.pass()
      expect(await service.exited).toBe(0)
      service = await start()
      const answer = await seen.message.until(message => message.plain.includes('Irmgard Keun'), 45_000)
      await confirm(service, answer)
      await answer.until(message => message.text.includes('Your signature is number'), 10_000)
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
