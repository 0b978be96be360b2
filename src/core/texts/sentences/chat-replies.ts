import type { Channel } from '../../channel.ts'
import type { Joined } from '../words.ts'
import type { Asked } from './parts.ts'

/** What is said in chats, and in an email because of them. */
export interface ChatReplySentences {
  readonly checkYourMail: {
    readonly subject: string
    opening(petition: string): string
    /** Labels the address. */
    readonly address: string
    noEmail(organiser: string): string
  }
  readonly confirmMailbox: {
    readonly subject: Readonly<Record<Asked, string>>
    /** The account's name follows. */
    somebody(channel: Channel, petition: string): string
    readonly wasItYou: string
    whoCollects(organiser: string): string
  }
  readonly joined: { readonly subject: string; opening(day: string, channel: Channel, now: Joined): string }
  readonly mySignatures: {
    readonly none: { readonly subject: string; readonly signFirst: string }
    readonly subject: string
    /** What it says follows. */
    entry(petition: string, number: number, day: string): string
    waiting(petition: string): string
    readonly yoursAlone: string
  }
  readonly form: { readonly subject: string; readonly opening: string; readonly open: string }
  readonly formProblem: { readonly subject: string; readonly again: string; readonly fillIn: string }
  readonly announced: { readonly subject: string; soon(petition: string): string }
  readonly petitionCreated: {
    readonly subject: string
    opening(petition: string, slug: string): string
    readonly itsPage: string
    byEmail(address: string): string
    announce(command: string): string
  }
  readonly notFromHere: string
  readonly mayNotCreate: Readonly<Record<'listed' | 'manages', string>>
  mayNotAnnounce(petition: string): string
  readonly card: {
    /** Beside the number of signatures. */
    goal(signatures: string, goal: number): string
    readonly closed: string
  }
}
