import { type ChildProcess, spawn } from 'node:child_process'
import { type FileHandle, mkdir, open } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { canReach, type PostgresPackage, preparePrograms } from './postgres-binaries.ts'
import { EmbeddedPostgresError, explainOutput } from './postgres-error.ts'
import {
  adoptFreshCluster,
  freshClusterName,
  giveTo,
  isClusterMade,
  makePassword,
  type PostgresFolder,
  removeHalfClusters,
  SOCKET_PORT,
} from './postgres-folder.ts'

/** The database with all data. The database `postgres` beside it is only for the locks. */
export const DATABASE = 'undersigned'
/** The role that owns everything. Its password matters only over TCP. */
export const POSTGRES_USER = 'undersigned'

const MAX_LOG_BYTES = 5_000_000

export interface Launcher {
  folder: PostgresFolder
  /** Contains bin/. */
  programs: string
  /** The data folder, as the programs see it. */
  base: string
}

/**
 * An unprivileged process cannot walk through a closed folder such as /root, and Postgres insists on absolute paths. So it gets the data
 * folder as an open descriptor, which its children inherit, under the name /proc/self/fd/3. The kernel follows this link without checking
 * the folders above (measured with 18.4: start, reload, stop).
 */
const INHERITED_FOLDER = '/proc/self/fd/3'

export async function prepareLauncher(
  folder: PostgresFolder,
  pkg: PostgresPackage,
  sharedPrograms: string,
): Promise<Launcher> {
  const reachable = folder.user === undefined || (await canReach(folder.dataDir, folder.user))
  if (!reachable && process.platform !== 'linux')
    throw new EmbeddedPostgresError(
      'unreachable',
      `A user without rights cannot reach ${folder.dataDir}, and Postgres does not run as root; set DATA_DIR to a folder such as /var/lib/undersigned.`,
    )
  const programs = await preparePrograms(pkg, {
    dataDir: folder.dataDir,
    user: folder.user,
    reachable,
    sharedPrograms,
  })
  return { folder, programs, base: reachable ? folder.dataDir : INHERITED_FOLDER }
}

/** Makes the cluster if there is none, which takes about 1.5 s. */
export async function makeCluster(launcher: Launcher): Promise<void> {
  const { folder, base } = launcher
  await removeHalfClusters(folder)
  if (await isClusterMade(folder)) return
  await makePassword(folder)
  const name = freshClusterName()
  const fresh = join(folder.dataDir, name)
  await mkdir(fresh, { mode: 0o700 })
  await giveTo(fresh, folder.user)
  const log = await open(folder.log, 'a+', 0o600)
  try {
    const from = (await log.stat()).size
    // `trust` on the socket: only this user and root can reach its folder, and they could read the cluster's files anyway. `peer`
    // would compare names, and root has another name. Any local user can connect by TCP, so that needs the password.
    const program = await launch(launcher, 'initdb', log, [
      `--pgdata=${join(base, name)}`,
      `--username=${POSTGRES_USER}`,
      `--pwfile=${join(base, 'postgres.password')}`,
      '--auth-local=trust',
      '--auth-host=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
    ])
    if ((await program.ended) !== 0) throw explainOutput(await readFrom(folder, from), folder.dataDir)
  } finally {
    await log.close()
  }
  await adoptFreshCluster(folder, fresh)
}

export interface LaunchedPostmaster {
  /** Undefined while it runs. Code 0: it was ready, and another process of ours has already stopped it. */
  end(): Promise<{ code: number | null; output: string } | undefined>
  stopNow(): void
}

const SETTINGS = [
  'fsync=on',
  'synchronous_commit=on',
  'full_page_writes=on',
  'timezone=UTC',
  // Two processes share a query over a million rows. Each such query takes memory from /dev/shm, and a container has 64 MB.
  'max_parallel_workers_per_gather=1',
  'jit=off',
  // Counting can use an index alone only after a vacuum, so that must come soon after many rows were written.
  'autovacuum_naptime=15s',
  'log_checkpoints=off',
  'log_timezone=UTC',
  // Errors of Postgres repeat values of rows, and names and addresses do not belong in a log.
  'log_min_messages=log',
  'log_min_error_statement=panic',
  'log_error_verbosity=terse',
]

