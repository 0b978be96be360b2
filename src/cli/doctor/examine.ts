/** All checks of doctor. Each stands on those before it. */
import { join } from 'node:path'
import type { Mark } from '../../adapters/email/receive/mailbox-mark.ts'
import { type Config, ConfigError, type MailConfig } from '../../config.ts'
import { countMade, type DeliveryFigures, deliveryFigures, mailboxesRefused } from '../../db/deliveries.ts'
import { listParked } from '../../db/parked.ts'
import { allPetitions, type PetitionRow } from '../../db/petitions.ts'
import { describeStartError } from '../../start-words.ts'
import { mailboxMark } from '../mailbox.ts'
import { commandConfig, commandLog, type Opened, withDatabase } from '../open.ts'
import { checkArrival } from './arrival.ts'
import { checkMailCircle } from './circle.ts'
import {
  checkCounts,
  checkDatabase,
  checkKeys,
  checkRefusals,
  checkStandby,
  hasNoCluster,
} from './database.ts'
import { checkDiscord } from './discord.ts'
import { checkDkim } from './dkim.ts'
import { type Finding, findings } from './finding.ts'
import { checkListener } from './listener.ts'
import { checkImap, checkLists, checkMailAddress, checkProof, checkSmtp, checkTrialMail } from './mail.ts'
import { checkSlack } from './slack.ts'
import { checkPublicUrl, checkService } from './web.ts'

/** The last 24 hours, from the database. */
export interface Figures {
  deliveries: DeliveryFigures
  mailboxesRefused: number
  parked: number
}

type Report = (finding: Finding) => void

/** Reports each finding as soon as it is made. Returns no figures if the database cannot be read. */
export async function examine(
  report: Report,
  options: { mail: boolean; waitMs: number },
): Promise<Figures | undefined> {
  report(checkNode())
  let config: Config
  try {
    config = commandConfig()
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    for (const problem of error.problems)
      report(findings('configuration').wrong(problem, ...(/^[A-Z_]+/.exec(problem) ?? [])))
    return undefined
  }
  report(findings('configuration').ok(config.trial ? 'complete, for trying out' : 'complete'))
  const seen = await examineDatabase(config, report)
  const { finding, runs } = await checkService(config, seen?.postgresRan === true)
  const reached = await checkPublicUrl(config, seen?.petition)
  // If several machines share one database, the service may run on another one.
  const elsewhere =
    !runs && config.databaseUrl !== undefined && config.publicUrlIsSet && reached.state === 'ok'
  const { skipped, wrong } = findings('service')
  // Our own Postgres runs as long as its service.
  const isOnOtherData =
    finding.state === 'ok' &&
    config.databaseUrl === undefined &&
    (hasNoCluster(config) || seen?.postgresRan === false)
  if (elsewhere) report(skipped('not on this machine, but it answers at PUBLIC_URL'))
  else if (isOnOtherData)
    report(
      wrong(
        `runs, but not on the data in ${config.dataDir}: run doctor with the settings of the service, which says at its start where its data is`,
        'DATA_DIR',
      ),
    )
  else report(finding)
  report(reached)
  if (config.mail === undefined) report(findings('email').skipped('off; set SMTP_URL to turn it on'))
  else await examineMail(config, config.mail, { runs, elsewhere, mark: seen?.mark }, report, options)
  if (config.discord !== undefined) report(await checkDiscord(config.discord))
  if (config.slack !== undefined) for (const found of await checkSlack(config.slack, config)) report(found)
  return seen?.figures
}

function checkNode(): Finding {
  const { ok, wrong } = findings('node')
  const { node } = process.versions
  return Number(node.split('.')[0]) >= 24
    ? ok(node)
    : wrong(`${node} is too old: run npm ci, and start with npx undersigned or npm start`)
}

interface Seen {
  postgresRan: boolean
  petition: PetitionRow | undefined
  figures: Figures | undefined
  /** How far the mailbox has been read. */
  mark: Mark | undefined
}

