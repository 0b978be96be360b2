import type { CommandName } from '../command-names.ts'
import type { Language } from '../language.ts'

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
    closesHint(timeZone: string): string
    /** In an email only: a chat's form has no sixth field. */
    readonly timeZone: string
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
    petition(
      field: 'title' | 'text' | 'goal' | 'organisedBy' | 'closes' | 'timeZone' | 'other',
      limit: number,
    ): string
    /** In a mail anything can be written where a chat lets one choose. */
    choose(label: string, options: readonly string[]): string
    /** Somebody has signed. */
    readonly textIsFixed: string
  }
}
