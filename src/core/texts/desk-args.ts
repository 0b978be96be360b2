/** The arguments of replies at the organiser's desk. They are plain data, because they wait sealed in a delivery. */
import type { CurationAct, NumberRange } from '../../db/curation.ts'
import type { Evidence } from '../../db/evidence.ts'
import type { TimeUnit } from '../../db/figures/counts.ts'
import type { DeskCounts } from '../../db/figures/desk-counts.ts'
import type { Funnel } from '../../db/figures/desk-statistics.ts'
import type { FrozenField } from '../../db/tables/petition.ts'
import type { Channel } from '../channel.ts'
import type { Period } from '../commands.ts'
import type { PetitionArgs } from './reply-args.ts'

/** The petition that a reply is about, and its name in commands. */
export interface DeskPetition {
  petition: PetitionArgs
  slug: string
}

/** `byChannel` lacks channels that are not set up and have brought nothing. */
export interface DeskCountArgs extends DeskPetition, Omit<DeskCounts, 'at' | 'fastestHourToday'> {
  signatures: number
  /** UTC, ISO 8601. */
  fastestHourToday?: { at: string; count: number }
  /** Signatures from the server or workspace where the command was given. */
  here?: number
}

export interface DeskStatsArgs extends DeskPetition {
  period: Period
  /** ISO 8601. */
  at: string
  signatures: number
  goal?: number
  /** Signatures of the period. */
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
  /** How many are not in `rows`. */
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

/** Signatures from one email domain, or from one server or workspace. */
export interface OriginLine {
  from: 'domain' | 'community'
  name: string
  n: number
  /** Set for a community. */
  channel?: Channel
  /** A list knows the domain as one for disposable mailboxes. */
  disposable: boolean
  /** The origin as a condition, such as `domain:example.org`. */
  condition: string
  /** Set if it stands out: the number that is usual for one of its kind. */
  usual?: number
  /** Some of its subdomains. */
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

/** Acts that the desk shows: before they are done if they matter, and afterwards. */
export type ShownAct =
  | { kind: 'open' }
  /** `at`: ISO 8601; absent: now. */
  | { kind: 'close'; at?: string }
  | {
      kind: CurationAct
      count: number
      /** The first signatures. */
      sample: SignatureLine[]
      /** How many of the named signatures do not exist, or need no change. */
      without: number
      reason?: string
      /** Set if they have changed since this organiser saw them. */
      changed?: boolean
      /** Set once it is done: the numbers of the first signatures. Older entries of the log lack it. */
      numbers?: NumberRange[]
    }
  | Invalidate
  | { kind: 'organiser-add' | 'organiser-remove'; name: string }
  /** `unlisted`: how many were promised that only the number is shown, and stay unlisted although names are shown from now on. */
  | { kind: 'edit'; fields: PetitionField[]; corrections?: PetitionCorrection[]; unlisted?: number }
  /** An update for readers, in Markdown. */
  | { kind: 'news'; title?: string; text: string; number?: number }
  | { kind: 'news-edit'; title?: string; text: string; number: number }
  /** `title` and `text` are set only before it is done. */
  | { kind: 'news-withdraw'; title?: string; text?: string; number: number }
  | { kind: 'create' }
  | { kind: 'undo'; entry: number; what: Undoable }

/** Removes the signatures that fit a condition. */
export interface Invalidate {
  kind: 'invalidate'
  count: number
  sample: SignatureLine[]
  without: number
  /** Absent once a person that it may name is erased. */
  reason?: string
  /** The condition as it is typed. The log does not keep the pattern of a name. */
  condition: string
  /** The last signature number when it was shown. */
  upTo: number
  /** Set if the rest is removed later, in parts. */
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

/** Acts in the log: those that can be undone, and exports, cards and appendices, which cannot. */
export type LoggedAct =
  | ShownAct
  /** `link`: somebody asked for one; `fetched`: somebody downloaded the file with it. */
  | { kind: 'export'; format: 'csv' | 'json' | 'pdf'; by: 'file' | 'link' | 'fetched' }
  | { kind: 'announce' }
  | { kind: 'append' }
  /** The operator lists the petition for everybody, or no longer does. */
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
