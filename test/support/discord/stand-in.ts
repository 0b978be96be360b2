/**
 * A Discord to test against: REST and gateway on one loopback port, people who act, and a judge of every request.
 * What it does follows discord.com/developers/docs. Every test ends with `expect(discord.violations).toEqual([])`.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { ApiError, apiErrors } from './api-error.ts'
import { Changes } from './changes.ts'
import { type Fault, Faults } from './faults.ts'
import { Gateway } from './gateway.ts'
import type { Interaction, Seat, Times } from './interaction.ts'
import { type JsonObject, numberAt } from './json.ts'
import { judge, violationLine } from './judge.ts'
import type { Finding } from './limits.ts'
import { Member, type Surroundings } from './member.ts'
import type { SentFile } from './message.ts'
import { readBody } from './read-body.ts'
import { Rest, type RestAnswer, type RestRequest } from './rest.ts'
import { newId } from './snowflake.ts'
import { loadSpecification, type Specification } from './specification.ts'
import { Channel, Guild, Person, type PersonOptions, permissions, type World } from './world.ts'

export interface DiscordOptions {
  /** For the first response to an interaction; 3,000. */
  acknowledgementMs?: number
  /** An interaction token's life; 900,000. */
  tokenMs?: number
  /** What an expired interaction token is answered with; 50027 (and 401). */
  expiredToken?: 50027 | 10015
  /** 41,250. */
  heartbeatMs?: number
  /** Not there until `up()`. */
  down?: boolean
  /** 0: any free one. A given port lets a second stand-in take the place of a stopped one. */
  port?: number
}

export interface RecordedRequest {
  /** Milliseconds since 1970. */
  at: number
  method: string
  /** Without `/api/v10`, percent-decoded. */
  path: string
  query: URLSearchParams
  body: unknown
  files: SentFile[]
  /** What was answered; undefined while or where there was no answer. */
  status: number | undefined
  /** The error code in the answer. */
  code: number | undefined
  fault: Fault['kind'] | undefined
}

export interface MemberOptions extends PersonOptions {
  /** Their name in this guild. */
  nick?: string
  /** Manage Guild, which organisers have. */
  manages?: boolean
}

export interface Discord {
  /** `http://127.0.0.1:<port>/api`, for `DISCORD_API_URL` and discord.js's `rest.api`. */
  apiUrl: string
  /** For `DISCORD_TOKEN`; another is refused with 401 and close code 4004. */
  token: string
  applicationId: string
  /** Which specification judges. */
  judgedBy: Specification['name']
  /** One line each; empty at the end of every test. */
  violations: string[]
  requests: RecordedRequest[]
  /** Those to a method and a path that holds, or fits, this. */
  requestsTo(method: string, path: string | RegExp): RecordedRequest[]
  faults: Faults
  gateway: Gateway
  /** May be changed at any time; for interactions made from then on and before. */
  times: Times
  /** The global commands that are registered, or a guild's. */
  commands(guild?: Guild): JsonObject[]
  /** Waits until a global command of this name is registered. */
  commandRegistered(name: string, timeoutMs?: number): Promise<void>
  guild(options?: { name?: string; locale?: string; hasBot?: boolean }): Guild
  person(options?: PersonOptions): Person
  /** Somebody in a guild's channel, made on the way when it is not a `person` already. */
  member(
    channel: Channel,
    who?: MemberOptions | Person,
    options?: { nick?: string; manages?: boolean },
  ): Member
  /** The same person, in the direct message with the bot. */
  inDirectMessage(person: Person): Member
  /** With the app installed by themselves: in a guild where the bot is not, or in a private channel with somebody. */
  withOwnApp(person: Person, where?: 'guild' | 'private'): Member
  /** Discord is not there: connections break, and new ones too. */
  down(): void
  up(): void
  /** Waits until something about the stand-in is true. */
  until(check: () => boolean, timeoutMs?: number): Promise<void>
  close(): Promise<void>
}

