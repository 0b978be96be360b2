import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { understandCommand } from '../../../src/core/reading/commands/understand-command.ts'
import { understandRequest } from '../../../src/core/reading/understand-request.ts'
import { processorMs } from '../../support/processor-ms.ts'
import { command, everywhere, now, read, readOrganiser, said, slugs } from './read-as-service.ts'

describe('an organiser’s email', () => {
  it.each<[string, string?]>([
    ['stats'],
    ['Stats demo', 'stats demo'],
    ['STATS fair-training', 'stats fair-training'],
    ['stats demo week'],
    ['stats week demo'],
    ['count demo'],
    ['count'],
    ['recent demo 2'],
    ['recent demo page 2'],
    ['find Ada Lovelace'],
    ['find demo Zoé O’Neil'],
    ['find fair-training “Ada Lovelace” page 2', 'find fair-training Ada Lovelace page 2'],
    ['find ada lovelace'],
    ['find Jimmy Page'],
    ['find Will Young'],
    ['find demo ada@example.org'],
    ['export demo csv'],
    ['export json'],
    ['edit demo rules'],
    ['edit text'],
    ['open demo'],
    ['close fair-training'],
    ['close demo 2026-12-31'],
    ['close demo 2026-12-31 18:00 UTC'],
    ['close demo at 2026-12-31T18:00Z'],
    ['announce demo'],
    ['feature demo 12 15'],
    ['feature demo off 12'],
    ['hide 12'],
    ['hide demo #12', 'hide demo 12'],
    ['show demo 12-15'],
    ['approve demo 12,13'],
    ['approve demo'],
    ['remove demo 12 15 the same person twice'],
    ['remove 12: spam', 'remove 12 spam'],
    ['organiser demo add eve@tiny.example'],
    ['organizer demo add <Eve@tiny.example>', 'organiser demo add Eve@tiny.example'],
    ['organiser list'],
    ['digest demo weekly'],
    ['digest off'],
    ['log demo 2'],
    ['undo demo 4'],
    ['mysignatures'],
    ['help stats'],
    ['do 0190a0b0-0000-7000-8000-000000000001'],
    ['“stats demo”.', 'stats demo'],
    ['*stats demo*', 'stats demo'],
    ['- stats demo', 'stats demo'],
    ['/petition stats demo', 'stats demo'],
    ['/approve', 'approve'],
    ['statistiques demo semaine', 'stats demo week'],
    ['compte demo', 'count demo'],
    ['récentes demo', 'recent demo'],
    ['exporter demo', 'export demo'],
    ['chercher Zoé Dupont', 'find Zoé Dupont'],
    ['ouvrir demo', 'open demo'],
    ['fermer demo 2026-12-31', 'close demo 2026-12-31'],
    ['journal demo', 'log demo'],
    ['annuler demo 4', 'undo demo 4'],
    ['aide stats', 'help stats'],
  ])('is understood: %s', (line, words = line) => {
    for (const request of everywhere(line, slugs)) expect(request).toEqual(command(words))
    for (const request of everywhere(line)) expect(request.kind).toBe('command')
  })

  it.each([
    'sttas demo',
    'statss',
    'sttas',
    'recnt',
    'recnt demo 2',
    'exprot demo',
    'conut fair-training',
    'hlep',
    'opne demo',
    'clsoe fair-training',
    'organisr list',
    'digset demo weekly',
    'fnid demo Ada',
  ])('is asked what was meant after a slip: %s', line => {
    expect(read(line, '', slugs)).toEqual(command(line))
    expect(read('', line, slugs)).toEqual(command(line))
  })

  it('may have a slip in the petition too', () => {
    expect(read('close fair-trainin', '', slugs)).toEqual(command('close fair-trainin'))
    expect(read('close dmeo', '', slugs)).toEqual(command('close dmeo'))
  })

  it('is read by what is newly written, if it answers an email of ours', () => {
    expect(read('Re: stats demo', 'export demo', slugs)).toEqual(command('export demo'))
    expect(read('Re: Statistics', 'recent demo\n\nBest,\nDana', slugs)).toEqual(command('recent demo'))
    expect(read('Re: stats demo', 'I sign\nAda Lovelace')).toMatchObject({ kind: 'sign' })
    expect(read('Re: stats demo', '', slugs)).toEqual(command('stats demo'))
  })
})

