// Phrases that say what an email is for.
// Fragments of regular expressions over folded text (see fold-text.ts). No fragment repeats without a limit.

import { anywhere, wordSet } from '../fold-text.ts'

/** People who speak for an organisation: more than an occupation. */
export const OFFICERS = [
  '(?:vice[- ]?)?(?:chair(?:man|woman|person)?|president[ea]?)|(?:general )?secretary|treasurer|director|owner|manager|founder',
  '(?:vice-?)?présidente?|directeur|directrice|secrétaire|trésori(?:er|ère)|gérante?',
  '(?:vize|ehren)?(?:präsident(?:in)?|vorsitzende[rn]?)|vorstand|geschäftsführer(?:in)?|schriftführer(?:in)?|kassenwart(?:in)?|inhaber(?:in)?',
  'directora|secretari[oa]|tesorer[oa]|direttore|direttrice|segretari[oa]|tesorier[ea]|titolare|diretora?|tesoureir[oa]|voorzitter|penningmeester|eigenaar',
]
const AS_OFFICER = `(?: (?:as|als|en tant que|comme|como|come) (?:(?:an?|the|its) )?(?:${OFFICERS.join('|')}))?`

/** "On behalf of …", "I sign for …": the organisation's name follows. The caller cuts its article. */
export const ON_BEHALF = [
  `(?:i |we )?(?:represent|am representing|are representing)|(?:i am |i.m |we are |we.re )?(?:signing|sign)${AS_OFFICER} for|p\\. ?p\\.|(?:for and )?on behalf of|in (?:the )?name of|representing`,
  `(?:je signe|nous signons)${AS_OFFICER} pour|firm(?:o|amos)${AS_OFFICER} por|firm(?:o|iamo)${AS_OFFICER} per|assin(?:o|amos)${AS_OFFICER} (?:por|pelo|pela)|en tant que représentante? (?:de|du|des|d.)|pour le compte (?:de|du|des|d.)|au nom (?:de|du|des|d.)|nous représentons|je représente`,
  `(?:unterschreibe|unterzeichne|zeichne)n?(?: (?:ich|wir))?${AS_OFFICER} für|(?:teken|onderteken)(?:en)?(?: (?:ik|wij))?${AS_OFFICER} voor|im auftrag (?:von|des|der|vom|(?=mein|unser))|im namen(?: (?:von|des|der|vom))?|stellvertretend für|ich vertrete`,
  'de parte de|en representación (?:de|del)|en nombre (?:de|del)|a nombre (?:de|del)|represento(?: al?)?',
  'in rappresentanza (?:di|del|della|dell.|dei|degli|delle|dello)|per conto (?:di|del|della|dell.|dei|degli|delle|dello)|a nome (?:di|del|della|dell.|dei|degli|delle|dello)|rappresento',
  'em representação (?:de|do|da|dos|das)|em nome (?:de|do|da|dos|das)',
  '(?:in|uit) naam van|ik vertegenwoordig|namens|w imieniu',
]

export const REPRESENTED_BY = [
  'vertegenwoordigd door|representad[oa] por|rappresentat[oa] da|(?:gez|inh|sgd|ppa|i\\. ?[av]|p\\. ?p)\\.|im auftrag|représentée? par|vertreten durch|represented by|signée? par|signed by|c/o',
]

/** The whole text asks for help. */
export const HELP_WHOLE = [
  'help(?: me)?(?: please)?|please help|info(?:rmation|s|rmations)?|instructions|usage|commands|faq|aide(?:z-moi)?|hilfe|anleitung|ayuda|aiuto|ajuda|hulp|uitleg|помощь|pomoc|ヘルプ|帮助',
]

/** Asks to be counted without the name being shown. "Do not publish my name" has words of the next lists. */
export const COUNT_ONLY = [
  'not to be (?:published|printed|listed|named|shown)(?= ?[.!]|$|,)|auf keinen fall (?:öffentlich |namentlich )?(?:genannt|aufgeführt|veröffentlicht|erscheinen|auftauchen)|(?:not|n.t) (?:(?:want |wish )?(?:to )?be )?(?:listed|named|shown|mentioned|displayed)|(?:not|n.t|without|never) (?:list|listing|name|naming) (?:me|us)|anonymously|(?<!the |an )anonymous(?! (?:hand|donor|donation|gift|benefactor|source|author|letter|work|poem|book))|not (?:with|under|by) (?:my (?:full |real )?name|a name)|(?:without|not (?:use|using)) (?!the names? of )(?:my|the) (?:full |real )?name|(?:off|out of|not on) (?:the|any|your) public list|(?:only|just) (?:as )?a number|(?:rather|prefer)(?: that| it if| if)? my name|(?:only|just) count me|count me only|count[- ]only',
  '(?<!not |never |n.t |why you |why do you )(?:keep my name (?:private|hidden|secret|off|out)|(?:leave|keep) (?:my|our) names? off (?:the|your|any) (?:web ?(?:site|page)|site|page|internet)|(?:hide|withhold) my name)',
  'gardez mon nom (?:pour vous|secret|privé)|masque[rz] mon nom|pas (?:être (?:citée?|nommée?|mentionnée?|listée?)|apparaître|figurer)|anonymement|(?:rester|reste|être|sois|moi) anonyme|(?:comptez|compter)[- ]moi (?:seulement|uniquement)|sans (?:faire )?(?:(?:ap)?paraître|publier|afficher|montrer) mon nom|sans mon nom|mais (?:que mon nom n.apparaisse pas|pas avec mon nom)|ni mon nom|pas mon nom (?:sur la liste|en ligne|en public)|sans (?:apparaître|figurer)',
  'namen (?:bitte )?nur intern|nicht auf (?:die|der|eure[rn]?|ihre[rn]?) (?:web|home)?(?:seite|page|site)|nicht (?:namentlich |öffentlich |mit (?:meinem )?namen )?(?:genannt|aufgeführt|gelistet|erwähnt|veröffentlicht|auftauchen|erscheinen)|(?:mich|uns|namen|bitte|nur|aber) (?:bitte )?nicht (?:namentlich |öffentlich |mit (?:meinem )?namen )?nennen|ohne (?:nennung )?(?:meinen|meines) namens?|(?:ohne,? dass mein|sans que mon|senza che il mio|sem que o meu|zonder dat mijn|without my) (?:name|nom|nome|naam)|nicht mit (?:meinem )?(?:vollen )?namen|nicht,? dass mein name|zählt mich nur(?: mit)?|nur (?:mit)?zählen|anonym(?! bleiben will)',
  'no (?:[a-z]{3,12} ){0,2}(?:aparecer|figurar|salir|ser (?:nombrad|mencionad)[oa])|sin (?:mi )?nombre|(?:sólo|solo|solamente) (?:cuéntenme|contadme|contarme)|anónimamente|de (?:forma|manera) anónima|(?:ser|quedar|permanecer|seguir) anónim[oa]',
  'non (?:[a-z]{3,12} ){0,2}(?:comparire|apparire|figurare|essere (?:nominat|citat|elencat)[oa])|(?:il )?mio nome (?:[a-z]{1,12} )?(?:riservato|privato)|senza (?:comparire|apparire|figurare|(?:il mio )?nome)|anonimamente|in forma anonima|(?:restare|rimanere|essere) anonim[oa]|conta(?:te)?mi (?:solo|soltanto)',
  'não (?:[a-z]{2,12} ){0,2}(?:aparecer|constar|figurar|ser (?:nomead|mencionad|listad)[oa])|sem (?:o )?meu nome|anonimamente|(?:ficar|permanecer|ser) an[ôó]nim[oa]|apenas (?:me )?(?:contem|contar)(?:-me)?',
  '(?:wil|wens) (?:liever )?niet (?:met (?:mijn )?naam |bij naam )?(?:genoemd|vermeld|getoond|gepubliceerd|op de lijst)|niet,? dat mijn naam|(?:niet|zonder)(?: met)? mijn naam|(?:tel|telt) mij(?: alleen)? (?:alleen|slechts|mee)|(?<!zat ik )anoniem(?! (?:gebleven|gever))',
  'nie (?:chcę|chciał(?:a)?bym),? (?:że|a)?by moje (?:imię|nazwisko)|bez (?:mojego )?nazwiska|anonimowo|anonymt|utan (?:mitt )?namn',
]

