/** The tables, for Kysely. The migrations define them; SQL names stay inside src/db. */
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'

type Time = ColumnType<Date, Date | undefined, Date>
type TimeOrNull = ColumnType<Date | null, Date | null | undefined, Date | null>
type Bytes = ColumnType<Buffer, Uint8Array, Uint8Array>
type BytesOrNull = ColumnType<Buffer | null, Uint8Array | null | undefined, Uint8Array | null>
type Text<T extends string = string> = ColumnType<T, T, T>
type NumberOrNull = ColumnType<number | null, number | null | undefined, number | null>
type TextOrNull = ColumnType<string | null, string | null | undefined, string | null>

export type PetitionStatus = 'draft' | 'open' | 'closed'
export const signerKinds = ['person', 'organisation'] as const
export type SignerKind = (typeof signerKinds)[number]
export type SignatureState = 'confirmed' | 'withdrawn' | 'merged' | 'removed'
export type RequestState = 'asked' | 'confirmed' | 'refused' | 'dropped' | 'expired'
export type DeliveryState = 'waiting' | 'sent' | 'failed' | 'expired' | 'erased'
export type TokenPurpose = 'confirm' | 'manage' | 'withdraw' | 'erase' | 'command' | 'export'
/** Each chat: its name in rows, and its name for people in any language. A new chat begins here. */
export const chats = { discord: 'Discord', slack: 'Slack' } as const
export type ChatName = keyof typeof chats
/** In alphabetical order. */
export const channelNames: readonly ChannelName[] = [...keysOf(chats), 'email' as const].toSorted()
export type ChannelName = ChatName | 'email'

export interface PetitionTable {
  id: Generated<string>
  slug: string
  title: string
  statement: string
  statement_hash: Bytes
  language: string
  goal: NumberOrNull
  status: ColumnType<PetitionStatus, PetitionStatus | undefined, PetitionStatus>
  policy: ColumnType<'account' | 'email', 'account' | 'email' | undefined, 'account' | 'email'>
  organisations: ColumnType<
    'approve' | 'accept' | 'refuse',
    'approve' | 'accept' | 'refuse' | undefined,
    'approve' | 'accept' | 'refuse'
  >
  listing: ColumnType<'public' | 'count', 'public' | 'count' | undefined, 'public' | 'count'>
  organised_by: string
  contact: TextOrNull
  closes_at: TimeOrNull
  opened_at: TimeOrNull
  closed_at: TimeOrNull
  last_number: Generated<number>
  occupations: ColumnType<string[], string[] | undefined, string[]>
  time_zone: ColumnType<string, string | undefined, string>
  created_at: Time
}

export interface PetitionAppendixTable {
  id: Generated<number>
  petition_id: string
  content: string
  added_at: Time
}

export interface SignRequestTable {
  id: string
  petition_id: string
  channel: Text<ChannelName>
  account: BytesOrNull
  mailbox: BytesOrNull
  language: string
  state: ColumnType<RequestState, RequestState | undefined, RequestState>
  authenticated: boolean
  plain_reply: boolean
  sealed_place: BytesOrNull
  asked_at: Time
  expires_at: Time
  reminded_at: TimeOrNull
  ended_at: TimeOrNull
  forgotten_at: TimeOrNull
  community: TextOrNull
  mail_domain: TextOrNull
  answered: ColumnType<boolean, boolean | undefined, boolean>
}

export interface RevisionTable {
  id: string
  request_id: string
  number: number
  kind: Text<SignerKind>
  name: string
  occupation: TextOrNull
  organisation: TextOrNull
  listed: boolean
  statement_hash: Bytes
  proved_domain: TextOrNull
  /** The platform vouched for the account that asked. */
  authenticated: ColumnType<boolean, boolean, boolean>
  created_at: Time
}

export interface SignatureTable {
  id: string
  petition_id: string
  number: number
  state: ColumnType<SignatureState, SignatureState | undefined, SignatureState>
  kind: Text<SignerKind>
  name: string
  occupation: TextOrNull
  organisation: TextOrNull
  listed: boolean
  language: string
  channel: Text<ChannelName>
  confirmed_by: Text<'page' | 'reply'>
  statement_hash: Bytes
  proved_domain: TextOrNull
  approved_at: TimeOrNull
  confirmed_at: Time
  details_at: Time
  ended_at: TimeOrNull
  erased_at: TimeOrNull
  merged_into: TextOrNull
  community: TextOrNull
  hidden_at: TimeOrNull
  featured: NumberOrNull
  /** Made by the database, for `find`. */
  folded: GeneratedAlways<string>
}

export interface IdentityTable {
  petition_id: string
  hash: Bytes
  signature_id: string
}

