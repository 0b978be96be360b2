// Phrases that say no, and negations that refuse nothing.
// Fragments of regular expressions over folded text (see fold-text.ts). No fragment repeats without a limit.

import { anywhere, wordSet } from '../fold-text.ts'

/** A part of a sentence that says no and nothing else. */
export const NO_ALONE = [
  '(?:(?:i|we)(?:.d| would)? )?(?:rather|sooner|prefer) not(?: to)?|(?:je )?préfère(?:rais)? ne pas|(?:yo )?prefiero (?:que )?no|preferi(?:sco|rei) di no|(?:eu )?prefiro (?:que )?não|no+(?: no+){0,5}|nope|nah|nay|n|no way|hell no|never(?: ever)?|absolutely not|definitely not|certainly not|of course not|of course i did not|please no|not ok|not okay',
  'no,? (?:thanks|thank you|thx|please|sorry|way|never)(?: you)?',
  '(?:please )?(?:stop|halt|quit|enough|cease)(?: it| this| that| now| please| mail| mails| emails| sending| writing| spamming| emailing| mailing| contacting| bothering| all){0,4}(?: me)?(?: please| now| mails| emails){0,2}',
  'spam+|scam|fraud|phishing|bullshit|hoax|fake|junk',
  '(?:please )?(?:unsubscribe|opt[- ]?out|remove|delete|cancel|abort|decline|refuse|reject|undo|revoke|withdraw)(?: me| it| this| request| now| that| please| my request| my mail| my email| my address| my mail address| my email address| all| everything){0,3}',
  'refused|declined|rejected|cancelled|canceled|denied|disagree|disagreed|objection|wrong|mistake|error|false',
  'non+(?:(?: mais)?(?: vraiment| alors| franchement)? non+){0,4}|non,? (?:merci|pas moi|désolée?|jamais)|jamais|surtout pas|pas du tout|certainement pas|absolument pas|hors de question|arrêtez?(?: ça| cela| tout| svp){0,2}|stop(?: ça| svp| merci){0,2}|pas moi|refus|refusé|annulation|annule[rz]?|erreur|désabonnement|désinscription',
  'nein+(?: nein){0,4}|nein,? (?:danke|nicht|bitte nicht|das)|nö|nee|niemals|nie|nie im leben|auf keinen fall|keinesfalls|bitte nicht|lieber nicht|lasst? mal|ganz sicher nicht|sicher nicht|nicht ich|ich nicht|stopp?(?: bitte)?|halt|aufhören|abmelden|austragen|abbrechen|abbestellen|stornieren|abgelehnt|ablehnung|widerspruch|falsch',
  'no,? (?:gracias|fui yo|soy yo|quiero|señor|nunca)|nunca|jamás|para nada|de ninguna manera|ni hablar|en absoluto|basta(?: ya)?|alto|para|paren|yo no|baja|cancelar|cancelen?|rechazado|rechazo|anular|error|no no|no,? (?:grazie|mai|non)|mai|assolutamente no|niente affatto|per niente|basta(?: così)?|fermi|ferma|non io|io no|annulla|annullare|annullate|rifiuto|rifiutato|errore|smettetela',
  'não|nao|(?:não|nao),? (?:obrigad[oa]|fui eu|sou eu|quero)|nunca|jamais|de jeito nenhum|de modo nenhum|de forma alguma|chega|pare|parem|eu não|cancelar?|cancelem|recuso|recusado|engano',
  'nee+(?: nee){0,4}|nee,? (?:dank je|dank u|dankjewel|bedankt|hoor|niet)|neen|nooit|absoluut niet|zeker niet|toch maar niet|liever niet|echt niet|niet ik|ik niet|stop(?: hiermee| ermee| alsjeblieft| aub){0,2}|afmelden|uitschrijven|annuleren|annuleer|geweigerd|fout|verkeerd',
  'нет|ні|нет,? спасибо|не я|это не я|стоп|никогда|nie|nie,? dziękuję|to nie ja|ne|ne,? děkuji|nej|nej,? tak|nej,? tack|nei|nei,? takk|ei|ei,? kiitos|nem|nu|nu,? mulțumesc|όχι|hayır|hayir|いいえ|違います|私ではありません|不|不是|不是我|不要|否|拒绝|取消|아니요|아니오|아니|لا|لست أنا|לא|לא אני|नहीं|خیر|نه',
]

