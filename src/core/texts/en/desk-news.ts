/** The numbers of a petition as they are told in English: asked for, in a digest, in a room, or because something is odd. */
import { channelNames as channels } from '../../../db/schema.ts'
import type { Channel } from '../../channel.ts'
import type { Period } from '../../command-names.ts'
import type { ComposedReply } from '../../picture.ts'
import { facts, link, paragraph, reply } from '../blocks.ts'
import { command } from '../desk-commands.ts'
import { statsPicture } from '../desk-picture.ts'
import type { DeskCountArgs, DeskReplyTexts, DeskStatsArgs, TopList } from '../desk-words.ts'
import { channelNames, numbers, organisations, signatures } from './desk-acts.ts'
import { counted, day, named } from './parts.ts'

const changes = new Intl.NumberFormat('en-GB', { signDisplay: 'always' })
const percent = new Intl.NumberFormat('en-GB', { style: 'percent', maximumFractionDigits: 0 })
const hours = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' })

const within: Record<Exclude<Period, 'all'>, string> = {
  day: 'in 24 hours',
  week: 'in seven days',
  month: 'in thirty days',
  year: 'in a year',
}
const periodLabels: Record<Period, string> = {
  day: '24 hours',
  week: '7 days',
  month: '30 days',
  year: 'A year',
  all: 'From the start',
}

/** `+12`, `+0`, `−3`, with a minus as wide as the plus. */
function change(n: number): string {
  return changes.format(n).replace('-', '\u2212')
}

function topWords({ rows, more }: TopList): string {
  return [
    ...rows.map(({ label, count }) => `${label} ${numbers.format(count)}`),
    ...(more > 0 ? [`… and ${numbers.format(more)} more`] : []),
  ].join(' · ')
}

function byChannel(counts: readonly (readonly [Channel, number])[]): string {
  return counts.map(([channel, n]) => `${channelNames[channel]} ${numbers.format(n)}`).join(' · ')
}

function drawnByChannel({ overTime }: DeskStatsArgs): string {
  return byChannel(
    overTime.map(({ channel, points }) => [channel, points.reduce((sum, { count }) => sum + count, 0)]),
  )
}

function headline(s: DeskStatsArgs): string {
  const { asked, askedAndConfirmed } = s.funnel
  const parts = [
    `${signatures(s.signatures)} by ${day(s.at)}`,
    s.period === 'all' ? '' : `${numbers.format(s.confirmed)} ${within[s.period]}`,
    asked === 0 ? '' : `${percent.format(askedAndConfirmed / asked)} of those asked confirmed`,
  ]
  return parts.filter(part => part !== '').join('; ')
}

function goalWords(n: number, goal: number): string {
  return `${percent.format(n / goal)} of the goal of ${numbers.format(goal)}`
}

function funnelWords({ funnel: f }: DeskStatsArgs): string {
  return [
    `asked ${numbers.format(f.asked)}`,
    `answered ${numbers.format(f.answered)}`,
    `link opened by people ${numbers.format(f.fetchedByPeople)}, by machines ${numbers.format(f.fetchedByScanners)}`,
    `confirmed ${numbers.format(f.confirmed)}`,
    `withdrawn ${numbers.format(f.withdrawn)}`,
  ].join(' · ')
}

/** Whoever sees no pictures is told its numbers: these are said nowhere else in the reply. */
function pictureOf(s: DeskStatsArgs): ComposedReply['blocks'][number] {
  const channels = drawnByChannel(s)
  const then = s.period === 'all' ? '' : ` ${within[s.period]}`
  const sentences = [
    headline(s),
    s.goal === undefined ? '' : goalWords(s.signatures, s.goal),
    channels === '' ? '' : `By channel${then}: ${channels}`,
    `From asking to signing${then}: ${funnelWords(s)}`,
  ]
  return {
    kind: 'picture',
    name: `${s.slug}.png`,
    alt: `${sentences.filter(sentence => sentence !== '').join('. ')}.`,
    picture: statsPicture(s, 'en', {
      subtitle: headline(s),
      overTime: {
        hour: 'Signatures over time, by hour (UTC)',
        day: 'Signatures over time, by day',
        week: 'Signatures over time, by week',
        month: 'Signatures over time, by month',
      },
      channels: channelNames,
      funnel: 'From asking to signing',
      asked: 'Asked to sign',
      answered: 'Got our answer',
      fetched: 'Opened the link',
      byScanners: n => `and ${numbers.format(n)} by machines`,
      confirmed: 'Confirmed',
      withdrawn: 'Withdrew',
      occupations: 'What they do',
      organisations: 'Organisations',
      communities: 'Communities',
      more: n => `… and ${numbers.format(n)} more`,
      goal: goalWords,
      undrawable: '(letters I cannot draw)',
    }),
  }
}

function topFacts(s: DeskStatsArgs): readonly (readonly [string, string])[] {
  return [
    ['What they do', topWords(s.occupations)],
    ['From organisations', topWords(s.organisations)],
    ['Communities', topWords(s.communities)],
  ]
}

/** `4,100 people, 116 organisations`. */
function signers({ people, organisations: many }: DeskCountArgs): string {
  return [people === 0 ? '' : counted(people, 'person', 'people'), many === 0 ? '' : organisations(many)]
    .filter(part => part !== '')
    .join(', ')
}

