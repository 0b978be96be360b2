/** The judge of the Discord stand-in, with requests that are wrong on purpose. */

import { afterEach, describe, expect, it } from 'vitest'
import {
  button,
  callback,
  choice,
  choices,
  command,
  gallery,
  hook,
  input,
  label,
  link,
  list,
  long,
  many,
  menu,
  modal,
  option,
  picture,
  posted,
  room,
  row,
  said,
  subcommand,
  text,
  v2,
} from './bodies.ts'
import { closeGrounds, ground, headersOf } from './ground.ts'

afterEach(closeGrounds)

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
