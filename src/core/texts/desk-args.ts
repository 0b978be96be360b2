/** The arguments of replies at the organiser's desk. All of it is plain data: it waits sealed in a delivery. */
import type { CurationAct, NumberRange } from '../../db/curation.ts'
import type { Evidence } from '../../db/evidence.ts'
import type { TimeUnit } from '../../db/figures/counts.ts'
import type { DeskCounts } from '../../db/figures/desk-counts.ts'
import type { Funnel } from '../../db/figures/desk-statistics.ts'
import type { FrozenField } from '../../db/schema.ts'
import type { Channel } from '../channel.ts'
import type { Period } from '../commands.ts'
import type { PetitionArgs } from './reply-args.ts'

/** The petition a reply of the desk is about, and what it is called in commands. */
export interface DeskPetition {
  petition: PetitionArgs
  slug: string
}

/** In `byChannel`, channels that are not set up and have brought nothing are missing. */
export interface DeskCountArgs extends DeskPetition, Omit<DeskCounts, 'at' | 'fastestHourToday'> {
  signatures: number
  /** UTC, ISO 8601. */
  fastestHourToday?: { at: string; count: number }
  /** Signatures from the server or workspace that asks. */
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
  unit: TimeUnit
  overTime: { channel: Channel; points: { at: string; count: number }[] }[]
  funnel: Funnel
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
  /** Empty if the person was erased. */
  name: string
  occupation?: string
  organisation?: string
  /** ISO 8601. */
  signedAt: string
  channel: Channel
  marks: ('hidden' | 'featured' | 'waiting' | 'removed' | 'withdrawn' | 'counted-only' | 'checked')[]
  /** The domain of the mailbox that confirmed it: evidence for an organisation. */
  provedDomain?: string
}

/** How many signatures came from one email domain, or from one server or workspace. */
export interface OriginLine {
  from: 'domain' | 'community'
  name: string
  n: number
  /** For a community. */
  channel?: Channel
  /** Mailboxes there are made to be thrown away. */
  disposable: boolean
  /** How to write it in a condition. */
  condition: string
  /** If it stands out: how many are usual for one of its kind. */
  usual?: number
  /** Some of the domains inside it. */
  hosts?: string[]
}

export interface UnusualArgs extends DeskPetition {
  all: number
  unusual: OriginLine[]
  usual: OriginLine[]
  /** `hour`: ISO 8601. `largest`: the part that came from one domain or community. */
  hours: { hour: string; n: number; largest: number }[]
  evidence: { evidence: Evidence; n: number }[]
}

/** Acts that change many things, or one that matters, and are shown before they are done. */
export type ShownAct =
  | { kind: 'open' }
  /** `at`: ISO 8601; absent: now. */
  | { kind: 'close'; at?: string }
  | {
      kind: CurationAct
      count: number
      /** The first of them. */
      sample: SignatureLine[]
      /** How many were named and do not exist, or need no change. */
      without: number
      reason?: string
      /** They have changed since this organiser was shown them. */
      changed?: boolean
      /** Set once it is done: the first of them, in their order. Older entries of the log lack it. */
      numbers?: NumberRange[]
    }
  | Invalidate
  | { kind: 'organiser-add' | 'organiser-remove'; name: string }
  /** `unlisted`: how many signed for the number only, and stay unlisted although names are shown from now on. */
  | { kind: 'edit'; fields: PetitionField[]; corrections?: PetitionCorrection[]; unlisted?: number }
  /** An update for readers, in Markdown. */
  | { kind: 'news'; title?: string; text: string; number?: number }
  | { kind: 'news-edit'; title?: string; text: string; number: number }
  /** The words are there only before it is done. */
  | { kind: 'news-withdraw'; title?: string; text?: string; number: number }
  | { kind: 'create' }
  | { kind: 'undo'; entry: number; what: Undoable }

/** Removes the signatures that fit a condition. */
export interface Invalidate {
  kind: 'invalidate'
  count: number
  sample: SignatureLine[]
  without: number
  /** Absent once a person it may speak of is erased. */
  reason?: string
  /** As it can be typed again. The log does not keep the pattern of a name. */
  condition: string
  /** The last number there was when it was shown. */
  upTo: number
  /** Set if the rest of the signatures follows. */
  goesOn?: boolean
}

/** A new spelling of what signers read above the text. */
export interface PetitionCorrection {
  field: FrozenField
  before: string
  after: string
}

/** An act on several signatures. */
export type ManyAct = Extract<ShownAct, { kind: CurationAct }>

export type Undoable = Exclude<ShownAct['kind'], 'undo'>

/** Entries of the log: acts that can be undone, and exports, cards and appendices, which cannot. */
export type LoggedAct =
  | ShownAct
  /** `link`: somebody asked for one; `fetched`: somebody downloaded the file with it. */
  | { kind: 'export'; format: 'csv' | 'json' | 'pdf'; by: 'file' | 'link' | 'fetched' }
  | { kind: 'announce' }
  | { kind: 'append' }
  /** Set by the operator: shown to everybody, or not. */
  | { kind: 'list' | 'unlist' }

export type PetitionField =
  | 'title'
  | 'text'
  | 'goal'
  | 'organisedBy'
  | 'addressee'
  | 'contact'
  | 'closesAt'
  | 'policy'
  | 'organisations'
  | 'listing'
  | 'figures'
  | 'accent'
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
