import type { Command } from 'commander'
import type { Config } from '../../config.ts'
import { editAsOperator, openOrCloseAsOperator } from '../../core/desk/as-operator.ts'
import { logAct } from '../../core/desk/log-entry.ts'
import type { Keys } from '../../core/keys.ts'
import { areAllowed, correctionsIn, correctSigned } from '../../core/petitions/corrections.ts'
import {
  appendToPetition,
  closePetition,
  createPetition,
  editPetition,
  type Organised,
  openPetition,
  type PetitionForm,
} from '../../core/petitions/organise-petition.ts'
import { sameText } from '../../core/petitions/read-forms.ts'
import type { PetitionCorrection } from '../../core/texts/desk-args.ts'
import type { Db } from '../../db/database.ts'
import { countPromisedUnlisted } from '../../db/listed-signatures.ts'
import type { PetitionRow } from '../../db/petitions.ts'
import { OperatorError, openKeys } from '../../service.ts'
import { askYes } from '../ask-yes.ts'
import { withDatabase } from '../open.ts'
import { countOf, forTerminal, longTime, print, printJson, UsageError } from '../output.ts'
import { addDeletePetitionCommand } from './delete.ts'
import { petitionAddress, petitionJson } from './facts.ts'
import { findPetition, unknownPetition } from './find.ts'
import { addListCommands } from './list.ts'
import { addPetitionNewsCommand } from './news.ts'
import {
  addPetitionOptions,
  type PetitionOptions,
  readClosing,
  readPetitionForm,
  timeForms,
} from './options.ts'
import { addPetitionPdfCommand } from './pdf.ts'

interface Json {
  json?: true
}

export function addPetitionCommands(program: Command): void {
  const petition = program
    .command('petition')
    .alias('petitions')
    .description('start, change, open, close and show petitions')
  addCreateCommand(petition)
  addEditCommand(petition)
  addOpenCommand(petition)
  addCloseCommand(petition)
  addDeletePetitionCommand(petition)
  addPetitionPdfCommand(petition)
  addPetitionNewsCommand(petition)
  addListCommands(petition)
}

function addCreateCommand(petition: Command): void {
  addPetitionOptions(petition.command('create').alias('new').alias('add').argument('<slug>', slugHelp))
    .description('start a petition; it is a draft unless --open is given')
    .option('--open', 'open it at once')
    .option('--json', 'print it as JSON')
    .action(async (slug: string, options: PetitionOptions & Json & { open?: true }) => {
      const given = await readPetitionForm(options)
      const form = { ...given, ...closingOf(options, given.timeZone ?? 'UTC'), slug }
      await withDatabase('current', async ({ db, config }) => {
        const keys = await openKeys(config, db)
        const made = await db.transaction().execute(async trx => {
          const created = await expectDone(trx, slug, await createPetition(trx, form))
          await logAct(trx, keys, { petitionId: created.id, act: { kind: 'create' } })
          return options.open ? expectDone(trx, slug, await openPetition(trx, created.slug)) : created
        })
        if (options.json) return printJson(await petitionJson(db, config, made))
        print(
          made.status === 'open'
            ? `${made.slug} is open. ${whereToSign(config, made)}`
            : `${made.slug} is a draft, which nobody sees. Open it with: undersigned petition open ${made.slug}`,
        )
      })
    })
}

