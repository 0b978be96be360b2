import type { Generated } from 'kysely'
import type { ChannelName } from '../channels.ts'
import type { Bytes, BytesOrNull, Time } from './columns.ts'

export type PetitionStatus = 'draft' | 'open' | 'closed'
/** Signers read these above the text. Once somebody has signed they are fixed, apart from corrections of spelling. */
export type FrozenField = 'title' | 'organisedBy' | 'addressee'
/** Whether the public sees names, or only how many there are. */
export type Listing = 'public' | 'count'

export interface PetitionTable {
  id: Generated<string>
  slug: string
  title: string
  statement: string
  statement_hash: Bytes
  language: string
  goal: number | null
  status: Generated<PetitionStatus>
  policy: Generated<'account' | 'email'>
  organisations: Generated<'approve' | 'accept' | 'refuse'>
  listing: Generated<Listing>
  organised_by: string
  addressee: string | null
  contact: string | null
  figures: Generated<'public' | 'total'>
  accent: string | null
  closes_at: Date | null
  opened_at: Date | null
  closed_at: Date | null
  last_number: Generated<number>
  occupations: Generated<string[]>
  time_zone: Generated<string>
  corrections: Generated<number>
  trial: Generated<boolean>
  /** False: only its communities see it, and people who have its link. */
  listed: Generated<boolean>
  created_at: Time
}

export interface PetitionCommunityTable {
  petition_id: string
  channel: ChannelName
  tenant: string
}

export interface PetitionCorrectionTable {
  petition_id: string
  number: number
  field: FrozenField
  before: string
  after: string
  corrected_at: Time
}

export interface PetitionAppendixTable {
  id: Generated<number>
  petition_id: string
  content: string
  added_at: Time
}

export interface PetitionNewsTable {
  petition_id: string
  number: number
  title: string | null
  content: string
  published_at: Time
  edited_at: Date | null
  withdrawn_at: Date | null
}

export interface OrganiserTable {
  petition_id: string
  account: Bytes
  added_at: Time
  channel: Generated<ChannelName | null>
  sealed_name: BytesOrNull
  sealed_place: BytesOrNull
  language: string | null
}
