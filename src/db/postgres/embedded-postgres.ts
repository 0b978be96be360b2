import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type DbLog, errorCode, silentLog } from '../log.ts'
import { findPostgresPackage, removeOldPrograms, SHARED_PROGRAMS } from './postgres-binaries.ts'
import { EmbeddedPostgresError, explainFileError, explainOutput } from './postgres-error.ts'
import {
  checkClusterVersion,
  openPostgresFolder,
  type PostgresFolder,
  readPassword,
  SOCKET_PORT,
} from './postgres-folder.ts'
import {
  type Launcher,
  launchPostmaster,
  makeCluster,
  POSTGRES_USER,
  prepareLauncher,
} from './postgres-process.ts'
import { disownStaleLocks, findPostmaster, isPostmasterOf, type Postmaster } from './postmaster-file.ts'

export { EmbeddedPostgresError } from './postgres-error.ts'

/** The database with all data; the database `postgres` beside it is for the locks below only. */
const DATABASE = 'undersigned'

/**
 * Advisory locks in the database `postgres` say which processes use a cluster. The server releases them however their holder dies, so
 * we need no pid file that could go stale. Every process of ours holds IN_USE, shared; the one that stops Postgres holds it
 * alone. The service holds SERVICE.
 */
const IN_USE = 8_271_001
const SERVICE = 8_271_002

/** Crash recovery may take minutes. A start that hears nothing at all gives up sooner. */
const RECOVERY_MS = 10 * 60_000
const SILENCE_MS = 60_000
const STOP_MS = 60_000

export interface EmbeddedPostgresOptions {
  /** Created if it is missing. A relative path begins at the working folder. */
  dataDir: string
  /**
   * A `service` (the default) is refused while another service runs on the folder. A `command` is one more client, for the
   * operator's short commands: beside a service, or alone; then it starts and stops Postgres itself.
   */
  as?: 'service' | 'command'
  log?: DbLog
  /** Root puts the programs here if dataDir is under a folder that is closed to others. */
  sharedPrograms?: string
}

export interface EmbeddedPostgres {
  /** For pg and psql. Contains the password if Postgres listens on a loopback port. */
  readonly url: string
  /** Whether this process started Postgres, or found it running. */
  readonly owned: boolean
  /** The pid of the postmaster, for tests. */
  readonly pid: number
  /** Stops Postgres, unless another process of ours still uses it: the last one stops it. Close your own connections before. */
  stop(): Promise<void>
}

/**
 * Runs a real Postgres of our own in `dataDir`, or joins one that already runs there: of a service, or left over from a killed
 * one. Ready in about 1 s, the first time in about 2.5 s. If the postmaster dies while we live, it is started again.
 *
 * @throws EmbeddedPostgresError with one sentence for the operator
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  try {
    const pkg = await findPostgresPackage()
    const folder = await openPostgresFolder(options.dataDir)
    await checkClusterVersion(folder, pkg.major)
    const launcher = await prepareLauncher(folder, pkg, options.sharedPrograms ?? SHARED_PROGRAMS)
    await makeCluster(launcher)
    const running = new RunningPostgres(launcher, options.as ?? 'service', options.log ?? silentLog)
    await running.start()
    if (running.owned) await removeOldPrograms(folder.dataDir, launcher.programs)
    return running
  } catch (error) {
    throw explainFileError(error, options.dataDir)
  }
}

/** Owns the connection that holds our locks, and watches the postmaster. */
class RunningPostgres implements EmbeddedPostgres {
  readonly #launcher: Launcher
  readonly #as: 'service' | 'command'
  readonly #log: DbLog
  #guard: pg.Client | undefined
  url = ''
  pid = 0
  owned = false
  #stopping = false
  /** A new postmaster must use the same port, because pools keep the address they were given. */
  #port: number | undefined
  #repair: Promise<void> | undefined

  constructor(launcher: Launcher, as: 'service' | 'command', log: DbLog) {
    this.#launcher = launcher
    this.#as = as
    this.#log = log
  }

  async start(): Promise<void> {
    const begun = Date.now()
    for (;;) {
      const found = await this.#reach()
      if (await this.#takeLocks(found.guard)) {
        this.#use(found)
        break
      }
    }
    this.#log.info({ owned: this.owned, pid: this.pid, ms: Date.now() - begun }, 'postgres ready')
  }

  async stop(): Promise<void> {
    this.#stopping = true
    await this.#repair
    const guard = this.#guard
    this.#guard = undefined
    if (guard === undefined) return
    await this.#leave(guard)
  }

  #use(found: Reached): void {
    const { guard } = found
    this.#guard = guard
    this.pid = found.pid
    this.owned = found.startedHere
    this.url = found.url
    this.#port = found.port
    guard.once('end', () => {
      if (this.#guard !== guard || this.#stopping) return
      this.#guard = undefined
      this.#log.warn({}, 'postgres went away; starting it again')
      this.#repair = this.#comeBack()
    })
  }

