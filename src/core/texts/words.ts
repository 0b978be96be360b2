/** Every word the service says, one function a reply, one file a language: a missing translation does not compile. */
import type { Channel, Chat, DetailsView, Language, Reply } from '../channel.ts'
import type { DeskReplyTexts } from './desk-words.ts'

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
/** The words people type. They are the same in every language, since other people's instructions name them. */
export type CommandName = (typeof commandNames)[number]
export const commandNames = [
  'sign',
  'unsign',
  'mysignatures',
  'count',
  'stats',
  'recent',
  'find',
  'export',
  'create',
  'edit',
  'open',
  'close',
  'announce',
  'feature',
  'hide',
  'show',
  'remove',
  'approve',
  'organiser',
  'log',
  'undo',
  'digest',
  'help',
] as const

/** What only chats say: forms, commands, and what is said at once without a database. */
export interface ChatWords {
  readonly language: Language
  /** The commit takes longer than a moment; this answer is edited when it has happened. */
  readonly oneMoment: string
  /** The commit failed: nothing is saved. */
  readonly notSaved: string
  /** Beside a field of a form that was refused, at most 97 characters. */
  readonly notKept: string
  readonly nothingOpen: string
  readonly whichPetition: string
  readonly noSuchPetition: string
  /** A form of organisers is asked for by somebody else, whether or not there is such a petition. */
  readonly notYours: string
  /** Announcing where the service may not write. */
  readonly cannotPostHere: string
  /** The same, where all it takes is that somebody brings the service into that channel. */
  readonly notInChannel: string
  /** The workspace a command came from has not installed the app; `url` is where one does. */
  notInstalled(url: string): string
  /** Pictures and files that cannot stand in an answer only one person sees have gone to their direct messages. */
  readonly seeDirectMessages: string
  /** Descriptions of the commands and their options, at most 100 characters each. */
  readonly commands: Readonly<Record<CommandName | 'petition', string>>
  readonly options: {
    /** Names a petition. */
    readonly petition: string
    readonly period: string
    readonly page: string
    readonly name: string
    readonly format: string
    readonly part: string
    readonly when: string
    readonly numbers: string
    readonly reason: string
    readonly organiserAct: string
    readonly person: string
    readonly mailbox: string
    readonly entry: string
    readonly every: string
  }
  /** Labels at most 45 characters, hints and options 100. */
  readonly signForm: {
    title(petition: string): string
    readonly name: string
    readonly occupation: string
    forInstance(occupations: readonly string[]): string
    readonly organisation: string
    readonly organisationHint: string
    readonly way: string
    readonly myself: string
    readonly countedOnly: string
    readonly forOrganisation: string
    readonly mailbox: string
    readonly mailboxRequired: string
    readonly mailboxOptional: string
    readonly submit: string
  }
  /** An account's own page in a chat. */
  readonly home: {
    readonly open: string
    readonly sign: string
    readonly readMore: string
    readonly signed: string
    readonly nothingSigned: string
    signature(petition: string, number: number): string
    readonly withdraw: string
  }
  /** The forms that start a petition, change what it says, and who may sign it. */
  readonly petitionForm: {
    editTitle(petition: string): string
    rulesTitle(petition: string): string
    readonly languages: Readonly<Record<Language, string>>
    readonly title: string
    readonly text: string
    readonly textHint: string
    readonly textFixed: string
    readonly textTooLong: string
    readonly organisedBy: string
    readonly organisedByHint: string
    readonly goal: string
    readonly closes: string
    readonly closesHint: string
    readonly policy: string
    readonly policyAccount: string
    readonly policyEmail: string
    readonly organisations: string
    readonly organisationsApprove: string
    readonly organisationsAccept: string
    readonly organisationsRefuse: string
    readonly listing: string
    readonly listingPublic: string
    readonly listingCount: string
    readonly language: string
    readonly occupations: string
    readonly occupationsHint: string
    readonly create: string
    readonly save: string
    readonly createTitle: string
  }
  readonly problems: {
    readonly nameMissing: string
    readonly mailboxMissing: string
    readonly mailboxWrong: string
    details(
      field: 'name' | 'occupation' | 'organisation',
      problem: 'empty' | 'too-long' | 'not-a-name',
      limit: number,
    ): string
    petition(field: 'title' | 'text' | 'goal' | 'organisedBy' | 'closes' | 'other', limit: number): string
    /** In a mail anything can be written where a chat lets one choose. */
    choose(label: string, options: readonly string[]): string
    /** Somebody has signed. */
    readonly textIsFixed: string
  }
}
export type ReplyKind = keyof ReplyTexts
export type ReplyArgs<K extends ReplyKind> = Parameters<ReplyTexts[K]>[0]

