// The names of organisations in a sentence, by their kind ("our band The Lanterns") or by their form ("Kestrel Youth Theatre").

import { anywhere, atStart, fold, whole, wordCount, wordsOf } from '../fold-text.ts'
import { KINDS_OF_ORGANISATION } from '../lexicon/requests.ts'
import { isCommonWord } from './name-shape.ts'
import { looksLikeOrganisation } from './occupation-shape.ts'
import { withoutArticle, withoutEnd } from './signer-fields.ts'

export const OURS =
  '(?:our|my|notre|nos|mon|ma|(?:unser|mein)e?[rsnm]?|nuestr[oa]|mi|(?:la |il )?nostr[ao]|(?:la |il )?mi[ao]|(?:a |o )?noss[ao]|(?:a |o )?minha|(?:o )?meu|onze?|ons|mijn|nasz[ae]?|naszej|naszego)'
export const THE =
  "(?:the|l'|la|le|les|der|die|das|dem|den|des|el|il|lo|i|gli|o|a|de|het|dell'|della|del|du|do|da)"
export const KIND = `(?:${KINDS_OF_ORGANISATION.join('|')})`
export const OUR_KIND = anywhere([`${OURS} ${KIND}`])
const THE_KIND = anywhere([`${THE} ?${KIND}`])
const KIND_FIRST = atStart([`(?:(?:${OURS}|${THE}) ?)?${KIND}`])
// "Namens het bestuur"
const KIND_ONLY = whole([
  KIND,
  'board|committee|bureau|vorstands?|junta|consiglio|direttivo|direção|diretoria|bestuur|zarządu?',
])

/** "Vereins", but not "Small Press". */
export function isKindOnly(name: string): boolean {
  return KIND_ONLY.test(fold(name)) && !/\s\p{Lu}/u.test(name)
}

// No name begins with this form: "im Namen des Vereins Kinofreunde".
const GENITIVE = /(?:vereins|verbands|verlags|chors|chores|kollektivs|unternehmens|theaters|netzwerks)$/u

