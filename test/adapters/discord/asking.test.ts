import { describe, expect, it, vi } from 'vitest'
import type { OpenPetition } from '../../../src/core/channel.ts'
import { fair, RecordingCore } from './recording-core.ts'
import { replica, setting } from './setting.ts'

const other: OpenPetition = { ...fair, slug: 'other', title: 'Fair pay, everywhere' }

describe('asking', () => {
  it('/sign opens the only open form, with the name as the room knows it, and hands over what was filled in', async () => {
    const { discord, room, core, answering } = await setting()
    answering()
    const bo = discord.member(room, {
      username: 'bo',
      globalName: 'Bo D',
      nick: 'Bo Diddley',
      locale: 'en-GB',
    })
    const { modal } = await bo.command('sign')
    expect(modal.title).toBe('Sign: Fair training')
    expect(modal.fields.map(field => [field.customId, field.value, field.required])).toEqual([
      ['name', 'Bo Diddley', true],
      ['occupation', '', false],
      ['organisation', '', false],
      ['way', ['myself'], true],
      ['mailbox', '', false],
    ])
    const sent = await bo.submitModal({ occupation: 'illustrator', way: 'counted' })
    expect(sent.message.plain).toContain('signature 1')
    const [incoming] = core.received
    expect(incoming).toMatchObject({
      key: `interaction:${sent.interaction.id}`,
      channel: 'discord',
      account: bo.id,
      authenticated: true,
      plainReply: false,
      displayName: 'Bo Diddley',
      languageHint: 'en-GB',
      tenant: room.guild?.id,
      manages: false,
      place: { interactionId: sent.interaction.id, userId: bo.id, applicationId: discord.applicationId },
      act: {
        kind: 'form',
        form: 'sign:fair',
        values: {
          name: 'Bo Diddley',
          occupation: 'illustrator',
          organisation: '',
          way: 'counted',
          mailbox: '',
        },
      },
    })
  })

  it('the form waits for nothing: it opens while the database hangs', async () => {
    const { discord, room, core } = await setting()
    core.onReceive = () => new Promise(() => {})
    core.readNote = () => new Promise(() => {})
    const seen = await discord.member(room).command('sign')
    expect(seen.kind).toBe('modal')
    expect(seen.acknowledgedAfterMs).toBeLessThan(500)
  })

  it('offers open petitions while somebody types, and takes a title as well', async () => {
    const { discord, room, core } = await setting()
    core.open = [fair, other]
    const bo = discord.member(room)
    expect((await bo.autocomplete('sign', 'petition', '')).choices.map(c => c.value)).toEqual([
      'fair',
      'other',
    ])
    expect((await bo.autocomplete('petition count', 'petition', 'PAY')).choices).toEqual([
      { name: 'Fair pay, everywhere', value: 'other' },
    ])
    expect((await bo.autocomplete('sign', 'petition', 'xyz')).choices).toEqual([])
    expect((await bo.command('sign', { petition: 'other' })).modal.customId).toBe('sign:other')
    expect((await bo.command('sign', { petition: ' fair TRAINING ' })).modal.customId).toBe('sign:fair')
    expect((await bo.command('sign', { petition: 'gone' })).message.plain).toContain(
      'no open petition by this name',
    )
    core.open = Array.from({ length: 40 }, (_, n) => ({
      ...fair,
      slug: `p-${n}`,
      title: `${n} ${'🎺'.repeat(80)}`,
    }))
    expect((await bo.autocomplete('sign', 'petition', '')).choices).toHaveLength(25)
  })

  it('/sign without a name among several offers each, and says when there is none', async () => {
    const { discord, room, core } = await setting()
    core.open = [fair, other]
    const bo = discord.member(room, { locale: 'fr' })
    const { message } = await bo.command('sign')
    expect(message.ephemeral).toBe(true)
    expect(message.buttons.map(button => button.label)).toEqual(['Fair training', 'Fair pay, everywhere'])
    expect((await bo.press(message, 'Fair pay, everywhere')).modal.customId).toBe('sign:other')
    core.open = Array.from({ length: 60 }, (_, n) => ({ ...fair, slug: `p-${n}`, title: `Petition ${n}` }))
    expect((await bo.command('sign')).message.buttons).toHaveLength(25)
    core.open = []
    expect((await bo.command('sign')).message.plain).toBe(core.chatWords('fr').nothingOpen)
  })

  it('hands over the other commands', async () => {
    const { discord, room, core, answering } = await setting()
    answering()
    const dana = discord.member(room, { manages: true })
    await dana.command('unsign')
    await dana.command('unsign', { petition: 'Fair Training' })
    await dana.command('mysignatures')
    await dana.command('petition count', { petition: 'closed-one' })
    await dana.command('petition announce')
    expect(core.received.map(({ act }) => act)).toEqual([
      { kind: 'unsign' },
      { kind: 'unsign', slug: 'fair' },
      { kind: 'list' },
      { kind: 'count', slug: 'closed-one' },
      { kind: 'announce', room: { channelId: room.id } },
    ])
    expect(core.received.every(({ manages }) => manages === true)).toBe(true)
    expect((await dana.command('petition help')).message.plain).toBe(core.chatWords('en').help)
    const form = (await dana.command('petition create')).modal
    expect(form.fields.map(field => field.customId)).toEqual([
      'title',
      'text',
      'organisedBy',
      'goal',
      'policy',
    ])
    await dana.submitModal({ title: 'X', text: 'Y', organisedBy: 'Z' })
    expect(core.received.at(-1)?.act).toMatchObject({
      kind: 'form',
      form: 'create',
      values: { policy: 'account' },
    })
  })

  it('works in a direct message and where the bot is not', async () => {
    const { discord, room, core, answering } = await setting()
    answering()
    const bo = discord.member(room, { globalName: 'Bo Diddley' })
    const places = [
      discord.inDirectMessage(bo.person),
      discord.withOwnApp(bo.person, 'guild'),
      discord.withOwnApp(bo.person, 'private'),
    ]
    for (const place of places) {
      expect((await place.command('sign')).kind).toBe('modal')
      const sent = await place.submitModal({ occupation: 'illustrator' })
      expect(sent.message.plain).toContain('signature 1')
      expect(sent.message.ephemeral).toBe(true)
    }
    expect(core.received.map(({ tenant, manages }) => [tenant === undefined, manages])).toEqual([
      [true, undefined],
      [false, false],
      [true, undefined],
    ])
  })

  it('believes no button and no form that comes back', async () => {
    const { discord, room, core, adapter, answering } = await setting()
    answering()
    const blocks = [{ kind: 'sign-button' as const, label: 'Sign', slug: 'fair' }]
    await adapter.postCard({ channelId: room.id }, { language: 'en', subject: 'Fair', blocks }, 'nonce')
    const eve = discord.member(room)
    const card = await room.newest()
    for (const forged of ['sign:gone', 'sign:../../x', 'x', `sign:${'a'.repeat(90)}`])
      expect((await eve.pressForged(card, forged)).message.plain).toContain('no open petition by this name')
    expect(core.received).toEqual([])
    await eve.submitForged('nonsense', { name: 'Eve', surprise: 'y' })
    const values = { name: 'Eve', surprise: 'y' }
    expect(core.received.at(-1)?.act).toEqual({ kind: 'form', form: 'nonsense', values })
  })
})

