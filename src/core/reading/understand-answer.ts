// Reads the reply to "please confirm". A consent holds agreeable words, the person's name and politeness, and nothing
// else (an allow list). So a refusal in words we do not know becomes 'asks', never a signature. 'asks' costs nothing: the
// answer has the page's link.

import { asksCountOnly, isAgreeableWord } from './consent.ts'
import { correction } from './corrections.ts'
import { anywhere, fold, whole, wordCount, wordSet, wordsOf } from './fold-text.ts'
import { GREETING_WORDS, YES_WORDS } from './lexicon.ts'
import { closingLength, contentOf, isQuestion, ownWords, sentencesOf } from './lines.ts'
import { isCommonWord, nameShape } from './name-shape.ts'
import { refuses, refusesPlainly, withoutHarmless, withoutWishesAboutEmail } from './refusal.ts'
import { isNegativeWord } from './refusal-words.ts'
import { withoutContactBlock, withoutSignature } from './signature-block.ts'
import type { Written } from './signer-fields.ts'
import { takesBack, takesBackAmongOthers } from './take-back.ts'
import { bareSubject, isReplySubject } from './understand-request.ts'

export type Answer =
  | { kind: 'confirms' }
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
  | { kind: 'corrects'; written: Written }
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

const AGREEING_SYMBOLS =
  /(?:👍|👌|✅|✔|☑|🙏|❤|🧡|💛|💚|💙|💜|♥|😊|🙂|😀|😃|😄|😁|☺|🎉|💪|✍|👏|🤝|💯|✊|🖋|🖊|📝|🫡|🙌|🌹|🌷|💐|🥳|😍|🤗|😉|🆗|[\u{1F3FB}-\u{1F3FF}]|\ufe0f|\u200d|♀|♂|[:;]-?[)D]|<3|\^\^|\+\s?1(?!\d)|\b100\s?%)/gu

function knownTokens(...names: (string | undefined)[]): Set<string> {
  return new Set(names.flatMap(name => wordsOf(fold(name ?? ''))).filter(word => !isNegativeWord(word)))
}

// A yes only if nothing else is said: "please correct my name" is none.
const AGREEING_PHRASES = whole([
  '(?:all |well |it.s |that.s )?done',
  '(?:yes |please )?(?:go ahead|go on|proceed)(?: please)?|i consent|(?:you have|i give(?: you)?) my consent',
  '(?:yes )?(?:that.s |that is |this is |it is |it.s |all |all is |everything is |everything |looks )?(?:correct|right)(?: thanks| thank you)?',
  '(?:yes |oui |ja |sí |sì |sim )?(?:of course|certainly|gladly|naturally|lgtm|bien sûr|bien entendu|volontiers|natürlich|selbstverständlich|gerne|claro|por supuesto|certo|certamente|volentieri|com certeza|natuurlijk|graag|uiteraard)',
  'alright|all right|ça va|va bene|va bene così|ci sto|está bien|de acuerdo|tudo bem|tudo certo|isso mesmo|in orde|is goed|alles klar|geht klar|passt so',
  '(?:das |es )?(?:ist |stimmt )?(?:alles )?(?:korrekt|richtig|so)(?: so)?',
  '(?:es |todo |está )?correcto|è corretto|(?:tutto )?corretto|(?:está )?(?:tudo )?correto|exacto|exato',
])
// Good wishes confirm only beside a yes.
const GOOD_WISHES = whole([
  '(?:and |und |et |y |e |en )?(?:good luck|best of luck|all the best|keep (?:it up|going|up the (?:good|great) work)|(?:great|good|nice|amazing|important|fantastic|wonderful) (?:work|initiative|cause|idea|petition|project|job)|well done|xx?|xoxo)(?: (?:with|to) (?:this|it|the (?:campaign|petition|cause)|you(?: all)?|everyone))?',
  '(?:et )?(?:bonne chance|bon courage|bonne continuation|bravo|belle initiative|bon travail)(?: à (?:tous|toutes|vous))?',
  '(?:und )?(?:viel (?:erfolg|glück)|gute (?:arbeit|sache|idee|initiative)|weiter so|tolle (?:initiative|aktion|sache))',
  '(?:y )?(?:mucha suerte|suerte|buen trabajo|buena iniciativa|ánimo)|(?:e )?(?:buona fortuna|in bocca al lupo|buon lavoro|bella iniziativa)',
  '(?:e )?(?:boa sorte|bom trabalho|boa iniciativa)|(?:en )?(?:veel succes|succes|goed werk|mooi initiatief|goed initiatief)',
])
// "I'm good, thanks" is a no in English, though each word is friendly.
const POLITE_DECLINE = anywhere([
  '(?:i am|i.?m|we are|we.?re|i.ll be) (?:all )?(?:good|fine|ok|okay|set|great|happy as (?:i am|it is)|well)',
  'ça (?:va|ira) merci',
])

const THANKS = wordSet(
  'thanks thank thx merci danke dank gracias grazie obrigado obrigada bedankt tack tak takk dziękuję спасибо',
)

