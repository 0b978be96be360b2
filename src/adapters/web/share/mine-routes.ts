/** A POST sends one email to the mailbox that was typed. The answer tells nobody whether that mailbox has signed anything. */
import { Hono } from 'hono'
import { wordsOf } from '../address.ts'
import { readForm } from '../form.ts'
import { mailboxOf, type TakeOpenForm } from '../open-form.ts'
import { privatePage } from '../security-headers.ts'
import type { WebPages } from '../web-pages.ts'
import { minePage, mineSentPage } from './mine-page.ts'

export function mineRoutes({ core, channels = ['email'] }: WebPages, take: TakeOpenForm): Hono {
  const app = new Hono({ strict: false })
  app.use('/mine', privatePage)

  // Without email nothing can be sent.
  app.get('/mine', c => (channels.includes('email') ? c.html(minePage(wordsOf(c, core))) : c.notFound()))
  app.post('/mine', async c => {
    if (!channels.includes('email')) return c.notFound()
    const words = wordsOf(c, core)
    const form = await readForm(c.req.raw)
    const typed = (form.get('mailbox') ?? '').trim()
    const mailbox = mailboxOf(typed)
    if (mailbox === undefined) return c.html(minePage(words, { typed, problem: words.mailboxWrong }), 422)
    const act = { kind: 'command', command: { words: 'mysignatures' } } as const
    if (!(await take(c, { form, mailbox, language: words.language, act })))
      return c.html(minePage(words, { typed, problem: words.tooManyFromHere }), 429)
    return c.html(mineSentPage(words, mailbox))
  })
  return app
}
