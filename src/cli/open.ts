/** A command's way to the database: beside a running service, or alone. */
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Config, readConfig } from '../config.ts'
import type { Log } from '../core/channel.ts'
import type { Db } from '../db/database.ts'
import { migrate, migrationsPending } from '../db/migrate.ts'
import { openLog } from '../log.ts'
import { type OpenedDatabase, OperatorError, openConfiguredDatabase } from '../service.ts'

export interface Opened {
  db: Db
  /** The URL of the same database, for another connection. */
  url: string
  config: Config
  log: Log
  embedded: OpenedDatabase['embedded']
}

/** @throws ConfigError */
export function commandConfig(): Config {
  const environment = process.env
  const config = readConfig(environment, process.getuid?.() === 0)
  if (environment.DATA_DIR?.trim()) return config
  // If called from another folder than the service's, ./data would be new and empty.
  const besideTheCode = fileURLToPath(new URL('../../data', import.meta.url))
  const elsewhere = config.dataDir === './data' && !existsSync(config.dataDir) && existsSync(besideTheCode)
  return { ...config, dataDir: resolve(elsewhere ? besideTheCode : config.dataDir) }
}

/** Silent unless LOG_LEVEL is set: a command's result stands alone. */
export function commandLog(config: Config): Log {
  return openLog(process.env.LOG_LEVEL?.trim() ? config.logLevel : 'silent')
}

/**
 * Runs `act` on the database. Stops the Postgres if it was started here, even after Ctrl-C. `schema: 'current'` makes sure
 * that the tables are there.
 */
export async function withDatabase<T>(
  schema: 'current' | 'as-it-is',
  act: (opened: Opened) => Promise<T>,
  config: Config = commandConfig(),
): Promise<T> {
  const log = commandLog(config)
  const opening = openConfiguredDatabase(config, log, 'command')
  const stopWatching = onInterruption(async () => (await opening).close())
  try {
    const { database, url, embedded, close } = await opening
    try {
      if (schema === 'current') await bringUpToDate(database.db, config)
      return await act({ db: database.db, url, config, log, embedded })
    } finally {
      await close()
    }
  } finally {
    stopWatching()
  }
}

/** Replicas of the version before may use the database of DATABASE_URL: only `migrate` or a start of the service changes it. */
async function bringUpToDate(db: Db, config: Config): Promise<void> {
  const pending = await migrationsPending(db)
  if (pending.length === 0) return
  const empty = pending[0]?.startsWith('0000_') === true
  if (config.databaseUrl !== undefined && !empty)
    throw new OperatorError(
      `The database is older than this Undersigned (${pending.join(', ')} has not been run): run undersigned migrate, or start the new version.`,
    )
  await migrate(db)
}

function onInterruption(close: () => Promise<void>): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  let ending = false
  const end = (signal: NodeJS.Signals) => {
    if (ending) return
    ending = true
    const exit = () => process.exit(128 + constants.signals[signal])
    close().then(exit, exit)
  }
  for (const signal of signals) process.on(signal, end)
  return () => {
    for (const signal of signals) process.off(signal, end)
  }
}
