// Does a text look like somebody's name?

import { canBeName } from '../../details.ts'
import { CJK_SENTENCE } from '../consent.ts'
import { fold, wordSet, wordsOf } from '../fold-text.ts'
import { NAME_SUFFIXES, OCCUPATIONS, ORGANISATION_WORDS } from '../lexicon/occupations.ts'
import {
  AGAINST_WORDS,
  GREETING_WORDS,
  MANNERS_WORDS,
  NEGATORS,
  PLAIN_WORDS,
  YES_WORDS,
} from '../lexicon/words.ts'
import { isTitle } from '../lines.ts'
import { remembered } from '../remembered.ts'

/** Words of sentences, never of names: pronouns, auxiliaries, verbs of signing. */
const TELLING_WORDS = wordSet(
  "i we you he she they it my your our their his her its this that these those is are was were been being am have has had does did would could should must shall might cannot because since although but if when while what which who whom whose why how there here please thanks thank hello sorry sign signing signed signature petition petitions i'm i'd i've i'll we're it's that's don't agree agreed support supporting count add include confirm want think believe hope know feel thought makes make made get got going come comes about against with for from also very much more most some any every each than then so such only just even still again into onto upon within after before during through",
  "je j'ai tu il nous vous ils elles ce cette ces mon ma mes notre votre vos leur est sont suis sommes avons avez ont été être avoir pour dans avec sur mais car parce que qui quoi dont où merci bonjour signe signer signature pétition soutiens soutenir c'est j'aime très plus aussi comme tout tous toutes contre",
  'ich wir du ihr sie mein meine unser unsere dein ist sind war waren bin habe haben hat werden wird würde kann können muss soll möchte weil dass wenn aber oder nicht auch sehr mit für auf bei bitte danke hallo unterschreibe unterschrift petition finde unterstütze diese dieser dieses euch eure',
  'yo nosotros ustedes ellos este esta esto soy estoy somos tengo para por con pero porque que como muy más también firmo firma petición gracias hola apoyo quiero nuestra nuestro es son',
  'io noi voi loro questo questa sono siamo ho abbiamo per con ma perché che come molto più anche firmo firma petizione grazie ciao sostengo voglio nostra nostro è',
  'eu nós vocês eles este esta isto sou somos tenho temos para por com mas porque que como muito mais também assino assinatura petição obrigado obrigada olá apoio quero nossa nosso é são',
  'ik wij jij jullie zij mijn onze deze dit dat is zijn was ben heb hebben heeft maar omdat als wanneer voor met ook zeer graag teken handtekening petitie bedankt hallo steun wil',
)

/** With the words of the lexicon: a line of these alone is a remark, not a name. */
const REMARK_WORDS = wordSet(
  'right open public campaign awesome cool wow supporter join joining subject test world new cause work idea things people now today tomorrow monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december regarding application form adding down submission response answer message question info information urgent fwd re untitled anonymous anonym anonyme anoniem anonimo anónimo individual myself person private independent freelance self employed unemployed use big honestly done finally seriously way go keep signatory signatories endorsement supported home office attached document both luck see attachment find enclosed sent iphone android outlook sender unknown user years jaar jahre ans años anni anos',
  'soutien idée ouverte demande objet accord unterstützung offener gute idee sache wichtig betreff mitzeichnung mitunterzeichnung abierta buena adhesión sin asunto sostegno adesione aperta oggetto aberta ideia sem assunto onderwerp steunbetuiging ondertekening',
)

