/** What is said at the organiser's desk, in chats and in mails. All arguments are plain data: they are sealed in a delivery. */

import type { NumberRange } from '../../db/curation.ts'
import type { Channel, FormField, Reply } from '../channel.ts'
import type { CommandName, CommandProblem, LeftCommands, Period } from '../command-names.ts'
import type { ComposedReply } from '../picture.ts'
import type { PetitionArgs } from './words.ts'

/** The petition a reply of the desk is about, and what it is called in commands. */
export interface DeskPetition {
  petition: PetitionArgs
  slug: string
}

export interface DeskCountArgs extends DeskPetition {
  signatures: number
  people: number
  organisations: number
  /** Channels that are not set up and have brought nothing are missing. */
  byChannel: Partial<Record<Channel, number>>
  waiting: number
  waitingForApproval: number
  withdrawn: number
  removed: number
  /** Said it was not them. */
  refused: number
  today: number
  last24h: number
  lastHour: number
  /** UTC, ISO 8601. */
  fastestHourToday?: { at: string; count: number }
  /** Of the server or workspace that asks. */
  here?: number
}

export interface DeskStatsArgs extends DeskPetition {
  period: Period
  /** ISO 8601. */
  at: string
  signatures: number
  goal?: number
  /** Within the period. */
  confirmed: number
  unit: 'hour' | 'day' | 'week' | 'month'
  overTime: { channel: Channel; points: { at: string; count: number }[] }[]
  funnel: {
    asked: number
    answered: number
    fetchedByPeople: number
    fetchedByScanners: number
    confirmed: number
    /** Of those asked; `confirmed` are the period's signatures, whenever they asked. */
    askedAndConfirmed: number
    withdrawn: number
  }
  occupations: TopList
  organisations: TopList
  communities: TopList
}

export interface TopList {
  rows: { label: string; count: number }[]
  /** How many more there are than the rows show. */
  more: number
}

/** One signature as organisers see it. */
export interface SignatureLine {
  number: number
  kind: 'person' | 'organisation'
  /** Empty where the person is gone. */
  name: string
  occupation?: string
  organisation?: string
  /** ISO 8601. */
  signedAt: string
  channel: Channel
  marks: ('hidden' | 'featured' | 'waiting' | 'removed' | 'withdrawn' | 'counted-only')[]
  /** The domain its mail was proved to come from: what speaks for an organisation. */
  provedDomain?: string
}

/** What changes many things, or one that matters, and is shown before it is done. */
export type ShownAct =
  | { kind: 'open' }
  /** `at`: ISO 8601; absent: now. */
  | { kind: 'close'; at?: string }
  | {
      kind: 'feature' | 'unfeature' | 'hide' | 'show' | 'remove' | 'approve'
      count: number
      /** The first of them. */
      sample: SignatureLine[]
      /** Named, and not there or not to be changed so. */
      without: number
      reason?: string
      /** They read otherwise than when this organiser was shown them. */
      changed?: boolean
      /** Which, once it is done: the first of them, in their order. Older entries of the log do not say. */
      numbers?: NumberRange[]
    }
  | { kind: 'organiser-add' | 'organiser-remove'; name: string }
  | { kind: 'edit'; fields: PetitionField[] }
  | { kind: 'create' }
  | { kind: 'undo'; entry: number; what: Exclude<ShownAct['kind'], 'undo'> }

/** What stands in the log: what can be taken back, and what was taken away, shown or added for good. */
export type LoggedAct =
  | ShownAct
  /** `link`: one was asked for; `fetched`: the file was, by it. */
  | { kind: 'export'; format: 'csv' | 'json'; by: 'file' | 'link' | 'fetched' }
  | { kind: 'announce' }
  | { kind: 'append' }

export type PetitionField =
  | 'title'
  | 'text'
  | 'goal'
  | 'organisedBy'
  | 'contact'
  | 'closesAt'
  | 'policy'
  | 'organisations'
  | 'listing'
  | 'language'
  | 'occupations'
  | 'timeZone'

export interface LogLine {
  number: number
  at: string
  /** Absent: the operator, at the machine. */
  who?: string
  act: LoggedAct
  undone: boolean
  undoable: boolean
}

