// Reads one sentence for what it says outright about its writer: a name, an occupation, for whom they sign. The rest of it may hold
// details.

import { asksCountOnly, isAgreeableWord, isNegated, mentionsJoining } from '../consent.ts'
import { stripLeads, TRAILS } from '../consent-lead.ts'
import { fold, wordCount, wordsOf } from '../fold-text.ts'
import { CONSENT_LEAD } from '../lexicon/consents.ts'
import { isOccupation } from '../lexicon/occupations.ts'
import { closingLength, cutGreeting } from '../lines.ts'
import type { Piece } from './candidates.ts'
import { isCommonWord, nameShape } from './name-shape.ts'
import { isAcronym, isOccupationOnly } from './occupation-shape.ts'
import {
  BEHALF,
  onBehalf,
  organisationSpeaks,
  SAYS_I,
  SIGNS,
  withoutRepresentedBy,
} from './organisation-speaks.ts'
import { type From, ownName } from './own-name.ts'
import { INTRODUCES, inPassing, inRole, introduced } from './self-introduction.ts'
import { FIELDS_AT_MOST, fieldsOf, personFrom, type Written, withoutEnd } from './signer-fields.ts'

/** The lines of an email, read for what they say about its writer. */
export interface Said {
  /** pieces of lines that may hold details */
  pieces: Piece[]
  /** the line with the closing ("Best regards") */
  closed?: number
  behalf?: Written | undefined
  intro?: Written
  /** said in passing: what stands below the name says it better */
  role?: Written
  /** the sentences, without their greeting */
  heard: string[]
  singular?: boolean
  plural?: boolean
  /** how many lines are prose */
  prose: number
}

interface Place extends From {
  said: Said
  /** the line */
  at: number
  /** whether it is the first sentence of its line that says anything */
  isFirst: boolean
}

const SAYS_OWN = new RegExp(
  `${SAYS_I.source}|(?<!\\p{L})(?:[Mm]y name|mon nom|meinen? namen?|mi nombre|mio nome|meu nome|mijn naam)(?!\\p{L})`,
  'u',
)
const SAYS_WE =
  /(?<!\p{L})(?:we|us|our|nous|notre|wir|uns|unser[a-z]{0,2}|nosotros|nuestr[oa]|queremos|noi|nostr[oa]|vogliamo|vorremmo|nos|noss[oa]|wij|ons|onze)(?!\p{L})/u

const KISSES = /\s[xX]{1,4}$/u
// "Ihre Gertrud Maaß", below "Es grüßt Sie"
const YOURS = /^(?:Ihre?|Eure?|Euer|Deine?) (?=\p{Lu}\S+(?: \p{Lu}\S+){0,3}$)/u

const BY_AGENT = /^(?:represented|repped|agented|managed) by\s/u

const SIGNS_AS = /\s(?:as|als|come|como|comme)\s+$/u

// "Dave Kettering here, drummer", "Oisín Kelleher's the name"
const HERE =
  /^((?:\p{L}[\p{L}.'’-]*\s){1,3}\p{L}[\p{L}-]*)(?: (?:here|(?<=\p{Lu}\S+ \p{Lu}\S+ )writing|hier|ici|aquí|aqui|speaking|signing|à l['’]appareil|am apparat|al aparato|all['’]apparecchio|aan de lijn)|(?:['’]s| is) the name)(?=[\s,]|$)/u