  /** After a crash of the postmaster, or of one of its processes, which ends all connections. */
  async #comeBack(): Promise<void> {
    while (!this.#stopping) {
      try {
        await this.start()
        return
      } catch (error) {
        const kind = error instanceof EmbeddedPostgresError ? error.kind : errorCode(error)
        this.#log.error({ kind }, 'postgres does not come back')
        await sleep(5_000, undefined, { ref: false })
      }
    }
  }

  /** Finds Postgres running, or starts it; returns a connection to it. */
  async #reach(): Promise<Reached> {
    const { folder } = this.#launcher
    const begun = Date.now()
    let heard = false
    let orphansUntil = 0
    for (;;) {
      const running = await findPostmaster(folder)
      if (running?.port !== undefined) {
        const attempt = await connect(folder, { ...running, port: running.port })
        if (attempt.kind === 'connected')
          return { ...attempt, pid: running.pid, port: running.port, startedHere: false }
        heard ||= attempt.kind === 'not-yet'
      }
      if (running === undefined) {
        await disownStaleLocks(folder)
        const launched = await launchPostmaster(this.#launcher, this.#port)
        const outcome = await this.#awaitLaunched(launched)
        switch (outcome.kind) {
          case 'connected':
            return { ...outcome, startedHere: true }
          case 'somebody-else':
            break
          case 'orphans':
            // Processes of a killed postmaster finish their statement before they notice.
            orphansUntil ||= Date.now() + 20_000
            if (Date.now() > orphansUntil)
              throw new EmbeddedPostgresError(
                'unknown',
                `Processes of a killed Postgres still hold ${folder.dataDir}; wait a minute, or end them.`,
              )
            await sleep(300)
            break
        }
      }
      if (Date.now() - begun > (heard ? RECOVERY_MS : SILENCE_MS))
        throw new EmbeddedPostgresError(
          'unknown',
          `Postgres in ${folder.dataDir} does not answer; its reasons are in postgres.log there.`,
        )
      await sleep(25)
    }
  }

  async #awaitLaunched(launched: Awaited<ReturnType<typeof launchPostmaster>>): Promise<LaunchOutcome> {
    const { folder } = this.#launcher
    const begun = Date.now()
    for (;;) {
      const end = await launched.end()
      if (end !== undefined) {
        const { code, output } = end
        if (code === 0) return { kind: 'somebody-else' }
        if (/lock file ".*"(?: already exists| is empty|: No such file)/.test(output))
          return { kind: 'somebody-else' }
        if (/pre-existing shared memory block/.test(output)) return { kind: 'orphans' }
        if (/Address already in use|could not create any TCP\/IP sockets/.test(output)) {
          // Another program took the loopback port since we looked for a free one.
          this.#port = undefined
          return { kind: 'somebody-else' }
        }
        throw explainOutput(output, folder.dataDir)
      }
      const running = await findPostmaster(folder)
      if (running?.port !== undefined) {
        const attempt = await connect(folder, { ...running, port: running.port })
        if (attempt.kind === 'connected') return { ...attempt, pid: running.pid, port: running.port }
      }
      if (Date.now() - begun > RECOVERY_MS) {
        launched.stopNow()
        throw new EmbeddedPostgresError(
          'unknown',
          `Postgres in ${folder.dataDir} did not get ready in ten minutes.`,
        )
      }
      await sleep(25)
    }
  }

  /**
   * False if Postgres went away, because the process before us was stopping it. Then we start a new one.
   * @throws EmbeddedPostgresError `already-running`
   */
  async #takeLocks(guard: pg.Client): Promise<boolean> {
    try {
      // Waits while a stopping process holds it alone; the shutdown then ends this connection.
      await guard.query('select pg_advisory_lock_shared($1)', [IN_USE])
      await guard.query('select set_config($1, $2, false)', [
        'application_name',
        `undersigned ${this.#as} ${process.pid}`,
      ])
      if (this.#as === 'service') await this.#takeServiceLock(guard)
      const exists = await guard.query('select 1 from pg_database where datname = $1', [DATABASE])
      if (exists.rowCount === 0) await createDatabase(guard)
      return true
    } catch (error) {
      if (error instanceof EmbeddedPostgresError) {
        await this.#leave(guard)
        throw error
      }
      await guard.end().catch(() => undefined)
      if (wentAway(error)) return false
      throw error
    }
  }

  async #takeServiceLock(guard: pg.Client): Promise<void> {
    // The server releases the lock of a killed service as soon as it notices the end of its connection: almost at once.
    for (let attempt = 0; attempt < 10; attempt++) {
      const taken = await guard.query('select pg_try_advisory_lock($1) as taken', [SERVICE])
      if (taken.rows[0]?.taken === true) return
      await sleep(150)
    }
    const holder = await guard.query(
      `select application_name as name from pg_locks join pg_stat_activity using (pid)
       where locktype = 'advisory' and objid = $1 and granted`,
      [SERVICE],
    )
    const pid = /\d+$/.exec(String(holder.rows[0]?.name ?? ''))?.[0]
    throw new EmbeddedPostgresError(
      'already-running',
      `Another Undersigned is already running on this data folder${pid === undefined ? '' : ` (pid ${pid})`}.`,
    )
  }

  /** The last process stops Postgres. That is safe: a process that starts now waits for the lock, which we hold alone. */
  async #leave(guard: pg.Client): Promise<void> {
    const { folder } = this.#launcher
    try {
      await guard.query('select pg_advisory_unlock_all()')
      const alone = await guard.query('select pg_try_advisory_lock($1) as alone', [IN_USE])
      const running = await findPostmaster(folder)
      if (alone.rows[0]?.alone === true && running !== undefined) {
        await stopPostmaster(folder, running)
        this.#log.info({ pid: running.pid }, 'postgres stopped')
      }
    } catch (error) {
      if (!wentAway(error)) throw error
    } finally {
      await guard.end().catch(() => undefined)
    }
  }
}

