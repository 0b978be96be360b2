/** Replies with the numbers of a petition: on request, in digests, in rooms, and as alerts. */
import { channelNames as channels } from '../../../db/channels.ts'
import type { Channel } from '../../channel.ts'
import type { ComposedReply } from '../../picture.ts'
import { facts, link, paragraph } from '../blocks.ts'
import type { DeskCountArgs, DeskPetition, DeskStatsArgs, TopList } from '../desk-args.ts'
import type { LanguageTexts } from '../language-texts.ts'
import { command } from './commands.ts'
import { partsOf, withCommas } from './parts.ts'
import { statsPicture } from './picture.ts'

interface Digest {
  every: 'daily' | 'weekly'
  count: DeskCountArgs
  stats: DeskStatsArgs
  /** The growth of the count in the digest's period. */
  gained: number
  /** The beginning of the period, ISO 8601. Set if it is longer than a day or a week. */
  since?: string
  /** The petition is closed, so this is the last digest. */
  last?: true
}

/** A burst within an hour. On a petition's first day nothing is usual yet, so it has `elsewhere`: what came from all other places. */
interface Burst {
  kind: 'burst'
  from: 'domain' | 'community'
  subject: string
  /** Set for a community, because two channels may have communities of the same name. */
  channel?: Channel
  count: number
  /** The usual number in an hour. */
  usually?: number
  elsewhere?: number
}

/** Within 24 hours `count` of `all` signatures came from one place. `usual`: the number that was expected. */
interface Concentration extends Pick<Burst, 'from' | 'subject' | 'channel' | 'count'> {
  kind: 'concentration'
  all: number
  usual: number
}

interface ConfirmationsFall {
  kind: 'confirmations-fall'
  domain: string
  asked: number
  confirmed: number
  /** The share of those who asked that usually confirms within an hour. */
  usually: number
}

type Alert = Burst | Concentration | ConfirmationsFall

interface Milestone extends DeskPetition {
  number: number
  /** The goal has been reached. */
  goal: boolean
  /** Signatures that came from the room's server or workspace. */
  here?: number
  stats?: DeskStatsArgs
}

type Fact = readonly [label: string, value: string | undefined]

