import type { Command } from 'commander'
import { accountHash } from '../core/identity.ts'
import { addOrganiser } from '../db/organisers.ts'
import { openKeys } from '../service.ts'
import { findPetition } from './find-petition.ts'
import { withDatabase } from './open.ts'
import { print, UsageError } from './output.ts'

export function addOrganiserCommands(program: Command): void {
  program
    .command('organiser')
    .alias('organizer')
    .description('who organises a petition from a chat')
    .command('add')
    .argument('<slug>', 'the petition')
    .argument('<account>', 'discord: and the user’s id, which Discord shows with its developer mode on')
    .description(
      'let a Discord account ask for full counts and announce; with CREATE=listed, create petitions too',
    )
    .action((slug: string, given: string) => {
      const id = /^discord:(\d{15,21})$/.exec(given)?.[1]
      if (id === undefined)
        throw new UsageError(`${JSON.stringify(given)} is no account: write discord:123456789012345678.`)
      return withDatabase('current', async ({ db, config }) => {
        const petition = await findPetition(db, slug)
        const keys = await openKeys(config, db)
        await addOrganiser(db, petition.id, accountHash(keys, 'discord', id))
        print(`This Discord account organises ${petition.slug} now.`)
      })
    })
}
