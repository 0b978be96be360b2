// Words with which people speak of a signature that they gave, will give or will not give.
// Fragments of regular expressions over folded text (see fold-text.ts). No fragment repeats without a limit.

import { anywhere, whole, wordSet } from '../fold-text.ts'

/** Signers wait for these, or look for them and do not find them. */
export const AWAITED = wordSet(
  'confirmation confirmed link email reply answer response receipt received receive registered recorded counted listed arrive arrived heard',
  'confirmation lien réponse reçu reçue recevoir enregistré enregistrée inscrit inscrite arrivé arrivée',
  'bestätigung bestätigungsmail link antwort erhalten bekommen angekommen eingegangen eingetragen registriert gezählt',
  'confirmación enlace respuesta recibido recibí recibida llegado llegó llegada registrada registrado',
  'conferma risposta ricevuto ricevuta arrivata arrivato registrata registrato risulta',
  'confirmação resposta recebi recebido recebida receberam chegou registada registrada',
  'potwierdzenie potwierdzenia odpowiedź odpowiedzi maila link dostałem dostałam przyszło doszło',
  'bevestiging antwoord ontvangen gekregen aangekomen binnengekomen geregistreerd erbij',
)

/** So are these, if they are the writer's own. */
export const LISTED = wordSet(
  'name nom nombre nome namen naam signature signatures firma firme unterschrift assinatura handtekening podpis nazwisko nazwiska list liste lista elenco lijst liście',
)
export const MINE = wordSet(
  "i i'm my mine me je mon ma moi j'ai ich mein meine meinen mich yo mi mis me estoy io mio mia sono sto eu meu minha estou ik mijn mij moje moja mnie",
)

/** Verbs of what a signer does or will do. No past forms: "I have not signed" declines nothing. */
export const SIGNING = whole([
  'sign(?:ing)?|(?:support|endors|subscrib)(?:e|ing)?',
  "sign(?:er[a-z]{0,4}|e|ons)|(?:m')?(?:souscri|soutien|souten|associ)[a-z]{0,6}",
  '(?:unter|mit)(?:schreib|zeichn|stütz|trag)(?:e|en|t)?',
  '(?:firm|apoy)(?:o|ar[a-z]{0,4})|suscrib(?:o|ir[a-z]{0,4})',
  '(?:firm|sottoscriv)(?:o|are|er[a-z]{0,4})|aderi(?:sco|re|amo|ro)',
  '(?:assin|apoi)(?:o|ar[a-z]{0,4})|subscrev(?:o|er[a-z]{0,4})',
  '(?:onder)?teken(?:en)?|steun(?:en)?',
  'podpis(?:ze|ac|uje)|(?:ne)?podepisu[a-z]{1,2}',
])

/** "I cannot sign" is as often about a broken page. */
export const CANNOT = wordSet(
  "can't cannot cant couldn't couldnt can could able peux pouvais arrive n'arrive n'arrivais kann konnte können puedo pude podido posso potuto riesco riuscita riuscito consigo consegui kan kon lukt gelukt",
)

/** Says that they support it, which signs or declines as a verb of signing does. */
export const SUPPORTING = anywhere([
  'support|endorse|stand behind|be (?:a )?part of|soutenir|unterstützen|apoyar|respaldar|sostenere|appoggiare|apoiar|steunen|poprzeć|stödja|støtte|támogatni|podpořit',
])

// "I am not sure I am allowed to sign", "je ne sais pas si je peux signer"
export const IN_DOUBT = anywhere([
  "(?:not|n't|never) (?:[a-z]+ ){0,2}(?:sure|certain|know|clear|decided?)|(?:pas|plus) (?:[a-z]+ ){0,2}(?:sûre?|certaine?|décidée?)|sais pas",
  '(?:nicht|noch nicht) (?:[a-z]+ ){0,2}(?:sicher|klar|entschieden)|weiß (?:[a-z]+ ){0,2}nicht|no (?:sé|(?:[a-z]+ ){0,2}segur[oa])',
  'non (?:so|(?:[a-z]+ ){0,2}sicur[oa])|não (?:sei|(?:[a-z]+ ){0,2}(?:cert[oa]|certeza))|weet (?:[a-z]+ ){0,2}niet|niet (?:[a-z]+ ){0,2}zeker|nie (?:wiem|jestem pew(?:ien|na))',
  'undecided|unsure|unentschlossen|unschlüssig|unsicher|indécise?|indecis[oa]|twijfel|waham się',
])

