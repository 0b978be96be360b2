// Reads the reply to "please confirm". A consent holds agreeable words, the person's name and politeness, and nothing
// else (an allow list). So a refusal in words we do not know becomes 'asks', never a signature. 'asks' costs nothing: the
// answer has the page's link.

import { asksCountOnly, isNegativeWord, onlyAsksCountOnly } from './consent.ts'
import { asksToCorrect, correction, onlyRespells } from './details/corrections.ts'
import { standsBehindLabels } from './details/labels.ts'
import { nameShape } from './details/name-shape.ts'
import { isOccupationOnly, looksLikeOccupation } from './details/occupation-shape.ts'
import { type Written, withoutEnd } from './details/signer-fields.ts'
import { anywhere, fold, wordCount, wordsOf } from './fold-text.ts'
import { THANKS } from './lexicon/consents.ts'
import { DENIES, WITHDRAWS_OUTRIGHT } from './lexicon/refusals.ts'
import { MY_KIN } from './lexicon/requests.ts'
import { SMALL_WORDS } from './lexicon/words.ts'
import { contentOf, isQuestion, ownWords, sentencesOf, unwrapped } from './lines.ts'
import { refuses, refusesPlainly, withoutCountOnly, withoutHarmless } from './refusal.ts'
import { withoutContactBlock, withoutNumbersAndDays, withoutSignature } from './signature-block.ts'
import { bareSubject, isReplySubject } from './subject.ts'
import {
  mentionsTaking,
  mentionsTakingBack,
  takesBack,
  takesBackAmongOthers,
  whatToRemove,
} from './take-back.ts'
import { agreement } from './whole-consent.ts'
import { bareText, CLAUSES, saysOnly, withoutPoliteness } from './whole-text.ts'

export type Answer =
  /** `plainly`: in words of their own, as a robot's empty or polite reply never does */
  | { kind: 'confirms'; plainly: boolean }
  | { kind: 'refuses' }
  | { kind: 'asks' }
  | { kind: 'long' }
  /** new details: they make a new revision and a new answer; this reply confirms nothing */
  | { kind: 'corrects'; written: Written }
  | { kind: 'withdraws' }
  | { kind: 'erases' }

export type ManageReply =
  | { kind: 'withdraw' }
  /** takes it back, and says more: to be asked about */
  | { kind: 'perhaps-withdraw' }
  | { kind: 'erase' }
  /** `plainly`: by labels, or by the name in other letters; anything else is shown before it is recorded */
  | { kind: 'corrects'; written: Written; plainly: boolean }
  | { kind: 'thanks' }
  | { kind: 'asks' }

export interface AnswerSources {
  /** the reply's subject, with its "Re:" */
  subject: string
  /** only what the person typed */
  text: string
  /** the details that were to be confirmed, by which the signer's own name and details are recognised */
  shown?: Written | undefined
  /** the From header's display name */
  fromName?: string | undefined
  /** a part of the reply could not be read: silence agrees to nothing then */
  unread?: boolean | undefined
}

/** A reply with more characters of new text is 'long'. */
export const LONG_ANSWER = 500

/** No correction is longer. */
const LONGEST_CORRECTION = 2_000

/** "...", "-", "~~~~": somebody hesitates. Programs write "--" and longer rules; a single "." is how people send nothing. */
const MERE_MARKS = /^(?!\.$)(?:[.…·•~\s]{1,20}|[-–—])$/u

const SPEAKING_OF_KIN = anywhere(MY_KIN)
const WITHDRAWING = anywhere(WITHDRAWS_OUTRIGHT)
const DENYING = anywhere(DENIES)
function knownTokens(...names: (string | undefined)[]): Set<string> {
  return new Set(names.flatMap(name => wordsOf(fold(name ?? ''))).filter(word => !isNegativeWord(word)))
}

/** Does the subject of an otherwise empty reply refuse? "Re: …" is our own subject, "STOP" is theirs. */
function subjectRefuses(subject: string): boolean {
  const own = isReplySubject(subject) ? bareSubject(subject) : subject
  return wordCount(own) <= 4 && refusesPlainly(own)
}

