/**
 * The folder in which trial mode keeps the email it would have sent, byte by byte, one file each. The emails hold live links, so only the
 * owner may read the folder.
 */
import { chmod, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode } from '../../../core/channel.ts'
import { makeFolder } from '../../../make-folder.ts'

/** Older emails are deleted. */
export const trialMailsKept = 200

const fileName = /^\d{8}T\d{9}Z-[0-9a-f-]{36}\.eml$/

export async function openTrialDirectory(directory: string): Promise<void> {
  await makeFolder(directory)
  await chmod(directory, 0o700)
}

/** A retry replaces the file: its name comes from the delivery alone. */
export async function keepTrialMail(
  directory: string,
  mail: { deliveryId: string; createdAt: Date; raw: Buffer },
): Promise<void> {
  const name = `${mail.createdAt.toISOString().replace(/[-:.]/g, '')}-${mail.deliveryId}.eml`
  // Written under another name and renamed, so that nobody reads half an email.
  const aside = join(directory, `.${name}.${process.pid}.part`)
  await writeFile(aside, mail.raw, { mode: 0o600 })
  await rename(aside, join(directory, name))
  const names = await listTrialMails(directory)
  await Promise.all(names.slice(trialMailsKept).map(old => rm(join(directory, old), { force: true })))
}

/** Deletes the emails of these deliveries. */
export async function dropTrialMails(directory: string, deliveryIds: readonly string[]): Promise<void> {
  const ids = new Set(deliveryIds)
  const names = (await listTrialMails(directory)).filter(name => ids.has(name.slice(-40, -4)))
  await Promise.all(names.map(name => rm(join(directory, name), { force: true })))
}

/** File names, newest email first. */
export async function listTrialMails(directory: string): Promise<string[]> {
  try {
    const names = await readdir(directory)
    return names
      .filter(name => fileName.test(name))
      .sort()
      .reverse()
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return []
    throw error
  }
}

/** `undefined` if there is no such email. `name` comes from a URL and may be anything. */
export async function readTrialMail(directory: string, name: string): Promise<Buffer | undefined> {
  if (!fileName.test(name)) return undefined
  try {
    return await readFile(join(directory, name))
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
}
