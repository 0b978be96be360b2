/** The page of a petition's news. */
import { Hono } from 'hono'
import type { PageCore } from '../../../core/page-contract.ts'
import { cursorOf, slugOf, wordsOf } from '../address.ts'
import { sendLess } from '../send-less.ts'
import { newsPath } from '../share/paths.ts'
import { newsPage } from './news.ts'

const newsOnAPage = 30

export function newsRoutes(core: PageCore, publicUrl: string): Hono {
  const app = new Hono({ strict: false })
  app.get('/p/:slug/news', sendLess, async c => {
    const slug = slugOf(c)
    const petition = slug === undefined ? undefined : await core.petition(slug)
    if (petition === undefined) return c.notFound()
    const after = cursorOf(c)
    const page = await core.news(petition.slug, { limit: newsOnAPage, ...(after && { after }) })
    if (page === undefined) return c.notFound()
    c.header('Cache-Control', 'no-cache')
    c.header('Vary', 'Accept-Language')
    const canonical = `${publicUrl}${newsPath(petition.slug)}`
    return c.html(
      newsPage({ words: wordsOf(c, core), petition, page, canonical, later: after !== undefined }),
    )
  })
  return app
}
