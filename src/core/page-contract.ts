/**
 * The contract between core and the web pages: what a page may ask, and what it may do. Only `receive`, `confirm`, `refuse`,
 * `correct`, `list`, `withdraw` and `erase` change anything, and the pages call them for a POST only.
 */
import type { Channel, Chat, Core, DetailsView, Language, PetitionName, Reply } from './channel.ts'
import type { DetailsField, TypedProblem } from './details.ts'
import type { PageWords } from './texts/en/pages.ts'

export { errorCode } from '../db/log.ts'
export { type Accent, accentOn, ourAccent } from './accent.ts'
export type {
  Block,
  Channel,
  DetailsView,
  Language,
  Log,
  Paragraph,
  PetitionName,
  Reply,
  Run,
} from './channel.ts'
export { type DetailsField, representativeOf } from './details.ts'
export { isLanguage } from './language.ts'
export { shareLinks } from './share-links.ts'
export type { PageWords } from './texts/en/pages.ts'
export { readTypedMailbox } from './typed-mailbox.ts'

export interface PageCore extends Pick<Core, 'receive' | 'checkForm' | 'openPetitions'> {
  /** The open petitions that everybody is shown, as the home page lists them, newest first. */
  homePetitions(): Promise<HomePetition[]>
  /** Open or closed; drafts are invisible. */
  petition(slug: string): Promise<PublicPetition | undefined>
  /** Only those who let their name be shown. */
  signatories(slug: string, page: SignatoryQuery): Promise<SignatoryPage | undefined>
  /** The signatories whom the organiser wants named first, in that order; nobody who is hidden. */
  featured(slug: string): Promise<Signatory[]>
  /** The occupations to filter a list by; may be some minutes old. */
  occupations(slug: string): Promise<Occupation[]>
  /** Undefined if the petition shows the total only. */
  figures(slug: string): Promise<PublicFigures | undefined>

  /** The organiser's news, newest first. Undefined if the public sees no such petition. */
  news(slug: string, page: { limit: number; after?: string }): Promise<NewsPage | undefined>

  /** Calls `listener` when the page of a petition changes; of any petition, if none is named. Nobody waits for it. */
  onPageChange(listener: (slug: string | undefined) => void): void

  /** Every petition that the public sees, from memory. */
  publicPetitions(): PetitionName[]
  /** The picture of a shared link, a PNG of 1200 × 630; refreshed as the number grows. */
  sharePicture(slug: string): Promise<Uint8Array | undefined>

  /** A person or a program looked at a confirm link. Only the sum is kept. */
  linkFetched(slug: string, by: 'person' | 'scanner'): void

  /** The view of a confirm link. Changes nothing. */
  requestByToken(token: string): Promise<TokenView>
  /**
   * Does what a confirm link stands for: records a signature, or removes one. `typed`: the details as the page showed them in its
   * fields when the button was pressed; without it the page showed the link's own.
   */
  confirm(token: string, typed?: DetailsForm): Promise<ConfirmResult>
  /** "It wasn't me": drops the request. */
  refuse(token: string): Promise<TokenView>
  /** After a refusal: email reaches that mailbox again. Signs nothing. */
  signAfterAll(token: string): Promise<TokenView>

  /** The view of a manage link. Changes nothing. */
  signatureByToken(token: string): Promise<ManageView>
  correct(token: string, details: DetailsForm): Promise<CorrectionResult>
  /** Lists a signature that was given while only the number was shown. */
  list(token: string): Promise<ManageView>
  withdraw(token: string): Promise<ManageView>
  erase(token: string): Promise<ManageView>

  /** The file behind an export link, written as it is read. */
  exportByToken(token: string): Promise<ExportView>

  /** The words of the pages. `accept` is an Accept-Language header, or a language. */
  pageWords(accept: string | undefined): PageWords
}

export interface PublicPetition extends PetitionName {
  text: string
  /** The language of title and text, as a BCP 47 tag. */
  language: string
  status: 'open' | 'closed'
  goal?: number
  /** Whether names are shown at all, or only the count. */
  listing: 'public' | 'count'
  organisedBy: string
  /** The people or bodies it is addressed to. */
  addressee?: string
  /** Whether the page shows how the signatures came in, or the total only. */
  figures: 'public' | 'total'
  /** `#rrggbb` */
  accent?: string
  /** How to reach the organiser, if they gave it. */
  contact?: string
  openedAt?: Date
  closedAt?: Date
  closesAt?: Date
  /** An IANA name. */
  timeZone: string
  appendices: { text: string; addedAt: Date }[]
  /** New spellings since the first signature, oldest first. */
  corrections: {
    field: 'title' | 'organisedBy' | 'addressee'
    before: string
    after: string
    correctedAt: Date
  }[]
  signatures: number
  people: number
  organisations: number
  /** Whether organisations can sign. */
  takesOrganisations: boolean
  /** It stands in no list of ours: people who have its link find it. */
  unlisted?: true
}

export interface HomePetition extends PetitionName {
  text: string
  /** The language of title and text, as a BCP 47 tag. */
  language: string
  organisedBy: string
  signatures: number
}

export interface Signatory {
  /** Absent only for an organisation whose representative wants no name shown. */
  name?: string
  kind: 'person' | 'organisation'
  occupation?: string
  organisation?: string
  /** For an organisation: it confirmed from a mailbox there, and the organiser checked that the domain is theirs. */
  checkedDomain?: string
  number: number
  signedAt: Date
}