/** "I sign", "Put me down": not "to sign", which may go on as "I leave to others". */
export const OUTRIGHT = anywhere([
  '(?:i|we)(?:.m| am| do| hereby| gladly| also| will| shall|.ll| happily){0,3} sign(?:ing)?|(?:add|include|count|put|list|stick) (?:me|us|my name|our name)|i.m in|signed',
  'je (?:le |la |l.)?signe|nous signons|ajoutez|comptez|j.adhère|je m.associe',
  'unter(?:schreibe|zeichne) ich|ich (?:unterschreibe|unterzeichne|mache mit|bin dabei)|(?:tragt|tragen sie|nehmt|nehmen sie|setzt|setzen sie) mich',
  'firmo|firmamos|suscribo|me sumo|me adhiero|(?:añad|apunt|cuent|cont|pon|póng|súm|inclu)[a-záí]{1,6}me|cuenten conmigo',
  'firm(?:o|iamo)|sottoscrivo|aderisco|(?:aggiunge|mette|conta|inseri)temi|contate su di me',
  'assino|subscrevo|contem comigo|(?:incluam|ponham|adicionem|acrescentem)-me|me (?:incluam|adicionem)',
  'ik (?:onder)?teken|teken ik|(?:zet|voeg|neem|schrijf) (?:mij|me|mijn naam)|doe mee|ik doe mee',
])

export const IN_TWO_MINDS = anywhere([
  'but(?= (?:i|i.m|i.d|we|my|our|the|this|it|not|as|for|since|because|unfortunately|sadly|please|can|cannot|only|there|they|he|she|you|no|leave|rather|must|would|in|on|at)(?![a-z]))|however|although|though|instead|unfortunately|sorry|afraid|rather|all the same|leave it|leaving it|decline|others',
  'mais|cependant|toutefois|hélas|malheureusement|désolée?|plutôt|pourtant|abst[a-z]{3,9}|renonc[a-z]{1,4}',
  'aber|allerdings|leider|jedoch|trotzdem|lieber|verzicht[a-z]{0,3}|sondern|absag[a-z]{0,3}|ablehn[a-z]{0,3}',
  'pero|sin embargo|lamento|lo siento|desgraciadamente|por desgracia|paso de|prefiero|absten[a-z]{1,5}|renunci[a-z]{1,3}',
  'ma non|però|tuttavia|purtroppo|mi spiace|mi dispiace|preferisco|asten[a-z]{1,5}|rinunci[a-z]{1,3}|declin[a-z]{1,4}',
  'mas|porém|contudo|infelizmente|lamento|prefiro|absten[a-z]{1,5}|renunci[a-z]{1,3}|declin[a-z]{1,4}',
  'maar|echter|helaas|toch|liever|sorry|afwij[a-z]{1,4}|onthoud[a-z]{0,2}|bedank',
])

/** "As a rule I sign nothing. For the museum I make an exception.", "I am not signing with this email, only asking." */
export const EXCEPTING = anywhere([
  '(?:only|just) (?:asking|enquiring|inquiring|a question)|je me renseigne|(?:frage nur|nur (?:mal )?fragen)|sol(?:o|tanto) (?:pregunto|una pregunta|chiedo|una domanda)|chiedo sol(?:o|tanto)|(?:just|only) (?:to know|wondering|curious)|juste pour savoir|só para saber|sol(?:o|amente) para saber|solo per sapere|alleen om te weten|pregunto solo|pergunto só|só (?:pergunto|uma pergunta)|(?:vraag alleen|alleen een vraag)',
  "mak(?:e|ing) an exception|(?:fais|ferai) une exception|(?:mache?|machen)(?: ich| wir| da| hier){0,3} eine ausnahme|(?:hago|haré) una excepción|faccio un'eccezione|(?:abro|faço) uma exce(?:p)?ção|maak (?:ik )?een uitzondering",
])

const ENDS = '(?= ?(?:[.!,;]|$)| so | also | dus | asi que | donc | quindi )'