function addEditCommand(petition: Command): void {
  addPetitionOptions(petition.command('edit').alias('update').alias('change').argument('<slug>', slugHelp))
    .description('change the fields you give; the text only until somebody has signed')
    .option('--appendix <text>', 'add words below the text, with today’s date')
    .option('--yes', 'do not ask, even if it matters to people who have signed')
    .option('--json', 'print it as JSON')
    .action(async (slug: string, options: PetitionOptions & Json & { appendix?: string; yes?: true }) => {
      const given = await readPetitionForm(options)
      const { appendix } = options
      if (Object.keys(given).length === 0 && appendix === undefined && options.closesAt === undefined)
        throw new UsageError(
          'Nothing to change: give an option such as --title; see undersigned petition edit --help',
        )
      await withDatabase('current', async ({ db, config }) => {
        const known = await findPetition(db, slug)
        const form = { ...given, ...closingOf(options, given.timeZone ?? known.time_zone) }
        const keys = await openKeys(config, db)
        const corrections = await askAboutSigners(db, known, form, options.yes)
        const changed = await editAsOperator({ db, keys }, known, form, async trx => {
          if (!(await correctSigned(trx, known.slug, corrections))) throw namesAreFixed(known.slug)
          const edited = await expectDone(trx, known.slug, await editPetition(trx, known.slug, form))
          if (appendix === undefined) return edited
          await logAct(trx, keys, { petitionId: known.id, act: { kind: 'append' } })
          return expectDone(trx, known.slug, await appendToPetition(trx, known.slug, appendix), '--appendix')
        })
        if (options.json) return printJson(await petitionJson(db, config, changed))
        print(`${changed.slug} is changed.`)
      })
    })
}

function addOpenCommand(petition: Command): void {
  petition
    .command('open')
    .alias('start')
    .argument('<slug>', slugHelp)
    .description('let people sign; a closed petition opens again')
    .option('--json', 'print it as JSON')
    .action((slug: string, options: Json) =>
      withDatabase('current', async ({ db, config }) => {
        const known = await findPetition(db, slug)
        const opened =
          known.status === 'open'
            ? known
            : await openOrCloseAsOperator(
                { db, keys: await openKeys(config, db) },
                known,
                { kind: 'open' },
                async trx => expectDone(trx, slug, await openPetition(trx, known.slug)),
              )
        if (options.json) return printJson(await petitionJson(db, config, opened))
        print(
          `${opened.slug} is open${known.status === 'open' ? ' already' : ''}. ${whereToSign(config, opened)}`,
        )
      }),
    )
}

function addCloseCommand(petition: Command): void {
  petition
    .command('close')
    .alias('stop')
    .argument('<slug>', slugHelp)
    .description('take no more signatures; the signatures so far stay')
    .option('--at <time>', `close it later, ${timeForms}; none: it does not close by itself`)
    .option('--json', 'print it as JSON')
    .action(async (slug: string, options: Json & { at?: string }) => {
      await withDatabase('current', async ({ db, config }) => {
        const known = await findPetition(db, slug)
        const at = options.at === undefined ? undefined : readClosing('--at', options.at, known.time_zone)
        const closed = await closeNowOrThen({ db, keys: await openKeys(config, db) }, known, at)
        if (options.json) return printJson(await petitionJson(db, config, closed))
        print(closedWords(known, closed))
      })
    })
}

const slugHelp = 'the short name of the petition in links and email addresses, such as fair-training'

function closingOf({ closesAt }: PetitionOptions, timeZone: string): { closesAt?: Date | null } {
  return closesAt === undefined ? {} : { closesAt: readClosing('--closes-at', closesAt, timeZone) }
}

/** Shows first what an edit means for people who have signed. Returns the corrections it makes. */
async function askAboutSigners(
  db: Db,
  known: PetitionRow,
  form: PetitionForm,
  yes: true | undefined,
): Promise<PetitionCorrection[]> {
  // The edit is refused when it is tried.
  if (form.text !== undefined && known.last_number > 0 && !sameText(form.text, known.statement)) return []
  const corrections = correctionsIn(known, form)
  if (!(await areAllowed(db, known, corrections))) throw namesAreFixed(known.slug)
  const names = known.listing === 'count' && form.listing === 'public'
  const unlisted = names ? await countPromisedUnlisted(db, known.id) : 0
  if (corrections.length === 0 && unlisted === 0) return []
  const questions = corrections.map(({ field, before, after }) =>
    before === ''
      ? `--addressee: “${forTerminal(after)}” is added. People have signed without an addressee; the page and every proof will say so, with the date; it cannot be undone.`
      : `${optionOf(field, '')}: “${forTerminal(before)}” becomes “${forTerminal(after)}”. People have signed, so the page and every proof will show both, with the date; it cannot be undone.`,
  )
  if (unlisted > 0)
    questions.push(
      `${countOf(unlisted, 'signature was', 'signatures were')} given while only the number was shown: these names stay unlisted unless their signers agree again. New signatures are listed.`,
    )
  await askYes(questions.join('\n'), 'yes', yes)
  return corrections
}

