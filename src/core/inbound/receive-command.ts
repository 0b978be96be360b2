/** Reads and runs a command that was typed in a chat, written in an email, or pressed. */
import { pendingCommand, takePendingCommand } from '../../db/pending-commands.ts'
import { petitionById, seenPetitions } from '../../db/petitions.ts'
import type { Command } from '../channel.ts'
import { type CommandName, type LeftCommands, plainWords } from '../commands.ts'
import { act } from '../desk/acts.ts'
import { type Call, callAt } from '../desk/call.ts'
import { help } from '../desk/commands/help.ts'
import { askSender, keepMention, openPending, type PendingCall } from '../desk/pending.ts'
import { answer } from '../outbound/post-reply.ts'
import { type ReadCommand, readCommand } from '../reading/commands/read-command.ts'
import type { SaidCommand } from '../reading/commands/understand-command.ts'
import type { Turn } from '../turn.ts'
import type { Service, Work } from '../work.ts'
import { languageNamed, turnOf } from './sender.ts'

export interface GivenCommand {
  command: Command
  fields?: Record<string, string>
  /** The preview of this command got a yes. The id under which `askFirst` kept the command. */
  agreed?: string
  proved?: boolean
  left?: LeftCommands | undefined
  /** An email's commands were read earlier; a chat's are read here. */
  read?: ReadCommand
}

/**
 * Runs the commands of one email in order; `petition` is the one its address names. Returns the id of the last petition they were about.
 */
export async function receiveCommands(
  turn: Turn,
  { words, read, fields, further = [], left }: SaidCommand,
  petition?: string,
): Promise<string | undefined> {
  let petitionId: string | undefined
  for (const [at, said] of [{ words, read }, ...further].entries()) {
    const command = { words: said.words, ...(petition && { petition }) }
    const given = { command, read: said.read, ...(fields && { fields }), ...(at === 0 && { left }) }
    petitionId = (await receiveCommand(turn, given)) ?? petitionId
  }
  return petitionId
}

/** Answers an organiser's email that could not be understood with the list of commands. */
export async function receiveLost(turn: Turn): Promise<void> {
  await help(await callOf(turn, { command: { words: 'help' } }), { lost: true })
}

/** Returns the id of the petition that the command was about, if it was about one. */
export async function receiveCommand(turn: Turn, given: GivenCommand): Promise<string | undefined> {
  const call = await callOf(turn, given)
  const { words, petition: named } = given.command
  const read = given.read ?? readCommand(words, slugsIn(call, given), new Date())
  switch (read.kind) {
    case 'unknown':
      await tellUnknownCommand(call, read.word, read.meant)
      return undefined
    case 'wrong':
      await tellProblem({ ...call, slug: read.slug ?? named }, read)
      return undefined
    case 'command': {
      const { command } = read
      const here = { ...call, slug: read.slug ?? named?.toLowerCase() }
      return command.kind === 'do' ? doPending(here, command.id) : act(here, command.kind, command)
    }
  }
}

async function callOf(turn: Turn, given: GivenCommand): Promise<Call> {
  const { work, incoming, account, written } = turn
  const proved = given.proved ?? incoming.proved ?? incoming.authenticated
  const seen = await seenPetitions(work.trx, account)
  const uncapped = proved && seen.some(({ mine }) => mine)
  return {
    ...turn,
    to: { ...turn.to, authenticated: turn.to.authenticated || proved },
    command: given.command,
    seen,
    speaksAsPetition: incoming.plainReply && (written ?? languageNamed(incoming)) === undefined,
    fields: given.fields,
    proved,
    uncapped,
    agreed: given.agreed,
    left: uncapped ? given.left : undefined,
  }
}

function slugsIn({ seen, incoming }: Call, { command, agreed }: GivenCommand): ReadonlySet<string> {
  // An email's address names a petition, and its words may name another. If a chat asks for the petition separately, no word names one.
  if (command.petition === undefined || incoming.plainReply) return new Set(seen.map(({ slug }) => slug))
  // A command that was kept until a yes names its petition separately, and its words may name it once more.
  return new Set(agreed === undefined ? [] : [command.petition])
}

async function tellProblem(call: Call, { name, problem }: Extract<ReadCommand, { kind: 'wrong' }>) {
  const theirs = call.proved ? call.seen.find(({ mine }) => mine)?.slug : undefined
  const slug = call.slug ?? theirs
  const named = call.seen.find(petition => petition.slug === slug)
  const petition = named && (await petitionById(call.work.trx, named.id))
  const { to } = petition === undefined ? call : callAt(call, petition)
  await answer({ ...call, to }, 'commandProblem', {
    name,
    problem,
    slash: !call.incoming.plainReply,
    ...(slug && { slug }),
  })
}

/** `meant`: the nearest known command, which is offered with the same arguments. */
async function tellUnknownCommand(call: Call, word: string, meant: CommandName | undefined) {
  const slash = !call.incoming.plainReply
  if (meant === undefined) return answer(call, 'unknownCommand', { word, slash })
  const rest = plainWords(call.command.words).slice(1)
  const { mentioned } = call.command
  return answer(call, 'unknownCommand', {
    word,
    slash,
    meant,
    rest: [...rest, ...(mentioned === undefined ? [] : [`@${mentioned.name}`])].join(' '),
    ...(await keepMention(call, [meant, ...rest].join(' '))),
  })
}

/** Runs the command whose preview got a yes, exactly as it was kept. The slug tells several desks apart. */
async function doPending(call: Call, id: string): Promise<string | undefined> {
  if (!call.proved) {
    await askSender(call)
    return undefined
  }
  const row = uuid.test(id) ? await takePendingCommand(call.work.trx, id, call.account) : undefined
  const kept = row && openPending(call.service, row)
  if (kept?.shown.kind === 'again') {
    const command = call.slug === undefined ? kept.command : { ...kept.command, petition: call.slug }
    return receiveCommand(call, { command, proved: true })
  }
  if (row === undefined || kept?.shown.kind !== 'act') {
    await answer(call, 'actIsGone', await saidBefore(call, id))
    return undefined
  }
  // The answer goes where the yes came from.
  return receiveCommand(call, givenAgain(kept, id))
}

/** The second answer to a double press replaces the first, so it has to say as much. */
async function saidBefore({ work, account }: Call, id: string): Promise<{ slug?: string }> {
  const row = uuid.test(id) ? await pendingCommand(work.trx, id) : undefined
  if (row?.petition_id == null || row.done_at === null || !row.account.equals(account)) return {}
  const petition = await petitionById(work.trx, row.petition_id)
  return petition === undefined ? {} : { slug: petition.slug }
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Runs a kept command after a press on its email's link, or a yes by reply. Only the mailbox that was asked can have sent either. */
export async function runPending(service: Service, work: Work, id: string): Promise<boolean> {
  const waiting = await pendingCommand(work.trx, id)
  const row = waiting && (await takePendingCommand(work.trx, id, waiting.account))
  const kept = row && openPending(service, row)
  if (kept === undefined) return false
  const turn = turnOf(service, work, kept.incoming)
  const to = { ...turn.to, language: kept.language, authenticated: true }
  await receiveCommand({ ...turn, to }, givenAgain(kept, id))
  return true
}

function givenAgain({ command, fields, shown }: PendingCall, id: string): GivenCommand {
  return { command, ...(fields && { fields }), ...(shown.kind === 'act' && { agreed: id }), proved: true }
}
