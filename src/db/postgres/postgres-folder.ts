import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { access, chmod, chown, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { makeFolder } from '../../make-folder.ts'
import { errorCode } from '../log.ts'
import { EmbeddedPostgresError } from './postgres-error.ts'
import { findUnprivilegedUser, type UnixUser } from './postgres-user.ts'

/** Part of the name of the socket's file; nothing listens on TCP at this port. */
export const SOCKET_PORT = 5432

/** sun_path holds 104 bytes on macOS and 108 on Linux, the closing zero included. */
const LONGEST_SOCKET_PATH = 100

/** The places in a data folder; see docs/design.md, "Where the data lives". */
export interface PostgresFolder {
  dataDir: string
  cluster: string
  socket: string
  log: string
  passwordFile: string
  /** Undefined if we are not root. */
  user: UnixUser | undefined
  /** A loopback port with a generated password: on Windows, and if the path of the socket is too long. */
  overTcp: boolean
}

/**
 * Creates the data folder (0700) and the folder of the socket. If we are root, the data folder belongs to root, so that a compromised
 * Postgres cannot replace the secret; only the group of the unprivileged user may walk through (0710). Cluster and socket belong to
 * that user.
 */
export async function openPostgresFolder(givenDir: string): Promise<PostgresFolder> {
  const dataDir = resolve(givenDir)
  const cluster = join(dataDir, 'cluster')
  await makeFolder(dataDir)
  if (!(await stat(dataDir)).isDirectory()) throw Object.assign(new Error('a file'), { code: 'ENOTDIR' })
  await access(dataDir, constants.W_OK | constants.X_OK)
  const user = await findUnprivilegedUser(cluster)
  const socket = join(dataDir, 'socket')
  const folder: PostgresFolder = {
    dataDir,
    cluster,
    socket,
    log: join(dataDir, 'postgres.log'),
    passwordFile: join(dataDir, 'postgres.password'),
    user,
    overTcp:
      process.platform === 'win32' ||
      Buffer.byteLength(join(socket, `.s.PGSQL.${SOCKET_PORT}`)) > LONGEST_SOCKET_PATH,
  }
  if (user !== undefined) await letThrough(dataDir, user)
  await makeFolder(socket)
  await giveTo(socket, user)
  return folder
}

async function letThrough(dataDir: string, user: UnixUser): Promise<void> {
  const found = await stat(dataDir)
  if (
    (found.mode & 0o001) !== 0 ||
    found.uid === user.uid ||
    (found.gid === user.gid && (found.mode & 0o010) !== 0)
  )
    return
  await chown(dataDir, found.uid, user.gid)
  // Only now does the group bit mean this group. Nobody else can read.
  await chmod(dataDir, (found.mode & 0o700) | 0o010)
}

export async function giveTo(path: string, user: UnixUser | undefined): Promise<void> {
  if (user !== undefined) await chown(path, user.uid, user.gid)
}

export async function isClusterMade(folder: PostgresFolder): Promise<boolean> {
  return (await readClusterMajor(folder)) !== undefined
}

/** Does nothing if there is no cluster yet. @throws EmbeddedPostgresError if the cluster is of another major version */
export async function checkClusterVersion(folder: PostgresFolder, major: string): Promise<void> {
  const found = await readClusterMajor(folder)
  if (found !== undefined && found !== major)
    throw new EmbeddedPostgresError(
      'other-version',
      `The cluster in ${folder.dataDir} is of Postgres ${found}, this Undersigned brings ${major}. Make a backup with the version that made the cluster, and restore it with this one: docs/operating.md, “Upgrading”.`,
    )
}

async function readClusterMajor(folder: PostgresFolder): Promise<string | undefined> {
  try {
    return (await readFile(join(folder.cluster, 'PG_VERSION'), 'utf8')).trim()
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
}

/** The password is made once and kept beside the cluster, because the cluster may need TCP after its folder is moved. */
export async function makePassword(folder: PostgresFolder): Promise<void> {
  // wx: of two first starts, the second must not change what initdb of the first is about to read.
  try {
    await writeFile(folder.passwordFile, `${randomBytes(24).toString('base64url')}\n`, {
      mode: 0o600,
      flag: 'wx',
    })
    await giveTo(folder.passwordFile, folder.user)
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
  }
}

export async function readPassword(folder: PostgresFolder): Promise<string> {
  try {
    return (await readFile(folder.passwordFile, 'utf8')).trim()
  } catch (cause) {
    throw new EmbeddedPostgresError(
      'password-lost',
      `${folder.passwordFile} is missing; put it back from a backup.`,
      { cause },
    )
  }
}

/** Renames a finished cluster, which is made under another name so that a killed first start leaves no half cluster. */
export async function adoptFreshCluster(folder: PostgresFolder, fresh: string): Promise<void> {
  try {
    await rename(fresh, folder.cluster)
  } catch (error) {
    await rm(fresh, { recursive: true, force: true })
    if (!(await isClusterMade(folder))) throw error
  }
}

export function freshClusterName(): string {
  return `cluster.new-${process.pid}`
}

/** Removes what killed first starts left behind. The names contain a pid, which tells whether a start is still at work. */
export async function removeHalfClusters(folder: PostgresFolder): Promise<void> {
  for (const name of await readdir(folder.dataDir)) {
    const pid = /^cluster\.new-(\d+)$/.exec(name)?.[1]
    if (pid !== undefined && (Number(pid) === process.pid || !isAlive(Number(pid))))
      await rm(join(folder.dataDir, name), { recursive: true, force: true })
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM means that there is such a process, of another user.
    return errorCode(error) === 'EPERM'
  }
}
