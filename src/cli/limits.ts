import type { Command } from 'commander'
import {
  defaultLimits,
  isLimitName,
  type LimitName,
  type Limits,
  limitNames,
  readLimits,
} from '../core/outbound/limits.ts'
import { resetLimits, setLimit } from '../db/asking-limits.ts'
import type { Db } from '../db/database.ts'
import { withDatabase } from './open.ts'
import { print, printJson, table, UsageError } from './output.ts'

const means: Record<LimitName, string> = {
  'account.burst': 'addresses that one chat account can give at once',
  'account.hour': 'and how many more are allowed each hour',
  'network.burst': 'forms from one network (IPv4 /24, IPv6 /48) at once',
  'network.hour': 'and how many more are allowed each hour',
  'community.burst': 'addresses given in one server or workspace at once',
  'community.hour': 'and how many more are allowed each hour',
  'domain.burst': 'addresses of one mail domain given at once, in chats and on pages',
  'domain.hour': 'and how many more are allowed each hour',
  'proved.petition': 'emails a day to an address that provably asked, about one petition',
  'proved.day': 'the same, about all petitions',
  'unproved.petition': 'emails a day to an address that may not have asked, about one petition',
  'unproved.day': 'the same, about all petitions',
  'petitions.day': 'petitions a day that one account, or one server or workspace, can start',
}

export function addLimitsCommands(program: Command): void {
  const limits = program
    .command('limits')
    .description('how many emails strangers can make the service send, and how many petitions they can start')

  limits
    .command('show', { isDefault: true })
    .option('--json', 'print them as JSON')
    .description('list the limits, as limits alone does')
    .addHelpText(
      'after',
      '\nAnyone over a limit is told so, privately, and nothing they sent is kept. The running service follows a change within seconds.',
    )
    .action((options: { json?: true }) => withDatabase('current', ({ db }) => show(db, options.json)))

  limits
    .command('set')
    .argument('<name>', 'the limit, such as account.burst')
    .argument('<number>', 'a whole number from 1')
    .option('--json', 'print all limits as JSON')
    .description('change a limit')
    .action((name: string, given: string, options: { json?: true }) =>
      withDatabase('current', async ({ db }) => {
        const value = Number(given)
        if (!/^\d{1,9}$/.test(given) || value < 1)
          throw new UsageError(`${JSON.stringify(given)} is not a whole number from 1 to 999999999.`)
        await setLimit(db, nameOf(name), value)
        await show(db, options.json)
      }),
    )

  limits
    .command('reset')
    .argument('[name]', 'the limit; without one, all of them')
    .option('--json', 'print all limits as JSON')
    .description('reset a limit to its default')
    .action((name: string | undefined, options: { json?: true }) =>
      withDatabase('current', async ({ db }) => {
        await resetLimits(db, name === undefined ? limitNames : [nameOf(name)])
        await show(db, options.json)
      }),
    )
}

function nameOf(given: string): LimitName {
  if (isLimitName(given)) return given
  throw new UsageError(`There is no limit ${JSON.stringify(given)}. There are: ${limitNames.join(', ')}.`)
}

async function show(db: Db, json: true | undefined): Promise<void> {
  const limits: Limits = await readLimits(db)
  if (json) return printJson(limits)
  const rows = limitNames.map(name => [
    name,
    String(limits[name]),
    limits[name] === defaultLimits[name] ? '' : `was ${defaultLimits[name]}`,
    means[name],
  ])
  print(table(['limit', 'value', 'changed', 'meaning'], rows))
}
