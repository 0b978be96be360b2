import { Client } from 'discord.js'
import { describe, expect, it, vi } from 'vitest'
import { clientOptions } from '../../../src/adapters/discord/gateway.ts'
import { IdentifyRation } from '../../../src/adapters/discord/identify-ration.ts'
import { RecordingLog } from '../chat-core.ts'
import { soon } from '../soon.ts'
import { RecordingCore } from './recording-core.ts'
import { recorded, replica, setting } from './setting.ts'

const later = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

describe('the gateway', () => {
  it('waits its turn, connects without intents, and says so', async () => {
    const { core, discord } = await setting()
    await soon(() => expect(core.reports.at(-1)).toBe('discord up'))
    expect(core.reports.slice(0, 2)).toEqual(['discord standby', 'discord down connecting'])
    expect(discord.gateway.identifies).toBe(1)
  })

  it('joins later when Discord is down at the start, and nothing is thrown', async () => {
    const { core, discord } = await setting({ down: true })
    await soon(() => expect(core.reports.filter(r => r.startsWith('discord down')).length).toBeGreaterThan(2))
    discord.up()
    await discord.gateway.connected()
    await soon(() => expect(core.reports.at(-1)).toBe('discord up'))
    expect(discord.gateway.identifies).toBe(1)
  })

  it('tries again when /gateway/bot answers 5xx', async () => {
    const { core, discord } = await setting({ down: true })
    discord.faults.next({ path: '/gateway/bot', times: 4 }, { kind: 'status', status: 503 })
    discord.up()
    await discord.gateway.connected()
    expect(core.reports).toContain('discord down discord-503')
    expect(discord.faults.pending).toBe(0)
  })

  it('says that the token is refused, and tries again slowly', async () => {
    const { core, discord } = await setting({
      token: `${'x'.repeat(30)}.wrong`,
      started: false,
      times: { refusedRetryMs: 3_000 },
    })
    await soon(() => expect(core.reports).toContain('discord down token-refused'))
    const asked = discord.requestsTo('GET', '/gateway/bot').length
    await later(300)
    expect(discord.requestsTo('GET', '/gateway/bot')).toHaveLength(asked)
    await soon(() => expect(discord.requestsTo('GET', '/gateway/bot').length).toBeGreaterThan(asked))
    expect(discord.gateway.identifies).toBe(0)
  })

  it.each([
    [4004, 'token-refused'],
    [4014, 'intents-refused'],
  ])('reports close %i, lives, and comes back', async (code, detail) => {
    const { core, discord, room, answering } = await setting()
    answering()
    discord.gateway.close(code)
    await soon(() => expect(core.reports.at(-1)).toBe(`discord down ${detail}`))
    await soon(() => expect(core.reports.at(-1)).toBe('discord up'))
    expect((await discord.member(room).command('mysignatures')).message.plain).toContain('number 1')
  })

  it.each([4004, 4014])('reports close %i at the first IDENTIFY, and comes back', async code => {
    const { core, discord } = await setting({ down: true })
    discord.gateway.refuseNext(code)
    discord.up()
    await soon(() => expect(core.reports.at(-1)).toBe('discord up'))
    expect(core.reports.some(report => /down (token|intents)-refused/.test(report))).toBe(true)
    expect(discord.gateway.live).toBe(1)
  })

  it('makes as many connections as Discord recommends, hears every server, and is up when all are', async () => {
    const { core, discord, answering } = await setting({ shards: 3 })
    answering()
    await discord.gateway.connected(3)
    await soon(() => expect(core.reports.at(-1)).toBe('discord up'))
    expect(discord.gateway.identifies).toBe(3)
    // The first two connections say nothing of the whole.
    expect(core.reports.filter(report => report === 'discord up')).toHaveLength(1)
    // Servers lie on shards by their ids, so some of these are on each.
    for (let server = 0; server < 12; server++) {
      const seen = await discord.member(discord.guild().channel()).command('mysignatures')
      expect(seen.message.plain).toContain('number 1')
    }
    discord.gateway.drop()
    await discord.gateway.resumed(3)
    await soon(() => expect(core.reports.at(-1)).toBe('discord up'))
  })

  it.each([
    ['a dropped connection', 'drop'],
    ['op 7', 'reconnect'],
  ] as const)('%s: resumes, and takes what happened meanwhile', async (_, fault) => {
    const { core, discord, room, answering } = await setting()
    answering()
    discord.gateway[fault]()
    const seen = discord.member(room).command('mysignatures')
    await discord.gateway.resumed()
    expect((await seen).message.plain).toContain('number 1')
    await soon(() => expect(core.reports.at(-1)).toBe('discord up'))
    expect(discord.gateway.identifies).toBe(1)
  })

  it('notices a dead connection, and takes what it missed', async () => {
    const { core, discord, room, answering } = await setting({ heartbeatMs: 400 })
    answering()
    discord.gateway.deaf = true
    const seen = discord.member(room).command('mysignatures')
    await soon(() => expect(core.reports).toContain('discord down reconnecting'))
    discord.gateway.deaf = false
    await discord.gateway.resumed()
    expect((await seen).message.plain).toContain('number 1')
    await soon(() => expect(core.reports.at(-1)).toBe('discord up'))
  })

  it('op 9: a new session', async () => {
    const { core, discord, room, answering } = await setting()
    answering()
    discord.gateway.invalidate(false)
    await soon(() => expect(discord.gateway.identifies).toBe(2))
    await soon(() => expect(core.reports.at(-1)).toBe('discord up'))
    expect((await discord.member(room).command('mysignatures')).message.plain).toContain('number 1')
  })

  it('a replay after a resume is handed over and changes nothing', async () => {
    const { core, discord, room, answering } = await setting()
    answering()
    const seen = await discord.member(room).command('mysignatures')
    discord.gateway.replayOnResume = 1
    discord.gateway.drop()
    await discord.gateway.resumed()
    await soon(() => expect(core.received).toHaveLength(2))
    await later(900)
    expect(seen.message.history).toHaveLength(1)
  })

  it('disconnects when the lease is lost, and stays silent while another replica has it', async () => {
    const { core, discord, room, answering } = await setting()
    answering()
    core.lose()
    await soon(() => expect(discord.gateway.live).toBe(0))
    expect(core.reports.at(-1)).toBe('discord standby')
    const other = replica(discord, { core: new RecordingCore(core.notes) })
    other.answering(recorded)
    await other.adapter.start(other.core)
    await discord.gateway.connected()
    expect((await discord.member(room).command('mysignatures')).message.plain).toContain('number 1')
    expect(core.received).toEqual([])
    expect(other.core.received).toHaveLength(1)
  })

  it('stays disconnected when the lease is lost in the middle of reconnecting', async () => {
    const { core, discord, room } = await setting({ acknowledgementMs: 500 })
    discord.down()
    discord.gateway.drop()
    await soon(() => expect(core.reports.at(-1)).toBe('discord down reconnecting'))
    core.lose()
    discord.up()
    await later(4000)
    expect(discord.gateway.live).toBe(0)
    await discord.member(room).command('mysignatures')
    expect(core.received).toEqual([])
  })
})

