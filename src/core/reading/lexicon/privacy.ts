// Phrases with which people ask for something to stay unpublished: their name, or something about them.
// Fragments of regular expressions over folded text (see fold-text.ts). No fragment repeats without a limit.

/** "Behind the scenes", "my boss must not see it": the signature counts, and the name is not shown. */
export const UNSEEN = [
  '(?:don.?t|do not|not|never) (?:print|show|publish|list|display|expose|mention|name|advertise) me|behind the scenes|(?:stay|remain|keep|be|help|from) (?:me )?in the background|incognito|under the radar|no to (?:having|seeing) (?:it|my name)|(?:only|just|purely|merely) for the (?:number|count|total|tally|statistics|numbers)|make up the numbers|(?:i|me|name|it) (?:remain|remains|stay|stays|kept) (?:invisible|unnamed|hidden|off any list)|stays? between (?:us|you and me)|nobody (?:needs|has) to know|keep it off|in confidence',
  '(?:boss|employer|manager|company|family|neighbou?rs?|landlord|headteacher|head|husband|wife|ex) (?:(?! i )[a-z ,]){0,30}(?:must not|mustn.?t|should not|shouldn.?t|can.?t|cannot|may not|is not to|not to|never|doesn.?t|won.?t|mustnt) (?:[a-z]+ )?(?:see|know|find|hear|read|learn)',
  '(?:ne |n.)m.?(?:affich|cit|nomm|publi|montr|expos|mentionn)[a-z]{1,3} (?:pas|nulle part)|en coulisses?|rester dans l.ombre|en toute discrétion|discrètement|à la discrétion|mode invisible|invisible aux?|faire nombre|sans me (?:citer|nommer|montrer)|(?:patron|chef|employeur|direction) [a-z ,]{0,40}(?:tombe|voit|voie|sache|apprenne|lise)|entre vous et moi|aucune publication|(?:juste|seulement|uniquement) pour le (?:nombre|total|compte|chiffre)|en sourdine|incognito',
  'im hintergrund|verdeckt bleibt|bitte diskret|inkognito|nicht öffentlich|unsichtbar (?:bleib|sein)[a-z]{0,3}|(?:nur|bloß|rein) für die (?:statistik|zahl|zählung|summe)|(?:chefin|chef|arbeitgeber|firma|familie|nachbarn?|behörde) [a-z ,]{0,30}(?:nicht|nichts|nie) [a-z ]{0,15}(?:sehen|erfahren|wissen|mitbekommen|lesen)|(?:schreib|häng|druck|zeig|nenn|setz)[a-z]{0,3} (?:sie )?mich (?:bitte )?(?:nirgends|nicht|nirgendwo)|namensnennung nein|ohne namensnennung|ohne,? dass sie im (?:internet|netz)|die sender aber nicht',
  'entre bambalinas|de tapadillo|en la sombra|de incógnito|(?:solo|sólo|únicamente) para (?:la suma|el número|el recuento|la cuenta|el total)|hacer bulto|(?:no|ni) me (?:pongan|pongáis|publiquen|publiquéis|saquen|saquéis|nombren|nombréis|incluyan|incluyáis|expongan|expongáis|mencionen)|que no (?:salga|se vea|aparezca|se lea|se sepa|figure)|sin que (?:se|nadie|mi) [a-z ]{0,15}(?:lea|vea|sepa|aparezca|salga)|(?:guarden|guardar|guardéis) reserva|(?:jefe|jefa|empresa|patrón) [a-z ,]{0,30}no [a-z ]{0,15}(?:vea|sepa|entere|lea)|con discreción|quede entre nosotros',
  'dietro le quinte|in forma riservata|con discrezione|in incognito|non (?:scrivete|mettete|pubblicate|nominate|mostrate|esponete)mi|non mi si (?:veda|nomini)|(?:capo|titolare|datore) [a-z ,]{0,30}non [a-z ]{0,15}(?:sapere|vedere|sappia|veda|legga)|tenete(?:lo|velo) per voi|non ne resti traccia|senza che [a-z ]{0,30}(?:divulgat|pubblicat|compai|appai|vist)[a-z]{0,3}|(?:solo|soltanto) per (?:il numero|fare numero|la somma|il conteggio)|rest[a-z]{1,4} (?:tra|fra) (?:di )?noi',
  'achter de schermen|op de achtergrond|incognito|stilletjes|in stilte|onzichtbaar|(?:puur|alleen|enkel|slechts) voor (?:het aantal|de telling|het getal)|(?:hang|zet|noem|toon|druk) (?:me|mij) (?:niet|nergens)|hoef niet op (?:zo.n|een|de|die) lijst|(?:baas|werkgever|chef) [a-z ,]{0,30}(?:niet|niets|geen) [a-z ]{0,20}(?:zien|weten|horen|lezen)|(?:van|buiten) de (?:website|site|pagina) (?:af|houden)|nergens (?:terug)?zien|onder ons',
  'nos bastidores|na sombra|sem dar nas vistas|em sigilo|incógnit[oa]|não me (?:exponham|publiquem|mostrem|nomeiem|ponham|citem|identifiquem)|(?:só|apenas|somente) para (?:o número|a contagem|a soma|o total)|mais um na contagem|não digam quem|(?:chefe|patrão|patroa|empresa) [a-z ,]{0,30}não [a-z ]{0,15}(?:saber|ver|saiba|veja|leia)|prefiro que não (?:esteja|apareça|conste)|fique (?:só )?entre nós|com discrição',
]

