/** The forms that chats show: to sign, and to start and change a petition. read-forms.ts reads what comes back. */
import type { Form, FormField } from '../channel.ts'
import { fieldLimits } from '../details.ts'
import { type Language, languageName } from '../language.ts'
import { nameFromHeader } from '../reading/details/person-name.ts'
import { spokenLanguages, textsOf } from '../texts/texts.ts'
import { clockIn } from '../time-zone.ts'
import { withoutUndefined } from '../without-undefined.ts'
import type { KnownPetition } from './known-petitions.ts'
import { petitionLimits } from './organise-petition.ts'

/** A form's id comes back from outside: it names a form and a petition, and grants nothing. */
export type FormId =
  | { kind: 'sign' | 'edit' | 'rules' | 'page'; slug: string }
  /** `item`: the news that it changes. */
  | { kind: 'news'; slug: string; item?: number }
  | { kind: 'create' }

const formKinds = ['sign', 'edit', 'rules', 'page'] as const

export function readFormId(id: string): FormId | undefined {
  if (id === 'create') return { kind: 'create' }
  const [, about, item] = /^news:([a-z0-9-]{1,63})(?::([1-9]\d{0,8}))?$/.exec(id) ?? []
  if (about !== undefined)
    return { kind: 'news', slug: about, ...(item !== undefined && { item: Number(item) }) }
  const [, kind, slug] = /^(sign|edit|rules|page):([a-z0-9-]{1,63})$/.exec(id) ?? []
  const named = formKinds.find(known => known === kind)
  return slug === undefined || named === undefined ? undefined : { kind: named, slug }
}

/** Chats take titles and labels of at most 45 characters. */
export const titleLimit = 45

export interface Prefill {
  language: Language
  name?: string
  mailbox?: string
}

/** Five fields, which is what a Discord modal holds. */
export function signForm(petition: KnownPetition, prefill: Prefill): Form {
  const words = textsOf(prefill.language).chat.signForm
  const name = prefill.name === undefined ? undefined : nameFromHeader(prefill.name)
  const mailboxRequired = petition.policy === 'email'
  const ways = [
    { value: 'myself', label: words.myself },
    { value: 'counted', label: words.countedOnly },
    ...(petition.organisations !== 'refuse' ? [{ value: 'organisation', label: words.forOrganisation }] : []),
  ]
  return {
    id: `sign:${petition.slug}`,
    title: cut(words.title(petition.title), titleLimit),
    submit: words.submit,
    fields: [
      line('name', words.name, { required: true, maxLength: fieldLimits.name, value: name }),
      line('occupation', words.occupation, {
        required: false,
        maxLength: fieldLimits.occupation,
        hint: petition.occupations.length === 0 ? undefined : words.forInstance(petition.occupations),
      }),
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
        value: prefill.mailbox,
      }),
    ],
  }
}

export function createForm(language: Language): Form {
  const words = textsOf(language).chat.petitionForm
  return {
    id: 'create',
    title: words.createTitle,
    submit: words.create,
    fields: [
      line('title', words.title, { required: true, maxLength: petitionLimits.title }),
      textField(words),
      line('organisedBy', words.organisedBy, {
        required: true,
        maxLength: petitionLimits.organisedBy,
        hint: words.organisedByHint,
      }),
      line('goal', words.goal, { required: false, maxLength: 12 }),
      policyField(words, 'account'),
    ],
  }
}

/** The form for what a petition says. */
function editForm(petition: KnownPetition, language: Language): Form {
  const words = textsOf(language).chat.petitionForm
  // A longer text would come back cut to what a chat takes: it is edited by email.
  const isTooLong = petition.text.length > longestInForm
  const whyNoText = petition.signed ? words.textFixed : words.textTooLong
  return {
    id: `edit:${petition.slug}`,
    title: cut(words.editTitle(petition.title), titleLimit),
    submit: words.save,
    fields: [
      line('title', words.title, {
        required: true,
        maxLength: petitionLimits.title,
        value: petition.title,
        hint: isTooLong ? whyNoText : undefined,
      }),
      ...(isTooLong ? [] : [textField(words, petition)]),
      line('organisedBy', words.organisedBy, {
        required: true,
        maxLength: petitionLimits.organisedBy,
        hint: words.organisedByHint,
        value: petition.organisedBy,
      }),
      line('goal', words.goal, { required: false, maxLength: 12, value: petition.goal?.toString() }),
      line('closes', words.closes, {
        required: false,
        maxLength: 60,
        hint: words.closesHint(petition.timeZone),
        value: petition.closesAt === null ? undefined : timeInField(petition.closesAt, petition.timeZone),
      }),
    ],
  }
}