/** Refuses beside small words. */
export const SAYS_NO = [
  '(?:was|is|were)(?:n.?t| not) (?:me|i|us|mine|from me|by me|sent by me)(?: (?:who|that) (?:asked|signed|sent|wrote|requested|did)(?: for)?)?|(?:someone|somebody)(?: else| has| is| was| must| may| have| been){1,4} us(?:ed|ing) my (?:address|e-?mail|account)|(?:have|did)(?:n.?t| not| never) fill(?:ed)? (?:in|out) any forms?|not (?:(?:by |from )?me|(?:my|mine)(?: request| signature| doing| mail| email| petition))|wrong (?:person|address|mail|email|e-mail|mailbox|recipient|guy|number|one)|(?:someone|somebody) else(?: did| wrote| sent| signed| used| entered)?|without my (?:consent|knowledge|permission)',
  'no (?:interest|intention)|not interested|(?:ça|cela) ne m.intéresse pas|kein interesse|no me interesa|non mi interessa|não me interessa|geen interesse|(?:count|leave|opt) me out|leave me alone|opt out|unsubscribe(?: me)?|go away|get lost|(?:fuck|piss|sod|bugger) (?:off|you|this|no)|never mind|changed my mind|(?:please )?(?:do not|don.?t) (?:add|include|count|put|do (?:it|this|that)|publish (?:it|this|anything))|please don.?t|no,? wait|(?:wait|no),? stop|(?:i am|i.m|we are|we.re) (?:strongly |totally )?against|against (?:this|it|your|the) (?:petition|statement|letter|initiative|cause)',
  '(?:this|it|that)(?: is|.s| looks like| must be) (?:a |an )?(?:spam|scam|phishing|fraud|mistake|error|fake|hoax)|reported? (?:this |it )?(?:as|for) (?:spam|abuse|phishing)|(?:please|pls) stop|stop (?:it|this|now|please|mailing|emailing|sending|writing|spamming|contacting|bothering|harassing)|cancel (?:it|this|that|my|the|everything)|(?:i|we)(?: hereby| must| have to| would like to| want to){0,2} (?:withdraw|cancel|revoke)',
  '(?:rather )?(?:keep|stay) out of (?:this|it)(?: one)?|(?:can.?t|cannot|won.?t|will not) put my name to (?:this|it)|(?:(?:das|dies|dit|dat|this|it) (?:ist|is) |(?:ce )?n.est )?(?:nichts|niets|not|pas) (?:für mich|voor mij|for me|pour moi)|no es para mí|não é para mim|apaguem o meu e-?mail|sans (?:moi|façon)(?: cette fois(?:-ci| ci)?)?|(?:da |hier )?(?:halte|bleibe) ich mich (?:lieber )?(?:da )?(?:raus|heraus)|ohne mich|(?:yo )?paso (?:de (?:esto|firmar)|esta vez)|laat (?:me|mij) er (?:maar )?buiten|(?:zonder|sem) (?:mij|mim)|senza di me',
  '(?:remove|delete|erase|strike|drop) (?:me|us|my (?:name|address|email|e-mail|mail|data|signature|request)|this request|the request)|take (?:me|my (?:name|signature|email|address)) (?:off|out|down)',
  '(?:foi|houve|por) (?:um |sem )?engano|(?:das |es )?(?:war|ist) (?:(?:wohl|nur|leider) )?ein (?:versehen|irrtum|missverständnis)|c.(?:est|était) (?:une |par )?erreur|(?:fue|ha sido|era) (?:un |una |por )?(?:error|equivocación)|(?:è stato|era) (?:un |uno )(?:errore|sbaglio)|(?:was|is) een (?:vergissing|foutje)|(?:to (?:była )?)?pomyłka',
  'pas moi(?: qui (?:ai|a|l.ai) (?:demandé|signé|écrit|envoyé))?|(?:ce n.|c.)(?:est|était) pas moi(?: qui)?|(?:mauvaise|pas la bonne) (?:personne|adresse)|erreur (?:de|sur)|laissez[- ]moi tranquille|(?:retirez|supprimez|désinscrivez|désabonnez|enlevez|oubliez|effacez)[- ]moi|merci de (?:cesser|arrêter|me (?:retirer|désinscrire|supprimer))|(?:ne pas|ne plus) (?:me|m.)|rien demandé|quelqu.un d.autre|arrêtez (?:de|vos|ces)|(?:je suis|nous sommes) contre|pas d.accord|non merci',
  '(?:das |ich )?(?:war|bin|ist) (?:das |es |ich )?(?:gar )?nicht(?: ich| von mir| meine?)?|nicht (?:von|durch) mir?|falsche[rsn]? (?:person|adresse|empfänger|mail|mailadresse)|(?:lassen sie|lasst|lass) mich in ruhe|(?:löschen|entfernen|streichen) sie (?:mich|meine?n?)|(?:nehmt|nehmen sie|tragt|tragen sie) mich (?:aus|raus|von|heraus|bitte aus)|jemand ander(?:s|er|es)|(?:ich bin|wir sind) dagegen|keine unterschrift|bitte (?:abmelden|austragen|löschen|entfernen|stornieren)',
  'no (?:he sido|fui|era|soy) yo(?: (?:quien|el que|la que) (?:lo |la )?(?:ha |he )?(?:pedido|firmado|escrito|enviado|pidió|firmó|escribió|envió))?|yo no (?:fui|he|soy|estoy)|(?:persona|dirección) equivocada|correo equivocado|(?:déjenme|dejadme|déjame) en paz|bórrenme|elimínenme|quítenme|(?:denme|darme|dadme) de baja|(?:estoy|estamos) en contra|no estoy (?:de acuerdo|interesad[oa])|otra persona',
  'non (?:sono stat[oa]|ero|sono) io(?: (?:a|ad) (?:chieder|firmar|scriver|mandar)(?:e|lo|la|vi))?|persona sbagliata|indirizzo sbagliato|lasciatemi (?:in pace|stare)|cancellatemi|toglietemi|rimuovetemi|disiscrivetemi|(?:sono|siamo) contrari[oaie]|non sono (?:d.accordo|interessat[oa])|rifiuto di|qualcun altro',
  '(?:não|nao) (?:fui|era|sou|foi) eu(?: (?:quem|que) (?:pedi|pediu|assinei|assinou|escrevi|escreveu|enviei|enviou))?|pessoa errada|endereço errado|(?:deixem-me|me deixem?) em paz|(?:removam|retirem|tirem|apaguem)[- ]me|me (?:removam|retirem|tirem)|recuso-me|(?:sou|somos) contra|não estou (?:de acordo|interessad[oa])|outra pessoa',
  'ik was (?:dit|dat|het) niet|(?:dat|dit|het) (?:was|ben) ik niet|niet van mij|ben ik niet|verkeerde (?:persoon|adres|mailadres)|verkeerd adres|laat (?:me|mij) met rust|(?:verwijder|schrijf|haal|meld) (?:me|mij)(?: uit| eraf| af| weg)?|geen handtekening|bezwaar tegen|(?:ik ben|wij zijn) (?:er )?tegen|iemand anders',
  'я не (?:подписывал|подписываю|хочу|просил|писал|согласен|согласна|подтверждаю)[а-я]*|nie (?:chcę|podpisuję|zgadzam|potwierdzam|zamawiałem|ja)|vill inte|inte (?:jag|intresserad)|vil ikke|ikke (?:meg|mig|interessert)|ei minä|en (?:halua|allekirjoita)|nechci|nesouhlasím|nepodepisuji|nepodepíšu|nem (?:én|akarom|írom alá)|nu (?:vreau|eu|sunt eu)|istemiyorum|(?:ben )?değilim|δεν (?:θέλω|υπογράφω|είμαι εγώ)',
  '署名しません|賛同しません|しません|ではありません|不签|不簽|不同意|不是我|不要|拒绝|拒絕|동의하지|않습니다|원하지|לא רוצה|לא חותם|לא אני|لا أريد|لا أوافق|لست أنا|لم أطلب',
]