/** The signer, in a clause that says what must not be seen. */
export const OF_ME = [
  'me|my|mine|it|myself|mon|ma|moi|m.|mich|mein|meine|meinen|sie|mi|mí|mio|mia|minha|meu|mij|mijn|hem',
]
/** A place that everybody sees. */
export const IN_PUBLIC = [
  'public(?! (?:statements?|letters?|appeals?|petitions?|causes?)(?![a-z]))|publicly|publish(?:ed)?|printed|online|internet|websites?|site|pages?|visible|search engines?',
  'publiée?|publique|en ligne|visibles?|affich(?:ez|er|ée?)',
  'öffentlich|veröffentlich[a-z]{1,3}|netz|webseite|website|seite|sichtbar|zu lesen',
  'públic[oa]|publi(?:que|quen|quéis|car|cad[oa])|en línea|página|visible',
  'pubblic(?:o|a|are|ato|ata|ate)|rete|sito|pagina|visibile',
  'em linha|sítio|visível|openbaar|gepubliceerd|zichtbaar',
]

/** Something else than the name: nobody's address is published, and a detail may stay out while the name is shown. */
export const AN_ADDRESS = [
  'e-?mail[a-z]{0,8}|mail[a-z]{0,8}|address|adress[a-z]{1,2}|adres|phone|telefon[a-z]{0,8}|teléfono|téléphone|telefoon[a-z]{0,8}|handynummer|numbers?|nummer|numéro|número|numero|bellen',
  '(?:publish|show|print|list|mention) (?:my |the )?(?:occupation|profession|job title|title|photo)|publi(?:ez|er) (?:pas )?(?:ma|mon) (?:profession|métier|photo)|meinen (?:beruf|titel)|publi[a-zé]{1,5} mi (?:profesión|oficio)|pubblic[a-z]{1,5} la mia professione|publi[a-z]{1,5} a minha profissão|mijn (?:beroep|functie) (?:liever |aub )?niet|(?:vermeld|toon|publiceer) mijn (?:beroep|functie)',
]

