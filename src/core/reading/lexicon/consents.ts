// Sentences that agree, as fragments of regular expressions over folded words (see fold-text.ts). Each is a whole clause: the
// same words in another order may say something else ("You confirm", "I would have signed", "Thank you for your support").

import { wordSet } from '../fold-text.ts'

/** A yes that needs no other word. Verbs that somebody may say of others are left out. */
export const BARE_YES = wordSet(
  'yes yep yeah yup ya aye ok okay okey oki k sure certainly absolutely definitely indeed agreed confirmed approved accepted affirmative signed',
  "oui ouais volontiers certainement absolument évidemment confirmé confirmée accepté validé d'accord parfait exact exactement approuvé",
  'ja jawohl jo klar sicher natürlich gerne gern bestätigt hiermit einverstanden stimmt passt selbstverständlich unterschrieben unterzeichnet jawoll',
  'sí vale claro confirmado confirmada perfecto firmado aceptado',
  'si sì certo certamente esatto confermato confermata perfetto firmato',
  'sim certo perfeito confirmada aceito',
  'jazeker zeker graag akkoord bevestigd klopt prima getekend ondertekend natuurlijk uiteraard',
  'да подтверждаю подписываю согласен согласна так підтверджую підписую згоден згодна tak potwierdzam podpisuję ano potvrzuji podepisuji souhlasím áno súhlasím igen megerősítem aláírom da semnez ναι υπογράφω επιβεβαιώνω evet onaylıyorum imzalıyorum joo kyllä vahvistan allekirjoitan bekræfter bekrefter bekräftar bekräftas underskriver',
  'はい 賛同します 署名します 確認しました 承認します 同意します 是 是的 好 好的 同意 确认 確認 我同意 我签名 我簽名 我确认 签名 支持 네 예 동의합니다 서명합니다 확인합니다 نعم أوافق أؤكد أوقع כן מאשר מאשרת חותם חותמת हाँ हां بله تایید',
)

