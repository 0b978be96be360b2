/**
 * A Slack to test against: Web API, Socket Mode and response_urls on one loopback port, signed requests to the app, people
 * who act, and a judge of everything the app sends. What it does follows docs.slack.dev. Every test ends with
 * `expect(slack.violations).toEqual([])`.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { Changes } from '../chat/changes.ts'
import type { JsonObject } from '../chat/json.ts'
import { loadBlockKit } from './block-kit-schema.ts'
import { type Fault, Faults } from './faults.ts'
import { HttpMode } from './http-mode.ts'
import { newId, newSecret } from './ids.ts'
import { Interactions, type Times } from './interaction.ts'
import { judgeAnswer, judgeCall, violationLine } from './judge.ts'
import { Member } from './member.ts'
import { methodRule } from './methods.ts'
import { type EventDelivery, PostOffice } from './post-office.ts'
import { type ReadCall, readCall } from './read-call.ts'
import { SlackError } from './slack-error.ts'
import { Socket } from './socket.ts'
import { type Code, Tokens } from './tokens.ts'
import { WebApi } from './web-api.ts'
import {
  type Channel,
  User,
  type UserOptions,
  Workspace,
  type WorkspaceOptions,
  type World,
} from './world.ts'

export interface SlackOptions extends Partial<Times> {
  /** Between the pings of a socket; 10,000. */
  pingMs?: number
  /** Not there until `up()`. */
  down?: boolean
  /** 0: any free one. A given port lets a second stand-in take the place of a stopped one. */
  port?: number
  /** On Enterprise Grid: whose the first workspace is. */
  enterprise?: WorkspaceOptions['enterprise']
}

export interface RecordedCall {
  /** Milliseconds since 1970. */
  at: number
  /** Such as `chat.postMessage`; `response_url` or `upload`. */
  method: string
  args: JsonObject
  /** The bearer token it came with. */
  token: string | undefined
  /** What was answered; undefined while or where there was no answer. */
  status: number | undefined
  /** The `error` in the answer; undefined where it was ok. */
  error: string | undefined
  fault: Fault['kind'] | undefined
}

export interface Slack {
  /** `http://127.0.0.1:<port>/api/`, for `SLACK_API_URL` and `clientOptions.slackApiUrl`. */
  apiUrl: string
  appId: string
  /** For `SLACK_APP_TOKEN`. */
  appToken: string
  signingSecret: string
  clientId: string
  clientSecret: string
  /** One line each; empty at the end of every test. */
  violations: string[]
  calls: RecordedCall[]
  /** Those of one method. */
  callsTo(method: string): RecordedCall[]
  faults: Faults
  socket: Socket
  /** With a `baseUrl`, all that happens goes there by HTTP instead of a socket. */
  http: HttpMode
  /** May be changed at any time; for interactions made from then on and before. */
  times: Times
  /** The first is made with the stand-in. */
  workspace(options?: WorkspaceOptions): Workspace
  workspaces: Workspace[]
  /** Somebody in a channel, made on the way when they are not a `User` already. */
  member(channel: Channel, who?: UserOptions | User): Member
  /** The same person, in the direct message with the app. */
  inDirectMessage(user: User): Member
  /** Something happens that the app listens to; settles with the last attempt to tell it. */
  event(
    workspace: Workspace,
    event: JsonObject,
    options?: { eventId?: string; copies?: number },
  ): Promise<EventDelivery>
  /** Somebody removes the app: its token is refused, and `app_uninstalled` and `tokens_revoked` are told. */
  uninstall(workspace: Workspace): Promise<EventDelivery[]>
  /** What Slack redirects to after somebody pressed "Allow" on the page at `authorizeUrl`, or after "Cancel". */
  allows(workspace: Workspace, installer: User, authorizeUrl: string): string
  cancels(authorizeUrl: string): string
  /** Nobody may open a socket any more, as when Socket Mode is switched off. */
  switchOffSocketMode(): void
  /** Slack is not there: connections break, and new ones too; with `refuse` nothing listens at all. */
  down(how?: 'reset' | 'refuse'): Promise<void>
  /** Back, on the same port. */
  up(): Promise<void>
  /** Waits until something about the stand-in is true. */
  until(check: () => boolean, timeoutMs?: number): Promise<void>
  close(): Promise<void>
}

