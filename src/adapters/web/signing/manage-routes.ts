/** The pages of a manage link. A GET shows, a POST acts. A reload after a POST is harmless: the act is done once. */
import { type Context, Hono } from 'hono'
import type { ManageView, PageCore, PageWords } from '../../../core/page-contract.ts'
import { privatePage } from '../security-headers.ts'
import { typedDetails } from './details-form.ts'
import { answer, contactIfTakenOff, type Label, linkActs, wordsFor } from './link-acts.ts'
import { correctedPage, managePage } from './manage-page.ts'
import { proof } from './proof.ts'

export function manageRoutes(core: PageCore, publicUrl: string): Hono {
  const app = new Hono({ strict: false })
  const { withToken, pressed, backTo } = linkActs(core, publicUrl)
  app.use('/m/*', privatePage)

  const managing = (ask: PageCore['withdraw']) => async (c: Context, token: string) => {
    const view = await ask(token)
    const contact = await contactIfTakenOff(core, view)
    return answer(c, managePage(wordsFor(c, core, view), token, view, { contact }))
  }
  const managed = (label: (words: PageWords) => string, ask: PageCore['withdraw']) =>
    pressed(core.signatureByToken, ifSigned(label), managing(ask))
  app.get('/m/:token', withToken(managing(core.signatureByToken)))
  const acts = {
    list: managed(words => words.listButton, core.list),
    withdraw: managed(words => words.withdrawButton, core.withdraw),
    erase: managed(words => words.eraseButton, core.erase),
  }
  for (const [name, whenPressed] of Object.entries(acts)) {
    app.post(`/m/:token/${name}`, whenPressed)
    app.get(`/m/:token/${name}`, backTo('m'))
  }

  const correct = pressed(
    core.signatureByToken,
    ifSigned(words => words.saveButton),
    async (c, token, form) => {
      const result = await core.correct(token, typedDetails(form))
      return answer(c, correctedPage(wordsFor(c, core, result.view), token, result))
    },
  )
  app.post('/m/:token', correct)

  const ownData = withToken(async (c, token) => {
    const view = await core.signatureByToken(token)
    if (view.kind !== 'signed') return c.json({ state: view.kind }, view.kind === 'unknown' ? 404 : 410)
    const name = `undersigned-${view.petition.slug}-${view.number}.json`
    c.header('Content-Disposition', `attachment; filename="${name}"`)
    return c.json(ownDataOf(view, publicUrl))
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
  return app
}

/** All that is kept about the signature, for its signer. */
function ownDataOf(view: Extract<ManageView, { kind: 'signed' }>, publicUrl: string) {
  const { petition, details, number, signedAt, how, channel, language, statementHash, asSigned } = view
  const { slug, listing, text: statement } = petition
  return {
    petition: { slug, ...asSigned, statement, statementHash, url: `${publicUrl}/p/${slug}` },
    signature: { number, ...details, shown: listing === 'count' ? 'number' : 'public' },
    ...{ signedAt, confirmedBy: how, channel, language, waitsForApproval: view.waitsForApproval },
  }
}

function ifSigned(label: (words: PageWords) => string): Label {
  return (words, { kind }) => (kind === 'signed' ? label(words) : undefined)
}
