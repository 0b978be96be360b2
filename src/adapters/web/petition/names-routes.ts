/** The names of a petition, in every order. */
import { type Context, Hono } from 'hono'
import type { PageCore, PublicPetition, SignatoryQuery } from '../../../core/page-contract.ts'
import { cursorOf, slugOf, wordsOf } from '../address.ts'
import { sendLess } from '../send-less.ts'
import { type Look, namesPage } from './names-page.ts'

const namesOnAPage = 600

export function namesRoutes(core: PageCore): Hono {
  const app = new Hono({ strict: false })

  app.get('/p/:slug/names', sendLess, async c => {
    const petition = await petitionOf(c, core)
    if (!petition || petition.listing === 'count') return c.notFound()
    const look = lookOf(c)
    const after = 'find' in look ? undefined : cursorOf(c)
    const query: SignatoryQuery = {
      limit: namesOnAPage,
      kind: 'person',
      ...look,
      ...(after !== undefined && { after }),
    }
    // A search finds representatives of organisations too.
    if ('find' in look) delete query.kind
    const asksOccupations = 'by' in look || 'occupation' in look
    publicPage(c)
    return c.html(
      namesPage({
        words: wordsOf(c, core),
        petition,
        look,
        page: 'by' in look ? undefined : await core.signatories(petition.slug, query),
        occupations: asksOccupations ? await core.occupations(petition.slug) : [],
        later: after !== undefined,
      }),
    )
  })
  return app
}

async function petitionOf(c: Context, core: PageCore): Promise<PublicPetition | undefined> {
  const slug = slugOf(c)
  return slug === undefined ? undefined : core.petition(slug)
}

/** Reads `?order=`, `?by=`, `?occupation=`, `?find=` and `?kind=`. */
function lookOf(c: Context): Look {
  const { find, occupation, by, order, kind } = c.req.query()
  // Postgres takes no NUL in a text.
  const said = (text = '') =>
    text
      .replace(/[\p{Cc}\s]+/gu, ' ')
      .trim()
      .slice(0, 200) || undefined
  const [sought, trade] = [said(find), said(occupation)]
  if (sought !== undefined) return { find: sought }
  if (trade !== undefined) return { occupation: trade }
  if (by === 'occupation') return { by }
  if (kind === 'organisation') return { kind }
  return { order: order === 'name' ? 'name' : 'newest' }
}

/** A page that is different in each language. */
function publicPage(c: Context): void {
  c.header('Cache-Control', 'no-cache')
  c.header('Vary', 'Accept-Language')
}
