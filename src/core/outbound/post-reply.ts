import { randomUUID } from 'node:crypto'
import { insertDeliveries, type NewDelivery } from '../../db/deliveries.ts'
import { holdPeople } from '../../db/people.ts'
import type { AnswerTo, Json } from '../channel.ts'
import type { LeftCommands } from '../commands.ts'
import type { Language } from '../language.ts'
import { deliveryContext } from '../seal-contexts.ts'
import type { ReplyArgs, ReplyKind } from '../texts/texts.ts'
import type { Posting } from '../turn.ts'
import type { Work } from '../work.ts'
import { hasRoom, limitToTell, roomOf } from './caps.ts'

/** The rows a reply belongs to besides its petition, and the address of a plain reply to it. */
export interface PostOptions {
  /** Default: the petition the turn is about, otherwise the service. */
  answerTo?: AnswerTo
  requestId?: string
  revisionId?: string
  signatureId?: string
  pendingCommandId?: string
}

/** The content of a delivery, sealed until it has left. */
export interface SealedDelivery {
  place: Json
  language: Language
  kind: ReplyKind
  /** Arguments of that kind's function in `texts/replies/`: plain data. */
  args: unknown
  answerTo: AnswerTo
  /** Commands that were not run; the reply names them at its end. */
  left?: LeftCommands
}

/**
 * Whether the caps leave room for one more reply; always true for a proved organiser. Holds the mailbox until the transaction ends, so that
 * two requests at once are counted one after the other. Tells the owner of a mailbox over the limit, once.
 */
export async function mayAnswer(turn: Posting): Promise<boolean> {
  const { service, work, to, petition, uncapped } = turn
  if (to.mailbox === null || uncapped) return true
  await holdPeople(work.trx, [to.mailbox])
  const [room] = await roomOf(work.trx, service.limits.now(), [{ ...to, petitionId: petition?.id ?? null }])
  if (hasRoom(room, to)) return true
  const limit = limitToTell(room, to, petition)
  if (limit !== undefined) await post({ ...turn, left: undefined }, 'overLimit', limit, { capped: false })
  return false
}

/** Answers the person who acted, if the caps leave room. */
export async function answer<K extends ReplyKind>(
  turn: Posting,
  kind: K,
  args: ReplyArgs<K>,
  options: PostOptions = {},
): Promise<void> {
  if (await mayAnswer(turn)) await post(turn, kind, args, { ...options, capped: true })
}

/**
 * Posts one reply, as part of the transaction, without asking the caps; the caller has asked `mayAnswer` if that matters. `capped`: whether
 * the delivery counts against the caps of later answers.
 */
export async function post<K extends ReplyKind>(
  posting: Posting,
  kind: K,
  args: ReplyArgs<K>,
  options: PostOptions & { capped: boolean },
): Promise<void> {
  await sendAll(posting.work, [deliveryOf(posting, kind, args, options)])
}

/** Keeps deliveries until they are sent, as part of the transaction. */
export async function sendAll(work: Work, deliveries: readonly NewDelivery[]): Promise<void> {
  await insertDeliveries(work.trx, deliveries)
  work.deliveries.push(...deliveries.map(({ id, channel }) => ({ id, channel })))
}

/** Makes the delivery of one reply. */
export function deliveryOf<K extends ReplyKind>(
  posting: Omit<Posting, 'work'>,
  kind: K,
  args: ReplyArgs<K>,
  options: PostOptions & { capped: boolean },
): NewDelivery {
  return sealedReply(posting, kind, args, options)
}

/** Like `deliveryOf`, for arguments whose type was checked before. */
export function sealedReply(
  { service, to, petition, left, uncapped }: Omit<Posting, 'work'>,
  kind: ReplyKind,
  args: unknown,
  options: PostOptions & { capped: boolean },
): NewDelivery {
  const id = randomUUID()
  const toPetition: AnswerTo =
    petition === undefined ? { kind: 'service' } : { kind: 'petition', slug: petition.slug }
  const sealed: SealedDelivery = {
    place: to.place,
    language: to.language,
    kind,
    args,
    answerTo: options.answerTo ?? toPetition,
    ...(left && { left }),
  }
  return {
    id,
    channel: to.channel,
    kind,
    petition_id: petition?.id ?? null,
    request_id: options.requestId ?? null,
    revision_id: options.revisionId ?? null,
    signature_id: options.signatureId ?? null,
    pending_command_id: options.pendingCommandId ?? null,
    mailbox: to.mailbox,
    address: to.address,
    capped: options.capped && !uncapped,
    proved: to.authenticated,
    sealed: service.keys.seal(sealed, deliveryContext(id)),
  }
}
