import { randomUUID } from 'node:crypto'
import type { Db } from '../../db/database.ts'
import { holdDesk } from '../../db/desk-entries.ts'
import { signaturesByNumber } from '../../db/desk-signatures.ts'
import { isOrganiser } from '../../db/organisers.ts'
import { addCommandToken, addPendingCommand } from '../../db/pending-commands.ts'
import { type PetitionRow, petitionById } from '../../db/petitions.ts'
import type { AnswerTo, Command, Incoming } from '../channel.ts'
import { CannotOpen } from '../keys.ts'
import { type Addressee, answer, mayAnswer, post, type Subject } from '../post-reply.ts'
import { petitionArgs } from '../public-petition.ts'
import type { DeskPetition, LoggedAct, ShownAct } from '../texts/desk-words.ts'
import type { ReplyArgs, ReplyKind } from '../texts/words.ts'
import { newToken, sha256OfToken } from '../token.ts'
import type { LeftCommands } from '../understand-command.ts'
import type { Service, Work } from '../work.ts'
import { lineOf } from './lines.ts'

/** One command of one account. */
export interface Call {
  service: Service
  work: Work
  to: Addressee
  incoming: Incoming
  command: Command
  /** What a form's fields say where a mail carries them under the command. */
  fields: Record<string, string> | undefined
  /** Hash of who calls. */
  account: Buffer
  /** Nobody else can have given it: organisers are believed only then. */
  proved: boolean
  /** Proved, and organises something: answered as often as they ask. For all others the caps on mail hold. */
  uncapped: boolean
  /** It was shown what this does, and a yes came back. */
  sure: boolean
  /** Commands of the same mail that are not taken: said with the answer. */
  left: LeftCommands | undefined
  /** The id under which it was kept until that yes. */
  agreed: string | undefined
}

/** A call at the desk of one petition, by one of its organisers. */
export interface DeskCall extends Call {
  petition: PetitionRow
}

/** Where the seal of a command that waits stands. */
export function pendingContext(id: string): string {
  return `pending:${id}`
}

/** What is kept of a command until its organiser says yes. */
export interface PendingCall {
  incoming: Incoming
  language: Addressee['language']
  command: Command
  fields?: Record<string, string>
  /** What its page and its mail say; `sender` only asks whether they gave it; `again` is given anew by a press. */
  shown: { kind: 'act'; act: ShownAct; sample: number[] } | { kind: 'sender' } | { kind: 'again' }
}

/** Undefined where nothing is kept, or SECRET_KEY was replaced since. */
export function openPending(
  service: Service,
  row: { id: string; sealed: Buffer | null },
): PendingCall | undefined {
  if (row.sealed === null) return undefined
  try {
    // Sealed by us under this very id: it is what we wrote.
    return service.keys.open(row.sealed, pendingContext(row.id)) as PendingCall
  } catch (error) {
    if (error instanceof CannotOpen) return undefined
    throw error
  }
}

/** Names stay where their owners can erase them: what is kept of an act has none, and of a sample only the numbers. */
export function withoutNames<A extends LoggedAct>(act: A): A {
  return 'sample' in act ? { ...act, sample: [] } : act
}

/** The act as it was shown, with the sample as it reads now. */
export async function shownAgain(
  db: Db,
  petitionId: string,
  { act, sample }: Extract<PendingCall['shown'], { kind: 'act' }>,
): Promise<ShownAct> {
  if (!('sample' in act) || sample.length === 0) return act
  const rows = await signaturesByNumber(db, petitionId, sample)
  const inOrder = sample.flatMap(number => rows.find(row => row.number === number) ?? [])
  return { ...act, sample: inOrder.map(lineOf) }
}

/**
 * One at a time changes something at a desk; whoever had to wait finds the petition, and their own right, as they are by then.
 * Undefined where that right is gone.
 */