/** Refuses in other words than "not" and a verb of signing. It may also stand among other sentences. */
export const NO_FROM_ME = [
  '(?:won.t|will not|you.ll (?:not|never)|not going to) (?:get|have|see) (?:a|my) (?:signature|name)|afraid (?:i|we) (?:won.t|can.t|cannot|will not)(?= ?[.!,;]|$)|(?:go on|go ahead|carry on|proceed) without (?:me|us)|(?:cannot|can.t|will not|won.t|unable to) be (?:among|one of|counted among) (?:your|the) (?:signatories|signers|names)|(?:a|is|it.s a) no from (?:me|us)|(?:must|have to|shall have to|.ll have to|afraid i)(?: [a-z]{3,12})? (?:say no|decline|refuse|pass|abstain)|(?:shall|will) not be (?:signing|joining)|decided against (?:it|signing|this)|leave (?:it|this|that|the signing) to others|(?:rather|sooner|chose|prefer|decided) not (?:to )?(?:sign|take part|join|get involved|(?:put|add|give|lend) (?:it )?my (?:name|signature)(?: to (?:this|it))?)|count me out|not (?:one )?for me(?= ?[,.!;]|$)|(?:i.ll|i will|i think i.ll) pass on this(?: one)?|(?:don.?t|do not) count on (?:me|my (?:name|signature))|rather you (?:didn.?t|did not)|no signature (?:of mine|from me)|(?:not taking|won.t take) part',
  '(?:ce sera|cette fois|sera|avancer|continuer|faire) sans (?:moi|nous)|rester en dehors|(?:je )?(?:préfère|dois|vais) m.abstenir|je m.abstiens|je ne (?:le |la |vous )?(?:signerai|ferai|suivrai) pas|n.aurez pas ma signature|pas de signature de ma part|(?:je )?ne participe(?:rai)? pas|comptez (?:donc |surtout |vraiment )?pas sur (?:moi|mon nom|ma signature)|très peu pour moi|(?:décidé de|préfère(?:rais)?) ne pas (?:signer|participer|m.engager)|je passe mon tour',
  'nicht (?:daran |dabei )?(?:beteiligen|mitwirken)|(?:mir|uns|meiner unterschrift) (?:[a-z]+ ){0,3}abzusehen|sehe ich (?:daher |deshalb |leider )?ab|mich (?:da |hier |dabei |daher |aber |leider |lieber |also |deshalb ){0,3}(?:he)?raushalten|(?:diesmal|hier|da) (?:leider )?nicht dabei|^ich möchte (?:das |es )?nicht$|^(?:nee|nein),? (?:lasst|danke)|(?:unterschreibe|unterzeichne|zeichne) ich (?:es |das |ihn |sie )?(?:daher |deshalb |leider |lieber )?nicht|(?:habe|hab) mich dagegen entschieden|keine unterschrift von (?:mir|uns)|von (?:mir|uns) (?:bekomm|krieg)(?:t|en) (?:ihr|sie) keine|(?:mache?|trage) (?:ich )?(?:da |hier |dabei |das |es ){0,2}nicht mit|rechne[nt]? (?:sie )?(?:bitte |also )?nicht mit (?:mir|meine[rm] (?:unterschrift|namen))|nicht mit mir|nehm(?:en sie|t) (?:mich|uns) (?:bitte )?nicht',
  'no puedo (?:darte|darles|daros|dar) mi (?:firma|nombre)|(?:decidido|prefiero|preferiría) no (?:firmar|participar|adherirme|sumarme|sumar|adherir)|no (?:voy a|pienso|quiero) (?:firmar|sumarme|adherirme)|no me sumo|me abstengo|no tendrán mi firma|no participo|no cuent(?:en|es|e|ad) (?:conmigo|con mi (?:firma|nombre))|conmigo no cuent(?:en|es|e)',
  'non intendo (?:apporvi|firmare|sottoscrivere|aderire)|non (?:mi sento|me la sento) di (?:firmare|aderire)|non (?:aderisco|firmo|sottoscrivo)|(?:la )?(?:mia )?firma non (?:ve|gliel|te) ?(?:la )?(?:do|darò)|non (?:avrete|avrà) la mia firma|non partecipo|non contate (?:su di me|sulla mia firma|sul mio nome)|non conti su di me|rest(?:o|are|arne) fuori|mi astengo|astenermi|non me la sento(?! di)|lasciate (?:stare|perdere)|mi tiro (?:indietro|fuori)|(?:deciso di|preferi(?:sco|rei)) non (?:firmare|aderire|partecipare)',
  '(?:terei|tenho) de declinar|(?:fico|ficar) (?:de )?fora|(?:sigan|sigam|continuem|avancem) sem mim|não vou (?:assinar|subscrever)|abstenho-me|não terão a minha assinatura|não participo|não conte[m]? comigo|(?:decidi|prefiro) não (?:assinar|participar)',
  'van (?:ondertekening|een handtekening) af|zie (?:ik )?(?:daarom |dus |er )?(?:van )?af|dat doe ik (?:dus |liever |toch |maar )?niet(?= ?[.!,]|$)|past het mij (?:[a-z]+ )?niet|doe ik niet mee|geen handtekening van mij|doe (?:hier |daar |er ){0,2}niet (?:aan )?mee|doe (?:(?:dit|het|toch|maar) ){1,3}niet$|reken(?:t)? (?:u )?(?:dus )?niet op (?:mij|mijn (?:handtekening|naam))|besloten (?:dit |het )?niet te (?:doen|tekenen|ondertekenen)|(?:diesmal|questa volta|esta vez|desta vez|cette fois) (?:yo )?pas(?:se?|s?o)|(?:ik pas|ich passe)[.!]?$|(?:but|mais|aber|pero|ma|mas|maar)(?: this time| cette fois| diesmal| esta vez| questa volta| desta vez| deze keer)? (?:no|non|nein|não|nee)(?= ?(?:[.!]*$|, ))|(?:this time|cette fois|diesmal|esta vez|questa volta|desta vez|deze keer) (?:no|non|nein|não|nee|nicht|niet)(?= ?[.!]*$)|nepodep[a-z]{1,6}|beze mě|avstår|(?:jag|jeg) står över',
]

