/** Every page and address of the public web, as one Hono app without a socket. */
import { type Context, Hono } from 'hono'
import { matchedRoutes } from 'hono/route'
import type { Log, PageWords } from '../../core/page-contract.ts'
import { errorCode } from '../../core/page-contract.ts'
import { wordsOf } from './address.ts'
import { assetRoutes } from './assets/asset-routes.ts'
import { BodyCutOff, BodyTooLarge, bodyLimit } from './form.ts'
import { messagePage } from './html.ts'
import { openForms } from './open-form.ts'
import { namesRoutes } from './petition/names-routes.ts'
import { newsRoutes } from './petition/news-routes.ts'
import { privacyPage } from './petition/privacy-page.ts'
import type { Posters } from './posters.ts'
import { apiRoutes } from './share/api-routes.ts'
import { mineRoutes } from './share/mine-routes.ts'
import { shareRoutes } from './share/share-routes.ts'
import { confirmRoutes } from './signing/confirm-routes.ts'
import { exportRoutes } from './signing/export-routes.ts'
import { pathOf, tokenOf } from './signing/link-token.ts'
import { manageRoutes } from './signing/manage-routes.ts'
import { signRoutes } from './signing/sign-routes.ts'
import { trialRoutes } from './trial/trial-routes.ts'
import type { WebPages } from './web-pages.ts'

export function createRoutes(pages: WebPages, posters: Posters): Hono {
  const { core, trial } = pages
  const app = new Hono({ getPath: pathOf })
  const words = (c: Context) => wordsOf(c, core)

  app.use(async (c, next) => {
    if (Number(c.req.header('content-length') ?? 0) > bodyLimit) throw new BodyTooLarge()
    await next()
  })

  // The memory of public pages usually answers before this. A request comes here if it could not make the page.
  const poster = async (c: Context) => {
    const page = await posters.make(c.req.raw.url, c.req.header())
    return page === undefined ? c.notFound() : c.html(page.html, 200, page.headers)
  }
  app.get('/', poster)
  app.get('/p/:slug', poster)
  app.get('/privacy', c => {
    publicPage(c)
    return c.html(privacyPage(words(c)))
  })
  app.route('/', namesRoutes(core))
  app.route('/', newsRoutes(core, pages.publicUrl))
  const take = openForms(core)
  app.route('/', signRoutes(pages, take))
  app.route('/', confirmRoutes(core, pages.publicUrl))
  app.route('/', manageRoutes(core, pages.publicUrl))
  app.route('/', exportRoutes(core, pages.log))
  app.route('/', mineRoutes(pages, take))
  app.route('/', shareRoutes(core, pages.publicUrl))
  app.route('/', apiRoutes(core, pages.publicUrl))
  if (trial) app.route('/', trialRoutes(core, trial, pages.mailAddress))

  app.get('/healthz', c => unkept(c).text('ok'))
  app.get('/readyz', async c =>
    (await pages.ready()) ? unkept(c).text('ok') : unkept(c).text('not ready', 503),
  )

  app.route('/', assetRoutes())

  app.notFound(c => notFound(c, words(c)))
  app.onError((error, c) => failed(error, c, words(c), pages.log))
  return app
}

/** Not cached, because the count is live; and different in each language. */
function publicPage(c: Context): void {
  c.header('Cache-Control', 'no-cache')
  c.header('Vary', 'Accept-Language')
}

function unkept(c: Context): Context {
  c.header('Cache-Control', 'no-store')
  return c
}

function notFound(c: Context, words: PageWords) {
  unkept(c)
  if (c.req.path.startsWith('/api/')) return c.json({ error: 'there is nothing at this address' }, 404)
  return c.html(
    messagePage(words, {
      title: words.notFoundTitle,
      text: words.notFound,
      link: { href: '/', label: words.backHome },
    }),
    404,
  )
}

function failed(error: Error, c: Context, words: PageWords, log: Log) {
  unkept(c)
  const api = c.req.path.startsWith('/api/')
  if (error instanceof BodyTooLarge) {
    if (api) return c.json({ error: 'the body is too large' }, 413)
    return c.html(messagePage(words, { title: words.tooLargeTitle, text: words.tooLarge }), 413)
  }
  // Nobody is there to read the answer, and it is no fault of ours.
  if (error instanceof BodyCutOff) return c.body(null, 400)
  // The pattern, not the path: a path may hold a token.
  const route = matchedRoutes(c).at(-1)?.path
  const code = errorCode(error)
  log.error({ route: route ?? 'none', method: c.req.method, code }, 'a page could not be made')
  const status = isAway(code) ? 503 : 500
  if (status === 503) c.header('Retry-After', '60')
  if (api) return c.json({ error: 'something went wrong on our side; try again in a minute' }, status)
  const root = /^\/[cmx]\//.exec(c.req.path)?.[0]
  const token = tokenOf(c)
  return c.html(
    messagePage(words, {
      title: words.brokenTitle,
      text: words.broken,
      ...(root !== undefined &&
        token !== undefined && { link: { href: `${root}${token}`, label: words.backToLink } }),
    }),
    status,
  )
}

/** Node's codes for a server that is not there, and Postgres' classes 08 (connection), 40 and 55 (locks), 53 (resources), 57 (shutdown). */
function isAway(code: string): boolean {
  return (
    /^(ECONN|EPIPE|ETIMEDOUT|ENOENT|EHOSTUNREACH|ENOTFOUND|EAI_)/.test(code) ||
    /^(08|40|53|55|57)[0-9A-Z]{3}$/.test(code)
  )
}
