// Reads what an email to a petition asks for. Signers may write anything, so an email is taken for a signature unless it
// clearly withdraws, erases or asks: the answer to a signature shows everything and binds nobody. The steps:
//
// 1. `emailOf`: the writer's own words, in lines and sentences.
// 2. `commandOrTakenBack`: a command, or the whole email takes something back ("Please withdraw my signature").
// 3. `wholeWish`: the whole email asks for help, or declines.
// 4. `signerIn`: the details of whoever would sign, and whether somebody else would.
// 5. `signsNow` and the labels: does anything in it sign?
// 6. `wishOfNoSigner`: if not, its sentences may decline, ask, or speak of something else.
// 7. Otherwise it is a signature. If no sentence wishes to join, it becomes an offer ("Would you like to sign?").

import { type SaidCommand, understandCommand } from './commands/understand-command.ts'
import {
  asksCountOnly,
  asksNotToPublish,
  isAgreeableWord,
  isConsent,
  isNegated,
  mentionsJoining,
} from './consent.ts'
import { withoutContactLines } from './contact-lines.ts'
import { labelsInLine } from './details/labels.ts'
import { isCommonWord, isShortened } from './details/name-shape.ts'
import { withRepresentative } from './details/organisation-speaks.ts'
import { severalPeople } from './details/several-people.ts'
import { fieldsOf, personFrom, type Written } from './details/signer-fields.ts'
import { signsForAnother } from './details/signs-for-another.ts'
import { findWritten, sharesToken } from './details/written-details.ts'
import { atStart, fold, whole, wordCount, wordsOf } from './fold-text.ts'
import { HELP_WHOLE, NOT_IN_PERSON, ON_BEHALF } from './lexicon/requests.ts'
import { POLITE_REQUESTS } from './lexicon/words.ts'
import {
  closingLength,
  contentOf,
  cutGreeting,
  GOES_ON,
  isProse,
  linesOf,
  maskEnclosed,
  ownWords,
  sentencesOf,
  startsAsking,
  unwrapped,
} from './lines.ts'
import {
  agreesNow,
  asksForState,
  asksIndirectly,
  clausesOf,
  declinesToSign,
  isPastWish,
  isUndecided,
  maySayNo,
  signsNow,
  wantsToJoin,
} from './own-signature.ts'
import { refusesPlainly, soundsAutomatic, speaksOfEmail, withoutCountOnly } from './refusal.ts'
import { asksForMore, isABill, isAdvert, isSomethingElse, SHORTEST_LETTER } from './something-else.ts'
import { bareSubject, commandSubject, isReplySubject, ownSubject } from './subject.ts'
import {
  mentionsTakingBack,
  takesBack,
  takesBackAmongOthers,
  wantsToBeGone,
  whatToRemove,
} from './take-back.ts'
import { bareText, OF_ONESELF } from './whole-text.ts'

export type { Written } from './details/signer-fields.ts'

export type Request =
  /**
   * `several`: more than one person is named; `written` is the sender alone.
   * `another`: the From header names somebody else, or a name that is not to be published
   */
  | { kind: 'sign'; written: Written; several?: true; another?: true }
  | { kind: 'withdraw' }
  | { kind: 'erase' }
  /** takes it back, and says more: to be asked about */
  | { kind: 'perhaps-withdraw' }
  | { kind: 'help' }
  | { kind: 'question' }
  /** says that they do not sign; `only`: and nothing else */
  | { kind: 'declines'; only: boolean }
  /** asks what has become of their signature, or misses it */
  | { kind: 'state' }
  /**
   * is plainly no signature: an invoice, an offer, a journalist's question.
   * `perhaps`: sentences in which we find no wish to sign, in any language that we know; the signer they would make
   */
  | { kind: 'elsewhere'; perhaps?: Written }
  /** speaks of taking something off, or of email; asks neither to sign nor to be taken off */
  | { kind: 'unclear' }
  | SaidCommand

export interface RequestSources {
  /** the decoded subject, with its "Re:" */
  subject: string
  /** only what the person typed: no quotes, no signature block */
  text: string
  /** the signature block: it may give details, and holds no wish */
  block?: string | undefined
  /** the From header's display name: it settles doubts and is never copied into `written` */
  fromName?: string | undefined
  /** the slugs that exist: one that is an ordinary word is still read as a petition */
  slugs?: ReadonlySet<string> | undefined
  /** whether From organises a petition */
  organises?: boolean | undefined
  /** "tomorrow" is a day after this */
  now?: Date | undefined
}

