// Sentences that agree, as fragments of regular expressions over folded words (see fold-text.ts). Each is a whole clause: the
// same words in another order may say something else ("You confirm", "I would have signed", "Thank you for your support").

import { anywhere, atStart, whole, wordSet } from '../fold-text.ts'

/** Adverbs that stand before or after a yes and change nothing in it. */
export const BESIDE_YES = wordSet(
  'oh ah oops too also very much all fully totally completely wholeheartedly gladly and then again thing period sir madam xx xxx',
  'bien sûr et plaisir avec sehr auch sie ihnen doch und ganz voll aber freilich absolut hoor en heel',
  'y muy mucho gusto con supuesto cortesia e prego piacere com prazer',
)

const TEXT_NAMES = 'petition|statement|letter|appeal|list|text|cause|initiative|campaign'
const OF_MINE =
  'name|signature|support|consent|entry|details|data|agreement|confirmation|participation|information|request'

/** Words that may follow the verb. "My petition" and "your signature" are somebody else's business. */
const EN = `(?: (?:(?:my|our)(?= (?:full |own )?(?:${OF_MINE}))|your(?= (?:open )?(?:${TEXT_NAMES}))|to(?= (?:the|your|this|that|be|it|sign|all))|with(?= (?:(?:the|your) (?:${TEXT_NAMES})|this|that|it|all|everything|pleasure|joy|every))|in(?= full)|${OF_MINE}|${TEXT_NAMES}|the|this|that|it|all|everything|of|full|own|above|open|below|be|added|included|counted|listed|published|sign|and|is|are|correct|right|i|want|wish|am|happy|as|shown|written|given|pleasure|joy|fully|wholeheartedly|gladly|completely|totally|absolutely|too|also|very|much|so|every|word|please|on))`
const EN_ADVERB =
  '(?: (?:hereby|herewith|gladly|happily|proudly|also|fully|totally|completely|wholeheartedly|absolutely|definitely|certainly|strongly|do|now|too|100|would|will|most))'
const EN_VERB =
  '(?:confirm|sign|agree|support|endorse|approve|accept|consent|co-?sign|subscribe|back|second|affirm)'
const EN_WANT =
  "(?:(?:i|we)(?:'d| would)(?: very much| really| also| still)? (?:like|love|be (?:very |more than )?(?:happy|glad|proud|honou?red|delighted))|(?:i|we) (?:also |still |really |do )?(?:want|wish|will be (?:happy|glad|proud))|(?:i'm|i am|we're|we are)(?: very| so| more than| really| absolutely)? (?:happy|glad|proud|pleased|delighted|honou?red)|(?:very |more than |so |only too )?(?:happy|glad|proud|pleased|delighted|honou?red))"

const DE =
  '(?: (?:das|dies|es|die|den|dem|der|des|diese[nrms]?|mein(?:e|en|er)(?= (?:unterschrift|namen?|angaben|daten|eintrag|zustimmung|teilnahme|unterstützung|anfrage))|unsere(?= (?:unterschrift|angaben|unterstützung))|unterschrift|namen?|angaben|daten|eintrag|zustimmung|teilnahme|unterstützung|anfrage|petition|briefe?s?|aufrufs?|erklärung|textes|text|anliegen|stellungnahme|initiative|hiermit|gerne?|auch|voll|ganz|sehr|natürlich|selbstverständlich|zu|mit(?= (?:freuden?|vergnügen))|freuden?|vergnügen|und|alles|oben|angegebenen|richtigkeit|ich|wir|bitte|absolut|wirklich|unbedingt|so|dabei|dafür|damit|voll|sein|einverstanden|einzutragen|eintragen|von herzen))'
const FR =
  "(?: (?:que je|le|la|les|l'|ce|cet|cette|ceci|cela|ça|ma(?= (?:signature|demande|participation))|mon(?= (?:nom|inscription|engagement|accord|soutien|adhésion|souhait))|mes(?= (?:coordonnées|données|informations))|notre|nos|votre(?= (?:pétition|texte|lettre|tribune|appel|manifeste|initiative|cause|démarche))|signature|demande|participation|inscription|engagement|accord|soutien|adhésion|coordonnées|données|informations|nom|pétition|texte|lettre|tribune|appel|l'appel|manifeste|initiative|cause|démarche|et|bien|volontiers|avec|plaisir|grand|joie|à|de|du|au|tout|fait|entièrement|pleinement|totalement|complètement|aussi|par|présente|présent|sans|réserve|d'accord|je|souhaite|veux|signer|svp|vouloir|être|comptée?|ajoutée?))"
const ES =
  '(?: (?:lo|la|el|los|las|esta|este|esto|que|mi(?= (?:firma|nombre|adhesión|apoyo|solicitud|participación))|mis(?= datos)|nuestr[oa]|firma|nombre|adhesión|apoyo|solicitud|participación|datos|petición|carta|manifiesto|texto|declaración|su(?= (?:petición|carta|manifiesto|iniciativa|causa))|iniciativa|causa|y|con|mucho|gusto|placer|plenamente|totalmente|también|todo|toda|a|de|por|supuesto|favor|sí|encantad[oa]|quiero|deseo|firmar|firmo|muchísimo|acuerdo|estoy))'
const IT =
  "(?: (?:lo|la|il|le|i|l'|che|la mia(?= (?:firma|adesione|richiesta))|il mio(?= (?:nome|sostegno|consenso))|mia|mio|i miei(?= dati)|firma|adesione|richiesta|nome|sostegno|consenso|dati|petizione|appello|all'appello|l'appello|lettera|testo|dichiarazione|alla|al|questa|questo|e|con|piacere|molto|volentieri|tutto|pienamente|anche|di|voler|voglio|desidero|firmare|firmo|aderire|sì|certamente|assolutamente|pure|tutti|convinzione))"