describe('the client', () => {
  it('keeps nothing of the people it has seen', async () => {
    const { discord, room } = await setting()
    const client = new Client(clientOptions({ apiUrl: discord.apiUrl, ration: { take: async () => {} } }))
    const careless = new Client({ intents: [], rest: { api: discord.apiUrl } })
    for (const one of [client, careless]) await one.login(discord.token)
    await discord.gateway.connected(3)
    await soon(() => expect(client.isReady() && careless.isReady()).toBe(true))
    await discord.commandRegistered('mysignatures')
    discord.times.acknowledgementMs = 1
    for (let n = 0; n < 30; n++) await discord.member(room).command('mysignatures')
    // The negative control first: it knows all thirty and itself.
    await soon(() => expect(careless.users.cache.size).toBeGreaterThan(30))
    expect(client.users.cache.size).toBeLessThanOrEqual(2)
    expect(client.channels.cache.size).toBe(0)
    const members = (of: Client) => of.guilds.cache.reduce((sum, guild) => sum + guild.members.cache.size, 0)
    expect(members(careless)).toBeGreaterThan(29)
    expect(members(client)).toBeLessThanOrEqual(1)
    await Promise.all([client.destroy(), careless.destroy()])
  })
})

describe('the ration of IDENTIFYs', () => {
  const signal = () => new AbortController().signal
  const ration = (core: RecordingCore) =>
    new IdentifyRation(core, new RecordingLog(), { most: 3, everyMs: 2_000, apartMs: 50 })

  it('gives some at once, spaced out, then one now and then, also after a restart', async () => {
    const core = new RecordingCore()
    const began = performance.now()
    // It waits, but no time passes by its clock.
    const clock = vi.spyOn(Date, 'now').mockReturnValue(Date.now())
    try {
      for (let n = 0; n < 3; n++) await ration(core).take(signal())
      expect(performance.now() - began).toBeGreaterThanOrEqual(95)
      expect(core.reports).toEqual([])
      await ration(core).take(signal())
      expect(performance.now() - began).toBeGreaterThanOrEqual(1_990)
      expect(core.reports).toEqual(['discord down identify-rationed'])
    } finally {
      clock.mockRestore()
    }
  })

  it('ends the wait when the signal aborts', async () => {
    const core = new RecordingCore()
    core.notes.set('identifies', { left: 0, at: Date.now() })
    await expect(ration(core).take(AbortSignal.timeout(50))).rejects.toThrow()
    expect(core.notes.get('identifies')).toMatchObject({ left: 0 })
  })

  it.each([null, 'x', { left: 'many', at: 0 }, { left: 0, at: Date.now() + 1e9 }])(
    'is not locked out by the note %j',
    async note => {
      const core = new RecordingCore()
      core.notes.set('identifies', note)
      await ration(core).take(signal())
      expect(core.notes.get('identifies')).toMatchObject({ left: 2 })
    },
  )

  it('does without the note when it cannot be read or written', async () => {
    const core = new RecordingCore()
    const away = () => Promise.reject(new Error('away'))
    core.readNote = away
    core.writeNote = away
    await ration(core).take(signal())
  })
})
