/** The files of a backup that say what is in it: `manifest.json` comes first, `end.json` last. */
import { z } from 'zod'
import { ArchiveError } from './archive.ts'

const manifest = z.object({
  format: z.literal(1),
  /** The version of Undersigned. */
  version: z.string(),
  /** By the database's clock. */
  takenAt: z.iso.datetime(),
  /** The version of the server. */
  postgres: z.string(),
  /** The id of the database. */
  database: z.uuid(),
  /** The state of the schema: the migrations that were run. */
  migrations: z.array(z.string()),
  /** In the order in which they come back. */
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()) })),
})
const end = z.object({
  /** Counts of rows, by table. */
  rows: z.record(z.string(), z.number()),
})

export type Manifest = z.infer<typeof manifest>
export type BackupEnd = z.infer<typeof end>

export function tableFile(table: string): string {
  return `tables/${table}`
}

/** Undefined for another file. */
export function tableOfFile(name: string): string | undefined {
  return /^tables\/(\w+)\/\d+$/.exec(name)?.[1]
}

/** @throws ArchiveError if this version cannot read it */
export function readManifest(text: string): Manifest {
  const read = manifest.safeParse(asJson(text))
  if (!read.success)
    throw new ArchiveError('This is not a backup that this version of Undersigned can read.', {
      cause: read.error,
    })
  return read.data
}

export function readEnd(text: string): BackupEnd {
  const read = end.safeParse(asJson(text))
  if (!read.success) throw new ArchiveError('The end of this backup cannot be read.', { cause: read.error })
  return read.data
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