/** "Privately, not for the school", "leave the station out of it": something about the signer is not to be published. */
export const WITHHOLDS = [
  '(?:(?:and|but) not|(?:not|n.t) (?:add|put|give|use)) (?:my|the|our) (?:institute|institution|employer|firm|company|university|school|department|hospital|job|title)|(?:leave|keep) (?:[a-z]+ ){0,5}(?:out|off)|(?:private) (?:citizen|person|individual)|(?:just|only|nothing but|nothing except) (?:my|the) name|name only|(?:as|just|only|simply) (?:as )?a (?:citizen|resident|reader|neighbour)|no (?:titles?|letters|occupation|job(?: title)?|profession|employer|affiliation|further details)|without (?:my|the|any) (?:titles?|letters|job|employer|occupation|affiliation)|drop the (?:titles?|dr|prof|letters)|not (?:for|on behalf of|in the name of|as) (?:the|my|our) (?!future|first|last|only|children)|for myself (?:only|alone)|has no place|stays? between us|nobody.?s business|(?:my|the) (?:real|legal|civil|married|maiden) name',
  "en mon (?:propre )?nom|(?:seulement|juste|uniquement) (?:mon|le) nom|(?:comme|en tant que) (?:simple )?(?:citoyen|citoyenne|particulier|habitante?)|laiss[a-z]{1,3} (?:[a-z']+ ){1,5}(?:de côté|en dehors)|sans (?:titres?|fonction|mention|préciser|nommer|citer)|pas (?:de titres?|l.|le|la|mon|ma) ?(?:titre|hôpital|employeur|université|école|société|entreprise|ville|fonction)|gardez (?:[a-z']+ ){1,4}pour vous|n.a rien à y faire|(?:non|pas) (?:au nom|pour le compte|pour (?:le|la|mon|ma)) (?:[a-z']+)",
  '(?:nur|bloß|lediglich) (?:mein|der|den|meinen) namen?|(?:als|allein als) (?:bürger|bürgerin|anwohner|anwohnerin)|(?:allein|nur) als (?:solche|solcher)|in eigenem namen|lass(?:en sie|t) (?:[a-z]+ ){1,5}(?:weg|raus|aus dem spiel|außen vor)|ohne (?:den |die |meinen? )?(?:titel|uni|universität|firma|arbeitgeber|beruf|funktion|verlag|sender|schule|klinik|ort)|nicht (?:für|im namen) (?:die|den|das|der|des|meine[rn]?) [a-zäöü]+|nichts verloren|niemanden etwas an|behalte?t? (?:[a-z]+ ){0,3}für (?:euch|sich)',
  '(?:sólo|solo|solamente|únicamente) (?:mi|el) nombre|en mi propio nombre|como (?:particular|ciudadan[oa]|vecin[oa])|sin (?:títulos?|cargo|mencionar|nombrar|citar|tratamientos)|ni nombrarl[oa]|(?:dejen|dejad|deja) (?:[a-z]+ ){0,4}(?:fuera|al margen)|no en (?:nombre|representación) de|(?:no debe|que no) const(?:ar|e)|pero (?:el|la|mi) [a-z]+ no',
  "(?:solo|soltanto|solamente) (?:il mio |il )?nome|come (?:privat[oa]|cittadin[oa])|(?:senza|niente) (?:titoli|titolo|carica|nominare|citare|menzionare)|non (?:per|a nome) (?:la|il|del|della|lo) [a-z]+|non nominarl[oa]|lasciate (?:[a-z']+ ){0,3}(?:fuori|da parte)|(?:nome e cognome|basta) (?:bastano|il nome)|(?:l.|il |la )[a-z]+ invece no",
  '(?:só|apenas|somente) (?:o )?(?:meu )?nome|em (?:meu )?nome (?:próprio|pessoal)|como (?:cidadão|cidadã|particular)|(?:sem|dispenso) (?:os )?(?:títulos?|cargo|referir|mencionar|nomear|citar)|(?:deixem|deixar) (?:[a-z]+ ){0,4}de fora|não (?:pela|pelo|em nome d[aoe]) [a-z]+|não é para ali chamad[oa]|(?:só|fica) entre nós|mas (?:o|a) [a-z]+ não',
  'op eigen naam|(?:alleen|enkel|slechts) (?:mijn|de) naam|als (?:privépersoon|burger|inwoner|particulier)|zonder (?:titels?|functie|werkgever|vermelding)|(?:houd|laat) (?:[a-z]+ ){0,5}(?:buiten|weg|achterwege|erbuiten)|niet namens|hoort er niet bij|(?:het|de|mijn) [a-z]+ liever niet|niet op internet',
]

/** "In a personal capacity": the employer is left out. */
export const PERSONALLY = [
  '(?:só|apenas|only|nur|solo|alleen|seulement) (?:por|for|für|per|voor|pour) (?:mim|myself|mich|mí|me|mezelf|moi)|(?:personal|private) capacity|privately|personally, not',
  'à titre (?:personnel|privé|individuel)',
  '(?:als |rein )?privat(?:person)?',
  'a título (?:personal|particular|individual)',
  'a titolo (?:personale|privato|individuale)|da privat[oa]|privatamente',
  'a título (?:pessoal|particular|individual)|em nome pessoal',
  'op persoonlijke titel|privé',
]