export interface TokenTable {
  hash: Bytes
  purpose: Text<TokenPurpose>
  revision_id: TextOrNull
  signature_id: TextOrNull
  mailbox: BytesOrNull
  created_at: Time
  expires_at: TimeOrNull
  spent_at: TimeOrNull
  pending_command_id: TextOrNull
}

export interface InboxTable {
  key: Bytes
  channel: Text<ChannelName>
  petition_id: TextOrNull
  seen_at: Time
}

export interface DeliveryTable {
  id: string
  channel: Text<ChannelName>
  kind: string
  petition_id: TextOrNull
  request_id: TextOrNull
  revision_id: TextOrNull
  signature_id: TextOrNull
  pending_command_id: TextOrNull
  mailbox: BytesOrNull
  address: BytesOrNull
  capped: boolean
  state: ColumnType<DeliveryState, DeliveryState | undefined, DeliveryState>
  attempts: Generated<number>
  error: TextOrNull
  sealed: BytesOrNull
  created_at: Time
  expires_at: Time
  ended_at: TimeOrNull
}

export interface SuppressionTable {
  mailbox: Bytes
  petition_id: TextOrNull
  reason: Text<'refused' | 'bounced'>
  created_at: Time
}

export interface ParkedTable {
  id: Generated<string>
  key: Bytes
  channel: Text<ChannelName>
  reason: string
  failures: Generated<number>
  sealed: BytesOrNull
  first_failed_at: Time
  parked_at: TimeOrNull
  expires_at: Time
}

export interface OrganiserTable {
  petition_id: string
  account: Bytes
  added_at: Time
  channel: ColumnType<ChannelName | null, ChannelName | null | undefined, ChannelName | null>
  sealed_name: BytesOrNull
  sealed_place: BytesOrNull
  language: TextOrNull
}

export interface CardTable {
  id: string
  petition_id: string
  channel: Text<ChannelName>
  room: ColumnType<unknown, string, string>
  message: ColumnType<unknown, string | null | undefined, string | null>
  shown: BytesOrNull
  next_try_at: Time
  created_at: Time
  community: TextOrNull
}

export interface CommunityTable {
  channel: Text<ChannelName>
  tenant: string
  name: string
}

export interface InstallationTable {
  channel: Text<ChannelName>
  tenant: string
  sealed: Bytes
  installed_at: Time
}

export interface PendingCommandTable {
  id: string
  petition_id: TextOrNull
  channel: Text<ChannelName>
  account: Bytes
  sealed: BytesOrNull
  created_at: Time
  expires_at: Time
  done_at: TimeOrNull
}

export interface DeskEntryTable {
  id: Generated<string>
  petition_id: string
  number: number
  at: Time
  /** Both null: the operator, by the command line. */
  channel: ColumnType<ChannelName | null, ChannelName | null, ChannelName | null>
  account: BytesOrNull
  act: string
  sealed: BytesOrNull
  sealed_before: BytesOrNull
  undone_at: TimeOrNull
}

/** A signature as it was before an entry changed it. */
export interface DeskEntrySignatureTable {
  entry_id: string
  signature_id: string
  state: Text<SignatureState>
  hidden_at: TimeOrNull
  featured: NumberOrNull
  approved_at: TimeOrNull
  ended_at: TimeOrNull
  details_at: TimeOrNull
}

export interface MilestoneTable {
  petition_id: string
  number: number
  reached_at: Time
}

export interface DigestTable {
  petition_id: string
  account: Bytes
  channel: Text<ChannelName>
  every: Text<'daily' | 'weekly'>
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

export interface NoteTable {
  channel: Text<ChannelName>
  name: string
  value: ColumnType<unknown, string, string>
}

export interface WrappedKeyTable {
  name: string
  wrapped: Bytes
  created_at: Time
}

export interface LeaseTable {
  name: string
  holder: string
  expires_at: Time
}

export interface Schema {
  petition: PetitionTable
  petition_appendix: PetitionAppendixTable
  sign_request: SignRequestTable
  revision: RevisionTable
  signature: SignatureTable
  identity: IdentityTable
  token: TokenTable
  inbox: InboxTable
  delivery: DeliveryTable
  suppression: SuppressionTable
  parked: ParkedTable
  organiser: OrganiserTable
  card: CardTable
  community: CommunityTable
  installation: InstallationTable
  pending_command: PendingCommandTable
  desk_entry: DeskEntryTable
  desk_entry_signature: DeskEntrySignatureTable
  milestone: MilestoneTable
  digest: DigestTable
  alert: AlertTable
  tally: TallyTable
  note: NoteTable
  wrapped_key: WrappedKeyTable
  lease: LeaseTable
}

function keysOf<K extends string>(record: Record<K, unknown>): K[] {
  // Our literals have no keys but those of their type.
  return Object.keys(record) as K[]
}
