// Does somebody speak of a signature that they gave, or will not give? Neither signs, and neither removes anything.

import { isConsent, isNegated, isNegativeWord, mentionsJoining, mentionsSigning } from './consent.ts'
import { anywhere, everywhere, fold, whole, wordSet, wordsOf } from './fold-text.ts'
import { MINE_GIVEN } from './lexicon/leaving.ts'
import { HARMLESS, NO_FROM_ME, NOT_ALONE } from './lexicon/refusals.ts'
import {
  AS_IT_STANDS,
  ASKED_TO_SIGN,
  ASKS_INDIRECTLY,
  SIGNED_BEFORE,
  TWICE,
  WITHOUT_ME,
} from './lexicon/requests.ts'
import { closingLength, GOES_ON, isProse, MOST_PIECES } from './lines.ts'
import { refusesPlainly } from './refusal.ts'
import { CLAUSES, OF_ONESELF } from './whole-text.ts'

/** Signers wait for these, or look for them and do not find them. */
const AWAITED = wordSet(
  'signature signatures name list confirmation confirmed link email reply answer response receipt received receive registered recorded counted listed arrive arrived heard',
  'signature nom liste confirmation lien réponse reçu reçue recevoir enregistré enregistrée inscrit inscrite arrivé arrivée',
  'unterschrift name namen liste bestätigung bestätigungsmail link antwort erhalten bekommen angekommen eingegangen eingetragen registriert gezählt',
  'firma nombre lista confirmación enlace respuesta recibido recibí recibida llegado llegó llegada registrada registrado',
  'firma nome elenco lista conferma risposta ricevuto ricevuta arrivata arrivato registrata registrato risulta',
  'assinatura nome lista confirmação resposta recebi recebido recebida receberam chegou registada registrada',
  'potwierdzenie potwierdzenia odpowiedź odpowiedzi maila link podpis nazwisko nazwiska liście dostałem dostałam przyszło doszło',
  'handtekening naam lijst bevestiging antwoord ontvangen gekregen aangekomen binnengekomen geregistreerd erbij',
)

/** Verbs of what a signer does or will do. No past forms: "I have not signed" declines nothing. */
const SIGNING = whole([
  'sign(?:ing)?|(?:support|endors|subscrib)(?:e|ing)?',
  "sign(?:er[a-z]{0,4}|e|ons)|(?:m')?(?:souscri|soutien|souten|associ)[a-z]{0,6}",
  '(?:unter|mit)(?:schreib|zeichn|stütz|trag)(?:e|en|t)?',
  '(?:firm|apoy)(?:o|ar[a-z]{0,4})|suscrib(?:o|ir[a-z]{0,4})',
  '(?:firm|sottoscriv)(?:o|are|er[a-z]{0,4})|aderi(?:sco|re|amo|ro)',
  '(?:assin|apoi)(?:o|ar[a-z]{0,4})|subscrev(?:o|er[a-z]{0,4})',
  '(?:onder)?teken(?:en)?|steun(?:en)?',
  'podpis(?:ze|ac|uje)|(?:ne)?podepisu[a-z]{1,2}',
])

/** The name is given by other words than a verb of signing. */
const GIVING = anywhere([
  `(?:put(?:ting)?|lend(?:ing)?|giv(?:e|ing)|add(?:ing)?|mets|mettrai|prête|donne|donnerai|setze|gebe|pongo|pondré|doy|daré|metto|metterò|do|darò|ponho|porei|dou|darei|zet|geef)(?: it| pas| ich| ik)? ${MINE_GIVEN}`,
  'meine[n]? (?:namen|unterschrift) (?:her|dafür|darunter|hierfür)|skriv(?:a|er)(?: [a-z]{1,9})? under',
])

/** "I cannot sign" is as often about a broken page. */
const CANNOT = wordSet(
  "can't cannot cant couldn't couldnt can could able peux pouvais arrive n'arrive n'arrivais kann konnte können puedo pude podido posso potuto riesco riuscita riuscito consigo consegui kan kon lukt gelukt",
)

const SUPPORTING = anywhere([
  'support|endorse|stand behind|be (?:a )?part of|soutenir|unterstützen|apoyar|respaldar|sostenere|appoggiare|apoiar|steunen|poprzeć|stödja|støtte|támogatni|podpořit',
])

