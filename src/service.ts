/** Opens what the service and the operator's commands share: the database, the keys, the queue. */
import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { placeOfMailbox } from './adapters/email/place.ts'
import type { Config } from './config.ts'
import type { Log } from './core/channel.ts'
import { separateReasons } from './core/desk/separate-reasons.ts'
import { CannotOpen, type Keys, loadKeys } from './core/keys.ts'
import { rememberLimits } from './core/outbound/limits.ts'
import { reseal } from './core/reseal.ts'
import { withoutUndefined } from './core/without-undefined.ts'
import { batchTransactions, type Service } from './core/work.ts'
import { lastRestoration } from './db/after-restore.ts'
import { answersOn, channelNames } from './db/channels.ts'
import { type Database, type Db, openDatabase, openPool } from './db/database.ts'
import { migrate } from './db/migrate.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './db/postgres/embedded-postgres.ts'
import { openQueue, type Queue } from './db/queue.ts'
import { openReadReplica, type ReadReplica, readsFrom } from './db/read-replica.ts'
import { hasWrappedKeys } from './db/wrapped-keys.ts'
import { aboutDomain } from './domains.ts'
import { pdfPress } from './exports/pdf/pdf-press.ts'
import { writeExport } from './exports/write-export.ts'
import { startPictures } from './pictures/pictures.ts'
import { startReader } from './reader/reader.ts'

export interface OpenedService {
  service: Service
  queue: Queue
  /** Undefined without DATABASE_READ_URL, and for a command. */
  replica: ReadReplica | undefined
  databaseUrl: string
  /** Undefined with DATABASE_URL. */
  embedded: EmbeddedPostgres | undefined
  close(): Promise<void>
}

/** An error that the operator can do something about: one sentence, no stack. */
export class OperatorError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'OperatorError'
  }
}

export interface OpenedDatabase {
  database: Database
  url: string
  embedded: EmbeddedPostgres | undefined
  close(): Promise<void>
}

/** The operator's Postgres, or our own. A `command` is one more client beside a running service. */
export async function openConfiguredDatabase(
  config: Config,
  log: Log,
  as: 'service' | 'command',
): Promise<OpenedDatabase> {
  const embedded =
    config.databaseUrl === undefined
      ? await startEmbeddedPostgres({ dataDir: config.dataDir, as, log })
      : undefined
  const url = embedded?.url ?? config.databaseUrl ?? ''
  try {
    const database = await openDatabase({ url }, { log, poolSize: as === 'service' ? 10 : 2 })
    return {
      database,
      url,
      embedded,
      async close() {
        try {
          await database.close()
        } finally {
          await embedded?.stop()
        }
      },
    }
  } catch (error) {
    await embedded?.stop()
    throw error
  }
}

/** Connections for readers of pages and exports, who wait for each other and take none from people who sign. */
const PAGE_CONNECTIONS = 6

/** One count of a million signatures holds up no other command, and three at once leave connections for people who sign. */
const deskTransactions = { most: 1, atOnce: 3, perLane: 2, longestStatement: 30_000 }

/** Opens the database, migrates it and loads the keys. The caller starts the workers. @throws OperatorError */
export async function openService(
  config: Config,
  log: Log,
  as: 'service' | 'command',
): Promise<OpenedService> {
  const { database, url, embedded, close } = await openConfiguredDatabase(config, log, as)
  const pages = as === 'service' ? openPool({ url }, { log, poolSize: PAGE_CONNECTIONS }) : undefined
  const primary = pages?.db ?? database.db
  try {
    const keys = await prepareDatabase(config, database.db, log, as)
    const restoration = await lastRestoration(database.db)
    const queue = openQueue({ db: database.db, url, log })
    const pictures = startPictures()
    const reader = startReader()
    const replica = as === 'service' ? openStandby(config, primary, log) : undefined
    const pdf = pdfPress()
    const service: Service = {
      ...settingsOf(config),
      db: database.db,
      reads: replica ?? readsFrom(primary),
      queue,
      keys,
      log,
      limits: rememberLimits(database.db),
      missing: restoration && { from: restoration.backup_at, to: restoration.restored_at },
      transact: batchTransactions(database.db, queue),
      transactDesk: batchTransactions(database.db, queue, deskTransactions),
      aboutDomain,
      draw: picture => pictures.draw(picture),
      understand: message => reader.understand(message),
      understandReply: reply => reader.understandReply(reply),
      expectWords: () => reader.expect(),
      writeExport,
      writePdf: pdf.write,
      pdfIsBusy: pdf.isBusy,
    }
    return {
      service,
      queue,
      replica,
      databaseUrl: url,
      embedded,
      async close() {
        // Each closes even if another fails; the first failure is thrown.
        const ended = await Promise.allSettled([
          queue.stop({ timeoutMs: 1_000 }),
          pictures.stop(),
          replica?.stop(),
          pages?.close(),
        ])
        await close()
        for (const end of ended) if (end.status === 'rejected') throw end.reason
      },
    }
  } catch (error) {
    await pages?.close()
    await close()
    throw error
  }
}

