// Reading what a person typed: lines, sentences, and what a piece of a sentence is (a consent, a greeting, a
// closing, a name, an occupation). Everything here is linear in the text and bounded by it.

import { canBeName, cleanField, graphemeCount } from '../details.ts'
import { anywhere, atStart, everywhere, fold, wordSet, wordsOf } from './fold-text.ts'
import {
  AGAINST_WORDS,
  ASKING_STARTS,
  CLOSINGS,
  GREETING_WORDS,
  MANNERS_WORDS,
  NEGATORS,
  PLAIN_WORDS,
  YES_WORDS,
} from './lexicon.ts'
import { COMPANY_FORMS, NAME_SUFFIXES, OCCUPATIONS, ORGANISATION_WORDS } from './lexicon-occupations.ts'
import { COUNT_ONLY } from './lexicon-requests.ts'

// A mail is read from both ends: who signs stands at the start or in the sign-off (UTF-16 units).
const READ_AT_START = 24_576
const READ_AT_END = 8_192

function readable(text: string): string {
  if (text.length <= READ_AT_START + READ_AT_END) return text
  return `${text.slice(0, READ_AT_START)}\n${text.slice(-READ_AT_END)}`
}

/** The lines of a text, each clean, blank ones as ''. Quoted lines ("> …") are somebody else's words and left out. */
export function linesOf(text: string): string[] {
  return readable(text)
    .split(/\r\n|[\n\r\u2028\u2029\u0085\v\f]/)
    .map(line => line.replace(/\t+/g, (_, at: number) => (at === 0 ? ' ' : ' | ')))
    .map(line => (/^[\x20-\x7e]*$/.test(line) ? line.trim().replace(/ {2,}/g, ' ') : cleanField(line)))
    .filter(line => !line.startsWith('>'))
}

const ABBREVIATIONS = wordSet(
  'dr prof mr mrs ms mx jr sr st mt ph dipl ing mag med phil sig sra dott dra hr fr frl mme mlle m ir drs inc ltd co corp nr no bzw ca vs etc e.g i.e z b d h u a',
)

/** Cuts a line after . ! ? … followed by a space, but not after an initial or an abbreviation. */
export function sentencesOf(line: string): string[] {
  const sentences: string[] = []
  let start = 0
  for (const end of line.matchAll(/[.!?…;](?=\s)|[。！？]/gu)) {
    const before = line.slice(Math.max(start, end.index - 12), end.index)
    const lastWord = fold(before.split(/[\s.]/).at(-1) ?? '')
    // "Tiny Publishers Ltd. Eve Moss" is two: after a company's form only a small letter goes on.
    const endsCompany =
      COMPANY_FORMS.has(lastWord) && /^\s+\p{Lu}/u.test(line.slice(end.index + 1, end.index + 4))
    const abbreviated = lastWord.length <= 1 || (ABBREVIATIONS.has(lastWord) && !endsCompany)
    if (end[0] === '.' && abbreviated && /\p{L}$/u.test(before)) continue
    sentences.push(line.slice(start, end.index + 1).trim())
    start = end.index + 1
  }
  sentences.push(line.slice(start).trim())
  return sentences.filter(sentence => sentence !== '')
}

