// Finds out whether an email names several people who want to sign. Each mailbox signs once, so only the sender is taken:
// the one whom the From header names, if that name is among them.

import { mentionsSigning } from '../consent.ts'
import { stripLeads } from '../consent-lead.ts'
import { anywhere, fold, wordsOf } from '../fold-text.ts'
import { OPENS_NO_NAME } from '../lexicon/names.ts'
import { TOGETHER } from '../lexicon/requests.ts'
import { closingLength, isTitle, MOST_PIECES, outsideQuotes, sentencesOf } from '../lines.ts'
import { remembered } from '../remembered.ts'
import { isNameSuffix, nameShape } from './name-shape.ts'
import { AND_SONS, holdsOccupation, isPrivate, looksLikeOrganisation } from './occupation-shape.ts'
import { nameFromHeader } from './person-name.ts'
import { afterName, FIELDS_AT_MOST, type Written, withoutEnd } from './signer-fields.ts'

interface Person {
  name: string
  /** what stands between this name and the next one */
  rest: string[]
}

interface Named {
  people: Person[]
  /** "Jane Roe and John Doe": an "and" stands between two names */
  joined: boolean
}

const SAYS_TOGETHER = anywhere(TOGETHER)

/** Finds the sender among the people whom an email names: {} if the sender is not among them, undefined if it names fewer than two. */
export function severalPeople(lines: readonly string[], fromName = ''): Written | undefined {
  const closing = lines.findIndex(line => closingLength(fold(line)) > 0)
  const above = lines.slice(0, closing === -1 ? MOST_PIECES : Math.min(closing, MOST_PIECES))
  const isTogether = above.some(line => SAYS_TOGETHER.test(fold(line)))
  // "1. Anita Desmond": the mark ends no sentence.
  const named = above.map(line =>
    sentencesOf(line.replace(LIST_MARK, '')).map(sentence => peopleIn(sentence)),
  )
  const all = named.flat().flatMap(({ people }) => people)
  const entries = named.flatMap(([first], at) => {
    const [person] = first?.people ?? []
    // The entry of a list opens with a mark, or gives an occupation after the name.
    const isEntry = LIST_MARK.test(above[at] ?? '') || holdsOccupation(person?.rest[0] ?? '')
    return person !== undefined && isEntry ? [person] : []
  })
  const joined = named.flat().find(sentence => sentence.joined)?.people ?? []
  const people = [joined, entries, isTogether || isFamily(all) ? all : []].find(isSeveral)
  if (people === undefined) return undefined
  return senderAmong(people, fromName, closing === -1 ? [] : lines.slice(closing))
}

function isSeveral(people: readonly Person[]): boolean {
  return new Set(people.map(({ name }) => forename(name))).size > 1
}

/** Two forenames with one surname. */
function isFamily(people: readonly Person[]): boolean {
  return new Set(people.map(({ name }) => wordsOf(fold(name)).at(-1))).size < people.length
}

const LIST_MARK = /^(?:[-–—*•·]|\d{1,2}[.)])\s+/u
const BETWEEN = /(,|;)\s*(?:(and|et|und|y|e|en|&)\s+)?|\s+(and|et|und|u\.|y|e|en|&|\+)\s+|\s*(\/)\s*/gu
// "Jane Roe (painter), John Doe (dancer)"
const IN_BRACKETS = /\s\(([^()]{2,80})\)(?=\s*(?:[,;.]|$)|\s+(?:and|et|und|y|e|en|&)\s)/gu
const LEAD_TO_LIST = /^[^:]{0,120}:\s*/u

