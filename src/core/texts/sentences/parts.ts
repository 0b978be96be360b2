import type { Channel } from '../../channel.ts'

/** A request to sign, or to change a signature that stands. */
export type Asked = 'sign' | 'change'

/** What several replies say. In all sentences, `petition` is a title in its quotation marks. */
export interface PartSentences {
  quoted(title: string): string
  /** Such as `“Fair training”: nobody has signed yet.` */
  about(petition: string, sentence: string): string
  signatures(n: number): string
  people(n: number): string
  organisations(n: number): string
  /** At the end of a list. */
  andMore(n: number): string
  /** As one word of a list. */
  channel(channel: Channel): string
  /** How somebody came: `on Discord`, `by email`. */
  on(channel: Channel): string
  readonly petitionPage: string
  readonly readMore: string
  /** On the button that opens the form. */
  readonly sign: string
  collectedBy(organiser: string): string
  /** Beneath an organisation's name. */
  representedBy(name: string): string

  // a request that waits for its confirmation
  readonly willBePublished: Readonly<Record<Asked, string>>
  readonly willBeRecorded: Readonly<Record<Asked, string>>
  readonly onlyTheCount: string
  readonly countedOnly: string
  /** Labels the representative of an organisation. */
  readonly recordedNotShown: string
  /** `published`: the name will be; else it is counted only. */
  whoCollects(organiser: string, published: boolean, by: 'mailbox' | 'account'): string
  readonly toConfirm: { readonly byReply: string; readonly onPage: string }
  /** What to press. */
  readonly confirm: Readonly<Record<Asked, string>>
  readonly wrong: { byMail(address: string): string; readonly elsewhere: string }
  /** `day`: when the request is deleted. By email a “no” is an answer; elsewhere the page has a button. */
  notYou(asked: Asked, day: string, by: 'mailbox' | 'account'): string

  // a signature that stands
  readonly facts: Readonly<Record<'signatory' | 'shown' | 'signature' | 'signed' | 'petition', string>>
  signatureNumber(n: number): string
  readonly confirmed: Readonly<Record<'page' | 'reply' | 'account', string>>
  /** How it is shown, where that is not in full. */
  readonly shown: Readonly<Record<'countOnly' | 'countedOnly' | 'organisationOnly', string>>
  readonly waitsForApproval: string
  readonly see: string
  readonly manage: string
  readonly withdrawByReply: string
  yoursAlone(organiser: string): string
}