/** Negations that agree to all. */
export const HARMLESS = [
  'no (?:further |other |more )?(?:changes?|corrections?|comments?|remarks?|objections?|additions?|issues?|mistakes?|errors?)(?: needed| necessary| required| from me)?|(?:i have |have |there is )?nothing (?:else |more |further )?to (?:add|change|correct|say|declare)|nothing (?:needs|has) to be changed',
  'could ?n.?o?t agree more|(?:do|does)(?: not|n.?t) regret|do(?: not|n.?t) hesitate|no question about it|can(?:.?t|not) wait|no doubts?|why not|(?:would|could|can)(?: ?n.?o?t|not| not) (?:possibly )?(?:not|say no|refuse|decline)|(?:ne )?(?:peux|puis|pouvais) pas ne pas|no puedo no|non posso non|não posso (?:não|deixar de)|kan niet niet|kann nicht nicht',
  "pas de (?:changement|changements|remarque|modification)s?|rien à (?:ajouter|changer|modifier|corriger|redire)|sans (?:hésiter|hésitation|réserve)|aucun changement|(?:ne )?regrette pas|n'hésitez pas|pourquoi pas",
  'kein(?:e|erlei)? (?:änderung|änderungen|einwand|einwände|korrektur|korrekturen|ursache|frage)|bereue (?:es |das )?nicht|nichts (?:hinzuzufügen|zu ändern|zu ergänzen|mehr hinzuzufügen)|warum nicht',
  'non mollate|don.t give up|never give up|n.abandonnez (?:pas|jamais)|ne lâchez (?:rien|pas)|gebt nicht auf|nicht aufgeben|niet opgeven|geef niet op|no (?:se rindan|os rindáis|aflojéis)|não desistam|nunca desistam',
  'nada (?:que|más que|para) (?:añadir|agregar|cambiar|corregir)|(?:no hay|sin|ningún) cambios?|por qué no|cómo no|no (?:puedo|podía) decir que no|(?:nessun|senza) (?:cambiamenti|dubbio)|niente da (?:aggiungere|cambiare|correggere)|perché no',
  '(?:sem|não há|nenhum) (?:alterações|mudanças)|nada a (?:acrescentar|mudar|corrigir|alterar)|por que não|geen (?:wijzigingen|opmerkingen|bezwaar|bezwaren)|niets (?:toe te voegen|te wijzigen|aan te vullen)|waarom niet',
]