const PT =
  '(?: (?:o|a|os|as|esta|este|isto|que|minha(?= (?:assinatura|participação|adesão))|meu(?= (?:nome|apoio|pedido))|assinatura|participação|adesão|nome|apoio|pedido|dados|petição|carta|manifesto|texto|declaração|iniciativa|causa|vossa(?= (?:petição|causa|iniciativa))|sua(?= (?:petição|causa|iniciativa))|e|com|todo|muito|prazer|gosto|plenamente|totalmente|também|tudo|sim|de|por|favor|quero|desejo|gostaria|assinar|assino|acordo))'
const NL =
  '(?: (?:dit|dat|het|de|deze|mijn(?= (?:handtekening|naam|gegevens|steun|deelname|akkoord))|onze|handtekening|naam|gegevens|steun|deelname|akkoord|petitie|brief|oproep|tekst|verklaring|initiatief|graag|ook|hierbij|van harte|volledig|helemaal|met(?= (?:plezier|liefde))|plezier|liefde|en|ik|alles|bij deze|zeker|natuurlijk|mee|eens|aub))'

/** Polite words. Alone they neither agree nor ask for anything. */
export const PLEASE = wordSet(
  "please pls plz bitte svp s'il vous plaît te por favor per favore aub alstublieft alsjeblieft",
)

