// Finds out who signs from what a person typed. Explicit words win: labels, then "on behalf of", then "my name is", then
// a line of fields, then the sign-off. If nothing is certain, nothing is taken and the name comes from the From header.
// The signer sees what will be published before anything counts.

import { cleanField } from '../../details.ts'
import { asksCountOnly, isNegated, mentionsJoining } from '../consent.ts'
import { fold, wordCount, wordsOf } from '../fold-text.ts'
import { isOccupation } from '../lexicon/occupations.ts'
import { linesOf, sentencesIn, sentencesOf } from '../lines.ts'
import { isOfCalendar } from '../signature-block.ts'
import { SHORTEST_LETTER } from '../something-else.ts'
import { bestCandidate, type Piece } from './candidates.ts'
import { fromLabels } from './labels.ts'
import { isCommonWord, isShortened, nameShape } from './name-shape.ts'
import {
  holdsOccupation,
  isOccupationOnly,
  looksLikeOccupation,
  looksLikeOrganisation,
  withoutAside,
} from './occupation-shape.ts'
import { ofKind } from './organisation-name.ts'
import { BEHALF, officeOf, SAYS_I, signsToo } from './organisation-speaks.ts'
import { nameFromHeader, sharedMailbox } from './person-name.ts'
import { readSentence, type Said } from './read-sentence.ts'
import { afterName, fieldsOf, personFrom, type Written, withoutArticle, withoutEnd } from './signer-fields.ts'
import { toldOccupation } from './told-occupation.ts'
import { withoutWithheld } from './withheld.ts'

function tokensOf(name: string | undefined): Set<string> {
  return new Set(wordsOf(fold(name ?? '')).filter(word => word.length > 1))
}

export interface WrittenSources {
  /** the subject's own words, or '' if it is a reply's */
  subject: string
  text: string
  fromName?: string | undefined
  /** for corrections: only labels, "my name is" and a line that starts with one of these words count */
  known?: ReadonlySet<string>
}

/** Everything the email says about its writer, and nothing that must not be published. Linear; never throws. */
export function findWritten(sources: WrittenSources): Written {
  const told = everythingWritten(sources)
  if (sources.known !== undefined) return told
  const written = withoutWithheld(told, sources)
  const work = written.kind === 'organisation' ? undefined : toldOccupation(sources.text)
  return work === undefined ? written : { ...written, occupation: work }
}

// "Oma Trudi", "Abuelo Paco", "Big Dave"
const KIN =
  /^(?:gran(?:ny|dma|dad|dpa)?|nana?|auntie?|uncle|oma|omi|opa|tante|onkel|tonton|tata|mamie|pap[iy]|abuel[oa]|t[ií][oa]|nonn[oa]|zi[oa]|av[óô]|vov[óô]|big|old|little)\s/iu

function everythingWritten({ subject, text, fromName = '', known }: WrittenSources): Written {
  // The name of a shared mailbox is nobody's.
  const fromTokens = tokensOf(
    namesOrganisation(fromName)
      ? ''
      : (nameFromHeader(fromName) ?? sharedMailbox(fromName))?.replace(KIN, ''),
  )
  const isUnknown = fromTokens.size < 2 && !namesOrganisation(fromName)
  const body = fromLines(linesOf(text), fromTokens, isUnknown, known)
  // "Organisation: X", and From says no other name.
  const isItself = body.organisation !== undefined && fold(body.organisation) === fold(fromName)
  if (isItself && body.name === undefined) body.kind ??= 'organisation'
  const isPerson = isAPerson(fromName, body.name)
  if (
    body.kind === undefined &&
    (isOneOfAKind(text, fromName) || (!isPerson && speaksOfItself(text, fromName)))
  ) {
    body.kind = 'organisation'
    body.organisation = fromName
    delete body.occupation
  }
  // "Our board has decided to sign", from The Lanterns, whom the text names
  const isOther = !isPerson && !sharesToken(body.organisation ?? '', fromName)
  const isNamed = isOther && fold(text).includes(fold(fromName))
  if (body.kind === 'organisation' && (isNamed || isSaidAround(body.organisation, fromName)))
    body.organisation = fromName
  const typed = fromLines(linesOf(subject.slice(0, 500)), fromTokens, isUnknown)
  const isLetter = wordCount(text) > SHORTEST_LETTER
  const head = isSubjectAName(typed, fromName, isLetter) ? typed : pickListed(typed)
  // A subject may add to the same person. It never mixes with another person's details.
  if (isPartOf(body.name, head.name)) return tidy({ ...body, ...head })
  if (body.name !== undefined && fold(head.name ?? '') !== fold(body.name))
    return tidy({ ...pickListed(head), ...body })
  return tidy({ ...head, ...body })
}

