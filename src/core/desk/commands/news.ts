import { withdrawNews } from '../../../db/news.ts'
import { answer } from '../../outbound/post-reply.ts'
import { type NewsBefore, newsForm, newsProblems, publishNews, readNews } from '../../petitions/news.ts'
import type { ShownAct } from '../../texts/desk-args.ts'
import { type DeskCall, deskPetition } from '../call.ts'
import { done } from '../log-entry.ts'
import { offerForm, sentencesOf } from '../offer-form.ts'
import { askFirst } from '../pending.ts'

/** Readers see it at once, so it is always shown first. */
export function news(call: DeskCall): Promise<void> {
  return call.fields === undefined ? showForm(call) : newsByForm(call, call.fields)
}

export async function newsByForm(call: DeskCall, values: Record<string, string>): Promise<void> {
  const { work, petition, to } = call
  if (petition.status === 'draft') return answer(call, 'notOpenYet', deskPetition(call))
  const written = readNews(values)
  const problems = newsProblems(written, to.language)
  if (problems.length > 0) return showForm(call, sentencesOf(problems))
  const act: ShownAct = { kind: 'news', ...written }
  if (call.agreed === undefined) {
    await askFirst({ ...call, command: { ...call.command, words: 'news' }, fields: values }, act)
    return
  }
  const number = await publishNews(work.trx, petition, written)
  await done(call, act, { before: { kind: 'news', number } })
}

export function undoNews({ work, petition }: DeskCall, { number }: NewsBefore): Promise<boolean> {
  return withdrawNews(work.trx, petition.id, number)
}

function showForm(call: DeskCall, problems: string[] = []): Promise<void> {
  const { petition, to } = call
  return offerForm(call, newsForm(petition, to.language), `news ${petition.slug}`, problems)
}
