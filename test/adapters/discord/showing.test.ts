import { describe, expect, it } from 'vitest'
import { layOut } from '../../../src/adapters/discord/layout.ts'
import { escapeMarkdown } from '../../../src/adapters/discord/markdown.ts'
import type { Block, Reply } from '../../../src/core/channel.ts'
import { statement } from '../../../src/core/texts/blocks.ts'
import { textsOf } from '../../../src/core/texts/texts.ts'
import { reply } from '../chat-core.ts'
import { judged } from './judged.ts'
import { setting } from './setting.ts'

const hostile =
  '@everyone @here <@123> <@&5> <#7> <t:0:R> <:a:1> **b** __u__ _i_ ~~s~~ `c` ||x|| [l](https://evil.example)\n# h\n- l\n-# s\n> q\n>>> all\n1. one\nhttps://evil.example/x'

const petition = {
  title: 'Fair training',
  text: 'Ask first.',
  url: 'https://undersigned.example/p/fair',
  address: '',
  organisedBy: 'The Guild',
  listing: 'public' as const,
}

function card(signatures: number, options: { goal?: number; closed?: boolean; text?: string } = {}): Reply {
  const { goal, closed = false, text = petition.text } = options
  const args = { petition: { ...petition, text }, slug: 'fair', signatures, closed }
  return textsOf('en').replies.card(goal === undefined ? args : { ...args, goal })
}

function findings(content: Reply, shape: 'card' | 'answer') {
  return judged(layOut(content, shape), shape)
}

function written(content: Reply): string {
  return layOut(content, 'answer')
    .body.components.flatMap(one => ('content' in one ? one.content : []))
    .join('\n')
}

describe('a card', () => {
  it('has the colour of its petition, or ours', () => {
    const frame = (accent?: string) =>
      layOut({ ...card(1), ...(accent && { accent }) }, 'card').body.components
    expect(frame('#00ff10')).toMatchObject([{ accent_color: 0xff10 }])
    expect(frame()).toMatchObject([{ accent_color: 0x8c1d18 }])
  })

  it('is posted once for a nonce, follows its content, and reads as it should', async () => {
    const { discord, room, adapter } = await setting()
    const place = { channelId: room.id }
    const shown = await adapter.postCard(place, card(4213, { goal: 5000 }), 'f00d')
    expect(await adapter.postCard(place, card(4213, { goal: 5000 }), 'f00d')).toEqual(shown)
    expect(room.messages).toHaveLength(1)
    const message = await room.newest()
    expect(message.plain).toContain('## Fair training\n> Ask first.')
    expect(message.plain).toContain('4,213 signatures · goal 5,000')
    expect(message.plain).toContain('▰▰▰▰▰▰▰▰▱▱')
    expect(message.buttons).toMatchObject([
      { label: 'Sign', customId: 'form:sign:fair' },
      { label: 'Read more', url: petition.url },
    ])
    const bo = discord.member(room)
    expect((await bo.press(message, 'Sign')).modal.customId).toBe('sign:fair')
    await adapter.editCard(shown, card(5001, { goal: 5000, closed: true }))
    expect(message.plain).toContain('▰▰▰▰▰▰▰▰▰▰')
    expect(message.plain).toContain('closed')
    expect(message.buttons.map(button => button.label)).toEqual(['Read more'])
    expect(message.edits).toBe(1)
  })

  it('is not posted twice if the answer to the first try was lost', async () => {
    const { discord, room, adapter } = await setting()
    discord.faults.next(
      { method: 'POST', path: '/messages' },
      { kind: 'status', status: 500, executed: true },
    )
    discord.faults.next({ method: 'POST', path: '/messages' }, { kind: 'answer-lost' })
    await adapter.postCard({ channelId: room.id }, card(1), 'f00d')
    expect(discord.faults.pending).toBe(0)
    expect(room.messages).toHaveLength(1)
  })

  it('is forgotten when it, the room or the permission is gone, and kept through anything else', async () => {
    const { discord, room, adapter } = await setting()
    const shown = await adapter.postCard({ channelId: room.id }, card(1), 'a')
    const edit = () => adapter.editCard(shown, card(2))
    const gone = (code: number) => ({ name: 'PermanentFailure', code: `discord-${code}`, placeIsDead: true })
    discord.faults.next({ method: 'PATCH', path: '/messages/', times: 2 }, { kind: 'status', status: 502 })
    await expect(edit()).rejects.toMatchObject({ name: 'DiscordFailure', code: 'discord-502' })
    discord.faults.next(
      { method: 'PATCH', path: '/messages/' },
      { kind: 'rate-limit', retryAfter: 60, scope: 'user' },
    )
    await expect(edit()).rejects.toMatchObject({ name: 'DiscordFailure', code: 'discord-429' })
    discord.faults.next({ method: 'PATCH', path: '/messages/' }, { kind: 'status', status: 401 })
    await expect(edit()).rejects.toMatchObject({ name: 'DiscordFailure', code: 'discord-401' })
    await edit()
    room.botMay = { view: false, send: false }
    await expect(edit()).rejects.toMatchObject(gone(50001))
    room.botMay = { view: true, send: false }
    await expect(adapter.postCard({ channelId: room.id }, card(1), 'b')).rejects.toMatchObject(gone(50013))
    room.botMay = { view: true, send: true }
    room.messages[0]?.delete()
    await expect(edit()).rejects.toMatchObject(gone(10008))
    room.delete()
    await expect(edit()).rejects.toMatchObject(gone(10003))
  })
})