/** They agree to nothing either: to which email? */
export const NO_TROUBLE = [
  'no problems?(?: at all)?|not a problem|no worries|(?:pas de|sans|aucun) (?:problème|souci)s?|kein(?:e|erlei)? probleme?|(?:no hay|sin|ningún) problemas?|(?:nessun|senza) problem[ai]|(?:sem|não há|nenhum) problemas?|geen (?:probleem|problemen|punt)',
]

/** They refuse nothing, and agree to nothing. */
export const NOT_ALONE = [
  '(?:or|ou|oder|o|of) (?:not|non|pas|nicht|no|não|niet)|no\\. ?\\d{1,3}|not only|not (?:(?:me|signing|as myself|in my own name) )?(?:personally|in a personal capacity|as (?:a |an )?(?:private person|individual)|for myself)|pas seulement|pas (?:en mon (?:propre )?nom|à titre (?:personnel|individuel)|personnellement)|nicht nur|nicht (?:persönlich|privat|in eigenem namen|als privatperson)',
  '(?:say|saying|says|said) no to|(?:disent|dire|dis) non (?:à|au|aux)|nein (?:zu|zum|zur)|(?:dicen|decir|digo|dicono|dire|dico|dizem|dizer|digo) (?:que )?(?:no|não) a(?:l|lla|o)?|nee (?:zeggen|zeg|zeggen) tegen',
  'no solo|no (?:firmo )?(?:a título (?:personal|individual)|en mi (?:propio )?nombre|personalmente)|non solo|non (?:firmo )?(?:a titolo personale|a nome mio|personalmente)|não só|não (?:assino )?(?:a título pessoal|em meu nome|pessoalmente)|niet alleen|niet (?:persoonlijk|op persoonlijke titel|voor mezelf)',
  // "I sign for myself, not for the union"
  "not (?:for|on behalf of|in the name of) (?:the|my|our) (?!future|children)[a-z]+|pas (?:pour|au nom de) (?:le|la|les|l'|mon|ma|notre) ?[a-z]+|nicht (?:für|im namen) (?:den|die|das|der|des|meine[nr]?|unsere[nr]?) [a-zäöü]+",
  'no (?:por|en nombre de) (?:el|la|mi|nuestr[oa]) [a-z]+|non (?:per|a nome) (?:il|la|del|della|il mio|la mia) [a-z]+|não (?:pel[oa]|em nome d[oa]) [a-z]+|niet (?:voor|namens) (?:de|het|mijn|onze) [a-z]+',
]

