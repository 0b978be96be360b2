/**
 * A Slack to test against: Web API, Socket Mode and response_urls on one loopback port, signed requests to the app, people who act,
 * and a judge of everything the app sends. It does what docs.slack.dev say, for what our app uses; anything else is a violation.
 * Every test ends with `expect(slack.violations).toEqual([])`.
 */
import type { IncomingMessage } from 'node:http'
import { Changes } from '../chat/changes.ts'
import { type Fault, Faults } from '../chat/faults.ts'
import { HttpStandIn, type Outcome, type Taken } from '../chat/http.ts'
import { type JsonObject, textAt } from '../chat/json.ts'
import { patience } from '../patience.ts'
import { loadBlockKit } from './block-kit-schema.ts'
import type { Acknowledgement } from './delivery.ts'
import { HttpMode } from './http-mode.ts'
import { newId, newSecret } from './ids.ts'
import { Interactions, type Times } from './interaction.ts'
import { isRefused, judgeAnswer, judgeCall } from './judge.ts'
import { Member } from './member.ts'
import { PostOffice } from './post-office.ts'
import { readCall } from './read-call.ts'
import { SlackError } from './slack-error.ts'
import { Socket } from './socket.ts'
import { Tokens } from './tokens.ts'
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
  /** Not there until `up()`. */
  down?: boolean
  /** On Enterprise Grid: whose the first workspace is. */
  enterprise?: WorkspaceOptions['enterprise']
}

export interface RecordedCall {
  /** Such as `chat.postMessage`; `response_url` or `upload`. */
  method: string
  args: JsonObject
  /** The HTTP status of the answer; undefined if there was no answer, or not yet. */
  status: number | undefined
  /** The `error` in the answer; undefined if it was ok. */
  error: string | undefined
  fault: Fault['kind'] | undefined
}

export interface Slack {
  /** `http://127.0.0.1:<port>/api/`, for `SLACK_API_URL`. */
  apiUrl: string
  appId: string
  /** For `SLACK_APP_TOKEN`. */
  appToken: string
  signingSecret: string
  clientId: string
  clientSecret: string
  /** One line each; empty at the end of every test. */
  violations: string[]
  /** The calls of one method. */
  callsTo(method: string): RecordedCall[]
  faults: Faults
  socket: Socket
  /** With a `baseUrl`, everything that happens goes there by HTTP instead of a socket. */
  http: HttpMode
  /** May be changed at any time, for earlier interactions too. */
  times: Times
  /** The first is made with the stand-in. */
  workspace(options?: WorkspaceOptions): Workspace
  workspaces: Workspace[]
  /** Somebody in a channel, made on the way if they are not a `User` already. */
  member(channel: Channel, who?: UserOptions | User): Member
  /** The same person, in the direct message with the app. */
  inDirectMessage(user: User): Member
  /** Something happens that the app listens to; settles with how each attempt to tell it ended. */
  event(workspace: Workspace, event: JsonObject, copies?: number): Promise<Acknowledgement[]>
  /** Somebody removes the app: its token is refused, and `app_uninstalled` and `tokens_revoked` are told. */
  uninstall(workspace: Workspace): Promise<void>
  /** The address that Slack redirects to after somebody pressed "Allow" on the page at `authorizeUrl`, or "Cancel". */
  allows(workspace: Workspace, installer: User, authorizeUrl: string): string
  cancels(authorizeUrl: string): string
  /** Nobody may open a socket any more, as when Socket Mode is switched off. */
  switchOffSocketMode(): void
  /** Slack is not there: connections break, and new ones too. */
  down(): void
  up(): void
  /** Waits until something about the stand-in is true. */
  until(check: () => boolean): Promise<void>
  close(): Promise<void>
}

