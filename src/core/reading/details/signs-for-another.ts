// Finds out whether the name in the From header is not the one to publish: somebody writes for another person, or signs
// with a pen name. Only a name that is plainly given is taken; otherwise the answer asks for it.

import { isNegated } from '../consent.ts'
import { anywhere, atStart, everywhere, fold, wordsOf } from '../fold-text.ts'
import { TITLE_AHEAD } from '../lexicon/names.ts'
import { ADDS_ANOTHER, CALLED, KIN_SIGNS, MY_KIN, NAMED_PLAINLY, PEN_NAMES } from '../lexicon/requests.ts'
import { sentencesOf } from '../lines.ts'
import { signsNow } from '../own-signature.ts'
import { isCommonWord } from './name-shape.ts'
import { holdsOccupation, isOccupationOnly } from './occupation-shape.ts'
import { BEHALF } from './organisation-speaks.ts'
import { afterName, fieldsOf, personFrom, type Written, withoutArticle, withoutEnd } from './signer-fields.ts'
import { findWritten } from './written-details.ts'

const OPENS_ANOTHER = atStart(MY_KIN)
const OF_KIN = anywhere(KIN_SIGNS)
const SPEAKS_OF_KIN = anywhere(MY_KIN)
// "Ele quer assinar", after "escrevo pelo meu avô"
const THEY_WANT =
  /(?<!\p{L})(?:s?he|il|elle|el|ella|lui|lei|ele|ela|hij|zij) (?:wants|would (?:like|love)|wishes|asks|veut|voudrait|souhaite|quiere|desea|vuole|vorrebbe|quer|queria|gostaria de|deseja|wil) (?:to |a |de |di )?(?:sign|firm|assin|subscrev|teken|onderteken)|(?<!\p{L})(?:vuole|vorrebbe|quiere|quisiera|quer) (?:firm|assin)a?re? (?:lei|lui|ella|el|ela|ele)(?!\p{L})/u