/** Whole clauses, a list for each language. */
export const AGREES = [
  [
    `(?:i|we)${EN_ADVERB}{0,3} ${EN_VERB}${EN}{0,10}|(?:i|we) can confirm${EN}{0,10}|(?:i'll|we'll|i will|we will)(?: gladly| happily| also)? ${EN_VERB}${EN}{0,8}|${EN_WANT} to (?:${EN_VERB}|do so|do that|add|be|have|put|lend|give)${EN}{1,8}|${EN_WANT} to(?: ${EN_VERB}| do so)?|(?:i|we)(?:'ve| have) (?:signed|confirmed|agreed|approved)${EN}{0,8}|(?:hereby |gladly )?(?:confirming|signing|supporting|agreeing)(?: (?:this|it|my|the|name|signature|petition|statement|letter|gladly|happily|with|pleasure)){0,4}|y|perfect|(?:please )?publish(?: it| this| away)?|(?:confirm|sign|agree|accept|approve|support)|hereby ${EN_VERB}${EN}{0,8}|(?:yes |ok |okay |sure )(?:please )?(?:do|confirm|add|sign|publish|include me|count me)`,
    `(?:please |pls |yes please |kindly |do |just |you (?:can|may) )?(?:(?:add|include|count|list|put|register|sign|enter|publish) (?:me|us)|(?:add|include|list|put|publish|record|confirm|use|show) (?:it|this|(?:the|my|our)(?= (?:full |own )?(?:${OF_MINE}))))(?: (?:name|signature|details|to|on|in|up|down|the|that|your|list|petition|statement|letter|appeal|signatories|as|shown|written|above|below|too|also|well|with|pleasure|among|please|then|among|supporters)){0,9}`,
    "(?:i|we) (?:do|will)|i'm in|i am in|we're in|we are in|count me in|count us in|(?:you can )?(?:of course )?count on (?:me|us)|me too|with (?:great |the greatest )?pleasure|my pleasure|with all my heart|(?:you have|i give(?: you)?|you have got|you've got) (?:my|our) (?:full |wholehearted )?(?:support|consent|signature|agreement|permission|name)|(?:all |well |it's |that's )?done|(?:yes |please )?(?:go ahead|go on|proceed|do)(?: please)?|(?:go ahead|please go ahead) and (?:add|publish|sign|count|record) (?:me|it|my name|my signature|this)|go for it|of course you (?:can|may) have my (?:name|signature)|thumbs up|sounds (?:good|great|right)|(?:fine|good|ok|okay) (?:by|with) me|(?:of course|certainly|gladly|naturally|lgtm)(?: yes| i do| i will)?|yes (?:i am|it was me|that was me|this is me|that is me|that's me|it is me|it's me|it is|it was|i did|i was|this was me|indeed it is)|(?:that|this|it) (?:is|was) me|(?:that|it)'s me|it (?:was|is) indeed me|alright|all right|(?:yes )?(?:i )?wrote that(?: myself)?|thanks yes|please do|be my guest|all good(?: thanks| from me| here| with me)?|good to go|fine thanks",
    "(?:yes )?(?:(?:that's|that is|that looks|that all looks|this is|this looks|this all looks|it is|it's|it looks|it all looks|all|all is|all of it is|all of that is|all of this is|everything is|everything looks|everything's|looks|all looks|seems|(?:the |my |all |all the |all my )?(?:details|data|information|information above|name)(?: above| below| shown| here)? (?:is|are|looks?|seems?)) )(?:all |perfectly |quite |absolutely |very |totally |completely |just |exactly )?(?:correct|right|fine|perfect|ok|okay|true|accurate|in order)(?: (?:to|for|with) me| thanks| thank you| as (?:it is|shown|written)| there| here)?|(?:(?:it|this|that|all|everything)(?: all)? )?looks? (?:very )?(?:good|great)(?: to me| thanks)?|all is good|all of it|(?:correct|accurate|quite right|quite correct|absolutely right|exactly right|perfectly correct|exactly)(?: thanks| thank you)?",
  ],
  [
    `(?:hiermit |gerne? |das |ja |dies |und |natürlich |selbstverständlich )?(?:bestätigen?|unterschreiben?|unterzeichnen?|zeichnen?|unterstützen?|stimmen?) (?:ich|wir)${DE}{0,8}(?: mit)?|(?:ich|wir) (?:bestätigen?|unterschreiben?|unterzeichnen?|zeichnen?|unterstützen?|stimmen?)${DE}{0,8}(?: mit)?|(?:ich|wir) (?:will|wollen|möchten?|würden?|werden?)${DE}{0,7} (?:unterschreiben|unterzeichnen|mitzeichnen|bestätigen|unterstützen|mitmachen|dabei sein)|(?:ich habe|habe)${DE}{0,5} (?:unterschrieben|unterzeichnet|bestätigt)|(?:ich |wir )?(?:bin|sind)(?: (?:damit|voll|ganz|gerne?|sehr gerne?|natürlich|unbedingt|auch|und|absolut)){0,3} (?:einverstanden|dabei|dafür)|(?:bestätige|unterschreibe|unterzeichne|zustimme|unterstütze|zustimmung|bestätigung|mache mit)${DE}{0,4}|da bin i(?:ch)? dabei|(?:volle |meine )?zustimmung`,
    `(?:bitte |ja bitte |gerne )?(?:tragt|tragen sie|trag|nehmt|nehmen sie|setzt|setzen sie|schreibt|schreiben sie|zählt|zählen sie|füg(?:t|en sie)|veröffentlichen sie|veröffentlicht)(?: bitte| gerne?| ruhig){0,2} (?:mich|uns|meinen namen|meine unterschrift|es|das)${DE}{0,4}(?: (?:auf|auf die liste|in die liste|der liste|die liste)){0,2}(?: (?:ein|auf|mit|dazu|hinzu|drauf|mit ein|mit auf))?|(?:bitte |ja bitte |gerne )?(?:mich |uns |meinen namen |mich gerne |so |alles )?(?:eintragen|aufnehmen|veröffentlichen|mitzählen|dazusetzen|hinzufügen|so veröffentlichen|so übernehmen|übernehmen)`,
    '(?:bin ich|war ich|ich bin es|ich war es|das bin ich|das war ich|ja ich bin es)|(?:das |es |dies |alles |so |die angaben |die daten |meine angaben |meine daten |angaben |name und beruf )?(?:ist|sind|stimmt|stimmen|passt) (?:für mich |so |alles |soweit |genau |alle |ganz |auch ){0,2}(?:korrekt|richtig|so|gut so|in ordnung|ok|okay|prima|perfekt|alles|genau|gut|alle)(?: so| für mich)?|(?:alles|genau|völlig|ganz) (?:korrekt|richtig|prima|perfekt|genau|so|bestens|in ordnung)(?: so)?|(?:korrekt|richtig|genau|genauso|perfekt)(?: so)?|(?:das |es |alles |so |die angaben |die daten |ja das )?(?:stimmt|stimmen|passt)(?: so| alles| alles so| genau| prima| gut| alle)?|alles klar|(?:das )?geht (?:klar|in ordnung)|mit freuden?|mit (?:großem )?vergnügen|(?:ja )?(?:sehr gerne?|aber ja|aber klar|aber gerne?|aber natürlich|na klar|klar doch|ja doch|auf jeden fall|unbedingt|von herzen gerne?|herzlich gerne?)|meine zustimmung haben sie|(?:sie können|ihr könnt|du kannst) (?:gerne? )?(?:auf mich zählen|mit mir rechnen)|ja ich will|von mir aus gerne?',
  ],
  [
    `(?:oui |et |alors |par la présente )?(?:je (?:soussignée? )?|nous |j')?(?:le |la |l'|vous le |vous )?(?:confirm(?:e|ons)|sign(?:e|ons)|soutiens|soutenons|approuv(?:e|ons)|accept(?:e|ons)|valid(?:e|ons)|adhère|souscris|j'approuve|j'accepte|j'adhère|ai (?:bien )?(?:signé|confirmé|validé)|j'ai (?:bien )?(?:signé|confirmé|validé)|participe|donne mon accord)${FR}{0,8}|(?:je |j')?(?:voudrais|souhaite|souhaiterais|veux|aimerais|j'aimerais|tiens à|suis (?:très )?(?:heureux|heureuse|ravie?|contente?|fière?|honorée?) de)(?: bien| aussi| également)? (?:signer|confirmer|soutenir|valider|approuver|adhérer|participer)${FR}{0,6}|je (?:suis|me déclare)(?: entièrement| tout à fait| totalement| bien| pleinement)? (?:d'accord|partante?|pour|favorable|solidaire)${FR}{0,4}`,
    `(?:oui )?(?:veuillez |merci de |merci d'|vous pouvez |prière d'|prière de )?(?:ajoute[rz]|d'ajouter|mettez|mettre|inscri(?:vez|re)|d'inscrire|publie[rz]|compte[rz]|inclu(?:ez|re)|d'inclure|note[rz]|enregistre[rz]) (?:moi|nous|mon nom|ma signature|notre nom|le|la)(?: (?:à|dans|sur|la|le|les|liste|signataires|pétition|avec|parmi|svp|aussi|des|vous|bien|comme|indiqué|volontiers|plaisir|votre|cette)){0,6}|(?:vous pouvez )?compte[rz] sur moi|comptez[- ]moi(?: parmi vous)?`,
    "(?:oui )?(?:c'est |tout est |tout cela est |tout ceci est |c'est tout à fait |tout me semble |cela me semble |ça me semble |c'est bien |les informations sont |mes informations sont |tout |c'est parfaitement )(?:bien |tout à fait )?(?:correcte?s?|exacte?s?|juste|bon|parfait|en ordre|ok|conforme|noté et approuvé|moi|ça)(?: pour moi)?|correct|exact|(?:tout est )?ok(?: pour moi)?|bon pour accord|lu et approuvé|bien (?:sûr|entendu)(?: que oui)?|c'est d'accord|(?:c'était|oui c'était|c'est) bien moi|oui c'est moi|c'est moi|vous avez (?:mon (?:accord|soutien)|ma signature)|(?:avec )?(?:grand |le plus grand )?plaisir|avec (?:grand |beaucoup de )?(?:plaisir|joie)|avec enthousiasme|bien volontiers|(?:entièrement |tout à fait |totalement |pleinement )d'accord(?: avec (?:vous|ce texte|cela|la pétition|cette pétition))?|d'accord|tout à fait|c'est avec (?:grand )?plaisir que je (?:confirme|signe|soutiens)|j'en suis|je suis des vôtres|mon accord|mille fois oui|évidemment|allez[- ]y|oui allez[- ]y|vas[- ]y|sans hésiter|c'est fait|fait|validé|ça marche|ça roule|oui da",
  ],
  [
    `(?:sí |y |yo |yo sí |claro que |por la presente |nosotros |también )?(?:lo |la |me |os lo )?(?:confirmo|confirmamos|firmo|firmamos|apoyo|apoyamos|acepto|aceptamos|suscribo|suscribimos|apruebo|adhiero|sumo|uno|ratifico|he firmado|he confirmado|estoy de acuerdo|estoy conforme|estamos de acuerdo|doy mi consentimiento|doy mi apoyo)${ES}{0,8}|(?:sí )?(?:yo )?(?:quiero|queremos|deseo|quisiera|me gustaría|me encantaría|encantad[oa] de)(?: también)? (?:firmar|confirmar|apoyar|adherirme|sumarme|participar|suscribir)(?:l[oa])?${ES}{0,6}|sí quiero`,
    '(?:sí )?(?:por favor )?(?:(?:añád|inclúy|apúnt|agrég|inscríb|súm|póng)[a-z]{1,4}me|(?:añad(?:an|id|e|a)|agreguen|incluyan|incluid|pongan|poned|publiquen|publicad|registren) (?:mi (?:nombre|firma)|lo|me))(?: (?:a|en|la|el|lista|petición|manifiesto|por|favor|también|con|gusto|mucho)){0,6}|(?:pueden |podéis |puedes )?(?:cuenten|contad|cuenta|contar) conmigo(?: por favor)?|adelante(?: por favor| con ello)?',
    '(?:sí )?(?:está |es |todo |todo está |todo es |los datos son |mis datos son |eso es |así está |está todo |los datos están )(?:todo )?(?:correctos?|perfecto|exactos?|conforme|ok|en orden|bien)|correcto|exacto|conforme|está bien|(?:sí )?soy yo|(?:sí )?fui yo|así es|eso es|de acuerdo|claro(?: q(?:ue)? s[ií])?|por supuesto(?: que sí)?|con (?:mucho )?gusto|con (?:mucho )?placer|encantad[oa]|desde luego(?: que sí)?|sin duda|faltaría más|cómo no|hecho|dale|sí señor',
  ],
  [
    `(?:sì |e |io |noi |certo |con la presente )?(?:lo |la |vi )?(?:confermo|confermiamo|firmo|firmiamo|sottoscrivo|sottoscriviamo|aderisco|aderiamo|sostengo|sosteniamo|accetto|approvo|appoggio|condivido|ho (?:già )?(?:firmato|confermato)|sono d'accordo|siamo d'accordo|do il mio consenso)${IT}{0,8}|(?:sì )?(?:io )?(?:vorrei|voglio|vogliamo|desidero|intendo|mi piacerebbe|sono (?:lieta|lieto|felice|contenta|contento|onorata|onorato) di)(?: anche)? (?:firmare|confermare|aderire|sottoscrivere|sostenere|partecipare)(?:l[oa])?${IT}{0,6}`,
    '(?:sì )?(?:per favore )?(?:aggiungetemi|aggiungimi|inseritemi|inseriscimi|mettetemi|contatemi|iscrivetemi|pubblicate(?:lo|la)?|(?:aggiungete|inserite|mettete|pubblicate)(?: pure| anche)? (?:il mio nome|la mia firma))(?: (?:alla|nella|in|lista|petizione|anche|pure|per|favore|con|piacere|tra|i|firmatari|dei)){0,6}|(?:potete )?conta(?:te|re) (?:pure )?su di me|procedete(?: pure)?',
    "(?:sì )?(?:è |tutto |è tutto |tutto è |mi sembra tutto |i dati sono |i miei dati sono )(?:corrett[oi]|giust[oi]|esatt[oi]|ok|a posto|in ordine|perfett[oi])|corretto|giusto|esatto|ma (?:certo|sì|certamente)|va (?:bene|benissimo)(?: così| per me)?|(?:sì )?sono (?:proprio )?io|(?:sì )?sono stat[oa] io|ci sto|ci sono anch'io|certo(?: che sì)?|certamente|(?:ben |molto )?volentieri|d'accordo|assolutamente(?: sì)?|con (?:molto |grande |vero )?piacere|senz'altro|naturalmente|fatto|avanti così|pienamente d'accordo",
  ],
  [
    `(?:sim |e |eu |nós |claro que )?(?:confirmo|confirmamos|assino|assinamos|subscrevo|apoio|apoiamos|aceito|aprovo|concordo|já assinei|assinei|confirmei|estou de acordo|estou dentro|dou o meu consentimento)${PT}{0,8}|(?:sim )?(?:eu )?(?:quero|queremos|gostaria de|desejo|adoraria|tenho (?:muito )?(?:gosto|prazer) em)(?: também)? (?:assinar|confirmar|subscrever|apoiar|participar)${PT}{0,6}`,
    '(?:sim )?(?:por favor )?(?:(?:adicion|acrescent|inclu|coloqu|inscrev|ponh|bot)[a-z]{1,4}[- ]me|(?:adicionem|acrescentem|incluam|inclua|coloquem|ponham|publiquem|podem publicar|podem incluir|podem acrescentar)(?: (?:o meu nome|meu nome|a minha assinatura|minha assinatura))?)(?: (?:na|à|ao|lista|petição|por|favor|também)){0,5}|(?:podem |pode )?cont(?:em|e|ar) comigo|podem avançar|pode publicar',
    '(?:sim )?(?:está |é |tudo |está tudo |os dados estão |os meus dados estão )(?:cert[oa]s?|corret[oa]s?|bem|ok|perfeit[oa]s?|em ordem)|correto|certo|isso mesmo|isso|é isso(?: mesmo| aí)?|(?:sim )?sou eu(?: mesm[oa])?|(?:sim )?fui eu|com (?:toda a )?certeza|com (?:muito |todo o )?(?:prazer|gosto)|claro(?: que sim)?|exatamente|exacto|exato|sem dúvida|de acordo|feito|combinado|pode ser|confirmadíssimo|tudo bem',
  ],
  [
    `(?:hierbij |graag |ja |dat |en |natuurlijk )?(?:bevestig(?:en)?|teken(?:en)?|onderteken(?:en)?|steun(?:en)?|ondersteun(?:en)?|accepteer|ga|gaan) (?:ik|wij|we)${NL}{0,8}(?: akkoord)?|(?:ik|wij|we) (?:bevestig(?:en)?|teken(?:en)?|onderteken(?:en)?|steun(?:en)?|ondersteun(?:en)?|accepteer|stem in|doe mee|doen mee|ga akkoord|gaan akkoord|ga hiermee akkoord|ben akkoord|ben het(?: er)?(?: helemaal| volledig)?(?: mee)? eens|heb (?:getekend|bevestigd|ondertekend))${NL}{0,8}|(?:ik|wij|we) (?:wil|willen|zou)(?: (?:heel|zeer))?${NL}{0,6} (?:tekenen|ondertekenen|bevestigen|steunen|meedoen)|(?:bevestig|teken|mee eens|hierbij bevestigd)|van harte(?: (?:mee eens|eens|akkoord|graag))?|hartelijk graag`,
    '(?:ja )?(?:graag )?(?:voeg|zet|schrijf|neem|tel|noteer|publiceer|vermeld) (?:mij|me|ons|mijn naam|mijn handtekening|het|maar)(?: (?:maar|ook|graag|toe|erbij|erop|op|in|mee|dan|aan|de|lijst|petitie|aub|er|bij|mijn|naam)){0,6}|(?:ja )?mijn naam (?:mag )?erbij|(?:jullie kunnen |je kunt |u kunt )?(?:op mij rekenen|reken (?:maar )?op mij)|doe (?:maar|mij maar|ons maar)|ga (?:je|uw|jullie) gang',
    '(?:ja )?(?:dat |dit |het |alles |helemaal |de gegevens |mijn gegevens |zo )(?:is |zijn |klopt |lijkt )?(?:allemaal |helemaal |zo |me )?(?:klopt|kloppen|correct|juist|goed|in orde|akkoord|prima|oké|ok|okay)(?: hoor| allemaal| voor mij)?|correct|juist|klopt (?:helemaal|als een bus|allemaal|hoor)|(?:is |dat is )?(?:goed|prima|in orde)(?: hoor)?|in orde|dat ben ik|ja dat ben ik|dat was ik|ja hoor(?: (?:klopt|prima|akkoord|goed|graag))?|jazeker|zeker(?: weten)?|met (?:alle )?(?:plezier|liefde)|heel graag|zeer zeker|uiteraard|helemaal (?:mee )?eens|mee eens|gedaan|komt goed|volmondig ja',
  ],
  [
    'ja det stämmer|det stämmer|ja tak|ja tack|ja takk|ja det er rigtigt|det er rigtigt|skriver under|jag skriver under|jag bekräftar(?: min underskrift)?|jeg bekræfter|jeg skriver under|jeg bekrefter|zgadzam się|oczywiście|zgadza się',
  ],
]