/** "Count me in, but not my name" */
export const NOT_THE_NAME = [
  '(?:but|mais|aber|pero|ma|mas|maar|men|ale|de) (?:please )?(?:not|pas|nicht|no|non|não|niet|inte|ikke|ne|nie|nem) (?:with |under |avec |mit |unter |con |com |met |med |pod )?(?:my|mon|meinem?n?|mi|il mio|o meu|mijn|mitt|mit|mé|moje|a) (?:name|nom|namen|nombre|nome|naam|namn|navn|jméno|nazwisko|nevem)',
  '(?:as |be )?(?:just |only )?a number(?: and|,)? not a name|ohne (?:vollen )?namen(?! der)|ohne (?:öffentliche |namentliche )?(?:nennung|namensnennung)|sans nom|sin nombre|senza nome|niente nome|nessun nome|nada de nombre|pas de nom|kein name|geen naam|nenhum nome|sem nome|zonder naam|uden (?:mit )?navn|beze? jména|név nélkül',
]

/** A negation beside such a word and one of publishing asks to be counted only. */
export const THE_NAME = [
  'names?|nom|namen?|nombre|nome|naam|imi(?:ę|enia)|nazwisk[a-z]{1,2}|namn(?:et)?|navn(?:et)?|jmén[a-z]{1,2}|nev(?:em|emet)|nime(?:ä|äni)|имя|фамили[а-я]',
]
export const NOT_PUBLISHED = [
  'publi(?!c (?:statements?|letters?|appeals?|petitions?|causes?)(?![a-z]))[a-z]{1,9}|pubbli[a-z]{1,9}|print(?:ed)?|mention(?:ed)?|appear|anywhere|private|secret|show[a-z]{0,3}|display[a-z]{0,3}|disclose[a-z]?|reveal[a-z]{0,3}|visible|online|internet|web|websites?|page',
  'affich[a-z]{1,3}|divulgu[a-z]{1,3}|appara[a-z]{2,5}|figur[a-z]{1,4}|montr[a-z]{1,3}|en ligne',
  '(?:veröffentlich|öffentlich|anzeig|gezeigt|zeig|genannt|nenn|erschein|auftauch|sichtbar)[a-z]{0,3}|netz|liste',
  'mostr[a-z]{1,4}|muestr[a-z]{1,3}|apare[a-z]{1,4}|salga|difund[a-z]{1,3}|divulg[a-z]{1,4}|compa[ir][a-z]{1,6}|vedere|appa[ir][a-z]{1,5}|const[ea]r?|sito|sítio|página',
  'toon|tonen|getoond|vermeld(?:en|ing)?|gepubliceerd|openbaar|zichtbaar',
  'podaw[a-z]{1,4}|ujawni[a-z]{1,4}|zveřej[a-z]{1,6}|nezveřej[a-z]{1,6}|neuváděj[a-z]{0,3}|nepublikuj[a-z]{0,3}|nezobraz[a-z]{1,6}|nyilvános[a-z]{0,4}|közzé|megjelen[a-z]{0,4}',
  'visas?|syns|vises?|offentlig[a-z]{1,8}|julk[a-z]{1,8}|публик[а-я]{1,6}',
]
/** Misses the name on the list, says where it is, cannot sign on the page, or does not mind. */
export const SAYS_IT_IS_MISSING = [
  "(?:i|we)(?: [a-z']+){1,2} (?<!want to )see|find|found|was(?:n.?t)?|has(?:n.?t)?|have(?:n.?t)?|still|yet|why|(?:does|is)(?:n.?t| not) (?:show|appear|visible|on|listed)|i (?:can|could)(?:.?t|not| not)(?: [a-z]+)? (?:sign|put|enter|add|open|get|submit)|(?:site|page|form|website) (?:won.t|will not)|possible for me to sign|(?:not|n.t) (?:mind|ashamed)|no (?:reason|objection|problem)|n.t hide|not work(?:ing)?|funktioniert|geht nicht|(?:marche|fonctionne) pas|funciona|funziona|werkt niet",
  'vois|trouve|n.(?:apparaît|est|a|y)|apparaît|figure|toujours|encore|pourquoi|a été|n.affiche|n.est pas (?:affich|publi|visib)[a-zé]{1,4}|(?:peux|parviens|arrive) pas|rien contre',
  'sehe|finde|wurde|erscheint|steht|noch|immer|warum|ist nicht|nicht (?:öffentlich )?zu sehen|wird (?:[a-z]+ ){0,4}nicht (?:angezeigt|gezeigt|aufgeführt)|kann ich (?:[a-z]+ ){0,4}nicht (?:eintragen|unterschreiben|öffnen|finden)|nichts dagegen',
  'veo|encuentro|aparece|figura|sale|sigue|todavía|aún|ha sido|por qué|no me deja (?:firmar|poner|enviar)|(?:web|página) no muestra|no (?:puedo|pude) (?:poner|firmar|abrir|ver)|no está (?:publicad[oa]|visible)',
  'vedo|trovo|compare|appare|risulta|ancora|perché|non è (?:visibile|pubblicat[oa])|non (?:riesco|ho problemi)|vejo|encontro|aparece|consta|ainda|foi|não está (?:publicad[oa]|visível)|não (?:consigo|dá para)',
  'zie|vind|staat|is niet|nog|waarom|wordt niet (?:getoond|vermeld)|geen bezwaar|(?:visas|syns|vises) (?:inte|ikke)|widzę|ciągle|nie ma|vidím|není|ser|hittar|finns|finder|står|látom',
]

