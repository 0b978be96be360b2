import type { Command } from 'commander'
import {
  editNewsAsOperator,
  publishNewsAsOperator,
  withdrawNewsAsOperator,
} from '../../core/desk/as-operator.ts'
import { newsProblems, readNews } from '../../core/petitions/news.ts'
import { type NewsRow, newsOf } from '../../db/news.ts'
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
      const { title, edit, withdraw } = options
      const text = await readText(options)
      if (title !== undefined && text === undefined) throw new UsageError('Give the text too: --text.')
      if (withdraw !== undefined && text !== undefined)
        throw new UsageError('Give --text or --withdraw, not both.')
      if (edit !== undefined && text === undefined)
        throw new UsageError('Give the new text too: --text. It replaces the title as well.')
      const item = edit ?? withdraw
      if (item !== undefined && !/^[1-9]\d{0,8}$/.test(item))
        throw new UsageError('Name the news by its number, such as 2.')
      await withDatabase('current', async ({ db, config }) => {
        const known = await findPetition(db, slug)
        if (text === undefined && withdraw === undefined) {
          const all = await newsOf(db, known.id, { limit: mostListed })
          if (options.json) return printJson(all.map(asJson))
          if (all.length === 0) return print(`${known.slug} has no news yet.`)
          for (const item of all)
            print(
              `${String(item.number).padStart(4)}  ${longTime(item.published_at, known.time_zone)}  ${forTerminal(item.title ?? item.content.slice(0, 80))}`,
            )
          return
        }
        const operator = { db, keys: await openKeys(config, db) }
        if (withdraw !== undefined) {
          if (!(await withdrawNewsAsOperator(operator, known, Number(withdraw))))
            throw new OperatorError(`${known.slug} has no news ${withdraw}.`)
          return print(`News ${withdraw} is no longer on the page.`)
        }
        const news = readNews({ text: text ?? '', ...(title !== undefined && { title }) })
        const problems = newsProblems(news, 'en')
        if (problems.length > 0) throw new UsageError(problems.map(({ problem }) => problem).join(' '))
        if (known.status === 'draft')
          throw new OperatorError(
            `${known.slug} is a draft, which nobody sees. Open it first: undersigned petition open ${known.slug}`,
          )
        if (edit !== undefined) {
          if (!(await editNewsAsOperator(operator, known, Number(edit), news)))
            throw new OperatorError(`${known.slug} has no news ${edit}.`)
          return print(`News ${edit} is changed: ${config.publicUrl}/p/${known.slug}/news`)
        }
        const number = await publishNewsAsOperator(operator, known, news)
        print(`News ${number} is published: ${config.publicUrl}/p/${known.slug}/news`)
      })
    })
}

function asJson({ number, title, content, published_at, edited_at }: NewsRow) {
  return { number, title, text: content, publishedAt: published_at, editedAt: edited_at }
}