/** Good wishes confirm only beside a yes, and change nothing in a no. */
export const GOOD_WISHES = [
  '(?:and |und |et |y |e |en )?(?:i wish you |wishing you |wish you )?(?:luck|good luck|best of luck|all the best|every success|keep (?:it up|going|up the (?:good|great) work)|(?:great|good|nice|amazing|important|fantastic|wonderful) (?:work|initiative|cause|idea|petition|project|job)|well done|xx?|xoxo)(?: (?:with|to) (?:this|it|the (?:campaign|petition|cause)|you(?: all)?|everyone))?(?: (?:all the same|anyway|though|nevertheless))?',
  '(?:many |and )?(?:thanks|thank you)(?: so much| very much)? for (?:organi[sz]ing|doing|starting|setting|making|writing|fighting|standing|asking|inviting|thinking|letting|telling|contacting|getting|all|your|the|this)(?: (?:kind|hard|good|great|important|amazing|wonderful|work|efforts?|time|commitment|initiative|dedication|petition|invitation|invite|offer|request|email|this|that|it|you|do|are|doing|us|me|to|of|know|in|touch|everything|the|all|up|on)){0,6}',
  "(?:un grand )?merci(?: beaucoup)? (?:pour|de) (?:votre|tout|cette|ce|l'|m')(?: ?(?:travail|engagement|initiative|combat|belle|beau|important|ce|que|vous|faites|avoir|(?:invit|propos|contact|sollicit)[a-z]{1,5}|demande|message|confiance)){0,4}|(?:vielen |herzlichen |besten |großen )?danke?(?: euch| ihnen| dir)? für (?:ihre?n?|eure?n?|euer|die|das|den|alles)(?: (?:tolle|wichtige|großartige|nette|liebe|engagement|arbeit|einsatz|mühe|initiative|aktion|anfrage|einladung|nachfrage|nachricht|mail|info|angebot|interesse|vertrauen)){0,3}",
  '(?:muchas |mil )?gracias por (?:su|vuestr[oa]|tod[oa]|esta|el|la|(?:escribir|invitar|contactar|avisar|pensar)(?:me)?)(?: (?:gran|buen|trabajo|labor|iniciativa|esfuerzo|invitación|propuesta|correo|mensaje|lo|que|hacéis|hacen|en|mí)){0,4}|grazie(?: mille)? (?:per (?:il|la|tutto|questa|quello|l.)|dell.|di)(?: ?(?:vostr[oa]|lavoro|impegno|iniziativa|bella|che|fate|invito|proposta|messaggio|mail|avermi|scritto|contattat[oa]|invitat[oa])){0,4}|(?:muito )?(?:obrigad[oa]|agradeço|agradecid[oa])(?: (?:pelo|pela|por|o|a))(?: (?:vosso|vossa|seu|trabalho|iniciativa|tudo|esta|empenho|convite|contacto|contato|mensagem|e-?mail)){0,3}|(?:hartelijk )?(?:dank|bedankt) voor (?:jullie|uw|het|de|dit|alles)(?: (?:goede|mooie|werk|inzet|initiatief|uitnodiging|verzoek|vraag|bericht|mail|aanbod|vertrouwen)){0,3}',
  "(?:thanks|thank you|cheers)(?: (?:both|all|everyone))?|je vous remercie(?: beaucoup| bien)?|dank (?:u|je)|(?:un grand |mille )?merci(?: beaucoup| infiniment)?(?: à (?:tous|toutes|vous|toute l'équipe|l'équipe))+|(?:vielen |lieben |herzlichen ){0,2}dank euch allen|(?:mil |muchas )?gracias de corazón|grazie (?:di cuore|a tutti)|(?:hartelijk )?(?:bedankt|dank) (?:allemaal|jullie allemaal)",
  'bon(?:ne)? (?:journée|soirée|week-?end|week end|après-midi)(?: à (?:tous|toutes|vous))?|(?:einen |ein )?schön(?:en|es|e)? (?:tag|abend|wochenende|woche)(?: noch)?|buen (?:día|fin de semana)|buona (?:giornata|serata)|buon (?:fine settimana|weekend)|bom (?:dia|fim de semana)|boa (?:noite|semana)|(?:een )?fijn(?:e)? (?:dag|avond|weekend|week)(?: nog)?',
  '(?:oh )?(?:many |and )?(?:thanks|thank you|thx)(?: so much| very much| again)? for (?:(?:the|your|this) (?:kind |friendly |gentle |quick )?(?:reminder|nudge|prompt|e?mail|message|note|follow[- ]?up|patience)|reminding me|chasing(?: me| this)?|following up)|(?:so |very |i.m |i am |i.m so |i am so )?sorry (?:for|about) (?:the|my|this) (?:delay|wait|late (?:reply|response|answer)|slow (?:reply|response|answer))|(?:sorry )?i(?: had)? (?:completely |totally )?(?:forgot|forgotten)(?: about (?:it|this))?|better late than never|(?:so |very )?sorry|apologies|désolée?|entschuldigung|perdón|scusate|desculpem?|(?:it|this) slipped my mind',
  '(?:un grand )?merci(?: beaucoup| bien)? (?:pour|de) (?:le|la|ce|cette|votre|me le) (?:rappel|relance|message|mail|rappeler)|(?:toutes mes excuses|désolée?|pardon) (?:pour (?:le|ce|mon) retard|du retard)|(?:vielen |herzlichen )?danke?(?: euch| ihnen| dir)? (?:für (?:die|ihre|eure|deine) (?:freundliche |nette )?(?:erinnerung|nachricht|mail|e-mail)|fürs erinnern)|(?:entschuldigung|entschuldigen sie|sorry|verzeihung) für die (?:verspätung|verzögerung|(?:späte|verspätete) (?:antwort|rückmeldung))',
  '(?:muchas )?gracias por (?:el (?:recordatorio|aviso|mensaje|correo)|recordármelo|avisar)|(?:perdón|perdonen|disculpen|disculpad|siento|lamento) (?:por )?(?:el retraso|la (?:demora|tardanza))|grazie(?: mille)? (?:del|per il) (?:promemoria|messaggio|sollecito)|(?:scusate|scusi|scusa|mi scuso)(?: per)? il ritardo|(?:muito )?obrigad[oa] (?:pelo|por) (?:lembrete|lembrarem|me lembrarem|aviso)|(?:desculpem?|peço desculpa)(?: pel[oa])?(?: o| a)? (?:atraso|demora)|(?:hartelijk )?(?:dank|bedankt) voor (?:de|het|jullie|uw) (?:herinnering|bericht|mail|seintje)|(?:sorry|excuses) voor (?:de|het|mijn) (?:vertraging|late (?:reactie|antwoord))',
  // To or for anybody, from anywhere
  "(?:and |et |e |y |und |en )?(?:congratulations|congrats|félicitations|bravo|complimenti|glückwunsch|enhorabuena|felicidades|parabéns|gefeliciteerd) (?:to|for|on|à|aux?|pour|ai|agli|alle|alla|a|al|per|zu|zum|zur|an|por|pel[oa]s?|aos?|met)(?: [a-z']{2,20}){1,4}",
  '(?:(?:warm |kind |best )?(?:greetings|regards|wishes) from|(?:(?:liebe|viele|herzliche|schöne|beste) )?grüße aus|(?:amitiés|salutations) de|(?:un )?(?:abrazo|saludos?) desde|(?:cari |tanti )?saluti da(?:lla)?|(?:um )?abraço d[aeo]|(?:hartelijke |veel )?groet(?:en|jes)? uit)(?: [a-z]{2,20}){1,2}',
  'have a (?:nice|good|great|lovely|wonderful) (?:day|evening|weekend|week|one)|keep fighting',
  '(?:et )?(?:il était (?:grand )?temps|bonne chance|bon courage(?: pour la suite)?|bonne (?:suite|continuation)|bravo|belle initiative|bon travail)(?: à (?:tous|toutes|vous))?',
  '(?:und )?(?:ihnen )?(?:viel (?:erfolg|glück)|gute (?:arbeit|sache|idee|initiative)|weiter so|frohes schaffen|tolle (?:initiative|aktion|sache))',
  '(?:y )?(?:mucha suerte|suerte|buen trabajo|buena iniciativa|ánimo)|(?:e )?(?:buona fortuna|in bocca al lupo|buon lavoro|bella iniziativa)(?: a (?:tutti|voi)(?: voi)?)?',
  '(?:e )?(?:boa sorte|bom trabalho|boa iniciativa)|(?:en )?(?:(?:veel )?succes(?: (?:er|daar)mee| met (?:alles|de (?:actie|petitie)))?|goed werk|mooi initiatief|goed initiatief)',
]

