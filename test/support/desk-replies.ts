/** Every reply of the desk, in every shape its arguments allow: a new reply does not compile without its samples here. */
import { commandNames } from '../../src/core/commands.ts'
import type { ComposedReply } from '../../src/core/picture.ts'
import type { PetitionArgs } from '../../src/core/texts/reply-args.ts'
import type { DeskReplyTexts, ReplyTexts } from '../../src/core/texts/texts.ts'
import {
  acts,
  at,
  both,
  countArgs,
  counts,
  line,
  noStats,
  origins,
  otherEntries,
  problems,
  signatureLines,
  statsArgs,
} from './desk-samples.ts'

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
