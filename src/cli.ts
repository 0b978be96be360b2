/** The operator's command line. */
import { runCommand } from './cli/run-command.ts'
import { ConfigError } from './config.ts'
import { readEnvFile } from './env-file.ts'
import { describeStartError } from './start-words.ts'

// `undersigned signature erase … | head` does not fail, and does its work to the end. A full disk is told once.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
  if (code === 'EPIPE' || process.exitCode === 1) return
  process.stderr.write(`The output cannot be written (${code}); the command went on without it.\n`)
  process.exitCode = 1
})
try {
  readEnvFile(process.env)
} catch (error) {
  if (!(error instanceof ConfigError)) throw error
  process.stderr.write(`${describeStartError(error)}\n`)
  process.exit(1)
}
const code = await runCommand(process.argv.slice(2))
// A command may have set its own, as doctor does.
process.exitCode = code === 0 ? process.exitCode : code
