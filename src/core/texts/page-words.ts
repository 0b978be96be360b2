import type { Channel, Chat } from '../channel.ts'
import type { Language } from '../language.ts'

/** The texts of the pages; functions if a number, a date or a name goes in. */
export interface PageWords {
  readonly language: Language
  readonly siteName: string
  number(n: number): string
  /** A day in UTC, written out. */
  day(date: Date): string
  // every page
  readonly skipToContent: string
  readonly footer: string
  /** Each under its own name. */
  readonly otherLanguages: readonly { readonly language: Language; readonly name: string }[]
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
  /** Here and in the next two, in the petition's time zone. */
  openFrom(date: Date, timeZone: string): string
  closesOn(date: Date, timeZone: string): string
  /** `undefined`: the day is not known. */
  closedOn(date: Date | undefined, timeZone: string): string
  readonly howToSignTitle: string
  /** The address to write to follows on its own line. */
  readonly howToSign: string
  readonly howToSignNext: string
  readonly writeMailButton: string
  /** The subject with which the email program opens. */
  mailSubject(title: string): string
  readonly tryHereButton: string
  signInChatTitle(chats: readonly Chat[]): string
  /** What to type follows. */
  signInChat(chat: Chat): string
  readonly signInChatNext: string
  /** Above those the organiser wants named first. It must not say that anybody checked who they are. */
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
  // a command that waits for its organiser's go-ahead
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

/** The labels of the proof, a text file. Each ends with a colon; French sets a space before it. */
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

/** The page on which a newcomer plays both sides of the email. Shown in trial mode only. */
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
  /** `why`: the answer of the mail server. */
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
