/** Tests the Discord stand-in: its judge, with requests that are wrong on purpose; and what it refuses as Discord does. */
import { existsSync, readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { Client } from 'discord.js'
import { afterEach, describe, expect, it } from 'vitest'
import { objectAt } from '../chat/json.ts'
import { schemaFaults } from '../chat/schema-faults.ts'
import { loadSpecification, routes, strengthened } from './specification.ts'
import { type Discord, type DiscordOptions, startDiscord } from './stand-in.ts'

const open: Discord[] = []

afterEach(async () => {
  for (const discord of open.splice(0)) await discord.close()
})

/** A command that nobody has answered yet, with time enough to answer it. */
async function ground(options: DiscordOptions = {}) {
  const discord = await startDiscord({ ...options, acknowledgementMs: 10 })
  open.push(discord)
  await ask(discord, 'PUT', list, command({ integration_types: [0, 1], contexts: [0, 1, 2] }))
  const room = discord.guild().channel()
  const ada = discord.member(room, { username: 'ada' })
  const seen = await ada.command('sign')
  expect(seen.kind).toBe('unanswered')
  expect(() => seen.message).toThrow('The application did not respond')
  discord.times.acknowledgementMs = 60_000
  const { id, token } = seen.interaction
  const asks = (method: string, path: string, body?: unknown) =>
    ask(discord, method, path.replace('ROOM', room.id).replace('ID', id).replace('TOKEN', token), body)
  return { discord, room, ada, seen, asks }
}

/** As a careless bot would ask. */
async function ask(discord: Discord, method: string, path: string, body?: unknown) {
  const response = await fetch(`${discord.apiUrl}/v10${path.replace('APP', discord.applicationId)}`, {
    method,
    headers: headersOf(discord),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  const answer: unknown = text === '' ? {} : JSON.parse(text)
  return { status: response.status, code: Reflect.get(Object(answer), 'code'), answer }
}

function headersOf({ token }: Discord) {
  const agent = 'DiscordBot (https://example.org, 1)'
  return { 'content-type': 'application/json', 'user-agent': agent, authorization: `Bot ${token}` }
}

const room = '/channels/ROOM/messages'
const callback = '/interactions/ID/TOKEN/callback'
const hook = '/webhooks/APP/TOKEN'
const list = '/applications/APP/commands'
const v2 = 32768

const long = (length: number) => 'x'.repeat(length)
const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))
const text = (content: string) => ({ type: 10, content })
const button = (over: object) => ({ type: 2, style: 1, label: 'x', custom_id: 'a', ...over })
const link = (url: string, over = {}) => ({ type: 2, style: 5, label: 'x', url, ...over })
const row = (...components: object[]) => ({ type: 1, components })
const gallery = (...items: object[]) => ({ type: 12, items })
const picture = (over: object) => ({ media: { url: 'attachment://a.png' }, description: 'x', ...over })
const said = (components: object[], over: object = {}) => ({
  flags: v2,
  components,
  allowed_mentions: { parse: [] },
  ...over,
})
const posted = (components: object[], over: object = {}) =>
  said(components, { nonce: '1', enforce_nonce: true, ...over })
const input = (over: object) => ({ type: 4, style: 1, custom_id: 'a', ...over })
const label = (component: object, over: object = {}) => ({ type: 18, label: 'x', component, ...over })
const menu = (options: object[], over: object = {}) => label({ type: 3, custom_id: 'a', options, ...over })
const choice = (over: object) => ({ label: 'x', value: 'x', ...over })
const modal = (components: object[], over: object = {}) => ({
  type: 9,
  data: { custom_id: 'm', title: 't', components, ...over },
})
const choices = (...offered: object[]) => ({ type: 8, data: { choices: offered } })
const command = (over: object) => [{ name: 'sign', description: 'x', ...over }]
const option = (over: object) => ({ type: 3, name: 'a', description: 'x', ...over })
const subcommand = { type: 1, name: 's', description: 'x' }

type Wrong = [name: string, body: unknown, finding: string]

const inRooms: Wrong[] = [
  ['a misspelt field', posted([text('x')], { flgas: 4 }), 'openapi: / must NOT have unevaluated properties'],
  ['a misspelt field of a button', posted([row(button({ lable: 'x' }))]), 'openapi: /components/0'],
  ['ephemeral', posted([text('x')], { flags: v2 | 64 }), 'ephemeral only'],
  ['content', { content: 'x', nonce: '1', enforce_nonce: true }, 'house: every message has components v2'],
  ['content beside components', posted([text('x')], { content: 'x' }), 'house: nothing in a message but'],
  ['nothing', posted([]), 'not empty'],
  [
    '41 components',
    posted(many(2, () => ({ type: 17, components: many(20, () => text('x')) }))),
    'at most 40',
  ],
  ['4,001 characters in one text', posted([text(long(4001))]), 'openapi: /components/0/content'],
  ['4,001 characters in two texts', posted([text(long(4000)), text('x')]), 'at most 4000'],
  ['an empty text', posted([text('')]), 'openapi: /components/0/content'],
  ['a component that is not shown', posted([{ type: 14 }]), 'house: only components'],
  ['one custom_id twice', posted([row(button({}), button({}))]), 'custom_id unique'],
  ['an id of a component', posted([{ ...text('x'), id: 1 }]), 'house: Discord numbers'],
  ['a custom_id of 101', posted([row(button({ custom_id: long(101) }))]), 'openapi: /components/0'],
  ['a label of 81', posted([row(button({ label: long(81) }))]), 'openapi: /components/0'],
  ['a label of 41 emoji', posted([row(button({ label: '🎺'.repeat(41) }))]), 'openapi: /components/0'],
  ['no label', posted([row(button({ label: '' }))]), 'button: a label'],
  [
    'a link with a custom_id',
    posted([row(link('https://a.b', { custom_id: 'a' }))]),
    'a link has no custom_id',
  ],
  [
    'a button with a url',
    posted([row(button({ url: 'https://a.b' }))]),
    'a link has a url, and nothing else',
  ],
  ['a link to localhost', posted([row(link('http://localhost/x'))]), 'url is one that Discord takes'],
  ['a link to a file', posted([row(link('file://a.b'))]), 'url is one that Discord takes'],
  ['a url of 513', posted([row(link(`https://a.b/${long(501)}`))]), 'openapi: /components/0'],
  ['six in a row', posted([row(...many(6, n => button({ custom_id: `${n}` })))]), 'openapi: /components/0'],
  ['eleven pictures', posted([gallery(...many(11, () => picture({})))]), 'openapi: /components/0'],
  ['1,025 in a picture', posted([gallery(picture({ description: long(1025) }))]), 'openapi: /components/0'],
  ['a picture without words', posted([gallery(picture({ description: ' ' }))]), 'house: every picture'],
  ['a picture that is not sent', posted([gallery(picture({}))]), 'each that is sent is shown'],
  [
    'a file from elsewhere',
    posted([{ type: 13, file: { url: 'https://a.b/c' } }]),
    'each that is sent is shown',
  ],
  [
    'a file that is named only',
    posted([text('x')], { attachments: [{ id: '0', filename: 'a' }] }),
    'by its place',
  ],
  [
    '@everyone',
    posted([text('x')], { allowed_mentions: { parse: ['everyone'] } }),
    'house: nobody is pinged',
  ],
  [
    'a user',
    posted([text('x')], { allowed_mentions: { parse: [], users: ['1'] } }),
    'house: nobody is pinged',
  ],
  ['nothing about pings', posted([text('x')], { allowed_mentions: undefined }), 'house: nobody is pinged'],
  ['no nonce', posted([text('x')], { nonce: undefined }), 'house: a message is posted with enforce_nonce'],
  ['enforce_nonce false', posted([text('x')], { enforce_nonce: false }), 'house: a message is posted with'],
  ['a nonce of 26', posted([text('x')], { nonce: long(26) }), 'openapi: /nonce'],
  ['no body', undefined, 'openapi: no body'],
]

const inAnswers: Wrong[] = [
  [
    'a message that pings',
    { type: 4, data: said([text('x')], { allowed_mentions: {} }) },
    'nobody is pinged',
  ],
  ['a deferral with words', { type: 5, data: { flags: 64, content: 'x' } }, 'a deferral carries only flags'],
  ['an update', { type: 7, data: said([text('x')]) }, 'type 7 cannot answer a command'],
  ['autocompletion', choices(), 'type 8 cannot answer a command'],
  ['26 choices', choices(...many(26, () => ({ name: 'x', value: 'x' }))), 'openapi: /data/choices'],
  ['a choice of 101', choices({ name: long(101), value: 'x' }), 'openapi: /data/choices/0/name'],
  ['a value of 101', choices({ name: 'x', value: long(101) }), 'choices: value at most 100'],
  ['a misspelt field', modal([label(input({ max_lenght: 1 }))]), 'openapi: /data/components/0'],
  ['a title of 46', modal([label(input({}))], { title: long(46) }), 'openapi: /data/title'],
  [
    'a form with a custom_id of 101',
    modal([label(input({}))], { custom_id: long(101) }),
    'openapi: /data/custom_id',
  ],
  ['a label of 46', modal([label(input({}), { label: long(46) })]), 'openapi: /data/components/0/label'],
  ['a hint of 101', modal([label(input({}), { description: long(101) })]), 'openapi: /data/components/0'],
  ['six fields', modal(many(6, n => label(input({ custom_id: `${n}` })))), '1 to 5 components'],
  ['no field', modal([]), 'openapi: /data/components'],
  ['two fields of one name', modal([label(input({})), label(input({}))]), 'custom_id unique'],
  ['too long a value', modal([label(input({ max_length: 2, value: 'xxx' }))]), 'value within max_length'],
  ['a max_length of 4,001', modal([label(input({ max_length: 4001 }))]), 'openapi: /data/components/0'],
  ['a least length', modal([label(input({ min_length: 1 }))]), 'house: only fields'],
  ['a button', modal([label(button({}))]), 'house: only fields'],
  ['26 options', modal([menu(many(26, n => choice({ value: `${n}` })))]), 'openapi: /data/components/0'],
  ['no option', modal([menu([])]), 'openapi: /data/components/0'],
  ['an option of 101', modal([menu([choice({ label: long(101) })])]), 'openapi: /data/components/0'],
  ['an option twice', modal([menu([choice({}), choice({})])]), 'select: values unique'],
  [
    'two defaults',
    modal([menu([choice({ default: true }), choice({ value: 'y', default: true })])]),
    'at most one default',
  ],
  ['a menu of several', modal([menu([choice({})], { max_values: 1 })]), 'house: only fields'],
]

const ofCommands: Wrong[] = [
  ['capitals', command({ name: 'Sign' }), 'lower case'],
  ['a space', command({ name: 'si gn' }), 'lower case'],
  ['33 characters', command({ name: long(33) }), 'openapi: /0/name'],
  ['another name in French', command({ name_localizations: { fr: 'signer' } }), 'house: commands have'],
  ['no description', [{ name: 'sign' }], 'a description'],
  ['a description of 101', command({ description: long(101) }), 'openapi: /0/description'],
  ['101 in French', command({ description_localizations: { fr: long(101) } }), 'openapi: /0/description'],
  [
    'an optional option first',
    command({ options: [option({}), option({ name: 'b', required: true })] }),
    'first',
  ],
  ['an option twice', command({ options: [option({}), option({})] }), 'option names unique'],
  ['26 options', command({ options: many(26, n => option({ name: `a${n}` })) }), 'openapi: /0/options'],
  [
    '26 choices',
    command({ options: [option({ choices: many(26, n => ({ name: `${n}`, value: `${n}` })) })] }),
    'openapi: /0/options/0',
  ],
  [
    'choices and autocompletion',
    command({ options: [option({ autocomplete: true, choices: [{ name: 'x', value: 'x' }] })] }),
    'choices or autocomplete',
  ],
  ['subcommands and options', command({ options: [option({}), subcommand] }), 'subcommands or options'],
  [
    '8,001 characters',
    command({ options: many(25, n => option({ name: `o${n}`, choices: many(4, eighty) })) }),
    'at most 8000',
  ],
  ['101 of them', many(101, n => ({ name: `c${n}`, description: 'x' })), 'at most 100'],
  ['one twice', [...command({}), ...command({})], 'name unique'],
]

function eighty(n: number) {
  return { name: `${n}${long(39)}`, value: `${n}${long(39)}` }
}

describe('the judge', () => {
  it('finds nothing wrong with what is right', async () => {
    const { discord, asks, seen } = await ground()
    const everything = [
      text('x'),
      row(button({}), link('https://a.b')),
      { type: 17, components: [text('y'), row(button({ custom_id: 'b' }))] },
    ]
    expect((await asks('POST', room, posted(everything))).status).toBe(200)
    const filled = [
      label(input({ value: 'x', max_length: 1 }), { description: 'x' }),
      menu([choice({})], { custom_id: 'b' }),
    ]
    expect((await asks('POST', callback, modal(filled))).status).toBe(204)
    expect(seen.modal.fields.map(({ name, value }) => [name, value])).toEqual([
      ['a', 'x'],
      ['b', ''],
    ])
    expect(discord.violations).toEqual([])
  })

  it.each([
    ...inRooms.map(wrong => ['POST', room, ...wrong] as const),
    ['PATCH', `${room}/1`, 'ephemeral', said([text('x')], { flags: v2 | 64 }), 'ephemeral only'] as const,
    ...inAnswers.map(wrong => ['POST', callback, ...wrong] as const),
    ['POST', hook, 'nothing', said([]), 'not empty'] as const,
    ['PATCH', `${hook}/messages/@original`, 'nothing', said([]), 'not empty'] as const,
    ...ofCommands.map(wrong => ['PUT', list, ...wrong] as const),
    ['POST', '/users/@me/channels', 'a misspelt field', { recipient: '1' }, 'openapi: /'] as const,
    [
      'GET',
      '/voice/regions',
      'a route of which nothing is known',
      undefined,
      'a route that the bot uses',
    ] as const,
    ['GET', `${list}?with_localizations=true`, 'a query', undefined, 'house: no query'] as const,
  ])('in %s %s finds %s', async (method, path, _name, body, finding) => {
    const { discord, asks } = await ground()
    const { code } = await asks(method, path, body)
    expect(discord.violations.join('\n')).toContain(finding)
    const isOurs = discord.violations.every(line => / (house: |a route)/.test(line))
    expect(code === 50035).toBe(!isOurs)
  })

  it('finds a form answered by a form', async () => {
    const { discord, ada, asks } = await ground()
    discord.times.acknowledgementMs = 10
    const { id, token } = (await ada.submitForged('x', { name: 'Ada' })).interaction
    const form = modal([label(input({}))])
    expect(await asks('POST', `/interactions/${id}/${token}/callback`, form)).toMatchObject({ code: 50035 })
    expect(discord.violations.join()).toContain('type 9 cannot answer a modal')
  })

  it.each([
    ['an unversioned path', '/users/@me', {}, 'path: /api/v10'],
    ['another user agent', '/v10/gateway/bot', { headers: { 'user-agent': 'node' } }, 'User-Agent'],
    ['a body that is no JSON', '/v10/channels/1/messages', { method: 'POST', body: '{' }, 'body: JSON'],
    [
      'a part that is no file',
      '/v10/channels/1/messages',
      { method: 'POST', body: parts('file', 1) },
      'multipart',
    ],
    [
      'a file nobody sees',
      '/v10/channels/1/messages',
      { method: 'POST', body: parts('files[0]', 1) },
      'is shown by',
    ],
    [
      'an odd name of a file',
      '/v10/channels/1/messages',
      { method: 'POST', body: parts('files[0]', 1) },
      'letters',
    ],
    [
      '11 MiB',
      '/v10/channels/1/messages',
      { method: 'POST', body: parts('files[0]', 11 * 2 ** 20) },
      '10 MiB',
    ],
    [
      'two files of one name',
      '/v10/channels/1/messages',
      { method: 'POST', body: parts('files[0]', 1, 'files[1]') },
      'names of files differ',
    ],
  ])('finds %s', async (_name, path, init, finding) => {
    const { discord } = await ground()
    const { authorization, 'user-agent': agent } = headersOf(discord)
    const type = 'body' in init && typeof init.body === 'string' ? { 'content-type': 'application/json' } : {}
    const headers = {
      authorization,
      'user-agent': agent,
      ...type,
      ...('headers' in init ? init.headers : {}),
    }
    await fetch(`${discord.apiUrl}${path}`, { ...init, headers })
    expect(discord.violations.join('\n')).toContain(finding)
  })
})

function parts(name: string, bytes: number, ...more: string[]): FormData {
  const form = new FormData()
  form.set('payload_json', JSON.stringify(posted([text('x')])))
  for (const one of [name, ...more]) form.set(one, new Blob([new Uint8Array(bytes)]), 'é .png')
  return form
}

describe('the stand-in', () => {
  it('refuses what Discord refuses, in rooms and in direct messages', async () => {
    const { discord, room: channel, ada, asks } = await ground()
    const post = async (id: string, nonce = id) =>
      (await asks('POST', `/channels/${id}/messages`, posted([text('x')], { nonce: nonce.slice(-9) }))).code
    await post(channel.id)
    await post(channel.id)
    expect(channel.messages).toHaveLength(1)
    channel.messages[0]?.delete()
    const edit = `/channels/${channel.id}/messages/${channel.all[0]?.id}`
    expect((await asks('PATCH', edit, said([text('y')]))).code).toBe(10008)
    channel.botMay = { view: true, send: false }
    expect(await post(channel.id, '2')).toBe(50013)
    channel.botMay = { view: false, send: false }
    expect(await post(channel.id, '2')).toBe(50001)
    expect(await post(discord.withOwnApp(ada.person).seat.channel.id)).toBe(50001)
    channel.delete()
    expect(await post(channel.id)).toBe(10003)
    ada.person.directMessagesOpen = false
    expect(await post(ada.person.channel.id)).toBe(50007)
    expect((await asks('POST', '/users/@me/channels', { recipient_id: '1' })).code).toBe(10013)
    expect((await asks('GET', '/guilds/1')).code).toBe(10004)
    expect(discord.violations).toEqual([])
  })

  it('takes a first response once and in time, and later ones while the token lives', async () => {
    const { discord, seen, asks, ada } = await ground()
    const answer = said([text('x')], { flags: v2 | 64 })
    const original = `${hook}/messages/@original`
    expect((await asks('PATCH', original, answer)).code).toBe(10015)
    expect((await asks('POST', callback, { type: 5, data: { flags: 64 } })).status).toBe(204)
    expect((await asks('POST', callback, { type: 4, data: answer })).code).toBe(40060)
    expect(seen.message.thinking).toBe(true)
    await asks('PATCH', original, answer)
    expect([seen.message.text, seen.message.ephemeral]).toEqual(['x', true])
    seen.message.delete()
    expect((await asks('PATCH', original, answer)).code).toBe(10008)
    discord.times.tokenMs = 1
    expect(await asks('POST', hook, answer)).toMatchObject({ status: 401, code: 50027 })
    discord.times.expiredToken = 10015
    expect(await asks('POST', hook, answer)).toMatchObject({ status: 404, code: 10015 })
    discord.times.acknowledgementMs = 0
    const { interaction } = await ada.command('sign')
    const late = `/interactions/${interaction.id}/${interaction.token}/callback`
    expect((await asks('POST', late, { type: 4, data: answer })).code).toBe(10062)
    expect(discord.violations).toEqual([])
  })

  it('takes five follow-ups where the app is the member’s own', async () => {
    const { discord, ada, asks } = await ground()
    discord.times.acknowledgementMs = 100
    const { interaction } = await discord.withOwnApp(ada.person).command('sign')
    discord.times.acknowledgementMs = 60_000
    const answer = said([text('x')], { flags: v2 | 64 })
    await asks('POST', `/interactions/${interaction.id}/${interaction.token}/callback`, {
      type: 4,
      data: answer,
    })
    const codes = []
    for (let n = 0; n < 6; n += 1)
      codes.push((await asks('POST', `/webhooks/APP/${interaction.token}`, answer)).code)
    expect(codes).toEqual([...Array(5).fill(undefined), 40094])
  })

  it('shows an answer to who may see it, and lets nobody do what Discord’s client does not', async () => {
    const { discord, room: channel, ada, seen, asks } = await ground()
    const answer = said([text('x'), row(button({}), link('https://a.b'))], { flags: v2 | 64 })
    await asks('POST', callback, { type: 4, data: answer })
    expect(channel.messages).toEqual([])
    expect(() => discord.member(channel).press(seen.message, 'x')).toThrow('does not see')
    expect(() => ada.press(seen.message, 'z')).toThrow('No button "z"')
    expect(() => ada.command('sing')).toThrow('There is no sing')
    expect(() => ada.command('sign', { petition: 'x' })).toThrow('There is no petition')
    expect(() => ada.submitModal({})).toThrow('No form is open')
    await ask(discord, 'PUT', list, command({ contexts: [0], options: [option({ required: true })] }))
    expect(() => discord.inDirectMessage(ada.person).command('sign')).toThrow('not offered')
    expect(() => discord.withOwnApp(ada.person).command('sign')).toThrow('not offered')
    expect(() => ada.command('sign')).toThrow('does not send /sign without a')
  })

  it('refuses a wrong token, and any intent', async () => {
    const { discord } = await ground()
    const rest = { api: discord.apiUrl, version: '10' }
    await expect(new Client({ intents: [], rest }).login('wrong')).rejects.toThrow()
    const curious = new Client({ intents: ['GuildMembers'], rest })
    await expect(curious.login(discord.token)).rejects.toThrow('disallowed')
    await curious.destroy()
  })
})

const documentPath = new URL('../../../../shared/specs/discord-openapi.json', import.meta.url)

describe.runIf(existsSync(documentPath))('the OpenAPI document, which lies beside the repository', () => {
  const document: unknown = existsSync(documentPath) ? JSON.parse(readFileSync(documentPath, 'utf8')) : {}
  const operationOf = (name: string) => {
    const [method = '', path = ''] = name.split(' ')
    return {
      path,
      method: method.toLowerCase(),
      operation: objectAt(objectAt(objectAt(document, 'paths'), path), method.toLowerCase()),
    }
  }

  it.each(Object.entries(routes))('has the route %s with the same body', (name, schema) => {
    const { operation } = operationOf(name)
    expect(operation).toBeDefined()
    const body = JSON.stringify(objectAt(operation, 'requestBody') ?? {})
    for (const [reference] of JSON.stringify(schema ?? {}).matchAll(/#\/[\w/]+/g))
      expect(body).toContain(reference)
    expect(operation?.requestBody === undefined).toBe(schema === undefined)
  })

  it('allows each field that the stand-in answers with', async () => {
    const { discord, room: channel, ada, asks } = await ground()
    const specification = await loadSpecification()
    const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false })
    ajv.addSchema({ $id: 'document', ...strengthened(Object(document)) })
    const invented: string[] = []
    const check = async (method: string, path: string, body?: unknown) => {
      const { status, answer } = await asks(method, path, body)
      const known = path.replace('APP', discord.applicationId).replace('ROOM', channel.id)
      const { path: template } = operationOf(specification.operation(method, known)?.name ?? '')
      const place = [template, method.toLowerCase(), 'responses', `${status}`, 'content', 'application/json']
      const pointer = ['paths', ...place, 'schema'].map(part =>
        encodeURIComponent(part.replaceAll('/', '~1')),
      )
      const validate = ajv.compile({ $ref: `document#/${pointer.join('/')}` })
      expect(schemaFaults(validate, { invented: true })).not.toEqual([])
      // Fields that our bot does not read are left out.
      const faults = schemaFaults(validate, answer).filter(
        fault => !fault.includes('must have required property'),
      )
      invented.push(...faults.map(fault => `${method} ${template}: ${fault}`))
    }
    await check('GET', '/gateway/bot')
    await check('GET', '/applications/@me')
    await check('GET', list)
    await check('PUT', list, command({}))
    await check('GET', `/guilds/${channel.guild?.id}`)
    await check('POST', '/users/@me/channels', { recipient_id: ada.id })
    await check('POST', room, posted([text('x'), row(button({}))]))
    await check('PATCH', `/channels/ROOM/messages/${channel.messages[0]?.id}`, said([text('y')]))
    expect(invented).toEqual([])
  })
})