/** Short thanks confirm too: the email says that an empty reply is enough. */
function isPlainManners(words: readonly string[], known: Set<string>): boolean {
  return words.length <= 4 || words.some(word => THANKS.has(word)) || words.every(word => known.has(word))
}

/** Is every sentence made of agreeable words, the signer's name, or a sign-off? 'politely': without a yes. */
function isAgreement(lines: readonly string[], known: Set<string>): 'yes' | 'politely' | undefined {
  let closed = false
  let yes = false
  let wordy = false
  const strangers: { raw: string; afterClosing: boolean; alone: boolean }[] = []
  const sentences = lines.flatMap((line, index) =>
    sentencesOf(line).flatMap(sentence =>
      sentence.split(/[,;]|\s[-–—]+\s/).map(raw => ({ raw: raw.trim(), index })),
    ),
  )
  for (const [position, { raw }] of sentences.entries()) {
    const plain = raw.replace(AGREEING_SYMBOLS, ' ').trim()
    if (plain !== raw.trim()) yes = true
    if (/[^\p{L}\p{M}\p{P}\s]/u.test(plain.replace(/[\u200c\u200d]/gu, ''))) return undefined
    const folded = fold(plain)
    const words = wordsOf(folded)
    if (words.length === 0) continue
    if (words.some(isNegativeWord) || POLITE_DECLINE.test(folded)) return undefined
    if (AGREEING_PHRASES.test(words.join(' '))) {
      yes = true
      continue
    }
    if (GOOD_WISHES.test(words.join(' '))) {
      wordy = true
      continue
    }
    if (words.some(word => YES_WORDS.has(word))) yes = true
    // "Hi Dana, …" may greet anybody.
    if (
      position === 0 &&
      sentences.length > 1 &&
      words.length <= 4 &&
      GREETING_WORDS.has(words[0] ?? '') &&
      words.slice(1).every(word => !isCommonWord(word) || isAgreeableWord(word))
    )
      continue
    const closing = closingLength(folded)
    if (closing > 0) {
      closed = true
      if (wordsOf(folded.slice(closing)).length > 2 && !isPlainManners(words, known)) wordy = true
      const after = wordsOf(folded.slice(closing)).filter(word => !isAgreeableWord(word) && !known.has(word))
      if (after.length > 0)
        strangers.push({ raw: plain.slice(closing).trim(), afterClosing: true, alone: false })
      continue
    }
    if (words.every(word => isAgreeableWord(word) || known.has(word))) {
      if (!isPlainManners(words, known)) wordy = true
      continue
    }
    strangers.push({ raw: plain, afterClosing: closed, alone: sentences.length === 1 })
  }
  if (strangers.length > 2 || (wordy && !yes)) return undefined
  const familiarOnly = strangers.every(({ raw: typed, afterClosing }) => {
    const raw = typed.replace(HONORIFIC, '')
    const words = wordsOf(fold(raw))
    if (nameShape(raw) !== 'capitalised' || words.length > 5) return false
    if (words.some(word => isCommonWord(word) && !known.has(word) && !FORENAMES_TOO.has(word))) return false
    if (afterClosing) return true
    // Elsewhere it must be the signer's name. If we do not know that name: two words, or one beside a yes.
    if (known.size > 0) {
      const unknown = words.filter(word => !known.has(word) && word.length > 1 && !FORENAMES_TOO.has(word))
      const familiar = words.filter(word => known.has(word) && word.length > 1)
      return unknown.length === 0
        ? familiar.length > 0
        : unknown.length === 1 && familiar.length > 1 && known.has(words[0] ?? '')
    }
    return words.length >= 2 || yes
  })
  return familiarOnly ? (yes ? 'yes' : 'politely') : undefined
}

const HONORIFIC =
  /^(?:mr|mrs|ms|mx|miss|dr|prof|herr|frau|hr|fr|m|mme|mlle|sr|sra|sig|sig\.ra|dott|dott\.ssa|exma?|dhr|mw|mevr|mevrouw)\.?\s+(?=\p{Lu})/iu

const FORENAMES_TOO = wordSet(
  'will may hope love best day april june august art joy cara rose de la von van der da di du le del den dos do el y e mi ma so an su ai he lo ya yo jo',
)

/** Does the subject of an otherwise empty reply refuse? "Re: …" is our own subject, "STOP" is theirs. */
function subjectRefuses(subject: string): boolean {
  const own = isReplySubject(subject) ? bareSubject(subject) : subject
  return wordCount(own) <= 4 && refusesPlainly(own)
}

/**
 * Reads the reply to "please confirm". Finds no consent in a text that holds an unknown word, a negation, a question or a
 * number. Pure, linear.
 */
