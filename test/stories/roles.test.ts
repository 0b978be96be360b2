import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSink, type Sink } from '../../bench/load/smtp-sink.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { type Discord, startDiscord } from '../support/discord/stand-in.ts'
import { makePetition } from '../support/petition.ts'
import { press } from '../support/press.ts'
import { type RunningService, startService } from '../support/service.ts'

describe('three processes, each with a part of the service', () => {
  let database: TestDatabase
  let discord: Discord
  let sink: Sink
  let [web, mail, chat]: RunningService[] = []
  const started = () => {
    if (web === undefined || mail === undefined || chat === undefined) throw new Error('not started')
    return { web, mail, chat }
  }

  beforeAll(async () => {
    database = await testDatabase()
    await makePetition(database.db, 'fair')
    ;[discord, sink] = await Promise.all([startDiscord(), openSink()])
    // The same environment for all, as an operator writes it.
    const env = {
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      SMTP_URL: sink.url,
      MAIL_TRUST: 'listener',
      MAIL_ADDRESS: 'sign@fair.example',
    }
    const start = (only: string) => startService({ databaseUrl: database.url, env, args: ['--only', only] })
    ;[web, mail, chat] = await Promise.all([start('web'), start('mail,work'), start('chat')])
    await discord.commandRegistered('sign')
  })
  afterAll(async () => {
    for (const service of [web, mail, chat]) expect(await service?.stop()).toBe(0)
    await discord.close()
    await sink.close()
    await database.close()
  })

  it('take an email, its link, and a form of Discord, each where it belongs', async () => {
    const { web, mail, chat } = started()
    await mail.write({
      from: 'Ada Lovelace <ada@example.org>',
      to: 'sign+fair@fair.example',
      subject: 'Sign',
      text: 'Please add my name.',
    })
    await expect.poll(() => sink.tokens.length).toBe(1)
    expect((await press(`${web.url}/c/${sink.tokens[0]}`)).status).toBe(200)
    await expect.poll(() => sink.emails()).toBe(2)
    expect(await web.count('fair')).toBe(1)

    const member = discord.member(discord.guild().channel())
    const seen = await member.submitForged('sign:fair', { name: 'Grace Hopper', way: 'myself' })
    await seen.message.until(({ plain }) => plain.includes('Grace Hopper'))
    expect(await chat.parts()).toMatchObject({ discord: 'up' })
    expect(discord.violations).toEqual([])
  })

  it('open only the ports of their part, and say which part they are', async () => {
    const { web, mail, chat } = started()
    const answers = (url: string) =>
      fetch(url).then(
        () => true,
        () => false,
      )
    expect(await Promise.all([web, mail, chat].map(({ url }) => answers(`${url}/healthz`)))).toEqual([
      true,
      false,
      false,
    ])
    await expect(web.write({ from: 'a@example.org', to: 'sign+fair@fair.example' })).rejects.toThrow()
    expect(await web.parts()).not.toHaveProperty('discord')
    expect(mail.output()).toMatch(/only +mail, work/)
    // The page says all ways to sign, also those that other processes take.
    expect(await (await fetch(`${web.url}/p/fair`)).text()).toContain('Discord')
  })
})
