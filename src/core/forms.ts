import type { Form, FormField, Language, OpenPetition } from './channel.ts'
import { checkDetails, type Details, fieldLimits } from './details.ts'
import { type PetitionForm, petitionLimits } from './organise-petition.ts'
import { nameFromHeader } from './person-name.ts'
import { textsOf } from './texts/texts.ts'

/** A form's id comes back from outside: it names a form and a petition, and grants nothing. */
export type FormId = { kind: 'sign'; slug: string } | { kind: 'create' }

export function readFormId(id: string): FormId | undefined {
  if (id === 'create') return { kind: 'create' }
  const slug = /^sign:([a-z0-9-]{1,63})$/.exec(id)?.[1]
  return slug === undefined ? undefined : { kind: 'sign', slug }
}

/** Chats take titles and labels of at most 45 characters. */
const titleLimit = 45

export interface Prefill {
  language: Language
  name?: string
  mailbox?: string
}

/** Five fields, which is what a Discord modal holds. */
export function signForm(petition: OpenPetition, prefill: Prefill): Form {
  const words = textsOf(prefill.language).chat.signForm
  const name = prefill.name === undefined ? undefined : nameFromHeader(prefill.name)
  const mailboxRequired = petition.policy === 'email'
  const ways = [
    { value: 'myself', label: words.myself },
    { value: 'counted', label: words.countedOnly },
    ...(petition.organisations ? [{ value: 'organisation', label: words.forOrganisation }] : []),
  ]
  return {
    id: `sign:${petition.slug}`,
    title: cut(words.title(petition.title), titleLimit),
    submit: words.submit,
    fields: [
      line('name', words.name, {
        required: true,
        maxLength: fieldLimits.name,
        ...(name === undefined ? {} : { value: name }),
      }),
      line('occupation', words.occupation, { required: false, maxLength: fieldLimits.occupation }),
      line('organisation', words.organisation, {
        required: false,
        maxLength: fieldLimits.organisation,
        hint: words.organisationHint,
      }),
      {
        name: 'way',
        label: words.way,
        required: true,
        input: { kind: 'choice', value: 'myself', options: ways },
      },
      line('mailbox', words.mailbox, {
        required: mailboxRequired,
        maxLength: 254,
        hint: mailboxRequired ? words.mailboxRequired : words.mailboxOptional,
        ...(prefill.mailbox === undefined ? {} : { value: prefill.mailbox }),
      }),
    ],
  }
}

export function createForm(language: Language): Form {
  const words = textsOf(language).chat.createForm
  return {
    id: 'create',
    title: words.title,
    submit: words.submit,
    fields: [
      line('title', words.petitionTitle, { required: true, maxLength: petitionLimits.title }),
      {
        name: 'text',
        label: words.text,
        hint: words.textHint,
        required: true,
        input: { kind: 'text', maxLength: 4000 },
      },
      line('organisedBy', words.organisedBy, {
        required: true,
        maxLength: petitionLimits.organisedBy,
        hint: words.organisedByHint,
      }),
      line('goal', words.goal, { required: false, maxLength: 12 }),
      {
        name: 'policy',
        label: words.policy,
        required: true,
        input: {
          kind: 'choice',
          value: 'account',
          options: [
            { value: 'account', label: words.policyAccount },
            { value: 'email', label: words.policyEmail },
          ],
        },
      },
    ],
  }
}

function line(
  name: string,
  label: string,
  field: { required: boolean; maxLength: number; value?: string; hint?: string },
): FormField {
  const { required, maxLength, value, hint } = field
  return {
    name,
    label,
    required,
    ...(hint === undefined ? {} : { hint }),
    input: { kind: 'line', maxLength, ...(value === undefined ? {} : { value: value.slice(0, maxLength) }) },
  }
}

function cut(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1)}…`
}

export interface FormProblem {
  field: string
  problem: string
}

export type FilledSignForm =
  | { kind: 'ok'; details: Details; mailbox: string | undefined }
  | { kind: 'wrong'; problems: FormProblem[] }

/** What somebody filled in; the values come from outside, unchecked. */
export function readSignForm(
  values: Record<string, string>,
  policy: 'account' | 'email',
  language: Language,
): FilledSignForm {
  const words = textsOf(language).chat.problems
  const given = (name: string) => values[name]?.trim() || undefined
  const way = given('way') ?? 'myself'
  const mailbox = given('mailbox')
  const problems: FormProblem[] = []
  const checked = checkDetails({
    kind: way === 'organisation' ? 'organisation' : 'person',
    name: given('name'),
    occupation: given('occupation'),
    organisation: given('organisation'),
    listed: way !== 'counted',
  })
  if (checked.kind === 'missing-name') problems.push({ field: 'name', problem: words.nameMissing })
  if (checked.kind === 'invalid')
    problems.push({
      field: checked.field,
      problem: words.details(checked.field, checked.problem, fieldLimits[checked.field]),
    })
  if (mailbox === undefined ? policy === 'email' : !isMailbox(mailbox))
    problems.push({
      field: 'mailbox',
      problem: mailbox === undefined ? words.mailboxMissing : words.mailboxWrong,
    })
  if (checked.kind !== 'ok' || problems.length > 0) return { kind: 'wrong', problems }
  return { kind: 'ok', details: checked.details, mailbox }
}

/** Plain and strict: what a mail adapter could refuse to write to is refused here, beside the field. */
function isMailbox(text: string): boolean {
  return (
    text.length <= 254 &&
    /^[^\s@<>()[\]\\,;:"\p{C}]{1,64}@[^\s@<>()[\]\\,;:"\p{C}]+\.[^\s@<>()[\]\\,;:"\p{C}.]{2,}$/u.test(text) &&
    !/\.\.|\.@|^\./.test(text)
  )
}

export function readCreateForm(values: Record<string, string>, language: Language): PetitionForm {
  const given = (name: string) => values[name]?.trim() ?? ''
  const title = given('title')
  const goal = given('goal').replace(/[\s.,'’\u00a0\u202f]/g, '')
  return {
    title,
    text: given('text'),
    organisedBy: given('organisedBy'),
    language,
    policy: given('policy') === 'email' ? 'email' : 'account',
    ...(goal === '' ? {} : { goal: Number(goal) }),
  }
}

/** `Fair training: no consent, no deal` → `fair-training-no-consent-no-deal`. */
export function slugOf(title: string): string {
  const slug = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 50)
    .replace(/^-+|-+$/g, '')
  return slug === '' || /^(confirm|manage|bounce)-/.test(slug) ? `petition-${slug}`.replace(/-$/, '') : slug
}