describe('what people wrote', () => {
  it('reads as written, pings nobody and formats nothing, in a room and in an answer', async () => {
    const { room, adapter } = await setting()
    const quoted: Reply = { ...card(1), blocks: [{ kind: 'quote', text: hostile }] }
    await adapter.postCard({ channelId: room.id }, quoted, 'x')
    const message = await room.newest()
    expect(message.plain).toContain(hostile.split('\n')[0])
    for (const raw of ['<@123>', '**b**', '||x||', '](https', '@everyone'])
      expect(message.text).not.toMatch(new RegExp(`(?<!\\\\)${raw.replace(/[*|()[\]<>]/g, '\\$&')}`))
    // Not one of their addresses becomes a link.
    expect(message.links.filter(link => link.includes('evil'))).toEqual([])
  })

  it('shows the emphasis and the links of a statement, and pings nobody', async () => {
    const { room, adapter } = await setting()
    const text =
      '# To all\n\n**A *b*** *c*un**d** @everyone <@123> ||x||\n\n- [the law](https://law.example/a_b)\n- https://own.example/\n- [write](mailto:a@b.example)'
    await adapter.postCard({ channelId: room.id }, card(1, { text }), 'x')
    const { text: sent } = await room.newest()
    expect(sent).toContain(
      '> **To all**\n> \n> **A** ***b*** *c*un**d** \\@everyone \\<\\@123\\> \\|\\|x\\|\\|',
    )
    expect(sent).toContain(
      '> • [the law](<https://law.example/a_b>)\n> • <https://own.example/>\n> • write (a\\@b.example)',
    )
  })

  it('loses the marks, but no address, if a statement is too long for one message', () => {
    const text = `**Bold** and [a law](https://law.example/a). ${'word '.repeat(1200)}`
    expect(written({ language: 'en', subject: '', blocks: [statement(text)] })).toMatch(
      /^> Bold and a law \(https\\:\/\/law\.example\/a\)\. word .*…$/,
    )
  })

  it('escapes list marks only at the beginning of a line', () => {
    expect(escapeMarkdown('- a - b\n1. c 2. d\n  + e')).toBe('\\- a - b\n1\\. c 2. d\n  \\+ e')
    expect(escapeMarkdown('2,001 people. O’Neill-Smith (director)')).toBe(
      '2,001 people. O’Neill-Smith (director)',
    )
  })

  it('does not turn the line around, and keeps Arabic, Hebrew and joined emoji', () => {
    expect(escapeMarkdown('\u202egnp.exe\u202c \u2066x\u2069\u0000\r\ny')).toBe('gnp.exe x\ny')
    expect(escapeMarkdown('سلام שלום 👩‍🎨')).toBe('سلام שלום 👩‍🎨')
  })
})

