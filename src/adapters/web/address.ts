/** Reads the addresses of public pages. Invalid ones are refused here and never reach the database. */
import type { Context } from 'hono'
import { isLanguage, type Language, type PageCore, type PageWords } from '../../core/page-contract.ts'

/** Undefined if this cannot be a slug. Core knows whether there is such a petition. */
export function slugOf(c: Context): string | undefined {
  const slug = c.req.param('slug')
  return slug !== undefined && /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,99}$/u.test(slug) ? slug : undefined
}

/** The cursor of the next page of a list. Undefined if it cannot be one of core's, which are numbers. */
export function cursorOf(c: Context, parameter = 'after'): string | undefined {
  const after = c.req.query(parameter)
  return after !== undefined && /^[1-9]\d{0,8}$/.test(after) ? after : undefined
}

/** The words of a page, in the language the reader chose or the browser asks for. */
export function wordsOf(c: Context, core: PageCore): PageWords {
  const chosen = chosenLanguage(c)
  if (chosen === undefined) return core.pageWords(c.req.header('accept-language'))
  return { ...core.pageWords(chosen), chosen }
}

/** `?lang=fr` if the reader chose a language; otherwise empty. */
export function languageQuery(c: Context): string {
  const chosen = chosenLanguage(c)
  return chosen ? `?lang=${chosen}` : ''
}

/** The language a reader chose with `?lang=`. */
export function chosenLanguage(c: Context): Language | undefined {
  const language = c.req.query('lang')
  return isLanguage(language) ? language : undefined
}