/** Introduces the writer: a name follows, or "a composer". */
export const INTRODUCTIONS = [
  '(?:i )?work as|my (?:full )?name(?: is|.?s)|(?:my |the )?(?:full |real |proper )?name for (?:the|your) (?:list|page|petition|records?|files?) is|the name(?: is|.s)|full name is|i.?m|name is|this is|i am|it.?s|it is',
  '(?:mi nombre|el nombre completo) (?:completo )?es|me llamo|yo soy|soy',
  '(?:mon nom|le nom complet) (?:complet )?est|moi,? c(?:.?est)?|je m.appelle|je suis',
  'bin (?:der|die)|(?:mein|der volle) (?:voller )?name (?:ist|lautet)|hier (?:ist|schreibt)|ich hei(?:ss|s)e|ich bin',
  '(?:il mio nome|il nome completo) (?:completo )?è|mi chiamo|io sono|sono',
  '(?:(?:o )?meu nome|o nome completo) (?:completo )?é|(?:eu )?me chamo|(?:eu )?sou(?: [oa])?|chamo-me',
  '(?:mijn (?:volledige )?|de volledige )naam is|ik heet|ik ben',
  'mam na imię|nazywam się|меня зовут|мене звати|jeg hedder|jmenuji se|jag heter|jeg heter|я',
  'i work as|je travaille comme|ich arbeite als|(?:ich bin )?von beruf|trabajo (?:como|de)|lavoro come|faccio (?=il|la|l.)|trabalho como|(?:ik )?werk als',
  'jestem|pracuję jako',
]

/** People who sign together, or whom somebody writes for. */
export const KIN = [
  '(?:gran|granny|grandma|grandmother|nana?|gran?dad|grandpa|grandfather|wife|husband|partner|sons?|daughters?|brothers?|sisters?|mother|father|mum|mom|dad|aunt|auntie|uncle|friends?|neighbou?rs?|colleagues?|children|kids|client|author|boss)',
  '(?:grand-?mère|mamie|mémé|grand-?père|papi|papy|femme|mari|compagne|compagnon|fils|fille|frère|sœur|mère|maman|père|papa|tante|oncle|amie?s?|voisine?|collègues?|enfants|cliente?|auteure?|autrice)',
  '(?:oma|omi|großmutter|opa|großvaters?|frau|mann|mannes|partner(?:in)?|sohn|tochter|bruders?|schwester|mutter|mama|vaters?|papa|tante|onkels?|freund(?:e|es|in)?|nachbar(?:in|n)|kolleg(?:e|in|innen|en)|kinder|mandant(?:in|en)|klient(?:in|en)|autor(?:in|s)?|chef(?:in|s)?)',
  '(?:abuelit?[ao]|mujer|espos[ao]|marido|pareja|hij[oa]s?|herman[oa]s?|madre|mamá|padre|papá|tí[oa]|amig[oa]s?|vecin[oa]|colegas|compañer[oa]s?|client[ea]|autora?|representad[oa]|jef[ea])',
  '(?:nonn[ao]|moglie|marito|compagn[oa]|figli[oae]?|fratell[oi]|sorell[ae]|madre|mamma|padre|papà|babbo|zi[ao]|amic[oahi]{1,3}|vicin[ao]|collegh?[iea]|client[ei]|autore|autrice|assistit[ao]|capo)',
  '(?:av[óô]|vov[óô]|mulher|espos[ao]|marido|companheir[oa]|filh[oa]s?|irmãos?|irmãs?|mãe|pai|tia|tio|amig[oa]s?|vizinh[oa]|colegas?|client[ea]|autora?|chefe)',
  '(?:oma|opa|grootmoeder|grootvader|vrouw|man|partner|zoon|dochter|broer|zus|moeder|mama|vader|papa|tante|oom|vriend(?:en|in)?|buurvrouw|buurman|collega.?s?|kinderen|cliënte?|klant|auteur|schrijver|schrijfster|baas)',
]

/** "My wife", "our dear client" */
export const MY_KIN = [
  '(?:my|our)',
  '(?:ma|mon|mes|notre)',
  '(?:meine?[rnms]?|unsere?[rnms]?)',
  '(?:mis?|nuestr[oa])',
  '(?:mi[ao]|miei|mie|nostr[oa])',
  '(?:meus?|minhas?|noss[oa])',
  '(?:mijn|m.n|onze|ons)',
].map((mine, language) => `${mine} (?:[^ ,.;:]{1,20} ){0,2}?${KIN[language]}`)

/** Says that more than one person wants to sign. */
export const TOGETHER = [
  ...MY_KIN,
  '(?:my|our|the whole) family(?! (?:mailbox|address|account|e-?mail))|(?:would|will|want to|like to) both|the following (?:people|persons|individuals|names|colleagues|signatories)|(?:all|both|two|three|four|five) of us|we (?:both|all)|(?:our|these) names',
  '(?:ma|notre) famille|nous (?:tous|toutes|deux|trois|quatre)|tous les (?:deux|trois|quatre)|les personnes suivantes',
  '(?:meine|unsere) familie|wir (?:beide|alle|zwei|drei|vier)|folgende (?:personen|namen)',
  'mi familia|somos (?:dos|tres|cuatro|cinco|vari[oa]s)|(?:firmamos|los|las) (?:tod[oa]s|dos|tres|cuatro)|las siguientes personas',
  'mia famiglia|siamo in (?:due|tre|quattro)|tutti e (?:due|tre|quattro)|le seguenti persone',
  'minha família|(?:somos|os|as) (?:dois|duas|três|quatro)|as seguintes pessoas',
  'podpisujemy się (?:oboje|obaj|obie|wszyscy)',
  'mijn (?:gezin|familie)|wij (?:beiden|allemaal)|met (?:z.n|ons) (?:tweeën|drieën)|de volgende (?:personen|mensen)',
]

/** "My mother (she has no email) wants to sign": few words may stand between. */
export const KIN_SIGNS = [
  '(?:[^.;!?]{0,60} )?(?:(?:wants|would (?:also )?(?:like|love)|wishes|asks) (?:also )?to (?:also )?(?:sign|be (?:added|included|listed))|asked me to (?:sign (?:for|in|on)|(?:add|put|send)(?: in)? (?:her|his|their))|(?:would|might|will) (?:also )?sign)',
  '(?:[^.;!?]{0,60} )?(?:veut|voudrait|souhaite|aimerait|désire) (?:aussi |également )?signer',
  '(?:[^.;!?]{0,60} )?(?:möchte|will|würde) [^.;!?]{0,30}(?:unterschreiben|unterzeichnen|mitzeichnen)',
  '(?:[^.;!?]{0,60} )?(?:quiere|quisiera|desea|querría) (?:también )?(?:firmar|adherirse|sumarse)',
  '(?:[^.;!?]{0,60} )?(?:vuole|vorrebbe|desidera) (?:anche |pure )?(?:firmare|aderire|sottoscrivere)',
  '(?:[^.;!?]{0,60} )?(?:quer|queria|gostaria de|deseja) (?:também )?(?:assinar|subscrever)',
  '(?:[^.;!?]{0,60} )?(?:wil|zou|wenst) [^.;!?]{0,30}(?:tekenen|ondertekenen|meetekenen)',
].map((signs, language) => `${MY_KIN[language]} ${signs}`)

