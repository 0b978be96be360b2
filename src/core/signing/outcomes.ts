/** Decisions as plain data. `write.ts` carries them out. */
import type { PetitionRow } from '../../db/petitions.ts'
import type { WaitingRequest } from '../../db/requests.ts'
import type { SignatureRow } from '../../db/signatures.ts'
import type { RevisionInContext } from '../../db/tokens.ts'
import type { Json } from '../channel.ts'
import type { Details } from '../details.ts'
import type { Charge as Charged } from '../outbound/typed-mailboxes.ts'
import type { ReplyKind } from '../texts/texts.ts'
import type { Addressee, PetitionSender } from '../turn.ts'

export type Outcome =
  | Say
  | Ask
  | TellSigned
  | Correct
  | Charge
  | Confirm
  | Contradict
  | Spend
  | Bounce
  | Heard
  | Unrefuse

/**
 * Set if nothing proves that the mailbox's owner asked. Both cases cost the same work, even if nothing is sent, because the time must not
 * tell a stranger what we know of that mailbox (decision 0057).
 */
export type Stranger = 'answered' | 'unanswered'

/** An answer that changes nothing. `say` makes it, and checks that the arguments fit the reply. */
export interface Say {
  kind: 'say'
  sender: PetitionSender
  reply: ReplyKind
  args: unknown
  /** Whether it counts against the caps. */
  capped: boolean
  stranger?: Stranger
}

/** Keeps the request and a revision of it, and asks to confirm that revision. */
export interface Ask {
  kind: 'ask'
  sender: PetitionSender
  details: Details
  reply: 'pleaseConfirm' | 'offer' | 'confirmFromPage' | 'pleaseUsePage'
  /** They have signed, and this would change their signature. */
  change: boolean
  /** Whether the person provably asked. If not, an empty reply confirms nothing. */
  vouched: boolean
  waiting: WaitingRequest | undefined
  /** A chat's waiting request that ends, because its links prove a different mailbox. */
  drops: string | undefined
  /** The mailbox to ask instead of the sender: following its link proves the mailbox and ties it to the account. */
  mail: GivenMailbox | undefined
  stranger?: Stranger
}

/** A mailbox that was given in a chat's form. */
export interface GivenMailbox {
  place: Json
  mailbox: Buffer
  address: Buffer
  domain: string
}

/** A form named a mailbox, which counts against these limits. */
export interface Charge {
  kind: 'charge'
  charges: readonly Charged[]
}

/** Says what is recorded, with a manage link of its own. */
export interface TellSigned {
  kind: 'tell-signed'
  sender: PetitionSender
  reply: 'alreadySigned' | 'howToManage'
  signature: SignatureRow
}

/** Changes a signature because its signer provably asked, and tells them. The caps do not apply. */
export interface Correct {
  kind: 'correct'
  sender: PetitionSender
  signature: SignatureRow
  details: Details
}

/** Spends the token of one revision, and records exactly that revision. */
export interface Confirm {
  kind: 'confirm'
  tokenHash: Buffer
  revision: RevisionInContext
  petition: PetitionRow
  /** The details in the page's fields when the button was pressed, if the fields were open. */
  corrected: Details | undefined
  from: RepliedFrom | undefined
  /** Mailbox first: people keep it longer than a chat account. */
  identities: readonly Buffer[]
  /** The person's signatures that count, oldest first. */
  standing: readonly SignatureRow[]
  /** The signature that the first identity withdrew earlier. */
  withdrawn: string | undefined
  /** Set if an organiser hid one of the person's signatures: the new one is hidden too. */
  hiddenAt: Date | null
}

/** The reply that confirms; without it the page's button was pressed. */
export interface RepliedFrom {
  mailbox: Buffer
  /** The same as it is spelled in `place`. */
  address: Buffer | null
  place: Addressee['place']
  provedDomain: string | undefined
}

/** "It wasn't me" was pressed a moment ago, so a machine pressed both buttons. Neither counts, and the mailbox is asked once more. */
export interface Contradict {
  kind: 'contradict'
  revision: RevisionInContext
  petition: PetitionRow
}

/** The token is spent, and nothing is recorded. */
export interface Spend {
  kind: 'spend'
  tokenHash: Buffer
}

/** A dead mailbox gets no more email, for any petition. */
export interface Bounce {
  kind: 'bounce'
  address: Buffer
}

/** A mailbox that said "it wasn't me" provably asks to sign. This takes the refusal back, so that email reaches it again. */
export interface Unrefuse {
  kind: 'unrefuse'
  mailbox: Buffer
  petitionId: string
}

/** A mailbox that provably writes is not dead. */
export interface Heard {
  kind: 'heard'
  address: Buffer
}
