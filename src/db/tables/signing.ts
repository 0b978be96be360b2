import type { Generated, GeneratedAlways } from 'kysely'
import type { ChannelName } from '../channels.ts'
import type { Bytes, BytesOrNull, Time } from './columns.ts'
import type { Listing } from './petition.ts'

export const signerKinds = ['person', 'organisation'] as const
export type SignerKind = (typeof signerKinds)[number]
export type SignatureState = 'confirmed' | 'withdrawn' | 'merged' | 'removed'
export type RequestState = 'asked' | 'confirmed' | 'refused' | 'dropped' | 'expired'
export type TokenPurpose = 'confirm' | 'manage' | 'withdraw' | 'erase' | 'command' | 'export'

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
  /** "It wasn't me" spent it, although another link of its request had confirmed. */
  refused: Generated<boolean>
  pending_command_id: string | null
}

export interface SuppressionTable {
  mailbox: Bytes
  petition_id: string | null
  reason: 'refused' | 'bounced'
  created_at: Time
  request_id: Generated<string | null>
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
