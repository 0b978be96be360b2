/**
 * The folder in which trial mode keeps what it would have sent: one file a mail, the bytes as they would have left.
 * The mails hold live links, so the folder is its owner's alone.
 */
import { chmod, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** How many mails are kept; older ones are deleted. */
export const trialMailsKept = 200

const fileName = /^\d{8}T\d{9}Z-[0-9a-f-]{36}\.eml$/

export async function openTrialDirectory(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  await chmod(directory, 0o700)
}

/** The same mail again replaces itself: the name comes from the delivery alone. */
export async function keepTrialMail(
  directory: string,
  mail: { deliveryId: string; createdAt: Date; raw: Buffer },
): Promise<void> {
  const name = `${mail.createdAt.toISOString().replace(/[-:.]/g, '')}-${mail.deliveryId}.eml`
  // Written aside and renamed, so that a reader never sees half a mail.
  const aside = join(directory, `.${name}.${process.pid}.part`)
  await writeFile(aside, mail.raw, { mode: 0o600 })
  await rename(aside, join(directory, name))
  const names = await listTrialMails(directory)
  await Promise.all(names.slice(trialMailsKept).map(old => rm(join(directory, old), { force: true })))
}

/** File names, newest mail first. */
export async function listTrialMails(directory: string): Promise<string[]> {
  try {
    const names = await readdir(directory)
    return names
      .filter(name => fileName.test(name))
      .sort()
      .reverse()
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

/** `undefined` where there is no such mail, any more or ever. `name` may be anything: it comes from a URL. */
export async function readTrialMail(directory: string, name: string): Promise<Buffer | undefined> {
  if (!fileName.test(name)) return undefined
  try {
    return await readFile(join(directory, name))
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
