import type { Command } from 'commander'
import type { Channel } from '../core/channel.ts'
import { accountHash } from '../core/identity.ts'
import { addOrganiser, dropOrganiser } from '../db/organisers.ts'
import { openKeys } from '../service.ts'
import { findPetition } from './find-petition.ts'
import { withDatabase } from './open.ts'
import { print, UsageError } from './output.ts'

const accountHelp =
  'a mail address, discord: and the user’s id, or slack: and the ids of workspace and member (slack:T0123ABC:U0456DEF)'

export function addOrganiserCommands(program: Command): void {
  const organiser = program
    .command('organiser')
    .alias('organizer')
    .description('who organises a petition: full counts, names, exports, changes')
  organiser
    .command('add')
    .argument('<slug>', 'the petition')
    .argument('<account>', accountHelp)
    .description('let an account organise; with CREATE=listed, create petitions from a chat, too')
    .action((slug: string, given: string) => {
      const { channel, account, name } = readAccount(given)
      return withDatabase('current', async ({ db, config }) => {
        const petition = await findPetition(db, slug)
        const keys = await openKeys(config, db)
        await addOrganiser(db, petition.id, { account: accountHash(keys, channel, account), channel })
        print(`${name} organises ${petition.slug} now.`)
      })
    })
  organiser
    .command('remove')
    .argument('<slug>', 'the petition')
    .argument('<account>', accountHelp)
    .description('let an account organise no more')
    .action((slug: string, given: string) => {
      const { channel, account, name } = readAccount(given)
      return withDatabase('current', async ({ db, config }) => {
        const petition = await findPetition(db, slug)
        const keys = await openKeys(config, db)
        const dropped = await db
          .transaction()
          .execute(trx => dropOrganiser(trx, petition.id, accountHash(keys, channel, account)))
        print(
          dropped === undefined
            ? `${name} did not organise ${petition.slug}.`
            : `${name} no longer organises ${petition.slug}.`,
        )
      })
    })
}

function readAccount(given: string): { channel: Channel; account: string; name: string } {
  const discord = /^discord:(\d{15,21})$/.exec(given)?.[1]
  if (discord !== undefined) return { channel: 'discord', account: discord, name: 'This Discord account' }
  const slack = /^slack:([TE][A-Z0-9]{2,20}:[UW][A-Z0-9]{2,20})$/.exec(given)?.[1]
  if (slack !== undefined) return { channel: 'slack', account: slack, name: 'This Slack account' }
  const mailbox = /^[^\s@<>]{1,64}@[^\s@<>]{1,253}$/.exec(given)?.[0]
  if (mailbox !== undefined) return { channel: 'email', account: mailbox, name: 'This mailbox' }
  throw new UsageError(
    `${JSON.stringify(given)} is no account: write dana@example.org, discord:123456789012345678 or slack:T0123ABC:U0456DEF.`,
  )
}
