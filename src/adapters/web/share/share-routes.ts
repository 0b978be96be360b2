/** Serves other sites and programs: pictures, the widget, feeds, the map of the site. Everybody may show them; nothing sets a cookie. */
import { type Context, Hono } from 'hono'
import { renderSVG } from 'uqr'
import type { PageCore, PublicPetition } from '../../../core/page-contract.ts'
import { chosenLanguage, slugOf } from '../address.ts'
import { sendLess } from '../send-less.ts'
import { badge } from './badge.ts'
import { petitionFeed } from './feed.ts'
import { petitionPath } from './paths.ts'
import { robots, sitemap } from './sitemap.ts'
import { frameScript, readTheme, widgetPage, widgetPolicy, widgetScript, widgetStyle } from './widget.ts'

const newsInFeed = 50

export function shareRoutes(core: PageCore, publicUrl: string): Hono {
  const app = new Hono({ strict: false })
  for (const path of [
    '/p/:slug/share.png',
    '/p/:slug/badge.svg',
    '/p/:slug/qr.svg',
    '/p/:slug/feed.atom',
    '/p/:slug/widget',
    '/widget.css',
    '/sitemap.xml',
  ])
    app.use(path, sendLess)
  addPetitionFiles(app, core, publicUrl)
  addSiteFiles(app, core, publicUrl)
  return app
}

/** Files about one petition: its pictures, its feed and its widget. */
function addPetitionFiles(app: Hono, core: PageCore, publicUrl: string): void {
  const words = (c: Context, petition: PublicPetition) =>
    core.pageWords(chosenLanguage(c) ?? petition.language)
  /** A GET about one petition that the public sees; anything else is not found. */
  const about =
    (show: (c: Context, petition: PublicPetition) => Response | Promise<Response>) => async (c: Context) => {
      const slug = slugOf(c)
      const petition = slug === undefined ? undefined : await core.petition(slug)
      if (petition === undefined) return c.notFound()
      c.header('Access-Control-Allow-Origin', '*')
      c.header('Cross-Origin-Resource-Policy', 'cross-origin')
      return show(c, petition)
    }

  app.get(
    '/p/:slug/share.png',
    about(async (c, { slug }) => {
      const png = await core.sharePicture(slug)
      if (png === undefined) return c.notFound()
      return lasting(c, 300).body(new Uint8Array(png), 200, { 'Content-Type': 'image/png' })
    }),
  )
  app.get(
    '/p/:slug/badge.svg',
    about((c, petition) => {
      const theme = c.req.query('theme') === 'dark' ? 'dark' : 'light'
      return lasting(c, 60).body(badge(words(c, petition), petition, theme), 200, svg)
    }),
  )
  app.get(
    '/p/:slug/qr.svg',
    about((c, { slug }) =>
      lasting(c, 86_400).body(
        renderSVG(`${publicUrl}${petitionPath(slug)}`, { ecc: 'M', border: 4 }),
        200,
        svg,
      ),
    ),
  )
  app.get(
    '/p/:slug/feed.atom',
    about(async (c, petition) => {
      const { news } = (await core.news(petition.slug, { limit: newsInFeed })) ?? { news: [] }
      return lasting(c, 300).body(petitionFeed(words(c, petition), petition, news, publicUrl), 200, {
        'Content-Type': 'application/atom+xml; charset=utf-8',
      })
    }),
  )
  app.get(
    '/p/:slug/widget',
    about((c, petition) => {
      const theme = readTheme(name => c.req.query(name), petition.accent)
      c.header('Content-Security-Policy', widgetPolicy)
      return lasting(c, 10).html(widgetPage(words(c, petition), petition, { theme, publicUrl }))
    }),
  )
}

/** Files that are the same for all petitions. */
function addSiteFiles(app: Hono, core: PageCore, publicUrl: string): void {
  const script = (text: string) => (c: Context) => {
    c.header('Cross-Origin-Resource-Policy', 'cross-origin')
    return lasting(c, 3600).body(text, 200, { 'Content-Type': 'text/javascript; charset=utf-8' })
  }
  app.get('/widget.css', c =>
    lasting(c, 3600).body(widgetStyle(readTheme(name => c.req.query(name))), 200, {
      'Content-Type': 'text/css; charset=utf-8',
    }),
  )
  app.get('/widget.js', script(widgetScript))
  app.get('/widget-frame.js', script(frameScript))

  app.get('/sitemap.xml', c =>
    lasting(c, 3600).body(sitemap(core.publicPetitions(), publicUrl), 200, {
      'Content-Type': 'application/xml; charset=utf-8',
    }),
  )
  app.get('/robots.txt', c => lasting(c, 3600).text(robots(publicUrl)))
}

const svg = { 'Content-Type': 'image/svg+xml; charset=utf-8' }

/** In seconds. */
function lasting(c: Context, maxAge: number): Context {
  c.header('Cache-Control', `public, max-age=${maxAge}`)
  return c
}
