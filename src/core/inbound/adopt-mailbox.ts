import { adoptMailbox } from '../../db/mailboxes.ts'
import { holdPeople } from '../../db/people.ts'
import type { Incoming } from '../channel.ts'
import { formerHashes, mailboxHash } from '../identity.ts'
import { readTypedMailbox } from '../typed-mailbox.ts'
import type { Service } from '../work.ts'

/**
 * Moves what older mailbox rules stored under another spelling to the spelling of today's rules, before anything is looked up. So a
 * mailbox keeps its signature, and signs only once. Nearly every mailbox has the same spelling in all rules, and costs no statement.
 */
export async function adoptMailboxes({ db, keys }: Service, { mailbox, act }: Incoming): Promise<void> {
  const given = act.kind === 'form' ? readTypedMailbox(act.values.mailbox ?? '') : undefined
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
