import { spawn } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { runCommand } from '../../src/cli/run-command.ts'
import { compileCache } from '../support/memory-folder.ts'

export const root = fileURLToPath(new URL('../..', import.meta.url))

export interface Ran {
  code: number | null
  stdout: string
  stderr: string
}

/** The machine's own Node, if it has another one: from there the bin must find the right one. */
export const machinesNode = [...(process.env.PATH ?? '').split(delimiter), '/usr/local/bin', '/usr/bin']
  .filter(folder => !folder.includes('node_modules'))
  .map(folder => join(folder, 'node'))
  .find(path => existsSync(path) && realpathSync(path) !== realpathSync(process.execPath))

/** A command inherits these from our environment. */
export const inherited = {
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  NODE_COMPILE_CACHE: compileCache(),
  ENV_FILE: 'off',
}

/** Runs the real bin, under the machine's Node if it is another one. Only `environment` is set. */
export function undersigned(
  args: string[],
  environment: Record<string, string>,
  options: { stdin?: string; bin?: string; node?: string } = {},
): Promise<Ran> {
  const child = spawn(
    options.node ?? machinesNode ?? process.execPath,
    [options.bin ?? join(root, 'bin', 'undersigned.js'), ...args],
    {
      cwd: root,
      env: { ...inherited, TZ: 'UTC', ...environment },
    },
  )
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', chunk => {
    stdout += chunk
  })
  child.stderr.setEncoding('utf8').on('data', chunk => {
    stderr += chunk
  })
  child.stdin.on('error', () => {})
  child.stdin.end(options.stdin ?? '')
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', code => resolve({ code, stdout, stderr }))
  })
}

let turn: Promise<unknown> = Promise.resolve()

/**
 * The same in this process, one command after another, because most of a command's time is the start of Node. bin.test.ts tests how
 * the bin and src/cli.ts start. Only `environment` is set here, too.
 */
export function command(args: string[], environment: Record<string, string>, stdin = ''): Promise<Ran> {
  const ran = turn.then(() => runHere(args, environment, stdin))
  turn = ran.catch(() => {})
  return ran
}

async function runHere(args: string[], environment: Record<string, string>, stdin: string): Promise<Ran> {
  const kept = { env: process.env, exitCode: process.exitCode, stdin: process.stdin }
  const readsFrom = (value: Readable) =>
    Object.defineProperty(process, 'stdin', { value, configurable: true })
  const said = { stdout: '', stderr: '' }
  const written = (['stdout', 'stderr'] as const).map(name => {
    const stream = process[name]
    const { write } = stream
    stream.write = (chunk: string | Uint8Array) => {
      said[name] += Buffer.from(chunk).toString()
      return true
    }
    return () => {
      stream.write = write
    }
  })
  process.env = { PATH: kept.env.PATH, HOME: kept.env.HOME, TZ: 'UTC', ...environment }
  process.exitCode = undefined
  readsFrom(Readable.from([stdin]))
  try {
    const code = await runCommand(args)
    return { code: code === 0 ? Number(process.exitCode ?? 0) : code, ...said }
  } finally {
    process.env = kept.env
    process.exitCode = kept.exitCode
    readsFrom(kept.stdin)
    for (const restore of written) restore()
  }
}
