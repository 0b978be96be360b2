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
import { readTime } from '../reading/commands/read-time.ts'
import type { ShownAct } from '../texts/desk-words.ts'
import { textsOf } from '../texts/texts.ts'
import { zonedTime } from '../time-zone.ts'
import { type DeskCall, deskPetition } from './call.ts'
import { logEntry } from './log-entry.ts'
import { offerForm, problemsIn, sentencesOf } from './offer-form.ts'
import { askFirst } from './pending.ts'
import { beforeOpenOrClose, changedFields, keptBefore } from './petition-before.ts'

export async function openOrClose(
  call: DeskCall,
  asked: { kind: 'open' } | { kind: 'close'; when?: string },
): Promise<void> {
  const { work, petition } = call
  const when = asked.kind === 'close' ? asked.when : undefined
  const at = when === undefined ? undefined : readTime(when, petition.time_zone)
  if (when !== undefined && (at === undefined || at.getTime() <= Date.now())) {
    const slash = !call.incoming.plainReply
    const problem = at === undefined ? 'when' : 'past'
    await answer(call, 'commandProblem', { name: 'close', problem, slug: petition.slug, slash })
    return
  }
  const act: Extract<ShownAct, { kind: 'open' | 'close' }> =
    at === undefined ? { kind: asked.kind } : { kind: 'close', at: zonedTime(at, petition.time_zone) }
  const already = asked.kind === 'open' ? petition.status === 'open' : petition.status !== 'open'
  if (already) {
    await answer(call, 'nothingToDo', { ...deskPetition(call), act: asked.kind })
    return
  }
  if (!call.sure) {
    // Kept as the time it is now read as: "in 2 hours" means the same when the yes comes an hour later.
    const words = at === undefined ? call.command.words : `close ${at.toISOString()}`
    await askFirst({ ...call, command: { ...call.command, words } }, act)
    return
  }
  if (asked.kind === 'open') await openPetition(work.trx, petition.slug)
  else if (at === undefined) await closePetition(work.trx, petition.slug)
  else await closePetitionAt(work.trx, petition.id, at)
  const before = beforeOpenOrClose(petition, { kind: asked.kind, ...(at && { at }) })
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
  const problems = petitionProblems(
    values,
    { required: [], closesAt: petition.closes_at, timeZone: petition.time_zone },
    to.language,
  )
  if (problems.length > 0) return editByMail(call, part, sentencesOf(problems))
  const form = readPetitionForm(values, petition.time_zone)
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