// "I am not sure I am allowed to sign", "je ne sais pas si je peux signer"
const IN_DOUBT = anywhere([
  "(?:not|n't|never) (?:[a-z]+ ){0,2}(?:sure|certain|know|clear|decided?)|(?:pas|plus) (?:[a-z]+ ){0,2}(?:sûre?|certaine?|décidée?)|sais pas",
  '(?:nicht|noch nicht) (?:[a-z]+ ){0,2}(?:sicher|klar|entschieden)|weiß (?:[a-z]+ ){0,2}nicht|no (?:sé|(?:[a-z]+ ){0,2}segur[oa])',
  'non (?:so|(?:[a-z]+ ){0,2}sicur[oa])|não (?:sei|(?:[a-z]+ ){0,2}(?:cert[oa]|certeza))|weet (?:[a-z]+ ){0,2}niet|niet (?:[a-z]+ ){0,2}zeker|nie (?:wiem|jestem pew(?:ien|na))',
  'undecided|unsure|unentschlossen|unschlüssig|unsicher|indécise?|indecis[oa]|twijfel|waham się',
])
// "ob ich unterschreiben will"
const ONLY_WHETHER = /(?<!\p{L})(?:whether|ob|czy)(?!\p{L})/u
const WHETHER = /(?<!\p{L})(?:whether|if|ob|si|se|of|czy)(?!\p{L})/u

const NOT_YET = wordSet('yet noch encore aún todavía ancora ainda nog jeszcze')

const SIGNED = anywhere(SIGNED_BEFORE)
const INVITED = anywhere(ASKED_TO_SIGN)
const ASKING = anywhere(ASKS_INDIRECTLY)
const TWO_TIMES = anywhere(TWICE)
const AS_IT_IS = anywhere(AS_IT_STANDS)
const LEAVING_OUT = anywhere([...NO_FROM_ME, ...WITHOUT_ME])

// "I sign because nobody asked me" and "I want to sign but not with my name" say no to something else.
const BUT_OR_BECAUSE =
  /\s(?:but|mais|aber|pero|ma(?=\snon?\s)|mas|maar|because|since|parce qu\S{0,2}|puisque|car|weil|denn|porque|pues|perche|poiche|pois|omdat|and|et|und|y|ed?|och|men)\s/u

// "Je signe sans hésiter" hesitates at nothing. "Without me" has been looked for.
const WITHOUT = /(?<!\p{L})(?:without|sans|bez|utan|uden)(?!\p{L})/gu

const NO_REFUSAL = everywhere([...HARMLESS, ...NOT_ALONE])

const refusesIn = (clause: string) => isNegated(clause.replace(WITHOUT, ' ').replace(NO_REFUSAL, ' '))

// "I sign so that no road is built", "firmo para que no pase"
const AIM = /\s(?:that|lest|(?:para|pour|afin|de) que|damit|dass|affinche|opdat|zodat|zeby|aby|hogy|att)\s/u

/** Without what somebody signs for: a no in it does not decline. */
function withoutAim(clause: string): string {
  const [before = ''] = clause.split(AIM)
  return saysSigning(before) ? before : clause
}

// "O meu nome é Ada", "il mio nome è Ada": folded, "is" would be "and".
const IS = /(?<=\s)[éè](?=\s)/gu

export const clausesOf = (sentence: string) =>
  fold(sentence.replace(IS, 'est'))
    .split(CLAUSES)
    .flatMap(clause => clause.split(BUT_OR_BECAUSE))
    .map(withoutAim)

const has = (words: ReadonlySet<string>) => (folded: string) => wordsOf(folded).some(word => words.has(word))

function saysSigning(clause: string): boolean {
  return GIVING.test(clause) || wordsOf(clause).some(word => SIGNING.test(word)) || SUPPORTING.test(clause)
}

