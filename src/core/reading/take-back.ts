// Does somebody take their signature back, or want their data deleted? Only the whole text can say so: a phrase in which
// every word is known.

import { isConsent, isNegated, mentionsSigning } from './consent.ts'
import { anywhere, everywhere, fold, whole, wordSet, wordsOf } from './fold-text.ts'
import { PLEASE } from './lexicon/consents.ts'
import { GIVEN, MINE_GIVEN, NO_LONGER, REMOVES_ME } from './lexicon/leaving.ts'
import { isQuestion, sentencesIn } from './lines.ts'
import { bareText, CLAUSES, SMALL_WORDS, saysOnly, wordsBeside } from './whole-text.ts'

/** Removes something. It is a signature if the words beside it are small ones and one of `SIGNATURE`. */
const TAKING = everywhere([
  '(?:want|like|wish)(?= (?:[a-z]{1,20} ){0,4}(?:everything|data|details|information)(?: [a-z]{1,20}){0,8} (?:deleted|erased|destroyed|wiped)$)|(?:want|like|wish|need) (?:to have |have )?(?:my|our) (?:name|signature) (?:to be )?(?:removed|withdrawn|deleted|taken off|retracted)|(?:take|cross|strike|pull|scratch)(?: my| our| me| us| the| name| signature| support){0,3} (?:off|out|down|away|back)|get(?: my| our| me| us| the| name| signature| support){0,3} (?:off|out|away)|withdraw|remove|delete|erase|retract|revoke|cancel|undo|rescind|strike(?= )|unsubscribe|take back|no longer (?:want|wish) to be|removal|deletion',
  'retirer|retire|retirez|retirons|supprimer|supprime|supprimez|(?:d.)?enlever|enlevez|(?:d.)?annuler|annulez|annule|(?:d.)?effacer|effacez|révoquer|désinscrire|désinscrivez|suppression|effacement',
  'zurück(?:zu)?(?:ziehen|nehmen)|widerrufen?|entfernen?|löschen|löscht?|lösche|streichen|streicht|austragen|abmelden|rausnehmen|herausnehmen|löschung|(?:ziehen?|nehmen?)(?: ich| sie| hiermit| bitte| meine| meinen| die| unterschrift| namen| unterstützung){1,6} (?:zurück|weg)|(?:tragen sie|tragt|trag|nehmen sie|nehmt)(?: mich| bitte| meinen?| unterschrift| namen| doch| wieder){1,6} (?:aus|raus|heraus|runter|herunter)',
  '(?:dar|den|dad|dé) de baja|retirar|retiro|retiren|quitar|quiten|quita|eliminar|eliminen|borrar|borren|anular|anulen|anulo|cancelar|revocar|supresión|eliminación',
  'ritirare|ritiro|ritirate|rimuovere|rimuovo|rimuovete|rimuovi|togliere|tolgo|togliete|togli|tolga|cancellare|cancellate|cancella|annullare|annullo|annullate|revocare|revoco|cancellazione',
  'retirem|remover|removam|remova|tirar|tirem|apagar|apaguem|cancelem|anulem|revogar|eliminação',
  'wycofać|wycofuję|wycofanie|usunąć|usunięcie|ta (?:bort|tillbaka)|tar (?:bort|tillbaka)|dra(?:r)? tillbaka',
  'intrekken|in te trekken|terugtrekken|verwijderen|verwijder|verwijdering|weghalen|schrappen|schrap|uitschrijven|schrijf(?= )|afmelden|(?:trek|haal)(?: hierbij| mijn| de| handtekening| naam| steun| er| weer| toch| dan| maar| graag| alsjeblieft| alstublieft| aub){1,8} (?:in|terug|weg|eraf|af)',
])

const SIGNATURE = wordSet(
  'me us signature name support endorsement moi nom soutien inscription mich unterschrift signatur name namen unterstützung unterzeichnung firma nombre apoyo adhesión nome adesione sostegno sottoscrizione mi assinatura apoio adesão mij handtekening naam steun ondertekening steunbetuiging uit',
)

/** These say it without naming the signature. */
const TAKING_OFF = everywhere([
  '(?:i|we|i.d like to|we.d like to|to|hereby) (?:withdraw|unsign|un-sign)|unsign me|withdraw me|(?:have|need|want|like) to (?:come|be taken) off|no longer (?:want|wish) to (?:sign|support|be)|(?:my|our) (?:signature|name) (?:should be|to be) (?:removed|withdrawn|deleted)|withdrawal of (?:my )?signature|quítenme|retirarme|quitarme|borrarme|bórrenme|(?:darme|denme|dadme) de baja|toglietemi|rimuovetemi|cancellatemi|disiscrivetemi|(?:tirem|retirem|removam)-me',
])