/** "Could you add her name?" */
export const ADDS_ANOTHER = [
  '(?:add|include|put) (?:his|her|their) (?:name|signature)|sign(?:s|ing)? for (?:him|her)|(?:asked|authori[sz]ed|instructed) me .{0,60}that (?:s?he|they) (?:wish(?:es)?|wants?|would (?:also )?(?:like|love)) to (?:sign|be (?:added|included|listed))',
  'ajoute[rz]? (?:son nom|sa signature)|mettre son nom|m.a (?:demandé|chargée?|priée?) .{0,60}qu.(?:elle|il) (?:souhaite|voudrait|désire|veut) (?:aussi )?signer',
  '(?:ihren|seinen) namen (?:dazu|hinzu|eintragen|aufnehmen|ergänzen)|(?:ihre|seine) unterschrift|(?:bat mich|mich gebeten|beauftragt) .{0,60}dass (?:sie|er) (?:gerne? )?(?:unterschreiben|unterzeichnen) (?:möchte|will)',
  '(?:añad|inclu|agreg|pon)[a-z]{1,5} su (?:nombre|firma)|me (?:ha pedido|pidió|pide|encarga) .{0,60}que (?:quiere|desea|quisiera) firmar',
  '(?:aggiung|inseri|mett)[a-z]{1,5} (?:il suo nome|la sua firma)|mi (?:ha )?(?:chiesto|chiede|incaricat[oa]|prega) .{0,60}che (?:vuole|vorrebbe|desidera) firmare',
  '(?:acrescent|adicion|inclu)[a-z]{1,5} (?:o nome|a assinatura) del[ea]|(?:pediu-me|me pediu) .{0,60}que (?:ela |ele )?(?:quer|deseja|gostaria de) assinar',
  '(?:haar|zijn) (?:naam|handtekening) (?:toevoegen|erbij|zetten)|stuur ik (?:haar|zijn) handtekening|(?:vroeg|verzocht|heeft) (?:me|mij) .{0,60}dat (?:zij|ze|hij) (?:graag )?(?:wil|wenst te) (?:onder)?tekenen',
]

/** The name of somebody else follows. */
export const CALLED = [
  '(?:her|his) (?:full )?name(?: is|.s)|s?he(?: is|.s) called|s?he(?: is|.s) dictating|diktiert (?:er|sie)|(?:il|elle) (?:me )?dicte|me (?:lo )?dicta|mi detta|dita-me|dicteert (?:hij|zij|ze)',
  'elle s.appelle|il s.appelle|son nom est',
  '(?:sie|er) hei(?:ß|ss)t|(?:ihr|sein) name ist',
  '(?:ella|él) se llama|su nombre es',
  '(?:lei|lui|nonn[ao]|zi[ao]|madre) si chiama|il su[oa] nome è',
  '(?:zij|ze|hij) heet|(?:haar|zijn) naam is',
  '(?:ela|ele) (?:se chama|chama-se)|(?:o )?nome del[ae] é',
]

export const PEN_NAMES = [
  '(?:married|maiden|former|old|birth) name|(?:cognome|nome) (?:da sposata|di mio marito)|nom (?:de mon mari|d.épouse)|ehenamen?|apellido de mi marido|apelido do meu marido|naam van mijn man|nom de jeune fille|mädchenname[n]?|nome da nubile|nombre de soltera|nome de solteira|meisjesnaam',
  'pseudon[yi]m[oea]?s?|noms? de plume|noms? d.artiste|nom de scène|(?:pen|stage)[ -]name|name i (?:write|publish|perform|work|paint|draw|act|play) (?:under|as)(?: please)?|(?:real|legal|birth|artist) name|(?:my|an|the|unter|mein|meinem) alias',
  'état civil|(?:vrai|propre) nom|nom civil|véritable nom|pseudonimem?',
  '(?:künstler|autoren|schriftsteller|bühnen|klar)namen?|bürgerliche[rnm]? namen?|(?:echte|eigene|richtige|wirkliche)[rn]? namen?',
  'pseudónimos?|seudónimos?|nombre (?:artístico|de pluma|real|verdadero)|verdadero nombre',
  'nome d.arte|vero nome|nome (?:vero|anagrafico)|pseudonimi',
  'pseudoniem(?:en)?|artiestennaam|schrijversnaam|pennaam|(?:echte|eigen) (?:achter)?naam|eigenlijke naam',
  'nome (?:artístico|de pluma|verdadeiro|civil|literário)|verdadeiro nome',
]

/** "Sign me as Rex Carver", "unter Rex Carver": the name to publish follows. */
export const NAMED_PLAINLY = [
  '(?:as|under|with|by)|(?:publish|use|show|print)(?: only| just)?(?: the name)?',
  '(?:comme|sous|avec)|(?:publiez|affichez)(?: seulement| le nom)?',
  '(?:als|unter)|(?:veröffentlichen|nennen|schreiben) sie(?: bitte)?(?: nur)?',
  '(?:como|con)|publiquen(?: solo)?',
  '(?:come|col|con)|(?:pubblicate|scrivete)(?: solo)?',
  '(?:onder|met)|vermeld(?: alleen)?',
  'com|publiquem(?: só)?|pod|jako',
]

/** The kind of an organisation, before its name: "our band The Lanterns". */
export const KINDS_OF_ORGANISATION = [
  '(?:small |local |national |independent |non-profit |nonprofit |little ){0,2}(?:organi[sz]ation|association|society|company|firm|business|band|choir|orchestra|ensemble|collective|cooperative|co-op|charity|foundation|trust|guild|union|network|club|group|project|studio|gallery|theatre|museum|school|magazine|newspaper|label|record label|press|publisher|publishing house|bookshop|bookstore|shop|caf[eé](?!-)|pub|farm|parish|branch|library|agency|institute|non-profit|ngo|start-?up|federation|community|initiative|committee|hospice|hospital|trio|quartet|workshop|centre)',
  '(?:petite )?(?:association|organisation|organisme|société|entreprise|compagnie|collectif|coopérative|fondation|fédération|syndicat|groupe|chorale|chœur|orchestre|troupe|maison d.édition|éditions|(?:café-)?librairie|café|bar|boulangerie|épicerie|bibliothèque|revue|réseau|club|ciné-club|école|musée|galerie|théâtre|studio|amicale|comité)',
  '(?:kleiner? |gemeinnütziger? )?(?:[a-z]{3,14}(?:verein|verband|verlag|chor|kino|laden|schule|theater|museum|orchester)|organisation|verein|vereins|verband|verbands|verlag|verlags|(?<=(?:unsere|unserer|meine|meiner|die|der) )firma|unternehmen|unternehmens|band|chor|chors|chores|orchester|gruppe|kollektiv|kollektivs|genossenschaft|stiftung|gewerkschaft|initiative|bürgerinitiative|buchhandlung|bibliothek|agentur|zeitschrift|theater|theaters|museum|galerie|schule|studio|fördervereins?|netzwerks?|gesellschaft)',
  '(?:pequeñ[oa] )?(?:asociación|organización|entidad|empresa|sociedad|compañía|colectivo|cooperativa|fundación|federación|sindicato|grupo|coro|orquesta|banda|editorial|librería|cafetería|bar|panadería|tienda|biblioteca|revista|red|club|escuela|museo|galería|teatro|estudio|comité|plataforma)',
  '(?:piccol[oa] )?(?:associazione|organizzazione|ente|azienda|società|impresa|compagnia|collettivo|cooperativa|fondazione|federazione|sindacato|gruppo|coro|orchestra|banda|casa editrice|libreria|caffè|bar|panificio|bottega|biblioteca|rivista|rete|circolo|scuola|museo|galleria|teatro|studio|comitato|ditta)',
  '(?:pequen[oa] )?(?:associação|organização|entidade|empresa|sociedade|companhia|coletivo|cooperativa|fundação|federação|sindicato|grupo|coro|orquestra|banda|editora|livraria|café|bar|padaria|loja|biblioteca|revista|rede|clube|cineclube|escola|museu|galeria|teatro|estúdio|comité|comitê)',
  '(?:kleine )?(?:vereniging|organisatie|stichting|bedrijf|bond|vakbond|collectief|coöperatie|band|koor|orkest|groep|uitgeverij|boekhandel|café|winkel|bakkerij|bibliotheek|tijdschrift|netwerk|club|school|museum|galerie|theater|studio|filmhuis|genootschap|[a-z]{3,12}(?:club|koor|vereniging))',
  '(?:stowarzyszenie|fundacja|fundacji|związek|wydawnictwo|księgarnia|zespół|chór|klub|teatr|szkoła|biblioteka|spółdzielnia|organizacja|pracownia|redakcja|towarzystwo)',
] as const

