import type { Command } from 'commander'
import { accountHash, formerHashes, mailboxHash } from '../core/identity.ts'
import { liftSuppressions, listSuppressions, type Suppression } from '../db/suppressions.ts'
import { OperatorError, openKeys } from '../service.ts'
import { withDatabase } from './open.ts'
import { countOf, print, printJson, shortTime, table, UsageError } from './output.ts'
import { findPetition } from './petition/find.ts'
import { mailboxIn } from './read-account.ts'

const why: Record<Suppression['reason'], string> = {
  refused: 'said no: no email about this petition',
  bounced: 'does not exist: no email at all, for 90 days',
}

export function addSuppressionsCommands(program: Command): void {
  const suppressions = program
    .command('suppressions')
    .description('mailboxes that get no email, because their owner said no or because they do not exist')
  addListCommand(suppressions)
  addLiftCommand(suppressions)
}

function addListCommand(suppressions: Command): void {
  suppressions
    .command('list', { isDefault: true })
    .description('list them, newest first, as suppressions alone does')
    .option('--json', 'print them as JSON')
    .addHelpText(
      'after',
      '\nOnly a keyed hash of each address is kept, so nobody can read whose mailbox it is. The same mailbox has the same mark.',
    )
    .action((options: { json?: true }) =>
      withDatabase('current', async ({ db }) => {
        const rows = await listSuppressions(db)
        if (options.json) return printJson(rows.map(row => ({ ...row, channel: 'email' })))
        if (rows.length === 0) return print('No mailbox is suppressed.')
        print(
          table(
            ['id', 'mailbox', 'petition', 'channel', 'since', 'why'],
            rows.map(row => [
              row.id,
              row.mailbox,
              row.petition ?? 'all',
              'email',
              shortTime(row.createdAt),
              why[row.reason],
            ]),
          ),
        )
      }),
    )
}

function addLiftCommand(suppressions: Command): void {
  suppressions
    .command('lift')
    .argument('<id or mailbox>', 'the id, or its beginning; or an address such as ada@example.org')
    .option('--petition <slug>', 'only for this petition')
    .option('--json', 'print what was lifted as JSON')
    .description('let the service write to a mailbox again, if its owner asked for it')
    .addHelpText('after', '\nThe owner has to sign again; nothing that was removed comes back.')
    .action((given: string, options: { petition?: string; json?: true }) =>
      withDatabase('current', async ({ db, config }) => {
        const only = options.petition === undefined ? undefined : await findPetition(db, options.petition)
        const all = await listSuppressions(db)
        const rows = only === undefined ? all : all.filter(({ petition }) => petition === only.slug)
        const found = given.includes('@')
          ? await ofMailbox(rows, given, async () => openKeys(config, db))
          : withId(rows, given)
        const ids = found.map(({ id }) => id)
        const lifted = found.length === 0 ? 0 : await liftSuppressions(db, ids)
        if (lifted === 0)
          throw new OperatorError(
            `Nothing keeps ${given.includes('@') ? 'this mailbox' : JSON.stringify(given)} from getting email${only === undefined ? '' : ` about ${only.slug}`}; see: undersigned suppressions`,
          )
        if (options.json) return printJson({ lifted: found })
        const about = found.map(({ petition }) => petition ?? 'all petitions').join(', ')
        print(`${countOf(lifted, 'suppression is', 'suppressions are')} lifted: ${about}.`)
      }),
    )
}

function withId(rows: Suppression[], given: string): Suppression[] {
  if (!/^[0-9a-f]{1,64}$/i.test(given))
    throw new UsageError(`${JSON.stringify(given)} is neither an id nor an address.`)
  const found = rows.filter(({ id }) => id.startsWith(given.toLowerCase()))
  if (found.length > 1)
    throw new OperatorError(`${found.length} ids begin with ${given}; give more of the id.`)
  return found
}

/** A refusal is kept for the mailbox in all its spellings, a bounce for one spelling. */
async function ofMailbox(
  rows: Suppression[],
  given: string,
  keysOf: () => ReturnType<typeof openKeys>,
): Promise<Suppression[]> {
  const mailbox = mailboxIn(given)
  if (mailbox === undefined)
    throw new UsageError(`${JSON.stringify(given)} is not an address such as ada@example.org.`)
  const keys = await keysOf()
  const marks = {
    refused: [mailboxHash(keys, mailbox), ...formerHashes(keys, mailbox)],
    bounced: [accountHash(keys, 'email', mailbox)],
  }
  return rows.filter(row => marks[row.reason].some(hash => hash.toString('hex').startsWith(row.mailbox)))
}
