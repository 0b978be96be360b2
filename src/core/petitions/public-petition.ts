import { featuredSignatures } from '../../db/curation.ts'
import type { Db } from '../../db/database.ts'
import { type Confirmed, countBuckets, countConfirmed, totalOf } from '../../db/figures/counts.ts'
import { countNotCounted, type NotCounted } from '../../db/figures/not-counted.ts'
import { listedOccupations, listedSignatures, type ShownSignature } from '../../db/listed-signatures.ts'
import {
  appendices,
  correctionsOf,
  type PetitionRow,
  petitionById,
  petitionBySlug,
} from '../../db/petitions.ts'
import type { Listing } from '../../db/tables/petition.ts'
import type { Language } from '../language.ts'
import type {
  Occupation,
  PublicFigures,
  PublicPetition,
  Signatory,
  SignatoryPage,
  SignatoryQuery,
} from '../page-contract.ts'
import type { ListedPetition, PetitionArgs } from '../texts/reply-args.ts'
import { speaks } from '../texts/texts.ts'
import { clockIn, instantIn } from '../time-zone.ts'
import { withoutUndefined } from '../without-undefined.ts'
import type { Service } from '../work.ts'

/** A petition as the public sees it. Undefined for a draft. */
export async function publicPetition(db: Db, row: PetitionRow): Promise<PublicPetition | undefined> {
  if (row.status === 'draft') return undefined
  const confirmed = await countConfirmed(db, row.id)
  const { slug, title, status, listing } = row
  return withoutUndefined({
    slug,
    title,
    status,
    listing,
    text: row.statement,
    language: row.language,
    organisedBy: row.organised_by,
    timeZone: row.time_zone,
    appendices: (await appendices(db, row.id)).map(a => ({ text: a.content, addedAt: a.added_at })),
    corrections: (await correctionsOf(db, row.id)).map(c => ({
      field: c.field,
      before: c.before,
      after: c.after,
      correctedAt: c.corrected_at,
    })),
    signatures: totalOf(confirmed),
    people: confirmed.people,
    organisations: confirmed.organisations,
    takesOrganisations: row.organisations !== 'refuse',
    unlisted: row.listed ? undefined : (true as const),
    goal: row.goal ?? undefined,
    addressee: row.addressee ?? undefined,
    figures: row.figures,
    accent: row.accent ?? undefined,
    contact: row.contact ?? undefined,
    openedAt: row.opened_at ?? undefined,
    closedAt: row.closed_at ?? undefined,
    closesAt: row.closes_at ?? undefined,
  })
}

export async function publicPetitionById(db: Db, id: string): Promise<PublicPetition | undefined> {
  const row = await petitionById(db, id)
  return row && publicPetition(db, row)
}

/** In the order of the ids. */
export async function publicPetitions(
  db: Db,
  ids: readonly string[],
): Promise<(PublicPetition | undefined)[]> {
  const petitions = new Map<string, Promise<PublicPetition | undefined>>()
  for (const id of ids) if (!petitions.has(id)) petitions.set(id, publicPetitionById(db, id))
  return Promise.all(ids.map(id => petitions.get(id)))
}

/** The petition as its signer was told: it shows names only if their question said so. */
export function asPromised(petition: PublicPetition, { promised }: { promised: Listing }): PublicPetition {
  return promised === 'count' ? { ...petition, listing: promised } : petition
}

export function petitionLanguage(row: PetitionRow): Language {
  return speaks(row.language) ?? 'en'
}

export async function listSignatories(
  db: Db,
  slug: string,
  page: SignatoryQuery,
): Promise<SignatoryPage | undefined> {
  const petition = await petitionBySlug(db, slug)
  if (petition === undefined || petition.status === 'draft') return undefined
  if (petition.listing === 'count') return { signatories: [] }
  const limit = Math.min(Math.max(1, page.limit), 1000)
  const cursor = Number(page.after)
  const after = Number.isSafeInteger(cursor) ? cursor : undefined
  const { kind, order, occupation, find } = page
  // One more than asked for tells whether there is a next page.
  const rows = await listedSignatures(
    db,
    petition.id,
    withoutUndefined({ limit: limit + 1, kind, order, occupation, find, after }),
  )
  const shown = rows.slice(0, limit)
  const next = rows.length > limit ? shown.at(-1)?.number.toString() : undefined
  return withoutUndefined({ signatories: shown.map(signatory), next })
}

