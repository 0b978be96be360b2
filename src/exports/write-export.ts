import { stringify } from 'csv-stringify/sync'
import { type ExportRow, exportColumns } from './export-row.ts'
import { safeCell } from './safe-cell.ts'

export type { ExportRow } from './export-row.ts'

/** Rows written at a time. No more are in memory, however long the export is. */
const AT_ONCE = 500

/**
 * Yields the file piece by piece while the rows are read.
 * - `csv`: UTF-8 with a byte order mark, because Excel assumes another encoding without it; RFC 4180 with commas; safe to open
 *   in a spreadsheet.
 * - `json`: an array with one object on each line, texts exactly as they are.
 */
export async function* writeExport(
  format: 'csv' | 'json',
  rows: AsyncIterable<ExportRow>,
): AsyncGenerator<Uint8Array> {
  const write = writers[format]()
  yield Buffer.from(write.begin)
  let waiting: ExportRow[] = []
  for await (const row of rows) {
    waiting.push(row)
    if (waiting.length < AT_ONCE) continue
    yield Buffer.from(write.rows(waiting))
    waiting = []
  }
  if (waiting.length > 0) yield Buffer.from(write.rows(waiting))
  yield Buffer.from(write.end())
}

interface Writer {
  begin: string
  rows(rows: ExportRow[]): string
  end(): string
}

const writers: Record<'csv' | 'json', () => Writer> = { csv: csvWriter, json: jsonWriter }

function csvWriter(): Writer {
  return {
    begin: `\uFEFF${csvLines([exportColumns.map(({ header }) => header)])}`,
    rows: rows => csvLines(rows.map(row => exportColumns.map(({ key }) => cell(row[key])))),
    end: () => '',
  }
}

function csvLines(lines: string[][]): string {
  return stringify(lines, { record_delimiter: '\r\n' })
}

function cell(value: string | number | boolean | null): string {
  return value === null ? '' : safeCell(String(value))
}

function jsonWriter(): Writer {
  let written = 0
  return {
    begin: '[',
    rows: rows =>
      rows
        .map(row => {
          const named = exportColumns.map(({ header, key }) => [header, row[key]])
          return `${written++ === 0 ? '\n' : ',\n'}${JSON.stringify(Object.fromEntries(named))}`
        })
        .join(''),
    end: () => (written === 0 ? ']\n' : '\n]\n'),
  }
}
