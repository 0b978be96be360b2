import type { Command } from 'commander'
import {
  editNewsAsOperator,
  type Operator,
  publishNewsAsOperator,
  withdrawNewsAsOperator,
} from '../../core/desk/as-operator.ts'
import { type News, newsProblems, readNews } from '../../core/petitions/news.ts'
import { type NewsRow, newsOf } from '../../db/news.ts'
import type { PetitionRow } from '../../db/petitions.ts'
import { OperatorError, openKeys } from '../../service.ts'
import { withDatabase } from '../open.ts'
import { forTerminal, longTime, print, printJson, UsageError } from '../output.ts'
import { findPetition } from './find.ts'
import { readText } from './options.ts'

interface NewsOptions {
  title?: string
  text?: string
  textFile?: string
  edit?: string
  withdraw?: string
  json?: true
}

/** More than anybody reads in a terminal. */
const mostListed = 1_000

export function addPetitionNewsCommand(petition: Command): void {
  petition
    .command('news')
    .argument('<slug>', 'the short name of the petition')
    .description(
      'publish news on the page and in the feed, with today’s date; without options, list the news',
    )
    .option('--title <title>', 'its title; it may have none')
    .option('--text <text>', 'what is new, in Markdown; - reads it from stdin')
    .option('--text-file <file>', 'the same, from a UTF-8 file; - is stdin')
    .option('--edit <number>', 'replace the news with this number; the page shows the date of the change')
    .option('--withdraw <number>', 'remove the news with this number from the page')
    .option('--json', 'list it as JSON')
    .action(async (slug: string, options: NewsOptions) => {
      const act = await readAct(options)
      await withDatabase('current', async ({ db, config }) => {
        const petition = await findPetition(db, slug)
        if (act.kind === 'list') {
          const all = await newsOf(db, petition.id, { limit: mostListed })
          return options.json ? printJson(all.map(asJson)) : print(listed(petition, all))
        }
        print(await change({ db, keys: await openKeys(config, db) }, petition, act, config.publicUrl))
      })
    })
}

type NewsAct =
  | { kind: 'list' }
  | { kind: 'withdraw'; number: string }
  | { kind: 'publish'; news: News }
  | { kind: 'edit'; number: string; news: News }

async function readAct(options: NewsOptions): Promise<NewsAct> {
  const { title, edit, withdraw } = options
  const text = await readText(options)
  if (title !== undefined && text === undefined) throw new UsageError('Give the text too: --text.')
  if (withdraw !== undefined && text !== undefined)
    throw new UsageError('Give --text or --withdraw, not both.')
  if (edit !== undefined && text === undefined)
    throw new UsageError('Give the new text too: --text. It replaces the title as well.')
  const number = edit ?? withdraw
  if (number !== undefined && !/^[1-9]\d{0,8}$/.test(number))
    throw new UsageError('Name the news by its number, such as 2.')
  if (text === undefined)
    return withdraw === undefined ? { kind: 'list' } : { kind: 'withdraw', number: withdraw }
  const news = readNews({ text, ...(title !== undefined && { title }) })
  const problems = newsProblems(news, 'en')
  if (problems.length > 0) throw new UsageError(problems.map(({ problem }) => problem).join(' '))
  return edit === undefined ? { kind: 'publish', news } : { kind: 'edit', number: edit, news }
}

function listed(petition: PetitionRow, all: NewsRow[]): string {
  if (all.length === 0) return `${petition.slug} has no news yet.`
  const line = ({ number, title, content, published_at }: NewsRow) =>
    `${String(number).padStart(4)}  ${longTime(published_at, petition.time_zone)}  ${forTerminal(title ?? content.slice(0, 80))}`
  return all.map(line).join('\n')
}

/** Returns what to tell the operator. */
async function change(
  operator: Operator,
  petition: PetitionRow,
  act: Exclude<NewsAct, { kind: 'list' }>,
  publicUrl: string,
): Promise<string> {
  const { slug } = petition
  if (act.kind === 'withdraw') {
    if (!(await withdrawNewsAsOperator(operator, petition, Number(act.number))))
      throw new OperatorError(`${slug} has no news ${act.number}.`)
    return `News ${act.number} is no longer on the page.`
  }
  if (petition.status === 'draft')
    throw new OperatorError(
      `${slug} is a draft, which nobody sees. Open it first: undersigned petition open ${slug}`,
    )
  const page = `${publicUrl}/p/${slug}/news`
  if (act.kind === 'publish')
    return `News ${await publishNewsAsOperator(operator, petition, act.news)} is published: ${page}`
  if (!(await editNewsAsOperator(operator, petition, Number(act.number), act.news)))
    throw new OperatorError(`${slug} has no news ${act.number}.`)
  return `News ${act.number} is changed: ${page}`
}

function asJson({ number, title, content, published_at, edited_at }: NewsRow) {
  return { number, title, text: content, publishedAt: published_at, editedAt: edited_at }
}
