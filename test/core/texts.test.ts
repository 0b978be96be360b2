import { describe, expect, test } from 'vitest'
import type { DetailsView, Language } from '../../src/core/channel.ts'
import { commandNames, commandRow, exampleOf } from '../../src/core/commands.ts'
import { languageName, otherLanguages } from '../../src/core/language.ts'
import { takesBack } from '../../src/core/reading/take-back.ts'
import { understandAnswer } from '../../src/core/reading/understand-answer.ts'
import { understandRequest } from '../../src/core/reading/understand-request.ts'
import { statement } from '../../src/core/texts/blocks.ts'
import { firstName } from '../../src/core/texts/first-name.ts'
import type { ConfirmArgs, PetitionArgs } from '../../src/core/texts/reply-args.ts'
import { type ReplyTexts, speaks, spokenLanguages, textsOf } from '../../src/core/texts/texts.ts'
import { differences } from './reply-structure.ts'
import {
  type AnyBlock,
  type EveryReply,
  faults,
  frenchFaults,
  hostile,
  ownWords,
  petition,
  repliesIn,
  samples,
  strings,
} from './reply-words.ts'

describe.each(spokenLanguages)('replies in %s', language => {
  for (const [args, of] of Object.entries(samples)) {
    test(`every reply reads whole with ${args} arguments`, () => {
      for (const [kind, replies] of Object.entries(repliesIn(language, of))) {
        expect(replies.length, kind).toBeGreaterThan(0)
        for (const reply of replies) {
          expect(faults(reply), kind).toEqual([])
          expect(reply.language).toBe(language)
        }
      }
    })
  }

  test('what somebody typed arrives as it was typed', () => {
    const reply = textsOf(language).replies.pleaseConfirm({
      petition: hostile,
      details: { kind: 'person', name: '$& <b>', occupation: '{{x}} «\u00a0!', listed: true },
      confirmUrl: 'https://undersigned.example/c/abc',
      plainReply: true,
      expiresAt: '2026-12-01',
      change: false,
    })
    expect(reply.blocks).toContainEqual(statement(hostile.text))
    expect(reply.blocks).toContainEqual({ kind: 'quote', text: '$& <b>, {{x}} «\u00a0!' })
  })

  test('a confirmation keeps its promises', () => {
    const args: ConfirmArgs = {
      petition,
      details: { kind: 'person', name: 'Ada Lovelace', occupation: 'composer', listed: true },
      confirmUrl: 'https://undersigned.example/c/abc',
      plainReply: true,
      expiresAt: '2026-12-01',
      change: false,
    }
    const words = textsOf(language).replies
    const reply = words.pleaseConfirm(args)
    const all = strings(reply).join('\n')
    expect(reply.subject.startsWith('Ada, ')).toBe(true)
    expect(reply.blocks).toContainEqual(statement(petition.text))
    expect(reply.blocks).toContainEqual({ kind: 'quote', text: 'Ada Lovelace, composer' })
    expect(reply.blocks.some(block => block.kind === 'button' && block.url === args.confirmUrl)).toBe(true)
    expect(all).toContain(petition.address)
    expect(all).toContain(language === 'en' ? '1 December 2026' : '1er décembre 2026')
    const last = reply.blocks.at(-1)
    expect(last?.kind === 'small' && last.text).toContain('Guild of Makers (dana@guild.example)')
    // If no plain reply can come back, none is offered, and no address either.
    const chat = strings(words.pleaseConfirm({ ...args, plainReply: false })).join('\n')
    expect(chat).not.toContain(petition.address)
    expect(chat).not.toMatch(/\be?mail\b|courriel|reply to|répond/i)
  })

  test('no answer to a first email says that its writer asked to sign', () => {
    const all = repliesIn(language, petition)
    const first = [
      all.pleaseConfirm,
      all.offer,
      all.reminder,
      all.needName,
      all.cannotUse,
      all.closed,
      all.howToSign,
    ]
    expect(first.flat().length).toBeGreaterThan(6)
    for (const reply of [...first.flat(), ...all.notASignature, ...all.declined])
      expect(strings(reply).join('\n')).not.toMatch(
        /(?:^|\. )(?:you (?:asked|would like|want)|vous (?:avez demandé|voulez|vouliez)) |and asked to |et demandé à /im,
      )
  })

  test('every word we ask somebody to reply with is one we understand', () => {
    const [first] = repliesIn(language, petition).howToManage
    const offered = [...(first ? strings(first).join(' ') : '').matchAll(/(?:“|«\u00a0)(.+?)(?:”|\u00a0»)/gu)]
    expect(offered.map(([, words = '']) => takesBack('', words))).toEqual(['withdraw', 'erase'])
    expect(takesBack('', 'something else')).toBeUndefined()
  })

  test('an organisation that signs as the petition page says is understood as one', () => {
    const [, offered = ''] =
      /(?:“|«\u00a0)(.+?)(?:”|\u00a0»)/u.exec(textsOf(language).pages.howToSignForOrganisation) ?? []
    expect(understandRequest({ subject: '', text: `Eve Moss\n${offered} Tiny Press` })).toEqual({
      kind: 'sign',
      written: { kind: 'organisation', name: 'Eve Moss', organisation: 'Tiny Press' },
    })
  })

  test('an empty reply to what may be confirmed by one confirms, whatever our subject says', () => {
    const { pleaseConfirm, reminder, pleaseUsePage, confirmRemoval } = repliesIn(language, petition)
    const asking = [pleaseConfirm, reminder, pleaseUsePage, confirmRemoval].flat()
    for (const subject of new Set(asking.map(({ subject }) => subject)))
      expect(understandAnswer({ subject: `Re: ${subject}`, text: '' }).kind, subject).toBe('confirms')
    expect(understandAnswer({ subject: 'Re: no', text: '' }).kind).toBe('refuses')
    for (const no of ['no', 'non']) expect(understandAnswer({ subject: '', text: no }).kind).toBe('refuses')
  })

  test('a subject of ours, sent back with an empty reply, asks to remove nothing', () => {
    for (const [kind, replies] of Object.entries(repliesIn(language, petition)))
      for (const subject of new Set(replies.map(({ subject }) => subject)))
        expect(takesBack(subject, ''), `${kind}: ${subject}`).toBeUndefined()
    expect(takesBack('withdraw my signature', '')).toBe('withdraw')
  })

  test('a signer may be counted without a name, and an organisation without its representative’s', () => {
    const words = textsOf(language).replies
    const quotes = (details: DetailsView) =>
      words
        .pleaseConfirm({
          petition,
          details,
          confirmUrl: 'https://undersigned.example/c/abc',
          plainReply: true,
          expiresAt: '2026-12-01',
          change: false,
        })
        .blocks.flatMap(block => (block.kind === 'quote' ? [block.text] : []))
    const organisation = {
      kind: 'organisation',
      name: 'Eve Moss',
      occupation: 'director',
      organisation: 'Tiny',
    } as const
    expect(quotes({ ...organisation, listed: false })).toEqual(['Tiny'])
    expect(quotes({ ...organisation, listed: true })[0]).toMatch(/^Tiny\n.+ Eve Moss, director$/)
  })
})