export interface DeskReplyTexts {
  deskCount(args: DeskCountArgs): Reply
  deskStats(args: DeskStatsArgs): ComposedReply
  /** `page` counts from 1; `more`: there is another. */
  recentSignatures(args: DeskPetition & { lines: SignatureLine[]; page: number; more: boolean }): Reply
  foundSignatures(
    args: DeskPetition & {
      name: string
      lines: SignatureLine[]
      total: number
      page: number
      more: boolean
      /** Nobody is found, and the first word is no petition's, but may have been meant as one: as `slug`. */
      otherwise?: { word: string; rest: string; slug?: string }
    },
  ): Reply
  /** `url` leads to the same, where the file cannot be sent. `expiresAt`: ISO 8601. */
  exportFile(
    args: DeskPetition & {
      petitionId: string
      format: 'csv' | 'json'
      rows: number
      name: string
      url: string
      expiresAt: string
    },
  ): ComposedReply
  exportLink(
    args: DeskPetition & { format: 'csv' | 'json'; rows: number; url: string; expiresAt: string },
  ): Reply
  /** Nothing is done yet. `id` goes into the command that does it; `confirmUrl` where a mail asks. */
  askFirst(args: DeskPetition & { act: ShownAct; id: string; confirmUrl?: string }): Reply
  /** A mail that proves nothing gave a command; this goes to the mailbox it named. */
  askSender(args: Partial<DeskPetition> & { words: string; confirmUrl: string }): Reply
  /** It is done. `entry`: its number in the log, where it can be undone. */
  deskDone(args: DeskPetition & { act: ShownAct; entry?: number }): Reply
  /**
   * Nothing was to be done: none of the signatures named is there, or all are so already. `since`: a yes was said to them, and what
   * was shown has changed.
   */
  nothingToDo(args: DeskPetition & { act: ShownAct['kind']; since?: boolean }): Reply
  /** It waited too long. `slug`: or they said yes to it before, at this petition's desk. */
  actIsGone(args: { slug?: string }): Reply
  /** A card can be posted in a room only. */
  noRoomHere(args: DeskPetition): Reply
  /** A draft has no card yet. */
  notOpenYet(args: DeskPetition): Reply
  waitingOrganisations(args: DeskPetition & { lines: SignatureLine[]; more: number }): Reply
  organisers(
    args: DeskPetition & {
      organisers: { name?: string; channel?: Channel; addedAt: string; you: boolean }[]
    },
  ): Reply
  /** A petition keeps at least one organiser. */
  lastOrganiser(args: DeskPetition): Reply
  deskLog(args: DeskPetition & { lines: LogLine[]; page: number; more: boolean }): Reply
  /** It is nothing that can be taken back, too old, undone already, or what it changed has changed since. */
  cannotUndo(
    args: DeskPetition & { entry: number; why: 'unknown' | 'final' | 'old' | 'undone' | 'changed' },
  ): Reply
  /** `next`: ISO 8601. */
  digestSet(args: DeskPetition & { every: 'daily' | 'weekly' | 'off'; next?: string }): Reply
  deskHelp(args: {
    /** What this account may do, in the order it is shown. */
    commands: CommandName[]
    /** What it organises. */
    organises: { title: string; slug: string }[]
    /** By mail commands are written without a slash. */
    slash: boolean
    /** What was written could not be read. */
    lost?: boolean
  }): Reply
  /** Beneath the answer to the command that was taken. */
  leftCommands(args: LeftCommands): Reply
  /** `id`: what was meant is kept under it, with whom it mentions. */
  unknownCommand(args: {
    word: string
    meant?: CommandName
    rest?: string
    id?: string
    slash: boolean
  }): Reply
  commandProblem(args: { name: CommandName; problem: CommandProblem; slug?: string; slash: boolean }): Reply
  /**
   * In chats, and in mails to organisers. `words` is the command without a petition. `asked`: there is none of that name; `near`:
   * `petitions` are those it may have meant. `more`: how many there are beside them.
   */
  whichPetitionFor(args: {
    asked?: string
    near?: boolean
    words: string
    /** They are kept under it, with whom they mention. */
    id?: string
    more?: number
    petitions: { title: string; slug: string }[]
  }): Reply
  /** A form as a mail shows it: lines to fill in and send back under the command. */
  formByMail(args: { command: string; title: string; fields: FormField[]; problems: string[] }): Reply
  /** The organiser took the signature off, and the signer asks. */
  takenOff(args: { petition: PetitionArgs }): Reply
  /** In a room with the card. `here`: signatures that came from there; `goal`: it is the goal that was reached. */
  milestone(
    args: DeskPetition & {
      number: number
      goal: boolean
      here?: number
      stats?: DeskStatsArgs
    },
  ): ComposedReply
  digest(args: {
    every: 'daily' | 'weekly'
    count: DeskCountArgs
    stats: DeskStatsArgs
    /** By how much the count has grown in the time it tells of. */
    gained: number
    /** Where that is longer than a day or a week: since when, ISO 8601. */
    since?: string
    /** The petition is closed: no other comes. */
    last?: true
  }): ComposedReply
  alert(
    args: DeskPetition & {
      what: /**
       * `usually`: an hour; or what part of those who asked confirmed within an hour. On a petition's first day nothing is usual:
       * `elsewhere` is what came from all other places in that hour.
       */
        | {
            kind: 'burst'
            from: 'domain' | 'community'
            subject: string
            /** Of a community: two may have one name. */
            channel?: Channel
            count: number
            usually?: number
            elsewhere?: number
          }
        | { kind: 'confirmations-fall'; domain: string; asked: number; confirmed: number; usually: number }
    },
  ): Reply
}