describe('the commands', () => {
  it('are registered in one request, in two languages, for servers and people', async () => {
    const { discord } = await setting()
    expect(discord.requests.filter(r => r.path.includes('/commands')).map(r => r.method)).toEqual(['PUT'])
    const commands = discord.commands()
    expect(commands.map(command => command.name)).toEqual(['sign', 'unsign', 'mysignatures', 'petition'])
    for (const command of commands)
      expect(command).toMatchObject({
        contexts: [0, 1, 2],
        integration_types: [0, 1],
        default_member_permissions: null,
        description_localizations: { fr: expect.any(String) },
      })
  })

  it('are not registered again by the next process, but again once they have changed', async () => {
    const { discord, core, adapter } = await setting()
    await vi.waitFor(() => expect(core.notes.get('commands')).toBeDefined())
    await adapter.stop()
    const puts = () => discord.requestsTo('PUT', '/commands').length
    const same = replica(discord, { core: new RecordingCore(core.notes) })
    await same.adapter.start(same.core)
    await vi.waitFor(() => expect(same.core.reports.at(-1)).toBe('discord up'))
    await new Promise(resolve => setTimeout(resolve, 200))
    expect(puts()).toBe(1)
    await same.adapter.stop()
    const changed = new RecordingCore(core.notes)
    const words = changed.chatWords
    changed.chatWords = language => {
      const own = words(language)
      return { ...own, commands: { ...own.commands, sign: 'Sign something' } }
    }
    const next = replica(discord, { core: changed })
    await next.adapter.start(changed)
    await vi.waitFor(() => expect(puts()).toBe(2))
  })

  it('are tried again when Discord fails', async () => {
    const { discord, core } = await setting({ down: true })
    discord.faults.next({ method: 'PUT', path: '/commands', times: 3 }, { kind: 'status', status: 500 })
    discord.faults.next({ method: 'PUT', path: '/commands' }, { kind: 'status', status: 401 })
    discord.up()
    await discord.commandRegistered('sign')
    await vi.waitFor(() => expect(core.notes.get('commands')).toBeDefined())
    expect(discord.faults.pending).toBe(0)
  })
})
