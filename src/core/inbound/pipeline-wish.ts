/** The wishes that many people have at the same moment. The pipeline takes them together; every other event gets a turn of its own. */
import type { Act, Incoming } from '../channel.ts'
import { accountHash, domainOf, mailboxHash } from '../identity.ts'
import { readFormId } from '../petitions/forms.ts'
import type { WishToSign } from '../signing/decide-ask.ts'
import type { WishToConfirm } from '../signing/decide-confirm.ts'
import type { GivenMailbox } from '../signing/outcomes.ts'
import type { Recorded } from '../signing/write.ts'
import type { Sender } from '../turn.ts'
import { readTypedMailbox } from '../typed-mailbox.ts'
import type { Service } from '../work.ts'
import type { Reading } from './read.ts'
import type { ReadReply } from './read-reply.ts'
import { senderOf } from './sender.ts'

export type PipelineWish =
  /** `slug` names the petition. Without it, the only open one is meant. */
  | (FromEvent & { kind: 'ask'; slug: string | undefined; wish: WishToSign })
  | (FromEvent & { kind: 'reply'; tokenHash: Buffer; read: ReadReply | undefined })
  | (FromEvent & { kind: 'undelivered' } & Pick<
        Extract<Act, { kind: 'undelivered' }>,
        'deliveryId' | 'permanence'
      >)
  /** The button on a link's page. */
  | ({ kind: 'confirm' } & WishToConfirm)

export type Settled =
  | { kind: 'taken'; recorded: Recorded | undefined }
  | { kind: 'repeat' }
  /** Nothing was done. The wish needs a turn of its own. */
  | { kind: 'turn' }
  | { kind: 'over-limit' }

interface FromEvent {
  /** Hash of the event's key. */
  key: Buffer
  sender: Sender
}

/** Returns undefined if the event needs a turn of its own. */
export function pipelineWishOf(
  service: Service,
  incoming: Incoming,
  reading: Reading,
): PipelineWish | undefined {
  const event = () => ({
    key: service.keys.hash('inbox', incoming.channel, incoming.key),
    sender: senderOf(service, incoming),
  })
  switch (reading.kind) {
    case 'message': {
      const { slug, wish } = reading
      return wish.kind === 'sign'
        ? { kind: 'ask', ...event(), slug, wish: { by: 'words', ...wish } }
        : undefined
    }
    case 'form': {
      const { form, values } = reading
      const id = readFormId(form)
      if (id?.kind !== 'sign') return undefined
      const wish = { by: 'form', form, values, mail: givenMailbox(service, incoming, values) } as const
      return { kind: 'ask', ...event(), slug: id.slug, wish }
    }
    case 'answer': {
      const { tokenHash, toCommand, read } = reading
      if (tokenHash === undefined || toCommand) return undefined
      return { kind: 'reply', ...event(), tokenHash, read }
    }
    case 'undelivered':
      return { ...reading, ...event() }
    case 'command':
    case 'answer-to-nothing':
      return undefined
  }
}

/** The mailbox that a chat's form gives. Undefined if it gives none or email cannot reach it; on a page the mailbox is the sender's own. */
function givenMailbox(
  { keys, mailPlace }: Service,
  { place: writesFrom }: Incoming,
  values: Record<string, string>,
): GivenMailbox | undefined {
  if (writesFrom === null) return undefined
  const mailbox = readTypedMailbox(values.mailbox ?? '')
  const place = mailbox === undefined ? undefined : mailPlace?.(mailbox)
  if (mailbox === undefined || place === undefined) return undefined
  return {
    place,
    mailbox: mailboxHash(keys, mailbox),
    address: accountHash(keys, 'email', mailbox),
    domain: domainOf(mailbox),
  }
}
