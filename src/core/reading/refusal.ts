// Does a text say no? 'plainly': it says no and nothing else. 'perhaps': something in it negates or objects. Only a text with
// neither can be a consent.

import { asksCountOnly, isNegated, isNegativeWord } from './consent.ts'
import { anywhere, atStart, everywhere, fold, whole, wordSet, wordsOf } from './fold-text.ts'
import { HARMLESS, MACHINE_SAYS, NO_ALONE, NO_FROM_ME, PRIVACY, SAYS_NO } from './lexicon/refusals.ts'
import { sentencesIn, sentencesOf } from './lines.ts'
import { mentionsTaking, takenBackBy } from './take-back.ts'
import { bareText, CLAUSES, SMALL_WORDS, saysOnly, wordsBeside } from './whole-text.ts'

const REFUSING = whole(NO_ALONE)
const REFUSING_AMONG = everywhere([...SAYS_NO, ...NO_FROM_ME])
const REFUSING_NOTHING = everywhere([...HARMLESS, ...PRIVACY])
const KEEPING_PRIVATE = anywhere(PRIVACY)
const OF_A_MACHINE = anywhere(MACHINE_SAYS)

/** Negated among small words, they refuse. Nouns that signers miss are left out: "Ich habe keine Bestätigung". */
const CORE_WORDS = wordSet(
  'sign signing signed want wanted wanting wish ask asked asking request requested confirm confirmed confirming agree agreed consent consented approve approved support authorise authorised authorize authorized subscribe subscribed participate participated requesting accept accepted interested endorse wrote sent submitted contact write send use register record bother',
  "signer signe signé signée veux souhaite souhaité demande demandé demandée confirme confirmer accepte accepter approuve soutiens consens autorise intéresse m'intéresse intéressé intéressée envoyé écrit sollicité voulu concerne concerné concernée valide désire voulons souhaitons m'écrire contacter",
  'unterschreibe unterschreiben unterschrieben unterzeichne unterzeichnen unterzeichnet will möchte wollte wünsche bestätige bestätigen bestätigt zustimme zustimmen stimme einverstanden angefordert beantragt bestellt angemeldet geschrieben gewollt gewünscht gebeten interessiert mitmachen teilnehmen interesse lust bock bedarf zustimmung einverständnis unterstütze',
  'firmar firmo firmé firmado firmaré quiero deseo queremos quise pedí pedido solicité solicitado escrito enviado confirmo confirmar acepto apoyo autorizo acuerdo interesado interesada interesa escriban manden envíen contacten molesten',
  'firmare firmo firmato voglio desidero intendo chiesto richiesto scritto inviato confermo confermare accetto sostengo autorizzo accordo condivido interessato interessata interessa scrivetemi contattatemi',
  'assinar assino assinei assinado quero desejo quis pedi solicitei mandei escrevi confirmo confirmar aceito apoio autorizo concordo interessado interessada interessa interesse',
  'tekenen teken getekend ondertekenen onderteken ondertekend wil wens gevraagd aangevraagd bevestig bevestigen bevestigd akkoord steun eens meedoen geïnteresseerd interesse belangstelling behoefte toestemming',
)

/** They object without a negation. */
const OBJECTING = wordSet(
  "refuse decline reject object disagree oppose deny m'oppose conteste décline widerspreche widerrufe verweigere lehne ablehne verbiete verzichte niego opongo rifiuto oppongo recuso oponho weiger protesteer",
)

/** Words that stand beside a refusal and change nothing in it. */
const BESIDE_NO = wordSet(
  'me us mine am did do does have had will would anything something name signature email emails mail mails message address time wait list up who must politely strongly firmly reflection afraid having slept thought one rather sooner prefer',
  "moi m' suis est mail adresse mais vraiment hélas malheureusement cette fois préfère préférerais",
  'mich mir ich habe hab bin war nichts sowas ganz gar ab darum hier auch diesmal leider jetzt momentan lieber',
  'me yo he nada interés más voy vez pienso ustedes vosotros realmente lamentablemente prefiero preferiría',
  'mi io ho nulla stavolta volta purtroppo qualunque qualsiasi abbiate avete preferisco preferirei eu tenho vou vez infelizmente desta prefiro preferia',
  'mij me ben heb er dit ga hierom mee om keer nu helaas echt liever',
)

