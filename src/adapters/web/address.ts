/** What may stand in the address of a public page; anything else is asked of nobody. */
import type { Context } from 'hono'

/** A slug as it may be; whether there is such a petition is core's to say. */
export function slugOf(c: Context): string | undefined {
  const slug = c.req.param('slug')
  return slug !== undefined && /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,99}$/u.test(slug) ? slug : undefined
}

/** Where a page of the list goes on, or nothing where it cannot be one of core's: they are numbers of signatures. */
export function cursorOf(c: Context): string | undefined {
  const after = c.req.query('after')
  return after !== undefined && /^[1-9]\d{0,8}$/.test(after) ? after : undefined
}

/** The language a reader chose with `?lang=`. */
export function chosenLanguage(c: Context): 'en' | 'fr' | undefined {
  const language = c.req.query('lang')
  return language === 'en' || language === 'fr' ? language : undefined
}
