import type { Command } from 'commander'
import { personalDataOf, personOfAccount, personOfMailbox } from '../core/personal-data.ts'
import { OperatorError, openKeys } from '../service.ts'
import { withDatabase } from './open.ts'
import { printJson } from './output.ts'
import { readAccount } from './read-account.ts'

export function addHeldCommand(program: Command): void {
  program
    .command('held')
    .argument(
      '<mailbox or account>',
      'such as ada@example.org, discord:123456789012345678 or slack:T0123ABC:U0456DEF',
    )
    .description('print everything that is kept about a person, as JSON')
    .addHelpText(
      'after',
      '\nPeople can get the same file by email themselves: they write "mydata", or ask on the page /mine.',
    )
    .action((given: string) =>
      withDatabase('current', async ({ db, config }) => {
        const { channel, account } = readAccount(given)
        const keys = await openKeys(config, db)
        const person =
          channel === 'email' ? personOfMailbox(keys, account) : personOfAccount(keys, channel, account)
        const held = await personalDataOf(db, keys, person)
        if (held === undefined) throw new OperatorError(`Nothing is kept about ${given}.`)
        printJson(held)
      }),
    )
}
