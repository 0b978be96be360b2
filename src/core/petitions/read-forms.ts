/** Reads and checks the values of a chat's form, or of an email's labelled lines. */

import { checkDetails, type Details, fieldLimits } from '../details.ts'
import type { Language } from '../language.ts'
import { readTime } from '../reading/commands/read-time.ts'
import { textsOf } from '../texts/texts.ts'
import { timeZoneNamed } from '../time-zone.ts'
import { readTypedMailbox } from '../typed-mailbox.ts'
import { withoutUndefined } from '../without-undefined.ts'
import type { Part } from './forms.ts'
import { type PetitionForm, type Problem, petitionLimits, problemsOf } from './organise-petition.ts'

export interface FormProblem {
  field: string
  problem: string
}

export type FilledSignForm =
  | { kind: 'ok'; details: Details; mailbox: string | undefined }
  | { kind: 'wrong'; problems: FormProblem[] }

export function readSignForm(
  values: Record<string, string>,
  policy: 'account' | 'email',
  language: Language,
): FilledSignForm {
  const words = textsOf(language).chat.problems
  const said = (name: string) => values[name]?.trim() || undefined
  const way = said('way') ?? 'myself'
  const typed = said('mailbox')
  const mailbox = typed && readTypedMailbox(typed)
  const problems: FormProblem[] = []
  const checked = checkDetails({
    kind: way === 'organisation' ? 'organisation' : 'person',
    name: said('name'),
    occupation: said('occupation'),
    organisation: said('organisation'),
    listed: way !== 'counted',
  })
  if (checked.kind === 'missing-name') problems.push({ field: 'name', problem: words.nameMissing })
  if (checked.kind === 'invalid')
    problems.push({
      field: checked.field,
      problem: words.details(checked.field, checked.problem, fieldLimits[checked.field]),
    })
  if (mailbox === undefined && (typed !== undefined || policy === 'email'))
    problems.push({
      field: 'mailbox',
      problem: typed === undefined ? words.mailboxMissing : words.mailboxWrong,
    })
  if (checked.kind !== 'ok' || problems.length > 0) return { kind: 'wrong', problems }
  return { kind: 'ok', details: checked.details, mailbox }
}

const fieldsOfForms = [
  'title',
  'text',
  'organisedBy',
  'addressee',
  'contact',
  'goal',
  'closes',
  'policy',
  'organisations',
  'listing',
  'figures',
  'accent',
  'language',
  'occupations',
  'timeZone',
] as const

/** The label our forms give a field, in email too; a field that no form has keeps the name it was written with. */
export function fieldLabel(name: string, language: Language): string {
  const field = fieldsOfForms.find(known => known === name)
  return field === undefined ? name : textsOf(language).chat.petitionForm[field]
}

/** A field that a chat leaves out was emptied; one that an email leaves out is not mentioned. */
export function wholeForm(part: Part, values: Record<string, string>): Record<string, string> {
  return { ...emptied[part], ...values }
}

const emptied: Record<Part, Record<string, string>> = {
  text: { goal: '', closes: '' },
  rules: { occupations: '' },
  page: { addressee: '', contact: '', accent: '' },
}

/** A text as it is kept: chats and emails change how its lines end. */
export function sameText(a: string, b: string): boolean {
  const plain = (text: string) => text.replace(/\r\n?/g, '\n').trim().normalize('NFC')
  return plain(a) === plain(b)
}

/** Whether two times are in the same minute: forms show no seconds. */
export function sameMinute(a: Date | null, b: Date | null): boolean {
  const minute = (at: Date) => Math.floor(at.getTime() / 60_000)
  return a === null || b === null ? a === b : minute(a) === minute(b)
}

const choices = {
  policy: ['account', 'email'],
  organisations: ['approve', 'accept', 'refuse'],
  listing: ['public', 'count'],
  figures: ['public', 'total'],
} as const

/** A chat offers a choice here; an email can say anything. */
function wrongChoices(values: Record<string, string>): [field: string, options: readonly string[]][] {
  return Object.entries(choices).filter(([name, options]) => {
    const said = values[name]?.trim().toLowerCase()
    return said && options.every(option => option !== said)
  })
}

/**
 * The fields of a form about a petition that are given. An email may have fewer than the form shows, and may name the time zone.
 * `timeZone` is the petition's so far.
 */
export function readPetitionForm(values: Record<string, string>, timeZone: string): PetitionForm {
  const said = (name: string) => values[name]?.trim()
  /** Null for a field that was emptied. */
  const read = <T>(name: string, as: (text: string) => T) => {
    const text = said(name)
    return text === undefined ? undefined : text === '' ? null : as(text)
  }
  const chosen = <T extends string>(name: string, options: readonly T[]) =>
    options.find(option => option === said(name)?.toLowerCase())
  const zone = said('timeZone')
  const closesIn = timeZoneNamed(zone ?? '') ?? timeZone
  const occupations = said('occupations')
  return withoutUndefined({
    title: said('title'),
    text: said('text'),
    organisedBy: said('organisedBy'),
    addressee: read('addressee', String),
    contact: read('contact', String),
    // Thousands separated in any usual way; "1.5" is no goal.
    goal: read('goal', text => Number(text.replace(/[\s.,'’\u00a0\u202f](?=\d{3}(?!\d))/g, ''))),
    closesAt: read('closes', text => readTime(text, closesIn) ?? new Date(Number.NaN)),
    timeZone: zone === undefined ? undefined : (timeZoneNamed(zone) ?? zone),
    policy: chosen('policy', choices.policy),
    organisations: chosen('organisations', choices.organisations),
    listing: chosen('listing', choices.listing),
    figures: chosen('figures', choices.figures),
    accent: read('accent', String),
    language: said('language') || undefined,
    occupations: occupations === undefined ? undefined : readOccupations(occupations),
  })
}

/** A list, separated by commas, semicolons or line breaks. */
export function readOccupations(text: string): string[] {
  const listed = text.split(/[,;\n]/).map(part => part.trim().slice(0, fieldLimits.occupation))
  return [...new Set(listed.filter(part => part !== ''))].slice(0, 25)
}

/**
 * The problems as finished sentences, each beside its field. `closesAt` is the petition's present closing time: it may have
 * passed, but a new one may not, because that would close the petition without a question.
 */
export function petitionProblems(
  values: Record<string, string>,
  now: { required: (keyof PetitionForm)[]; closesAt: Date | null; timeZone: string },
  language: Language,
): FormProblem[] {
  const form = readPetitionForm(values, now.timeZone)
  const { closesAt } = form
  const past =
    closesAt instanceof Date && closesAt.getTime() <= Date.now() && !sameMinute(closesAt, now.closesAt)
  const words = textsOf(language).chat.problems
  return [
    ...problemSentences(problemsOf(form, now.required), language),
    ...(past ? [{ field: 'closes', problem: words.petition.closes }] : []),
    ...wrongChoices(values).map(([field, options]) => ({
      field,
      problem: words.choose(fieldLabel(field, language), options),
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
      case 'addressee':
      case 'contact':
        return { field, problem: words.petition[field](petitionLimits[field]) }
      case 'language':
      case 'goal':
      case 'accent':
      case 'timeZone':
        return { field, problem: words.petition[field] }
      case 'closesAt':
        return { field: 'closes', problem: words.petition.closes }
      default:
        return { field, problem: words.petition.other }
    }
  })
}
