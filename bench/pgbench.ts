/** Measures plain transactions on this server, as a yardstick for our own figures. */
import { execFile } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'

const run = promisify(execFile)

/** Rows of pgbench's accounts: its scale 10. With 10 branches four clients rarely wait for one another. */
const SCALE = 10
export const CLIENTS = 4
const SECONDS = 10

/** Transactions a second of `pgbench -c 4 -T 10`, in an empty database. Without pgbench the same transaction over pg. */
export async function measureServer(url: string): Promise<{ how: string; perSecond: number }> {
  const program = findPgbench()
  if (program === undefined) return { how: 'its transaction over pg', perSecond: await loop(url) }
  const { hostname, port, username, password, pathname, searchParams } = new URL(url)
  const where = ['-h', searchParams.get('host') ?? hostname, '-p', port || '5432', '-U', username]
  const env = { ...process.env, PGPASSWORD: password }
  const database = pathname.slice(1)
  await run(program, [...where, '-i', '-q', '-s', String(SCALE), database], { env })
  const { stdout } = await run(
    program,
    [...where, '-c', String(CLIENTS), '-j', '2', '-T', String(SECONDS), database],
    { env },
  )
  const perSecond = Number(/^tps = ([\d.]+)/m.exec(stdout)?.[1])
  if (!(perSecond > 0)) throw new Error(`pgbench said no tps: ${stdout}`)
  return { how: 'pgbench', perSecond }
}

/** Debian keeps it out of the PATH, beside the server. */
function findPgbench(): string | undefined {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).map(version => join(debian, version, 'bin')) : []
  return [...(process.env.PATH ?? '').split(':'), ...versions]
    .map(folder => join(folder, 'pgbench'))
    .find(path => existsSync(path))
}

async function loop(url: string): Promise<number> {
  const pool = new pg.Pool({ connectionString: url, max: CLIENTS })
  try {
    await pool.query(`
      create table branch (id int primary key, balance int not null);
      create table teller (id int primary key, balance int not null);
      create table account (id int primary key, balance int not null, filler char(84) not null);
      create table history (teller int, branch int, account int, delta int, at timestamptz);
      insert into branch select n, 0 from generate_series(1, ${SCALE}) n;
      insert into teller select n, 0 from generate_series(1, ${SCALE * 10}) n;
      insert into account select n, 0, '' from generate_series(1, ${SCALE * 100_000}) n`)
    let done = 0
    const begun = performance.now()
    const until = begun + SECONDS * 1000
    await Promise.all(
      Array.from({ length: CLIENTS }, async () => {
        const client = await pool.connect()
        while (performance.now() < until) {
          await transaction(client)
          done += 1
        }
        client.release()
      }),
    )
    return done / ((performance.now() - begun) / 1000)
  } finally {
    await pool.end()
  }
}

/** TPC-B as pgbench's built-in script has it. */
async function transaction(client: pg.PoolClient): Promise<void> {
  const any = (most: number) => 1 + Math.floor(Math.random() * most)
  const [account, teller, branch, delta] = [any(SCALE * 100_000), any(SCALE * 10), any(SCALE), any(5000)]
  await client.query('begin')
  await client.query('update account set balance = balance + $1 where id = $2', [delta, account])
  await client.query('select balance from account where id = $1', [account])
  await client.query('update teller set balance = balance + $1 where id = $2', [delta, teller])
  await client.query('update branch set balance = balance + $1 where id = $2', [delta, branch])
  await client.query('insert into history values ($1, $2, $3, $4, now())', [teller, branch, account, delta])
  await client.query('commit')
}
