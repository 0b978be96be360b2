import type { Transaction } from '../../db/database.ts'
import { addOrganiser } from '../../db/organisers.ts'
import { type PetitionRow, petitionNames } from '../../db/petitions.ts'
import { answer } from '../outbound/post-reply.ts'
import { createForm } from '../petitions/forms.ts'
import {
  createPetition,
  type Organised,
  openPetition,
  type PetitionForm,
} from '../petitions/organise-petition.ts'
import { petitionProblems, readPetitionForm } from '../petitions/read-forms.ts'
import { slugOf } from '../petitions/slug.ts'
import { type Call, type DeskCall, deskPetition } from './call.ts'
import { logEntry } from './log-entry.ts'
import { offerForm, problemsIn, sentencesOf } from './offer-form.ts'
import { organiserOf } from './share.ts'

/** A filled form that starts a petition. Who may is asked by the caller. */
export async function createByForm(
  call: Call,
  values: Record<string, string>,
): Promise<PetitionRow | undefined> {
  const { work, to } = call
  const form = { language: to.language, ...readPetitionForm(values, 'UTC') }
  const required: (keyof PetitionForm)[] = ['title', 'text', 'organisedBy']
  const problems = petitionProblems(values, { required, closesAt: null, timeZone: 'UTC' }, to.language)
  if (problems.length > 0) {
    await createByMail(call, sentencesOf(problems))
    return undefined
  }
  const made = await createUnderFreeSlug(work.trx, form)
  if (made.kind !== 'done') {
    await createByMail(call, problemsIn(made, call))
    return undefined
  }
  await addOrganiser(work.trx, made.petition.id, organiserOf(call))
  const opened = await openPetition(work.trx, made.petition.slug)
  const petition = opened.kind === 'done' ? opened.petition : made.petition
  const desk: DeskCall = { ...call, petition }
  await logEntry(desk, { kind: 'create' })
  await answer(desk, 'petitionCreated', deskPetition(desk))
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

/** The form as a mail shows it; in a chat, what opens it. */
export async function createByMail(call: Call, problems: string[] = []): Promise<void> {
  await offerForm(call, createForm(call.to.language), 'create', problems)
}
