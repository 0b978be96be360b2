import { describe, expect, it } from 'vitest'
import { RefusedForms } from '../../../src/adapters/chat/refused-forms.ts'
import { commandsOf } from '../../../src/adapters/discord/commands.ts'
import type { OpenPetition } from '../../../src/core/channel.ts'
import { commandNames } from '../../../src/core/commands.ts'
import { fair, reply } from '../chat-core.ts'
import { soon } from '../soon.ts'
import { judgedCommands } from './judged.ts'
import { RecordingCore } from './recording-core.ts'
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
    expect(modal.fields.map(field => [field.name, field.value, field.required])).toEqual([
      ['name', 'Bo Diddley', true],
      ['occupation', '', false],
      ['way', 'myself', true],
    ])
    const sent = await bo.submitModal({ occupation: 'illustrator', way: 'counted' })
    expect(sent.message.plain).toContain('number 1')
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
        values: { name: 'Bo Diddley', occupation: 'illustrator', way: 'counted' },
      },
    })
  })

  it('opens the form at once, even while the database hangs', async () => {
    const { discord, room, core } = await setting()
    core.onReceive = () => new Promise(() => {})
    core.readNote = () => new Promise(() => {})
    const seen = await discord.member(room).command('sign')
    expect(seen.kind).toBe('modal')
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
    core.namablePetitions = asker => [{ slug: 'draft', title: `Of ${asker.account}` }]
    const named = async (command: string) =>
      (await bo.autocomplete(command, 'petition', '')).choices.map(({ name }) => name)
    expect(await named('petition open')).toEqual([`Of ${bo.id}`])
    expect(await named('sign')).not.toContain(`Of ${bo.id}`)
    expect((await bo.command('sign', { petition: 'other' })).modal.customId).toBe('sign:other')
    expect((await bo.command('sign', { petition: ' fair TRAINING ' })).modal.customId).toBe('sign:fair')
    expect((await bo.command('sign', { petition: 'gone' })).message.plain).toContain(
      'no open petition with this name',
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

  it('hands over every command as words', async () => {
    const asked = [
      ['unsign', {}, { words: 'unsign' }],
      ['unsign', { petition: 'Fair Training' }, { words: 'unsign', petition: 'fair' }],
      ['mysignatures', {}, { words: 'mysignatures' }],
      // It is not open: a draft or closed petition is named as it was typed.
      ['petition count', { petition: ' Closed-One ' }, { words: 'count', petition: 'Closed-One' }],
      ['petition stats', { petition: 'fair', period: 'week' }, { words: 'stats week', petition: 'fair' }],
      ['petition recent', { page: 2 }, { words: 'recent 2' }],
      ['petition recent', {}, { words: 'recent' }],
      ['petition find', { name: '  Ada   Lovelace ' }, { words: 'find Ada Lovelace' }],
      ['petition export', { format: 'csv' }, { words: 'export csv' }],
      ['petition edit', { part: 'rules' }, { words: 'edit rules' }],
      ['petition open', {}, { words: 'open' }],
      ['petition close', { when: '2026-12-31 18:00' }, { words: 'close 2026-12-31 18:00' }],
      ['petition announce', {}, { words: 'announce' }],
      ['petition feature', { numbers: '12 15' }, { words: 'feature 12 15' }],
      ['petition hide', { numbers: '12-15' }, { words: 'hide 12-15' }],
      ['petition show', { numbers: '12' }, { words: 'show 12' }],
      // In the order of the command's words, not in the order they were filled in.
      ['petition remove', { reason: 'spam burst', numbers: '12 13' }, { words: 'remove 12 13 spam burst' }],
      ['petition approve', {}, { words: 'approve' }],
      ['petition approve', { numbers: '12' }, { words: 'approve 12' }],
      ['petition organiser', { act: 'list' }, { words: 'organiser list' }],
      [
        'petition organiser',
        { mailbox: 'ada@example.org', act: 'add' },
        { words: 'organiser add ada@example.org' },
      ],
      ['petition log', { page: 2 }, { words: 'log 2' }],
      ['petition undo', { entry: 4 }, { words: 'undo 4' }],
      ['petition digest', { every: 'weekly' }, { words: 'digest weekly' }],
    ] as const
    const { discord, room, core, answering } = await setting()
    answering()
    const dana = discord.member(room, { manages: true })
    for (const [name, options, command] of asked) {
      expect((await dana.command(name, options)).message.plain).toContain('number 1')
      const act = { kind: 'command', command: { ...command, room: { channelId: room.id } } }
      expect(core.received.at(-1)?.act).toEqual(act)
    }
    expect(core.received.every(({ manages }) => manages === true)).toBe(true)
  })

  it('names the person who was chosen, as the room knows them', async () => {
    const { discord, room, core, answering } = await setting()
    answering()
    const bo = discord.member(room, { username: 'bo', globalName: 'Bo D', nick: 'Bo Diddley' })
    const eve = discord.person({ username: 'eve', globalName: null })
    const mentioned = async (person: typeof eve) => {
      await discord.member(room).command('petition organiser', { act: 'add', person })
      const act = core.received.at(-1)?.act
      return act?.kind === 'command' ? act.command : undefined
    }
    const command = { words: 'organiser add', room: { channelId: room.id } }
    expect(await mentioned(bo.person)).toEqual({
      ...command,
      mentioned: { account: bo.id, name: 'Bo Diddley' },
    })
    expect(await mentioned(eve)).toEqual({ ...command, mentioned: { account: eve.id, name: 'eve' } })
    // A bot gives no commands: it is nobody to share a desk with.
    expect(await mentioned(discord.person({ username: 'helper', isBot: true }))).toEqual(command)
  })

  it('shows a form or a sentence at once if core has one', async () => {
    const { discord, room, core } = await setting()
    core.onReceive = () => new Promise(() => {})
    const dana = discord.member(room, { username: 'dana', locale: 'fr' })
    const asked: unknown[] = []
    const { atOnce } = core
    core.atOnce = (command, asker) => {
      asked.push([command.words, asker])
      return atOnce(command, asker)
    }
    const help = await dana.command('petition help')
    expect(help.message.plain).toBe(core.chatWords('fr').commands.help)
    expect(help.message.ephemeral).toBe(true)
    expect((await dana.command('petition create')).modal.title).toBe('Start a petition')
    const who = { account: dana.id, language: 'fr', name: 'dana' }
    const asker = { channel: 'discord', ...who, tenant: room.guild?.id, manages: false }
    expect(asked).toEqual([
      ['help', asker],
      ['create', asker],
    ])
    core.atOnce = atOnce
  })

  it('says that the bot may not write in a room, and names a room only if a card can be posted there', async () => {
    const { discord, core, answering } = await setting()
    answering()
    const room = discord.guild().channel()
    const dana = discord.member(room, { manages: true })
    // In a thread another permission counts.
    room.isThread = true
    await dana.command('petition announce')
    expect(core.received.at(-1)?.act).toMatchObject({ command: { room: { channelId: room.id } } })
    room.botMay = { view: true, send: false }
    const before = core.received.length
    expect((await dana.command('petition announce')).message.plain).toBe(core.chatWords('en').cannotPostHere)
    expect(core.received).toHaveLength(before)
    await dana.command('petition count')
    await discord.inDirectMessage(dana.person).command('petition announce')
    const commands = core.received.slice(before).map(({ act }) => act)
    expect(commands).toEqual([
      { kind: 'command', command: { words: 'count' } },
      { kind: 'command', command: { words: 'announce' } },
    ])
  })

  it('works in a direct message and in a server without the bot', async () => {
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
      expect(sent.message.plain).toContain('number 1')
      expect(sent.message.ephemeral).toBe(true)
    }
    // A server that has not added the bot is nobody's to speak for.
    expect(core.received.map(({ tenant, manages }) => [tenant === undefined, manages])).toEqual([
      [true, false],
      [false, false],
      [true, false],
    ])
  })

  it('believes no button and no form that comes back', async () => {
    const { discord, room, core, adapter, answering } = await setting()
    answering()
    const blocks = [{ kind: 'form-button' as const, label: 'Sign', form: 'sign:fair' }]
    await adapter.postCard({ channelId: room.id }, { language: 'en', subject: 'Fair', blocks }, 'nonce')
    const eve = discord.member(room)
    const card = await room.newest()
    for (const forged of ['sign:gone', 'sign:../../x', 'form:x', 'x', `form:sign:${'a'.repeat(80)}`])
      expect((await eve.pressForged(card, forged)).message.plain).toContain('no open petition with this name')
    expect(core.received).toEqual([])
    await eve.submitForged('nonsense', { name: 'Eve', surprise: 'y' })
    const values = { name: 'Eve', surprise: 'y' }
    expect(core.received.at(-1)?.act).toEqual({ kind: 'form', form: 'nonsense', values })
    // Core decides whether Eve may, as if she had typed it.
    await eve.pressForged(card, 'do:remove 1-99 ha')
    const command = { words: 'remove 1-99 ha', room: { channelId: room.id } }
    expect(core.received.at(-1)?.act).toEqual({ kind: 'command', command })
  })
})

