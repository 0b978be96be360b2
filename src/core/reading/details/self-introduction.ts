// A sentence in which people say who they are: "my name is …", "I am a …".

import { isAgreeableWord, isNegated, mentionsJoining } from '../consent.ts'
import { anywhere, fold, wordCount, wordSet, wordsOf } from '../fold-text.ts'
import { isOccupation } from '../lexicon/occupations.ts'
import { INTRODUCTIONS } from '../lexicon/requests.ts'
import { maskEnclosed, outsideQuotes } from '../lines.ts'
import { isCommonWord, nameShape } from './name-shape.ts'
import {
  holdsOccupation,
  isOccupationOnly,
  looksLikeOccupation,
  looksLikeOrganisation,
  withoutClause,
} from './occupation-shape.ts'
import { nameAhead } from './own-name.ts'
import { afterName, BY_TRADE, fieldsOf, type Written, withoutArticle, withoutEnd } from './signer-fields.ts'

// "as its director"
export const ITS =
  /^(?:(?:as|comme|als|como|come|en tant que|en (?:sa )?qualité de|in (?:my|his|her) capacity as|in qualità di|na qualidade de|en calidad de)\s+)?(?:(?:the|its|their)\s+)?/u

export const INTRODUCES = anywhere(INTRODUCTIONS)

// "and I am", "soy": the occupation follows.
const AND_I_AM =
  /(?:[,;]?\s+(?:and|et|und|y|e|en|i|&))?[,;]?\s+(?:i\s+am|i['’]?m|(?:i\s+)?work\s+as|je\s+suis|ich\s+bin|arbeite\s+als|(?:yo\s+)?soy|trabajo\s+como|(?:io\s+)?sono|faccio|lavoro\s+come|(?:eu\s+)?sou|trabalho\s+como|ik\s+ben|werk\s+als|j['’]suis|chuis|jestem|(?<=(?:\s(?:and|et|und|y|e|en|&)|,)\s)(?:am|suis|bin|ben))\s+/iu

// "en" is Spanish and French for "in", "i" is Polish for "and".
const AND =
  /(?:[,;]?\s(?:and|&|et|pis|und|y|e|oraz|en(?=\s(?:ik|wij|we|wil|zou|heb|vind|teken)\s))|(?<![,;])\si)\s(?=(\S+).*$)/gu

export const INDEFINITE =
  /^(?:(?:an?|une?|eine?n?|un[ao]?|uma?|een)\s+|the\s+(?!\S*st\s|one\s|only\s)(?=\S+(?:\s\S+)?\sat\s))/iu

export const SAYS_NAME = /name|nom|nombre|nome|naam|heis|heet|llamo|appelle|chiamo|chamo/u

// "I got married in August and I'm Bethany Rousseau now", "for the list its Frederick Ansah"
const WHO_I_AM =
  /^(?:I['’]m|I am|it['’]?s|it is|je suis|ich bin|(?:yo )?soy|(?:io )?sono|(?:eu )?sou|ik ben)$/iu
