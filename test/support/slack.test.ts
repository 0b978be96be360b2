/** The Slack stand-in, tried with the real Bolt; and its judge, with requests that are planted bad. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { App, HTTPReceiver, type Installation, type Logger, LogLevel, webApi } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import { afterEach, describe, expect, it } from 'vitest'
import { installInBrowser } from './slack/browser-install.ts'
import { startEmulate } from './slack/emulated-oauth.ts'
import { hasManifestSchema, manifestFaults } from './slack/manifest.ts'
import { calls } from './slack/mrkdwn.ts'
import { type Slack, type SlackOptions, startSlack } from './slack/stand-in.ts'

const open: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

async function slackWith(options: SlackOptions = {}): Promise<Slack> {
  const slack = await startSlack(options)
  open.push(() => slack.close())
  return slack
}

const silent: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
}
/** What is refused here is refused on purpose. */
const quiet = { logger: silent, logLevel: LogLevel.ERROR }
const impatient: webApi.WebClientOptions = { retryConfig: { retries: 0 }, timeout: 2000 }

async function appOn(slack: Slack, receiver: HTTPReceiver): Promise<App> {
  const app = new App({
    receiver,
    ...quiet,
    deferInitialization: true,
    clientOptions: { slackApiUrl: slack.apiUrl, ...impatient },
    authorize: async ({ teamId }) => {
      const workspace = slack.workspaces.find(one => one.id === teamId)
      if (workspace === undefined) throw new Error('Not installed')
      return { botToken: workspace.token.value, botId: workspace.botId, botUserId: workspace.botUserId }
    },
  })
  await app.init()
  return app
}

async function bySocket(slack: Slack): Promise<App> {
  const app = new App({
    appToken: slack.appToken,
    socketMode: true,
    token: slack.workspaces[0]?.token.value ?? '',
    ...quiet,
    deferInitialization: true,
    clientOptions: { slackApiUrl: slack.apiUrl },
  })
  await app.init()
  await app.start()
  open.push(() => app.stop())
  await slack.socket.connected()
  return app
}

async function byHttp(slack: Slack): Promise<App> {
  const receiver = new HTTPReceiver({ signingSecret: slack.signingSecret, ...quiet })
  const app = await appOn(slack, receiver)
  const server = createServer((request, response) => {
    if (request.method === 'POST') receiver.requestListener(request, response)
    else response.writeHead(405).end()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  open.push(async () => {
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  })
  slack.http.baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return app
}

function client(slack: Slack, options: webApi.WebClientOptions = {}): webApi.WebClient {
  const token = slack.workspaces[0]?.token.value
  return new webApi.WebClient(token, { slackApiUrl: slack.apiUrl, ...quiet, ...impatient, ...options })
}

const form: ModalView = {
  type: 'modal',
  callback_id: 'sign',
  private_metadata: 'demo',
  title: { type: 'plain_text', text: 'Sign' },
  submit: { type: 'plain_text', text: 'Sign' },
  blocks: [
    {
      type: 'input',
      block_id: 'name',
      label: { type: 'plain_text', text: 'Name' },
      element: { type: 'plain_text_input', action_id: 'name', max_length: 20, initial_value: 'Ada L' },
    },
    {
      type: 'input',
      block_id: 'show',
      optional: true,
      label: { type: 'plain_text', text: 'Publish?' },
      element: {
        type: 'checkboxes',
        action_id: 'show',
        options: [{ text: { type: 'plain_text', text: 'Show my name' }, value: 'yes' }],
      },
    },
  ],
}

/** A small bot, the same in both modes: signs by a modal, and an answer that can be withdrawn. */
function signing(app: App): void {
  let responseUrl = ''
  app.command('/sign', async ({ ack, body, client: web, respond }) => {
    await ack()
    responseUrl = body.response_url
    if (body.text === 'quick') await respond({ text: `Signed, ${body.text}` })
    else await web.views.open({ trigger_id: body.trigger_id, view: form })
  })
  app.view('sign', async ({ ack, view, body, client: web }) => {
    const name = view.state.values.name?.name?.value ?? ''
    if (name === 'x') {
      await ack({ response_action: 'errors', errors: { name: 'Your whole name' } })
      return
    }
    await ack()
    const text = `Signed: ${name}, ${view.state.values.show?.show?.selected_options?.length}`
    const withdraw = {
      type: 'actions' as const,
      elements: [
        {
          type: 'button' as const,
          action_id: 'withdraw',
          value: 'demo',
          text: { type: 'plain_text' as const, text: 'Withdraw' },
        },
      ],
    }
    const said = { type: 'section' as const, text: { type: 'mrkdwn' as const, text } }
    await fetch(responseUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text, blocks: [said, withdraw] }),
    })
    await web.chat.postMessage({ channel: body.user.id, text: 'Thank you' })
  })
  app.action('withdraw', async ({ ack, respond }) => {
    await ack()
    await respond({ replace_original: true, text: 'Withdrawn' })
  })
  app.event('app_home_opened', async ({ event, client: web }) => {
    const blocks = [
      {
        type: 'section' as const,
        text: { type: 'mrkdwn' as const, text: `Hello <https://example.org|you> &amp; all` },
      },
    ]
    await web.views.publish({ user_id: event.user, view: { type: 'home', blocks } })
  })
}

