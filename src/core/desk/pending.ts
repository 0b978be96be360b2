/** Keeps commands that wait for a yes, sealed: acts that are shown first, and commands of emails that prove nothing. */
import { randomUUID } from 'node:crypto'
import type { Db } from '../../db/database.ts'
import { wasSent } from '../../db/deliveries.ts'
import { signaturesByNumber } from '../../db/desk-signatures.ts'
import { addCommandToken, addPendingCommand, type PendingCommandRow } from '../../db/pending-commands.ts'
import { petitionById } from '../../db/petitions.ts'
import type { Command, Incoming, Reply } from '../channel.ts'
import { sealOf } from '../keys.ts'
import type { Language } from '../language.ts'
import { answer, mayAnswer } from '../outbound/post-reply.ts'
import { pendingContext } from '../seal-contexts.ts'
import type { LoggedAct, ShownAct } from '../texts/desk-args.ts'
import { textsOf } from '../texts/texts.ts'
import { newToken, sha256OfToken } from '../token.ts'
import type { Turn } from '../turn.ts'
import type { Service } from '../work.ts'
import { type Call, type DeskCall, deskPetition } from './call.ts'
import { lineOf } from './signature-line.ts'

/** A command as it is kept until its organiser says yes. */
export interface PendingCall {
  incoming: Incoming
  language: Language
  command: Command
  fields?: Record<string, string>
  /** Shown on its page and in its email. `sender`: only the question whether they gave it. `again`: a press gives the command again. */
  shown: { kind: 'act'; act: ShownAct; sample: number[] } | { kind: 'sender' } | { kind: 'again' }
}

const pendingSeal = sealOf<PendingCall>(pendingContext)

/** Undefined if nothing is kept, or if SECRET_KEY was replaced since. */
export function openPending(
  service: Service,
  row: { id: string; sealed: Buffer | null },
): PendingCall | undefined {
  return pendingSeal.open(service.keys, row.id, row.sealed)
}

/** Leaves out names, because they are kept only where their owners can erase them. The sample is kept as numbers. */
export function withoutNames<A extends LoggedAct>(act: A): A {
  return 'sample' in act ? { ...act, sample: [] } : act
}

/** The act as it was shown, with today's rows of its sample. */
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

/** The question that was asked about a waiting command. `confirmUrl`: for an email, which has no button to press. */
export async function questionAsked(
  { service, db }: { service: Service; db: Db },
  row: Pick<PendingCommandRow, 'id' | 'petition_id'>,
  { shown, language, command }: PendingCall,
  confirmUrl?: string,
): Promise<Reply> {
  const { replies } = textsOf(language)
  const petition = row.petition_id === null ? undefined : await petitionById(db, row.petition_id)
  const desk = petition && deskPetition({ service, petition })
  if (shown.kind !== 'act' || petition === undefined || desk === undefined)
    return replies.askSender({
      ...desk,
      words: command.words,
      confirmUrl: confirmUrl ?? '',
      // A reply to the email may quote all of it.
      ...(confirmUrl !== undefined && { explain: true as const }),
    })
  const act = await shownAgain(db, petition.id, shown)
  return replies.askFirst({ ...desk, act, id: row.id, ...(confirmUrl === undefined ? {} : { confirmUrl }) })
}

/** Keeps the command and asks for a yes: nothing is done before that. Returns the id it is kept under. */
export async function askFirst(call: DeskCall, act: ShownAct): Promise<string> {
  const desk = deskPetition(call)
  const sample = 'sample' in act ? act.sample.map(({ number }) => number) : []
  const { id } = await keepPending(call, { kind: 'act', act: withoutNames(act), sample })
  // A channel that takes plain replies is email, and an email has no button to press.
  const { confirmUrl, options } = call.incoming.plainReply ? await yesTo(call, id) : {}
  await answer(call, 'askFirst', { ...desk, act, id, ...(confirmUrl && { confirmUrl }) }, options)
  return id
}

/** How an email can say yes to the command: by a new link, or by a plain reply. */
async function yesTo(turn: Turn, id: string) {
  const { token, url } = await linkTo(turn, 'command', id)
  const options = { answerTo: { kind: 'confirm', token }, pendingCommandId: id } as const
  return { confirmUrl: url, options }
}

/** Asks the mailbox that an email came from whether it gave the command. Keeps nothing if it cannot be asked. */
export async function askSender(call: Call): Promise<void> {
  if (!(await mayAnswer(call))) return
  const { id } = await keepPending(call, { kind: 'sender' })
  const { confirmUrl, options } = await yesTo(call, id)
  const { mailbox } = call.to
  // The explanation is sent once, and not with each command.
  const first = mailbox !== null && !(await wasSent(call.work.trx, 'askSender', mailbox))
  const args = {
    ...deskOf(call),
    words: call.command.words,
    confirmUrl,
    ...(first && { explain: true as const }),
  }
  await answer(call, 'askSender', args, options)
}

/** Asks again, with a new link, after an answer that was neither yes nor no. False if the command is not waiting any more. */
export async function askAgain(turn: Turn, row: PendingCommandRow): Promise<boolean> {
  const { service, work } = turn
  const kept = openPending(service, row)
  if (kept === undefined || row.done_at !== null) return false
  const { shown, language, command } = kept
  const petition = row.petition_id === null ? undefined : await petitionById(work.trx, row.petition_id)
  if (shown.kind === 'act' && petition === undefined) return false
  const { confirmUrl, options } = await yesTo(turn, row.id)
  const here = { ...turn, to: { ...turn.to, language }, ...(petition && { petition }) }
  if (shown.kind === 'act' && petition !== undefined) {
    const act = await shownAgain(work.trx, petition.id, shown)
    const desk = deskPetition({ service, petition })
    await answer(here, 'askFirst', { ...desk, act, id: row.id, confirmUrl }, options)
  } else await answer(here, 'askSender', { ...deskOf(here), words: command.words, confirmUrl }, options)
  return true
}

function deskOf({ service, petition }: Turn) {
  return petition && deskPetition({ service, petition })
}

/** Keeps a command with a mention, which does not fit into a button, and returns the id that the button carries. */
export async function keepMention(call: Call, words: string): Promise<{ id?: string }> {
  if (call.command.mentioned === undefined) return {}
  const { id } = await keepPending({ ...call, command: { ...call.command, words } }, { kind: 'again' })
  return { id }
}

export async function keepPending(
  { service, work, incoming, to, command, account, fields, petition }: Call,
  shown: PendingCall['shown'],
): Promise<{ id: string; expiresAt: Date }> {
  const id = randomUUID()
  const kept: PendingCall = {
    incoming,
    language: to.language,
    command: { ...command, ...(petition && { petition: petition.slug }) },
    shown,
    ...(fields && { fields }),
  }
  const { expires_at } = await addPendingCommand(work.trx, {
    id,
    petition_id: petition?.id ?? null,
    channel: incoming.channel,
    account,
    sealed: pendingSeal.seal(service.keys, id, kept),
  })
  return { id, expiresAt: expires_at }
}

const pages = { command: 'c', export: 'x' } as const

/** Makes a new link to the waiting command; a plain reply carries `token` instead. */
export async function linkTo(
  { service, work }: Turn,
  purpose: keyof typeof pages,
  id: string,
): Promise<{ token: string; url: string }> {
  const token = newToken()
  await addCommandToken(work.trx, sha256OfToken(token), purpose, id)
  return { token, url: `${service.publicUrl}/${pages[purpose]}/${token}` }
}
