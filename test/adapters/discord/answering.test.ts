import { once } from 'node:events'
import { createServer } from 'node:http'
import { InteractionResponseType } from 'discord.js'
import { describe, expect, it } from 'vitest'
import { DiscordApi } from '../../../src/adapters/discord/api.ts'
import { PermanentFailure } from '../../../src/core/channel.ts'
import { newId } from '../../support/discord/snowflake.ts'
import { reply } from '../chat-core.ts'
import { soon } from '../soon.ts'
import { delivery, RecordingCore } from './recording-core.ts'
import { aMoment, recorded, replica, setting } from './setting.ts'

const callback = { method: 'POST', path: '/callback' }
const later = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

describe('acknowledging', () => {
  it('says what is true in the first response when the commit is quick', async () => {
    const { discord, room, answering } = await setting()
    answering()
    const bo = discord.member(room)
    const seen = await bo.command('mysignatures')
    expect(seen.message.plain).toContain('Your signature is number 1')
    expect(seen.message.ephemeral).toBe(true)
    expect(seen.message.edits).toBe(0)
    expect(discord.requestsTo('PATCH', '@original')).toEqual([])
    expect(room.messages).toEqual([])
  })

  it('says that nothing is saved yet, and edits that after the commit', async () => {
    const { discord, room, answering } = await setting({ times: { oneMomentMs: 800 } })
    const commit = Promise.withResolvers<void>()
    answering(recorded, () => commit.promise)
    const seen = await discord.member(room, { locale: 'fr' }).command('mysignatures')
    expect(seen.acknowledgedAfterMs).toBeGreaterThan(700)
    commit.resolve()
    expect(seen.message.plain).toContain('rien n’est encore enregistré')
    expect(seen.message.ephemeral).toBe(true)
    const answer = await seen.message.until(m => m.plain.includes('number 1'))
    expect(answer.ephemeral).toBe(true)
  })

  it.each(['at once', 'after a moment'])(
    'tells that nothing was saved when receiving throws %s',
    async when => {
      const { discord, room, core } = await setting(when === 'at once' ? {} : aMoment)
      const away = Promise.withResolvers<void>()
      core.onReceive = async () => {
        await away.promise
        throw new Error('the database is away')
      }
      if (when === 'at once') away.resolve()
      const seen = await discord.member(room).command('mysignatures')
      away.resolve()

      await seen.message.until(m => m.plain.includes('nothing was saved'))
      expect(seen.message.history).toHaveLength(when === 'at once' ? 1 : 2)
    },
  )

  it('changes nothing when the same interaction comes again, soon or late', async () => {
    const { discord, room, core, answering } = await setting()
    answering()
    const seen = await discord.member(room).command('mysignatures', {}, { deliveries: 2 })
    await soon(() => expect(core.received).toHaveLength(2))
    seen.deliverAgain()
    await soon(() => expect(core.received).toHaveLength(3))
    await later(1000)
    expect(seen.message.history).toHaveLength(1)
    expect(core.received.map(({ key }) => key)).toEqual(Array(3).fill(`interaction:${seen.interaction.id}`))
    expect(discord.requestsTo('POST', '/callback')).toHaveLength(1)
  })

  it('says nothing to a repeat that an earlier process took: its answer is on the way', async () => {
    const { discord, room, core, adapter } = await setting()
    core.onReceive = async () => ({ kind: 'repeat' })
    const seen = discord.member(room).command('mysignatures')
    await later(1200)
    expect(discord.requestsTo('POST', '/callback')).toEqual([])
    const [incoming] = core.received
    if (incoming === undefined) throw new Error('nothing received')
    await adapter.send(delivery(incoming, recorded))
    expect((await seen).message.history).toEqual([expect.stringContaining('number 1')])
  })

  it('hands a stale interaction to core, does not acknowledge it, and answers by direct message', async () => {
    const { discord, room, core, answering } = await setting()
    answering()
    const bo = discord.member(room)
    await bo.command('mysignatures', {}, { createdAt: new Date(Date.now() - 60_000) })
    expect((await bo.person.dm()).plain).toContain('Your signature is number 1')
    expect(core.received).toHaveLength(1)
    await later(1000)
    expect(discord.requestsTo('POST', '/callback')).toEqual([])
  })

  it('edits the answer again when there is news later', async () => {
    const { discord, room, core, adapter, answering } = await setting()
    answering(reply('One step left'))
    const seen = await discord.member(room).command('mysignatures')
    const [incoming] = core.received
    if (incoming === undefined) throw new Error('nothing received')
    const receipt = delivery(incoming, recorded)
    const stale = {
      ...receipt,
      createdAt: new Date(receipt.createdAt.getTime() - 1),
      reply: reply('One step left'),
    }
    await adapter.send(receipt)
    // A retry of the question, whose first try did arrive.
    await adapter.send(stale)
    expect(seen.message.history).toEqual(['**One step left**', expect.stringContaining('number 1')])
  })

  it('sends news that nobody asked for as a message of its own', async () => {
    const { discord, room, core, adapter, answering } = await setting()
    answering()
    const bo = discord.member(room)
    const seen = await bo.command('mysignatures')
    const [incoming] = core.received
    if (incoming === undefined) throw new Error('nothing received')
    await adapter.send({ ...delivery(incoming, reply('Something odd')), unasked: true })
    expect((await bo.person.dm()).plain).toContain('Something odd')
    expect(seen.message.history).toEqual([expect.stringContaining('number 1')])
  })
})

