/** Commands that wait for a yes, kept sealed: an act that was shown first, and what a mail said that proves nothing. */
import { randomUUID } from 'node:crypto'
import type { Db } from '../../db/database.ts'
import { signaturesByNumber } from '../../db/desk-signatures.ts'
import { addCommandToken, addPendingCommand, type PendingCommandRow } from '../../db/pending-commands.ts'
import { type PetitionRow, petitionById } from '../../db/petitions.ts'
import type { Command, Incoming } from '../channel.ts'
import { openIfOurs } from '../keys.ts'
import { type Addressee, answer, mayAnswer } from '../outbound/post-reply.ts'
import { pendingContext } from '../seal-contexts.ts'
import type { LoggedAct, ShownAct } from '../texts/desk-words.ts'
import type { ReplyArgs, ReplyKind } from '../texts/texts.ts'
import { newToken, sha256OfToken } from '../token.ts'
import type { Service, Work } from '../work.ts'
import { type Call, type DeskCall, deskPetition, tell } from './call.ts'
import { lineOf } from './lines.ts'

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
  // Sealed by us under this very id: it is what we wrote.
  return openIfOurs(service.keys, row.sealed, pendingContext(row.id)) as PendingCall | undefined
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

/** Keeps the command and asks for a yes: nothing is done before that. Returns the id it is kept under. */
export async function askFirst(call: DeskCall, act: ShownAct): Promise<string> {
  const { service, work, petition } = call
  const desk = deskPetition(service, petition)
  const { id } = await keepPending(call, shownOf(act), petition)
  // Where a plain reply comes back to us, the answer is a mail, and a mail has nothing to press.
  if (call.incoming.plainReply) {
    const { token, url } = await linkTo(service, work, 'command', id)
    const args = { ...desk, act, id, confirmUrl: url }
    await tell(call, 'askFirst', args, { kind: 'confirm', token }, { pendingCommandId: id })
  } else await tell(call, 'askFirst', { ...desk, act, id })
  return id
}

function shownOf(act: ShownAct): PendingCall['shown'] {
  const sample = 'sample' in act ? act.sample.map(({ number }) => number) : []
  return { kind: 'act', act: withoutNames(act), sample }
}

/** Asks the mailbox a mail came from whether it gave the command. Nothing is kept where it cannot be asked. */
export async function askSender(call: Call & { petition?: PetitionRow }): Promise<void> {
  const { service, work, petition, command } = call
  const here = petition === undefined ? call.to : { ...call.to, petitionId: petition.id }
  if (!(await mayAnswer(work, here))) return
  const { id } = await keepPending(call, { kind: 'sender' }, petition)
  const { token, url } = await linkTo(service, work, 'command', id)
  const desk = petition && deskPetition(service, petition)
  const args = { ...desk, words: command.words, confirmUrl: url }
  await tell(call, 'askSender', args, { kind: 'confirm', token }, { pendingCommandId: id })
}

/** They answered neither yes nor no: the question once more, with a link of its own. False where it waits no longer. */
export async function askAgain(
  service: Service,
  work: Work,
  to: Addressee,
  row: PendingCommandRow,
): Promise<boolean> {
  const kept = openPending(service, row)
  if (kept === undefined || row.done_at !== null) return false
  const petition = row.petition_id === null ? undefined : await petitionById(work.trx, row.petition_id)
  const desk = petition && deskPetition(service, petition)
  const { shown, language, command } = kept
  if (shown.kind === 'act' && desk === undefined) return false
  const { token, url } = await linkTo(service, work, 'command', row.id)
  const here = { ...to, language, petitionId: row.petition_id }
  const ask = <K extends ReplyKind>(kind: K, args: ReplyArgs<K>) =>
    answer(service, work, here, kind, args, { kind: 'confirm', token }, { pendingCommandId: row.id })
  if (shown.kind === 'act' && petition !== undefined && desk !== undefined) {
    const act = await shownAgain(work.trx, petition.id, shown)
    await ask('askFirst', { ...desk, act, id: row.id, confirmUrl: url })
  } else await ask('askSender', { ...desk, words: command.words, confirmUrl: url })
  return true
}

/** Whom a command mentions fits into no button: it is kept, and the button has the id it is kept under. */
export async function keepMention(call: Call, words: string): Promise<{ id?: string }> {
  if (call.command.mentioned === undefined) return {}
  const command = { ...call.command, words }
  const { id } = await keepPending({ ...call, command }, { kind: 'again' }, undefined)
  return { id }
}

export async function keepPending(
  { service, work, incoming, to, command, account, fields }: Call,
  shown: PendingCall['shown'],
  petition: PetitionRow | undefined,
): Promise<{ id: string; expiresAt: Date }> {
  const id = randomUUID()
  const kept: PendingCall = {
    incoming,
    language: to.language,
    command: { ...command, ...(petition === undefined ? {} : { petition: petition.slug }) },
    shown,
    ...(fields === undefined ? {} : { fields }),
  }
  const { expires_at } = await addPendingCommand(work.trx, {
    id,
    petition_id: petition?.id ?? null,
    channel: incoming.channel,
    account,
    sealed: service.keys.sealForGood(kept, pendingContext(id)),
  })
  return { id, expiresAt: expires_at }
}

const pages = { command: 'c', export: 'x' } as const

/** A link of its own to what waits; `token` is what a plain reply carries instead. */
export async function linkTo(
  { publicUrl }: Service,
  { trx }: Work,
  purpose: keyof typeof pages,
  id: string,
): Promise<{ token: string; url: string }> {
  const token = newToken()
  await addCommandToken(trx, sha256OfToken(token), purpose, id)
  return { token, url: `${publicUrl}/${pages[purpose]}/${token}` }
}
