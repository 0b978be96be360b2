/** Samples of the arguments of replies at the desk, in every shape: a new act does not compile without its sample here. */
import type { CommandProblem, Period } from '../../src/core/commands.ts'
import type {
  DeskCountArgs,
  DeskStatsArgs,
  LoggedAct,
  ManyAct,
  OriginLine,
  PetitionField,
  ShownAct,
  SignatureLine,
} from '../../src/core/texts/desk-args.ts'
import type { PetitionArgs } from '../../src/core/texts/reply-args.ts'

export const both = [true, false]
export const counts = [0, 1, 2, 1_234_567]
export const at = '2026-11-23T14:00:00Z'

export const line: SignatureLine = {
  number: 4213,
  kind: 'person',
  name: 'Ada Lovelace',
  occupation: 'animator',
  organisation: 'Tiny Publishers',
  signedAt: at,
  channel: 'discord',
  marks: [],
}
export const signatureLines: SignatureLine[] = [
  line,
  { number: 1, kind: 'person', name: 'Zoë', signedAt: at, channel: 'email', marks: ['hidden', 'featured'] },
  { ...line, kind: 'organisation', channel: 'slack', marks: ['waiting', 'counted-only'] },
  { number: 3, kind: 'organisation', name: 'Eve Moss', signedAt: at, channel: 'slack', marks: ['removed'] },
  { number: 2, kind: 'person', name: '', signedAt: at, channel: 'email', marks: ['withdrawn'] },
]

export const origins: OriginLine[] = [
  {
    ...{ from: 'domain', name: 'farm.example', n: 600, disposable: false, condition: 'domain:farm.example' },
    hosts: ['a.farm.example', 'b.farm.example'],
  },
  { from: 'domain', name: 'minute.example', n: 60, disposable: true, condition: 'domain:minute.example' },
  {
    ...{ from: 'community', name: 'Harbour Writers', n: 150, channel: 'discord', disposable: false },
    condition: 'room:81384788765712384',
  },
]

const everyField: Record<PetitionField, true> = {
  title: true,
  text: true,
  goal: true,
  organisedBy: true,
  addressee: true,
  contact: true,
  closesAt: true,
  policy: true,
  organisations: true,
  listing: true,
  figures: true,
  accent: true,
  language: true,
  occupations: true,
  timeZone: true,
}
const fields = Object.keys(everyField) as PetitionField[]

/** Every kind there is, so that a new one does not compile. */
const everyAct: Record<ShownAct['kind'], ShownAct[]> = {
  open: [{ kind: 'open' }],
  close: [{ kind: 'close' }, { kind: 'close', at }],
  feature: many('feature'),
  unfeature: many('unfeature'),
  hide: many('hide'),
  show: many('show'),
  remove: many('remove'),
  invalidate: counts.flatMap(count => [
    {
      ...{ kind: 'invalidate', count, sample: signatureLines.slice(0, Math.min(count, 3)), without: 0 },
      ...{
        reason: 'a farm of mailboxes',
        condition: 'domain:farm.example since:2026-11-20',
        upTo: 2_147_483_647,
      },
    },
    {
      ...{ kind: 'invalidate', count, sample: [], without: 0, reason: 'spam', condition: 'disposable' },
      ...{ upTo: 1, goesOn: true },
    },
  ]),
  approve: many('approve'),
  mark: many('mark'),
  'organiser-add': [{ kind: 'organiser-add', name: 'Dana' }],
  'organiser-remove': [{ kind: 'organiser-remove', name: 'Dana' }],
  edit: [
    { kind: 'edit', fields },
    { kind: 'edit', fields: ['title'] },
  ],
  news: [
    { kind: 'news', title: 'Oslo', text: 'Oslo, *2026*' },
    { kind: 'news', text: 'Oslo '.repeat(900).trim(), number: 12 },
  ],
  'news-edit': [{ kind: 'news-edit', title: 'Oslo', text: 'Oslo, *2026*', number: 2 }],
  'news-withdraw': [
    { kind: 'news-withdraw', number: 3 },
    { kind: 'news-withdraw', title: 'Oslo', text: 'Oslo, *2026*', number: 3 },
  ],
  create: [{ kind: 'create' }],
  undo: [
    { kind: 'undo', entry: 4, what: 'hide' },
    { kind: 'undo', entry: 1234, what: 'organiser-add' },
  ],
}
export const acts: ShownAct[] = Object.values(everyAct).flat()

