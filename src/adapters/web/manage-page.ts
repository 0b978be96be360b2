/** The page of a manage link: one's own signature, to change, withdraw, erase or prove it. */
import type { CorrectionResult, DetailsForm, ManageView, PageWords } from '../../core/page-contract.ts'
import { type AnsweredPage, removedPage, takenOffPage, unknownLinkPage } from './confirm-page.ts'
import { detailsLine, type Html, html, layout, whoCollects } from './html.ts'

type Signed = Extract<ManageView, { kind: 'signed' }>
type Field = 'name' | 'occupation' | 'organisation'

/** The result of saving: what to say above the form, and what was typed, so that nobody types it twice. */
interface Saving {
  problem?: { field: Field; text: string }
  typed?: DetailsForm
}

/** `contact` is the organiser's, for a signature that the organiser removed. */
export function managePage(
  words: PageWords,
  token: string,
  view: ManageView,
  saving?: Saving,
  contact?: string,
): AnsweredPage {
  switch (view.kind) {
    case 'unknown':
      return { status: 404, body: unknownLinkPage(words) }
    case 'signed':
      return { status: saving?.problem ? 422 : 200, body: signedPage(words, token, view, saving) }
    case 'withdrawn':
      return { status: 200, body: removedPage(words, { act: 'withdraw', petition: view.petition }) }
    case 'erased':
      return { status: 200, body: removedPage(words, { act: 'erase', petition: view.petition }) }
    case 'taken-off':
      return { status: 200, body: takenOffPage(words, view.petition, contact) }
  }
}

export function correctedPage(
  words: PageWords,
  token: string,
  result: CorrectionResult,
  typed: DetailsForm,
): AnsweredPage {
  switch (result.kind) {
    case 'corrected':
      return managePage(words, token, result.view, {})
    case 'invalid':
      return managePage(words, token, result.view, {
        problem: { field: result.field, text: words.problem[result.problem] },
        typed,
      })
    case 'gone': {
      const page = managePage(words, token, result.view)
      return { ...page, status: page.status === 404 ? 404 : 410 }
    }
  }
}

function signedPage(words: PageWords, token: string, view: Signed, saving: Saving | undefined): Html {
  const { petition, details } = view
  const organisation = details.kind === 'organisation'
  const shown = petition.listing === 'public' && (details.listed || organisation)
  return layout({
    words,
    title: words.manageTitle(view.number),
    body: html`<h1>${words.manageTitle(view.number)}</h1>
<p class="lead">${words.signedOn(view.signedAt, view.how)}</p>
${saving && (saving.problem ? html`<div class="notice bad" role="alert"><p>${words.notSaved}</p></div>` : html`<div class="notice" role="status"><p>${words.saved}</p></div>`)}
<div class="card">
<p class="petition-title" dir="auto"><a href="/p/${petition.slug}" lang="${petition.language}">${petition.title}</a></p>
<div class="published">${detailsLine(words, { ...details, listed: true })}</div>
<p class="small">${!shown ? words.countedOnly : details.listed ? words.asPublished : words.representativeNotShown}</p>
</div>
${view.waitsForApproval && html`<div class="notice"><p>${words.waitsForApproval}</p></div>`}
<h2>${words.changeTitle}</h2>
${detailsForm(words, token, view, saving)}
<h2>${words.proofTitle}</h2>
<p>${words.proofText}</p>
<p><a href="/m/${token}/proof" download>${words.proofButton}</a></p>
<h2>${words.withdrawTitle}</h2>
<p>${words.withdrawText}</p>
${sure(words, `/m/${token}/withdraw`, words.withdrawTitle, words.withdrawButton)}
<h2>${words.eraseTitle}</h2>
<p>${words.eraseText}</p>
${sure(words, `/m/${token}/erase`, words.eraseTitle, words.eraseButton)}
<h2>${words.whoCollectsTitle}</h2>
${whoCollects(words, petition)}`,
  })
}

function detailsForm(words: PageWords, token: string, view: Signed, saving: Saving | undefined): Html {
  const organisation = view.details.kind === 'organisation'
  const now = saving?.typed ?? {
    name: view.details.name,
    occupation: view.details.occupation ?? '',
    organisation: view.details.organisation ?? '',
    listed: view.details.listed,
  }
  const field = (name: Field, label: string, required: boolean, complete: string) => {
    const problem = saving?.problem?.field === name ? saving.problem.text : undefined
    return html`<div class="field">
<label for="${name}">${label}${!required && html` <span class="soft">(${words.optional})</span>`}</label>
<input type="text" id="${name}" name="${name}" value="${now[name]}" dir="auto" autocomplete="${complete}"${required && html` required`}${
      problem && html` aria-invalid="true" aria-describedby="${name}-problem"`
    }>
${problem && html`<p class="problem" id="${name}-problem">${problem}</p>`}
</div>`
  }
  return html`<form method="post" action="/m/${token}" accept-charset="utf-8">
${organisation && field('organisation', words.organisationLabel, true, 'organization')}
${field('name', organisation ? words.representativeLabel : words.nameLabel, true, 'name')}
${field('occupation', organisation ? words.roleLabel : words.occupationLabel, false, 'organization-title')}
${!organisation && field('organisation', words.organisationLabel, false, 'organization')}
<div class="field"><label class="check"><input type="checkbox" name="listed" value="yes"${now.listed && html` checked`}>
<span>${organisation ? words.listedRepresentativeLabel : words.listedLabel}</span></label></div>
<button type="submit">${words.saveButton}</button>
</form>`
}

/** Asks once more, without a script: the button is inside a part that has to be opened first. */
function sure(words: PageWords, action: string, summary: string, button: string): Html {
  return html`<details><summary>${summary} …</summary>
<p>${words.areYouSure}</p>
<form method="post" action="${action}"><button class="danger" type="submit">${button}</button></form>
</details>`
}
