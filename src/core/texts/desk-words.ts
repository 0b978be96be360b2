/** What replies at the organiser's desk are made from. All of it is plain data: it waits sealed in a delivery. */
import type { NumberRange } from '../../db/curation.ts'
import type { Channel } from '../channel.ts'
import type { Period } from '../commands.ts'
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
  | { kind: 'undo'; entry: number; what: Undoable }

/** What is done to several signatures. */
export type ManyAct = Extract<ShownAct, { count: number }>

export type Undoable = Exclude<ShownAct['kind'], 'undo'>

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