/** "I sign", "Put me down": not "to sign", which may go on as "I leave to others". */
const OUTRIGHT = anywhere([
  '(?:i|we)(?:.m| am| do| hereby| gladly| also| will| shall|.ll| happily){0,3} sign(?:ing)?|(?:add|include|count|put|list|stick) (?:me|us|my name|our name)|i.m in|signed',
  'je (?:le |la |l.)?signe|nous signons|ajoutez|comptez|j.adhère|je m.associe',
  'unter(?:schreibe|zeichne) ich|ich (?:unterschreibe|unterzeichne|mache mit|bin dabei)|(?:tragt|tragen sie|nehmt|nehmen sie|setzt|setzen sie) mich',
  'firmo|firmamos|suscribo|me sumo|me adhiero|(?:añad|apunt|cuent|cont|pon|póng|súm|inclu)[a-záí]{1,6}me|cuenten conmigo',
  'firm(?:o|iamo)|sottoscrivo|aderisco|(?:aggiunge|mette|conta|inseri)temi|contate su di me',
  'assino|subscrevo|contem comigo|(?:incluam|ponham|adicionem|acrescentem)-me|me (?:incluam|adicionem)',
  'ik (?:onder)?teken|teken ik|(?:zet|voeg|neem|schrijf) (?:mij|me|mijn naam)|doe mee|ik doe mee',
])
const IN_TWO_MINDS = anywhere([
  'but|however|although|though|instead|unfortunately|sorry|afraid|rather|all the same|leave it|leaving it|decline|others',
  'mais|cependant|toutefois|hélas|malheureusement|désolée?|plutôt|pourtant|abst[a-z]{3,9}|renonc[a-z]{1,4}',
  'aber|allerdings|leider|jedoch|trotzdem|lieber|verzicht[a-z]{0,3}|sondern|absag[a-z]{0,3}|ablehn[a-z]{0,3}',
  'pero|sin embargo|lamento|lo siento|desgraciadamente|por desgracia|paso de|prefiero|absten[a-z]{1,5}|renunci[a-z]{1,3}',
  'ma non|però|tuttavia|purtroppo|mi spiace|mi dispiace|preferisco|asten[a-z]{1,5}|rinunci[a-z]{1,3}|declin[a-z]{1,4}',
  'mas|porém|contudo|infelizmente|lamento|prefiro|absten[a-z]{1,5}|renunci[a-z]{1,3}|declin[a-z]{1,4}',
  'maar|echter|helaas|toch|liever|sorry|afwij[a-z]{1,4}|onthoud[a-z]{0,2}|bedank',
])

/** Somebody speaks of signing, with a "but" or a "sorry", and never says outright that they sign: they may be declining. */
export function maySayNo(said: readonly string[]): boolean {
  const folded = said.slice(0, MOST_PIECES).map(fold)
  const isOutright = (clause: string) => isConsent(clause) || (OUTRIGHT.test(clause) && !refusesIn(clause))
  return (
    folded.some(one => IN_TWO_MINDS.test(one)) &&
    !folded.some(isOutright) &&
    !said.flatMap(clausesOf).some(isOutright)
  )
}

const UNDECIDED = anywhere([
  'leaning towards|only (?:[a-z]+ ){1,4}if|in two minds|sleep on (?:it|this)|(?:get|come) back to you|think (?:it|this) over|(?:need|want|going) to think|want to (?:understand|know|read|see) (?:it|this|that|more)(?: about (?:it|this|that))? first|make up my mind|not decided|(?:would|.d) (?:gladly |happily |have )?sign(?:ed)? [a-z ]{0,30}if(?! (?:i|we) (?:could|were|was))',
  '(?:vais|dois|veux) (?:y )?réfléchir|überlege (?:es )?(?:mir )?noch|muss (?:ich )?(?:noch |erst )?(?:darüber )?nachdenken|unentschieden|würde (?:ich )?[a-z ]{0,30}unterschreiben,? (?:wenn|falls)|signerais [a-z ]{0,30}si',
  'lo (?:pensaré|voy a pensar|estoy pensando)|ci (?:devo pensare|penso su|sto pensando)|vou pensar|denk er(?:over| nog over) na|muszę (?:to )?przemyśleć|zastanowię się|firmaría [a-z ]{0,30}si|firmerei [a-z ]{0,30}se|assinaria [a-z ]{0,30}se|zou [a-z ]{0,30}tekenen als',
])

/** "Let me sleep on it": beside it, no sentence is a plain wish. */
export function isUndecided(sentences: readonly string[]): boolean {
  return sentences.slice(0, MOST_PIECES).some(sentence => UNDECIDED.test(fold(sentence)))
}

/** "I signed yesterday and have had no confirmation", "My name is missing", "Did you get my signature?" */
export function asksForState(sentences: readonly string[]): boolean {
  const folded = sentences.map(fold)
  // "Please could my signature be added?" and "Could you put my name on it?" are wishes.
  const isWish = (clause: string) =>
    (OF_ONESELF.test(clause) && mentionsJoining(clause)) || mentionsSigning(clause)
  const asks = (clause: string) =>
    (clause.includes('?') && !isWish(clause)) || isNegated(clause) || ASKING.test(clause)
  const hasSigned = (sentence: string) =>
    SIGNED.test(sentence) && !(isNegated(sentence) && has(NOT_YET)(sentence))
  if (folded.some(hasSigned)) return folded.some(asks)
  return sentences.flatMap(clausesOf).some(clause => asks(clause) && has(AWAITED)(clause))
}

/** "I would like to know who organises this", "I do not know whether I may sign": without a question mark. */
export function asksIndirectly(sentence: string): boolean {
  const folded = fold(sentence)
  return ASKING.test(folded) || isInDoubt(folded)
}

