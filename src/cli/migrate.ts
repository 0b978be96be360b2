import type { Command } from 'commander'
import { petitionsMiscounted, recountAll } from '../db/figures/counts.ts'
import { migrate } from '../db/migrate.ts'
import { withDatabase } from './open.ts'
import { print, printJson } from './output.ts'

export function addMigrateCommand(program: Command): void {
  program
    .command('migrate')
    .description(
      'bring the tables of the database up to this version, and correct wrong counts; the service migrates at every start too',
    )
    .option('--json', 'print what was done as JSON')
    .action((options: { json?: true }) =>
      withDatabase('as-it-is', async ({ db }) => {
        const { applied } = await migrate(db)
        const miscounted = await petitionsMiscounted(db)
        if (miscounted.length > 0) await recountAll(db)
        if (options.json) return printJson({ applied, countedAnew: miscounted })
        print(applied.length === 0 ? 'The database is up to date.' : `Ran ${applied.join(', ')}.`)
        if (miscounted.length > 0) print(`Counted again: ${miscounted.join(', ')}.`)
      }),
    )
}
