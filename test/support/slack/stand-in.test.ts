/** Tests the Slack stand-in: its judge, with calls that are wrong on purpose; and what it refuses as Slack does. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { Changes } from '../chat/changes.ts'
import { textAt } from '../chat/json.ts'
import { loadBlockKit } from './block-kit-schema.ts'
import { judgeAcknowledgement, judgeAnswer, judgeCall } from './judge.ts'
import { hasManifestSchema, manifestFaults } from './manifest.ts'
import { type SlackOptions, startSlack } from './stand-in.ts'
import { View } from './view.ts'

const ends: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/** An app that listens by HTTP, and says what a test wants. */
async function ground(options: SlackOptions = {}) {
  const slack = await startSlack(options)
  ends.push(() => slack.close())
  const [workspace] = slack.workspaces
  if (workspace === undefined) throw new Error('no workspace')
  const room = workspace.channel()
  const ada = slack.member(room, { name: 'ada' })
  const app = { status: 200, body: '', afterMs: 0, got: [] as string[] }
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const { 'x-slack-retry-num': num, 'x-slack-retry-reason': reason } = request.headers
    app.got.push(num === undefined ? body : `${num} ${reason}`)
    await new Promise(resolve => setTimeout(resolve, app.afterMs))
    response.writeHead(app.status, { 'content-type': 'application/json' }).end(app.body)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  ends.push(() => new Promise(resolve => server.close(resolve)))
  slack.http.baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const call = (method: string, args: object, token = workspace.token.value) =>
    ask(`${slack.apiUrl}${method}`, args, token)
  return { slack, workspace, room, ada, app, call }
}

/** As a careless app would ask: the error in the answer, if any. */
async function ask(url: string, body: object, token = '') {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  const answer: unknown = await response.json()
  return { answer, error: textAt(answer, 'error'), status: response.status }
}

const long = (length: number) => 'x'.repeat(length)
const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))
const plain = (text: string) => ({ type: 'plain_text', text })
const header = (text: string) => ({ type: 'header', text: plain(text) })
const rich = (...elements: object[]) => ({ type: 'rich_text', elements })
const section = (...elements: object[]) => ({ type: 'rich_text_section', elements })
const button = (over: object) => ({ type: 'button', action_id: 'a', text: plain('x'), ...over })
const actions = (...elements: object[]) => ({ type: 'actions', elements })
const option = (value: string, text = 'x') => ({ value, text: plain(text) })
const input = (element: object, over: object = {}) => ({
  type: 'input',
  block_id: 'name',
  label: plain('Name'),
  element: { type: 'plain_text_input', action_id: 'input', ...element },
  ...over,
})
const menu = (options: object[], over: object = {}) => input({ type: 'static_select', options, ...over })
const form = (over: object, ...blocks: object[]) => ({
  type: 'modal',
  callback_id: 'sign',
  title: plain('Sign'),
  submit: plain('Send'),
  blocks: blocks.length > 0 ? blocks : [input({})],
  ...over,
})
const quiet = { parse: 'none', link_names: false, unfurl_links: false, unfurl_media: false }
const post = (over: object) => ({ channel: 'C1', text: 'x', ...quiet, ...over })
const opens = (view: object) => ({ trigger_id: 't', view })

type Wrong = [name: string, args: object, finding: string]