const ON_PAPER =
  /passport|birth certificate|passeport|(?<!\p{L})(?:reise)?pass(?!\p{L})|ausweis|pasaporte|carta d['’]identit|paspoort/iu

/** Does "I am", in the middle of a sentence, introduce this whole name? */
function isWhoIAm(said: string, start: number, name: string): boolean {
  const isSaid = WHO_I_AM.test(said.slice(start).trim()) && !ON_PAPER.test(said.slice(0, start))
  const isWhole = /^\p{Lu}\S+ .*\p{Lu}\S*$/u.test(name) && nameShape(name) === 'capitalised'
  return isSaid && isWhole && !looksLikeOrganisation(name) && !/['’]s$/u.test(name)
}

export function introduced(raw: string): Written | undefined {
  const found = INTRODUCES.exec(fold(maskEnclosed(raw)))
  if (found === null) return undefined
  const isName = SAYS_NAME.test(found[0])
  const opens = opensClause(raw.slice(0, found.index))
  const ahead = nameAhead(raw.slice(found.index + found[0].length).trimStart(), new Set())
  const isNow = !opens && isWhoIAm(raw.slice(0, found.index + found[0].length), found.index, ahead)
  if (!isName && !opens && !isNow) return undefined
  const [who = '', what = ''] = raw
    .slice(found.index + found[0].length)
    .replace(/^(?:[\s:,]|(?:now|currently|still|also)\s)+/iu, '')
    .split(AND_I_AM, 2)
    .map(clause => clauseOf(clause.replace(AND_TELLS, '')))
  const [typed = '', ...others] = fieldsOf(`${who}, ${what}`)
  const bare = withoutArticleOfName(typed)
  const isWork = INDEFINITE.test(bare) || isOccupation(fold(bare.split(' ')[0] ?? ''))
  const first = (isWork && withoutClause(bare)) || bare
  if (isNow && typed !== ahead) return { name: ahead }
  // "Il mio nome è in copertina", in the middle of a sentence
  if (isNegated(fold(first)) || (!opens && wordsOf(fold(first)).some(isCommonWord))) return undefined
  const after = others.map(field => field.replace(INDEFINITE, ''))
  const work = first.replace(BY_TRADE, '')
  if (saysOccupation(work, isName)) return afterName([work.replace(INDEFINITE, ''), ...after])
  const rest = afterName(after.map(field => field.replace(ITS, '')))
  const shape = nameShape(first)
  if (shape === 'capitalised') return { name: first, ...rest }
  // "mi chiamo Rosalba Pedrini ho l'azienda agricola": no comma ends the name.
  const start = nameAhead(bare, new Set())
  if (shape === 'no' && wordCount(start) > 1 && (isName || nameShape(start) === 'capitalised'))
    return { name: start }
  // In lower case, only "my name is" or an occupation shows that it is a name.
  const isPerson = what !== '' || holdsOccupation(others[0] ?? '')
  const isTold = isName || (isPerson && wordCount(first) > 1 && !wordsOf(fold(first)).some(isCommonWord))
  return shape === 'plain' && isTold ? { name: first, ...rest } : undefined
}

// "My name is Ada Lovelace and translate from French": no name goes on in lower case.
const AND_TELLS = /\s(?<=\p{Lu}\p{L}+\s)(?:and|et|und|y|e|en|i)\s\p{Ll}.*$/u

// "traductora del polaco y del ruso"
const OF = wordSet('of from de du del della aus von van di da do dos')

// "sou eletricista e trabalho na Voltafino"
const TELLS_ON = wordSet('work travaille arbeite trabajo lavoro trabalho werk vivo live')

// "I'm a nurse and Dave is retired"
const SAYS_MORE = /\p{Ll} (?:I|we|is|are|was|were) \p{Ll}/u

/** Cuts off what follows the clause: "tecnico del suono e vorrei aderire", but not "poet and printer". */
function clauseOf(said: string): string {
  const ands = [...said.matchAll(AND)]
  const end = ands.find(({ index, 0: and, 1: next = '' }, at) => {
    const clause = said.slice(index + and.length, ands[at + 1]?.index)
    const opens = isCommonWord(fold(next)) && !OF.has(fold(next)) && !INDEFINITE.test(clause)
    // "Poet and printer of small books", but not "painter and last week a boy showed me a picture".
    const isClause = wordCount(clause) > 4 && !holdsOccupation(clause.split(' ').slice(0, 3).join(' '))
    return (
      opens || isClause || TELLS_ON.has(fold(next)) || SAYS_MORE.test(clause) || mentionsJoining(fold(clause))
    )
  })
  return withoutEnd(said.slice(0, end?.index).trim())
}

const IN_ROLE =
  "(?:as(?: an?| the)?(?=\\s)|en (?:tant|(?:ma )?qualit[ée]) (?:que |qu['’]|de |d['’])(?:une? )?|comme|als(?: eine?)?|como(?: una?)?|come|in qualità di|na qualidade de|enquanto|jako)"
const ROLE_FIRST = new RegExp(`^${IN_ROLE}\\s*(\\p{L}[^,;:]*)(,)?`, 'iu')
const ROLE_LAST = new RegExp(
  `^.*\\s${IN_ROLE}\\s*([^,;:]{2,80}?)(?:\\s(?:who|whose|qui)\\s.*|\\s\\p{Ll}*(?:zeichnen|schreiben|tekenen))?$`,
  'iu',
)
// "als Mitunterzeichner", "as a mother"
const NO_OCCUPATION =
  /unterzeichn|signat|firmat|ondertekena|sygnat|(?<!\p{L})(?:mother|father|mum|dad|parent|citizen|resident|pensioner|m[eè]re|p[eè]re|citoyen|mutter|vater|bürger|madre|padre|moeder|vader|m[aã]e|pai)/iu

const IN_PASSING =
  /(?:[,;:–—]|\s(?:and|et|und|y|e|en|where|où|wo|donde|onde|dove|waar))(?:\s(?:and|et|und|y|e|en|where|où|wo|donde|onde|dove|waar|que|today|now|hoje|hoy|oggi|heute|nu)){0,2}\s(?:I am|I['’]m|je suis|j['’]suis|ich bin|(?:yo )?soy|(?:io )?sono|(?:eu )?sou|ik ben)\s/iu

/** "I live in Leeds, where I am a nurse", "he is a baker and I am a teacher": the occupation alone. */
export function inPassing(sentence: string): Written | undefined {
  const text = outsideQuotes(sentence)
  const found = IN_PASSING.exec(text)
  const [first = ''] = found === null ? [] : fieldsOf(clauseOf(text.slice(found.index + found[0].length)))
  return saysOccupation(first, false) && holdsOccupation(first) && !NO_OCCUPATION.test(first)
    ? afterName([first.replace(INDEFINITE, '')])
    : undefined
}

/** "As a potter I support this", "I would like to sign as author of children's books" */
export function inRole(sentence: string): Written | undefined {
  const joins = mentionsJoining(fold(sentence))
  const last = joins ? ROLE_LAST.exec(sentence)?.[1] : undefined
  if (last !== undefined && isOccupationOnly(last) && !NO_OCCUPATION.test(last)) return afterName([last])
  const [, clause = '', comma] = ROLE_FIRST.exec(sentence) ?? []
  const own = clause.replace(/\sI(?:\s|['’]).*$/u, '')
  const words = own.split(/\s+/u)
  const end = words.slice(0, 4).findIndex(isOccupationOnly)
  // "As daughter of a potter"
  const isOther = words.slice(0, end).some(word => /^(?:of|van|von|der|de|di|da|do|du|des)$/u.test(word))
  if (end === -1 || isOther || NO_OCCUPATION.test(clause)) return undefined
  const isWhole = (comma !== undefined || own !== clause) && words.length <= 8
  const whole = isWhole ? afterName([words.join(' ')]) : {}
  return whole.occupation === undefined ? afterName([words.slice(0, end + 1).join(' ')]) : whole
}

/** "I am a painter", "je suis peintre" */
function saysOccupation(first: string, isName: boolean): boolean {
  if (!INDEFINITE.test(first)) return !isName && isOccupationOnly(first) && wordCount(first) <= 6
  return looksLikeOccupation(first)
}

/** "Ich bin die Lena Obermüller", but "der Chor Nordklang". */
function withoutArticleOfName(typed: string): string {
  const bare = withoutArticle(typed)
  const isName = nameShape(bare) === 'capitalised' && !isOccupationOnly(bare)
  return isName && !INDEFINITE.test(typed) ? bare : typed
}

const CONNECTORS = wordSet(
  'but and however actually correction sorry mais et aber und sondern pero y ma mas e maar en no nein non não nee because',
)

/** Only at the start of a clause people introduce themselves: "… so I am convinced" is no introduction. */
function opensClause(before: string): boolean {
  return (
    /[,;:.!–—\-\p{Extended_Pictographic}]\s*$/u.test(before) ||
    wordsOf(fold(before)).every(word => isAgreeableWord(word) || CONNECTORS.has(word))
  )
}
