/** Evidence is what was proved when somebody signed. It tells how sure it is that they are who they say. */
import { sql } from 'kysely'

/**
 * From strong to weak. `dkim`: their email was proved to come from its domain. `account`: a chat vouched for the account. `reply`:
 * an answer came from the mailbox that was asked. `press`: somebody who has the link pressed the button.
 */
export const evidences = ['dkim', 'account', 'reply', 'press'] as const
export type Evidence = (typeof evidences)[number]

/** An expression on rows of `signature`. */
export const evidenceOf = sql<Evidence>`case when proved_domain is not null then 'dkim'
  when channel in ('discord', 'slack') then 'account' when confirmed_by = 'reply' then 'reply' else 'press' end`
