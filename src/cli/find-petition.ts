import { editDistance } from '../core/reading/commands/edit-distance.ts'
import type { Db } from '../db/database.ts'
import { allPetitions, type PetitionRow, petitionBySlug } from '../db/petitions.ts'
import { OperatorError } from '../service.ts'

/** @throws OperatorError that names petitions with a similar slug */
export async function findPetition(db: Db, slug: string): Promise<PetitionRow> {
  return (await petitionBySlug(db, slug.toLowerCase())) ?? unknownPetition(db, slug)
}

export async function unknownPetition(db: Db, slug: string): Promise<never> {
  const slugs = (await allPetitions(db)).map(petition => petition.slug)
  const near = nearTo(slug.toLowerCase(), slugs)
  const hint =
    slugs.length === 0
      ? 'there is none yet; make one with: undersigned petition create'
      : near.length > 0
        ? `did you mean ${near.join(' or ')}?`
        : 'see: undersigned petition list'
  throw new OperatorError(`There is no petition ${JSON.stringify(slug)}; ${hint}`)
}

/** At most three, the nearest first: one is part of the other, or at most one letter in three is wrong. */
function nearTo(slug: string, slugs: string[]): string[] {
  return slugs
    .map(other => ({
      other,
      steps: other.includes(slug) || slug.includes(other) ? 1 : editDistance(slug, other),
    }))
    .filter(({ other, steps }) => steps <= Math.max(1, Math.min(slug.length, other.length) / 3))
    .sort((a, b) => a.steps - b.steps)
    .slice(0, 3)
    .map(({ other }) => other)
}