/** Adverbs and politeness that stand before or after a yes and change nothing in it. */
export const BESIDE_YES = wordSet(
  'please pls plz too also very much all fully totally completely wholeheartedly gladly and then again thing period sir madam xx xxx',
  "svp s'il vous plaît te bien sûr et plaisir avec",
  'bitte sehr auch sie ihnen doch und ganz voll aber freilich absolut hoor',
  'por favor y muy mucho gusto con supuesto',
  'per favore cortesia e prego piacere con',
  'com prazer',
  'aub alstublieft alsjeblieft en heel',
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
    `(?:i|we)${EN_ADVERB}{0,3} ${EN_VERB}${EN}{0,10}|(?:i|we) can confirm${EN}{0,10}|(?:i'll|we'll|i will|we will)(?: gladly| happily| also)? ${EN_VERB}${EN}{0,8}|${EN_WANT} to (?:${EN_VERB}|do so|do that|add|be|have|put|lend|give)${EN}{1,8}|${EN_WANT} to(?: ${EN_VERB}| do so)?|(?:i|we)(?:'ve| have) (?:signed|confirmed|agreed|approved)${EN}{0,8}|(?:hereby |gladly )?(?:confirming|signing|supporting|agreeing)(?: (?:this|it|my|the|name|signature|petition|statement|letter|gladly|happily|with|pleasure)){0,4}|y|perfect|(?:please )?publish(?: it| this)?|(?:confirm|sign|agree|accept|approve|support)|(?:yes |ok |okay |sure )(?:please )?(?:do|confirm|add|sign|publish|include me|count me)`,
    `(?:please |pls |yes please |kindly |do |you (?:can|may) )?(?:(?:add|include|count|list|put|register|sign|enter|publish) (?:me|us)|(?:add|include|list|put|publish|record|confirm|use|show) (?:it|this|(?:the|my|our)(?= (?:full |own )?(?:${OF_MINE}))))(?: (?:name|signature|details|to|on|in|up|down|the|that|your|list|petition|statement|letter|appeal|signatories|as|shown|written|above|below|too|also|well|with|pleasure|among|please|then|among|supporters)){0,9}`,
    "(?:i|we) (?:do|will)|i'm in|i am in|we're in|we are in|count me in|count us in|me too|with (?:great |the greatest )?pleasure|my pleasure|with all my heart|(?:you have|i give(?: you)?|you have got|you've got) (?:my|our) (?:full |wholehearted )?(?:support|consent|signature|agreement|permission|name)|(?:all |well |it's |that's )?done|(?:yes |please )?(?:go ahead|go on|proceed|do)(?: please)?|(?:go ahead|please go ahead) and (?:add|publish|sign|count|record) (?:me|it|my name|my signature|this)|go for it|thumbs up|sounds (?:good|great|right)|(?:fine|good|ok|okay) (?:by|with) me|(?:of course|certainly|gladly|naturally|lgtm)(?: yes| i do| i will)?|yes (?:i am|it was me|that was me|this is me|that is me|that's me|it is me|it's me|it is|it was|i did|i was|this was me|indeed it is)|(?:that|this|it) (?:is|was) me|(?:that|it)'s me|it (?:was|is) indeed me|alright|all right|(?:yes )?(?:i )?wrote that(?: myself)?|thanks yes|please do|be my guest|all good(?: thanks| from me| here| with me)?|good to go|fine thanks",
    "(?:yes )?(?:(?:that's|that is|that looks|that all looks|this is|this looks|this all looks|it is|it's|it looks|it all looks|all|all is|all of it is|all of that is|all of this is|everything is|everything looks|everything's|looks|all looks|seems|(?:the |my |all |all the |all my )?(?:details|data|information|information above|name)(?: above| below| shown| here)? (?:is|are|looks?|seems?)) )(?:all |perfectly |quite |absolutely |very |totally |completely |just |exactly )?(?:correct|right|fine|perfect|ok|okay|true|accurate|in order)(?: (?:to|for|with) me| thanks| thank you| as (?:it is|shown|written)| there| here)?|(?:(?:it|this|that|all|everything)(?: all)? )?looks? (?:very )?(?:good|great)(?: to me| thanks)?|all is good|(?:correct|accurate|quite right|quite correct|absolutely right|exactly right|perfectly correct|exactly)(?: thanks| thank you)?",
  ],
  [
    `(?:hiermit |gerne? |das |ja |dies |und |natürlich |selbstverständlich )?(?:bestätigen?|unterschreiben?|unterzeichnen?|zeichnen?|unterstützen?|stimmen?) (?:ich|wir)${DE}{0,8}(?: mit)?|(?:ich|wir) (?:bestätigen?|unterschreiben?|unterzeichnen?|zeichnen?|unterstützen?|stimmen?)${DE}{0,8}(?: mit)?|(?:ich|wir) (?:will|wollen|möchten?|würden?|werden?)${DE}{0,7} (?:unterschreiben|unterzeichnen|mitzeichnen|bestätigen|unterstützen|mitmachen|dabei sein)|(?:ich habe|habe)${DE}{0,5} (?:unterschrieben|unterzeichnet|bestätigt)|(?:ich |wir )?(?:bin|sind)(?: (?:damit|voll|ganz|gerne?|sehr gerne?|natürlich|unbedingt|auch|und|absolut)){0,3} (?:einverstanden|dabei|dafür)|(?:bestätige|unterschreibe|unterzeichne|zustimme|unterstütze|zustimmung|bestätigung|mache mit)${DE}{0,4}|da bin i(?:ch)? dabei|(?:volle |meine )?zustimmung`,
    `(?:bitte |ja bitte |gerne )?(?:tragt|tragen sie|trag|nehmt|nehmen sie|setzt|setzen sie|schreibt|schreiben sie|zählt|zählen sie|füg(?:t|en sie)|veröffentlichen sie|veröffentlicht)(?: bitte| gerne?| ruhig){0,2} (?:mich|uns|meinen namen|meine unterschrift|es|das)${DE}{0,4}(?: (?:auf|auf die liste|in die liste|der liste|die liste)){0,2}(?: (?:ein|auf|mit|dazu|hinzu|drauf|mit ein|mit auf))?|(?:bitte |ja bitte |gerne )?(?:mich |uns |meinen namen |mich gerne |so |alles )?(?:eintragen|aufnehmen|veröffentlichen|mitzählen|dazusetzen|hinzufügen|so veröffentlichen|so übernehmen|übernehmen)`,
    '(?:bin ich|war ich|ich bin es|ich war es|das bin ich|das war ich|ja ich bin es)|(?:das |es |dies |alles |so |die angaben |die daten |meine angaben |meine daten |angaben |name und beruf )?(?:ist|sind|stimmt|stimmen|passt) (?:für mich |so |alles |soweit |genau |alle |ganz |auch ){0,2}(?:korrekt|richtig|so|gut so|in ordnung|ok|okay|prima|perfekt|alles|genau|gut|alle)(?: so| für mich)?|(?:alles|genau|völlig|ganz) (?:korrekt|richtig|prima|perfekt|genau|so|bestens|in ordnung)(?: so)?|(?:korrekt|richtig|genau|genauso|perfekt)(?: so)?|(?:das |es |alles |so |die angaben |die daten |ja das )?(?:stimmt|stimmen|passt)(?: so| alles| alles so| genau| prima| gut| alle)?|alles klar|(?:das )?geht (?:klar|in ordnung)|mit freuden?|mit (?:großem )?vergnügen|(?:ja )?(?:sehr gerne?|aber ja|aber klar|aber gerne?|aber natürlich|na klar|klar doch|ja doch|auf jeden fall|unbedingt|von herzen gerne?|herzlich gerne?)|meine zustimmung haben sie|ja ich will|von mir aus gerne?',
  ],
  [
    `(?:oui |et |alors |par la présente )?(?:je (?:soussignée? )?|nous |j')?(?:le |la |l'|vous le |vous )?(?:confirm(?:e|ons)|sign(?:e|ons)|soutiens|soutenons|approuv(?:e|ons)|accept(?:e|ons)|valid(?:e|ons)|adhère|souscris|j'approuve|j'accepte|j'adhère|ai (?:bien )?(?:signé|confirmé|validé)|j'ai (?:bien )?(?:signé|confirmé|validé)|participe|donne mon accord)${FR}{0,8}|(?:je |j')?(?:voudrais|souhaite|souhaiterais|veux|aimerais|j'aimerais|tiens à|suis (?:très )?(?:heureux|heureuse|ravie?|contente?|fière?|honorée?) de)(?: bien| aussi| également)? (?:signer|confirmer|soutenir|valider|approuver|adhérer|participer)${FR}{0,6}|je (?:suis|me déclare)(?: entièrement| tout à fait| totalement| bien| pleinement)? (?:d'accord|partante?|pour|favorable|solidaire)${FR}{0,4}`,
    `(?:oui )?(?:veuillez |merci de |merci d'|vous pouvez |prière d'|prière de )?(?:ajoute[rz]|d'ajouter|mettez|mettre|inscri(?:vez|re)|d'inscrire|publie[rz]|compte[rz]|inclu(?:ez|re)|d'inclure|note[rz]|enregistre[rz]) (?:moi|nous|mon nom|ma signature|notre nom|le|la)(?: (?:à|dans|sur|la|le|les|liste|signataires|pétition|avec|parmi|svp|aussi|des|vous|bien|comme|indiqué|volontiers|plaisir|votre|cette)){0,6}|(?:vous pouvez )?comptez sur moi|comptez[- ]moi(?: parmi vous)?`,
    "(?:oui )?(?:c'est |tout est |tout cela est |tout ceci est |c'est tout à fait |tout me semble |cela me semble |ça me semble |c'est bien |les informations sont |mes informations sont |tout |c'est parfaitement )(?:bien |tout à fait )?(?:correcte?s?|exacte?s?|juste|bon|parfait|en ordre|ok|conforme|noté et approuvé|moi|ça)(?: pour moi)?|correct|exact|(?:tout est )?ok(?: pour moi)?|bon pour accord|lu et approuvé|bien (?:sûr|entendu)(?: que oui)?|c'est d'accord|(?:c'était|oui c'était|c'est) bien moi|oui c'est moi|c'est moi|vous avez (?:mon (?:accord|soutien)|ma signature)|(?:avec )?(?:grand |le plus grand )?plaisir|avec (?:grand |beaucoup de )?(?:plaisir|joie)|avec enthousiasme|bien volontiers|(?:entièrement |tout à fait |totalement |pleinement )d'accord(?: avec (?:vous|ce texte|cela|la pétition|cette pétition))?|d'accord|tout à fait|j'en suis|je suis des vôtres|mon accord|mille fois oui|évidemment|allez[- ]y|oui allez[- ]y|vas[- ]y|sans hésiter|c'est fait|fait|validé|ça marche|ça roule|oui da",
  ],
  [
    `(?:sí |y |yo |yo sí |por la presente |nosotros |también )?(?:lo |la |me |os lo )?(?:confirmo|confirmamos|firmo|firmamos|apoyo|apoyamos|acepto|aceptamos|suscribo|suscribimos|apruebo|adhiero|sumo|uno|ratifico|he firmado|he confirmado|estoy de acuerdo|estoy conforme|estamos de acuerdo|doy mi consentimiento|doy mi apoyo)${ES}{0,8}|(?:sí )?(?:yo )?(?:quiero|queremos|deseo|quisiera|me gustaría|me encantaría|encantad[oa] de)(?: también)? (?:firmar|confirmar|apoyar|adherirme|sumarme|participar|suscribir)(?:l[oa])?${ES}{0,6}|sí quiero`,
    '(?:sí )?(?:por favor )?(?:(?:añád|inclúy|apúnt|agrég|inscríb|súm|póng)[a-z]{1,4}me|(?:añad(?:an|id|e|a)|agreguen|incluyan|incluid|pongan|poned|publiquen|publicad|registren) (?:mi (?:nombre|firma)|lo|me))(?: (?:a|en|la|el|lista|petición|manifiesto|por|favor|también|con|gusto|mucho)){0,6}|(?:cuenten|contad|cuenta) conmigo(?: por favor)?|adelante(?: por favor| con ello)?',
    '(?:sí )?(?:está |es |todo |todo está |todo es |los datos son |mis datos son |eso es |así está |está todo |los datos están )(?:todo )?(?:correctos?|perfecto|exactos?|conforme|ok|en orden|bien)|correcto|exacto|conforme|está bien|(?:sí )?soy yo|(?:sí )?fui yo|así es|eso es|de acuerdo|claro(?: que sí)?|por supuesto(?: que sí)?|con (?:mucho )?gusto|con (?:mucho )?placer|encantad[oa]|desde luego(?: que sí)?|sin duda|faltaría más|cómo no|hecho|dale|sí señor',
  ],
  [
    `(?:sì |e |io |noi |certo |con la presente )?(?:lo |la |vi )?(?:confermo|confermiamo|firmo|firmiamo|sottoscrivo|sottoscriviamo|aderisco|aderiamo|sostengo|sosteniamo|accetto|approvo|appoggio|condivido|ho (?:già )?(?:firmato|confermato)|sono d'accordo|siamo d'accordo|do il mio consenso)${IT}{0,8}|(?:sì )?(?:io )?(?:vorrei|voglio|vogliamo|desidero|intendo|mi piacerebbe|sono (?:lieta|lieto|felice|contenta|contento|onorata|onorato) di)(?: anche)? (?:firmare|confermare|aderire|sottoscrivere|sostenere|partecipare)(?:l[oa])?${IT}{0,6}`,
    '(?:sì )?(?:per favore )?(?:aggiungetemi|aggiungimi|inseritemi|inseriscimi|mettetemi|contatemi|iscrivetemi|pubblicate(?:lo|la)?|(?:aggiungete|inserite|mettete|pubblicate)(?: pure| anche)? (?:il mio nome|la mia firma))(?: (?:alla|nella|in|lista|petizione|anche|pure|per|favore|con|piacere|tra|i|firmatari|dei)){0,6}|contate (?:pure )?su di me|procedete(?: pure)?',
    "(?:sì )?(?:è |tutto |è tutto |tutto è |mi sembra tutto |i dati sono |i miei dati sono )(?:corrett[oi]|giust[oi]|esatt[oi]|ok|a posto|in ordine|perfett[oi])|corretto|giusto|esatto|va (?:bene|benissimo)(?: così| per me)?|(?:sì )?sono (?:proprio )?io|(?:sì )?sono stat[oa] io|ci sto|ci sono anch'io|certo(?: che sì)?|certamente|(?:ben |molto )?volentieri|d'accordo|assolutamente(?: sì)?|con (?:molto |grande |vero )?piacere|senz'altro|naturalmente|fatto|avanti così|pienamente d'accordo",
  ],
  [
    `(?:sim |e |eu |nós )?(?:confirmo|confirmamos|assino|assinamos|subscrevo|apoio|apoiamos|aceito|aprovo|concordo|já assinei|assinei|confirmei|estou de acordo|estou dentro|dou o meu consentimento)${PT}{0,8}|(?:sim )?(?:eu )?(?:quero|queremos|gostaria de|desejo|adoraria|tenho (?:muito )?(?:gosto|prazer) em)(?: também)? (?:assinar|confirmar|subscrever|apoiar|participar)${PT}{0,6}`,
    '(?:sim )?(?:por favor )?(?:(?:adicion|acrescent|inclu|coloqu|inscrev|ponh|bot)[a-z]{1,4}[- ]me|(?:adicionem|acrescentem|incluam|inclua|coloquem|ponham|publiquem|podem publicar|podem incluir|podem acrescentar)(?: (?:o meu nome|meu nome|a minha assinatura|minha assinatura))?)(?: (?:na|à|ao|lista|petição|por|favor|também)){0,5}|contem comigo|conte comigo|podem avançar|pode publicar',
    '(?:sim )?(?:está |é |tudo |está tudo |os dados estão |os meus dados estão )(?:cert[oa]s?|corret[oa]s?|bem|ok|perfeit[oa]s?|em ordem)|correto|certo|isso mesmo|isso|é isso(?: mesmo| aí)?|(?:sim )?sou eu(?: mesm[oa])?|(?:sim )?fui eu|com (?:toda a )?certeza|com (?:muito |todo o )?(?:prazer|gosto)|claro(?: que sim)?|exatamente|exacto|exato|sem dúvida|de acordo|feito|combinado|pode ser|confirmadíssimo|tudo bem',
  ],
  [
    `(?:hierbij |graag |ja |dat |en |natuurlijk )?(?:bevestig(?:en)?|teken(?:en)?|onderteken(?:en)?|steun(?:en)?|ondersteun(?:en)?|accepteer|ga|gaan) (?:ik|wij|we)${NL}{0,8}(?: akkoord)?|(?:ik|wij|we) (?:bevestig(?:en)?|teken(?:en)?|onderteken(?:en)?|steun(?:en)?|ondersteun(?:en)?|accepteer|stem in|doe mee|doen mee|ga akkoord|gaan akkoord|ga hiermee akkoord|ben akkoord|ben het(?: er)?(?: helemaal| volledig)?(?: mee)? eens|heb (?:getekend|bevestigd|ondertekend))${NL}{0,8}|(?:ik|wij|we) (?:wil|willen|zou)(?: (?:heel|zeer))?${NL}{0,6} (?:tekenen|ondertekenen|bevestigen|steunen|meedoen)|(?:bevestig|teken|mee eens|hierbij bevestigd)|van harte(?: (?:mee eens|eens|akkoord|graag))?|hartelijk graag`,
    '(?:ja )?(?:graag )?(?:voeg|zet|schrijf|neem|tel|noteer|publiceer|vermeld) (?:mij|me|ons|mijn naam|mijn handtekening|het|maar)(?: (?:maar|ook|graag|toe|erbij|erop|op|in|mee|dan|aan|de|lijst|petitie|aub|er|bij|mijn|naam)){0,6}|(?:ja )?mijn naam (?:mag )?erbij|doe (?:maar|mij maar|ons maar)|ga (?:je|uw|jullie) gang',
    '(?:ja )?(?:dat |dit |het |alles |helemaal |de gegevens |mijn gegevens |zo )(?:is |zijn |klopt |lijkt )?(?:allemaal |helemaal |zo |me )?(?:klopt|kloppen|correct|juist|goed|in orde|akkoord|prima|oké|ok|okay)(?: hoor| allemaal| voor mij)?|correct|juist|klopt (?:helemaal|als een bus|allemaal|hoor)|(?:is |dat is )?(?:goed|prima|in orde)(?: hoor)?|in orde|dat ben ik|ja dat ben ik|dat was ik|ja hoor(?: (?:klopt|prima|akkoord|goed|graag))?|jazeker|zeker(?: weten)?|met (?:alle )?(?:plezier|liefde)|heel graag|zeer zeker|uiteraard|helemaal (?:mee )?eens|mee eens|gedaan|komt goed|volmondig ja',
  ],
  [
    'ja det stämmer|det stämmer|ja tak|ja tack|ja takk|ja det er rigtigt|det er rigtigt|skriver under|jag skriver under|jag bekräftar(?: min underskrift)?|jeg bekræfter|jeg skriver under|jeg bekrefter|zgadzam się|oczywiście|zgadza się',
  ],
]