describe('the layout', () => {
  const [first = 'en', ...others] = spokenLanguages
  const cases = others.flatMap(language =>
    Object.entries(samples).map(([args, of]) => ({ language, args, of })),
  )

  test.each(cases)('is the same in $language, with $args arguments', ({ language, of }) => {
    expect(differences(repliesIn(first, of), repliesIn(language, of))).toEqual([])
  })

  const changes: [string, keyof ReplyTexts, (blocks: AnyBlock[]) => AnyBlock[]][] = [
    ['a block that is left out', 'recorded', blocks => blocks.slice(1)],
    [
      'two blocks that change places',
      'pleaseConfirm',
      ([a, b, ...rest]) => [b, a, ...rest].filter(x => x !== undefined),
    ],
    ['a fact that is left out', 'publicCount', blocks => blocks.map(withOneFactLess)],
    [
      'a link that leads elsewhere',
      'closed',
      blocks => blocks.map(block => (block.kind === 'link' ? { ...block, url: 'x' } : block)),
    ],
    [
      'a button that does something else',
      'deskLog',
      blocks =>
        blocks.map(block => (block.kind === 'command-button' ? { ...block, command: 'help' } : block)),
    ],
    ['a picture that is left out', 'digest', blocks => blocks.filter(({ kind }) => kind !== 'picture')],
  ]
  test.each(changes)('%s would be found', (_, kind, change) => {
    const all = repliesIn(first, petition)
    const changed = all[kind].map(reply => ({ ...reply, blocks: change(reply.blocks) }))
    expect(differences(all, { ...all, [kind]: changed })).toEqual([kind])
  })
})

function withOneFactLess(block: AnyBlock): AnyBlock {
  return block.kind === 'facts' ? { ...block, facts: block.facts.slice(1) } : block
}

