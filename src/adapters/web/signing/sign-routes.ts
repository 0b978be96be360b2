/** Signing on the page. A GET shows the form; a POST sends one email to the mailbox that was typed, and changes nothing else. */
import { type Context, Hono } from 'hono'
import type { PageCore, PublicPetition } from '../../../core/page-contract.ts'
import { slugOf, wordsOf } from '../address.ts'
import { readForm } from '../form.ts'
import { mailboxOf, type TakeOpenForm } from '../open-form.ts'
import { privatePage, securityHeaders } from '../security-headers.ts'
import { mayUseTrial, signAddress } from '../trial/trial-routes.ts'
import type { WebPages } from '../web-pages.ts'
import { closedPage } from './confirm-page.ts'
import { typedDetails } from './details-form.ts'
import { type SignArgs, sentPage, signPage, type Typed } from './sign-page.ts'

export function signRoutes(pages: WebPages, take: TakeOpenForm): Hono {
  const { core, channels = ['email'], mailAddress, trial, invitations = {} } = pages
  const app = new Hono({ strict: false })
  app.use('/p/:slug/sign', privatePage)
  app.use('/p/:slug/sign', securityHeaders('scripted'))

  const argsOf = (c: Context, petition: PublicPetition): SignArgs => {
    const address = signAddress(mailAddress, petition.slug)
    return {
      words: wordsOf(c, core),
      petition,
      channels,
      invitations,
      address,
      trialDesk: trial && mayUseTrial(c) ? `/trial?to=${encodeURIComponent(address)}` : undefined,
    }
  }
  const openPetition = async (c: Context) => {
    const slug = slugOf(c)
    return slug === undefined ? undefined : core.petition(slug)
  }

  app.get('/p/:slug/sign', async c => {
    const petition = await openPetition(c)
    if (!petition) return c.notFound()
    if (petition.status === 'closed') return c.redirect(`/p/${petition.slug}`, 303)
    return c.html(signPage(argsOf(c, petition)))
  })

  app.post('/p/:slug/sign', async c => {
    const petition = await openPetition(c)
    if (!petition || !channels.includes('web')) return c.notFound()
    if (petition.status === 'closed') return c.html(closedPage(wordsOf(c, core), petition), 410)
    const form = await readForm(c.req.raw)
    const typed = { ...typedDetails(form), mailbox: (form.get('mailbox') ?? '').trim() }
    const args = argsOf(c, petition)
    const { words } = args
    const wrong = problemsOf(core, typed, args)
    const mailbox = mailboxOf(typed.mailbox)
    if (wrong.size > 0 || mailbox === undefined)
      return c.html(signPage({ ...args, typed, problems: wrong }), 422)
    const act = { kind: 'form', form: `sign:${petition.slug}`, values: valuesOf(typed) } as const
    if (!(await take(c, { form, mailbox, language: words.language, act }))) {
      const problems = new Map([['all', words.tooManyFromHere]])
      return c.html(signPage({ ...args, typed, problems }), 429)
    }
    return c.html(sentPage(words, petition, mailbox))
  })
  return app
}

const fieldsInOrder = ['name', 'occupation', 'organisation', 'mailbox'] as const

/** By field, in the order of the page. */
function problemsOf(core: PageCore, typed: Typed, { words, petition }: SignArgs): Map<string, string> {
  const asker = { channel: 'web', account: typed.mailbox, language: words.language } as const
  const found = core.checkForm(`sign:${petition.slug}`, valuesOf(typed), asker)
  const problems = new Map(found.map(({ field, problem }) => [field, problem]))
  if (typed.mailbox === '') problems.set('mailbox', words.problem('empty', 0))
  else if (mailboxOf(typed.mailbox) === undefined) problems.set('mailbox', words.mailboxWrong)
  return new Map(
    fieldsInOrder.flatMap(field => {
      const problem = problems.get(field)
      return problem === undefined ? [] : [[field, problem] as const]
    }),
  )
}

/** The fields as the form to sign has them in every channel. */
function valuesOf({ kind, name, occupation, organisation, listed, mailbox }: Typed): Record<string, string> {
  const way = kind === 'organisation' ? 'organisation' : listed ? 'myself' : 'counted'
  return { name, occupation, organisation, way, mailbox }
}
