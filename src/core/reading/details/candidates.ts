// Lines that may name the signer: "Ada Lovelace, composer", or a name with the occupation in the next line. Each gets points
// for the signs that it is one. The best is taken if it has enough.

import { isAgreeableWord, isConsent, mentionsJoining } from '../consent.ts'
import { fold, wordCount, wordsOf } from '../fold-text.ts'
import { isCommonWord, isParticle, isShortened, nameShape } from './name-shape.ts'
import {
  holdsOccupation,
  isAffiliation,
  isOccupationOnly,
  isOfAddress,
  isRoom,
  looksLikeOccupation,
  looksLikeOrganisation,
} from './occupation-shape.ts'
import { representativeFrom } from './organisation-speaks.ts'
import { nameFromHeader } from './person-name.ts'
import { afterName, fieldsOf, isAge, personFrom, type Written } from './signer-fields.ts'

/** The rest of a sentence without its greetings, its consent and its introductions. */
export interface Piece {
  raw: string
  line: number
  /** its line holds nothing else but greetings and consents */
  alone: boolean
  lastLine: boolean
}

interface Candidate {
  written: Written
  points: number
}

/** The place of the candidates in the email. */
export interface Setting {
  /** the words of the name in the From header */
  fromTokens: Set<string>
  /** how many lines are prose */
  prose: number
  /** a blank line between all lines */
  spaced?: boolean
  /** below "Best regards", where a name is expected */
  signedOff?: boolean
}

const ENOUGH = 3

/** The candidate with the most points. If several have as many, the first of them. */
export function bestCandidate(pieces: readonly Piece[], setting: Setting): Written | undefined {
  let best: Candidate | undefined
  const from = setting.signedOff ? fullerBelow(pieces, setting.fromTokens) : 0
  for (let at = from; at < (setting.signedOff ? from + 1 : pieces.length); at += 1) {
    const candidate = candidateAt(pieces, at, setting)
    if (candidate !== undefined && candidate.points > (best?.points ?? ENOUGH - 1)) best = candidate
  }
  return best?.written
}

/** The line with the whole name: "Liz" or "M. Joshi" signs off above the block of Meera Joshi, as From says. */
function fullerBelow(pieces: readonly Piece[], fromTokens: Set<string>): number {
  const [short = [], ...below] = pieces.slice(0, 4).map(({ raw }) => wordsOf(fold(fieldsOf(raw)[0] ?? '')))
  const isWhole = (words: readonly string[]) => words.length > 1 && words.some(word => fromTokens.has(word))
  const isFuller = (words: readonly string[]) =>
    short.length === 1 || (words.length > short.length && isShortened(short, words))
  return below.findIndex(words => isWhole(words) && isFuller(words)) + 1
}

