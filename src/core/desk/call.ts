import { holdDesk } from '../../db/desk-entries.ts'
import { isOrganiser } from '../../db/organisers.ts'
import { type PetitionRow, petitionById } from '../../db/petitions.ts'
import type { Command } from '../channel.ts'
import type { DeskPetition } from '../texts/desk-words.ts'
import { about, type PetitionTurn, type Turn } from '../turn.ts'
import type { Service } from '../work.ts'

/** The turn of one command. */
export interface Call extends Turn {
  command: Command
  /** What a form's fields say where an email carries them under the command. */
  fields: Record<string, string> | undefined
  /** Nobody else can have given it: organisers are believed only then. */
  proved: boolean
  /** It was shown what this does, and a yes came back. */
  sure: boolean
  /** The id under which it was kept until that yes. */
  agreed: string | undefined
}

/** A call about one petition, by anyone: `runAt` and `receiveForm` keep from others what is only for its organisers. */
export type DeskCall = Call & PetitionTurn

/** Whoever manages a server or workspace, or, where only listed ones may, whoever organises a petition already. */
export function mayCreate(call: Call, mine: ReadonlySet<string>): boolean {
  if (call.service.create === 'listed') return mine.size > 0
  return call.incoming.manages === true || mine.size > 0
}

/**
 * One at a time changes something at a desk; whoever had to wait finds the petition, and their own right, as they are by then.
 * Undefined where that right is gone.
 */
export async function atHeldDesk(call: DeskCall): Promise<DeskCall | undefined> {
  const { trx } = call.work
  await holdDesk(trx, call.petition.id)
  const petition = await petitionById(trx, call.petition.id)
  if (petition === undefined || !(await isOrganiser(trx, petition.id, call.account))) return undefined
  return { ...call, petition }
}

/** A petition as every reply of the desk names it. */
export function deskPetition({
  service,
  petition,
}: {
  service: Service
  petition: PetitionRow
}): DeskPetition {
  return { ...about({ service, petition }), slug: petition.slug }
}
