/** The columns in the order that docs/export.md promises. New ones go to the end; none is renamed. */
const keys = [
  'number',
  'state',
  'kind',
  'name',
  'occupation',
  'organisation',
  'listed',
  'hidden',
  'featured',
  'approved',
  'channel',
  'confirmedBy',
  'language',
  'confirmedAt',
  'provedDomain',
  'statementHash',
  'numberOnly',
  'evidence',
  'checkedDomain',
] as const

/** One line of an export. A signature that no longer counts keeps its number and state; everything else is null. */
export type ExportRow = Record<(typeof keys)[number], string | number | boolean | null>

export const exportColumns = keys.map(key => ({
  key,
  header: key.replace(/[A-Z]/g, capital => `_${capital.toLowerCase()}`),
}))
