import type { PetitionRow } from '../db/petitions.ts'
import type { Channel, Incoming, Json } from './channel.ts'
import type { LeftCommands } from './commands.ts'
import type { Language } from './language.ts'
import { petitionArgs } from './petitions/public-petition.ts'
import type { PetitionArgs } from './texts/reply-args.ts'
import type { Service, Work } from './work.ts'

export interface Addressee {
  channel: Channel
  place: Json
  language: Language
  /** HMAC of the mailbox it goes to, the same for all its spellings; null in a chat. */
  mailbox: Buffer | null
  /** HMAC of the mailbox as it is spelled in `place`; null in a chat. */
  address: Buffer | null
  /** Whether the platform vouched for the person who asked. */
  authenticated: boolean
}

/** All that posting a reply needs. The rounds, which answer nobody, have just this. */
export interface Posting {
  service: Service
  work: Work
  to: Addressee
  /** The petition the reply is about: a plain reply to it reaches that petition. */
  petition?: PetitionRow
  /** The caps on email do not hold: a proved organiser, or a signer who asks what has become of their signature. */
  uncapped?: boolean
  /** Commands of the same email that are not run: named below the answer. */
  left?: LeftCommands | undefined
}

/** What happened, and where the answer goes: all that is known of an event before the database is asked. */
export interface Sender extends Pick<Posting, 'service' | 'to'> {
  incoming: Incoming
  /** Hash of the account that acts. */
  account: Buffer
  /** The language of what was written. */
  written: Language | undefined
}

/** A sender whose petition is known; `to.language` is set by then. */
export interface PetitionSender extends Sender {
  petition: PetitionRow
}

/** One event while it is being taken, in its transaction. */
export interface Turn extends Sender, Posting {}

export interface PetitionTurn extends Turn {
  petition: PetitionRow
}

/** The same once the petition is known. The language stays, unless another is given. */
export function atPetition<T extends Sender>(
  turn: T,
  petition: PetitionRow,
  language = turn.to.language,
): T & { petition: PetitionRow } {
  return { ...turn, petition, to: { ...turn.to, language } }
}

/** The same, once a token or an account has vouched for the person. */
export function proved<T extends Sender>(turn: T): T {
  return { ...turn, to: { ...turn.to, authenticated: true } }
}

export function about({ service, petition }: { service: Service; petition: PetitionRow }): {
  petition: PetitionArgs
} {
  return { petition: petitionArgs(service, petition) }
}