/** Confirms only beside a yes. "No, I love it" may be no refusal. */
export const PRAISE = [
  'got (?:it|that)|noted|(?:well )?received|bien reçue?|(?:ist )?(?:angekommen|erhalten)|recibid[oa]|ricevut[oa]|recebid[oa]|ontvangen',
  'lovely|splendid|marvellous|top|klasse|wunderbar|prima|spitze|génial|formidable|genial|estupendo|fantástico|fantastico|benissimo|ótimo|fixe|fijn|geweldig|super leuk',
  "(?:that|this) is (?:great|good|important|wonderful|brilliant|fantastic)|it(?: is|.s) (?:an )?(?:important|good)(?: cause)?|i love (?:it|this)|(?:et )?c'est (?:important|une belle initiative)|(?:und )?(?:das |es )?ist (?:sehr )?wichtig",
]

/** "I'm good, thanks" is a no in English, though each word is friendly. */
export const DECLINES_POLITELY = [
  '(?:i am|i.?m|we are|we.?re|i.ll be) (?:all )?(?:good|fine|ok|okay|set|great|happy as (?:i am|it is)|well)',
  'ça (?:va|ira) merci',
]

/** "I am Lena Holt", beside a yes */
export const NAMES_ONESELF = whole([
  "i am|i'm|this is|my name is|ich bin|hier (?:ist|schreibt)|mein name ist|je suis|je m'appelle|soy|me llamo|sono|mi chiamo|sou|ik ben",
])

