// Does a text say no? 'plainly': it says no and nothing else. 'perhaps': something in it negates or objects. Only a text with
// neither can be a consent.

import { isConsent, isNegated } from './consent.ts'
import { anywhere, everywhere, fold, whole, wordSet, wordsOf } from './fold-text.ts'
import { YES_WORDS } from './lexicon.ts'
import { linesOf, ownWords, sentencesOf } from './lines.ts'
import { isNegativeWord } from './refusal-words.ts'
import { takenBackBy } from './take-back.ts'
import { bareText, CLAUSES, SMALL_WORDS, saysOnly, wordsBeside } from './whole-text.ts'

/** Negations that refuse nothing. They are taken out before the text is judged. */
const HARMLESS = everywhere([
  '(?:do not|don.?t|never|without|not) (?:publish|publishing|share|sharing|show|showing|sell|display|give|pass on) (?:my )?(?:e-?mail|mail|address|phone|data|personal data)(?: address)?',
  'ne (?:publiez|partagez|montrez) pas mon (?:adresse|e-?mail|mail)',
  'meine (?:adresse|e-?mail|mailadresse|e-?mail-adresse) (?:bitte )?nicht (?:veröffentlichen|zeigen|weitergeben)',
  'no\\. ?\\d{1,3}',
  'no problems?(?: at all)?',
  'no worries',
  'not a problem',
  'no doubts?',
  'no question about it',
  'no (?:further |other |more )?(?:changes?|corrections?|comments?|remarks?|objections?|additions?|issues?|mistakes?|errors?)(?: needed| necessary| required| from me)?',
  '(?:i have |have |there is )?nothing (?:else |more |further )?to (?:add|change|correct|say|declare)',
  'nothing (?:needs|has) to be changed',
  'could ?n.?o?t agree more',
  'can.?t wait',
  'why not',
  'not only',
  'do(?: not|n.?t) hesitate',
  'pas de (?:problème|souci|soucis|changement|changements|remarque|modification)s?',
  'aucun (?:problème|souci|changement)',
  'rien à (?:ajouter|changer|modifier|corriger|redire)',
  'pourquoi pas',
  'pas seulement',
  "n'hésitez pas",
  'sans (?:problème|souci|hésiter|hésitation|réserve)',
  'kein(?:e|erlei)? (?:problem|probleme|änderung|änderungen|einwand|einwände|korrektur|korrekturen|ursache|frage)',
  'nichts (?:hinzuzufügen|zu ändern|zu ergänzen|mehr hinzuzufügen)',
  'nicht nur',
  'warum nicht',
  '(?:no hay|sin|ningún) (?:problemas?|cambios?)',
  'nada (?:que|más que|para) (?:añadir|agregar|cambiar|corregir)',
  'no solo',
  'por qué no',
  'cómo no',
  '(?:nessun|senza) (?:problem[ai]|cambiamenti|dubbio)',
  'niente da (?:aggiungere|cambiare|correggere)',
  'perché no',
  'non solo',
  '(?:sem|não há|nenhum) (?:problemas?|alterações|mudanças)',
  'nada a (?:acrescentar|mudar|corrigir|alterar)',
  'por que não',
  'não só',
  'geen (?:probleem|problemen|punt|wijzigingen|opmerkingen|bezwaar|bezwaren)',
  'niets (?:toe te voegen|te wijzigen|aan te vullen)',
  'waarom niet',
  'niet alleen',
])

