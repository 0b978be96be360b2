import type { Command } from 'commander'
import type { Channel, Chat } from '../core/channel.ts'
import { addOrganiserAsOperator, removeOrganiserAsOperator } from '../core/desk/as-operator.ts'
import { chats } from '../db/schema.ts'
import { openKeys } from '../service.ts'
import { findPetition } from './find-petition.ts'
import { withDatabase } from './open.ts'
import { print, UsageError } from './output.ts'

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

/** How the ids of accounts look, for chats that say so. In other chats, anything without a space is one. */
const forms: Partial<Record<Chat, RegExp>> = {
  discord: /^\d{15,21}$/,
  slack: /^[TE][A-Z0-9]{2,20}:[UW][A-Z0-9]{2,20}$/,
}

/** @throws UsageError */
export function readAccount(given: string): { channel: Channel; account: string; name: string } {
  const [, chat, account] = /^([a-z]+):(\S{1,200})$/.exec(given) ?? []
  if (account !== undefined && isChat(chat) && (forms[chat]?.test(account) ?? true))
    return { channel: chat, account, name: `This ${chats[chat]} account` }
  const mailbox = /^[^\s@<>]{1,64}@[^\s@<>]{1,253}$/.exec(given)?.[0]
  if (mailbox !== undefined) return { channel: 'email', account: mailbox, name: 'This mailbox' }
  throw new UsageError(
    `${JSON.stringify(given)} is not an account: write dana@example.org, discord:123456789012345678 or slack:T0123ABC:U0456DEF.`,
  )
}

function isChat(name: string | undefined): name is Chat {
  return name !== undefined && Object.hasOwn(chats, name)
}
