/** How many emails a mailbox may be sent because somebody asked (design.md, rule 4). */
import type { Transaction } from '../../db/database.ts'
import { recentMail } from '../../db/deliveries.ts'
import { suppressionsOf } from '../../db/suppressions.ts'
import type { Addressee } from '../turn.ts'

/** The most emails that asking may cause in 24 hours. */
export const mailCaps = {
  authenticated: { here: 3, everywhere: 10 },
  // Fewer than ten everywhere: a stranger who writes in somebody's name must leave them room to ask themselves.
  unauthenticated: { here: 1, everywhere: 5 },
} as const

/** What the database knows of a mailbox that the caps depend on. */
export interface Room {
  /** The mailbox as it is spelled is dead. */
  bounced: boolean
  /** "It wasn't me", for this petition. */
  refused: boolean
  /** Emails of the last 24 hours, for this petition and for all. */
  here: number
  everywhere: number
}

export type Place = Pick<Addressee, 'mailbox' | 'address'> & { petitionId: string | null }

/** In the order of the places; undefined for a chat. The mailboxes must be held. */
export async function roomOf(trx: Transaction, places: readonly Place[]): Promise<(Room | undefined)[]> {
  const mailboxes = places.flatMap(({ mailbox, petitionId }) =>
    mailbox === null ? [] : [{ mailbox, petition_id: petitionId }],
  )
  if (mailboxes.length === 0) return places.map(() => undefined)
  const addresses = places.flatMap(({ address }) => (address === null ? [] : [address]))
  const suppressions = await suppressionsOf(trx, [...mailboxes.map(({ mailbox }) => mailbox), ...addresses])
  const sent = await recentMail(trx, mailboxes)
  return places.map(({ mailbox, address, petitionId }) => {
    if (mailbox === null) return undefined
    const recent = sent.find(row => row.petition_id === petitionId && row.mailbox.equals(mailbox))
    return {
      bounced: suppressions.some(s => s.reason === 'bounced' && address?.equals(s.mailbox)),
      refused: suppressions.some(
        s => s.petition_id === petitionId && s.reason === 'refused' && mailbox.equals(s.mailbox),
      ),
      here: recent?.here ?? 0,
      everywhere: recent?.everywhere ?? 0,
    }
  })
}

/**
 * Whether there is room for one more email; in a chat always. An owner who provably writes takes a refusal back by that. `by`: whether
 * the mailbox wrote itself, or was named by somebody.
 */
export function hasRoom(
  room: Room | undefined,
  { authenticated }: Pick<Addressee, 'authenticated'>,
  by: 'owner' | 'somebody',
): boolean {
  if (room === undefined) return true
  const { bounced, refused, here, everywhere } = room
  if (bounced || (refused && !(authenticated && by === 'owner'))) return false
  const cap = authenticated ? mailCaps.authenticated : mailCaps.unauthenticated
  return here < cap.here && everywhere < cap.everywhere
}