// They end a sentence: "put me down, Ada Lovelace ;) I was born there"
const SMILEYS = /(?<=\s)[:;=]-?[()DP](?=\s|$)/gu

// "Helena Vanve, sorry Helena VANCE"
const MISTYPED =
  /(?<!\p{L})(\p{Lu}\p{L}+) \p{Lu}\p{L}+,? (?:[Ss]orry|I mean|[Pp]ardon|Entschuldigung|[Pp]erdón|[Ss]cusate|[Dd]esculpem?),? (?=\1 )/gu

const HELPS = whole(HELP_WHOLE)
const POLITE = atStart(POLITE_REQUESTS)

/** Reads an email to a petition. Pure, linear, never throws. */
export function understandRequest(sources: RequestSources): Request {
  const email = emailOf(sources)
  return commandOrTakenBack(sources, email) ?? wholeWish(email) ?? signatureOrLess(email, sources.block)
}

interface Email {
  /** the subject's own words */
  own: string
  text: string
  /** Above an empty text, the subject is what they say. */
  said: string
  lines: readonly string[]
  /** the sentences besides greetings and closings */
  content: readonly string[]
  fromName: string
}

function emailOf({ subject, text: typed, fromName = '' }: RequestSources): Email {
  const own = ownSubject(subject)
  const calm = withoutShouting(
    unwrapped(ownWords(withMarks(typed)))
      .replace(SMILEYS, '.')
      .replace(MISTYPED, ''),
    fromName,
  )
  const text = withoutContactLines(
    withRepresentative(calm.split('\n').map(signerInstead).join('\n'), fromName),
  )
  const said = /\S/.test(text) ? text : own
  const lines = linesOf(said)
  return { own, text, said, lines, content: significant(lines), fromName }
}

// "full stop", as somebody says who dictates
const SPOKEN_MARKS =
  /\s(?:full stop|new (?:line|paragraph)|punto(?: y aparte)?|coma|ponto(?: final)?|vírgula|virgola|comma|komma|punkt|punt|virgule|point)(?=\s|$)/giu

/** Puts the marks that somebody has dictated: "I sign full stop I am Ada Lovelace comma composer". */
function withMarks(text: string): string {
  const said = text.match(SPOKEN_MARKS) ?? []
  if (/[.,;]/.test(text) || (said.length < 2 && !/\sfull stop\s/i.test(text))) return text
  // "What is the point"
  if (said.every(mark => /point/iu.test(mark))) return text
  return text.replace(SPOKEN_MARKS, mark => (/[ck]om+a|v[ií]rg/iu.test(mark) ? ',' : '.'))
}

/** A signer who writes only "remove" or "undo" withdraws; one who writes "help" asks how to sign. */
function commandOrTakenBack(sources: RequestSources, { own, text }: Email): Request | undefined {
  const { subject, slugs, organises, now } = sources
  const command = understandCommand({
    subject: commandSubject(subject),
    text: sources.text,
    slugs,
    organises,
    reply: isReplySubject(subject),
    now,
  })
  const back = takesBack(own, text)
  if (command !== undefined && command.words !== 'help') {
    const alone = !command.words.includes(' ') && command.fields === undefined
    if (!alone || (organises && command.words === 'undo') || back === undefined) return command
  }
  if (back === undefined) return undefined
  const isOfEmail = back === 'withdraw' && whatToRemove(`${own}\n${text}`) === 'asks'
  return { kind: isOfEmail ? 'perhaps-withdraw' : back }
}

function wholeWish({ said, lines, content }: Email): Request | undefined {
  const [only = '', another] = content
  const asksHow = content.length === 0 ? /\?/.test(fold(said)) : HELPS.test(bareText(fold(only)))
  if (asksHow && another === undefined) return { kind: 'help' }
  return refusesPlainly(withoutCountOnly(lines).join('\n')) ? { kind: 'declines', only: true } : undefined
}

interface Signer {
  written: Written
  /** somebody else than From would sign */
  other: Written | undefined
  /** a name and an occupation stand above the signature block */
  rich: boolean
}

