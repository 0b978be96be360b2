/** News of a petition: what its organiser told readers, and when. */
import { type Selectable, sql } from 'kysely'
import type { Db, Transaction } from './database.ts'
import type { PetitionNewsTable } from './schema.ts'

export type NewsRow = Pick<Selectable<PetitionNewsTable>, 'number' | 'title' | 'content' | 'published_at'>

/** Returns its number. The caller holds the desk, so that no number is given twice. */
export async function addNews(
  trx: Transaction,
  petitionId: string,
  news: Pick<NewsRow, 'title' | 'content'>,
): Promise<number> {
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

/** False if it is withdrawn already, or never was. Its words are gone then; its number stays taken. */
export async function withdrawNews(trx: Transaction, petitionId: string, number: number): Promise<boolean> {
  const done = await trx
    .updateTable('petition_news')
    .set({ title: null, content: '', withdrawn_at: sql<Date>`now()` })
    .where(e => e.and({ petition_id: petitionId, number }))
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

/** Newest first; `before`: only those with a smaller number. */
export function newsOf(
  db: Db,
  petitionId: string,
  { limit, before }: { limit: number; before?: number },
): Promise<NewsRow[]> {
  return db
    .selectFrom('petition_news')
    .select(['number', 'title', 'content', 'published_at'])
    .where('petition_id', '=', petitionId)
    .where('withdrawn_at', 'is', null)
    .$if(before !== undefined, q => q.where('number', '<', before ?? 0))
    .orderBy('number', 'desc')
    .limit(limit)
    .execute()
}