/** A part of a sentence that says no and nothing else. */
const NO_ALONE = whole([
  'no+(?: no+){0,5}|nope|nah|nay|n|no way|hell no|never(?: ever)?|absolutely not|definitely not|certainly not|of course not|of course i did not|please no|not ok|not okay',
  'no,? (?:thanks|thank you|thx|please|sorry|way|never)(?: you)?',
  '(?:please )?(?:stop|halt|quit|enough|cease)(?: it| this| that| now| please| mail| mails| emails| sending| writing| spamming| emailing| mailing| contacting| bothering| all){0,4}(?: me)?(?: please| now| mails| emails){0,2}',
  'spam+|scam|fraud|phishing|bullshit|hoax|fake|junk',
  '(?:please )?(?:unsubscribe|opt[- ]?out|remove|delete|cancel|abort|decline|refuse|reject|undo|revoke|withdraw)(?: me| it| this| request| now| that| please| my request| my mail| my email| my address| my mail address| my email address| all| everything){0,3}',
  'refused|declined|rejected|cancelled|canceled|denied|disagree|disagreed|objection|wrong|mistake|error|false',
  'non+(?: non){0,4}|non,? (?:merci|pas moi|désolée?|jamais)|jamais|surtout pas|pas du tout|certainement pas|absolument pas|hors de question|arrêtez?(?: ça| cela| tout| svp){0,2}|stop(?: ça| svp| merci){0,2}|pas moi|refus|refusé|annulation|annule[rz]?|erreur|désabonnement|désinscription',
  'nein+(?: nein){0,4}|nein,? (?:danke|nicht|bitte nicht|das)|nö|nee|niemals|nie|nie im leben|auf keinen fall|keinesfalls|bitte nicht|lieber nicht|ganz sicher nicht|sicher nicht|nicht ich|ich nicht|stopp?(?: bitte)?|halt|aufhören|abmelden|austragen|abbrechen|abbestellen|stornieren|abgelehnt|ablehnung|widerspruch|falsch',
  'no,? (?:gracias|fui yo|soy yo|quiero|señor|nunca)|nunca|jamás|para nada|de ninguna manera|ni hablar|en absoluto|basta(?: ya)?|alto|para|paren|yo no|baja|cancelar|cancelen?|rechazado|rechazo|anular|error|no no',
  'no,? (?:grazie|mai|non)|mai|assolutamente no|niente affatto|per niente|basta(?: così)?|fermi|ferma|non io|io no|annulla|annullare|annullate|rifiuto|rifiutato|errore|smettetela',
  'não|nao|(?:não|nao),? (?:obrigad[oa]|fui eu|sou eu|quero)|nunca|jamais|de jeito nenhum|de modo nenhum|de forma alguma|chega|pare|parem|eu não|cancelar?|cancelem|recuso|recusado|engano',
  'nee+(?: nee){0,4}|nee,? (?:dank je|dank u|dankjewel|bedankt|hoor|niet)|neen|nooit|absoluut niet|zeker niet|liever niet|echt niet|niet ik|ik niet|stop(?: hiermee| ermee| alsjeblieft| aub){0,2}|afmelden|uitschrijven|annuleren|annuleer|geweigerd|fout|verkeerd',
  'нет|ні|нет,? спасибо|не я|это не я|стоп|никогда|nie|nie,? dziękuję|to nie ja|ne|ne,? děkuji|nej|nej,? tak|nej,? tack|nei|nei,? takk|ei|ei,? kiitos|nem|nu|nu,? mulțumesc|όχι|hayır|hayir|いいえ|違います|私ではありません|不|不是|不是我|不要|否|拒绝|取消|아니요|아니오|아니|لا|لست أنا|לא|לא אני|नहीं|خیر|نه',
])