/** "Could you hide my name?" and "Could you make it Okafór?" ask nothing. */
function asksBack(lines: readonly string[], shown: Written = {}): boolean {
  const isPolite = (clause: string) => withoutPoliteness(bareText(fold(clause)), true) !== undefined
  const asksFor = (sentence: string) =>
    sentence.split(CLAUSES).some(isPolite)
      ? asksCountOnly(fold(sentence)) || asksToCorrect(sentence, shown)
      : !sentence.includes('?') && asksToCorrect(sentence, shown)
  return lines.flatMap(sentencesOf).some(sentence => isQuestion([sentence]) && !asksFor(sentence))
}

/** Reads corrections and refusals together: "No, my name is Ada King" says no to the details, not to signing. */
function correctedOrRefused(
  lines: readonly string[],
  said: readonly string[],
  { shown, fromName }: AnswerSources,
): { corrected: Written | undefined; refusal: ReturnType<typeof refuses> } {
  const refusal = refuses(withoutCountOnly(lines).join('\n'))
  if (asksBack(lines, shown)) return { corrected: undefined, refusal }
  const found = correction({ lines: said, shown, fromName, own: knownTokens(shown?.name, fromName) })
  const rest = lines.join('\n').replace(/^\s*(?:no|nein|non|não|nee)\s*[,.:;!–-]\s*/iu, '')
  // "Put down my sister as well: Adaeze Okafor": she signs by her own mailbox. "That wasn't me, it was Mira Okafor-Bell".
  const isNewName = wordsOf(fold(found?.name ?? ''))[0] !== wordsOf(fold(shown?.name ?? ''))[0]
  const speaksOf = (others: RegExp) => found?.name !== undefined && others.test(fold(lines.join('\n')))
  const isOfOther = (isNewName && speaksOf(SPEAKING_OF_KIN)) || speaksOf(DENYING)
  const isOfDetails = refusal !== 'plainly' || (rest !== lines.join('\n') && !refusesPlainly(rest))
  return { corrected: isOfDetails && !isOfOther ? found : undefined, refusal }
}

/**
 * Reads the reply to "please confirm". Finds no consent in a text that holds an unknown word, a negation, a question or a
 * number. Pure, linear.
 */
export function understandAnswer(sources: AnswerSources): Answer {
  const { subject, text, shown, fromName, unread } = sources
  const known = knownTokens(shown?.name, shown?.occupation, shown?.organisation, fromName)
  const said = withoutNumbersAndDays(withoutSignature(unwrapped(text), known))
  // A part of it is not read.
  if (ownWords(said) !== said) return { kind: 'long' }
  const all = contentOf(said)
  if (all.every(line => MERE_MARKS.test(line)))
    return subjectRefuses(subject)
      ? { kind: 'refuses' }
      : unread || all.length > 0
        ? { kind: 'asks' }
        : { kind: 'confirms', plainly: false }
  if ([...all.join('\n')].length > LONG_ANSWER) return { kind: 'long' }
  const says = (above: readonly string[]) => {
    const agrees = agreement(above.map(withoutHarmless), known)
    return actsAtOnce(above) || agrees === 'plainly' || agrees === 'yes'
  }
  const lines = withoutContactBlock(all, known, /[|,•·]/, says)
  const joined = lines.join('\n')
  const back = takesBack('', joined)
  if (back === 'erase') return { kind: 'erases' }
  if (back === 'withdraw' && WITHDRAWING.test(fold(joined))) return { kind: 'withdraws' }
  // Behind a comma may be a correction.
  const { corrected, refusal } = correctedOrRefused(
    lines,
    withoutContactBlock(all, known, /[|•·]/, says),
    sources,
  )
  if (corrected !== undefined) return { kind: 'corrects', written: corrected }
  if (refusal === 'plainly' && saysDetailsToo(lines, known)) return { kind: 'asks' }
  if (refusal === 'plainly' || back === 'withdraw') return { kind: 'refuses' }
  if (isQuestion(lines)) return { kind: 'asks' }
  const asked = lines.map(withoutHarmless)
  const agrees = agreement(asked, known)
  // "No problem", "Do not publish my email": manners agree only where nothing else was said.
  const isMore = unread || asked.join('\n') !== lines.join('\n')
  return agrees === undefined || agrees === 'wishes' || (agrees === 'politely' && isMore)
    ? { kind: 'asks' }
    : { kind: 'confirms', plainly: agrees === 'plainly' }
}

