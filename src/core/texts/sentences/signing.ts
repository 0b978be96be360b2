import type { RemovalArgs } from '../words.ts'
import type { Asked } from './parts.ts'

type Act = RemovalArgs['act']

/** Asking for a signature, confirming it, taking it off again. `organiser` is who collects, with a contact where there is one. */
export interface SigningSentences {
  /** `published`: names are, not only their number. */
  whoAsks(organiser: string, published: boolean): string
  /** What to write to sign; `example` follows. */
  howTo(address: string): string
  readonly example: string
  toSign(address: string): string
  toSignPetition(petition: string, address: string): string

  readonly pleaseConfirm: {
    /** `first`: the name they are greeted by, where that is no guess. */
    subject(asked: Asked, first: string | undefined): string
    opening(asked: Asked, petition: string): string
  }
  readonly reminder: {
    readonly subject: Readonly<Record<Asked, string>>
    opening(asked: Asked, petition: string, day: string): string
  }
  readonly pleaseUsePage: {
    readonly subject: Readonly<Record<Asked, string>>
    opening(asked: Asked, petition: string): string
    readonly ifYouWant: string
    question(organiser: string, contact: string): string
    program(organiser: string): string
  }
  readonly recorded: { subject(number: number): string; readonly opening: string }
  readonly alreadySigned: { readonly subject: string; readonly opening: string }
  readonly corrected: { readonly subject: string; readonly opening: string }
  readonly howToManage: {
    readonly subject: string
    readonly opening: string
    /** The words offered must be ones that `reading/` understands. */
    readonly byReply: string
    program(organiser: string, contact: boolean): string
  }
  readonly confirmRemoval: {
    readonly subject: Readonly<Record<Act, string>>
    opening(act: Act, petition: string): string
    readonly ifYouWant: { readonly byReply: string; readonly onPage: string }
    readonly button: Readonly<Record<Act, string>>
    keep(day: string): string
  }
  readonly removed: {
    readonly subject: Readonly<Record<Act, string>>
    opening(act: Act, petition: string): string
    /** `address`: absent in a chat. */
    again(address: string | undefined): string
  }
  readonly requestDropped: {
    readonly subject: string
    deleted(petition: string): string
    readonly somebodyElse: string
    collectedBy(petition: string, organiser: string): string
  }
  readonly nothingToRemove: {
    readonly subject: string
    nobody(petition: string): string
    readonly elsewhere: string
  }
  readonly needName: { readonly subject: string; opening(petition: string): string; readonly next: string }
  readonly cannotUse: { readonly subject: string; opening(petition: string, problem: string): string }
  readonly organisationsRefused: { readonly subject: string; opening(petition: string): string }
  readonly whichPetition: { readonly subject: string; opening(n: number): string }
  readonly unknownPetition: {
    readonly subject: string
    readonly opening: string
    readonly didYouMean: string
  }
  readonly nothingOpen: { readonly subject: string; readonly opening: string }
  readonly closed: { readonly subject: string; opening(petition: string, signatures: string): string }
  readonly howToSign: {
    subject(petition: string): string
    opening(petition: string, signatures: string): string
    readonly next: string
  }
  readonly publicCount: {
    subject(signatures: string): string
    readonly facts: Readonly<Record<'petition' | 'signatures' | 'people' | 'organisations', string>>
  }
  readonly linkGone: { readonly subject: string; readonly opening: string; readonly newRequest: string }
  readonly wrongMailbox: {
    readonly subject: string
    opening(petition: string): string
    instead(address: string): string
  }
}
