/** A command, typed in a chat, written in a mail, or pressed: finds the petition and whether this account may, and does it. */
import { meetOrganiser, organisedBy } from '../../db/organisers.ts'
import {
  addCommandToken,
  type PendingCommandRow,
  pendingCommand,
  takePendingCommand,
} from '../../db/pending-commands.ts'
import { type PetitionRow, petitionById, petitionNames } from '../../db/petitions.ts'
import { countConfirmed } from '../../db/signatures.ts'
import { addresseeOf, languageShown } from '../addressee.ts'
import type { AnswerTo, Command, Incoming } from '../channel.ts'
import { accountHash } from '../identity.ts'
import { type Addressee, answer } from '../post-reply.ts'
import { petitionArgs, petitionLanguage } from '../public-petition.ts'
import { listSignatures, unsign } from '../signatures-of-account.ts'
import { type CommandName, commandNames } from '../texts/words.ts'
import { newToken, sha256OfToken } from '../token.ts'
import type { SaidCommand } from '../understand-command.ts'
import type { Service, Work } from '../work.ts'
import { announce } from './announce.ts'
import {
  askSender,
  atHeldDesk,
  type Call,
  type DeskCall,
  deskPetition,
  openPending,
  shownAgain,
  tell,
} from './call.ts'
import { curateSignatures, showWaiting } from './curate.ts'
import { showLog, undo } from './desk-log.ts'
import { setOrEndDigest } from './digest.ts'
import { tellCount, tellFound, tellRecent, tellStats } from './look.ts'
import { type DeskCommand, plainWords, readCommand } from './read-command.ts'
import { createByForm, createByMail, editByForm, editByMail, openOrClose } from './shape.ts'
import { changeOrganisers, listOrganisers, organiserPlace } from './share.ts'
import { tellExport } from './take-away.ts'
import { choosePetition, type NamedPetition } from './which-petition.ts'

export interface GivenCommand {
  command: Command
  fields?: Record<string, string>
  /** It was shown what it does, and a yes came back: only for what `askFirst` kept, under this id. */
  agreed?: string
  proved?: boolean
}

/** What a mail says, one after the other; `petition` is the one its address names. The id of the last they were about. */
export async function receiveCommands(
  service: Service,
  work: Work,
  to: Addressee,
  incoming: Incoming,
  { words, fields, further = [] }: SaidCommand,
  petition?: string,
): Promise<string | undefined> {
  let about: string | undefined
  for (const said of [words, ...further]) {
    const command = { words: said, ...(petition === undefined ? {} : { petition }) }
    const given = { command, ...(fields === undefined ? {} : { fields }) }
    about = (await receiveCommand(service, work, to, incoming, given)) ?? about
  }
  return about
}

/** The id of the petition it was about, where it was about one. */
export async function receiveCommand(
  service: Service,
  work: Work,
  to: Addressee,
  incoming: Incoming,
  given: GivenCommand,
): Promise<string | undefined> {
  const account = accountHash(service.keys, incoming.channel, incoming.account)
  const proved = given.proved ?? incoming.proved ?? incoming.authenticated
  const mine = new Set(await organisedBy(work.trx, account))
  const call: Call = {
    service,
    work,
    to: { ...to, authenticated: to.authenticated || proved },
    incoming,
    command: given.command,
    fields: given.fields,
    account,
    proved,
    uncapped: proved && mine.size > 0,
    sure: given.agreed !== undefined,
    agreed: given.agreed,
  }
  // A draft is nobody's business but its organisers'.
  const visible = (await petitionNames(work.trx)).filter(
    ({ id, status }) => status !== 'draft' || mine.has(id),
  )
  // Where the channel asked for the petition apart, no word is one; a mail's address names one, and its words may say another.
  const apart = given.command.petition !== undefined && !incoming.plainReply
  // What was kept until a yes names its petition apart, and as it was typed may name it once more.
  const again =
    given.agreed !== undefined && given.command.petition !== undefined ? [given.command.petition] : []
  const slugs = new Set(apart ? again : visible.map(({ slug }) => slug))
  const read = readCommand(given.command.words, slugs, new Date())
  const slash = !incoming.plainReply
  switch (read.kind) {
    case 'unknown':
      await tell(call, 'unknownCommand', {
        word: read.word,
        slash,
        ...(read.meant === undefined ? {} : { meant: read.meant, rest: restOf(given.command.words) }),
      })
      return undefined
    case 'wrong': {
      const slug = read.slug ?? given.command.petition
      const named = visible.find(petition => petition.slug === slug)
      const petition = named && (await petitionById(work.trx, named.id))
      const here = petition === undefined ? call.to : spokenTo(call, petition)
      await tell({ ...call, to: here }, 'commandProblem', {
        name: read.name,
        problem: read.problem,
        slash,
        ...(slug === undefined ? {} : { slug }),
      })
      return undefined
    }
    case 'command':
      return run(call, read.command, read.slug ?? given.command.petition?.toLowerCase(), visible, mine)
  }
}

