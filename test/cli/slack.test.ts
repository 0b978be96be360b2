import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { botScopes } from '../../src/adapters/slack/scopes.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { freePort } from '../support/free-port.ts'
import { makePetition } from '../support/petition.ts'
import { type RunningService, startService, testSecret } from '../support/service.ts'
import { hasManifestSchema, manifestFaults } from '../support/slack/manifest.ts'
import { type Slack, startSlack } from '../support/slack/stand-in.ts'
import { command } from './run.ts'

const publicUrl = 'https://sign.example.org'

interface Manifest {
  features: { slash_commands: { command: string; url?: string }[] }
  oauth_config: { scopes: { bot: string[] }; redirect_urls?: string[] }
  settings: { socket_mode_enabled: boolean; interactivity: { request_url?: string } }
}

describe('slack manifest', () => {
  const manifest = (args: string[], environment: Record<string, string> = {}) =>
    command(['slack', 'manifest', ...args], environment)
  const modes = ['socket', 'http', 'oauth'] as const
  const made = new Map<string, Manifest>()
  const of = (mode: string) => made.get(mode) ?? expect.fail(`no manifest of ${mode} mode`)
  beforeAll(async () => {
    await Promise.all(
      modes.map(async mode => {
        const { code, stdout, stderr } = await manifest(['--mode', mode], { PUBLIC_URL: publicUrl })
        expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
        made.set(mode, JSON.parse(stdout) as Manifest)
      }),
    )
  })

  test.each(modes)('in %s mode asks for the scopes the app uses and no others', mode => {
    const { oauth_config, settings } = of(mode)
    expect(oauth_config.scopes.bot).toEqual(botScopes)
    expect(settings.socket_mode_enabled).toBe(mode === 'socket')
    expect(settings.interactivity.request_url).toBe(
      mode === 'socket' ? undefined : `${publicUrl}/slack/events`,
    )
    expect(oauth_config.redirect_urls).toEqual(
      mode === 'oauth' ? [`${publicUrl}/slack/oauth_redirect`] : undefined,
    )
  })

  test.runIf(hasManifestSchema).each(modes)(
    'in %s mode is valid for Slack; an invalid one is found',
    mode => {
      const good = of(mode)
      expect(manifestFaults(good)).toEqual([])
      const bad = { ...good, features: { ...good.features, slash_commands: [{ command: '/sign' }] } }
      expect(manifestFaults(bad)?.join('\n')).toContain('/features/slash_commands/0')
      expect(manifestFaults({ ...good, display_information: {} })?.join('\n')).toContain('name')
    },
  )

  test('is for trying out without a public address; other modes say what is missing', async () => {
    const [tryOut, ...lacking] = await Promise.all([manifest([]), manifest(['--mode', 'http'])])
    expect((JSON.parse(tryOut.stdout) as Manifest).settings.socket_mode_enabled).toBe(true)
    for (const { code, stdout, stderr } of lacking) {
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
      expect(stderr).toMatch(/^PUBLIC_URL is not set: .*--mode socket\n$/)
    }
  })

  test('has the mode of the variables, unless one is named', async () => {
    const oauth = {
      SLACK_CLIENT_ID: '1.2',
      SLACK_CLIENT_SECRET: 'a-secret',
      SLACK_SIGNING_SECRET: 'another-1',
    }
    const [unnamed, named, insecure] = await Promise.all([
      manifest([], { PUBLIC_URL: publicUrl, ...oauth }),
      manifest(['--mode', 'http'], { PUBLIC_URL: `${publicUrl}/`, ...oauth }),
      manifest(['--mode', 'oauth'], { PUBLIC_URL: 'http://sign.example.org' }),
    ])
    expect(JSON.parse(unnamed.stdout)).toEqual(of('oauth'))
    expect(JSON.parse(named.stdout)).toEqual(of('http'))
    expect(insecure).toMatchObject({ code: 1, stderr: expect.stringMatching(/^PUBLIC_URL .*https/) })
  })
})

