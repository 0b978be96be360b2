/** The Discord stand-in, tried with the real discord.js client; and its judge, with requests that are planted bad. */
import {
  ActionRowBuilder,
  ApplicationIntegrationType,
  ButtonBuilder,
  ButtonStyle,
  Client,
  type ClientOptions,
  DiscordAPIError,
  Events,
  GatewayIntentBits,
  type Interaction,
  InteractionContextType,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  Options,
  PermissionFlagsBits,
  Routes,
  SlashCommandBuilder,
  StringSelectMenuBuilder,
  TextDisplayBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js'
import { afterEach, describe, expect, it } from 'vitest'
import { hasOpenApiDocument, loadSpecification } from './discord/specification.ts'
import { type Discord, type DiscordOptions, startDiscord } from './discord/stand-in.ts'

const open: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

async function discordWith(options: DiscordOptions = {}): Promise<Discord> {
  const discord = await startDiscord(options)
  open.push(() => discord.close())
  return discord
}

const everywhere = {
  contexts: [
    InteractionContextType.Guild,
    InteractionContextType.BotDM,
    InteractionContextType.PrivateChannel,
  ],
  installs: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
}

const commands = [
  new SlashCommandBuilder()
    .setName('sign')
    .setDescription('Sign')
    .setContexts(...everywhere.contexts)
    .setIntegrationTypes(...everywhere.installs)
    .addStringOption(option => option.setName('petition').setDescription('Which').setAutocomplete(true)),
  new SlashCommandBuilder()
    .setName('petition')
    .setDescription('For organisers')
    .setDefaultMemberPermissions(PermissionFlagsBits.ManageGuild)
    .addSubcommand(sub => sub.setName('announce').setDescription('Post the card')),
].map((builder): unknown => JSON.parse(JSON.stringify(builder.toJSON())))

/** A real bot on the stand-in, whose behaviour is `answer`. */
async function bot(
  discord: Discord,
  answer: (interaction: Interaction) => Promise<unknown>,
  options: Partial<ClientOptions> = {},
): Promise<Client<true>> {
  const client = new Client({
    intents: [],
    allowedMentions: { parse: [] },
    makeCache: Options.cacheWithLimits({ UserManager: 10 }),
    ...options,
    rest: { api: discord.apiUrl, version: '10', ...options.rest },
  })
  client.on(Events.Error, () => {})
  client.on(Events.InteractionCreate, interaction => {
    answer(interaction).catch(error => failures.push(error))
  })
  const ready = new Promise<Client<true>>(resolve => client.once(Events.ClientReady, resolve))
  await client.login(discord.token)
  open.push(() => client.destroy())
  const there = await ready
  await there.rest.put(Routes.applicationCommands(discord.applicationId), { body: commands })
  return there
}

/** What listeners threw: the tests that expect something read it, the others expect none. */
const failures: unknown[] = []
afterEach(() => {
  failures.length = 0
})

function picture(changed: { description?: string }) {
  return { media: { url: 'https://a.b/c.png' }, description: 'x', ...changed }
}

function gallery(...items: object[]) {
  return { type: 12, items }
}

function nameForm(): ModalBuilder {
  const text = new TextInputBuilder()
    .setCustomId('name')
    .setStyle(TextInputStyle.Short)
    .setMaxLength(20)
    .setValue('Ada L')
  const choice = new StringSelectMenuBuilder()
    .setCustomId('show')
    .addOptions(
      { label: 'Show my name', value: 'yes', default: true },
      { label: 'Count me only', value: 'no' },
    )
  return new ModalBuilder()
    .setCustomId('sign:demo')
    .setTitle('Sign')
    .addLabelComponents(
      new LabelBuilder().setLabel('Name').setTextInputComponent(text),
      new LabelBuilder().setLabel('Publish?').setStringSelectMenuComponent(choice),
    )
}

function signButton(): ActionRowBuilder<ButtonBuilder> {
  return new ActionRowBuilder<ButtonBuilder>().addComponents(
    new ButtonBuilder().setCustomId('sign').setLabel('Sign').setStyle(ButtonStyle.Primary),
    new ButtonBuilder().setURL('https://example.org/p/demo').setLabel('Read').setStyle(ButtonStyle.Link),
  )
}

function codeOf(error: unknown): unknown {
  return error instanceof DiscordAPIError ? error.code : error
}

describe('the real discord.js client over the stand-in', () => {
  it('answers a command with a deferred private reply, edited later, which only that member sees', async () => {
    const discord = await discordWith()
    await bot(discord, async interaction => {
      if (!interaction.isChatInputCommand()) return
      await interaction.deferReply({ flags: MessageFlags.Ephemeral })
      await interaction.editReply({ content: `Hello ${interaction.user.displayName}, ${interaction.locale}` })
    })
    const channel = discord.guild().channel()
    const ada = discord.member(channel, { username: 'ada', globalName: 'Ada Lovelace', locale: 'fr' })
    const seen = await ada.command('sign', { petition: 'demo' })
    const answer = await seen.message.said()
    expect(answer.text).toBe('Hello Ada Lovelace, fr')
    expect(answer.ephemeral).toBe(true)
    expect(seen.acknowledgedAfterMs).toBeLessThan(1000)
    expect(channel.messages).toEqual([])
    const grace = discord.member(channel, { username: 'grace' })
    expect(() => grace.press(answer, 'Sign')).toThrow('does not see')
    expect(failures).toEqual([])
    expect(discord.violations).toEqual([])
  })

  it('shows a form from a command and from a card, fills it by its labels, and refuses what Discord refuses', async () => {
    const discord = await discordWith()
    await bot(discord, async interaction => {
      if (interaction.isChatInputCommand() && interaction.commandName === 'petition') {
        await interaction.client.rest.post(`/channels/${interaction.channelId}/messages`, {
          body: { content: 'A card', components: [signButton().toJSON()], nonce: '1', enforce_nonce: true },
        })
        await interaction.reply({ content: 'Posted', flags: MessageFlags.Ephemeral })
      } else if (interaction.isChatInputCommand() || interaction.isButton())
        await interaction.showModal(nameForm())
      else if (interaction.isModalSubmit()) {
        const name = interaction.fields.getTextInputValue('name')
        const show = interaction.fields.getStringSelectValues('show')
        await interaction.reply({ content: `${name}: ${show.join()}`, flags: MessageFlags.Ephemeral })
      }
    })
    const channel = discord.guild().channel()
    const organiser = discord.member(channel, { username: 'olga', manages: true })
    expect((await organiser.command('petition announce')).message.text).toBe('Posted')
    const ada = discord.member(channel, { username: 'ada' })
    expect(() => ada.command('petition announce')).toThrow('permissions')
    const card = await channel.newest()
    expect(card.links).toEqual(['https://example.org/p/demo'])
    const form = (await ada.press(card, 'Sign')).modal
    expect(form.fields.map(field => [field.label, field.value])).toEqual([
      ['Name', 'Ada L'],
      ['Publish?', ['yes']],
    ])
    expect(() => ada.submitModal({ Name: 'x'.repeat(21) })).toThrow('too long')
    expect(() => ada.submitModal({ Name: '' })).toThrow('required')
    expect(() => ada.submitModal({ Nmae: 'Ada' })).toThrow('The form has no "Nmae"')
    const first = await ada.submitModal({ Name: 'Ada', 'Publish?': 'Count me only' })
    expect(first.message.text).toBe('Ada: no')
    expect(() => ada.submitModal({})).toThrow('No form is open')
    await ada.command('sign')
    expect((await ada.submitModal({})).message.text).toBe('Ada L: yes')
    expect(failures).toEqual([])
    expect(discord.violations).toEqual([])
  })

  it('offers autocompletion, a file, components v2, and direct messages', async () => {
    const discord = await discordWith()
    await bot(discord, async interaction => {
      if (interaction.isAutocomplete())
        await interaction.respond([{ name: `${interaction.options.getFocused()} petition`, value: 'demo' }])
      else if (interaction.isChatInputCommand()) {
        await interaction.reply({
          components: [new TextDisplayBuilder().setContent('Many \\*words\\* <@1>')],
          flags: MessageFlags.IsComponentsV2,
        })
        await interaction.followUp({
          files: [{ attachment: Buffer.from('a,b\n'), name: 'list.csv', description: 'The list' }],
        })
        await interaction.user.send({ content: 'By myself' })
      }
    })
    const person = discord.person({ username: 'ada' })
    const ada = discord.inDirectMessage(person)
    expect((await ada.autocomplete('sign', 'petition', 'de')).choices).toEqual([
      { name: 'de petition', value: 'demo' },
    ])
    const seen = await ada.command('sign', { petition: 'demo' })
    expect(seen.message.plain).toBe('Many *words* <@1>')
    expect(seen.message.pings).toEqual([])
    expect((await person.dm()).text).toBe('By myself')
    expect(seen.followUps[0]?.files[0]).toMatchObject({ name: 'list.csv', description: 'The list' })
    expect(seen.followUps[0]?.files[0]?.bytes.toString()).toBe('a,b\n')
    expect(failures).toEqual([])
    expect(discord.violations).toEqual([])
  })

  it('works where only the member installed the app, with at most five follow-ups and no posting in the room', async () => {
    const discord = await discordWith()
    await bot(discord, async interaction => {
      if (!interaction.isChatInputCommand()) return
      await interaction.reply({ content: `guild ${interaction.inGuild()}`, flags: MessageFlags.Ephemeral })
      const posted = interaction.client.rest.post(`/channels/${interaction.channelId}/messages`, {
        body: { content: 'x' },
      })
      failures.push(codeOf(await posted.catch(error => error)))
      for (let count = 0; count < 6; count += 1) await interaction.followUp({ content: `${count}` })
    })
    const person = discord.person({ username: 'ada' })
    for (const where of ['guild', 'private'] as const) {
      const ada = discord.withOwnApp(person, where)
      const seen = await ada.command('sign')
      expect(seen.message.text).toBe(`guild ${where === 'guild'}`)
      await discord.until(() => failures.length === 2)
      expect(failures.splice(0).map(codeOf)).toEqual([50001, 40094])
      expect(() => ada.command('petition announce')).toThrow('not offered')
    }
    expect(discord.violations).toEqual([])
  })

  it('says "The application did not respond" after the window, and answers as Discord to what comes too late or twice', async () => {
    const discord = await discordWith({ acknowledgementMs: 150 })
    let late = 300
    await bot(discord, async interaction => {
      if (!interaction.isChatInputCommand()) return
      await new Promise(resolve => setTimeout(resolve, late))
      await interaction.reply({ content: 'Here', flags: MessageFlags.Ephemeral })
    })
    const channel = discord.guild().channel()
    const ada = discord.member(channel, { username: 'ada' })
    const unanswered = await ada.command('sign')
    expect(unanswered.kind).toBe('unanswered')
    expect(() => unanswered.message).toThrow('The application did not respond')
    await discord.until(() => failures.length === 1)
    late = 0
    const old = await ada.command('sign', {}, { createdAt: new Date(Date.now() - 60_000) })
    expect(old.kind).toBe('unanswered')
    await discord.until(() => failures.length === 2)
    const twice = await ada.command('sign', {}, { deliveries: 2 })
    expect(twice.kind).toBe('message')
    await discord.until(() => failures.length === 3)
    expect(failures.splice(0).map(codeOf)).toEqual([10062, 10062, 40060])
    const { id, token } = twice.interaction
    const hook = { path: `/webhooks/${discord.applicationId}/${token}/messages/` }
    expect((await raw(discord, 'PATCH', `${hook.path}%40original`, { content: 'x' })).status).toBe(200)
    expect(await raw(discord, 'PATCH', `${hook.path}${id}`, { content: 'x' })).toMatchObject({ code: 10008 })
    const other = `/webhooks/${discord.applicationId}/${unanswered.interaction.token}`
    expect(await raw(discord, 'POST', other, { content: 'x' })).toMatchObject({ status: 404, code: 10015 })
    discord.times.tokenMs = 1
    expect(await raw(discord, 'PATCH', `${hook.path}@original`, { content: 'x' })).toMatchObject({
      status: 401,
      code: 50027,
    })
    discord.times.expiredToken = 10015
    expect(await raw(discord, 'PATCH', `${hook.path}@original`, { content: 'x' })).toMatchObject({
      code: 10015,
    })
    expect(discord.violations).toEqual([])
  })

  it('refuses closed direct messages, forbidden and vanished rooms; tells the bot of deletions it asked to hear', async () => {
    const discord = await discordWith()
    const guild = discord.guild()
    const [channel, other] = [guild.channel(), guild.channel({ name: 'other' })]
    const heard: string[] = []
    const client = await bot(discord, async () => {}, {
      intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages],
    })
    client.on(Events.ChannelDelete, () => heard.push('channel'))
    client.on(Events.MessageDelete, () => heard.push('message'))
    const post = (id: string) =>
      client.rest
        .post(`/channels/${id}/messages`, { body: { content: 'x', nonce: id, enforce_nonce: true } })
        .then(() => 'posted')
        .catch(codeOf)
    expect(client.guilds.cache.size).toBe(1)
    expect([await post(channel.id), await post(channel.id)]).toEqual(['posted', 'posted'])
    expect(channel.messages).toHaveLength(1)
    const [card] = channel.messages
    if (card === undefined) throw new Error('no card')
    channel.deleteMessage(card)
    const edit = client.rest.patch(`/channels/${channel.id}/messages/${card.id}`, { body: { content: 'y' } })
    expect(await edit.catch(codeOf)).toBe(10008)
    channel.botMay.send = false
    expect(await post(channel.id)).toBe(50013)
    channel.botMay.view = false
    expect(await post(channel.id)).toBe(50001)
    other.delete()
    expect(await post(other.id)).toBe(10003)
    const person = discord.person()
    person.directMessagesOpen = false
    expect(await client.users.send(person.id, 'x').catch(codeOf)).toBe(50007)
    await discord.until(() => heard.length > 0)
    expect(heard).toContain('channel')
    expect(discord.violations).toEqual([])
  })

  it('plants 429s, 5xx, lost answers, broken connections and hangs', async () => {
    const discord = await discordWith()
    await bot(
      discord,
      async interaction => {
        if (interaction.isChatInputCommand())
          await interaction.reply({ content: 'Here', flags: MessageFlags.Ephemeral })
      },
      { rest: { timeout: 400, retries: 1 } },
    )
    const ada = discord.member(discord.guild().channel())
    const callback = { method: 'POST', path: '/callback' }
    const codes = () => discord.requestsTo('POST', '/callback').map(({ status, code }) => [status, code])
    const story = async (fault: Parameters<Discord['faults']['next']>[1], requests: number) => {
      discord.requests.length = 0
      discord.faults.next(callback, fault)
      const seen = await ada.command('sign')
      await discord.until(() => codes().length === requests)
      expect(discord.faults.pending).toBe(0)
      return seen.kind
    }
    const failure = async () => {
      await discord.until(() => failures.length === 1)
      return codeOf(failures.pop())
    }
    expect(await story({ kind: 'rate-limit', retryAfter: 0.1, scope: 'user' }, 2)).toBe('message')
    expect(codes()).toEqual([
      [429, undefined],
      [204, undefined],
    ])
    expect(await story({ kind: 'rate-limit', retryAfter: 0.1, scope: 'global' }, 2)).toBe('message')
    expect(await story({ kind: 'status', status: 502 }, 2)).toBe('message')
    expect(await story({ kind: 'slow', ms: 50 }, 1)).toBe('message')
    expect(await story({ kind: 'drop', by: 'reset' }, 2)).toBe('message')
    expect(await story({ kind: 'hang' }, 2)).toBe('message')
    expect(failures).toEqual([])
    // Done, but the bot does not know: its next try meets 40060.
    expect(await story({ kind: 'status', status: 502, executed: true }, 2)).toBe('message')
    expect(await failure()).toBe(40060)
    expect(await story({ kind: 'answer-lost', by: 'reset' }, 2)).toBe('message')
    expect(await failure()).toBe(40060)
    expect(await story({ kind: 'hang', executed: true }, 2)).toBe('message')
    expect(await failure()).toBe(40060)
    expect(await story({ kind: 'answer-lost' }, 1)).toBe('message')
    expect(await failure()).toMatchObject({ code: 'UND_ERR_SOCKET' })
    discord.times.acknowledgementMs = 100
    expect(await story({ kind: 'drop' }, 1)).toBe('unanswered')
    expect(await failure()).toMatchObject({ code: 'UND_ERR_SOCKET' })
    expect(failures).toEqual([])
    expect(discord.violations).toEqual([])
  })

  it('resumes after a broken connection and op 7, and delivers again what was delivered', async () => {
    const discord = await discordWith()
    const handled: string[] = []
    await bot(discord, async interaction => {
      handled.push(interaction.id)
      if (interaction.isChatInputCommand())
        await interaction.reply({ content: 'Here', flags: MessageFlags.Ephemeral })
    })
    const ada = discord.member(discord.guild().channel())
    await ada.command('sign')
    discord.gateway.replayOnResume = 1
    discord.gateway.drop()
    const meanwhile = ada.command('sign')
    await discord.gateway.resumed(1)
    expect((await meanwhile).kind).toBe('message')
    await discord.until(() => handled.length === 3)
    expect(handled[1]).toBe(handled[0])
    discord.gateway.reconnect()
    await discord.gateway.resumed(2)
    discord.gateway.invalidate(true)
    await discord.gateway.resumed(3)
    expect(discord.gateway.identifies).toBe(1)
    expect((await ada.command('sign')).kind).toBe('message')
    await discord.until(() => failures.length === 1)
    expect(failures.splice(0).map(codeOf)).toEqual([40060])
    expect(discord.violations).toEqual([])
  })

  it('refuses a wrong token, privileged intents and, when told to, a session', async () => {
    const discord = await discordWith()
    const client = new Client({ intents: [], rest: { api: discord.apiUrl, version: '10' } })
    await expect(client.login('wrong')).rejects.toThrow()
    await expect(bot(discord, async () => {}, { intents: [GatewayIntentBits.GuildMembers] })).rejects.toThrow(
      'disallowed',
    )
    const refused = await bot(discord, async () => {})
    const gone = new Promise<number>(resolve =>
      refused.on(Events.ShardDisconnect, event => resolve(event.code)),
    )
    discord.gateway.refuseNext(4014)
    discord.gateway.reconnect()
    expect(await gone).toBe(4014)
    const ours = await bot(discord, async () => {})
    const closed = new Promise<number>(resolve =>
      ours.on(Events.ShardDisconnect, event => resolve(event.code)),
    )
    discord.gateway.close(4004)
    expect(await closed).toBe(4004)
    await discord.until(() => discord.gateway.live === 0)
    expect(discord.gateway.identifiesLeft).toBe(997)
    expect(discord.violations).toEqual([])
  })

  it('is away and comes back; two processes with one token both get what happens', async () => {
    const discord = await discordWith({ down: true })
    const client = new Client({ intents: [], rest: { api: discord.apiUrl, version: '10', retries: 0 } })
    await expect(client.login(discord.token)).rejects.toThrow()
    discord.up()
    const handled: string[] = []
    const answer = async (interaction: Interaction) => {
      handled.push(interaction.id)
      if (interaction.isChatInputCommand())
        await interaction.reply({ content: 'x', flags: MessageFlags.Ephemeral })
    }
    await bot(discord, answer)
    await bot(discord, answer)
    const seen = await discord.member(discord.guild().channel()).command('sign')
    expect(seen.kind).toBe('message')
    await discord.until(() => handled.length === 2 && failures.length === 1)
    expect(failures.splice(0).map(codeOf)).toEqual([40060])
    expect(discord.violations).toEqual([])
  })
})

