/** The pages behind a token. A GET shows, a POST acts. A reload after a POST is harmless: the act is done once. */
import { type Context, Hono } from 'hono'
import type { ManageView, PageCore, PageWords, TokenView } from '../../core/page-contract.ts'
import { chosenLanguage, wordsOf } from './address.ts'
import { type AnsweredPage, type ConfirmStep, confirmPage, unknownLinkPage } from './confirm-page.ts'
import { type Refused, typedDetails } from './details-form.ts'
import { readForm } from './form.ts'
import { hrefIn } from './html.ts'
import { isPersonsPress, linkFetchedBy } from './link-fetched-by.ts'
import { tokenOf } from './link-token.ts'
import { correctedPage, managePage } from './manage-page.ts'
import { proof } from './proof.ts'
import { isSecondStep, secondStepPage } from './second-step.ts'
import { privatePage, securityFields } from './security-headers.ts'

export function tokenRoutes(core: PageCore, publicUrl: string): Hono {
  const app = new Hono({ strict: false })
  app.use('/c/*', privatePage)
  app.use('/m/*', privatePage)

  const withToken = (act: (c: Context, token: string) => Response | Promise<Response>) => (c: Context) => {
    const token = tokenOf(c)
    return token === undefined
      ? c.html(unknownLinkPage(core.pageWords(c.req.header('accept-language'))), 404)
      : act(c, token)
  }

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
  /** A POST means that a button was pressed. One that may be a machine's is asked about first. */
  const pressed = (
    look: (token: string) => Promise<TokenView | ManageView>,
    labelOf: Label,
    act: (c: Context, token: string, form: URLSearchParams) => Response | Promise<Response>,
  ) =>
    withToken(async (c, token) => {
      const form = await readForm(c.req.raw)
      if (isPersonsPress(c, publicUrl) || isSecondStep(form, token)) return act(c, token, form)
      const view = await look(token)
      const words = wordsFor(c, core, view)
      const label = labelOf(words, view)
      // If nothing is left to do, the act says so.
      return label === undefined
        ? act(c, token, form)
        : c.html(secondStepPage(words, { token, path: c.req.path, label, form, view }))
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

  const managing = (ask: PageCore['withdraw']) => async (c: Context, token: string) => {
    const view = await ask(token)
    const contact = await contactIfTakenOff(core, view)
    return answer(c, managePage(wordsFor(c, core, view), token, view, { contact }))
  }
  const managed = (label: (words: PageWords) => string, ask: PageCore['withdraw']) =>
    pressed(core.signatureByToken, ifSigned(label), managing(ask))
  app.get('/m/:token', withToken(managing(core.signatureByToken)))
  app.post(
    '/m/:token/list',
    managed(words => words.listButton, core.list),
  )
  app.post(
    '/m/:token/withdraw',
    managed(words => words.withdrawButton, core.withdraw),
  )
  app.post(
    '/m/:token/erase',
    managed(words => words.eraseButton, core.erase),
  )

  const correct = pressed(
    core.signatureByToken,
    ifSigned(words => words.saveButton),
    async (c, token, form) => {
      const result = await core.correct(token, typedDetails(form))
      return answer(c, correctedPage(wordsFor(c, core, result.view), token, result))
    },
  )
  app.post('/m/:token', correct)

  /** All that is kept about the signature, for its signer. */
  const ownData = withToken(async (c, token) => {
    const view = await core.signatureByToken(token)
    if (view.kind !== 'signed') return c.json({ state: view.kind }, view.kind === 'unknown' ? 404 : 410)
    const { petition, details, number, signedAt, how, channel, language, statementHash, asSigned } = view
    const { slug, listing, text: statement } = petition
    c.header('Content-Disposition', `attachment; filename="undersigned-${slug}-${number}.json"`)
    return c.json({
      petition: { slug, ...asSigned, statement, statementHash, url: `${publicUrl}/p/${slug}` },
      signature: { number, ...details, shown: listing === 'count' ? 'number' : 'public' },
      ...{ signedAt, confirmedBy: how, channel, language, waitsForApproval: view.waitsForApproval },
    })
  })

  const proofFile = withToken(async (c, token) => {
    const view = await core.signatureByToken(token)
    const words = wordsFor(c, core, view)
    if (view.kind !== 'signed') {
      const page = managePage(words, token, view)
      return answer(c, { ...page, status: page.status === 404 ? 404 : 410 })
    }
    const name = `undersigned-${view.petition.slug.replaceAll(/[^A-Za-z0-9-]/g, '')}-${view.number}.txt`
    c.header('Content-Disposition', `attachment; filename="${name}"`)
    return c.text(proof(words, view, publicUrl))
  })
  app.get('/m/:token/proof', proofFile)
  app.get('/m/:token/data.json', ownData)

  // Opening the address of such a POST again is a GET: it leads back to the page.
  const backTo = (root: 'c' | 'm') => withToken((c, token) => c.redirect(`/${root}/${token}`, 303))
  app.get('/c/:token/not-me', backTo('c'))
  app.get('/c/:token/after-all', backTo('c'))
  app.get('/m/:token/list', backTo('m'))
  app.get('/m/:token/withdraw', backTo('m'))
  app.get('/m/:token/erase', backTo('m'))
  return app
}

type Label = (words: PageWords, view: TokenView | ManageView) => string | undefined

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

function ifSigned(label: (words: PageWords) => string): Label {
  return (words, { kind }) => (kind === 'signed' ? label(words) : undefined)
}

/** How to reach the organiser about a signature that they removed. */
async function contactIfTakenOff(core: PageCore, view: TokenView | ManageView): Promise<string | undefined> {
  return view.kind === 'taken-off' ? (await core.petition(view.petition.slug))?.contact : undefined
}

function wordsFor(c: Context, core: PageCore, view: TokenView | ManageView): PageWords {
  const isOpen = view.kind === 'unknown' || chosenLanguage(c) !== undefined
  return isOpen ? wordsOf(c, core) : core.pageWords(view.language)
}

function answer(c: Context, page: AnsweredPage) {
  return c.html(page.body, page.status, page.scripted && securityFields('scripted'))
}