/** "Gwilym" below the subject "Signing: Gwilym Rees, storyliner" */
function isPartOf(name = '', other = ''): boolean {
  const [short, whole] = [wordsOf(fold(name)), wordsOf(fold(other))]
  return short.length > 0 && short.length < whole.length && isShortened(short, whole)
}

// "Kammerchors"
const GENITIVE = /e?s(?= |$)/gu

/** Is it the name in From, with an article before it or a sentence around it, or the beginning of that name ("Les Pieds", "dans l'Eau")? */
function isSaidAround(organisation = '', fromName: string): boolean {
  const [said = '', from = ''] = [organisation, fromName].map(one => fold(one).replaceAll('e. v.', 'e.v.'))
  if (said === '' || wordCount(from) < 2) return false
  const isAfterArticle =
    said.endsWith(` ${from}`) && /^\S{1,3} /.test(said) && wordCount(said) === wordCount(from) + 1
  const isPart = from.startsWith(`${said} `) || (wordCount(said) === 1 && from.endsWith(` ${said}`))
  const isAround = said.includes(from) && (mentionsJoining(said) || /[,(]/.test(said))
  const isGenitive = said !== from && said.replace(GENITIVE, '') === from.replace(GENITIVE, '')
  return isAfterArticle || isPart || isAround || isGenitive
}

function namesOrganisation(fromName: string): boolean {
  return nameShape(fromName) === 'no' && looksLikeOrganisation(fromName)
}

/** May From be a person's name? The text may name somebody else as the one who writes. */
function isAPerson(fromName: string, name?: string): boolean {
  const isAnothers = name !== undefined && !sharesToken(name, fromName)
  return wordCount(fromName) < 2 || (!isAnothers && ['capitalised', 'plain'].includes(nameShape(fromName)))
}

/** "L'association Les Pêcheurs de la Boucle a voté son soutien", from Les Pêcheurs de la Boucle */
function isOneOfAKind(text: string, fromName: string): boolean {
  if (wordCount(fromName) < 2 || SAYS_I.test(text)) return false
  return sentencesIn(text).some(sentence => fold(ofKind(sentence)?.name ?? '') === fold(fromName))
}

/** "The Lanterns sign your letter" from The Lanterns: people do not write so of themselves, in any language. */
function speaksOfItself(text: string, fromName: string): boolean {
  const from = fold(withoutArticle(fromName))
  const joins = (words: string) => mentionsJoining(fold(words)) && !isNegated(fold(words))
  const sentences = sentencesIn(text)
  // "The board has decided to sign", from Associazione Amici del Colle
  if (namesOrganisation(fromName) && !SAYS_I.test(text)) return sentences.some(joins)
  return sentences.some(sentence => {
    const at = fold(sentence).indexOf(from)
    return at >= 0 && joins(sentence.slice(at + from.length))
  })
}

/** A subject is a name if it shares a word with From, if From has none and it has two words, or if an occupation follows. */
function isSubjectAName({ name, occupation }: Written, fromName: string, isLetter: boolean): boolean {
  const known = nameFromHeader(fromName)
  if (name === undefined) return fromName === ''
  // "Wend" above a letter about a river
  const isWhole = wordCount(name) > 1 || occupation !== undefined || (fromName === '' && !isLetter)
  const isShown = nameShape(name) === 'capitalised' || (fromName === '' && !isLetter)
  if (known === undefined) return isWhole && isShown
  // "Remembering Anna Adler", from Ruth Adler, is about somebody else.
  const [shorter = [], longer = []] = [known, name]
    .map(one => [...tokensOf(one)])
    .sort((a, b) => a.length - b.length)
  if (shorter.every(word => longer.includes(word))) return true
  return holdsOccupation(occupation ?? '')
}

function pickListed(written: Written): Written {
  return written.listed === undefined ? {} : { listed: written.listed }
}

function tidy(written: Written): Written {
  const clean: Written = {}
  if (written.kind !== undefined) clean.kind = written.kind
  for (const field of ['name', 'occupation', 'organisation'] as const) {
    const value = cleanField(
      withoutAside(written[field] ?? '').replace(/^["“«„(]([^"“”«»„()]*)["”»“)]$/u, '$1'),
    )
    if (value !== '' && !isNoDetail(field, value)) clean[field] = value
  }
  if (written.listed !== undefined) clean.listed = written.listed
  return clean
}

/** "on Tuesday", "for the 14th", "Hobby: sailing" under a label that nobody knows */
function isNoDetail(field: 'name' | 'occupation' | 'organisation', value: string): boolean {
  if (field === 'organisation') return isOfCalendar(value)
  return field === 'occupation' && /^[^"“«„(]*:\s/u.test(value)
}

const POSTSCRIPT = /^p\.? ?s(?![\p{L}’'])/iu

function fromLines(
  lines: readonly string[],
  fromTokens: Set<string>,
  isUnknown: boolean,
  known?: ReadonlySet<string>,
): Written {
  const { written, rest } = fromLabels(lines)
  const said: Said = { pieces: [], prose: 0, heard: [] }
  const firstLine = lines.findIndex(line => line !== '')
  const lastLine = lines.findLastIndex(line => line !== '')
  const isSpaced = lines.every((line, at) => line === '' || (lines[at + 1] ?? '') === '')
  let row = 0
  for (const [at, line] of rest.entries()) {
    if (line === '') continue
    row += 1
    // With a blank line between all of them, what belongs together stands no closer.
    const place = isSpaced ? row : at
    // "Szanowni Państwo," above a blank line greets, in any language.
    const isGreeting = at === firstLine && /[,!]$/.test(line) && lines[at + 1] === ''
    const isOwn = wordsOf(fold(line)).some(word => fromTokens.has(word))
    if (isGreeting && !isOwn && sentencesOf(line).length === 1) continue
    if (asksCountOnly(fold(line))) written.listed ??= false
    const kept: string[] = []
    let isProse = false
    for (const sentence of withOccupation(sentencesOf(line))) {
      const read = readSentence(sentence, {
        said,
        at: place,
        isFirst: kept.length === 0,
        fromTokens,
        isUnknown,
      })
      if (read.rest !== undefined) kept.push(read.rest)
      isProse ||= read.isProse ?? false
    }
    if (isProse) said.prose += 1
    const alone = kept.length === 1 || kept.every(one => wordCount(one) <= 8)
    // "P.S. My mother has dementia"
    const pieces = POSTSCRIPT.test(line) ? [] : kept
    for (const raw of pieces) said.pieces.push({ raw, line: place, alone, lastLine: at === lastLine })
  }
  const { pieces, closed, intro, role, prose } = said
  const behalf = withName(said)
  const isBelow = ({ line }: Piece) => closed !== undefined && line >= closed
  const above = pieces.filter(piece => !isBelow(piece))
  if (known !== undefined) return combine(written, behalf, intro, firstFields(above, known))
  const setting = { fromTokens, prose, spaced: isSpaced }
  return combine(
    written,
    behalf,
    intro,
    bestCandidate(above, setting),
    bestCandidate(pieces.filter(isBelow), { ...setting, signedOff: true }),
    role,
    loneOccupation(above.filter(({ raw }) => !wordsOf(fold(raw)).some(word => fromTokens.has(word)))),
  )
}

/** "tom oakes. joiner", as people write on a telephone: one sentence. */
function withOccupation(sentences: readonly string[]): string[] {
  const isName = (said = '') =>
    ['capitalised', 'plain'].includes(nameShape(said)) &&
    /^[^\s,]+ [^\s,]+(?: [^\s,]+)?\.$/u.test(said) &&
    !wordsOf(fold(said)).some(word => isCommonWord(word) || isOccupation(word))
  const isWork = (said = '') => wordCount(said) < 4 && isOccupationOnly(withoutEnd(said))
  return sentences.flatMap((sentence, at) => {
    const next = sentences[at + 1]
    if (isName(sentence) && isWork(next)) return [`${withoutEnd(sentence)}, ${next}`]
    return isWork(sentence) && isName(sentences[at - 1]) ? [] : [sentence]
  })
}

/** "We would like to sign", "as a shop": another sentence names the organisation. */
function withName({ behalf = {}, heard, plural, singular }: Said): Written {
  if (!plural && heard.some(signsToo) && !heard.some(one => BEHALF.test(fold(one)))) return {}
  const isOurs = plural && !singular
  if (behalf.organisation !== undefined || !(behalf.kind === 'organisation' || isOurs)) return behalf
  const organisation = heard.map(officeOf).find(name => name !== undefined)
  return organisation === undefined ? behalf : { ...behalf, kind: 'organisation', organisation }
}

// "De suppoost, meneer Van der Plas, gaf mij een pepermuntje" is about somebody.
const AFTER_ARTICLE =
  /^(?!(?:An?|Une?|Un[ao]|Eine?|Uma?|Een|The|De|Het|Les?|La|Der|Die|Das|El|Il|Lo|O|A)\s)\p{Lu}/u

const BEEN =
  /^i(?:['’]ve| have) been an? (\p{L}[\p{L} '’-]{2,60}?)(?: (?:for .*years|since|all my).*)?(?:,.*)?$/iu

/** "Voice artist, London.", "I have been a nurse for 22 years.": the only sentence that gives an occupation. */
function loneOccupation(pieces: readonly Piece[]): Written | undefined {
  const [only, another] = pieces.flatMap(({ raw, alone }) => {
    const been = BEEN.exec(raw)?.[1]
    const fields = fieldsOf(been ?? raw)
    const [first = ''] = fields
    const isOne =
      been !== undefined || (wordCount(first) <= 8 && (alone ? /^\p{Lu}/u : AFTER_ARTICLE).test(raw))
    const end = fields.findIndex(field => wordCount(field) > 4)
    return isOne && isOccupationOnly(first) && looksLikeOccupation(first)
      ? [fields.slice(0, end > 0 ? end : undefined)]
      : []
  })
  return only === undefined || another !== undefined ? undefined : afterName(only)
}

/** Takes each field from the first source that has it, but never mixes in the fields of another person. */
function combine(...sources: (Written | undefined)[]): Written {
  const all: Written = {}
  for (const source of sources) {
    if (source === undefined) continue
    if (all.name !== undefined && source.name !== undefined && !sharesToken(all.name, source.name)) continue
    const { organisation, ...person } = source
    // The next sentence or the sign-off may name the representative and the role.
    const isOfficer = all.kind === 'organisation' && source.kind !== 'organisation'
    // "Kozhikode, Kerala" below the name of a writer: half of it is no organisation.
    const isHalf =
      all.occupation !== undefined &&
      person.occupation !== undefined &&
      !looksLikeOrganisation(organisation ?? '')
    // "Sono Sauro", and then "Sauro Benvenuti, proiezionista"
    if (isFuller(source.name, all.name)) all.name = source.name ?? ''
    Object.assign(all, { ...(isOfficer || isHalf ? person : source), ...all })
  }
  return all
}

const isFuller = (name = '', short = '') =>
  !short.includes(' ') && name.startsWith(`${short} `) && short !== ''

/** Have two names a word in common? */
export function sharesToken(a: string, b: string): boolean {
  const tokens = tokensOf(a)
  return wordsOf(fold(b)).some(word => tokens.has(word))
}

/** In a correction, a line of fields counts only if it gives a name with a word that is known, and something more. */
function firstFields(pieces: readonly Piece[], known: ReadonlySet<string>): Written | undefined {
  // "Kleine Korrektur: …" is no name.
  return pieces
    .filter(({ raw, alone }) => alone && !raw.includes(':'))
    .map(({ raw }) => personFrom(fieldsOf(raw), false))
    .find(
      found =>
        wordsOf(fold(found?.name ?? '')).some(word => known.has(word)) &&
        (found?.occupation ?? found?.organisation) !== undefined,
    )
}
