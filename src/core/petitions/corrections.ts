/**
 * Corrects signed petitions. Their title, organiser and addressee are fixed like the text, but a spelling mistake may be corrected and a
 * missing addressee added, both in public.
 */
import type { Db, Transaction } from '../../db/database.ts'
import {
  type CorrectionRow,
  correctionsOf,
  correctPetition,
  frozenColumns,
  holdPetition,
  type PetitionRow,
} from '../../db/petitions.ts'
import type { FrozenField } from '../../db/tables/petition.ts'
import { cleanField } from '../details.ts'
import { editDistance } from '../reading/commands/edit-distance.ts'
import type { PetitionCorrection } from '../texts/desk-args.ts'

const fields = Object.keys(frozenColumns) as FrozenField[]

/** The fields of a signed petition that these values would change. */
export function correctionsIn(
  petition: PetitionRow,
  values: { [K in FrozenField]?: string | null | undefined },
): PetitionCorrection[] {
  if (petition.last_number === 0) return []
  return fields.flatMap(field => {
    const value = values[field]
    if (value === undefined) return []
    const [before, after] = [petition[frozenColumns[field]] ?? '', cleanField(value ?? '')]
    return after === before ? [] : [{ field, before, after }]
  })
}

/**
 * Whether each change only corrects the spelling of what the first signers read (by at most a quarter of its letters, or two), or adds a
 * missing addressee.
 */
export async function areAllowed(
  db: Db,
  petition: PetitionRow,
  corrections: PetitionCorrection[],
): Promise<boolean> {
  const earlier = await correctionsOf(db, petition.id)
  return corrections.every(({ field, before, after }) => {
    if (after === '') return false
    if (before === '') return field === 'addressee'
    const first = earlier.find(correction => correction.field === field && correction.before !== '')
    const read = first?.before ?? before
    const most = Math.max(2, Math.floor(read.length / 4))
    return editDistance(read, after, most) <= most
  })
}

/** Corrects a signed petition. Returns false, and changes nothing, if the petition has changed since the organiser saw the preview. */
export async function correctSigned(
  trx: Transaction,
  slug: string,
  corrections: PetitionCorrection[],
): Promise<boolean> {
  const petition = await holdPetition(trx, slug)
  if (petition === undefined || !(await areAllowed(trx, petition, corrections))) return false
  if (corrections.some(({ field, before }) => (petition[frozenColumns[field]] ?? '') !== before)) return false
  for (const correction of corrections) await correctPetition(trx, petition.id, correction)
  return true
}

/** The petition's title, organiser and addressee (empty without one) as a signer read them, after `wording` corrections. */
export function asSigned(
  petition: Pick<PetitionRow, (typeof frozenColumns)[FrozenField]>,
  corrections: CorrectionRow[],
  wording: number,
): Record<FrozenField, string> {
  const later = corrections.filter(({ number }) => number > wording)
  const read = (field: FrozenField) =>
    later.find(correction => correction.field === field)?.before ?? petition[frozenColumns[field]] ?? ''
  return { title: read('title'), organisedBy: read('organisedBy'), addressee: read('addressee') }
}