export function understandAnswer({ subject, text, shown, fromName, unread }: AnswerSources): Answer {
  const known = knownTokens(shown?.name, shown?.occupation, shown?.organisation, fromName)
  const said = withoutSignature(text, known)
  // A part of it is not read.
  if (ownWords(said) !== said) return { kind: 'long' }
  const lines = contentOf(said)
  if (lines.length === 0)
    return subjectRefuses(subject) ? { kind: 'refuses' } : { kind: unread ? 'asks' : 'confirms' }
  const joined = lines.join('\n')
  if ([...joined].length > LONG_ANSWER) return { kind: 'long' }
  const back = takesBack('', joined)
  if (back === 'erase') return { kind: 'erases' }
  if (back === 'withdraw' && EXPLICIT_WITHDRAWAL.test(fold(joined))) return { kind: 'withdraws' }
  const withoutContacts = withoutContactBlock(lines, known, /[|•·]/)
  const corrected = isQuestion(lines)
    ? undefined
    : correction({ lines: withoutContacts, shown, fromName, own: knownTokens(shown?.name, fromName) })
  const refusal = refuses(withoutCountOnly(lines).join('\n'))
  if (corrected !== undefined && (refusal !== 'plainly' || startsWithMereNo(lines)))
    return { kind: 'corrects', written: corrected }
  if (refusal === 'plainly' || back === 'withdraw') return { kind: 'refuses' }
  if (isQuestion(lines)) return { kind: 'asks' }
  const typed = withoutWishesAboutEmail(withoutContactBlock(lines, known, /[|,•·]/))
  const agrees = isAgreement(typed.map(withoutHarmless), known)
  return agrees === 'yes' || (agrees === 'politely' && !unread) ? { kind: 'confirms' } : { kind: 'asks' }
}

const EXPLICIT_WITHDRAWAL = anywhere([
  'withdraw[a-z]*',
  'unsign',
  'retract',
  'retirer?',
  'retirar',
  'retiro',
  'ritir(?:o|are|ate)',
  'widerruf[a-z]*',
  'zurück[a-z]*',
  'intrekken',
  'trek',
  'my signature',
])

/** "Yes, but don't publish my name" refuses nothing. */
function withoutCountOnly(lines: readonly string[]): string[] {
  return lines
    .flatMap(line => sentencesOf(line))
    .flatMap(sentence => sentence.split(/,/))
    .map(part => (asksCountOnly(fold(part)) ? 'ok' : part))
}

/** "No, my name is Ada King" says no to the details, not to signing. */
function startsWithMereNo(lines: readonly string[]): boolean {
  const rest = lines.join('\n').replace(/^\s*(?:no|nein|non|não|nee)\s*[,.:;!–-]\s*/iu, '')
  return rest !== lines.join('\n') && !refusesPlainly(rest)
}

/** Of email, or of the signature? */
const LEAVES_EMAIL = /^\W*(?:unsubscribe|desabonnement|abmelden|afmelden|uitschrijven)\W*$/u

/** Reads a reply to a receipt ("Your signature is number 4,213"). 'asks' if in doubt. Pure, linear. */
export function understandManageReply({ subject, text, shown, fromName }: AnswerSources): ManageReply {
  const own = isReplySubject(subject) ? '' : subject
  const lines = contentOf(text)
  const back = takesBack(own, text)
  if (back === 'erase') return { kind: 'erase' }
  if (back === 'withdraw')
    return LEAVES_EMAIL.test(fold(lines.join(' '))) ? { kind: 'asks' } : { kind: 'withdraw' }
  if (lines.length === 0) return { kind: 'thanks' }
  const joined = lines.join('\n')
  if (isQuestion(lines)) return { kind: 'asks' }
  if (takesBackAmongOthers(joined)) return { kind: 'perhaps-withdraw' }
  const corrected =
    joined.length <= 2_000
      ? correction({ lines, shown, fromName, own: knownTokens(shown?.name, fromName) })
      : undefined
  const refusal = refuses(withoutCountOnly(lines).join('\n'))
  if (corrected !== undefined && (refusal !== 'plainly' || startsWithMereNo(lines)))
    return { kind: 'corrects', written: corrected }
  if (refusal === 'plainly' && DENIES.test(fold(joined)) && wordCount(joined) <= 40)
    return { kind: 'withdraw' }
  const known = knownTokens(shown?.name, shown?.occupation, shown?.organisation, fromName)
  return refusal === 'none' && isAgreement(lines, known) !== undefined ? { kind: 'thanks' } : { kind: 'asks' }
}

/** "It wasn't me" in reply to a receipt withdraws the signature: the owner of the mailbox says so. */
const DENIES = anywhere([
  '(?:was|is)(?:n.?t| not) me',
  'not me',
  '(?:did|have|do)(?:n.?t| not| never) (?:sign|signed|want to sign|ask|asked)',
  'never (?:signed|asked)',
  'remove me',
  'take me off',
  'wrong person',
  'pas moi',
  "n'ai (?:pas|rien|jamais) (?:signé|demandé)",
  'war ich nicht|ich war das nicht|nicht unterschrieben',
  'no fui yo|no he firmado|no firmé',
  'non sono stat[oa] io|non ho (?:mai )?firmato',
  'não fui eu|não assinei',
  'ik was (?:dit|dat|het) niet|niet getekend|niet ondertekend',
])
