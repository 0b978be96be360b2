import { mkdirSync, readdirSync, readFileSync, rmSync, statfsSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const shared = '/dev/shm'
const hourMs = 3_600_000
/** A run needs about one; beside it live Postgres' own pages. */
const neededBytes = 4 * 1024 ** 3

/**
 * A folder in memory for what tests write, if Linux has room for it: dozens of Postgres clusters are made and thrown away, and no
 * test waits for a disk. Undefined elsewhere.
 */
export function memoryFolder(): string | undefined {
  if (!runsPrograms() || free() < neededBytes) return undefined
  const folder = join(shared, `undersigned-tests-${process.getuid?.() ?? 0}`)
  mkdirSync(folder, { recursive: true, mode: 0o755 })
  // Left behind by a killed run.
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    const changed = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()
    if (Date.now() - changed > hourMs) rmSync(path, { recursive: true, force: true })
  }
  return folder
}

/** Node keeps compiled sources here: hundreds of starts share it. */
export function compileCache(): string {
  return join(tmpdir(), 'undersigned-compile-cache')
}

/** Postgres' programs are copied beside its clusters. */
function runsPrograms(): boolean {
  try {
    const mount = readFileSync('/proc/self/mounts', 'utf8')
      .split('\n')
      .map(line => line.split(' '))
      .findLast(([, where]) => where === shared)
    return mount?.[2] === 'tmpfs' && !(mount[3] ?? '').split(',').includes('noexec')
  } catch {
    return false
  }
}

function free(): number {
  const { bavail, bsize } = statfsSync(shared)
  return bavail * bsize
}