/** A polite consent, and no answer to a receipt. */
export const THANKS = wordSet(
  'thanks thank thx ta cheers merci danke dankeschön dank gracias grazie obrigado obrigada obrigadinha bedankt dankjewel tack tak takk dziękuję спасибо',
)

/** The whole clause confirms. */
export const CONFIRMING = whole([
  '(?:i |we |please |yes |yes i )?confirm|(?:yes )?(?:please )?(?:go ahead|do|do so|do it|proceed)|je confirme|(?:das )?bestätige(?: ich)?|ich bestätige(?: das)?|confirmo|confermo|(?:ik )?bevestig(?: ik)?',
])

/** One of these words beside "me" or "my name" signs. */
export const SIGNING_WORDS = wordSet(
  'count zählt zählen comptez contad cuenten contate contem add include sign trage trag ajoutez añadan aggiungete adicionem zet firma in',
)

/** Signs wherever it stands in a clause that holds no negation. */
export const CONSENT_SOMEWHERE = anywhere([
  // Neither "others sign" nor "they have signed" nor "sign-ups".
  '(?<!(?:others|yours|people|supporters|clients|they|you|everyone|everybody|someone|somebody|who|ups|adults|children|members|colleagues|friends|ha[sd]|have) (?:to |should |can |will |may |must )?)signs?(?!-)|(?<!(?:towards?|before|after|about|of|without|considering|against) )signing(?!-)|(?:i(?:.m| am|) |me |us |hereby |gladly |am |been |be |consider (?:it|this) )signed|signed(?= ?[:,])|here (?:is|.s) mine(?= ?:)|cosign|co-sign|count (?:me|us)(?! out)|(?:add|include) (?:me|us|my|our|these|the following)|(?:put|list|stick|pop) (?:me|us)|(?:put|list|stick|pop|get|write|enter|print|append) my name|you(?:.ve| have)(?: got| also)? my (?:name|signature|vote)(?= ?(?:[.!,;]|$|and|for|on|too))|i.?m in|(?:i|we)(?: fully| strongly| also| wholeheartedly| would like to| want to| am happy to)? (?:support|endorse|agree|second|back|approve|confirm)',
  'signe[rz]?|signons|soussignée?|je (?:soutiens|confirme)|nous soutenons|ajoutez(?:[- ]moi| mon nom)|(?:r?ajouter|joindre|inscrire) (?:mon nom|ma signature)|je le fais (?:donc )?(?:ici|par)|vous avez ma signature(?= ?(?:[.!,;]|$|et|pour))',
  'unterschreib(?:e|en)|unterzeichne[n]?|mitzeichnen|zeichne|bin dabei(?! (?:auf|ein|eine|einen|zu|über)[^a-z])|(?:trag|schreib)(?:t|en sie)? mich|meinen namen (?:bitte )?(?:hinzu|dazu|aufzunehmen|hinzuzufügen|dazuzusetzen)|(?:habt|haben sie) (?:hiermit )?meine unterschrift|meine unterschrift (?:habt ihr|haben sie)|bestätige',
  '(?:ponga[nd]?|poned|tenéis|tienen) mi (?:firma|nombre)|firm(?:o|ar|amos)|suscribo|adhiero|me sumo|me uno|añadidme|añádanme|(?:añad|inclu|agreg|sum)(?:ir|ar|an|yan|en|id|ad) mi (?:nombre|firma)|confirmo',
  'firm(?:iamo|are)|sottoscrivo|aderisco|aggiungetemi|(?:aggiung|inser|inclu)(?:ere|ire|dere|ete|ite|dete) (?:il mio nome|la mia firma)|confermo',
  'assin(?:o|ar|amos)|subscrevo|(?:acrescent|inclu|junt|adicion)(?:ar|ir|em|am) (?:o meu nome|a minha assinatura)',
  '(?:onder)?teken(?:en)?|zet (?:mij|me|mijn)|mijn naam (?:(?:mag|kan) (?:erbij|eronder|erop)|toe ?te voegen|toevoegen|erbij (?:te )?zetten)|bevestig',
  'подписыва[а-я]*|подпишите|поддерживаю|підписую|підтримую|podpis(?:uj[a-z]*|zę|zemy)|popieram|podepisuji|připojuji se|skriver (?:[a-z]{2,8} )?(?:under|på)|underskriver|allekirjoitan|imzalıyorum|υπογράφω|προσυπογράφω',
])

