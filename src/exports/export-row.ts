import type { Channel } from '../core/channel.ts'

/** One line of an export. A signature that no longer counts keeps its number and state; everything else is null. */
export interface ExportRow {
  number: number
  state: string
  kind: 'person' | 'organisation' | null
  name: string | null
  occupation: string | null
  organisation: string | null
  listed: boolean | null
  hidden: boolean | null
  featured: number | null
  approved: boolean | null
  channel: Channel | null
  confirmedBy: 'page' | 'reply' | null
  language: string | null
  confirmedAt: string | null
  provedDomain: string | null
  statementHash: string | null
}

/** The columns in their order, as docs/export.md promises them. New columns go to the end; none is renamed. */
export const exportColumns: readonly { header: string; key: keyof ExportRow }[] = [
  { header: 'number', key: 'number' },
  { header: 'state', key: 'state' },
  { header: 'kind', key: 'kind' },
  { header: 'name', key: 'name' },
  { header: 'occupation', key: 'occupation' },
  { header: 'organisation', key: 'organisation' },
  { header: 'listed', key: 'listed' },
  { header: 'hidden', key: 'hidden' },
  { header: 'featured', key: 'featured' },
  { header: 'approved', key: 'approved' },
  { header: 'channel', key: 'channel' },
  { header: 'confirmed_by', key: 'confirmedBy' },
  { header: 'language', key: 'language' },
  { header: 'confirmed_at', key: 'confirmedAt' },
  { header: 'proved_domain', key: 'provedDomain' },
  { header: 'statement_hash', key: 'statementHash' },
]
