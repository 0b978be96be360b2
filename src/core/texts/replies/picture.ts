import { accentOn } from '../../accent.ts'
import type { Picture } from '../../picture.ts'
import type { DeskStatsArgs, TopList } from '../desk-args.ts'
import type { LanguageTexts } from '../language-texts.ts'

/** A picture of the numbers of a reply, in the same order. `goal`: in words, how near it is. */
export function statsPicture(
  s: DeskStatsArgs,
  { news, parts, writing }: LanguageTexts,
  { subtitle, goal }: { subtitle: string; goal: string | undefined },
): Picture {
  const { funnel } = s
  const { drawn: say } = news
  const bars = (title: string, { rows, more }: TopList) =>
    rows.length === 0 ? [] : [{ title, rows, ...(more > 0 ? { more: parts.andMore(more) } : {}) }]
  return {
    language: writing.locale,
    title: s.petition.title,
    subtitle,
    overTime: {
      title: say.overTime[s.unit],
      unit: s.unit,
      series: s.overTime.map(({ channel, points }) => ({
        label: parts.channel(channel).replace(/^./u, first => first.toLocaleUpperCase(writing.locale)),
        points,
      })),
    },
    funnel: {
      title: say.funnel,
      steps: [
        { label: say.steps.asked, count: funnel.asked },
        { label: say.steps.answered, count: funnel.answered },
        {
          label: say.steps.fetched,
          count: funnel.fetchedByPeople,
          ...(funnel.fetchedByScanners > 0 ? { note: say.byScanners(funnel.fetchedByScanners) } : {}),
        },
        { label: say.steps.confirmed, count: funnel.confirmed },
        { label: say.steps.withdrawn, count: funnel.withdrawn, aside: true },
      ],
    },
    ...(goal === undefined || s.goal === undefined
      ? {}
      : { goal: { label: goal, count: s.signatures, target: s.goal } }),
    ...(s.petition.accent !== undefined && { accent: accentOn(s.petition.accent, 'light').accent }),
    undrawable: say.undrawable,
    bars: [
      ...bars(say.occupations, s.occupations),
      ...bars(say.organisations, s.organisations),
      ...bars(say.communities, s.communities),
    ],
  }
}
