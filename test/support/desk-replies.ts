/** Every reply of the desk, in every shape its arguments allow: a new reply does not compile without its samples here. */

import type { CommandProblem, Period } from '../../src/core/commands.ts'
import { commandNames } from '../../src/core/commands.ts'
import type { ComposedReply } from '../../src/core/picture.ts'
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
import type { DeskReplyTexts, ReplyTexts } from '../../src/core/texts/texts.ts'

const both = [true, false]
const counts = [0, 1, 2, 1_234_567]
const at = '2026-11-23T14:00:00Z'

const line: SignatureLine = {
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

const origins: OriginLine[] = [
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

const otherEntries: LoggedAct[] = [
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
const problems = Object.keys(everyProblem) as CommandProblem[]

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

export function everyDeskReply(
  words: ReplyTexts,
  petition: PetitionArgs,
  slug: string,
): Record<keyof DeskReplyTexts, ComposedReply[]> {
  const of = { petition, slug }
  const stats = [
    ...(['day', 'week', 'month', 'year', 'all'] as const).map(period => statsArgs(petition, slug, period)),
    noStats(petition, slug),
  ]
  const formats = ['csv', 'json'] as const
  const paged = [
    { lines: [], page: 1, more: false },
    { lines: [], page: 3, more: false },
    { lines: signatureLines, page: 1, more: false },
    { lines: signatureLines, page: 1, more: true },
    { lines: signatureLines, page: 999_998, more: true },
  ]
  const logged = [...acts, ...otherEntries].map((act, index) => ({
    number: index + 1,
    at,
    ...(index === 7 ? {} : { who: 'Dana' }),
    act,
    undone: index % 2 === 0,
    undoable: index % 3 === 0,
  }))
  const organises = [{ title: petition.title, slug }]
  const url = 'https://undersigned.example/x/abc'
  const choices = [...organises, { title: petition.title, slug: `${slug.slice(0, 61)}-2` }]
  return {
    deskCount: counts.map(n => words.deskCount(countArgs(petition, slug, n))),
    deskStats: stats.map(words.deskStats),
    recentSignatures: paged.map(page => words.recentSignatures({ ...of, ...page })),
    foundSignatures: paged
      .flatMap(page =>
        ['Ada', 'x'.repeat(60)].flatMap(name =>
          counts.map(total => words.foundSignatures({ ...of, ...page, name, total })),
        ),
      )
      .concat(
        [undefined, 'other'].map(meant =>
          words.foundSignatures({
            ...of,
            name: 'othr Ada',
            lines: [],
            total: 0,
            page: 1,
            more: false,
            otherwise: { word: 'othr', rest: 'Ada', ...(meant === undefined ? {} : { slug: meant }) },
          }),
        ),
      ),
    exportFile: counts.flatMap(rows =>
      formats.map(format =>
        words.exportFile({
          ...of,
          petitionId: 'id',
          format,
          rows,
          name: `${slug}.${format}`,
          url,
          expiresAt: at,
        }),
      ),
    ),
    exportLink: counts.flatMap(rows =>
      formats.map(format => words.exportLink({ ...of, format, rows, url, expiresAt: at })),
    ),
    askFirst: acts.flatMap(act => [
      words.askFirst({ ...of, act, id: '0199c0de-0000-7000-8000-000000000000' }),
      words.askFirst({ ...of, act, id: 'abc', confirmUrl: 'https://undersigned.example/c/abc' }),
    ]),
    askSender: [{}, of].map(about =>
      words.askSender({ ...about, words: `count ${slug}`, confirmUrl: 'https://undersigned.example/c/abc' }),
    ),
    deskDone: acts.flatMap(act => [
      words.deskDone({ ...of, act }),
      words.deskDone({ ...of, act, entry: 1234 }),
    ]),
    nothingToDo: acts.flatMap(({ kind }) =>
      both.map(since => words.nothingToDo({ ...of, act: kind, since })),
    ),
    actIsGone: [words.actIsGone({}), words.actIsGone({ slug })],
    waitingOrganisations: [
      words.waitingOrganisations({ ...of, lines: [], more: 0 }),
      ...[0, 1, 12].map(more =>
        words.waitingOrganisations({
          ...of,
          lines: [line, { ...line, number: 2_147_483_647, provedDomain: 'tiny.example' }],
          more,
        }),
      ),
    ],
    unusualSignatures: [
      words.unusualSignatures({ ...of, all: 0, unusual: [], usual: [], hours: [], evidence: [] }),
      ...[[], origins.slice(0, 1), origins].flatMap(unusual =>
        [[], origins].map(usual =>
          words.unusualSignatures({
            ...{ ...of, all: 1_234_567, unusual: unusual.map(line => ({ ...line, usual: 40 })), usual },
            hours: [{ hour: at, n: 412, largest: 0.98 }],
            evidence: (['dkim', 'account', 'reply', 'press'] as const).map(evidence => ({
              evidence,
              n: 1234,
            })),
          }),
        ),
      ),
    ],
    tooFewToTell: [words.tooFewToTell(of), words.tooFewToTell({ ...of, least: 20 })],
    invalidationStopped: [[], [12], [12, 13]].map(entries => words.invalidationStopped({ ...of, entries })),
    organisers: [
      words.organisers({
        ...of,
        organisers: [
          { name: 'Dana', channel: 'slack', addedAt: '2026-11-01', you: true },
          { name: 'dana@guild.example', channel: 'email', addedAt: '2026-11-01', you: false },
          { addedAt: '2026-11-01', you: false },
        ],
      }),
    ],
    lastOrganiser: [words.lastOrganiser(of)],
    deskLog: [
      { lines: [], page: 1, more: false },
      { lines: [], page: 2, more: false },
      { lines: logged, page: 2, more: true },
    ].map(page => words.deskLog({ ...of, ...page })),
    cannotUndo: (['unknown', 'final', 'old', 'undone', 'changed'] as const).map(why =>
      words.cannotUndo({ ...of, entry: 1234, why }),
    ),
    digestSet: (['daily', 'weekly', 'off'] as const).flatMap(every => [
      words.digestSet({ ...of, every }),
      words.digestSet({ ...of, every, next: at }),
    ]),
    deskHelp: both.flatMap(slash =>
      [[], organises, choices, Array(7).fill(choices[0])].flatMap(organises => [
        words.deskHelp({ commands: [...commandNames], organises, slash, lost: !slash }),
        words.deskHelp({ commands: ['close'], organises, slash }),
        words.deskHelp({ commands: ['create'], organises, slash }),
      ]),
    ),
    leftCommands: [
      words.leftCommands({ subject: `stats ${slug} week` }),
      words.leftCommands({ more: Array(7).fill('hide demo 12') }),
      words.leftCommands({ subject: `stats ${slug} week`, more: ['hide demo 12'] }),
    ],
    unknownCommand: both.flatMap(slash => [
      words.unknownCommand({ word: 'sttas', meant: 'stats', slash }),
      words.unknownCommand({ word: 'orgnaiser', meant: 'organiser', rest: 'add @Eve', id: 'id', slash }),
      words.unknownCommand({ word: 'xyzzy', slash }),
    ]),
    commandProblem: both.flatMap(slash =>
      commandNames.flatMap(name =>
        problems.flatMap(problem => [
          words.commandProblem({ name, problem, slash }),
          words.commandProblem({ name, problem, slug, slash }),
        ]),
      ),
    ),
    whichPetitionFor: [
      'count',
      'stats week',
      `find ${'x'.repeat(60)}`,
      `remove 12 ${'x'.repeat(500)}`,
    ].flatMap(said => [
      words.whichPetitionFor({ words: said, petitions: choices }),
      words.whichPetitionFor({ words: said, petitions: choices, asked: 'fiar', more: 7 }),
      words.whichPetitionFor({ words: said, petitions: choices, asked: 'fiar', near: true }),
      words.whichPetitionFor({ words: said, petitions: organises, id: 'id', near: true, more: 1 }),
      words.whichPetitionFor({ words: said, petitions: [] }),
      words.whichPetitionFor({ words: said, petitions: [], asked: 'fiar' }),
    ]),
    formByMail: [[], [words.nothingToDo({ ...of, act: 'edit' }).subject]].map(wrong =>
      words.formByMail({
        command: `edit ${slug}`,
        title: petition.title,
        problems: wrong,
        fields: [
          {
            name: 'title',
            label: 'Titel',
            required: true,
            input: { kind: 'line', maxLength: 9, value: 'x' },
          },
          {
            name: 'policy',
            label: 'Wer',
            required: false,
            input: {
              kind: 'choice',
              options: [
                { value: 'account', label: 'x' },
                { value: 'email', label: 'y' },
              ],
            },
          },
        ],
      }),
    ),
    takenOff: [words.takenOff({ petition })],
    noRoomHere: [words.noRoomHere(of)],
    notOpenYet: [words.notOpenYet(of)],
    milestone: both.flatMap(goal => [
      words.milestone({ ...of, number: 5000, goal }),
      words.milestone({ ...of, number: 1, goal, here: 0 }),
      words.milestone({ ...of, number: 5000, goal, here: 412, stats: statsArgs(petition, slug, 'all') }),
    ]),
    digest: (['daily', 'weekly'] as const).flatMap(every =>
      [-1234, -1, 0, 1, 212].map(gained =>
        words.digest({
          every,
          gained,
          count: countArgs(petition, slug, 4216),
          stats: statsArgs(petition, slug, every === 'daily' ? 'day' : 'week'),
          ...(gained === 1 ? { since: at } : {}),
          ...(gained === 0 ? { last: true } : {}),
        }),
      ),
    ),
    alert: [
      ...(['domain', 'community'] as const).flatMap(from =>
        [1, 300].map(count =>
          words.alert({
            ...of,
            what: { kind: 'burst', from, subject: 'guild.example', count, usually: 0.35 },
          }),
        ),
      ),
      words.alert({
        ...of,
        what: {
          kind: 'burst',
          from: 'community',
          subject: 'Makers',
          channel: 'slack',
          count: 300,
          usually: 12.34,
        },
      }),
      ...(['domain', 'community'] as const).map(from =>
        words.alert({
          ...of,
          what: { kind: 'burst', from, subject: 'guild.example', count: 500, elsewhere: 1 },
        }),
      ),
      ...(['domain', 'community'] as const).map(from =>
        words.alert({
          ...of,
          what: { kind: 'concentration', from, subject: 'farm.example', count: 600, all: 870, usual: 44 },
        }),
      ),
      words.alert({
        ...of,
        what: { kind: 'confirmations-fall', domain: 'guild.example', asked: 40, confirmed: 1, usually: 0.71 },
      }),
    ],
  }
}