describe('trouble on the acknowledgement', () => {
  it('takes a 5xx for a success if the request was carried out all the same', async () => {
    const { discord, room, answering } = await setting()
    discord.faults.next(callback, { kind: 'status', status: 503, executed: true })
    answering()
    const seen = await discord.member(room).command('mysignatures')
    await seen.message.until(m => m.plain.includes('number 1'))
    await soon(() => expect(discord.requestsTo('POST', '/callback').at(-1)?.code).toBe(40060))
    await soon(() => expect(discord.requestsTo('PATCH', '@original').at(-1)?.status).toBe(200))
  })

  it.each([
    ['a 5xx', { kind: 'status', status: 502 }],
    ['a hung call', { kind: 'hang' }],
    ['a hung call that was executed', { kind: 'hang', executed: true }],
    ['a broken connection', { kind: 'drop' }],
    ['a lost answer', { kind: 'answer-lost' }],
    ['a lost answer by reset', { kind: 'answer-lost', by: 'reset' }],
    ['a rate limit', { kind: 'rate-limit', retryAfter: 0.5, scope: 'global' }],
  ] as const)('%s: the member is told', async (_, fault) => {
    const { discord, room, answering, failures } = await setting()
    discord.faults.next(callback, fault)
    answering()
    const bo = discord.member(room)
    const seen = await bo.command('mysignatures')
    await seen.message.until(m => m.plain.includes('number 1'))
    expect(discord.faults.pending).toBe(0)
    expect(bo.dms).toEqual([])
    expect(failures).toEqual([])
  })

  it('too late for Discord: the answer comes by direct message, and is given up if those are closed', async () => {
    const { discord, room, answering, failures } = await setting({ acknowledgementMs: 50 })
    answering(recorded, () => later(200))
    const [bo, eve] = [discord.member(room), discord.member(room)]
    eve.person.directMessagesOpen = false
    expect((await bo.command('mysignatures')).kind).toBe('unanswered')
    expect((await bo.person.dm()).plain).toContain('number 1')
    await eve.command('mysignatures')
    await soon(() => expect(failures).toHaveLength(1))
    expect(failures[0]).toBeInstanceOf(PermanentFailure)
    expect(failures[0]).toMatchObject({ code: 'dm-closed', placeIsDead: false })
    expect(discord.requestsTo('POST', '/callback').map(({ code }) => code)).toEqual([10062, 10062])
  })

  it('a storm of rate limits is waited out or left to the queue, and each is told once', async () => {
    const { discord, room, answering, failures } = await setting()
    discord.faults.next(
      { path: /callback|@original/, times: 6 },
      { kind: 'rate-limit', retryAfter: 0.2, scope: 'global' },
    )
    answering()
    const members = Array.from({ length: 10 }, () => discord.member(room))
    const seen = await Promise.all(members.map(member => member.command('mysignatures')))
    for (const one of seen) await one.message.until(m => m.plain.includes('number 1'))
    expect(failures).toEqual([])
    expect(members.flatMap(member => member.dms)).toEqual([])
  })
})

