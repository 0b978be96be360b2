import type { SignatureRow } from '../../db/signatures.ts'
import type { SignatureLine } from '../texts/desk-args.ts'
import { withoutUndefined } from '../without-undefined.ts'

export function lineOf(row: SignatureRow): SignatureLine {
  const marks: SignatureLine['marks'] = []
  if (row.state === 'removed') marks.push('removed')
  else if (row.state === 'withdrawn') marks.push('withdrawn')
  else {
    if (row.approved_at === null) marks.push('waiting')
    if (row.hidden_at !== null) marks.push('hidden')
    if (row.checked_domain !== null) marks.push('checked')
    if (row.featured !== null) marks.push('featured')
    if (!row.listed && row.kind === 'person') marks.push('counted-only')
  }
  return withoutUndefined({
    number: row.number,
    kind: row.kind,
    name: row.name,
    signedAt: row.confirmed_at.toISOString(),
    channel: row.channel,
    marks,
    occupation: row.occupation ?? undefined,
    organisation: row.organisation ?? undefined,
    provedDomain: row.proved_domain ?? undefined,
  })
}