export async function startSlack(options: SlackOptions = {}): Promise<Slack> {
  const kit = await loadBlockKit()
  const changes = new Changes()
  const tokens = new Tokens()
  const appId = newId('A')
  const [clientId, clientSecret, signingSecret] = [`${Date.now()}.${appId}`, newSecret(), newSecret()]
  const violations: string[] = []
  const violation = (line: string) => {
    violations.push(line)
    changes.happened()
  }
  const calls: RecordedCall[] = []
  const faults = new Faults()
  const times: Times = {
    acknowledgementMs: options.acknowledgementMs ?? 3000,
    triggerMs: options.triggerMs ?? 3000,
    responseUrlMs: options.responseUrlMs ?? 1_800_000,
    responseUrlUses: options.responseUrlUses ?? 5,
    eventRetryMs: options.eventRetryMs ?? [0, 60_000, 300_000],
  }
  let isDown = options.down ?? false
  let origin = ''
  const world: World = {
    appId,
    changes,
    tokens,
    workspaces: new Map(),
    channels: new Map(),
    users: new Map(),
    views: new Map(),
  }
  const appToken = tokens.app().value
  const interactions = new Interactions(times, changes, () => origin)
  const socket = new Socket({ appId, pingMs: options.pingMs ?? 10_000, violation, changes })
  const http = new HttpMode(signingSecret, violation)
  const courier = () => (http.baseUrl === undefined ? socket : http)
  const post = new PostOffice({ world, times, changes, kit, interactions, courier, violation })
  const api = new WebApi(world, {
    secrets: { clientId, clientSecret },
    interactions,
    socketUrl: () => socket.newUrl(),
    uploadUrl: id => `${origin}/upload/v1/${id}`,
    uninstalled: workspace => void uninstall(workspace),
  })

  async function uninstall(workspace: Workspace): Promise<EventDelivery[]> {
    workspace.installed = false
    for (const token of tokens.all.values())
      if (token.workspace === workspace) token.refusedWith ??= 'account_inactive'
    const bot = [workspace.botUserId]
    return await Promise.all([
      post.event(workspace, { type: 'tokens_revoked', tokens: { oauth: [], bot } }),
      post.event(workspace, { type: 'app_uninstalled' }),
    ])
  }

  /** A method of the Web API: its answer, and the headers that say what the token may. */
  function callMethod(
    method: string,
    incoming: IncomingMessage,
    read: ReadCall,
    bearer: string | undefined,
  ): Outcome {
    const findings = [...judgeCall(kit, method, read.args), ...read.wrong]
    for (const finding of findings) violation(violationLine(method, finding))
    if (incoming.method !== 'POST' && incoming.method !== 'GET') violation(`${method}: POST`)
    const token = bearer === undefined ? undefined : tokens.all.get(bearer)
    const headers: Record<string, string> =
      token === undefined
        ? {}
        : {
            'x-oauth-scopes': token.scopes.join(','),
            'x-accepted-oauth-scopes': (methodRule(method)?.scopes ?? []).join(','),
          }
    return attempt(headers, () => {
      const allowed = api.authorize(method, bearer)
      const refused = findings.filter(finding => finding.error !== undefined)
      if (refused[0]?.error !== undefined) {
        const messages = refused.map(one => `[ERROR] ${one.rule} ${one.detail}`)
        throw new SlackError(refused[0].error, { response_metadata: { messages } })
      }
      return api.call(method, { token: allowed, args: read.args, basic: basicOf(incoming) })
    })

    function attempt(head: Record<string, string>, act: () => JsonObject): Outcome {
      try {
        return { status: 200, body: { ok: true, ...act() }, headers: head }
      } catch (error) {
        if (!(error instanceof SlackError)) throw error
        if (error.code === 'missing_scope') violation(`${method}: missing_scope (${error.more.needed})`)
        return { status: 200, body: { ok: false, error: error.code, ...error.more }, headers: head }
      }
    }
  }

  function answerResponseUrl(key: string, read: ReadCall): Outcome {
    const findings = [...judgeAnswer(kit, read.args), ...read.wrong]
    for (const finding of findings) violation(violationLine('response_url', finding))
    const error = findings.find(finding => finding.error !== undefined)?.error
    if (error !== undefined) return { status: 400, body: { ok: false, error }, headers: {} }
    try {
      interactions.respond(key, read.args)
      return { status: 200, body: { ok: true }, headers: {} }
    } catch (caught) {
      if (!(caught instanceof SlackError)) throw caught
      return { status: 404, body: { ok: false, error: caught.code }, headers: {} }
    }
  }

  function receiveUpload(id: string, read: ReadCall): Outcome {
    const upload = api.uploads.get(id)
    if (upload === undefined || upload.received) return { status: 404, body: { ok: false }, headers: {} }
    const bytes = read.file ?? read.raw
    if (bytes.length !== upload.length)
      violation(`upload: as many bytes as announced (${bytes.length}, not ${upload.length})`)
    upload.file.bytes = bytes
    upload.received = true
    return { status: 200, body: `OK - ${bytes.length}`, headers: {} }
  }

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = Date.now()
    const url = new URL(incoming.url ?? '/', origin)
    const [, place = '', ...rest] = url.pathname.split('/')
    const last = rest.at(-1) ?? ''
    const isResponseUrl = place === 'commands' || place === 'actions'
    const method = place === 'api' ? rest.join('/') : isResponseUrl ? 'response_url' : place
    // An upload is bytes of any kind.
    const read: ReadCall =
      place === 'upload' && !(incoming.headers['content-type'] ?? '').startsWith('multipart/')
        ? { raw: await rawOf(incoming), args: {}, wrong: [], file: undefined }
        : await readCall(incoming, url.searchParams)
    const token = typeof read.args.token === 'string' ? read.args.token : bearerOf(incoming)
    const fault = faults.take(method)
    const recorded: RecordedCall = {
      at,
      method,
      args: read.args,
      token,
      status: undefined,
      error: undefined,
      fault: fault?.kind,
    }
    calls.push(recorded)
    changes.happened()

    const done = (): Outcome => {
      if (place === 'api') return callMethod(method, incoming, read, token)
      if (isResponseUrl) return answerResponseUrl(last, read)
      if (place === 'upload') return receiveUpload(last, read)
      violation(`${incoming.method} ${url.pathname}: the stand-in does not know this path`)
      return { status: 404, body: { ok: false, error: 'not_found' }, headers: {} }
    }
    const answer = ({ status, body, headers }: Outcome) => {
      recorded.status = status
      recorded.error = typeof body === 'object' && typeof body.error === 'string' ? body.error : undefined
      changes.happened()
      const type = typeof body === 'string' ? 'text/plain' : 'application/json; charset=utf-8'
      response
        .writeHead(status, { 'content-type': type, ...headers })
        .end(typeof body === 'string' ? body : JSON.stringify(body))
    }
    switch (fault?.kind) {
      case undefined:
        return answer(done())
      case 'status':
        if (fault.executed === true) done()
        return answer({ status: fault.status, body: fault.body ?? `${fault.status}: planted`, headers: {} })
      case 'error':
        return answer({ status: 200, body: { ok: false, error: fault.error, ...fault.more }, headers: {} })
      case 'rate-limit':
        return answer({
          status: 429,
          body: { ok: false, error: 'ratelimited' },
          headers: { 'retry-after': String(fault.retryAfter) },
        })
      case 'hang':
        if (fault.executed === true) done()
        return
      case 'drop':
      case 'answer-lost':
        if (fault.kind === 'answer-lost') done()
        if (fault.by === 'reset') incoming.socket.resetAndDestroy()
        else incoming.socket.destroy()
        return
      case 'slow': {
        if (fault.before === true) await sleep(fault.ms)
        const outcome = done()
        if (fault.before !== true) await sleep(fault.ms)
        return answer(outcome)
      }
    }
  }

  const server = createServer((incoming, response) => {
    if (isDown) incoming.socket.destroy()
    else
      handle(incoming, response).catch(error => {
        violation(`the stand-in broke: ${error instanceof Error ? error.stack : error}`)
        response.destroy()
      })
  })
  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, '127.0.0.1', () => {
        server.removeListener('error', reject)
        resolve()
      })
    })
  await listen(options.port ?? 0)
  const { port } = server.address() as AddressInfo
  origin = `http://127.0.0.1:${port}`
  socket.attach(server, `ws://127.0.0.1:${port}`, () => isDown)
  const stopListening = async () => {
    const closed = new Promise(resolve => server.close(resolve))
    server.closeAllConnections()
    await closed
  }

  const around = { changes, interactions, post }
  function authorization(authorizeUrl: string): { back: URL; asked: URLSearchParams } {
    const asked = new URL(authorizeUrl).searchParams
    if (asked.get('client_id') !== clientId) throw new Error('Slack: this client_id is not known')
    const redirect = asked.get('redirect_uri')
    if (redirect === null) throw new Error('Slack: no redirect_uri')
    const back = new URL(redirect)
    const state = asked.get('state')
    if (state !== null) back.searchParams.set('state', state)
    return { back, asked }
  }

  const { enterprise } = options
  const organisation = enterprise === undefined ? {} : { enterprise }
  const first = new Workspace(world, { name: 'Artists', domain: 'artists', ...organisation })
  return {
    apiUrl: `${origin}/api/`,
    appId,
    appToken,
    signingSecret,
    clientId,
    clientSecret,
    violations,
    calls,
    callsTo: method => calls.filter(call => call.method === method),
    faults,
    socket,
    http,
    times,
    workspace: (chosen = {}) => new Workspace(world, chosen),
    get workspaces() {
      return [first, ...[...world.workspaces.values()].filter(one => one !== first)]
    },
    member: (channel, who = {}) =>
      new Member(who instanceof User ? who : new User(world, channel.workspace, who), channel, around),
    inDirectMessage: user => new Member(user, user.channel, around),
    event: (workspace, event, chosen = {}) => post.event(workspace, event, chosen),
    uninstall,
    allows(workspace, installer, authorizeUrl) {
      const { back, asked } = authorization(authorizeUrl)
      const value = newSecret(40)
      const code: Code = {
        workspace,
        installer,
        scopes: (asked.get('scope') ?? '').split(/[ ,]/).filter(scope => scope !== ''),
        redirectUri: asked.get('redirect_uri') ?? undefined,
        used: false,
      }
      tokens.codes.set(value, code)
      back.searchParams.set('code', value)
      return back.href
    },
    cancels(authorizeUrl) {
      const { back } = authorization(authorizeUrl)
      back.searchParams.set('error', 'access_denied')
      return back.href
    },
    switchOffSocketMode() {
      api.socketModeOff = true
      socket.disconnect('link_disabled')
    },
    async down(how = 'reset') {
      isDown = true
      socket.kill()
      if (how === 'refuse') await stopListening()
      else server.closeAllConnections()
    },
    async up() {
      isDown = false
      if (!server.listening) await listen(port)
    },
    until: (check, timeoutMs = 5000) => changes.until(check, timeoutMs, () => 'what the test waits for'),
    async close() {
      post.stop()
      http.stop()
      socket.stop()
      if (server.listening) await stopListening()
    },
  }
}

interface Outcome {
  status: number
  body: JsonObject | string
  headers: Record<string, string>
}

function bearerOf(incoming: IncomingMessage): string | undefined {
  return /^Bearer (.+)$/.exec(incoming.headers.authorization ?? '')?.[1]
}

function basicOf(incoming: IncomingMessage): { id: string; secret: string } | undefined {
  const given = /^Basic (.+)$/.exec(incoming.headers.authorization ?? '')?.[1]
  if (given === undefined) return undefined
  const [id = '', secret = ''] = Buffer.from(given, 'base64').toString().split(':')
  return { id: decodeURIComponent(id), secret: decodeURIComponent(secret) }
}

async function rawOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  return Buffer.concat(chunks)
}