function countFacts(c: DeskCountArgs): readonly (readonly [string, string | undefined])[] {
  const fastest = c.fastestHourToday
  return [
    [
      'By channel',
      byChannel(
        channels
          .filter(channel => channel in c.byChannel)
          .map(channel => [channel, c.byChannel[channel] ?? 0]),
      ),
    ],
    [
      'Pace',
      [
        fastest === undefined
          ? `today +${numbers.format(c.today)}`
          : `today +${numbers.format(c.today)}, fastest hour ${hours.format(new Date(fastest.at))} UTC (${numbers.format(fastest.count)})`,
        `last hour ${numbers.format(c.lastHour)}`,
        `24 hours ${numbers.format(c.last24h)}`,
      ].join(' · '),
    ],
    ['From here', c.here === undefined ? undefined : numbers.format(c.here)],
  ]
}

export const enDeskNews: Pick<DeskReplyTexts, 'deskCount' | 'deskStats' | 'milestone' | 'digest' | 'alert'> =
  {
    deskCount(c) {
      const parts = [
        c.signatures === 0 ? signatures(0) : `${signatures(c.signatures)} (${signers(c)})`,
        `${numbers.format(c.waiting)} waiting to confirm`,
        c.waitingForApproval > 0 ? `${organisations(c.waitingForApproval)} waiting for you` : '',
        `${numbers.format(c.withdrawn)} withdrawn`,
        c.removed > 0 ? `${numbers.format(c.removed)} removed` : '',
        c.refused > 0 ? `${numbers.format(c.refused)} said it wasn’t them` : '',
      ]
      return reply('en', `${c.petition.title}: the count`, [
        paragraph(parts.filter(part => part !== '').join(' · ')),
        facts(countFacts(c)),
        command('Picture', `stats ${c.slug}`),
        command('Who signed last', `recent ${c.slug}`),
        c.waitingForApproval > 0 ? command('Who waits', `approve ${c.slug}`) : undefined,
      ])
    },

    deskStats(s) {
      const periods = (['day', 'week', 'month', 'all'] as const).filter(period => period !== s.period)
      const { subject, blocks } = reply('en', `${s.petition.title}: the numbers`, [
        facts(topFacts(s)),
        ...periods.map(period => command(periodLabels[period], `stats ${s.slug} ${period}`)),
      ])
      return { language: 'en', subject, blocks: [pictureOf(s), ...blocks] }
    },

    milestone({ petition, slug, number, goal, here, stats }) {
      const from = here === undefined || here === 0 ? '' : ` ${numbers.format(here)} of them from here.`
      const { subject, blocks } = reply('en', petition.title, [
        { kind: 'title', text: `${numbers.format(number)}.${from}` },
        paragraph(
          goal
            ? `${named(petition)} has reached its goal of ${signatures(number)}. Thank you.`
            : `${named(petition)} has reached ${signatures(number)}. Thank you.`,
        ),
      ])
      return {
        language: 'en',
        subject,
        blocks: [
          ...blocks,
          ...(stats === undefined ? [] : [pictureOf(stats)]),
          { kind: 'form-button', label: 'Sign', form: `sign:${slug}` },
          link('Read more', petition.url),
        ],
      }
    },

    digest({ every, count, stats, gained, since, last }) {
      const usual = every === 'daily' ? 'in the last day' : 'in the last week'
      const lately = since === undefined ? usual : `since ${day(since)}`
      const moved =
        gained > 0
          ? `gained ${signatures(gained)} ${lately}`
          : gained < 0
            ? `lost ${signatures(-gained)} ${lately}`
            : `gained no signatures ${lately}`
      const { subject, blocks } = reply(
        'en',
        `${count.petition.title}: ${change(gained)} ${since === undefined ? (every === 'daily' ? 'in a day' : 'in a week') : lately}`,
        [paragraph(`${named(count.petition)} ${moved}, and now has ${numbers.format(count.signatures)}.`)],
      )
      return {
        language: 'en',
        subject,
        blocks: [
          ...blocks,
          pictureOf(stats),
          facts([['Signed by', signers(count)], ...countFacts(count), ...topFacts(stats)]),
          last === true
            ? paragraph('The petition is closed: this was the last digest.')
            : command('No more digests', `digest ${count.slug} off`),
        ],
      }
    },

    alert({ petition, slug, what }) {
      return reply('en', 'Worth a look', [
        paragraph(`${named(petition)}: ${alertWords(what)}`),
        paragraph('Nothing was done about it. You may want to look:'),
        command('Who signed last', `recent ${slug}`),
        command('Picture', `stats ${slug} day`),
      ])
    },
  }

function comparedWith({ usually = 0, elsewhere }: { usually?: number; elsewhere?: number }): string {
  if (elsewhere === undefined)
    return `where ${usually < 1 ? 'fewer than one' : numbers.format(usually)} an hour is usual.`
  return `and ${numbers.format(elsewhere)} from everywhere else. It is the petition’s first day, and nothing is usual yet.`
}

function alertWords(what: Parameters<DeskReplyTexts['alert']>[0]['what']): string {
  switch (what.kind) {
    case 'burst':
      return `${signatures(what.count)} came within an hour from ${what.from === 'domain' ? 'mailboxes at' : 'the community'} ${what.subject}${what.channel === undefined ? '' : ` (${channelNames[what.channel]})`}, ${comparedWith(what)}`
    case 'confirmations-fall':
      return `of ${numbers.format(what.asked)} who asked within a day from mailboxes at ${what.domain}, ${numbers.format(what.confirmed)} confirmed within an hour, where ${percent.format(what.usually)} is usual. Perhaps our mails do not arrive there.`
  }
}
