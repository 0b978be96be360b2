import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db, Transaction } from './database.ts'
import type { PendingCommandTable } from './tables/desk.ts'

export type PendingCommandRow = Selectable<PendingCommandTable>

/** Keeps a command that can be confirmed for a day. Returns the end of that time. */
export function addPendingCommand(
  trx: Transaction,
  row: Omit<Insertable<PendingCommandTable>, 'expires_at'>,
): Promise<{ expires_at: Date }> {
  return trx
    .insertInto('pending_command')
    .values({ ...row, expires_at: sql<Date>`now() + interval '24 hours'` })
    .returning('expires_at')
    .executeTakeFirstOrThrow()
}

export async function addCommandToken(
  trx: Transaction,
  hash: Buffer,
  purpose: 'command' | 'export',
  commandId: string,
): Promise<void> {
  await trx
    .insertInto('token')
    .values({
      hash,
      purpose,
      pending_command_id: commandId,
      expires_at: sql<Date>`now() + interval '24 hours'`,
    })
    .execute()
}

export function pendingCommand(db: Db, id: string): Promise<PendingCommandRow | undefined> {
  return db.selectFrom('pending_command').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Takes a command once, and only for the account that gave it. */
export function takePendingCommand(
  trx: Transaction,
  id: string,
  account: Buffer,
): Promise<PendingCommandRow | undefined> {
  return trx
    .updateTable('pending_command')
    .set({ done_at: sql<Date>`now()` })
    .where(e => e.and({ id, account }))
    .where('done_at', 'is', null)
    .where('expires_at', '>', sql<Date>`now()`)
    .returningAll()
    .executeTakeFirst()
}

/** Deletes commands a day after their time. Nothing about them or their authors is kept. */
export async function forgetPendingCommands(db: Db): Promise<void> {
  await db
    .deleteFrom('pending_command')
    .where('expires_at', '<', sql<Date>`now() - interval '1 day'`)
    .execute()
}