const inMessages: Wrong[] = [
  ['a misspelt field', { blocks: [{ ...header('x'), txt: 'x' }] }, 'additional properties txt'],
  ['a misspelt type', { blocks: [{ type: 'haeder', text: plain('x') }] }, 'blocks: /0/type'],
  [
    'a misspelt field of a button',
    { blocks: [actions(button({ valeu: 'x' }))] },
    'additional properties valeu',
  ],
  ['a misspelt style', { blocks: [actions(button({ style: 'red' }))] }, 'blocks: /0/elements/0/style'],
  [
    'a misspelt rich text',
    { blocks: [rich({ type: 'rich_text_qoute', elements: [] })] },
    'blocks: /0/elements/0',
  ],
  [
    'a block that is not shown',
    { blocks: [{ type: 'divider' }] },
    'house: only blocks that the stand-in shows',
  ],
  ['a mention', { blocks: [rich(section({ type: 'user', user_id: 'U1' }))] }, 'house: only blocks'],
  [
    'Slack’s own markup',
    { blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'x' } }] },
    'house: only blocks',
  ],
  ['51 blocks', { blocks: many(51, () => header('x')) }, 'blocks: at most 50'],
  [
    'a block_id twice',
    { blocks: [header('x'), header('y')].map(one => ({ ...one, block_id: 'b' })) },
    'block_id unique',
  ],
  [
    'a block_id of 256',
    { blocks: [{ ...header('x'), block_id: long(256) }] },
    'header: block_id at most 255',
  ],
  ['a header of 151', { blocks: [header(long(151))] }, 'header: text at most 150'],
  [
    '3,001 in a context',
    { blocks: [{ type: 'context', elements: [plain(long(3001))] }] },
    'plain_text: text at most 3000',
  ],
  ['an empty text', { blocks: [header('')] }, 'plain_text: at least 1'],
  [
    '11 in a context',
    { blocks: [{ type: 'context', elements: many(11, () => plain('x')) }] },
    'context: 1 to 10',
  ],
  ['26 buttons', { blocks: [actions(...many(26, n => button({ action_id: `${n}` })))] }, 'actions: 1 to 25'],
  ['no button', { blocks: [actions()] }, 'actions: 1 to 25'],
  ['an action_id twice', { blocks: [actions(button({}), button({}))] }, 'action_id unique'],
  [
    'an action_id of 256',
    { blocks: [actions(button({ action_id: long(256) }))] },
    'button: action_id at most 255',
  ],
  ['76 in a button', { blocks: [actions(button({ text: plain(long(76)) }))] }, 'button: text at most 75'],
  ['a value of 2,001', { blocks: [actions(button({ value: long(2001) }))] }, 'button: value at most 2000'],
  [
    'a url of 3,001',
    { blocks: [actions(button({ url: `https://${long(2993)}` }))] },
    'button: url at most 3000',
  ],
  ['a url that is none', { blocks: [actions(button({ url: 'x' }))] }, 'button: url is http'],
  ['40,001 characters', { text: long(40_001) }, 'message: text at most 40000'],
  ['no text', { text: ' ', blocks: [header('x')] }, 'house: every message has a text'],
  ['somebody who is called', { text: '<!channel>' }, 'house: & < > are escaped'],
  ['an ampersand', { text: 'a & b' }, 'house: & < > are escaped'],
  ['names that are links', { link_names: true }, 'house: nobody is called'],
  ['a text that is read in full', { parse: 'full' }, 'house: nobody is called'],
  ['previews', { unfurl_links: true }, 'house: nobody is called'],
  [
    'metadata without a payload',
    { metadata: { event_type: 'x', event_payload: 'y' } },
    'metadata: /event_payload',
  ],
  ['a misspelt argument', { chanel: 'x' }, 'chanel is one of the method'],
  ['no channel', { channel: undefined }, 'channel is required'],
]

const inViews: Wrong[] = [
  ['a misspelt field', form({ calback_id: 'x' }), 'additional properties calback_id'],
  ['a Home', { type: 'home', blocks: [] }, 'view: /type'],
  ['a title of 25', form({ title: plain(long(25)) }), 'modal: title at most 24'],
  ['no title', form({ title: undefined }), 'required property'],
  ['a button of 25', form({ submit: plain(long(25)) }), 'modal: submit at most 24'],
  ['no button', form({ submit: undefined }), 'a submit where there are inputs'],
  ['3,001 of metadata', form({ private_metadata: long(3001) }), 'modal: private_metadata at most 3000'],
  ['a callback_id of 256', form({ callback_id: long(256) }), 'modal: callback_id at most 255'],
  ['101 blocks', form({}, ...many(101, () => header('x'))), 'blocks: at most 100'],
  [
    '251 kB',
    form({}, ...many(90, () => ({ type: 'context', elements: [plain(long(2900))] }))),
    'at most 250 kB',
  ],
  ['a label of 2,001', form({}, input({}, { label: plain(long(2001)) })), 'input: label at most 2000'],
  ['a hint of 2,001', form({}, input({}, { hint: plain(long(2001)) })), 'input: hint at most 2000'],
  ['a name of 256', form({}, input({}, { block_id: long(256) })), 'input: block_id at most 255'],
  ['a max_length of 3,001', form({}, input({ max_length: 3001 })), 'max_length 1 to 3000'],
  ['too long a text', form({}, input({ max_length: 1, initial_value: 'xx' })), 'initial_value fits'],
  [
    '3,001 characters',
    form({}, input({ initial_value: long(3001) })),
    'plain_text_input: initial_value at most',
  ],
  ['a least length', form({}, input({ min_length: 1 })), 'house: plain_text_input only with fields'],
  [
    'a question before it',
    form(
      {},
      actions(
        button({ confirm: { title: plain('x'), text: plain('x'), confirm: plain('x'), deny: plain('x') } }),
      ),
    ),
    'house: button only with fields',
  ],
  [
    'options that are described',
    form({}, menu([{ ...option('a'), description: plain('x') }])),
    'house: options only',
  ],
  ['an external_id', form({ external_id: 'x' }), 'house: modal only with fields'],
  ['101 options', form({}, menu(many(101, n => option(`${n}`)))), '1 to 100 options'],
  ['no option', form({}, menu([])), '1 to 100 options'],
  ['an option twice', form({}, menu([option('a'), option('a')])), 'values unique'],
  ['an option of 76', form({}, menu([option('a', long(76))])), 'text at most 75'],
  ['a value of 151', form({}, menu([option(long(151))])), 'value at most 150'],
  [
    'a choice that there is not',
    form({}, menu([option('a')], { initial_option: option('b') })),
    'is one of the options',
  ],
  ['a field that is not filled in', form({}, input({ type: 'datepicker' })), 'house: only blocks'],
]

