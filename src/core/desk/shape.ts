import type { Transaction } from '../../db/database.ts'
import { addOrganiser } from '../../db/organisers.ts'
import { closePetitionAt, type PetitionRow, petitionNames, restorePetition } from '../../db/petitions.ts'
import type { FormField } from '../channel.ts'
import { cleanField } from '../details.ts'
import { createForm, editForm, rulesForm } from '../forms.ts'
import { type KnownPetition, knownPetition } from '../known-petitions.ts'
import {
  closePetition,
  createPetition,
  editPetition,
  type Organised,
  openPetition,
  type PetitionForm,
} from '../organise-petition.ts'
import { petitionArgs } from '../public-petition.ts'
import {
  type FormProblem,
  fieldLabel,
  petitionProblems,
  problemSentences,
  readPetitionForm,
  sameMinute,
  sameText,
} from '../read-forms.ts'
import { slugOf } from '../slug.ts'
import type { PetitionField, ShownAct } from '../texts/desk-words.ts'
import { textsOf } from '../texts/texts.ts'
import { type Call, type DeskCall, deskPetition, tell } from './call.ts'
import { logEntry } from './log-entry.ts'
import { askFirst } from './pending.ts'
import { organiserOf } from './share.ts'

type KeptColumns = Partial<Omit<PetitionRow, 'closes_at' | 'opened_at' | 'closed_at' | 'statement_hash'>> & {
  closes_at?: string | null
  opened_at?: string | null
  closed_at?: string | null
}

/** The petition as an entry of the log keeps it, so that it can be put back. */
export interface PetitionBefore {
  kind: 'petition'
  row: KeptColumns
  /** What the entry made of it: put back is only what still is so. */
  made: KeptColumns
}

export async function openOrClose(
  call: DeskCall,
  asked: { kind: 'open' } | { kind: 'close'; at?: Date },
): Promise<void> {
  const { service, work, petition } = call
  const act: Extract<ShownAct, { kind: 'open' | 'close' }> =
    asked.kind === 'close' && asked.at !== undefined
      ? { kind: 'close', at: asked.at.toISOString() }
      : { kind: asked.kind }
  const already = asked.kind === 'open' ? petition.status === 'open' : petition.status !== 'open'
  if (already) {
    await tell(call, 'nothingToDo', { ...deskPetition(service, petition), act: asked.kind })
    return
  }
  if (!call.sure) {
    await askFirst(call, act)
    return
  }
  if (asked.kind === 'open') await openPetition(work.trx, petition.slug)
  else if (asked.at === undefined) await closePetition(work.trx, petition.slug)
  else await closePetitionAt(work.trx, petition.id, asked.at)
  const before = beforeOpenOrClose(petition, act)
  const entry = await logEntry(call, act, { before })
  await tell(call, 'deskDone', { ...deskPetition(service, petition), act, entry })
}

export function beforeOpenOrClose(
  petition: PetitionRow,
  act: { kind: 'open' } | { kind: 'close'; at?: string },
): PetitionBefore {
  return {
    kind: 'petition',
    row: keptColumns(petition, ['status', 'closes_at', 'opened_at', 'closed_at']),
    made:
      act.kind === 'close' && act.at !== undefined
        ? { closes_at: act.at }
        : { status: statusAfter[act.kind] },
  }
}

const statusAfter = { open: 'open', close: 'closed' } as const

const columns: Record<PetitionField, (keyof PetitionRow)[]> = {
  title: ['title'],
  text: ['statement'],
  goal: ['goal'],
  organisedBy: ['organised_by'],
  contact: ['contact'],
  closesAt: ['closes_at'],
  policy: ['policy'],
  organisations: ['organisations'],
  listing: ['listing'],
  language: ['language'],
  occupations: ['occupations'],
}

function keptColumns(petition: PetitionRow, names: (keyof PetitionRow)[]): KeptColumns {
  return Object.fromEntries(names.map(name => [name, petition[name]]))
}

/** Puts the petition back as an entry kept it. False where what the entry made of it was changed since, or signed. */
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

/** What a form or a mail says of a petition that is there. */
export async function editByForm(
  call: DeskCall,
  part: 'text' | 'rules',
  values: Record<string, string>,
): Promise<void> {
  const { service, work, petition, to } = call
  const problems = petitionProblems(values, { required: [], closesAt: petition.closes_at }, to.language)
  if (problems.length > 0) return refuse(call, problems, part)
  const form = readPetitionForm(values)
  const fields = changedFields(petition, form)
  if (fields.length === 0) {
    await tell(call, 'nothingToDo', { ...deskPetition(service, petition), act: 'edit' })
    return
  }
  // Closed because its time was over: another time does not open it again, `open` does.
  if (petition.status === 'closed' && fields.includes('closesAt'))
    await closePetition(work.trx, petition.slug)
  // Only what changes: a text whose lines end in another way is the same text.
  const changes = Object.fromEntries(fields.map(field => [field, form[field]])) as PetitionForm
  const edited = await editPetition(work.trx, petition.slug, changes)
  if (edited.kind === 'text-is-fixed') {
    const problem = textsOf(to.language).chat.problems.textIsFixed
    return refuse(call, [{ field: 'text', problem }], part)
  }
  if (edited.kind !== 'done') return refuse(call, problemsIn(edited, call), part)
  const act: ShownAct = { kind: 'edit', fields }
  const before = keptBefore(petition, edited.petition, fields)
  const entry = await logEntry(call, act, { before })
  await tell(call, 'deskDone', { ...deskPetition(service, edited.petition), act, entry })
}

export function keptBefore(before: PetitionRow, after: PetitionRow, fields: PetitionField[]): PetitionBefore {
  const names = fields.flatMap(field => columns[field])
  return { kind: 'petition', row: keptColumns(before, names), made: keptColumns(after, names) }
}