function signerIn({ own, text, lines, fromName }: Email, block = ''): Signer {
  const read = (body: string) => findWritten({ subject: own, text: body, fromName })
  const typed = read(text)
  const { kind, occupation, organisation } = typed
  const isBare = kind === undefined && occupation === undefined && organisation === undefined
  const isBelow = isBare && isOf(block, fromName)
  const below = isBelow ? read(`${text}\n\nRegards,\n${withoutContactLines(block)}`) : typed
  // "I sign, not the library: Nuria Cabanillas", above the library's block
  const whole = typed.name !== undefined && below.kind === 'organisation' ? typed : below
  // "F. von der Aue", above the block of Prof. Dr. Friederike von der Aue
  const short = wordsOf(fold(whole.name ?? ''))
  if (isBelow && short.some(word => word.length === 1)) {
    const { name = '' } = read(`Regards,\n${withoutContactLines(block)}`)
    if (isShortened(short, wordsOf(fold(name)))) whole.name = name
  }
  // Tom Abney writes from the reception's computer.
  const written = typed.name === undefined || sharesToken(typed.name, whole.name ?? '') ? whole : typed
  const other = labelsName(text) ? undefined : signsForAnother(lines, fromName)
  const above = aboveBlock(lines)
  const isEntered = () => {
    const { name, occupation, organisation } = above.length === lines.length ? typed : read(above.join('\n'))
    return name !== undefined && (occupation ?? organisation) !== undefined
  }
  const rich = other !== undefined || written.kind === 'organisation' || isEntered()
  return { written, other, rich }
}

function signatureOrLess(email: Email, block: string | undefined): Request {
  const { own, text, said, lines, fromName } = email
  const { written, other, rich } = signerIn(email, block)
  const isFound = other !== undefined || written.kind === 'organisation'
  // Jo Whitfield signs off with "Jo", which is a yes elsewhere, and N. Achterberg with "N.", which is a no.
  const fromWords = new Set(wordsOf(fold(fromName)))
  const isOwnName = (sentence: string) => wordsOf(fold(sentence)).every(word => fromWords.has(word))
  const content = email.content.filter((sentence, _, all) => all.length === 1 || !isOwnName(sentence))
  const questions = content.filter(isRealQuestion)
  const others = content.filter(sentence => !isRealQuestion(sentence) && !asksPermission(sentence))
  if (wantsToBeGone(said) && !content.some(agreesNow)) return { kind: 'perhaps-withdraw' }
  const isTorn =
    isUndecided(content) ||
    (other === undefined && !asksCountOnly(fold(said)) && declinesToSign(content) === 'declines')
  const signs =
    (!isTorn && !isAdvert(content) && others.some(sentence => !isOwnName(sentence) && signsNow(sentence))) ||
    lines.some(line => labelsInLine(line).some(({ label }) => label !== 'other'))
  // "She wants to sign. I do not."
  const wish =
    signs || other !== undefined
      ? undefined
      : wishOfNoSigner({ own, said, content, questions, rich, isFound, written })
  if (wish !== undefined) return wish
  // "Legal name: Miriam Okafor" above "Preferred name: Mira Okafor"
  const isLabelled = (line: string) => labelsInLine(line).some(({ label }) => label === 'other')
  const named = labelsName(text) ? lines.filter(line => !isLabelled(line)) : lines
  const sender = written.kind === 'organisation' ? undefined : severalPeople(named, fromName)
  const listed = written.listed === undefined ? {} : { listed: written.listed }
  const signer = { ...(sender ?? written), ...listed }
  // "Broken button" above "It does nothing", from nobody
  const { name = '', ...rest } = signer
  const isTopic = fold(name) === fold(own) && !fold(text).includes(fold(own))
  const hides =
    written.listed === false &&
    (signer.name !== undefined || content.some(isWish)) &&
    asksNotToPublish(fold(said))
  const asks =
    questions.length > 0 || (!rich && others.length < content.length) || content.some(asksIndirectly)
  // "Thank you for all this work" stands where a closing would.
  const isThanks = (sentence: string) => isProse(sentence) && closingLength(fold(sentence)) > 0
  const onlyThanks = !rich && !content.some(isProse) && lines.flatMap(sentencesOf).some(isThanks)
  const wishes =
    signs ||
    other !== undefined ||
    (isFound &&
      (!questions.some(sentence => mentionsJoining(fold(sentence))) || content.some(joinsPlainly))) ||
    hides ||
    !/\S/.test(text) ||
    (!asks && !onlyThanks && !isUndecided(content) && wantsToJoin(content, rich))
  if (!wishes || (!rich && !hides && content.some(isProse) && maySayNo(content)))
    return { kind: 'elsewhere', perhaps: isTopic ? rest : signer }
  if (other !== undefined) return { kind: 'sign', written: { ...other, ...listed }, another: true }
  return { kind: 'sign', written: signer, ...(sender !== undefined && { several: true }) }
}

