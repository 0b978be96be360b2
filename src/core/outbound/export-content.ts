import { everySignature } from '../../db/desk-signatures.ts'
import type { Service } from '../work.ts'

export type ExportFormat = 'csv' | 'json' | 'pdf'

export const mediaTypes = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
  pdf: 'application/pdf',
} as const

export function exportContent(
  service: Service,
  petitionId: string,
  format: 'csv' | 'json',
): AsyncIterable<Uint8Array> {
  return service.writeExport(format, everySignature(service.reads.db(), petitionId))
}
