import { describe, expect, test } from 'vitest'
import type { DetailsView, Language } from '../../src/core/channel.ts'
import { commandNames, exampleOf } from '../../src/core/commands.ts'
import type { ComposedReply } from '../../src/core/picture.ts'
import { understandAnswer } from '../../src/core/reading/understand-answer.ts'
import { takesBack } from '../../src/core/reading/understand-request.ts'
import { firstName } from '../../src/core/texts/first-name.ts'
import { speaks, spokenLanguages, textsOf } from '../../src/core/texts/texts.ts'
import type { ConfirmArgs, PetitionArgs, ReplyTexts, SignedArgs } from '../../src/core/texts/words.ts'
import { everyDeskReply } from '../support/desk-replies.ts'

const petition: PetitionArgs = {
  title: 'Fair training',
  text: 'The unlicensed use of creative works must not be permitted.',
  url: 'https://undersigned.example/p/fair-training',
  address: 'sign+fair-training@undersigned.example',
  organisedBy: 'Guild of Makers',
  listing: 'public',
  contact: 'dana@guild.example',
}
const hostile: PetitionArgs = {
  title: 'A title\r\nBcc: <evil@evil.example>, “quoted” $& $1 {{y}} %s <b>',
  text: '<script>alert(1)</script>\n\n\n> quoted\n-- \nOn Monday Ada wrote:',
  url: 'https://undersigned.example/p/x',
  address: 'sign+x@undersigned.example',
  organisedBy: '@everyone <!channel> http://evil.example',
  listing: 'public',
}
const people: DetailsView[] = [
  { kind: 'person', name: 'Ada Lovelace', occupation: 'composer', listed: true },
  { kind: 'person', name: 'Ada Lovelace', listed: false },
  {
    kind: 'person',
    name: '李小龍',
    occupation: '$&\u202e `*_~|',
    organisation: 'x'.repeat(150),
    listed: true,
  },
  { kind: 'person', name: '<img src=x> & “Bobby”', occupation: '', listed: true },
  {
    kind: 'organisation',
    name: 'Eve Moss',
    occupation: 'director',
    organisation: 'Tiny Publishers',
    listed: true,
  },
  { kind: 'organisation', name: 'Eve Moss', organisation: 'Tiny Publishers', listed: false },
]

const made = new Map<string, Record<keyof ReplyTexts, ComposedReply[]>>()

/** Thousands of replies: made once. */
function everyReply(language: Language, of: PetitionArgs): Record<keyof ReplyTexts, ComposedReply[]> {
  const key = JSON.stringify([language, of])
  const known = made.get(key) ?? makeEveryReply(textsOf(language).replies, of)
  made.set(key, known)
  return known
}