/** The writer's office in an organisation, or "we are called"; its name follows. */
export const OFFICES = [
  'i (?:run|chair|lead|manage|direct|head|own|represent)',
  'je (?:dirige|préside|représente|gère)',
  'ich (?:leite|führe|vertrete|betreibe)',
  '(?:dirijo|presido|represento|gestiono|gestisco|dirigo|presiedo|rappresento|giro)',
  'ik (?:leid|bestuur|vertegenwoordig|run)',
  'the (?:whole )?(?:team|staff) (?:of|at|behind)|(?:all|everyone|everybody)(?: of us)? at|(?:toute )?l.équipe (?:de|du|des|d.)|(?:das |euer |ihr )?team (?:von|vom|der|des)|(?:todo )?el equipo (?:de|del)|(?:tutto )?(?:il team|lo staff) (?:di|del|della|dell.)|a equipa? (?:de|do|da)|het team van',
  '(?:it|they|we)(?:.s|.re| is| are) called|our name(?:.s| is)|nous nous appelons|(?:il|elle) s.appelle',
  'wir heißen|nos llamamos|ci chiamiamo|chamamo-nos|wij heten',
]

/** Says outright that an organisation signs: "as an organisation". */
export const AS_ORGANISATION = [
  ...[
    'as (?:an?|our|the) ',
    '(?:en tant que|comme) ',
    'als ',
    'como ',
    'come ',
    '(?:como|enquanto) ',
    'als ',
    'jako ',
  ].map((as, language) => `${as}${KINDS_OF_ORGANISATION[language]}(?= ?(?:[,:;.!(]|$))`),
  '(?:as|for) (?:an?|our|the|its|your|one) ?(?:supporting |signatory )?(?:organi[sz]ation|company|association|charity|institution|business|group|band)',
  'as (?:organi[sz]ation|company|association)|(?:supporting|signatory|signing) organi[sz]ations?|organi[sz]ational (?:signatory|signature)|list of (?:signatory |supporting )?organi[sz]ations',
  '(?:en tant qu.|en tant que |comme )(?:organisation|association|entreprise|société|collectif|librairie|maison d.édition|groupe|chorale|club|école)|organisations? signataires?|liste des (?:organisations|associations)',
  'als (?:organisation|laden|geschäft|betrieb|buchhandlung|chor|verein|verband|firma|unternehmen|institution|verlag|gruppe)|liste der (?:organisationen|verbände|vereine)',
  'como (?:organización|entidad|asociación|empresa|institución|colectivo|librería|editorial|grupo|coro|banda|club|escuela)|firma institucional|lista de (?:organizaciones|entidades)',
  'come (?:organizzazione|associazione|ente|azienda|società|collettivo|libreria|casa editrice|gruppo|coro|banda|circolo|scuola)|(?:lista|elenco) delle (?:organizzazioni|associazioni)',
  '(?:como|enquanto) (?:organização|entidade|associação|empresa|instituição|coletivo|livraria|editora|grupo|coro|banda|clube|escola)(?: coletiva)?|lista das (?:organizações|associações|entidades)',
  'als [a-z]{0,12}(?:organisatie|instelling|vereniging|bedrijf|stichting|boekhandel|uitgeverij|koor|groep|club|school)|lijst van (?:organisaties|verenigingen)',
] as const

/** The wish of an organisation, after its name: "would like to sign", "souhaite signer". */
export const ORGANISATION_SIGNS = [
  '(?:se (?:joint|joignent)|s.associe(?:nt)?) à',
  '(?:declares?|express(?:es)?|gives?|adds?) (?:its|their) (?:full )?support|(?:exprime|manifeste|apporte)(?:nt)? (?:tout )?(?:son|leur) (?:soutien|adhésion)|erklär(?:t|en) (?:hiermit )?(?:seine|ihre)n? (?:unterstützung|beitritt)',
  '(?:manifiesta|expresa|comunica|declara)n? su (?:adhesión|apoyo)|(?:comunica|esprime|manifesta|dichiara) (?:la propria|il proprio|la sua|il suo) (?:adesione|sostegno|appoggio)|(?:manifesta|declara|expressa)m? (?:(?:o|a) )?(?:seu|sua) (?:apoio|adesão)|betuigt (?:zijn|haar) steun|wyraża (?:swoje )?poparcie',
  '(?:(?:hereby|gladly|also|all) ){0,2}(?:would (?:also )?(?:like|love|be (?:happy|glad|proud))|want|wants|wish|wishes|(?:is|are) (?:also )?(?:happy|proud|pleased|glad)|asks?|intends?|ha(?:s|ve) (?:decided|voted|agreed|resolved)|voted|decided) to (?:also )?(?:sign|co-?sign|join|support|endorse|back|become|add|appear|be)',
  '(?:souhait(?:e|ent)|veut|veulent|désire(?:nt)?|voudrai(?:t|ent)|aimerai(?:t|ent)|tient à|a décidé de|ont décidé de|demande à|a l.honneur de)(?: aussi| également)? (?:signer|soutenir|rejoindre|figurer|être|se joindre|s.associer|apporter)|figure parmi|soit ajoutée?|a (?:voté|décidé|approuvé)(?= .{0,60}(?:sign|adhé|soutenir|rejoindre))',
  '(?:möchte|möchten|will|wollen|würden?)(?= .{0,80}(?:zeichn|unterschreib|unterstütz|anschlie|aufgenommen|dabei sein|beitreten))',
  '(?:hat|haben)(?= .{0,80}(?:beschlossen|entschieden))|schlie(?:ß|ss)(?:t|en) sich',
  '(?:quieren?|desean?|quisieran?|querría|solicita|pide|aprobó|ha aprobado|acordó|decidió)(?= .{0,60}(?:firm|adher|sum|apoy|suscrib|figur|ser añadid|ser incluid))|se suma|se adhiere',
  '(?:vuole|vogliono|desidera(?:no)?|vorrebbe(?:ro)?|intende|chiede di|ha deliberato|ha deciso)(?= .{0,60}(?:firm|ader|sottoscriv|sosten|essere|figur))',
  '(?:quer(?:em)?|deseja(?:m)?|gostariam? de|pretende|vem|decidiu|deliberou)(?= .{0,60}(?:assin|subscrev|apoi|ader|adesão|junt|associ|ser incluíd|figur))|junta-se',
  '(?:vill|vil|önskar|ønsker|chce|pragnie)(?= .{0,40}(?:skriv|podpis|stöd|støtt|poprze))',
  '(?:wil|willen|zou|wenst|heeft besloten|sluiten ons|sluit zich)(?= .{0,80}(?:teken|steun|aan|toegevoegd|vermeld|besloten))',
] as const

