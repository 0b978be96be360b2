/**
 * Decides about somebody who wants to sign, by an email or a form. Nothing is recorded yet: the answer shows what would be, and how to
 * confirm it. Pure: everything it depends on is in the situation.
 */
import type { PetitionRow } from '../../db/petitions.ts'
import type { WaitingRequest } from '../../db/requests.ts'
import type { SignatureRow } from '../../db/signatures.ts'
import { checkDetails, type Details, fieldLimits, type PartialDetails } from '../details.ts'
import { hasRoom, limitToTell, type Room } from '../outbound/caps.ts'
import type { Charge, Over } from '../outbound/typed-mailboxes.ts'
import { readSignForm } from '../petitions/read-forms.ts'
import { nameFromHeader } from '../reading/details/person-name.ts'
import { fold } from '../reading/fold-text.ts'
import type { Request } from '../reading/understand-request.ts'
import { type ReplyArgs, type ReplyKind, textsOf } from '../texts/texts.ts'
import { about, type PetitionSender } from '../turn.ts'
import type { Ask, GivenMailbox, Outcome, Say, Stranger } from './outcomes.ts'
import { detailsOf, fullerName, isRemoved, sameDetails } from './signature-details.ts'

export type WishToSign =
  | ({ by: 'words' } & Pick<Extract<Request, { kind: 'sign' }>, 'written' | 'several' | 'another'> & {
        /** All details were written behind labels ("Name: …"). */
        outright?: boolean
        /** The name was. */
        labelsName?: boolean
      })
  | { by: 'form'; form: string; values: Record<string, string>; mail: GivenMailbox | undefined }

/** The database's knowledge of somebody who wants to sign. */
export interface AskSituation {
  /** Their signature, unless it was withdrawn. */
  signature: SignatureRow | undefined
  waiting: WaitingRequest | undefined
  /** The caps of the mailbox that wrote; undefined in a chat. */
  room: Room | undefined
  /** The caps of the mailbox that the form gives. */
  givenRoom: Room | undefined
  /** The limits that a form with a mailbox counts against, and the one that is used up. */
  charges: readonly Charge[]
  over: Over
}

export function decideAsk(sender: PetitionSender, wish: WishToSign, at: AskSituation): Outcome[] {
  const outcomes = wish.by === 'words' ? byWords(sender, wish, at) : byForm(sender, wish, at)
  const answered = outcomes.flatMap(outcome => withRoom(outcome, sender, at))
  const limit = answered.length < outcomes.length ? overLimit(sender, at) : []
  return [...heardFrom(sender, at), ...answered, ...limit]
}

/** For an unproved wish, an earlier signature changes nothing but the words in the email, so that the work tells a stranger nothing. */
function byWords(
  sender: PetitionSender,
  wish: Extract<WishToSign, { by: 'words' }>,
  at: AskSituation,
): Outcome[] {
  const { written, several, another, outright = false, labelsName } = wish
  const isOwner = sender.to.authenticated
  if (isOwner && isGoneByOrganiser(at)) return [say(sender, 'takenOff', about(sender))]
  const standing = standingOf(at)
  const noName = (several || another) && written.name === undefined
  // Somebody who has signed, or is waiting, and gives no name keeps what they wrote before.
  if (noName && (standing === undefined || !isOwner)) return [say(sender, 'needName', about(sender))]
  if (isOwner && standing === undefined && Object.keys(written).length === 0) {
    const last = at.waiting?.vouched
    if (last !== undefined) return [ask(sender, at.waiting, { details: detailsOf(last) })]
  }
  // Details that were not written stay as they are; a From header does not rename an older signature.
  const fromHeader = nameInFrom(sender)
  const alone = { name: fromHeader, listed: true }
  const before = standing === undefined ? alone : detailsOf(standing)
  // With a label, the name is used as written: the From header may hold the civil name behind a pen name.
  const name = another || labelsName ? written.name : fullerName(written.name, fromHeader)
  const says = { ...written, ...(name === undefined ? {} : { name }) }
  const usable = checkUsable(sender, { ...before, ...says })
  if (isOwner) return usable.kind === 'ok' ? askOrCorrect(sender, usable.details, at, { outright }) : [usable]
  // An unproved wish has to be complete without the earlier signature; otherwise its writer is asked for what is missing.
  const without = checkUsable(sender, { ...alone, ...says })
  if (without.kind !== 'ok') return [without]
  const { details } = usable.kind === 'ok' ? usable : without
  return askOrCorrect(sender, details, at, { outright })
}

