/** The part of a petition that an entry of the log keeps, so that undoing can restore it. */
import { type PetitionRow, restorePetition } from '../../db/petitions.ts'
import { cleanField } from '../details.ts'
import type { PetitionForm } from '../petitions/organise-petition.ts'
import { sameMinute, sameText } from '../petitions/read-forms.ts'
import type { PetitionField } from '../texts/desk-args.ts'
import type { DeskCall } from './call.ts'

type KeptColumns = Partial<Omit<PetitionRow, 'closes_at' | 'opened_at' | 'closed_at' | 'statement_hash'>> & {
  closes_at?: string | null
  opened_at?: string | null
  closed_at?: string | null
}

export interface PetitionBefore {
  kind: 'petition'
  row: KeptColumns
  /** The values after the act. Undoing restores only fields that still have them. */
  made: KeptColumns
}

export function beforeOpenOrClose(
  petition: PetitionRow,
  act: { kind: 'open' | 'close'; at?: Date },
): PetitionBefore {
  return {
    kind: 'petition',
    row: keptColumns(petition, ['status', 'closes_at', 'opened_at', 'closed_at']),
    made: act.at === undefined ? { status: statusAfter[act.kind] } : { closes_at: act.at.toISOString() },
  }
}

const statusAfter = { open: 'open', close: 'closed' } as const

const columns = {
  title: 'title',
  text: 'statement',
  goal: 'goal',
  organisedBy: 'organised_by',
  addressee: 'addressee',
  contact: 'contact',
  closesAt: 'closes_at',
  policy: 'policy',
  organisations: 'organisations',
  listing: 'listing',
  figures: 'figures',
  accent: 'accent',
  language: 'language',
  occupations: 'occupations',
  timeZone: 'time_zone',
} as const satisfies Record<PetitionField, keyof PetitionRow>

function keptColumns(petition: PetitionRow, names: (keyof PetitionRow)[]): KeptColumns {
  return Object.fromEntries(names.map(name => [name, petition[name]]))
}

/** Restores the petition as an entry kept it. Returns false if it was changed again since, or signed. */
export async function restore(call: DeskCall, { row, made }: PetitionBefore): Promise<boolean> {
  return restorePetition(call.work.trx, call.petition.id, withDates(row), withDates(made))
}

/** JSON knows no dates. */
function withDates({ closes_at, opened_at, closed_at, ...rest }: KeptColumns) {
  const date = (value: string | null) => (value === null ? null : new Date(value))
  return {
    ...rest,
    ...(closes_at === undefined ? {} : { closes_at: date(closes_at) }),
    ...(opened_at === undefined ? {} : { opened_at: date(opened_at) }),
    ...(closed_at === undefined ? {} : { closed_at: date(closed_at) }),
  }
}

export function keptBefore(before: PetitionRow, after: PetitionRow, fields: PetitionField[]): PetitionBefore {
  const names = fields.map(field => columns[field])
  return { kind: 'petition', row: keptColumns(before, names), made: keptColumns(after, names) }
}

/** The fields in which the form differs from the petition. */
export function changedFields(petition: PetitionRow, form: PetitionForm): PetitionField[] {
  const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
  return (Object.keys(columns) as PetitionField[]).filter(field => {
    if (form[field] === undefined) return false
    if (field === 'text') return !sameText(form.text ?? '', petition.statement)
    if (field === 'closesAt') return !sameMinute(form.closesAt ?? null, petition.closes_at)
    return !same(comparable(form[field]), comparable(petition[columns[field]]))
  })
}

/** A text as the database keeps it, so that both sides compare. */
function comparable(value: unknown): unknown {
  return typeof value === 'string' ? cleanField(value) : value
}