/** "I am not signing as an individual": who signs instead follows. */
export const NOT_IN_PERSON = [
  '(?:(?:i am|i.m|i do|i will|i.ll|we are) )?(?:not|don.t|won.t)(?: be)? (?:signing|sign)(?: this| it)? (?:personally|privately|as (?:an individual|a private (?:person|individual)|myself)|for myself|in my own name|on my own behalf|in a (?:personal|private) capacity)|not (?:me|myself)(?: personally)?',
  '(?:je ne signe pas|pas) (?:en mon (?:propre )?nom|à titre (?:personnel|individuel|privé)|pour moi(?:[- ]même)?)',
  '(?:ich )?(?:unter(?:schreibe|zeichne) )?(?:ich )?(?:hier )?nicht (?:persönlich|privat|als privatperson|für mich(?: selbst| persönlich)?|im eigenen namen)',
  'no (?:firmo )?(?:a título (?:personal|individual)|en mi (?:propio )?nombre|como (?:particular|individuo))',
  'non (?:firmo )?(?:a titolo (?:personale|individuale)|a nome mio|come (?:privato|singolo))',
  'não (?:assino )?(?:a título (?:pessoal|individual)|em meu (?:próprio )?nome|como particular)',
  '(?:ik )?(?:(?:onder)?teken )?niet (?:persoonlijk|op persoonlijke titel|als privépersoon|voor mezelf|namens mezelf)',
]

/** The body that decides for an organisation, before its name. */
export const BOARD_OF = [
  '(?:board|executive|committee|council|trustees|members|staff) of(?: the)?',
  "(?:conseil d.administration|bureau|comité) (?:de la|de l'|de|du|des)",
  'vorstand (?:des|der|von)',
  '(?:junta directiva|junta|asamblea) (?:del|de la|de)',
  "(?:consiglio direttivo|direttivo|consiglio) (?:del|della|dell'|di)",
  '(?:direcç?ão|diretoria) (?:do|da|de)',
  'bestuur van(?: de| het)?',
] as const

/** Asks for somebody to be put on the list: a name or an organisation follows. */
export const ADDS = [
  '(?:add|include|list|put|register|record|enrol|enter|name)',
  '(?:d.|m.)?ajoute[rz]?|(?:m.)?inscri(?:re|vez)|inclu(?:re|ez)|mettez(?:-moi| mon nom)',
  '(?:nehm|trag|setz|schreib)(?:en sie|t)|füg(?:en sie|t)|führen sie|(?:nimm|trag|setz|schreib) (?:mich|uns|meinen namen)',
  'añad(?:an|id|ir)|agreg(?:uen|ar)|inclu(?:yan|ir)|sumen|apunten|pon(?:gan)? mi (?:nombre|firma)|(?:añád|agrégu|inclúy|apúnt|póng|súm|anót)[a-z]{1,4}me',
  'aggiung(?:ete|ere|i)|inseri(?:te|re)|includere|mett(?:ete|i)|(?:aggiunge|inseri|mette|aggiungi)temi',
  'adicion(?:em|ar|a)|acrescent(?:em|ar|a)|inclu(?:am|ir|a|i)|(?:bot|coloc|coloqu|ponh)[a-z]{1,4} (?:(?:o |a )?(?:meu nome|minha assinatura)(?: (?:lá|aí))?|aí)',
  '(?:voeg|zet|graag|vermeld|neem|schrijf mij)',
]

/** The writers speak for more than themselves: "we are Paper Moon Games". */
export const WE_ARE = [
  '(?:we are|we.?re|we at|we from|we of|we as|we,)',
  '(?:nous sommes|nous,? (?:en tant que|au|à la|du|de la|de l.|des)|nous,)',
  '(?:wir sind|wir von|wir vom|wir im|wir als|wir,)',
  '(?:(?:nosotros )?somos|nosotr[oa]s (?:como|del|de la|de los|en)|nosotr[oa]s,|desde)',
  '(?:(?:noi )?siamo|noi (?:come|del|della|dell.|dello|dei|degli|delle)|noi,)',
  '(?:(?:nós )?somos|nós (?:como|do|da|dos|das)|nós,)',
  '(?:wij zijn|we zijn|(?:wij|we) (?:van|bij)|wij als|wij,)',
] as const

/** "I signed yesterday", "Did it work?" */
export const SIGNED_BEFORE = [
  '(?:i|we)(?:.ve| have| had)?(?: already)? (?:wrote|written|e-?mailed|mailed|sent)(?: [^ .?!]{1,20}){0,10} to sign|(?:(?:j.)?ai|avais)(?: déjà)? écrit(?: [^ .?!]{1,20}){0,8} pour signer|geschrieben,? um zu unter[a-z]{7,10}|(?:mandé|escribí|envié)(?: [^ .?!]{1,20}){0,6} para firmar|(?:ho|avev[oa]|avevamo|abbiamo)(?: già)? (?:scritto|mandato)(?: [^ .?!]{1,20}){0,6} per firmare|(?:escrevi|mandei|enviei)(?: [^ .?!]{1,20}){0,6} para assinar|(?:gemaild|geschreven|gestuurd) om te (?:onder)?tekenen',
  'podpisał[ae]m|jestem (?:już )?na liście|already signed|déjà signé|(?:schon|bereits) (?:unterschrieben|unterzeichnet)|ya (?:ha )?firmad[oa]|già firmato|já assinou|al (?:ge|onderge)tekend',
  '(?<!if )(?:i|we)(?:.ve| have)?(?: already| just)? (?:signed|confirmed)|did (?:it|that|this) (?:work|go through|arrive)|after (?:signing|i signed)|put my name down (?:on|last|yester|this)|have i signed|am i (?:on|in|signed)',
  "j'ai (?:déjà |bien )?(?:signé|confirmé)|nous avons signé|suis-je (?:bien |déjà )?(?:inscrite?|dedans|sur la liste)",
  '(?:habe|haben|hatten?)(?: [^ .?!]{1,30}){0,8} (?:unterschrieben|unterzeichnet|mitgezeichnet)|bin ich(?: jetzt| nun| denn| schon){0,2} (?:dabei|drin|drauf|eingetragen)',
  'he firmado|firmé|hemos firmado|estoy (?:ya )?(?:en la lista|apuntad[oa]|inscrit[oa]|dentro)',
  'ho (?:già )?firmato|abbiamo firmato|ci sono anch.io|sono (?:già )?(?:in elenco|iscritt[oa]|dentro)',
  '(?:já )?assinei|assinámos|assinamos|estou (?:já )?(?:na lista|inscrit[oa])',
  '(?:heb|hebben)(?: [^ .?!]{1,30}){0,8} (?:getekend|ondertekend)|sta ik(?: er| nou| nu| al| wel| of| niet){0,6} (?:op|bij|tussen)',
]

