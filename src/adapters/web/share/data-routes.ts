/** The link to everything that is kept about a mailbox: a GET shows a button, a POST sends the file. Scanners that open links get no data. */
import { Hono } from 'hono'
import type { PageCore } from '../../../core/page-contract.ts'
import { wordsOf } from '../address.ts'
import { unknownLinkPage } from '../confirm-page.ts'
import { html, layout, messagePage } from '../html.ts'
import { tokenOf } from '../link-token.ts'
import { privatePage } from '../security-headers.ts'

export function dataRoutes(core: PageCore): Hono {
  const app = new Hono({ strict: false })
  app.use('/d/*', privatePage)
  app.on(['GET', 'POST'], '/d/:token', async c => {
    const words = wordsOf(c, core)
    const token = tokenOf(c)
    const view = token === undefined ? undefined : await core.ownData(token)
    if (token === undefined || view === undefined || view.kind === 'unknown')
      return c.html(unknownLinkPage(words), 404)
    const { mine } = words.share
    if (view.kind === 'expired')
      return c.html(
        messagePage(words, {
          title: words.expiredTitle,
          text: mine.expired,
          link: { href: '/mine', label: mine.link },
        }),
        410,
      )
    if (c.req.method === 'POST') {
      c.header('Content-Disposition', 'attachment; filename="undersigned-my-data.json"')
      return c.body(JSON.stringify(view.data, null, 2), 200, { 'Content-Type': 'application/json' })
    }
    return c.html(
      layout({
        words,
        title: mine.everything,
        noIndex: true,
        body: html`<h1>${mine.everything}</h1>
<p class="lead">${mine.whatIsInIt}</p>
<div class="actions"><form method="post" action="/d/${token}"><button class="main" type="submit">${words.exportButton}</button></form></div>`,
      }),
    )
  })
  return app
}
