/** The Postgres that the service brings itself, with the module that counts statements if it is there. */
import { join } from 'node:path'
import pg from 'pg'
import { startEmbeddedPostgres } from '../src/db/postgres/embedded-postgres.ts'
import { databaseUrl, onServer } from '../test/support/server.ts'

export interface BenchPostgres {
  /** The url of a database of this name, made on first use. */
  database(name: string): Promise<string>
  version: string
  /** The postmaster's. */
  pid: number
  /** Statements in this database so far; undefined without pg_stat_statements. */
  statements(database: string): Promise<number | undefined>
  /** The processes of Postgres that serve other databases. */
  processesOfOthers(database: string): Promise<Set<number>>
  stop(): Promise<void>
}

export async function startBenchPostgres(folder: string): Promise<BenchPostgres> {
  const dataDir = join(folder, 'data')
  const first = await startEmbeddedPostgres({ dataDir })
  const { rows } = await query(
    first.url,
    "select 1 from pg_available_extensions where name = 'pg_stat_statements'",
  )
  const counts = rows.length > 0
  if (counts) await onServer(first.url, "alter system set shared_preload_libraries = 'pg_stat_statements'")
  await first.stop()
  const postgres = await startEmbeddedPostgres({ dataDir })
  if (counts) await onServer(postgres.url, 'create extension pg_stat_statements')
  const made = new Set<string>()
  const version = (await query(postgres.url, 'show server_version')).rows[0]?.server_version
  return {
    pid: postgres.pid,
    version: String(version),
    async database(name) {
      if (!made.has(name)) await onServer(postgres.url, `create database ${name}`)
      made.add(name)
      return databaseUrl(postgres.url, name)
    },
    async statements(database) {
      if (!counts) return undefined
      const { rows } = await query(
        postgres.url,
        `select sum(calls)::float8 as calls from pg_stat_statements s join pg_database d on d.oid = s.dbid where d.datname = $1`,
        [database],
      )
      return Number(rows[0]?.calls ?? 0)
    },
    async processesOfOthers(database) {
      const { rows } = await query(postgres.url, 'select pid from pg_stat_activity where datname <> $1', [
        database,
      ])
      return new Set(rows.map(({ pid }) => Number(pid)))
    },
    stop: () => postgres.stop(),
  }
}

export async function query(url: string, text: string, values: unknown[] = []): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await client.query(text, values)
  } finally {
    await client.end()
  }
}