describe('a command that cannot be used', () => {
  it.each([
    'close demo sometime',
    'stats demo wek',
    'Stats demo wek',
    'export demo xml',
    'feature demo abc',
    'digest demo hourly',
    'stats nosuch-petition week',
    'undo demo x',
    'edit fair-training rule',
    'digest fair-training hourly',
  ])('is a command all the same, answered with a hint, from anybody: %s', line => {
    const words = line.replace('Stats', 'stats')
    for (const request of [read(line, '', slugs), read('', line, slugs), readOrganiser('', line)])
      expect(request).toEqual(command(words))
  })

  it.each<[string, string?]>([
    ['hide demo 12 to 15'],
    ['stats demo this week'],
    ['close demo on 31 December 2026'],
    ['organiser demo add bob'],
    ['remove demo'],
    ['count nosuch'],
    ['stats wek'],
    ['digest hourly'],
    ['stats for demo', 'stats demo'],
    ['Stats demo: week', 'stats demo week'],
    ['stats “demo” week', 'stats demo week'],
    ['stats demo please', 'stats demo'],
    ['Please stats demo', 'stats demo'],
    ['stats demo, s’il vous plaît', 'stats demo'],
    ['masquer demo 12', 'hide demo 12'],
    ['organisateur demo ajouter eve@tiny.example', 'organiser demo add eve@tiny.example'],
    ['résumé demo hebdomadaire', 'digest demo weekly'],
  ])('is read more freely from an organiser: %s', (line, words = line) => {
    expect(readOrganiser(line, '')).toEqual(command(words))
    const signed = `${line}\n\nDana Scully\nHead of Campaigns, Guild of Makers\n+44 20 7946 0000`
    if (words.includes(' demo')) expect(readOrganiser('', signed)).toEqual(command(words))
  })

  it('is no command if a signer could have written it', () => {
    const known = new Set(['demo', 'letter', 'art', 'professor', 'heart', 'peace'])
    // "stats professor" is nobody's name, and is offered to sign.
    for (const line of [
      'Open letter signatory: Ada',
      'open letter signatory',
      'close heart',
      'stats professor, Jane Doe',
      'stats professor retired',
      'feature demo artist',
      'feature demo Ada',
      'find peace today',
      'show demo support',
      'remove demo',
      'organiser demo please',
      'export demo manager',
      'approuvé',
      'Résumé',
      'Annoncez la paix',
      'Créer ensemble',
      'Organisateur',
    ])
      for (const [subject, text] of [
        [line, ''],
        ['', line],
        [line, 'Ada Lovelace'],
      ] as const)
        expect(['sign', 'elsewhere'], line).toContain(
          understandRequest({ subject, text, slugs: known, now }).kind,
        )
  })

  it('names a petition called like an ordinary word, from an organiser', () => {
    for (const line of ['count letter', 'recent letter', 'approve letter 3', 'export letter json']) {
      expect(readOrganiser(line, ''), line).toEqual(command(line))
      expect(readOrganiser('', line), line).toEqual(command(line))
    }
    expect(read('count letter', '', slugs).kind).toBe('sign')
  })

  it('is a signature, from an organiser too', () => {
    for (const line of [
      'Count me in',
      'Count me in please',
      'Open letter',
      'Open letter, count me in',
      'I sign',
      'Show support',
      'Approve',
      'Help artists survive',
      'Find Hope',
      'Feature film director',
      'Dana Scully, composer',
    ])
      for (const request of [readOrganiser('', line), readOrganiser(line, 'Dana Scully, composer')])
        expect(request.kind, line).toBe('sign')
    expect(readOrganiser('stats demo', 'I sign\nDana Scully').kind).toBe('sign')
    expect(readOrganiser('', 'Remove please').kind).toBe('withdraw')
  })

  it('is never found in what signers write, whatever follows the word of a command', () => {
    const signer = fc.tuple(
      fc.constantFrom('Count', 'Open', 'close', 'stats', 'Feature', 'show', 'edit', 'log', 'hide', 'digest'),
      fc.array(
        fc.constantFrom('me', 'letter', 'my', 'Ada', 'composer', 'for', 'artists', 'the', 'heart', 'Open'),
        { minLength: 1, maxLength: 5 },
      ),
    )
    fc.assert(
      fc.property(signer, ([word, rest]) => {
        // A petition is called so: somebody may ask for its numbers.
        fc.pre(word !== 'stats' || rest[0] !== 'letter')
        expect(read('', `${word} ${rest.join(' ')}`, slugs).kind).not.toBe('command')
      }),
    )
  })

  it('holds several commands, a line each', () => {
    expect(read('', 'stats demo\nexport demo json\n\nThanks,\nDana', slugs)).toEqual({
      ...command('stats demo'),
      further: [said('export demo json')],
    })
    expect(read('', 'stats demo\nI sign\nAda Lovelace', slugs).kind).toBe('sign')
    expect(readOrganiser('', Array(9).fill('hide demo 12').join('\n'))).toMatchObject({
      further: Array(4).fill(said('hide demo 12')),
      left: { more: Array(4).fill('hide demo 12') },
    })
  })

  it.each([
    ['stats demo', 'count demo', 'stats demo'],
    ['stats', 'stats demo week', undefined],
    ['count demo', 'Hello,\ncount demo\nlog demo', undefined],
    // In a reply, the subject repeats what was asked before.
    ['Re: stats demo', 'count demo', undefined],
    ['Fair training', 'count demo', undefined],
  ])(
    'the text counts, and the answer says what else the subject asked: %j over %j',
    (subject, text, left) => {
      expect(readOrganiser(subject, text)).toMatchObject({ kind: 'command' })
      expect(readOrganiser(subject, text)).toEqual(
        left === undefined
          ? expect.not.objectContaining({ left: expect.anything() })
          : expect.objectContaining({ left: { subject: left } }),
      )
    },
  )

  it.each([
    ['could you please send me the stats of demo for this week? thanks', 'stats demo for this week'],
    ['Hi,\n\nplease close demo tomorrow at 6pm.\n\nThanks,\nDana', 'close demo tomorrow at 6pm'],
    ['I’d like to see the latest of demo, thanks a lot!', 'recent demo'],
    ['Can you show me the figures for this month?', 'stats this month'],
    ['Bonjour Anne,\nje voudrais les dernières signatures de demo, merci', 'recent demo'],
    ['Pourriez-vous m’envoyer les statistiques de demo ?', 'stats demo'],
    ['combien demo', 'count demo'],
    ['undo', 'undo'],
    [`remove demo 12 ${'spam of one farm '.repeat(30)}`, `remove demo 12 ${'spam of one farm '.repeat(30)}`],
    [`find demo “${'a long quotation '.repeat(30)}”`, `find demo ${'a long quotation '.repeat(30)}`],
    [`edit demo title: New text: ${'creative works '.repeat(40)}`, 'edit demo'],
  ])('is read as people write: %s', (text, words) => {
    expect(readOrganiser('question', text)).toEqual(command(words.trim()))
  })

  it.each([
    'Please remove my name',
    'Please count me in',
    'I want to sign demo',
    'Dana Moss, editor',
    'remove',
  ])('is no command when an organiser signs or leaves: %s', text => {
    expect(readOrganiser('', text).kind).not.toBe('command')
  })
})

