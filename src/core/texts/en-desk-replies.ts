import type { Block, Channel } from '../channel.ts'
import type { CommandProblem, Period } from '../desk/read-command.ts'
import { button, facts, link, paragraph, quote, reply, small } from './blocks.ts'
import { statsPicture } from './desk-picture.ts'
import type { DeskReplyTexts, PetitionField, ShownAct, SignatureLine, TopList } from './desk-words.ts'
import { enChat } from './en-chat.ts'
import { counted, day, named } from './en-replies.ts'
import type { CommandName } from './words.ts'

const numbers = new Intl.NumberFormat('en-GB')
const percent = new Intl.NumberFormat('en-GB', { style: 'percent', maximumFractionDigits: 0 })
const times = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })
const hours = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' })

const channelNames: Record<Channel, string> = { discord: 'Discord', slack: 'Slack', email: 'mail' }
const from: Record<Channel, string> = { discord: 'on Discord', slack: 'on Slack', email: 'by mail' }
const marks: Record<SignatureLine['marks'][number], string> = {
  hidden: 'hidden',
  featured: 'featured',
  waiting: 'waits for approval',
  removed: 'removed',
  withdrawn: 'withdrawn',
  'counted-only': 'counted, not shown',
}
const fieldNames: Record<PetitionField, string> = {
  title: 'title',
  text: 'statement',
  goal: 'goal',
  organisedBy: 'who organises it',
  contact: 'contact',
  closesAt: 'closing time',
  policy: 'who may sign',
  organisations: 'organisations',
  listing: 'what is shown',
  language: 'language',
  occupations: 'suggested occupations',
}
const periodNames: Record<Period, string> = {
  day: 'in 24 hours',
  week: 'in seven days',
  month: 'in thirty days',
  year: 'in a year',
  all: 'in all',
}

function signatures(n: number): string {
  return counted(n, 'signature', 'signatures')
}

function time(iso: string): string {
  return `${times.format(new Date(iso))} UTC`
}

function command(label: string, words: string, danger = false): Block {
  return { kind: 'command-button', label, command: words, ...(danger ? { danger: true } : {}) }
}

function lineOf(line: SignatureLine): string {
  if (line.name === '') return `${numbers.format(line.number)} · nobody any more (withdrawn)`
  const forWhom =
    line.kind === 'organisation'
      ? `${line.organisation ?? ''}, by ${[line.name, line.occupation].filter(Boolean).join(', ')}`
      : [line.name, line.occupation, line.organisation].filter(Boolean).join(', ')
  const said = line.marks.map(mark => marks[mark]).join(', ')
  return `${numbers.format(line.number)} · ${forWhom} · ${channelNames[line.channel]}, ${day(line.signedAt)}${said === '' ? '' : ` · ${said}`}`
}

function listed(lines: SignatureLine[]): Block {
  return quote(lines.map(lineOf).join('\n'))
}

function pages(words: string, page: number, more: boolean): Block[] {
  return [
    ...(page > 1 ? [command('Back', `${words} ${page - 1}`)] : []),
    ...(more ? [command('Next', `${words} ${page + 1}`)] : []),
  ]
}

function topWords(list: TopList): string {
  const rows = list.rows.map(({ label, count }) => `${label} ${numbers.format(count)}`)
  return [...rows, ...(list.more > 0 ? [`… and ${numbers.format(list.more)} more`] : [])].join(' · ')
}

