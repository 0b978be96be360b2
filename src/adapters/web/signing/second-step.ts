/**
 * If a machine may have pressed a button, this page says what the press would do, and has another button. Programs that open links in
 * emails press the buttons they find, and few of them press a second one. It works without a script: the page holds the fields of the form.
 */
import { createHash } from 'node:crypto'
import type { ManageView, PageWords, TokenView } from '../../../core/page-contract.ts'
import { type Html, hrefIn, html, layout } from '../html.ts'
import { recordedDetails } from './details-form.ts'

const field = 'second-step'
/** The fields of the details that hold what somebody typed. */
const texts = ['name', 'occupation', 'organisation']

/** Whether the form is the one of the second page. */
export function isSecondStep(form: URLSearchParams, token: string): boolean {
  return form.get(field) === valueFor(token)
}

/** This is no secret: anybody who has read the page can go on. */
function valueFor(token: string): string {
  return createHash('sha256').update(`${field} ${token}`).digest('hex').slice(0, 16)
}

interface Pressed {
  token: string
  /** The path that the first press went to, such as `/c/…/not-me`. */
  path: string
  /** The words of the pressed button. */
  label: string
  form: URLSearchParams
  view: TokenView | ManageView
}

export function secondStepPage(words: PageWords, { token, path, label, form, view }: Pressed): Html {
  const typed = [...form].filter(([name]) => name !== field)
  return layout({
    words,
    title: words.secondStepTitle,
    body: html`<h1>${words.secondStepTitle}</h1>
<p class="lead">${words.secondStep(label)}</p>
<div class="card">
${'petition' in view && html`<p class="petition-title" dir="auto">${view.petition.title}</p>`}
${!form.has('name') && 'details' in view && recordedDetails(words, view)}
${texts.map(name => form.get(name) && html`<p><bdi>${form.get(name)}</bdi></p>`)}
<div class="actions">
<form method="post" action="${hrefIn(words, path)}" accept-charset="utf-8">
<input type="hidden" name="${field}" value="${valueFor(token)}">
${typed.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<button class="main" type="submit">${words.secondStepButton}</button>
</form>
</div>
</div>
<p class="small">${words.secondStepWhy}</p>`,
  })
}
