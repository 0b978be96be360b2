import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { commandNames, plainWords } from '../../../src/core/commands.ts'
import type { DeskCommand } from '../../../src/core/reading/commands/given.ts'
import { readCommand } from '../../../src/core/reading/commands/read-command.ts'
import { readTime } from '../../../src/core/reading/commands/read-time.ts'

const now = new Date('2026-11-23T09:00:00Z')
const slugs: ReadonlySet<string> = new Set(['fair', 'fair-streaming', 'weekly', '2026'])
const read = (words: string) => readCommand(words, slugs, now)
const command = (command: DeskCommand, slug?: string) => ({ kind: 'command', command, slug })
const range = (from: number, to = from) => ({ from, to })

describe('what somebody types', () => {
  test.each([
    '"fair"',
    '“fair”',
    '„fair“',
    '«fair»',
    '« fair »',
    '‘fair’',
    '*fair*',
    '**fair**',
    '`fair`',
    '_fair_',
    'fair.',
    'fair…',
    '‹fair›',
    '<fair>',
    '[fair]',
    '#fair',
    '||fair||',
    '***fair***',
    'fa\u200bir',
    'Fair!!',
  ])('names a petition as chats and keyboards write it: %s', slug => {
    expect(read(`count ${slug}`)).toEqual(command({ kind: 'count' }, 'fair'))
    expect(read(`stats ${slug} “week”`)).toEqual(command({ kind: 'stats', period: 'week' }, 'fair'))
    expect(read(`find “Mira” ${slug}`)).toEqual(command({ kind: 'find', name: 'Mira', page: 1 }, 'fair'))
  })

  test.each(['fair\u2011streaming', 'fair–streaming', 'fair_streaming', 'fair.streaming', 'Fair Streaming'])(
    'names a petition with other hyphens: %s',
    slug =>
      expect(read(`stats ${slug}`)).toEqual(command({ kind: 'stats', period: 'all' }, 'fair-streaming')),
  )

  test.each([
    '/fair',
    '@fair',
    'sign+fair@petitions.example',
    'https://petitions.example/p/fair',
    'https://petitions.example/p/fair?lang=fr',
  ])('names a petition by its link or address: %s', slug =>
    expect(read(`stats ${slug}`)).toEqual(command({ kind: 'stats', period: 'all' }, 'fair')),
  )

  test('an address with the same tag is not the petition', () =>
    expect(read('organiser add mira+fair@x.example')).toEqual(
      command({ kind: 'organiser', act: 'add', mailbox: 'mira+fair@x.example' }),
    ))

  test.each([
    '*stats* *fair*',
    '**stats fair**',
    '`stats fair`',
    '"stats fair"',
    'stats: fair',
    'stats, fair',
    'stats = fair',
    'stats fair ?',
    'stats fair 👍',
    '/petition stats fair',
    'petition stats fair',
  ])('is a command with marks around its words: %s', words =>
    expect(read(words)).toEqual(command({ kind: 'stats', period: 'all' }, 'fair')),
  )

  test.each([
    '**mira@x.example**',
    '(mira@x.example)',
    '<mailto:mira@x.example|mira@x.example>',
    '“mira@x.example”.',
  ])('is a mailbox without the marks around it: %s', mailbox =>
    expect(read(`organiser add ${mailbox}`)).toEqual(
      command({ kind: 'organiser', act: 'add', mailbox: 'mira@x.example' }),
    ),
  )

  test.each(['**3**', '(3)', '№3', 'no. 3', '“3”'])('is a number without the marks around it: %s', number =>
    expect(read(`hide fair ${number}`)).toEqual(command({ kind: 'hide', numbers: [range(3)] }, 'fair')),
  )

  test('keeps the marks of a name and a reason', () => {
    expect(read('find A & B fair')).toEqual(command({ kind: 'find', name: 'A & B fair', page: 1 }))
    expect(read('remove fair 3 no name :-(')).toMatchObject({ command: { reason: 'no name :-(' } })
  })

  test('is a date also with the dashes of a keyboard', () =>
    expect(read('close fair 2030–12–31')).toEqual(command({ kind: 'close', when: '2030-12-31' }, 'fair')))

  test.each<[string, DeskCommand, string?]>([
    ['', { kind: 'help' }],
    ['   \n', { kind: 'help' }],
    ['/', { kind: 'help' }],
    ['help', { kind: 'help' }],
    ['sign', { kind: 'sign' }],
    ['sign fair', { kind: 'sign' }, 'fair'],
    ['unsign fair', { kind: 'unsign' }, 'fair'],
    ['mysignatures', { kind: 'mysignatures' }],
    ['create', { kind: 'create' }],
    ['count', { kind: 'count' }],
    ['count fair', { kind: 'count' }, 'fair'],
    ['/count fair', { kind: 'count' }, 'fair'],
    ['  COUNT \t Fair  ', { kind: 'count' }, 'fair'],
    ['counts', { kind: 'count' }],
    // No petition has this name: answered as an unknown one.
    ['count unfair', { kind: 'count' }, 'unfair'],
    ['recent unfair', { kind: 'recent', page: 1 }, 'unfair'],
    ['recent unfair 2', { kind: 'recent', page: 2 }, 'unfair'],
    ['log unfair page 2', { kind: 'log', page: 2 }, 'unfair'],
    ['recent the last 20', { kind: 'recent', page: 1 }],
    ['open fair', { kind: 'open' }, 'fair'],
    ['announce fair', { kind: 'announce' }, 'fair'],
    ['stats', { kind: 'stats', period: 'all' }],
    ['stats fair week', { kind: 'stats', period: 'week' }, 'fair'],
    ['stats week fair', { kind: 'stats', period: 'week' }, 'fair'],
    ['statistics Today', { kind: 'stats', period: 'day' }],
    ['stats année', { kind: 'stats', period: 'year' }],
    ['recent', { kind: 'recent', page: 1 }],
    ['recent 3', { kind: 'recent', page: 3 }],
    ['recent page 3', { kind: 'recent', page: 3 }],
    ['recent fair page 3', { kind: 'recent', page: 3 }, 'fair'],
    ['recent 0', { kind: 'recent', page: 1 }],
    ['recent 99999999', { kind: 'recent', page: 1 }],
    ['log fair 2', { kind: 'log', page: 2 }, 'fair'],
    ['log 2', { kind: 'log', page: 2 }],
    ['export', { kind: 'export', format: 'csv' }],
    ['export JSON fair', { kind: 'export', format: 'json' }, 'fair'],
    ['export evidence:press', { kind: 'export', format: 'csv', evidence: 'press' }],
    ['export fair json preuve:dkim', { kind: 'export', format: 'json', evidence: 'dkim' }, 'fair'],
    ['edit', { kind: 'edit', part: 'text' }],
    ['edit fair rules', { kind: 'edit', part: 'rules' }, 'fair'],
    ['feature fair 12 15', { kind: 'feature', numbers: [range(12), range(15)], off: false }, 'fair'],
    ['feature off 12', { kind: 'feature', numbers: [range(12)], off: true }],
    ['feature fair off 12', { kind: 'feature', numbers: [range(12)], off: true }, 'fair'],
    ['hide 12-15', { kind: 'hide', numbers: [range(12, 15)] }],
    ['hide #12–#15, #20;21', { kind: 'hide', numbers: [range(12, 15), range(20), range(21)] }],
    ['hide 12, 13', { kind: 'hide', numbers: [range(12), range(13)] }],
    ['unhide 2147483647', { kind: 'show', numbers: [range(2_147_483_647)] }],
    ['show fair 1', { kind: 'show', numbers: [range(1)] }, 'fair'],
    ['remove 12 the same text', { kind: 'remove', numbers: [range(12)], reason: 'the same text' }],
    ['remove 12: spam', { kind: 'remove', numbers: [range(12)], reason: 'spam' }],
    ['remove 12 13 because spam', { kind: 'remove', numbers: [range(12), range(13)], reason: 'spam' }],
    // At the end, a slug is a word of the reason.
    ['remove 12 not fair', { kind: 'remove', numbers: [range(12)], reason: 'not fair' }],
    ['remove fair 12 not fair', { kind: 'remove', numbers: [range(12)], reason: 'not fair' }, 'fair'],
    ['approve', { kind: 'approve', numbers: [] }],
    ['waiting fair', { kind: 'approve', numbers: [] }, 'fair'],
    ['hide fair 12 to 15', { kind: 'hide', numbers: [range(12, 15)] }, 'fair'],
    ['hide fair 12 à 15 et 17', { kind: 'hide', numbers: [range(12, 15), range(17)] }, 'fair'],
    [
      'remove fair 3 - 7, 9 and 11 from 2 to 4 pm',
      { kind: 'remove', numbers: [range(3, 7), range(9), range(11)], reason: 'from 2 to 4 pm' },
      'fair',
    ],
    ['organiser remove me', { kind: 'organiser', act: 'remove', mailbox: 'me' }],
    ['approve all fair', { kind: 'approve', numbers: [range(1, 2_147_483_647)] }, 'fair'],
    ['feature fair 1 2 off', { kind: 'feature', numbers: [range(1), range(2)], off: true }, 'fair'],
    ['feature off fair 1', { kind: 'feature', numbers: [range(1)], off: true }, 'fair'],
    [
      'organiser add fair Eve@Example.org',
      { kind: 'organiser', act: 'add', mailbox: 'Eve@Example.org' },
      'fair',
    ],
    ['approve 12 domain guild.example', { kind: 'approve', numbers: [range(12)], domain: 'guild.example' }],
    [
      'approve 12 https://www.Guild.example/ fair',
      { kind: 'approve', numbers: [range(12)], domain: 'guild.example' },
      'fair',
    ],
    ['approve 12 domain fair', { kind: 'approve', numbers: [range(12)], domain: 'proved' }, 'fair'],
    ['approve 12 fair', { kind: 'approve', numbers: [range(12)] }, 'fair'],
    ['organiser', { kind: 'organiser', act: 'list' }],
    ['organizers list', { kind: 'organiser', act: 'list' }],
    ['organiser add dana@example.org', { kind: 'organiser', act: 'add', mailbox: 'dana@example.org' }],
    ['organiser fair remove D@x.org', { kind: 'organiser', act: 'remove', mailbox: 'D@x.org' }, 'fair'],
    // The person is named by a mention, which is not among the words.
    ['organiser add', { kind: 'organiser', act: 'add', mailbox: undefined }],
    ['undo 4', { kind: 'undo', entry: 4 }],
    ['undo fair #4', { kind: 'undo', entry: 4 }, 'fair'],
    ['digest fair daily', { kind: 'digest', every: 'daily' }, 'fair'],
    ['digest off', { kind: 'digest', every: 'off' }],
    ['do 0199c0de-0000', { kind: 'do', id: '0199c0de-0000' }],
    ['do', { kind: 'do', id: '' }],
    // The same words as in an email, in any language, with the marks of a sentence.
    ['statistiques fair semaine', { kind: 'stats', period: 'week' }, 'fair'],
    ['latest of fair', { kind: 'recent', page: 1 }, 'fair'],
    ['stats of fair for this week', { kind: 'stats', period: 'week' }, 'fair'],
    ['export fair as a csv', { kind: 'export', format: 'csv' }, 'fair'],
    ['stats fair: week', { kind: 'stats', period: 'week' }, 'fair'],
    ['stats “fair” week', { kind: 'stats', period: 'week' }, 'fair'],
    ['close fair,', { kind: 'close' }, 'fair'],
    [
      'organisateur fair ajouter <mailto:d@x.org|d@x.org>',
      { kind: 'organiser', act: 'add', mailbox: 'd@x.org' },
      'fair',
    ],
    ['help close', { kind: 'help', topic: 'close' }],
    ['aide fermer', { kind: 'help', topic: 'close' }],
    ['help me please', { kind: 'help' }],
  ])('%j', (words, expected, slug) => {
    expect(read(words)).toEqual(command(expected, slug))
  })

  test.each<[string, string, string, string?]>([
    ['stats tomorrow', 'stats', 'period'],
    ['stats fair tomorrow', 'stats', 'period', 'fair'],
    ['export xml', 'export', 'format'],
    ['export csv evidence:hearsay', 'export', 'format'],
    ['export csv domain:farm.example', 'export', 'format'],
    ['export pdf evidence:press', 'export', 'format'],
    ['edit title', 'edit', 'part'],
    ['close fair soon', 'close', 'when', 'fair'],
    ['close 2026-02-31', 'close', 'when'],
    ['close 2026-11-22 20:59', 'close', 'past'],
    ['feature', 'feature', 'numbers'],
    ['feature off', 'feature', 'numbers'],
    ['hide', 'hide', 'numbers'],
    ['hide everybody', 'hide', 'numbers'],
    ['hide 12 everybody', 'hide', 'numbers'],
    ['hide 0', 'hide', 'numbers'],
    ['hide 15-12', 'hide', 'numbers'],
    ['hide 2147483648', 'hide', 'numbers'],
    ['hide 12-', 'hide', 'numbers'],
    ['hide -12', 'hide', 'numbers'],
    ['show ,', 'show', 'numbers'],
    ['approve Tiny', 'approve', 'numbers'],
    ['approve 12 domain Tiny', 'approve', 'domain'],
    ['remove spam', 'remove', 'numbers'],
    ['remove fair 12', 'remove', 'reason', 'fair'],
    ['find', 'find', 'name'],
    ['find ""', 'find', 'name'],
    ['organiser promote dana', 'organiser', 'person'],
    ['undo', 'undo', 'entry'],
    ['undo last', 'undo', 'entry'],
    ['undo 12345678901', 'undo', 'entry'],
    ['digest', 'digest', 'every'],
    ['digest fair hourly', 'digest', 'every', 'fair'],
  ])('%j lacks something', (words, name, problem, slug) => {
    expect(read(words)).toEqual({ kind: 'wrong', name, problem, slug })
  })

  test('every command of ours is known by its name', () => {
    for (const name of commandNames) expect(read(name)).not.toMatchObject({ kind: 'unknown' })
  })

  test.each([
    ['sttas', 'stats'],
    ['recnt', 'recent'],
    ['cuont', 'count'],
    ['organsier', 'organiser'],
    ['mysignature', 'mysignatures'],
    ['/hlep', 'help'],
    ['xyzzy', undefined],
    ['bonjour', undefined],
  ])('%s: did they mean %s?', (word, meant) => {
    expect(read(word)).toEqual({ kind: 'unknown', word, meant })
  })
})

