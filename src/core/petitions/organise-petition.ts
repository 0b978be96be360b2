import { createHash } from 'node:crypto'
import type { Db } from '../../db/database.ts'
import {
  addAppendix,
  closePetitionNow,
  insertPetition,
  openPetitionNow,
  type PetitionRow,
  petitionBySlug,
  updatePetition,
} from '../../db/petitions.ts'
import { cleanField, graphemeCount } from '../details.ts'
import { languageTag } from '../language.ts'
import { timeZoneNamed } from '../time-zone.ts'
import { withoutUndefined } from '../without-undefined.ts'

/** The fields an organiser may set. A field that is left out stays as it is. */
export interface PetitionForm {
  slug?: string
  title?: string
  text?: string
  language?: string
  goal?: number | null
  policy?: 'account' | 'email'
  organisations?: 'approve' | 'accept' | 'refuse'
  listing?: 'public' | 'count'
  /** Whether the page shows how the signatures came in, or the total only. */
  figures?: 'public' | 'total'
  /** The colour of the page, as `#8c1d18`. */
  accent?: string | null
  organisedBy?: string
  /** The people or bodies that the statement is addressed to. */
  addressee?: string | null
  contact?: string | null
  closesAt?: Date | null
  /** Examples shown in a chat's form. */
  occupations?: string[]
  /** An IANA name, such as `Europe/Paris`: the zone for times that people type and read. */
  timeZone?: string
}

export type Problem = { field: keyof PetitionForm; problem: string }

export type Organised =
  | { kind: 'done'; petition: PetitionRow }
  | { kind: 'unknown' }
  | { kind: 'slug-taken' }
  /** Somebody has signed: the text stays, an appendix may be added. */
  | { kind: 'text-is-fixed' }
  /** Somebody has signed: only the spelling of the title and the organiser can change (`corrections.ts`). */
  | { kind: 'names-are-fixed' }
  /** The sample of trial mode does not open outside it. */
  | { kind: 'only-on-trial' }
  | { kind: 'invalid'; problems: Problem[] }

/** In characters as a reader counts them. */
export const petitionLimits = {
  title: 150,
  text: 5000,
  organisedBy: 150,
  addressee: 200,
  contact: 200,
} as const

/** Creates a draft. `listed`: whether everybody is shown it, or only the communities that are added. */
export async function createPetition(db: Db, form: PetitionForm, { listed = true } = {}): Promise<Organised> {
  const problems = problemsOf(form, ['slug', 'title', 'text', 'organisedBy'])
  if (problems.length > 0) return { kind: 'invalid', problems }
  const columns = columnsOf(form)
  const { slug, title, statement, statement_hash, organised_by } = columns
  if (!slug || !title || !statement || !statement_hash || !organised_by) return { kind: 'invalid', problems }
  const required = {
    slug,
    title,
    statement,
    statement_hash,
    organised_by,
    language: columns.language ?? 'en',
    listed,
  }
  return (await insertPetition(db, { ...columns, ...required })) ? done(db, slug) : { kind: 'slug-taken' }
}

export async function editPetition(db: Db, slug: string, form: PetitionForm): Promise<Organised> {
  const problems = problemsOf(form, [])
  if (problems.length > 0) return { kind: 'invalid', problems }
  const columns = columnsOf(form)
  if (Object.keys(columns).length === 0) return done(db, slug)
  const changed = await updatePetition(db, slug, columns)
  return changed === 'changed' ? done(db, slug) : { kind: changed }
}

/** Adds dated words below the text, which itself stays as it was signed. */
export async function appendToPetition(db: Db, slug: string, text: string): Promise<Organised> {
  const petition = await petitionBySlug(db, slug)
  if (petition === undefined) return { kind: 'unknown' }
  const content = text.trim()
  if (content === '' || graphemeCount(content, petitionLimits.text) > petitionLimits.text)
    return {
      kind: 'invalid',
      problems: [{ field: 'text', problem: `must have 1 to ${petitionLimits.text} characters` }],
    }
  await addAppendix(db, petition.id, content)
  return done(db, slug)
}

