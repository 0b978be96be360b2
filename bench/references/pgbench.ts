/** Plain transactions on the same server, by Postgres's own pgbench. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { onServer } from '../../test/support/server.ts'
import { findProgram } from './installed.ts'

const run = promisify(execFile)

/** Rows that are updated, so that clients rarely wait for one another. */
const ROWS = 100_000

const scripts = {
  insert: `insert into bench_written (words) values ('a line of a few words, as a name and an occupation are')`,
  update: `\\set id random(1, ${ROWS})\nupdate bench_row set n = n + 1 where id = :id`,
}

export const howToInstall =
  'pgbench is not installed: apt-get install postgresql-contrib, or put it in the PATH'

/** Prepares an empty database. Undefined if pgbench is not installed. */
export async function openPgbench(
  url: string,
): Promise<
  ((script: keyof typeof scripts, clients: number, seconds: number) => Promise<number>) | undefined
> {
  const program = findProgram('pgbench')
  if (program === undefined) return undefined
  await onServer(
    url,
    `create table if not exists bench_written (id bigint generated always as identity primary key, words text not null);
     create table if not exists bench_row as select n as id, 0 as n from generate_series(1, ${ROWS}) n;
     create unique index if not exists bench_row_id on bench_row (id)`,
  )
  const { hostname, port, username, password, pathname, searchParams } = new URL(url)
  const where = ['-h', searchParams.get('host') ?? hostname, '-p', port || '5432', '-U', username]
  return async (script, clients, seconds) => {
    const folder = await mkdtemp(join(tmpdir(), 'undersigned-pgbench-'))
    try {
      const file = join(folder, 'script.sql')
      await writeFile(file, `${scripts[script]};\n`)
      const { stdout } = await run(
        program,
        [
          ...where,
          '-n',
          '-f',
          file,
          '-c',
          String(clients),
          '-j',
          '2',
          '-T',
          String(seconds),
          pathname.slice(1),
        ],
        { env: { ...process.env, PGPASSWORD: password } },
      )
      const perSecond = Number(/^tps = ([\d.]+)/m.exec(stdout)?.[1])
      if (!(perSecond > 0)) throw new Error(`pgbench said no tps: ${stdout}`)
      return perSecond
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
}
