import { channelNames, chats, isChat } from '../../../db/channels.ts'
import { atOneMoment, type Db } from '../../../db/database.ts'
import { type Confirmed, countConfirmed, totalOf } from '../../../db/figures/counts.ts'
import { type Community, deskStatistics, type Ranking } from '../../../db/figures/desk-statistics.ts'
import type { PetitionRow } from '../../../db/petitions.ts'
import type { Channel } from '../../channel.ts'
import type { Period } from '../../commands.ts'
import { answer } from '../../outbound/post-reply.ts'
import type { DeskStatsArgs, TopList } from '../../texts/desk-args.ts'
import type { Service } from '../../work.ts'
import { type DeskCall, deskPetition } from '../call.ts'

export async function stats(call: DeskCall, { period }: { period: Period }): Promise<void> {
  await answer(call, 'deskStats', await readStatistics(call.service, call.petition, period))
}

const hours = 3_600_000
const lengths: Record<Exclude<Period, 'all'>, number> = {
  day: 24 * hours,
  week: 7 * 24 * hours,
  month: 30 * 24 * hours,
  year: 365 * 24 * hours,
}

/** Figures are read again only after a minute, because several organisers look at the picture at once. */
const cachedMs = 60_000
const mostCached = 200

interface Cached {
  at: number
  args: Promise<DeskStatsArgs>
}
const caches = new WeakMap<Service, Map<string, Cached>>()

/** The figures of the picture. Read outside the command's transaction, because a million signatures take a second or two. */
export async function readStatistics(
  service: Service,
  petition: PetitionRow,
  period: Period,
): Promise<DeskStatsArgs> {
  const cache = caches.get(service) ?? new Map<string, Cached>()
  caches.set(service, cache)
  const key = `${petition.id} ${period}`
  const now = Date.now()
  for (const [old, { at }] of cache) if (now - at > cachedMs || cache.size > mostCached) cache.delete(old)
  const known = cache.get(key)
  if (known !== undefined) return known.args
  const args = service.reads.read(db => statisticsOn(db, service, petition, period))
  cache.set(key, { at: now, args })
  // A failure is not kept.
  args.catch(() => cache.delete(key))
  return args
}

/** The same, but never cached: for a message whose other numbers are counted now. */
export function readStatisticsNow(
  service: Service,
  petition: PetitionRow,
  period: Period,
): Promise<DeskStatsArgs> {
  return statisticsOn(service.db, service, petition, period)
}

async function statisticsOn(
  db: Db,
  service: Service,
  petition: PetitionRow,
  period: Period,
): Promise<DeskStatsArgs> {
  const { at, stats, confirmed } = await atOneMoment(db, async (db, at) => {
    const from = period === 'all' ? null : new Date(at.getTime() - lengths[period])
    return {
      at,
      stats: await deskStatistics(db, petition.id, from, at),
      confirmed: await countConfirmed(db, petition.id),
    }
  })
  return {
    ...deskPetition({ service, petition }),
    period,
    at: at.toISOString(),
    signatures: totalOf(confirmed),
    ...(petition.goal === null ? {} : { goal: petition.goal }),
    confirmed: stats.funnel.confirmed,
    unit: stats.unit,
    overTime: listedChannels(service, confirmed).map(channel => ({
      channel,
      points: stats.buckets.map(bucket => ({ at: bucket.start.toISOString(), count: bucket[channel] })),
    })),
    funnel: stats.funnel,
    occupations: topOf(stats.occupations),
    organisations: topOf(stats.organisations),
    communities: topOf({ ...stats.communities, top: toldApart(stats.communities.top) }),
  }
}

/** The channels that are set up, and others that have brought signatures. */
export function listedChannels(service: Service, { byChannel }: Pick<Confirmed, 'byChannel'>): Channel[] {
  return channelNames.filter(channel => service.channels.includes(channel) || (byChannel[channel] ?? 0) > 0)
}

function topOf({ top, others }: Ranking): TopList {
  return { rows: top.map(({ name, signatures }) => ({ label: name, count: signatures })), more: others }
}

/**
 * Tells communities of one name apart: by their chat, or by the end of their ids if they are in the same chat. That mark comes first,
 * because a long name is cut at its end.
 */
export function toldApart(communities: Community[]): Ranking['top'] {
  return communities.map(one => {
    const same = communities.filter(({ name }) => name.toLowerCase() === one.name.toLowerCase())
    const inChat = same.filter(({ channel }) => channel === one.channel)
    const chat = isChat(one.channel) ? chats[one.channel] : ''
    const which = inChat.length > 1 ? `${chat} …${one.id.slice(-4)}` : chat
    return { name: same.length > 1 ? `${which}: ${one.name}` : one.name, signatures: one.signatures }
  })
}
