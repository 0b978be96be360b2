import type { Db } from './database.ts'

export async function suppressMailbox(
  db: Db,
  mailbox: Buffer,
  petitionId: string | null,
  reason: 'refused' | 'bounced',
): Promise<void> {
  await db
    .insertInto('suppression')
    .values({ mailbox, petition_id: petitionId, reason })
    .onConflict(c => c.doNothing())
    .execute()
}

export async function isSuppressed(db: Db, mailbox: Buffer, petitionId: string | null): Promise<boolean> {
  const row = await db
    .selectFrom('suppression')
    .select('reason')
    .where('mailbox', '=', mailbox)
    .where(e =>
      e.or([
        e('petition_id', 'is', null),
        ...(petitionId === null ? [] : [e('petition_id', '=', petitionId)]),
      ]),
    )
    .executeTakeFirst()
  return row !== undefined
}

/** The mailbox was heard from: it is not dead. */
export async function forgetBounce(db: Db, mailbox: Buffer): Promise<void> {
  await db.deleteFrom('suppression').where('mailbox', '=', mailbox).where('reason', '=', 'bounced').execute()
}
