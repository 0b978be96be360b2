import { randomUUID } from 'node:crypto'
import { insertDeliveries, limitReached, lockMailbox, recentMail } from '../../db/deliveries.ts'
import { isSuppressed } from '../../db/suppressions.ts'
import type { AnswerTo, Json } from '../channel.ts'
import type { LeftCommands } from '../commands.ts'
import type { Language } from '../language.ts'
import { deliveryContext } from '../seal-contexts.ts'
import type { ReplyArgs, ReplyKind } from '../texts/texts.ts'
import type { Posting } from '../turn.ts'

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
  /** Arguments of that kind's function in words.ts: plain data. */
  args: unknown
  answerTo: AnswerTo
  /** Named below it. */
  left?: LeftCommands
}

/** The most emails that asking may cause in 24 hours (design.md, rule 4). */
export const mailCaps = {
  authenticated: { here: 3, everywhere: 10 },
  // Fewer than ten everywhere: a stranger who writes in somebody's name must leave them room to ask themselves.
  unauthenticated: { here: 1, everywhere: 5 },
} as const

/** The answer that says so is no part of the caps. It goes once a mailbox, petition and day. */
async function tellLimit(turn: Posting, mailbox: Buffer): Promise<void> {
  const { work, petition } = turn
  const caps = mailCaps.authenticated
  const limit = await limitReached(work.trx, mailbox, petition?.id ?? null, caps)
  if (limit === undefined) return
  const { until, everywhere } = limit
  const most = everywhere ? caps.everywhere : caps.here
  const about = everywhere || petition === undefined ? {} : { title: petition.title }
  await post(
    { ...turn, left: undefined },
    'overLimit',
    { ...about, most, until: until.toISOString() },
    { capped: false },
  )
}

/**
 * Whether the caps leave room for one more reply: always in a chat, and for a proved organiser. Locks the mailbox until the
 * transaction ends, so that two requests at once are counted one after the other. Also false for a mailbox that bounced, and for one that refused unless its owner
 * has just written. `by`: whether the mailbox wrote itself, or was named in a chat. An owner over the limit is told so once.
 */
export async function mayAnswer(turn: Posting, by: 'owner' | 'somebody' = 'owner'): Promise<boolean> {
  const { work, to, petition, uncapped } = turn
  const { mailbox, address } = to
  if (mailbox === null || uncapped) return true
  const petitionId = petition?.id ?? null
  await lockMailbox(work.trx, mailbox)
  const proved = to.authenticated && by === 'owner'
  if (await isSuppressed(work.trx, { mailbox, address, petitionId, proved })) return false
  const { here, everywhere } = await recentMail(work.trx, mailbox, petitionId)
  const cap = to.authenticated ? mailCaps.authenticated : mailCaps.unauthenticated
  if (here < cap.here && everywhere < cap.everywhere) return true
  // Nobody who writes in another's name causes an email by it.
  if (proved) await tellLimit(turn, mailbox)
  return false
}

/** Answers the person who acted. Sends nothing if the caps leave no room. */
export async function answer<K extends ReplyKind>(
  turn: Posting,
  kind: K,
  args: ReplyArgs<K>,
  options: PostOptions = {},
): Promise<void> {
  if (await mayAnswer(turn)) await post(turn, kind, args, { ...options, capped: true })
}

/**
 * Makes the delivery of one reply, as part of the transaction, without asking the caps: the caller has asked `mayAnswer` if that
 * matters. `capped`: whether the delivery counts against the caps on later answers.
 */
export async function post<K extends ReplyKind>(
  { service, work, to, petition, left, uncapped }: Posting,
  kind: K,
  args: ReplyArgs<K>,
  options: PostOptions & { capped: boolean },
): Promise<void> {
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
  const row = {
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
    sealed: service.keys.seal(sealed, deliveryContext(id)),
  }
  await insertDeliveries(work.trx, [row])
  work.deliveries.push({ id, channel: to.channel })
}
