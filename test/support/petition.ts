import {
  createPetition,
  openPetition,
  type PetitionForm,
} from '../../src/core/petitions/organise-petition.ts'
import type { Db } from '../../src/db/database.ts'

/** Something to sign, for a service that is not on trial and brings no sample. */
export async function makePetition(
  db: Db,
  slug: string,
  form: PetitionForm & { draft?: boolean } = {},
): Promise<void> {
  const { draft, ...rest } = form
  const made = await createPetition(db, {
    slug,
    title: `About ${slug}`,
    text: 'Creative works may be used only where the people who made them have agreed to it.',
    organisedBy: 'The Society of Tiny Publishers',
    ...rest,
  })
  if (made.kind !== 'done') throw new Error(`petition: ${JSON.stringify(made)}`)
  if (draft !== true) await openPetition(db, slug)
}
