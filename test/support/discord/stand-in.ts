/**
 * A Discord to test against: REST and gateway on one loopback port, people who act, and a judge of every request. It does what
 * discord.com/developers/docs say, for what our bot uses; anything else is a violation. Every test ends with
 * `expect(discord.violations).toEqual([])`.
 */
import type { IncomingMessage } from 'node:http'
import { Changes } from '../chat/changes.ts'
import { type Fault, Faults } from '../chat/faults.ts'
import { HttpStandIn, type Outcome, type Taken } from '../chat/http.ts'
import { type JsonObject, numberAt } from '../chat/json.ts'
import { patience } from '../patience.ts'
import { apiErrors } from './api-error.ts'
import { Gateway } from './gateway.ts'
import type { Interaction, Seat, Times } from './interaction.ts'
import { isRefused, judge } from './judge.ts'
import { Member, type Surroundings } from './member.ts'
import type { SentFile } from './message.ts'
import { readBody } from './read-body.ts'
import { Rest } from './rest.ts'
import { newId } from './snowflake.ts'
import { loadSpecification } from './specification.ts'
import { Channel, Guild, Person, type PersonOptions, permissions, type World } from './world.ts'

export interface DiscordOptions extends Partial<Times> {
  /** 41,250. */
  heartbeatMs?: number
  /** The number of connections that it recommends; 1. */
  shards?: number
  /** Not there until `up()`. */
  down?: boolean
  /** 0: any free one. A given port lets a second stand-in take the place of a stopped one. */
  port?: number
}

export interface RecordedRequest {
  method: string
  /** Without `/api/v10`, percent-decoded. */
  path: string
  body: unknown
  files: SentFile[]
  /** The HTTP status of the answer; undefined if there was no answer, or not yet. */
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
  /** One line each; empty at the end of every test. */
  violations: string[]
  requests: RecordedRequest[]
  /** Those to a method and a path that holds, or fits, this. */
  requestsTo(method: string, path: string | RegExp): RecordedRequest[]
  faults: Faults
  gateway: Gateway
  /** May be changed at any time, for earlier interactions too. */
  times: Times
  /** The commands that are registered. */
  commands(): JsonObject[]
  /** Waits until a command of this name is registered. */
  commandRegistered(name: string): Promise<void>
  guild(options?: { name?: string; locale?: string }): Guild
  person(options?: PersonOptions): Person
  /** Somebody in a guild's channel, made on the way if they are not a `person` already. */
  member(channel: Channel, who?: MemberOptions | Person): Member
  /** The same person, in the direct message with the bot. */
  inDirectMessage(person: Person): Member
  /** With the app installed by themselves: in a guild of theirs without the bot, or in a private channel with somebody. */
  withOwnApp(person: Person, where?: 'guild' | 'private'): Member
  /** Discord is not there: connections break, and new ones too. */
  down(): void
  up(): void
  /** Waits until something about the stand-in is true. */
  until(check: () => boolean): Promise<void>
  close(): Promise<void>
}

/** A test does not ask how quick a busy machine is; the benchmark and the tries of abuse do. */
const usualAcknowledgementMs = process.env.VITEST === undefined ? 3_000 : 15_000

const inGuild = permissions.viewChannel | permissions.sendMessages | permissions.useCommands

