/** The tables, for Kysely. The migrations define them; SQL names stay inside src/db. */
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'

type Time = Generated<Date>
type Bytes = ColumnType<Buffer, Uint8Array, Uint8Array>
type BytesOrNull = ColumnType<Buffer | null, Uint8Array | null | undefined, Uint8Array | null>

export type PetitionStatus = 'draft' | 'open' | 'closed'
export const signerKinds = ['person', 'organisation'] as const
export type SignerKind = (typeof signerKinds)[number]
export type SignatureState = 'confirmed' | 'withdrawn' | 'merged' | 'removed'
export type RequestState = 'asked' | 'confirmed' | 'refused' | 'dropped' | 'expired'
export type DeliveryState = 'waiting' | 'sent' | 'failed' | 'expired' | 'erased'
/** Signers read these above the text. Once somebody has signed they are fixed, apart from corrections of spelling. */
export type FrozenField = 'title' | 'organisedBy' | 'addressee'
/** Whether the public sees names, or only how many there are. */
export type Listing = 'public' | 'count'
export type TokenPurpose = 'confirm' | 'manage' | 'withdraw' | 'erase' | 'command' | 'export'
/** Maps each chat's name in the database to its name for people. A new chat begins here. */
export const chats = { discord: 'Discord', slack: 'Slack' } as const
export type ChatName = keyof typeof chats
/** The channels, in alphabetical order. */
export const channelNames: readonly ChannelName[] = [
  ...keysOf(chats),
  'email' as const,
  'web' as const,
].toSorted()
/** `web`: the form on a petition's page. */
export type ChannelName = AnsweringChannel | 'web'
/** The channels that have an adapter, which brings answers. */
export type AnsweringChannel = ChatName | 'email'
export const answeringChannels: readonly AnsweringChannel[] = [...keysOf(chats), 'email' as const]

/** The channel that brings somebody's answers. For the page it is email, to the mailbox that was given there. */
export function answersOn(channel: ChannelName): AnsweringChannel {
  return channel === 'web' ? 'email' : channel
}

export function isChat(channel: ChannelName): channel is ChatName {
  return channel in chats
}

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

export interface SignRequestTable {
  id: string
  petition_id: string
  channel: ChannelName
  account: BytesOrNull
  mailbox: BytesOrNull
  language: string
  state: Generated<RequestState>
  authenticated: boolean
  plain_reply: boolean
  sealed_place: BytesOrNull
  asked_at: Time
  expires_at: Time
  reminded_at: Date | null
  ended_at: Date | null
  forgotten_at: Date | null
  community: string | null
  mail_domain: string | null
  answered: Generated<boolean>
  asked_once_more: Generated<boolean>
  /** The signature's details before this request changed them. Kept for about a minute. */
  changed_from: unknown
}

export interface RevisionTable {
  id: string
  request_id: string
  number: number
  kind: SignerKind
  name: string
  occupation: string | null
  organisation: string | null
  listed: boolean
  statement_hash: Bytes
  proved_domain: string | null
  /** Whether the account provably asked, for instance because its platform vouched for it. */
  authenticated: boolean
  promised: Generated<Listing>
  wording: Generated<number>
  created_at: Time
}

export interface SignatureTable {
  id: string
  petition_id: string
  number: number
  state: Generated<SignatureState>
  kind: SignerKind
  name: string
  occupation: string | null
  organisation: string | null
  listed: boolean
  language: string
  channel: ChannelName
  confirmed_by: 'page' | 'reply'
  statement_hash: Bytes
  /** The domain of the mailbox that confirmed. Kept for organisations, as evidence. */
  proved_domain: string | null
  /** The same domain, once an organiser has said that it is the organisation's own. Public. */
  checked_domain: string | null
  approved_at: Date | null
  confirmed_at: Time
  details_at: Time
  ended_at: Date | null
  erased_at: Date | null
  merged_into: string | null
  community: string | null
  hidden_at: Date | null
  featured: number | null
  promised: Generated<Listing>
  wording: Generated<number>
  mail_domain: BytesOrNull
  mail_host: BytesOrNull
  sealed_mail_host: BytesOrNull
  disposable: Generated<boolean>
  /** Name, occupation and organisation, folded by the database for `find`. */
  folded: GeneratedAlways<string>
}

export interface IdentityTable {
  petition_id: string
  hash: Bytes
  signature_id: string
  rules: Generated<number>
}

export interface TokenTable {
  hash: Bytes
  purpose: TokenPurpose
  revision_id: string | null
  signature_id: string | null
  mailbox: BytesOrNull
  created_at: Time
  expires_at: Date | null
  spent_at: Date | null
  pending_command_id: string | null
}

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

export interface SuppressionTable {
  mailbox: Bytes
  petition_id: string | null
  reason: 'refused' | 'bounced'
  created_at: Time
  request_id: Generated<string | null>
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

export interface AskingLimitTable {
  name: string
  value: number
}

export interface AskingBucketTable {
  kind: string
  subject: Bytes
  full_at: Date
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

export interface NoteTable {
  channel: ChannelName
  name: string
  value: ColumnType<unknown, string, string>
}

export interface WrappedKeyTable {
  name: string
  wrapped: Bytes
  created_at: Time
}

export const ledgerKinds = [
  'erased',
  'merged',
  'withdrawn',
  'dropped',
  'refused',
  'lifted',
  'deleted',
  'milestone',
  'removed',
  'hidden',
  'private',
  'closed',
  'unlisted',
] as const
export type LedgerKind = (typeof ledgerKinds)[number]

export interface LedgerTable {
  id: Generated<number>
  at: Time
  kind: LedgerKind
  subject: string | null
  detail: string | null
}

export interface DatabaseIdentityTable {
  id: Generated<string>
}

export interface RestorationTable {
  restored_at: Time
  backup_at: Date
}

export interface LeaseTable {
  name: string
  holder: string
  expires_at: Time
}

export interface Schema {
  petition: PetitionTable
  petition_appendix: PetitionAppendixTable
  petition_correction: PetitionCorrectionTable
  petition_news: PetitionNewsTable
  sign_request: SignRequestTable
  revision: RevisionTable
  signature: SignatureTable
  identity: IdentityTable
  token: TokenTable
  inbox: InboxTable
  delivery: DeliveryTable
  suppression: SuppressionTable
  parked: ParkedTable
  asking_limit: AskingLimitTable
  asking_bucket: AskingBucketTable
  organiser: OrganiserTable
  card: CardTable
  community: CommunityTable
  petition_community: PetitionCommunityTable
  installation: InstallationTable
  pending_command: PendingCommandTable
  desk_entry: DeskEntryTable
  desk_entry_signature: DeskEntrySignatureTable
  invalidation: InvalidationTable
  milestone: MilestoneTable
  digest: DigestTable
  alert: AlertTable
  tally: TallyTable
  note: NoteTable
  wrapped_key: WrappedKeyTable
  lease: LeaseTable
  ledger: LedgerTable
  database_identity: DatabaseIdentityTable
  restoration: RestorationTable
}

function keysOf<K extends string>(record: Record<K, unknown>): K[] {
  // A literal of ours has exactly the keys of its type.
  return Object.keys(record) as K[]
}
