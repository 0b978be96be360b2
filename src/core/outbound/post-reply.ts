import { randomUUID } from 'node:crypto'
import { insertDelivery, lockMailbox, recentMail } from '../../db/deliveries.ts'
import { isSuppressed } from '../../db/suppressions.ts'
import type { AnswerTo, Channel, Json } from '../channel.ts'
import type { LeftCommands } from '../commands.ts'
import type { Language } from '../language.ts'
import { deliveryContext } from '../seal-contexts.ts'
import type { ReplyArgs, ReplyKind } from '../texts/words.ts'
import type { Service, Work } from '../work.ts'

/** Whom a reply goes to and what it belongs to. */
export interface Addressee {
  channel: Channel
  place: Json
  language: Language
  /** HMAC of the mailbox it goes to, the same for all its spellings; null in a chat. */
  mailbox: Buffer | null
  /** HMAC of the mailbox as it is spelled in `place`; null in a chat. */
  address: Buffer | null
  /** Whether the platform vouched for the one who asked. */
  authenticated: boolean
  petitionId: string | null
}

export interface Subject {
  requestId?: string
  revisionId?: string
  signatureId?: string
  /** A command that waits for a yes. */
  pendingCommandId?: string
}

/** What a delivery carries, sealed, until it has left. */
export interface SealedDelivery {
  place: Json
  language: Language
  kind: ReplyKind
  /** Of that kind's function in words.ts: plain data. */
  args: unknown
  answerTo: AnswerTo
  /** Said beneath it. */
  left?: LeftCommands
}

/** How many mails asking may cause in 24 hours (design.md, rule 4). */
export const mailCaps = {
  authenticated: { here: 3, everywhere: 10 },
  // Everywhere less than ten: a stranger who writes in somebody's name must leave them room to ask themselves.
  unauthenticated: { here: 1, everywhere: 5 },
} as const

/**
 * Whether one more mail may go to this mailbox because somebody asked. Holds the mailbox until the transaction ends,
 * so that two who ask at once are counted one after the other.
 */
export async function mayAnswer(work: Work, to: Addressee): Promise<boolean> {
  if (to.mailbox === null) return true
  await lockMailbox(work.trx, to.mailbox)
  if (await isSuppressed(work.trx, { ...to, mailbox: to.mailbox })) return false
  const { here, everywhere } = await recentMail(work.trx, to.mailbox, to.petitionId)
  const cap = to.authenticated ? mailCaps.authenticated : mailCaps.unauthenticated
  return here < cap.here && everywhere < cap.everywhere
}

/** Sends a reply that was asked for, if the caps leave room for it. */
export async function answer<K extends ReplyKind>(
  service: Service,
  work: Work,
  to: Addressee,
  kind: K,
  args: ReplyArgs<K>,
  answerTo: AnswerTo,
  subject: Subject = {},
): Promise<boolean> {
  if (!(await mayAnswer(work, to))) return false
  await post(service, work, to, kind, args, answerTo, { ...subject, capped: true })
  return true
}

/** Makes the delivery of one reply, part of this transaction. Whoever calls has asked `mayAnswer` where that matters. */
export async function post<K extends ReplyKind>(
  service: Service,
  work: Work,
  to: Addressee,
  kind: K,
  args: ReplyArgs<K>,
  answerTo: AnswerTo,
  options: Subject & { capped: boolean; left?: LeftCommands | undefined },
): Promise<void> {
  const id = randomUUID()
  const sealed: SealedDelivery = {
    place: to.place,
    language: to.language,
    kind,
    args,
    answerTo,
    ...(options.left && { left: options.left }),
  }
  await insertDelivery(work.trx, {
    id,
    channel: to.channel,
    kind,
    petition_id: to.petitionId,
    request_id: options.requestId ?? null,
    revision_id: options.revisionId ?? null,
    signature_id: options.signatureId ?? null,
    pending_command_id: options.pendingCommandId ?? null,
    mailbox: to.mailbox,
    address: to.address,
    capped: options.capped,
    sealed: service.keys.seal(sealed, deliveryContext(id)),
  })
  work.deliveries.push({ id, channel: to.channel })
}
