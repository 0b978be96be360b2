import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { closePetition } from '../../src/core/petitions/organise-petition.ts'
import type { Fault } from '../support/chat/faults.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import type { Member } from '../support/discord/member.ts'
import { type Discord, startDiscord } from '../support/discord/stand-in.ts'
import type { Channel } from '../support/discord/world.ts'
import { makePetition } from '../support/petition.ts'
import { press } from '../support/press.ts'
import { confirmPath, type RunningService, startService } from '../support/service.ts'
import { confirm, name, stateOf } from './discord-service.ts'

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
    const submitted = member.submitModal({ [name]: who })
    const answer = where === 'answer' ? await (await submitted).message.said() : await member.person.dm()
    expect(member.dms).toHaveLength(where === 'answer' ? 0 : 1)
    expect(answer.plain).toContain(who)
    await confirm(service, answer)
    expect(await service.count('fair')).toBe(before + 1)
    if (where === 'answer') await answer.until(message => message.text.includes('Your signature is number'))
    else await expect.poll(() => member.dms.at(-1)?.text).toContain('Your signature is number')
    expect(await requests(who)).toBe(1)
  })

  it('repeats an edit that hangs, so that the receipt comes', async () => {
    const member = somebody()
    const answer = await (await signs(member, 'Gertrud Kolmar')).said()
    const { edits } = answer
    discord.faults.next({ method: 'PATCH', path: '/messages/@original' }, { kind: 'hang' })
    await confirm(service, answer)
    await answer.until(message => message.text.includes('Your signature is number'))
    expect(member.dms).toEqual([])
    expect(answer.edits).toBe(edits + 1)
  })

  it('tells each member once, by any way that is left, when every request gets 429 for longer than that', async () => {
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
      .poll(() => answers().map(told => told.filter(text => text.includes('Petrel')).length))
      .toEqual([1, 1, 1, 1, 1])
    await service.settle()
    expect(answers().flat()).toHaveLength(5)
    expect((await stateOf(service)).discord).toBe('up')
  })

  it.each<[string, () => void]>([
    ['op 7', () => discord.gateway.reconnect()],
    ['op 9, resumable', () => discord.gateway.invalidate(true)],
  ])('%s: the session is resumed, and no IDENTIFY spent', async (_, happens) => {
    const { identifies, resumes } = discord.gateway
    happens()
    await discord.gateway.resumed(resumes + 1)
    await expect.poll(() => stateOf(service)).toEqual({ status: 200, discord: 'up' })
    const seen = await somebody().command('petition count', { petition: 'fair' })
    expect((await seen.message.said()).plain).toContain('signature')
    expect(discord.gateway.identifies).toBe(identifies)
  })

  it('op 9, not resumable: one IDENTIFY, and it goes on', async () => {
    const { identifies } = discord.gateway
    discord.gateway.invalidate(false)
    await discord.until(() => discord.gateway.identifies > identifies && discord.gateway.live === 1)
    await expect.poll(() => stateOf(service)).toEqual({ status: 200, discord: 'up' })
    const seen = await somebody().command('petition count', { petition: 'fair' })
    expect((await seen.message.said()).plain).toContain('signature')
    expect(discord.gateway.identifies).toBe(identifies + 1)
  })

  it('does nothing twice when a resume brings it a second time', async () => {
    const { resumes } = discord.gateway
    const member = somebody()
    await member.command('sign', { petition: 'fair' })
    const seen = await member.submitModal({ [name]: 'Else Lasker-Schüler' })
    const answer = await seen.message.said()
    await service.settle()
    const before = [callbacks(discord, seen.interaction.id), answer.edits]
    discord.gateway.replayOnResume = 3
    discord.gateway.drop()
    await discord.gateway.resumed(resumes + 1)
    const later = await somebody().command('petition count', { petition: 'fair' })
    await later.message.said()
    await service.settle()
    expect(await requests('Else Lasker-Schüler')).toBe(1)
    expect([callbacks(discord, seen.interaction.id), answer.edits]).toEqual(before)
    expect(member.dms).toEqual([])
  })

  it('does what arrives older than 3 s without an acknowledgement, and tells it in a direct message', async () => {
    const member = somebody()
    await member.command('sign', { petition: 'fair' })
    const late = new Date(Date.now() - 60_000)
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
  it('readyz and the log tell why, the process and email go on', async () => {
    const database = await testDatabase()
    await makePetition(database.db, 'fair')
    const discord = await startDiscord()
    const service = await startService({
      databaseUrl: database.url,
      env: { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl },
    })
    try {
      await discord.gateway.connected(1)
      await expect.poll(() => stateOf(service)).toEqual({ status: 200, discord: 'up' })
      const { identifies } = discord.gateway
      discord.gateway.close(4014)
      await expect.poll(async () => (await stateOf(service)).discord).toMatch(/^down/)
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
