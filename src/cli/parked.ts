import type { Command } from 'commander'
import { CannotOpen, type Keys } from '../core/keys.ts'
import type { Db } from '../db/database.ts'
import { dropParked, listParked, parkedMessage } from '../db/parked.ts'
import { OperatorError, openKeys } from '../service.ts'
import { withDatabase } from './open.ts'
import { print, printJson, shortTime, table } from './output.ts'

export function addParkedCommands(program: Command): void {
  const parked = program
    .command('parked')
    .description(
      'messages that failed three times; their first 64 kB are kept, sealed, for 30 days (100 MB in all)',
    )

  parked
    .command('list', { isDefault: true })
    .description('list them, oldest first, as parked alone does')
    .option('--json', 'print them as JSON')
    .action((options: { json?: true }) =>
      withDatabase('current', async ({ db }) => {
        const rows = await listParked(db)
        if (options.json) return printJson(rows)
        print(rows.length === 0 ? 'No message is parked.' : tableOf(rows))
      }),
    )

  parked
    .command('show')
    .argument('<id>', 'the id, or its beginning')
    .description('print the message as it arrived; beware, a stranger wrote it')
    .action((id: string) =>
      withDatabase('current', async ({ db, config }) => {
        const found = await findParked(db, id)
        const sealed = await parkedMessage(db, found)
        if (sealed === undefined)
          throw new OperatorError('Nothing of this message is kept any more: newer ones needed the space.')
        const raw = await openMessage(await openKeys(config, db), found, sealed)
        process.stdout.write(process.stdout.isTTY ? visible(raw) : raw)
      }),
    )

  parked
    .command('drop')
    .alias('delete')
    .argument('<id>', 'the id, or its beginning')
    .description('delete a message')
    .action((id: string) =>
      withDatabase('current', async ({ db }) => {
        const found = await findParked(db, id)
        if (!(await dropParked(db, found))) throw unknownMessage(id)
        print(`${found} is deleted.`)
      }),
    )
}

function tableOf(rows: Awaited<ReturnType<typeof listParked>>): string {
  return table(
    ['id', 'parked', 'channel', 'reason', 'tries', 'kept until'],
    rows.map(({ id, parkedAt, channel, reason, failures, expiresAt }) => [
      ...[id, shortTime(parkedAt), channel, reason, String(failures), shortTime(expiresAt)],
    ]),
  )
}

async function findParked(db: Db, id: string): Promise<string> {
  const found = (await listParked(db)).filter(row => row.id.startsWith(id.toLowerCase()))
  if (found.length > 1)
    throw new OperatorError(`${found.length} parked messages begin with ${id}; give more of the id.`)
  if (found[0] === undefined) throw unknownMessage(id)
  return found[0].id
}

function unknownMessage(id: string): OperatorError {
  return new OperatorError(`No message is parked under ${JSON.stringify(id)}; see: undersigned parked`)
}

async function openMessage(keys: Keys, id: string, sealed: Buffer): Promise<Buffer> {
  const { parkedContext } = await import('../core/seal-contexts.ts')
  try {
    return Buffer.from(String(keys.open(sealed, parkedContext(id))), 'base64')
  } catch (error) {
    if (!(error instanceof CannotOpen)) throw error
    throw new OperatorError(
      'The message was sealed under another SECRET_KEY: set that one as SECRET_KEY_PREVIOUS.',
      { cause: error },
    )
  }
}

/** For a terminal, which escape sequences in a stranger's email would steer. In a pipe the bytes stay as they came. */
function visible(raw: Buffer): string {
  return raw
    .toString()
    .replace(/\r\n/g, '\n')
    .replace(/[\p{Cc}\p{Bidi_Control}]/gu, c => (c === '\n' || c === '\t' ? c : '\ufffd'))
}
