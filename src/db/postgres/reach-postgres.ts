/** Finds our Postgres running, or starts it. */
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { errorCode } from '../log.ts'
import { EmbeddedPostgresError, explainOutput } from './postgres-error.ts'
import { type PostgresFolder, readPassword, SOCKET_PORT } from './postgres-folder.ts'
import {
  DATABASE,
  type LaunchedPostmaster,
  type Launcher,
  launchPostmaster,
  POSTGRES_USER,
} from './postgres-process.ts'
import { disownStaleLocks, findPostmaster, isPostmasterOf, type Postmaster } from './postmaster-file.ts'

/** Crash recovery may take minutes. A start that hears nothing at all gives up sooner. */
const RECOVERY_MS = 10 * 60_000
const SILENCE_MS = 60_000
const STOP_MS = 60_000
/** Processes of a killed postmaster finish their statement before they notice. */
const ORPHANS_MS = 20_000

interface Connected {
  kind: 'connected'
  /** A connection to the database `postgres`. */
  guard: pg.Client
  /** For pg and psql, to our own database. */
  url: string
}

export type Reached = Connected & { pid: number; port: number; startedHere: boolean }

type LaunchOutcome =
  | (Connected & { pid: number; port: number })
  /** Another process of ours starts Postgres, or has stopped it again. */
  | { kind: 'somebody-else' }
  /** Another program took the loopback port since we looked for a free one. */
  | { kind: 'port-taken' }
  | { kind: 'orphans' }

/**
 * Returns a connection to a Postgres that runs, or that is started now. `port`: the loopback port that it had before.
 * @throws EmbeddedPostgresError
 */
export async function reachPostgres(launcher: Launcher, port: number | undefined): Promise<Reached> {
  const { folder } = launcher
  const begun = Date.now()
  let wantedPort = port
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
      const outcome = await awaitLaunched(folder, await launchPostmaster(launcher, wantedPort))
      switch (outcome.kind) {
        case 'connected':
          return { ...outcome, startedHere: true }
        case 'somebody-else':
          break
        case 'port-taken':
          wantedPort = undefined
          break
        case 'orphans':
          orphansUntil ||= Date.now() + ORPHANS_MS
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

async function awaitLaunched(folder: PostgresFolder, launched: LaunchedPostmaster): Promise<LaunchOutcome> {
  const begun = Date.now()
  for (;;) {
    const end = await launched.end()
    if (end !== undefined) return whyEnded(end, folder)
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

function whyEnded(
  { code, output }: { code: number | null; output: string },
  folder: PostgresFolder,
): LaunchOutcome {
  if (code === 0) return { kind: 'somebody-else' }
  if (/lock file ".*"(?: already exists| is empty|: No such file)/.test(output))
    return { kind: 'somebody-else' }
  if (/pre-existing shared memory block/.test(output)) return { kind: 'orphans' }
  if (/Address already in use|could not create any TCP\/IP sockets/.test(output))
    return { kind: 'port-taken' }
  throw explainOutput(output, folder.dataDir)
}

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

/** A fast shutdown: ends connections and writes everything. */
export async function stopPostmaster(folder: PostgresFolder, running: Postmaster): Promise<void> {
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
