import type { Form, FormField, Language } from './channel.ts'
import { commandNames } from './command-names.ts'
import { readTime } from './desk/read-time.ts'
import { checkDetails, type Details, fieldLimits } from './details.ts'
import type { KnownPetition } from './known-petitions.ts'
import { type PetitionForm, type Problem, petitionLimits, problemsOf } from './organise-petition.ts'
import { nameFromHeader } from './person-name.ts'
import { spokenLanguages, textsOf } from './texts/texts.ts'

/** A form's id comes back from outside: it names a form and a petition, and grants nothing. */
export type FormId = { kind: 'sign' | 'edit' | 'rules'; slug: string } | { kind: 'create' }

export function readFormId(id: string): FormId | undefined {
  if (id === 'create') return { kind: 'create' }
  const [, kind, slug] = /^(sign|edit|rules):([a-z0-9-]{1,63})$/.exec(id) ?? []
  if (slug === undefined || (kind !== 'sign' && kind !== 'edit' && kind !== 'rules')) return undefined
  return { kind, slug }
}

/** Chats take titles and labels of at most 45 characters. */
const titleLimit = 45

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
      line('name', words.name, {
        required: true,
        maxLength: fieldLimits.name,
        ...(name === undefined ? {} : { value: name }),
      }),
      line('occupation', words.occupation, {
        required: false,
        maxLength: fieldLimits.occupation,
        ...(petition.occupations.length === 0 ? {} : { hint: words.forInstance(petition.occupations) }),
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
        ...(prefill.mailbox === undefined ? {} : { value: prefill.mailbox }),
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

/** What a petition says. */
export function editForm(petition: KnownPetition, language: Language): Form {
  const words = textsOf(language).chat.petitionForm
  // Cut to what a chat takes, it would come back cut: longer ones are edited by mail.
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
        ...(isTooLong ? { hint: whyNoText } : {}),
      }),
      ...(isTooLong ? [] : [textField(words, petition)]),
      line('organisedBy', words.organisedBy, {
        required: true,
        maxLength: petitionLimits.organisedBy,
        hint: words.organisedByHint,
        value: petition.organisedBy,
      }),
      line('goal', words.goal, {
        required: false,
        maxLength: 12,
        ...(petition.goal === null ? {} : { value: String(petition.goal) }),
      }),
      line('closes', words.closes, {
        required: false,
        maxLength: 60,
        hint: words.closesHint,
        ...(petition.closesAt === null ? {} : { value: timeInField(petition.closesAt) }),
      }),
    ],
  }
}

/** In UTF-16 units: what every chat takes in one field. */
const longestInForm = 3000

/** Who may sign it, and what is shown. */
export function rulesForm(petition: KnownPetition, language: Language): Form {
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
        petition.language,
        spokenLanguages.map(spoken => [spoken, words.languages[spoken]] as const),
      ),
      line('occupations', words.occupations, {
        required: false,
        maxLength: 1000,
        hint: words.occupationsHint,
        ...(petition.occupations.length === 0 ? {} : { value: petition.occupations.join(', ') }),
      }),
    ],
  }
}

type PetitionFormWords = ReturnType<typeof textsOf>['chat']['petitionForm']