/** "No, author", "No, Miriam": beside the no stands a detail that we did not show. */
function saysDetailsToo(lines: readonly string[], known: ReadonlySet<string>): boolean {
  return lines.flatMap(sentencesOf).some(sentence => {
    const pieces = sentence.split(CLAUSES).map(withoutEnd)
    return pieces.some((piece, at) => {
      const isName = nameShape(piece) === 'capitalised' && refusesPlainly(pieces[at - 1] ?? '')
      const isKnown = wordsOf(fold(piece)).every(word => known.has(word))
      return !isKnown && (isOccupationOnly(piece) || isName)
    })
  })
}

function actsAtOnce(lines: readonly string[]): boolean {
  const text = lines.join('\n')
  return refusesPlainly(text) || takesBack('', text) !== undefined
}

/** "Name: missing" is behind a label, and is no name. */
function looksLikeDetails({ name, occupation, organisation }: Written): boolean {
  return (
    (name === undefined || nameShape(name) === 'capitalised') &&
    (occupation === undefined || looksLikeOccupation(occupation)) &&
    (organisation === undefined || /^[^\p{Ll}]*\p{Lu}/u.test(organisation))
  )
}

function onlyHides(text: string): boolean {
  return saysOnly(text, clause => onlyAsksCountOnly(clause, word => SMALL_WORDS.has(word)))
}

/** "Please strike “illustrator”": the signature stays. */
function strikesDetail(lines: readonly string[], shown: Written | undefined): boolean {
  const name = knownTokens(shown?.name)
  const details = knownTokens(shown?.occupation, shown?.organisation)
  return lines
    .flatMap(sentencesOf)
    .map(fold)
    .filter(sentence => mentionsTaking(sentence) && !mentionsTakingBack(sentence))
    .some(sentence => wordsOf(sentence).some(word => details.has(word) && !name.has(word)))
}

/** Reads a reply to a receipt ("Your signature is number 4,213"). 'asks' if in doubt. Pure, linear. */
export function understandManageReply(sources: AnswerSources): ManageReply {
  const { subject, shown, fromName } = sources
  const known = knownTokens(shown?.name, shown?.occupation, shown?.organisation, fromName)
  const text = withoutNumbersAndDays(unwrapped(sources.text))
  const lines = contentOf(text)
  const joined = lines.join('\n')
  const said = withoutContactBlock(contentOf(withoutSignature(text, known)), known, /[|,•·]/, actsAtOnce)
  const back = takesBack(isReplySubject(subject) ? '' : subject, said.join('\n'))
  if (back === 'erase') return { kind: 'erase' }
  const what = whatToRemove(joined)
  if ((back === 'withdraw' || takesBackAmongOthers(joined)) && strikesDetail(said, shown))
    return { kind: 'asks' }
  if (back === 'withdraw') return { kind: what }
  if (lines.length === 0) return { kind: 'thanks' }
  const isLong = joined.length > LONGEST_CORRECTION
  if (isLong ? isQuestion(lines) : asksBack(lines, shown)) return { kind: 'asks' }
  if (takesBackAmongOthers(joined)) return { kind: what === 'asks' ? 'asks' : 'perhaps-withdraw' }
  if (isLong) return { kind: 'asks' }
  const { corrected, refusal } = correctedOrRefused(lines, lines, sources)
  if (corrected !== undefined) {
    const plainly =
      (standsBehindLabels(text, corrected) && looksLikeDetails(corrected)) ||
      onlyRespells(lines, corrected, shown) ||
      (corrected.listed === false && Object.keys(corrected).length === 1 && onlyHides(text))
    return { kind: 'corrects', written: corrected, plainly }
  }
  if (refusal === 'plainly' && DENYING.test(fold(joined))) return { kind: 'withdraw' }
  const agrees = refusal === 'none' ? agreement(lines, known) : undefined
  // "Yes", and no thanks: they do not know yet that they have signed.
  const confirms = agrees === 'plainly' && !wordsOf(fold(joined)).some(word => THANKS.has(word))
  return agrees === undefined || confirms ? { kind: 'asks' } : { kind: 'thanks' }
}
