/** The public numbers and names as JSON. People script against it: the keys are fixed, and a missing value is null. */
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import type { PageCore, PublicPetition, Signatory } from '../../../core/page-contract.ts'
import { cursorOf, slugOf } from '../address.ts'
import { sendLess } from '../send-less.ts'
import { openApi } from './openapi.ts'
import { newsItemPath, petitionPath } from './paths.ts'

interface Paging {
  after?: string
  limit: number
}

export function apiRoutes(core: PageCore, publicUrl: string): Hono {
  const app = new Hono({ strict: false })

  app.use('/api/*', forEverySite)

  app.use('/api/*', sendLess)

  app.get('/api/openapi.json', c => c.json(openApi(publicUrl)))

  app.get('/api/petitions/:slug', async c => {
    const slug = slugOf(c)
    const petition = slug === undefined ? undefined : await core.petition(slug)
    return petition
      ? c.json(petitionJson(petition, (await core.figures(petition.slug))?.today, publicUrl))
      : noSuchPetition(c)
  })

  /** One page of a list about a petition. */
  const paged =
    (show: (c: Context, petition: PublicPetition, page: Paging) => Response | Promise<Response>) =>
    async (c: Context) => {
      const limit = limitOf(c.req.query('limit'))
      if (limit === undefined) return c.json({ error: 'limit must be a whole number from 1 to 1000' }, 400)
      const after = c.req.query('after') ? cursorOf(c) : undefined
      if (c.req.query('after') && after === undefined)
        return c.json({ error: 'after must be the next of an earlier answer; leave it out to begin' }, 400)
      const slug = slugOf(c)
      const petition = slug === undefined ? undefined : await core.petition(slug)
      if (!petition) return noSuchPetition(c)
      return show(c, petition, after === undefined ? { limit } : { after, limit })
    }

  app.get(
    '/api/petitions/:slug/signatories',
    paged(async (c, { slug, listing }, asked) => {
      if (listing === 'count') return c.json({ signatories: [], next: null })
      const page = await core.signatories(slug, asked)
      if (!page) return noSuchPetition(c)
      return c.json({ signatories: page.signatories.map(signatoryJson), next: page.next ?? null })
    }),
  )

  app.get(
    '/api/petitions/:slug/news',
    paged(async (c, { slug }, asked) => {
      const page = await core.news(slug, asked)
      if (!page) return noSuchPetition(c)
      const news = page.news.map(({ number, title = null, text, publishedAt, editedAt = null }) => ({
        ...{ number, title, text, publishedAt, editedAt },
        url: `${publicUrl}${newsItemPath(slug, number)}`,
      }))
      return c.json({ news, next: page.next ?? null })
    }),
  )
  return app
}

/** Scripts of every site may ask. */
const forEverySite: MiddlewareHandler = async (c, next) => {
  c.header('Access-Control-Allow-Origin', '*')
  // Otherwise scripts of other sites cannot read it, to ask only for changes.
  c.header('Access-Control-Expose-Headers', 'ETag')
  if (c.req.method === 'OPTIONS') {
    c.header('Access-Control-Allow-Methods', 'GET, HEAD')
    c.header('Access-Control-Allow-Headers', '*')
    c.header('Access-Control-Max-Age', '86400')
    return c.body(null, 204)
  }
  await next()
  // Short, so that a counter on somebody's site stays live. Errors must not be cached at all.
  const isGood = c.res.status === 200 || c.res.status === 304
  c.header('Cache-Control', isGood ? 'public, max-age=10' : 'no-store')
  return
}

function petitionJson(petition: PublicPetition, today: number | undefined, publicUrl: string) {
  const { slug, title, text, status, openedAt = null, closedAt = null } = petition
  const { signatures, people, organisations, goal = null, closesAt = null } = petition
  const { language, organisedBy } = petition
  return {
    ...{ slug, title, text, status, signatures, people, organisations, openedAt, closedAt },
    ...{ closesAt, goal, today: today ?? null, language, organisedBy },
    url: `${publicUrl}${petitionPath(slug)}`,
  }
}

function signatoryJson(signatory: Signatory) {
  const { name = null, kind, occupation = null, organisation = null, number, signedAt } = signatory
  const { checkedDomain = null } = signatory
  return { name, kind, occupation, organisation, number, signedAt, checkedDomain }
}

function limitOf(given: string | undefined): number | undefined {
  if (given === undefined || given === '') return 100
  if (!/^[0-9]{1,4}$/.test(given)) return undefined
  const limit = Number(given)
  return limit >= 1 && limit <= 1000 ? limit : undefined
}

function noSuchPetition(c: Context) {
  return c.json({ error: 'there is no public petition of this name' }, 404)
}