export function changedFields(petition: PetitionRow, form: PetitionForm): PetitionField[] {
  const now: Record<Exclude<PetitionField, 'text' | 'closesAt'>, unknown> = {
    title: petition.title,
    goal: petition.goal,
    organisedBy: petition.organised_by,
    contact: petition.contact,
    policy: petition.policy,
    organisations: petition.organisations,
    listing: petition.listing,
    language: petition.language,
    occupations: petition.occupations,
  }
  const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
  return (Object.keys(columns) as PetitionField[]).filter(field => {
    if (form[field] === undefined) return false
    if (field === 'text') return !sameText(form.text ?? '', petition.statement)
    if (field === 'closesAt') return !sameMinute(form.closesAt ?? null, petition.closes_at)
    return !same(comparable(form[field]), comparable(now[field]))
  })
}

/** As it is kept. */
function comparable(value: unknown): unknown {
  return typeof value === 'string' ? cleanField(value) : value
}

function problemsIn(organised: Organised, call: Call): FormProblem[] {
  const problems =
    organised.kind === 'invalid' ? organised.problems : [{ field: 'slug' as const, problem: '' }]
  return problemSentences(problems, call.to.language)
}

async function refuse(call: DeskCall, problems: FormProblem[], part: 'text' | 'rules'): Promise<void> {
  const sentences = problems.map(({ problem }) => problem)
  if (call.fields !== undefined) return editByMail(call, part, sentences)
  const form = `${part === 'rules' ? 'rules' : 'edit'}:${call.petition.slug}`
  await tell(call, 'formProblem', { problems: sentences, form })
}

/** The form as a mail shows it; in a chat, what opens it: `atOnce` does not know of new organisers at once. */
export async function editByMail(
  call: DeskCall,
  part: 'text' | 'rules',
  problems: string[] = [],
): Promise<void> {
  if (!call.incoming.plainReply)
    return tell(call, 'formProblem', {
      problems,
      form: `${part === 'rules' ? 'rules' : 'edit'}:${call.petition.slug}`,
    })
  const known: KnownPetition = knownPetition(call.petition, new Set())
  const form = (part === 'rules' ? rulesForm : editForm)(known, call.to.language)
  await tell(call, 'formByMail', {
    command: part === 'rules' ? `edit ${call.petition.slug} rules` : `edit ${call.petition.slug}`,
    title: form.title,
    fields: asTyped(form.fields, call),
    problems,
  })
}

/** A filled form that starts a petition. Who may is asked by the caller. */
export async function createByForm(
  call: Call,
  values: Record<string, string>,
): Promise<PetitionRow | undefined> {
  const { service, work, to } = call
  const form = { language: to.language, ...readPetitionForm(values) }
  const required: (keyof PetitionForm)[] = ['title', 'text', 'organisedBy']
  const problems = petitionProblems(values, { required, closesAt: null }, to.language)
  if (problems.length > 0) {
    await refuseCreate(call, problems)
    return undefined
  }
  const made = await createUnderFreeSlug(work.trx, form)
  if (made.kind !== 'done') {
    await refuseCreate(call, problemsIn(made, call))
    return undefined
  }
  await addOrganiser(work.trx, made.petition.id, organiserOf(call))
  const opened = await openPetition(work.trx, made.petition.slug)
  const petition = opened.kind === 'done' ? opened.petition : made.petition
  const desk: DeskCall = { ...call, petition }
  await logEntry(desk, { kind: 'create' })
  await tell(desk, 'petitionCreated', { petition: petitionArgs(service, petition), slug: petition.slug })
  return petition
}

/**
 * The title makes the slug; where that is taken, a number is added. Where somebody takes the same at once, the insert waits
 * for them and the next look sees theirs.
 */
async function createUnderFreeSlug(trx: Transaction, form: PetitionForm): Promise<Organised> {
  const base = slugOf(form.title ?? '')
  for (;;) {
    const taken = new Set((await petitionNames(trx)).map(({ slug }) => slug))
    let slug = base
    // 63 characters, of which a base leaves three for the number, and four from the thousandth on.
    for (let n = 2; taken.has(slug); n++) slug = `${base.slice(0, 62 - String(n).length)}-${n}`
    const made = await createPetition(trx, { ...form, slug })
    if (made.kind !== 'slug-taken') return made
  }
}

async function refuseCreate(call: Call, problems: FormProblem[]): Promise<void> {
  const sentences = problems.map(({ problem }) => problem)
  if (call.fields !== undefined) await createByMail(call, sentences)
  else await tell(call, 'formProblem', { problems: sentences, form: 'create' })
}

export async function createByMail(call: Call, problems: string[] = []): Promise<void> {
  if (!call.incoming.plainReply) return tell(call, 'formProblem', { problems, form: 'create' })
  const form = createForm(call.to.language)
  await tell(call, 'formByMail', {
    command: 'create',
    title: form.title,
    fields: asTyped(form.fields, call),
    problems,
  })
}

/** What was written before stands in the lines that come back: nothing is to be typed twice. */
function asTyped(fields: FormField[], { fields: typed = {}, to }: Call): FormField[] {
  const shown = fields.map(field => {
    const value = typed[field.name]
    return value === undefined ? field : { ...field, input: { ...field.input, value } }
  })
  // A mail may say more than this form asks.
  const more = Object.entries(typed).filter(([name]) => fields.every(field => field.name !== name))
  return [
    ...shown,
    ...more.map(
      ([name, value]): FormField => ({
        name,
        label: fieldLabel(name, to.language),
        required: false,
        input: { kind: 'line', value, maxLength: value.length },
      }),
    ),
  ]
}