describe('the languages', () => {
  const kinds = (language: Language) => repliesIn(language, petition)

  test('no sentence is the same in two of them', () => {
    expect(sharedSentences(kinds('en'), kinds('fr'))).toEqual([])
  })

  test('a sentence left in English would be found', () => {
    const half = { ...kinds('fr'), linkGone: kinds('en').linkGone }
    expect(sharedSentences(kinds('en'), half).length).toBeGreaterThan(0)
  })

  test('French sets its unbreakable spaces and its apostrophes', () => {
    for (const replies of Object.values(kinds('fr')))
      for (const reply of replies) expect(ownWords(reply).flatMap(frenchFaults)).toEqual([])
  })

  test('a common space before a colon would be found', () => {
    expect(frenchFaults('Merci : oui')).toHaveLength(1)
    expect(frenchFaults("l'été")).toHaveLength(1)
    expect(frenchFaults('Merci\u00a0: «\u00a0oui\u00a0»\u202f!')).toEqual([])
  })

  test('numbers, plurals and days follow the language', () => {
    const en = textsOf('en').replies
    const fr = textsOf('fr').replies
    const count = (n: number) => ({ petition, signatures: n, people: n, organisations: 0 })
    expect(en.publicCount(count(4213)).subject).toBe('4,213 signatures')
    expect(en.publicCount(count(1)).subject).toBe('1 signature')
    expect(en.publicCount(count(0)).subject).toBe('0 signatures')
    expect(fr.publicCount(count(4213)).subject).toBe('À ce jour, 4\u202f213\u00a0signatures')
    expect(fr.publicCount(count(0)).subject).toBe('À ce jour, 0\u00a0signature')
    const signed = kinds('en').recorded[0]
    expect(signed?.subject).toBe('Your signature is number 4,213')
    // 23:59 UTC belongs to that day in UTC, wherever the server is.
    expect(JSON.stringify(signed?.blocks)).toContain('23 November 2026')
  })

  test('a tag asks for the language of its first part', () => {
    expect(speaks('fr-CA')).toBe('fr')
    expect(speaks('EN_us')).toBe('en')
    expect(speaks('de')).toBeUndefined()
    expect(speaks('frr')).toBeUndefined()
    expect(speaks('')).toBeUndefined()
  })
})

test('the names of languages are in the language of the reader', () => {
  expect(languageName('en', 'fr')).toBe('anglais')
  expect(otherLanguages('en')).toEqual([{ language: 'fr', name: 'Français' }])
  expect(otherLanguages('fr')).toEqual([{ language: 'en', name: 'English' }])
})

describe('the name somebody is greeted by', () => {
  test.each([
    ['Ada Lovelace', 'Ada'],
    ['Jean-Luc Picard', 'Jean-Luc'],
    ['Zoë van der Berg', 'Zoë'],
    ['Ольга Иванова', 'Ольга'],
    ['Madonna', undefined],
    ['李小龍', undefined],
    ['Kim 민준', undefined],
    ['J. K. Rowling', undefined],
    ['Dr Ada Lovelace', undefined],
    ['The Beatles', undefined],
    ['Lovelace, Ada', undefined],
    ['Nguyễn Văn An', undefined],
    ['evil.example click here', undefined],
    ['Click http://evil.example', undefined],
    ['', undefined],
  ])('%s → %s', (name, expected) => {
    expect(firstName({ kind: 'person', name, listed: true })).toBe(expected)
  })

  test('an organisation is greeted by no name', () => {
    expect(
      firstName({ kind: 'organisation', name: 'Eve Moss', organisation: 'Tiny', listed: true }),
    ).toBeUndefined()
  })
})

/** Sentences of our own that occur in both sets, word for word. */
function sharedSentences(one: EveryReply, other: EveryReply): string[] {
  const words = (of: EveryReply) =>
    new Set(
      Object.values(of)
        .flat()
        .flatMap(ownWords)
        .filter(text => !international.has(text) && !typedWords.has(text) && /\p{L}{3}/u.test(text)),
    )
  const seen = words(one)
  return [...words(other)].filter(text => seen.has(text))
}

/** Words both languages spell alike. */
const international = new Set([
  'Oslo',
  'Oslo, *2026*',
  'Signature',
  'Signatures',
  'Organisations',
  'Discord',
  'Slack',
  'fair-training',
  'fair-training-2',
  'stats fair-training week',
  // Two petitions with the same title, told apart.
  'Fair training (fair-training)',
  'Fair training (fair-training-2)',
])
/** Commands and the names of their arguments are the same in every language. */
const typedWords = new Set(
  commandNames
    .flatMap(name => [name, exampleOf(name), ...commandRow(name).takes.map(argument => argument.name)])
    .flatMap(words => [words, `/${words}`, `/petition ${words}`]),
)

test.each(spokenLanguages)(
  '%s: where only the count is public, no reply promises to publish a name',
  language => {
    const promise = { en: /published/, fr: /publi(er|é )/ }[language]
    const words = (of: PetitionArgs) => JSON.stringify(repliesIn(language, of).pleaseConfirm)
    expect(words({ ...petition, listing: 'count' })).not.toMatch(promise)
    expect(words(petition)).toMatch(promise)
  },
)
