/** The details of a signature as text, and the fields to give or change them. It all works without a script. */
import {
  type DetailsForm,
  type DetailsView,
  type InvalidDetails,
  type PageWords,
  type PublicPetition,
  representativeOf,
} from '../../../core/page-contract.ts'
import { detailsLine, type Html, html } from '../html.ts'

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
${!hidden && !details.listed && representativeOf(details) && html`<p class="small">${words.representativeNotShown}</p>`}
</div>`
}

export interface ChangeArgs extends Shown {
  /** The address that the form posts to. */
  action: string
  button: Html
  refused?: Refused | undefined
}

/** The fields are in a form of their own, with its own button. While this part is closed, nothing in it is sent. */
export function changeDetails(words: PageWords, args: ChangeArgs): Html {
  const { petition, details, action, button, refused } = args
  const now: DetailsForm = { occupation: '', organisation: '', ...details, ...refused?.typed }
  const problems = refused && new Map([[refused.field, words.problem(refused.problem, refused.limit)]])
  return html`<details class="change"${refused && html` open`}><summary>${words.change}</summary>
<form method="post" action="${action}" accept-charset="utf-8">
${detailsFields(words, { petition, now, problems, organisation: details.kind === 'organisation' })}
${button}
</form>
</details>`
}

export interface FieldsArgs {
  petition: PublicPetition
  now: DetailsForm
  /** The fault of each field, as a sentence. The first field of the page that has one gets the cursor. */
  problems?: ReadonlyMap<string, string> | undefined
  /** An organisation stays one, even if the petition by now refuses new ones. */
  organisation?: boolean
}

/** The fields: for whom somebody signs, the name, the occupation, the organisation, and whether the name is shown. */
export function detailsFields(words: PageWords, { petition, now, problems, organisation }: FieldsArgs): Html {
  const asksKind = petition.takesOrganisations || organisation === true
  const way = (kind: 'person' | 'organisation', label: string) =>
    html`<label class="check"><input type="radio" name="kind" value="${kind}"${now.kind === kind && html` checked`}><span>${label}</span></label>`
  const field = (name: 'name' | 'occupation' | 'organisation', label: string, autocomplete: string) =>
    textField({
      ...{ name, label, autocomplete, value: now[name], problems },
      hint: { name: undefined, occupation: words.optional, organisation: hint }[name],
    })
  const hint = asksKind ? words.optionalForMyself : words.optional
  return html`${
    asksKind &&
    html`<fieldset><legend>${words.signing}</legend>
${way('person', words.forMyself)}
${way('organisation', words.forOrganisation)}
</fieldset>`
  }
${field('name', words.nameLabel, 'name')}
${field('occupation', asksKind ? words.occupationOrRoleLabel : words.occupationLabel, 'organization-title')}
${field('organisation', words.organisationLabel, 'organization')}
${
  // If no names are shown, there is nothing to choose.
  petition.listing === 'count'
    ? now.listed && html`<input type="hidden" name="listed" value="yes">`
    : html`<div class="field"><label class="check"><input type="checkbox" name="listed" value="yes"${now.listed && html` checked`}>
<span>${words.listedLabel}</span></label>
${asksKind && html`<p class="small">${words.organisationAlwaysListed}</p>`}</div>`
}`
}

export interface TextField {
  name: string
  label: string
  value: string
  autocomplete: string
  /** Without one, the field is required. */
  hint?: string | undefined
  keyboard?: 'email'
  note?: string
  problems?: ReadonlyMap<string, string> | undefined
}

/** Not type="email": browsers would refuse `Mira Okafor <mira@example.org>`, which we can read. */
export const emailKeyboard = html`inputmode="email" autocapitalize="off" spellcheck="false"`

export function textField(field: TextField): Html {
  const { name, label, value, autocomplete, hint, keyboard, note, problems } = field
  const problem = problems?.get(name)
  const isFirst = problem !== undefined && problems?.keys().next().value === name
  const described = [note && `${name}-note`, problem && `${name}-problem`].filter(Boolean).join(' ')
  const isRequired = hint === undefined
  return html`<div class="field">
<label for="${name}">${label}${hint && html` <span class="soft">(${hint})</span>`}</label>
<input type="text" id="${name}" name="${name}" value="${value}" dir="auto" autocomplete="${autocomplete}"${name === 'name' && html` autocapitalize="words" spellcheck="false"`}${keyboard && html` ${emailKeyboard}`}${isRequired && html` required`}${
    problem && html` aria-invalid="true"`
  }${described && html` aria-describedby="${described}"`}${isFirst && html` autofocus`}>
${note && html`<p class="small note" id="${name}-note">${note}</p>`}
${problem && html`<p class="problem" role="alert" id="${name}-problem">${problem}</p>`}
</div>`
}

/** The fields of `detailsFields`, as a browser sends them. */
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
