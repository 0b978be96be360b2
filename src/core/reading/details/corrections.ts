// A correction in plain words: "it should be Okafór", "a translator, please, not an interpreter". No grammar: beside words of
// correcting, words of manners and what is shown already, a sentence holds one run of other words. That is the new value.

import { editDistance, isSlipOf } from '../commands/edit-distance.ts'
import { fold, wordsOf } from '../fold-text.ts'
import { OF_THE_PAST } from '../lexicon/consents.ts'
import { CORRECTING, DROPPING, FIELD_WORDS, NAME_ONLY, NOT_THIS, OF_OTHERS } from '../lexicon/corrections.ts'
import { sentencesOf } from '../lines.ts'
import { standsBehindLabels } from './labels.ts'
import { isParticle, nameShape } from './name-shape.ts'
import { CLAUSE_END, readForValues, type Value } from './new-values.ts'
import { holdsOccupation, looksLikeOrganisation } from './occupation-shape.ts'
import { SAYS_NAME } from './self-introduction.ts'
import { afterName, fieldsOf, type Written } from './signer-fields.ts'
import { findWritten } from './written-details.ts'

const FIELDS = ['name', 'occupation', 'organisation'] as const
/** No detail in a sentence has more words. */
const LONGEST_VALUE = 8
const THE = '(?: (?:the|der|die|den|das|la|el|il|de))?\\s*$'
const AT_BEFORE = new RegExp(`(?:@|(?<!\\p{L})(?:at|with|chez|beim?|presso|bij))${THE}`, 'u')
const TO_BEFORE = new RegExp(`(?<!\\p{L})(?:to|an|a|au|aux|al|alla|ao|aan)${THE}`, 'u')
const WHOLE_TITLE = /^\p{Lu}.*[\s-]\p{Lu}\S*$/u
/** "and printmaker", to be added */
const AND_FIRST = /^(?:and|&|et|und|y|e|en)\s/iu
const IS = /^(?:be(?:en|ing)?|am|i'm|as|not|bin|als|suis|comme|soy|como|sono|come|sou|ben)$/
const INDEFINITE = /^(?:an?|une?|eine?n?|una?|uma|een)$/
const ADDS = /(?<!\p{L})(?:add|r?ajout|erganz|anad|agreg|aggiung|acrescent|adicion|erbij)|hinzu|dazu|toevoeg/u
const NONE =
  /^(?:\S+ )?(?:no|keine?n?|aucune?|ningun[ao]?|nessuna?|nenhuma?|geen) \S+(?: (?:please|bitte|graag|por favor))?\W*$/u
/** "Ada King 🙂" */
const ENDS_IN_PICTURES =
  /(?<![\s\p{Extended_Pictographic}\p{EMod}\p{VS}])[\s\p{Extended_Pictographic}\p{EMod}\p{VS}]+$/u

function wordsShown(shown: Written): string[] {
  return FIELDS.flatMap(field => wordsOf(fold(shown[field] ?? '')))
}

/** The details that a value gives, if it has their shape. */
function detailOf(value: Value, shown: Written): Written {
  const { text, isQuoted, isFirst, clause, ahead, named, wrong } = value
  const [first = '', ...rest] = fieldsOf(text)
  const isSame = value.isTurned && fold(shown.name ?? '').includes(fold(text))
  const name = isSame ? undefined : nameIn(first, shown.name ?? '', value)
  const isDetail = (field: string, at: number) =>
    holdsOccupation(field) || looksLikeOrganisation(field) || (at > 0 && /\p{Lu}/u.test(field))
  const end = rest.findIndex((field, at) => !isDetail(field, at))
  const others = end === -1 ? rest : rest.slice(0, end)
  if (name !== undefined) return { name, ...afterName(others) }
  if (value.isTurned || !value.isClear) return {}
  if (OF_THE_PAST.test(clause.replace('used to', 'was')) || wordsOf(fold(text)).length > LONGEST_VALUE)
    return {}
  const isWork = holdsOccupation(text)
  if (isWork && AND_FIRST.test(text)) return { occupation: `${shown.occupation ?? ''} ${text}`.trim() }
  // "Please add “Ateliê Maré Alta”"
  const isAdded = isQuoted && ADDS.test(ahead + value.behind) && !/(?:^| )\p{Ll}{4}/u.test(text)
  const isBody = named === 'organisation' || isAdded || AT_BEFORE.test(ahead)
  const isOrganisation =
    isBody || (looksLikeOrganisation(text) && WHOLE_TITLE.test(text) && !TO_BEFORE.test(ahead))
  if (isOrganisation && !isWork && /\p{Lu}/u.test(text.slice(isFirst ? 1 : 0))) return { organisation: text }
  const [verb = '', last = ''] = ['', '', ...wordsOf(clause)].slice(-2)
  const isA = INDEFINITE.test(last)
  const isOthers = OF_OTHERS.has(last) || (isA && !CORRECTING.has(verb) && !IS.test(verb))
  if ((isOthers && !isQuoted) || (rest.length > 0 && !holdsOccupation(first))) return {}
  const before = wordsOf(ahead)
  const isNamed = [CORRECTING, FIELD_WORDS.occupation].every(words => before.some(word => words.has(word)))
  if (!isWork && !value.isPointedAt && !isNamed && !(isA && wrong.length > 0)) return {}
  // A sentence's first letter is large, whatever the word.
  const isSmall = isFirst && /^\p{Ll}/u.test(shown.occupation ?? '')
  return afterName([isSmall ? first.charAt(0).toLowerCase() + first.slice(1) : first, ...others])
}

/** The whole name that a value gives: "Okafór", "Mira Adaeze Okafor", "Okafor-Bell". */
function nameIn(value: string, shown: string, { named, wrong, isQuoted, clause }: Value): string | undefined {
  if (nameShape(value) !== 'capitalised') return undefined
  const [typed, words] = [value.split(' '), shown.split(' ')]
  const places = typed.map(word => words.findIndex(known => resembles(fold(word), fold(known))))
  const isHalf = typed.length < words.length
  if (isHalf && !places.includes(-1))
    return words.map((word, at) => typed[places.indexOf(at)] ?? word).join(' ')
  const isTail = /^(?:\p{L}+-|\p{Ll})/u.test(value) && places.includes(words.length - 1)
  if ((named === 'surname' || isTail) && words.length > 1 && !places.includes(0))
    return `${words[0]} ${value}`
  const at = named === 'forename' ? 0 : words.findIndex(word => wrong.includes(fold(word)))
  if (isHalf && at >= 0 && places.every(place => place === -1 || place === at))
    return words.with(at, value).join(' ')
  const isNamed =
    named === 'name' &&
    typed.length > 1 &&
    (!isQuoted || wordsOf(clause).some(word => FIELD_WORDS.name.has(word)))
  return !isHalf && (places.includes(0) || isNamed) ? value : undefined
}

/** A slip, an accent, an initial, or a part: "Okaphor", "M.", "Okafor-Bell", "Mirabel". */
function resembles(word: string, known: string): boolean {
  const bare = word.replace(/^(\p{L})(?:\.\p{L})*\.$/u, '$1')
  const isNear = bare.length > 3 && editDistance(bare, known) <= (known.length > 5 ? 2 : 1)
  const isPart = bare.length === 1 || (known.length > 3 && bare.startsWith(known)) || isNear
  return (isPart && bare[0] === known[0]) || isSpelling(bare, known) || bare.split(/[-‑]/u).includes(known)
}

/** "Please without the occupation", "just my name": those fields shall be empty. */
function dropped(clause: string, shown: Written): Written {
  const [folded, said] = [fold(clause), wordsOf(fold(clause))]
  const isOnly = NAME_ONLY.test(folded)
  const isSaid = NONE.test(folded) || said.some(word => DROPPING.has(word))
  const drops = isSaid && (isOnly || !said.some(word => FIELD_WORDS.name.has(word)))
  if (!readForValues(clause, wordsShown(shown)).isKnown) return {}
  const gone = (['occupation', 'organisation'] as const).filter(field => {
    const words = wordsOf(fold(shown[field] ?? ''))
    return said.some(word => FIELD_WORDS[field].has(word) || words.includes(word)) ? drops : isOnly
  })
  return Object.fromEntries(gone.map(field => [field, '']))
}

/** "Könnten Sie das ändern?", "Could you make it Okafór?" */
export function asksToCorrect(sentence: string, shown: Written): boolean {
  const { corrects, isKnown } = readForValues(sentence, wordsShown(shown))
  // Longer ones ask something else, too.
  return (
    (corrects && isKnown && wordsOf(fold(sentence)).length <= 10) ||
    Object.keys(corrected([sentence], shown)).length > 0
  )
}

/** The details that the sentences put right. In doubt (two values for one field) the field stays as it is. */
function corrected(lines: readonly string[], shown: Written): Written {
  const all = lines.flatMap(line =>
    sentencesOf(line).map((sentence, at) => ({ at, ...readForValues(sentence, wordsShown(shown)) })),
  )
  // "Mira Okafor, printmaker" alone, or below "It shall read:"
  let isOpen = all.length === 1 && /s.*[nN]{3}|[nN]{3}.*s/.test(all[0]?.letters ?? '')
  const said = all.flatMap(({ at, letters, values, corrects }, index) => {
    const isBeside = at > 0 && all[index - 1]?.corrects && letters.length > 3
    isOpen = letters.endsWith(':') || (isOpen && !/[kK]/.test(letters))
    return corrects || isBeside || isOpen ? values.map(value => detailOf(value, shown)) : []
  })
  const clauses = lines.flatMap(sentencesOf).flatMap(sentence => sentence.split(CLAUSE_END))
  const found: Written = Object.assign({}, ...clauses.map(clause => dropped(clause, shown)))
  for (const field of FIELDS) {
    const [longest, ...others] = said.flatMap(one => one[field] ?? []).sort((a, b) => b.length - a.length)
    if (longest === undefined) continue
    const isOne = others.every(other => wordsOf(fold(other)).every(word => fold(longest).includes(word)))
    if (isOne) found[field] = longest
    else delete found[field]
  }
  return found
}

/** "It should be Okafór", and nothing else: the same name in other letters. */
export function onlyRespells(lines: readonly string[], written: Written, shown: Written = {}): boolean {
  const { name, ...others } = written
  const [typed = [], known = []] = [name, shown.name].map(one => one?.split(' '))
  // Somebody who writes in capitals may not want the name in capitals.
  const shouts = (word: string) => word === word.toUpperCase()
  const isSame = (word: string, other = '') => isSpelling(word, other) && shouts(word) === shouts(other)
  const isOne = lines.flatMap(sentencesOf).length === 1 && Object.keys(others).length === 0
  return isOne && typed.length === known.length && typed.every((word, at) => isSame(word, known[at]))
}

/** The name with the accents of the reply: "Mira Okafór" below a yes to "Mira Okafor". */
function withAccents(text: string, name: string): string {
  const typed = text.match(/[\p{L}\p{M}'’-]+/gu) ?? []
  const addsAccent = (word: string, known: string) =>
    fold(word) === fold(known) && word.toLowerCase() !== fold(word)
  return name.replace(/\S+/gu, known => typed.find(word => addsAccent(word, known)) ?? known)
}

function isSpelling(word: string, known: string): boolean {
  return fold(word) === fold(known) || isSlipOf(fold(word), fold(known))
}

interface Reply {
  lines: readonly string[]
  shown: Written | undefined
  fromName: string | undefined
  /** the words of the signer's name */
  own: Set<string>
}

/** New details said outright, or undefined. A bare name corrects nothing: people sign off with it. */
export function correction({ lines: typed, shown, fromName, own }: Reply): Written | undefined {
  const lines = typed.map(line => line.replace(ENDS_IN_PICTURES, ''))
  const plain = corrected(lines, shown ?? {})
  const text = lines.join('\n')
  const written = findWritten({ subject: '', text, fromName, known: own })
  const isLabelled = standsBehindLabels(text, written)
  if (!isLabelled) dropRemarks(written, text)
  const found: Written =
    isLabelled || written.kind === 'organisation' ? { ...plain, ...written } : { ...written, ...plain }
  const [name = '', respelt] = [shown?.name, withAccents(text, shown?.name ?? '')]
  const isOwn = wordsOf(fold(found.name ?? '')).every(word => wordsOf(fold(name)).includes(word))
  if (respelt !== name && isOwn) found.name = respelt
  // "Subtitler (Spanish–English)" says it with more words.
  if (plain.occupation && written.occupation?.startsWith(plain.occupation))
    found.occupation = written.occupation
  // "As an organisation" alone says too little.
  if (FIELDS.every(field => written[field] === undefined)) delete found.kind
  const different: Written = {}
  for (const field of FIELDS) {
    const value = found[field]
    const before = shown?.[field] ?? ''
    if (value !== undefined && (plain[field] === undefined ? differs(value, before) : value !== before))
      different[field] = value
  }
  if (found.kind !== undefined && found.kind !== (shown?.kind ?? 'person')) different.kind = found.kind
  if (found.listed !== undefined && found.listed !== (shown?.listed ?? true)) different.listed = found.listed
  return Object.keys(different).length > 0 ? different : undefined
}

/** "I am a mother of three", "soy de León" and "I'm a supporter of the library" give reasons, and no details. */
function dropRemarks(written: Written, text: string): void {
  const { name, occupation, organisation } = written
  // "engraver now", "percussionist rather than a drummer"
  const [opening] = readForValues(occupation ?? '', []).values
  const after = opening?.isFirst ? opening.behind : ''
  const remarks = !/\p{Lu}/u.test(occupation ?? '') && !isParticle(wordsOf(fold(after))[0] ?? '')
  const isWrong = after.replace(/^[\s,]+/u, '').search(NOT_THIS) === 0
  const goesOn = isWrong || (remarks && readForValues(after, []).isKnown)
  const work = goesOn ? opening?.text : occupation
  if (work !== undefined && holdsOccupation(work)) written.occupation = work
  else delete written.occupation
  if (organisation !== undefined && !/^[^\p{Ll}]*\p{Lu}/u.test(organisation)) delete written.organisation
  if (name === undefined || SAYS_NAME.test(fold(text))) return
  // "This is Ada" introduces, and shortens nothing.
  const capitals = name.split(' ').filter(word => /^\p{Lu}/u.test(word)).length
  if (capitals < 2) delete written.name
}

/** Accents count, but a name retyped without them, or in lower case, corrects nothing. */
function differs(value: string, before: string): boolean {
  const [typed, known] = [value.toLowerCase(), before.toLowerCase()]
  return typed !== known && (fold(value) !== fold(before) || typed !== fold(value))
}