function candidateAt(pieces: readonly Piece[], at: number, setting: Setting): Candidate | undefined {
  const piece = pieces[at]
  if (piece === undefined) return undefined
  const { raw } = piece
  const next = pieces.slice(at + 1, at + 8)
  const typed = fieldsOf(raw)
  // "Apoyo y firmo, Ada Lovelace, composer"
  const fields = typed.slice(
    Math.max(
      0,
      typed.findIndex(field => !isConsent(fold(field))),
    ),
  )
  const [first, ...others] = fields
  if (first === undefined) return undefined
  const { fromTokens, signedOff } = setting
  const words = wordsOf(fold(first))
  const isShared = words.some(word => fromTokens.has(word) && !isParticle(word))
  // From says so: My Nguyen and Art Will are names, though "my" and "will" are words of sentences.
  const isSole = pieces.length === 1
  const isFrom = words.length > 1 && words.every(word => fromTokens.has(word))
  const shape = isFrom ? 'capitalised' : nameShape(first)
  // From Ada Lovelace nobody else's name comes in lower case: it is the beginning of a sentence.
  if (shape === 'plain' && fromTokens.size > 1 && !isShared) return undefined
  const isWhole = shape === 'capitalised' && (words.length > 1 || /\p{Lo}/u.test(first))
  const points =
    (isShared ? 3 : 0) + (piece.alone ? 1 : 0) + (isWhole ? 1 : 0) + (isSole ? 1 : 0) + (signedOff ? 3 : 0)
  if (others.length === 0) {
    if (isSole && isBareOrganisation(first))
      return { written: { kind: 'organisation', organisation: first }, points: ENOUGH }
    const isRole = isOccupationOnly(first) && !isShared
    // "Is it allowed that I sign? Anouk Peltier", from Anouk
    const isEnd = fromTokens.size < 2 && words.length > 1 && piece.lastLine && next.length === 0
    const isOwn = shape === 'plain' && isShared && words.length < 4 && !words.some(isCommonWord)
    const isLast = (isWhole && (fromTokens.has(words[0] ?? '') || isEnd)) || (isOwn && next.length === 0)
    if (shape === 'no' || !(piece.alone || isLast) || isRole) return undefined
    const rest = afterName(fieldsBelow(piece, next, setting))
    const isKnown = holdsOccupation(rest.occupation ?? '')
    const isPlaced = setting.prose === 0 || piece.lastLine || rest.occupation !== undefined
    // In lower case only a short text is a name, and only if it can be nothing else.
    const inLowerCase = shape === 'capitalised' || fromTokens.size === 0 ? 0 : -1
    // "nadia bensaïd" below what "nad" wrote
    const isTyped =
      shape === 'plain' &&
      fromTokens.size === 1 &&
      words.every(word => isParticle(word) || (word.length > 2 && !isCommonWord(word)))
    if (shape !== 'capitalised' && !isShared && (words.length > 4 || words.length === 1)) return undefined
    // "Cheers", "Bless", or a nickname: From knows the name better.
    if (words.length === 1 && fromTokens.size > 1 && !isShared) return undefined
    return {
      written: { name: first, ...rest },
      points:
        points + (isKnown || isTyped ? 3 : 0) + (isPlaced ? 1 : 0) + (isWhole && isEnd ? 1 : 0) + inLowerCase,
    }
  }
  // "Mr Crabtree, who was curator then, shook my hand on it", in a letter from Harold Entwistle; but "Malcolm Tuddenham, shop steward.", from Big Mal
  const isIntroduced =
    isWhole &&
    others.every(
      field => isAffiliation(field) || isAge(field) || (holdsOccupation(field) && looksLikeOccupation(field)),
    )
  if (fromTokens.size > 1 && !isShared && !piece.alone && !isIntroduced) return undefined
  const organisation = organisationFirst(fields)
  if (organisation !== undefined) return { written: organisation, points: 2 * ENOUGH }
  if (isLastFirst(fields, fromTokens)) {
    const name = nameFromHeader(raw) ?? raw
    return { written: { name, ...afterName(fieldsBelow(piece, next, setting)) }, points: points + 1 }
  }
  const rest = afterName(others)
  const found =
    personFrom(fields, isShared || isSole) ??
    (isFrom || isStageName(first, fields) ? { name: first, ...rest } : undefined)
  if (found === undefined) return undefined
  const [place = ''] = fieldsBelow(piece, next, setting)
  // In the next line: "MIT" or "London Symphony", but not "Books must be paid for".
  if (found.organisation === undefined && isAffiliation(place) && /^\p{Lu}(?:.*\s\p{Lu})?\S*$/u.test(place))
    found.organisation = place
  const isKnown = others.some(holdsOccupation)
  return {
    written: found,
    points:
      points +
      (isKnown ? 4 : isWhole || found.occupation !== undefined ? 1 : 0) +
      (isIntroduced && fromTokens.size < 2 ? 1 : 0),
  }
}

/** "Society of Tiny Publishers, Eve Moss, director": the organisation comes first, then its representative. */
function organisationFirst([first = '', ...others]: readonly string[]): Written | undefined {
  const [second = ''] = others
  const isSomebody = nameShape(second) === 'capitalised' && wordCount(second) > 1 && !isAffiliation(second)
  return isAffiliation(first) && isSomebody
    ? { kind: 'organisation', organisation: first, ...representativeFrom(others) }
    : undefined
}

/** "50 Cent, rapper", "Test User, composer": before an occupation that we know, anything may be a name. */
function isStageName(name: string, [, second = '']: readonly string[]): boolean {
  const words = wordsOf(fold(name))
  return (
    words.length <= 4 &&
    /^[\p{Lu}\p{Lo}\d]|\d|\./u.test(name) &&
    holdsOccupation(second) &&
    !words.some(isAgreeableWord)
  )
}

