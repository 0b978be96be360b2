import {
  changeNews,
  type NewsRow,
  type NewsWords,
  newsItem,
  restoreNews,
  withdrawNews,
} from '../../../db/news.ts'
import { answer } from '../../outbound/post-reply.ts'
import {
  beforeChange,
  type News,
  type NewsBefore,
  newsForm,
  newsProblems,
  publishNews,
  readNews,
} from '../../petitions/news.ts'
import type { Given } from '../../reading/commands/given.ts'
import type { ShownAct } from '../../texts/desk-args.ts'
import { type DeskCall, deskPetition } from '../call.ts'
import { done } from '../log-entry.ts'
import { offerForm, sentencesOf } from '../offer-form.ts'
import { askFirst } from '../pending.ts'

/** Readers see it at once, so it is always shown first. */
export async function news(call: DeskCall, { change, item }: Given['news']): Promise<void> {
  const { work, petition, fields } = call
  if (change === undefined) return fields === undefined ? showForm(call) : newsByForm(call, fields)
  const row = await newsItem(work.trx, petition.id, item)
  if (change === 'remove') return remove(call, row)
  if (row === undefined) return nothingToChange(call, 'news-edit')
  return fields === undefined ? showForm(call, [], row) : newsByForm(call, fields, row.number)
}

/** `item`: the number of the news to change. Without it the news is new. */
export async function newsByForm(
  call: DeskCall,
  values: Record<string, string>,
  item?: number,
): Promise<void> {
  const { work, petition, to } = call
  if (petition.status === 'draft') return answer(call, 'notOpenYet', deskPetition(call))
  const row = item === undefined ? undefined : await newsItem(work.trx, petition.id, item)
  if (item !== undefined && row === undefined) return nothingToChange(call, 'news-edit')
  const written = readNews(values)
  const problems = newsProblems(written, to.language)
  if (problems.length > 0) return showForm(call, sentencesOf(problems), row)
  if (row !== undefined) return edit(call, row, written, values)
  const act: ShownAct = { kind: 'news', ...written }
  if (call.agreed === undefined) {
    await askFirst({ ...call, command: { ...call.command, words: 'news' }, fields: values }, act)
    return
  }
  const number = await publishNews(work.trx, petition, written)
  await done(call, { ...act, number }, { before: { kind: 'news', number } })
}

async function edit(
  call: DeskCall,
  row: NewsRow,
  written: News,
  values: Record<string, string>,
): Promise<void> {
  const { work, petition } = call
  const made: NewsWords = { title: written.title ?? null, content: written.text }
  if (made.title === row.title && made.content === row.content) return nothingToChange(call, 'news-edit')
  const { number } = row
  const act: ShownAct = { kind: 'news-edit', number, ...written }
  if (call.agreed === undefined) {
    await askFirst(
      { ...call, command: { ...call.command, words: `news edit ${number}` }, fields: values },
      act,
    )
    return
  }
  await changeNews(work.trx, petition.id, number, made)
  await done(call, act, { before: beforeChange(row, made) })
}

async function remove(call: DeskCall, row: NewsRow | undefined): Promise<void> {
  const { work, petition } = call
  if (row === undefined) return nothingToChange(call, 'news-withdraw')
  const { number, title, content } = row
  const act: ShownAct = { kind: 'news-withdraw', number }
  if (call.agreed === undefined) {
    // Names the number, because another may be the newest when the yes comes.
    const words = `news remove ${number}`
    const about = { ...act, text: content, ...(title !== null && { title }) }
    await askFirst({ ...call, command: { ...call.command, words } }, about)
    return
  }
  const made = await withdrawNews(work.trx, petition.id, number)
  if (made === undefined) return nothingToChange(call, 'news-withdraw')
  await done(call, act, { before: beforeChange(row, made) })
}

/** Withdraws news that was published, or restores the former words of news that was changed. Returns false if it changed since. */
export async function undoNews({ work, petition }: DeskCall, before: NewsBefore): Promise<boolean> {
  const { number, change } = before
  if (change === undefined) return (await withdrawNews(work.trx, petition.id, number)) !== undefined
  const { was, made } = change
  const editedAt = was.editedAt === null ? null : new Date(was.editedAt)
  return restoreNews(work.trx, petition.id, number, { was: { ...was, edited_at: editedAt }, made })
}

function nothingToChange(call: DeskCall, act: 'news-edit' | 'news-withdraw'): Promise<void> {
  return answer(call, 'nothingToDo', { ...deskPetition(call), act })
}

/** `row`: the news to change. Without it the form is for new ones. */
function showForm(call: DeskCall, problems: string[] = [], row?: NewsRow): Promise<void> {
  const { petition, to } = call
  const form = newsForm(petition, to.language, row?.number)
  if (row === undefined) return offerForm(call, form, `news ${petition.slug}`, problems)
  const fields = call.fields ?? { title: row.title ?? '', text: row.content }
  return offerForm({ ...call, fields }, form, `news edit ${row.number} ${petition.slug}`, problems)
}