/** Migrates the database and opens the keys. The service also seals again what an earlier key or version sealed. @throws OperatorError */
async function prepareDatabase(config: Config, db: Db, log: Log, as: 'service' | 'command'): Promise<Keys> {
  const { applied } = await migrate(db)
  if (applied.length > 0) log.info({ applied: applied.length }, 'migrated')
  const keys = await openKeys(config, db)
  if (as === 'service') {
    await reseal(db, keys, log)
    await separateReasons(db, keys)
  }
  return keys
}

function settingsOf(
  config: Config,
): Pick<Service, 'publicUrl' | 'site' | 'mailAddress' | 'mailPlace' | 'channels' | 'create'> {
  return {
    publicUrl: config.publicUrl,
    site: withoutUndefined(config.site),
    mailAddress: config.mail?.address,
    mailPlace: config.mail === undefined ? undefined : placeOfMailbox,
    channels: channelNames.filter(channel => {
      const answering = answersOn(channel)
      return config[answering === 'email' ? 'mail' : answering] !== undefined
    }),
    create: config.create,
  }
}

function openStandby({ databaseReadUrl }: Config, primary: Db, log: Log): ReadReplica | undefined {
  if (databaseReadUrl === undefined) return undefined
  return openReadReplica({
    url: databaseReadUrl,
    primary,
    log,
    onChange: (isRead, why) =>
      isRead
        ? log.info({}, 'the standby is read')
        : log.warn({ why }, 'the standby is not read; the primary answers in its place'),
  })
}

/** Makes the keys if they are missing. @throws OperatorError if the key is another one, or lost */
export async function openKeys(config: Config, db: Db): Promise<Keys> {
  const secret = config.secretKey ?? (await secretInDataDir(config.dataDir, db))
  try {
    return await loadKeys(db, secret, config.secretKeyPrevious)
  } catch (error) {
    if (!(error instanceof CannotOpen)) throw error
    throw new OperatorError(
      config.secretKey === undefined
        ? `${secretPath(config.dataDir)} is not the key this database was made with. Put the old file back, or set the old key as SECRET_KEY_PREVIOUS.`
        : 'SECRET_KEY is not the key this database was made with. Set the old key as SECRET_KEY_PREVIOUS beside the new one, or set SECRET_KEY back to it.',
      { cause: error },
    )
  }
}

/** The secret of SECRET_KEY or of the data folder. Undefined if there is none yet. @throws OperatorError if it is too short */
export async function keptSecret({
  secretKey,
  dataDir,
}: Pick<Config, 'secretKey' | 'dataDir'>): Promise<string | undefined> {
  if (secretKey !== undefined) return secretKey
  const path = secretPath(dataDir)
  const secret = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
  if (secret !== undefined && Buffer.byteLength(secret.trim()) < 32)
    throw new OperatorError(
      `${path} holds no key: restore it from a backup, or remove the data folder to start over.`,
    )
  return secret?.trim()
}

/** Writes the secret into the data folder, readable by its owner only. Leaves an existing file as it is. */
export async function keepSecret(dataDir: string, secret: string): Promise<void> {
  await writeFile(secretPath(dataDir), `${secret}\n`, { mode: 0o600, flag: 'wx' }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    },
  )
}

export function ledgerPath({ ledgerFile, dataDir }: Pick<Config, 'ledgerFile' | 'dataDir'>): string {
  return ledgerFile ?? join(dataDir, 'ledger')
}

function secretPath(dataDir: string): string {
  return join(dataDir, 'secret')
}

/** Makes the secret once, with the database. If it is lost, a new one would open nothing, so this throws. */
async function secretInDataDir(dataDir: string, db: Db): Promise<string> {
  const read = () => keptSecret({ secretKey: undefined, dataDir })
  const kept = await read()
  if (kept !== undefined) return kept
  const isNew = !(await hasWrappedKeys(db))
  if (isNew) await keepSecret(dataDir, randomBytes(32).toString('base64'))
  // If two processes make it at once, both read what one of them wrote.
  const secret = await read()
  if (secret === undefined)
    throw new OperatorError(
      `${secretPath(dataDir)} is lost: put it back from where you kept it, or restore an encrypted backup, which has the key in it (docs/operating.md).`,
    )
  return secret
}
