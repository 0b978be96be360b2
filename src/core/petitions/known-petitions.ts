import type { Db } from '../../db/database.ts'
import { allOrganisers } from '../../db/organisers.ts'
import { allPetitions, type PetitionRow } from '../../db/petitions.ts'
import type { Language } from '../language.ts'
import { petitionLanguage } from './public-petition.ts'

/** A petition as kept in memory: a first response that must be immediate waits for no database. */
export interface KnownPetition {
  slug: string
  title: string
  text: string
  status: PetitionRow['status']
  policy: 'account' | 'email'
  organisations: 'approve' | 'accept' | 'refuse'
  listing: 'public' | 'count'
  language: Language
  organisedBy: string
  goal: number | null
  closesAt: Date | null
  timeZone: string
  openedAt: Date | null
  occupations: string[]
  /** Whether anybody has ever signed: the text is fixed then. */
  signed: boolean
  /** Hashes of the accounts that organise it, hexadecimal. */
  organisers: ReadonlySet<string>
}

/** Newest first, by opening. */
export async function readKnownPetitions(db: Db): Promise<KnownPetition[]> {
  const petitions = await allPetitions(db)
  const organisers = Map.groupBy(await allOrganisers(db), organiser => organiser.petition_id)
  const accounts = (id: string) => (organisers.get(id) ?? []).map(({ account }) => account.toString('hex'))
  const known = petitions.map(row => knownPetition(row, new Set(accounts(row.id))))
  const openedAt = (petition: KnownPetition) => petition.openedAt?.getTime() ?? 0
  return known.sort((a, b) => openedAt(b) - openedAt(a) || a.slug.localeCompare(b.slug))
}

export function knownPetition(row: PetitionRow, organisers: ReadonlySet<string>): KnownPetition {
  return {
    slug: row.slug,
    title: row.title,
    text: row.statement,
    status: row.status,
    policy: row.policy,
    organisations: row.organisations,
    listing: row.listing,
    language: petitionLanguage(row),
    organisedBy: row.organised_by,
    goal: row.goal,
    closesAt: row.closes_at,
    timeZone: row.time_zone,
    openedAt: row.opened_at,
    occupations: row.occupations,
    signed: row.last_number > 0,
    organisers,
  }
}