const FORWARD = /^\s*(?:fwd?|wg|tr|rv|enc|doorst|转发|轉寄|転送|전달)\s*[:：]/iu

/** A mailbox of the campaign that passes email on as "FW: …" has the campaign's name in From, which is nobody's. */
function nameInFrom({ incoming, petition }: PetitionSender): string | undefined {
  const { act, displayName, mailbox = '' } = incoming
  const name = displayName === undefined ? undefined : nameFromHeader(displayName)
  if (name === undefined || act.kind !== 'message' || !FORWARD.test(act.subject)) return name
  const desks = [petition.organised_by, mailbox.slice(0, mailbox.lastIndexOf('@'))]
  return desks.some(desk => fold(desk) === fold(name)) ? undefined : name
}

/** The account is the proof. If the form gives a mailbox, its owner has to confirm as well. */
function byForm(
  sender: PetitionSender,
  wish: Extract<WishToSign, { by: 'form' }>,
  at: AskSituation,
): Outcome[] {
  const { form, values, mail } = wish
  const { petition, to } = sender
  const filled = readSignForm(values, petition.policy, to.language)
  if (filled.kind === 'wrong')
    return [say(sender, 'formProblem', { problems: filled.problems.map(({ problem }) => problem), form })]
  const { details, mailbox } = filled
  if (refusesKind(petition, details)) return [say(sender, 'organisationsRefused', about(sender))]
  if (to.authenticated && isGoneByOrganiser(at)) return [say(sender, 'takenOff', about(sender))]
  // A page knows nothing but the mailbox, and only its owner learns whether it has signed.
  if (sender.incoming.place === null)
    return [charge(at), ...askOrCorrect(sender, details, at, { outright: true })]
  if (mailbox === undefined) return askOrCorrect(sender, details, at, { outright: true })
  if (mail === undefined) {
    const problems = [textsOf(to.language).chat.problems.mailboxWrong]
    return [say(sender, 'formProblem', { problems, form: `sign:${petition.slug}` })]
  }
  if (at.over !== undefined) return [tooManyMailboxes(sender, at.over)]
  return [
    charge(at),
    ask(sender, at.waiting, { details, mail }),
    say(sender, 'checkYourMail', { ...about(sender), mailbox, details }),
  ]
}

/** `outright`: the details come from labels or a form. Details read from a sentence are shown before they change a signature. */
function askOrCorrect(
  sender: PetitionSender,
  details: Details,
  at: AskSituation,
  { outright }: { outright: boolean },
): Outcome[] {
  const standing = standingOf(at)
  const reply = sender.incoming.place === null ? 'confirmFromPage' : 'pleaseConfirm'
  if (standing === undefined) return [ask(sender, at.waiting, { details, reply })]
  if (!sender.to.authenticated) return [ask(sender, at.waiting, { details, reply, change: true })]
  // They signed while only the number was shown. The petition shows names now, but theirs only if they confirm that.
  const showsMore = standing.promised === 'count' && sender.petition.listing === 'public'
  if (showsMore && (details.listed || details.kind === 'organisation'))
    return [ask(sender, at.waiting, { details, reply, change: true })]
  const before = detailsOf(standing)
  if (sameDetails(before, details))
    return [{ kind: 'tell-signed', sender, reply: 'alreadySigned', signature: standing }]
  return sender.incoming.authenticated && outright
    ? [{ kind: 'correct', sender, signature: standing, details }]
    : [ask(sender, at.waiting, { details, reply, change: true })]
}

function standingOf({ signature }: AskSituation): SignatureRow | undefined {
  return signature?.state === 'confirmed' ? signature : undefined
}

function isGoneByOrganiser({ signature }: AskSituation): boolean {
  return signature !== undefined && isRemoved(signature)
}

function heardFrom({ to, petition }: PetitionSender, { room }: AskSituation): Outcome[] {
  if (!to.authenticated) return []
  const { mailbox, address } = to
  return [
    ...(room?.bounced && address !== null ? [{ kind: 'heard' as const, address }] : []),
    ...(room?.refused && mailbox !== null
      ? [{ kind: 'unrefuse' as const, mailbox, petitionId: petition.id }]
      : []),
  ]
}