async function examineDatabase(config: Config, report: Report): Promise<Seen | undefined> {
  const { skipped, wrong } = findings('database')
  if (hasNoCluster(config)) {
    report(skipped(`${config.dataDir} holds none yet; the first start makes it`))
    return undefined
  }
  try {
    return await withDatabase('as-it-is', opened => lookInside(opened, report), config)
  } catch (error) {
    report(wrong(describeStartError(error), config.databaseUrl === undefined ? 'DATA_DIR' : 'DATABASE_URL'))
    return undefined
  }
}

async function lookInside({ db, config, embedded }: Opened, report: Report): Promise<Seen> {
  const database = await checkDatabase(config, db)
  report(database)
  const postgresRan = embedded !== undefined && !embedded.owned
  // Without its tables there is nothing more to check.
  if (database.state === 'wrong')
    return { postgresRan, petition: undefined, figures: undefined, mark: undefined }
  report(await checkKeys(config, db))
  report(await checkCounts(db))
  if (config.mail?.smtpUrl !== undefined) {
    report(await checkRefusals(db))
    report(checkProof(config.mail, await countMade(db, 'askSender')))
  }
  const lists = await checkLists(db)
  if (lists !== undefined) report(lists)
  const standby = await checkStandby(config, db)
  if (standby !== undefined) report(standby)
  return {
    postgresRan,
    mark: await mailboxMark(db, config),
    petition: (await allPetitions(db)).find(({ status }) => status !== 'draft'),
    figures: {
      deliveries: await deliveryFigures(db),
      mailboxesRefused: await mailboxesRefused(db),
      parked: (await listParked(db)).length,
    },
  }
}

async function examineMail(
  config: Config,
  mail: MailConfig,
  service: { runs: boolean; elsewhere: boolean; mark: Mark | undefined },
  report: Report,
  options: { mail: boolean; waitMs: number },
): Promise<void> {
  const log = commandLog(config)
  const { smtpUrl, imapUrl } = mail
  report(checkMailAddress(mail))
  const outgoing =
    smtpUrl === undefined
      ? await checkTrialMail(join(config.dataDir, 'trial-mail'))
      : await checkSmtp(mail, smtpUrl, log)
  report(outgoing)
  const incoming = imapUrl === undefined ? undefined : await checkImap(imapUrl, service.mark)
  if (incoming !== undefined) report(incoming)
  const listener = await checkListener(mail, service.runs)
  if (listener !== undefined) report(listener)
  if (smtpUrl !== undefined) report(await circle(mail, smtpUrl, outgoing, incoming, options, log))
  const bad = [outgoing, incoming, listener].some(found => found?.state === 'wrong')
  report(await arrival(config, mail, service.runs || service.elsewhere, bad, options))
  const dkim = await checkDkim(mail)
  if (dkim !== undefined) report(dkim)
}

async function circle(
  mail: MailConfig,
  smtpUrl: string,
  outgoing: Finding,
  incoming: Finding | undefined,
  options: { mail: boolean; waitMs: number },
  log: ReturnType<typeof commandLog>,
): Promise<Finding> {
  const { skipped } = findings('email circle')
  const { imapUrl } = mail
  if (!options.mail) return skipped('not tried (--no-mail)')
  if (imapUrl === undefined)
    return skipped('without IMAP_URL there is no mailbox an email could come back to')
  if (outgoing.state === 'wrong' || incoming?.state === 'wrong')
    return skipped('first fix what is wrong above')
  return checkMailCircle({ ...mail, smtpUrl, imapUrl }, options.waitMs, log)
}

async function arrival(
  config: Config,
  mail: MailConfig,
  serviceRuns: boolean,
  isBroken: boolean,
  options: { mail: boolean; waitMs: number },
): Promise<Finding> {
  const { skipped } = findings('email arrival')
  const { smtpUrl, imapUrl, listen } = mail
  if (smtpUrl === undefined)
    return skipped('no email leaves this machine; with SMTP_URL, doctor sends one to the service')
  if (imapUrl === undefined && listen === undefined)
    return skipped('no email reaches the service; set IMAP_URL or MAIL_LISTEN')
  if (!options.mail) return skipped('not tried (--no-mail)')
  if (isBroken) return skipped('first fix what is wrong above')
  if (!serviceRuns)
    return skipped('the service is not running; start it first, because it must receive an email')
  return withDatabase('as-it-is', ({ db }) => checkArrival({ ...mail, smtpUrl }, db, options.waitMs), config)
}