/** A question without a question mark. */
export const ASKS_INDIRECTLY = [
  '(?:want|wanted|like|love) to (?:know|check|ask|make sure)|wonder(?:ing)?|curious|(?:know|hear|read|find out) more|please check|where is|missing',
  'savoir (?:[aà] |de |par )?(?:si|qui|que|ce|comment|quand|où|à qui|combien|pourquoi)|en savoir (?:plus|davantage)|vérifier|où est',
  '(?:wissen|erfahren),? (?:ob|wer|wie|wann|was|wo|wohin|warum)|mehr (?:wissen|erfahren)|wüsste (?:ich )?gerne?|nachsehen|prüfen|wo ist|fehlt',
  'saber más|saber (?:(?:a|de|con|por) )?(?:si|quién(?:es)?|qué|cómo|cuándo|cuánto|dónde|por qué)|comprobar|dónde está|falta',
  'sapere di più|sapere (?:(?:a|da|di|con) )?(?:se|chi|che|cosa|come|quando|quant[oaie]|dove|perché)|controllare|verificare|manca',
  'saber mais|saber (?:(?:a|de|com|por) )?(?:se|quem|o que|como|quando|quant[oa]s?|onde|porquê)|verificar|falta',
  'wiedzieć,? (?:kto|czy|jak|kiedy|gdzie|co|komu|dlaczego)|meer weten|weten (?:of|wie|wat|hoe|wanneer|waar|waarom)|nakijken|ontbreekt|controleren',
]

/** "I do not want to sign twice" */
export const TWICE = [
  'twice|two times|a second time|double',
  'deux fois|une seconde fois|double',
  'doppelt|zweimal|zwei mal|noch einmal',
  'dos veces',
  'due volte|doppio',
  'duas vezes',
  'dubbel|twee keer|tweemaal',
]

/** Nobody says this of a page that does not work. */
export const AS_IT_STANDS = [
  'present form|current form|as it (?:stands|is)|as (?:written|worded)|must decline',
  "en l'état|sous cette forme|tel quel",
  'in dieser form|so nicht|um verständnis',
  'tal (?:y )?como|en estos términos|en su forma actual',
  'in questa forma|così com.è|nella forma attuale',
  'nesta forma|tal como|nestes termos',
  'in deze vorm|zoals (?:het|hij|ze) (?:nu )?(?:er ligt|is)',
]

/** A no with other words between its own. */
export const WITHOUT_ME = [
  '(?:therefore|thus|hence) (?:i )?(?:cannot|can.?t|shall not|won.?t|will not) sign|(?:keep|leave) (?:me|us|(?:my|our) names?) (?:out|off)|i.m (?:afraid i.m )?out(?! of| for| with| in)|cannot in (?:good )?conscience|more than my job.s worth|pass on this|(?:won.t|will not|do not|don.t) get my signature',
  'ne (?:peux|puis) donc pas signer|hors de question que je|n.ajouterai pas|ne me compterez pas|pas (?:pour|avec) (?:moi|mon nom)$|(?:mais |non merci,? )sans moi',
  'unterschrift (?:bekommen|kriegen|bekommt|kriegt) [a-z ]{0,20}nicht|halte ich mich [a-z ]{0,20}raus|von mir (?:bekomm|krieg|erhalt|gibt)[a-z]{0,3} .{0,20}keine unterschrift|kann ich (?:es |das |ihn |sie )?(?:daher |deshalb |leider )?nicht (?:unterschreiben|unterzeichnen|mittragen)|ein eigentor|(?:bitte |aber |nein,? )ohne mich',
  'por (?:eso|(?:lo )?tanto) no puedo firmar|(?:quindi|perciò|dunque|pertanto) non posso (?:firmare|aderire)|non posso (?:quindi|perciò|dunque|pertanto) (?:firmare|aderire)|mantenerme al margen|sería deshonesto|mi firma no (?:la|se la)|no (?:tenéis|tienen) mi firma|tirarmi indietro|ve l[ao] (?:sognate|scordate)|(?:ma |grazie,? )senza di me',
  'kan ik (?:het |dit |hem )?(?:dus |daarom |helaas )niet (?:onder)?tekenen|krabbel krijgen|(?:handtekening|krabbel|naam) [a-z ]{0,30}(?:niet rekenen|krijgen jullie [a-z ]{0,10}niet|niet onder)|sla (?:deze|dit|hem) [a-z ]{0,8}over|naam komt er [a-z ]{0,40}niet onder|moet [a-z ]{0,10}teleurstellen|van mij (?:krijgt|krijgen) .{0,20}geen handtekening|(?:maar |dank u,? )zonder mij',
  'não posso[a-z, ]{0,30} (?:subscrev|assin|apoi)[a-zê-]{1,8}|não contem[a-z, ]{0,20} (?:comigo|com o meu nome)|não têm a minha assinatura|(?:mas |obrigad[oa],? )sem mim',
]

/** "I was all set to sign" */
export const WISHED_TO_SIGN = [
  '(?:was|were) (?:all )?(?:set|ready|going|about) to|would have signed|(?:aurais|hätte|habría|avrei|teria) [a-z]{4,12}|(?:allais|wollte|iba a|stavo per|ia|wilde|zou) [a-z]{4,12}',
]

/** Somebody else wants the writer to sign, or something comes before it. */
export const ASKED_TO_SIGN = [
  'if (?:i|we) (?:were to |should |do |did )?sign|si (?:je signe|nous signons|firmo|firmara)|(?:wenn|falls) ich (?:[a-z]+ ){0,3}(?:unterschreibe|unterzeichne)|se (?:io )?(?:firmo|firmassi|assino|assinar)|als ik (?:onder)?teken',
  'before (?:i |we )?(?:can |could )?sign(?:ing)?|avant de signer|(?:bevor|ehe) ich .{0,30}(?:unterschreib|unterzeichn)|vor (?:der|einer|meiner) unterschrift|antes de (?:firmar|assinar)|prima di (?:firmare|aderire)|voordat ik .{0,30}teken',
  '(?:l.)?(?:invit(?:ation|o|ación)|einladung|convite|uitnodiging)(?:[^.,;]{0,20}) (?:to sign|à signer|zu unter|a firmare?|para assinar|te (?:onder)?teken)|(?:asking|inviting) (?:[^ ]{1,20} ){0,5}to sign|(?:asked|invited|urged|told|encouraged|sent|want(?:s|ed)) (?:[^ ]{1,20} ){0,5}(?:to sign|(?:sign|signing) (?:this|it))',
  '(?:demandé|proposé|invitée?|conseillé)s? (?:[^ ]{1,20} ){0,4}(?:à|de) signer',
  '(?:gebeten|aufgefordert|eingeladen|gefragt),? .{0,40}zu unterschreiben',
  '(?:pedido|pidieron|pidió|invitado|propuesto) (?:[^ ]{1,20} ){0,4}(?:firmar|firme|firmara)',
  '(?:chiesto|invitat[oa]|proposto) (?:[^ ]{1,20} ){0,4}(?:di|a) (?:firmare|aderire)',
  '(?:pediram|pediu|convidaram|convidad[oa]) .{0,30}(?:assinar|assinasse)',
  '(?:gevraagd|uitgenodigd) .{0,30}te (?:teken|onderteken)en',
]

