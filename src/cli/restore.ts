import { constants } from 'node:fs'
import { access, copyFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Command } from 'commander'
import { markAfterRestore } from '../adapters/email/receive/mailbox-mark.ts'
import { isSomethingElse } from '../backup/keep-ledger.ts'
import type { Manifest } from '../backup/manifest.ts'
import { checkLedgers, type Replayed, type ReplayedKind } from '../backup/replay-ledger.ts'
import { openBackup, type Restored, restore } from '../backup/restore.ts'
import type { Config } from '../config.ts'
import { CannotOpen, type Keys, loadKeys } from '../core/keys.ts'
import { countContent, sessionsOfServices } from '../db/after-restore.ts'
import type { Db } from '../db/database.ts'
import { makeFolder } from '../make-folder.ts'
import { keepSecret, keptSecret, ledgerPath, OperatorError } from '../service.ts'
import { askYes } from './ask-yes.ts'
import { asOperatorError } from './backup.ts'
import { type Opened, withDatabase } from './open.ts'
import { countOf, longTime, print, printJson } from './output.ts'
import { readPassphrase } from './passphrase.ts'

interface Options {
  passphraseFile?: string
  ledger?: string[]
  withoutLedger?: true
  replace?: true
  yes?: true
  sendWaiting?: true
  json?: true
}

export function addRestoreCommand(program: Command): void {
  program
    .command('restore')
    .argument('<file>', 'a backup that `undersigned backup` has made')
    .option('--passphrase-file <file>', 'the passphrase it was encrypted with; or set BACKUP_PASSPHRASE')
    .option('--ledger <file...>', 'the ledger of the service, or of its replicas; by default LEDGER_FILE')
    .option(
      '--without-ledger',
      'restore without it: people who were erased after the backup come back, and numbers skip ahead',
    )
    .option('--replace', 'replace the petitions in the database; asks first')
    .option('--yes', 'do not ask')
    .option(
      '--send-waiting',
      'send the emails that were waiting at the time of the backup; they may arrive twice',
    )
    .option('--json', 'print what was done as JSON')
    .description('put a backup into the database, in DATA_DIR or at DATABASE_URL')
    .addHelpText(
      'after',
      `
Stop the service first. It succeeds as a whole, or nothing has changed. A backup of an older version is brought up to this
one. Erased people stay erased, no number is given twice, and nothing is sent again. Read docs/operating.md.`,
    )
    .action((file: string, options: Options) =>
      withDatabase('as-it-is', opened => restoreFile(opened, file, options)),
    )
}

async function restoreFile({ db, url, config }: Opened, file: string, options: Options): Promise<void> {
  const passphrase = await readPassphrase(config, options.passphraseFile)
  const backup = await openBackup(file, passphrase).catch(asOperatorError)
  await refuseWhileRunning(db)
  const ledgers = await chooseLedgers(config, options, backup.manifest)
  await mayReplace(db, options)
  let previous: string | undefined
  const restored = await restore(url, {
    backup,
    ledgers,
    sendWaiting: options.sendWaiting === true,
    mailboxMark: at => JSON.stringify(markAfterRestore(at)),
    openKeys: async (trx, archived) => {
      const opened = await openBackupKeys(config, trx, archived)
      previous = opened.previous
      return opened.keys
    },
  }).catch(asOperatorError)
  await putLedger(config, ledgers)
  if (options.json) {
    const { manifest: of, ...rest } = restored
    return printJson({ takenAt: of.takenAt, ...rest, ...(previous && { previous }) })
  }
  print(...describe(restored, ledgers.length > 0))
  if (previous !== undefined)
    print(
      `The backup was made with a different key from this service's. What it sealed opens for a week if you set SECRET_KEY_PREVIOUS_FILE=${previous}. After the week, delete that setting and the file.`,
    )
}

async function refuseWhileRunning(db: Db): Promise<void> {
  if ((await sessionsOfServices(db)) > 0)
    throw new OperatorError(
      'The service is running on this database. Stop it and all its replicas, and restore again.',
    )
}

async function chooseLedgers(config: Config, options: Options, manifest: Manifest): Promise<string[]> {
  const byDefault = ledgerPath(config)
  const given = options.ledger ?? ((await isThere(byDefault)) ? [byDefault] : [])
  if (options.withoutLedger) return []
  if (given.length === 0)
    throw new OperatorError(
      `There is no ledger at ${byDefault}. It says who was erased after the backup, and which numbers were given: name it with --ledger, or use --without-ledger if it is lost.`,
    )
  await checkLedgers(given, manifest).catch(asOperatorError)
  return given
}

async function mayReplace(db: Db, { replace, yes }: Options): Promise<void> {
  const { petitions, signatures } = await countContent(db)
  if (petitions === 0) return
  const what = `${countOf(petitions, 'petition')} with ${countOf(signatures, 'signature')}`
  if (!replace)
    throw new OperatorError(
      `This database holds ${what}. Nothing has changed. Back it up, and use --replace to put the backup in its place.`,
    )
  await askYes(`This replaces ${what} with the backup, for good.`, 'replace', yes)
}

