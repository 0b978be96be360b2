import type { Db } from '../../db/database.ts'
import { findSignatures, recentSignatures } from '../../db/desk-signatures.ts'
import { totalOf } from '../../db/figures/counts.ts'
import { countOfCommunity, deskCounts } from '../../db/figures/desk-counts.ts'
import { organisedBy } from '../../db/organisers.ts'
import { type PetitionRow, petitionNames } from '../../db/petitions.ts'
import type { Channel } from '../channel.ts'
import type { Period } from '../command-names.ts'
import { answer } from '../outbound/post-reply.ts'
import type { DeskCountArgs } from '../texts/desk-words.ts'
import type { Service } from '../work.ts'
import { type DeskCall, deskPetition } from './call.ts'
import { lineOf } from './lines.ts'
import { listedChannels, readStatistics } from './statistics.ts'
import { nearTo } from './which-petition.ts'

/** The full count as it is told. `from`: the community that asks. */
export async function countArgs(
  service: Service,
  db: Db,
  petition: PetitionRow,
  from: { channel: Channel; tenant: string } | undefined,
): Promise<DeskCountArgs> {
  const { at, fastestHourToday: fastest, ...counts } = await deskCounts(db, petition.id)
  const here = from && (await countOfCommunity(db, petition.id, from.channel, from.tenant))
  return {
    ...deskPetition({ service, petition }),
    ...counts,
    byChannel: Object.fromEntries(
      listedChannels(service, counts).map(channel => [channel, counts.byChannel[channel] ?? 0]),
    ),
    signatures: totalOf(counts),
    ...(fastest === undefined
      ? {}
      : { fastestHourToday: { at: fastest.start.toISOString(), count: fastest.count } }),
    ...(here === undefined ? {} : { here }),
  }
}

export async function tellCount(call: DeskCall): Promise<void> {
  const { service, work, incoming, petition } = call
  const from =
    incoming.tenant === undefined ? undefined : { channel: incoming.channel, tenant: incoming.tenant }
  await answer(call, 'deskCount', await countArgs(service, work.trx, petition, from))
}

export async function tellStats(call: DeskCall, period: Period): Promise<void> {
  await answer(call, 'deskStats', await readStatistics(call.service, call.petition, period))
}

const pageSize = 10

export async function tellRecent(call: DeskCall, page: number): Promise<void> {
  const rows = await recentSignatures(call.work.trx, call.petition.id, {
    offset: (page - 1) * pageSize,
    limit: pageSize + 1,
  })
  await answer(call, 'recentSignatures', {
    ...deskPetition(call),
    lines: rows.slice(0, pageSize).map(lineOf),
    page,
    more: rows.length > pageSize,
  })
}

/** Longer names do not fit into a button that leads to the next page. */
const longestName = 60

export async function tellFound(call: DeskCall, name: string, page: number): Promise<void> {
  const wanted = name.slice(0, longestName)
  const { signatures, total } = await findSignatures(call.work.trx, call.petition.id, wanted, {
    page: page - 1,
    limit: pageSize,
  })
  const otherwise = total === 0 ? await meantOtherwise(call, wanted) : undefined
  await answer(call, 'foundSignatures', {
    ...deskPetition(call),
    name: wanted,
    lines: signatures.map(lineOf),
    total,
    page,
    more: total > page * pageSize,
    ...(otherwise === undefined ? {} : { otherwise }),
  })
}

/** Nobody was found: the first word may have been meant as a petition. */
async function meantOtherwise({ work, account }: DeskCall, wanted: string) {
  const [word = '', ...rest] = wanted.split(' ')
  if (rest.length === 0) return undefined
  const mine = await organisedBy(work.trx, account)
  const [near] = nearTo(
    word,
    (await petitionNames(work.trx)).filter(({ id }) => mine.includes(id)),
  )
  if (near !== undefined) return { word, slug: near.slug, rest: rest.join(' ') }
  return /^[a-z0-9-]+$/.test(word) ? { word, rest: rest.join(' ') } : undefined
}
