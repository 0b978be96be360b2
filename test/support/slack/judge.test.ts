/** Tests the judge of Slack's stand-in with calls that are wrong on purpose. */
import { describe, expect, it } from 'vitest'
import { Changes } from '../chat/changes.ts'
import { loadBlockKit } from './block-kit-schema.ts'
import {
  actions,
  button,
  form,
  ground,
  header,
  input,
  long,
  many,
  menu,
  opens,
  option,
  plain,
  post,
  rich,
  section,
} from './careless-app.ts'
import { judgeAcknowledgement, judgeAnswer, judgeCall } from './judge.ts'
import { hasManifestSchema, manifestFaults } from './manifest.ts'
import { View } from './view.ts'

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
