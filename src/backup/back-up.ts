import { sql } from 'kysely'
import { copyOut, tablesToCopy } from '../db/copy-tables.ts'
import { onlyRow } from '../db/database.ts'
import { migrationsRun } from '../db/migrate.ts'
import { inOneTransaction } from '../db/one-transaction.ts'
import { writeArchive } from './archive.ts'
import { type BackupEnd, type Manifest, tableFile } from './manifest.ts'

export interface BackupOptions {
  path: string
  passphrase: string | undefined
  /** Kept in the file, which must be encrypted then. */
  secret: string | undefined
  version: string
}

/** Writes all of one moment, while the service runs. Needs the memory of a few pieces, however many rows there are. */
export function backUp(
  url: string,
  { path, passphrase, secret, version }: BackupOptions,
): Promise<Manifest & BackupEnd> {
  return inOneTransaction(url, 'reads', async ({ trx, client }) => {
    const tables = await tablesToCopy(trx)
    const moment = await onlyRow(
      trx,
      sql<{ takenAt: Date; postgres: string; database: string }>`
        select now() as "takenAt", current_setting('server_version') as postgres, (select id from database_identity) as database`,
    )
    const manifest: Manifest = {
      format: 1,
      version,
      ...moment,
      takenAt: moment.takenAt.toISOString(),
      migrations: await migrationsRun(trx),
      tables,
    }
    const rows: Record<string, number> = {}
    await writeArchive(path, passphrase, async archive => {
      await archive.file('manifest.json', JSON.stringify(manifest, null, 2))
      if (secret !== undefined && passphrase !== undefined) await archive.file('secret.txt', secret)
      for (const table of tables) {
        const copying = copyOut(client, table)
        await archive.pieces(tableFile(table.name), copying.content)
        rows[table.name] = copying.rows()
      }
      await archive.file('end.json', JSON.stringify({ rows }, null, 2))
    })
    return { ...manifest, rows }
  })
}