// Capitalised words, with small words between them: "Society of Tiny Publishers", "Voci di Carta".
export const NAME_RUN =
  /^["“„«»]?(?!I(?:['’]\p{L}+)?[\s,])[\p{Lu}\p{N}][^\s,;:()?]*(?: (?:(?:of|the|and|for|in|de|des|du|la|le|les|et|am|im|an|zur?|von|der|die|das|für|und|del|los|las|el|y|di|della|dei|delle|e|da|do|dos|das|na|no|van|het|voor|en) ){0,3}["“„«»]?(?!I(?:['’]\p{L}+)?[\s,])[\p{Lu}\p{N}&+][^\s,;:()?]*| (?:(?:des|du|de|of|dei|delle|dos|das|van) )?\p{Ll}+ (?:of|de|du|di|von|van|da|do) \p{Lu}[^\s,;:()?]*| e\. ?V\.| eG| g(?:GmbH|AG|UG))*/u

interface Found {
  /** where the phrase stands in the text */
  index: number
  /** undefined: "our organisation", without its name */
  name?: string
}

/** The name after its kind. In "the Reading Group" the kind is part of the name, and in "our Reading Group" it is not. */
function nameAfter(text: string, kind: RegExpExecArray, isOurs: boolean): string | undefined {
  const end = kind.index + kind[0].length
  const isOfName = !isOurs && /[\s'’]\p{Lu}\S*$/u.test(` ${text.slice(kind.index, end)}`)
  if (isOfName && !GENITIVE.test(kind[0])) return undefined
  const after = withoutArticle(text.slice(end).replace(/^[\s,:(]+/u, ''))
  // "das Filmkollektiv »Letzte Reihe links«"
  const quoted = /^["“„«»]([^"“”„«»]{2,60})["“”«»]/u.exec(after)?.[1]
  if (quoted !== undefined) return quoted
  // "la companhia de teatro Beco das Artes"
  return NAME_RUN.exec(after.replace(/^(?:\p{Ll}+ ){1,3}/u, ''))?.[0]
}

/** "Le ciné-club de Valmont": the place belongs to the name. */
function withPlace(text: string, { index, 0: kind }: RegExpExecArray): string | undefined {
  const after = text.slice(index + kind.length)
  const of =
    /^ (?:d['’]|(?:de la|de|du|des|di|del|della|do|da|van|of) (?:l['’])?)(?=\p{Lu})/u.exec(after)?.[0] ?? ''
  const place = NAME_RUN.exec(after.slice(of.length))?.[0]
  if (place === undefined) return undefined
  const name = text.slice(index, index + kind.length).replace(/^(?:l['’]|\p{L}+\s)/iu, '')
  return withoutEnd(`${name}${of}${place}`)
}

/** "our band The Lanterns", "l'association Les Mots Debout": the kind, and the name after it. */
export function ofKind(text: string): Found | undefined {
  const ours = OUR_KIND.exec(fold(text))
  const found = ours ?? THE_KIND.exec(fold(text))
  if (found === null) return undefined
  const { index } = found
  const placed = withPlace(text, found)
  if (placed !== undefined) return { index, name: placed }
  // An article that opens the sentence has a capital letter.
  const small = text.slice(0, index) + text.charAt(index).toLowerCase() + text.slice(index + 1)
  const whole = NAME_RUN.exec(text.slice(index).replace(/^\p{L}+(?:['’]|\s+)/u, ''))?.[0]
  const name = nameAfter(small, found, ours !== null) ?? (ours === null ? whole : undefined)
  if (name !== undefined) return { index, name: withoutEnd(name) }
  return ours === null ? undefined : { index }
}

/** "on behalf of the band The Lanterns": cut to what follows the kind, if that is a name. */
export function withoutKind(text: string): string {
  const kind = KIND_FIRST.exec(fold(text))
  const isOurs = OUR_KIND.exec(fold(text))?.index === 0
  const name = kind === null ? undefined : nameAfter(text, kind, isOurs)
  return kind === null || name === undefined ? text : text.slice(text.indexOf(name, kind[0].length))
}

const NAME_RUNS = new RegExp(NAME_RUN.source.replace('^', '(?<![\\p{L}\\p{N}])'), 'gu')
// "Count Northgate Players in": the verb is no part of the name.
const VERB_FIRST = /^(?!(?:The|Les?|La|Los|Las|El|Il|Lo|Gli|Die|Der|Das|De|Het|Os?|As?)\s)\p{Lu}\p{Ll}+ /u

// "A Associação dos Pescadores", but not "The Guardian"
const ARTICLE_FIRST = new RegExp(`^(?:La|Le|Il|Lo|Gli|El|A|O|Der|Die|Das|Het|De) (?=${KIND}(?!\\p{L}))`, 'iu')

interface Mention {
  name: string
  before: string
  after: string
}

/** The organisations that a sentence names for certain: by a word such as "choir", "the" or their kind. `told`: one certainly signs. */
export function mentionsIn(text: string, told = false): Mention[] {
  return [...text.matchAll(NAME_RUNS)].slice(0, 30).flatMap(({ index, 0: typed }) => {
    const verb = index === 0 ? (VERB_FIRST.exec(typed)?.[0] ?? '') : ''
    const run = isCommonWord(fold(verb.trim())) ? typed.slice(verb.length) : typed
    const end = index + typed.length
    const before = text.slice(0, end - run.length)
    const name = withoutEnd(withoutArticle(before === '' ? run.replace(ARTICLE_FIRST, '') : run))
    if (isKindOnly(name) || wordsOf(fold(name)).every(isCommonWord)) return []
    const isSure =
      (told && wordCount(name) > 1) ||
      looksLikeOrganisation(name) ||
      /[Tt]he $/u.test(before) ||
      /^The /u.test(run)
    return isSure ? [{ name, before, after: text.slice(end) }] : []
  })
}
