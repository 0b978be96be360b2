import { adoptMailbox } from '../../db/mailboxes.ts'
import { holdPeople } from '../../db/people.ts'
import type { Incoming } from '../channel.ts'
import { formerHashes, mailboxHash } from '../identity.ts'
import { mailboxIn } from '../petitions/read-forms.ts'
import type { Service } from '../work.ts'

/**
 * A mailbox that is spelled otherwise by the present rules than by former ones takes over what is known of it by those, before anything
 * is looked up: it signs once, and keeps its signature. Nearly every mailbox has one spelling, and costs no statement.
 */
export async function adoptMailboxes({ db, keys }: Service, { mailbox, act }: Incoming): Promise<void> {
  const given = act.kind === 'form' ? mailboxIn(act.values) : undefined
  for (const one of new Set([mailbox, given])) {
    const formers = one === undefined ? [] : formerHashes(keys, one)
    if (one === undefined || formers.length === 0) continue
    const current = mailboxHash(keys, one)
    await db.transaction().execute(async trx => {
      await holdPeople(trx, [current, ...formers])
      for (const former of formers) await adoptMailbox(trx, former, current)
    })
  }
}
