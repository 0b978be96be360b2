/** Reads what an event asks for: once, and before its transaction, because the lane it runs in depends on it. */
import { deliveryToMailbox } from '../../db/deliveries.ts'
import type { SeenPetition } from '../../db/petitions.ts'
import { tokenByHash, tokenOfDelivery } from '../../db/tokens.ts'
import type { Act, Incoming } from '../channel.ts'
import { isAlone } from '../commands.ts'
import { accountHash } from '../identity.ts'
import { readFormId } from '../petitions/forms.ts'
import { askedInWords } from '../reading/commands/asked-in-words.ts'
import { commandWritten } from '../reading/commands/command-words.ts'
import { asksToBeTold, onlyThanks } from '../reading/commands/manners.ts'
import { beginsAsCommand, commandSaid, understandCommand } from '../reading/commands/understand-command.ts'
import { isConsent, mentionsSigning } from '../reading/consent.ts'
import { fold } from '../reading/fold-text.ts'
import { linesOf } from '../reading/lines.ts'
import { isReplySubject, type Request, understandRequest } from '../reading/understand-request.ts'
import { hashToken } from '../token.ts'
import type { Service } from '../work.ts'
import { mailboxOf } from './turn-of.ts'

type Message = Extract<Act, { kind: 'message' }>

/** The wish in an email that answers no question of ours. */
export type Wish =
  | Request
  /** An organiser asked for something, in words that are no command's: they are told the commands. */
  | { kind: 'lost' }
  /** An organiser's thanks for an answer: nothing to say. */
  | { kind: 'thanks' }

type Said = Pick<Message, 'subject' | 'text' | 'whole'>

export type Reading =
  | Extract<Act, { kind: 'undelivered' | 'form' | 'command' }>
  | { kind: 'message'; slug: string | undefined; wish: Wish }
  /** `toCommand`: what we asked was whether to run a command. The words are read later, beside what was asked. */
  | ({ kind: 'answer'; tokenHash: Buffer | undefined; toCommand: boolean } & Said)
  /** A yes to a command that is forgotten, in a reply that has lost its tag. */
  | { kind: 'answer-to-nothing' }

/** `seen`: the petitions that an account can see. */
export async function readIncoming(
  service: Service,
  seen: (account: Buffer) => Promise<SeenPetition[]>,
  incoming: Incoming,
): Promise<Reading> {
  const { act } = incoming
  switch (act.kind) {
    case 'undelivered':
    case 'form':
    case 'command':
      return act
    case 'answer': {
      const { subject, text, whole } = act
      const tokenHash = hashToken(act.token)
      const token = tokenHash && (await tokenByHash(service.db, tokenHash))
      return { kind: 'answer', tokenHash, toCommand: token?.purpose === 'command', subject, text, whole }
    }
    case 'message': {
      const answered = await readLostTag(service, incoming, act)
      if (answered !== undefined) return answered
      const account = accountHash(service.keys, incoming.channel, incoming.account)
      const wish = readMessage(act, incoming, await seen(account))
      return { kind: 'message', slug: act.slug, wish }
    }
  }
}

/** Organisers' requests may take a second. They run apart, and hold up nobody who signs. */
export function isForDesk(reading: Reading): boolean {
  switch (reading.kind) {
    case 'command':
      return !isAlone(reading.command.words)
    case 'form':
      return readFormId(reading.form)?.kind !== 'sign'
    case 'message':
      return reading.wish.kind === 'command' || reading.wish.kind === 'lost'
    case 'answer':
      return reading.toCommand
    case 'answer-to-nothing':
    case 'undelivered':
      return false
  }
}

/** A reply whose address has lost its token answers the email it names in In-Reply-To. Undefined: it answers none of ours. */
async function readLostTag(
  { db, keys }: Service,
  incoming: Incoming,
  { answersDeliveries, subject, text, whole }: Message,
): Promise<Reading | undefined> {
  const mailbox = mailboxOf(keys, incoming)
  if (mailbox === null || answersDeliveries.length === 0) return undefined
  const delivery = await deliveryToMailbox(db, answersDeliveries, mailbox)
  if (delivery === undefined) return undefined
  const toCommand = delivery.pending_command_id !== null
  const tokenHash = await tokenOfDelivery(db, delivery)
  if (tokenHash !== undefined) return { kind: 'answer', tokenHash, toCommand, subject, text, whole }
  // "Yes" to a command that is forgotten is no signature.
  const another = understandCommand({ subject: '', text }) !== undefined
  return toCommand && !another ? { kind: 'answer-to-nothing' } : undefined
}

/** Pure. `seen`: a draft that is not the writer's is as unknown as a slug that never was, also in how an email is read. */
function readMessage(message: Message, incoming: Incoming, seen: SeenPetition[]): Wish {
  const { subject, text } = message
  const slugs = new Set(seen.map(({ slug }) => slug))
  const organises = seen.some(({ mine }) => mine)
  const request = understandRequest({ subject, text, fromName: incoming.displayName, slugs, organises })
  if (!organises || request.kind === 'command') return request
  if (request.kind === 'help') return commandSaid('help', slugs)
  if (isReplySubject(subject) && onlyThanks(text)) return { kind: 'thanks' }
  const asked = givesDetails(request) ? undefined : askedInWords(subject, text)
  if (asked !== undefined)
    return commandSaid([asked, ...namedIn(`${subject} ${text}`, slugs)].join(' '), slugs)
  const proved = incoming.proved ?? incoming.authenticated
  if (!proved || !isLost(request, message, slugs)) return request
  return beginsAsCommand(text, slugs) ?? { kind: 'lost' }
}

/** A name beside an occupation or an organisation: organisers sign by email too. */
function givesDetails(request: Request): boolean {
  if (request.kind !== 'sign') return false
  const { name, occupation, organisation } = request.written
  return name !== undefined && (occupation !== undefined || organisation !== undefined)
}

/** The one petition that it names. */
function namedIn(said: string, slugs: ReadonlySet<string>): string[] {
  const named = new Set(said.split(/[\s"“”«»,;:.!?()]+/).filter(word => slugs.has(word)))
  return named.size === 1 ? [...named] : []
}

const unread: ReadonlySet<Request['kind']> = new Set([
  'question',
  'unclear',
  'declines',
  'state',
  'elsewhere',
])

/** An organiser asked for something in words that are no command's, or wrote what is neither a name nor consent. */
function isLost(request: Request, { subject, text }: Message, slugs: ReadonlySet<string>): boolean {
  if (unread.has(request.kind)) return true
  if (request.kind !== 'sign') return false
  // "Approve", and nothing else.
  if (linesOf(text).some(asksToBeTold) || commandWritten(text.trim()) !== undefined) return true
  const { name, occupation, organisation } = request.written
  const isOfDesk = (word: string) => slugs.has(word) || commandWritten(word) !== undefined
  if (name !== undefined) return occupation === undefined && name.split(/\s+/).some(isOfDesk)
  const said = fold(`${subject}\n${text}`)
  return text.trim() !== '' && organisation === undefined && !mentionsSigning(said) && !isConsent(said)
}