const inAnswers: Wrong[] = [
  ['a misspelt field', { replace_orginal: true }, 'replace_orginal is a field'],
  ['an answer for everybody', { response_type: 'in_channel' }, 'house: an answer is for one person'],
  ['no type', { response_type: undefined }, 'house: an answer is for one person'],
  ['no text', { text: undefined }, 'house: every message has a text'],
  ['a long header', { blocks: [header(long(151))] }, 'header: text at most 150'],
]

const inAcknowledgements: [name: string, body: unknown, finding: string, kind?: 'press'][] = [
  ['a press that is answered', { text: 'x' }, 'acknowledgement: nothing in it', 'press'],
  ['another action', { response_action: 'clear' }, 'response_action and errors'],
  ['no error', { response_action: 'errors', errors: {} }, 'response_action and errors'],
  [
    'another field',
    { response_action: 'errors', errors: { name: 'x' }, view: {} },
    'response_action and errors',
  ],
  [
    'an error of no input',
    { response_action: 'errors', errors: { nmae: 'x' } },
    'by the block_id of an input',
  ],
  ['an empty error', { response_action: 'errors', errors: { name: '' } }, 'by the block_id of an input'],
]

describe('the judge', async () => {
  const kit = await loadBlockKit()
  const judged = (method: string, args: object) => judgeCall(kit, method, JSON.parse(JSON.stringify(args)))

  it('finds nothing wrong with what is right', () => {
    const blocks = [
      header('x'),
      rich(
        section({ type: 'text', text: '<!channel> & more' }, { type: 'link', url: 'https://a.b', text: 'x' }),
      ),
      { type: 'context', elements: [plain('x')] },
      actions(button({ style: 'primary', value: 'v' }), button({ action_id: 'b', url: 'https://a.b' })),
    ]
    const metadata = { event_type: 'x', event_payload: { id: '1' } }
    expect(judged('chat.postMessage', post({ text: 'a &amp; b', blocks, metadata }))).toEqual([])
    const fields = [input({ max_length: 9, initial_value: 'x' }, { hint: plain('x') })]
    const chosen = { ...menu([option('a')], { initial_option: option('a') }), block_id: 'way' }
    expect(judged('views.open', opens(form({}, ...fields, chosen)))).toEqual([])
    expect(judged('views.publish', { user_id: 'U1', view: { type: 'home', blocks } })).toEqual([])
    expect(
      judgeAnswer(kit, { text: 'x', blocks, response_type: 'ephemeral', replace_original: true }),
    ).toEqual([])
  })

  it.each([
    ...inMessages.map(([name, args, finding]) => ['chat.postMessage', name, post(args), finding] as const),
    [
      'chat.update',
      '4,001 characters',
      { ...post({ text: long(4001) }), ts: '1.1' },
      'text at most 4000',
    ] as const,
    [
      'chat.update',
      'names that are links',
      post({ ts: '1.1', link_names: true }),
      'house: nobody is called',
    ] as const,
    ...inViews.map(([name, view, finding]) => ['views.open', name, opens(view), finding] as const),
    ['views.update', 'no view', { view_id: 'V1', view: 1 }, 'view: an object'] as const,
    ['views.publish', 'a modal', { user_id: 'U1', view: form({}) }, 'view: /type'] as const,
    ['files.completeUploadExternal', 'a call', { files: [], initial_comment: '<!here>' }, 'escaped'] as const,
    ['chat.postMesage', 'a misspelt method', {}, 'method: one that the app uses'] as const,
  ])('in %s finds %s', (method, _, args, finding) => {
    expect(judged(method, args).join('\n')).toContain(finding)
  })

  it.each(inAnswers)('at a response_url finds %s', (_, over, finding) => {
    const body = JSON.parse(JSON.stringify({ text: 'x', response_type: 'ephemeral', ...over }))
    expect(judgeAnswer(kit, body).join('\n')).toContain(finding)
  })

  it.each(inAcknowledgements)('in an acknowledgement finds %s', async (_, body, finding, kind) => {
    const { slack, workspace, ada } = await ground()
    const view = new View(ada.user, workspace, form({}), new Changes())
    expect(judgeAcknowledgement(body, kind === 'press' ? undefined : view).join()).toContain(finding)
    expect(slack.violations).toEqual([])
  })

  it('refuses what Slack refuses, and lets pass what only the house forbids', async () => {
    const { slack, room, call } = await ground()
    const wrong = post({ channel: room.id, blocks: [header(long(151))] })
    expect((await call('chat.postMessage', wrong)).error).toBe('invalid_arguments')
    expect((await call('chat.postMessage', post({ channel: room.id, text: 'a & b' }))).error).toBeUndefined()
    expect(slack.violations).toEqual([
      'chat.postMessage: header: text at most 150',
      'chat.postMessage: house: & < > are escaped',
    ])
    await fetch(`${slack.apiUrl}auth.test`, { method: 'POST', body: 'x' })
    await fetch(`${slack.apiUrl}auth.test`)
    await fetch(`${slack.apiUrl}../elsewhere`, { method: 'POST' })
    expect(slack.violations.slice(2)).toEqual([
      'auth.test: body: a form or JSON',
      'auth.test: house: POST',
      '/elsewhere: a path that the app uses',
    ])
  })

  it.skipIf(!hasManifestSchema)(
    'judges a manifest by Slack’s schema, which lies beside the repository',
    () => {
      expect(manifestFaults({ display_information: { name: 'Undersigned' } })).toEqual([])
      expect(manifestFaults({ display_information: { nmae: 'Undersigned' } })).not.toEqual([])
    },
  )
})