export const NEGATIVE_SYMBOLS = /👎|❌|🚫|🛑|✋|⛔|🖕|🙅|✖|❎|😡|🤬|🤮|:-?\(|^\s*-\s?1\s*$/u

const CANNOT = wordSet("can't cannot cant couldn't couldnt n'arrive n'arrivais")

export type Refusal = 'plainly' | 'perhaps' | 'none'

/** Replaces "no problem", "nothing to add" and the like by "ok", and leaves out "do not publish my email". */
export function withoutHarmless(text: string): string {
  let kept = ''
  let start = 0
  for (const found of fold(text).matchAll(REFUSING_NOTHING)) {
    kept += `${text.slice(start, found.index)} ${KEEPING_PRIVATE.test(found[0]) ? '' : 'ok '}`
    start = found.index + found[0].length
  }
  return kept + text.slice(start)
}

/** "Yes, but don't publish my name" refuses nothing. */
export function withoutCountOnly(lines: readonly string[]): string[] {
  return lines
    .flatMap(sentencesOf)
    .flatMap(sentence => sentence.split(','))
    .map(part => (asksCountOnly(fold(part)) ? 'ok' : part))
}

/** Does the text say no? The order of its sentences does not matter. Linear. */
export function refuses(text: string): Refusal {
  if (refusesPlainly(text)) return 'plainly'
  return speaksAgainst(text) ? 'perhaps' : 'none'
}

export function refusesPlainly(text: string): boolean {
  const isSymbol = NEGATIVE_SYMBOLS.test(fold(text)) && !/[\p{L}\p{N}]/u.test(text)
  return isSymbol || (saysOnly(text, saysNo) && !soundsAutomatic(text))
}

/** Do its words alone show an absence note or a ticket's receipt? "I am not in the office" must not withdraw a signature. */
export function soundsAutomatic(text: string): boolean {
  return OF_A_MACHINE.test(fold(text))
}

/** "I have not signed yet" is no refusal. */
const NOT_YET = anywhere([
  'yet|still|encore|toujours|noch|bislang|bisher|todavía|aún|ancora|ainda|nog|(?:i|we) (?:have not|haven.?t) (?:signed|confirmed)$',
])

/** "Nobody asked me" is a reason to sign. */
const NOBODY = atStart(['nobody|no one|personne ne|niemand|nadie|nessuno|ninguém'])

function saysNo(clause: string): boolean {
  if (NOBODY.test(clause)) return false
  if (REFUSING.test(clause) || takenBackBy(clause) !== undefined) return true
  if (isNegated(clause) && (NOT_YET.test(clause) || mentionsTaking(clause))) return false
  if (wordsBeside(clause, REFUSING_AMONG)?.every(isSmall)) return true
  const verbs = isNegated(clause) ? CORE_WORDS : OBJECTING
  const words = wordsOf(clause)
  return (
    words.some(word => verbs.has(word)) &&
    words.every(word => verbs.has(word) || isSmall(word) || negates(word))
  )
}

function isSmall(word: string): boolean {
  return SMALL_WORDS.has(word) || BESIDE_NO.has(word)
}

/** "I can't sign" is more often about a broken page. */
function negates(word: string): boolean {
  return isNegated(word) && !CANNOT.has(word)
}

/** Does anything in it negate or object? */
export function speaksAgainst(text: string): boolean {
  return sentencesIn(text).some(sentence => {
    const folded = fold(withoutHarmless(sentence))
    if (NEGATIVE_SYMBOLS.test(folded) || wordsOf(folded).some(isNegativeWord)) return true
    return [folded, ...folded.split(CLAUSES)].some(part => saysNo(bareText(part)))
  })
}

const EMAIL = wordSet(
  'contact write call reply respond answer email emails mail mails newsletter newsletters marketing advertising spam messages updates news mailing',
  'newsletters publicité publicités contactez écrivez courriel courriels',
  'werbung schicken senden schreiben kontaktieren boletín boletines publicidad correos pubblicità publicidade nieuwsbrief nieuwsbrieven reclame',
)
const ABOUT_EMAIL = wordSet(
  'do send subscribe please but and any need this more further other your you me us to for about with from of the a again anything else list lists thanks kindly e',
  "de d' svp merci m' me plus autre bitte mir uns mich mehr weitere sie quiero por favor más per favore altre mais por graag meer",
)

/** "No newsletters, please", and nothing else. */
export function speaksOfEmail(sentence: string): boolean {
  const folded = fold(sentence)
  const words = folded.includes('from me') ? [] : wordsOf(folded)
  const isKnown = (word: string) => EMAIL.has(word) || ABOUT_EMAIL.has(word) || isNegated(word)
  return isNegated(folded) && words.some(word => EMAIL.has(word)) && words.every(isKnown)
}
