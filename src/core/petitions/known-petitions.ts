import type { Db } from '../../db/database.ts'
import { allNews, type NewsWords } from '../../db/news.ts'
import { allOrganisers } from '../../db/organisers.ts'
import { allCommunities } from '../../db/petition-communities.ts'
import { allPetitions, type PetitionRow } from '../../db/petitions.ts'
import type { Language } from '../language.ts'
import { communityKey, type Listed } from './offered.ts'
import { petitionLanguage } from './public-petition.ts'

type Same =
  | 'id'
  | 'slug'
  | 'title'
  | 'status'
  | 'policy'
  | 'organisations'
  | 'listing'
  | 'goal'
  | 'occupations'

/** A petition as kept in memory: a first response that must be immediate waits for no database. */
export interface KnownPetition extends Pick<PetitionRow, Same>, Listed {
  text: string
  /** The language of our texts that is nearest to the statement's. */
  language: Language
  /** The statement's language: a BCP 47 tag. */
  languageTag: string
  organisedBy: string
  addressee: string | null
  contact: string | null
  figures: 'public' | 'total'
  accent: string | null
  closesAt: Date | null
  timeZone: string
  openedAt: Date | null
  /** Whether anybody has ever signed: the text is fixed then. */
  signed: boolean
  /** Hashes of the accounts that organise it, hexadecimal. */
  organisers: ReadonlySet<string>
  /** By number: a form that changes news opens with them. */
  news: ReadonlyMap<number, NewsWords>
}

/** Newest first, by opening. */
export async function readKnownPetitions(db: Db): Promise<KnownPetition[]> {
  const petitions = await allPetitions(db)
  const organisers = Map.groupBy(await allOrganisers(db), organiser => organiser.petition_id)
  const communities = Map.groupBy(await allCommunities(db), community => community.petition_id)
  const news = Map.groupBy(await allNews(db), item => item.petition_id)
  const accounts = (id: string) => (organisers.get(id) ?? []).map(({ account }) => account.toString('hex'))
  const seenBy = (id: string) =>
    (communities.get(id) ?? []).map(({ channel, tenant }) => communityKey(channel, tenant))
  const newsFor = (id: string) => new Map((news.get(id) ?? []).map(item => [item.number, item]))
  const known = petitions.map(row => ({
    ...knownPetition(row, new Set(accounts(row.id)), seenBy(row.id)),
    news: newsFor(row.id),
  }))
  const openedAt = (petition: KnownPetition) => petition.openedAt?.getTime() ?? 0
  return known.sort((a, b) => openedAt(b) - openedAt(a) || a.slug.localeCompare(b.slug))
}

export function knownPetition(
  row: PetitionRow,
  organisers: ReadonlySet<string>,
  communities: readonly string[],
): KnownPetition {
  const { id, slug, title, status, policy, organisations, listing, goal, occupations, listed } = row
  return {
    id,
    slug,
    title,
    status,
    policy,
    organisations,
    listing,
    goal,
    occupations,
    listed,
    text: row.statement,
    language: petitionLanguage(row),
    languageTag: row.language,
    organisedBy: row.organised_by,
    addressee: row.addressee,
    contact: row.contact,
    figures: row.figures,
    accent: row.accent,
    closesAt: row.closes_at,
    timeZone: row.time_zone,
    openedAt: row.opened_at,
    signed: row.last_number > 0,
    organisers,
    communities,
    news: new Map(),
  }
}