const TAKING_OFF_ALONE = whole([
  'unsign(?: [a-z0-9-]{1,60})?|undo|withdrawal|opt[ -]out|retrait|désinscription|désabonne(?:ment|r)|annulation|widerruf|baja|revoca|cancelamento|disiscrizione|trek terug|trek mij terug|(?:is |kan )?(?:mijn )?(?:handtekening|naam) eraf',
])
const BESIDE_IT_ALONE = wordSet('je me ich ik wieder graag')

/** Beside a word of `TAKING`: everything that is known about somebody. */
const DATA = wordSet(
  'data information details account records everything all personal own forget wipe destroy about hold held stored article 17 fichiers dateien archivos ficheiros bestanden données informations tout toutes tous compte personnelles daten alle alles sämtliche personenbezogenen persönlichen datos información cuenta todo todos personales dati tutto tutti personali dados tudo todos pessoais gegevens persoonsgegevens al alle',
)
/** Known of somebody, too, but "delete my address" may be about the page. */
const BESIDE_DATA = wordSet(
  'email mail address phone number ip anything else including included under request deleted erased destroyed wiped',
)
const ERASING = everywhere([
  "erase|forget|wipe|destroy|vernichten|suprimir|supriman|eliminare|eliminate|elimina|excluir|excluam|wissen|wis|vernietig(?:en)?|oubliez|borrad|right to (?:be forgotten|erasure)|(?:gdpr|data) (?:erasure|deletion|request)|droit à l'(?:oubli|effacement)|recht auf (?:vergessen(?:werden)?|löschung)|derecho (?:al olvido|de supresión)|diritto all'oblio|direito ao esquecimento|recht op vergetelheid",
])
const ERASING_ALONE = whole([
  '(?:please )?(?:erase|erasure|delete|forget)(?: please)?|gdpr|dsgvo|rgpd|lgpd|effacer|effacez|supprimer|supprimez|(?:bitte )?(?:löschen|löschung)(?: bitte)?|borrar|borren|borrado|eliminar|cancellare|cancellazione|eliminare|apagar|apaguem|excluir|wissen',
])

type TakingBack = 'withdraw' | 'erase'

/** Does one clause take something back, and say nothing else? */
export function takenBackBy(clause: string): TakingBack | undefined {
  if (ERASING_ALONE.test(clause)) return 'erase'
  const alone = wordsOf(clause).filter(word => !PLEASE.has(word) && !BESIDE_IT_ALONE.has(word))
  if (TAKING_OFF_ALONE.test(alone.join(' ')) || (alone.length === 1 && mentionsTaking(alone.join())))
    return 'withdraw'
  if (NOT_MINE.test(clause)) return undefined
  const plain = clause.replace(ERASING, ' delete ')
  const words = wordsBeside(plain, TAKING)
  // "No quiten mi firma": a negation turns it round.
  if (words !== undefined && isNegated(words.join(' '))) return undefined
  if (words?.some(word => DATA.has(word)) && saysData(words)) return 'erase'
  if (words?.every(isKnown)) {
    if (words.length === 0 && plain !== clause) return 'erase'
    if (wordsOf(clause).some(word => SIGNATURE.has(word))) return plain === clause ? 'withdraw' : 'erase'
  }
  const others = wordsBeside(clause, TAKING_OFF)
  return others?.every(isKnown) ? 'withdraw' : undefined
}

/** "Please don't delete my signature" */
export function mentionsTaking(clause: string): boolean {
  return wordsBeside(clause, TAKING) !== undefined
}

/** "Remove your name", "the name of the site", "withdraw the letter" */
const NOT_MINE = anywhere([
  `(?:your|their|his|her|votre|leur|ihren?|euren?|su|vuestr[oa]|vostr[oa]|su[oa]|voss[oa]|uw|jullie) (?:${GIVEN})|(?:name|signature|support) of (?:the|this|your)|(?:withdraw|remove|delete|cancel|retract|take|drop) (?:the|your|this|that) (?:petition|statement|letter|appeal|list|page|website)`,
])

function isKnown(word: string): boolean {
  return SMALL_WORDS.has(word) || SIGNATURE.has(word)
}

/** Withdraws or erases if nothing else is said. A subject counts only above an empty text or a mere name. */
export function takesBack(subject: string, text: string): TakingBack | undefined {
  const inText = takenBackIn(text)
  if (inText !== undefined || subject === '') return inText
  return takenBackIn(`${subject.slice(0, 300)}\n${text}`)
}

