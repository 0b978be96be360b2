// Does somebody speak of a signature that they gave, or will not give? Neither signs, and neither removes anything.

import { isConsent, isNegated, mentionsSigning } from './consent.ts'
import { anywhere, fold, wordSet, wordsOf } from './fold-text.ts'
import { refusesPlainly } from './refusal.ts'
import { CLAUSES } from './whole-text.ts'

/** Signers wait for these, or look for them and do not find them. */
const AWAITED = wordSet(
  'signature signatures name list confirmation confirmed link email reply answer response receipt received receive registered recorded counted listed arrive arrived heard',
  'signature nom liste confirmation lien réponse reçu reçue recevoir enregistré enregistrée inscrit inscrite arrivé arrivée',
  'unterschrift name namen liste bestätigung bestätigungsmail link antwort erhalten bekommen angekommen eingegangen eingetragen registriert gezählt',
  'firma nombre lista confirmación enlace respuesta recibido recibí recibida llegado llegó llegada registrada registrado',
  'firma nome elenco lista conferma risposta ricevuto ricevuta arrivata arrivato registrata registrato risulta',
  'assinatura nome lista confirmação resposta recebi recebido recebida receberam chegou registada registrada',
  'handtekening naam lijst bevestiging antwoord ontvangen gekregen aangekomen binnengekomen geregistreerd erbij',
)

const SIGNED_BEFORE = anywhere([
  '(?:i|we)(?:.ve| have)?(?: already| just)? (?:signed|confirmed)|did (?:it|that) work|have i signed|am i (?:on|in|signed)',
  "j'ai (?:déjà |bien )?(?:signé|confirmé)|nous avons signé|suis-je (?:bien |déjà )?(?:inscrite?|dedans|sur la liste)",
  '(?:habe|haben)(?: [^ .?!]{1,30}){0,8} (?:unterschrieben|unterzeichnet|mitgezeichnet)|bin ich(?: jetzt| nun| denn| schon){0,2} (?:dabei|drin|drauf|eingetragen)',
  'he firmado|firmé|hemos firmado|estoy (?:ya )?(?:en la lista|apuntad[oa]|inscrit[oa]|dentro)',
  'ho (?:già )?firmato|abbiamo firmato|ci sono anch.io|sono (?:già )?(?:in elenco|iscritt[oa]|dentro)',
  '(?:já )?assinei|assinámos|assinamos|estou (?:já )?(?:na lista|inscrit[oa])',
  '(?:heb|hebben)(?: [^ .?!]{1,30}){0,8} (?:getekend|ondertekend)|sta ik(?: er| nou| nu| al| wel| of| niet){0,6} (?:op|bij|tussen)',
])

const ASKS_INDIRECTLY = anywhere([
  '(?:want|wanted|like) to (?:know|check|ask|make sure)|wonder(?:ing)?|please check|where is|missing',
  'savoir si|vérifier|où est',
  'wissen,? ob|nachsehen|prüfen|wo ist|fehlt',
  'saber si|comprobar|dónde está|falta',
  'sapere se|controllare|verificare|manca',
  'saber se|verificar|falta',
  'weten of|nakijken|ontbreekt|controleren',
])

/** "I signed yesterday and have had no confirmation", "My name is missing", "Did you get my signature?" */
export function asksForState(sentences: readonly string[]): boolean {
  const folded = sentences.map(fold)
  const asks = (sentence: string) =>
    sentence.includes('?') || isNegated(sentence) || ASKS_INDIRECTLY.test(sentence)
  const hasSigned = (sentence: string) =>
    SIGNED_BEFORE.test(sentence) &&
    !(isNegated(sentence) && wordsOf(sentence).some(word => NOT_YET.has(word)))
  if (folded.some(hasSigned)) return folded.some(asks)
  return folded.some(sentence => asks(sentence) && wordsOf(sentence).some(word => AWAITED.has(word)))
}

/** A clause that signs now: neither "I signed yesterday" nor "I do not sign". */
export function signsNow(sentence: string): boolean {
  const parts = [sentence, ...sentence.split(CLAUSES)].map(fold)
  return [...parts, ...parts.flatMap(part => part.split(BECAUSE))].some(part => {
    const consents = isConsent(part) || mentionsSigning(part)
    return consents && !isNegated(part) && !SIGNED_BEFORE.test(part)
  })
}

/** Verbs that a signer says of what they do or will do. Past forms are missing: "I have not signed yet" declines nothing. */
const SIGNING = wordSet(
  'sign signing support endorse subscribe',
  "signer signe signerai signons soutenir soutiens souscrire associer m'associer",
  'unterschreiben unterschreibe unterzeichnen unterzeichne mitzeichnen mittragen unterstützen unterstütze',
  'firmar firmo firmaré suscribir suscribo apoyar apoyo',
  'firmare firmo firmerò sottoscrivere sottoscrivo aderire aderisco',
  'assinar assino assinarei subscrever subscrevo apoiar apoio',
  'tekenen teken ondertekenen onderteken steunen',
)