/** Refuses beside small words. */
const PLAINLY = everywhere([
  'not signing',
  '(?:i am|i.m|we are|we.re) (?:strongly |totally )?against(?: this| it| that)?',
  '(?:je suis|nous sommes) contre',
  '(?:ich bin|wir sind) dagegen',
  '(?:estoy|estamos) en contra',
  '(?:sono|siamo) contrari[oaie]',
  '(?:sou|somos) contra',
  '(?:ik ben|wij zijn) (?:er )?tegen',
  '(?:thanks|thank you),? but no(?: thanks| thank you)?',
  'but no',
  'bitte (?:abmelden|austragen|löschen|entfernen|stornieren)',
  'not me',
  '(?:was|is|were)(?:n.?t| not) (?:me|i|us|mine|from me|by me|sent by me)',
  'not (?:by|from) me',
  'not (?:my|mine)(?: request| signature| doing| mail| email| petition)',
  'wrong (?:person|address|mail|email|e-mail|mailbox|recipient|guy|number|one)',
  '(?:someone|somebody) else(?: did| wrote| sent| signed| used| entered)?',
  'not interested',
  'no interest',
  'no intention',
  'count me out',
  'leave me (?:alone|out)',
  'go away',
  '(?:fuck|piss|sod|bugger) off',
  'fuck (?:you|this|no)',
  'get lost',
  'never mind',
  'changed my mind',
  'unsubscribe(?: me)?',
  'opt(?: me)? out',
  '(?:remove|delete|erase|strike|drop) (?:me|us|my (?:name|address|email|e-mail|mail|data|signature|request)|this request|the request)',
  'take (?:me|my (?:name|signature|email|address)) (?:off|out|down)',
  '(?:this|it|that)(?: is|.s| looks like| must be) (?:a |an )?(?:spam|scam|phishing|fraud|mistake|error|fake|hoax)',
  'reported? (?:this |it )?(?:as|for) (?:spam|abuse|phishing)',
  'stop (?:it|this|now|please|mailing|emailing|sending|writing|spamming|contacting|bothering|harassing)',
  '(?:please|pls) stop',
  'wait,? stop|no,? wait|no,? stop',
  '(?:i|we)(?: hereby| must| have to| politely| would like to| want to| strongly| firmly){0,2} (?:refuse|decline|reject|object|disagree|oppose|withdraw|deny|cancel|revoke)',
  'cancel (?:it|this|that|my|the|everything)',
  '(?:please )?do(?:n.?t| not) (?:add|sign|contact|mail|email|write|send|use|count|include|register|record|bother|do (?:it|this|that)|confirm|put|publish (?:it|this|anything))',
  'please don.?t',
  'against (?:this|it|your|the) (?:petition|statement|letter|initiative|cause)',
  'without my (?:consent|knowledge|permission)',
  'ce n.est pas moi',
  'c.est pas moi',
  'pas moi(?: qui)?',
  'ce n.était pas moi|c.était pas moi',
  'rien (?:demandé|signé|envoyé|écrit|sollicité)',
  '(?:jamais|pas) (?:demandé|signé|envoyé|écrit|sollicité|souhaité|voulu|intéressée?|d.accord|concernée?)',
  'ne (?:veux|souhaite|désire|confirme|signe|voulons|souhaitons|suis|m.intéresse|me concerne) (?:pas|plus|rien|aucunement|jamais)',
  'je (?:veux|souhaite|signe|confirme|valide) (?:pas|plus|rien)',
  'non merci',
  '(?:mauvaise|pas la bonne) (?:personne|adresse)',
  'erreur (?:de|sur)',
  'laissez[- ]moi tranquille',
  '(?:retirez|supprimez|désinscrivez|désabonnez|enlevez|oubliez|effacez)[- ]moi',
  'je (?:refuse|m.oppose|conteste|décline)',
  'merci de (?:ne pas|ne plus|me (?:retirer|désinscrire|supprimer)|cesser|arrêter)',
  '(?:ne pas|ne plus) (?:me|m.|signer|confirmer)',
  'quelqu.un d.autre',
  'arrêtez (?:de|vos|ces)',
  'das (?:war|bin|ist) (?:ich )?(?:gar )?nicht(?: ich| von mir| meine?)?',
  'ich (?:war|bin) (?:das |es )?(?:gar )?nicht',
  'war(?: ich)? (?:das |es )?nicht(?: ich)?',
  'nicht (?:von|durch) mir?',
  '(?:nicht|nichts|nie|niemals) (?:unterschreiben|unterzeichnen|unterschrieben|unterzeichnet|bestätigen|bestätigt|mitmachen|teilnehmen|angefordert|beantragt|gewollt|gewünscht|einverstanden|bestellt|interessiert|angemeldet|geschrieben|gefragt|darum gebeten)',
  '(?:unterschreibe|unterzeichne|bestätige|möchte|will|wünsche|zeichne|stimme)(?: ich| das| es| dies| diese| hier| petition| dem| hiermit| auch| zu){0,5} (?:nicht|nichts|keine|keinesfalls|niemals|nie)',
  'kein(?:e|erlei)? (?:interesse|bedarf|lust|bock|unterschrift|zustimmung|bestätigung|einverständnis)',
  'falsche[rsn]? (?:person|adresse|empfänger|mail|mailadresse)',
  'lassen sie mich in ruhe|lasst mich in ruhe|lass mich in ruhe',
  '(?:löschen|entfernen|streichen) sie (?:mich|meine?n?)',
  '(?:nehmt|nehmen sie|tragt|tragen sie) mich (?:aus|raus|von|heraus|bitte aus)',
  'ich (?:widerspreche|widerrufe|verweigere|lehne|verbiete|verzichte)',
  'jemand ander(?:s|er|es)',
  'no (?:he sido|fui|era|soy) yo',
  'yo no (?:fui|he|lo|quiero|firmo|firmé|pedí|soy|solicité|estoy)',
  'no (?:quiero|deseo|queremos|firmo|firmé|confirmo|acepto|autorizo|estoy de acuerdo|estoy interesad[oa]|he (?:pedido|solicitado|firmado|escrito|enviado)|pedí|solicité|me interesa|me (?:escriban|manden|envíen|contacten|molesten))',
  '(?:nunca|jamás) (?:he|pedí|firmé|solicité|quise|firmaré)',
  'persona equivocada|dirección equivocada|correo equivocado',
  'déjenme en paz|dejadme en paz|déjame en paz',
  '(?:bórrenme|elimínenme|quítenme|denme de baja|darme de baja|dadme de baja)',
  'me (?:niego|opongo)',
  'otra persona',
  'non (?:sono stat[oa]|ero|sono) io',
  'non (?:voglio|desidero|vogliamo|firmo|confermo|accetto|autorizzo|sono d.accordo|sono interessat[oa]|ho (?:chiesto|richiesto|firmato|mai|scritto|inviato)|mi interessa|intendo|scrivetemi|contattatemi)',
  'mai (?:chiesto|firmato|richiesto|scritto)',
  'persona sbagliata|indirizzo sbagliato',
  'lasciatemi (?:in pace|stare)',
  '(?:cancellatemi|toglietemi|rimuovetemi|disiscrivetemi)',
  'mi (?:rifiuto|oppongo)|rifiuto di',
  'qualcun altro',
  '(?:não|nao) (?:fui|era|sou|foi) eu',
  '(?:não|nao) (?:quero|desejo|queremos|assino|assinei|confirmo|aceito|autorizo|concordo|estou (?:de acordo|interessad[oa])|pedi|solicitei|me interessa|tenho interesse|mandei|escrevi)',
  '(?:nunca|jamais) (?:pedi|assinei|solicitei|quis)',
  'pessoa errada|endereço errado',
  'deixem-me em paz|me deixem? em paz',
  '(?:removam|retirem|tirem|apaguem)[- ]me|me (?:removam|retirem|tirem)',
  'me (?:recuso|oponho)|recuso-me',
  'outra pessoa',
  'ik was (?:dit|dat|het) niet',
  '(?:dat|dit|het) (?:was|ben) ik niet|niet van mij|ben ik niet',
  'niet (?:tekenen|getekend|ondertekenen|ondertekend|bevestigen|bevestigd|meedoen|aangevraagd|gevraagd|geïnteresseerd|akkoord|mee eens|om gevraagd)',
  'ik (?:wil|teken|onderteken|bevestig|wens|heb|ga)(?: dit| dat| het| hier| deze| petitie| er| hierom){0,4} (?:niet|niets|niks|nooit|geen)',
  'geen (?:interesse|belangstelling|toestemming|handtekening|behoefte)',
  'verkeerde (?:persoon|adres|mailadres)|verkeerd adres',
  'laat (?:me|mij) met rust',
  '(?:verwijder|schrijf|haal|meld) (?:me|mij)(?: uit| eraf| af| weg)?',
  'ik (?:weiger|protesteer)|bezwaar tegen',
  'iemand anders',
  'я не (?:подписывал|подписываю|хочу|просил|писал|согласен|согласна|подтверждаю)[а-я]*',
  'nie (?:chcę|podpisuję|zgadzam|potwierdzam|zamawiałem|ja)',
  'vill inte|inte jag|inte intresserad|vil ikke|ikke meg|ikke mig|ikke interessert|ei minä|en halua|en allekirjoita',
  'nechci|nesouhlasím|nepodepisuji|nepodepíšu|nem én|nem akarom|nem írom alá|nu vreau|nu eu|nu sunt eu|istemiyorum|ben değilim|değilim',
  'δεν θέλω|δεν υπογράφω|δεν είμαι εγώ',
  '署名しません|賛同しません|しません|ではありません|不签|不簽|不同意|不是我|不要|拒绝|拒絕|동의하지|않습니다|원하지|לא רוצה|לא חותם|לא אני|لا أريد|لا أوافق|لست أنا|لم أطلب',
])

