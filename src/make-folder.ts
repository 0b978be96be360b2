import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Makes a folder and those around it, one by one: Node's recursive mkdir never ends on a file system such as /proc, which always answers
 * ENOENT. Another process may make the same folders at this moment. Something else in its place is left to whoever uses the folder.
 */
export async function makeFolder(path: string, mode = 0o700): Promise<void> {
  if (await isMade(path, mode)) return
  await makeFolder(dirname(path), mode)
  if (!(await isMade(path, mode)))
    throw Object.assign(new Error(`${path} cannot be made`), { code: 'ENOENT' })
}

/** Returns false if the folder around it is missing. */
async function isMade(path: string, mode: number): Promise<boolean> {
  try {
    await mkdir(path, { mode })
    return true
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'EEXIST') return true
    if (code === 'ENOENT' && dirname(path) !== path) return false
    throw error
  }
}
