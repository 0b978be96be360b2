/** Shared by the pages behind a token: reads the token, and asks again about a press that may be a machine's. */
import type { Context } from 'hono'
import type { ManageView, PageCore, PageWords, TokenView } from '../../../core/page-contract.ts'
import { chosenLanguage, wordsOf } from '../address.ts'
import { readForm } from '../form.ts'
import { securityFields } from '../security-headers.ts'
import { type AnsweredPage, unknownLinkPage } from './confirm-page.ts'
import { isPersonsPress } from './link-fetched-by.ts'
import { tokenOf } from './link-token.ts'
import { isSecondStep, secondStepPage } from './second-step.ts'

/** The words of the button that was pressed. Undefined if there is nothing left to press. */
export type Label = (words: PageWords, view: TokenView | ManageView) => string | undefined

export function linkActs(core: PageCore, publicUrl: string) {
  const withToken = (act: (c: Context, token: string) => Response | Promise<Response>) => (c: Context) => {
    const token = tokenOf(c)
    return token === undefined
      ? c.html(unknownLinkPage(core.pageWords(c.req.header('accept-language'))), 404)
      : act(c, token)
  }

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
  // If somebody opens the address of such a POST again, it is a GET: it leads back to the page.
  const backTo = (root: 'c' | 'm') => withToken((c, token) => c.redirect(`/${root}/${token}`, 303))
  return { withToken, pressed, backTo }
}

/** How to reach the organiser about a signature that they removed. */
export async function contactIfTakenOff(
  core: PageCore,
  view: TokenView | ManageView,
): Promise<string | undefined> {
  return view.kind === 'taken-off' ? (await core.petition(view.petition.slug))?.contact : undefined
}

export function wordsFor(c: Context, core: PageCore, view: TokenView | ManageView): PageWords {
  const isOpen = view.kind === 'unknown' || chosenLanguage(c) !== undefined
  return isOpen ? wordsOf(c, core) : core.pageWords(view.language)
}

export function answer(c: Context, page: AnsweredPage) {
  return c.html(page.body, page.status, page.scripted && securityFields('scripted'))
}