function signatory(s: ShownSignature): Signatory {
  return withoutUndefined({
    kind: s.kind,
    number: s.number,
    name: s.listed ? s.name : undefined,
    signedAt: s.confirmed_at,
    occupation: (s.listed && s.occupation) || undefined,
    organisation: s.organisation ?? undefined,
    checkedDomain: s.checked_domain ?? undefined,
  })
}

const mostFeatured = 50

export async function listFeatured(db: Db, slug: string): Promise<Signatory[]> {
  const petition = await petitionBySlug(db, slug)
  if (petition === undefined || petition.status === 'draft' || petition.listing === 'count') return []
  return (await featuredSignatures(db, petition.id, mostFeatured)).map(signatory)
}

const mostOccupations = 200

/** The occupations of people who are shown, the most frequent first; only those that at least two of them have. */
export async function listOccupations(db: Db, slug: string): Promise<Occupation[]> {
  const petition = await petitionBySlug(db, slug)
  if (petition === undefined || petition.status === 'draft' || petition.listing === 'count') return []
  return listedOccupations(db, petition.id, mostOccupations)
}

/** Undefined if the petition shows the total only. */
export async function publicFigures(db: Db, slug: string): Promise<PublicFigures | undefined> {
  const petition = await petitionBySlug(db, slug)
  if (petition === undefined || petition.status === 'draft' || petition.figures !== 'public') return undefined
  const { id: petitionId, opened_at, closed_at } = petition
  const to = closed_at ?? new Date()
  const from = opened_at ?? petition.created_at
  const since = async (start: Date) =>
    sumOf(await countBuckets(db, { petitionId, from: start, to: new Date() }, 'month'))
  const midnight = startOfDay(petition.time_zone)
  const { byChannel } = await countConfirmed(db, petitionId)
  const unit = to.getTime() - from.getTime() > 400 * DAY ? 'week' : 'day'
  let total = 0
  const curve = (await countBuckets(db, { petitionId, from, to }, unit)).map(bucket => {
    total += sumOf([bucket])
    return { start: bucket.start, total }
  })
  return {
    today: await since(midnight),
    week: await since(new Date(midnight.getTime() - 6 * DAY)),
    byChannel,
    curve,
  }
}

const DAY = 86_400_000

function sumOf(buckets: Awaited<ReturnType<typeof countBuckets>>): number {
  return buckets.reduce((sum, { start: _, ...byChannel }) => {
    for (const n of Object.values(byChannel)) sum += n
    return sum
  }, 0)
}

function startOfDay(timeZone: string): Date {
  const clock = clockIn(timeZone, new Date())
  return instantIn(timeZone, clock - (clock % DAY))
}

export function petitionArgs(service: Service, row: PetitionRow): PetitionArgs {
  return withoutUndefined({
    ...listedPetition(service, row),
    text: row.statement,
    organisedBy: row.organised_by,
    listing: row.listing,
    contact: row.contact ?? undefined,
    accent: row.accent ?? undefined,
  })
}

export function listedPetition(service: Service, row: PetitionRow): ListedPetition {
  return {
    title: row.title,
    url: petitionUrl(service, row.slug),
    address: petitionAddress(service, row.slug),
  }
}

export function petitionUrl(service: Pick<Service, 'publicUrl'>, slug: string): string {
  return `${service.publicUrl}/p/${slug}`
}

/** `sign+demo@…`; empty if email is not configured. */
export function petitionAddress(service: Pick<Service, 'mailAddress'>, slug: string): string {
  return service.mailAddress === undefined ? '' : service.mailAddress.replace(/@(?=[^@]*$)/, `+${slug}@`)
}

export interface PetitionCount extends Confirmed, NotCounted {
  signatures: number
}

/** The numbers for organisers. They always equal the rows. */
export async function countPetition(db: Db, petition: PetitionRow): Promise<PetitionCount> {
  const confirmed = await countConfirmed(db, petition.id)
  return { signatures: totalOf(confirmed), ...confirmed, ...(await countNotCounted(db, petition.id)) }
}
