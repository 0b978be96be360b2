/** A real streaming standby: a second Postgres that follows a first one. */
import { execFile } from 'node:child_process'
import { appendFile, chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/db/postgres/embedded-postgres.ts'
import { onServer } from './server.ts'

export interface FollowedPostgres {
  primary: EmbeddedPostgres
  standby: EmbeddedPostgres
  /** The standby takes no more of what it is sent, until it goes on. */
  halt(): Promise<void>
  goOn(): Promise<void>
  close(): Promise<void>
}

/** A cluster that was stopped cleanly is a base backup: its copy starts as a standby. */
export async function startFollowedPostgres(): Promise<FollowedPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'standby-'))
  // As root, Postgres runs as another user, who must be able to enter the folder.
  await chmod(folder, 0o711)
  const [first, second] = [join(folder, 'first'), join(folder, 'second')]
  await (await startEmbeddedPostgres({ dataDir: first })).stop()
  // With its owners, which Node's `cp` does not keep.
  await promisify(execFile)('cp', ['-a', first, second])
  const primary = await startEmbeddedPostgres({ dataDir: first })
  const { searchParams, port, username } = new URL(primary.url)
  const from = `host=${searchParams.get('host')} port=${port || '5432'} user=${username}`
  await writeFile(join(second, 'cluster', 'standby.signal'), '')
  await appendFile(join(second, 'cluster', 'postgresql.auto.conf'), `primary_conninfo = '${from}'\n`)
  const standby = await startEmbeddedPostgres({ dataDir: second })
  return {
    primary,
    standby,
    halt: () => onServer(standby.url, 'select pg_wal_replay_pause()'),
    goOn: () => onServer(standby.url, 'select pg_wal_replay_resume()'),
    async close() {
      await standby.stop()
      await primary.stop()
      await rm(folder, { recursive: true })
    },
  }
}
