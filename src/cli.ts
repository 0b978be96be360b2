/** The operator's command line. */
import { runCommand } from './cli/run-command.ts'
import { ConfigError } from './config.ts'
import { readEnvFile } from './env-file.ts'
import { describeStartError } from './start-words.ts'

// `undersigned deliveries | head` must not fail.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
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