/** The most UTF-16 units that every chat takes in one field. */
export const longestInForm = 3000

/** The form for who may sign, and what is shown. */
function rulesForm(petition: KnownPetition, language: Language): Form {
  const words = textsOf(language).chat.petitionForm
  return {
    id: `rules:${petition.slug}`,
    title: cut(words.rulesTitle(petition.title), titleLimit),
    submit: words.save,
    fields: [
      policyField(words, petition.policy),
      choice('organisations', words.organisations, petition.organisations, [
        ['approve', words.organisationsApprove],
        ['accept', words.organisationsAccept],
        ['refuse', words.organisationsRefuse],
      ]),
      choice('listing', words.listing, petition.listing, [
        ['public', words.listingPublic],
        ['count', words.listingCount],
      ]),
      choice(
        'language',
        words.language,
        petition.languageTag,
        [...new Set([petition.languageTag, ...spokenLanguages])].map(
          tag => [tag, languageName(tag, language)] as const,
        ),
      ),
      line('occupations', words.occupations, {
        required: false,
        maxLength: 1000,
        hint: words.occupationsHint,
        value: petition.occupations.join(', ') || undefined,
      }),
    ],
  }
}

/** The form for what the page shows beside the statement. */
function pageForm(petition: KnownPetition, language: Language): Form {
  const words = textsOf(language).chat.petitionForm
  return {
    id: `page:${petition.slug}`,
    title: cut(words.pageTitle(petition.title), titleLimit),
    submit: words.save,
    fields: [
      addresseeField(words, petition.addressee ?? undefined),
      line('contact', words.contact, {
        required: false,
        maxLength: petitionLimits.contact,
        hint: words.contactHint,
        value: petition.contact ?? undefined,
      }),
      choice('figures', words.figures, petition.figures, [
        ['public', words.figuresPublic],
        ['total', words.figuresTotal],
      ]),
      line('accent', words.accent, {
        required: false,
        maxLength: 7,
        hint: words.accentHint,
        value: petition.accent ?? undefined,
      }),
    ],
  }
}

/** The parts of a petition that an organiser can edit. */
export type Part = 'text' | 'rules' | 'page'

export const formOf: Record<Part, (petition: KnownPetition, language: Language) => Form> = {
  text: editForm,
  rules: rulesForm,
  page: pageForm,
}

/** One more line of `createForm` in an email; a Discord modal has no room for a sixth field, and `edit page` has it. */
export function addresseeLine(language: Language): FormField {
  return addresseeField(textsOf(language).chat.petitionForm, undefined)
}

/** One more line of `rulesForm` in an email. */
export function timeZoneField({ timeZone }: KnownPetition, language: Language): FormField {
  const { timeZone: label } = textsOf(language).chat.petitionForm
  return line('timeZone', label, { required: false, maxLength: 100, value: timeZone })
}

type PetitionFormWords = ReturnType<typeof textsOf>['chat']['petitionForm']

function textField(words: PetitionFormWords, petition?: KnownPetition): FormField {
  return {
    name: 'text',
    label: words.text,
    hint: petition?.signed === true ? words.textFixed : words.textHint,
    required: true,
    input: withoutUndefined({ kind: 'text' as const, maxLength: 4000, value: petition?.text }),
  }
}

function addresseeField(words: PetitionFormWords, value: string | undefined): FormField {
  const hint = words.addresseeHint
  return line('addressee', words.addressee, {
    required: false,
    maxLength: petitionLimits.addressee,
    hint,
    value,
  })
}

function policyField(words: PetitionFormWords, value: 'account' | 'email'): FormField {
  return choice('policy', words.policy, value, [
    ['account', words.policyAccount],
    ['email', words.policyEmail],
  ])
}

function choice(
  name: string,
  label: string,
  value: string,
  options: readonly (readonly [value: string, label: string])[],
): FormField {
  return {
    name,
    label,
    required: true,
    input: { kind: 'choice', value, options: options.map(([value, label]) => ({ value, label })) },
  }
}

/** A time in the form that `readTime` reads. */
function timeInField(at: Date, timeZone: string): string {
  const shown = new Date(clockIn(timeZone, at)).toISOString()
  return `${shown.slice(0, 16).replace('T', ' ')} ${timeZone}`
}

function line(
  name: string,
  label: string,
  field: { required: boolean; maxLength: number; value?: string | undefined; hint?: string | undefined },
): FormField {
  const { required, maxLength, value, hint } = field
  const input = withoutUndefined({ kind: 'line' as const, maxLength, value: value?.slice(0, maxLength) })
  return withoutUndefined({ name, label, required, hint, input })
}

export function cut(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1)}…`
}
