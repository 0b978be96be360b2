import type { Generated } from 'kysely'
import type { Bytes, Time } from './columns.ts'

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
