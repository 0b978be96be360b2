/** Reads what an event asks for: once, and before its transaction, because the lane it runs in depends on it. */
import { deliveryToMailbox } from '../../db/deliveries.ts'
import type { SeenPetition } from '../../db/petitions.ts'
import { tokenByHash, tokenOfDelivery } from '../../db/tokens.ts'
import type { Act, Incoming } from '../channel.ts'
import { isAlone } from '../commands.ts'
import { accountHash } from '../identity.ts'
import { readFormId } from '../petitions/forms.ts'
import { understandCommand } from '../reading/commands/understand-command.ts'
import { readyForReplies } from '../reading/first-reply.ts'
import { petitionTyped } from '../reading/understand-request.ts'
import { hashToken } from '../token.ts'
import type { Service } from '../work.ts'
import type { Wish } from './read-message.ts'
import { mailboxOf } from './turn-of.ts'

type Message = Extract<Act, { kind: 'message' }>

type Said = Pick<Message, 'subject' | 'text' | 'whole'>

export type Reading =
  | Extract<Act, { kind: 'undelivered' | 'form' | 'command' }>
  | { kind: 'message'; slug: string | undefined; wish: Wish }
  /** `toCommand`: we had asked whether to run a command. The words are read later, beside that question. */
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
      await readyForReplies()
      const { subject, text, whole } = act
      const tokenHash = hashToken(act.token)
      const token = tokenHash && (await tokenByHash(service.db, tokenHash))
      return { kind: 'answer', tokenHash, toCommand: token?.purpose === 'command', subject, text, whole }
    }
    case 'message': {
      const answered = await readLostTag(service, incoming, act)
      if (answered !== undefined) {
        await readyForReplies()
        return answered
      }
      const account = accountHash(service.keys, incoming.channel, incoming.account)
      const { subject, text } = act
      const { displayName, proved = incoming.authenticated } = incoming
      const wish = await service.understand({ subject, text, displayName, proved, seen: await seen(account) })
      return { kind: 'message', slug: act.slug ?? petitionTyped(subject, text), wish }
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