/** "I cannot sign" is as often about a broken page. */
const CANNOT = wordSet(
  "can't cannot cant couldn't couldnt can could able peux pouvais arrive n'arrive n'arrivais kann konnte können puedo pude podido posso potuto riesco riuscita riuscito consigo consegui kan kon lukt gelukt",
)

const NOT_YET = wordSet('yet noch encore aún todavía ancora ainda nog')

/** "I do not want to sign twice" */
const TWICE = anywhere([
  'twice|two times|a second time|double',
  'deux fois|une seconde fois|double',
  'doppelt|zweimal|zwei mal|noch einmal',
  'dos veces',
  'due volte|doppio',
  'duas vezes',
  'dubbel|twee keer|tweemaal',
])

/** Nobody says this of a page that does not work. */
const AS_IT_STANDS = anywhere([
  'present form|current form|as it (?:stands|is)|as (?:written|worded)|put my name|must decline',
  "en l'état|sous cette forme|tel quel",
  'in dieser form|so nicht|um verständnis',
  'tal (?:y )?como|en estos términos|en su forma actual',
  'in questa forma|così com.è|nella forma attuale',
  'nesta forma|tal como|nestes termos',
  'in deze vorm|zoals (?:het|hij|ze) (?:nu )?(?:er ligt|is)',
])

/** A no that holds no verb of signing. */
const WITHOUT_ME = anywhere([
  '(?:can.?t|cannot|can not|won.?t|will not|rather not|couldn.?t) (?:put|lend|give)(?: my name| my support| it)',
  'count me out|(?:won.t|will not|do not|don.t) get my signature|no signature (?:of mine|from me)|(?:not taking|won.t take) part|leave me out(?: of (?:this|it))?',
  'n.aurez pas ma signature|pas de signature de ma part|(?:je )?ne participe(?:rai)? pas|(?:mais |non merci,? )sans moi|comptez pas sur moi|très peu pour moi',
  'von mir (?:bekomm|krieg|erhalt|gibt)[a-z]{0,3} .{0,20}keine unterschrift|keine unterschrift von mir|mache? (?:da |hier |dabei ){0,2}nicht mit|(?:bitte |aber |nein,? )ohne mich|rechne[nt]? (?:sie )?(?:bitte )?nicht mit mir|nicht mit mir',
  'no (?:tendrán|tenéis|tienen) mi firma|mi firma no (?:la|se la)|no participo|no cuent(?:en|es|e|ad) conmigo|conmigo no cuent(?:en|es|e)',
  '(?:la )?(?:mia )?firma non (?:ve|gliel|te) ?(?:la )?(?:do|darò)|non (?:avrete|avrà) la mia firma|non partecipo|non contate su di me|non conti su di me|(?:ma |grazie,? )senza di me',
  'não (?:terão|têm) a minha assinatura|não participo|não conte[m]? comigo|(?:mas |obrigad[oa],? )sem mim',
  'geen handtekening van mij|van mij (?:krijgt|krijgen) .{0,20}geen handtekening|doe (?:hier |daar |er ){0,2}niet (?:aan )?mee|reken(?:t)? (?:u )?niet op mij|(?:maar |dank u,? )zonder mij',
])

/** "I want to sign, but not with my name" does not decline. */
const BUT = /,?\s(?:but|mais|aber|pero|mas|maar)\s|,\sma\s/u

/** "I sign because nobody asked me" says no to something else. */
const BECAUSE =
  /\s(?:because|since|parce qu\S{0,2}|puisque|car|weil|denn|porque|pues|perche|poiche|pois|omdat)\s/u

/** "I do not want to sign", "Unterschreiben will ich das nicht" */
function isNegatedNear(words: readonly string[], at: number): boolean {
  return isNegated(words.slice(Math.max(0, at - 5), at + 5).join(' '))
}

/** 'cannot': they say that they could not sign, for whatever reason. */
export function declinesToSign(sentences: readonly string[]): 'declines' | 'cannot' | undefined {
  if (sentences.some(sentence => WITHOUT_ME.test(fold(sentence)))) return 'declines'
  const parts = sentences
    .flatMap(sentence => sentence.split(/[;:]|\s[-–—]+\s/))
    .map(fold)
    .flatMap(part => part.split(BUT))
    .flatMap(part => part.split(BECAUSE))
  const negated = parts.filter(part => {
    const words = wordsOf(part)
    const signs = words.some((word, at) => SIGNING.has(word) && isNegatedNear(words, at))
    return signs && !words.some(word => NOT_YET.has(word)) && !SIGNED_BEFORE.test(part) && !TWICE.test(part)
  })
  const isRefusal = (part: string) => AS_IT_STANDS.test(part) || !wordsOf(part).some(word => CANNOT.has(word))
  if (negated.some(isRefusal)) return 'declines'
  if (sentences.some(sentence => refusesPlainly(sentence))) return 'declines'
  return negated.length > 0 ? 'cannot' : undefined
}
