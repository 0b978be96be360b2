import { type Command, Option } from 'commander'
import { listAsOperator } from '../../core/desk/as-operator.ts'
import { countPetition } from '../../core/petitions/public-petition.ts'
import { allPetitions, type PetitionRow } from '../../db/petitions.ts'
import { openKeys } from '../../service.ts'
import { withDatabase } from '../open.ts'
import { asNumber, forTerminal, print, printJson, table, UsageError } from '../output.ts'
import { describePetition, petitionJson } from './facts.ts'
import { findPetition } from './find.ts'

interface Json {
  json?: true
}

export function addListCommands(petition: Command): void {
  petition
    .command('list', { isDefault: false })
    .alias('ls')
    .argument('[slug]', 'the petition to list for everybody; without it, all petitions are printed')
    .description('print all petitions, oldest first; or list one that was started in a chat for everybody')
    .addOption(new Option('--status <status>', 'only these').choices(['draft', 'open', 'closed']))
    .option('--json', 'print them as JSON')
    .action((slug: string | undefined, options: Json & { status?: PetitionRow['status'] }) => {
      if (slug === undefined) return printAll(options)
      if (options.status !== undefined) throw new UsageError('Give a slug or --status, not both.')
      return setListed(slug, true, options)
    })

  petition
    .command('unlist')
    .argument('<slug>', 'the petition')
    .description('show it in its community only; people who have its link still find it and can sign')
    .option('--json', 'print it as JSON')
    .action((slug: string, options: Json) => setListed(slug, false, options))

  petition
    .command('show')
    .alias('view')
    .argument('<slug>', 'the petition')
    .description('everything about one petition')
    .option('--json', 'print it as JSON')
    .action((slug: string, options: Json) =>
      withDatabase('current', async ({ db, config }) => {
        const row = await findPetition(db, slug)
        if (options.json) return printJson(await petitionJson(db, config, row))
        print(await describePetition(db, config, row))
      }),
    )
}

function printAll(options: Json & { status?: PetitionRow['status'] }): Promise<void> {
  return withDatabase('current', async ({ db, config }) => {
    const petitions = (await allPetitions(db)).filter(
      row => options.status === undefined || row.status === options.status,
    )
    if (options.json) return printJson(await Promise.all(petitions.map(row => petitionJson(db, config, row))))
    if (petitions.length === 0)
      return print('There is no petition yet. Start one with: undersigned petition create --help')
    const rows = await Promise.all(
      petitions.map(async row => [
        row.slug,
        row.listed ? row.status : `${row.status}, unlisted`,
        asNumber((await countPetition(db, row)).signatures),
        forTerminal(row.title),
      ]),
    )
    print(table(['slug', 'status', 'signatures', 'title'], rows))
  })
}

function setListed(slug: string, listed: boolean, options: Json): Promise<void> {
  return withDatabase('current', async ({ db, config }) => {
    const known = await findPetition(db, slug)
    const changed = await listAsOperator({ db, keys: await openKeys(config, db) }, known, listed)
    if (options.json) return printJson(await petitionJson(db, config, changed))
    const already = known.listed === listed ? ' already' : ''
    print(
      listed
        ? `${known.slug} is listed for everybody${already}: on the home page, in /sign and in answers to email.`
        : `${known.slug} is not listed${already}: its community is shown it, and people who have its link find it.`,
    )
  })
}