describe('a name that is looked for', () => {
  test.each<[string, string, number, string?]>([
    ['find Ada Lovelace', 'Ada Lovelace', 1],
    ['find fair Ada Lovelace', 'Ada Lovelace', 1, 'fair'],
    // At the end, it is a word of the name.
    ['find Ada Lovelace fair', 'Ada Lovelace fair', 1],
    ['find fair Ada page 2', 'Ada', 2, 'fair'],
    ['find Ada Page 2', 'Ada', 2],
    ['find “Ada Lovelace”', 'Ada Lovelace', 1],
    ['find « Ada »', 'Ada', 1],
    ['find fair fair', 'fair', 1, 'fair'],
    // The name happens to be a slug.
    ['find Fair', 'Fair', 1],
    ['find fair page 2', 'fair', 2],
    ['find page', 'page', 1],
  ])('%s', (words, name, page, slug) => {
    expect(read(words)).toEqual(command({ kind: 'find', name, page }, slug))
  })

  test('is cut to the length of a name, and never inside a character', () => {
    const found = read(`find ${'🦋'.repeat(300)}`)
    expect(found).toEqual(command({ kind: 'find', name: '🦋'.repeat(100), page: 1 }))
  })
})

describe('a word that is a petition’s slug by chance', () => {
  test('is what the command needs, if it needs it', () => {
    expect(read('digest weekly')).toEqual(command({ kind: 'digest', every: 'weekly' }))
    expect(read('digest weekly weekly')).toEqual(command({ kind: 'digest', every: 'weekly' }, 'weekly'))
    expect(read('hide 2026')).toEqual(command({ kind: 'hide', numbers: [range(2026)] }))
    expect(read('hide 2026 12')).toEqual(command({ kind: 'hide', numbers: [range(12)] }, '2026'))
  })
})

