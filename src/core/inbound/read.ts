/** Reads what an event asks for. This happens before the transaction, because the event's lane depends on it. */
import { deliveryToMailbox } from '../../db/deliveries.ts'
import type { SeenPetition } from '../../db/petitions.ts'
import { tokenOfDelivery } from '../../db/tokens.ts'
import type { Act, Incoming } from '../channel.ts'
import { isAlone } from '../commands.ts'
import { accountHash } from '../identity.ts'
import { readFormId } from '../petitions/forms.ts'
import { hashToken } from '../token.ts'
import type { Service } from '../work.ts'
import { type Answered, aboutOf } from './answered.ts'
import type { Wish } from './read-message.ts'
import type { ReadReply } from './read-reply.ts'
import { mailboxOf } from './sender.ts'

type Message = Extract<Act, { kind: 'message' }>

type Said = Pick<Message, 'subject' | 'text' | 'whole'>

/** Questions to the database. Each is asked for all events that are being read at the moment. */
export interface Lookups {
  /** The petitions that an account can see. */
  seen(account: Buffer): Promise<SeenPetition[]>
  answered(tokenHash: Buffer): Promise<Answered | undefined>
}

export type Reading =
  | Extract<Act, { kind: 'undelivered' | 'form' | 'command' }>
  | { kind: 'message'; slug: string | undefined; wish: Wish }
  /** `toCommand`: we had asked whether to run a command. `read` is undefined if the thing it answers is gone. */
  | { kind: 'answer'; tokenHash: Buffer | undefined; toCommand: boolean; read: ReadReply | undefined }
  /** A reply without its tag, to a question about a command that is no longer kept. */
  | { kind: 'answer-to-nothing' }

export async function readIncoming(service: Service, lookups: Lookups, incoming: Incoming): Promise<Reading> {
  const { act } = incoming
  switch (act.kind) {
    case 'undelivered':
    case 'form':
    case 'command':
      return act
    case 'answer':
      return readAnswer(service, lookups, incoming, { ...act, tokenHash: hashToken(act.token) })
    case 'message': {
      const answered = await readLostTag(service, lookups, incoming, act)
      if (answered !== undefined) return answered
      const account = accountHash(service.keys, incoming.channel, incoming.account)
      const { subject, text, block } = act
      const { displayName, proved = incoming.authenticated } = incoming
      const read = await service.understand({
        subject,
        text,
        block,
        displayName,
        proved,
        seen: await lookups.seen(account),
      })
      return { kind: 'message', slug: act.slug ?? read.slug, wish: read.wish }
    }
  }
}

/** Organisers' commands may take a second. They run apart, and hold up nobody who signs. */
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

async function readAnswer(
  service: Service,
  { answered, seen }: Lookups,
  incoming: Incoming,
  { tokenHash, subject, text, whole }: Said & { tokenHash: Buffer | undefined },
): Promise<Reading> {
  const found = tokenHash && (await answered(tokenHash))
  const account = accountHash(service.keys, incoming.channel, incoming.account)
  const about = found && (await aboutOf(service, found, () => seen(account)))
  const reply = { subject, text, whole, fromName: incoming.displayName }
  const read = about && (await service.understandReply({ ...reply, about }))
  return { kind: 'answer', tokenHash, toCommand: found?.token.purpose === 'command', read }
}

/** Finds the email that a reply without its tag answers, by In-Reply-To. Undefined if it answers none of our emails. */
async function readLostTag(
  service: Service,
  lookups: Lookups,
  incoming: Incoming,
  { answersDeliveries, subject, text, whole }: Message,
): Promise<Reading | undefined> {
  const { db, keys } = service
  if (answersDeliveries.length === 0) return undefined
  const mailbox = mailboxOf(keys, incoming)
  if (mailbox === null) return undefined
  const delivery = await deliveryToMailbox(db, answersDeliveries, mailbox)
  if (delivery === undefined) return undefined
  const tokenHash = await tokenOfDelivery(db, delivery)
  if (tokenHash !== undefined)
    return readAnswer(service, lookups, incoming, { tokenHash, subject, text, whole })
  if (delivery.pending_command_id === null) return undefined
  // A "yes" to a forgotten command must not sign anything.
  const about = { kind: 'command', sent: undefined, slugs: new Set<string>() } as const
  const read = await service.understandReply({ subject, text, fromName: undefined, about })
  return read.kind === 'command' && read.command === undefined ? { kind: 'answer-to-nothing' } : undefined
}