/** Speaks of joining, in whatever form: beside none of these, no sentence is taken for a wish to sign. */
export const JOINS = [
  'so (?:do|am|will) i|me too|moi aussi|ich auch|yo también|anch.io|eu também|ik ook|ja też|on (?:the|your|this) (?:list|petition|letter)|(?:be|is) (?:named|listed|counted|associated|included)|(?:our|their|its) names?|sur (?:la|votre) liste|auf (?:die|der|eure[rn]?|ihrer?) liste|en la lista|nella lista|na lista|op de lijst|figur[ae]r|apparaître|comparire|aparecer',
  'toevoegen|ondertekenaars|aufnehmen|hinzufügen|signataires|firmantes|firmatari|signatários|sygnatarius[a-z]{1,3}',
  'be (?:just |only )?a number|anonym[a-z]{0,5}|anonim[a-z]{1,6}|anoniem',
  'sign(?:s|ed|ing|ature|atures|atory|atories)?(?! up (?:thousands|hundreds|more|new|supporters|people))|add(?:ed)?|include[d]?|put me|count(?:ed)?|join(?:ing|ed)?|support(?:s|ing|er|ers)?|endorse[sd]?|agree|behind (?:you|this)|(?:stand|be) (?:with|beside|among)|put it (?:on|under|down)|back(?:s|ing)? (?:you|this|it|the|your)|stick (?:me|us)|honou?red|proud|with you|(?:full |my )name|in favou?r|urge|call (?:on|for|upon)|ask (?:that|you to)|demand',
  'sign(?:e[rz]?|ons|ent|ature|atures|ataires?)|ajoute[rz]?|compte[rz]?(?:[- ](?:moi|nous|sur))?|comptée?s?|(?:me|nous|se) joi(?:ns|gnons|ndre)|souti(?:en[st]?|ennent)|souten(?:ons|ir)|adhè?re[rns]?|adhésion|[ms].associe[rz]?|(?:me |à me )rallie[rz]?|inscri[a-z]{2,4}|participe[rz]?|mon nom|ma voix|(?:demande|exige) (?:que|de)',
  'mittr[aä]g[a-z]{0,3}|eintragen|mache (?:gerne? |auch |da |gern ){0,2}mit$|unter(?:schr[a-z]{2,8}|zeichn[a-z]{1,6}|stütz[a-z]{1,6})|(?:mit)?zeichne[nt]?|mitmachen|dabei(?! (?:auf|an|vor|immer|etwas|nur|ein|eine|einen|zu|über)(?![a-z]))|zähl(?:t|en|e)|(?:mit)?gezählt|(?:trag|setz|schreib|nehm)(?:t|en|e)? (?:sie )?(?:bitte )?(?:mich|uns|meinen)|(?:an)?schlie(?:ß|ss)(?:e|en|t)|drauf|stimme|namen?|hinter (?:ihnen|euch|ihrer?|eurer?|dem|der)|fordere|appelliere',
  'firm(?:o|a|as|ar|amos)|un(?:o|imos|irme|irnos)|ap(?:oyo|oya|oyamos|oyar)|sum(?:o|amos|arme|ame|enme|adme)|adh(?:iero|iere|erimos|erirme)|cont(?:ad|ar) con|cuenten? con|adhesión|(?:añad|inclu|apunt|agreg|anot)[a-z]{1,8}|mi nombre|mi voz|(?:pido|exijo|solicito) que',
  'firm(?:o|a|e|are|iamo|ano)|esserci|contate(?:mi|ci)|ader(?:isco|isce|iamo|ire)|adesion[ei]|sottoscriv[a-z]{1,4}|sost(?:engo|iene|eniamo|enere)|aggiung[a-z]{1,5}|aggiunt[oa]|unir(?:mi|ci)|unisco|cont(?:ate|are) su|ci sono|mio nome|mia voce|chiedo che',
  'assin(?:o|a|ar|amos|atura|aturas)|(?:ponham|botem|coloquem)|subscrev(?:o|e|er|emos)|apoi(?:o|a|ar|amos)|junt(?:o|ar|amos|ar-me)|contem|conte comigo|inclu(?:am|ir)|acrescent[a-z]{1,3}|adicion[a-z]{1,3}|meu nome|minha voz|(?:peço|exijo) que',
  '(?:onder)?teken(?:t|en)?|handtekening(?:en)?|mee|doe maar|steun(?:t|en)?|sluit(?:en)?|zet(?:ten)?|telt? (?:mij|me|ons)|voeg|vermeld|mijn naam|mag erbij|verzoek u',
  '(?:with|mit|avec|con|com|z) (?:you|euch|ihnen|vous|vosotr[oa]s|ustedes|voi|voces|wami)|convosco|cuenta conmigo|je suis (?:partante?|des vôtres)|ci sto|(?:tô|estou) dentro|jestem za|podpis[a-z]{0,6}|popier[a-z]{1,4}|dopis[a-z]{0,6}|dołącz[a-z]{1,6}|przyłącz[a-z]{1,4}|wspier[a-z]{1,4}|podepis[a-z]{1,3}|podepsa[a-z]{1,2}|podpor[a-z]{1,6}|připoj[a-z]{1,5}|souhlasím|přidej[a-z]{0,2}',
  '(?:skriv|skriver|skriva|skrive|skrevet) (?:[a-zäöåæø]{1,8} )?(?:under|på)|räkna|tæl|vara med|være med|stöd(?:jer|er)|støtter?|underskrift(?:en)?|aláír[a-z]{0,6}|signar|potpis[a-z]{1,4}|(?:ne)?(?:pasiraš|parakst)[a-z]{1,6}|csatlakoz[a-z]{1,5}|támogat[a-z]{1,4}|allekirjoit[a-z]{1,4}|kannata[a-z]{0,3}|imzal[a-z]{1,6}|destekli[a-z]{1,5}|semn(?:ez|a|ăm)|susțin|υπογράφω|στηρίζω',
  'подпис[а-я]{1,6}|поддерж[а-я]{1,6}|присоедин[а-я]{1,6}|підпис[а-я]{1,6}|підтрим[а-я]{1,6}|приєдн[а-я]{1,6}',
] as const

// "The board has decided that The Owls sign"
export const DECIDED_THAT = anywhere([
  '(?:decided|agreed|resolved|voted)(?: [a-z]{3,12}ly)? that|(?:décidé|voté)(?: à l.unanimité)? (?:que|qu.)|(?:einstimmig )?(?:beschlossen|entschieden),? dass|(?:decid|acord|aprob)(?:ido|ado|ió|ó) que|(?:deciso|deliberato) che|(?:decidiu|deliberou) que|besloten,? dat|(?:zdecydował|postanowił)[aoi]?,? że',
])

export const PRONOUNS = wordSet(
  "i i'd i'll we we'd ich wir je nous yo nosotros io noi eu nós ik wij she he they elle ella lei lui ela ele zij hij",
)

// "The Writers Guild has signed, too": what others did. "We have signed on paper" says "we".
export const THEY_SIGNED = anywhere([
  '(?:ha[sd]|have)(?: [a-z]{2,10}){0,2} (?:signed|joined)|signed (?:last|yesterday|already|too|as well|it)|(?:a|ont)(?: [a-zé]{2,10}){0,2} signé|(?:hat|haben)(?: [a-zäöü]{2,12}){0,4} (?:unterschrieben|unterzeichnet)',
  '(?:ha|han)(?: [a-zá]{2,10}){0,2} firmado|firmó|firmaron|(?:ha|hanno)(?: [a-zà]{2,10}){0,2} (?:firmato|aderito|sottoscritto)|assinou|assinaram|(?:heeft|hebben)(?: [a-z]{2,10}){0,4} (?:onder)?getekend',
])