export function isCommonWord(word: string): boolean {
  return (
    REMARK_WORDS.has(word) ||
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

const PARTICLES = wordSet(
  't retd rtd de da do dos das du des del della dello dei degli di d van von der den het ter ten te vom zu zum zur la le las los el al bin ibn bint ben ap af av e y i und of san santa st tot in op aan auf und af til ō h c hc em phil med dent iur mult rer nat habil',
)

/** "de", "van": small words of many names, which tell nobody apart. */
export function isParticle(word: string): boolean {
  return PARTICLES.has(word)
}

const NAME_WORD = /^["“'‘’(«]?[\p{L}\p{M}](?:[\p{L}\p{M}'’.·\-–‑]|\u200c|\u200d)*["”'’)»]?,?$/u

// Jack Ma, Ada Vos, Tu Youyou.
const ALSO_NAMES = wordSet('ola ma vos tu qui son bin wil mas mai')

const ALSO_SURNAMES = wordSet(
  'church press band bond trust union forum casa maison rat labs lab club chambers school college opera rete kirche',
)

/** Words that look like an organisation's: "Sá" is a surname, and "Univ.-Prof." a title. */
export const NO_ORGANISATION = /(?<!\p{L})(?:Sá(?!\p{L})|Univ\.(?=[- ]?Prof))/u

type NameShape = 'capitalised' | 'plain' | 'mixed' | 'no'

/**
 * Does this look like somebody's name? 'capitalised' (or a script without case): yes. 'plain' (lower case) and 'mixed'
 * ("Ada lovelace"): possibly. Suffixes after a comma ("Jane Roe, PhD") belong to the name.
 */
export const nameShape = remembered((raw): NameShape => {
  const text = raw.replace(/(?<![\s.!,;:])[\s.!,;:]+$/u, '')
  const parts = text.split(' ')
  if (text.length > 80 || !parts.every(part => NAME_WORD.test(part))) return 'no'
  if (FAMILY.test(text) || CJK_SENTENCE.test(text) || !canBeName(text)) return 'no'
  const words = wordsOf(fold(text.replace(NO_ORGANISATION, '')))
  const proper = words.filter(word => !PARTICLES.has(word))
  if (proper.every(word => isCommonWord(word) || OCCUPATIONS.has(word))) return 'no'
  // "Will", "May" and "Hope" are names; "I", "this" and "sign" are not.
  if (proper.some(word => TELLING_WORDS.has(word) && !ALSO_NAMES.has(word))) return 'no'
  const ofOrganisations = proper.filter(word => ORGANISATION_WORDS.has(word))
  const isSurname = proper.length === 2 && ofOrganisations.every(word => ALSO_SURNAMES.has(word))
  if (ofOrganisations.length > 0 && !isSurname) return 'no'
  // "mr. drs. Jane van den Berg"
  const isSmall = (word: string) => PARTICLES.has(word) || isTitle(word)
  const main = parts.filter(
    part => !isSmall(fold(part).replace(/[^\p{L}]/gu, '')) && !/^\p{Ll}{1,5}\.$/u.test(part),
  )
  // Not "al-Haddad" and "d'Arcy"
  const lower = main.filter(part => /^\p{Ll}(?!\p{Ll}{0,3}[-‑'’]\p{Lu})/u.test(part))
  if (lower.length === 0) return 'capitalised'
  if (lower.length === main.length) return 'plain'
  return lower.length === 1 ? 'mixed' : 'no'
})

/** "Fam. Pätzold", "Mr and Mrs Weber", "The Ibbotsons" */
export const FAMILY =
  /^(?:(?:la|the) )?fam(?:\.|ilie|ille|iglia|[ií]lia|ily|ilj\p{L}*)\s|^(?:mr|m|herr|se[ñn]or|sig|sr|dhr)\.?,? (?:and|&|et|und|y|e|en) (?:mrs|ms|mme|frau|se[ñn]ora|sig\.?ra|sra|mevr)(?!\p{L})/iu
/** "The Ibbotsons", in a From header */
export const THE_FAMILY = /^The \p{Lu}\p{L}+s$/u

export function isNameSuffix(raw: string): boolean {
  return NAME_SUFFIXES.has(fold(raw).replace(/(?<=.)\s\(?hons\.?\)?$|[.\s]/g, ''))
}
