import type { Channel } from '../../channel.ts'
import type { DeskStatsArgs } from '../desk-args.ts'
import { parts } from './parts.ts'
import { counted, number } from './writing.ts'

interface Lately {
  /** Negative if the count has fallen. */
  gained: number
  signatures: number
  every: 'daily' | 'weekly'
  /** The first day of the period, if it is longer than a day or a week. */
  since: string | undefined
}

type Place = { domain: string } | { community: string; channel: Channel | undefined }

function placeOf(from: Place): string {
  if ('domain' in from) return `mailboxes at ${from.domain}`
  const chat = from.channel === undefined ? '' : ` (${parts.channel(from.channel)})`
  return `the community ${from.community}${chat}`
}

export type NewsSentences = typeof news

export const news = {
  within: { day: 'in 24 hours', week: 'in seven days', month: 'in thirty days', year: 'in a year' },
  periods: {
    day: '24 hours',
    week: '7 days',
    month: '30 days',
    year: 'A year',
    all: 'From the start',
  },
  picture: 'Picture',
  recent: 'Latest signatures',
  whoWaits: 'Waiting for you',

  count: {
    subject: (title: string) => `${title}: the count`,
    waiting: (n: number) => `${number(n)} waiting to confirm`,
    waitingForYou: (organisations: string) => `${organisations} waiting for you`,
    withdrawn: (n: number) => `${number(n)} withdrawn`,
    removed: (n: number) => `${number(n)} removed`,
    refused: (n: number) => `${number(n)} said it wasn’t them`,
    notSignatures: (n: number) => `${number(n)} wrote about something else`,
  },
  facts: {
    byChannel: 'By channel',
    pace: 'Pace',
    fromHere: 'From here',
    signedBy: 'Signed by',
    occupations: 'Occupations',
    organisations: 'From organisations',
    communities: 'Communities',
  },
  pace: {
    /** `fastest`: the hour of the day in which most people signed. */
    today: (n: number, fastest: { hour: string; count: number } | undefined) =>
      fastest === undefined
        ? `today +${number(n)}`
        : `today +${number(n)}, fastest hour ${fastest.hour} (${number(fastest.count)})`,
    lastHour: (n: number) => `last hour ${number(n)}`,
    last24Hours: (n: number) => `24 hours ${number(n)}`,
  },

  /** `within` is empty or begins with a space. */
  stats: {
    subject: (title: string) => `${title}: the numbers`,
    total: (signatures: string, day: string) => `${signatures} by ${day}`,
    confirmed: (share: string) => `${share} of those asked confirmed`,
    goal: (share: string, goal: number) => `${share} of the goal of ${number(goal)}`,
    byChannel: (within: string, channels: string) => `By channel${within}: ${channels}`,
    funnel: (within: string, steps: string) => `From request to signature${within}: ${steps}`,
    steps: (funnel: DeskStatsArgs['funnel']) => [
      `asked ${number(funnel.asked)}`,
      `answered ${number(funnel.answered)}`,
      `link opened by people ${number(funnel.fetchedByPeople)}, by machines ${number(funnel.fetchedByScanners)}`,
      `confirmed ${number(funnel.confirmed)}`,
      `withdrawn ${number(funnel.withdrawn)}`,
    ],
    semicolon: '; ',
  },
  drawn: {
    overTime: {
      hour: 'Signatures over time, by hour (UTC)',
      day: 'Signatures over time, by day',
      week: 'Signatures over time, by week',
      month: 'Signatures over time, by month',
    },
    funnel: 'From request to signature',
    steps: {
      asked: 'Asked to sign',
      answered: 'Got our answer',
      fetched: 'Opened the link',
      confirmed: 'Confirmed',
      withdrawn: 'Withdrew',
    },
    byScanners: (n: number) => `and ${number(n)} by machines`,
    occupations: 'Occupations',
    organisations: 'Organisations',
    communities: 'Communities',
    /** Stands for text that our fonts cannot draw. */
    undrawable: '(letters I cannot draw)',
  },

  /** `here`: how many came from this room’s server or workspace. */
  milestone: {
    title: (n: number, here: number) =>
      `${number(n)}.${here === 0 ? '' : ` ${number(here)} of them from here.`}`,
    reached: (petition: string, signatures: string, goal: boolean) =>
      `${petition} has reached ${goal ? `its goal of ${signatures}` : signatures}. Thank you.`,
  },
  digest: {
    subject: (title: string, change: string, every: 'daily' | 'weekly', since: string | undefined) =>
      `${title}: ${change} ${since !== undefined ? `since ${since}` : every === 'daily' ? 'in a day' : 'in a week'}`,
    opening(petition: string, { gained, signatures, every, since }: Lately) {
      const lately =
        since !== undefined ? `since ${since}` : every === 'daily' ? 'in the last day' : 'in the last week'
      const moved =
        gained === 0
          ? 'gained no signatures'
          : `${gained > 0 ? 'gained' : 'lost'} ${parts.signatures(Math.abs(gained))}`
      return `${petition} ${moved} ${lately}, and now has ${number(signatures)}.`
    },
    last: 'The petition is closed: this was the last digest.',
    stop: 'No more digests',
  },
  alert: {
    subject: 'Unusual activity',
    nothingDone: 'We did nothing about it. You may want to look:',
    /** From mailboxes of a domain, or from a community in a chat. */
    burst: (n: number, from: Place) => `${parts.signatures(n)} came within an hour from ${placeOf(from)}.`,
    /** About the signatures of the last 24 hours. */
    concentration: (n: number, from: Place, all: number, usual: number) =>
      `${number(n)} of the ${parts.signatures(all)} of the last 24 hours came from ${placeOf(from)}. Of that many, one place usually brings at most ${number(usual)}.`,
    origins: 'Where they came from',
    usually: (n: number) =>
      `Usually ${n < 1 ? 'fewer than one comes' : counted(n, 'comes', 'come')} in an hour.`,
    elsewhere: (n: number) =>
      `${number(n)} came from everywhere else. It is the petition’s first day, so we do not know yet what is usual.`,
    confirmationsFall: (asked: number, domain: string, confirmed: number, usually: string) =>
      `${number(asked)} people asked to sign within a day from mailboxes at ${domain}, and ${number(confirmed)} confirmed within an hour. Usually ${usually} do. Perhaps our emails do not arrive there.`,
  },
}