/** A test does not ask how quick a busy machine is; the benchmark does. */
const usualMs = process.env.VITEST === undefined ? 3_000 : 15_000

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
    acknowledgementMs: options.acknowledgementMs ?? usualMs,
    triggerMs: options.triggerMs ?? usualMs,
    responseUrlMs: options.responseUrlMs ?? 1_800_000,
    responseUrlUses: options.responseUrlUses ?? 5,
    eventRetryMs: options.eventRetryMs ?? [0, 60_000, 300_000],
  }
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
  const socket = new Socket({ appId, violation, changes })
  const http = new HttpMode(signingSecret, violation)
  const courier = () => (http.baseUrl === undefined ? socket : http)
  const post = new PostOffice({ times, changes, courier, violation })
  const api = new WebApi(world, {
    clientId,
    clientSecret,
    interactions,
    socketUrl: () => socket.newUrl(),
    uploadUrl: id => `${origin}/upload/v1/${id}`,
  })

  async function take(incoming: IncomingMessage): Promise<Taken> {
    const { pathname } = new URL(incoming.url ?? '/', origin)
    const [, place = '', ...rest] = pathname.split('/')
    const last = rest.at(-1) ?? ''
    const isResponseUrl = place === 'commands' || place === 'actions'
    const method = place === 'api' ? rest.join('/') : isResponseUrl ? 'response_url' : place
    const { raw, args, wrong } = await readCall(incoming)
    const findings = place === 'api' ? judgeCall(kit, method, args) : []
    if (isResponseUrl) findings.push(...judgeAnswer(kit, args))
    findings.push(...wrong)
    if (incoming.method !== 'POST') findings.push('house: POST')
    for (const finding of findings) violation(`${method}: ${finding}`)
    const refused = findings.filter(isRefused)
    const recorded: RecordedCall = { method, args, status: undefined, error: undefined, fault: undefined }
    calls.push(recorded)
    const bearer = textAt(args, 'token') ?? /^Bearer (.+)$/.exec(incoming.headers.authorization ?? '')?.[1]

    function perform(): Outcome {
      if (place === 'upload') return receiveUpload(last, raw)
      const scopes = tokens.all.get(bearer ?? '')?.scopes
      const headers: Record<string, string> =
        scopes === undefined ? {} : { 'x-oauth-scopes': scopes.join(',') }
      try {
        const token = place === 'api' ? api.authorize(method, bearer) : undefined
        if (refused.length > 0) {
          const messages = refused.map(finding => `[ERROR] ${finding}`)
          throw new SlackError('invalid_arguments', { response_metadata: { messages } })
        }
        if (place === 'api')
          return {
            status: 200,
            body: { ok: true, ...api.call(method, token, { ...args, ...basicOf(incoming) }) },
            headers,
          }
        if (!isResponseUrl) throw new SlackError('unknown_path')
        interactions.respond(last, args)
        return { status: 200, body: { ok: true } }
      } catch (error) {
        if (!(error instanceof SlackError)) throw error
        if (error.code === 'missing_scope') violation(`${method}: missing_scope (${error.more.needed})`)
        if (error.code === 'unknown_path') violation(`${pathname}: a path that the app uses`)
        const body = { ok: false, error: error.code, ...error.more }
        return { status: place === 'api' ? 200 : 404, body, headers }
      }
    }
    return {
      method: incoming.method ?? '',
      path: method,
      recorded,
      perform,
      answered({ body }) {
        recorded.error = textAt(body, 'error')
      },
    }
  }

  function receiveUpload(id: string, bytes: Buffer): Outcome {
    const upload = api.uploads.get(id)
    if (upload === undefined || upload.received) return { status: 404, body: { ok: false } }
    if (bytes.length !== upload.length) violation('upload: as many bytes as announced')
    upload.file.bytes = bytes
    upload.received = true
    return { status: 200, body: `OK - ${bytes.length}` }
  }

  const server = new HttpStandIn({
    port: 0,
    isDown: options.down ?? false,
    faults,
    changes,
    violation,
    take,
    rateLimited: ({ retryAfter }) => ({
      status: 429,
      body: { ok: false, error: 'ratelimited' },
      headers: { 'retry-after': String(retryAfter) },
    }),
  })
  await server.listen()
  const origin = `http://127.0.0.1:${server.port}`
  socket.attach(server.server, `ws://127.0.0.1:${server.port}`, () => server.isDown)

  const around = { changes, interactions, post }
  function authorization(authorizeUrl: string): { back: URL; scopes: string[] } {
    const asked = new URL(authorizeUrl).searchParams
    if (asked.get('client_id') !== clientId) throw new Error('Slack: this client_id is not known')
    const back = new URL(asked.get('redirect_uri') ?? '')
    back.searchParams.set('state', asked.get('state') ?? '')
    return { back, scopes: (asked.get('scope') ?? '').split(/[ ,]/) }
  }

  const { enterprise } = options
  new Workspace(world, { name: 'Artists', ...(enterprise === undefined ? {} : { enterprise }) })
  return {
    apiUrl: `${origin}/api/`,
    appId,
    appToken,
    signingSecret,
    clientId,
    clientSecret,
    violations,
    callsTo: method => calls.filter(call => call.method === method),
    faults,
    socket,
    http,
    times,
    workspace: (chosen = {}) => new Workspace(world, chosen),
    get workspaces() {
      return [...world.workspaces.values()]
    },
    member: (channel, who = {}) =>
      new Member(who instanceof User ? who : new User(world, channel.workspace, who), channel, around),
    inDirectMessage: user => new Member(user, user.channel, around),
    event: (workspace, event, copies) => post.event(workspace, event, copies),
    async uninstall(workspace) {
      workspace.installed = false
      for (const token of tokens.all.values())
        if (token.workspace === workspace) token.refusedWith ??= 'account_inactive'
      const revoked = { oauth: [], bot: [workspace.botUserId] }
      await Promise.all([
        post.event(workspace, { type: 'tokens_revoked', tokens: revoked }),
        post.event(workspace, { type: 'app_uninstalled' }),
      ])
    },
    allows(workspace, installer, authorizeUrl) {
      const { back, scopes } = authorization(authorizeUrl)
      const redirectUri = `${back.origin}${back.pathname}`
      const code = tokens.code({ workspace, installer, scopes, redirectUri })
      back.searchParams.set('code', code)
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
    down() {
      server.isDown = true
      socket.kill()
      server.server.closeAllConnections()
    },
    up() {
      server.isDown = false
    },
    until: check => changes.until(check, patience, () => 'what the test waits for'),
    async close() {
      post.stop()
      http.stop()
      socket.stop()
      await server.close()
    },
  }
}

/** The client's id and secret may come in a header instead of the arguments. */
function basicOf({ headers }: IncomingMessage): JsonObject {
  const given = /^Basic (.+)$/.exec(headers.authorization ?? '')?.[1]
  if (given === undefined) return {}
  const [client_id = '', client_secret = ''] = Buffer.from(given, 'base64').toString().split(':')
  return { client_id, client_secret }
}