/** Every reply there is, in every shape its arguments allow: a new function of ReplyTexts does not compile here. */
function makeEveryReply(words: ReplyTexts, of: PetitionArgs): Record<keyof ReplyTexts, ComposedReply[]> {
  const listed = { title: of.title, url: of.url, address: of.address }
  const both = [true, false]
  const confirms = people.flatMap(details =>
    both.flatMap(plainReply =>
      both.map(
        (change): ConfirmArgs => ({
          petition: of,
          details,
          plainReply,
          change,
          confirmUrl: 'https://undersigned.example/c/abc',
          expiresAt: '2026-12-01',
        }),
      ),
    ),
  )
  const signed = people.flatMap(details =>
    both.flatMap(plainReply =>
      (['page', 'reply', 'account'] as const).flatMap(how =>
        (['discord', 'slack', 'email'] as const).map(
          (channel): SignedArgs => ({
            petition: of,
            details,
            plainReply,
            how,
            channel,
            number: 4213,
            signedAt: '2026-11-23T23:59:00Z',
            waitsForApproval: details.kind === 'organisation',
            manageUrl: 'https://undersigned.example/m/def',
          }),
        ),
      ),
    ),
  )
  const acts = ['withdraw', 'erase'] as const
  const counts = [0, 1, 2, 1_234_567]
  return {
    ...everyDeskReply(words, of, 'fair-training'),
    pleaseConfirm: confirms.map(words.pleaseConfirm),
    reminder: confirms.map(words.reminder),
    pleaseUsePage: confirms.map(words.pleaseUsePage),
    recorded: signed.map(words.recorded),
    alreadySigned: signed.map(words.alreadySigned),
    corrected: signed.map(words.corrected),
    howToManage: signed.map(words.howToManage),
    confirmRemoval: confirms.flatMap(args => acts.map(act => words.confirmRemoval({ ...args, act }))),
    removed: acts.map(act => words.removed({ petition: of, act })),
    requestDropped: [words.requestDropped({ petition: of })],
    nothingToRemove: [words.nothingToRemove({ petition: of })],
    needName: [words.needName({ petition: of })],
    cannotUse: (['name', 'occupation', 'organisation'] as const).flatMap(field =>
      (['empty', 'too-long', 'not-a-name'] as const).flatMap(problem =>
        [1, 100].map(limit => words.cannotUse({ petition: of, field, problem, limit })),
      ),
    ),
    organisationsRefused: [words.organisationsRefused({ petition: of })],
    whichPetition: [[listed], [listed, listed]].map(petitions => words.whichPetition({ petitions })),
    unknownPetition: [[], [listed]].map(petitions => words.unknownPetition({ asked: of.title, petitions })),
    nothingOpen: [words.nothingOpen({})],
    closed: counts.map(signatures => words.closed({ petition: of, signatures })),
    howToSign: counts.map(signatures => words.howToSign({ petition: of, signatures })),
    publicCount: counts.map(n =>
      words.publicCount({ petition: of, signatures: n, people: n, organisations: 0 }),
    ),
    linkGone: [words.linkGone({ petition: of }), words.linkGone({})],
    wrongMailbox: [words.wrongMailbox({ petition: of })],
    checkYourMail: people.map(details =>
      words.checkYourMail({ petition: of, details, mailbox: 'ada@example.org' }),
    ),
    confirmMailbox: confirms.map(args =>
      words.confirmMailbox({ ...args, channel: 'discord', account: of.title }),
    ),
    joined: signed.flatMap(args => both.map(changed => words.joined({ ...args, changed }))),
    mySignatures: [
      words.mySignatures({ entries: [], waiting: [] }),
      words.mySignatures({
        entries: people.map(details => ({
          petition: listed,
          slug: 'fair-training',
          details,
          number: 4213,
          signedAt: '2026-11-01',
          manageUrl: of.url,
        })),
        waiting: [listed],
      }),
    ],
    formProblem: ['sign:fair-training', undefined].map(form =>
      words.formProblem({
        problems: [words.needName({ petition: of }).subject],
        ...(form === undefined ? {} : { form }),
      }),
    ),
    announced: [words.announced({ petition: of })],
    petitionCreated: [words.petitionCreated({ petition: of, slug: 'fair-training' })],
    mayNotCreate: both.map(listedOnly => words.mayNotCreate({ listed: listedOnly })),
    mayNotAnnounce: [words.mayNotAnnounce({ petition: of })],
    card: counts.flatMap(n =>
      both.flatMap(closed => [
        words.card({ petition: of, slug: 'fair-training', signatures: n, closed }),
        words.card({ petition: of, slug: 'fair-training', signatures: n, closed, goal: 5000 }),
      ]),
    ),
  }
}

/** Every string of a reply that a person reads. */
function strings(reply: ComposedReply): string[] {
  return [reply.subject, ...reply.blocks.flatMap(stringsOf)]
}

type AnyBlock = ComposedReply['blocks'][number]