/** Notes what a sentence says outright. Returns the rest that may hold details, and whether it is prose. */
export function readSentence(sentence: string, place: Place): { rest?: string; isProse?: boolean } {
  const { said, at, isFirst, fromTokens, isUnknown } = place
  if (sentence.length > FIELDS_AT_MOST) return { isProse: true }
  const closing = closingLength(fold(sentence))
  const afterClosing = sentence.slice(closing)
  const isOwn = wordsOf(fold(afterClosing)).some(word => fromTokens.has(word))
  // "Saudações filarmónicas,"
  const isWhole = /^\s+\p{Ll}+,$/u.test(afterClosing)
  if (closing > 0 && isFirst && (isOwn || isWhole || !/^\s+\p{Ll}/u.test(afterClosing))) {
    said.closed = at
    said.heard.push(sentence)
    const after = afterClosing.replace(/^[\s,.!:;–—-]+/u, '')
    if (after === '') return {}
    return /^\s*[,.!:;–—-]/u.test(afterClosing) ? { rest: after } : { isProse: wordCount(after) > 4 }
  }
  const uncut = withoutEnd(cutGreeting(sentence, saysWho)).replace(YOURS, '')
  const [, here = ''] = HERE.exec(uncut) ?? []
  // "colin rudge here, both my girls play in it"
  const isNobody = wordsOf(fold(here)).some(word => isCommonWord(word) || isOccupation(word))
  const isHere = isUnknown && nameShape(here) === 'plain' && !isNobody
  if (isHere) said.intro = { name: here, ...said.intro }
  const cut = uncut.replace(KISSES, '').replace(TRAILS, '').replace(HERE, '$1')
  const folded = fold(cut)
  const words = wordsOf(folded)
  const isOwnWish = SAYS_OWN.test(uncut)
  if ((isOwnWish || SAYS_WE.test(folded)) && mentionsJoining(folded) && !isNegated(folded))
    said[isOwnWish ? 'singular' : 'plural'] = true
  said.heard.push(uncut)
  if (words.every(isAgreeableWord) && !isAcronym(cut)) return {}
  const speaks = onBehalf(cut)
  // "Beco das Artes signs, in the name of the company": the name stands before the phrase.
  const behalf = speaks?.organisation === undefined ? (organisationSpeaks(uncut) ?? speaks) : speaks
  if (behalf !== undefined) {
    said.behalf = { ...behalf, ...said.behalf }
    return {}
  }
  const told = introduced(withoutRepresentedBy(cut))
  // "I am a screenwriter, and on screen always as Pía Manzanares"
  const named = told?.name === undefined ? ownName(cut, { fromTokens, isUnknown }) : undefined
  const own = told === undefined ? named : { ...named, ...told }
  if (own !== undefined) {
    said.intro = { ...own, ...said.intro }
    return {}
  }
  const role = inRole(cut)
  if (role !== undefined) {
    said.role ??= role
    return {}
  }
  const signs = SIGNS.exec(cut)?.[1]
  if (signs !== undefined && personFrom(fieldsOf(signs), false) !== undefined) return { rest: signs }
  // "Represented by Loud & Clear Voices", below a writer's name
  if (said.behalf === undefined && BY_AGENT.test(folded)) return {}
  const rest = stripLeads(withoutRepresentedBy(cut))
  const fields = fieldsOf(rest)
  const isOneField = fields.length < 2
  // "Count me in", "but without my name"
  const countsOnly = fields.map(fold).filter(asksCountOnly)
  if (
    countsOnly.length > 0 &&
    fields.map(fold).every(field => countsOnly.includes(field) || mentionsJoining(field))
  )
    return {}
  const lead = cut.slice(0, cut.length - rest.length)
  const [first = ''] = fields
  // "My name may be there: Ada Lovelace, composer", "Sign me as Ada Lovelace"
  const isTold =
    /:\s*$/u.test(lead) ||
    (SIGNS_AS.test(lead) &&
      wordCount(first) > 1 &&
      /^\P{L}*\p{Lu}|^(?!the\s)/u.test(first) &&
      !isOccupationOnly(first))
  const person = isTold ? personFrom(fields, false) : undefined
  if (person !== undefined) {
    said.intro = { ...person, ...said.intro }
    return {}
  }
  const passing = inPassing(cut)
  if (passing !== undefined) {
    said.role ??= passing
    return { isProse: true }
  }
  const isSentence = isOneField && nameShape(rest) === 'no' && wordCount(rest) > 5
  return { rest, isProse: isSentence }
}

function saysWho(folded: string): boolean {
  return INTRODUCES.exec(folded)?.index === 0 || CONSENT_LEAD.test(folded) || BEHALF.exec(folded)?.index === 0
}
