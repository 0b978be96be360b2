import { ComponentType } from 'discord.js'
import { describe, expect, it } from 'vitest'
import { readButton } from '../../../src/adapters/discord/buttons.ts'
import { layOut } from '../../../src/adapters/discord/layout.ts'
import type { Block, Reply } from '../../../src/core/channel.ts'
import { fair, reply, sendWithRetries } from '../chat-core.ts'
import { delivery, RecordingCore } from './recording-core.ts'
import { aMoment, replica, type Setting, setting } from './setting.ts'

const next: Block = { kind: 'command-button', label: 'Next', command: 'recent 2 fair' }
const pages = [
  reply('Page 1', [next, { kind: 'command-button', label: 'Remove', command: 'do 7', danger: true }]),
  reply('Page 2', [{ kind: 'command-button', label: 'Back', command: 'recent 1 fair' }]),
] as const

/** Core answers commands with the page they ask for, at once or after that. */
function paging({ core, adapter }: Pick<Setting, 'core' | 'adapter'>, after?: Promise<unknown>): void {
  core.onReceive = async incoming => {
    await after
    const { act } = incoming
    const second = act.kind === 'command' && act.command.words.startsWith('recent 2')
    void sendWithRetries(adapter, delivery(incoming, pages[second ? 1 : 0]))
    return { kind: 'taken' }
  }
}

describe('a button that is a command', () => {
  it('is the command, and its answer replaces a message that only they see', async () => {
    const made = await setting()
    const { discord, room, core } = made
    paging(made)
    const dana = discord.member(room, { manages: true, nick: 'Dana' })
    const { message } = await dana.command('petition recent')
    const pressed = await dana.press(message, 'Next')
    expect(core.received.at(-1)).toMatchObject({
      key: `interaction:${pressed.interaction.id}`,
      account: dana.id,
      displayName: 'Dana',
      manages: true,
      tenant: room.guild?.id,
      act: { kind: 'command', command: { words: 'recent 2 fair', room: { channelId: room.id } } },
    })
    expect(pressed.message).toBe(message)
    expect(message.history).toEqual(['**Page 1**', '**Page 2**'])
    expect(message.buttons.map(({ label }) => label)).toEqual(['Back'])
    expect(pressed.interaction.first?.type).toBe(7)
    await dana.press(message, 'Back')
    expect(message.plain).toBe('**Page 1**')
    expect(discord.requestsTo('PATCH', '@original')).toEqual([])
    expect(room.messages).toEqual([])
  })

  it('changes nothing until the answer is there, also after a moment or by another process', async () => {
    const made = await setting({ times: { oneMomentMs: 800 } })
    const { discord, room, core, adapter } = made
    paging(made)
    const dana = discord.member(room)
    const { message } = await dana.command('petition recent')
    await message.said()
    const commit = Promise.withResolvers<void>()
    paging(made, commit.promise)
    const slow = await dana.press(message, 'Next')
    expect(slow.interaction.first?.type).toBe(6)
    commit.resolve()
    await message.until(({ plain }) => plain === '**Page 2**')
    expect(message.history.slice(-2)).toEqual(['**Page 1**', '**Page 2**'])
    const elsewhere = replica(discord, { core: new RecordingCore() })
    paging({ core, adapter: elsewhere.adapter })
    await dana.press(message, 'Back')
    await message.until(({ plain }) => plain === '**Page 1**')
    // A dismissed message cannot be replaced: the answer is a new private message.
    const page1 = core.received.at(-1)
    message.delete()
    if (page1 === undefined) throw new Error('nothing received')
    const place: typeof page1.place = JSON.parse(JSON.stringify(page1.place))
    await adapter.send(delivery({ place }, pages[1]))
    const newest = room.all.at(-1)
    expect([newest?.plain, newest?.ephemeral]).toEqual(['**Page 2**', true])
  })

  it('replaces a direct message too', async () => {
    const made = await setting()
    const { discord } = made
    paging(made)
    const dana = discord.inDirectMessage(discord.person())
    const { message } = await dana.command('petition recent')
    await dana.press(message, 'Next')
    expect(message.history).toEqual(['**Page 1**', '**Page 2**'])
    // Also on a message that we wrote by ourselves.
    const place = { channelId: dana.person.channel.id }
    await made.adapter.postCard(place, pages[0], 'x')
    const posted = await dana.person.dm()
    await dana.press(posted, 'Next')
    expect(posted.plain).toBe('**Page 2**')
  })

  it('answers the person who pressed it on a message for everybody, and leaves that as it is', async () => {
    const made = await setting()
    const { discord, room, core, adapter } = made
    paging(made)
    await adapter.postCard({ channelId: room.id }, pages[0], 'milestone')
    const card = await room.newest()
    const bo = discord.member(room)
    const { message } = await bo.press(card, 'Next')
    expect([message.plain, message.ephemeral]).toEqual(['**Page 2**', true])
    expect(card.history).toEqual(['**Page 1**'])
    core.onReceive = async () => {
      throw new Error('the database is away')
    }
    expect((await bo.press(card, 'Next')).message.plain).toBe(core.chatWords('en').notSaved)
    expect(card.history).toEqual(['**Page 1**'])
  })

  it.each(['at once', 'after a moment'])(
    'stays to be pressed again when nothing could be saved, %s',
    async when => {
      const made = await setting(when === 'at once' ? {} : aMoment)
      const { discord, room, core } = made
      paging(made)
      const dana = discord.member(room)
      const { message } = await dana.command('petition recent')
      await message.said()
      const before = [...message.history]
      const away = Promise.withResolvers<void>()
      core.onReceive = async () => {
        await away.promise
        throw new Error('the database is away')
      }
      if (when === 'at once') away.resolve()
      const pressed = await dana.press(message, 'Next')
      away.resolve()

      const notSaved = core.chatWords('en').notSaved
      await discord.until(() => room.all.at(-1)?.plain === notSaved)
      expect(room.all.at(-1)?.ephemeral).toBe(true)
      expect(pressed.interaction.first?.type).toBe(when === 'at once' ? 4 : 6)
      expect(message.history).toEqual(before)
      paging(made)
      await dana.press(message, 'Next')
      await message.until(({ plain }) => plain === '**Page 2**')
    },
  )

  it('opens a form, or replaces the message with what is known at once', async () => {
    const made = await setting()
    const { discord, room, core } = made
    paging(made)
    const dana = discord.member(room)
    const { message } = await dana.command('petition recent')
    const { atOnce } = core
    core.atOnce = (_, asker) => atOnce({ words: 'create' }, asker)
    expect((await dana.press(message, 'Next')).modal.customId).toBe('create')
    core.atOnce = () => ({ kind: 'say', reply: pages[1] })
    await dana.press(message, 'Remove')
    expect(message.history).toEqual(['**Page 1**', '**Page 2**'])
    expect(core.received).toHaveLength(1)
  })

  it('posts no card in a room where the bot may not write', async () => {
    const made = await setting()
    const { discord, room, core, answering } = made
    answering(reply('Open', [{ kind: 'command-button', label: 'Post it here', command: 'announce fair' }]))
    const dana = discord.member(room)
    const { message } = await dana.command('petition open')
    room.botMay = { view: true, send: false }
    expect((await dana.press(message, 'Post it here')).message.plain).toBe(
      core.chatWords('en').cannotPostHere,
    )
    expect(message.history).toHaveLength(1)
    expect(core.received).toHaveLength(1)
  })
})

