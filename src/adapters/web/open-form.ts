/** The forms that anybody can send with anybody's mailbox: to sign, and to be told what one has signed. */
import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from 'hono'
import { type PageCore, readTypedMailbox } from '../../core/page-contract.ts'
import { networkOfClient } from './network.ts'

/** Each answer takes at least this long, because the time of our work could tell whether a mailbox has signed. */
const leastMs = 300
/** The same form sent again within this time is the same act: a button pressed twice, a page reloaded. */
const sameActMs = 600_000

export interface OpenForm {
  form: URLSearchParams
  /** Nobody has proved that it is the sender's. */
  mailbox: string
  language: string
  act: Parameters<PageCore['receive']>[0]['act']
}

/** Takes an act that is answered by email only. Returns false if too much has come just now from this network or for this mail domain. */
export type TakeOpenForm = (c: Context, sent: OpenForm) => Promise<boolean>

export function openForms(core: PageCore): TakeOpenForm {
  return async (c, { form, mailbox, language, act }) => {
    const enough = sleep(leastMs)
    // Only a program fills in a field that nobody sees.
    if ((form.get('website') ?? '') === '') {
      const once = JSON.stringify([act, mailbox, Math.floor(Date.now() / sameActMs)])
      const network = networkOfClient(c)
      const { kind } = await core.receive({
        key: createHash('sha256').update(once).digest('base64'),
        channel: 'web',
        account: mailbox,
        mailbox,
        authenticated: false,
        place: null,
        plainReply: true,
        languageHint: language,
        ...(network === undefined ? {} : { network }),
        act,
      })
      if (kind === 'over-limit') return false
    }
    await enough
    return true
  }
}

/** Undefined unless exactly one mailbox was typed. */
export function mailboxOf(typed: string): string | undefined {
  const mailbox = readTypedMailbox(typed)
  return mailbox?.replace(/@.*/, domain => domain.toLowerCase())
}
