// A correction in plain words: "it should be Okafór", "I am a translator, not an interpreter". The sentence
// names the field, or the new word resembles one of the details.

import { isSlipOf } from '../commands/edit-distance.ts'
import { anywhere, fold, wordCount } from '../fold-text.ts'
import { CHANGE_WORDS, CORRECTS, NOT_THIS, SHOULD_BE } from '../lexicon/corrections.ts'
import { LABELS } from '../lexicon/labels.ts'
import { sentencesOf } from '../lines.ts'
import { standsBehindLabels } from './labels.ts'
import { nameShape } from './name-shape.ts'
import { holdsOccupation, looksLikeOccupation } from './occupation-shape.ts'
import { SAYS_NAME, withoutIntroduction } from './self-introduction.ts'
import { afterName, fieldsOf, type Written, withoutEnd } from './signer-fields.ts'
import { findWritten } from './written-details.ts'

const FIELDS = ['name', 'occupation', 'organisation'] as const
type Field = (typeof FIELDS)[number]

const CHANGES = anywhere(CHANGE_WORDS)
const SHOULD = anywhere(SHOULD_BE)
const CORRECTING = anywhere(CORRECTS)
const TO_VALUE = /\s(?:to|into|in|pour|par|en|zu|auf|a|por|con|para|naar|=|->|→)\s+(?=.{1,200}$)/u
const NAMED_FIELD: readonly [Field, RegExp][] = [
  ['occupation', anywhere(LABELS.occupation)],
  ['organisation', anywhere(LABELS.organisation)],
  ['name', anywhere(LABELS.name)],
]
// "…, not Okafor"
const NOT_AFTER = new RegExp(`,?\\s+(?:${NOT_THIS.join('|')})\\s+(.{1,100})$`, 'iu')
// "es muss Okafór heißen"
const VERB_AFTER = /\s(?:hei(?:ß|ss)en|lauten|sein|stehen|zijn|worden|luiden|heten)$/iu
const LONGEST_VALUE = 12
/** "The title should be …": of the petition. */
const OUR_TITLE =
  /(?:^|\s)(?:the|your|der|euer|ihr|le|votre|el|il|de|o) (?:title|titel|titre|titulo|titolo)(?![\p{L}])/u
/** "It should be Holtz, though" */
const REMARK_AFTER =
  /,?\s+(?:now|nowadays|these days|instead|otherwise|jetzt|maintenant|désormais|ahora|ora|adesso|agora|nu|though|actually|please|thanks|thank you|allerdings|aber|bitte|danke|par contre|svp|s['’]il vous plaît|merci|por favor|gracias|però|per favore|grazie|obrigad[oa]|graag|alstublieft|dank)$/iu
/** "Baer, mit ae" */
const SPELT_WITH = /^(?:with|mit|avec|con|com|met|med|z|se?|ze)\s/iu
/** "Ada King 🙂" */
const ENDS_IN_PICTURES =
  /(?<![\s\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Variation_Selector}])[\s\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Variation_Selector}]+$/u
const RATHER_THAN =
  /,?\s+(?:rather than|instead of|plutôt que|au lieu de|(?:an)?statt|en (?:lugar|vez) de|invece di|em vez de|in plaats van)\s.{1,100}$/iu

/** The value that a sentence puts right, and the words before it. */
function newValue(sentence: string): { value: string; before: string } | undefined {
  const folded = fold(sentence)
  const should = SHOULD.exec(folded)
  const change = CHANGES.exec(folded)
  const colon = sentence.indexOf(':')
  const cut = (from: number, to: number) => ({ value: sentence.slice(to), before: folded.slice(0, from) })
  if (colon > 0 && (should ?? change ?? CORRECTING.exec(folded)) !== null) return cut(colon, colon + 1)
  if (should !== null) return cut(should.index + should[0].length, should.index + should[0].length)
  const to = change === null ? null : TO_VALUE.exec(folded.slice(change.index))
  if (change === null || to === null) return undefined
  return cut(change.index + to.index, change.index + to.index + to[0].length)
}