describe('limits', () => {
  const long = (count: number, of = 'word ') => of.repeat(count)

  it.each([
    ['a statement of 5,000 characters', [{ kind: 'quote', text: long(1000) }]],
    ['one that doubles when escaped', [{ kind: 'quote', text: long(5000, '*') }]],
    ['100 families in emoji, many times', [{ kind: 'paragraph', text: long(1000, '👩‍👩‍👧‍👦') }]],
    ['5,000 lines', [{ kind: 'quote', text: long(2500, 'x\n') }]],
    ['many long texts', Array.from({ length: 80 }, () => ({ kind: 'paragraph', text: long(40) }))],
    [
      'a hundred links',
      Array.from({ length: 100 }, (_, n) => ({
        kind: 'link',
        label: `Petition ${n} ${long(30)}`,
        url: `https://undersigned.example/p/${n}`,
      })),
    ],
    [
      'labels that are longer than any text',
      [{ kind: 'facts', facts: Array.from({ length: 60 }, () => ({ label: long(40), value: 'x' })) }],
    ],
    ['an empty text', [{ kind: 'paragraph', text: '\u0000' }]],
    [
      'the same button twice',
      [
        { kind: 'form-button', label: long(40), form: 'sign:fair' },
        { kind: 'form-button', label: 'Sign', form: 'sign:fair' },
        { kind: 'command-button', label: 'Next', command: 'recent 2' },
        { kind: 'command-button', label: 'Last', command: 'recent 2' },
      ],
    ],
    ['an address of 600 characters', [{ kind: 'button', label: 'x', url: `https://x.example/${long(120)}` }]],
  ] as [string, Block[]][])('%s is shown within them', (_, blocks) => {
    for (const shape of ['card', 'answer'] as const)
      expect(findings(reply('Subject', blocks), shape)).toEqual([])
  })

  it('cuts at a word, says so, and leaves the rest whole', () => {
    const text = written(
      reply('One step left', [
        { kind: 'quote', text: long(2000) },
        { kind: 'small', text: 'Collected by us.' },
      ]),
    )
    expect(text.length).toBeGreaterThan(3900)
    expect(text).toMatch(/word …\n-# Collected by us\.$/)
    expect(text).toContain('**One step left**')
  })

  it('never cuts through a character or an escape', () => {
    const emoji = written(reply('x', [{ kind: 'paragraph', text: long(3000, '👩‍🎨') }]))
    expect(emoji.replaceAll('👩‍🎨', '')).toBe('**x**\n …')
    const stars = written(reply('x', [{ kind: 'paragraph', text: long(4000, '*') }]))
    expect(stars.slice('**x**\n'.length)).toMatch(/^(\\\*)+ …$/)
  })

  const rowsOf = (content: Reply) =>
    layOut(content, 'answer').body.components.flatMap(one =>
      'components' in one ? [one.components.length] : [],
    )

  it('shows ten signatures, each with its link below', () => {
    const blocks = Array.from({ length: 10 }, (_, n): Block[] => [
      { kind: 'paragraph', text: `Petition ${n}, signature ${n}:` },
      { kind: 'quote', text: 'Bo Diddley, guitarist' },
      { kind: 'link', label: 'Change it', url: `https://undersigned.example/m/${n}` },
    ])
    const content = reply('What you have signed', blocks.flat())
    expect(findings(content, 'answer')).toEqual([])
    expect(rowsOf(content)).toEqual(Array(10).fill(1))
  })

  it.each([
    [13, Array(13).fill(1)],
    [25, [5, 5, 5, 5, 5]],
    [40, [5, 5, 5, 5, 5, 5, 2]],
  ])(
    'shows %i signatures with a button each: below, or at the end as many as there is room for',
    (n, rows) => {
      const blocks = Array.from({ length: n }, (_, index): Block[] => [
        { kind: 'paragraph', text: `${index}. Bo Diddley` },
        { kind: 'link', label: 'See', url: `https://undersigned.example/s/${index}` },
        { kind: 'command-button', label: `Hide ${index}`, command: `hide ${index}` },
      ])
      const content = reply('', blocks.flat())
      for (const shape of ['card', 'answer'] as const) expect(findings(content, shape)).toEqual([])
      expect(rowsOf(content)).toEqual(rows)
      expect(written(content)).toContain(`${n - 1}\\. Bo Diddley`)
    },
  )

  it('writes an address out if Discord takes no button for it', () => {
    const link = reply('x', [{ kind: 'button', label: 'Confirm', url: 'http://localhost:3000/c/abc' }])
    expect(written(link)).toBe('**x**\nConfirm: <http://localhost:3000/c/abc>')
  })
})
