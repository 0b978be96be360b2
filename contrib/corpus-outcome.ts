/** Reads one email as the service does, up to the point where it would write to its database, and says what would come of it. */
import { findRecipient, toIncoming } from '../src/adapters/email/incoming.ts'
import { type MailReader, openMailParser } from '../src/adapters/email/read/parse-mail.ts'
import { type ParsedMail, UnreadableMail } from '../src/adapters/email/read/parsed-mail.ts'
import type { Incoming } from '../src/core/channel.ts'
import { checkDetails } from '../src/core/details.ts'
import { nameFromHeader } from '../src/core/reading/details/person-name.ts'
import { understandRequest } from '../src/core/reading/understand-request.ts'

/** The fields that scoring programs know; then two that say how the email was read. */
export interface CorpusOutcome {
  file: string
  /** `refused`: it cannot be read, or has no one sender; the service counts and logs it. */
  seen_as: 'machine' | 'human' | 'refused'
  crashed: boolean
  ms: number
  /** The mailboxes that would be answered. */
  replies: string[]
  /** Requests to sign that would wait for a confirmation. */
  pending: number
  confirmed: number
  /** Mailboxes that would get no more email. */
  marked: Record<string, 'hard'>
  logged: boolean
  /** The wish that was read, or why nothing is answered. */
  read: string
  /** The words that the person newly typed. */
  new_text: string
}

export interface CorpusReader {
  /** Never throws. An email that was read before is answered once. */
  read(file: string, raw: Buffer): Promise<CorpusOutcome>
  close(): Promise<void>
}

/** `address`: ours. An email that is not to it counts as sent to it by a Bcc. */
export function openCorpusReader(address: string, slug: string): CorpusReader {
  const parser = openMailParser()
  const seen = new Set<string>()
  return {
    async read(file, raw) {
      const begun = performance.now()
      const found = await outcomeOf(parser, raw, { address, slug, seen })
      return { ...nothing, ...found, file, ms: Math.round(performance.now() - begun) }
    },
    close: () => parser.close(),
  }
}

const nothing = {
  seen_as: 'refused' as const,
  crashed: false,
  replies: [],
  pending: 0,
  confirmed: 0,
  marked: {},
  logged: true,
  read: '',
  new_text: '',
}

interface Setting {
  address: string
  slug: string
  /** Inbox keys: the same email that comes twice counts once. */
  seen: Set<string>
}

async function outcomeOf(parser: MailReader, raw: Buffer, setting: Setting): Promise<Partial<CorpusOutcome>> {
  let mail: ParsedMail
  try {
    mail = await parser.parse(raw, { ownAddress: setting.address })
  } catch (error) {
    const kind = error instanceof UnreadableMail ? error.kind : 'not typed'
    return { crashed: kind === 'timeout' || kind === 'not typed', read: kind }
  }
  const evidence = { direct: false, written: false }
  const to = findRecipient(mail, setting.address)
  const { automatic, bounce, visibleText: new_text } = mail
  const marked = bounce?.permanence === 'hard' ? { 'the mailbox that was written to': 'hard' as const } : {}
  if (automatic !== undefined) return { seen_as: 'machine', read: automatic, marked, new_text }
  const taken = toIncoming({ mail, to, evidence, ours: setting.address })
  if (taken.kind === 'ignored')
    return { seen_as: taken.why === 'own' ? 'machine' : 'refused', read: taken.why, new_text }
  const { incoming } = taken
  if (setting.seen.has(incoming.key)) return { seen_as: 'human', read: 'repeat', new_text }
  setting.seen.add(incoming.key)
  return { seen_as: 'human', new_text, replies: [incoming.account], ...wishOf(incoming, mail, setting) }
}

function wishOf(incoming: Incoming, mail: ParsedMail, { slug }: Setting): { read: string; pending: number } {
  const fromName = incoming.displayName
  const { subject, visibleText: text } = mail
  const wish = understandRequest({ subject, text, fromName, slugs: new Set([slug]) })
  if (wish.kind !== 'sign') return { read: wish.kind, pending: 0 }
  const name = wish.written.name ?? nameFromHeader(fromName ?? '')
  const checked = checkDetails({ listed: true, ...wish.written, ...(name === undefined ? {} : { name }) })
  return { read: checked.kind === 'ok' ? 'sign' : checked.kind, pending: checked.kind === 'ok' ? 1 : 0 }
}
