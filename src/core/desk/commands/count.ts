import type { Db } from '../../../db/database.ts'
import { totalOf } from '../../../db/figures/counts.ts'
import { countOfCommunity, deskCounts } from '../../../db/figures/desk-counts.ts'
import type { PetitionRow } from '../../../db/petitions.ts'
import type { Channel } from '../../channel.ts'
import { answer } from '../../outbound/post-reply.ts'
import type { DeskCountArgs } from '../../texts/desk-args.ts'
import type { Service } from '../../work.ts'
import { type DeskCall, deskPetition } from '../call.ts'
import { listedChannels } from './stats.ts'

export async function count(call: DeskCall): Promise<void> {
  const { service, work, incoming, petition } = call
  const from =
    incoming.tenant === undefined ? undefined : { channel: incoming.channel, tenant: incoming.tenant }
  await answer(call, 'deskCount', await countArgs(service, work.trx, petition, from))
}

/** All numbers for organisers. `from`: the server or workspace that asks. */
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
    ...(fastest && { fastestHourToday: { at: fastest.start.toISOString(), count: fastest.count } }),
    ...(here !== undefined && { here }),
  }
}
