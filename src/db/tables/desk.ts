import type { Generated } from 'kysely'
import type { ChannelName } from '../channels.ts'
import type { Bytes, BytesOrNull, Time } from './columns.ts'
import type { SignatureState } from './signing.ts'

export interface PendingCommandTable {
  id: string
  petition_id: string | null
  channel: ChannelName
  account: Bytes
  sealed: BytesOrNull
  created_at: Time
  expires_at: Time
  done_at: Date | null
}

export interface DeskEntryTable {
  id: Generated<string>
  petition_id: string
  number: number
  at: Time
  /** Channel and account are null for the operator at the command line. */
  channel: ChannelName | null
  account: BytesOrNull
  act: string
  sealed: BytesOrNull
  sealed_before: BytesOrNull
  /** Null in older entries, which have the reason in `sealed`. */
  sealed_reason: BytesOrNull
  undone_at: Date | null
}

/** A signature as it was before an entry changed it. */
export interface DeskEntrySignatureTable {
  entry_id: string
  signature_id: string
  state: SignatureState
  hidden_at: Date | null
  featured: number | null
  approved_at: Date | null
  ended_at: Date | null
  details_at: Date | null
}

export interface InvalidationTable {
  entry_id: string
  petition_id: string
  state: 'running' | 'stopped' | 'done' | 'undoing' | 'undone'
  sealed: BytesOrNull
  up_to: number
  reached: Generated<number>
  milestones: Generated<number[]>
}

export interface MilestoneTable {
  petition_id: string
  number: number
  reached_at: Time
}

export interface DigestTable {
  petition_id: string
  account: Bytes
  channel: ChannelName
  every: 'daily' | 'weekly'
  language: string
  sealed_place: Bytes
  mailbox: BytesOrNull
  address: BytesOrNull
  next_at: Time
  since: Time
}

export interface AlertTable {
  petition_id: string
  kind: string
  subject: string
  raised_at: Time
}

export interface TallyTable {
  petition_id: string
  hour: Time
  kind: string
  subject: string
  n: number
}