function namesAreFixed(slug: string): OperatorError {
  return new OperatorError(
    `The title and the organiser of ${slug} are fixed, because somebody has signed under them. A correction of the spelling can change at most a quarter of the letters, and an addressee can be added if there is none.`,
  )
}

async function closeNowOrThen(
  operator: { db: Db; keys: Keys },
  known: PetitionRow,
  at: Date | null | undefined,
): Promise<PetitionRow> {
  const { slug, status } = known
  if (at !== undefined) {
    if (status === 'closed') throw new OperatorError(`${slug} is closed already.`)
    const form = { closesAt: at }
    return editAsOperator(operator, known, form, async trx =>
      expectDone(trx, slug, await editPetition(trx, slug, form)),
    )
  }
  if (status === 'draft')
    throw new OperatorError(`${slug} is a draft and has never been open; nobody sees it.`)
  if (status === 'closed') return known
  return openOrCloseAsOperator(operator, known, { kind: 'close' }, async trx =>
    expectDone(trx, slug, await closePetition(trx, slug)),
  )
}

function closedWords(before: PetitionRow, { slug, status, closes_at, time_zone }: PetitionRow): string {
  if (status === 'closed') return `${slug} is closed${before.status === 'closed' ? ' already' : ''}.`
  return closes_at === null
    ? `${slug} does not close by itself.`
    : `${slug} closes on ${longTime(closes_at, time_zone)}.`
}

/** @throws OperatorError or UsageError, which also roll a transaction back */
async function expectDone(
  db: Db,
  slug: string,
  outcome: Organised,
  textOption = '--text',
): Promise<PetitionRow> {
  switch (outcome.kind) {
    case 'done':
      return outcome.petition
    case 'unknown':
      return unknownPetition(db, slug)
    case 'slug-taken':
      throw new OperatorError(
        `There is already a petition ${slug.toLowerCase()}; change it with: undersigned petition edit ${slug.toLowerCase()}`,
      )
    case 'text-is-fixed':
      throw new OperatorError(
        `The text of ${slug} is fixed, because somebody has signed it. Add words below it with --appendix.`,
      )
    case 'names-are-fixed':
      throw namesAreFixed(slug)
    case 'only-on-trial':
      throw new OperatorError(
        `${slug} is the sample of trial mode, with invented signatures: it is not for the public. Delete it with: undersigned petition delete ${slug}`,
      )
    case 'invalid':
      throw new UsageError(
        `${outcome.problems.map(({ field, problem }) => `${optionOf(field, textOption)} ${problem}`).join('; ')}.`,
      )
  }
}

function optionOf(field: keyof PetitionForm, textOption: string): string {
  switch (field) {
    case 'slug':
      return 'The slug'
    case 'text':
      return textOption
    case 'organisedBy':
      return '--organised-by'
    case 'closesAt':
      return '--closes-at'
    case 'timeZone':
      return '--time-zone'
    case 'title':
    case 'language':
    case 'goal':
    case 'policy':
    case 'organisations':
    case 'listing':
    case 'addressee':
    case 'contact':
    case 'figures':
    case 'accent':
    case 'occupations':
      return `--${field}`
  }
}

function whereToSign(config: Config, { slug }: PetitionRow): string {
  const address = petitionAddress(config, slug)
  return `${config.publicUrl}/p/${slug}${address === undefined ? '' : `  ${address}`}`
}
