import { execFile } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { promisify } from 'node:util'
import { EmbeddedPostgresError } from './postgres-error.ts'

const run = promisify(execFile)

export interface UnixUser {
  uid: number
  gid: number
}

/**
 * The user that runs Postgres. Postgres refuses root, and initdb wants a user with a name. So root borrows one: the owner of the cluster
 * if there is one (the machine may have got another user since), otherwise `postgres`, otherwise `nobody`. Undefined if we are not
 * root: then Postgres runs as our own user.
 */
export async function findUnprivilegedUser(cluster: string): Promise<UnixUser | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const owner = await stat(cluster).catch(() => undefined)
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  for (const name of ['postgres', 'nobody', 'daemon']) {
    const uid = await askId('-u', name)
    const gid = await askId('-g', name)
    if (uid !== undefined && uid > 0 && gid !== undefined) return { uid, gid }
  }
  throw new EmbeddedPostgresError(
    'folder',
    'Postgres does not run as root and this system has no user postgres or nobody; start Undersigned as another user, or set DATABASE_URL.',
  )
}

/** Uses `id`, which asks all sources of the system (files, LDAP, macOS directory); /etc/passwd is only one of them. */
async function askId(flag: string, name: string): Promise<number | undefined> {
  try {
    const { stdout } = await run('id', [flag, name])
    const id = Number(stdout.trim())
    return Number.isInteger(id) ? id : undefined
  } catch {
    return undefined
  }
}
