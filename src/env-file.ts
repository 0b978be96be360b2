/** The `.env` in the project's folder, which the service and the operator's commands read alike. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseEnv } from 'node:util'
import { ConfigError, codeOf } from './config.ts'

const besideTheCode = fileURLToPath(new URL('../.env', import.meta.url))

/**
 * Sets the variables of the file that the environment does not have. ENV_FILE names another file, or is `off`. Undefined if there is no file.
 *
 * @throws ConfigError if the file cannot be read, or if ENV_FILE names one that is not there.
 */
export function readEnvFile(environment: NodeJS.ProcessEnv): { file: string; names: string[] } | undefined {
  const named = environment.ENV_FILE?.trim() || undefined
  if (named === 'off') return undefined
  const file = resolve(named ?? besideTheCode)
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ENOENT' && named === undefined) return undefined
    throw new ConfigError([`${named === undefined ? '.env' : 'ENV_FILE'} cannot be read: ${file} (${code}).`])
  }
  const set = Object.entries(parseEnv(text)).filter(
    ([name, value]) => environment[name] === undefined && value !== '',
  )
  for (const [name, value] of set) environment[name] = value
  return { file, names: set.map(([name]) => name) }
}
