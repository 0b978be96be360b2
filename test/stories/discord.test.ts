import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { type Discord, startDiscord } from '../support/discord/stand-in.ts'
import type { Channel } from '../support/discord/world.ts'
import { makePetition } from '../support/petition.ts'
import { press } from '../support/press.ts'
import { confirmPath, type RunningService, startService } from '../support/service.ts'
import { openDatabaseProxy } from '../support/tcp-proxy.ts'

const link = /\/c\/[a-z2-7]{32}/

describe('a community signs in Discord', () => {
  let database: TestDatabase
  let proxy: Awaited<ReturnType<typeof openDatabaseProxy>>
  let discord: Discord
  let room: Channel
  let service: RunningService
  const count = (slug = 'fair') => service.count(slug)
  const confirm = async (links: readonly string[]) => {
    const path = links.map(candidate => link.exec(candidate)?.[0]).find(found => found !== undefined)
    return press(`${service.url}${path}`)
  }
  const signs = async (member: ReturnType<Discord['member']>, values: Record<string, string> = {}) => {
    await member.command('sign', { petition: 'fair' })
    return (await member.submitModal({ 'Name as it should appear': 'Bo Diddley', ...values })).message
  }

  beforeAll(async () => {
    database = await testDatabase()
    proxy = await openDatabaseProxy(database.url)
    await makePetition(database.db, 'fair', { title: 'Fair training', goal: 5 })
    await makePetition(database.db, 'proved', { title: 'Proved', policy: 'email' })
    discord = await startDiscord()
    room = discord.guild().channel()
    service = await startService({
      databaseUrl: proxy.url,
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
    await proxy.close()
    await discord.close()
    await database.close()
  })

  it('posts the organiser’s card, keeps its count up to date, and opens the form by its button', async () => {
    const dana = discord.member(room, { username: 'dana', manages: true })
    await dana.command('petition announce', { petition: 'fair' })
    const card = await room.newest()
    await card.until(message => message.text.includes('0 signatures'))
    expect(card.text).toContain('Fair training')
    expect(card.buttons.filter(({ url }) => url === undefined).map(({ label }) => label)).toEqual(['Sign'])
    expect(card.links.some(url => url.endsWith('/p/fair'))).toBe(true)

    const bo = discord.member(room, { username: 'bo', globalName: 'Bo Diddley' })
    const form = await bo.press(card, 'Sign')
    expect(form.modal.fields.map(({ label }) => label)).toContain('Occupation')
    const seen = await bo.submitModal({ Occupation: 'illustrator' })
    const answer = await seen.message.said()
    expect(answer.ephemeral).toBe(true)
    expect(answer.plain).toContain('Bo Diddley, illustrator')
    await confirm(answer.links)
    await answer.until(message => message.text.includes('Your signature is number 1'))
    await card.until(message => message.text.includes('1 signature'))
  })

  it('posts no card for somebody who does not manage the server', async () => {
    const eve = discord.member(room, { username: 'eve' })
    const before = room.messages.length
    const seen = await eve.command('petition announce', { petition: 'fair' })
    expect((await seen.message.said()).plain).toContain('manage this server')
    expect(room.messages).toHaveLength(before)
  })

  it('tells the organiser if the bot may not write in a room', async () => {
    const silent = discord.guild().channel({ name: 'silent' })
    silent.botMay = { view: true, send: false }
    const dana = discord.member(silent, { username: 'dana3', manages: true })
    const seen = await dana.command('petition announce', { petition: 'fair' })
    expect((await seen.message.said()).plain).toContain('cannot write in this channel')
    expect(silent.messages).toHaveLength(0)
  })

  it('explains why a form cannot be used, and opens it again by a button', async () => {
    const una = discord.member(room, { username: 'una' })
    await una.command('sign', { petition: 'fair' })
    const seen = await una.submitModal({ 'Name as it should appear': 'https://evil.example' })
    const told = await seen.message.said()
    expect(told.plain).toContain('leave out links')
    expect((await una.press(told, 'Fill in the form again')).modal.fields.length).toBeGreaterThan(3)
  })

  it('forgets a deleted card, and keeps running', async () => {
    const dana = discord.member(room, { username: 'dana2', manages: true })
    await dana.command('petition announce', { petition: 'proved' })
    const card = await room.newest(message => message.text.includes('Proved'))
    card.delete()
    await database.pool.query("update petition set goal = 77 where slug = 'proved'")
    await expect
      .poll(
        async () =>
          (
            await database.pool.query(
              "select 1 from card c join petition p on p.id = c.petition_id where p.slug = 'proved'",
            )
          ).rows,
      )
      .toEqual([])
    expect((await fetch(`${service.url}/healthz`)).status).toBe(200)
  })

  it('sends the link to the mailbox if the petition wants one; its page names the account, and the chat gets the receipt', async () => {
    const chika = discord.member(room, { username: 'chika' })
    const form = await chika.command('sign', { petition: 'proved' })
    expect(form.modal.fields.find(({ label }) => label === 'Your email address')).toBeDefined()
    const seen = await chika.submitModal({
      'Name as it should appear': 'Chika Umino',
      'Your email address': 'chika@example.org',
    })
    const answer = await seen.message.said()
    expect(answer.plain).toContain('chika@example.org')
    expect(answer.links.some(candidate => link.test(candidate))).toBe(false)
    const question = await service.mail('chika@example.org')
    expect(question.text).toContain('on Discord')
    // The owner of that mailbox has not seen the account that would be tied to the signature.
    await service.reply(question, 'chika@example.org', 'Yes')
    const again = await service.mail('chika@example.org', 2)
    expect(await count('proved')).toBe(0)
    const page = await fetch(`${service.url}${confirmPath(again)}`)
    expect(await page.text()).toMatch(/Asked on Discord by the account <bdi>[^<]*chika/i)
    await press(`${service.url}${confirmPath(again)}`)
    await answer.until(message => message.text.includes('Your signature is number 1'))
    expect(await count('proved')).toBe(1)
  })

  it('counts somebody who had signed by email as one person, and says so', async () => {
    await service.write({ from: 'Rin <rin@example.org>', to: 'sign+proved@localhost', text: 'Rin Itoshi' })
    await press(`${service.url}${confirmPath(await service.mail('rin@example.org'))}`)
    const before = await count('proved')
    const rin = discord.member(room, { username: 'rin' })
    await rin.command('sign', { petition: 'proved' })
    const answer = (
      await rin.submitModal({
        'Name as it should appear': 'Rin Itoshi',
        Occupation: 'animator',
        'Your email address': 'rin@example.org',
      })
    ).message
    await answer.said()
    const question = await service.mail('rin@example.org', 3)
    await press(`${service.url}${confirmPath(question)}`)
    await answer.until(message => message.text.includes('nothing is counted twice'))
    expect(await count('proved')).toBe(before)
  })

  it('is acknowledged in time if the database takes longer, and told the truth', async () => {
    const slow = discord.member(room, { username: 'slow' })
    await slow.command('sign', { petition: 'fair' })
    proxy.hang()
    const seen = await slow.submitModal({ 'Name as it should appear': 'Slow Joe' })
    await proxy.pass()
    expect(seen.message.history[0]).toContain('not saved yet')
    await seen.message.until(message => message.text.includes('Slow Joe'))
  })

  it('makes one request of an interaction that comes twice', async () => {
    const ivo = discord.member(room, { username: 'ivo' })
    await ivo.command('sign', { petition: 'fair' })
    const seen = await ivo.submitModal({ 'Name as it should appear': 'Ivo Andrić' })
    const answer = await seen.message.said()
    await seen.deliverAgain()
    await service.settle()
    const { rows } = await database.pool.query(
      "select count(*)::int as n from revision where name = 'Ivo Andrić'",
    )
    expect(rows).toEqual([{ n: 1 }])
    await confirm(answer.links)
    await answer.until(message => message.text.includes('Your signature is number'))
  })

  it.each([
    ['a 502 that was executed', { kind: 'status', status: 502, executed: true } as const],
    ['a 502 that was not', { kind: 'status', status: 502 } as const],
    ['a 429', { kind: 'rate-limit', retryAfter: 0.4, scope: 'user' } as const],
    ['an answer that is lost', { kind: 'answer-lost' } as const],
    ['a dropped connection', { kind: 'drop' } as const],
  ])('%s on the acknowledgement loses nothing', async (_, fault) => {
    const kim = discord.member(room, { username: `kim${Math.random().toString(36).slice(2, 8)}` })
    await kim.command('sign', { petition: 'fair' })
    discord.faults.next({ method: 'POST', path: '/callback' }, fault)
    const seen = await kim.submitModal({ 'Name as it should appear': 'Kim Novak' })
    await service.settle()
    const { rows } = await database.pool.query(
      "select count(*)::int as n from revision where name = 'Kim Novak'",
    )
    expect(rows[0].n).toBeGreaterThan(0)
    if (seen.kind === 'message') await seen.message.until(message => message.text.includes('Kim Novak'))
    await database.pool.query(
      "delete from sign_request where id in (select request_id from revision where name = 'Kim Novak')",
    )
    expect((await fetch(`${service.url}/healthz`)).status).toBe(200)
  })

  it('lists what was signed, and withdraws it', async () => {
    const lea = discord.member(room, { username: 'lea' })
    const answer = await (await signs(lea, { 'Name as it should appear': 'Lea Massari' })).said()
    await confirm(answer.links)
    await answer.until(message => message.text.includes('Your signature is number'))
    expect((await (await lea.command('mysignatures')).message.said()).plain).toContain('Lea Massari')
    const before = await count()
    await (await lea.command('unsign')).message.said()
    expect(await count()).toBe(before - 1)
  })

  it('sends the receipt by direct message after the token has expired; if those are closed, nothing is lost', async () => {
    const { tokenMs } = discord.times
    try {
      for (const open of [true, false]) {
        discord.times.tokenMs = tokenMs
        const max = discord.member(room, { username: `max${open}` })
        max.person.directMessagesOpen = open
        const answer = await (await signs(max, { 'Name as it should appear': 'Max Ophüls' })).said()
        discord.times.tokenMs = 1
        const before = await count()
        await confirm(answer.links)
        expect(await count()).toBe(before + 1)
        if (open) expect((await max.person.dm()).text).toContain('Your signature is number')
        else {
          await service.settle()
          expect(max.person.dms).toEqual([])
        }
      }
    } finally {
      discord.times.tokenMs = tokenMs
    }
  })

  it('works in a direct message, and where only the member has the app', async () => {
    const nina = discord.inDirectMessage(discord.person({ username: 'nina' }))
    expect((await (await signs(nina, { 'Name as it should appear': 'Nina Simone' })).said()).plain).toContain(
      'Nina Simone',
    )
    const otto = discord.withOwnApp(discord.person({ username: 'otto' }), 'guild')
    expect((await (await signs(otto, { 'Name as it should appear': 'Otto Dix' })).said()).plain).toContain(
      'Otto Dix',
    )
  })

  it('comes back after the gateway dropped, was reset, and closed it', async () => {
    discord.gateway.drop()
    await discord.until(() => discord.gateway.live > 0)
    const pia = discord.member(room, { username: 'pia' })
    expect((await (await pia.command('petition count', { petition: 'fair' })).message.said()).plain).toMatch(
      /signature/,
    )
    expect((await fetch(`${service.url}/healthz`)).status).toBe(200)
  })

  it('says nothing of its members in the log', () => {
    expect(service.output()).not.toMatch(/Bo Diddley|chika@|Nina Simone|stand-in\.token/)
  })
})

describe('Discord is not there', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await testDatabase()
    await makePetition(database.db, 'fair', { title: 'Fair training' })
  })
  afterAll(() => database.close())

  it('at the start: email and pages work, and Discord joins later', async () => {
    const discord = await startDiscord({ down: true })
    const service = await startService({
      databaseUrl: database.url,
      env: { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl },
    })
    try {
      await service.write({ from: 'ada@example.org', to: 'sign+fair@localhost', text: 'Ada Lovelace' })
      await service.mail('ada@example.org')
      await discord.up()
      await discord.commandRegistered('sign')
      expect(await service.parts()).toMatchObject({ discord: 'up' })
    } finally {
      await service.stop()
      await discord.close()
    }
  })

  it('with a token that is refused: the rest works, and readyz tells', async () => {
    const discord = await startDiscord()
    const service = await startService({
      databaseUrl: database.url,
      env: {
        DISCORD_TOKEN: 'MTIzNDU2Nzg5MDEyMzQ1Njc4.wrong.token-of-nobody',
        DISCORD_API_URL: discord.apiUrl,
      },
    })
    try {
      await expect.poll(() => service.parts()).toMatchObject({ discord: 'down' })
      await service.write({ from: 'bob@example.org', to: 'sign+fair@localhost', text: 'Bob Dylan' })
      await service.mail('bob@example.org')
    } finally {
      await service.stop()
      await discord.close()
    }
  })
})