function textField(words: PetitionFormWords, petition?: KnownPetition): FormField {
  return {
    name: 'text',
    label: words.text,
    hint: petition?.signed === true ? words.textFixed : words.textHint,
    required: true,
    input: {
      kind: 'text',
      maxLength: 4000,
      ...(petition === undefined ? {} : { value: petition.text }),
    },
  }
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

/** As `readTime` reads it. */
function timeInField(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`
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
export function isMailbox(text: string): boolean {
  return (
    text.length <= 254 &&
    /^[^\s@<>()[\]\\,;:"\p{C}]{1,64}@[^\s@<>()[\]\\,;:"\p{C}]+\.[^\s@<>()[\]\\,;:"\p{C}.]{2,}$/u.test(text) &&
    !/\.\.|\.@|^\./.test(text)
  )
}

/** What our forms call a field, in a mail too; whatever no form has is called as it is written. */
export function fieldLabel(name: string, language: Language): string {
  const { title, text, organisedBy, goal, closes, policy, organisations, listing, occupations, ...words } =
    textsOf(language).chat.petitionForm
  const labels: Record<string, string> = {
    title,
    text,
    organisedBy,
    goal,
    closes,
    policy,
    organisations,
    listing,
    occupations,
    language: words.language,
  }
  return labels[name] ?? name
}

/** A chat leaves out what somebody emptied; a mail, what it says nothing of. */
export function wholeForm(part: 'text' | 'rules', values: Record<string, string>): Record<string, string> {
  return part === 'rules' ? { occupations: '', ...values } : { goal: '', closes: '', ...values }
}

/** A text as it is kept; chats and mails change how its lines end. */
export function sameText(a: string, b: string): boolean {
  const plain = (text: string) => text.replace(/\r\n?/g, '\n').trim().normalize('NFC')
  return plain(a) === plain(b)
}

/** Whether it says the same time; forms show minutes. */
export function sameMinute(a: Date | null, b: Date | null): boolean {
  const minute = (at: Date) => Math.floor(at.getTime() / 60_000)
  return a === null || b === null ? a === b : minute(a) === minute(b)
}

const choices: Record<string, readonly string[]> = {
  language: spokenLanguages,
  policy: ['account', 'email'],
  organisations: ['approve', 'accept', 'refuse'],
  listing: ['public', 'count'],
}

/** In a mail anything can be written where a chat lets one choose. */
function wrongChoices(values: Record<string, string>): string[] {
  return Object.keys(choices).filter(name => {
    const given = values[name]?.trim().toLowerCase()
    return given !== undefined && given !== '' && choices[name]?.includes(given) === false
  })
}

/** What a form about a petition says: only the fields it has. A mail may have fewer than the form shows. */
export function readPetitionForm(values: Record<string, string>): PetitionForm {
  const given = (name: string) => values[name]?.trim()
  const chosen = (name: string) => given(name)?.toLowerCase()
  const title = given('title')
  const text = given('text')
  const organisedBy = given('organisedBy')
  const contact = given('contact')
  // Thousands set apart as anybody does; "1.5" is no goal.
  const goal = given('goal')?.replace(/[\s.,'’\u00a0\u202f](?=\d{3}(?!\d))/g, '')
  const closes = given('closes')
  const policy = chosen('policy')
  const organisations = chosen('organisations')
  const listing = chosen('listing')
  const language = given('language')
  const occupations = given('occupations')
  return {
    ...(title === undefined ? {} : { title }),
    ...(text === undefined ? {} : { text }),
    ...(organisedBy === undefined ? {} : { organisedBy }),
    ...(contact === undefined ? {} : { contact: contact === '' ? null : contact }),
    ...(goal === undefined ? {} : { goal: goal === '' ? null : Number(goal) }),
    ...(closes === undefined
      ? {}
      : { closesAt: closes === '' ? null : (readTime(closes) ?? new Date(Number.NaN)) }),
    ...(policy === 'account' || policy === 'email' ? { policy } : {}),
    ...(organisations === 'approve' || organisations === 'accept' || organisations === 'refuse'
      ? { organisations }
      : {}),
    ...(listing === 'public' || listing === 'count' ? { listing } : {}),
    ...(language === undefined ? {} : { language: language.toLowerCase() }),
    ...(occupations === undefined ? {} : { occupations: readOccupations(occupations) }),
  }
}

/** As somebody lists them: by commas, semicolons or lines. */
export function readOccupations(text: string): string[] {
  const listed = text.split(/[,;\n]/).map(part => part.trim().slice(0, fieldLimits.occupation))
  return [...new Set(listed.filter(part => part !== ''))].slice(0, 25)
}

/**
 * Finished sentences, each beside its field. `closesAt` is what the petition has now: that time may have passed, a new one
 * may not, for it would close the petition without a question.
 */
export function petitionProblems(
  values: Record<string, string>,
  now: { required: (keyof PetitionForm)[]; closesAt: Date | null },
  language: Language,
): FormProblem[] {
  const form = readPetitionForm(values)
  const { closesAt } = form
  const past =
    closesAt instanceof Date && closesAt.getTime() <= Date.now() && !sameMinute(closesAt, now.closesAt)
  const words = textsOf(language).chat.problems
  return [
    // The language is one of the choices.
    ...problemSentences(
      problemsOf(form, now.required).filter(({ field }) => field !== 'language'),
      language,
    ),
    ...(past ? [{ field: 'closes', problem: words.petition('closes', 0) }] : []),
    ...wrongChoices(values).map(field => ({
      field,
      problem: words.choose(fieldLabel(field, language), choices[field] ?? []),
    })),
  ]
}

export function problemSentences(problems: Problem[], language: Language): FormProblem[] {
  const words = textsOf(language).chat.problems
  return problems.map(({ field }) => {
    switch (field) {
      case 'title':
      case 'text':
      case 'organisedBy':
        return { field, problem: words.petition(field, petitionLimits[field]) }
      case 'goal':
        return { field, problem: words.petition('goal', 0) }
      case 'closesAt':
        return { field: 'closes', problem: words.petition('closes', 0) }
      default:
        return { field, problem: words.petition('other', 0) }
    }
  })
}

const commandArguments = new Set(
  'day today tomorrow tonight demain noon week month year all csv json text rules add remove list on off now at page daily weekly'.split(
    ' ',
  ),
)

/** What taking the marks off leaves whole. */
const spelledOut: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l', đ: 'd' }

/** `Fair training: no consent, no deal` → `fair-training-no-consent-no-deal`. At most 59 characters. */
export function slugOf(title: string): string {
  const slug = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[œæßøłđ]/g, letter => spelledOut[letter] ?? letter)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 50)
    .replace(/-+$/, '')
  // What a command takes for something else would not be found by it: "stats week", "hide 12". With a number behind it
  // `confirm` would be the beginning of an address of ours.
  const reserved =
    slug === '' ||
    /^(confirm|manage|bounce)(-|$)/.test(slug) ||
    /^[\d-]+$/.test(slug) ||
    commandNames.some(name => name === slug) ||
    commandArguments.has(slug)
  return reserved ? `petition-${slug}`.replace(/-$/, '') : slug
}
