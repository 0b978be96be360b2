/** A file system of a fixed size, in memory. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A cluster of Postgres with room for some thousand emails. */
const SIZE_MB = 160

/** Those that a run left which was cut off. */
export function unmountBelow(folder: string): void {
  const mounts = readFileSync('/proc/mounts', 'utf8').split('\n')
  for (const [, at = ''] of mounts.map(line => line.split(' ')))
    if (at.startsWith(`${folder}/`)) unmountNow(at)
}

/** Even if a process of Postgres has a file open there for a moment longer. */
function unmountNow(at: string): void {
  spawnSync('umount', ['--lazy', at], { stdio: 'ignore' })
}

export class SmallDisk {
  readonly folder: string
  readonly #filler: string

  /** Undefined where we may not mount one. */
  static async mount(below: string): Promise<SmallDisk | undefined> {
    const folder = await mkdtemp(join(below, 'disk-'))
    const options = ['-t', 'tmpfs', '-o', `size=${SIZE_MB}m,mode=0711`, 'tmpfs', folder]
    const { status } = spawnSync('mount', options, { stdio: 'ignore' })
    if (status === 0) return new SmallDisk(folder)
    await rm(folder, { recursive: true })
    return undefined
  }

  private constructor(folder: string) {
    this.folder = folder
    this.#filler = join(folder, 'filler')
  }

  /** Until nothing more goes in. */
  async fill(): Promise<void> {
    for (const size of [1024 * 1024, 4096]) {
      const chunk = Buffer.alloc(size)
      let isFull = false
      while (!isFull)
        await writeFile(this.#filler, chunk, { flag: 'a' }).catch(error => {
          if (error.code !== 'ENOSPC') throw error
          isFull = true
        })
    }
    await chmod(this.#filler, 0o644)
  }

  async empty(): Promise<void> {
    await rm(this.#filler, { force: true })
  }

  async unmount(): Promise<void> {
    unmountNow(this.folder)
    await rm(this.folder, { recursive: true, force: true })
  }
}