// No "me": "my mother asked me to sign for her"
const I_MYSELF = /(?<!\p{L})(?:I|[Ii]ch|[Jj]e|[Jj]['’]\p{L}+|yo|io|eu|ik)(?!\p{L})/u
const CALLING = anywhere([...CALLED, ...ADDS_ANOTHER])
const SIGNING_FOR = /sign/u
const PEN_NAME = anywhere(PEN_NAMES)
const NAMING = everywhere([
  ...NAMED_PLAINLY,
  `(?:${PEN_NAMES.join('|')})(?: is| est| ist| es| e)?(?:(?: [a-z]+){0,3} ?:)?`,
])
// "sign under" has been read; "my stage name" follows.
const WITH_PEN_NAME = atStart([
  `(?:(?:il|o) )?(?:(?:my|the|mon|le|dem|meinem|mi|el|mio|meu|lo|mijn|de|het) )?(?:${PEN_NAMES.join('|')})(?: (?:of|di|de|von|van))?`,
  'the name(?! i )',
])

// "I publish as Max Calloway"
const KNOWN_AS =
  /(?<!\p{L})(?:(?:publish|write|perform|record|paint|known|appear)(?: \p{L}+){0,4} (?:under|as)(?: the name(?: of)?)?|(?:publi(?:e|co)|pubblico|veröffentliche|schreibe|écris|escribo|scrivo|escrevo|publiceer)(?: \p{L}+){0,4} (?:als|como|come|comme)|(?:unter dem Namen|under the name(?: of)?|sous le nom de|con el nombre de|bajo el nombre de|con il nome di|com o nome de|sob o nome de|onder de naam)|conna[iî]t comme|kennt mich als|conoce como|conosce come|conhece como|kent (?:me|mij) als) ["“]?\p{Lu}[\p{L}.'’-]* \p{Lu}/u
const OF_MY_OWN =
  /(?<!\p{L})(?:i|my|me|ich|meine?[rnms]?|je|mes|mon|ma|yo|mis?|io|mi[ao]|miei|mie|eu|meus?|minhas?|ik|mijn|publico|escribo|pubblico|scrivo|escrevo)(?!\p{L})/iu
// "My books appear under the name of Max Calloway"
const UNDER_THE_NAME =
  /(?<!\p{L})(?:unter dem Namen|under the name(?: of)?|sous le nom de|(?:con|bajo) el nombre de|con il nome di|(?:com|sob) o nome de|onder de naam) (?=["“„]?\p{Lu}[\p{L}.'’-]* \p{Lu})/u
// "He's Stanley Beech, 91"
const OTHER_IS = /(?<!\p{L})(?:[Ss]?[Hh]e(?:['’]s| is)) \p{Lu}\p{L}+ \p{Lu}/u

// Capitalised words, with the small words of a name between them.
const NAME_AHEAD =
  /^[\s,:]*["“„«]?((?:\p{Lu}[\p{L}\p{M}'’.-]*)(?: (?:(?:de|da|do|dos|di|del|della|van|von|der|den|la|le|el|the|of) ){0,2}\p{Lu}[\p{L}\p{M}'’.-]*){0,4})/u

/**
 * Finds the signer if it is not the person in the From header: {} if the name is not plain, undefined if the email speaks of nobody
 * else. Linear.
 */
export function signsForAnother(lines: readonly string[], fromName = ''): Written | undefined {
  const text = lines.join('\n')
  const folded = fold(text)
  const from = new Set(wordsOf(fold(fromName)).filter(word => word.length > 2))
  // "May I sign with my stage name?"
  const speaksOfPenName = (sentence: string) => !sentence.includes('?') && PEN_NAME.test(fold(sentence))
  const isKnownAs = lines.flatMap(sentencesOf).some(isOwnName)
  const penName = PEN_NAME.test(folded) || isKnownAs ? plainPenName(lines, from) : undefined
  // "I write romances as Ada Lovelace", from Ada Lovelace
  const isFrom = wordsOf(fold(penName?.name ?? '')).every(word => from.has(word))
  if (penName !== undefined && penName.occupation === undefined && isFrom) return undefined
  if (penName !== undefined || lines.flatMap(sentencesOf).some(speaksOfPenName))
    return penName ?? nameBesideFrom(text, from)
  // "Publico os meus romances como Inês Ventura"
  const beside = isKnownAs ? nameBesideFrom(text, from) : {}
  if (beside.name !== undefined) return beside
  if (CALLING.test(folded)) return {}
  if (OTHER_IS.test(text) || onlyKinSigns(lines)) return {}
  return lines.flatMap(sentencesOf).some(isForPerson) ? {} : undefined
}

/** "I publish as Max Calloway", but not "the river, known as Wend Water" */
function isOwnName(sentence: string): boolean {
  const found = KNOWN_AS.exec(sentence)
  return found !== null && OF_MY_OWN.test(sentence.slice(0, found.index + found[0].length))
}

/** "My mother wants to sign", and the writer neither signs nor gives a name with an occupation. */
function onlyKinSigns(lines: readonly string[]): boolean {
  const sentences = lines.flatMap(sentencesOf)
  const speaksOfKin = sentences.some(sentence => SPEAKS_OF_KIN.test(fold(sentence)))
  // "My daughter says that I should write that I want to sign"
  const isOfKin = (sentence: string) => {
    const said = OF_KIN.exec(fold(sentence)) ?? (speaksOfKin ? THEY_WANT.exec(fold(sentence)) : null)
    return said !== null && !I_MYSELF.test(sentence.slice(said.index, said.index + said[0].length))
  }
  const others = sentences.filter(sentence => !isOfKin(sentence))
  const isSigner = (sentence: string) =>
    signsNow(sentence) || personFrom(fieldsOf(sentence), false)?.occupation !== undefined
  return others.length < sentences.length && !others.some(isSigner)
}

/** "Under the name I write under: Gwen Marlowe, screenwriter", from Gwendoline Shufflebotham */
function nameBesideFrom(text: string, from: ReadonlySet<string>): Written {
  const [, behind = ''] = text.split(UNDER_THE_NAME)
  const { name = withoutEnd(NAME_AHEAD.exec(behind)?.[1] ?? ''), occupation } = findWritten({
    subject: '',
    text,
  })
  const words = wordsOf(fold(name))
  if (words.length < 2 || words.every(word => from.has(word))) return {}
  return occupation === undefined ? { name } : { name, occupation }
}

function plainPenName(lines: readonly string[], from: ReadonlySet<string>): Written | undefined {
  const sentences = lines.flatMap(sentencesOf)
  for (const sentence of sentences) {
    for (const found of fold(sentence).matchAll(NAMING)) {
      const clause =
        fold(sentence.slice(Math.max(0, found.index - 200), found.index))
          .split(/[,;:]/u)
          .at(-1) ?? ''
      if (isNegated(clause)) continue
      const said = sentence
        .slice(found.index + found[0].length)
        .slice(0, 400)
        .trimStart()
      const after = said.slice(WITH_PEN_NAME.exec(fold(said))?.[0].length ?? 0)
      const name = withoutEnd(NAME_AHEAD.exec(after)?.[1] ?? '')
      if (name === '' || holdsOccupation(name)) continue
      const rest = after.slice(after.indexOf(name) + name.length).trimStart()
      const fields = /^[,(|–-]/u.test(rest) ? fieldsOf(rest.replace(/[()]/gu, ',')) : []
      const details = afterName(fields.filter(field => isOccupationOf(field, from)))
      if (details.occupation !== undefined) return { name, ...details }
      // "Sign me as Rex Carver. Novelist."
      const isAlone = (one: string) => wordsOf(one).length <= 4 && isOccupationOnly(one)
      return { name, ...afterName([withoutEnd(sentences.find(isAlone) ?? '')]) }
    }
  }
  return undefined
}

/** The civil name in From is no occupation. */
function isOccupationOf(field: string, from: ReadonlySet<string>): boolean {
  const words = wordsOf(fold(field))
  const isRemark = isCommonWord(words[0] ?? '') || words.some(word => from.has(word))
  return !isRemark && !PEN_NAME.test(fold(field))
}

/** "On behalf of" a person: with a title, with an occupation in brackets, or "our author". */
function isForPerson(sentence: string): boolean {
  const found = BEHALF.exec(fold(sentence))
  if (found === null) return false
  const after = sentence.slice(found.index + found[0].length).replace(/^[\s:]+/u, '')
  const folded = fold(after)
  // "I sign for my children" is a reason.
  if (OPENS_ANOTHER.test(folded)) return !SIGNING_FOR.test(found[0])
  if (TITLE_AHEAD.test(folded)) return true
  // "the actress Helena Vidal"
  const [role = ''] = /^\p{Ll}[\p{L}-]+\s(?=\p{Lu})/u.exec(withoutArticle(after)) ?? []
  if (holdsOccupation(role)) return true
  const named = NAME_AHEAD.exec(withoutArticle(after))?.[1] ?? ''
  const rest = after.slice(after.indexOf(named) + named.length)
  return holdsOccupation(/^\s*\((?!I )([^()]{2,80})\)/u.exec(rest)?.[1] ?? '')
}