function many(kind: ManyAct['kind']): ShownAct[] {
  return counts.flatMap((count): ShownAct[] => {
    const sample = signatureLines.slice(0, Math.min(count, 3))
    return [
      { kind, count, sample, without: 0 },
      { kind, count, sample, without: count, reason: 'spam', changed: true },
      { kind, count, sample: [], without: 0, numbers: [{ from: 12, to: 12 + Math.max(0, count - 3) }] },
    ]
  })
}

export const otherEntries: LoggedAct[] = [
  ...(['file', 'link', 'fetched'] as const).flatMap(by =>
    (['csv', 'json'] as const).map(format => ({ kind: 'export' as const, format, by })),
  ),
  { kind: 'announce' },
  { kind: 'append' },
]

const everyProblem: Record<CommandProblem, true> = {
  period: true,
  format: true,
  part: true,
  when: true,
  past: true,
  numbers: true,
  reason: true,
  name: true,
  person: true,
  entry: true,
  every: true,
  condition: true,
  domain: true,
  change: true,
}
export const problems = Object.keys(everyProblem) as CommandProblem[]

export function countArgs(petition: PetitionArgs, slug: string, n: number): DeskCountArgs {
  return {
    petition,
    slug,
    signatures: n,
    people: n,
    organisations: n,
    byChannel: { discord: n, slack: 0, email: n },
    waiting: n,
    waitingForApproval: n,
    withdrawn: n,
    removed: n,
    refused: n,
    notSignatures: n,
    today: n,
    last24h: n,
    lastHour: n,
    ...(n === 0 ? {} : { fastestHourToday: { at, count: n }, here: n }),
  }
}

/** Numbers that all differ, so that a test can tell where each went. */
export function statsArgs(petition: PetitionArgs, slug: string, period: Period): DeskStatsArgs {
  return {
    petition,
    slug,
    period,
    at,
    signatures: 4216,
    goal: 5000,
    confirmed: 1231,
    unit: 'day',
    overTime: [
      {
        channel: 'discord',
        points: [
          { at, count: 573 },
          { at: '2026-11-24T00:00:00Z', count: 12 },
        ],
      },
      { channel: 'email', points: [{ at, count: 540 }] },
      { channel: 'slack', points: [{ at, count: 106 }] },
    ],
    funnel: {
      asked: 1734,
      answered: 1729,
      fetchedByPeople: 1502,
      fetchedByScanners: 377,
      confirmed: 1231,
      askedAndConfirmed: 1229,
      withdrawn: 46,
    },
    occupations: {
      rows: [
        { label: 'Animator', count: 207 },
        { label: 'Composer', count: 88 },
      ],
      more: 41,
    },
    organisations: { rows: [{ label: 'Tiny Publishers', count: 19 }], more: 1 },
    communities: { rows: [{ label: 'Makers', count: 412 }], more: 0 },
  }
}

const nothing = { rows: [], more: 0 }
export function noStats(petition: PetitionArgs, slug: string): DeskStatsArgs {
  return {
    petition,
    slug,
    period: 'all',
    at,
    signatures: 0,
    confirmed: 0,
    unit: 'hour',
    overTime: [],
    funnel: {
      asked: 0,
      answered: 0,
      fetchedByPeople: 0,
      fetchedByScanners: 0,
      confirmed: 0,
      askedAndConfirmed: 0,
      withdrawn: 0,
    },
    occupations: nothing,
    organisations: nothing,
    communities: nothing,
  }
}