/** Starts the postmaster and returns at once. `port` is the loopback port it had before, if any. */
export async function launchPostmaster(
  launcher: Launcher,
  port: number | undefined,
): Promise<LaunchedPostmaster> {
  const { folder, base } = launcher
  const log = await open(folder.log, 'a+', 0o600)
  let from = (await log.stat()).size
  if (from > MAX_LOG_BYTES) {
    await log.truncate(0)
    from = 0
  }
  const settings = [...(await addressSettings(launcher, port)), ...SETTINGS]
  const args = ['-D', join(base, 'cluster'), ...settings.flatMap(setting => ['-c', setting])]
  const program = await launch(launcher, 'postgres', log, args).finally(() => log.close())
  // It outlives us if we are killed, and must not keep us alive when we end.
  program.child.unref()
  let exited = false
  const end = program.ended
    .finally(() => {
      exited = true
    })
    .then(async code => ({ code, output: await readFrom(folder, from) }))
  end.catch(() => undefined)
  return {
    end: async () => (exited ? await end : undefined),
    stopNow: () => void program.child.kill('SIGINT'),
  }
}

async function addressSettings({ folder, base }: Launcher, port: number | undefined): Promise<string[]> {
  if (folder.overTcp)
    return ['listen_addresses=127.0.0.1', 'unix_socket_directories=', `port=${port ?? (await freePort())}`]
  return [
    'listen_addresses=',
    `unix_socket_directories=${join(base, 'socket')}`,
    'unix_socket_permissions=0700',
    `port=${SOCKET_PORT}`,
  ]
}

interface RunningProgram {
  child: ChildProcess
  /** Its exit code. Rejects if it cannot be started. */
  ended: Promise<number | null>
}

async function launch(
  launcher: Launcher,
  program: string,
  log: FileHandle,
  args: string[],
): Promise<RunningProgram> {
  const { folder } = launcher
  const directory = folder.user === undefined ? undefined : await open(folder.dataDir, 'r')
  try {
    const child = spawn(
      join(launcher.programs, 'bin', process.platform === 'win32' ? `${program}.exe` : program),
      args,
      {
        cwd: folder.dataDir,
        // A session of its own: Ctrl-C in a terminal reaches the whole group, but Postgres must run until we have drained.
        detached: true,
        stdio: ['ignore', log.fd, log.fd, ...(directory === undefined ? [] : [directory.fd])],
        // Nothing of ours: our environment contains tokens. LC_ALL=C keeps the sentences that explainOutput reads.
        env: {
          PATH: process.env.PATH,
          LC_ALL: 'C',
          TZ: 'UTC',
          ...(process.platform === 'win32' ? { SystemRoot: process.env.SystemRoot } : {}),
        },
        ...(folder.user === undefined ? {} : { uid: folder.user.uid, gid: folder.user.gid }),
        windowsHide: true,
      },
    )
    // Listens at once: the error about a missing program comes in the next tick.
    const end = ended(child)
    end.catch(() => undefined)
    return { child, ended: end }
  } finally {
    await directory?.close()
  }
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('exit', code => resolve(code))
    child.once('error', cause =>
      reject(
        new EmbeddedPostgresError(
          'binaries',
          'The Postgres that came with npm cannot be started here (a musl system, a folder mounted noexec, or a missing file); set DATABASE_URL, or DATA_DIR elsewhere.',
          { cause },
        ),
      ),
    )
  })
}

async function readFrom(folder: PostgresFolder, from: number): Promise<string> {
  const log = await open(folder.log, 'r')
  try {
    const size = (await log.stat()).size
    const buffer = Buffer.alloc(Math.max(0, Math.min(size - from, 100_000)))
    await log.read(buffer, 0, buffer.length, from)
    return buffer.toString('utf8')
  } finally {
    await log.close()
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        typeof address === 'object' && address !== null
          ? resolve(address.port)
          : reject(new Error('no port')),
      )
    })
  })
}
