/** Limits how many emails a mailbox is sent because somebody asked (design.md, rule 4). */
import type { Transaction } from '../../db/database.ts'
import { limitReached, recentMail } from '../../db/deliveries.ts'
import type { PetitionRow } from '../../db/petitions.ts'
import { suppressionsOf } from '../../db/suppressions.ts'
import type { ReplyArgs } from '../texts/texts.ts'
import type { Addressee } from '../turn.ts'
import type { Limits } from './limits.ts'

/** The facts about a mailbox on which its caps depend. */
export interface Room {
  /** The mailbox as it is spelled is dead. */
  bounced: boolean
  /** "It wasn't me", for this petition. */
  refused: boolean
  /** Whether the emails of 24 hours are used up: those that the mailbox provably asked for, and those that anybody asked for. */
  full: { proved: boolean; unproved: boolean }
  /** Set if a proved sender is over the cap and has not been told yet. */
  limit?: { until: Date; everywhere: boolean; most: number } | undefined
}

export type Place = Pick<Addressee, 'mailbox' | 'address' | 'authenticated'> & { petitionId: string | null }

/** Returns the room of each place, in their order; undefined for a chat. The caller holds the mailboxes. */
export async function roomOf(
  trx: Transaction,
  limits: Limits,
  places: readonly Place[],
): Promise<(Room | undefined)[]> {
  const mailboxes = places.flatMap(({ mailbox, petitionId }) =>
    mailbox === null ? [] : [{ mailbox, petition_id: petitionId }],
  )
  if (mailboxes.length === 0) return places.map(() => undefined)
  const addresses = places.flatMap(({ address }) => (address === null ? [] : [address]))
  const suppressions = await suppressionsOf(trx, [...mailboxes.map(({ mailbox }) => mailbox), ...addresses])
  const sent = new Map(
    (await recentMail(trx, mailboxes)).map(row => [destination(row.mailbox, row.petition_id), row]),
  )
  const mostProved = { here: limits['proved.petition'], everywhere: limits['proved.day'] }
  const rooms: (Room | undefined)[] = []
  for (const { mailbox, address, petitionId, authenticated } of places) {
    const recent = sent.get(destination(mailbox, petitionId))
    if (recent === undefined) {
      rooms.push(undefined)
      continue
    }
    const full = {
      proved: recent.proved_here >= mostProved.here || recent.proved_everywhere >= mostProved.everywhere,
      unproved:
        recent.unproved_here >= limits['unproved.petition'] ||
        recent.unproved_everywhere >= limits['unproved.day'],
    }
    // Few are over the cap, so each has a statement of its own. Unproved wishes have none, because its time would tell who is over.
    const reached =
      authenticated && full.proved
        ? await limitReached(trx, recent.mailbox, petitionId, mostProved)
        : undefined
    rooms.push({
      bounced: suppressions.some(s => s.reason === 'bounced' && address?.equals(s.mailbox)),
      refused: suppressions.some(s => s.petition_id === petitionId && mailbox?.equals(s.mailbox)),
      full,
      limit: reached && { ...reached, most: mostProved[reached.everywhere ? 'everywhere' : 'here'] },
    })
  }
  return rooms
}

function destination(mailbox: Buffer | null, petitionId: string | null): string {
  return `${mailbox?.toString('hex')} ${petitionId}`
}

/** Whether one more email may be sent; always true in a chat. A proved email takes its owner's refusal back. */
export function hasRoom(
  room: Room | undefined,
  { authenticated }: Pick<Addressee, 'authenticated'>,
): boolean {
  if (room === undefined) return true
  if (room.bounced || (room.refused && !authenticated)) return false
  return !room.full[authenticated ? 'proved' : 'unproved']
}

/**
 * The arguments of the email that says that the limit is reached: once for each mailbox, petition and day, and not counted by the caps.
 * Somebody who writes in another's name cannot cause it.
 */
export function limitToTell(
  room: Room | undefined,
  { authenticated }: Pick<Addressee, 'authenticated'>,
  petition: Pick<PetitionRow, 'title'> | undefined,
): ReplyArgs<'overLimit'> | undefined {
  if (room?.limit === undefined || room.bounced || !authenticated) return undefined
  const { until, everywhere, most } = room.limit
  const about = everywhere || petition === undefined ? {} : { title: petition.title }
  return { ...about, most, until: until.toISOString() }
}