export async function atHeldDesk(call: DeskCall): Promise<DeskCall | undefined> {
  const { trx } = call.work
  await holdDesk(trx, call.petition.id)
  const petition = await petitionById(trx, call.petition.id)
  if (petition === undefined || !(await isOrganiser(trx, petition.id, call.account))) return undefined
  return { ...call, petition }
}

export function deskPetition(service: Service, petition: PetitionRow): DeskPetition {
  return { petition: petitionArgs(service, petition), slug: petition.slug }
}

/** Answers who calls. */
export async function tell<K extends ReplyKind>(
  call: Call & { petition?: PetitionRow },
  kind: K,
  args: ReplyArgs<K>,
  answerTo?: AnswerTo,
  subject: Subject = {},
): Promise<void> {
  const { service, work, to, petition } = call
  const here = petition === undefined ? to : { ...to, petitionId: petition.id }
  const back: AnswerTo =
    answerTo ?? (petition === undefined ? { kind: 'service' } : { kind: 'petition', slug: petition.slug })
  if (call.uncapped)
    await post(service, work, here, kind, args, back, { ...subject, capped: false, left: call.left })
  else await answer(service, work, here, kind, args, back, subject)
}

/** Keeps the command and asks for a yes: nothing is done before that. Returns the id it is kept under. */
export async function askFirst(call: DeskCall, act: ShownAct): Promise<string> {
  const desk = deskPetition(call.service, call.petition)
  const { id, confirmUrl, token } = await keepPending(call, shownOf(act), call.petition)
  // Where a plain reply comes back to us, the answer is a mail, and a mail has nothing to press.
  await (call.incoming.plainReply
    ? tell(
        call,
        'askFirst',
        { ...desk, act, id, confirmUrl },
        { kind: 'confirm', token },
        { pendingCommandId: id },
      )
    : tell(call, 'askFirst', { ...desk, act, id }))
  return id
}

function shownOf(act: ShownAct): PendingCall['shown'] {
  const sample = 'sample' in act ? act.sample.map(({ number }) => number) : []
  return { kind: 'act', act: withoutNames(act), sample }
}

/** Asks the mailbox a mail came from whether it gave the command. Nothing is kept where it cannot be asked. */
export async function askSender(call: Call & { petition?: PetitionRow }): Promise<void> {
  const here = call.petition === undefined ? call.to : { ...call.to, petitionId: call.petition.id }
  if (!(await mayAnswer(call.work, here))) return
  const { id, confirmUrl, token } = await keepPending(call, { kind: 'sender' }, call.petition)
  const desk = call.petition === undefined ? {} : deskPetition(call.service, call.petition)
  await tell(
    call,
    'askSender',
    { ...desk, words: call.command.words, confirmUrl },
    { kind: 'confirm', token },
    { pendingCommandId: id },
  )
}

/** Whom a command mentions fits into no button: it is kept, and the button has the id it is kept under. */
export async function keepMention(call: Call, words: string): Promise<{ id?: string }> {
  if (call.command.mentioned === undefined) return {}
  const { id } = await keepPending(
    { ...call, command: { ...call.command, words } },
    { kind: 'again' },
    undefined,
  )
  return { id }
}

async function keepPending(
  { service, work, incoming, to, command, account, fields }: Call,
  shown: PendingCall['shown'],
  petition: PetitionRow | undefined,
): Promise<{ id: string; token: string; confirmUrl: string }> {
  const id = randomUUID()
  const kept: PendingCall = {
    incoming,
    language: to.language,
    command: { ...command, ...(petition === undefined ? {} : { petition: petition.slug }) },
    shown,
    ...(fields === undefined ? {} : { fields }),
  }
  await addPendingCommand(work.trx, {
    id,
    petition_id: petition?.id ?? null,
    channel: incoming.channel,
    account,
    sealed: service.keys.sealForGood(kept, pendingContext(id)),
  })
  const token = newToken()
  await addCommandToken(work.trx, sha256OfToken(token), 'command', id)
  return { id, token, confirmUrl: `${service.publicUrl}/c/${token}` }
}
