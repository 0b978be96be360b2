import { setTimeout as sleep } from 'node:timers/promises'
import type { Command } from 'commander'
import {
  advance,
  pauseMs,
  previewOf,
  shownInvalidation,
  startInvalidation,
  stopInvalidation,
  undoInvalidation,
} from '../core/desk/invalidation.ts'
import { logAct } from '../core/desk/log-entry.ts'
import type { Keys } from '../core/keys.ts'
import { type TypedCondition, takeCondition } from '../core/reading/commands/read-condition.ts'
import type { Db } from '../db/database.ts'
import { holdDesk, holdDeskEntry, markUndone } from '../db/desk-entries.ts'
import { countInvalidated, openInvalidationsOf } from '../db/invalidations.ts'
import type { PetitionRow } from '../db/petitions.ts'
import type { SignatureRow } from '../db/signatures.ts'
import { OperatorError, openKeys } from '../service.ts'
import { askYes } from './ask-yes.ts'
import { withDatabase } from './open.ts'
import { asNumber, countOf, forTerminal, print, printJson, shortTime, table, UsageError } from './output.ts'
import { findPetition } from './petition/find.ts'

interface Options extends Partial<Record<Exclude<keyof TypedCondition, 'disposable'>, string>> {
  disposable?: true
  reason?: string
  dryRun?: true
  yes?: true
  undo?: string
  stop?: true
  json?: true
}

interface Desk {
  db: Db
  keys: Keys
  petition: PetitionRow
}

const sampleSize = 10

export function addInvalidateCommand(program: Command): void {
  program
    .command('invalidate')
    .argument('<slug>', 'the petition')
    .option('--domain <domain>', 'mailboxes at this domain, and at domains inside it')
    .option('--disposable', 'disposable addresses')
    .option('--community <id>', 'a server or workspace, by its id or name')
    .option('--channel <channel>', 'email, web, discord or slack')
    .option('--since <time>', 'confirmed then or later, such as "2026-11-20 18:00"')
    .option('--until <time>', 'confirmed before')
    .option('--name <pattern>', 'the whole name; * stands for any letters')
    .option('--evidence <grade>', 'dkim, account, reply or press')
    .option('--reason <text>', 'why; the log of the petition keeps it')
    .option('--dry-run', 'only say how many match, and show some')
    .option('--yes', 'do not ask')
    .option('--undo <entry>', 'get back what an entry of the log removed')
    .option('--stop', 'stop a removal that is still running')
    .option('--json', 'print the outcome as JSON')
    .description('remove all signatures that match a condition, in every part of it')
    .addHelpText(
      'after',
      `
It goes on in parts of a thousand, and people can sign meanwhile. Ctrl-C or --stop stops it between two parts; the service goes
on with one that was killed. Organisers see it in their log, and can undo it for 24 hours. Numbers that were announced and are no
longer reached will be announced again once they are.`,
    )
    .action((slug: string, options: Options) =>
      withDatabase('current', async ({ db, config }) => {
        const petition = await findPetition(db, slug)
        const desk = { db, keys: await openKeys(config, db), petition }
        if (options.stop) return stop(desk, options)
        if (options.undo !== undefined) return undo(desk, options.undo, options)
        return invalidate(desk, options)
      }),
    )
}

async function invalidate(desk: Desk, options: Options): Promise<void> {
  const { db, keys, petition } = desk
  const typed = readCondition(options)
  const preview = await previewOf(desk, petition, typed, { sample: sampleSize })
  if (preview === undefined)
    throw new UsageError('Give a condition, such as --domain farm.example; times as 2026-11-20.')
  const { count, sample } = preview
  if (options.dryRun || count === 0) {
    if (options.json) return printJson({ fitting: count, sample: sample.map(asJson) })
    return show(petition, preview)
  }
  if (options.reason === undefined) throw new UsageError('Give a --reason: the log of the petition keeps it.')
  if (!options.json) show(petition, preview)
  await askYes(`Remove ${countOf(count, 'signature')} of ${petition.slug}?`, 'yes', options.yes)
  const act = shownInvalidation(typed, preview, options.reason)
  const { id, entry } = await db.transaction().execute(async trx => {
    await holdDesk(trx, petition.id)
    return startInvalidation(trx, keys, { petition, typed, act })
  })
  const stopped = await runParts(desk, id, options)
  const removed = await countInvalidated(db, id)
  if (options.json) return printJson({ entry, removed, stopped })
  const stoppedAt = stopped ? `Stopped with ${asNumber(count - removed)} to go: ` : ''
  print(
    `${stoppedAt}${countOf(removed, 'signature is', 'signatures are')} removed: entry ${entry} of the log.`,
  )
  print(`Undo with: undersigned invalidate ${petition.slug} --undo ${entry}`)
}