function peopleIn(sentence: string): Named {
  const people: Person[] = []
  if (sentence.length > FIELDS_AT_MOST || AND_SONS.test(sentence)) return { people, joined: false }
  const opened = outsideQuotes(sentence.replace(IN_BRACKETS, ', $1'))
  const text = withoutVerbs(stripLeads(opened.trim().replace(LEAD_TO_LIST, '')))
  const cuts = [...text.matchAll(BETWEEN)]
  let [joined, wasName, wasJob] = [false, false, false]
  let forenames: string[] = []
  let start = 0
  for (const [at, cut] of [...cuts, undefined].entries()) {
    const [before = '', comma, afterComma, word, slash] = cuts[at - 1] ?? []
    const part = withoutEnd(text.slice(start, cut?.index))
    start = (cut?.index ?? 0) + (cut?.[0].length ?? 0)
    const isAnd = (afterComma ?? word) !== undefined || (slash !== undefined && cuts.length === 1)
    const name = withoutKin(part)
    if (isFullName(name)) {
      // "Karl und Grete Voss"
      const family = name.slice(name.lastIndexOf(' '))
      for (const forename of isAnd ? forenames : []) people.push({ name: `${forename}${family}`, rest: [] })
      // "Jane Roe, painter; John Doe, dancer", but not "Jane Roe; painter; Die Zeit"
      const afterList = comma === ';' && holdsCommas(text)
      joined ||= afterList || (isAnd && (forenames.length > 0 || wasName || wasJob || comma !== undefined))
      people.push({ name, rest: [] })
    } else if (!SAYS_TOGETHER.test(fold(part))) {
      // "writer and painter" is one occupation
      const rest = people.at(-1)?.rest
      rest?.push(word === undefined || rest.length === 0 ? part : `${rest.pop()}${before}${part}`)
    }
    wasName = isFullName(name)
    // "author of Pride and Prejudice" goes on.
    wasJob = holdsOccupation(part.slice(part.lastIndexOf(' ') + 1))
    forenames = isForename(part) && forenames.length === at ? [...forenames, part] : []
  }
  const [last, ...others] = people.toReversed()
  // "Jane and John Roe, painters"
  if (joined && last !== undefined && others.every(({ rest }) => rest.length === 0)) last.rest = []
  return { people, joined }
}

/** A comma that is not a degree's: "Jane Roe, PhD; painter" */
function holdsCommas(text: string): boolean {
  const [, ...fields] = text.split(/,/)
  return fields.some(field => !isNameSuffix(field.split(';')[0] ?? ''))
}

/** "Firmamos Pilar Soto y Diego Lara", "Karl und Grete Voss unterschreiben". */
function withoutVerbs(text: string): string {
  const [first = ''] = text.split(' ', 1)
  const rest = mentionsSigning(fold(first)) ? text.slice(first.length + 1) : text
  const last = rest.slice(rest.lastIndexOf(' ') + 1)
  return mentionsSigning(fold(last)) ? rest.slice(0, rest.length - last.length).trim() : rest
}

/** "o meu filho Caio Dutra": the name alone. */
function withoutKin(part: string): string {
  const kin = /^(?:\p{L}[\p{L}'’]*\s){1,3}(?=\p{Lu})/u.exec(part)?.[0]
  return kin !== undefined && SAYS_TOGETHER.test(fold(kin)) ? part.slice(kin.length) : part
}

const isFullName = remembered((part): boolean => {
  const words = wordsOf(fold(part))
  if (words.filter(word => !isTitle(word)).length < 2) return false
  // "Quill's Cameras", "Ferry Lane"
  const isPlace = /['’]s\s/u.test(part) || isPrivate(part) || looksLikeOrganisation(part)
  const isOther = OPENS_NO_NAME.has(words[0] ?? '') || isPlace || holdsOccupation(part)
  return nameShape(part) === 'capitalised' && !isOther
})

function isForename(part: string): boolean {
  return wordsOf(part).length === 1 && nameShape(part) === 'capitalised'
}

function forename(name: string): string {
  return wordsOf(fold(name)).find(word => word.length > 2 && !isTitle(word)) ?? fold(name)
}

function senderAmong(people: readonly Person[], fromName: string, below: readonly string[]): Written {
  const from = nameFromHeader(fromName)
  const known = new Set(wordsOf(fold(fromName)))
  const shared = ({ name }: Person) =>
    known.has(forename(name)) ? wordsOf(fold(name)).filter(word => known.has(word)).length : 0
  const most = Math.max(...people.map(shared))
  const [sender, another] = people.filter(person => shared(person) === most)
  // "Marta e Paulo" share a mailbox: the first of them signs.
  const isCouple = people.every(person => shared(person) > 0 && person.rest.length > 0)
  const isOne = another === undefined || isCouple || fold(another.name) === fold(sender?.name ?? '')
  if (sender !== undefined && isOne) return { name: sender.name, ...afterName(sender.rest) }
  const isBelow = (name: string) => below.some(line => wordsOf(fold(line)).includes(forename(name)))
  return from !== undefined && isBelow(from) ? { name: from } : {}
}