describe('buttons', () => {
  it('on cards that are older than other forms still works', async () => {
    const { discord, room, core, adapter } = await setting()
    await adapter.postCard({ channelId: room.id }, pages[0], 'old')
    const card = await room.newest()
    const bo = discord.member(room)
    expect((await bo.pressForged(card, 'sign:fair')).modal.customId).toBe('sign:fair')
    core.open = []
    expect((await bo.pressForged(card, 'sign:fair')).message.plain).toContain('no open petition')
    core.open = [fair]
  })

  const idsOf = (blocks: Block[]) =>
    layOut(reply('x', blocks), 'answer').body.components.flatMap(one =>
      'components' in one
        ? one.components.flatMap(inside =>
            inside.type === ComponentType.Button && 'custom_id' in inside
              ? [[inside.custom_id, inside.style]]
              : [],
          )
        : [],
    )
  const textOf = (content: Reply) =>
    layOut(content, 'answer')
      .body.components.map(one => ('content' in one ? one.content : ''))
      .join('\n')

  it('carry the form or the command, and a dangerous one is red', () => {
    const blocks: Block[] = [
      { kind: 'form-button', label: 'Sign', form: 'sign:fair' },
      { kind: 'command-button', label: 'Show', command: 'show 12' },
      { kind: 'command-button', label: 'Remove', command: 'do 7', danger: true },
    ]
    expect(idsOf(blocks)).toEqual([
      ['form:sign:fair', 1],
      ['do:show 12', 2],
      ['do:do 7', 4],
    ])
    expect(readButton('do:do 7')).toEqual({ kind: 'command', command: 'do 7' })
    expect(readButton('form:sign:fair')).toEqual({ kind: 'form', form: 'sign:fair' })
  })

  it('that would be too long say what to type, and a form of a hundred characters is still opened', () => {
    const numbers = Array.from({ length: 40 }, (_, n) => n + 100).join(' ')
    const hide: Block = { kind: 'command-button', label: 'Hide them', command: `hide ${numbers}` }
    const unsign: Block = { kind: 'command-button', label: 'Leave', command: `unsign ${'x'.repeat(100)}` }
    expect(idsOf([hide, unsign])).toEqual([])
    const text = textOf(reply('x', [hide, unsign]))
    expect(text).toContain(`Hide them: /petition hide ${numbers}`)
    expect(text).toContain('Leave: /unsign xxx')
    const form = `edit:${'x'.repeat(95)}`
    expect(idsOf([{ kind: 'form-button', label: 'Edit', form }])).toEqual([[form, 1]])
    expect(readButton(form)).toEqual({ kind: 'form', form })
  })
})