describe('the stand-in', () => {
  it('refuses calls as Slack does', async () => {
    const { slack, workspace, ada, call } = await ground()
    const to = (channel: string) => call('chat.postMessage', post({ channel }))
    const closed = workspace.user()
    closed.directMessages = 'messages_tab_disabled'
    const file = { id: 'F1' }
    const refused: [Promise<{ error: string | undefined }>, string][] = [
      [to('C1'), 'channel_not_found'],
      [to(workspace.channel({ hasBot: false }).id), 'not_in_channel'],
      [to(workspace.channel({ isPrivate: true, hasBot: false }).id), 'channel_not_found'],
      [to(workspace.channel({ isArchived: true }).id), 'is_archived'],
      [to(slack.workspace().channel().id), 'channel_not_found'],
      [to(closed.channel.id), 'messages_tab_disabled'],
      [call('users.info', { user: 'U1' }), 'user_not_found'],
      [call('conversations.open', { users: 'U1' }), 'user_not_found'],
      [
        call('conversations.join', { channel: workspace.channel({ isPrivate: true }).id }),
        'method_not_supported',
      ],
      [call('chat.update', { ...post({ channel: ada.user.channel.id, ts: '1.1' }) }), 'message_not_found'],
      [call('views.open', opens(form({}))), 'invalid_trigger_id'],
      [call('views.update', { view_id: 'V1', view: form({}) }), 'not_found'],
      [call('files.completeUploadExternal', { files: [file], channel_id: 'C1' }), 'file_not_found'],
      [call('auth.test', {}, 'xoxb-unknown'), 'invalid_auth'],
      [call('auth.test', {}, ''), 'not_authed'],
      [call('apps.connections.open', {}), 'not_allowed_token_type'],
      [call('oauth.v2.access', { client_id: slack.clientId, client_secret: 'x' }), 'bad_client_secret'],
    ]
    for (const [answer, error] of refused) expect((await answer).error).toContain(error)
    expect(slack.violations).toEqual([])
    workspace.token.scopes = ['users:read']
    expect((await to(ada.user.channel.id)).answer).toMatchObject({
      error: 'missing_scope',
      needed: 'chat:write',
    })
    expect(slack.violations.splice(0)).toEqual(['chat.postMessage: missing_scope (chat:write)'])
    const { answer } = await call('users.info', { user: ada.id })
    expect(JSON.stringify(answer)).not.toContain('ada@example.org')
    workspace.token.refusedWith = 'token_revoked'
    expect((await call('auth.test', {})).error).toBe('token_revoked')
  })

  it('takes as many bytes of a file as were announced, and shows it in its room', async () => {
    const { slack, room, call } = await ground()
    const { answer } = await call('files.getUploadURLExternal', {
      filename: 'a.csv',
      length: 3,
      alt_txt: 'x',
    })
    const headers = { 'content-type': 'application/octet-stream' }
    await fetch(textAt(answer, 'upload_url') ?? '', { method: 'POST', headers, body: 'a,b\n' })
    expect(slack.violations.splice(0)).toEqual(['upload: as many bytes as announced'])
    const files = [{ id: textAt(answer, 'file_id') }]
    await call('files.completeUploadExternal', { files, channel_id: room.id, initial_comment: 'Here' })
    expect(room.messages.map(({ text, files: shown }) => [text, shown.map(({ name }) => name)])).toEqual([
      ['Here', ['a.csv']],
    ])
    expect(slack.violations).toEqual([])
  })

  it('opens a form once and in time, and takes answers while their address lives', async () => {
    const { slack, ada, app, call } = await ground({ responseUrlUses: 2 })
    const seen = await ada.slash('sign', '@ada & <b>')
    const sent = new URLSearchParams(app.got[0])
    expect(sent.get('text')).toBe(`<@${ada.id}|ada> &amp; &lt;b&gt;`)
    const open = (one: typeof seen) =>
      call('views.open', { trigger_id: one.interaction.triggerId, view: form({}) })
    expect((await open(seen)).error).toBeUndefined()
    expect((await open(seen)).error).toBe('exchanged_trigger_id')
    slack.times.triggerMs = -1
    expect((await open(await ada.slash('sign'))).error).toBe('expired_trigger_id')
    const modal = await seen.modal()
    expect(() => ada.submits(modal, {})).toThrow('"Name" is required')
    expect(() => ada.submits(modal, { Nmae: 'Ada' })).toThrow('The form has no "Nmae"')
    expect(() => ada.submits(modal, { Name: long(3001) })).toThrow('is too long')
    app.body = JSON.stringify({ response_action: 'errors', errors: { name: 'Who?' } })
    expect((await ada.submits(modal, { Name: 'x' })).errors).toEqual({ name: 'Who?' })
    app.body = JSON.stringify({ response_action: 'errors', errors: { nmae: 'Who?' } })
    expect((await ada.submits(modal, { Name: 'x' })).kind).toBe('unanswered')
    expect(slack.violations.splice(0)).toHaveLength(1)
    app.body = ''
    await ada.submits(modal, { Name: 'x' })
    expect(ada.user.modals).toEqual([])

    const url = sent.get('response_url') ?? ''
    const answer = async (over: object) =>
      (await ask(url, { text: 'x', response_type: 'ephemeral', ...over })).error
    expect(await answer({})).toBeUndefined()
    expect(await answer({ text: 'y', replace_original: true })).toBeUndefined()
    expect(await answer({})).toBe('used_url')
    slack.times.responseUrlMs = -1
    expect(await answer({})).toBe('expired_url')
    expect(ada.sees().ephemerals.map(({ history }) => history)).toEqual([['x', 'y']])
    expect(ada.channel.messages).toEqual([])
    const grace = slack.member(ada.channel)
    expect(() => grace.press(seen.answers[0] ?? modal, 'Sign')).toThrow('No button')
    expect(() => grace.pressForged(seen.answers[0] ?? modal, { actionId: 'a' })).toThrow('does not see')
    expect(slack.violations).toEqual([])
  })

  it('brings an event again until the app takes it, and nothing else', async () => {
    const { slack, ada, app } = await ground({ eventRetryMs: [0, 10] })
    app.status = 500
    const attempts = await ada.opensHome()
    expect(attempts.map(({ kind }) => kind)).toEqual(['refused', 'refused', 'refused'])
    expect(app.got.slice(1)).toEqual(['1 http_error', '2 http_error'])
    expect((await ada.slash('sign')).kind).toBe('unanswered')
    expect(app.got).toHaveLength(4)
    slack.http.baseUrl = 'http://127.0.0.1:9'
    expect((await ada.opensHome()).map(({ kind }) => kind)).toEqual(Array(3).fill('unreachable'))
    expect(slack.violations).toEqual([])
  })

  it('finds an acknowledgement that is late', async () => {
    const { slack, ada, app } = await ground({ acknowledgementMs: 20 })
    app.afterMs = 200
    expect((await ada.slash('sign')).kind).toBe('unanswered')
    await slack.until(() => slack.violations.length > 0)
    expect(slack.violations).toEqual(['slash: acknowledged within 20 ms'])
  })

  it('finds an app that takes a request with a wrong signature or time, or answers no challenge', async () => {
    const { slack, app } = await ground()
    const now = Math.floor(Date.now() / 1000)
    const forged = [{ secret: 'x' }, { signature: null }, { timestamp: now - 600 }, { timestamp: now + 600 }]
    for (const over of forged) {
      await slack.http.send({ body: '{}', ...over })
      expect(slack.violations.splice(0)).toEqual([
        'http: a request with a wrong signature or time is refused',
      ])
    }
    await slack.http.verifiesUrl()
    expect(slack.violations.splice(0)).toEqual(['http: url_verification is answered with its challenge'])
    app.status = 401
    await slack.http.send({ body: '{}', secret: 'x' })
    expect(slack.violations).toEqual([])
  })

  it('finds what is wrong on a socket, and lets nobody in without a ticket', async () => {
    const { slack, ada, call } = await ground()
    slack.http.baseUrl = undefined
    const { answer } = await call('apps.connections.open', {}, slack.appToken)
    const url = textAt(answer, 'url') ?? ''
    const client = new WebSocket(url)
    let copies = 1
    let body: object | undefined
    client.on('message', data => {
      const id = textAt(JSON.parse(String(data)), 'envelope_id')
      if (id === undefined || body === undefined) return
      for (let n = 0; n < copies; n += 1) client.send(JSON.stringify({ envelope_id: id, ...body }))
    })
    await slack.socket.connected()
    const again = new WebSocket(url)
    await new Promise(resolve => again.on('error', resolve))
    expect(slack.socket.connections).toBe(1)
    client.send('x')
    client.send('{"envelope_id":"x"}')
    await slack.until(() => slack.violations.length === 2)
    body = { payload: { x: 1 } }
    await ada.opensHome()
    body = {}
    copies = 2
    expect((await ada.slash('sign')).kind).toBe('acknowledged')
    await slack.until(() => slack.violations.length === 4)
    expect(slack.violations).toEqual([
      'socket: what the app sends is JSON',
      'socket: an acknowledgement names an envelope that was sent',
      'socket: an event is acknowledged without a payload',
      'socket: an envelope is acknowledged once',
    ])
    client.terminate()
  })

  it('gives a token for a code once, a new one for each refresh token, and none that was removed', async () => {
    const { slack, call } = await ground()
    const guild = slack.workspace({ installed: false, tokenLivesMs: 1000 })
    expect((await call('auth.test', {}, guild.token.value)).error).toBe('account_inactive')
    const redirect_uri = 'https://u.example/back'
    const page = new URLSearchParams({
      client_id: slack.clientId,
      redirect_uri,
      state: 's',
      scope: 'commands',
    })
    const back = new URL(slack.allows(guild, guild.user(), `https://slack.com/x?${page}`))
    const secrets = { client_id: slack.clientId, client_secret: slack.clientSecret }
    const exchange = () =>
      call('oauth.v2.access', { ...secrets, code: back.searchParams.get('code'), redirect_uri })
    expect((await exchange()).answer).toMatchObject({ access_token: guild.token.value, scope: 'commands' })
    expect((await exchange()).error).toBe('code_already_used')
    const { refreshToken: refresh_token } = guild.token
    const renew = () => call('oauth.v2.access', { ...secrets, grant_type: 'refresh_token', refresh_token })
    expect((await renew()).answer).toMatchObject({ access_token: guild.token.value })
    expect((await renew()).error).toBe('invalid_refresh_token')
    await slack.uninstall(guild)
    expect((await call('auth.test', {}, guild.token.value)).error).toBe('account_inactive')
    expect(slack.violations).toEqual([])
  })
})