/** What an act does, as one says it before, and after. */
function actWords(act: ShownAct): { before: string; after: string } {
  switch (act.kind) {
    case 'open':
      return {
        before: 'It opens for signatures: its page and its cards show it, and everybody may sign.',
        after: 'It is open for signatures.',
      }
    case 'close':
      return act.at === undefined
        ? {
            before:
              'It closes now. Nobody can sign any more, and links that were sent and not yet followed record nothing. Who has signed can still change or withdraw. You can open it again.',
            after: 'It is closed.',
          }
        : {
            before: `It closes on ${time(act.at)}. From then on nobody can sign, and links not yet followed record nothing. Who has signed can still change or withdraw.`,
            after: `It closes on ${time(act.at)}.`,
          }
    case 'feature':
      return {
        before: `${signatures(act.count)} will be shown first, in this order. That tells readers you have checked who they are: please do so before you go on.`,
        after: `${signatures(act.count)} shown first, in the order you gave.`,
      }
    case 'unfeature':
      return {
        before: `${signatures(act.count)} will no longer be shown first.`,
        after: `${signatures(act.count)} no longer shown first.`,
      }
    case 'hide':
      return {
        before: `${signatures(act.count)} will no longer be shown to the public, and go on counting.`,
        after: `${signatures(act.count)} hidden. They go on counting.`,
      }
    case 'show':
      return {
        before: `${signatures(act.count)} will be shown again.`,
        after: `${signatures(act.count)} shown again.`,
      }
    case 'remove':
      return {
        before: `${signatures(act.count)} will be taken off and count no more. Who signs again from the same account or mailbox is told so. The reason is kept in the log: “${act.reason ?? ''}”.`,
        after: `${signatures(act.count)} taken off. The reason in the log: “${act.reason ?? ''}”.`,
      }
    case 'approve':
      return {
        before: `${counted(act.count, 'organisation', 'organisations')} will count and be listed.`,
        after: `${counted(act.count, 'organisation', 'organisations')} approved: they count, and are listed.`,
      }
    case 'organiser-add':
      return {
        before: `${act.name} will organise this petition with you: full counts, names, exports, changes.`,
        after: `${act.name} organises this petition with you now.`,
      }
    case 'organiser-remove':
      return {
        before: `${act.name} will no longer organise this petition.`,
        after: `${act.name} no longer organises this petition.`,
      }
    case 'edit':
      return {
        before: `This will change: ${act.fields.map(field => fieldNames[field]).join(', ')}.`,
        after: `Changed: ${act.fields.map(field => fieldNames[field]).join(', ')}.`,
      }
    case 'create':
      return { before: 'A petition will be started.', after: 'The petition was started.' }
    case 'undo':
      return {
        before: `Entry ${numbers.format(act.entry)} of the log (${shortActs[act.what]}) will be taken back: everything it changed becomes as it was before.`,
        after: `Entry ${numbers.format(act.entry)} (${shortActs[act.what]}) is taken back.`,
      }
  }
}

const shortActs: Record<ShownAct['kind'], string> = {
  open: 'opened',
  close: 'closed',
  feature: 'featured',
  unfeature: 'featured no more',
  hide: 'hidden',
  show: 'shown again',
  remove: 'removed',
  approve: 'approved',
  'organiser-add': 'organiser added',
  'organiser-remove': 'organiser removed',
  edit: 'changed',
  create: 'started',
  undo: 'taken back',
}

const pressWords: Record<ShownAct['kind'], string> = {
  open: 'Open it',
  close: 'Close it',
  feature: 'I have checked: feature them',
  unfeature: 'Feature them no more',
  hide: 'Hide them',
  show: 'Show them again',
  remove: 'Remove them',
  approve: 'Approve them',
  'organiser-add': 'Add them',
  'organiser-remove': 'Remove them',
  edit: 'Change it',
  create: 'Start it',
  undo: 'Take it back',
}

function sampleOf(act: ShownAct): Block[] {
  if (!('sample' in act)) return []
  return [
    ...(act.sample.length === 0 ? [] : [listed(act.sample)]),
    ...(act.count > act.sample.length
      ? [paragraph(`… and ${numbers.format(act.count - act.sample.length)} more`)]
      : []),
    ...(act.without > 0
      ? [
          paragraph(
            `${counted(act.without, 'number', 'numbers')} you named ${act.without === 1 ? 'is' : 'are'} left out: not there, or already so.`,
          ),
        ]
      : []),
  ]
}

/** What to write, with an example. */
const usage: Record<CommandName, string> = {
  sign: 'sign demo',
  unsign: 'unsign demo',
  mysignatures: 'mysignatures',
  count: 'count demo',
  stats: 'stats demo week',
  recent: 'recent demo',
  find: 'find demo Ada Lovelace',
  export: 'export demo csv',
  create: 'create',
  edit: 'edit demo',
  open: 'open demo',
  close: 'close demo 2026-12-31 18:00',
  announce: 'announce demo',
  feature: 'feature demo 12 15',
  hide: 'hide demo 12-15',
  show: 'show demo 12-15',
  remove: 'remove demo 12-15 the same text from one address',
  approve: 'approve demo 12',
  organiser: 'organiser add dana@example.org',
  log: 'log demo',
  undo: 'undo demo 4',
  digest: 'digest demo weekly',
  help: 'help',
}