export interface SignatoryQuery {
  kind?: 'person' | 'organisation'
  /** By default the newest first. `name`: A to Z, people only. */
  order?: 'newest' | 'name'
  /** `Occupation.key` */
  occupation?: string
  /** Beginnings of words of the name, or of the organisation. The answer is one page, in the order of names. */
  find?: string
  /** `SignatoryPage.next` of the page before. */
  after?: string
  /** At most 1,000. */
  limit: number
}

export interface Occupation {
  /** The same for all its spellings. */
  key: string
  /** As most of them write it. */
  name: string
  people: number
}

export interface PublicFigures {
  /** In the petition's time zone. */
  today: number
  /** Today and the six days before. */
  week: number
  byChannel: Partial<Record<Channel, number>>
  /** Days, or weeks if it has been open for long: the total at the end of each. */
  curve: { start: Date; total: number }[]
}

/** An update of the organiser, in the Markdown of statements. Nobody signed it. */
export interface NewsItem {
  /** From 1; no number is given twice. */
  number: number
  title?: string
  text: string
  publishedAt: Date
  /** The time of the last change. */
  editedAt?: Date
}

export interface NewsPage {
  news: NewsItem[]
  /** Pass it as `after` for the next page; absent on the last page. */
  next?: string
}

export interface SignatoryPage {
  signatories: Signatory[]
  /** Pass it as `after` for the next page; absent on the last page. */
  next?: string
}

/** The values of a form, unchecked. */
export interface DetailsForm {
  /** Absent if the form does not ask: it stays as it is. */
  kind?: 'person' | 'organisation'
  name: string
  occupation: string
  organisation: string
  listed: boolean
}

/** A petition with details under it. */
interface Shown {
  petition: PublicPetition
  details: DetailsView
  language: Language
}

export type TokenView =
  /** A token that we never gave, or whose petition is gone. */
  | { kind: 'unknown' }
  | { kind: 'expired'; petition: PetitionName; language: Language }
  /** Nothing is recorded yet; pressing the button records exactly these details under this text. */
  | (Shown & {
      kind: 'asked'
      expiresAt: Date
      change: boolean
      /** The account that gave this mailbox in a chat: confirming ties it to the signature. */
      account?: { channel: Chat; name: string }
    })
  /** Nothing is removed yet; pressing the button removes it. */
  | (Shown & { kind: 'asked-removal'; act: 'withdraw' | 'erase' })
  /** Confirmed, now or before. `first`: by this link, within the last minute: a second press shows what the first one did. */
  | (Shown & {
      kind: 'signed'
      number: number
      first: boolean
      /** This press changed the details. */
      changed?: true
      waitsForApproval: boolean
      manageUrl?: string
      /** Different details were typed, too late: the signature does not have them. */
      unsaved?: true
    })
  /** Removed, now or before, at the signer's wish. */
  | { kind: 'removed'; act: 'withdraw' | 'erase'; petition: PetitionName; language: Language }
  /** Dropped by "it wasn't me", now or before. */
  | { kind: 'refused'; petition: PetitionName; language: Language; canSignAfterAll?: true }
  /** Both buttons were pressed at once: nothing is recorded, and an email asks once more. */
  | { kind: 'asked-again'; petition: PetitionName; language: Language }
  | { kind: 'closed'; petition: PublicPetition; language: Language }
  | { kind: 'taken-off'; petition: PetitionName; language: Language }
  /** A command that waits for its organiser's yes. Nothing is done yet; pressing the button does what `preview` says. */
  | { kind: 'asked-command'; preview: Reply; language: Language }
  /** The yes was given; the answer goes where the command came from. */
  | { kind: 'commanded'; language: Language }

/** `content` may be a million rows long: pipe it. Nothing is opened before its first `next()`, so it may go unused. */
export type ExportView =
  | { kind: 'unknown' }
  | { kind: 'expired' }
  /** As many PDFs as the service sets at once are being set: the link works again in a minute. */
  | { kind: 'busy' }
  | { kind: 'export'; name: string; mediaType: string; content: AsyncIterable<Uint8Array> }

export type ManageView =
  | { kind: 'unknown' }
  | (Shown & {
      kind: 'signed'
      number: number
      signedAt: Date
      how: 'page' | 'reply'
      channel: Channel
      waitsForApproval: boolean
      /** SHA-256 of the text as it was shown to the signer, hexadecimal. */
      statementHash: string
      /** The lines above the text when they signed. */
      asSigned: { title: string; organisedBy: string; addressee: string }
      /** They were promised that only the number is shown. Now names are shown, but theirs only if they agree. */
      mayBeListed: boolean
    })
  | { kind: 'withdrawn' | 'erased'; petition: PetitionName; language: Language }
  | { kind: 'taken-off'; petition: PetitionName; language: Language }

/** The typed details cannot be used. Nothing changed, and no token is spent. */
export interface InvalidDetails<View> {
  kind: 'invalid'
  field: DetailsField
  problem: TypedProblem
  /** In characters as a reader counts them. */
  limit: number
  typed: DetailsForm
  view: View
}

export type ConfirmResult = TokenView | InvalidDetails<Extract<TokenView, { kind: 'asked' }>>

export type CorrectionResult =
  | { kind: 'corrected'; view: ManageView }
  | InvalidDetails<ManageView>
  | { kind: 'gone'; view: ManageView }
