import { spawn } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compileCache } from '../support/memory-folder.ts'

export const root = fileURLToPath(new URL('../..', import.meta.url))

export interface Ran {
  code: number | null
  stdout: string
  stderr: string
}

/** The machine's own Node, older than ours where there is one: the bin must find the right one from it. */
export const machinesNode = [...(process.env.PATH ?? '').split(delimiter), '/usr/local/bin', '/usr/bin']
  .filter(folder => !folder.includes('node_modules'))
  .map(folder => join(folder, 'node'))
  .find(path => existsSync(path) && realpathSync(path) !== realpathSync(process.execPath))

/** Runs the real bin, under the machine's Node where it is another. Only `environment` is set, nothing is inherited. */
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
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        TZ: 'UTC',
        NODE_COMPILE_CACHE: compileCache(),
        ...environment,
      },
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
