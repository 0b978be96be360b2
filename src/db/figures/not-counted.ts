import { sql } from 'kysely'
import { type Db, onlyRow } from '../database.ts'

export interface NotCounted {
  /** Requests that are not confirmed yet. */
  waiting: number
  /** Organisations that are confirmed but not approved yet. */
  waitingForApproval: number
  withdrawn: number
  /** Removed by an organiser. */
  removed: number
  /** Requests that their mailbox answered with "it wasn't me". */
  refused: number
  /** Emails that were plainly no signature; each mailbox counts once. */
  notSignatures: number
}

export function countNotCounted(db: Db, petitionId: string): Promise<NotCounted> {
  const requests = (state: string) =>
    sql`(select coalesce(sum(n), 0)::bigint from request_total where petition_id = ${petitionId} and state = ${state})`
  const signatures = (state: string) =>
    sql`(select coalesce(sum(n), 0)::bigint from signature_total where petition_id = ${petitionId} and state = ${state})`
  // Few requests have expired but not ended yet, because housekeeping runs every minute.
  return onlyRow(
    db,
    sql<NotCounted>`select
    ${requests('asked')} - (select count(*) from sign_request where petition_id = ${petitionId} and state = 'asked'
      and expires_at <= now()) as "waiting",
    ${signatures('unapproved')} as "waitingForApproval",
    ${signatures('withdrawn')} as "withdrawn",
    ${signatures('removed')} as "removed",
    ${requests('refused')} as "refused",
    (select count(*) from delivery where petition_id = ${petitionId} and kind = 'notASignature') as "notSignatures"`,
  )
}