describe('answering elsewhere', () => {
  it('another replica answers at once, and the one that received says nothing else', async () => {
    const { discord, room, core } = await setting()
    const other = replica(discord)
    core.onReceive = async incoming => {
      void other.adapter.send(delivery(incoming, recorded))
      return { kind: 'taken' }
    }
    const bo = discord.member(room)
    const seen = await bo.command('mysignatures')
    await later(1000)
    expect(seen.message.history).toEqual([expect.stringContaining('number 1')])
    expect(bo.dms).toEqual([])
  })

  it('after a restart the answer is edited without the gateway', async () => {
    const { discord, room, core } = await setting(aMoment)
    const seen = await discord.member(room).command('mysignatures')
    expect(seen.message.plain).toContain('One moment')
    const [incoming] = core.received
    if (incoming === undefined) throw new Error('nothing received')
    const stored: typeof incoming.place = JSON.parse(JSON.stringify(incoming.place))
    await replica(discord).adapter.send({ ...delivery(incoming, recorded), place: stored })
    expect(seen.message.plain).toContain('number 1')
  })

  it.each([50027, 10015] as const)(
    'after the token has expired (%i) a direct message goes out, once',
    async code => {
      const { discord, room, core, adapter, answering } = await setting({ expiredToken: code })
      answering(reply('One step left'))
      const bo = discord.member(room)
      await bo.command('mysignatures')
      discord.times.tokenMs = 1
      const [incoming] = core.received
      if (incoming === undefined) throw new Error('nothing received')
      const receipt = delivery(incoming, recorded)
      await adapter.send(receipt)
      await adapter.send(receipt)
      expect(bo.dms.map(m => m.plain)).toEqual([expect.stringContaining('number 1')])
      // The adapter knows when a token ends, too, and asks no more.
      const edits = discord.requestsTo('PATCH', '@original').length
      const place = { ...Object(incoming.place), tokenExpiresAt: Date.now() - 1000 }
      await adapter.send({ ...delivery(incoming, recorded), place })
      expect(discord.requestsTo('PATCH', '@original')).toHaveLength(edits)
      // And a 401 on a token of an interaction costs the bot nothing.
      expect(bo.dms).toHaveLength(2)
    },
  )

  it('sends the next answer as a new private message if the member dismissed the last one', async () => {
    const { discord, room, core, adapter, answering } = await setting()
    answering(reply('One step left'))
    const bo = discord.member(room)
    const seen = await bo.command('mysignatures')
    seen.message.delete()
    const [incoming] = core.received
    if (incoming === undefined) throw new Error('nothing received')
    await adapter.send(delivery(incoming, recorded))
    expect(seen.followUps[0]?.plain).toContain('number 1')
    expect(seen.followUps[0]?.ephemeral).toBe(true)
    expect(bo.dms).toEqual([])
  })

  it('sends the sixth of these as a direct message if the app is the member’s own', async () => {
    const { discord, room, core, adapter, answering } = await setting()
    answering(reply('One step left'))
    const bo = discord.withOwnApp(discord.member(room).person, 'guild')
    const seen = await bo.command('mysignatures')
    seen.message.delete()
    const [incoming] = core.received
    if (incoming === undefined) throw new Error('nothing received')
    for (let n = 0; n < 6; n++) await adapter.send(delivery(incoming, recorded))
    expect(seen.followUps).toHaveLength(5)
    expect(bo.dms).toHaveLength(1)
  })

  it('a place that is not ours is refused for good', async () => {
    const { adapter, discord, room, core } = await setting(aMoment)
    await discord.member(room).command('mysignatures')
    const [incoming] = core.received
    if (incoming === undefined) throw new Error('nothing received')
    const send = adapter.send({ ...delivery(incoming, recorded), place: { mailbox: 'x' } })
    await expect(send).rejects.toMatchObject({ name: 'PermanentFailure', code: 'place-unreadable' })
  })
})

