import { readFile } from 'node:fs/promises'
import type { Config } from '../config.ts'
import { errorCode } from '../db/log.ts'
import { OperatorError } from '../service.ts'

/** Never on the command line, which other users of the machine can read. */
export async function readPassphrase(
  config: Pick<Config, 'backupPassphrase'>,
  file: string | undefined,
): Promise<string | undefined> {
  if (file === undefined) return config.backupPassphrase
  const text = await readFile(file, 'utf8').catch(error => {
    throw new OperatorError(`${file} cannot be read (${errorCode(error)}).`)
  })
  const passphrase = text.trim()
  if (passphrase.length < 10)
    throw new OperatorError(`The passphrase in ${file} is too short: 10 characters or more.`)
  return passphrase
}