/** Words that are never part of a name and give a sentence away: pronouns, auxiliaries, verbs of this business. */
const TELLING_WORDS = wordSet(
  "i we you he she they it my your our their his her its this that these those is are was were been being am have has had does did would could should must shall might cannot because since although but if when while what which who whom whose why how there here please thanks thank hello sorry sign signing signed signature petition petitions i'm i'd i've i'll we're it's that's don't agree agreed support supporting count add include confirm want think believe hope know feel thought makes make made get got going come comes about against also very much more most some any every each than then so such only just even still again into onto upon within after before during through",
  "je j'ai tu il nous vous ils elles ce cette ces mon ma mes notre votre vos leur est sont suis sommes avons avez ont été être avoir pour dans avec sur mais car parce que qui quoi dont où merci bonjour signe signer signature pétition soutiens soutenir c'est j'aime très plus aussi comme tout tous toutes contre",
  'ich wir du ihr sie mein meine unser unsere dein ist sind war waren bin habe haben hat werden wird würde kann können muss soll möchte weil dass wenn aber oder nicht auch sehr mit für auf bei bitte danke hallo unterschreibe unterschrift petition finde unterstütze diese dieser dieses euch eure',
  'yo nosotros ustedes ellos este esta esto soy estoy somos tengo para por con pero porque que como muy más también firmo firma petición gracias hola apoyo quiero nuestra nuestro es son',
  'io noi voi loro questo questa sono siamo ho abbiamo per con ma perché che come molto più anche firmo firma petizione grazie ciao sostengo voglio nostra nostro è',
  'eu nós vocês eles este esta isto sou somos tenho temos para por com mas porque que como muito mais também assino assinatura petição obrigado obrigada olá apoio quero nossa nosso é são',
  'ik wij jij jullie zij mijn onze deze dit dat is zijn was ben heb hebben heeft maar omdat als wanneer voor met ook zeer graag teken handtekening petitie bedankt hallo steun wil',
)

/** Nouns and adjectives of such mails: a line made only of these is a remark or a title, not a name. */
const TOPIC_WORDS = wordSet(
  'fair training ai art artist artists creative creators creator creations rights right copyright statement open public letter petition campaign signature sign signatures name good great nice excellent brilliant awesome cool wow bravo yes support supporter supporting join joining me too in solidarity confirm confirmation subject test hello world new important cause work works idea initiative thing things justice freedom human humans people music literature film television theatre theater industry data privacy future now today tomorrow monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december regarding request application form add adding count up down submission response answer message question info information information urgent fwd re untitled none anonymous anonym anonyme anoniem anonimo anónimo individual myself person private independent freelance self employed unemployed no subject stop machine learning model models generative unlicensed use theft stealing against tech big fantastic wonderful amazing perfect fully absolutely totally truly honestly well done finally seriously way go keep it signatory signatories endorsement supporting supported home office dear attached document list our all both ok okay thumbs luck see attached attachment find enclosed going sent iphone android outlook kind regards best sincerely greetings sender unknown user',
  'signature pétition soutien soutenir droits droit auteur auteurs juste liberté merci bonne idée initiative texte tribune appel lettre ouverte demande objet sans rien contre bonjour bravo accord moi aussi',
  'unterschrift unterstützung petition aufruf brief offener gerecht gerechtigkeit freiheit kunst urheber urheberrecht rechte gute idee sache aktion tolle wichtig bitte ja ich auch kein betreff mitzeichnung mitunterzeichnung',
  'firma apoyo petición carta abierta derechos autor justo justicia libertad buena idea iniciativa manifiesto adhesión sin asunto yo también',
  'firma sostegno adesione petizione lettera aperta diritti autore giusto giustizia libertà buona idea iniziativa appello nessun oggetto anche io',
  'assinatura apoio petição carta aberta direitos autor justo justiça liberdade boa ideia iniciativa manifesto sem assunto também eu',
  'handtekening steun petitie brief rechten auteursrecht eerlijk rechtvaardigheid vrijheid goed idee initiatief oproep geen onderwerp ik ook steunbetuiging ondertekening',
)

const CJK_SENTENCE =
  /署名|賛同|签名|簽名|支持|同意|します|ました|です|ます|서명|동의|합니다|我|请|請|ください|お願い/u

const PARTICLES = wordSet(
  'de da do dos das du des del della dello dei degli di d van von der den het ter ten te vom zu zum zur la le las los el al bin ibn bint ben ap af av e y i und of san santa st tot in op aan auf und af til ō',
)