const problems: Record<CommandProblem, string> = {
  period: 'I know the periods day, week, month, year and all.',
  format: 'I can write csv, for a spreadsheet, and json, for programs.',
  part: 'There are two parts to edit: text, and rules.',
  when: 'I could not read that time. A day such as 2026-12-31 or a time such as 2026-12-31 18:00 (UTC) works.',
  past: 'That time is over. To close the petition now, leave the time out.',
  numbers: 'Please name signatures by their numbers, such as 12 15-20; “find” and “recent” show them.',
  reason: 'Please add why, after the numbers: the reason is kept in the log.',
  name: 'Please add a name, or a part of one.',
  person: 'Please say add, remove or list, and whom: a mention, or a mail address.',
  entry: 'Please name an entry of the log by its number; “log” shows them.',
  every: 'A digest comes daily or weekly; “off” ends it.',
}

const typed = (words: string, slash: boolean) =>
  !slash ? words : /^(sign|unsign|mysignatures)\b/.test(words) ? `/${words}` : `/petition ${words}`

export const enDeskReplies: DeskReplyTexts = {
  deskCount(c) {
    const parts = [
      signatures(c.signatures),
      `${numbers.format(c.waiting)} waiting to confirm`,
      c.waitingForApproval > 0
        ? `${counted(c.waitingForApproval, 'organisation', 'organisations')} waiting for you`
        : '',
      `${numbers.format(c.withdrawn)} withdrawn`,
      c.removed > 0 ? `${numbers.format(c.removed)} removed` : '',
      c.refused > 0 ? `${numbers.format(c.refused)} said it wasn’t them` : '',
    ].filter(part => part !== '')
    const fastest = c.fastestHourToday
    return reply('en', signatures(c.signatures), [
      paragraph(named(c.petition)),
      paragraph(parts.join(' · ')),
      facts([
        ['People', numbers.format(c.people)],
        ['Organisations', numbers.format(c.organisations)],
        [
          'By channel',
          `Discord ${numbers.format(c.byChannel.discord)} · mail ${numbers.format(c.byChannel.email)} · Slack ${numbers.format(c.byChannel.slack)}`,
        ],
        [
          'Pace',
          [
            `today +${numbers.format(c.today)}`,
            fastest === undefined
              ? ''
              : `fastest hour ${hours.format(new Date(fastest.at))} UTC (${numbers.format(fastest.count)})`,
            `last hour ${numbers.format(c.lastHour)}`,
            `24 hours ${numbers.format(c.last24h)}`,
          ]
            .filter(part => part !== '')
            .join(' · '),
        ],
        ['From here', c.here === undefined ? undefined : numbers.format(c.here)],
      ]),
      command('Picture', `stats ${c.slug}`),
      command('Who signed last', `recent ${c.slug}`),
      c.waitingForApproval > 0 ? command('Who waits', `approve ${c.slug}`) : undefined,
    ])
  },

  deskStats(s) {
    const { asked, confirmed } = s.funnel
    const alt = [
      `${signatures(s.signatures)} by ${day(s.at)}`,
      s.period === 'all' ? '' : `${numbers.format(s.confirmed)} ${periodNames[s.period]}`,
      asked === 0 ? '' : `${percent.format(Math.min(1, confirmed / asked))} of those asked confirmed`,
    ]
      .filter(part => part !== '')
      .join('; ')
    const picture = statsPicture(s, 'en', {
      subtitle: alt,
      overTime: 'Signatures over time',
      channels: channelNames,
      funnel: 'From asking to signing',
      asked: 'Asked to sign',
      answered: 'Got our answer',
      fetched: 'Opened the link',
      byScanners: n => `and ${numbers.format(n)} fetches by machines`,
      confirmed: 'Confirmed',
      withdrawn: 'Withdrew',
      occupations: 'What they do',
      organisations: 'Organisations',
      communities: 'Communities',
      more: n => `… and ${numbers.format(n)} more`,
    })
    const periods = (['day', 'week', 'month', 'all'] as const).filter(period => period !== s.period)
    return {
      language: 'en',
      subject: `${s.petition.title}: ${signatures(s.signatures)}`,
      blocks: [
        { kind: 'picture', name: `${s.slug}.png`, alt: `${alt}.`, picture },
        paragraph(`${alt}.`),
        facts([
          [
            'By channel',
            s.overTime
              .map(
                ({ channel, points }) =>
                  `${channelNames[channel]} ${numbers.format(points.reduce((sum, { count }) => sum + count, 0))}`,
              )
              .join(' · '),
          ],
          [
            'Funnel',
            `asked ${numbers.format(asked)} · answered ${numbers.format(s.funnel.answered)} · link opened ${numbers.format(s.funnel.fetchedByPeople)} times by people, ${numbers.format(s.funnel.fetchedByScanners)} by machines · confirmed ${numbers.format(confirmed)} · withdrawn ${numbers.format(s.funnel.withdrawn)}`,
          ],
          ['What they do', topWords(s.occupations)],
          ['Organisations', topWords(s.organisations)],
          ['Communities', topWords(s.communities)],
        ]),
        ...periods.map(period => command(periodNames[period], `stats ${s.slug} ${period}`)),
      ],
    }
  },

  recentSignatures({ petition, slug, lines, page, more }) {
    return reply('en', lines.length === 0 ? 'Nobody yet' : 'Who signed last', [
      paragraph(lines.length === 0 ? `${named(petition)}: nobody has signed yet.` : named(petition)),
      lines.length === 0 ? undefined : listed(lines),
      ...pages(`recent ${slug}`, page, more),
    ])
  },

  foundSignatures({ petition, slug, name, lines, total, page, more }) {
    return reply('en', `${signatures(total)} found`, [
      paragraph(
        `${named(petition)}, looked for “${name}”: ${total === 0 ? 'nothing found.' : `${signatures(total)}.`}`,
      ),
      lines.length === 0 ? undefined : listed(lines),
      ...pages(`find ${slug} ${name} page`, page, more),
    ])
  },

  exportFile({ petition, petitionId, format, rows, name }) {
    return {
      language: 'en',
      subject: 'Your export',
      blocks: [
        paragraph(`${named(petition)}: ${counted(rows, 'row', 'rows')}, one a signature.`),
        { kind: 'export', name, petitionId, format },
        small(
          'Numbers with the state withdrawn or removed do not count. This file holds what people told you in trust: keep it safe, and delete it when it is no longer needed. What the columns mean: docs/export.md.',
        ),
      ],
    }
  },

  exportLink({ petition, rows, url, expiresAt }) {
    return reply('en', 'Your export', [
      paragraph(
        `${named(petition)}: ${counted(rows, 'row', 'rows')}, one a signature. The file is behind this link:`,
      ),
      button('Fetch the file', url),
      small(
        `The link is yours alone and works until ${time(expiresAt)}. The file holds what people told you in trust: keep it safe, and delete it when it is no longer needed. What the columns mean: docs/export.md.`,
      ),
    ])
  },

  formByMail({ command: words, title, fields, problems: wrong }) {
    return reply('en', title, [
      ...wrong.map(paragraph),
      paragraph(
        `Nothing is changed yet. Reply with “${words}” in the first line and beneath it the lines you want to set; what you leave out stays as it is:`,
      ),
      quote(
        [
          words,
          ...fields.map(field => {
            const value = field.input.value ?? ''
            const options =
              field.input.kind === 'choice'
                ? ` (${field.input.options.map(option => option.value).join(', ')})`
                : ''
            return `${field.label}${options}: ${value}`
          }),
        ].join('\n'),
      ),
    ])
  },

  askFirst({ petition, act, id, confirmUrl }) {
    return reply('en', `${pressWords[act.kind]}?`, [
      paragraph(`${named(petition)}. ${actWords(act).before} Nothing is done yet.`),
      ...sampleOf(act),
      confirmUrl === undefined
        ? command(pressWords[act.kind], `do ${id}`, act.kind === 'remove' || act.kind === 'close')
        : button(pressWords[act.kind], confirmUrl),
      confirmUrl === undefined
        ? undefined
        : paragraph('Or just reply to this mail with “yes”. Without that, nothing happens.'),
    ])
  },

  askSender({ words, confirmUrl }) {
    return reply('en', 'Was this you?', [
      paragraph('A mail in your name asked for this, and nothing proves that it came from you:'),
      quote(words),
      paragraph(
        'If it was you, press the button, or reply to this mail with “yes”. If not, do nothing: nothing happens.',
      ),
      button('Yes, that was me', confirmUrl),
    ])
  },

  deskDone({ petition, slug, act, entry }) {
    return reply('en', 'Done', [
      paragraph(`${named(petition)}. ${actWords(act).after}`),
      ...sampleOf(act),
      entry === undefined
        ? undefined
        : small(`Entry ${numbers.format(entry)} in the log; it can be taken back for 24 hours.`),
      entry === undefined ? undefined : command('Take it back', `undo ${slug} ${entry}`),
    ])
  },

  nothingToDo({ petition }) {
    return reply('en', 'Nothing to do', [
      paragraph(
        `${named(petition)}: none of the signatures you named is there, or all are so already. Nothing has changed.`,
      ),
    ])
  },

  actIsGone() {
    return reply('en', 'Too late', [
      paragraph(
        'This waited for more than a day, or it was done already. If you still want it, please write the command again.',
      ),
    ])
  },

  waitingOrganisations({ petition, slug, lines, more }) {
    if (lines.length === 0)
      return reply('en', 'Nobody waits', [paragraph(`${named(petition)}: no organisation waits for you.`)])
    return reply('en', `${counted(lines.length + more, 'organisation', 'organisations')} waiting for you`, [
      paragraph(named(petition)),
      ...lines.flatMap(line => [
        quote(lineOf(line)),
        paragraph(
          line.provedDomain === undefined
            ? 'Nothing proves where it came from.'
            : `Mail proved to come from ${line.provedDomain} (DKIM).`,
        ),
        command(`Approve ${numbers.format(line.number)}`, `approve ${slug} ${line.number}`),
      ]),
      more > 0 ? paragraph(`… and ${numbers.format(more)} more, shown once these are done.`) : undefined,
      small(`What is not to be listed: remove ${slug}, its number, and why.`),
    ])
  },

  organisers({ petition, organisers }) {
    return reply('en', 'Who organises', [
      paragraph(named(petition)),
      quote(
        organisers
          .map(({ name, channel, addedAt, you }) =>
            [
              name ?? 'somebody the operator added',
              channel === undefined ? '' : from[channel],
              `since ${day(addedAt)}`,
              you ? 'you' : '',
            ]
              .filter(part => part !== '')
              .join(' · '),
          )
          .join('\n'),
      ),
    ])
  },

  lastOrganiser({ petition }) {
    return reply('en', 'Not this one', [
      paragraph(`${named(petition)} keeps at least one organiser. Add another first.`),
    ])
  },

  deskLog({ petition, slug, lines, page, more }) {
    if (lines.length === 0)
      return reply('en', 'The log is empty', [
        paragraph(`${named(petition)}: nothing was done at this desk yet.`),
      ])
    return reply('en', 'The log', [
      paragraph(named(petition)),
      quote(
        lines
          .map(
            ({ number, at, who, act, undone }) =>
              `${numbers.format(number)} · ${time(at)} · ${who} · ${actWords(act).after}${undone ? ' (taken back)' : ''}`,
          )
          .join('\n'),
      ),
      ...lines
        .filter(({ undoable }) => undoable)
        .slice(0, 5)
        .map(({ number }) => command(`Take back ${numbers.format(number)}`, `undo ${slug} ${number}`)),
      ...pages(`log ${slug}`, page, more),
    ])
  },

  cannotUndo({ petition, entry, why }) {
    const reasons = {
      unknown: 'there is no such entry in the log.',
      old: 'it is older than 24 hours.',
      undone: 'it was taken back already.',
      changed: 'what it changed has been changed again since. Take that back first.',
    }
    return reply('en', 'Not taken back', [
      paragraph(`${named(petition)}, entry ${numbers.format(entry)}: ${reasons[why]} Nothing has changed.`),
    ])
  },

  digestSet({ petition, every, next }) {
    return reply('en', every === 'off' ? 'No more digests' : 'You will be told', [
      paragraph(
        every === 'off'
          ? `${named(petition)}: no digest comes any more.`
          : `${named(petition)}: a digest comes to you ${every === 'daily' ? 'every day' : 'every week'}${next === undefined ? '' : `, the first on ${time(next)}`}. “digest off” ends it.`,
      ),
    ])
  },

  deskHelp({ commands, organises, slash }) {
    return reply('en', 'What you can do here', [
      organises.length === 0
        ? undefined
        : paragraph(`You organise ${organises.map(({ title, slug }) => `“${title}” (${slug})`).join(', ')}.`),
      facts(commands.map(name => [typed(name, slash), enChat.commands[name]] as const)),
      small('Where there are several petitions, add the name of one, such as in “count demo”.'),
    ])
  },

  unknownCommand({ word, meant, slash }) {
    return reply('en', meant === undefined ? 'I don’t know this' : `Did you mean ${meant}?`, [
      paragraph(
        meant === undefined
          ? `“${word}” is no command of mine. “${typed('help', slash)}” shows what you can do.`
          : `“${word}” is no command of mine. Did you mean “${typed(meant, slash)}”?`,
      ),
      meant === undefined ? command('Help', 'help') : command(meant, meant),
    ])
  },

  commandProblem({ name, problem, slug, slash }) {
    return reply('en', 'Not yet', [
      paragraph(`${problems[problem]} Nothing has changed.`),
      paragraph(`For instance: ${typed(usage[name].replace('demo', slug ?? 'demo'), slash)}`),
    ])
  },

  whichPetitionFor({ words, petitions }) {
    return reply('en', 'Which petition?', [
      paragraph('There are several. Please choose one:'),
      ...petitions.map(({ title, slug }) =>
        command(
          title,
          `${words.split(' ', 1)[0] ?? ''} ${slug}${words.includes(' ') ? words.slice(words.indexOf(' ')) : ''}`,
        ),
      ),
    ])
  },

  takenOff({ petition }) {
    return reply('en', 'This signature was taken off', [
      paragraph(
        `Whoever organises ${named(petition)} has taken your signature off, and it does not count. Please ask them: ${petition.contact ?? petition.organisedBy}.`,
      ),
      link('The petition', petition.url),
    ])
  },

  approved({ petition, organisation, number }) {
    return reply('en', `${organisation} is listed now`, [
      paragraph(
        `Whoever organises ${named(petition)} has looked at it: signature ${numbers.format(number)} counts and is listed.`,
      ),
      link('See it', petition.url),
    ])
  },

  milestone({ petition, slug, number, goal, here, stats }) {
    const words = `${numbers.format(number)}.${here === undefined || here === 0 ? '' : ` ${numbers.format(here)} of them from here.`}`
    const drawn =
      stats === undefined
        ? undefined
        : enDeskReplies.deskStats(stats).blocks.filter(block => block.kind === 'picture')
    return {
      language: 'en',
      subject: petition.title,
      blocks: [
        { kind: 'title', text: words },
        paragraph(
          goal
            ? `${named(petition)} has reached its goal. Thank you.`
            : `${named(petition)} has ${signatures(number)}. Thank you.`,
        ),
        ...(drawn ?? []),
        { kind: 'form-button', label: 'Sign', form: `sign:${slug}` },
        link('Read more', petition.url),
      ],
    }
  },

  digest({ every, count, stats, gained }) {
    const main = enDeskReplies.deskCount(count)
    const picture = enDeskReplies.deskStats(stats).blocks.filter(block => block.kind === 'picture')
    return {
      language: 'en',
      subject: `${count.petition.title}: ${gained >= 0 ? '+' : ''}${numbers.format(gained)} ${every === 'daily' ? 'in a day' : 'in a week'}`,
      blocks: [
        paragraph(
          `${named(count.petition)} gained ${signatures(gained)} ${every === 'daily' ? 'in the last day' : 'in the last week'}, and has ${numbers.format(count.signatures)}.`,
        ),
        ...picture,
        ...main.blocks.filter(block => block.kind === 'facts'),
        command('No more digests', `digest ${count.slug} off`),
      ],
    }
  },

  alert({ petition, slug, what }) {
    const words =
      what.kind === 'burst'
        ? `${signatures(what.count)} came within an hour from ${what.from === 'domain' ? 'mailboxes of' : 'the community'} ${what.subject}; usually it is ${numbers.format(what.usually)}.`
        : `Of ${numbers.format(what.asked)} who asked with mailboxes of ${what.domain} within a day, ${numbers.format(what.confirmed)} confirmed; usually it is ${percent.format(what.usually)}. Perhaps our mails do not arrive there.`
    return reply('en', 'Something odd', [
      paragraph(`${named(petition)}: ${words}`),
      paragraph('Nothing was done about it. You may want to look:'),
      command('Who signed last', `recent ${slug}`),
      command('Picture', `stats ${slug} day`),
    ])
  },
}