/** "Let me sleep on it", "I would like to sign, but my boss will not let me" */
export const UNDECIDED = anywhere([
  `but [a-z' ]{0,40}(?:(?:won.t|will not|doesn.t|does not|would not|wouldn.t) (?:let|allow|permit|want)(?: (?:me|us|it|that|this))?(?: to)?(?: sign)?|(?:can.t|cannot|may not|mustn.t|must not|(?:not|n.t) allowed)(?: to)?(?: sign| do (?:it|so|this|that)| join)?)${ENDS}`,
  `mais [a-z' ]{0,40}(?:ne (?:me |m.)?(?:le |l.)?(?:laisse|permet|veut|autorise) pas(?: (?:le )?faire| signer)?|(?:ne |n.)?(?:le )?(?:peux|puis|ai) pas(?: le droit| le faire| signer)?)${ENDS}`,
  `aber [a-z ]{0,40}(?:(?:erlaubt|lässt|will) (?:es |mich |mir |das ){0,2}nicht(?: zu)?|(?:darf|kann) (?:ich )?(?:es |das |leider ){0,2}nicht)${ENDS}`,
  `(?:pero|ma|mas) [a-z ]{0,40}(?:(?:no|non|não) (?:me |nos |mi |me lo |lo ){0,2}(?:dejan?|permiten?|quiere|lascia|permette|vuole|deixa|permite|quer)|(?:no|non|não) (?:puedo|posso)(?: hacerlo| firmar| farlo| firmare| fazê-lo| assinar)?)${ENDS}`,
  `maar [a-z ]{0,40}(?:(?:laat|wil|vindt) (?:het |me |mij |dat ){0,2}niet(?: goed)?|(?:mag|kan) (?:het |dat |ik ){0,2}niet)${ENDS}`,
  'not yet(?: [a-z]+){0,3}$|ask me again|maybe later|(?:want|need|have|like|ought) to (?:read|ask|talk|speak|check|see|hear|discuss|consult|think)[a-z ]{0,40} (?:first|before)(?![a-z])|(?:let you know|write again) (?:if|when|once|whether)|leaning towards|only (?:[a-z]+ ){1,4}if|in two minds|sleep on (?:it|this)|(?:get|come) back to you|think (?:it|this) over|(?:need|want|going) to think|want to (?:understand|know|read|see) (?:it|this|that|more)(?: about (?:it|this|that))? first|make up my mind|not decided|i have(?: not|n.t)(?: yet)? decided|(?:would|.d) (?:gladly |happily |have )?sign(?:ed)? [a-z ]{0,30}if(?! (?:i|we) (?:could|were|was))',
  '(?:veux|dois|voudrais|vais) (?:d.abord )?(?:lire|(?:en )?parler|demander|voir|vérifier)[a-z ]{0,40} (?:d.abord|avant)(?![a-z])|(?:will|möchte|muss) [a-z ]{0,40}(?:erst|zuerst|vorher) [a-z ]{0,40}(?:lesen|fragen|sprechen|prüfen|klären|reden)|(?:vais|dois|veux) (?:y )?réfléchir|überlege (?:es )?(?:mir )?noch|muss (?:ich )?(?:noch |erst )?(?:darüber )?nachdenken|unentschieden|würde (?:ich )?[a-z ]{0,30}unterschreiben,? (?:wenn|falls)|signerais [a-z ]{0,30}si',
  '(?:quiero|tengo que|debo|voglio|devo|vorrei|quero|tenho de|preciso de) (?:antes |primero |prima |primeiro )?(?:leer|hablar|preguntar|consultar|leggere|parlar|chieder|sentire|ler|falar|perguntar)[a-z ]{0,40} (?:antes|primero|prima|primeiro)(?![a-z])|(?:wil|moet) [a-z ]{0,20}eerst [a-z ]{0,40}(?:lezen|vragen|overleggen|praten|bespreken)|lo (?:pensaré|voy a pensar|estoy pensando)|ci (?:devo pensare|penso su|sto pensando)|vou pensar|denk er(?:over| nog over) na|muszę (?:to )?przemyśleć|zastanowię się|firmaría [a-z ]{0,30}si|firmerei [a-z ]{0,30}se|assinaria [a-z ]{0,30}se|zou [a-z ]{0,30}tekenen als',
])

// "Je n'ai pas pu signer en ligne"
export const ON_A_PAGE = anywhere([
  '(?:page|(?:web)?sites?|form|button|online|en ligne|internet|formulaire|bouton|formular|(?:web)?seite|knopf|web|página|formulario|botón|sito|pagina|modulo|sítio|formulário|formulier|knop|stronie|sidan|siden)',
])

/** They will not, whatever the page does. */
export const WILL_NOT = anywhere([
  '(?:will|shall|would|do) not|won.t|don.t|not (?:want|sign)[a-z]{0,3}|never|jamais|nie|nunca|mai|nooit|firmo|assino|signe|unter(?:schreibe|zeichne)|teken',
])

// "My husband says that he signs nothing"
export const OF_ANOTHER = anywhere([
  "(?:s?he|they)(?:'d|'ll)?(?: [a-z']{1,9}){0,3} sign[a-z]{0,3}|(?:il|elle|ils|elles) n[a-z' ]{1,12} ?sign[a-z]{1,5}|er (?:unter|mit)[a-z]{5,9}",
  '(?:ella|lei|lui) (?:no|non)(?: [a-z]{1,9}){0,2} firm[a-z]{1,4}|el[ea] não(?: [a-z]{1,9}){0,2} assin[a-z]{1,4}|hij (?:onder)?tekent',
])