export function newsReplies(texts: LanguageTexts) {
  const { news: say, parts, writing } = texts
  const { reply, named } = partsOf(texts)

  function dotted(items: (string | undefined)[]): string {
    return items.filter(item => item !== undefined && item !== '').join(' · ')
  }

  function topWords({ rows, more }: TopList): string {
    const labels = rows.map(({ label, count }) => `${label} ${writing.number(count)}`)
    return dotted([...labels, more > 0 ? parts.andMore(more) : undefined])
  }

  function byChannel(counts: readonly (readonly [Channel, number])[]): string {
    return dotted(counts.map(([channel, n]) => `${parts.channel(channel)} ${writing.number(n)}`))
  }

  function topFacts({ occupations, organisations, communities }: DeskStatsArgs): Fact[] {
    return [
      [say.facts.occupations, topWords(occupations)],
      [say.facts.organisations, topWords(organisations)],
      [say.facts.communities, topWords(communities)],
    ]
  }

  /** `4,100 people, 116 organisations`. */
  function signers({ people, organisations }: DeskCountArgs): string {
    return withCommas(
      people === 0 ? undefined : parts.people(people),
      organisations === 0 ? undefined : parts.organisations(organisations),
    )
  }

  function countFacts(args: DeskCountArgs): Fact[] {
    const { fastestHourToday: fastest, today, lastHour, last24h, here } = args
    const counts = channels.flatMap(channel => {
      const n = args.byChannel[channel]
      return n === undefined ? [] : [[channel, n] as const]
    })
    const pace = [
      say.pace.today(today, fastest && { hour: writing.hour(fastest.at), count: fastest.count }),
      say.pace.lastHour(lastHour),
      say.pace.last24Hours(last24h),
    ]
    return [
      [say.facts.byChannel, byChannel(counts)],
      [say.facts.pace, dotted(pace)],
      [say.facts.fromHere, here === undefined ? undefined : writing.number(here)],
    ]
  }

  function headline({ signatures, at, period, confirmed, funnel }: DeskStatsArgs): string {
    const { asked, askedAndConfirmed } = funnel
    const sentences = [
      say.stats.total(parts.signatures(signatures), writing.day(at)),
      period === 'all' ? '' : `${writing.number(confirmed)} ${say.within[period]}`,
      asked === 0 ? '' : say.stats.confirmed(writing.percent(askedAndConfirmed / asked)),
    ]
    return sentences.filter(Boolean).join(say.stats.semicolon)
  }

  /** The alternative text has the numbers that the other blocks lack, for people who see no pictures. */
  function pictureOf(s: DeskStatsArgs): ComposedReply['blocks'][number] {
    const perChannel = byChannel(
      s.overTime.map(({ channel, points }) => [channel, points.reduce((sum, { count }) => sum + count, 0)]),
    )
    const within = s.period === 'all' ? '' : ` ${say.within[s.period]}`
    const goal = s.goal && say.stats.goal(writing.percent(s.signatures / s.goal), s.goal)
    const sentences = [
      headline(s),
      goal ?? '',
      perChannel === '' ? '' : say.stats.byChannel(within, perChannel),
      say.stats.funnel(within, dotted([...say.stats.steps(s.funnel)])),
    ]
    return {
      kind: 'picture',
      name: `${s.slug}.png`,
      alt: `${sentences.filter(sentence => sentence !== '').join('. ')}.`,
      picture: statsPicture(s, texts, { subtitle: headline(s), goal: goal || undefined }),
    }
  }

  return {
    deskCount(c: DeskCountArgs) {
      const { subject, waiting, waitingForYou, withdrawn, removed, refused, notSignatures } = say.count
      const isWaiting = c.waitingForApproval > 0
      const total = parts.signatures(c.signatures)
      return reply(subject(c.petition.title), [
        paragraph(
          dotted([
            c.signatures === 0 ? total : `${total} (${signers(c)})`,
            waiting(c.waiting),
            isWaiting ? waitingForYou(parts.organisations(c.waitingForApproval)) : undefined,
            withdrawn(c.withdrawn),
            c.removed > 0 ? removed(c.removed) : undefined,
            c.refused > 0 ? refused(c.refused) : undefined,
            c.notSignatures > 0 ? notSignatures(c.notSignatures) : undefined,
          ]),
        ),
        facts(countFacts(c)),
        command(say.picture, `stats ${c.slug}`),
        command(say.recent, `recent ${c.slug}`),
        isWaiting ? command(say.whoWaits, `approve ${c.slug}`) : undefined,
      ])
    },

    deskStats(s: DeskStatsArgs): ComposedReply {
      const periods = (['day', 'week', 'month', 'all'] as const).filter(period => period !== s.period)
      const numbers = reply(say.stats.subject(s.petition.title), [
        facts(topFacts(s)),
        ...periods.map(period => command(say.periods[period], `stats ${s.slug} ${period}`)),
      ])
      return { ...numbers, blocks: [pictureOf(s), ...numbers.blocks] }
    },

    /** Goes to rooms that have the card. */
    milestone({ petition, slug, number, goal, here = 0, stats }: Milestone): ComposedReply {
      return {
        ...reply(petition.title, []),
        blocks: [
          { kind: 'title', text: say.milestone.title(number, here) },
          paragraph(say.milestone.reached(named(petition), parts.signatures(number), goal)),
          ...(stats === undefined ? [] : [pictureOf(stats)]),
          { kind: 'form-button', label: parts.sign, form: `sign:${slug}` },
          link(parts.readMore, petition.url),
        ],
      }
    },

    digest({ every, count, stats, gained, since, last }: Digest): ComposedReply {
      const { petition, signatures, slug } = count
      const { subject, opening, last: noOther, stop } = say.digest
      const day = since === undefined ? undefined : writing.day(since)
      return {
        ...reply(subject(petition.title, writing.change(gained), every, day), []),
        blocks: [
          paragraph(opening(named(petition), { gained, signatures, every, since: day })),
          pictureOf(stats),
          facts([[say.facts.signedBy, signers(count)], ...countFacts(count), ...topFacts(stats)]),
          last === true ? paragraph(noOther) : command(stop, `digest ${slug} off`),
        ],
      }
    },

    alert({ petition, slug, what }: DeskPetition & { what: Alert }) {
      return reply(say.alert.subject, [
        paragraph(parts.about(named(petition), alertWords(what))),
        paragraph(say.alert.nothingDone),
        command(say.recent, `recent ${slug}`),
        command(say.picture, `stats ${slug} day`),
        what.kind === 'confirmations-fall' ? undefined : command(say.alert.origins, `unusual ${slug}`),
      ])
    },
  }

  function alertWords(what: Alert): string {
    const { burst, concentration, usually, elsewhere, confirmationsFall } = say.alert
    if (what.kind === 'confirmations-fall')
      return confirmationsFall(what.asked, what.domain, what.confirmed, writing.percent(what.usually))
    const { subject, channel, count } = what
    const from = what.from === 'domain' ? { domain: subject } : { community: subject, channel }
    if (what.kind === 'concentration') return concentration(count, from, what.all, what.usual)
    const came = burst(count, from)
    return `${came} ${what.elsewhere === undefined ? usually(what.usually ?? 0) : elsewhere(what.elsewhere)}`
  }
}
