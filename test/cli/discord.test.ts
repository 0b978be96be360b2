import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { type Discord, startDiscord } from '../support/discord/stand-in.ts'
import { freePort } from '../support/free-port.ts'
import { makePetition } from '../support/petition.ts'
import { startService, testSecret } from '../support/service.ts'
import { command } from './run.ts'

const stranger = 'MTIzNDU2Nzg5MDEyMzQ1Njc4.wrong.token-of-nobody'

/** View channels 1024, send messages 2048, attach files 2^15, send messages in threads 2^38; no more. */
const permissions = '274877942784'

describe.concurrent('discord setup', () => {
  let discord: Discord
  beforeAll(async () => {
    discord = await startDiscord()
  })
  afterAll(async () => {
    expect(discord.violations).toEqual([])
    await discord.close()
  })
  const setup = (token: string | undefined, more: string[] = [], apiUrl = discord.apiUrl) =>
    command(['discord', 'setup', ...more], {
      ...(token === undefined ? {} : { DISCORD_TOKEN: token, DISCORD_API_URL: apiUrl }),
    })

  test('tells where to make a token if there is none', async ({ expect }) => {
    const { code, stdout, stderr } = await setup(undefined)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(/DISCORD_TOKEN is not set.*https:\/\/discord\.com\/developers\/applications/)
  })

  test('prints both links, with exactly the permissions a card needs', async ({ expect }) => {
    const { code, stdout, stderr } = await setup(discord.token)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const links = (stdout.match(/https:\/\/\S+/g) ?? []).map(link => new URL(link))
    expect(links.map(({ searchParams }) => Object.fromEntries(searchParams))).toEqual([
      {
        client_id: discord.applicationId,
        scope: 'bot applications.commands',
        permissions,
        integration_type: '0',
      },
      { client_id: discord.applicationId, scope: 'applications.commands', integration_type: '1' },
    ])
    expect(links.map(({ origin, pathname }) => origin + pathname)).toEqual(
      Array(2).fill('https://discord.com/oauth2/authorize'),
    )
    expect(stdout).toContain('It needs no intents.')
    expect(stdout).not.toContain(discord.token)
  })

  test('prints both links as JSON', async ({ expect }) => {
    const { code, stdout } = await setup(discord.token, ['--json'])
    const links = JSON.parse(stdout) as Record<string, string>
    expect(code).toBe(0)
    expect(Object.keys(links)).toEqual(['invite', 'personal', 'permissions'])
    expect(links.permissions).toBe(permissions)
    expect(links.invite).toContain(`client_id=${discord.applicationId}`)
  })

  test('tells that Discord refuses the token, without showing it', async ({ expect }) => {
    const { code, stdout, stderr } = await setup(stranger)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(/Discord refuses DISCORD_TOKEN/)
    expect(stderr).not.toContain('wrong.token')
  })

  test('makes the link from the token if Discord is away', async ({ expect }) => {
    const { code, stdout } = await setup(stranger, ['--json'], `http://127.0.0.1:${await freePort()}/api`)
    expect(code).toBe(0)
    expect((JSON.parse(stdout) as { invite: string }).invite).toContain('client_id=123456789012345678')
  })

  test('gives up if Discord is away and the token names no application', async ({ expect }) => {
    const { code, stderr } = await setup(
      'not-an-id-at-all.def.ghi',
      [],
      `http://127.0.0.1:${await freePort()}/api`,
    )
    expect(code).toBe(1)
    expect(stderr).toMatch(/Discord does not answer/)
  })
})

