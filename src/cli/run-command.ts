/** The operator's commands: results go to stdout; exit code 0 done, 1 not possible, 2 wrong usage. */
import { Command, CommanderError } from 'commander'
import { roleNames } from '../roles.ts'
import { describeStartError } from '../start-words.ts'
import { addAbuseCommand } from './abuse.ts'
import { addApproveCommand } from './approve.ts'
import { addBackupCommand } from './backup.ts'
import { addCountCommand } from './count.ts'
import { addDeliveriesCommand } from './deliveries.ts'
import { addDiscordCommands } from './discord.ts'
import { addDoctorCommand } from './doctor/doctor.ts'
import { addHeldCommand } from './held.ts'
import { addInvalidateCommand } from './invalidate.ts'
import { addLimitsCommands } from './limits.ts'
import { addMailboxCommands } from './mailbox.ts'
import { addMigrateCommand } from './migrate.ts'
import { addOrganiserCommands } from './organiser.ts'
import { UsageError } from './output.ts'
import { addParkedCommands } from './parked.ts'
import { addPetitionCommands } from './petition/petition.ts'
import { addRestoreCommand } from './restore.ts'
import { valuesAreSaidOnce } from './said-once.ts'
import { addSignatureCommands } from './signature.ts'
import { addSlackCommands } from './slack.ts'
import { addSuppressionsCommands } from './suppressions.ts'
import { version } from './version.ts'

export function build(): Command {
  const program = new Command('undersigned')
    .description('Undersigned gathers signatures for a public statement. These are the operator’s commands.')
    .version(version(), '-V, --version', 'print the version')
    .exitOverride()
    .showHelpAfterError('With --help, a command says what it takes.')
    .configureOutput({
      // "error: " would only repeat the exit code.
      outputError: (text, write) =>
        write(text.replace(/^error: (.)/, (_, first: string) => first.toUpperCase())),
    })
    .helpCommand('help [command]', 'say what a command does')
    .addHelpText(
      'after',
      `
Each command has --help, and many have --json for scripts. They work whether or not the service is running, and read
the same environment: DATA_DIR or DATABASE_URL, SECRET_KEY and so on. LOG_LEVEL shows what happens underneath.

  undersigned petition create fair-training --title "Fair training" --text-file statement.txt \\
    --organised-by "Society of Tiny Publishers" --open
  undersigned count fair-training
  undersigned doctor`,
    )
  program
    .command('start')
    .description('run the service until Ctrl-C, as npm start does')
    .option(
      '--only <roles>',
      `one part of it: ${roleNames.join(', ')}, or several with commas (docs/scaling.md)`,
    )
    .action(() => {
      // bin/undersigned.js starts bin/start.js itself.
      throw new UsageError('Start the service with: npm start, or npx undersigned start')
    })
  addPetitionCommands(program)
  addCountCommand(program)
  addApproveCommand(program)
  addSignatureCommands(program)
  addOrganiserCommands(program)
  addDeliveriesCommand(program)
  addParkedCommands(program)
  addMailboxCommands(program)
  addSuppressionsCommands(program)
  addBackupCommand(program)
  addRestoreCommand(program)
  addHeldCommand(program)
  addAbuseCommand(program)
  addInvalidateCommand(program)
  addLimitsCommands(program)
  addMigrateCommand(program)
  addDiscordCommands(program)
  addSlackCommands(program)
  addDoctorCommand(program)
  valuesAreSaidOnce(program)
  return program
}

/** Returns the exit code. `args` are the words after the program's name. */
export async function runCommand(args: string[]): Promise<number> {
  try {
    await build().parseAsync(args, { from: 'user' })
    return 0
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    // Nobody reads the file that was being written to stdout; src/cli.ts says so if that is a fault.
    if (error !== null && error === process.stdout.errored) return 0
    process.stderr.write(`${describeStartError(error)}\n`)
    return error instanceof UsageError ? 2 : 1
  }
}
