/** Pages and states of pages, for the tests in a browser. */

import type { PublicPetition, Signatory } from '../../../src/core/page-contract.ts'
import { hostile } from './hostile.ts'
import {
  ada,
  asked,
  eve,
  fairTraining,
  hidingBo,
  type PaintedCore,
  paintedCore,
  signed,
  token,
} from './painted-core.ts'

const signedAt = new Date('2026-11-23T10:00:00Z')
export const letter = `> ${'Quoted words. '.repeat(9)}\n\n${Array.from({ length: 10 }, (_, i) =>
  `${i + 1}. paragraph of *many words*. `.repeat(9),
).join('\n\n')}`
const arabic: PublicPetition = {
  ...fairTraining,
  title: 'تدريب عادل',
  text: 'لا يجوز استخدام الأعمال الإبداعية إلا بموافقة من أبدعوها.',
  addressee: 'البرلمانات',
  organisedBy: 'رابطة الناشرين الصغار',
}
const figures = {
  today: 412,
  week: 3120,
  byChannel: { email: 4000, web: 213 },
  curve: [1, 2, 3].map(day => ({ start: new Date(Date.UTC(2026, 10, day)), total: day * 100 })),
}
export const people = (names: readonly string[]): Signatory[] =>
  names.map((name, i) => ({ kind: 'person', name, occupation: name, number: i + 1, signedAt }))

const news = [
  {
    number: 4,
    title: 'We were received',
    text: 'By *her*.\n\n- She [listened](https://example.org).',
    publishedAt: signedAt,
  },
  { number: 3, title: 'أخبار', text: 'استقبلتنا الوزيرة.', publishedAt: signedAt },
  { number: 2, text: letter, publishedAt: signedAt },
  { number: 1, text: 'x'.repeat(300), publishedAt: signedAt },
]

const tokens = {
  tokens: { [token('a')]: asked(ada), [token('b')]: asked(eve, { petition: arabic }) },
  manage: { [token('m')]: signed(ada) },
}
const featured = people(['Grace Hopper', 'نور حدّاد'])
export const pages: [name: string, path: string, core: PaintedCore, query?: string][] = [
  [
    'the poster',
    '/p/fair-training',
    paintedCore({
      petition: { ...fairTraining, figures: 'public', addressee: 'all' },
      figures,
      featured,
      news,
      next: '9',
    }),
  ],
  [
    'a letter',
    '/p/fair-training',
    paintedCore({
      petition: { ...fairTraining, text: letter, appendices: [{ text: 'More.', addedAt: signedAt }] },
    }),
  ],
  ['a petition in Arabic', '/p/fair-training', paintedCore({ petition: arabic })],
  ['the same in French', '/p/fair-training?lang=fr', paintedCore({ petition: arabic })],
  [
    'a closed one',
    '/p/fair-training',
    paintedCore({ petition: { ...fairTraining, status: 'closed', closedAt: signedAt, goal: 100 } }),
  ],
  ['one without names', '/p/fair-training', paintedCore({ petition: { ...fairTraining, listing: 'count' } })],
  [
    'one that nobody signed',
    '/p/fair-training',
    paintedCore({
      petition: { ...fairTraining, signatures: 0, people: 0, organisations: 0 },
      signatories: [],
    }),
  ],
  ['names A to Z', '/p/fair-training/names?order=name&after=3', paintedCore({ next: '9' })],
  ['occupations', '/p/fair-training/names?by=occupation', paintedCore()],
  ['nobody found', '/p/fair-training/names?find=zz', paintedCore({ signatories: [] })],
  ['the form to sign', '/p/fair-training/sign', paintedCore()],
  ['the form to sign a letter in Arabic', '/p/fair-training/sign', paintedCore({ petition: arabic })],
  ['news', '/p/fair-training/news', paintedCore({ news })],
  ['home', '/', paintedCore()],
  [
    'home with a hostile petition and a letter in Arabic',
    '/',
    paintedCore({
      petition: {
        ...arabic,
        title: hostile.join(' '),
        organisedBy: 'W'.repeat(150),
        text: arabic.text.repeat(20),
      },
    }),
  ],
  [
    'a letter with the widest Arabic letter in its title',
    '/p/fair-training',
    paintedCore({ petition: { ...arabic, title: `${hostile.join(' ')} ﷽`, text: letter } }),
  ],
  [
    'home with nothing open',
    '/',
    paintedCore({ only: true, petition: { ...fairTraining, status: 'closed' } }),
  ],
  ['home with exactly one petition', '/', paintedCore({ only: true })],
  [
    'a closed one that nobody signed',
    '/p/fair-training',
    paintedCore({
      petition: { ...fairTraining, status: 'closed', signatures: 0, people: 0, organisations: 0 },
      signatories: [],
    }),
  ],
  ['a confirm link', `/c/${token('a')}`, paintedCore(tokens)],
  ['a manage link', `/m/${token('m')}`, paintedCore(tokens)],
]

const name = { petition: fairTraining, language: 'en' } as const
export const everyState = paintedCore({
  news,
  tokens: {
    [token('a')]: asked(ada, { change: true }),
    [token('b')]: asked(eve, { petition: arabic }),
    [token('c')]: { kind: 'asked-removal', act: 'erase', details: ada, ...name },
    [token('d')]: {
      kind: 'signed',
      details: eve,
      number: 4213,
      first: true,
      waitsForApproval: true,
      manageUrl: '/m',
      ...name,
    },
    [token('e')]: { kind: 'expired', ...name },
    [token('f')]: { kind: 'removed', act: 'withdraw', ...name },
    [token('g')]: { kind: 'closed', ...name },
    [token('h')]: { kind: 'taken-off', ...name },
    [token('i')]: { kind: 'asked-command', preview: hidingBo, language: 'en' },
    [token('j')]: { kind: 'refused', ...name },
  },
  manage: {
    [token('m')]: signed(eve, { mayBeListed: true, waitsForApproval: true }),
    [token('n')]: { kind: 'withdrawn', ...name },
    [token('o')]: { kind: 'taken-off', ...name },
  },
  exports: {
    [token('x')]: {
      kind: 'export',
      name: 'fair.csv',
      mediaType: 'text/csv',
      content: (async function* () {})(),
    },
    [token('y')]: { kind: 'expired' },
    [token('z')]: { kind: 'busy' },
  },
})
export const mail = {
  id: 'mail-1',
  from: 'Undersigned <sign@localhost>',
  to: 'ada@example.org',
  subject: 'Please confirm',
  date: signedAt,
  replyTo: 'sign+confirm@localhost',
  messageId: '<one@localhost>',
  text: 'Press this.',
  raw: Buffer.alloc(0),
  html: '<!doctype html><html lang="en"><head><title>m</title></head><body><p>Press this.</p></body></html>',
}
export const states = [
  ...[...'abcdefghij'].map(letter => `/c/${token(letter)}`),
  ...[...'mno'].map(letter => `/m/${token(letter)}`),
  ...[...'xyz'].map(letter => `/x/${token(letter)}`),
  '/c/nothing',
  '/nowhere',
  '/mine',
  '/privacy',
  '/p/fair-training/news?after=2',
  '/p/fair-training/names?kind=organisation',
  '/p/fair-training/widget?theme=light&accent=ffee00',
  '/p/fair-training/widget?theme=dark&accent=0d5f58',
  '/p/fair-training/widget',
  '/trial',
  '/trial/mails/mail-1',
]
