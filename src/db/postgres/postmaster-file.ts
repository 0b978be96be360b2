import { execFile } from 'node:child_process'
import { open, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { isAlive, type PostgresFolder, SOCKET_PORT } from './postgres-folder.ts'

const run = promisify(execFile)

export interface Postmaster {
  pid: number
  /** The port on 127.0.0.1, or the one in the name of the socket; undefined in its first milliseconds. */
  port: number | undefined
  overTcp: boolean
}

/**
 * The postmaster that runs on this cluster, from postmaster.pid (lines: pid, folder, start, port, socket folder, address, shared
 * memory, status; src/include/utils/pidfile.h of PostgreSQL). Undefined if a dead one left the file, even if another process has its
 * pid now.
 */
export async function findPostmaster(folder: PostgresFolder): Promise<Postmaster | undefined> {
  const text = await readOrUndefined(join(folder.cluster, 'postmaster.pid'))
  if (text === undefined) return undefined
  const lines = text.split('\n')
  // A standalone backend (initdb's) writes its pid negative.
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  if (!(await isPostmasterOf(pid, folder))) return undefined
  const port = Number(lines[3])
  const address = lines[5]?.trim() ?? ''
  return { pid, port: Number.isInteger(port) && port > 0 ? port : undefined, overTcp: address !== '' }
}

/**
 * Makes lock files of dead postmasters harmless. Postgres removes them itself, unless another process has the pid now. So we write our
 * own pid, which Postgres knows as its parent's. It then makes its second check: whether backends of the dead postmaster still hold the
 * shared memory. Removing the file would skip that check.
 */
export async function disownStaleLocks(folder: PostgresFolder): Promise<void> {
  await disownStaleLock(join(folder.cluster, 'postmaster.pid'), folder)
  await disownStaleLock(join(folder.socket, `.s.PGSQL.${SOCKET_PORT}.lock`), folder)
}

async function disownStaleLock(file: string, folder: PostgresFolder): Promise<void> {
  await using handle = await open(file, 'r+').catch(() => undefined)
  if (handle === undefined) return
  const text = await handle.readFile('utf8')
  if (text === '') {
    // A process is writing it right now, or died while writing. Postgres cannot tell, and would refuse for ever.
    if (Date.now() - (await handle.stat()).mtimeMs > 5_000) await rm(file, { force: true })
    return
  }
  const newline = text.indexOf('\n')
  const pid = Math.abs(Number(newline < 0 ? text : text.slice(0, newline)))
  const isStale =
    Number.isInteger(pid) && pid !== process.pid && isAlive(pid) && !(await isPostmasterOf(pid, folder))
  if (!isStale) return
  // Written through the descriptor that we have read: if another start has replaced the file since, only the old one changes.
  await handle.truncate(0)
  await handle.write(`${process.pid}${newline < 0 ? '\n' : text.slice(newline)}`, 0)
}

/** Recognises a process of Postgres by its working folder, the cluster, on Linux, and by its name elsewhere. */
export async function isPostmasterOf(pid: number, folder: PostgresFolder): Promise<boolean> {
  if (!isAlive(pid)) return false
  if (process.platform === 'linux') {
    try {
      const cwd = await stat(`/proc/${pid}/cwd`)
      const cluster = await stat(folder.cluster)
      return cwd.ino === cluster.ino && cwd.dev === cluster.dev
    } catch {
      // A zombie has no working folder, and a process of another user is not ours.
      return false
    }
  }
  if (process.platform === 'win32') return true
  const { stdout } = await run('ps', ['-o', 'comm=', '-p', String(pid)]).catch(() => ({ stdout: '' }))
  return stdout.includes('postgres')
}

async function readOrUndefined(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
