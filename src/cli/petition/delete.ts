import { join } from 'node:path'
import type { Command } from 'commander'
import { dropTrialMails } from '../../adapters/email/trial/trial-directory.ts'
import { countPetition } from '../../core/petitions/public-petition.ts'
import { deletePetition } from '../../db/petitions.ts'
import { OperatorError } from '../../service.ts'
import { askYes } from '../ask-yes.ts'
import { withDatabase } from '../open.ts'
import { countOf, forTerminal, print } from '../output.ts'
import { findPetition } from './find.ts'

export function addDeletePetitionCommand(petition: Command): void {
  petition
    .command('delete')
    .argument('<slug>', 'the short name of the petition')
    .description('delete a petition, its signatures and everything else about it; this cannot be undone')
    .option('--yes', 'do not ask')
    .action((slug: string, options: { yes?: true }) =>
      withDatabase('current', async ({ db, config }) => {
        const known = await findPetition(db, slug)
        if (known.status === 'open' && !known.trial)
          throw new OperatorError(
            `${known.slug} is open. Close it first, and cards in chats will say so: undersigned petition close ${known.slug}`,
          )
        const { signatures } = await countPetition(db, known)
        const what = `${known.slug}, “${forTerminal(known.title)}”, with ${countOf(signatures, 'signature')}`
        await askYes(`This deletes ${what}, for good: nothing is kept.`, known.slug, options.yes)
        const deliveries = await db.transaction().execute(trx => deletePetition(trx, known.id))
        await dropTrialMails(join(config.dataDir, 'trial-mail'), deliveries)
        print(`${known.slug} is deleted.`)
      }),
    )
}