/** "Can a publishing house sign?" is no wish. */
const joinsPlainly = (sentence: string) =>
  !sentence.includes('?') && mentionsJoining(fold(sentence)) && !isNegated(fold(sentence))

interface Said {
  own: string
  said: string
  content: readonly string[]
  questions: readonly string[]
  /** a name and an occupation stand somewhere */
  rich: boolean
  /** an organisation or somebody else is said to sign */
  isFound: boolean
  written: Written
}

/** "I sign, then." beside a sentence that declines, or one that speaks of joining and refuses nothing. */
function isWish(sentence: string): boolean {
  const joins = (clause: string) => mentionsJoining(clause) && !isNegated(clause) && !isPastWish(clause)
  return agreesNow(sentence) || (declinesToSign([sentence]) === undefined && clausesOf(sentence).some(joins))
}

/** The wish of a text that holds no consent and no label. Undefined: it may still be a signature. */
function wishOfNoSigner({
  own,
  said,
  content,
  questions,
  rich,
  isFound,
  written,
}: Said): Request | undefined {
  // "[#1234] Request received" is nobody's name; taken for one, it would rename a signer.
  if (!rich && soundsAutomatic(aboveBlock(linesOf(said)).join('\n'))) return { kind: 'help' }
  if (takesBackAmongOthers(said)) return { kind: 'perhaps-withdraw' }
  const asksCount = asksCountOnly(fold(said))
  if (!asksCount) {
    const declines = declinesToSign(content)
    // "I support the idea, but cannot sign this": an offer claims neither.
    if (declines === 'declines')
      return content.some(isWish)
        ? { kind: 'elsewhere', perhaps: written }
        : { kind: 'declines', only: false }
    if (
      isABill(linesOf(said)) ||
      (asksForMore([own, ...linesOf(said)]) && !isFound && !(rich && content.some(isWish)))
    )
      return { kind: 'elsewhere' }
    if (isAdvert(content) && !content.some(isWish)) return { kind: 'elsewhere' }
    if ((!rich || (written.kind === 'organisation' && questions.length > 0)) && asksForState(content))
      return { kind: 'state' }
    if (!rich && declines === 'cannot') return { kind: 'unclear' }
    if (!isFound && isSomethingElse(content, rich)) return { kind: 'elsewhere' }
  }
  if (rich) return undefined
  const isMarked = questions.some(sentence => /\?/.test(fold(sentence)))
  const isShort = questions.length > 0 && content.length === 1
  if ((isMarked || isShort) && !mentionsJoining(fold(said)))
    return { kind: wordCount(said) < SHORTEST_LETTER ? 'question' : 'elsewhere' }
  const isAboutOther = mentionsTakingBack(said) || content.some(speaksOfEmail)
  return isAboutOther && !asksCount ? { kind: 'unclear' } : undefined
}

// "Signed, with love," closes the email, and signs.
const SIGNED_OFF = atStart(['signed|signée?|unterschrieben|unterzeichnet|firmado|firmato|assinado|getekend'])

/** The sentences besides greetings and closings. */
function significant(lines: readonly string[]): string[] {
  return lines.flatMap(sentencesOf).flatMap(sentence => {
    const cut = cutGreeting(sentence, folded => startsAsking(folded) || POLITE.test(folded))
    const folded = fold(cut)
    const closing = closingLength(folded)
    const after = folded.slice(closing)
    const isClosing =
      closing > 0 && wordsOf(after).length <= 4 && !GOES_ON.test(after) && !SIGNED_OFF.test(folded)
    return wordsOf(folded).length === 0 || isClosing ? [] : [cut]
  })
}