describe('stopping', () => {
  it('finishes what is being received, tells members who wait, and takes nothing new', async () => {
    const { discord, room, core, adapter } = await setting()
    let committed = false
    core.onReceive = async () => {
      await later(300)
      committed = true
      return { kind: 'taken' }
    }
    const seen = discord.member(room).command('mysignatures')
    await soon(() => expect(core.received).toHaveLength(1))
    await adapter.stop()
    expect(committed).toBe(true)
    expect(discord.requestsTo('POST', '/callback').map(({ status }) => status)).toEqual([204])
    expect((await seen).message.plain).toContain('One moment')
    expect(discord.gateway.live).toBe(0)
    // Committed deliveries can still be sent: the queue ends after the channels.
    const [incoming] = core.received
    if (incoming === undefined) throw new Error('nothing received')
    await adapter.send(delivery(incoming, recorded))
    expect((await seen).message.plain).toContain('number 1')
  })
})

describe('the log', () => {
  it('holds no token, name or text, whatever goes wrong', async () => {
    const core = new RecordingCore()
    const { discord, room, log } = await setting({ core, acknowledgementMs: 1_000 })
    core.onReceive = async () => {
      throw new Error('Bo Diddley cannot be saved')
    }
    discord.faults.next(callback, { kind: 'status', status: 400 })
    discord.faults.next({ path: '@original' }, { kind: 'status', status: 500 })
    const bo = discord.member(room, { username: 'bodiddley', globalName: 'Bo Diddley' })
    const seen = await bo.command('mysignatures')
    await soon(() => expect(log.lines.length).toBeGreaterThan(2))
    const all = log.lines.join('\n')
    expect(all).toContain('could not save')
    for (const secret of [discord.token, seen.interaction.token, 'Diddley', 'bodiddley', 'cannot be saved'])
      expect(all).not.toContain(secret)
  })
})

describe('the clock', () => {
  it('follows Discord’s, so an interaction made now is new even if ours is wrong', async () => {
    const dated = async (ahead: number) => {
      const server = createServer((_, response) => {
        response.setHeader('date', new Date(Date.now() + ahead).toUTCString())
        response.writeHead(204).end()
      })
      server.listen(0, '127.0.0.1')
      await once(server, 'listening')
      const address = server.address()
      if (address === null || typeof address === 'string') throw new Error('no port')
      const api = new DiscordApi({ token: 'x', apiUrl: `http://127.0.0.1:${address.port}/api` })
      await api.respond({ id: newId(), token: 't' }, { type: InteractionResponseType.DeferredMessageUpdate })
      const age = api.age(newId(new Date(Date.now() + ahead)))
      api.close()
      server.close()
      return Math.abs(age)
    }
    for (const ahead of [0, 60_000, -60_000]) expect(await dated(ahead)).toBeLessThan(10_000)
  })
})

describe('a burst', () => {
  it('of fifty interactions is acknowledged in time, and everybody is answered', async () => {
    const { discord, room, answering, failures } = await setting()
    answering()
    const members = Array.from({ length: 50 }, () => discord.member(room))
    const seen = await Promise.all(members.map(member => member.command('mysignatures')))
    for (const one of seen) await one.message.until(m => m.plain.includes('number 1'))
    // The stand-in takes nothing after Discord's three seconds; bench/discord.ts measures.
    expect(failures).toEqual([])
  })
})
