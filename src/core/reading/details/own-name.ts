// The writer's own name inside a sentence, with what they do beside it. The From header says which name it is.

import { fold, wordCount, wordsOf } from '../fold-text.ts'
import { isTitle } from '../lines.ts'
import { isCommonWord, nameShape } from './name-shape.ts'
import { isOccupationOnly } from './occupation-shape.ts'
import { afterName, fieldsOf, personFrom, type Written } from './signer-fields.ts'

const GOES_ON =
  /^(?:[-‑]\p{Lu}[\p{L}\p{M}'’-]*| (?:(?:de|da|do|dos|di|del|della|van|von|der|den|la|le|i|y|e) ){0,2}\p{Lu}\p{Ll}[\p{L}\p{M}'’-]*){1,3}/u

/** "Please sign for me as Ada Lovelace, composer", "I would like to sign (Ada Lovelace, composer)", from Ada Lovelace. */
export function afterOwnName(sentence: string, fromTokens: ReadonlySet<string>): Written | undefined {
  const words = [...sentence.matchAll(/[\p{L}\p{M}'’]+/gu)].map(({ index, 0: word }) => ({
    index,
    end: index + word.length,
    isOwn: fromTokens.has(fold(word)),
  }))
  const first = words.findIndex(({ isOwn }, at) => isOwn && words[at + 1]?.isOwn)
  const last = words.findIndex((_, at) => at > first && !words[at + 1]?.isOwn)
  const [start, ownEnd] = [words[first]?.index ?? 0, words[last]?.end ?? 0]
  // "Ada Lovelace-Byron", "Ada Lovelace y Camps", from Ada Lovelace
  const end = ownEnd + (GOES_ON.exec(sentence.slice(ownEnd))?.[0].length ?? 0)
  const before = sentence.slice(0, start)
  // In "J. van Houten" and "Canon Judith Peel", the name begins before.
  if (wordsOf(fold(before)).every(isTitle) || /(?:\p{Lu}[\p{L}.]*|['’])\s?$/u.test(before)) return undefined
  const [, rest = ''] = /^(?:,|\s[–—-]|\s\()\s?([^()]{3,150})/u.exec(sentence.slice(end)) ?? []
  const details = afterName(fieldsOf(rest))
  const isOpened = /[:–—(-]\s?$/u.test(before)
  return isOpened || details.occupation !== undefined
    ? { name: sentence.slice(start, end), ...details }
    : undefined
}

/** "Put my name there: Ada King Lovelace, composer", from Ada Lovelace or from nobody: whatever the words before the colon say. */
export function behindColon(sentence: string, fromTokens: ReadonlySet<string>): Written | undefined {
  const [, lead = '', after = ''] = /^(?=[^:]*\p{L})([^:]+):\s+(\p{Lu}[^:]*)$/u.exec(sentence) ?? []
  const fields = fieldsOf(after)
  const name = fields[0] ?? ''
  const words = wordsOf(fold(name))
  const isOwn = fromTokens.size === 0 ? wordCount(lead) > 1 : words.some(word => fromTokens.has(word))
  return isOwn && wordCount(name) > 1 && nameShape(name) === 'capitalised'
    ? personFrom(fields, true)
    : undefined
}

const QUOTED = /["“„«]\s?(\p{Lu}[^"“”„«»]{5,120}?)\s?["”“»]/u

/** `Use "Ada Lovelace, composer" if there is room.` */
export function insideQuotes(sentence: string, fromTokens: ReadonlySet<string>): Written | undefined {
  const fields = fieldsOf(QUOTED.exec(sentence)?.[1] ?? '')
  const isOwn = wordsOf(fold(fields[0] ?? '')).some(word => fromTokens.has(word))
  return isOwn && fields.length > 1 && wordCount(fields[0] ?? '') > 1 ? personFrom(fields, true) : undefined
}

/** "quiero firmar, paco meneses, jubilado", "i would like to sign maureen platt pensioner", from Paco and Maureen. */
export function besideForename(sentence: string, fromTokens: ReadonlySet<string>): Written | undefined {
  const at = fromTokens.size === 1 ? ` ${fold(sentence)}`.indexOf(` ${[...fromTokens][0]}`) : -1
  const [, name, surname = '', mark = '', after = ''] =
    /^(\p{L}{3,}\s(?:(?:van|von|de|der|den|da|do|dos|di|del|la|le|ten|ter)\s){0,2}(\p{Ll}[\p{L}'’-]+))(?:([\s,]+)(\S.*))?$/u.exec(
      at === -1 ? '' : sentence.slice(at),
    ) ?? []
  const fields = fieldsOf(after)
  const words = (fields[0] ?? '').split(' ')
  const end = words.slice(0, 3).findIndex(isOccupationOnly)
  // "pls sign me tracey bellwood"
  const before = wordsOf(fold(sentence.slice(0, Math.max(at, 0))))
  const isEnd = mark === '' && isCommonWord(before.at(-1) ?? '')
  const isField = isEnd || (mark.startsWith(',') && words.length <= 4)
  if (name === undefined || (end === -1 && !isField) || isCommonWord(fold(surname))) return undefined
  return { name, ...afterName(words.length <= 4 ? fields : [words.slice(0, end + 1).join(' ')]) }
}

/** "joanna birch nurse", from Jo: two or three words that are no sentence's, and an occupation. */
export function inSmallLetters(sentence: string, fromTokens: ReadonlySet<string>): Written | undefined {
  const words = sentence.split(' ')
  const [work = '', name] = [words.at(-1), words.slice(0, -1)]
  const isName = (word: string) => /^\p{Ll}[\p{L}'’-]+$/u.test(word) && !isCommonWord(fold(word))
  const isWhole = fromTokens.size < 2 && (name.length === 2 || name.length === 3) && name.every(isName)
  return isWhole && !name.some(isOccupationOnly) && isOccupationOnly(work)
    ? { name: name.join(' '), occupation: work }
    : undefined
}

const BESIDE_ME =
  /(?<!\p{L})(?:[Mm]e|mich|moi|mij)(?:\s[-–—]\s|,\s|\s\()(\p{Lu}[^,()–—:;]{2,60}?)(?:\s[-–—]\s|[,)]|$)/u

/** "Could you add me - Colette Whittaker - to the petition?" */
export function besideMe(sentence: string): Written | undefined {
  const name = BESIDE_ME.exec(sentence)?.[1] ?? ''
  return wordCount(name) > 1 && nameShape(name) === 'capitalised' ? { name } : undefined
}