/** Good wishes confirm only beside a yes. */
export const GOOD_WISHES = [
  '(?:and |und |et |y |e |en )?(?:i wish you |wishing you )?(?:good luck|best of luck|all the best|keep (?:it up|going|up the (?:good|great) work)|(?:great|good|nice|amazing|important|fantastic|wonderful) (?:work|initiative|cause|idea|petition|project|job)|well done|xx?|xoxo)(?: (?:with|to) (?:this|it|the (?:campaign|petition|cause)|you(?: all)?|everyone))?',
  '(?:many |and )?(?:thanks|thank you)(?: so much| very much)? for (?:organi[sz]ing|doing|starting|setting|making|writing|fighting|standing|all|your|the|this)(?: (?:hard|good|great|important|amazing|wonderful|work|efforts?|time|commitment|initiative|dedication|petition|this|that|it|you|do|are|doing|us|everything|the|all|up|on)){0,6}',
  "(?:un grand )?merci(?: beaucoup)? pour (?:votre|tout|cette|ce|l')(?: (?:travail|engagement|initiative|combat|belle|beau|important|ce|que|vous|faites)){0,4}|(?:vielen |herzlichen |besten |großen )?danke?(?: euch| ihnen| dir)? für (?:ihre?n?|eure?n?|euer|die|das|den|alles)(?: (?:tolle|wichtige|großartige|engagement|arbeit|einsatz|mühe|initiative|aktion)){0,3}",
  '(?:muchas |mil )?gracias por (?:su|vuestr[oa]|tod[oa]|esta|el|la)(?: (?:gran|buen|trabajo|labor|iniciativa|esfuerzo|lo|que|hacéis|hacen)){0,4}|grazie(?: mille)? per (?:il|la|tutto|questa|quello)(?: (?:vostr[oa]|lavoro|impegno|iniziativa|bella|che|fate)){0,4}|(?:muito )?obrigad[oa] (?:pelo|pela|por)(?: (?:vosso|vossa|seu|trabalho|iniciativa|tudo|esta|empenho)){0,3}|(?:hartelijk )?(?:dank|bedankt) voor (?:jullie|uw|het|de|dit|alles)(?: (?:goede|mooie|werk|inzet|initiatief)){0,3}',
  'bon(?:ne)? (?:journée|soirée|week-?end|week end|après-midi)(?: à (?:tous|toutes|vous))?|(?:einen |ein )?schön(?:en|es|e)? (?:tag|abend|wochenende|woche)(?: noch)?|buen (?:día|fin de semana)|buona (?:giornata|serata)|buon (?:fine settimana|weekend)|bom (?:dia|fim de semana)|boa (?:noite|semana)|(?:een )?fijn(?:e)? (?:dag|avond|weekend|week)(?: nog)?',
  'have a (?:nice|good|great|lovely|wonderful) (?:day|evening|weekend|week|one)|keep fighting|(?:that|this) is (?:great|good|important|wonderful|brilliant|fantastic)|it(?: is|.s) (?:an )?(?:important|good)(?: cause)?|i love (?:it|this)',
  "(?:et )?(?:bonne chance|bon courage|bonne continuation|bravo|belle initiative|bon travail|c'est (?:important|une belle initiative))(?: à (?:tous|toutes|vous))?",
  '(?:und )?(?:ihnen )?(?:viel (?:erfolg|glück)|gute (?:arbeit|sache|idee|initiative)|weiter so|tolle (?:initiative|aktion|sache)|(?:das |es )?ist (?:sehr )?wichtig)',
  '(?:y )?(?:mucha suerte|suerte|buen trabajo|buena iniciativa|ánimo)|(?:e )?(?:buona fortuna|in bocca al lupo|buon lavoro|bella iniziativa)',
  '(?:e )?(?:boa sorte|bom trabalho|boa iniciativa)|(?:en )?(?:veel succes|succes|goed werk|mooi initiatief|goed initiatief)',
]

/** "I'm good, thanks" is a no in English, though each word is friendly. */
export const DECLINES_POLITELY = [
  '(?:i am|i.?m|we are|we.?re|i.ll be) (?:all )?(?:good|fine|ok|okay|set|great|happy as (?:i am|it is)|well)',
  'ça (?:va|ira) merci',
]
