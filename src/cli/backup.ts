import { stat } from 'node:fs/promises'
import type { Command } from 'commander'
import { ArchiveError } from '../backup/archive.ts'
import { backUp } from '../backup/back-up.ts'
import { allPetitions } from '../db/petitions.ts'
import { keptSecret, OperatorError } from '../service.ts'
import { type Opened, withDatabase } from './open.ts'
import { countOf, print, printJson } from './output.ts'
import { readPassphrase } from './passphrase.ts'
import { version } from './version.ts'

interface Options {
  passphraseFile?: string
  json?: true
}

export function addBackupCommand(program: Command): void {
  program
    .command('backup')
    .argument('<file>', 'the file to write; an existing file is never overwritten')
    .option(
      '--passphrase-file <file>',
      'encrypt the backup with the passphrase in this file; or set BACKUP_PASSPHRASE',
    )
    .option('--json', 'print what it holds as JSON')
    .description('write everything in the database into one file, while the service runs')
    .addHelpText(
      'after',
      `
An encrypted backup has the key (SECRET_KEY) in it, and restores on an empty machine with its passphrase alone. Without a
passphrase the key is not in it: keep SECRET_KEY, or DATA_DIR/secret, in another place. To restore, you also want the
ledger (LEDGER_FILE, by default DATA_DIR/ledger): it says who was erased after the backup. Read docs/operating.md.`,
    )
    .action((file: string, options: Options) =>
      withDatabase('current', opened => backUpInto(opened, file, options)),
    )
}

async function backUpInto({ db, url, config }: Opened, file: string, options: Options): Promise<void> {
  const passphrase = await readPassphrase(config, options.passphraseFile)
  if (passphrase === undefined && file.endsWith('.age'))
    throw new OperatorError(
      'A file named .age is encrypted, and there is no passphrase: use --passphrase-file or set BACKUP_PASSPHRASE. Without encryption, name the file .tar.gz.',
    )
  if ((await allPetitions(db)).length === 0)
    throw new OperatorError(
      `There is nothing to back up: the database ${config.databaseUrl === undefined ? `in ${config.dataDir}` : 'of DATABASE_URL'} has no petitions. Is it the one of the service? ENV_FILE names its settings.`,
    )
  const secret = passphrase === undefined ? undefined : await keptSecret(config)
  const made = await backUp(url, { path: file, passphrase, secret, version: version() }).catch(
    asOperatorError,
  )
  const { size } = await stat(file)
  const { takenAt, rows } = made
  if (options.json) return printJson({ file, size, takenAt, encrypted: passphrase !== undefined, rows })
  print(
    `${file} is written: ${countOf(rows.petition ?? 0, 'petition')}, ${countOf(rows.signature ?? 0, 'signature')}, ${megabytes(size)}.`,
    passphrase === undefined
      ? 'It is not encrypted, and the key is not in it: keep SECRET_KEY (or DATA_DIR/secret) in another place. Without the key nobody can restore.'
      : 'It is encrypted, and the key is in it: anyone who has the passphrase has everything.',
  )
}

export function asOperatorError(error: unknown): never {
  if (error instanceof ArchiveError) throw new OperatorError(error.message, { cause: error })
  throw error
}

function megabytes(octets: number): string {
  return octets < 1_000_000 ? `${Math.ceil(octets / 1_000)} kB` : `${(octets / 1_000_000).toFixed(1)} MB`
}
