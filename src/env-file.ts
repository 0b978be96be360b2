/** The `.env` in the project's folder, which the service and the operator's commands read alike. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseEnv } from 'node:util'
import { ConfigError, codeOf } from './config.ts'
import { variableNames } from './variables.ts'

const besideTheCode = fileURLToPath(new URL('../.env', import.meta.url))

interface EnvFile {
  file: string
  /** The names of the variables that it sets. */
  names: string[]
  /** Those of them that nothing reads. */
  unknown: string[]
}

/**
 * Sets the variables of the file that the environment does not have. ENV_FILE names another file, or is `off`. Undefined if there is no file.
 *
 * @throws ConfigError if the file or one of its lines cannot be read, or if ENV_FILE names one that is not there.
 */
export function readEnvFile(environment: NodeJS.ProcessEnv): EnvFile | undefined {
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
  const problems = problemsIn(text, named === undefined ? '.env' : file)
  if (problems.length > 0) throw new ConfigError(problems)
  // Notepad begins a file with a mark, which would be a part of the first name.
  const set = Object.entries(parseEnv(text.replace(/^\uFEFF/, ''))).filter(
    ([name, value]) => environment[name] === undefined && value !== '',
  )
  for (const [name, value] of set) environment[name] = value
  const names = set.map(([name]) => name)
  return { file, names, unknown: names.filter(name => !isKnown(name)) }
}

/** A quoted value may have several lines. */
const quoted = /^[ \t]*(?:export[ \t]+)?[\w.-]+[ \t]*=[ \t]*(["'`])[\s\S]*?\1[ \t]*(?:#.*)?$/gm

/** Lines that would be dropped, or cut, without a word. */
function problemsIn(text: string, file: string): string[] {
  if (text.includes('\0')) return [`${file} is not in UTF-8: save it again as UTF-8.`]
  const lines = text
    .replace(/^\uFEFF/, '')
    .replace(quoted, value => value.replace(/[^\n]/g, ''))
    .split(/\r?\n/)
  return lines.flatMap((line, index) => {
    const where = `${file}, line ${index + 1}`
    if (/^\s*(#|$)/.test(line)) return []
    const [, name, value = ''] = /^\s*(?:export\s+)?([\w.-]+)\s*=(.*)$/.exec(line) ?? []
    if (name === undefined) return [`${where} is not NAME=value.`]
    if (/\S#/.test(value.replace(/\s#.*/, '')))
      return [`${name} would end at the # in ${where}: put the value in quotes, or a space before a comment.`]
    return []
  })
}

/** Variables that a process manager, a shell or Node sets: no warning is needed for them. */
function isKnown(name: string): boolean {
  const itsValueIsIn = name.replace(/_FILE$/, '')
  if (variableNames.includes(name) || variableNames.includes(itsValueIsIn)) return true
  return /^(NODE_|npm_|PG|COMPOSE_|TZ$|LANG$|LC_)/.test(name)
}