/** `previous`: the file with the backup's key, if that differs from ours. @throws OperatorError if no key opens it */
async function openBackupKeys(
  config: Config,
  db: Db,
  archived: string | undefined,
): Promise<{ keys: Keys; previous: string | undefined }> {
  const kept = await keptSecret(config)
  const secret = kept ?? archived
  if (secret === undefined)
    throw new OperatorError(
      `The key is missing, and this backup does not have it: put the key of the service into SECRET_KEY, or into ${join(config.dataDir, 'secret')}.`,
    )
  const ours = await keysIfOpen(db, secret, config.secretKeyPrevious)
  if (ours !== undefined) {
    if (kept === undefined) await keepSecret(config.dataDir, secret)
    return { keys: ours, previous: undefined }
  }
  // Wraps what is kept in the database again, under our key.
  const keys = archived === undefined ? undefined : await keysIfOpen(db, secret, archived)
  if (keys === undefined)
    throw new OperatorError(
      'This backup was made with another key. Set SECRET_KEY to that one, or SECRET_KEY_PREVIOUS beside the new one.',
    )
  const path = join(config.dataDir, 'secret-of-backup')
  await makeFolder(config.dataDir)
  await writeFile(path, `${archived}\n`, { mode: 0o600 })
  return { keys, previous: path }
}

async function keysIfOpen(db: Db, secret: string, previous: string | undefined): Promise<Keys | undefined> {
  try {
    return await loadKeys(db, secret, previous)
  } catch (error) {
    if (error instanceof CannotOpen) return undefined
    throw error
  }
}

/** The service goes on writing where it is told to. */
async function putLedger(config: Config, ledgers: string[]): Promise<void> {
  const path = ledgerPath(config)
  const [first] = ledgers
  if (first === undefined) {
    if ((await isThere(path)) && !(await isSomethingElse(path)))
      await rename(path, `${path}.not-replayed-${Date.now()}`)
    return
  }
  if (await isThere(path)) return
  await makeFolder(dirname(path))
  await copyFile(first, path, constants.COPYFILE_EXCL)
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

function describe({ manifest, rows, migrated, replayed, held }: Restored, hadLedger: boolean): string[] {
  const taken = longTime(new Date(manifest.takenAt), 'UTC')
  return [
    `Restored the backup of ${taken}: ${countOf(rows.petition ?? 0, 'petition')}, ${countOf(rows.signature ?? 0, 'signature')}.`,
    ...(migrated.length > 0 ? [`It was of an older version: ran ${migrated.join(', ')}.`] : []),
    ...(hadLedger
      ? describeReplayed(replayed)
      : [
          'Without the ledger, people who were erased after the backup are back, and numbers go on after a gap.',
        ]),
    ...(held > 0
      ? [
          `${countOf(held, 'email or message waits', 'emails or messages wait')} since before the backup and may have been sent: held back, and deleted after a week. To send them: undersigned deliveries release`,
        ]
      : []),
    `Links in emails sent after ${taken} do not work; their pages say so, and ask people to sign again.`,
  ]
}

const did: Record<ReplayedKind, (n: number) => string> = {
  removed: n => countOf(n, 'signature was removed', 'signatures were removed'),
  restored: n => countOf(n, 'removal was undone', 'removals were undone'),
  hidden: n => countOf(n, 'signature was hidden', 'signatures were hidden'),
  private: n => countOf(n, 'signer chose not to be listed', 'signers chose not to be listed'),
  closed: n => countOf(n, 'petition was closed', 'petitions were closed'),
  unlisted: n => countOf(n, 'petition was unlisted', 'petitions were unlisted'),
  erased: n => countOf(n, 'signature was erased', 'signatures were erased'),
  withdrawn: n => countOf(n, 'signature was withdrawn', 'signatures were withdrawn'),
  merged: n => countOf(n, 'signature was merged', 'signatures were merged'),
  dropped: n => countOf(n, 'request was refused or dropped', 'requests were refused or dropped'),
  deleted: n => countOf(n, 'petition was deleted', 'petitions were deleted'),
  refused: n => countOf(n, 'mailbox refused email', 'mailboxes refused email'),
  lifted: n => countOf(n, 'refusal was lifted', 'refusals were lifted'),
  milestone: n => countOf(n, 'milestone was told', 'milestones were told'),
}

function describeReplayed(replayed: Replayed): string[] {
  const kinds = Object.keys(did) as ReplayedKind[]
  const parts = kinds.flatMap(kind => (replayed[kind] ? [did[kind](replayed[kind])] : []))
  return parts.length === 0 ? [] : [`After the backup, ${parts.join(', ')}: done again.`]
}