/** The words of the pages. Functions where a number, a date or a name goes in. */
export interface PageWords {
  readonly language: Language
  readonly siteName: string
  number(n: number): string
  /** A day in UTC, written out. */
  day(date: Date): string
  // every page
  readonly skipToContent: string
  readonly footer: string
  /** In the language it leads to. */
  readonly otherLanguage: { readonly language: Language; readonly name: string }
  // the home page
  homeIntro(channels: readonly Channel[]): string
  readonly openPetitionsTitle: string
  readonly nothingOpen: string
  readonly trialHint: string
  readonly trialLink: string
  // the petition page
  signatures(n: number): string
  peopleCount(n: number): string
  organisationsCount(n: number): string
  ofGoal(n: number, goal: number): string
  openFrom(date: Date): string
  closesOn(date: Date): string
  /** `undefined` where the day is not known. */
  closedOn(date: Date | undefined): string
  readonly howToSignTitle: string
  /** The address to write to follows on its own line. */
  readonly howToSign: string
  readonly howToSignNext: string
  readonly writeMailButton: string
  /** The subject the mail program is opened with. */
  mailSubject(title: string): string
  readonly tryHereButton: string
  signInChatTitle(chats: readonly Chat[]): string
  /** What to type follows. */
  signInChat(chat: Chat): string
  readonly signInChatNext: string
  /** Over those the organiser wants named first. It must not say that anybody checked who they are. */
  readonly featured: string
  readonly people: string
  readonly organisations: string
  representedBy(name: string, role: string | undefined): string
  readonly noSignatoriesYet: string
  readonly nobodyListed: string
  readonly onlyTheCountIsShown: string
  readonly older: string
  readonly newest: string
  readonly signatoryPages: string
  appendix(date: Date): string
  readonly whoCollectsTitle: string
  collectedBy(organiser: string): string
  readonly contact: string
  readonly howToLeave: string
  // the confirm page
  readonly notSignedYetTitle: string
  readonly notSignedYet: string
  readonly notChangedYetTitle: string
  readonly notChangedYet: string
  readonly theText: string
  readonly willBePublished: string
  readonly willBeCountedOnly: string
  readonly representativeNotShown: string
  readonly confirmButton: string
  readonly changeButton: string
  readonly notMeButton: string
  readonly notMeHint: string
  readonly wrongDetails: string
  validUntil(date: Date): string
  readonly notTakenOffYetTitle: string
  notTakenOffYet(act: 'withdraw' | 'erase'): string
  readonly yourSignature: string
  removalButton(act: 'withdraw' | 'erase'): string
  readonly keepHint: string
  signedTitle(number: number): string
  readonly alreadySignedTitle: string
  alreadySigned(number: number): string
  readonly signed: string
  readonly receiptHint: string
  readonly waitsForApproval: string
  readonly tooLateToRefuse: string
  readonly asPublished: string
  readonly countedOnly: string
  readonly seePage: string
  readonly manage: string
  removedTitle(act: 'withdraw' | 'erase'): string
  removed(act: 'withdraw' | 'erase'): string
  readonly refusedTitle: string
  readonly refused: string
  readonly expiredTitle: string
  readonly expired: string
  readonly unknownLinkTitle: string
  readonly unknownLink: string
  readonly closedTitle: string
  readonly closedNothingRecorded: string
  // a command that waits for its organiser's word
  readonly notDoneYetTitle: string
  readonly notDoneYet: string
  readonly commandButton: string
  readonly notMyCommand: string
  readonly commandedTitle: string
  readonly commanded: string
  // the export
  readonly exportTitle: string
  readonly exportText: string
  readonly exportButton: string
  readonly exportValid: string
  readonly exportExpired: string
  // the manage page
  manageTitle(number: number): string
  signedOn(date: Date, how: 'page' | 'reply' | 'account'): string
  readonly changeTitle: string
  readonly nameLabel: string
  readonly representativeLabel: string
  readonly occupationLabel: string
  readonly roleLabel: string
  readonly organisationLabel: string
  readonly optional: string
  readonly listedLabel: string
  readonly listedRepresentativeLabel: string
  readonly saveButton: string
  readonly saved: string
  readonly notSaved: string
  problem(problem: 'empty' | 'too-long' | 'not-a-name'): string
  readonly withdrawTitle: string
  readonly withdrawText: string
  readonly withdrawButton: string
  readonly eraseTitle: string
  readonly eraseText: string
  readonly eraseButton: string
  readonly areYouSure: string
  readonly takenOffTitle: string
  readonly takenOff: string
  // the proof
  readonly proofTitle: string
  readonly proofText: string
  readonly proofButton: string
  readonly proof: ProofWords
  // any page
  readonly notFoundTitle: string
  readonly notFound: string
  readonly tooLargeTitle: string
  readonly tooLarge: string
  readonly brokenTitle: string
  readonly broken: string
  readonly backToLink: string
  readonly backToPetition: string
  readonly backHome: string
  readonly trial: TrialWords
}

/** The labels of the proof, a text file. Each ends with its colon, before which French sets a space. */
export interface ProofWords {
  heading(title: string): string
  readonly number: string
  readonly details: string
  readonly signed: string
  readonly confirmed: string
  confirmedBy(how: 'page' | 'reply' | 'account'): string
  readonly page: string
  readonly hash: string
  readonly statement: string
  readonly note: string
}

/** The page on which a newcomer plays both sides of the mail, shown in trial mode only. */
export interface TrialWords {
  readonly title: string
  readonly intro: string
  readonly composeTitle: string
  readonly from: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly sampleSubject: string
  readonly sampleText: string
  readonly sendButton: string
  readonly sent: string
  /** `why` is what the mail server answered. */
  refused(why: string): string
  readonly mailsTitle: string
  mailCount(n: number): string
  readonly noMails: string
  readonly reload: string
  readonly readHtml: string
  readonly readText: string
  readonly raw: string
  readonly replyTitle: string
  readonly replyHint: string
  readonly replyButton: string
  readonly date: string
  readonly replyTo: string
  readonly back: string
  readonly mailGone: string
  readonly notFromElsewhereTitle: string
  readonly notFromElsewhere: string
}

export interface Texts {
  replies: ReplyTexts
  pages: PageWords
  chat: ChatWords
}
