/** The pages of a confirm link. A GET shows, a POST acts. A reload after a POST is harmless: the act is done once. */
import { type Context, Hono } from 'hono'
import type { PageCore, TokenView } from '../../../core/page-contract.ts'
import { hrefIn } from '../html.ts'
import { privatePage } from '../security-headers.ts'
import { type ConfirmStep, confirmPage } from './confirm-page.ts'
import { type Refused, typedDetails } from './details-form.ts'
import { answer, contactIfTakenOff, type Label, linkActs, wordsFor } from './link-acts.ts'
import { linkFetchedBy } from './link-fetched-by.ts'

export function confirmRoutes(core: PageCore, publicUrl: string): Hono {
  const app = new Hono({ strict: false })
  const { withToken, pressed, backTo } = linkActs(core, publicUrl)
  app.use('/c/*', privatePage)

  const show = async (
    c: Context,
    token: string,
    view: TokenView,
    done: { step: ConfirmStep; refused?: Refused },
  ) => {
    const contact = await contactIfTakenOff(core, view)
    return answer(c, confirmPage(wordsFor(c, core, view), token, view, { ...done, contact, publicUrl }))
  }
  const open = withToken(async (c, token) => {
    const view = await core.requestByToken(token)
    if ('petition' in view) core.linkFetched(view.petition.slug, linkFetchedBy(c))
    return show(c, token, view, { step: 'opened' })
  })
  // A body without the fields means that the page showed the details as text.
  const confirm = pressed(core.requestByToken, confirmLabel, async (c, token, form) => {
    const result = await core.confirm(token, form.has('name') ? typedDetails(form) : undefined)
    return result.kind === 'invalid'
      ? show(c, token, result.view, { step: 'confirm', refused: result })
      : show(c, token, result, { step: 'confirm' })
  })
  app.get('/c/:token', open)
  app.post('/c/:token', confirm)
  app.post(
    '/c/:token/not-me',
    pressed(core.requestByToken, notMeLabel, async (c, token) =>
      show(c, token, await core.refuse(token), { step: 'not-me' }),
    ),
  )
  app.post(
    '/c/:token/after-all',
    pressed(core.requestByToken, afterAllLabel, async (c, token) => {
      const view = await core.signAfterAll(token)
      const words = wordsFor(c, core, view)
      return 'petition' in view
        ? c.redirect(hrefIn(words, `/p/${view.petition.slug}/sign`), 303)
        : show(c, token, view, { step: 'opened' })
    }),
  )
  app.get('/c/:token/not-me', backTo('c'))
  app.get('/c/:token/after-all', backTo('c'))
  return app
}

const confirmLabel: Label = (words, view) => {
  switch (view.kind) {
    case 'asked':
      return view.change ? words.changeButton : words.confirmButton
    case 'asked-removal':
      return words.removalButton(view.act)
    case 'asked-command':
      return words.commandButton
    default:
      return undefined
  }
}

/** For a moment after a link has confirmed, the same link can take that back. */
const notMeLabel: Label = (words, { kind }) =>
  kind === 'asked' || kind === 'signed' ? words.notMeButton : undefined

const afterAllLabel: Label = (words, { kind }) => (kind === 'refused' ? words.afterAllButton : undefined)