/** Nobody's email or address is ever published. */
export const PRIVACY = [
  '(?:do not|don.?t|never|without|not) (?:publish|publishing|share|sharing|show|showing|sell|display|give|pass on) (?:my )?(?:e-?mail|mail|address|phone|data|personal data)(?: address)?',
  'ne (?:publiez|partagez|montrez) pas mon (?:adresse|e-?mail|mail)',
  'meine (?:adresse|e-?mail|mailadresse|e-?mail-adresse) (?:bitte )?nicht (?:veröffentlichen|zeigen|weitergeben)',
]

/** Absence notes and ticket systems whose headers say nothing. */
export const MACHINE_SAYS = [
  '(?:out of|away from|not in|return to|back (?:in|at|to)) (?:the |my |our )?office|office is closed',
  'on (?:annual |maternity |parental |sick )?leave|on (?:vacation|holiday)',
  '(?:im|ins|vom) büro|(?:im|in) urlaub|außer haus|abwesend|abwesenheit|(?:au|du|mon) bureau|en (?:congés?|vacances)|absente?',
  '(?:en|a|de) (?:la|mi) oficina|de vacaciones|ausente|(?:in|fuori|dall.) ?ufficio|in ferie|fuori sede|assente|(?:no|do|ao) escritório|de férias|op kantoor|(?:op|met) (?:vakantie|verlof)|afwezig',
  '(?:write|reply|type|respond|enter text) (?:above|below|under) this line',
]

/** Names the signature or the act, where "remove me" only refuses. */
export const WITHDRAWS_OUTRIGHT = [
  'withdraw[a-z]*|unsign|retract|my signature|retirer?|retirar|retiro|ritir(?:o|are|ate)|widerruf[a-z]*|zurück[a-z]*|intrekken|trek',
]

/** The owner of the mailbox says that somebody else has signed. */
export const DENIES = [
  '(?:was|is)(?:n.?t| not) me|not me|(?:did|have|do)(?:n.?t| not| never) (?:sign|signed|want to sign|ask|asked)|never (?:signed|asked)|remove me|take me off|wrong person',
  "pas moi|n'ai (?:pas|rien|jamais) (?:signé|demandé)",
  'war ich nicht|ich war das nicht|nicht unterschrieben',
  'no fui yo|no he firmado|no firmé|não fui eu|não assinei',
  'non sono stat[oa] io|non ho (?:mai )?firmato',
  'ik was (?:dit|dat|het) niet|niet getekend|niet ondertekend',
]