/** "How do I sign?" and "Could you call me?" are questions, "Could you add my name?" is a wish. */
function isRealQuestion(sentence: string): boolean {
  const folded = bareText(fold(sentence))
  if ((POLITE.test(folded) || OF_ONESELF.test(folded)) && signsNow(sentence)) return false
  if (/\?/.test(maskEnclosed(fold(sentence)))) return true
  return startsAsking(folded) && wordCount(sentence) > 1
}

/** "May I sign as an amateur?" asks. "Please can I sign this?" is a wish. */
function asksPermission(sentence: string): boolean {
  const bare = bareText(fold(sentence))
  return sentence.includes('?') && OF_ONESELF.test(bare) && !isConsent(bare.replace(OF_ONESELF, ''))
}

/** Without the block of name, occupation and telephone below a letter: it stands there whatever the letter asks for. */
function aboveBlock(lines: readonly string[]): readonly string[] {
  // "Josie Bright (children's author)"
  const isPerson = (line: string) => personFrom(fieldsOf(line), false)?.occupation !== undefined
  const end = lines.findLastIndex(line => isProse(line) && !isPerson(line))
  // A question may stand right above it.
  const asks = lines.slice(0, end + 1).some(line => line.includes('?'))
  const gap = end === -1 ? -1 : asks && end + 1 < lines.length ? end + 1 : lines.indexOf('', end)
  return gap === -1 ? lines : lines.slice(0, gap)
}

/** Does the block name the writer? It may be a motto. "Nev" is Neville Grady. */
function isOf(block: string, fromName = ''): boolean {
  const known = wordsOf(fold(fromName)).filter(word => word.length > 2)
  return wordsOf(fold(block.split('\n', 1)[0] ?? '')).some(word => known.some(one => word.startsWith(one)))
}

/** Is the name given by a label such as "Name:", and not read out of a line? */
export function labelsName(text: string): boolean {
  return linesOf(ownWords(text)).some(line => labelsInLine(line).some(({ label }) => label === 'name'))
}

const IN_PERSON = atStart(NOT_IN_PERSON)
const OPENS_BEHALF = atStart(ON_BEHALF)
const FOR = /^(?:for|pour|für|por|per|voor) /iu
const INSTEAD = /^[\s,;:.–—-]*(?:(?:but|mais|sondern|sino|bensi|ma|mas|maar|rather)[\s,:]+)?/u

/** "I am not signing as an individual; Inkwell Films Ltd signs": the organisation alone speaks of signing. */
function signerInstead(line: string): string {
  const folded = fold(line)
  const found = IN_PERSON.exec(folded)?.[0].length
  if (found === undefined) return line
  const start = found + (INSTEAD.exec(folded.slice(found))?.[0].length ?? 0)
  const rest = line.slice(start)
  if (mentionsJoining(fold(rest))) return rest
  // "… but for my company, Inkwell"
  const behalf = rest.replace(FOR, 'on behalf of ')
  return OPENS_BEHALF.test(fold(behalf)) ? `We sign ${behalf}` : line
}

/** "/sign fair", as in a chat: the petition that is named so. */
export function petitionTyped(subject: string, text: string): string | undefined {
  const line = contentOf(text)[0] ?? bareSubject(subject)
  const slug = /^[/!](?:petition )?sign ["“«]?([\p{L}\p{N}_-]{1,60})[.”"»]{0,3}$/iu
    .exec(line)?.[1]
    ?.toLowerCase()
  return slug === undefined || isAgreeableWord(fold(slug)) ? undefined : slug
}

/** Writes the common words of a text in capitals small, so that its names stand out: "please ADD my name, GEORGE PRITCHETT". */
function withoutShouting(text: string, fromName = ''): string {
  // "WILL SMITH", from Will Smith
  const names = wordsOf(fold(fromName))
  const isOfSentences = (word: string) => isCommonWord(fold(word)) && !names.includes(fold(word))
  if (/\p{Ll}/u.test(text) || wordsOf(text).filter(isOfSentences).length < 3) return text
  return text.replace(/[\p{L}'’]+/gu, word => (isOfSentences(word) ? word.toLowerCase() : word))
}