describe('when it closes', () => {
  test.each([
    ['close 2026-12-31', '2026-12-31T23:59:59Z'],
    ['close on 2026-12-31', '2026-12-31T23:59:59Z'],
    ['close at 2026-12-31 18:00', '2026-12-31T18:00:00Z'],
    ['close 2026-12-31T18:00:30Z', '2026-12-31T18:00:30Z'],
    ['close 2026-12-31t18:00z', '2026-12-31T18:00:00Z'],
    ['close 2026-12-31 18:00 utc', '2026-12-31T18:00:00Z'],
    ['close 2026-12-31 18:00 +01:00', '2026-12-31T17:00:00Z'],
    ['close 2026-12-31T18:00-0530', '2026-12-31T23:30:00Z'],
    ['close 2026-11-23 09:01', '2026-11-23T09:01:00Z'],
    // Past in UTC, but still to come where they are.
    ['close 2026-11-23 08:00-05:00', '2026-11-23T13:00:00Z'],
    ['close 2028-02-29 12:00', '2028-02-29T12:00:00Z'],
  ])('%s', (words, iso) => {
    const found = read(words)
    const when = found.kind === 'command' && found.command.kind === 'close' ? found.command.when : undefined
    expect(readTime(when ?? '', 'UTC')).toEqual(new Date(iso))
  })

  test('is now if no time is given', () => {
    for (const words of ['close', 'close now', 'close NOW'])
      expect(read(words)).toEqual(command({ kind: 'close' }))
    expect(read('close fair')).toEqual(command({ kind: 'close' }, 'fair'))
    expect(read('close 2026-12-31 18:00 fair')).toEqual(
      command({ kind: 'close', when: '2026-12-31 18:00' }, 'fair'),
    )
  })

  test.each([
    '2026-02-29',
    '2026-02-31 18:00',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-12-00',
    '2026-12-31 25:00',
    '2026-12-31 18:60',
    '2026-12-31 18:00 +25:00',
    '26-12-31',
    '',
  ])('%j is no time', text => {
    expect(readTime(text, 'UTC')).toBeUndefined()
  })
})