function isInDoubt(folded: string): boolean {
  return IN_DOUBT.test(folded) && WHETHER.test(folded)
}

/** A clause that signs now: neither "I signed yesterday" nor "I do not sign". */
export function signsNow(sentence: string): boolean {
  const doubts = isInDoubt(fold(sentence))
  return [fold(sentence), ...clausesOf(sentence)].some(
    clause =>
      !(doubts && WHETHER.test(clause)) &&
      !ONLY_WHETHER.test(clause) &&
      (isConsent(clause) || mentionsSigning(clause)) &&
      !refusesIn(clause) &&
      !SIGNED.test(clause) &&
      !ASKING.test(clause) &&
      !INVITED.test(clause),
  )
}

// "Je n'ai pas pu signer en ligne"
const ON_A_PAGE = anywhere([
  '(?:page|(?:web)?sites?|form|button|online|en ligne|internet|formulaire|bouton|formular|(?:web)?seite|knopf|web|página|formulario|botón|sito|pagina|modulo|sítio|formulário|formulier|knop|stronie|sidan|siden)',
])

const WILL_NOT = anywhere([
  '(?:will|shall|would|do) not|won.t|don.t|not (?:want|sign)[a-z]{0,3}|never|jamais|nie|nunca|mai|nooit|firmo|assino|signe|unter(?:schreibe|zeichne)|teken',
])

// "My husband says that he signs nothing"
const OF_ANOTHER = anywhere([
  "(?:s?he|they)(?:'d|'ll)?(?: [a-z']{1,9}){0,3} sign[a-z]{0,3}|(?:il|elle|ils|elles) n[a-z' ]{1,12} ?sign[a-z]{1,5}|er (?:unter|mit)[a-z]{5,9}",
  '(?:ella|lei|lui) (?:no|non)(?: [a-z]{1,9}){0,2} firm[a-z]{1,4}|el[ea] não(?: [a-z]{1,9}){0,2} assin[a-z]{1,4}|hij (?:onder)?tekent',
])
const I = wordSet('i ich je yo io eu ik')

function speaksOfAnother(clause: string): boolean {
  return OF_ANOTHER.test(clause) && !wordsOf(clause).some(word => I.has(word))
}

/** 'cannot': they say that they could not sign, for whatever reason. */
export function declinesToSign(said: readonly string[]): 'declines' | 'cannot' | undefined {
  const sentences = said.slice(0, MOST_PIECES)
  // "How could I not sign?"
  const told = sentences.filter(sentence => !sentence.includes('?'))
  if (told.some(sentence => LEAVING_OUT.test(fold(sentence))) || sentences.some(refusesPlainly))
    return 'declines'
  const negated = told
    .flatMap(clausesOf)
    .filter(clause => refusesIn(clause) && saysSigning(clause) && !speaksOfAnother(clause))
    .filter(
      clause => ![IN_DOUBT, SIGNED, TWO_TIMES].some(other => other.test(clause)) && !has(NOT_YET)(clause),
    )
  // "I cannot support this" never speaks of a broken page.
  const isOfPage = (clause: string) => ON_A_PAGE.test(clause) && !WILL_NOT.test(clause)
  const isPlain = (clause: string) =>
    AS_IT_IS.test(clause) ||
    (!isOfPage(clause) && (GIVING.test(clause) || SUPPORTING.test(clause) || !has(CANNOT)(clause)))
  if (negated.some(isPlain)) return 'declines'
  return negated.length > 0 ? 'cannot' : undefined
}

/** "Thank you for all this work" */
function onlyThanks(sentence: string): boolean {
  const [thanks = '', ...others] = clausesOf(sentence)
  const end = closingLength(thanks)
  return others.length === 0 && end > 0 && !GOES_ON.test(thanks.slice(end))
}

/**
 * A name and an occupation, or fewer than four words, sign in any language. Sentences sign only if one of them speaks of joining:
 * somebody who declines in a language that we do not know must not be told that they asked to sign. A subject does not sign for
 * them: "Signature" may be ours.
 */
export function wantsToJoin(said: readonly string[], rich: boolean): boolean {
  const sentences = said.slice(0, MOST_PIECES)
  if (!sentences.some(sentence => isProse(sentence) && !onlyThanks(sentence)))
    return rich || !sentences.map(fold).some(sentence => refusesIn(sentence) && mentionsJoining(sentence))
  const objects = (clause: string) =>
    refusesIn(clause) || wordsOf(clause.replace(WITHOUT, ' ')).some(isNegativeWord)
  const clauses = sentences.flatMap(clausesOf)
  if (rich && !clauses.some(objects)) return true
  return clauses.some(clause => mentionsJoining(clause) && !objects(clause))
}
