/** A command, typed in a chat, written in a mail, or pressed: finds the petition and whether this account may, and does it. */

import { organisedBy } from '../../db/organisers.ts'
import { pendingCommand, takePendingCommand } from '../../db/pending-commands.ts'
import { type PetitionRow, petitionById, petitionNames } from '../../db/petitions.ts'
import type { Command } from '../channel.ts'
import type { CommandName, LeftCommands } from '../commands.ts'
import { plainWords } from '../commands.ts'
import { announce } from '../desk/announce.ts'
import { type CommandAtDesk, doAtDesk } from '../desk/at-desk.ts'
import { type Call, type DeskCall, mayCreate } from '../desk/call.ts'
import { createByForm, createByMail } from '../desk/create.ts'
import { askSender, keepMention, openPending, type PendingCall } from '../desk/pending.ts'
import { howToSign, tellPublicCount } from '../desk/public-answers.ts'
import { listSignatures, unsign } from '../desk/signatures-of-account.ts'
import { tellHelp } from '../desk/tell-help.ts'
import { choosePetition, type NamedPetition } from '../desk/which-petition.ts'
import { answer } from '../outbound/post-reply.ts'
import { petitionLanguage } from '../petitions/public-petition.ts'
import { type DeskCommand, type ReadCommand, readCommand } from '../reading/commands/read-command.ts'
import type { SaidCommand } from '../reading/commands/understand-command.ts'
import { type Addressee, about, type Turn } from '../turn.ts'
import type { Service, Work } from '../work.ts'
import { languageShown, turnOf } from './turn-of.ts'

export interface GivenCommand {
  command: Command
  fields?: Record<string, string>
  /** It was shown what it does, and a yes came back: only for what `askFirst` kept, under this id. */
  agreed?: string
  proved?: boolean
  left?: LeftCommands | undefined
  /** What an email was read to mean. */
  read?: ReadCommand
  /** It stands for a mail that could not be read. */
  lost?: boolean
}

/** What a mail says, one after the other; `petition` is the one its address names. The id of the last they were about. */
export async function receiveCommands(
  turn: Turn,
  { words, read, fields, further = [], left }: SaidCommand,
  petition?: string,
): Promise<string | undefined> {
  let petitionId: string | undefined
  for (const [at, said] of [{ words, read }, ...further].entries()) {
    const command = { words: said.words, ...(petition === undefined ? {} : { petition }) }
    const given = {
      command,
      read: said.read,
      ...(fields === undefined ? {} : { fields }),
      left: at === 0 ? left : undefined,
    }
    petitionId = (await receiveCommand(turn, given)) ?? petitionId
  }
  return petitionId
}

/** The id of the petition it was about, where it was about one. */
export async function receiveCommand(turn: Turn, given: GivenCommand): Promise<string | undefined> {
  const { work, incoming, account } = turn
  const proved = given.proved ?? incoming.proved ?? incoming.authenticated
  const mine = new Set(await organisedBy(work.trx, account))
  const uncapped = proved && mine.size > 0
  const call: Call = {
    ...turn,
    to: { ...turn.to, authenticated: turn.to.authenticated || proved },
    command: given.command,
    fields: given.fields,
    proved,
    uncapped,
    sure: given.agreed !== undefined,
    agreed: given.agreed,
    left: uncapped ? given.left : undefined,
  }
  // A draft is nobody's business but its organisers'.
  const visible = (await petitionNames(work.trx)).filter(
    ({ id, status }) => status !== 'draft' || mine.has(id),
  )
  if (given.lost === true) {
    await tellHelp(call, visible, mine, true)
    return undefined
  }
  // Where the channel asked for the petition apart, no word is one; a mail's address names one, and its words may say another.
  const apart = given.command.petition !== undefined && !incoming.plainReply
  // What was kept until a yes names its petition apart, and as it was typed may name it once more.
  const again =
    given.agreed !== undefined && given.command.petition !== undefined ? [given.command.petition] : []
  const slugs = new Set(apart ? again : visible.map(({ slug }) => slug))
  const read = given.read ?? readCommand(given.command.words, slugs, new Date())
  const slash = !incoming.plainReply
  switch (read.kind) {
    case 'unknown':
      await answer(call, 'unknownCommand', {
        word: read.word,
        slash,
        ...(read.meant === undefined ? {} : await meantBy(call, read.meant)),
      })
      return undefined
    case 'wrong': {
      const theirs = call.proved ? visible.find(({ id }) => mine.has(id))?.slug : undefined
      const slug = read.slug ?? given.command.petition ?? theirs
      const named = visible.find(petition => petition.slug === slug)
      const petition = named && (await petitionById(work.trx, named.id))
      const here = petition === undefined ? call.to : spokenTo(call, petition)
      await answer({ ...call, to: here }, 'commandProblem', {
        name: read.name,
        problem: read.problem,
        slash,
        ...(slug === undefined ? {} : { slug }),
      })
      return undefined
    }
    case 'command':
      return run(call, read.command, read.slug ?? given.command.petition?.toLowerCase(), { visible, mine })
  }
}

