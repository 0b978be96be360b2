import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../../config.ts'
import { mostAreRefused } from '../../core/outbound/most-refused.ts'
import type { Db } from '../../db/database.ts'
import { lastHourOfEmail } from '../../db/deliveries.ts'
import { petitionsMiscounted } from '../../db/figures/counts.ts'
import { migrationsPending } from '../../db/migrate.ts'
import { serverFacts } from '../../db/postgres/server-facts.ts'
import { measureReplica } from '../../db/read-replica.ts'
import { wrappedKey } from '../../db/wrapped-keys.ts'
import { OperatorError, openKeys } from '../../service.ts'
import { type Finding, findings } from './finding.ts'

/** The database's clock times messages, this machine's clock times email. */
const clocksMayDiffer = 30_000

/** True if opening the database would make one. */
export function hasNoCluster(config: Config): boolean {
  return config.databaseUrl === undefined && !existsSync(join(config.dataDir, 'cluster', 'PG_VERSION'))
}

export async function checkDatabase(config: Config, db: Db): Promise<Finding> {
  const { ok, wrong } = findings('database')
  const begun = Date.now()
  const { version, now } = await serverFacts(db)
  const ahead = now.getTime() - (begun + Date.now()) / 2
  const where = config.databaseUrl === undefined ? `our own in ${config.dataDir}` : 'the one of DATABASE_URL'
  const pending = await migrationsPending(db)
  if (pending.length > 0)
    return wrong(
      `Postgres ${version}, ${where}, answers, but ${pending.join(', ')} has not been run: run undersigned migrate, or restart the service`,
    )
  if (Math.abs(ahead) > clocksMayDiffer)
    return wrong(
      `Postgres ${version}, ${where}: its clock is ${Math.round(Math.abs(ahead) / 1000)} s ${ahead > 0 ? 'ahead of' : 'behind'} this machine's; set both by NTP`,
    )
  return ok(`Postgres ${version}, ${where}; tables up to date, clocks agree`)
}

/** Undefined without DATABASE_READ_URL. */
export async function checkStandby({ databaseReadUrl }: Config, db: Db): Promise<Finding | undefined> {
  if (databaseReadUrl === undefined) return undefined
  const { ok, wrong } = findings('standby')
  const found = await measureReplica(databaseReadUrl, db)
  return 'ms' in found
    ? ok(`follows the database, ${(found.ms / 1000).toFixed(1)} s behind`)
    : wrong(`${found.why}, so pages are read from the primary in its place`, 'DATABASE_READ_URL')
}

/** Counts are kept beside the rows they count; this compares the two. */
export async function checkCounts(db: Db): Promise<Finding> {
  const { ok, wrong } = findings('counts')
  const miscounted = await petitionsMiscounted(db)
  return miscounted.length === 0
    ? ok('equal to the signatures and requests they count')
    : wrong(
        `wrong (${miscounted.join(', ')}), for example after a restore with triggers off: undersigned migrate counts again`,
      )
}

/** Servers may refuse the operator's server as a whole: then nobody gets an answer, and no mailbox is to blame. */
export async function checkRefusals(db: Db): Promise<Finding> {
  const { ok, wrong } = findings('refusals')
  const figures = await lastHourOfEmail(db)
  return mostAreRefused(figures)
    ? wrong(
        `servers refuse most of our email (${figures.refused} wait, ${figures.sent} were taken in the last hour): \`deliveries --waiting\` shows their codes; look at SPF, DKIM, DMARC and block lists, then \`deliveries retry\``,
        'SMTP_URL',
      )
    : ok('servers take our email')
}

/** Makes nothing: the first start makes the key, and the trial is rolled back. */
export async function checkKeys(config: Config, db: Db): Promise<Finding> {
  const { ok, skipped, wrong } = findings('keys')
  const inUse = await wrappedKey(db, 'identity').then(
    () => true,
    () => false,
  )
  if (!inUse) return skipped('there are none yet; the first start of the service makes them')
  const file = join(config.dataDir, 'secret')
  if (config.secretKey === undefined && !existsSync(file))
    return wrong(
      `${file} is missing, and nothing sealed opens without it: restore it from a backup, or set SECRET_KEY to its content`,
      'SECRET_KEY',
    )
  const trial = await db.startTransaction().execute()
  try {
    await openKeys(config, trial)
    return ok(`${config.secretKey === undefined ? file : 'SECRET_KEY'} opens what is sealed`)
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error
    return wrong(error.message, 'SECRET_KEY', 'SECRET_KEY_PREVIOUS')
  } finally {
    await trial.rollback().execute()
  }
}
