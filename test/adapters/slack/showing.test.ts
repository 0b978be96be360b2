import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { homeOf, layOut, sentence } from '../../../src/adapters/slack/layout.ts'
import { readTyped } from '../../../src/adapters/slack/typed-text.ts'
import type { Block, Reply } from '../../../src/core/channel.ts'
import { statement } from '../../../src/core/texts/blocks.ts'
import { loadBlockKit } from '../../support/slack/block-kit-schema.ts'
import { judgeCall } from '../../support/slack/judge.ts'
import { reply } from '../chat-core.ts'
import { setting } from './setting.ts'

const hostile = [
  '<!channel> <!here> <@U12345678> <#C12345678> <https://evil.example|harmless>',
  '*bold* _italic_ ~struck~ `code` ```block``` > quote',
  'AT&T &amp; <b>Bo</b> & "co"',
  '@everyone @channel @here :smile:',
  '\u202egnisrever\u202c and \u2066isolated\u2069',
  'https://evil.example/login mailto:a@b.c',
]

describe('what people wrote', () => {
  it.each(hostile)('%s: shown as typed, nobody called', async text => {
    const { room, adapter } = await setting()
    const blocks: Block[] = [
      { kind: 'title', text },
      { kind: 'paragraph', text },
      { kind: 'quote', text },
      { kind: 'facts', facts: [{ label: 'Name', value: text }] },
      { kind: 'progress', part: 1, whole: 2, text },
      { kind: 'small', text },
      { kind: 'form-button', label: text, form: 'sign:fair' },
    ]
    await adapter.postCard({ teamId: room.workspace.id, channelId: room.id }, reply('Card', blocks), 'n')
    const [card] = room.messages
    const typed = text.replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    expect(card?.words.split(typed)).toHaveLength(7)
    expect(card?.words).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/)
  })
})

it('shows the emphasis and the links of a statement', () => {
  const text = '**A** *b* [the **law**](https://law.example/)\n\n1. one\n2. two'
  const { blocks, text: preview } = layOut({ language: 'en', subject: '', blocks: [statement(text)] })
  expect(blocks).toEqual([
    {
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_quote',
          elements: [
            { type: 'text', text: 'A', style: { bold: true } },
            { type: 'text', text: ' ' },
            { type: 'text', text: 'b', style: { italic: true } },
            { type: 'text', text: ' ' },
            { type: 'link', url: 'https://law.example/', text: 'the ' },
            { type: 'link', url: 'https://law.example/', text: 'law', style: { bold: true } },
            ...['\n\n', '1. ', 'one', '\n', '2. ', 'two'].map(text => ({ type: 'text', text })),
          ],
        },
      ],
    },
  ])
  expect(preview).toBe('A b the law (https://law.example/)\n\n1. one\n2. two')
})

describe('what was typed after a command', () => {
  it.each([
    ['find Ada &lt;3 &amp; Bo', 'find Ada <3 & Bo'],
    ['organiser mailbox <mailto:a@b.example|a@b.example>', 'organiser mailbox a@b.example'],
    ['find <https://a.example/x|https://a.example/x>', 'find https://a.example/x'],
    ['find <http://a.example|a.example>', 'find a.example'],
    ['  <#C1|general>   <!here>  ', '#general @here'],
    ['&amp;lt;', '&lt;'],
  ])('%s', (given, words) => {
    expect(readTyped(given)).toEqual({ words })
  })

  it('takes the first person who is mentioned', () => {
    expect(readTyped('organiser add <@U12|bo> <@U13|eve>')).toEqual({
      words: 'organiser add',
      mentioned: { userId: 'U12', name: 'bo' },
    })
  })
})

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.string({ maxLength: 6000 }),
  fc.constantFrom(...hostile, '', ' ', '\n', '👨‍👩‍👧‍👦'.repeat(500)),
)
const label = fc.string({ minLength: 1, maxLength: 200 })
const url = fc.constantFrom(
  'https://u.example/p',
  `https://u.example/${'x'.repeat(4000)}`,
  'http://localhost:3000/c/1',
)
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('title' as const, 'paragraph' as const, 'quote' as const, 'small' as const),
    text,
  }),
  fc.record({
    kind: fc.constant('facts' as const),
    facts: fc.array(fc.record({ label, value: text }), { maxLength: 12 }),
  }),
  fc.record({ kind: fc.constantFrom('link' as const, 'button' as const), label, url }),
  fc.record({
    kind: fc.constant('form-button' as const),
    label,
    form: fc.constantFrom('sign:fair', 'sign:quiet'),
  }),
  fc.record({
    kind: fc.constant('command-button' as const),
    label,
    command: fc.string({ minLength: 1, maxLength: 300 }),
  }),
  fc.record({ kind: fc.constant('progress' as const), part: fc.nat(), whole: fc.nat(), text }),
  fc.record({
    kind: fc.constant('image' as const),
    name: fc.constant('a.png'),
    alt: text,
    png: fc.constant(new Uint8Array(1)),
  }),
)
const anyReply: fc.Arbitrary<Reply> = fc.record({
  language: fc.constant('en' as const),
  subject: text,
  blocks: fc.array(block, { maxLength: 120 }),
})

describe('the limits', () => {
  it('hold for every reply, in messages and in Home', async () => {
    const kit = await loadBlockKit()
    fc.assert(
      fc.property(anyReply, one => {
        const message = layOut(one, { place: 'p', told: true })
        const update = { channel: 'C1', ts: '1.1', ...message, parse: 'none', link_names: false }
        expect(judgeCall(kit, 'chat.update', update)).toEqual([])
        expect(judgeCall(kit, 'views.publish', { user_id: 'U1', view: homeOf(one) })).toEqual([])
      }),
      { numRuns: 150 },
    )
  })

  it('a long statement loses its end at a whole character, and the link stays', () => {
    const family = '👨‍👩‍👧‍👦'
    const { blocks } = layOut(
      reply('Fair', [
        { kind: 'quote', text: family.repeat(3000) },
        { kind: 'button', label: 'Confirm', url: 'https://u.example/c/1' },
      ]),
    )
    const shown = JSON.stringify(blocks)
    expect(shown.length).toBeLessThan(14_000)
    expect(shown).toContain('https://u.example/c/1')
    expect(shown.replaceAll(family, '')).not.toMatch(/[\u200d\ud83d]/)
  })
})

it('people who see no blocks get the same words', () => {
  const said = layOut(
    reply('Signed', [
      { kind: 'paragraph', text: 'A & B' },
      { kind: 'facts', facts: [{ label: 'Name', value: '<Bo>' }] },
    ]),
  )
  expect(said.text).toBe('Signed\nA &amp; B\nName: &lt;Bo&gt;')
  expect(sentence('One <moment>').text).toBe('One &lt;moment&gt;')
})