/** What was said, as the command it is nearly. */
async function meantBy(call: Call, meant: CommandName) {
  const rest = plainWords(call.command.words).slice(1)
  const { mentioned } = call.command
  const kept = await keepMention(call, [meant, ...rest].join(' '))
  return {
    meant,
    rest: [...rest, ...(mentioned === undefined ? [] : [`@${mentioned.name}`])].join(' '),
    ...kept,
  }
}

async function run(
  call: Call,
  command: DeskCommand,
  slug: string | undefined,
  { visible, mine }: { visible: NamedPetition[]; mine: ReadonlySet<string> },
): Promise<string | undefined> {
  switch (command.kind) {
    case 'help':
      await tellHelp(call, visible, mine)
      return undefined
    case 'mysignatures':
      await listSignatures(call)
      return undefined
    case 'unsign':
      return unsign(call, slug, visible)
    case 'create':
      return create(call, mine)
    case 'do':
      return doPending(call, command.id, slug)
    default:
      break
  }
  const petition = await choosePetition(call, slug, { visible, mine, toSign: command.kind === 'sign' })
  if (petition === undefined) return undefined
  await runAt({ ...call, to: spokenTo(call, petition), petition }, command, mine.has(petition.id))
  return petition.id
}

/** The words of commands are no language: where a mail shows none, it is answered in the petition's. */
function spokenTo({ to, incoming }: Call, petition: PetitionRow): Addressee {
  return incoming.plainReply && languageShown(incoming) === undefined
    ? { ...to, language: petitionLanguage(petition) }
    : to
}

async function runAt(
  call: DeskCall,
  command: CommandAtDesk | { kind: 'sign' } | { kind: 'announce' },
  organises: boolean,
): Promise<void> {
  if (command.kind === 'sign') return howToSign(call)
  if (command.kind === 'announce') {
    if (organises || call.incoming.manages === true) return announce(call)
    return answer(call, 'mayNotAnnounce', about(call))
  }
  // Whoever asks: the public count, and nothing else, by one way.
  return organises ? doAtDesk(call, command) : tellPublicCount(call)
}

async function create(call: Call, mine: ReadonlySet<string>): Promise<string | undefined> {
  if (!mayCreate(call, mine)) {
    await answer(call, 'mayNotCreate', { listed: call.service.create === 'listed' })
    return undefined
  }
  if (!call.proved) {
    await askSender(call)
    return undefined
  }
  if (call.fields === undefined) {
    await createByMail(call)
    return undefined
  }
  return (await createByForm(call, call.fields))?.id
}

/** Yes to what was shown: the very command that was kept, whoever may have changed what since. `slug`: at which of several desks. */
async function doPending(call: Call, id: string, slug: string | undefined): Promise<string | undefined> {
  if (!call.proved) {
    await askSender(call)
    return undefined
  }
  const row = uuid.test(id) ? await takePendingCommand(call.work.trx, id, call.account) : undefined
  const kept = row && openPending(call.service, row)
  if (kept?.shown.kind === 'again') {
    const command = slug === undefined ? kept.command : { ...kept.command, petition: slug }
    return receiveCommand(call, { command, proved: true })
  }
  if (row === undefined || kept?.shown.kind !== 'act') {
    await answer(call, 'actIsGone', await saidBefore(call, id))
    return undefined
  }
  // The answer goes where the yes came from.
  return receiveCommand(call, givenAgain(kept, id))
}

/** Whoever presses twice has the second answer in the place of the first. */
async function saidBefore({ work, account }: Call, id: string): Promise<{ slug?: string }> {
  const row = uuid.test(id) ? await pendingCommand(work.trx, id) : undefined
  if (row?.petition_id == null || row.done_at === null || !row.account.equals(account)) return {}
  const petition = await petitionById(work.trx, row.petition_id)
  return petition === undefined ? {} : { slug: petition.slug }
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The link of a mail was followed, or it was replied to with a yes: nobody but its mailbox can have done that. */
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
  return {
    command,
    ...(fields === undefined ? {} : { fields }),
    ...(shown.kind === 'act' ? { agreed: id } : {}),
    proved: true,
  }
}
