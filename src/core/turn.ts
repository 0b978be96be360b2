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

/** All that posting a reply needs. The rounds have no more than this, because they answer no event. */
export interface Posting {
  service: Service
  work: Work
  to: Addressee
  /** The petition the reply is about: a plain reply to it reaches that petition. */
  petition?: PetitionRow
  /** The caps on email do not apply: to a proved organiser, or a signer who asks whether their signature has arrived. */
  uncapped?: boolean
  /** Commands of the same email that were not run; the answer names them at its end. */
  left?: LeftCommands | undefined
}

/** All that is known of an event before the database is asked: the event, who acts, and where the answer goes. */
export interface Sender extends Pick<Posting, 'service' | 'to'> {
  incoming: Incoming
  /** Hash of the account that acts. */
  account: Buffer
  /** The language of what was written. */
  written: Language | undefined
}

/** A sender whose petition is known. `to.language` is final. */
export interface PetitionSender extends Sender {
  petition: PetitionRow
}

/** One event while it is being taken, in its transaction. */
export interface Turn extends Sender, Posting {}

export interface PetitionTurn extends Turn {
  petition: PetitionRow
}

/** Returns the turn with its petition, and with its language if one is given. */
export function atPetition<T extends Sender>(
  turn: T,
  petition: PetitionRow,
  language = turn.to.language,
): T & { petition: PetitionRow } {
  return { ...turn, petition, to: { ...turn.to, language } }
}

/** Returns the turn as authenticated: a token or an account has vouched for the person. */
export function proved<T extends Sender>(turn: T): T {
  return { ...turn, to: { ...turn.to, authenticated: true } }
}

export function about({ service, petition }: { service: Service; petition: PetitionRow }): {
  petition: PetitionArgs
} {
  return { petition: petitionArgs(service, petition) }
}