/** Negated among small words, they refuse. Nouns that signers miss are left out: "Ich habe keine Bestätigung". */
export const CORE_WORDS = wordSet(
  'sign signing signed want wanted wanting wish ask asked asking request requested confirm confirmed confirming agree agreed consent consented approve approved support authorise authorised authorize authorized subscribe subscribed participate participated requesting accept accepted interested endorse wrote sent submitted contact write send use register record bother',
  "signer signe signé signée veux souhaite souhaité demande demandé demandée confirme confirmer accepte accepter approuve soutiens consens autorise intéresse m'intéresse intéressé intéressée envoyé écrit sollicité voulu concerne concerné concernée valide désire voulons souhaitons m'écrire contacter",
  'unterschreibe unterschreiben unterschrieben unterzeichne unterzeichnen unterzeichnet will möchte wollte wünsche bestätige bestätigen bestätigt zustimme zustimmen stimme einverstanden angefordert beantragt bestellt angemeldet geschrieben gewollt gewünscht gebeten interessiert mitmachen teilnehmen interesse lust bock bedarf zustimmung einverständnis unterstütze',
  'firmar firmo firmé firmado firmaré quiero deseo queremos quise pedí pedido solicité solicitado escrito enviado confirmo confirmar acepto apoyo autorizo acuerdo interesado interesada interesa escriban manden envíen contacten molesten',
  'firmare firmo firmato voglio desidero intendo chiesto richiesto scritto inviato confermo confermare accetto sostengo autorizzo accordo condivido interessato interessata interessa scrivetemi contattatemi',
  'assinar assino assinei assinado quero desejo quis pedi solicitei mandei escrevi confirmo confirmar aceito apoio autorizo concordo interessado interessada interessa interesse',
  'tekenen teken getekend ondertekenen onderteken ondertekend wil wens gevraagd aangevraagd bevestig bevestigen bevestigd akkoord steun eens meedoen geïnteresseerd interesse belangstelling behoefte toestemming',
)

/** They object without a negation. */
export const OBJECTING = wordSet(
  "refuse decline reject object disagree oppose deny m'oppose conteste décline widerspreche widerrufe verweigere lehne ablehne verbiete verzichte niego opongo rifiuto oppongo recuso oponho weiger protesteer",
)

/** Words that stand beside a refusal and change nothing in it. */
export const BESIDE_NO = wordSet(
  'me us mine am did do does have had will would anything something name signature email emails mail mails message address time wait list up who must politely strongly firmly reflection afraid having slept thought one rather sooner prefer',
  "moi m' suis est mail adresse mais vraiment hélas malheureusement cette fois préfère préférerais",
  'mich mir ich habe hab bin war nichts sowas ganz gar ab darum hier auch diesmal leider jetzt momentan lieber',
  'me yo he nada interés más voy vez pienso ustedes vosotros realmente lamentablemente prefiero preferiría',
  'mi io ho nulla stavolta volta purtroppo qualunque qualsiasi abbiate avete preferisco preferirei eu tenho vou vez infelizmente desta prefiro preferia',
  'mij me ben heb er dit ga hierom mee om keer nu helaas echt liever',
)

/** "I have not signed yet" is no refusal. */
export const NOT_YET = anywhere([
  'yet|still|encore|toujours|noch|bislang|bisher|todavía|aún|ancora|ainda|nog|(?:i|we) (?:have not|haven.?t) (?:signed|confirmed)$',
])

export const EMAIL = wordSet(
  'contact write call reply respond answer email emails mail mails newsletter newsletters marketing advertising spam messages updates news mailing',
  'newsletters publicité publicités contactez écrivez courriel courriels',
  'werbung schicken senden schreiben kontaktieren boletín boletines publicidad correos pubblicità publicidade nieuwsbrief nieuwsbrieven reclame',
)

export const ABOUT_EMAIL = wordSet(
  'do send subscribe please but and any need this more further other your you me us to for about with from of the a again anything else list lists thanks kindly e',
  "de d' svp merci m' me plus autre bitte mir uns mich mehr weitere sie quiero por favor más per favore altre mais por graag meer",
)
