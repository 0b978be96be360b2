import type { ColumnType, Generated } from 'kysely'
import type { ChannelName } from '../channels.ts'
import type { Bytes, BytesOrNull, Time } from './columns.ts'

export type DeliveryState = 'waiting' | 'sent' | 'failed' | 'expired' | 'erased'

export interface InboxTable {
  key: Bytes
  channel: ChannelName
  petition_id: string | null
  seen_at: Time
}

export interface DeliveryTable {
  id: string
  channel: ChannelName
  kind: string
  petition_id: string | null
  request_id: string | null
  revision_id: string | null
  signature_id: string | null
  pending_command_id: string | null
  mailbox: BytesOrNull
  address: BytesOrNull
  capped: boolean
  proved: Generated<boolean>
  state: Generated<DeliveryState>
  attempts: Generated<number>
  error: string | null
  sealed: BytesOrNull
  created_at: Time
  expires_at: Time
  ended_at: Date | null
  due_at: Time
  claimed_until: Date | null
}

export interface ParkedTable {
  id: Generated<string>
  key: Bytes
  channel: ChannelName
  reason: string
  failures: Generated<number>
  sealed: BytesOrNull
  first_failed_at: Time
  parked_at: Date | null
  expires_at: Time
}

export interface CardTable {
  id: string
  petition_id: string
  channel: ChannelName
  room: ColumnType<unknown, string, string>
  message: ColumnType<unknown, string | null | undefined, string | null>
  shown: BytesOrNull
  next_try_at: Time
  created_at: Time
  community: string | null
}

export interface CommunityTable {
  channel: ChannelName
  tenant: string
  name: string
}

export interface InstallationTable {
  channel: ChannelName
  tenant: string
  sealed: Bytes
  installed_at: Time
}

export interface NoteTable {
  channel: ChannelName
  name: string
  value: ColumnType<unknown, string, string>
}
