import type { Command } from 'commander'
import { addOrganiserAsOperator, removeOrganiserAsOperator } from '../core/desk/as-operator.ts'
import { openKeys } from '../service.ts'
import { withDatabase } from './open.ts'
import { print } from './output.ts'
import { findPetition } from './petition/find.ts'
import { readAccount } from './read-account.ts'

const accountHelp =
  'an email address; or discord: and the id of the user; or slack: and the ids of workspace and member (slack:T0123ABC:U0456DEF)'

export function addOrganiserCommands(program: Command): void {
  const organiser = program
    .command('organiser')
    .alias('organizer')
    .description(
      'decide who organises a petition: organisers see all counts and names, export the list, and change anything',
    )
  const addAct = (act: string, description: string, change: typeof addOrganiserAsOperator, said: Said) =>
    organiser
      .command(act)
      .argument('<slug>', 'the petition')
      .argument('<account>', accountHelp)
      .description(description)
      .action((slug: string, given: string) => {
        const { name, ...account } = readAccount(given)
        return withDatabase('current', async ({ db, config }) => {
          const petition = await findPetition(db, slug)
          const keys = await openKeys(config, db)
          print(`${name} ${said(await change({ db, keys }, petition, account))} ${petition.slug}.`)
        })
      })
  addAct(
    'add',
    'make an account an organiser; with CREATE=listed, it can also start petitions from a chat',
    addOrganiserAsOperator,
    () => 'now organises',
  )
  addAct('remove', 'remove an account from the organisers', removeOrganiserAsOperator, dropped =>
    dropped ? 'no longer organises' : 'did not organise',
  )
}

type Said = (done: boolean) => string
