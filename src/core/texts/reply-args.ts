/** The arguments of replies. They are plain data, because they wait sealed in a delivery until it has left. */
import type { Channel, DetailsView } from '../channel.ts'

/** Everything that a reply may say about a petition. */
export interface PetitionArgs extends ListedPetition {
  text: string
  organisedBy: string
  contact?: string
  /** `count`: only the number of signatures is public, no names. */
  listing: 'public' | 'count'
  /** Older deliveries lack it. */
  accent?: string
}

/** A request to sign, or to change a signature that stands. */
export type Asked = 'sign' | 'change'

export interface ConfirmArgs {
  petition: PetitionArgs
  details: DetailsView
  confirmUrl: string
  plainReply: boolean
  /** A day, ISO 8601. */
  expiresAt: string
  /** Whether they have signed already, and this would change what their signature says. */
  change: boolean
  /** False: nothing proves that they asked, and only a plain yes confirms. Older deliveries lack it. */
  vouched?: boolean
}

export interface SignedArgs {
  petition: PetitionArgs
  details: DetailsView
  /** The visibility that the signer was promised. Older deliveries lack it. */
  promised?: 'public' | 'count'
  number: number
  /** ISO 8601. */
  signedAt: string
  how: 'page' | 'reply'
  channel: Channel
  waitsForApproval: boolean
  manageUrl: string
  plainReply: boolean
}

/** The outcome for a signature whose signer has signed again another way. */
export interface Joined {
  changed: boolean
  /** Set if only the occupation has changed. */
  occupation?: string
}

export type Removal = 'withdraw' | 'erase'

export interface RemovalArgs {
  petition: PetitionArgs
  act: Removal
  /** Whether it was asked for in a chat, where people sign with /sign. */
  inChat?: boolean
}

export interface ListedPetition {
  title: string
  /** The public page. */
  url: string
  /** The address that signs it, such as `sign+demo@…`. */
  address: string
}

/** The people who can start petitions here: the operator, or anyone who manages a server. `contact`: how to reach the operator. */
export interface WhoCreates {
  by: 'operator' | 'chat'
  contact?: string
}
