import type { Channel } from '../channel.ts'
import type { Language } from '../language.ts'
import type { Picture } from '../picture.ts'
import type { DeskStatsArgs, TopList } from './desk-words.ts'

/** The words on the picture; what differs from language to language. */
export interface PictureWords {
  subtitle: string
  overTime: Record<DeskStatsArgs['unit'], string>
  channels: Record<Channel, string>
  funnel: string
  asked: string
  answered: string
  fetched: string
  byScanners(n: number): string
  confirmed: string
  withdrawn: string
  occupations: string
  organisations: string
  communities: string
  more(n: number): string
  /** Such as "84 % of the goal of 5,000". */
  goal(signatures: number, goal: number): string
  undrawable: string
}

/** The numbers of a reply as a picture: the same ones, in the same order. */
export function statsPicture(s: DeskStatsArgs, language: Language, words: PictureWords): Picture {
  const { funnel } = s
  const bars = (title: string, { rows, more }: TopList) =>
    rows.length === 0 ? [] : [{ title, rows, ...(more > 0 ? { more: words.more(more) } : {}) }]
  return {
    // As all our dates are written: 23 Nov and 14:00, not Nov 23 and 2 PM.
    language: language === 'en' ? 'en-GB' : language,
    title: s.petition.title,
    subtitle: words.subtitle,
    overTime: {
      title: words.overTime[s.unit],
      unit: s.unit,
      series: s.overTime.map(({ channel, points }) => ({
        label: words.channels[channel].replace(/^./u, first => first.toLocaleUpperCase(language)),
        points,
      })),
    },
    funnel: {
      title: words.funnel,
      steps: [
        { label: words.asked, count: funnel.asked },
        { label: words.answered, count: funnel.answered },
        {
          label: words.fetched,
          count: funnel.fetchedByPeople,
          ...(funnel.fetchedByScanners > 0 ? { note: words.byScanners(funnel.fetchedByScanners) } : {}),
        },
        { label: words.confirmed, count: funnel.confirmed },
        { label: words.withdrawn, count: funnel.withdrawn, aside: true },
      ],
    },
    ...(s.goal === undefined
      ? {}
      : { goal: { label: words.goal(s.signatures, s.goal), count: s.signatures, target: s.goal } }),
    undrawable: words.undrawable,
    bars: [
      ...bars(words.occupations, s.occupations),
      ...bars(words.organisations, s.organisations),
      ...bars(words.communities, s.communities),
    ],
  }
}