describe('a form that could not be taken', () => {
  const again = reply('Not yet', [
    { kind: 'form-button', label: 'Fill in again', form: 'sign:fair', again: true },
  ])

  it('opens again with what was typed, for that person and that form alone', async () => {
    const { discord, room, core, answering } = await setting()
    core.open = [fair, other]
    answering(again)
    const checked: unknown[] = []
    core.checkForm = (...args) => {
      checked.push([args[0], args[1], args[2].language])
      return args[1].occupation === 'x' ? [{ field: 'occupation', problem: 'No.' }] : []
    }
    const [bo, eve] = [discord.member(room, { nick: 'Bo' }), discord.member(room, { nick: 'Eve' })]
    const values = async (who: typeof bo, petition: string) =>
      (await who.command('sign', { petition })).modal.fields.map(field => field.value)
    await bo.command('sign', { petition: 'fair' })
    const { message } = await bo.submitModal({ name: 'Bo Diddley', occupation: 'x', way: 'counted' })
    const typed = { name: 'Bo Diddley', occupation: 'x', way: 'counted' }
    expect(checked).toEqual([['sign:fair', typed, 'en']])
    // Core has the last word: it got the form all the same, and its answer is shown.
    expect(core.received.at(-1)?.act).toEqual({ kind: 'form', form: 'sign:fair', values: typed })
    expect(message.plain).toContain('Not yet')
    const { modal } = await bo.press(message, 'Fill in again')
    expect(modal.fields.map(field => field.value)).toEqual(['Bo Diddley', 'x', 'counted'])
    // In the hint of its field: Discord has no other place for it.
    expect(modal.fields.map(field => field.hint)).toEqual([undefined, '⚠️ No.', undefined])
    expect(await values(eve, 'fair')).toEqual(['Eve', '', 'myself'])
    expect(await values(bo, 'other')).toEqual(['Bo', '', 'myself'])
    await bo.command('sign', { petition: 'fair' })
    await bo.submitModal({ occupation: 'illustrator' })
    expect(await values(bo, 'fair')).toEqual(['Bo', '', 'myself'])
  })

  it('says so if a restart has lost what was typed', async () => {
    const { discord, room, core, adapter, answering } = await setting()
    answering(again)
    core.checkForm = () => [{ field: 'name', problem: 'No.' }]
    const bo = discord.member(room, { nick: 'Bo', locale: 'fr' })
    await bo.command('sign')
    const { message } = await bo.submitModal({ name: 'Bo Diddley', occupation: 'illustrator' })
    await adapter.stop()
    const restarted = replica(discord)
    await restarted.adapter.start(restarted.core)
    await discord.gateway.connected()
    const { modal } = await bo.press(message, 'Fill in again')
    const { notKept } = restarted.core.chatWords('fr')
    expect(modal.fields.map(field => field.hint)).toEqual([`⚠️ ${notKept}`, undefined, undefined])
    // A form that is opened as new lost nothing.
    const anew = await bo.command('sign')
    expect(anew.modal.fields.map(field => field.hint)).toEqual([undefined, undefined, undefined])
  })

  it('opens again with what was typed if the database was away', async () => {
    const { discord, room, core } = await setting()
    core.onReceive = async () => {
      throw new Error('the database is away')
    }
    const bo = discord.member(room)
    await bo.command('sign')
    await bo.submitModal({ name: 'Bo Diddley', occupation: 'illustrator' })
    const { modal } = await bo.command('sign')
    expect(modal.fields.map(field => field.value)).toEqual(['Bo Diddley', 'illustrator', 'myself'])
  })

  it('is remembered for a day, up to a thousand of them', () => {
    let now = 0
    const forms = new RefusedForms(() => now)
    const form = {
      id: 'f',
      title: 'F',
      submit: 'Go',
      fields: [
        { name: 'a', label: 'A', required: true, input: { kind: 'line' as const, maxLength: 9 } },
        {
          name: 'b',
          label: 'B',
          required: true,
          input: { kind: 'choice' as const, value: 'x', options: [{ value: 'x', label: 'X' }] },
        },
      ],
    }
    const typed = (account: string) => {
      const inputs = forms.refill(account, form).fields.map(({ input }) => input.value)
      return inputs
    }
    // An option that does not exist cannot be chosen.
    forms.keep('bo', 'f', { a: 'typed', b: 'y', c: 'z' }, [])
    expect(typed('bo')).toEqual(['typed', 'x'])
    now = 24 * 60 * 60_000 - 1
    expect(typed('bo')).toEqual(['typed', 'x'])
    now += 1
    expect(typed('bo')).toEqual([undefined, 'x'])
    for (let n = 0; n <= 1_000; n++) forms.keep(`account-${n}`, 'f', { a: `${n}` }, [])
    expect(typed('account-0')).toEqual([undefined, 'x'])
    expect(typed('account-1')).toEqual(['1', 'x'])
    expect(typed('account-1000')).toEqual(['1000', 'x'])
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

  it('stay inside Discord’s limits with room to spare, and describe each option', async () => {
    const commands = commandsOf(new RecordingCore())
    expect(judgedCommands(commands)).toEqual([])
    const petition = commands.find(({ name }) => name === 'petition')
    const subs = petition !== undefined && 'options' in petition ? (petition.options ?? []) : []
    expect(subs.length).toBeLessThanOrEqual(25)
    expect([...subs.map(sub => sub.name), ...commands.map(({ name }) => name)].sort()).toEqual(
      [...commandNames, 'petition'].sort(),
    )
    // Discord counts the longest localisation only; even all of them together stay below its 8,000 characters.
    const texts: string[] = []
    JSON.stringify(petition, (key, value) => {
      if (typeof value === 'string' && key !== 'contexts') texts.push(value)
      return value
    })
    expect(texts.join('').length).toBeLessThan(8000)
  })

  it('are not registered again by the next process, but again once they have changed', async () => {
    const { discord, core, adapter } = await setting()
    await soon(() => expect(core.notes.get('commands')).toBeDefined())
    await adapter.stop()
    const puts = () => discord.requestsTo('PUT', '/commands').length
    const same = replica(discord, { core: new RecordingCore(core.notes) })
    await same.adapter.start(same.core)
    await soon(() => expect(same.core.reports.at(-1)).toBe('discord up'))
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
    await soon(() => expect(puts()).toBe(2))
  })

  it('are tried again when Discord fails', async () => {
    const { discord, core } = await setting({ down: true })
    discord.faults.next({ method: 'PUT', path: '/commands', times: 3 }, { kind: 'status', status: 500 })
    discord.faults.next({ method: 'PUT', path: '/commands' }, { kind: 'status', status: 401 })
    discord.up()
    await discord.commandRegistered('sign')
    await soon(() => expect(core.notes.get('commands')).toBeDefined())
    expect(discord.faults.pending).toBe(0)
  })
})
