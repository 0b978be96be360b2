import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/db/postgres/embedded-postgres.ts'
import { canReach, findPostgresPackage } from '../../src/db/postgres/postgres-binaries.ts'
import { isAlive } from '../../src/db/postgres/postgres-folder.ts'
import { until } from '../support/patience.ts'
import { gone, kill, query, stopCleanly } from './postmasters.ts'

const PROCESS = fileURLToPath(new URL('../support/postgres-user-process.ts', import.meta.url))
const IS_ROOT = process.getuid?.() === 0
const NOBODY = { uid: 65_534, gid: 65_534 }
const NOBODY_CAN_RUN_US =
  IS_ROOT && (await canReach(fileURLToPath(new URL('../../src', import.meta.url)), NOBODY))

let folder: string
let dataDir: string
let children: ChildProcess[]
let started: EmbeddedPostgres[]
/** All postmasters, so that a test that fails half way leaves none running. */
let postmasters: number[]

/** A folder with a cluster: making one takes a second, and only some tests are about that. */
let used: string

beforeAll(async () => {
  used = await mkdtemp(join(tmpdir(), 'undersigned-used-'))
  await chmod(used, 0o711)
  const postgres = await startEmbeddedPostgres({ dataDir: join(used, 'data') })
  await postgres.stop()
})
afterAll(() => rm(used, { recursive: true, force: true, maxRetries: 5 }))

/** Gives the test a folder that was used before. */
async function usedBefore(): Promise<void> {
  // `cp -a` keeps owners and modes, which fs.cp does not.
  await once(spawn('cp', ['-a', join(used, 'data'), dataDir]), 'exit')
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'undersigned-'))
  await chmod(folder, 0o711)
  dataDir = join(folder, 'data')
  children = []
  started = []
  postmasters = []
})

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  for (const postgres of started) await postgres.stop()
  for (const pid of postmasters) await kill(pid)
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

type Answer =
  | { kind: 'ready'; url: string; owned: boolean; pid: number }
  | { kind: 'refused'; because: string; message: string }

/** Another process that uses the folder. */
async function startProcess(
  as: 'service' | 'command',
  options: { user?: typeof NOBODY; sharedPrograms?: string } = {},
): Promise<{ child: ChildProcess; answer: Answer }> {
  const child = spawn(
    process.execPath,
    [PROCESS, dataDir, as, ...(options.sharedPrograms ? [options.sharedPrograms] : [])],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
      ...options.user,
    },
  )
  children.push(child)
  if (child.stdout === null) throw new Error('no stdout')
  const [line] = await once(createInterface(child.stdout), 'line')
  const answer: Answer = JSON.parse(String(line))
  if (answer.kind === 'ready') postmasters.push(answer.pid)
  return { child, answer }
}

async function startHere(
  options: { as?: 'service' | 'command'; sharedPrograms?: string } = {},
): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ dataDir, ...options })
  started.push(postgres)
  postmasters.push(postgres.pid)
  return postgres
}

function ready(answer: Answer): Extract<Answer, { kind: 'ready' }> {
  if (answer.kind !== 'ready') throw new Error(answer.message)
  return answer
}