function stringsOf(block: AnyBlock): string[] {
  switch (block.kind) {
    case 'title':
    case 'paragraph':
    case 'quote':
    case 'small':
    case 'progress':
      return [block.text]
    case 'facts':
      return block.facts.flatMap(({ label, value }) => [label, value])
    case 'link':
    case 'button':
      return [block.label, block.url]
    case 'form-button':
      return [block.label, block.form]
    case 'command-button':
      return [block.label, block.command]
    case 'image':
      return [block.name, block.alt]
    case 'picture':
      return [block.name, block.alt, ...drawnStrings(block)]
    case 'file':
    case 'export':
      return [block.name]
  }
}

function drawnStrings({ picture }: Extract<AnyBlock, { kind: 'picture' }>): string[] {
  return [
    picture.title,
    picture.subtitle,
    picture.overTime.title,
    ...picture.overTime.series.map(({ label }) => label),
    picture.funnel.title,
    ...picture.funnel.steps.flatMap(({ label, note }) => [label, ...(note === undefined ? [] : [note])]),
    ...picture.bars.flatMap(({ title, more }) => [title, ...(more === undefined ? [] : [more])]),
  ]
}

/** What is wrong with a reply whatever its language. */
function faults(reply: ComposedReply): string[] {
  const faults = strings(reply).flatMap(text => [
    ...(text.trim() === '' ? ['empty'] : []),
    ...(/undefined|\bnull\b|\bNaN\b|\[object|Invalid Date/.test(text) ? [text] : []),
  ])
  if (/[\r\n\p{Cc}]/u.test(reply.subject)) faults.push('subject breaks the line')
  if (reply.blocks.length === 0) faults.push('no blocks')
  if (reply.blocks.some(block => block.kind === 'facts' && block.facts.length === 0)) faults.push('no facts')
  return faults
}

/** Ordinary spaces where French typography asks for an unbreakable one, or no space at all. */
function frenchFaults(text: string): string[] {
  // A time and numbers as one types them are no sentence.
  const prose = text.replaceAll(/\b\d\d:\d\d\b|\b12 15(-20)?\b/g, '')
  return [
    ...prose.matchAll(/(?<![\u202f])[;?!]|(?<!\u00a0)[:»]|«(?!\u00a0)|['"“”]|\d (?=\d|%|h\b|heures?\b)/gu),
  ].map(match => `${match[0]} in ${text}`)
}

/** Our own sentences: without links, and without what the arguments brought. */
function ownWords(reply: ComposedReply): string[] {
  return [reply.subject, ...reply.blocks.flatMap(ownWordsOf)]
    .filter(text => text !== petition.title)
    .map(text => text.replaceAll(petition.url, '').replaceAll(petition.address, ''))
}

function ownWordsOf(block: AnyBlock): string[] {
  switch (block.kind) {
    case 'title':
      return block.text === petition.title ? [] : [block.text]
    case 'paragraph':
    case 'small':
    case 'progress':
      return [block.text]
    case 'facts':
      return block.facts.map(fact => fact.label)
    case 'link':
    case 'button':
    case 'form-button':
    case 'command-button':
      return block.label === petition.title ? [] : [block.label]
    case 'image':
      return [block.alt]
    case 'picture':
      return [block.alt, ...drawnStrings(block).filter(text => text !== petition.title)]
    case 'quote':
    case 'file':
    case 'export':
      return []
  }
}

describe.each(spokenLanguages)('replies in %s', language => {
  for (const [args, of] of Object.entries({ typical: petition, hostile })) {
    test(`every reply reads whole with ${args} arguments`, () => {
      for (const [kind, replies] of Object.entries(everyReply(language, of))) {
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
    expect(reply.blocks).toContainEqual({ kind: 'quote', text: hostile.text })
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
    expect(reply.blocks).toContainEqual({ kind: 'quote', text: petition.text })
    expect(reply.blocks).toContainEqual({ kind: 'quote', text: 'Ada Lovelace, composer' })
    expect(reply.blocks.some(block => block.kind === 'button' && block.url === args.confirmUrl)).toBe(true)
    expect(all).toContain(petition.address)
    expect(all).toContain(language === 'en' ? '1 December 2026' : '1er décembre 2026')
    const last = reply.blocks.at(-1)
    expect(last?.kind === 'small' && last.text).toContain('Guild of Makers (dana@guild.example)')
    // Where no plain reply comes back, none is offered, and no address either.
    const chat = strings(words.pleaseConfirm({ ...args, plainReply: false })).join('\n')
    expect(chat).not.toContain(petition.address)
    expect(chat).not.toMatch(/\bmail\b|reply to|répondez/i)
  })

  test('every word we ask somebody to reply with is one we understand', () => {
    const [first] = everyReply(language, petition).howToManage
    const offered = [...(first ? strings(first).join(' ') : '').matchAll(/(?:“|«\u00a0)(.+?)(?:”|\u00a0»)/gu)]
    expect(offered.map(([, words = '']) => takesBack('', words))).toEqual(['withdraw', 'erase'])
    expect(takesBack('', 'something else')).toBeUndefined()
  })

  test('an empty reply to what may be confirmed by one confirms, whatever our subject says', () => {
    const { pleaseConfirm, reminder, pleaseUsePage, confirmRemoval } = everyReply(language, petition)
    const asking = [pleaseConfirm, reminder, pleaseUsePage, confirmRemoval].flat()
    for (const subject of new Set(asking.map(({ subject }) => subject)))
      expect(understandAnswer({ subject: `Re: ${subject}`, text: '' }).kind, subject).toBe('confirms')
    expect(understandAnswer({ subject: 'Re: no', text: '' }).kind).toBe('refuses')
    for (const no of ['no', 'non']) expect(understandAnswer({ subject: '', text: no }).kind).toBe('refuses')
  })

  test('a subject of ours, sent back with an empty reply, asks to take nothing off', () => {
    for (const [kind, replies] of Object.entries(everyReply(language, petition)))
      for (const subject of new Set(replies.map(({ subject }) => subject)))
        expect(takesBack(`Re: ${subject}`, ''), `${kind}: ${subject}`).toBeUndefined()
    expect(takesBack('Re: withdraw my signature', '')).toBe('withdraw')
  })

  test('who asked for it is counted without a name, and an organisation without its representative’s', () => {
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
    expect(quotes({ ...organisation, listed: false })).toEqual([petition.text, 'Tiny'])
    expect(quotes({ ...organisation, listed: true })[1]).toMatch(/^Tiny\n.+ Eve Moss, director$/)
  })
})

describe('the languages', () => {
  const kinds = (language: Language) => everyReply(language, petition)

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
    expect(signed?.subject).toBe('You are signature 4,213')
    // 23:59 UTC is that day in UTC, wherever the server stands.
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
function sharedSentences(
  one: Record<keyof ReplyTexts, ComposedReply[]>,
  other: Record<keyof ReplyTexts, ComposedReply[]>,
): string[] {
  const words = (of: Record<keyof ReplyTexts, ComposedReply[]>) =>
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
  'Signature',
  'Signatures',
  'Organisations',
  'Discord',
  'Slack',
  'fair-training',
  'fair-training-2',
  'stats fair-training week',
  // Two of one title, told apart.
  'Fair training (fair-training)',
  'Fair training (fair-training-2)',
])
/** What people type is the same in every language. */
const typedWords = new Set(
  commandNames
    .flatMap(name => [name, exampleOf(name)])
    .flatMap(words => [words, `/${words}`, `/petition ${words}`]),
)

test.each(spokenLanguages)(
  '%s: where only the count is public, no reply promises to publish a name',
  language => {
    const promise = { en: /published/, fr: /publi(er|é )/ }[language]
    const words = (of: PetitionArgs) => JSON.stringify(everyReply(language, of).pleaseConfirm)
    expect(words({ ...petition, listing: 'count' })).not.toMatch(promise)
    expect(words(petition)).toMatch(promise)
  },
)
