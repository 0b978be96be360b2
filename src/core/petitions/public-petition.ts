import { featuredSignatures } from '../../db/curation.ts'
import type { Db } from '../../db/database.ts'
import { type Confirmed, countBuckets, countConfirmed, totalOf } from '../../db/figures/counts.ts'
import {
  appendices,
  correctionsOf,
  type PetitionRow,
  petitionById,
  petitionBySlug,
} from '../../db/petitions.ts'
import type { Listing } from '../../db/schema.ts'
import {
  countNotCounted,
  listedSignatures,
  type NotCounted,
  type ShownSignature,
} from '../../db/signatures.ts'
import { given } from '../given.ts'
import type { Language } from '../language.ts'
import type { PublicPetition, Signatory, SignatoryPage } from '../page-contract.ts'
import type { ListedPetition, PetitionArgs } from '../texts/reply-args.ts'
import { speaks } from '../texts/texts.ts'
import { clockIn, instantIn } from '../time-zone.ts'
import type { Service } from '../work.ts'

/** A petition as the public sees it. Undefined for a draft. */
export async function publicPetition(db: Db, row: PetitionRow): Promise<PublicPetition | undefined> {
  if (row.status === 'draft') return undefined
  const confirmed = await countConfirmed(db, row.id)
  const { slug, title, status, listing } = row
  return given({
    ...{ slug, title, status, listing },
    text: row.statement,
    language: petitionLanguage(row),
    organisedBy: row.organised_by,
    timeZone: row.time_zone,
    appendices: (await appendices(db, row.id)).map(a => ({ text: a.content, addedAt: a.added_at })),
    corrections: (await correctionsOf(db, row.id)).map(c => ({
      ...{ field: c.field, before: c.before, after: c.after },
      correctedAt: c.corrected_at,
    })),
    signatures: totalOf(confirmed),
    people: confirmed.people,
    organisations: confirmed.organisations,
    takesOrganisations: row.organisations !== 'refuse',
    goal: row.goal ?? undefined,
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

/** The petition as the signer of this was told: for them it shows names only if it said so. */
export function asPromised(petition: PublicPetition, { promised }: { promised: Listing }): PublicPetition {
  return promised === 'count' ? { ...petition, listing: promised } : petition
}

export function petitionLanguage(row: PetitionRow): Language {
  return speaks(row.language) ?? 'en'
}

export async function listSignatories(
  db: Db,
  slug: string,
  page: { kind?: 'person' | 'organisation'; after?: string; limit: number },
): Promise<SignatoryPage | undefined> {
  const petition = await petitionBySlug(db, slug)
  if (petition === undefined || petition.status === 'draft') return undefined
  if (petition.listing === 'count') return { signatories: [] }
  const limit = Math.min(Math.max(1, page.limit), 1000)
  const after = Number(page.after)
  const before = Number.isSafeInteger(after) ? after : undefined
  // One more than asked for tells whether there is a next page.
  const rows = await listedSignatures(db, petition.id, given({ limit: limit + 1, kind: page.kind, before }))
  const shown = rows.slice(0, limit)
  const next = rows.length > limit ? shown.at(-1)?.number.toString() : undefined
  return given({ signatories: shown.map(signatory), next })
}

function signatory(s: ShownSignature): Signatory {
  return given({
    kind: s.kind,
    number: s.number,
    name: s.listed ? s.name : undefined,
    signedAt: s.confirmed_at,
    occupation: (s.listed && s.occupation) || undefined,
    organisation: s.organisation ?? undefined,
  })
}

const DAY = 86_400_000

export async function signaturesToday(db: Db, slug: string): Promise<number | undefined> {
  const petition = await petitionBySlug(db, slug)
  if (petition === undefined || petition.status === 'draft') return undefined
  const { id: petitionId, time_zone: timeZone } = petition
  const clock = clockIn(timeZone, new Date())
  const from = instantIn(timeZone, clock - (clock % DAY))
  const buckets = await countBuckets(db, { petitionId, from, to: new Date() }, 'month')
  return buckets.reduce(
    (sum, { start: _, ...byChannel }) => Object.values(byChannel).reduce((n, count) => n + count, sum),
    0,
  )
}

const mostFeatured = 50

export async function listFeatured(db: Db, slug: string): Promise<Signatory[]> {
  const petition = await petitionBySlug(db, slug)
  if (petition === undefined || petition.status === 'draft' || petition.listing === 'count') return []
  return (await featuredSignatures(db, petition.id, mostFeatured)).map(signatory)
}

export function petitionArgs(service: Service, row: PetitionRow): PetitionArgs {
  return given({
    ...listedPetition(service, row),
    text: row.statement,
    organisedBy: row.organised_by,
    listing: row.listing,
    contact: row.contact ?? undefined,
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

/** The organiser's numbers, always equal to the rows. */
export async function countPetition(db: Db, petition: PetitionRow): Promise<PetitionCount> {
  const confirmed = await countConfirmed(db, petition.id)
  return { signatures: totalOf(confirmed), ...confirmed, ...(await countNotCounted(db, petition.id)) }
}