/** Verbs of signing and wanting: negated among small words, they refuse. */
const CORE_WORDS = wordSet(
  'sign signing signed want wanted wanting wish ask asked asking request requested confirm confirmed confirming agree agreed consent consented approve approved support authorise authorised authorize authorized subscribe subscribed participate participated requesting accept accepted interested endorse wrote sent submitted',
  'signer signe signé signée veux souhaite demande demandé demandée confirme confirmer accepte accepter approuve soutiens consens autorise intéresse intéressé intéressée',
  'unterschreibe unterschreiben unterschrieben unterzeichne unterzeichnen unterzeichnet will möchte wollte bestätige bestätigen bestätigt zustimme zustimmen stimme einverstanden angefordert gewollt unterstütze',
  'firmar firmo firmé firmado quiero deseo pedí pedido solicité solicitado confirmo confirmar acepto apoyo autorizo acuerdo',
  'firmare firmo firmato voglio desidero chiesto richiesto confermo confermare accetto sostengo autorizzo accordo',
  'assinar assino assinei assinado quero desejo pedi solicitei confirmo confirmar aceito apoio autorizo concordo',
  'tekenen teken getekend ondertekenen onderteken wil wens gevraagd aangevraagd bevestig bevestigen akkoord steun eens',
)

/** Words that stand beside a refusal and change nothing in it. */
const BESIDE_NO = wordSet(
  'me us mine am did do does have had will would but anything something name signature email emails mail mails message address time wait list up who',
  "moi m' ai suis est mail adresse",
  'mich mir ich habe hab bin war nichts sowas ganz gar',
  'me yo he nada',
  'mi io ho nulla',
  'me eu nada',
  'mij me ben heb er dit',
)