describe('the real Bolt over the stand-in', () => {
  for (const [mode, start] of [
    ['Socket Mode', bySocket],
    ['HTTP mode', byHttp],
  ] as const)
    it(`lets Ada sign by a modal and withdraw, and answers only her, in ${mode}`, async () => {
      const slack = await slackWith()
      signing(await start(slack))
      const [workspace] = slack.workspaces
      const channel = workspace?.channel()
      if (channel === undefined) throw new Error('no workspace')
      const ada = slack.member(channel, { name: 'ada', realName: 'Ada Lovelace' })
      const seen = await ada.slash('/sign', 'demo')
      expect(seen.kind).toBe('acknowledged')
      expect(seen.acknowledgedAfterMs).toBeLessThan(1000)
      const modal = await seen.modal()
      expect(modal.fields.map(field => [field.label, field.value, field.required])).toEqual([
        ['Name', 'Ada L', true],
        ['Publish?', [], false],
      ])
      expect(() => ada.submits(modal, { Name: 'x'.repeat(21) })).toThrow('too long')
      expect(() => ada.submits(modal, { Name: '' })).toThrow('required')
      expect(() => ada.submits(modal, { Nmae: 'Ada' })).toThrow('The form has no "Nmae"')
      expect((await ada.submits(modal, { Name: 'x' })).errors).toEqual({ name: 'Your whole name' })
      expect(ada.modal).toBe(modal)
      await ada.submits(modal, { Name: 'Ada', 'Publish?': ['Show my name'] })
      expect(ada.modal).toBeUndefined()
      const answer = await seen.answer()
      expect(answer.words).toBe('Signed: Ada, 1')
      expect(answer.ephemeral).toBe(true)
      expect((await ada.user.dm()).text).toBe('Thank you')
      const grace = slack.member(channel, { name: 'grace' })
      expect(grace.sees().messages).toEqual([])
      expect(() => grace.press(answer, 'Withdraw')).toThrow('does not see')
      await ada.press(answer, 'Withdraw')
      await answer.until(message => message.words === 'Withdrawn')
      expect(ada.sees().ephemerals.map(message => message.words)).toEqual(['Withdrawn'])
      expect((await ada.opensHome()).isAcknowledged).toBe(true)
      expect((await ada.homeView()).words).toBe('Hello <https://example.org|you> &amp; all')
      expect(slack.violations).toEqual([])
    })

  it('sends what a person wrote as Slack does, and a command from an Enterprise Grid says so', async () => {
    const slack = await slackWith()
    const app = await byHttp(slack)
    const got: Record<string, unknown>[] = []
    app.command('/sign', async ({ ack, body }) => {
      got.push({ ...body })
      await ack({ text: 'ok', response_type: 'in_channel' })
    })
    const grid = slack.workspace({ domain: 'grid', enterprise: { id: 'E1', name: 'Grid' } })
    const channel = grid.channel({ name: 'art' })
    const bo = grid.user({ name: 'bo' })
    const ada = slack.member(channel, { name: 'ada' })
    const seen = await ada.slash('/sign', 'a & b <i> @bo #art')
    expect(got[0]).toMatchObject({
      text: `a &amp; b &lt;i&gt; <@${bo.id}|bo> <#${channel.id}|art>`,
      team_domain: 'grid',
      enterprise_id: 'E1',
      user_name: 'ada',
      command: '/sign',
      api_app_id: slack.appId,
    })
    expect((await seen.answer()).ephemeral).toBe(false)
    await ada.slash('/sign', '<!channel>', { raw: true })
    expect(got[1]?.text).toBe('<!channel>')
    expect(channel.messages.map(message => message.text)).toEqual(['ok', 'ok'])
    expect(slack.violations).toEqual([])
  })

  it('repeats an event that fails, a command never, and delivers one twice when told to', async () => {
    const slack = await slackWith({ eventRetryMs: [0, 10, 10], acknowledgementMs: 500 })
    const app = await bySocket(slack)
    let [commands, presses] = [0, 0]
    app.command('/sign', async ({ ack }) => {
      commands += 1
      await ack()
    })
    app.shortcut('sign', async ({ ack }) => {
      presses += 1
      await ack()
    })
    const ada = slack.member((slack.workspaces[0] ?? slack.workspace()).channel(), { name: 'ada' })
    await ada.slash('/sign', 'demo', { deliveries: 2 })
    await slack.until(() => commands === 2)
    const again = await ada.shortcut('sign')
    await again.deliverAgain()
    expect(presses).toBe(2)
    const unknown = await ada.slash('/nothing')
    expect(unknown.error).toContain('operation_timeout')

    const retries: (string | undefined)[] = []
    const server = createServer((request, response) => {
      retries.push([request.headers['x-slack-retry-num'], request.headers['x-slack-retry-reason']].join(' '))
      response.writeHead(retries.length < 3 ? 500 : 200).end()
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    open.push(() => new Promise(resolve => server.close(resolve)))
    slack.http.baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const told = await ada.opensHome()
    expect(retries).toEqual([' ', '1 http_error', '2 http_error'])
    expect([told.isAcknowledged, told.attempts.length]).toEqual([true, 3])
    expect(slack.violations).toEqual([])
  })

  it('pings, asks the app to leave its socket, is not there for a while, and is back on the same port', async () => {
    const slack = await slackWith({ pingMs: 50 })
    await bySocket(slack)
    await slack.until(() => slack.socket.pongs > 1)
    slack.socket.disconnect('refresh_requested', 20)
    const ada = slack.member((slack.workspaces[0] ?? slack.workspace()).channel())
    expect((await ada.slash('/sign')).error).toContain('dispatch_failed')
    await slack.down('refuse')
    await expect(client(slack).auth.test()).rejects.toThrow('fetch failed')
    await slack.up()
    expect((await client(slack).auth.test()).ok).toBe(true)
    expect(slack.violations).toEqual([])
  })

  it('checks signatures and times in HTTP mode, and finds an app that takes a forged request', async () => {
    const slack = await slackWith()
    await byHttp(slack)
    await slack.http.verifiesUrl()
    const body = JSON.stringify({
      type: 'event_callback',
      event: { type: 'x' },
      team_id: 'T1',
      api_app_id: 'A1',
    })
    const now = Math.floor(Date.now() / 1000)
    expect((await slack.http.send({ body, secret: '' })).status).toBe(401)
    expect((await slack.http.send({ body, signature: null })).status).toBe(401)
    expect((await slack.http.send({ body, signature: 'v0=00' })).status).toBe(401)
    expect((await slack.http.send({ body, timestamp: now - 600 })).status).toBe(401)
    expect((await slack.http.send({ body: '', method: 'GET' })).status).toBe(405)
    // Bolt 5.1 reads no more than it needs of a body this long.
    const long = await slack.http.send({ body: Buffer.alloc(10_000_000, 'x') })
    expect(long.status).toBe(413)
    expect(slack.violations).toEqual([])
    // Bolt 5.1 takes what comes from the future: the judge must see it.
    const future = await slack.http.send({
      body: '{"type":"url_verification","challenge":"c"}',
      timestamp: now + 600,
    })
    expect(future.status).toBe(200)
    expect(slack.violations.splice(0)).toEqual(['http: a request with a wrong signature or time is refused'])
    const [sent] = slack.http.sent
    if (sent === undefined) throw new Error('nothing was sent')
    expect((await slack.http.replay(sent)).status).toBe(200)
    expect(slack.violations).toEqual([])
  })

  it('installs the app in a workspace, exchanges the code once, and rotates its token', async () => {
    const slack = await slackWith({ eventRetryMs: [] })
    const workspace = slack.workspace({ installed: false, tokenLivesMs: 1000 })
    const installer = workspace.user({ name: 'olga' })
    const { url, installed, use } = await installable()
    use(slack.apiUrl, 'https://slack.com/oauth/v2/authorize', slack)
    const done = await installInBrowser(`${url}/slack/install`, at => slack.allows(workspace, installer, at))
    expect(done.status).toBe(200)
    expect(installed[0]?.team?.id).toBe(workspace.id)
    expect(installed[0]?.bot?.scopes).toEqual(['commands', 'chat:write'])
    const again = await fetch(done.callbackUrl, { headers: { cookie: done.cookie } })
    expect(again.status).toBe(500)
    const cancelled = await installInBrowser(`${url}/slack/install`, at => slack.cancels(at))
    expect([cancelled.status, installed.length]).toEqual([500, 1])
    const web = new webApi.WebClient(undefined, { slackApiUrl: slack.apiUrl, ...quiet })
    const { clientId: client_id, clientSecret: client_secret } = slack
    const refresh = {
      grant_type: 'refresh_token' as const,
      refresh_token: workspace.token.refreshToken ?? '',
      client_id,
      client_secret,
    }
    const next = await web.oauth.v2.access(refresh)
    expect(next.access_token).toBe(workspace.token.value)
    await expect(web.oauth.v2.access(refresh)).rejects.toThrow('invalid_refresh_token')
    const told = await slack.uninstall(workspace)
    expect(told.map(one => one.attempts)).toEqual([[{ kind: 'unreachable' }], [{ kind: 'unreachable' }]])
    await expect(web.auth.test({ token: workspace.token.value })).rejects.toThrow('account_inactive')
    expect(slack.violations).toEqual([])
  })

  it('is installed by the Slack of others too: Bolt’s InstallProvider over npm’s emulate', async () => {
    const { url, installed, use } = await installable()
    const emulate = await startEmulate([`${url}/slack/oauth_redirect`])
    open.push(() => emulate.close())
    use(emulate.apiUrl, emulate.authorizeUrl, emulate)
    const done = await installInBrowser(`${url}/slack/install`, emulate.allows)
    expect(done.status).toBe(200)
    expect(installed[0]?.bot?.token).toMatch(/^xoxb-/)
    expect(installed[0]?.bot?.scopes).toEqual(['commands', 'chat:write'])
    expect((await fetch(done.callbackUrl, { headers: { cookie: done.cookie } })).status).toBe(500)
  })
})

interface Secrets {
  clientId: string
  clientSecret: string
}

/** A server of ours with the two pages for installing that Bolt makes by its InstallProvider. */
async function installable() {
  const installed: Installation[] = []
  let receiver: HTTPReceiver | undefined
  const server = createServer((request, response) => receiver?.requestListener(request, response))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  open.push(async () => {
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const use = (slackApiUrl: string, authorizationUrl: string, { clientId, clientSecret }: Secrets) => {
    receiver = new HTTPReceiver({
      signingSecret: 'secret',
      clientId,
      clientSecret,
      stateSecret: 'a-state-secret',
      scopes: ['commands', 'chat:write'],
      redirectUri: `${url}/slack/oauth_redirect`,
      ...quiet,
      installerOptions: {
        authorizationUrl,
        redirectUriPath: '/slack/oauth_redirect',
        clientOptions: { slackApiUrl, ...impatient },
      },
      installationStore: {
        async storeInstallation(installation) {
          installed.push({ ...installation, authVersion: 'v2' })
        },
        fetchInstallation: () => Promise.reject(new Error('not asked for here')),
      },
    })
  }
  return { url, installed, use }
}

describe('the world of the stand-in', () => {
  it('refuses as Slack refuses', async () => {
    const slack = await slackWith()
    const web = client(slack)
    const workspace = slack.workspaces[0] ?? slack.workspace()
    const user = workspace.user({ name: 'ada' })
    const post = (channel: string) => web.chat.postMessage({ channel, text: 'x' })
    const closed = workspace.user()
    closed.directMessages = 'messages_tab_disabled'
    const refusals: [Promise<unknown>, string][] = [
      [post('C1'), 'channel_not_found'],
      [post(workspace.channel({ hasBot: false }).id), 'not_in_channel'],
      [post(workspace.channel({ isPrivate: true, hasBot: false }).id), 'channel_not_found'],
      [post(workspace.channel({ isArchived: true }).id), 'is_archived'],
      [post(slack.workspace().channel().id), 'channel_not_found'],
      [post(closed.id), 'messages_tab_disabled'],
      [web.users.info({ user: 'U1' }), 'user_not_found'],
      [web.chat.update({ channel: user.channel.id, ts: '1.1', text: 'x' }), 'message_not_found'],
      [web.chat.postEphemeral({ channel: user.channel.id, user: 'U1', text: 'x' }), 'user_not_in_channel'],
      [web.views.open({ trigger_id: '1.2.3', view: form }), 'invalid_trigger_id'],
      [web.views.update({ view_id: 'V1', view: form }), 'not_found'],
      [client(slack).auth.test({ token: 'xoxb-unknown' }), 'invalid_auth'],
    ]
    for (const [call, error] of refusals) await expect(call).rejects.toThrow(error)
    const home = { type: 'home' as const, blocks: [] }
    const published = await web.views.publish({ user_id: user.id, view: home })
    await web.views.publish({ user_id: user.id, view: home, hash: published.view?.hash ?? '' })
    await expect(
      web.views.publish({ user_id: user.id, view: home, hash: published.view?.hash ?? '' }),
    ).rejects.toThrow('hash_conflict')
    workspace.refuseToken('token_revoked')
    await expect(web.auth.test()).rejects.toThrow('token_revoked')
    expect(slack.violations).toEqual([])
  })

  it('tells what the scopes allow: no address without users:read.email, and a missing scope is a violation', async () => {
    const slack = await slackWith()
    const workspace = slack.workspaces[0] ?? slack.workspace()
    const ada = workspace.user({ name: 'ada', email: 'ada@example.org', locale: 'fr-FR' })
    const told = await client(slack).users.info({ user: ada.id, include_locale: true })
    expect([told.user?.profile?.email, told.user?.locale]).toEqual(['ada@example.org', 'fr-FR'])
    workspace.grant(['users:read'])
    const less = await client(slack).users.info({ user: ada.id })
    expect(less.user?.profile?.email).toBeUndefined()
    expect(less.response_metadata?.scopes).toEqual(['users:read'])
    await expect(client(slack).chat.postMessage({ channel: ada.id, text: 'x' })).rejects.toMatchObject({
      data: { error: 'missing_scope', needed: 'chat:write', provided: 'users:read' },
    })
    expect(slack.violations).toEqual(['chat.postMessage: missing_scope (chat:write)'])
  })

  it('shows doubles honestly, and a message’s metadata in the history for who looks', async () => {
    const slack = await slackWith()
    const workspace = slack.workspaces[0] ?? slack.workspace()
    const channel = workspace.channel()
    const metadata = { event_type: 'petition', event_payload: { id: '17' } }
    const patient = client(slack, { retryConfig: { retries: 1, minTimeout: 1, maxTimeout: 1 } })
    slack.faults.next('chat.postMessage', { kind: 'answer-lost' })
    await patient.chat.postMessage({ channel: channel.id, text: 'A card', metadata })
    expect(channel.messages.map(message => message.text)).toEqual(['A card', 'A card'])
    const page = await patient.conversations.history({
      channel: channel.id,
      include_all_metadata: true,
      limit: 1,
    })
    expect(page.messages?.[0]?.metadata).toEqual(metadata)
    expect(page.has_more).toBe(true)
    const rest = await patient.conversations.history({
      channel: channel.id,
      cursor: page.response_metadata?.next_cursor ?? '',
    })
    expect(rest.messages?.map(message => message.ts)).toEqual([channel.messages[0]?.ts])
    expect(slack.violations).toEqual([])
  })

  it('goes wrong as it is told: 429 with Retry-After, 5xx, a hang, an error, each once', async () => {
    const slack = await slackWith()
    const web = client(slack, { rejectRateLimitedCalls: true, timeout: 200 })
    slack.faults.next('auth.test', { kind: 'rate-limit', retryAfter: 7 })
    await expect(web.auth.test()).rejects.toMatchObject({ retryAfter: 7 })
    slack.faults.next('auth.test', { kind: 'status', status: 503 })
    await expect(web.auth.test()).rejects.toThrow('503')
    slack.faults.next({ method: /^auth/, times: 1 }, { kind: 'hang' })
    await expect(web.auth.test()).rejects.toThrow()
    slack.faults.next('auth.test', { kind: 'error', error: 'fatal_error' })
    await expect(web.auth.test()).rejects.toThrow('fatal_error')
    expect((await web.auth.test()).ok).toBe(true)
    expect(slack.faults.pending).toBe(0)
    expect(slack.callsTo('auth.test').map(call => call.fault)).toEqual([
      'rate-limit',
      'status',
      'hang',
      'error',
      undefined,
    ])
  })

  it('spends a trigger_id and a response_url as Slack does', async () => {
    const slack = await slackWith({ responseUrlUses: 2 })
    const app = await byHttp(slack)
    const bodies: { trigger_id: string; response_url: string }[] = []
    app.command('/sign', async ({ ack, body }) => {
      bodies.push(body)
      await ack()
    })
    const ada = slack.member((slack.workspaces[0] ?? slack.workspace()).channel(), { name: 'ada' })
    await ada.slash('/sign')
    const [body] = bodies
    if (body === undefined) throw new Error('no command')
    const web = client(slack)
    const opens = (trigger_id: string) => web.views.open({ trigger_id, view: form })
    await opens(body.trigger_id)
    await expect(opens(body.trigger_id)).rejects.toThrow('exchanged_trigger_id')
    const old = await ada.slash('/sign', '', { createdAt: Date.now() - 5000 })
    await expect(opens(old.interaction.triggerId)).rejects.toThrow('expired_trigger_id')
    const answer = async (message: object) =>
      (
        await fetch(body.response_url, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(message),
        })
      ).status
    expect([
      await answer({ text: 'One' }),
      await answer({ delete_original: true }),
      await answer({ text: 'x' }),
    ]).toEqual([200, 200, 404])
    expect(ada.sees().ephemerals).toEqual([])
    expect(slack.violations).toEqual([])
  })

  it('takes a file with its alternative text, and posts it in a channel', async () => {
    const slack = await slackWith()
    const channel = (slack.workspaces[0] ?? slack.workspace()).channel()
    await client(slack).filesUploadV2({
      channel_id: channel.id,
      filename: 'list.csv',
      title: 'The list',
      file: Buffer.from('a,b\n'),
      alt_text: 'A list',
      initial_comment: 'Here',
    })
    const message = await channel.newest()
    expect(message.text).toBe('Here')
    expect(message.files[0]).toMatchObject({ name: 'list.csv', title: 'The list', altText: 'A list' })
    expect(message.files[0]?.bytes.toString()).toBe('a,b\n')
    expect(slack.violations).toEqual([])
  })
})

describe('the judge', () => {
  const text = (words: string, type = 'plain_text') => ({ type, text: words })
  const button = (label: string, more = {}) => ({
    type: 'button',
    action_id: 'a',
    text: text(label),
    ...more,
  })
  const options = (count: number, value = 'v') =>
    Array.from({ length: count }, (_, index) => ({ text: text(`${index}`), value: `${value}${index}` }))
  const actions = (...elements: object[]) => ({ type: 'actions', elements })
  const section = (words: string, more = {}) => ({ type: 'section', text: text(words, 'mrkdwn'), ...more })

  const bad: [string, object, string][] = [
    ['a misspelt field', { type: 'section', txt: text('x') }, 'additional properties txt'],
    ['a misspelt type', { type: 'sektion' }, 'allowed values'],
    ['a misspelt field of a button', actions(button('x', { valeu: 'x' })), 'additional properties valeu'],
    ['a misspelt style', actions(button('x', { style: 'red' })), 'allowed values'],
    ['a long section', section('x'.repeat(3001)), 'section: text at most 3000'],
    ['an empty text', section(''), 'text: at least 1'],
    ['a long header', { type: 'header', text: text('x'.repeat(151)) }, 'header: text at most 150'],
    ['a long button', actions(button('x'.repeat(76))), 'button: text at most 75'],
    ['a long value', actions(button('x', { value: 'x'.repeat(2001) })), 'button: value at most 2000'],
    ['a long url', actions(button('x', { url: `https://${'x'.repeat(3000)}` })), 'button: url at most 3000'],
    ['a long action_id', actions(button('x', { action_id: 'x'.repeat(256) })), 'action_id at most 255'],
    ['an action_id twice', actions(button('x'), button('y')), 'action_id unique'],
    [
      'too many buttons',
      actions(...options(26).map((_, index) => button('x', { action_id: `${index}` }))),
      '1 to 25',
    ],
    [
      'too many in a context',
      { type: 'context', elements: options(11).map(() => text('x')) },
      'context: 1 to 10',
    ],
    ['too many options', actions({ type: 'static_select', options: options(101) }), '1 to 100 options'],
    [
      'a long option value',
      actions({ type: 'static_select', options: options(1, 'x'.repeat(150)) }),
      'at most 150',
    ],
    [
      'a long alt_text',
      { type: 'image', image_url: 'https://e.org/i', alt_text: 'x'.repeat(2001) },
      'alt_text',
    ],
    [
      'somebody called',
      section('Hi <!channel> and <@U123ABC>'),
      'house: nobody is called (channel, U123ABC)',
    ],
    ['a group called', section('<!subteam^S12>'), 'house: nobody is called (S12)'],
    ['an ampersand', section('a & b'), '& < > are escaped'],
    ['a broken link', section('<https://example.org label>'), '& < > are escaped'],
  ]

  it('finds each planted fault in a message, and lets a good one pass', async () => {
    const slack = await slackWith()
    const channel = (slack.workspaces[0] ?? slack.workspace()).channel()
    const web = client(slack)
    const post = (blocks: object[], more = {}) =>
      web.apiCall('chat.postMessage', { channel: channel.id, text: 'x', blocks, ...more })
    for (const [name, block, expected] of bad) {
      await post([block]).catch(error => expect(error.message, name).toContain('invalid_blocks'))
      expect(slack.violations.splice(0).join('\n'), name).toContain(expected)
    }
    const good = [
      section(
        '*Save* it: <https://example.org/p/demo?a=1&b=2|Read &amp; sign>\n> quoted <!date^1^{date}|then>',
        {
          block_id: 'one',
          accessory: button('Sign'),
        },
      ),
      actions(button('x', { style: 'primary' }), button('y', { action_id: 'b' })),
      { type: 'context', elements: [text('fine')] },
      { type: 'divider' },
    ]
    await post(good)
    expect(slack.violations).toEqual([])
    await post([
      { type: 'divider', block_id: 'x' },
      { type: 'divider', block_id: 'x' },
    ]).catch(() => {})
    await post(Array.from({ length: 51 }, () => ({ type: 'divider' }))).catch(() => {})
    await post([section('x')], { text: undefined })
    await post(good, { text: 'x'.repeat(40_001) }).catch(() => {})
    await post(good, { chanel: 'x' })
    await web.apiCall('chat.postMesage', {}).catch(() => {})
    await post([], { metadata: { event_type: 'x', event_payload: 'y' } }).catch(() => {})
    for (const [index, expected] of [
      'block_id unique',
      'at most 50 in a message',
      'a text for notifications',
      'text at most 40000',
      'one of the method (chanel)',
      'one of Slack that the stand-in knows',
      'metadata: as',
    ].entries())
      expect(slack.violations[index]).toContain(expected)
    expect(slack.violations).toHaveLength(7)
    expect(calls({ text: 'plain @here', link_names: true, blocks: [] })).toEqual(['here'])
  })

  it('finds each planted fault in a view, in an acknowledgement and at a response_url', async () => {
    const slack = await slackWith({ acknowledgementMs: 100 })
    const app = await bySocket(slack)
    const ada = slack.member((slack.workspaces[0] ?? slack.workspace()).channel(), { name: 'ada' })
    const web = client(slack)
    const findings: [object, string][] = [
      [{ ...form, title: text('x'.repeat(25)) }, 'modal: title at most 24'],
      [{ ...form, submit: undefined }, 'a submit where there are inputs'],
      [{ ...form, private_metadata: 'x'.repeat(3001) }, 'private_metadata at most 3000'],
      [{ ...form, callback_id: 'x'.repeat(256) }, 'callback_id at most 255'],
      [{ ...form, calback_id: 'x' }, 'additional properties calback_id'],
      [{ ...form, type: 'home' }, 'view: a modal here'],
      [
        { ...form, blocks: Array.from({ length: 101 }, () => ({ type: 'divider' })) },
        'at most 100 in a modal',
      ],
      [
        { ...form, blocks: [{ ...form.blocks[0], label: text('x'.repeat(2001)) }] },
        'input: label at most 2000',
      ],
      [
        {
          ...form,
          blocks: [
            { type: 'input', label: text('x'), element: { type: 'plain_text_input', max_length: 3001 } },
          ],
        },
        'max_length 1 to 3000',
      ],
    ]
    for (const [view, expected] of findings) {
      await expect(web.apiCall('views.open', { trigger_id: 'x', view })).rejects.toThrow('invalid_arguments')
      expect(slack.violations.splice(0).join('\n')).toContain(expected)
    }

    app.command('/late', async ({ ack }) => {
      await new Promise(resolve => setTimeout(resolve, 200))
      await ack()
    })
    app.command('/typo', async ({ ack, respond, body, client: bot }) => {
      await ack({ text: 'x', respons_type: 'in_channel' } as never)
      await respond({ text: 'x', replace_orginal: true } as never)
      await bot.views.open({ trigger_id: body.trigger_id, view: form })
    })
    app.view('sign', ({ ack }) => ack({ response_action: 'errors', errors: { nmae: 'x' } }))
    const late = await ada.slash('/late')
    expect([late.kind, late.error]).toEqual(['unanswered', 'failed with the error "operation_timeout"'])
    await slack.until(() => slack.violations.length > 0)
    expect(slack.violations.splice(0)).toEqual(['acknowledgement of slash: within 100 ms'])
    const typo = await ada.slash('/typo')
    const modal = await typo.modal()
    const refused = await ada.submits(modal, {})
    expect(refused.error).toContain('trouble connecting')
    expect(ada.modal).toBe(modal)
    expect(slack.violations).toEqual([
      'acknowledgement of slash: answer: a field of a message (respons_type)',
      'response_url: answer: a field of a message (replace_orginal)',
      'acknowledgement of view_submission: response_action: errors by block_id of an input of the view (nmae)',
    ])
  })

  it.skipIf(!hasManifestSchema)(
    'judges a manifest by Slack’s schema, which lies beside the repository',
    () => {
      expect(manifestFaults({ display_information: { name: 'Undersigned' } })).toEqual([])
      expect(manifestFaults({ display_information: { nmae: 'Undersigned' } })).not.toEqual([])
    },
  )
})