/** "change my occupation to mathematician", "it should be Okafór", "Okafir, nicht Okafor". */
function changed(sentence: string, shown: Written | undefined): Written | undefined {
  const said = newValue(sentence)
  if (said === undefined && !NOT_AFTER.test(sentence)) return undefined
  const typed = withoutIntroduction(withoutRemark((said?.value ?? sentence).trim()))
  const value = withoutEnd(typed.replace(NOT_AFTER, '').replace(VERB_AFTER, '')).replace(
    /^["'“«„]([^"“”«»„]*)["'”»“]\.?$/u,
    '$1',
  )
  if (value === '' || wordCount(value) > LONGEST_VALUE) return undefined
  const [first = '', ...rest] = fieldsOf(value)
  const respelt = shown?.name === undefined ? undefined : respell(shown.name, first)
  const before = said?.before ?? ''
  const field = NAMED_FIELD.find(([, pattern]) => pattern.test(before))?.[0]
  if (field === 'organisation') return { organisation: value }
  if (OUR_TITLE.test(before)) return undefined
  if (field === 'occupation') return looksLikeOccupation(value) ? { occupation: value } : undefined
  if (respelt !== undefined) return { name: respelt, ...afterName(rest) }
  if (said === undefined) return undefined
  return holdsOccupation(value) && wordCount(value) <= 4 ? { occupation: value } : undefined
}

function withoutRemark(value: string): string {
  return withoutEnd(value).replace(REMARK_AFTER, '')
}

/** The name with its words spelt as in `value`: "Mira Okafor" and "Okafór" give "Mira Okafór". */
function respell(name: string, value: string): string | undefined {
  if (nameShape(value) !== 'capitalised') return undefined
  const typed = value.split(' ')
  const words = name.split(' ')
  if (typed.length >= words.length)
    return typed.some(word => words.some(known => isSpelling(word, known))) ? value : undefined
  const places = typed.map(word => words.findIndex(known => isSpelling(word, known)))
  if (places.includes(-1)) return undefined
  return words.map((word, at) => typed[places.indexOf(at)] ?? word).join(' ')
}

/** "It should be Okafór", and nothing else: the same name in other letters. */
export function onlyRespells(
  lines: readonly string[],
  { name, ...others }: Written,
  shown?: Written,
): boolean {
  const said = lines.flatMap(sentencesOf)
  const [typed = [], known = []] = [name, shown?.name].map(one => one?.split(' '))
  // Somebody who writes in capitals may not want the name in capitals.
  const isSame =
    typed.length === known.length &&
    typed.every((word, at) => isSpelling(word, known[at] ?? '') && shouts(word) === shouts(known[at] ?? ''))
  return said.length === 1 && Object.keys(others).length === 0 && isSame
}

function shouts(word: string): boolean {
  return word === word.toUpperCase()
}

/** The name with the accents of the reply: "Mira Okafór" below a yes to "Mira Okafor". */
function withAccents(lines: readonly string[], name: string | undefined): string | undefined {
  const typed = lines.flatMap(line => line.match(/[\p{L}\p{M}'’-]+/gu) ?? [])
  const words = name?.split(' ').map(word => typed.find(other => addsAccent(other, word)) ?? word)
  const respelt = words?.join(' ')
  return respelt === name ? undefined : respelt
}

function addsAccent(typed: string, known: string): boolean {
  return fold(typed) === fold(known) && typed.toLowerCase() !== fold(typed)
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
  const plain: Written = {}
  for (const sentence of lines.flatMap(sentencesOf))
    Object.assign(plain, { ...changed(sentence, shown), ...plain })
  const text = lines.join('\n')
  const written = findWritten({ subject: '', text, fromName, known: own })
  if (!standsBehindLabels(text, written)) dropRemarks(written, text)
  // "I'm a percussionist rather than a drummer"
  if (written.occupation !== undefined) written.occupation = written.occupation.replace(RATHER_THAN, '')
  const found: Written = { ...written, ...plain }
  const respelt = withAccents(lines, shown?.name)
  if (respelt !== undefined) found.name ??= respelt
  if (found.occupation !== undefined) found.occupation = withoutRemark(found.occupation)
  if (SPELT_WITH.test(found.occupation ?? '')) delete found.occupation
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
  if (occupation !== undefined && !holdsOccupation(occupation) && !NOT_AFTER.test(text))
    delete written.occupation
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
