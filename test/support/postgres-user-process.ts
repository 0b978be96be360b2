/**
 * A process that uses our own Postgres, for tests that kill it: `node postgres-user-process.ts DATA_DIR service|command
 * [SHARED_PROGRAMS]`. Prints one line of JSON when ready or refused; SIGTERM or a closed stdin stops it cleanly.
 */
import { EmbeddedPostgresError, startEmbeddedPostgres } from '../../src/db/postgres/embedded-postgres.ts'

const [, , dataDir = '', as, sharedPrograms] = process.argv

try {
  const postgres = await startEmbeddedPostgres({
    dataDir,
    as: as === 'command' ? 'command' : 'service',
    ...(sharedPrograms === undefined ? {} : { sharedPrograms }),
  })
  console.log(JSON.stringify({ kind: 'ready', url: postgres.url, owned: postgres.owned, pid: postgres.pid }))
  const end = async () => {
    await postgres.stop()
    process.exit(0)
  }
  process.once('SIGTERM', end)
  process.stdin.once('end', end).resume()
} catch (error) {
  console.log(
    JSON.stringify({
      kind: 'refused',
      because: error instanceof EmbeddedPostgresError ? error.kind : 'surprise',
      message: String(error),
    }),
  )
}