function charge({ charges }: AskSituation): Outcome {
  return { kind: 'charge', charges }
}

function tooManyMailboxes(sender: PetitionSender, { kind, seconds }: NonNullable<Over>): Say {
  const until = new Date(Date.now() + seconds * 1_000).toISOString()
  return say(sender, 'tooManyMailboxes', { by: kind === 'account' ? 'account' : 'crowd', until })
}

/**
 * Leaves out what the caps do not allow. This comes before anything is kept, because nobody could confirm a request that was never shown.
 * A correction is always answered. An unproved wish does the same work whether or not its answer is sent.
 */
function withRoom(outcome: Outcome, { to }: PetitionSender, { room, givenRoom }: AskSituation): Outcome[] {
  if (outcome.kind === 'correct' || outcome.kind === 'charge') return [outcome]
  const isGiven = outcome.kind === 'ask' && outcome.mail !== undefined
  if (isGiven) return [{ ...outcome, stranger: answeredIf(hasRoom(givenRoom, { authenticated: false })) }]
  if (!to.authenticated && (outcome.kind === 'ask' || outcome.kind === 'say'))
    return [{ ...outcome, stranger: answeredIf(hasRoom(room, to)) }]
  return hasRoom(onceHeard(room, to), to) ? [outcome] : []
}

function answeredIf(hasRoom: boolean): Stranger {
  return hasRoom ? 'answered' : 'unanswered'
}

function overLimit(sender: PetitionSender, { room }: AskSituation): Outcome[] {
  const args = limitToTell(onceHeard(room, sender.to), sender.to, sender.petition)
  return args === undefined ? [] : [{ ...say(sender, 'overLimit', args), capped: false }]
}

/** A mailbox that provably writes is not dead. */
function onceHeard(room: Room | undefined, { authenticated }: PetitionSender['to']): Room | undefined {
  return room && { ...room, bounced: room.bounced && !authenticated }
}

export function say<K extends ReplyKind>(sender: PetitionSender, reply: K, args: ReplyArgs<K>): Say {
  return { kind: 'say', sender, reply, args, capped: true }
}

interface Asked {
  details: Details
  reply?: Ask['reply']
  change?: boolean
  vouched?: boolean
  mail?: GivenMailbox
}

export function ask(
  sender: PetitionSender,
  waiting: WaitingRequest | undefined,
  { details, reply = 'pleaseConfirm', change = false, vouched = sender.to.authenticated, mail }: Asked,
): Ask {
  const asks = { kind: 'ask', sender, details, reply, change, vouched, mail } as const
  // A chat's request that waits for another mailbox ends: its links prove that one.
  const waitsForAnother =
    sender.to.mailbox === null &&
    waiting !== undefined &&
    !sameMailbox(waiting.request.mailbox, mail?.mailbox)
  return waitsForAnother
    ? { ...asks, waiting: undefined, drops: waiting.request.id }
    : { ...asks, waiting, drops: undefined }
}

function sameMailbox(a: Buffer | null, b: Buffer | undefined): boolean {
  return a === null || b === undefined ? a === null && b === undefined : a.equals(b)
}

function refusesKind(petition: PetitionRow, details: Details): boolean {
  return details.kind === 'organisation' && petition.organisations === 'refuse'
}

/**
 * Checks the details; returns the answer to the person if they cannot be used. `before`: an organisation that has signed stays one, even if
 * the petition refuses new ones by now.
 */
export function checkUsable(
  sender: PetitionSender,
  asked: PartialDetails,
  before?: Details,
): { kind: 'ok'; details: Details } | Say {
  const checked = checkDetails(asked)
  switch (checked.kind) {
    case 'ok': {
      const refused = before?.kind !== 'organisation' && refusesKind(sender.petition, checked.details)
      return refused ? say(sender, 'organisationsRefused', about(sender)) : checked
    }
    case 'missing-name':
      return say(sender, 'needName', about(sender))
    case 'invalid': {
      const { field, problem } = checked
      return say(sender, 'cannotUse', { ...about(sender), field, problem, limit: fieldLimits[field] })
    }
  }
}