describe('any email', () => {
  it('is read without an error, and the words of its command are one line', () => {
    const line = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc
        .tuple(
          fc.constantFrom('stats', 'find', 'remove 1', 'edit', 'opne', 'do'),
          fc.string({ unit: 'binary' }),
        )
        .map(([word, rest]) => `${word} ${rest}`),
    )
    fc.assert(
      fc.property(line, line, (subject, text) => {
        const said = understandCommand({ subject, text, slugs })
        if (said !== undefined) expect(said.words).not.toMatch(/[\r\n]| {2}|^ | $/)
      }),
      { numRuns: 300 },
    )
  })

  it.each(['stats ', 'find A ', 'remove 1 ', '1,', 'Title: ', ' :', '- ', 'a\n', '_', 'a-'])(
    'of 64 KB of %j is read in linear time',
    seed => {
      const text = seed.repeat(Math.ceil(65_536 / seed.length))
      const ms = processorMs(() => {
        understandCommand({ subject: text, text, slugs })
        understandCommand({ subject: 'edit demo', text: `Title: a\n${text}`, slugs })
        understandCommand({ subject: text.slice(0, 299), text: text.slice(0, 299), slugs })
      })
      expect(ms).toBeLessThan(500)
    },
  )

  it('reads long rows of marks below a command once', () => {
    const rows = `${':'.repeat(1_990)}漢\n`.repeat(60)
    const read = () => understandCommand({ subject: '', text: `stats demo\n${rows}`, slugs })
    expect(processorMs(() => Array.from({ length: 10 }, read))).toBeLessThan(2_500)
  })
})
