import { type Insertable, type Selectable, sql } from 'kysely'
import type { ChannelName } from './channels.ts'
import type { Db } from './database.ts'
import type { CardTable } from './tables/channel.ts'

export type CardRow = Selectable<CardTable>

export async function insertCard(db: Db, row: Insertable<CardTable>): Promise<void> {
  await db.insertInto('card').values(row).execute()
}

/** Cards that may be due, even if nothing they show has changed. */
export function dueCards(db: Db, channels: ChannelName[]): Promise<CardRow[]> {
  return db
    .selectFrom('card')
    .selectAll()
    .where('channel', 'in', channels)
    .where('next_try_at', '<=', sql<Date>`now()`)
    .orderBy('created_at')
    .execute()
}

export async function cardIsPosted(db: Db, id: string, message: string, shown: Buffer): Promise<void> {
  await db.updateTable('card').set({ message, shown }).where('id', '=', id).execute()
}

export async function cardShows(db: Db, id: string, shown: Buffer): Promise<void> {
  await db.updateTable('card').set({ shown }).where('id', '=', id).execute()
}

/** `seconds` until the card is tried again. */
export async function postponeCard(db: Db, id: string, seconds: number): Promise<void> {
  await db
    .updateTable('card')
    .set({ next_try_at: sql<Date>`now() + make_interval(secs => ${seconds})` })
    .where('id', '=', id)
    .execute()
}

export function roomsWithCard(
  db: Db,
  petitionId: string,
): Promise<Pick<CardRow, 'channel' | 'room' | 'community'>[]> {
  return db
    .selectFrom('card')
    .select(['channel', 'room', e => e.fn.max('community').as('community')])
    .where('petition_id', '=', petitionId)
    .where('message', 'is not', null)
    .groupBy(['channel', 'room'])
    .execute()
}

export async function forgetCard(db: Db, id: string): Promise<void> {
  await db.deleteFrom('card').where('id', '=', id).execute()
}
