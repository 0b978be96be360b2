import { closePetitionAt } from '../../db/petitions.ts'
import { answer } from '../outbound/post-reply.ts'
import { editForm, rulesForm } from '../petitions/forms.ts'
import { knownPetition } from '../petitions/known-petitions.ts'
import {
  closePetition,
  editPetition,
  openPetition,
  type PetitionForm,
} from '../petitions/organise-petition.ts'
import { petitionProblems, readPetitionForm } from '../petitions/read-forms.ts'
import type { ShownAct } from '../texts/desk-words.ts'
import { textsOf } from '../texts/texts.ts'
import { type DeskCall, deskPetition } from './call.ts'
import { logEntry } from './log-entry.ts'
import { offerForm, problemsIn, sentencesOf } from './offer-form.ts'
import { askFirst } from './pending.ts'
import { beforeOpenOrClose, changedFields, keptBefore } from './petition-before.ts'

export async function openOrClose(
  call: DeskCall,
  asked: { kind: 'open' } | { kind: 'close'; at?: Date },
): Promise<void> {
  const { work, petition } = call
  const act: Extract<ShownAct, { kind: 'open' | 'close' }> =
    asked.kind === 'close' && asked.at !== undefined
      ? { kind: 'close', at: asked.at.toISOString() }
      : { kind: asked.kind }
  const already = asked.kind === 'open' ? petition.status === 'open' : petition.status !== 'open'
  if (already) {
    await answer(call, 'nothingToDo', { ...deskPetition(call), act: asked.kind })
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
  await answer(call, 'deskDone', { ...deskPetition(call), act, entry })
}

/** What a form or a mail says of a petition that is there. */
export async function editByForm(
  call: DeskCall,
  part: 'text' | 'rules',
  values: Record<string, string>,
): Promise<void> {
  const { service, work, petition, to } = call
  const problems = petitionProblems(values, { required: [], closesAt: petition.closes_at }, to.language)
  if (problems.length > 0) return editByMail(call, part, sentencesOf(problems))
  const form = readPetitionForm(values)
  const fields = changedFields(petition, form)
  if (fields.length === 0) {
    await answer(call, 'nothingToDo', { ...deskPetition(call), act: 'edit' })
    return
  }
  // Closed because its time was over: another time does not open it again, `open` does.
  if (petition.status === 'closed' && fields.includes('closesAt'))
    await closePetition(work.trx, petition.slug)
  // Only what changes: a text whose lines end in another way is the same text.
  const changes = Object.fromEntries(fields.map(field => [field, form[field]])) as PetitionForm
  const edited = await editPetition(work.trx, petition.slug, changes)
  if (edited.kind === 'text-is-fixed')
    return editByMail(call, part, [textsOf(to.language).chat.problems.textIsFixed])
  if (edited.kind !== 'done') return editByMail(call, part, problemsIn(edited, call))
  const act: ShownAct = { kind: 'edit', fields }
  const before = keptBefore(petition, edited.petition, fields)
  const entry = await logEntry(call, act, { before })
  await answer(call, 'deskDone', { ...deskPetition({ service, petition: edited.petition }), act, entry })
}

/** The form as a mail shows it; in a chat, what opens it: `atOnce` does not know of new organisers at once. */
export async function editByMail(
  call: DeskCall,
  part: 'text' | 'rules',
  problems: string[] = [],
): Promise<void> {
  const { petition, to } = call
  const form = (part === 'rules' ? rulesForm : editForm)(knownPetition(petition, new Set()), to.language)
  const command = part === 'rules' ? `edit ${petition.slug} rules` : `edit ${petition.slug}`
  await offerForm(call, form, command, problems)
}
