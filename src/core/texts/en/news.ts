import type { NewsSentences } from '../sentences/news.ts'
import { parts } from './parts.ts'
import { number } from './writing.ts'

export const news: NewsSentences = {
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
    subject: title => `${title}: the count`,
    waiting: n => `${number(n)} waiting to confirm`,
    waitingForYou: organisations => `${organisations} waiting for you`,
    withdrawn: n => `${number(n)} withdrawn`,
    removed: n => `${number(n)} removed`,
    refused: n => `${number(n)} said it wasn’t them`,
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
    today: (n, fastest) =>
      fastest === undefined
        ? `today +${number(n)}`
        : `today +${number(n)}, fastest hour ${fastest.hour} (${number(fastest.count)})`,
    lastHour: n => `last hour ${number(n)}`,
    last24Hours: n => `24 hours ${number(n)}`,
  },

  stats: {
    subject: title => `${title}: the numbers`,
    total: (signatures, day) => `${signatures} by ${day}`,
    confirmed: share => `${share} of those asked confirmed`,
    goal: (share, goal) => `${share} of the goal of ${number(goal)}`,
    byChannel: (within, channels) => `By channel${within}: ${channels}`,
    funnel: (within, steps) => `From request to signature${within}: ${steps}`,
    steps: funnel => [
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
    byScanners: n => `and ${number(n)} by machines`,
    occupations: 'Occupations',
    organisations: 'Organisations',
    communities: 'Communities',
    undrawable: '(letters I cannot draw)',
  },

  milestone: {
    title: (n, here) => `${number(n)}.${here === 0 ? '' : ` ${number(here)} of them from here.`}`,
    reached: (petition, signatures, goal) =>
      `${petition} has reached ${goal ? `its goal of ${signatures}` : signatures}. Thank you.`,
  },
  digest: {
    subject: (title, change, every, since) =>
      `${title}: ${change} ${since !== undefined ? `since ${since}` : every === 'daily' ? 'in a day' : 'in a week'}`,
    opening(petition, { gained, signatures, every, since }) {
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
    burst: (n, from) =>
      `${parts.signatures(n)} came within an hour from ${
        'domain' in from
          ? `mailboxes at ${from.domain}`
          : `the community ${from.community}${from.channel === undefined ? '' : ` (${parts.channel(from.channel)})`}`
      }.`,
    usually: n => `Usually ${n < 1 ? 'fewer than one comes' : `${number(n)} come`} in an hour.`,
    elsewhere: n =>
      `${number(n)} came from everywhere else. It is the petition’s first day, so we do not know yet what is usual.`,
    confirmationsFall: (asked, domain, confirmed, usually) =>
      `${number(asked)} people asked to sign within a day from mailboxes at ${domain}, and ${number(confirmed)} confirmed within an hour. Usually ${usually} do. Perhaps our emails do not arrive there.`,
  },
}