export async function startDiscord(options: DiscordOptions = {}): Promise<Discord> {
  const specification = await loadSpecification()
  const changes = new Changes()
  const applicationId = newId()
  const token = `${Buffer.from(applicationId).toString('base64url')}.stand-in.token`
  const interactions = new Map<string, Interaction>()
  const times: Times = {
    acknowledgementMs: options.acknowledgementMs ?? 3000,
    tokenMs: options.tokenMs ?? 900_000,
    expiredToken: options.expiredToken ?? 50027,
  }
  let isDown = options.down ?? false
  const violations: string[] = []
  const requests: RecordedRequest[] = []
  const faults = new Faults()

  const world: World = {
    applicationId,
    dispatch: (event, data, intent) => gateway.dispatch(event, data, intent),
    changes,
    guilds: new Map(),
    channels: new Map(),
    people: new Map(),
    commands: new Map(),
  }
  const botUser = () => ({
    id: applicationId,
    username: 'undersigned',
    global_name: null,
    discriminator: '0001',
    avatar: null,
    primary_guild: null,
    bot: true,
    public_flags: 0,
    flags: 0,
  })
  const ownUser = () => ({ ...botUser(), verified: true, mfa_enabled: false, locale: 'en-US', email: null })
  const owner = () => ({ ...botUser(), id: '1', username: 'operator', bot: false })
  const application = () => ({
    id: applicationId,
    name: 'undersigned',
    description: '',
    icon: null,
    type: null,
    flags: 0,
    flags_new: '0',
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: '0'.repeat(64),
    bot: botUser(),
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    owner: owner(),
    team: null,
    explicit_content_filter: 0,
    eligible_oauth2_scopes: [],
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    integration_types_config: { 0: {}, 1: {} },
    approximate_guild_count: [...world.guilds.values()].filter(guild => guild.hasBot).length,
  })
  const gateway: Gateway = new Gateway(
    {
      token,
      heartbeatMs: options.heartbeatMs ?? 41_250,
      ready: () => ({
        user: ownUser(),
        guilds: hostGuilds().map(guild => ({ id: guild.id, unavailable: true })),
        application: { id: applicationId, flags: 0 },
        shard: [0, 1],
      }),
      guilds: () => hostGuilds().map(guild => guild.toGateway()),
    },
    changes,
  )
  const hostGuilds = () => [...world.guilds.values()].filter(guild => guild.hasBot)
  const rest = new Rest(
    world,
    {
      token,
      botUser,
      ownUser,
      application,
      interactions,
      gatewayUrl: () => gateway.url,
      identifiesLeft: () => gateway.identifiesLeft,
    },
    changes,
  )
  const around: Surroundings = {
    world,
    times,
    changes,
    deliver(interaction, deliveries) {
      interactions.set(interaction.token, interaction)
      for (let count = 0; count < deliveries; count += 1)
        gateway.dispatch('INTERACTION_CREATE', interaction.toApi(applicationId, botUser()), 0)
    },
  }

  /** Flags of the message a request edits: whether it is Components V2 rules what may be in it. */
  function knownFlags(path: string): number {
    const [, place, first = '', second = '', , fourth = ''] = path.split('/')
    const interaction = interactions.get(second)
    switch (place) {
      case 'webhooks':
        return (
          [interaction?.original, ...(interaction?.followUps ?? [])].find(
            message =>
              message?.id === fourth || (fourth === '@original' && message === interaction?.original),
          )?.flags ?? 0
        )
      case 'interactions':
        return interaction?.source?.flags ?? 0
      case 'channels':
        return world.channels.get(first)?.all.find(message => message.id === path.split('/')[4])?.flags ?? 0
    }
    return 0
  }

  function perform(request: RestRequest, findings: Finding[]): RestAnswer {
    try {
      const refused = findings.filter(finding => finding.refused)
      if (refused.length > 0)
        throw apiErrors.invalidForm(refused.map(finding => `${finding.rule} ${finding.detail}`))
      const answer = rest.answer(request)
      if (answer !== undefined) return answer
      violations.push(`${request.method} ${request.path}: the stand-in does not know this route`)
      throw apiErrors.notFound()
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      const errors = error.errors === undefined ? {} : { errors: error.errors }
      return { status: error.status, body: { message: error.message, code: error.code, ...errors } }
    }
  }

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = Date.now()
    const url = new URL(incoming.url ?? '/', 'http://stand-in')
    const path = decodeURIComponent(url.pathname.replace(/^\/api(\/v10)?/, ''))
    const method = incoming.method ?? 'GET'
    const { body, files, parts, wrong } = await readBody(incoming)
    const request: RestRequest = {
      method,
      path,
      query: url.searchParams,
      body,
      files,
      authorization: incoming.headers.authorization,
    }
    const fault = faults.take(method, path)
    const recorded: RecordedRequest = {
      at,
      method,
      path,
      query: url.searchParams,
      body,
      files,
      status: undefined,
      code: undefined,
      fault: fault?.kind,
    }
    requests.push(recorded)
    const names = files.map(file => file.name)
    const judged = { method, path, query: url.searchParams, body, files: names, parts }
    const findings = [...judge(specification, judged, knownFlags(path)), ...wrong]
    if (!url.pathname.startsWith('/api/v10/'))
      findings.push({ rule: 'path: /api/v10', detail: '', refused: true })
    if (!/^DiscordBot \(\S+, [^)]+\)/.test(incoming.headers['user-agent'] ?? ''))
      findings.push({ rule: 'header: User-Agent DiscordBot (url, version)', detail: '', refused: false })
    findings.push(...wrongAnswer(path, body))
    violations.push(...findings.map(finding => violationLine(judged, finding)))

    const answer = (status: number, content: unknown, headers: Record<string, string> = {}) => {
      recorded.status = status
      recorded.code = numberAt(content, 'code')
      changes.happened()
      if (content === undefined) response.writeHead(status, headers).end()
      else
        response
          .writeHead(status, { 'content-type': 'application/json', ...headers })
          .end(JSON.stringify(content))
    }
    const done = () => perform(request, findings)
    changes.happened()
    switch (fault?.kind) {
      case undefined: {
        const { status, body: content } = done()
        return answer(status, content)
      }
      case 'status':
        if (fault.executed === true) done()
        return answer(fault.status, fault.body ?? { message: `${fault.status}: planted`, code: 0 })
      case 'rate-limit':
        return answer(
          429,
          {
            message: 'You are being rate limited.',
            retry_after: fault.retryAfter,
            global: fault.scope === 'global',
          },
          {
            'retry-after': String(Math.ceil(fault.retryAfter)),
            'x-ratelimit-scope': fault.scope,
            ...(fault.scope === 'global'
              ? { 'x-ratelimit-global': 'true' }
              : { 'x-ratelimit-bucket': 'planted' }),
          },
        )
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
        const { status, body: content } = done()
        if (fault.before !== true) await sleep(fault.ms)
        return answer(status, content)
      }
    }
  }

  /** An answer of a kind that this interaction does not take is the bot's mistake, not a race. */
  function wrongAnswer(path: string, body: unknown): Finding[] {
    const interaction = interactions.get(/^\/interactions\/\d+\/([^/]+)\/callback$/.exec(path)?.[1] ?? '')
    const type = numberAt(body, 'type')
    if (interaction === undefined || type === undefined || interaction.mayAnswerWith(type)) return []
    const rule = `callback: type ${type} cannot answer a ${interaction.kind}`
    return [{ rule, detail: '', refused: true }]
  }

  const server = createServer((incoming, response) => {
    if (isDown) incoming.socket.destroy()
    else
      handle(incoming, response).catch(error => {
        violations.push(`the stand-in broke: ${error instanceof Error ? error.stack : error}`)
        response.destroy()
      })
  })
  server.listen(options.port ?? 0, '127.0.0.1')
  await new Promise<void>((resolve, reject) => server.once('listening', resolve).once('error', reject))
  const { port } = server.address() as AddressInfo
  gateway.attach(server, `ws://127.0.0.1:${port}`, () => isDown)

  function member(seat: Omit<Seat, 'person'>, person: Person): Member {
    return new Member({ ...seat, person }, around)
  }

  return {
    apiUrl: `http://127.0.0.1:${port}/api`,
    token,
    applicationId,
    judgedBy: specification.name,
    violations,
    requests,
    requestsTo: (method, path) =>
      requests.filter(
        request =>
          request.method === method &&
          (typeof path === 'string' ? request.path.includes(path) : path.test(request.path)),
      ),
    faults,
    gateway,
    times,
    commands: guild => world.commands.get(guild?.id ?? '') ?? [],
    commandRegistered: (name, timeoutMs = 10_000) =>
      changes.until(
        () => (world.commands.get('') ?? []).some(command => command.name === name),
        timeoutMs,
        () => `/${name} registered`,
      ),
    guild: ({ name = 'Artists', locale = 'en-US', hasBot = true } = {}) =>
      new Guild(world, { name, locale, hasBot }),
    person: (chosen = {}) => new Person(world, chosen),
    member(channel, who = {}, chosen = {}) {
      const person = who instanceof Person ? who : new Person(world, who)
      const { nick, manages } = who instanceof Person ? chosen : { ...who, ...chosen }
      if (channel.guild === undefined) throw new Error('A direct message has no members: inDirectMessage')
      if (nick !== undefined) channel.guild.nicks.set(person.id, nick)
      const may = permissions.viewChannel | permissions.sendMessages | permissions.useCommands
      const owners: Record<string, string> = channel.guild.hasBot
        ? { '0': channel.guild.id }
        : { '1': person.id }
      return member(
        {
          channel,
          context: 0,
          guild: channel.guild,
          nick: nick ?? null,
          permissions: may | (manages === true ? permissions.manageGuild : 0n),
          owners,
        },
        person,
      )
    },
    inDirectMessage: person =>
      member(
        {
          channel: person.channel,
          context: 1,
          guild: undefined,
          nick: null,
          permissions: 0n,
          owners: { '0': '0' },
        },
        person,
      ),
    withOwnApp(person, where = 'guild') {
      const owners = { '1': person.id }
      if (where === 'guild') {
        const guild = new Guild(world, { name: 'Elsewhere', locale: 'en-US', hasBot: false })
        const may = permissions.viewChannel | permissions.sendMessages | permissions.useCommands
        return member(
          { channel: guild.channel(), context: 0, guild, nick: null, permissions: may, owners },
          person,
        )
      }
      const channel = new Channel(world, 'private', { recipient: new Person(world, {}) })
      channel.botMay = { view: false, send: false }
      return member({ channel, context: 2, guild: undefined, nick: null, permissions: 0n, owners }, person)
    },
    down() {
      isDown = true
      gateway.drop()
      server.closeAllConnections()
    },
    up() {
      isDown = false
    },
    until: (check, timeoutMs = 5000) => changes.until(check, timeoutMs, () => 'what the test waits for'),
    async close() {
      gateway.stop()
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
