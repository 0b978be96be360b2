import type { Command } from 'commander'
import { releaseDeliveries } from '../db/after-restore.ts'
import { listDeliveries, retryDeliveries } from '../db/deliveries.ts'
import type { DeliveryState } from '../db/tables/channel.ts'
import { withDatabase } from './open.ts'
import { countOf, print, printJson, shortTime, table, UsageError } from './output.ts'

interface Options {
  failed?: true
  waiting?: true
  all?: true
  limit: string
  json?: true
}

export function addDeliveriesCommand(program: Command): void {
  const deliveries = program
    .command('deliveries')
    .description('list answers that wait or did not arrive, newest first; recipients are never shown')
    .option('--failed', 'only those that were refused for good')
    .option('--waiting', 'only those that are still being tried')
    .option('--all', 'include those that were sent or erased')
    .option('--limit <number>', 'show at most this many', '50')
    .option('--json', 'print them as JSON')
    .addHelpText(
      'after',
      '\nA refused delivery cannot be sent again: its content is deleted. Anyone who asks again gets a new one.',
    )
    .action(async (options: Options) => {
      const limit = Number(options.limit)
      if (!Number.isSafeInteger(limit) || limit < 1)
        throw new UsageError('--limit must be a whole number, 1 or more.')
      const states = statesOf(options)
      await withDatabase('current', async ({ db }) => {
        const rows = await listDeliveries(db, { ...(states === undefined ? {} : { states }), limit })
        if (options.json) return printJson(rows)
        if (rows.length === 0) return print(nothing(options))
        print(
          table(
            ['id', 'made', 'state', 'tries', 'code', 'petition', 'channel', 'kind', 'ended'],
            rows.map(row => [
              row.id,
              shortTime(row.createdAt),
              row.state,
              String(row.attempts),
              row.error ?? '-',
              row.petition ?? '-',
              row.channel,
              row.kind,
              shortTime(row.endedAt),
            ]),
          ),
        )
      })
    })

  addReleaseCommand(deliveries)
  addRetryCommand(deliveries)
}

function addRetryCommand(deliveries: Command): void {
  deliveries
    .command('retry')
    .argument('[id...]', 'only these, as `deliveries --waiting` shows them')
    .option('--json', 'print how many as JSON')
    .description('send those that wait after a failure again now, once its cause is fixed')
    .action((ids: string[], _options: unknown, retry: Command) =>
      withDatabase('current', async ({ db }) => {
        for (const id of ids)
          if (!isId(id))
            throw new UsageError(`${id} is no id of a delivery; \`deliveries --waiting\` shows them.`)
        const retried = await retryDeliveries(db, ids.length > 0 ? ids : undefined)
        // `deliveries` has an option of this name as well, and takes it first.
        if (retry.optsWithGlobals<{ json?: true }>().json) return printJson({ retried })
        print(
          retried === 0
            ? 'No delivery waits after a failure.'
            : `${countOf(retried, 'delivery is', 'deliveries are')} tried now.`,
        )
      }),
    )
}

function addReleaseCommand(deliveries: Command): void {
  deliveries
    .command('release')
    .option('--json', 'print how many as JSON')
    .description('send those that a restore holds back; they may arrive twice')
    .action((_options: unknown, release: Command) =>
      withDatabase('current', async ({ db }) => {
        const released = await releaseDeliveries(db)
        if (release.optsWithGlobals<{ json?: true }>().json) return printJson({ released })
        print(
          released === 0
            ? 'No delivery is held back.'
            : `${countOf(released, 'delivery is', 'deliveries are')} sent now.`,
        )
      }),
    )
}

function isId(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
}

/** Undefined for all. By default, those on which an operator may want to act. */
function statesOf({ failed, waiting, all }: Options): DeliveryState[] | undefined {
  if (all) return undefined
  const chosen: DeliveryState[] = [
    ...(failed ? ['failed' as const] : []),
    ...(waiting ? ['waiting' as const] : []),
  ]
  return chosen.length > 0 ? chosen : ['waiting', 'failed', 'expired']
}

function nothing({ failed, waiting, all }: Options): string {
  if (all) return 'There is no delivery yet.'
  if (failed && !waiting) return 'No delivery was refused.'
  if (waiting && !failed) return 'No delivery is waiting.'
  return 'No delivery is waiting, and none was refused (--all shows those that were sent).'
}
