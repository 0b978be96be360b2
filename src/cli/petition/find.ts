import { editDistance } from '../../core/reading/commands/edit-distance.ts'
import type { Db } from '../../db/database.ts'
import { allPetitions, type PetitionRow, petitionBySlug } from '../../db/petitions.ts'
import { OperatorError } from '../../service.ts'

/** @throws OperatorError that names petitions spelled nearly so */
export async function findPetition(db: Db, slug: string): Promise<PetitionRow> {
  return (await petitionBySlug(db, slug.toLowerCase())) ?? unknownPetition(db, slug)
}

export async function unknownPetition(db: Db, slug: string): Promise<never> {
  const slugs = (await allPetitions(db)).map(petition => petition.slug)
  const near = nearTo(slug.toLowerCase(), slugs)
  const hint =
    slugs.length === 0
      ? 'there is none yet, start one with: undersigned petition create'
      : near.length > 0
        ? `did you mean ${near.join(' or ')}?`
        : 'see: undersigned petition list'
  throw new OperatorError(`There is no petition ${JSON.stringify(slug)}; ${hint}`)
}

/** The nearest first, three at most: a part of the other, or one letter in three wrong. */
function nearTo(slug: string, slugs: string[]): string[] {
  return slugs
    .map(other => {
      const most = Math.max(1, Math.floor(Math.min(slug.length, other.length) / 3))
      const isPart = other.includes(slug) || slug.includes(other)
      return { other, most, steps: isPart ? 1 : editDistance(slug, other, most) }
    })
    .filter(({ most, steps }) => steps <= most)
    .sort((a, b) => a.steps - b.steps)
    .slice(0, 3)
    .map(({ other }) => other)
}
