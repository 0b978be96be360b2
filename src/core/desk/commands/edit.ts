import { countPromisedUnlisted } from '../../../db/listed-signatures.ts'
import { pendingCommand } from '../../../db/pending-commands.ts'
import { answer } from '../../outbound/post-reply.ts'
import { areAllowed, correctionsIn, correctSigned } from '../../petitions/corrections.ts'
import { formOf, type Part, timeZoneField } from '../../petitions/forms.ts'
import { knownPetition } from '../../petitions/known-petitions.ts'
import { closePetition, editPetition, type PetitionForm } from '../../petitions/organise-petition.ts'
import { petitionProblems, readPetitionForm } from '../../petitions/read-forms.ts'
import type { PetitionCorrection, ShownAct } from '../../texts/desk-args.ts'
import { textsOf } from '../../texts/texts.ts'
import { type DeskCall, deskPetition } from '../call.ts'
import { done } from '../log-entry.ts'
import { offerForm, problemsIn, sentencesOf } from '../offer-form.ts'
import { askFirst, openPending } from '../pending.ts'
import { changedFields, keptBefore } from '../petition-before.ts'

export function edit(call: DeskCall, { part }: { part: Part }): Promise<void> {
  return call.fields === undefined ? showForm(call, part) : editByForm(call, part, call.fields)
}

/** Changes what a form, or the lines of an email, say differently from the petition. */
export async function editByForm(call: DeskCall, part: Part, values: Record<string, string>): Promise<void> {
  const { work, petition, to } = call
  const { closes_at: closesAt, time_zone: timeZone } = petition
  const problems = petitionProblems(values, { required: [], closesAt, timeZone }, to.language)
  if (problems.length > 0) return showForm(call, part, sentencesOf(problems))
  const form = readPetitionForm(values, timeZone)
  const fields = changedFields(petition, form)
  if (fields.length === 0) {
    await answer(call, 'nothingToDo', { ...deskPetition(call), act: 'edit' })
    return
  }
  // If a petition closed because its time was over, a new time does not open it again; `open` does.
  if (petition.status === 'closed' && fields.includes('closesAt'))
    await closePetition(work.trx, petition.slug)
  // Only real changes: a text that differs in its line endings is the same text.
  const changes = Object.fromEntries(fields.map(field => [field, form[field]])) as PetitionForm
  const refuse = (why: 'textIsFixed' | 'namesAreFixed') =>
    showForm(call, part, [textsOf(to.language).chat.problems[why]])
  if (petition.last_number > 0 && fields.includes('text')) return refuse('textIsFixed')
  const act = await editAct(call, fields, changes)
  const { corrections = [], unlisted } = act
  if (corrections.length > 0 && !(await areAllowed(work.trx, petition, corrections)))
    return refuse('namesAreFixed')
  if (corrections.length > 0 || unlisted !== undefined) {
    if (!(await isAgreed(call, part, values, act))) return
    if (!(await correctSigned(work.trx, petition.slug, corrections))) return refuse('namesAreFixed')
  }
  const edited = await editPetition(work.trx, petition.slug, changes)
  if (edited.kind === 'text-is-fixed') return refuse('textIsFixed')
  if (edited.kind === 'names-are-fixed') return refuse('namesAreFixed')
  if (edited.kind !== 'done') return showForm(call, part, problemsIn(edited, call))
  const before = keptBefore(petition, edited.petition, fields)
  await done({ ...call, petition: edited.petition }, act, { before })
}

/** Whether the author has seen the change and agreed. Otherwise asks first, or says that the change is no longer the one that was shown. */
async function isAgreed(
  call: DeskCall,
  part: Part,
  values: Record<string, string>,
  act: EditAct,
): Promise<boolean> {
  if (call.agreed === undefined) {
    const words = part === 'rules' ? 'edit rules' : 'edit'
    await askFirst({ ...call, command: { ...call.command, words }, fields: values }, act)
    return false
  }
  if (await wasShown(call, act.corrections ?? [])) return true
  await answer(call, 'nothingToDo', { ...deskPetition(call), act: 'edit', since: true })
  return false
}

type EditAct = Extract<ShownAct, { kind: 'edit' }>

/** The change, and what it means for people who have signed. */
async function editAct(
  { work, petition }: DeskCall,
  fields: EditAct['fields'],
  changes: PetitionForm,
): Promise<EditAct> {
  const corrections = correctionsIn(petition, changes)
  const unlisted =
    petition.listing === 'count' && changes.listing === 'public'
      ? await countPromisedUnlisted(work.trx, petition.id)
      : 0
  return {
    kind: 'edit',
    fields,
    ...(corrections.length > 0 && { corrections }),
    ...(unlisted > 0 && { unlisted }),
  }
}

/** A yes applies only to the corrections that were shown. */
async function wasShown({ service, work, agreed }: DeskCall, now: PetitionCorrection[]): Promise<boolean> {
  const row = agreed === undefined ? undefined : await pendingCommand(work.trx, agreed)
  const shown = row && openPending(service, row)?.shown
  if (shown?.kind !== 'act' || shown.act.kind !== 'edit') return false
  return JSON.stringify(shown.act.corrections ?? []) === JSON.stringify(now)
}

/**
 * The form as an email shows it; in a chat, the button that opens it. A new organiser may have no form yet, because chats build forms from
 * memory, which learns of new organisers a few seconds later.
 */
async function showForm(call: DeskCall, part: Part, problems: string[] = []): Promise<void> {
  const { petition, to } = call
  const known = knownPetition(petition, new Set(), [])
  const form = formOf[part](known, to.language)
  if (part === 'rules' && call.incoming.plainReply) form.fields.push(timeZoneField(known, to.language))
  const command = part === 'text' ? `edit ${petition.slug}` : `edit ${petition.slug} ${part}`
  await offerForm(call, form, command, problems)
}
