/** Every page and address of the public web, as one Hono app without a socket. */
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { type Context, Hono } from 'hono'
import { matchedRoutes } from 'hono/route'
import type { Log, PageWords } from '../../core/page-contract.ts'
import { errorCode } from '../../core/page-contract.ts'
import { languageQuery, wordsOf } from './address.ts'
import { apiRoutes } from './api-routes.ts'
import { favicon, robots, script, scriptHref, style, styleHref } from './assets.ts'
import { exportRoutes } from './export-routes.ts'
import { BodyTooLarge, bodyLimit } from './form.ts'
import { homePage } from './home-page.ts'
import { messagePage } from './html.ts'
import { pathOf, tokenOf } from './link-token.ts'
import { namesRoutes } from './names-routes.ts'
import { encodingOf } from './page-memory.ts'
import type { Posters } from './posters.ts'
import { securityHeaders } from './security-headers.ts'
import { signRoutes } from './sign-routes.ts'
import { tokenRoutes } from './token-routes.ts'
import { mayUseTrial, trialRoutes } from './trial-routes.ts'
import type { WebPages } from './web-pages.ts'

export function createRoutes(pages: WebPages, posters: Posters): Hono {
  const { core, trial, channels = ['email'] } = pages
  const app = new Hono({ getPath: pathOf })
  const words = (c: Context) => wordsOf(c, core)

  app.use(securityHeaders('strict'))
  app.use(async (c, next) => {
    if (Number(c.req.header('content-length') ?? 0) > bodyLimit) throw new BodyTooLarge()
    await next()
  })

  app.get('/', c => {
    publicPage(c)
    return c.html(
      homePage({
        words: words(c),
        petitions: core.openPetitions(),
        channels,
        trial: trial !== undefined && mayUseTrial(c),
        query: languageQuery(c),
      }),
    )
  })

  // Usually answered before this by the memory of public pages: here if that could not make one.
  app.get('/p/:slug', async c => {
    const page = await posters.make(c.req.raw.url, c.req.header())
    return page === undefined ? c.notFound() : c.html(page.html, 200, page.headers)
  })
  app.route('/', namesRoutes(core))
  app.route('/', signRoutes(pages))
  app.route('/', tokenRoutes(core, pages.publicUrl))
  app.route('/', exportRoutes(core, pages.log))
  app.route('/', apiRoutes(core))
  if (trial) app.route('/', trialRoutes(core, trial, pages.mailAddress))

  app.get('/healthz', c => unkept(c).text('ok'))
  app.get('/readyz', async c =>
    (await pages.ready()) ? unkept(c).text('ok') : unkept(c).text('not ready', 503),
  )

  const file = (href: string, content: string, type: string) => {
    const bodies = {
      br: brotliCompressSync(content),
      gzip: gzipSync(content),
      identity: Buffer.from(content),
    }
    return (c: Context) => {
      // During an update of replicas, a page of one may ask the other for its style: it gets ours, uncached.
      const own = c.req.path === href
      c.header('Cache-Control', own ? 'public, max-age=31536000, immutable' : 'no-cache')
      c.header('Vary', 'Accept-Encoding')
      const encoding = encodingOf(c.req.header('accept-encoding'))
      if (encoding !== 'identity') c.header('Content-Encoding', encoding)
      return c.body(bodies[encoding], 200, { 'Content-Type': `${type}; charset=utf-8` })
    }
  }
  app.get('/style/:version', file(styleHref, style, 'text/css'))
  app.get('/script/:version', file(scriptHref, script, 'text/javascript'))
  const icon = (c: Context) => {
    c.header('Cache-Control', 'public, max-age=86400')
    return c.body(favicon, 200, { 'Content-Type': 'image/svg+xml' })
  }
  app.get('/favicon.svg', icon)
  app.get('/favicon.ico', icon)
  app.get('/robots.txt', c => c.text(robots))

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

/** Node's codes for a server that is not there, and Postgres' classes 08 (connection), 53 (resources), 57 (shutdown). */
function isAway(code: string): boolean {
  return (
    /^(ECONN|EPIPE|ETIMEDOUT|ENOENT|EHOSTUNREACH|ENOTFOUND|EAI_)/.test(code) ||
    /^(08|53|57)[0-9A-Z]{3}$/.test(code)
  )
}