describe('what nobody types by hand', () => {
  test('a text is read to its 2,000th character, and a long word is shortened in the answer', () => {
    expect(read('x'.repeat(10_000))).toEqual({ kind: 'unknown', word: 'x'.repeat(40), meant: undefined })
    const found = read(`find ${'Ada '.repeat(2_500)}`)
    expect(found.kind === 'command' && found.command.kind === 'find' && found.command.name.length).toBe(99)
    const removed = read(`remove 12 ${'spam '.repeat(2_000)}`)
    expect(
      removed.kind === 'command' && removed.command.kind === 'remove' && removed.command.reason,
    ).toHaveLength(500)
    expect(read(`${' '.repeat(1_000)}count fair`)).toEqual(command({ kind: 'count' }, 'fair'))
  })

  test('NUL, which Postgres refuses, separates words and goes no further', () => {
    expect(read('find Ada\u0000Lovelace\u0000')).toEqual(
      command({ kind: 'find', name: 'Ada Lovelace', page: 1 }),
    )
    expect(read('\u0000')).toEqual(command({ kind: 'help' }))
  })

  test('characters that turn the direction of a text are dropped; those that join letters and emoji stay', () => {
    expect(read('\u202ecount\u202c \u2066fair\u2069')).toEqual(command({ kind: 'count' }, 'fair'))
    expect(read('find می\u200cخواهم 👩\u200d🎤')).toEqual(
      command({ kind: 'find', name: 'می\u200cخواهم 👩\u200d🎤', page: 1 }),
    )
    expect(read('\ufeffhelp\u200b')).toEqual(command({ kind: 'help' }))
  })

  test('emoji, and halves of them, are no command', () => {
    expect(read('🦋'.repeat(50))).toEqual({ kind: 'unknown', word: '🦋'.repeat(40), meant: undefined })
    expect(read('\ud83e')).toEqual(command({ kind: 'help' }))
    expect(read(`find x${'🦋'.repeat(999)}`)).toMatchObject({ kind: 'command' })
  })

  test('names that JavaScript objects have are not commands', () => {
    for (const word of ['constructor', '__proto__', 'toString', 'hasOwnProperty'])
      expect(read(word).kind).toBe('unknown')
    expect(read('stats constructor')).toMatchObject({ kind: 'wrong', problem: 'period' })
  })

  const typed = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: 'grapheme', maxLength: 100 }),
    fc
      .array(
        fc.oneof(
          fc.constantFrom(
            ...commandNames,
            ...slugs,
            'do',
            'page',
            'off',
            'add',
            'at',
            '12-15',
            '#3',
            ',',
            '""',
          ),
          fc.constantFrom('2026-02-31', '18:00', '+25:00', '99999999999', '\u0000', '\u202e', 'a@b', '-'),
          fc.string({ maxLength: 8 }),
        ),
        { maxLength: 8 },
      )
      .map(words => words.join(' ')),
  )

  test('never throws, and never returns what cannot be stored', () => {
    fc.assert(
      fc.property(typed, text => {
        const said = JSON.stringify(read(text))
        expect(said).not.toMatch(/\\u0000|\\ud[89a-f]/)
        for (const match of said.matchAll(/"(?:from|to|page|entry)":(-?[\d.e+]+)/g))
          expect(Number(match[1])).toBeLessThanOrEqual(2_147_483_647)
        expect(said).not.toMatch(/"(?:from|to|page|at)":(?:0|-|null)/)
      }),
      { numRuns: 300 },
    )
  })

  test('plain words mean the same as what was typed', () => {
    fc.assert(
      fc.property(typed, text => {
        const plain = plainWords(text).join(' ')
        expect(plain).not.toMatch(/\p{Cc}|\p{Cs}/u)
        expect(read(plain)).toEqual(read(text))
      }),
      { numRuns: 200 },
    )
  })
})