/** These may mean our email as well as the signature. */
const LEAVES_EMAIL = anywhere(['unsubscribe|désabonnement|désabonnez|abmelden|afmelden|uitschrijven'])
const LEAVES_A_LIST = anywhere([
  '(?:me|us|moi|nous|mich|uns) (?:off|from|de|von|aus)(?: your| this| the| la| votre| cette| der| dieser| ihrer)? (?:mailing )?(?:lists?|liste)',
])

/** The object of a wish to be taken off: the signature, or our email. */
export function whatToRemove(text: string): 'withdraw' | 'perhaps-withdraw' | 'asks' {
  const folded = fold(text)
  if (LEAVES_EMAIL.test(folded)) return 'asks'
  return LEAVES_A_LIST.test(folded) ? 'perhaps-withdraw' : 'withdraw'
}

function saysData(words: readonly string[]): boolean {
  const isOfData = (word: string) => DATA.has(word) || BESIDE_DATA.has(word)
  return words.some(isOfData) && words.every(word => isKnown(word) || isOfData(word))
}

function takenBackIn(text: string): TakingBack | undefined {
  let erases = false
  const only = saysOnly(text, clause => {
    const back = takenBackBy(clause)
    erases ||= back === 'erase'
    // "Delete my data. All of it."
    return back !== undefined || (erases && saysData(wordsOf(clause)))
  })
  if (!only) return undefined
  return erases ? 'erase' : 'withdraw'
}

/**
 * "I signed too fast. Take my name off the list, and no hard feelings": one clause takes the signature back, and others say more. The
 * service asks before it acts. It does not ask people who agree in another clause.
 */
export function takesBackAmongOthers(text: string): boolean {
  const sentences = sentencesIn(text)
  const clausesOf = (said: readonly string[]) =>
    said.flatMap(sentence => sentence.split(CLAUSES)).map(clause => bareText(fold(clause)))
  const clauses = clausesOf(sentences)
  const told = () => clausesOf(sentences.filter(sentence => !isQuestion([sentence])))
  const takes =
    clauses.some(clause => takenBackBy(clause) !== undefined) ||
    (clauses.some(takesSignature) && told().some(takesSignature))
  return takes && !clauses.some(clause => isConsent(clause) || (KEEPING.test(clause) && !isNegated(clause)))
}

/** "Take me off your mailing list, but leave my signature where it is" */
const KEEPING = anywhere([
  `(?:keep|leave|gardez|laissez|conservez|lasst|lassen sie|behaltet|behalten sie|dejen|dejad|mantengan|conserven|lasciate|tenete|mantenete|deixem|mantenham|laat|houd|behoud)(?: bien| aber| bitte)? ${MINE_GIVEN}(?! (?:off|out|away|to be|removed|deleted|gone|verschwinden|weg|löschen|streichen|entfernen|verwijderen|schrappen))`,
])

/** "After all I would rather withdraw my signature" */
function takesSignature(clause: string): boolean {
  const isOther = isNegated(clause) || mentionsSigning(clause)
  const others = isOther ? [] : (wordsBeside(clause, TAKING) ?? [])
  return others.some(word => ITSELF.has(word)) && others.some(word => MINE.has(word))
}

const REMOVING = anywhere(REMOVES_ME)
const NOT_ANY_MORE = anywhere(NO_LONGER)

/** Somewhere among other sentences they want what they gave to be gone. The service asks whether they mean that. */
export function wantsToBeGone(text: string): boolean {
  return sentencesIn(text)
    .map(fold)
    .some(sentence => NOT_ANY_MORE.test(sentence) || sentence.split(CLAUSES).some(removesMe))
}

function removesMe(clause: string): boolean {
  return REMOVING.test(clause) && !isNegated(clause) && !OF_EMAIL.test(clause)
}

const OF_EMAIL = anywhere([
  'mailing lists?|newsletters?|mails?|emails?|verteiler|infolettre|boletín|nieuwsbrief|public|middle|second|maiden',
])

/** "Please delete my middle name": something of the writer's is to go, perhaps something else. */
export function mentionsTakingBack(text: string): boolean {
  return sentencesIn(text)
    .map(fold)
    .some(
      sentence =>
        !isNegated(sentence) &&
        wordsBeside(sentence, TAKING) !== undefined &&
        wordsOf(sentence).some(word => SIGNATURE.has(word) || MINE.has(word)),
    )
}

const MINE = wordSet(
  'my our mon ma mes mein meine meinen mi mis mio mia miei meu minha meus mijn mój mojego min mitt',
)
const ITSELF = wordSet(
  'signature unterschrift firma assinatura handtekening podpis podpisu underskrift namnunderskrift',
)
