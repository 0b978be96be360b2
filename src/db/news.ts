/** News of a petition: what its organiser told readers, and when. */
import { type Selectable, sql } from 'kysely'
import type { Db, Transaction } from './database.ts'
import type { PetitionNewsTable } from './tables/petition.ts'

export type NewsRow = Pick<
  Selectable<PetitionNewsTable>,
  'number' | 'title' | 'content' | 'published_at' | 'edited_at'
>
export type NewsWords = Pick<NewsRow, 'title' | 'content'>

const columns = ['number', 'title', 'content', 'published_at', 'edited_at'] as const

/** Returns its number. The caller holds the desk, so that no number is given twice. */
export async function addNews(trx: Transaction, petitionId: string, news: NewsWords): Promise<number> {
  const { number } = await trx
    .insertInto('petition_news')
    .values({
      petition_id: petitionId,
      ...news,
      number: e =>
        e
          .selectFrom('petition_news')
          .select(sql<number>`coalesce(max(number), 0) + 1`.as('next'))
          .where('petition_id', '=', petitionId),
    })
    .returning('number')
    .executeTakeFirstOrThrow()
  return number
}

/** The caller has read the row, and holds the desk. */
export async function changeNews(
  trx: Transaction,
  petitionId: string,
  number: number,
  words: NewsWords,
): Promise<void> {
  await trx
    .updateTable('petition_news')
    .set({ ...words, edited_at: sql<Date>`now()` })
    .where(e => e.and({ petition_id: petitionId, number }))
    .where('withdrawn_at', 'is', null)
    .execute()
}

/** Empties the news, but keeps its number. Returns undefined if there is no such news, or if it is withdrawn already. */
export async function withdrawNews(
  trx: Transaction,
  petitionId: string,
  number: number,
): Promise<NewsWords | undefined> {
  return trx
    .updateTable('petition_news')
    .set({ title: null, content: '', withdrawn_at: sql<Date>`now()` })
    .where(e => e.and({ petition_id: petitionId, number }))
    .where('withdrawn_at', 'is', null)
    .returning(['title', 'content'])
    .executeTakeFirst()
}

/** Restores former words. Returns false if the words are no longer those that the act made. */
export async function restoreNews(
  trx: Transaction,
  petitionId: string,
  number: number,
  { was, made }: { was: NewsWords & Pick<NewsRow, 'edited_at'>; made: NewsWords },
): Promise<boolean> {
  const { title, content, edited_at } = was
  const done = await trx
    .updateTable('petition_news')
    .set({ title, content, edited_at, withdrawn_at: null })
    .where(e => e.and({ petition_id: petitionId, number, content: made.content }))
    .where('title', 'is not distinct from', made.title)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

/** The news of all petitions. */
export function allNews(db: Db): Promise<(NewsWords & { petition_id: string; number: number })[]> {
  return db
    .selectFrom('petition_news')
    .select(['petition_id', 'number', 'title', 'content'])
    .where('withdrawn_at', 'is', null)
    .execute()
}

/** The newest if none is named. */
export function newsItem(db: Db, petitionId: string, number?: number): Promise<NewsRow | undefined> {
  return db
    .selectFrom('petition_news')
    .select(columns)
    .where('petition_id', '=', petitionId)
    .where('withdrawn_at', 'is', null)
    .$if(number !== undefined, q => q.where('number', '=', number ?? 0))
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Newest first; `before`: only those with a smaller number. */
export function newsOf(
  db: Db,
  petitionId: string,
  { limit, before }: { limit: number; before?: number },
): Promise<NewsRow[]> {
  return db
    .selectFrom('petition_news')
    .select(columns)
    .where('petition_id', '=', petitionId)
    .where('withdrawn_at', 'is', null)
    .$if(before !== undefined, q => q.where('number', '<', before ?? 0))
    .orderBy('number', 'desc')
    .limit(limit)
    .execute()
}
