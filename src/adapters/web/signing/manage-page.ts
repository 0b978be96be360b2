/** The page of a manage link: one's own signature, to change, withdraw, erase or prove it. */
import type { CorrectionResult, ManageView, PageWords } from '../../../core/page-contract.ts'
import { type Html, hrefIn, html, layout, whoCollects } from '../html.ts'
import { type AnsweredPage, notSaved, removedPage, takenOffPage, unknownLinkPage } from './confirm-page.ts'
import { changeDetails, type Refused, recordedDetails } from './details-form.ts'

type Signed = Extract<ManageView, { kind: 'signed' }>

/** `contact` is the organiser's, for a signature that the organiser removed. */
export function managePage(
  words: PageWords,
  token: string,
  view: ManageView,
  { saving, contact }: { saving?: 'saved' | Refused; contact?: string | undefined } = {},
): AnsweredPage {
  switch (view.kind) {
    case 'unknown':
      return { status: 404, body: unknownLinkPage(words) }
    case 'signed':
      return {
        status: saving === undefined || saving === 'saved' ? 200 : 422,
        body: signedPage(words, token, view, saving),
      }
    case 'withdrawn':
      return { status: 200, body: removedPage(words, { act: 'withdraw', petition: view.petition }) }
    case 'erased':
      return { status: 200, body: removedPage(words, { act: 'erase', petition: view.petition }) }
    case 'taken-off':
      return { status: 200, body: takenOffPage(words, view.petition, contact) }
  }
}

export function correctedPage(words: PageWords, token: string, result: CorrectionResult): AnsweredPage {
  switch (result.kind) {
    case 'corrected':
      return managePage(words, token, result.view, { saving: 'saved' })
    case 'invalid':
      return managePage(words, token, result.view, { saving: result })
    case 'gone': {
      const page = managePage(words, token, result.view)
      return { ...page, status: page.status === 404 ? 404 : 410 }
    }
  }
}

function signedPage(
  words: PageWords,
  token: string,
  view: Signed,
  saving: 'saved' | Refused | undefined,
): Html {
  const { petition, details } = view
  const refused = saving === 'saved' ? undefined : saving
  const button = html`<button type="submit">${words.saveButton}</button>`
  return layout({
    words,
    title: words.manageTitle(view.number),
    otherLanguagePath: `/m/${token}`,
    accent: petition.accent,
    body: html`<h1>${words.manageTitle(view.number)}</h1>
<p class="lead">${words.signedOn(view.signedAt, view.how)}</p>
${refused && notSaved(words)}
${saving === 'saved' && html`<div class="notice" role="status"><p>${words.saved}</p></div>`}
<div class="card">
<p class="petition-title" dir="auto"><a href="/p/${petition.slug}" lang="${petition.language}">${petition.title}</a></p>
${recordedDetails(words, view)}
${changeDetails(words, { petition, details, action: hrefIn(words, `/m/${token}`), button, refused })}
</div>
${view.waitsForApproval && html`<div class="notice"><p>${words.waitsForApproval}</p></div>`}
${
  view.mayBeListed &&
  html`<div class="notice"><p>${words.mayBeListed}</p>
<form method="post" action="${hrefIn(words, `/m/${token}/list`)}"><button type="submit">${words.listButton}</button></form></div>`
}
<h2>${words.proofTitle}</h2>
<p>${words.proofText}</p>
<p><a href="/m/${token}/proof" download>${words.proofButton}</a> · <a href="/m/${token}/data.json" download>${words.share.mine.data}</a></p>
<h2>${words.withdrawTitle}</h2>
<p>${words.withdrawText}</p>
${sure(words, hrefIn(words, `/m/${token}/withdraw`), words.withdrawTitle, words.withdrawButton)}
<h2>${words.eraseTitle}</h2>
<p>${words.eraseText}</p>
${sure(words, hrefIn(words, `/m/${token}/erase`), words.eraseTitle, words.eraseButton)}
<h2>${words.whoCollectsTitle}</h2>
${whoCollects(words, petition)}`,
  })
}

/** Asks once more, without a script: the button is inside a part that has to be opened first. */
function sure(words: PageWords, action: string, summary: string, button: string): Html {
  return html`<details><summary>${summary} …</summary>
<p>${words.areYouSure}</p>
<form method="post" action="${action}"><button class="danger" type="submit">${button}</button></form>
</details>`
}