interface Connected {
  kind: 'connected'
  guard: pg.Client
  url: string
}

type Reached = Connected & { pid: number; port: number; startedHere: boolean }

type LaunchOutcome =
  | (Connected & { pid: number; port: number })
  | { kind: 'somebody-else' }
  | { kind: 'orphans' }

/** Our own Postgres answers: the socket's folder is closed to others, and over TCP SCRAM proves that both sides know the password. */
async function connect(
  folder: PostgresFolder,
  at: Postmaster & { port: number },
): Promise<Connected | { kind: 'not-yet' } | { kind: 'silent' }> {
  const password = at.overTcp ? await readPassword(folder) : undefined
  const host = at.overTcp ? '127.0.0.1' : folder.socket
  const guard = new pg.Client({
    host,
    port: at.port,
    user: POSTGRES_USER,
    ...(password !== undefined && { password }),
    database: 'postgres',
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  })
  // Without a listener, a server that goes away would end our process. We act on 'end', which follows.
  guard.on('error', () => undefined)
  try {
    await guard.connect()
    return { kind: 'connected', guard, url: clientUrl(host, at.port, password) }
  } catch (error) {
    await guard.end().catch(() => undefined)
    // 57P03: starting up, in recovery, or shutting down.
    if (errorCode(error) === '57P03') return { kind: 'not-yet' }
    if (errorCode(error) === '28P01')
      throw new EmbeddedPostgresError(
        'password-lost',
        `${folder.passwordFile} does not fit this cluster; put it back from a backup.`,
      )
    return { kind: 'silent' }
  }
}

function clientUrl(host: string, port: number, password: string | undefined): string {
  if (password !== undefined) return `postgres://${POSTGRES_USER}:${password}@${host}:${port}/${DATABASE}`
  return `postgres://${POSTGRES_USER}@localhost:${SOCKET_PORT}/${DATABASE}?host=${encodeURIComponent(host)}`
}

async function createDatabase(guard: pg.Client): Promise<void> {
  try {
    await guard.query(`create database ${DATABASE}`)
  } catch (error) {
    // Two first starts at once: duplicate_database, or an error of the unique index.
    if (errorCode(error) !== '42P04' && errorCode(error) !== '23505') throw error
  }
}

/** SQLSTATE 57P01 to 57P03 (shutdown, crash), class 08, and what pg says of a socket that was closed. */
function wentAway(error: unknown): boolean {
  const code = errorCode(error)
  return (
    /^(57P0|08)/.test(code) ||
    ['ECONNRESET', 'EPIPE', 'ECONNREFUSED', 'ENOENT'].includes(code) ||
    (error instanceof Error && /Connection terminated|not queryable|Client was closed/.test(error.message))
  )
}

/** A fast shutdown: ends connections and writes everything. */
async function stopPostmaster(folder: PostgresFolder, running: Postmaster): Promise<void> {
  process.kill(running.pid, 'SIGINT')
  const begun = Date.now()
  // Not kill(pid, 0): in a container without an init, a dead process stays as a zombie, which seems alive.
  while (await isPostmasterOf(running.pid, folder)) {
    if (Date.now() - begun > STOP_MS)
      throw new EmbeddedPostgresError(
        'unknown',
        `Postgres in ${folder.dataDir} (pid ${running.pid}) does not stop.`,
      )
    await sleep(20)
  }
}