const NEGATIVE_SYMBOLS = /👎|❌|🚫|🛑|✋|⛔|🖕|🙅|✖|❎|😡|🤬|🤮|:-?\(|^\s*-\s?1\s*$/u

const CANNOT = wordSet("can't cannot cant couldn't couldnt n'arrive n'arrivais")

export type Refusal = 'plainly' | 'perhaps' | 'none'

/** Replaces "no problem", "nothing to add" and the like by "ok". */
export function withoutHarmless(text: string): string {
  const folded = fold(text)
  let kept = ''
  let start = 0
  for (const found of folded.matchAll(HARMLESS)) {
    kept += `${text.slice(start, found.index)} ok `
    start = found.index + found[0].length
  }
  return kept + text.slice(start)
}

// Phrases of absence notes and ticket systems whose headers say nothing. "I am not in the office" must not withdraw a
// signature. A person who writes so and means no is asked once more.
const MACHINE_SAYS = anywhere([
  '(?:out of|away from|not in|return to|back (?:in|at|to)) (?:the |my |our )?office|office is closed',
  'on (?:annual |maternity |parental |sick )?leave|on (?:vacation|holiday)',
  '(?:im|ins|vom) büro|(?:im|in) urlaub|außer haus|abwesend|abwesenheit',
  '(?:au|du|mon) bureau|en (?:congés?|vacances)|absente?',
  '(?:en|a|de) (?:la|mi) oficina|de vacaciones|ausente',
  '(?:in|fuori|dall.) ?ufficio|in ferie|fuori sede|assente',
  '(?:no|do|ao) escritório|de férias',
  'op kantoor|(?:op|met) (?:vakantie|verlof)|afwezig',
  '(?:write|reply|type|respond|enter text) (?:above|below|under) this line',
])

/** Does the text say no? The order of its sentences does not matter. Linear. */
export function refuses(text: string): Refusal {
  if (refusesPlainly(text)) return 'plainly'
  return speaksAgainst(text) ? 'perhaps' : 'none'
}

export function refusesPlainly(text: string): boolean {
  const isSymbol = NEGATIVE_SYMBOLS.test(fold(text)) && !/[\p{L}\p{N}]/u.test(text)
  return isSymbol || (saysOnly(text, saysNo) && !soundsAutomatic(text))
}

/** Do its words alone show an absence note or a ticket's receipt? */
export function soundsAutomatic(text: string): boolean {
  return MACHINE_SAYS.test(fold(text))
}

function saysNo(clause: string): boolean {
  if (NO_ALONE.test(clause) || takenBackBy(clause) !== undefined) return true
  if (wordsBeside(clause, PLAINLY)?.every(word => SMALL_WORDS.has(word) || BESIDE_NO.has(word))) return true
  const words = wordsOf(clause)
  return (
    isNegated(clause) &&
    words.some(word => CORE_WORDS.has(word)) &&
    words.every(word => SMALL_WORDS.has(word) || BESIDE_NO.has(word) || CORE_WORDS.has(word) || negates(word))
  )
}

/** "I can't sign" is more often about a broken page. */
function negates(word: string): boolean {
  return isNegated(word) && !CANNOT.has(word)
}

/** Does anything in it negate or object? */
export function speaksAgainst(text: string): boolean {
  return linesOf(ownWords(text))
    .flatMap(sentencesOf)
    .some(sentence => {
      const folded = fold(withoutHarmless(sentence))
      if (NEGATIVE_SYMBOLS.test(folded) || wordsOf(folded).some(isNegativeWord)) return true
      return [folded, ...folded.split(CLAUSES)].some(part => saysNo(bareText(part)))
    })
}

const NO_EMAIL = everywhere([
  '(?:do not|don.?t|never) (?:send|write|e-?mail|mail|contact|call|subscribe)|no',
  'ne|pas|plus|aucune?',
  'keine?|nicht',
  'sin|no quiero|ningún|nada de',
  'niente|nessuna|non',
  'sem|não|nada de',
  'geen|niet',
])

const EMAIL = wordSet(
  'contact write call email emails mail mails newsletter newsletters marketing advertising spam messages updates news mailing',
  'newsletters publicité publicités contactez écrivez courriel courriels',
  'werbung schicken senden schreiben kontaktieren boletín boletines publicidad correos pubblicità publicidade nieuwsbrief nieuwsbrieven reclame',
)
const ABOUT_EMAIL = wordSet(
  'please but and any more further other your you me us to for about with from of the a again anything else list lists thanks kindly e',
  "de d' svp merci m' me plus autre bitte mir uns mich mehr weitere sie por favor más per favore altre mais por graag meer",
)

/** "No newsletters, please", and nothing else. */
export function speaksOfEmail(sentence: string): boolean {
  const folded = fold(sentence)
  const words = wordsBeside(folded, NO_EMAIL)
  return (
    words !== undefined &&
    wordsOf(folded).some(word => EMAIL.has(word)) &&
    words.every(word => EMAIL.has(word) || ABOUT_EMAIL.has(word))
  )
}

/** "Yes. Please send no newsletters" without the wish: only beside a yes it says nothing about signing. */
export function withoutWishesAboutEmail(lines: readonly string[]): readonly string[] {
  const sentences = lines.flatMap(line => sentencesOf(line))
  const others = sentences.filter(sentence => !speaksOfEmail(sentence))
  const saysYes = others.some(sentence => {
    const folded = fold(sentence)
    return isConsent(folded) && wordsOf(folded).some(word => YES_WORDS.has(word))
  })
  return saysYes && others.length < sentences.length ? others : lines
}