// "Brackwater Lido", "Atelier du Passe-Partout"; no street, and nothing after a comma
const PROPER =
  /^\p{Lu}[^\s,\d]*(?: (?:(?:of|the|and|for|de|du|des|la|le|les|der|die|das|di|del|della|da|do|van|von|het) ){0,2}[\p{Lu}&][^\s,\d]*){1,5}$/u

/** The fields of the next line or two, and of further lines that name an organisation: "Lecturer", "College of Medicine", "University". */
function fieldsBelow(piece: Piece, next: readonly Piece[], setting: Setting): string[] {
  return linesBelow(piece, next, setting)
    .filter(
      (raw, row) =>
        !saysRoomOnly(raw) &&
        (row === 0 || (row === 1 && PROPER.test(raw)) || holdsOccupation(raw) || isAffiliation(raw)),
    )
    .flatMap(fieldsOf)
}

// "Strathgarve House", above "By Invergarve"
const HOUSE = /^(?:The )?\p{Lu}\S+ (?:House|Hall|Lodge|Manor|Farm|Cottage|Grange|Villa|Barn)$/u

/** "Kamer 4.22, Huygenstoren", but not "Facultad de Ciencias, despacho 0.34" */
function saysRoomOnly(raw: string): boolean {
  const fields = fieldsOf(raw)
  return fields.some(isRoom) && !fields.some(field => !isRoom(field) && isAffiliation(field))
}

/** The lines that follow without a blank one. Above a postcode or a street stands an address: "The Old Rectory", "Nether Stowbridge". */
function linesBelow(
  piece: Piece,
  next: readonly Piece[],
  { fromTokens, spaced = false, signedOff }: Setting,
): string[] {
  // "Ada Lovelace" again, below her occupation, is neither.
  const isName = (raw: string) => wordsOf(fold(raw)).every(word => fromTokens.has(word))
  // "Ada Lovelace", a blank line, "composer"
  const isApart = signedOff && next[0]?.line === piece.line + 2 && isDetail(next[0].raw)
  const line = piece.line + (isApart ? 1 : 0)
  const lines = next
    .filter((below, index) => below.line - line <= index + 1)
    .map(({ raw }) => raw)
    .filter(raw => !isName(raw) && (!spaced || isDetail(raw)))
  const isHouse = (raw: string, at: number) =>
    HOUSE.test(raw) && lines[at + 1] !== undefined && !isDetailOfWork(lines[at + 1] ?? '')
  const postcode = lines.findIndex((raw, at) => isHouse(raw, at) || fieldsOf(raw).some(isOfAddress))
  const isKnown = (raw: string, index: number) =>
    holdsOccupation(raw) || looksLikeOrganisation(raw) || (index === 0 && /(?<!\S)\p{Ll}/u.test(raw))
  if (postcode === -1) return lines
  // "Vicar, St Mark's, Quay Street"
  const before = fieldsOf(lines[postcode] ?? '')
  // "6 Hillcrest Close", and below it "retired seamstress"
  const above = lines.slice(0, postcode).filter(isKnown)
  const known = above.length > 0 ? above : lines.filter(isOccupationOnly).slice(0, 1)
  return holdsOccupation(before[0] ?? '')
    ? [...known, before.slice(0, before.findIndex(isOfAddress)).join(', ')]
    : known
}

const isDetailOfWork = (raw: string) => holdsOccupation(raw) || looksLikeOrganisation(raw)

/** After a blank line, no remark: "painter", "University of Lindmark". */
function isDetail(raw: string): boolean {
  return wordCount(raw) <= 4 || holdsOccupation(raw) || looksLikeOrganisation(raw)
}

/** An email that says only "Society of Tiny Publishers". */
function isBareOrganisation(raw: string): boolean {
  const isOne = /^\p{Lu}/u.test(raw) && looksLikeOccupation(raw) && looksLikeOrganisation(raw)
  const words = wordsOf(fold(raw)).filter(word => !isCommonWord(word))
  return isOne && !mentionsJoining(fold(raw)) && words.length > 1
}

/** "Lovelace, Ada" is one name if From is Ada Lovelace. */
function isLastFirst(fields: readonly string[], fromTokens: Set<string>): boolean {
  const words = fields.flatMap(field => wordsOf(fold(field)))
  return words.length > 1 && words.every(word => fromTokens.has(word))
}