interface RawAnswer {
  status: number
  code: unknown
}

/** A request as a careless bot would write it. */
async function raw(discord: Discord, method: string, path: string, body: unknown): Promise<RawAnswer> {
  const response = await fetch(`${discord.apiUrl}/v10${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'DiscordBot (https://example.org, 1)',
      authorization: `Bot ${discord.token}`,
    },
    body: JSON.stringify(body),
  })
  const text = await response.text()
  const answer: unknown = text === '' ? {} : JSON.parse(text)
  return {
    status: response.status,
    code: typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'code') : 0,
  }
}

type Planted = [
  name: string,
  method: string,
  path: string,
  body: unknown,
  violation: string,
  refused: boolean,
]

const button = (over: object) => ({ type: 2, style: 1, label: 'x', custom_id: 'a', ...over })
const row = (...components: object[]) => ({ type: 1, components })
const label = (over: object) => ({
  type: 18,
  label: 'x',
  component: { type: 4, style: 1, custom_id: 'a' },
  ...over,
})
const modal = (over: object) => ({
  type: 9,
  data: { custom_id: 'm', title: 't', components: [label({})], ...over },
})
const text = (content: string) => ({ type: 10, content })
const command = (over: object) => [{ name: 'sign', description: 'x', ...over }]
const option = (over: object) => ({ type: 3, name: 'a', description: 'x', ...over })
const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))

const room = '/channels/ROOM/messages'
const callback = '/interactions/ID/TOKEN/callback'
const list = '/applications/APP/commands'
const v2 = 32768

const planted: Planted[] = [
  ['a typo in a field', 'POST', room, { contnet: 'x' }, 'openapi (', true],
  ['a route that is not', 'POST', '/chanels', {}, 'a route of Discord', true],
  ['2,001 characters in a room', 'POST', room, { content: 'x'.repeat(2001) }, 'content at most 2000', true],
  ['nothing in a message', 'POST', room, { flags: 4 }, 'not empty', true],
  ['ephemeral in a room', 'POST', room, { content: 'x', flags: 64 }, 'ephemeral only', true],
  [
    'content beside components v2',
    'POST',
    room,
    { content: 'x', flags: v2, components: [text('x')] },
    'no content',
    true,
  ],
  [
    '41 components',
    'POST',
    room,
    { flags: v2, components: many(2, () => ({ type: 17, components: many(20, () => text('x')) })) },
    'at most 40 in all',
    true,
  ],
  [
    '4,001 characters in two texts',
    'POST',
    room,
    { flags: v2, components: [text('x'.repeat(4000)), text('x')] },
    'at most 4000',
    true,
  ],
  ['texts without the flag', 'POST', room, { components: [text('x')] }, 'only action rows', true],
  [
    'one custom_id twice',
    'POST',
    room,
    { components: [row(button({}), button({}))] },
    'custom_id unique',
    true,
  ],
  [
    'a custom_id of 101',
    'POST',
    room,
    { components: [row(button({ custom_id: 'x'.repeat(101) }))] },
    'custom_id 1 to 100',
    true,
  ],
  [
    'a button of 81 characters',
    'POST',
    room,
    { components: [row(button({ label: 'x'.repeat(81) }))] },
    'label at most 80',
    true,
  ],
  [
    'a link with a custom_id',
    'POST',
    room,
    { components: [row(button({ style: 5, url: 'https://a.b' }))] },
    'a link has a url',
    true,
  ],
  [
    'six buttons in a row',
    'POST',
    room,
    { components: [row(...many(6, index => button({ custom_id: `${index}` })))] },
    'at most 5 buttons',
    true,
  ],
  [
    'an embed of 6,001 in all',
    'POST',
    room,
    { embeds: [{ description: 'x'.repeat(4096) }, { description: 'x'.repeat(1905) }] },
    'at most 6000',
    true,
  ],
  [
    'a file that is not sent',
    'POST',
    room,
    { embeds: [{ image: { url: 'attachment://a.png' } }] },
    'names a file',
    true,
  ],
  [
    'an attachment that is not sent',
    'POST',
    room,
    { content: 'x', attachments: [{ id: '0', filename: 'a.png' }] },
    'name files that are sent',
    true,
  ],
  [
    'eleven pictures in a gallery',
    'POST',
    room,
    { flags: v2, components: [gallery(...many(11, () => picture({})))] },
    '1 to 10 items',
    true,
  ],
  [
    'a picture described in 1,025 characters',
    'POST',
    room,
    { flags: v2, components: [gallery(picture({ description: 'x'.repeat(1025) }))] },
    'description at most 1024',
    true,
  ],
  [
    'a picture without words',
    'POST',
    room,
    { flags: v2, components: [gallery({ media: { url: 'https://a.b/c.png' } })] },
    'every picture has a description',
    false,
  ],
  [
    'a file from elsewhere',
    'POST',
    room,
    { flags: v2, components: [{ type: 13, file: { url: 'https://a.b/c.csv' } }] },
    'url is attachment://',
    true,
  ],
  ['@everyone unguarded', 'POST', room, { content: '@everyone' }, 'nobody is pinged', false],
  [
    '@here parsed',
    'POST',
    room,
    { content: 'x', allowed_mentions: { parse: ['everyone'] } },
    'nobody is pinged',
    false,
  ],
  [
    'a mention in a text component',
    'POST',
    room,
    { flags: v2, components: [text('<@1>')] },
    'nobody is pinged',
    false,
  ],
  [
    'enforce_nonce without a nonce',
    'POST',
    room,
    { content: 'x', enforce_nonce: true },
    'needs a nonce',
    true,
  ],
  [
    '2,001 characters as an answer',
    'POST',
    callback,
    { type: 4, data: { content: 'x'.repeat(2001) } },
    'content at most 2000',
    true,
  ],
  ['a title of 46', 'POST', callback, modal({ title: 'x'.repeat(46) }), 'title 1 to 45', true],
  [
    'a label of 46',
    'POST',
    callback,
    modal({ components: [label({ label: 'x'.repeat(46) })] }),
    'label 1 to 45',
    true,
  ],
  [
    'six fields',
    'POST',
    callback,
    modal({
      components: many(6, index => label({ component: { type: 4, style: 1, custom_id: `${index}` } })),
    }),
    '1 to 5 components',
    true,
  ],
  ['no field', 'POST', callback, modal({ components: [] }), '1 to 5 components', true],
  [
    'a prefilled value too long',
    'POST',
    callback,
    modal({
      components: [label({ component: { type: 4, style: 1, custom_id: 'a', max_length: 2, value: 'xxx' } })],
    }),
    'within max_length',
    true,
  ],
  [
    'autocompletion for a command',
    'POST',
    callback,
    { type: 8, data: { choices: [] } },
    'type 8 cannot answer a command',
    true,
  ],
  [
    'an update for a command',
    'POST',
    callback,
    { type: 7, data: { content: 'x' } },
    'type 7 cannot answer a command',
    true,
  ],
  [
    '26 choices',
    'POST',
    callback,
    { type: 8, data: { choices: many(26, index => ({ name: 'x', value: `${index}` })) } },
    'at most 25',
    true,
  ],
  [
    'a choice of 101',
    'POST',
    callback,
    { type: 8, data: { choices: [{ name: 'x'.repeat(101), value: 'x' }] } },
    'name 1 to 100',
    true,
  ],
  ['a command in capitals', 'PUT', list, command({ name: 'Sign' }), 'lower case', true],
  [
    'an optional option first',
    'PUT',
    list,
    command({ options: [option({}), option({ name: 'b', required: true })] }),
    'required options first',
    true,
  ],
  [
    '26 choices of an option',
    'PUT',
    list,
    command({ options: [option({ choices: many(26, index => ({ name: `${index}`, value: `${index}` })) })] }),
    'at most 25 choices',
    true,
  ],
  ['a command without a description', 'PUT', list, [{ name: 'sign' }], 'description 1 to 100', true],
  [
    '8,001 characters in a command',
    'PUT',
    list,
    command({
      options: many(25, index =>
        option({
          name: `o${index}`,
          choices: many(4, place => ({
            name: `${place}${'x'.repeat(60)}`,
            value: `${place}${'y'.repeat(60)}`,
          })),
        }),
      ),
    }),
    'at most 8000',
    true,
  ],
  [
    '101 commands',
    'PUT',
    list,
    many(101, index => ({ name: `c${index}`, description: 'x' })),
    'at most 100',
    true,
  ],
]

describe('the judge', () => {
  it.each(planted)('sees %s', async (_name, method, path, body, violation, refused) => {
    const { discord, seen } = await plantingGround()
    const full = path
      .replace('ROOM', seen.interaction.seat.channel.id)
      .replace('ID', seen.interaction.id)
      .replace('TOKEN', seen.interaction.token)
      .replace('APP', discord.applicationId)
    const answer = await raw(discord, method, full, body)
    expect(discord.violations.join('\n')).toContain(violation)
    if (refused) expect(answer).toMatchObject({ status: 400, code: 50035 })
    else expect(answer.status).toBe(200)
  })

  it('sees a form answered with a form, an unversioned path, a body that is no JSON, a part that is no file', async () => {
    const { discord, ada } = await plantingGround()
    discord.times.acknowledgementMs = 10
    const submit = await ada.submitForged('x', { name: 'Ada' })
    const { id, token } = submit.interaction
    const answer = await raw(discord, 'POST', `/interactions/${id}/${token}/callback`, modal({}))
    expect(answer).toMatchObject({ status: 400, code: 50035 })
    expect(discord.violations.splice(0)).toEqual([expect.stringContaining('type 9 cannot answer a modal')])

    const headers = {
      'user-agent': 'DiscordBot (https://example.org, 1)',
      authorization: `Bot ${discord.token}`,
    }
    await fetch(`${discord.apiUrl}/users/@me`, { headers })
    expect(discord.violations.splice(0)).toEqual([expect.stringContaining('/api/v10')])

    const url = `${discord.apiUrl}/v10/channels/${submit.interaction.seat.channel.id}/messages`
    await fetch(url, { method: 'POST', headers, body: 'content=x' })
    expect(discord.violations.splice(0).join()).toContain('application/json or multipart/form-data')
    const form = new FormData()
    form.set('payload_json', JSON.stringify({ content: 'x' }))
    form.set('file', new Blob(['x']), 'x.txt')
    await fetch(url, { method: 'POST', headers, body: form })
    expect(discord.violations.splice(0).join()).toContain('only payload_json and files[0]')
    const unseen = new FormData()
    const attachments = [{ id: '0', filename: 'é .png' }]
    const words = { flags: v2, components: [text('x')], allowed_mentions: { parse: [] }, attachments }
    unseen.set('payload_json', JSON.stringify(words))
    unseen.set('files[0]', new Blob([new Uint8Array(10 * 1024 * 1024 + 1)]), 'é .png')
    await fetch(url, { method: 'POST', headers, body: unseen })
    const found = discord.violations.splice(0).join()
    for (const rule of ['at most 10 MiB', 'each is shown by one', 'names of letters'])
      expect(found).toContain(rule)

    await fetch(`${discord.apiUrl}/v10/users/@me`, { headers: { ...headers, 'user-agent': 'node' } })
    expect(discord.violations.splice(0).join()).toContain('User-Agent')
    await fetch(`${discord.apiUrl}/v10/voice/regions`, { headers })
    expect(discord.violations.splice(0).join()).toMatch(
      /stand-in does not know this route|a route of Discord/,
    )
  })

  it('knows when an edit meets components v2', async () => {
    const { discord, seen } = await plantingGround()
    const hook = `/webhooks/${discord.applicationId}/${seen.interaction.token}`
    await raw(
      discord,
      'POST',
      callback.replace('ID', seen.interaction.id).replace('TOKEN', seen.interaction.token),
      {
        type: 4,
        data: { flags: v2, components: [text('x')] },
      },
    )
    expect(
      (await raw(discord, 'PATCH', `${hook}/messages/@original`, { components: [text('y')] })).status,
    ).toBe(200)
    expect(seen.message.history).toEqual(['x', 'y'])
    expect(discord.violations).toEqual([])
    await raw(discord, 'PATCH', `${hook}/messages/@original`, { content: 'z' })
    expect(discord.violations.join()).toContain('no content')
    expect(seen.message.text).toBe('y')
  })
})

/** A command nobody answered yet, with time enough. */
async function plantingGround() {
  const discord = await discordWith({ acknowledgementMs: 10 })
  await raw(discord, 'PUT', `/applications/${discord.applicationId}/commands`, command({}))
  const ada = discord.member(discord.guild().channel())
  const seen = await ada.command('sign')
  expect(seen.kind).toBe('unanswered')
  discord.times.acknowledgementMs = 5000
  return { discord, ada, seen }
}

const sources = [
  ...(hasOpenApiDocument ? (['discord-openapi.json'] as const) : []),
  'discord-api-spec' as const,
]

describe.each(sources)('judged by %s', source => {
  const query = new URLSearchParams()
  const judged = async (method: string, path: string, body: unknown) =>
    (await loadSpecification(source)).operation(method, path)?.faults(query, body)

  it('passes what is right and says what is not', async () => {
    const path = '/interactions/1/t/callback'
    expect(await judged('POST', path, { type: 5, data: { flags: 64 } })).toEqual([])
    expect(await judged('POST', path, modal({}))).toEqual([])
    expect(await judged('POST', path, { type: 8, data: { choices: [{ name: 'x', value: 'y' }] } })).toEqual(
      [],
    )
    expect(
      await judged('POST', '/channels/1/messages', { content: 'x', nonce: '1', enforce_nonce: true }),
    ).toEqual([])
    expect(await judged('PATCH', '/channels/1/messages/2', { embeds: [{ title: 'x' }] })).toEqual([])
    expect(
      await judged('PATCH', '/webhooks/1/t/messages/@original', { components: [row(button({}))] }),
    ).toEqual([])
    expect(await judged('POST', '/webhooks/1/t', { content: 'x', flags: 64 })).toEqual([])
    expect(await judged('PUT', '/applications/1/commands', commands)).toEqual([])
    expect(await judged('PATCH', '/applications/1/commands/2', { description: 'x' })).toEqual([])
    expect(await judged('POST', '/users/@me/channels', { recipient_id: '1' })).toEqual([])
    expect(await judged('GET', '/gateway/bot', undefined)).toEqual([])

    expect(await judged('POST', path, { type: 4, data: { contnet: 'x' } })).not.toEqual([])
    expect(await judged('POST', path, modal({ title: 7 }))).not.toEqual([])
    expect(await judged('POST', path, modal({ components: [label({ component: button({}) })] }))).not.toEqual(
      [],
    )
    expect(await judged('POST', '/users/@me/channels', { recipient: '1' })).not.toEqual([])
    expect(await judged('PATCH', '/channels/1/messages/2', { embeds: [{ titel: 'x' }] })).not.toEqual([])
    expect(await judged('PUT', '/applications/1/commands', command({ options: [{ type: 99 }] }))).not.toEqual(
      [],
    )
    expect(await judged('POST', '/channels/1/messages', undefined)).not.toEqual([])
    expect(await judged('GET', '/no/such/route', undefined)).toBeUndefined()
  })
})

describe.runIf(hasOpenApiDocument)('the document beside the repository', () => {
  it('judges, and finds the answers of the stand-in to be those of Discord', async () => {
    const { discord, ada, seen } = await plantingGround()
    expect(discord.judgedBy).toBe('discord-openapi.json')
    const specification = await loadSpecification()
    const query = new URLSearchParams({ with_response: 'true' })
    const wrong: string[] = []
    const ask = async (method: string, path: string, body?: unknown) => {
      const response = await fetch(`${discord.apiUrl}/v10${path}`, {
        method,
        headers: {
          'content-type': 'application/json',
          'user-agent': 'DiscordBot (https://example.org, 1)',
          authorization: `Bot ${discord.token}`,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      expect(response.ok).toBe(true)
      const answer: unknown = await response.json()
      const [pathname = ''] = path.split('?')
      const operation = specification.operation(method, pathname)
      expect(operation?.answerFaults(response.status, 'nonsense')).not.toEqual([])
      wrong.push(...(operation?.answerFaults(response.status, answer) ?? []).map(fault => `${path} ${fault}`))
      return answer
    }
    const { channel, person, guild } = ada.seat
    const respond = (one: typeof seen, body: unknown) =>
      ask('POST', `/interactions/${one.interaction.id}/${one.interaction.token}/callback?${query}`, body)
    await ask('GET', '/gateway/bot')
    await ask('GET', '/users/@me')
    await ask('GET', '/users/@me/guilds')
    await ask('GET', '/applications/@me')
    await ask('GET', '/oauth2/applications/@me')
    await ask('GET', `/applications/${discord.applicationId}/commands`)
    await ask('POST', `/applications/${discord.applicationId}/commands`, { name: 'x', description: 'x' })
    await ask('GET', `/guilds/${guild?.id}`)
    await ask('GET', `/channels/${channel.id}`)
    await ask('POST', '/users/@me/channels', { recipient_id: person.id })
    await ask('POST', `/channels/${channel.id}/messages`, {
      embeds: [{ title: 'x' }],
      components: [row(button({}))],
      nonce: '1',
    })
    await ask('GET', `/channels/${channel.id}/messages`)
    await respond(seen, { type: 4, data: { flags: v2, components: [text('x'), row(button({}))] } })
    const hook = `/webhooks/${discord.applicationId}/${seen.interaction.token}`
    await ask('PATCH', `${hook}/messages/@original`, { components: [text('y'), row(button({}))] })
    await ask('POST', hook, { content: 'x' })
    discord.times.acknowledgementMs = 10
    const pressed = await ada.press(seen.message, 'x')
    const submitted = await ada.submitForged('x', { name: 'Ada' })
    discord.times.acknowledgementMs = 5000
    await respond(pressed, { type: 4, data: { content: 'x', flags: 64 } })
    await respond(submitted, { type: 4, data: { content: 'x' } })
    expect(wrong).toEqual([])
    expect(discord.violations).toEqual([])
  })
})