/** Opens a draft, or a closed petition again. A closing time in the past is dropped. */
export async function openPetition(db: Db, slug: string): Promise<Organised> {
  const petition = await petitionBySlug(db, slug)
  if (petition === undefined) return { kind: 'unknown' }
  if (petition.trial && petition.status === 'draft') return { kind: 'only-on-trial' }
  const over = petition.status === 'closed'
  await openPetitionNow(db, slug, over ? null : petition.closes_at)
  const opened = await done(db, slug)
  if (opened.kind !== 'done' || opened.petition.status === 'open') return opened
  // A draft's closing time may have passed meanwhile; only the database's clock can tell.
  await openPetitionNow(db, slug, null)
  return done(db, slug)
}

export async function closePetition(db: Db, slug: string): Promise<Organised> {
  const petition = await petitionBySlug(db, slug)
  if (petition === undefined) return { kind: 'unknown' }
  await closePetitionNow(db, slug)
  return done(db, slug)
}

async function done(db: Db, slug: string): Promise<Organised> {
  const petition = await petitionBySlug(db, slug)
  return petition === undefined ? { kind: 'unknown' } : { kind: 'done', petition }
}

function columnsOf({ text, organisedBy, closesAt, timeZone, ...same }: PetitionForm) {
  const { slug, title, contact, addressee, accent, occupations, language } = same
  const statement = text?.trim().normalize('NFC')
  return withoutUndefined({
    ...same,
    slug: slug?.toLowerCase(),
    language: language && (languageTag(language) ?? language),
    title: title && cleanField(title),
    statement,
    statement_hash: statement === undefined ? undefined : createHash('sha256').update(statement).digest(),
    organised_by: organisedBy && cleanField(organisedBy),
    contact: contact && cleanField(contact),
    addressee: addressee && cleanField(addressee),
    accent: accent === null ? null : accent?.trim().toLowerCase(),
    closes_at: closesAt,
    occupations: occupations?.map(cleanField),
    time_zone: timeZone && (timeZoneNamed(timeZone) ?? timeZone),
  })
}

/** The problems with a form, for the person who filled it in. */
export function problemsOf(form: PetitionForm, required: (keyof PetitionForm)[]): Problem[] {
  const problems: Problem[] = []
  const say = (field: keyof PetitionForm, problem: string) => problems.push({ field, problem })
  for (const field of required) if (form[field] === undefined) say(field, 'is missing')
  const { slug, goal, language, closesAt, timeZone, accent } = form
  if (slug !== undefined) {
    if (!/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i.test(slug))
      say(
        'slug',
        'may hold letters a to z, digits and hyphens, at most 63, and begins and ends with a letter or digit',
      )
    else if (/^(confirm|manage|bounce)-/i.test(slug))
      say(
        'slug',
        'must not begin with confirm-, manage- or bounce-: the service uses these in its own mail addresses',
      )
  }
  for (const field of ['title', 'text', 'organisedBy', 'addressee', 'contact'] as const) {
    const value = form[field]
    if (typeof value !== 'string') continue
    const limit = petitionLimits[field]
    if (cleanField(value) === '') say(field, 'is empty')
    else if (graphemeCount(value, limit) > limit) say(field, `is longer than ${limit} characters`)
  }
  if (typeof goal === 'number' && (!Number.isSafeInteger(goal) || goal < 1 || goal > 2_000_000_000))
    say('goal', 'must be a whole number, 1 or more')
  if (language !== undefined && languageTag(language) === undefined)
    say('language', 'must be the tag of a language, such as en, pt-BR or ar')
  if (closesAt instanceof Date && Number.isNaN(closesAt.getTime()))
    say('closesAt', 'must be a time such as 2026-12-31 or 2026-12-31T18:00:00Z')
  if (typeof accent === 'string' && !/^#[0-9a-f]{6}$/i.test(accent.trim()))
    say('accent', 'must be a colour such as #8c1d18')
  if (timeZone !== undefined && timeZoneNamed(timeZone) === undefined)
    say('timeZone', 'must be the name of a time zone, such as Europe/Paris or UTC')
  return problems
}