/** Until it is over or somebody interrupts it. True if it was interrupted. */
async function runParts({ db, keys }: Desk, id: string, { json }: Options): Promise<boolean> {
  let interrupted = false
  const interrupt = () => {
    interrupted = true
  }
  // The others would close the database before this is stopped.
  const others = process.listeners('SIGINT')
  for (const other of others) process.off('SIGINT', other)
  process.on('SIGINT', interrupt)
  try {
    for (let more = true; more && !interrupted; ) {
      more = (await db.transaction().execute(trx => advance(trx, keys, id))).more
      if (more) await sleep(pauseMs)
      if (!json && process.stderr.isTTY)
        process.stderr.write(`\r${asNumber(await countInvalidated(db, id))} `)
    }
    if (interrupted) await db.transaction().execute(trx => stopInvalidation(trx, id))
  } finally {
    process.off('SIGINT', interrupt)
    for (const other of others) process.on('SIGINT', other)
    if (!json && process.stderr.isTTY) process.stderr.write('\n')
  }
  return interrupted
}

async function stop({ db, petition }: Desk, { json }: Options): Promise<void> {
  const entries: number[] = []
  for (const { entry_id, number } of await openInvalidationsOf(db, petition.id))
    if (await db.transaction().execute(trx => stopInvalidation(trx, entry_id))) entries.push(number)
  if (json) return printJson({ stopped: entries })
  print(entries.length === 0 ? 'Nothing was running.' : `Stopped: entry ${entries.join(', ')} of the log.`)
}

async function undo(desk: Desk, given: string, options: Options): Promise<void> {
  const { db, petition } = desk
  const number = /^#?(\d{1,9})$/.exec(given)?.[1]
  if (number === undefined) throw new UsageError('--undo takes the number of an entry of the log.')
  const open = await openInvalidationsOf(db, petition.id)
  // Somebody pressed Ctrl-C while it was being undone.
  const begun = open.find(one => one.number === Number(number) && one.state === 'undoing')
  const id = begun?.entry_id ?? (await beginUndo(desk, Number(number)))
  const removed = await countInvalidated(db, id)
  const stopped = await runParts(desk, id, options)
  if (options.json) return printJson({ undone: Number(number), signatures: removed, stopped })
  if (stopped)
    return print(
      `Stopped with ${asNumber(await countInvalidated(db, id))} of ${countOf(removed, 'signature')} to go. The service goes on with them if it runs; otherwise say the same again.`,
    )
  print(`${countOf(removed, 'signature is', 'signatures are')} what they were before entry ${number}.`)
}

/** Returns the entry's id. @throws OperatorError if it cannot be undone */
function beginUndo({ db, keys, petition }: Desk, number: number): Promise<string> {
  return db.transaction().execute(async trx => {
    const row = await holdDeskEntry(trx, petition.id, number)
    if (row?.act !== 'invalidate')
      throw new OperatorError(`Entry ${number} of ${petition.slug} removed nothing by condition.`)
    if (row.undone_at !== null) throw new OperatorError(`Entry ${number} has already been undone.`)
    if (!row.fresh) throw new OperatorError(`Entry ${number} is older than 24 hours.`)
    if (!(await undoInvalidation(trx, row.id)))
      throw new OperatorError(`A later entry changed some of these signatures: undo that one first.`)
    await markUndone(trx, row.id)
    await logAct(trx, keys, {
      petitionId: petition.id,
      act: { kind: 'undo', entry: number, what: 'invalidate' },
    })
    return row.id
  })
}

/** Read as organisers' words are. */
function readCondition(options: Options): TypedCondition {
  const { domain, disposable, community, channel, since, until, name, evidence } = options
  const given = { domain, community, channel, since, until, name, evidence }
  const words = Object.entries(given).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}:${value}`],
  )
  const taken = takeCondition(disposable ? [...words, 'disposable'] : words)
  if (taken === undefined) {
    const wrong = words.find(word => takeCondition([word]) === undefined)?.replace(':', ' ')
    throw new UsageError(`--${wrong} cannot be read; see: undersigned invalidate --help`)
  }
  return taken.condition
}

function show({ slug }: PetitionRow, { count, sample }: { count: number; sample: SignatureRow[] }): void {
  print(`${countOf(count, 'signature')} of ${slug} ${count === 1 ? 'fits' : 'fit'}.`)
  if (sample.length === 0) return
  const rows = sample.map(row => [
    String(row.number),
    shortTime(row.confirmed_at),
    row.channel,
    forTerminal([row.name, row.occupation, row.organisation].filter(Boolean).join(', ')),
  ])
  print(table(['number', 'confirmed', 'channel', 'the latest'], rows))
}

function asJson({ number, name, organisation, channel, confirmed_at }: SignatureRow) {
  return { number, name, organisation, channel, confirmedAt: confirmed_at }
}
