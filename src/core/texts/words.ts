/** Every word the service says, one function a reply, a few files a language: a missing translation does not compile. */
import type { Channel, DetailsView, Reply } from '../channel.ts'
import type { ChatWords } from './chat-words.ts'
import type { DeskReplyTexts } from './desk-words.ts'
import type { PageWords } from './page-words.ts'

/** What the words of every reply may need. All of it ends up sealed in a delivery until it has left. */
export interface PetitionArgs {
  title: string
  text: string
  /** The public page. */
  url: string
  /** Where to write to sign it, such as `sign+demo@…`. */
  address: string
  organisedBy: string
  contact?: string
  /** Whether names are shown at all, or only the count. */
  listing: 'public' | 'count'
}
export interface ConfirmArgs {
  petition: PetitionArgs
  details: DetailsView
  confirmUrl: string
  plainReply: boolean
  /** A day, ISO 8601. */
  expiresAt: string
  /** A signature exists already and this would change what it says. */
  change: boolean
}
export interface SignedArgs {
  petition: PetitionArgs
  details: DetailsView
  number: number
  /** ISO 8601. */
  signedAt: string
  how: 'page' | 'reply' | 'account'
  channel: Channel
  waitsForApproval: boolean
  manageUrl: string
  plainReply: boolean
}
/** What became of a signature when another road led to it. */
export interface Joined {
  changed: boolean
  /** Where nothing but the occupation has changed. */
  occupation?: string
}
export interface RemovalArgs {
  petition: PetitionArgs
  act: 'withdraw' | 'erase'
  /** Told where one signs by /sign. */
  inChat?: boolean
}
export interface ListedPetition {
  title: string
  url: string
  address: string
}

/** What is said in chats, and in mail because of them. */
export interface ChatReplyTexts {
  /** In a chat: the question went to the mailbox that was given. */
  checkYourMail(args: { petition: PetitionArgs; mailbox: string; details: DetailsView }): Reply
  /** The question that goes to a mailbox given in a chat: `account` is who gave it, as the platform shows them. */
  confirmMailbox(args: ConfirmArgs & { channel: Channel; account: string }): Reply
  /** Two roads, one person: what was signed before counts, once. */
  joined(args: SignedArgs & Joined): Reply
  /** What an account signed, newest first. */
  mySignatures(args: {
    entries: {
      petition: ListedPetition
      slug: string
      details: DetailsView
      number: number
      signedAt: string
      manageUrl: string
    }[]
    waiting: ListedPetition[]
  }): Reply
  /** A form that cannot be used; `problems` are finished sentences. `form`: its id, to open it again. */
  formProblem(args: { problems: string[]; form?: string }): Reply
  announced(args: { petition: PetitionArgs }): Reply
  petitionCreated(args: { petition: PetitionArgs; slug: string }): Reply
  mayNotCreate(args: { listed: boolean }): Reply
  mayNotAnnounce(args: { petition: PetitionArgs }): Reply
  /** The card in a room. */
  card(args: {
    petition: PetitionArgs
    slug: string
    signatures: number
    goal?: number
    closed: boolean
  }): Reply
}

/** What is said everywhere. */
export interface CommonReplyTexts {
  /** The answer to a sign request: nothing recorded yet. */
  pleaseConfirm(args: ConfirmArgs): Reply
  /** Two days before a request expires. */
  reminder(args: ConfirmArgs): Reply
  /** Asked something, or wrote at length, instead of confirming: the page's link. */
  pleaseUsePage(args: ConfirmArgs): Reply
  recorded(args: SignedArgs): Reply
  alreadySigned(args: SignedArgs): Reply
  corrected(args: SignedArgs): Reply
  /** A reply to a receipt that we could not read as a wish. */
  howToManage(args: SignedArgs): Reply
  /** Somebody asked to take this mailbox's signature off; nothing happened yet. */
  confirmRemoval(
    args: RemovalArgs & { details: DetailsView; confirmUrl: string; plainReply: boolean; expiresAt: string },
  ): Reply
  removed(args: RemovalArgs): Reply
  /** An unconfirmed request was dropped as its asker wished. */
  requestDropped(args: { petition: PetitionArgs }): Reply
  nothingToRemove(args: { petition: PetitionArgs }): Reply
  needName(args: { petition: PetitionArgs }): Reply
  cannotUse(args: {
    petition: PetitionArgs
    field: 'name' | 'occupation' | 'organisation'
    problem: 'empty' | 'too-long' | 'not-a-name'
    /** In characters as a reader counts them. */
    limit: number
  }): Reply
  organisationsRefused(args: { petition: PetitionArgs }): Reply
  whichPetition(args: { petitions: ListedPetition[] }): Reply
  /** `asked` is the slug as it was written. */
  unknownPetition(args: { asked: string; petitions: ListedPetition[] }): Reply
  nothingOpen(args: Record<string, never>): Reply
  closed(args: { petition: PetitionArgs; signatures: number }): Reply
  /** What this is and how to sign, for a question or a call for help. */
  howToSign(args: { petition: PetitionArgs; signatures: number }): Reply
  publicCount(args: {
    petition: PetitionArgs
    signatures: number
    people: number
    organisations: number
  }): Reply
  /** A reply whose token is spent, expired or unknown; `petitions` are open, where it is not known which it was. */
  linkGone(args: { petition?: PetitionArgs; petitions?: ListedPetition[] }): Reply
  /** A good token, but the reply came from another mailbox than the one asked. */
  wrongMailbox(args: { petition: PetitionArgs }): Reply
}

/** One function a reply. The names are stored in sealed deliveries: renaming one needs a thought for those waiting. */
export interface ReplyTexts extends CommonReplyTexts, ChatReplyTexts, DeskReplyTexts {}

export type ReplyKind = keyof ReplyTexts
export type ReplyArgs<K extends ReplyKind> = Parameters<ReplyTexts[K]>[0]

export interface Texts {
  replies: ReplyTexts
  pages: PageWords
  chat: ChatWords
}
