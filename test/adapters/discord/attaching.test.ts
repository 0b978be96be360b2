import { describe, expect, it, vi } from 'vitest'
import { layOut } from '../../../src/adapters/discord/layout.ts'
import { cutAlternative } from '../../../src/adapters/discord/message.ts'
import type { Block, Reply } from '../../../src/core/channel.ts'
import { reply, sendWithRetries } from '../chat-core.ts'
import { soon } from '../soon.ts'
import { judged } from './judged.ts'
import { delivery } from './recording-core.ts'
import { aMoment, recorded, replica, setting } from './setting.ts'

/** One grey pixel. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
)
const csv = Buffer.from('number,name\r\n1,Ada Lovelace\r\n')
const picture: Block = { kind: 'image', name: 'over time.png', alt: '412 signatures, 12 today.', png }
const file: Block = { kind: 'file', name: 'fair.csv', mediaType: 'text/csv', content: csv }
const stats = reply('412 signatures', [picture, { kind: 'paragraph', text: 'Well done.' }, file])
const shown = { name: 'over_time.png', alt: '412 signatures, 12 today.', bytes: png }
const download = { name: 'fair.csv', alt: '', bytes: csv }
const ofBytes = (bytes: number): Reply =>
  reply('All signatures', [{ ...file, content: new Uint8Array(bytes) }])

describe('pictures and files', () => {
  it('are in the first response, each with its words, and gone when the next answer has none', async () => {
    const { discord, room, core, adapter, answering } = await setting()
    answering(stats)
    const dana = discord.member(room)
    const { message, interaction } = await dana.command('petition stats')
    expect(interaction.first?.type).toBe(4)
    expect(message.edits).toBe(0)
    expect(message.pictures).toEqual([shown])
    expect(message.downloads).toEqual([download])
    expect(message.files.map(({ contentType }) => contentType)).toEqual(['image/png', 'text/csv'])
    expect(message.ephemeral).toBe(true)
    const [incoming] = core.received
    if (incoming === undefined) throw new Error('nothing received')
    await adapter.send(delivery(incoming, recorded))
    expect(message.files).toEqual([])
    await adapter.send(delivery(incoming, stats))
    expect(message.pictures).toEqual([shown])
    expect(message.files).toHaveLength(2)
  })

  it('come after a moment, and replace the message whose button was pressed', async () => {
    const { discord, room, answering } = await setting(aMoment)
    const commit = Promise.withResolvers<void>()
    const again: Block = { kind: 'command-button', label: 'Week', command: 'stats week' }
    answering(reply('Stats', [picture, again]), () => commit.promise)
    const dana = discord.member(room)
    const { message } = await dana.command('petition stats')
    expect(message.plain).toContain('One moment')
    commit.resolve()
    await message.until(({ pictures }) => pictures.length === 1)
    answering(reply('Stats', [{ ...picture, name: 'week.png', alt: 'Seven days.' }]))
    const pressed = await dana.press(message, 'Week')
    expect(pressed.interaction.first?.type).toBe(7)
    expect(message.pictures).toEqual([{ name: 'week.png', alt: 'Seven days.', bytes: png }])
    expect(message.files).toHaveLength(1)
  })

  it('reach a member who dismissed the answer, and by direct message one whose token has expired', async () => {
    const { discord, room, core, adapter, answering } = await setting()
    answering(recorded)
    const dana = discord.member(room)
    const seen = await dana.command('petition stats')
    seen.message.delete()
    const [incoming] = core.received
    if (incoming === undefined) throw new Error('nothing received')
    await adapter.send(delivery(incoming, stats))
    expect(seen.followUps[0]?.pictures).toEqual([shown])
    discord.times.tokenMs = 1
    await adapter.send(delivery(incoming, stats))
    expect((await dana.person.dm()).downloads).toEqual([download])
  })

  it('that are heavy are sent after the first response, which says so', async () => {
    const { discord, room, core, answering } = await setting()
    const heavy = ofBytes(3_000_000)
    answering(heavy)
    const dana = discord.member(room)
    const { message } = await dana.command('petition export')
    await message.until(({ downloads }) => downloads[0]?.bytes.length === 3_000_000)
    expect(message.history[0]).toContain('One moment')
    expect(message.ephemeral).toBe(true)
    // Another process, which does not know the words: "is thinking …", and only for them.
    const elsewhere = replica(discord).adapter
    core.onReceive = async incoming => {
      void sendWithRetries(elsewhere, delivery(incoming, heavy))
      return { kind: 'taken' }
    }
    const second = await dana.command('petition export')
    expect(second.interaction.first?.type).toBe(5)
    await second.message.until(({ downloads }) => downloads.length === 1)
    expect(second.message.ephemeral).toBe(true)
  })

  it('of more than ten megabytes are refused for good, before anything is sent', async () => {
    const { discord, room, core, adapter } = await setting(aMoment)
    const dana = discord.member(room)
    await dana.command('petition export')
    const [incoming] = core.received
    if (incoming === undefined) throw new Error('nothing received')
    const limit = 10 * 1024 * 1024
    const requests = discord.requests.length
    const gone = { name: 'PermanentFailure', code: 'too-large', placeIsDead: false }
    const places = [incoming, { place: { channelId: room.id } }]
    for (const place of places)
      await expect(adapter.send(delivery(place, ofBytes(limit + 1)))).rejects.toMatchObject(gone)
    expect(discord.requests).toHaveLength(requests)
    await adapter.send(delivery(incoming, ofBytes(limit)))
    // Discord has the last word.
    const tooLarge = { message: 'Request entity too large', code: 40005 }
    discord.faults.next({ path: '@original' }, { kind: 'status', status: 413, body: tooLarge })
    await expect(adapter.send(delivery(incoming, ofBytes(limit)))).rejects.toMatchObject(gone)
  })

  it('of more than Discord takes are a link instead, even if only Discord knows that it is too much', async () => {
    const { discord, room, answering } = await setting()
    const limit = 10 * 1024 * 1024
    const instead = {
      text: 'It could not be sent.',
      label: 'Fetch the file',
      url: 'https://sign.example/x/1',
    }
    const ofBytes = (bytes: number) => reply('Export', [{ ...file, content: new Uint8Array(bytes), instead }])
    const dana = discord.member(room)
    answering(ofBytes(limit + 1))
    const { message } = await dana.command('petition export')
    await message.until(({ links }) => links.includes(instead.url))
    expect(message.plain).toContain(instead.text)
    expect(message.downloads).toEqual([])
    expect(message.ephemeral).toBe(true)
    const tooLarge = { message: 'Request entity too large', code: 40005 }
    discord.faults.next({ path: '@original' }, { kind: 'status', status: 413, body: tooLarge })
    answering(ofBytes(limit))
    const second = await dana.command('petition export')
    await second.message.until(({ links }) => links.includes(instead.url))
    expect(second.message.ephemeral).toBe(true)
    expect(room.messages).toEqual([])
  })

  it('are within Discord’s limits, whatever they are called and however many there are', () => {
    const alt = 'A sentence of forty characters, or so. '.repeat(60)
    const names = [
      'a/b c.png',
      'é.png',
      'é.png',
      '',
      'x'.repeat(300),
      ...Array.from({ length: 15 }, () => 'n.png'),
    ]
    const blocks = names.map((name): Block => ({ kind: 'image', name, alt, png }))
    for (const shape of ['card', 'answer'] as const) {
      const message = layOut(reply('Many', blocks), shape)
      expect(judged(message, shape)).toEqual([])
      expect(message.files).toHaveLength(10)
    }
  })

  it('tell in words what a picture shows, and end with a sentence', () => {
    const sentences = Array.from({ length: 40 }, (_, n) => `On day ${n}, 1.5 thousand more people signed.`)
    const cut = cutAlternative(sentences.join(' '), 'en')
    expect(cut.length).toBeLessThanOrEqual(1024)
    expect(cut.length).toBeGreaterThan(950)
    expect(cut).toMatch(/^On day 0, .* signed\.$/)
    expect(cutAlternative('Short.', 'en')).toBe('Short.')
    const endless = cutAlternative('word '.repeat(400), 'fr')
    expect(endless.length).toBeLessThanOrEqual(1024)
    expect(endless).toMatch(/word …$/)
  })
})

describe('a room', () => {
  it('gets a message with its picture, once', async () => {
    const { discord, room, adapter } = await setting()
    const milestone = delivery({ place: { channelId: room.id } }, stats)
    discord.faults.next(
      { method: 'POST', path: '/messages' },
      { kind: 'status', status: 500, executed: true },
    )
    discord.faults.next({ method: 'POST', path: '/messages' }, { kind: 'answer-lost' })
    await adapter.send(milestone)
    await adapter.send(milestone)
    expect(discord.faults.pending).toBe(0)
    expect(room.messages.map(({ pictures }) => pictures)).toEqual([[shown]])
    await adapter.send(delivery({ place: { channelId: room.id } }, reply('1,000 signatures')))
    expect(room.messages).toHaveLength(2)
  })

  it('gets the words of the picture if the bot may attach nothing', async () => {
    const { discord, room, adapter } = await setting()
    const refused = { message: 'Missing Permissions', code: 50013 }
    discord.faults.next({ method: 'POST', path: '/messages' }, { kind: 'status', status: 403, body: refused })
    await adapter.send(delivery({ place: { channelId: room.id } }, stats))
    const message = await room.newest()
    expect(message.files).toEqual([])
    expect(message.plain).toContain('412 signatures, 12 today.')
  })

  it('that is gone, or closed to the bot, is never written to again', async () => {
    const { room, adapter } = await setting()
    const send = () => adapter.send(delivery({ place: { channelId: room.id } }, stats))
    const gone = (code: number) => ({ name: 'PermanentFailure', code: `discord-${code}`, placeIsDead: true })
    room.botMay = { view: true, send: false }
    await expect(send()).rejects.toMatchObject(gone(50013))
    room.botMay = { view: false, send: false }
    await expect(send()).rejects.toMatchObject(gone(50001))
    room.delete()
    await expect(send()).rejects.toMatchObject(gone(10003))
  })
})

describe('the name of a server', () => {
  it('is asked for once, in the background, for servers with the bot', async () => {
    const { discord, core, answering } = await setting()
    answering()
    const [artists, writers] = [discord.guild({ name: 'Artists' }), discord.guild({ name: 'Writers' })]
    discord.faults.next({ path: '/guilds/' }, { kind: 'slow', ms: 5_000 })
    const room = artists.channel()
    const bo = discord.member(room)
    expect((await bo.command('mysignatures')).kind).toBe('message')
    expect(core.named).toEqual([])
    await discord.member(room).command('mysignatures')
    await discord.member(writers.channel()).command('mysignatures')
    await discord.inDirectMessage(bo.person).command('mysignatures')
    await discord.withOwnApp(bo.person, 'guild').command('mysignatures')
    await discord.withOwnApp(bo.person, 'private').command('mysignatures')
    await soon(() => expect(core.named).toHaveLength(2))
    expect(core.named).toContainEqual([artists.id, 'Artists'])
    expect(core.named).toContainEqual([writers.id, 'Writers'])
    expect(discord.requestsTo('GET', '/guilds/')).toHaveLength(2)
  })

  it('may be missing, and is asked for again an hour later', async () => {
    const { discord, core, room, answering } = await setting()
    answering()
    discord.faults.next({ path: '/guilds/' }, { kind: 'status', status: 404 })
    const bo = discord.member(room)
    await bo.command('mysignatures')
    await discord.until(() => discord.requestsTo('GET', '/guilds/')[0]?.status === 404)
    await bo.command('mysignatures')
    expect(discord.requestsTo('GET', '/guilds/')).toHaveLength(1)
    // The machine's own clock: another one stands still while the machine sleeps, and then too little time has passed.
    const { now } = Date
    const clock = vi.spyOn(Date, 'now').mockImplementation(() => now() + 3_600_000)
    try {
      await bo.command('mysignatures', {}, { createdAt: new Date(Date.now()) })
      await soon(() => expect(core.named).toHaveLength(1))
    } finally {
      clock.mockRestore()
    }
  })
})