describe("doctor's line about Discord", () => {
  let database: TestDatabase
  let discord: Discord
  beforeAll(async () => {
    database = await testDatabase()
    discord = await startDiscord()
  })
  afterAll(async () => {
    expect(discord.violations).toEqual([])
    await discord.close()
    await database.close()
  })
  const says = async (environment: Record<string, string>) => {
    const { stdout } = await command(['doctor', '--no-mail', '--json'], {
      DATABASE_URL: database.url,
      SECRET_KEY: testSecret,
      PORT: String(await freePort()),
      MAIL_LISTEN: `smtp://127.0.0.1:${await freePort()}`,
      ...environment,
    })
    const { checks } = JSON.parse(stdout) as {
      checks: { check: string; state: string; says: string; variables?: string[] }[]
    }
    return checks.find(({ check }) => check === 'discord')
  }
  const asked = (token: string, apiUrl = discord.apiUrl) =>
    says({ DISCORD_TOKEN: token, DISCORD_API_URL: apiUrl })
  const good = () => asked(discord.token)
  const register = (names: string[]) =>
    fetch(`${discord.apiUrl}/v10/applications/${discord.applicationId}/commands`, {
      method: 'PUT',
      headers: {
        authorization: `Bot ${discord.token}`,
        'content-type': 'application/json',
        'user-agent': 'DiscordBot (test, 1)',
      },
      body: JSON.stringify(names.map(name => ({ name, description: name }))),
    })

  test('tells if Discord is off, away, or refuses the token', async () => {
    const [off, refused, away] = await Promise.all([
      says({}),
      asked(stranger),
      asked(stranger, `http://127.0.0.1:${await freePort()}/api`),
    ])
    expect(off).toBeUndefined()
    expect(refused).toMatchObject({ state: 'wrong', variables: ['DISCORD_TOKEN'] })
    expect(refused?.says).toMatch(/Discord refuses the token/)
    expect(refused?.says).not.toContain('wrong.token')
    expect(away).toMatchObject({ state: 'wrong', variables: ['DISCORD_API_URL'] })
    expect(away?.says).toMatch(/cannot be reached \(.*nothing listens/)
  })

  test('tells if commands are missing, the bot is not in any server, or all is well', async () => {
    await register(['sign', 'petition'])
    expect(await good()).toMatchObject({
      state: 'wrong',
      says: expect.stringMatching(
        /commands are missing \(\/unsign, \/mysignatures\): start the service once/,
      ),
    })
    await register(['sign', 'unsign', 'mysignatures', 'petition'])
    expect(await good()).toMatchObject({
      state: 'wrong',
      says: expect.stringMatching(/not in any server: npx undersigned discord setup/),
    })
    discord.guild()
    expect(await good()).toMatchObject({
      state: 'ok',
      says: 'the token is good, the commands are registered; in 1 server',
    })
  })
})

test('with CREATE=listed, the operator makes the first account an organiser', async () => {
  const database = await testDatabase()
  const discord = await startDiscord()
  const env = { DATABASE_URL: database.url, SECRET_KEY: testSecret }
  try {
    await makePetition(database.db, 'fair')
    const dana = discord.member(discord.guild().channel(), { username: 'dana', manages: true })
    const wrong = await command(['organiser', 'add', 'fair', 'dana'], env)
    expect({ code: wrong.code, stderr: wrong.stderr }).toEqual({
      code: 2,
      stderr:
        '"dana" is not an account: write dana@example.org, discord:123456789012345678 or slack:T0123ABC:U0456DEF.\n',
    })
    const done = await command(['organiser', 'add', 'fair', `discord:${dana.person.id}`], env)
    expect(done).toEqual({ code: 0, stdout: 'This Discord account now organises fair.\n', stderr: '' })
    const service = await startService({
      databaseUrl: database.url,
      env: { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl, CREATE: 'listed' },
    })
    try {
      await discord.commandRegistered('petition')
      const count = await (await dana.command('petition count', { petition: 'fair' })).message.said()
      expect(count.plain).toContain('By channel')
      expect(count.plain).toContain('Discord 0')
      // Slack is not set up.
      expect(count.plain).not.toContain('Slack')
      await dana.command('petition create')
      const made = await dana.submitModal({
        Title: 'Another',
        Statement: 'Ask first.',
        Organiser: 'The Guild',
      })
      expect((await made.message.said()).plain).toContain('Another')
      expect(discord.violations).toEqual([])
    } finally {
      await service.stop()
    }
  } finally {
    await discord.close()
    await database.close()
  }
})