describe('startEmbeddedPostgres', () => {
  test('makes a closed folder and a durable UTF-8 cluster on a socket, and stops what it started', async () => {
    const postgres = await startHere()
    expect(postgres.owned).toBe(true)
    const [row] = await query(
      postgres.url,
      `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit, current_setting('listen_addresses') as tcp,
        current_database() as database, pg_encoding_to_char(encoding) as encoding, datlocprovider as provider, datlocale as locale
        from pg_database where datname = current_database()`,
    )
    expect(row).toEqual({
      fsync: 'on',
      commit: 'on',
      tcp: '',
      database: 'undersigned',
      encoding: 'UTF8',
      provider: 'b',
      locale: 'C.UTF-8',
    })
    // As root, the group of the unprivileged user can walk through, but nothing else.
    expect((await stat(dataDir)).mode & 0o777).toBe(IS_ROOT ? 0o710 : 0o700)
    for (const name of ['cluster', 'socket'])
      expect((await stat(join(dataDir, name))).mode & 0o777).toBe(0o700)
    await postgres.stop()
    await gone(postgres.pid)
    expect((await readdir(join(dataDir, 'socket'))).length).toBe(0)
    // Twice is fine.
    await postgres.stop()
  })

  test('keeps rows and names in errors out of its log', async () => {
    await usedBefore()
    const postgres = await startHere()
    await query(postgres.url, 'create table t (mailbox text unique)')
    await query(postgres.url, "insert into t values ('ada@example.org')")
    await expect(query(postgres.url, "insert into t values ('ada@example.org')")).rejects.toThrow('duplicate')
    await expect(query(postgres.url, "select 'ada@example.org'::int")).rejects.toThrow('invalid input')
    const log = await readFile(join(dataDir, 'postgres.log'), 'utf8')
    expect(log).toContain('ready to accept connections')
    expect(log).not.toContain('ada@')
  })

  test('does not pass the environment with its tokens to Postgres', async () => {
    await usedBefore()
    const postgres = await startHere()
    const environment = await readFile(`/proc/${postgres.pid}/environ`, 'utf8').catch(() => '')
    expect(environment).toContain('LC_ALL=C')
    expect(environment).not.toContain('HOME=')
  })

  test('uses a Postgres that survived a kill -9 of the service, and stops it at the end', async () => {
    await usedBefore()
    const first = await startProcess('service')
    const { url, pid } = ready(first.answer)
    await query(url, 'create table kept as select 42 as n')
    first.child.kill('SIGKILL')
    await once(first.child, 'exit')
    expect(isAlive(pid)).toBe(true)
    const second = await startHere()
    expect([second.owned, second.pid]).toEqual([false, pid])
    expect(await query(second.url, 'select n from kept')).toEqual([{ n: 42 }])
    await second.stop()
    await expect(query(url, 'select 1')).rejects.toThrow()
  })

  test('recovers without losing a row after everything was killed with -9', async () => {
    await usedBefore()
    const first = await startProcess('service')
    const { url, pid } = ready(first.answer)
    await query(url, 'create table kept as select generate_series(1, 1000) as n')
    first.child.kill('SIGKILL')
    process.kill(pid, 'SIGKILL')
    await once(first.child, 'exit')
    const second = await startHere()
    expect(second.owned).toBe(true)
    expect(await query(second.url, 'select count(*)::int as n from kept')).toEqual([{ n: 1000 }])
  })

  test('is not fooled by lock files whose pid another process has now', async () => {
    await usedBefore()
    const first = await startHere()
    await query(first.url, 'create table kept as select 1 as n')
    const lock = await readFile(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8')
    await first.stop()
    // A living process of the cluster's user: kill(pid, 0) succeeds, and Postgres checks nothing more.
    const stranger = spawn(
      'sleep',
      ['60'],
      await stat(join(dataDir, 'cluster')).then(({ uid, gid }) => (IS_ROOT ? { uid, gid } : {})),
    )
    children.push(stranger)
    const { uid, gid } = await stat(join(dataDir, 'cluster'))
    for (const file of [
      join(dataDir, 'cluster', 'postmaster.pid'),
      join(dataDir, 'socket', '.s.PGSQL.5432.lock'),
    ]) {
      await writeFile(file, lock.replace(/^\d+/, String(stranger.pid)), { mode: 0o600 })
      if (IS_ROOT) await chown(file, uid, gid)
    }
    const second = await startHere()
    expect(second.owned).toBe(true)
    expect(await query(second.url, 'select n from kept')).toEqual([{ n: 1 }])
  })

  test('starts in spite of an empty lock file, as after a crash of the machine', async () => {
    await usedBefore()
    const first = await startHere()
    await first.stop()
    const file = join(dataDir, 'cluster', 'postmaster.pid')
    await writeFile(file, '', { mode: 0o600 })
    await utimes(file, new Date(Date.now() - 60_000), new Date(Date.now() - 60_000))
    expect((await startHere()).owned).toBe(true)
  })

  test('refuses a second service on the folder with a sentence that names the pid of the first', async () => {
    await usedBefore()
    const first = await startProcess('service')
    const { pid, url } = ready(first.answer)
    await expect(startHere()).rejects.toMatchObject({
      kind: 'already-running',
      message: `Another Undersigned is already running on this data folder (pid ${first.child.pid}).`,
    })
    // The refused one has not disturbed the first.
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }])
    await stopCleanly(first.child)
    await gone(pid)
  })

  test('serves a command beside a service and alone; the last one stops Postgres', async () => {
    await usedBefore()
    const alone = await startHere({ as: 'command' })
    expect(alone.owned).toBe(true)
    const service = await startProcess('service')
    expect(ready(service.answer)).toMatchObject({ owned: false, pid: alone.pid })
    await alone.stop()
    expect(await query(alone.url, 'select 1 as one')).toEqual([{ one: 1 }])
    const beside = await startHere({ as: 'command' })
    expect(beside.owned).toBe(false)
    await stopCleanly(service.child)
    expect(await query(beside.url, 'select 1 as one')).toEqual([{ one: 1 }])
    await beside.stop()
    await gone(alone.pid)
  })

  test('answers all commands that start and stop at the same time', async () => {
    await usedBefore()
    await (await startHere({ as: 'command' })).stop()
    const run = async () => {
      for (let round = 0; round < 4; round++) {
        const postgres = await startEmbeddedPostgres({ dataDir, as: 'command' })
        postmasters.push(postgres.pid)
        expect(await query(postgres.url, 'select 1 as one')).toEqual([{ one: 1 }])
        await postgres.stop()
      }
    }
    await Promise.all([run(), run(), run()])
    for (const pid of postmasters) await gone(pid)
  })

  test('makes one cluster if two processes start for the first time at once', async () => {
    const [first, second] = await Promise.all([startProcess('service'), startProcess('command')])
    expect(ready(first.answer).pid).toBe(ready(second.answer).pid)
    expect((await readdir(dataDir)).filter(name => name.startsWith('cluster'))).toEqual(['cluster'])
  })

  test('starts a postmaster again that died, at the same address', async () => {
    await usedBefore()
    const postgres = await startHere()
    await query(postgres.url, 'create table kept as select 7 as n')
    const { pid } = postgres
    process.kill(pid, 'SIGKILL')
    await until(() => postgres.pid !== pid)
    postmasters.push(postgres.pid)
    expect(await query(postgres.url, 'select n from kept')).toEqual([{ n: 7 }])
    // The locks are back as well.
    await expect(startHere()).rejects.toMatchObject({ kind: 'already-running' })
  })

  test('leaves Postgres running at Ctrl-C, which a terminal sends to the whole group', async () => {
    await usedBefore()
    const service = spawn(process.execPath, [PROCESS, dataDir, 'service'], {
      stdio: ['pipe', 'pipe', 'inherit'],
      detached: true,
    })
    children.push(service)
    const [line] = await once(createInterface(service.stdout), 'line')
    const { pid, url } = ready(JSON.parse(String(line)))
    postmasters.push(pid)
    // The process has no handler for SIGINT and dies of it; Postgres is not in its group.
    process.kill(-(service.pid ?? 0), 'SIGINT')
    await once(service, 'exit')
    await sleep(200)
    // Not isAlive: where init does not reap, the dead stay as zombies.
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('listens on a loopback port with a password if the path is too long for a socket', async () => {
    dataDir = join(folder, 'long'.repeat(25))
    const postgres = await startHere()
    const url = new URL(postgres.url)
    expect(url.hostname).toBe('127.0.0.1')
    expect(await query(postgres.url, 'select 1 as one')).toEqual([{ one: 1 }])
    url.password = 'guessed'
    await expect(query(url.href, 'select 1')).rejects.toThrow('password authentication failed')
    const beside = await startHere({ as: 'command' })
    expect(beside.url).toBe(postgres.url)
    // After it dies, it comes back on the same port.
    const { pid } = postgres
    process.kill(pid, 'SIGKILL')
    await until(() => postgres.pid !== pid && beside.pid !== pid)
    postmasters.push(postgres.pid)
    expect(postgres.url).toBe(beside.url)
    expect(await query(beside.url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test.runIf(IS_ROOT)('runs as root, in a folder under one that is closed to others', async () => {
    await chmod(folder, 0o700)
    // Stands for /var/lib: open, and outside the closed folder.
    const open = await mkdtemp(join(tmpdir(), 'undersigned-programs-'))
    try {
      await chmod(open, 0o755)
      const postgres = await startHere({ sharedPrograms: open })
      const [row] = await query(
        postgres.url,
        "select current_setting('data_directory') as folder, pg_reload_conf() as reloaded",
      )
      expect(row).toEqual({ folder: '/proc/self/fd/3/cluster', reloaded: true })
      expect((await stat(join(dataDir, 'cluster'))).uid).not.toBe(0)
      await postgres.stop()
      const again = await startHere({ sharedPrograms: open })
      await query(again.url, 'select 1')
      await again.stop()
    } finally {
      await rm(open, { recursive: true })
    }
  })

  test.runIf(NOBODY_CAN_RUN_US)(
    'runs as another user than root, with the programs that npm installed',
    async () => {
      await mkdir(dataDir)
      await chown(dataDir, NOBODY.uid, NOBODY.gid)
      const service = await startProcess('service', { user: NOBODY })
      const { url } = ready(service.answer)
      expect((await readdir(dataDir)).some(name => name.startsWith('postgres-18'))).toBe(false)
      // A command of root joins the user's service; alone, it starts the cluster as that user.
      const beside = await startHere({ as: 'command' })
      expect(beside.url).toBe(url)
      await beside.stop()
      await stopCleanly(service.child)
      const alone = await startHere({ as: 'command' })
      expect(alone.owned).toBe(true)
      await alone.stop()
      const again = await startProcess('service', { user: NOBODY })
      expect(ready(again.answer).owned).toBe(true)
    },
  )

  test.runIf(NOBODY_CAN_RUN_US)('refuses a folder that it cannot write with a sentence', async () => {
    await mkdir(dataDir, { mode: 0o755 })
    const { answer } = await startProcess('service', { user: NOBODY })
    expect(answer).toMatchObject({
      kind: 'refused',
      because: 'folder',
      message: expect.stringContaining(dataDir),
    })
  })

  test('refuses a cluster of another major version with a sentence', async () => {
    await mkdir(join(dataDir, 'cluster'), { recursive: true })
    await writeFile(join(dataDir, 'cluster', 'PG_VERSION'), '17\n')
    await expect(startHere()).rejects.toMatchObject({
      kind: 'other-version',
      message: expect.stringContaining('of Postgres 17, this Undersigned brings 18'),
    })
  })

  test('refuses a file in place of the folder with a sentence', async () => {
    await writeFile(dataDir, '')
    await expect(startHere()).rejects.toMatchObject({
      kind: 'folder',
      message: expect.stringContaining('a file is in its place (ENOTDIR)'),
    })
  })

  test.runIf(IS_ROOT)('does not run programs that another user put in place', async () => {
    await chmod(folder, 0o700)
    const open = await mkdtemp(join(tmpdir(), 'undersigned-programs-'))
    try {
      await chmod(open, 0o755)
      const { version } = await findPostgresPackage()
      await symlink('/bin', join(open, `postgres-${version}`))
      await expect(startHere({ sharedPrograms: open })).rejects.toMatchObject({ kind: 'binaries' })
    } finally {
      await rm(open, { recursive: true })
    }
  })
})
