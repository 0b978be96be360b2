import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { type DbLog, errorCode, silentLog } from '../log.ts'
import { releaseLocks, takeLocks } from './cluster-locks.ts'
import { findPostgresPackage, removeOldPrograms, SHARED_PROGRAMS } from './postgres-binaries.ts'
import { EmbeddedPostgresError, explainFileError } from './postgres-error.ts'
import { checkClusterVersion, openPostgresFolder } from './postgres-folder.ts'
import { type Launcher, makeCluster, prepareLauncher } from './postgres-process.ts'
import { findPostmaster } from './postmaster-file.ts'
import { type Reached, reachPostgres, stopPostmaster } from './reach-postgres.ts'

export { EmbeddedPostgresError } from './postgres-error.ts'

export interface EmbeddedPostgresOptions {
  /** Created if it is missing. A relative path starts in the working folder. */
  dataDir: string
  /**
   * A `service` (the default) is refused while another service runs on the folder. A `command` is for the operator's short commands: it
   * is one more client beside a service, and starts and stops Postgres if there is none.
   */
  as?: 'service' | 'command'
  log?: DbLog
  /** The folder for the programs when root starts them and `dataDir` is inside a folder that is closed to others. */
  sharedPrograms?: string
}

export interface EmbeddedPostgres {
  /** For pg and psql. Contains the password if Postgres listens on a loopback port. */
  readonly url: string
  /** Whether this process started Postgres, or found it running. */
  readonly owned: boolean
  /** The pid of the postmaster, for tests. */
  readonly pid: number
  /** Stops Postgres if no other process of ours uses it. Close your own connections first. */
  stop(): Promise<void>
}

/**
 * Runs a real Postgres of our own in `dataDir`, or joins one that runs there already, perhaps since its service was killed. Ready in about
 * 1 s, the first time in about 2.5 s. If the postmaster dies, it is started again.
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
    let found = await reachPostgres(this.#launcher, this.#port)
    while (!(await this.#join(found.guard))) found = await reachPostgres(this.#launcher, this.#port)
    this.#use(found)
    this.#log.info({ owned: this.owned, pid: this.pid, ms: Date.now() - begun }, 'postgres ready')
  }

  async stop(): Promise<void> {
    this.#stopping = true
    await this.#repair
    const guard = this.#guard
    this.#guard = undefined
    if (guard !== undefined) await this.#leave(guard)
  }

  /** Returns false if Postgres went away. Then a new one is started. */
  async #join(guard: pg.Client): Promise<boolean> {
    try {
      const joined = await takeLocks(guard, this.#as)
      if (!joined) await close(guard)
      return joined
    } catch (error) {
      if (error instanceof EmbeddedPostgresError) await this.#leave(guard)
      else await close(guard)
      throw error
    }
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

  /** Starts Postgres again after the postmaster, or one of its processes, has crashed, which ends all connections. */
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

  /** The last process stops Postgres. That is safe, because a process that starts now waits for the lock that we hold alone. */
  async #leave(guard: pg.Client): Promise<void> {
    const { folder } = this.#launcher
    try {
      await releaseLocks(guard, async () => {
        const running = await findPostmaster(folder)
        if (running === undefined) return
        await stopPostmaster(folder, running)
        this.#log.info({ pid: running.pid }, 'postgres stopped')
      })
    } finally {
      await close(guard)
    }
  }
}

async function close(connection: pg.Client): Promise<void> {
  await connection.end().catch(() => undefined)
}
