import type { Db } from '../db/database.ts'
import { allPetitions, type PetitionRow, petitionBySlug } from '../db/petitions.ts'
import { OperatorError } from '../service.ts'

/** @throws OperatorError that names petitions spelled nearly so */
export async function findPetition(db: Db, slug: string): Promise<PetitionRow> {
  return (await petitionBySlug(db, slug.toLowerCase())) ?? unknownPetition(db, slug)
}

export async function unknownPetition(db: Db, slug: string): Promise<never> {
  const slugs = (await allPetitions(db)).map(petition => petition.slug)
  const near = nearTo(slug.toLowerCase(), slugs)
  const hint =
    slugs.length === 0
      ? 'there is none yet, make one with: undersigned petition create'
      : near.length > 0
        ? `did you mean ${near.join(' or ')}?`
        : 'see: undersigned petition list'
  throw new OperatorError(`There is no petition ${JSON.stringify(slug)}; ${hint}`)
}

/** The nearest first, three at most: a part of the other, or one letter in three wrong. */
function nearTo(slug: string, slugs: string[]): string[] {
  return slugs
    .map(other => ({
      other,
      steps: other.includes(slug) || slug.includes(other) ? 1 : distance(slug, other),
    }))
    .filter(({ other, steps }) => steps <= Math.max(1, Math.min(slug.length, other.length) / 3))
    .sort((a, b) => a.steps - b.steps)
    .slice(0, 3)
    .map(({ other }) => other)
}

/** Levenshtein's: letters to add, drop or change. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