describe("doctor's lines about Slack", () => {
  let database: TestDatabase
  let slack: Slack
  let service: RunningService
  beforeAll(async () => {
    database = await testDatabase()
    slack = await startSlack()
    service = await startService({ databaseUrl: database.url, env: byHttp() })
  })
  afterAll(async () => {
    await service.stop()
    expect(slack.violations).toEqual([])
    await slack.close()
    await database.close()
  })

  const token = (n = 0) => slack.workspaces[n]?.token.value ?? ''
  const bySocket = () => ({
    SLACK_BOT_TOKEN: token(),
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
  })
  const byHttp = () => ({
    SLACK_BOT_TOKEN: token(),
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.apiUrl,
  })
  const byOauth = () => ({
    SLACK_CLIENT_ID: slack.clientId,
    SLACK_CLIENT_SECRET: slack.clientSecret,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.apiUrl,
  })
  const says = async (environment: Record<string, string>) => {
    const { stdout, stderr } = await command(['doctor', '--no-mail', '--json'], {
      DATABASE_URL: database.url,
      SECRET_KEY: testSecret,
      PORT: new URL(service.url).port,
      ...environment,
    })
    expect(stderr).toBe('')
    for (const secret of [slack.appToken, slack.signingSecret, slack.clientSecret, 'xoxb-'])
      expect(stdout).not.toContain(secret)
    const { checks } = JSON.parse(stdout) as {
      checks: { check: string; state: string; says: string; variables?: string[] }[]
    }
    const of = (name: string) => checks.find(({ check }) => check === name)
    return { token: of('slack'), socket: of('slack socket'), requests: of('slack requests') }
  }

  test('tell that all is well by Socket Mode, and nothing if Slack is off', async () => {
    const [off, socket] = await Promise.all([says({}), says(bySocket())])
    expect(off).toEqual({ token: undefined, socket: undefined, requests: undefined })
    expect(socket).toMatchObject({
      token: { state: 'ok', says: 'the bot token is good in Artists, and has all scopes it needs' },
      socket: { state: 'ok' },
    })
    expect(socket.requests).toBeUndefined()
  })

  test('tell which token Slack refuses', async () => {
    const [strange, swapped, otherApp] = await Promise.all([
      says({ ...bySocket(), SLACK_BOT_TOKEN: 'xoxb-1-of-nobody' }),
      says({ ...bySocket(), SLACK_APP_TOKEN: 'xapp-1-of-nobody' }),
      says({ ...byOauth(), SLACK_CLIENT_SECRET: 'of-another-app' }),
    ])
    expect(strange.token).toMatchObject({
      state: 'wrong',
      says: 'Slack refuses the bot token (invalid_auth): install the app again, and set the token that Slack shows',
      variables: ['SLACK_BOT_TOKEN'],
    })
    expect(strange.socket?.state).toBe('ok')
    expect(swapped.token?.state).toBe('ok')
    expect(swapped.socket).toMatchObject({
      state: 'wrong',
      says: expect.stringMatching(/\(invalid_auth\): switch Socket Mode on, .*connections:write/),
      variables: ['SLACK_APP_TOKEN'],
    })
    expect(otherApp.token).toMatchObject({
      state: 'wrong',
      says: expect.stringMatching(/^Slack refuses the app \(bad_client_secret\)/),
      variables: ['SLACK_CLIENT_SECRET'],
    })
  })

  test('name the scopes that the app lacks', async () => {
    slack.workspace({ scopes: botScopes.filter(scope => scope !== 'im:write' && scope !== 'files:write') })
    expect((await says({ ...bySocket(), SLACK_BOT_TOKEN: token(1) })).token).toMatchObject({
      state: 'wrong',
      says: expect.stringMatching(
        /lacks scopes \(im:write, files:write\): .*slack manifest, install it again/,
      ),
      variables: ['SLACK_BOT_TOKEN'],
    })
  })

  test('tell Slack away, Slack busy and another server apart', async () => {
    const web = createServer((_, response) => response.end('<h1>Welcome</h1>'))
    await new Promise<void>(resolve => web.listen(0, '127.0.0.1', resolve))
    const { port } = web.address() as AddressInfo
    try {
      const [away, other] = await Promise.all([
        says({ ...bySocket(), SLACK_API_URL: `http://127.0.0.1:${await freePort()}/api/` }),
        says({ ...bySocket(), SLACK_API_URL: `http://127.0.0.1:${port}/` }),
      ])
      for (const finding of [away.token, away.socket])
        expect(finding).toMatchObject({
          state: 'wrong',
          says: expect.stringMatching(/^Slack cannot be reached \(.*nothing listens/),
          variables: ['SLACK_API_URL'],
        })
      expect(other.token).toMatchObject({
        state: 'wrong',
        says: expect.stringMatching(/something other than Slack’s Web API/),
        variables: ['SLACK_API_URL'],
      })
    } finally {
      web.close()
    }
    slack.faults.next('auth.test', { kind: 'rate-limit', retryAfter: 30 })
    slack.faults.next('apps.connections.open', { kind: 'error', error: 'internal_error' })
    const busy = await says(bySocket())
    expect(busy.token).toEqual({
      check: 'slack',
      state: 'wrong',
      says: 'Slack cannot say (HTTP 429); try again later',
    })
    expect(busy.socket?.says).toBe('Slack cannot say (internal_error); try again later')
  })

  test('tell that requests reach the service, for one workspace or many', async () => {
    const [one, many, unset] = await Promise.all([
      says({ ...byHttp(), PUBLIC_URL: service.url }),
      says({ ...byOauth(), PUBLIC_URL: service.url }),
      says(byHttp()),
    ])
    const events = `${service.url}/slack/events answers signed requests, and refuses others`
    expect(one.requests).toEqual({ check: 'slack requests', state: 'ok', says: events })
    expect(one.socket).toBeUndefined()
    expect(many).toMatchObject({
      token: { state: 'ok', says: 'Slack knows the client id and secret' },
      requests: { says: `${events}; workspaces install the app at ${service.url}/slack/install` },
    })
    expect(unset.requests).toMatchObject({ state: 'wrong', variables: ['PUBLIC_URL'] })
  })

  test('tell if requests go to a service with another secret, to another server, or nowhere', async () => {
    const answers: Record<string, [number, Record<string, string>]> = {
      '/moved': [301, { location: `${service.url}/slack/events` }],
      '/locked': [401, { 'www-authenticate': 'Basic realm="staging"' }],
      '/other': [404, {}],
    }
    const found = await Promise.all(
      Object.values(answers).map(async ([status, headers]) => {
        const server = createServer((_, response) => response.writeHead(status, headers).end())
        await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
        const { port } = server.address() as AddressInfo
        try {
          return (await says({ ...byHttp(), PUBLIC_URL: `http://127.0.0.1:${port}` })).requests
        } finally {
          server.close()
        }
      }),
    )
    expect(found.map(finding => finding?.says)).toEqual([
      expect.stringMatching(/answers 301 instead of 401: .*without a redirect/),
      expect.stringMatching(/asks for a password/),
      expect.stringMatching(/answers 404 instead of 401/),
    ])
    const [otherSecret, nowhere] = await Promise.all([
      says({ ...byHttp(), SLACK_SIGNING_SECRET: 'of-another-app', PUBLIC_URL: service.url }),
      says({ ...byHttp(), PUBLIC_URL: `http://127.0.0.1:${await freePort()}` }),
    ])
    for (const finding of [...found, nowhere.requests])
      expect(finding).toMatchObject({ state: 'wrong', variables: ['PUBLIC_URL'] })
    expect(nowhere.requests?.says).toMatch(
      /cannot be reached \(.*nothing listens.*\), so Slack cannot reach it/,
    )
    expect(otherSecret.requests).toMatchObject({
      state: 'wrong',
      says: expect.stringMatching(/answers 401 to a request signed with SLACK_SIGNING_SECRET/),
      variables: ['SLACK_SIGNING_SECRET'],
    })
  })
})

describe('organiser', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await testDatabase()
    await makePetition(database.db, 'fair')
  })
  afterAll(() => database.close())
  const organiser = (...args: string[]) =>
    command(['organiser', ...args], { DATABASE_URL: database.url, SECRET_KEY: testSecret })

  test.each([
    ['Dana@Example.org', 'This mailbox', 'dana@example.org'],
    ['slack:E0123ABC:W0456DEF', 'This Slack account', 'slack:E0123ABC:W0456DEF'],
  ])('%s is let in, and out again once', async (account, name, again) => {
    const done = (stdout: string) => ({ code: 0, stdout, stderr: '' })
    expect(await organiser('add', 'fair', account)).toEqual(done(`${name} now organises fair.\n`))
    expect(await organiser('remove', 'fair', again)).toEqual(done(`${name} no longer organises fair.\n`))
    expect(await organiser('remove', 'fair', again)).toEqual(done(`${name} did not organise fair.\n`))
  })

  test.each(['dana@', 'discord:dana', 'slack:U0456DEF'])(
    'refuses %s, which is not an account',
    async account => {
      const { code, stdout, stderr } = await organiser('add', 'fair', account)
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
      expect(stderr).toContain(
        `${JSON.stringify(account)} is not an account: write dana@example.org, discord:123456789012345678 or slack:`,
      )
    },
  )

  test('tells that there is no such petition', async () => {
    const { code, stderr } = await organiser('add', 'unfair', 'dana@example.org')
    expect(code).toBe(1)
    expect(stderr).toMatch(/unfair/)
  })
})
