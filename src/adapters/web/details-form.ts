/** The details of a signature as text, and the fields to change them. It all works without a script. */
import type {
  DetailsField,
  DetailsForm,
  DetailsView,
  InvalidDetails,
  PageWords,
  PublicPetition,
} from '../../core/page-contract.ts'
import { detailsLine, type Html, html } from './html.ts'

interface Shown {
  petition: PublicPetition
  details: DetailsView
}

/** The fields as typed, if they cannot be used, so that nobody types it twice. */
export type Refused = Omit<InvalidDetails<unknown>, 'view'>

/** All that is recorded, and how much of it the public sees. */
export function recordedDetails(words: PageWords, { petition, details }: Shown): Html {
  const hidden = petition.listing === 'count' || (!details.listed && details.kind === 'person')
  return html`<div class="published">${detailsLine(words, { ...details, listed: true })}
${hidden && html`<p class="small">${words.countedOnly}</p>`}
${!hidden && !details.listed && html`<p class="small">${words.representativeNotShown}</p>`}
</div>`
}

export interface ChangeArgs extends Shown {
  /** The address that the form posts to. */
  action: string
  button: Html
  refused?: Refused | undefined
}

/** Closed, it sends nothing: the fields are in a form of their own with its button. */
export function changeDetails(words: PageWords, args: ChangeArgs): Html {
  const { petition, details, action, button, refused } = args
  const now: DetailsForm = { occupation: '', organisation: '', ...details, ...refused?.typed }
  const asksKind = petition.takesOrganisations || details.kind === 'organisation'
  const field = (name: DetailsField, label: string, hint: string | false, complete: string) => {
    const wrong = refused?.field === name && refused
    return html`<div class="field">
<label for="${name}">${label}${hint && html` <span class="soft">(${hint})</span>`}</label>
<input type="text" id="${name}" name="${name}" value="${now[name]}" dir="auto" autocomplete="${complete}"${name === 'name' && html` required`}${
      wrong && html` aria-invalid="true" aria-describedby="${name}-problem" autofocus`
    }>
${wrong && html`<p class="problem" role="alert" id="${name}-problem">${words.problem(wrong.problem, wrong.limit)}</p>`}
</div>`
  }
  const way = (kind: 'person' | 'organisation', label: string) =>
    html`<label class="check"><input type="radio" name="kind" value="${kind}"${now.kind === kind && html` checked`}><span>${label}</span></label>`
  return html`<details class="change"${refused && html` open`}><summary>${words.change}</summary>
<form method="post" action="${action}" accept-charset="utf-8">
${
  asksKind &&
  html`<fieldset><legend>${words.signing}</legend>
${way('person', words.forMyself)}
${way('organisation', words.forOrganisation)}
</fieldset>`
}
${field('name', words.nameLabel, false, 'name')}
${field('occupation', asksKind ? words.occupationOrRoleLabel : words.occupationLabel, words.optional, 'organization-title')}
${field('organisation', words.organisationLabel, asksKind ? words.optionalForMyself : words.optional, 'organization')}
${
  // If no names are shown, there is nothing to choose.
  petition.listing === 'count'
    ? now.listed && html`<input type="hidden" name="listed" value="yes">`
    : html`<div class="field"><label class="check"><input type="checkbox" name="listed" value="yes"${now.listed && html` checked`}>
<span>${words.listedLabel}</span></label>
${asksKind && html`<p class="small">${words.organisationAlwaysListed}</p>`}</div>`
}
${button}
</form>
</details>`
}

/** The fields of `changeDetails`, as a browser sends them. */
export function typedDetails(form: URLSearchParams): DetailsForm {
  const kind = form.get('kind')
  return {
    ...((kind === 'person' || kind === 'organisation') && { kind }),
    name: form.get('name') ?? '',
    occupation: form.get('occupation') ?? '',
    organisation: form.get('organisation') ?? '',
    listed: form.has('listed'),
  }
}