export async function startDiscord(options: DiscordOptions = {}): Promise<Discord> {
  const specification = await loadSpecification()
  const changes = new Changes()
  const applicationId = newId()
  const token = `${Buffer.from(applicationId).toString('base64url')}.stand-in.token`
  const interactions = new Map<string, Interaction>()
  const times: Times = {
    acknowledgementMs: options.acknowledgementMs ?? usualAcknowledgementMs,
    tokenMs: options.tokenMs ?? 900_000,
    expiredToken: options.expiredToken ?? 50027,
  }
  const violations: string[] = []
  const requests: RecordedRequest[] = []
  const faults = new Faults()
  const world: World = {
    changes,
    guilds: new Map(),
    channels: new Map(),
    people: new Map(),
    commands: [],
  }
  const gateway = new Gateway(
    {
      token,
      heartbeatMs: options.heartbeatMs ?? 41_250,
      ready: () => ({
        user: { id: applicationId, username: 'undersigned', discriminator: '0001', avatar: null, bot: true },
        guilds: [...world.guilds.values()].map(({ id }) => ({ id, unavailable: true })),
        application: { id: applicationId, flags: 0 },
      }),
    },
    changes,
  )
  const rest = new Rest(world, {
    token,
    applicationId,
    interactions,
    shards: options.shards ?? 1,
    gatewayUrl: () => gateway.url,
  })

  async function take(incoming: IncomingMessage): Promise<Taken> {
    const url = new URL(incoming.url ?? '/', 'http://stand-in')
    const path = decodeURIComponent(url.pathname.replace(/^\/api(\/v10)?/, ''))
    const method = incoming.method ?? 'GET'
    const { body, files, wrong } = await readBody(incoming)
    const sizes = files.map(({ name, bytes }) => ({ name, size: bytes.length }))
    const findings = [
      ...judge(specification, method, path, body, sizes),
      ...wrong,
      ...wrongAnswer(path, body),
    ]
    if (!url.pathname.startsWith('/api/v10/')) findings.push('path: /api/v10')
    if (url.search !== '') findings.push('house: no query, which nobody judges')
    if (!/^DiscordBot \(\S+, [^)]+\)/.test(incoming.headers['user-agent'] ?? ''))
      findings.push('house: User-Agent DiscordBot (url, version)')
    // Interaction tokens would make every line another one.
    const place = path.replace(/\/(interactions|webhooks)\/(\d+)\/[^/]+/, '/$1/$2/…')
    violations.push(...findings.map(finding => `${method} ${place}: ${finding}`))
    const recorded: RecordedRequest = {
      method,
      path,
      body,
      files,
      status: undefined,
      code: undefined,
      fault: undefined,
    }
    requests.push(recorded)
    return {
      method,
      path,
      recorded,
      perform(): Outcome {
        const operation = specification.operation(method, path)
        if (operation === undefined) return apiErrors.notFound().answer
        const refused = findings.filter(isRefused)
        if (refused.length > 0) return apiErrors.invalidForm(refused).answer
        return rest.answer(operation, { body, files, authorization: incoming.headers.authorization })
      },
      answered(outcome) {
        recorded.code = numberAt(outcome.body, 'code')
      },
    }
  }

  /** An answer of a kind that this interaction does not take is the bot's mistake, not a race. */
  function wrongAnswer(path: string, body: unknown): string[] {
    const interaction = interactions.get(/^\/interactions\/\d+\/([^/]+)\/callback$/.exec(path)?.[1] ?? '')
    const type = numberAt(body, 'type')
    if (interaction === undefined || type === undefined || interaction.mayAnswerWith(type)) return []
    return [`callback: type ${type} cannot answer a ${interaction.kind}`]
  }

  const http = new HttpStandIn({
    port: options.port ?? 0,
    isDown: options.down ?? false,
    faults,
    changes,
    violation: line => violations.push(line),
    take,
    rateLimited({ retryAfter, scope = 'user' }) {
      const global = scope === 'global'
      return {
        status: 429,
        body: { message: 'You are being rate limited.', retry_after: retryAfter, global },
        headers: {
          'retry-after': String(Math.ceil(retryAfter)),
          'x-ratelimit-scope': scope,
          ...(global ? { 'x-ratelimit-global': 'true' } : { 'x-ratelimit-bucket': 'planted' }),
        },
      }
    },
  })
  await http.listen()
  gateway.attach(http.server, `ws://127.0.0.1:${http.port}`, () => http.isDown)

  const around: Surroundings = {
    world,
    times,
    changes,
    deliver(interaction, deliveries) {
      interactions.set(interaction.token, interaction)
      for (let count = 0; count < deliveries; count += 1)
        gateway.dispatch('INTERACTION_CREATE', interaction.toApi(applicationId))
    },
  }
  const sits = (person: Person, seat: Partial<Seat> & Pick<Seat, 'channel' | 'context' | 'owners'>) =>
    new Member({ guild: seat.channel.guild, nick: null, permissions: 0n, ...seat, person }, around)

  return {
    apiUrl: `http://127.0.0.1:${http.port}/api`,
    token,
    applicationId,
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
    commands: () => world.commands,
    commandRegistered: name =>
      changes.until(
        () => world.commands.some(command => command.name === name),
        patience,
        () => `/${name} registered`,
      ),
    guild: ({ name = 'Artists', locale = 'en-US' } = {}) => new Guild(world, { name, locale, hasBot: true }),
    person: (chosen = {}) => new Person(world, chosen),
    member(channel, who = {}) {
      const { guild } = channel
      if (guild === undefined) throw new Error('A direct message has no members: inDirectMessage')
      const person = who instanceof Person ? who : new Person(world, who)
      const { nick = null, manages = false } = who instanceof Person ? {} : who
      if (nick !== null) guild.nicks.set(person.id, nick)
      const may = inGuild | (manages ? permissions.manageGuild : 0n)
      return sits(person, { channel, context: 0, nick, permissions: may, owners: { '0': guild.id } })
    },
    inDirectMessage: person => sits(person, { channel: person.channel, context: 1, owners: { '0': '0' } }),
    withOwnApp(person, where = 'guild') {
      const owners = { '1': person.id }
      if (where === 'guild') {
        const guild = new Guild(world, { name: 'Elsewhere', locale: 'en-US', hasBot: false })
        const may = inGuild | permissions.manageGuild
        return sits(person, { channel: guild.channel(), context: 0, permissions: may, owners })
      }
      const channel = new Channel(world, 'private', { recipient: new Person(world, {}) })
      channel.botMay = { view: false, send: false }
      return sits(person, { channel, context: 2, owners })
    },
    down() {
      http.isDown = true
      gateway.drop()
      http.server.closeAllConnections()
    },
    up() {
      http.isDown = false
    },
    until: check => changes.until(check, patience, () => 'what the test waits for'),
    async close() {
      gateway.stop()
      await http.close()
    },
  }
}
