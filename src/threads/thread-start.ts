import { fileURLToPath } from 'node:url'
import type { WorkerOptions } from 'node:worker_threads'

const exactImports = fileURLToPath(new URL('../../bin/exact-imports.js', import.meta.url))

/** How each of our threads starts. */
export function threadStart(): WorkerOptions {
  const { NODE_COMPILE_CACHE } = process.env
  return {
    // As the service has it, because a thread loads as many modules.
    execArgv: ['--require', exactImports],
    // The thread gets no variable but Node's compile cache, which halves the time of its start (measured).
    env: NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE },
  }
}
