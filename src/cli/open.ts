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
  config: Config
  log: Log
  embedded: OpenedDatabase['embedded']
}

/** @throws ConfigError */
export function commandConfig(): Config {
  const environment = process.env
  const config = readConfig(environment, process.getuid?.() === 0)
  if (environment.DATA_DIR?.trim()) return config
  // Called from another folder than the service's, ./data would be a new and empty one.
  const besideTheCode = fileURLToPath(new URL('../../data', import.meta.url))
  const elsewhere = config.dataDir === './data' && !existsSync(config.dataDir) && existsSync(besideTheCode)
  return { ...config, dataDir: resolve(elsewhere ? besideTheCode : config.dataDir) }
}

/** Silent unless LOG_LEVEL is set: a command's result stands alone. */
export function commandLog(config: Config): Log {
  return openLog(process.env.LOG_LEVEL?.trim() ? config.logLevel : 'silent')
}

/**
 * Runs `act` on the database and leaves everything as it was found: a Postgres started here is stopped, on an
 * interruption too. `schema: 'current'` makes sure that the tables are there.
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
    const { database, embedded, close } = await opening
    try {
      if (schema === 'current') await bringUpToDate(database.db, config)
      return await act({ db: database.db, config, log, embedded })
    } finally {
      await close()
    }
  } finally {
    stopWatching()
  }
}

/** A database of DATABASE_URL may be served by replicas of the former version: only `migrate` or a start changes it. */
async function bringUpToDate(db: Db, config: Config): Promise<void> {
  const pending = await migrationsPending(db)
  if (pending.length === 0) return
  const empty = pending[0]?.startsWith('0000_') === true
  if (config.databaseUrl !== undefined && !empty)
    throw new OperatorError(
      `The database is older than this Undersigned (${pending.join(', ')} not yet run): run undersigned migrate, or start the new version.`,
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
