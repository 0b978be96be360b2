import type { Db } from '../db/database.ts'
import { type Confirmed, countConfirmed } from '../db/figures/counts.ts'
import type { PetitionRow } from '../db/petitions.ts'
import { countNotCounted, type NotCounted } from '../db/signatures.ts'

export interface PetitionCount extends Confirmed, NotCounted {
  signatures: number
}

/** The organiser's numbers, always equal to the rows. */
export async function countPetition(db: Db, petition: PetitionRow): Promise<PetitionCount> {
  const confirmed = await countConfirmed(db, petition.id)
  return {
    signatures: confirmed.people + confirmed.organisations,
    ...confirmed,
    ...(await countNotCounted(db, petition.id)),
  }
}