/** An organisation signs, and nobody in it is to be named. */
export const NAMES_NOBODY = [
  '(?:neither|none|either|any) of (?:our|the|my|their) names?|no (?:individual|personal|staff|person.?s|people.?s) (?:names?|signatures?)|not (?:me|us) (?:personally|individually)|not to be named|(?:nobody|no one|no officer|no member) (?:is |should |will )?(?:be )?named|(?:leave|keep) (?:me|us|my name|our names) out|only the (?:club|shop|choir|society|company|association|school|press|theatre)',
  'aucun nom|pas le nom de|(?:ne |n.)?(?:me|nous) (?:mettez|citez|nommez) pas|c.est (?:la |le |l.)[a-zéè]+ qui (?:signe|s.engage)|mettez pas moi|sans nommer personne',
  'keiner von uns|keine (?:personen|einzel|mitarbeiter)?-?namen|namen von [a-z]+ (?:bitte )?(?:gar |auch )?nicht|persönliche nennung|niemand(?:en)? (?:persönlich|namentlich)|nicht (?:ich|wir) persönlich|mein name (?:tut|gehört|hat)',
  '(?:el )?nombre de nadie|solo el (?:club|coro)|personas queden fuera|ningún nombre|sin nombres de personas|mi nombre no aparezca',
  'nome rest(?:i|asse) fuori|(?:il )?nome di nessuno|nessun nome|non (?:le|i nomi delle) persone',
  'geen (?:persoonsnamen|bestuurslid|namen|naam)|(?:mij|ons) hoef(?:t)? (?:je|u|jullie) niet te noemen|(?:uitsluitend|alleen) de (?:vereniging|school|winkel|club)',
  'pessoas não|ninguém em particular|ninguém é (?:identificado|nomeado)|nem eu nem|nenhum nome|sem nomes de pessoas',
]

/** Words of publishing: beside a negation, something is to be left out. */
export const PUBLISHES = [
  'mention(?:ed)?|named|print(?:ed)?|listed|publish(?:ed)?|include[d]?|show(?:n)?|state[d]?|appear|next to|beside|credit(?:ed)?',
  'mentionn[a-zé]{1,3}|cit(?:er|ez|é|ée)|nommer|publi(?:er|ez|é|ée)|indiqu[a-zé]{1,3}|figur(?:er|e)|appara(?:isse|ître)|à côté',
  'erwähn[a-z]{1,3}|nenn(?:en|t)|genannt|veröffentlich[a-z]{1,3}|auftauch[a-z]{1,2}|ersch(?:eint|einen)|dabei ?steh[a-z]{1,2}|dazu ?schreib[a-z]{1,2}',
  'mencion[a-z]{1,4}|nombr(?:ar|en|ad)|public[a-z]{1,4}|publi(?:quen|quéis)|apare(?:zca|cer)|pon(?:gan|gáis|er)',
  'l[io] (?:scriv|mett)(?:ete|iamo|ano)|menzion[a-z]{1,4}|nomin(?:are|ate)|pubblic[a-z]{1,5}|compa(?:ia|rire|risca)|indic(?:are|ate|ato)',
  'mencion[a-z]{1,4}|nome(?:ar|iem)|publi(?:car|quem|cado)|apare(?:ça|cer)|indi(?:car|quem)',
  'noem(?:en|t)?|genoemd|vermeld(?:en)?|publicer[a-z]{1,3}|erbij (?:zetten|staan)',
]

/** "No titles, please" */
export const WITHOUT_TITLES = [
  '(?:no|without|drop) (?:the |my |any )?(?:titles?|letters)|(?:pas de|sans) titres?|ohne (?:den |die |meinen? )?titel|sin títulos?|(?:senza|niente) titoli?|(?:zonder|geen) titels?|(?:sem|dispenso os) títulos?',
]

/** The occupation to be shown follows. */
export const WRITE_OCCUPATION = [
  '(?:you can|you may|please|just|simply|let.s)(?: just| simply)? (?:write|put|say|print|call me)(?: me| down| as| my name and| simply| just){0,4}|just(?= [a-z]+ ?[.!]*$)',
  '(?:écrivez|mettez|indiquez)(?: simplement| juste| seulement| donc){0,4}|(?:schreibt|schreiben sie)(?: einfach| nur| ruhig){0,4}|(?:pongan|poned|escriban)(?: solo| simplemente){0,4}',
  '(?:scrivete|mettete|scriva|metta)(?: pure| solo| semplicemente){0,4}|(?:ponham|escrevam)(?: só| apenas| simplesmente){0,4}|(?:zet|schrijf)(?: maar| gewoon| alleen| dan){0,4}',
]

/** The occupation to be shown stands before it. */
export const OCCUPATION_ENOUGH = [
  '(?:will do|is (?:fine|enough|plenty)|suffi(?:ra|t)|reicht|genügt|basta|es suficiente|é suficiente|chega|volstaat|is genoeg)(?= ?[.!,]|$)',
]