const NAME_WORD = /^["“'‘(«]?[\p{L}\p{M}](?:[\p{L}\p{M}'’.·\-–‑]|\u200c|\u200d)*["”'’)»]?,?$/u
const HAS_CASE = /^[\p{Lu}\p{Lt}\p{Ll}]/u

export function isCommonWord(word: string): boolean {
  return (
    TOPIC_WORDS.has(word) ||
    TELLING_WORDS.has(word) ||
    YES_WORDS.has(word) ||
    PLAIN_WORDS.has(word) ||
    MANNERS_WORDS.has(word) ||
    GREETING_WORDS.has(word) ||
    AGAINST_WORDS.has(word) ||
    NEGATORS.has(word)
  )
}

/** "I", "this", "sign": words of sentences, never of a name. */
export function isTelling(word: string): boolean {
  return TELLING_WORDS.has(word)
}

type NameShape = 'capitalised' | 'plain' | 'mixed' | 'no'

/**
 * Does this look like somebody's name? 'capitalised' (or a script without case): yes. 'plain': typed in lower case,
 * 'mixed': "Ada lovelace"; both could be one. Suffixes after a comma ("Jane Roe, PhD") belong to it.
 */
export function nameShape(raw: string): NameShape {
  const text = raw.replace(/[\s.!,;:]+$/u, match =>
    match.startsWith('.') && /\b(?:jr|sr|dr|\p{L})$/iu.test(raw.slice(0, -match.length)) ? '.' : '',
  )
  if (text.length > 300 || graphemeCount(text, 80) > 80 || !canBeName(text)) return 'no'
  const parts = text
    .split(' ')
    .filter(word => !/^(?:\p{Extended_Pictographic}|\u200d|\ufe0f|\p{Emoji_Modifier})+$/u.test(word))
  if (parts.length === 0 || parts.length > 10 || !parts.every(part => NAME_WORD.test(part))) return 'no'
  if (CJK_SENTENCE.test(text)) return 'no'
  const words = wordsOf(fold(text))
  const proper = words.filter(word => !PARTICLES.has(word))
  if (proper.length === 0) return 'no'
  if (proper.every(word => word.length === 1) && proper.length > 1 && !/\./.test(text)) return 'no'
  if (proper.every(word => isCommonWord(word) || OCCUPATIONS.has(word))) return 'no'
  const telling = proper.filter(word => TELLING_WORDS.has(word) || CLEAR_NEGATORS.has(word))
  // "Will", "May" and "Hope" are names; "I", "this" and "sign" are not.
  if (telling.length > 0) return 'no'
  if (proper.length > 2 && proper.some(word => ORGANISATION_WORDS.has(word))) return 'no'
  if (proper.length === 2 && proper.some(word => ORGANISATION_WORDS.has(word) && !ALSO_SURNAMES.has(word)))
    return 'no'
  if (proper.length === 1 && proper.some(word => ORGANISATION_WORDS.has(word))) return 'no'
  const lower = parts.filter(part => {
    const bare = part.replace(/^["“'‘(«]/u, '')
    if (PARTICLES.has(fold(bare).replace(/[^\p{L}]/gu, ''))) return false
    return HAS_CASE.test(bare) && /^\p{Ll}/u.test(bare) && !/^\p{Ll}{1,2}['’]\p{Lu}/u.test(bare)
  })
  if (lower.length === 0) return 'capitalised'
  if (lower.length === proper.length) return 'plain'
  return lower.length === 1 ? 'mixed' : 'no'
}

const CLEAR_NEGATORS = wordSet(
  "not never don't dont didn't didnt wasn't won't nicht kein keine pas jamais niet geen nunca não niente",
)
const ALSO_SURNAMES = wordSet(
  'church press band bond trust union forum casa maison rat labs lab club chambers school college opera rete kirche',
)

export function wordCount(raw: string): number {
  return wordsOf(fold(raw)).length
}

const DIGITS_OF_A_NUMBER = /\d[\d\s()./-]{4,}/

/** Could this stand after a name as what the person does? Not a sentence, not an address, not a number. */
export function looksLikeOccupation(raw: string): boolean {
  const text = raw.trim()
  if (text.length > 600 || graphemeCount(text, 100) > 100 || /[?!<>{}]|@\S|:\/\//.test(text)) return false
  if (!/\p{L}/u.test(text) || DIGITS_OF_A_NUMBER.test(text) || !canBeName(text)) return false
  const words = wordsOf(fold(text))
  if (words.length === 0 || words.length > 10) return false
  if (words.every(word => isCommonWord(word) && !OCCUPATIONS.has(word) && !ADJECTIVES.has(word))) return false
  if (CJK_SENTENCE.test(text)) return false
  return !words.some(word => SENTENCE_WORDS.has(word))
}

const ADJECTIVES = wordSet('freelance independent unemployed retired private human creative self employed')

/** A smaller set than TELLING_WORDS: "professor with the …", "maître de conférences dans …" are occupations. */
const SENTENCE_WORDS = wordSet(
  "i we you he she they it my your our this that these those is are was were been am i'm we're it's that's would could should must cannot because although but if what why please thanks thank hello hereby think believe agree want count don't not",
  "je j'ai tu nous vous ce cette ces est sont suis avons merci bonjour mais parce c'est signe pas",
  'ich wir mein unser ist sind bin habe haben weil dass wenn aber bitte danke hallo unterschreibe nicht',
  'yo nosotros soy estoy somos tengo pero porque gracias hola firmo no',
  'io noi sono siamo abbiamo perché grazie ciao firmo non',
  'eu nós sou somos temos mas porque obrigado olá assino não',
  'ik wij mijn deze dit ben heb hebben maar omdat bedankt hallo teken niet',
)

export function holdsOccupation(raw: string): boolean {
  return wordsOf(fold(raw)).some(word => OCCUPATIONS.has(word)) || OCCUPATION_ENDING.test(fold(raw))
}

const OCCUPATION_ENDING =
  /(?:[a-z]{3}(?:ologist|ographer|ician|maker|writer|smith|wright|keeper|master|istin|login|ologe|ologue|logo|loga|logist))$/

export function isOccupationOnly(raw: string): boolean {
  const words = wordsOf(fold(raw))
  const last = words.at(-1)
  const first = words[0]
  if (last === undefined || first === undefined || words.some(word => ORGANISATION_WORDS.has(word)))
    return false
  return OCCUPATIONS.has(last) || OCCUPATIONS.has(first) || OCCUPATION_ENDING.test(last)
}

export function looksLikeOrganisation(raw: string): boolean {
  return wordsOf(fold(raw)).some(word => ORGANISATION_WORDS.has(word))
}

export function isNameSuffix(raw: string): boolean {
  const bare = fold(raw).replace(/[.\s]/g, '')
  return bare.length > 0 && bare.length <= 10 && NAME_SUFFIXES.has(bare)
}

const COUNT_ONLY_ANYWHERE = anywhere(COUNT_ONLY)

export function asksCountOnly(folded: string): boolean {
  return COUNT_ONLY_ANYWHERE.test(folded)
}

const CLOSING_START = atStart(CLOSINGS)

/** Where the closing phrase at the start of this folded line ends, or 0. */
export function closingLength(folded: string): number {
  return CLOSING_START.exec(folded)?.[0].length ?? 0
}

const ASKING_START = atStart(ASKING_STARTS)

export function startsAsking(folded: string): boolean {
  return ASKING_START.test(folded.replace(/^[^\p{L}]+/u, ''))
}

/** Words that may stand in a plain yes, greeting, thanks or closing. No negation is among them. */
export function isAgreeableWord(word: string): boolean {
  if (NEGATORS.has(word) || AGAINST_WORDS.has(word)) return false
  return YES_WORDS.has(word) || PLAIN_WORDS.has(word) || MANNERS_WORDS.has(word) || GREETING_WORDS.has(word)
}

/** Consent and nothing else: "I sign", "count me in, please", "Ja, gerne!", "+1". */
export function isConsent(folded: string): boolean {
  if (/^\W*\+\s?1\W*$/u.test(folded)) return true
  const words = wordsOf(folded)
  if (words.length === 0 || words.some(word => !isAgreeableWord(word))) return false
  return words.some(word => YES_WORDS.has(word) || SIGNING_WORDS.has(word))
}

const SIGNING_WORDS = wordSet(
  'count add include name signature petition list sign trage trag ajoutez añadan aggiungete adicionem zet nombre nome naam unterschrift firma assinatura handtekening in',
)

const CONSENT_SOMEWHERE = everywhere([
  'sign(?:s|ing|ed)?',
  'cosign|co-sign',
  'count (?:me|us) in',
  'add (?:me|us|my|our)',
  'include (?:me|us|my)',
  'put (?:me|us|my name)',
  '(?:i|we)(?: fully| strongly| also| wholeheartedly| would like to| want to| am happy to)? (?:support|endorse|agree|second|back|approve)',
  'i.?m in',
  'signe[rz]?|signons|soussignée?',
  'je soutiens|nous soutenons|ajoutez[- ]moi|ajoutez mon nom',
  'unterschreib(?:e|en)|unterzeichne[n]?|mitzeichnen|zeichne|bin dabei|trag(?:t|en sie)? mich',
  'firm(?:o|ar|amos|are|iamo)|suscribo|sottoscrivo|aderisco|adhiero|me sumo|me uno',
  'assin(?:o|ar|amos)|subscrevo|(?:onder)?teken(?:en)?',
  'подписыва[а-я]*',
  'подпишите|поддерживаю|підписую|podpisuj[a-z]*|skriver under|allekirjoitan',
])

/** Consent among other words: "I have thought about this and I sign". Says nothing about negation. */
export function mentionsSigning(folded: string): boolean {
  CONSENT_SOMEWHERE.lastIndex = 0
  return CONSENT_SOMEWHERE.test(folded) || CJK_SENTENCE.test(folded)
}

export function isNegated(folded: string): boolean {
  return wordsOf(folded).some(word => NEGATORS.has(word) || word.startsWith("n'") || word.endsWith("n't"))
}

// "Cara Delevingne, model" is no greeting; "Cara Anna," is.
const ALSO_FORENAMES = wordSet(
  'cara caro cher chère lieve beste liebe lieber salve welcome yo tag dia bom boa bon',
)

/**
 * Cuts a greeting off the front: "Hello all, I sign" → "I sign". A line that is only a greeting leaves ''.
 * `keep` says that what follows is no addressee (an introduction, a consent).
 */
export function cutGreeting(raw: string, keep: (folded: string) => boolean): string {
  let rest = raw
  for (let turn = 0; turn < 3; turn += 1) {
    const folded = fold(rest)
    const first = /^[^\p{L}]*([\p{L}\p{M}]+)/u.exec(folded)
    if (first?.[1] === undefined || !GREETING_WORDS.has(first[1])) return rest
    if (ALSO_FORENAMES.has(first[1]) && !/[,!:]\s*$/.test(rest)) return rest
    const after = rest.slice(first[0].length)
    const foldedAfter = folded.slice(first[0].length)
    const separator = /^[^\p{L}\p{N}]*[,!.:;\-–—][^\p{L}\p{N}]*/u.exec(foldedAfter)
    if (separator !== null) {
      rest = after.slice(separator[0].length)
      continue
    }
    const spaced = foldedAfter.replace(/^\s+/, '')
    if (keep(spaced)) return after.trim()
    const end = /[,!.:;]|\s[-–—]\s/u.exec(foldedAfter)
    if (end !== null && end.index <= 80) {
      rest = after.slice(end.index + end[0].length).trim()
      return rest
    }
    return wordsOf(foldedAfter).length <= 6 ? '' : rest
  }
  return rest
}