/** "The translator's name was left off the cover" */
export const OF_THE_PAST = anywhere([
  'came out|appeared|(?:est|sont) (?:sortie?|parue?)s?|erschien(?:en)?|salió|salieron|è uscit[oa]|uscì|saiu|verscheen|was|were|has been|have been|had been|wurden?|worden|hat man|hatte man|war|a été|ont été|était|fue|fueron|ha sido|era|salía|venne|è stat[oa]|fu|compars[oa]|werd|werden|geweest|foi|foram|tem sido',
])

/** "As long as my name is not shown" */
export const ON_CONDITION = anywhere([
  'as long as|provided|(?<!mind )(?:if|wenn|si|se|als) (?:my|mein|mon|mi|il mio|o meu|mijn) (?:name|nom|nombre|nome|naam)|solange|sofern|tant que|pourvu|à condition|mientras|siempre que|purché|a patto|desde que|contanto|mits|zolang',
])

/** A consent in front of the details: it is cut off. */
export const CONSENT_LEAD = atStart([
  '(?:please )?(?:add|include|list|put|sign|register|enter)(?: me| us)?(?: up| down| on| in)?(?: to the list| to this| too)?(?: as| under| with| under the name(?: of)?)?(?: my)?(?: name| signature| full name)?(?: as| is)?|(?:please )?count me in(?: too| please)?(?: as)?|yes|yep|yeah|ok|okay|sure|hereby|gladly|here is|here.s|signed(?: by)?|(?:i.?m |i am )?signing(?: as)?|\\+1|count me',
  '(?:i|we)(?: hereby| gladly| happily| also| would like to| want to| wish to| would love to| am happy to| am proud to){0,3} (?:sign|support|endorse|agree|confirm)(?: this| it| the (?:petition|statement|letter|appeal)| your (?:petition|statement)| up)?(?: too| gladly)?(?: as| under the name(?: of)?)?',
  'ajoutez[- ]moi|(?:oui|merci d.ajouter|ajoutez|veuillez ajouter)(?: mon nom| ma signature)?|je (?:soussignée?|signe|soutiens)(?: cette pétition| ce texte| la pétition| cet appel| la tribune)?(?: aussi)?(?: en tant que| sous le nom(?: de)?)?',
  'hiermit unter(?:schreibe|zeichne) ich|(?:hiermit )?(?:ich|wir) (?:unterschreiben?|unterzeichnen?|zeichnen?|unterstützen?)(?: hiermit| diese petition| die petition| den aufruf| das| dies| gerne| gern| mit){0,3}(?: als)?|ja|hiermit',
  '(?:apunt|anot|sum)(?:en|ad)(?: también)? a|(?:yo )?firm[oa](?: la petición| esta petición| el manifiesto| la carta)?(?: como)?|(?:añadan|añadid|agreguen|incluyan|pongan)(?: mi nombre| mi firma)?|sí|si|yo',
  '(?:io )?(?:firmo|sottoscrivo|aderisco)(?: la petizione| questa petizione| l.appello)?(?: come)?|(?:aggiungete|aggiungi|inserite)(?: il mio nome| la mia firma)?',
  '(?:ponham|botem|coloquem)(?: aí)?(?: (?:a|o))?|(?:eu )?(?:assino|subscrevo)(?: a petição| esta petição| o manifesto)?(?: como)?|(?:adicionem|acrescentem|incluam)(?: o meu nome| meu nome| a minha assinatura)?',
  '(?:ik )?(?:teken|onderteken)(?: de petitie| deze petitie| hierbij| graag| mee){0,2}(?: als)?|hierbij teken ik|zet mijn naam|voeg (?:mij|mijn naam) toe',
])