/** What was said after the first word. */
function restOf(words: string): string {
  return plainWords(words).slice(1).join(' ')
}

async function run(
  call: Call,
  command: DeskCommand,
  slug: string | undefined,
  visible: NamedPetition[],
  mine: ReadonlySet<string>,
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
      return doPending(call, command.id)
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

async function runAt(call: DeskCall, command: DeskCommand, organises: boolean): Promise<void> {
  const { incoming } = call
  switch (command.kind) {
    case 'sign':
      return howToSign(call)
    case 'announce':
      if (organises || incoming.manages === true) return announce(call)
      return tell(call, 'mayNotAnnounce', { petition: petitionArgs(call.service, call.petition) })
    default:
      break
  }
  // Whoever asks: the public count, and nothing else, by one way.
  if (!organises) return tellPublicCount(call)
  if (!call.proved) return askSender(call)
  // Not met before it is held: whoever takes their right away meanwhile would wait for us, and we for them.
  const here = looks.has(command.kind) ? call : await atHeldDesk(call)
  if (here === undefined) return tellPublicCount(call)
  await meet(here)
  return atDesk(here, command)
}

/** What changes nothing. */
const looks: ReadonlySet<DeskCommand['kind']> = new Set(['count', 'stats', 'recent', 'find', 'log'] as const)

/** For an organiser, proved to be one. */
async function atDesk(call: DeskCall, command: DeskCommand): Promise<void> {
  switch (command.kind) {
    case 'count':
      return tellCount(call)
    case 'stats':
      return tellStats(call, command.period)
    case 'recent':
      return tellRecent(call, command.page)
    case 'find':
      return tellFound(call, command.name, command.page)
    case 'export':
      return tellExport(call, command.format)
    case 'edit':
      return call.fields === undefined
        ? editByMail(call, command.part)
        : editByForm(call, command.part, call.fields)
    case 'open':
      return openOrClose(call, { kind: 'open' })
    case 'close':
      return openOrClose(call, command)
    case 'feature':
      return curateSignatures(call, command.off ? 'unfeature' : 'feature', command.numbers)
    case 'hide':
    case 'show':
      return curateSignatures(call, command.kind, command.numbers)
    case 'remove':
      return curateSignatures(call, 'remove', command.numbers, command.reason)
    case 'approve':
      return command.numbers.length === 0
        ? showWaiting(call)
        : curateSignatures(call, 'approve', command.numbers)
    case 'organiser':
      return command.act === 'list'
        ? listOrganisers(call)
        : changeOrganisers(call, command.act, command.mailbox)
    case 'log':
      return showLog(call, command.page)
    case 'undo':
      return undo(call, command.entry)
    case 'digest':
      return setOrEndDigest(call, command.every)
    case 'sign':
    case 'unsign':
    case 'mysignatures':
    case 'help':
    case 'create':
    case 'announce':
    case 'do':
      throw new Error(`${command.kind} is no command of a desk`)
  }
}

/** Alerts reach an organiser where they were seen last. */
async function meet(call: DeskCall): Promise<void> {
  const { work, petition, account, incoming, to } = call
  await meetOrganiser(work.trx, petition.id, account, {
    channel: incoming.channel,
    language: to.language,
    ...organiserPlace(call),
  })
}

async function tellPublicCount(call: DeskCall): Promise<void> {
  const { people, organisations } = await countConfirmed(call.work.trx, call.petition.id)
  await tell(call, 'publicCount', {
    petition: petitionArgs(call.service, call.petition),
    signatures: people + organisations,
    people,
    organisations,
  })
}

async function howToSign(call: DeskCall): Promise<void> {
  const { people, organisations } = await countConfirmed(call.work.trx, call.petition.id)
  const args = {
    petition: petitionArgs(call.service, call.petition),
    signatures: people + organisations,
  }
  await tell(call, call.petition.status === 'open' ? 'howToSign' : 'closed', args)
}

/** Whoever manages a server or workspace, or, where only listed ones may, whoever organises a petition already. */
export function mayCreate(call: Call, mine: ReadonlySet<string>): boolean {
  if (call.service.create === 'listed') return mine.size > 0
  return call.incoming.manages === true || mine.size > 0
}

async function create(call: Call, mine: ReadonlySet<string>): Promise<string | undefined> {
  if (!mayCreate(call, mine)) {
    await tell(call, 'mayNotCreate', { listed: call.service.create === 'listed' })
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

/** Yes to what was shown: the very command that was kept, whoever may have changed what since. */
async function doPending(call: Call, id: string): Promise<string | undefined> {
  if (!call.proved) {
    await askSender(call)
    return undefined
  }
  const row = uuid.test(id) ? await takePendingCommand(call.work.trx, id, call.account) : undefined
  const kept = row && openPending(call.service, row)
  if (row === undefined || kept === undefined || kept.shown.kind !== 'act') {
    await tell(call, 'actIsGone', await saidBefore(call, id))
    return undefined
  }
  // The answer goes where the yes came from.
  return receiveCommand(call.service, call.work, call.to, call.incoming, {
    command: kept.command,
    agreed: id,
    proved: true,
    ...(kept.fields === undefined ? {} : { fields: kept.fields }),
  })
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
  const { incoming, language } = kept
  const to = { ...addresseeOf(service, incoming), language, authenticated: true }
  await receiveCommand(service, work, to, incoming, {
    command: kept.command,
    ...(kept.shown.kind === 'act' ? { agreed: id } : {}),
    proved: true,
    ...(kept.fields === undefined ? {} : { fields: kept.fields }),
  })
  return true
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
  const { shown, language, command } = kept
  if (shown.kind === 'act' && petition === undefined) return false
  const token = newToken()
  await addCommandToken(work.trx, sha256OfToken(token), 'command', row.id)
  const confirmUrl = `${service.publicUrl}/c/${token}`
  const here = { ...to, language, petitionId: row.petition_id }
  const answerTo: AnswerTo = { kind: 'confirm', token }
  const subject = { pendingCommandId: row.id }
  const desk = petition && deskPetition(service, petition)
  if (shown.kind === 'act' && desk !== undefined && petition !== undefined) {
    const act = await shownAgain(work.trx, petition.id, shown)
    await answer(service, work, here, 'askFirst', { ...desk, act, id: row.id, confirmUrl }, answerTo, subject)
  } else
    await answer(
      service,
      work,
      here,
      'askSender',
      { ...desk, words: command.words, confirmUrl },
      answerTo,
      subject,
    )
  return true
}

const organisersOnly: ReadonlySet<CommandName> = new Set([
  'stats',
  'recent',
  'find',
  'export',
  'edit',
  'open',
  'close',
  'feature',
  'hide',
  'show',
  'remove',
  'approve',
  'organiser',
  'log',
  'undo',
  'digest',
] as const)

async function tellHelp(call: Call, visible: NamedPetition[], mine: ReadonlySet<string>): Promise<void> {
  const organises = call.proved ? visible.filter(({ id }) => mine.has(id)) : []
  const may = (name: CommandName) => {
    if (organisersOnly.has(name)) return organises.length > 0
    if (name === 'create') return mayCreate(call, call.proved ? mine : new Set())
    if (name === 'announce')
      return !call.incoming.plainReply && (organises.length > 0 || call.incoming.manages === true)
    // In a mail one signs and unsigns in one's own words.
    return !call.incoming.plainReply || name === 'count' || name === 'help'
  }
  await tell(call, 'deskHelp', {
    commands: commandNames.filter(may),
    organises: organises.map(({ title, slug }) => ({ title, slug })),
    slash: !call.incoming.plainReply,
  })
}
