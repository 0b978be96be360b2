import type { ArgumentName, CommandName } from '../commands.ts'
import type { Language } from '../language.ts'

/** Texts that only chats show: forms, commands, and answers that are given at once without the database. */
export interface ChatWords {
  readonly language: Language
  /** The commit takes longer than a moment; the answer is edited after it. */
  readonly oneMoment: string
  /** The commit failed: nothing is saved. */
  readonly notSaved: string
  /** Beside a field of a form that was refused, at most 97 characters. */
  readonly notKept: string
  readonly nothingOpen: string
  readonly whichPetition: string
  readonly noSuchPetition: string
  /** Somebody who is not an organiser asks for an organiser's form, whether or not there is such a petition. */
  readonly notYours: string
  /** Announced in a channel where the service may not write. */
  readonly cannotPostHere: string
  /** The same, if somebody only has to add the service to that channel. */
  readonly notInChannel: string
  /** The workspace that sent a command has not installed the app; `url` is where to install it. */
  notInstalled(url: string): string
  /** An answer that only one person sees cannot hold pictures and files: they were sent as direct messages. */
  readonly seeDirectMessages: string
  /** Descriptions of the commands and their arguments, at most 100 characters each. */
  readonly commands: Readonly<Record<CommandName | 'petition', string>>
  readonly options: Readonly<Record<ArgumentName, string>>
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
    /** In an email people can write anything where a chat lets them choose. */
    choose(label: string, options: readonly string[]): string
    /** Somebody has signed. */
    readonly textIsFixed: string
  }
}
