/**
 * The trial desk: write an email as anybody, and read what the service sent. Only people at this machine can use it: a request needs a
 * loopback Host, which stops sites that rebind their name to us, and no header of a proxy.
 */
import { type Context, Hono } from 'hono'
import type { PageCore, PageWords } from '../../../core/page-contract.ts'
import { isLoopback } from '../../../network.ts'
import { chosenLanguage, languageQuery, wordsOf } from '../address.ts'
import { trialScript } from '../assets/assets.ts'
import { readForm } from '../form.ts'
import { messagePage } from '../html.ts'
import { securityHeaders } from '../security-headers.ts'
import type { Draft, TrialDesk } from './trial-mail.ts'
import { framedMail, mailItems, trialMailPage, trialPage } from './trial-page.ts'

export function mayUseTrial(c: Context): boolean {
  return isAtThisMachine(c.req.header())
}

/** Names of headers in lower case. */
export function isAtThisMachine(headers: Readonly<Record<string, unknown>>): boolean {
  if (!isLoopback(String(headers.host ?? '').replace(/:\d{1,5}$/, ''))) return false
  return !Object.keys(headers).some(name => name === 'forwarded' || name.startsWith('x-forwarded-'))
}

/**
 * Browsers say which site a post comes from: by Sec-Fetch-Site, older ones by Origin. A program that sends neither is no
 * browser, so no site can make it post.
 */
function isOwnPost(c: Context): boolean {
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined) return site === 'same-origin'
  const origin = c.req.header('origin')
  return origin === undefined || origin === `http://${c.req.header('host')}`
}

export function trialRoutes(core: PageCore, trial: TrialDesk, mailAddress: string): Hono {
  const app = new Hono({ strict: false })
  const words = (c: Context) => wordsOf(c, core)

  app.use('/trial/*', securityHeaders('trial-desk'))
  app.use('/trial/*', async (c, next) => {
    if (!mayUseTrial(c)) return c.notFound()
    c.header('Cache-Control', 'no-store')
    c.header('X-Robots-Tag', 'noindex, nofollow')
    if (c.req.method === 'POST' && !isOwnPost(c)) {
      const said = words(c)
      return c.html(
        messagePage(said, { title: said.trial.notFromElsewhereTitle, text: said.trial.notFromElsewhere }),
        403,
      )
    }
    return await next()
  })
  addMails(app, core, trial)

  const desk = async (c: Context, draft: Draft, told: { sent?: boolean; refused?: string }) =>
    trialPage({ words: words(c), query: languageQuery(c), mails: await trial.list(), draft, told })

  app.get('/trial', async c => {
    const said = words(c).trial
    const draft = {
      from: 'Ada Lovelace <ada@example.org>',
      to: c.req.query('to')?.slice(0, 320) || addressToSign(core, mailAddress),
      subject: said.sampleSubject,
      text: said.sampleText,
    }
    return c.html(await desk(c, draft, { sent: c.req.query('sent') === '1' }))
  })

  app.post('/trial/send', async c => {
    const draft = draftIn(await readForm(c.req.raw))
    const outcome = await trial.send(draft)
    const lang = chosenLanguage(c)
    switch (outcome.kind) {
      case 'sent':
        return c.redirect(`/trial?${new URLSearchParams({ sent: '1', ...(lang && { lang }) })}#mails`, 303)
      case 'refused':
        return c.html(await desk(c, draft, { refused: outcome.why }), 422)
    }
  })
  app.get('/trial/script.js', c => {
    c.header('Content-Type', 'text/javascript; charset=utf-8')
    return c.body(trialScript)
  })
  return app
}

/** The emails that the service sent: a list, and each one as a page, as HTML and as its source. */
function addMails(app: Hono, core: PageCore, trial: TrialDesk): void {
  const words = (c: Context) => wordsOf(c, core)
  app.get('/trial/mails', async c => c.html(mailItems(words(c), languageQuery(c), await trial.list())))
  app.get('/trial/mails/:id', async c => {
    const mail = await trial.read(c.req.param('id'))
    return mail
      ? c.html(trialMailPage({ words: words(c), query: languageQuery(c), mail }))
      : mailGone(c, words(c))
  })
  app.get('/trial/mails/:id/html', securityHeaders('trial-mail'), async c => {
    const mail = await trial.read(c.req.param('id'))
    return mail ? c.html(framedMail(mail.html)) : mailGone(c, words(c))
  })
  app.get('/trial/mails/:id/raw', async c => {
    const mail = await trial.read(c.req.param('id'))
    if (!mail) return mailGone(c, words(c))
    c.header('Content-Type', 'message/rfc822')
    c.header('Content-Disposition', 'attachment; filename="mail.eml"')
    return c.body(new Uint8Array(mail.raw))
  })
}

/** A header field is one line. Browsers send no line breaks here, and none may reach the composer. */
function draftIn(form: URLSearchParams): Draft {
  const field = (name: string) => form.get(name) ?? ''
  const inReplyTo = field('inReplyTo')
  return {
    from: oneLine(field('from')),
    to: oneLine(field('to')),
    subject: oneLine(field('subject')),
    text: field('text'),
    ...(inReplyTo !== '' && { inReplyTo: oneLine(inReplyTo) }),
  }
}

function oneLine(value: string): string {
  return value.replaceAll(/[\r\n\0]+/g, ' ').trim()
}

function mailGone(c: Context, words: PageWords) {
  return c.html(
    messagePage(words, {
      title: words.notFoundTitle,
      text: words.trial.mailGone,
      link: { href: '/trial', label: words.trial.back },
    }),
    404,
  )
}

function addressToSign(core: PageCore, mailAddress: string): string {
  const first = core.openPetitions()[0]
  return first ? signAddress(mailAddress, first.slug) : mailAddress
}

/** `sign@example.org` and `demo` make `sign+demo@example.org`. */
export function signAddress(mailAddress: string, slug: string): string {
  const at = mailAddress.lastIndexOf('@')
  return `${mailAddress.slice(0, at)}+${slug}${mailAddress.slice(at)}`
}
