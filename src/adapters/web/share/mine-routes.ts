/** A POST sends one email to the mailbox that was typed. The answer tells nobody whether that mailbox has signed anything. */
import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Hono } from 'hono'
import { wordsOf } from '../address.ts'
import { readForm } from '../form.ts'
import { privatePage } from '../security-headers.ts'
import { leastMs, mailboxOf, sameActMs } from '../sign-routes.ts'
import { networkOf, Visitors } from '../visitors.ts'
import type { WebPages } from '../web-pages.ts'
import { minePage, mineSentPage } from './mine-page.ts'

export function mineRoutes({ core, channels = ['email'] }: WebPages): Hono {
  const app = new Hono({ strict: false })
  const visitors = new Visitors()
  app.use('/mine', privatePage)

  // Without email nothing can be sent.
  app.get('/mine', c => (channels.includes('email') ? c.html(minePage(wordsOf(c, core))) : c.notFound()))
  app.post('/mine', async c => {
    if (!channels.includes('email')) return c.notFound()
    const words = wordsOf(c, core)
    const form = await readForm(c.req.raw)
    const typed = (form.get('mailbox') ?? '').trim()
    const mailbox = mailboxOf({ mailbox: typed })
    if (mailbox === undefined) return c.html(minePage(words, { typed, problem: words.mailboxWrong }), 422)
    const enough = sleep(leastMs)
    // Only a program fills in a field that nobody sees.
    const isProgram = (form.get('website') ?? '') !== ''
    if (!isProgram && !visitors.mayAct(networkOf(c)))
      return c.html(minePage(words, { typed, problem: words.tooManyFromHere }), 429)
    const act = JSON.stringify(['mine', mailbox, Math.floor(Date.now() / sameActMs)])
    if (!isProgram)
      await core.receive({
        key: createHash('sha256').update(act).digest('base64'),
        channel: 'web',
        account: mailbox,
        mailbox,
        authenticated: false,
        place: null,
        plainReply: true,
        languageHint: words.language,
        act: { kind: 'command', command: { words: 'mysignatures' } },
      })
    await enough
    return c.html(mineSentPage(words, typed))
  })
  return app
}
