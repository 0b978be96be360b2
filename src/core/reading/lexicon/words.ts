// The words people use when they sign, greet, thank and close an email. They are written with their accents:
// fold-text.ts matches them however they are typed.

import { atStart, wordSet } from '../fold-text.ts'

/** A yes that needs no other word. Verbs that somebody may say of others are left out. */
export const BARE_YES = wordSet(
  'yes yse yep yeah yup ya aye ok okay okey oki k sure certainly absolutely definitely indeed agreed confirmed approved accepted affirmative signed',
  "oui ouais volontiers certainement absolument évidemment confirmé confirmée accepté validé d'accord parfait exact exactement approuvé",
  'ja jawohl jo klar sicher natürlich gerne gern bestätigt hiermit einverstanden stimmt passt selbstverständlich unterschrieben unterzeichnet jawoll',
  'sí vale claro confirmado confirmada perfecto firmado aceptado si sì certo certamente esatto confermato confermata perfetto firmato sim perfeito aceito',
  'jazeker zeker graag akkoord bevestigd klopt prima getekend ondertekend natuurlijk uiteraard',
  'да подтверждаю подписываю согласен согласна так підтверджую підписую згоден згодна tak potwierdzam podpisuję ano potvrzuji podepisuji souhlasím áno súhlasím igen megerősítem aláírom da semnez ναι υπογράφω επιβεβαιώνω evet onaylıyorum imzalıyorum joo kyllä vahvistan allekirjoitan bekræfter bekrefter bekräftar bekräftas underskriver',
  'はい 賛同します 署名します 確認しました 承認します 同意します 是 是的 好 好的 同意 确认 確認 我同意 我签名 我簽名 我确认 签名 支持 네 예 동의합니다 서명합니다 확인합니다 نعم أوافق أؤكد أوقع כן מאשר מאשרת חותם חותמת हाँ हां بله تایید',
)

/** A yes by itself, or beside words that say nothing against it. */
export const YES_WORDS: ReadonlySet<string> = new Set([
  ...BARE_YES,
  ...wordSet(
    'thumbs agree confirm confirms confirming confirmation sign signing signs approve approving accept support supporting supports endorse endorsed',
    'confirmer confirmons signe signé signée signer signons accepter valider soutiens soutenir j’accepte',
    'bestätige bestätigen bestätigung unterschreibe unterschreiben unterzeichne unterzeichnen zustimme unterstütze unterstützen',
    'confirmo confirmamos confirmar firmo firmamos firmar acepto aceptar suscribo apoyo apoyar va confermo confermiamo confermare firmare firmiamo sottoscrivo sottoscrivere accetto aderisco sostengo d’accordo',
    'assino assinamos assinado assinar subscrevo subscrever aceito aceitar apoio apoiar bevestig bevestigen bevestiging teken tekenen onderteken ondertekenen steun instemming eens jag skriver under jeg',
  ),
])

/** Negations. A text that holds one is never read as a consent. */
export const NEGATORS = wordSet(
  'nn',
  'no not never nothing none neither nor nope nah nay cannot cant dont doesnt didnt wont isnt wasnt arent havent hasnt hadnt wouldnt shouldnt couldnt aint without nobody',
  "can't don't doesn't didn't won't isn't wasn't aren't haven't hasn't hadn't wouldn't shouldn't couldn't ain't weren't werent",
  'non ne n pas jamais rien aucun aucune nullement sans n’ai n’est n’a n’avons n’étais n’était n’y n’en n’ont n’accepte n’autorise ni personne',
  'nein nö nicht nich nix nichts kein keine keinen keinem keiner keines keinesfalls keineswegs nie niemals niemand weder nimmer',
  'nunca jamás nada ningún ninguna ninguno tampoco',
  'mai niente nulla nessun nessuna nessuno nemmeno neanche',
  'não nao jamais nenhum nenhuma nem',
  'nee niet nooit geen niks niets nimmer noch neen',
  'utan uden bez нет не ні nie ne ei nej inte ikke nei aldrig aldri nem όχι δεν hayır değil nikdy nigdy никогда никогда いいえ 不 不是 不要 否 没有 아니요 아니오 아니 لا ليس לא नहीं मत نه',
)

/** Words that object without a negation. */
export const AGAINST_WORDS = wordSet(
  'stop stopp unsubscribe unsubscribed unsign cancel cancelled cancellation refuse refused refuses decline declined reject rejected rejecting disagree object spam scam phishing fraud fake hoax abuse wrong mistake error withdraw withdrawn retract revoke remove removed delete deleted erase opt halt cease quit leave against disregard ignore void hell fuck wtf bullshit idiot idiots shit damn unwanted forged impersonation police lawyer unsolicited',
  'arrêtez arrêter arrêt stoppez désabonner désabonnement désinscrire désinscription désinscrivez annuler annulez annulation refuse refuser erreur arnaque retirez retirer supprimez supprimer effacez contre merde spams indésirable usurpation',
  'abmelden abmeldung austragen abbestellen stornieren storniere abbrechen löschen lösche löscht widerrufe widerrufen widerspreche widerspruch ablehnen ablehne verweigere betrug falsch falsche fehler irrtum aufhören gegen scheiß scheiße entfernen entfernt zurückziehen unterlassen unterlassung',
  'cancelar cancele cancelen rechazo rechazar niego estafa equivocado equivocada error borrar borren borre eliminar elimine eliminen baja retiro retirar parar paren deje dejen basta contra mierda',
  'annullare annulla annullate annullo rifiuto rifiutare truffa sbagliato sbagliata errore cancella cancellate cancellatemi cancellare rimuovere rimuovete toglietemi togliete smettete smettetela fermate contro ritiro ritirare disiscrivere disiscrivetemi cancellami',
  'cancele cancelem recuso recusar rejeito golpe fraude engano errado errada apagar apaguem remover removam remova pare parem retiro merda burla',
  'afmelden uitschrijven annuleren annuleer annuleert weiger weigeren weigert oplichting fout verkeerd verkeerde verwijder verwijderen verwijdert intrekken trek tegen stoppen bezwaar',
  'стоп отмена отменить отписаться отпишите отказываюсь спам против rezygnuję odmawiam odmítám avregistrera avbryt stoppa afmeld framelding peruuta iptal vazgeçtim',
)

/** The other words of an agreeing reply: pronouns, verbs of wanting and adding, words for the petition, politeness. */
export const PLAIN_WORDS = wordSet(
  'i we me us my our your you it its it’s this that the a an to for of on in and as is am are be was have has had i’d i’ll i’ve i’m i’am im we’d we’ll would like love want wish will gladly happily happy glad proud proudly hereby herewith also too very much so all well with pleasure please pls plz add include put name signature signatures petition statement letter appeal list count counted your request looks look good great perfect fine details above below here here’s there by via it’s that’s thats absolutely wholeheartedly fully completely totally thing up 100 heart',
  'que je j’ai j’approuve nous moi mon ma mes notre votre vos vous le la les l un une de du des et à pour par ce cet cette ceci cela c’est est suis bien tout toute tous veux souhaite souhaiterais voudrais ajoutez ajouter mettez nom signature pétition texte lettre appel avec plaisir grand présent présente comptez comptez-moi tribune manifeste svp plaît s’il te vous êtes sur bel et confirmation inscription ai',
  'dass ich wir mich mir uns mein meine meinen meiner unser unsere den die das der dem des diese dieser diesen dieses es ein eine und zu für mit an auf bitte hiermit will möchte würde auch sehr alles ist bin sind war habe trage tragt tragen sie ein eintragen aufnehmen namen name unterschrift petition brief aufruf erklärung anliegen stellungnahme freude vergnügen dabei zählt zählen voll ganz gut super prima passt so ok',
  'que yo soy nosotros me mi mis nuestra nuestro su sus el la los las lo un una de del y a por con esta este esto es está todo toda quiero queremos deseo quisiera añadan añadid agreguen incluyan pongan nombre firma petición carta manifiesto declaración texto gusto mucho favor de acuerdo estoy bien muy he contad cuenten conmigo',
  'che io noi mi mio mia la il lo le gli un una di del della e a per con questa questo è sono tutto tutta voglio vorrei desidero aggiungete aggiungi inserite nome firma petizione lettera appello manifesto dichiarazione testo piacere favore cortesia ho bene molto volentieri contate me',
  'que eu sou nós me meu minha a o os as um uma de do da dos das e por com esta este isto é está tudo toda quero queremos desejo gostaria adicionem acrescentem incluam nome assinatura petição carta manifesto declaração texto prazer favor gosto de acordo estou bem muito contem comigo',
  'ik ga wij we mij me mijn ons onze de het een van en aan voor met deze dit dat is ben wil willen graag ook zet voeg toe naam handtekening petitie brief oproep verklaring tekst plezier alles goed helemaal mee eens heb hierbij alstublieft alsjeblieft aub',
)

/** Opens an email: the person greeted follows, up to the next comma. */
export const GREETING_WORDS = wordSet(
  'hello hi hey hiya heya dear greetings howdy welcome yo sirs morning afternoon evening hullo hallo hoi helo attn',
  'bonjour bonsoir salut coucou cher chère chers chères madame mesdames bjr slt cc allo allô monsieur messieurs',
  'guten hallo servus moin grüezi grüß sehr geehrte geehrter geehrtes liebe lieber liebes werte werter tag',
  'hola buenos buenas estimado estimada estimados estimadas querido querida queridos saludos apreciados',
  'ciao buongiorno buonasera salve gentile gentili caro cara cari egregio egregi spettabile spett',
  'olá oi bom boa caro cara caros caras prezado prezada prezados prezadas exmo exmos exma',
  'goedendag goedemorgen goedemiddag goedenavond beste geachte dag lieve hallo',
  'здравствуйте привет добрый доброго шановні вітаю hej hei szia ahoj witam witaj cześć dzień szanowni szanowny szanowna drodzy dobrý vážení kære merhaba selam sayın γεια καλημέρα καλησπέρα αγαπητοί こんにちは 您好 你好 안녕하세요 مرحبا السلام שלום नमस्ते',
)

/** Words found around greetings and closings. They are no names and say nothing against signing. */
export const MANNERS_WORDS = wordSet(
  'thanks thank thx ty tx cheers ta regards regard best kind kindest warm warmest warmly sincerely yours truly faithfully respectfully cordially love hugs xx xxx xo care nice good day week weekend everyone everybody all team folks friends friend colleagues colleague organisers organizers organiser organizer sir madam sirs morning afternoon evening night there many lots again advance solidarity greetings wishes hope great job initiative organising organizing wonderful brilliant fantastic excellent amazing important thankyou appreciated appreciate',
  'merci remercie remercions beaucoup infiniment cordialement bien amicalement sincèrement sincères salutations distinguées respectueusement meilleures meilleurs amitiés bises bonne bon journée soirée à avance initiative bravo courage solidairement solidaires équipe toutes tous toute vous messieurs madame monsieur chaleureusement félicitations mille',
  'euch dir dankeschön tolle toll super arbeit einsatz danke dank vielen viele herzliche herzlichen herzlich grüße grüsse gruß grüßen freundliche freundlichen freundlichem beste besten liebe lieben schöne schönen schöner tag woche wochenende abend mfg lg vg hochachtungsvoll tschüss ciao voraus allerseits zusammen alle team damen herren solidarische solidarischen initiative toll aktion servus nochmals',
  'ustedes vosotros vosotras ti gracias muchas muchísimas mil saludos saludo cordial cordiales cordialmente atentamente atte abrazo abrazos un cariñosos afectuoso días tardes noches todos todas equipo iniciativa gran trabajo ánimo adelantado antemano señores señoras amigos compañeros',
  'voi grazie mille tante molte ringrazio saluti saluto cordiali cordialità distinti cordialmente affettuosi abbraccio buona giornata serata lavoro anticipo tutti tutte signori iniziativa ottima bella bravi cari',
  'obrigadinha valeu obrigadinho vocês obrigado obrigada obrigados muito muita cumprimentos atenciosamente abraço abraços abs cordialmente cordiais saudações beijos bom boa dia tarde noite todos todas equipe equipa desde já iniciativa parabéns senhores amigos melhores',
  'bedankt dank dankjewel dankuwel u je jullie wel hartelijk hartelijke vriendelijke groet groeten groetjes met hoogachtend mvg mvrgr fijne dag avond weekend alvast veel allemaal iedereen team initiatief liefs',
  'спасибо благодарю дякую уважением dziękuję dzięki pozdrawiam tack tak takk mvh hälsningar kiitos děkuji ευχαριστώ teşekkürler ありがとう ありがとうございます よろしくお願いします 谢谢 謝謝 감사합니다 شكرا תודה धन्यवाद ممنون',
)

/** Opens a question, even if the question mark was forgotten. */
export const ASKING_STARTS = [
  'please (?:explain|clarify|tell me|let me know)|i (?:have|had) (?:a|some|one) questions?|is (?:it|this|that|there|my)|will (?:my|you|it|this|the)|could (?:i|you|we|someone)|can (?:i|you|we|someone)|does (?:it|this|that|my)|are (?:you|there|my|we)|do (?:you|i|we)|did (?:i|you)|would you|wondering|should i|i wonder|tell me|where',
  'which|whose|may i|what|when|who|why|how',
  "j'ai une question|pourriez-vous|que se passe|pouvez-vous|est-ce que|qu'est-ce|qu'est ce|pourquoi|comment|combien|quelles|pouvons-nous|peut[- ]on|peux-tu|quelle|quand|quels|quoi|quel|qui|où",
  'habe (?:ich )?eine frage|ist (?:das|es|dies)|ich habe eine frage|kann (?:ich|man)|können wir|dürfen wir|könnten sie|können sie|könnt ihr|kannst du|weshalb|welcher|welches|welche|warum|wieso|woher|wann|wozu|wer|was|wie|wo',
  'tengo una (?:pregunta|duda)|porque motivo|quiénes|por qué|podemos|podrían|cuándo|cuánto|pueden|quién|dónde|puedo|cómo|cuál|qué',
  'ho una domanda|che cosa|possiamo|potreste|quando|perché|quanto|potete|quale|posso|cosa|dove|come|chi',
  'tenho uma (?:pergunta|dúvida)|por que|porquê|o que|podem|quem|como|onde|qual',
  'wie (?:bent|zijn|is)|ik heb een vraag|kunnen (?:jullie|we|wij)|mogen (?:we|wij)|wanneer|waarom|kan ik|kunt u|welke|waar|wat|hoe',
]

/** They begin like a question: "¡Qué ilusión!", "Pueden contar conmigo" */
export const EXCLAIMS = [
  'how (?:lovely|nice|kind|wonderful|exciting)|wie schön|was für eine freude|quelle (?:joie|bonne nouvelle|belle nouvelle)|qué (?:ilusión|bien|alegría|bueno|bonito)|che (?:bello|bella notizia|gioia)|que (?:bom|alegria|maravilha)|wat (?:fijn|leuk|mooi|geweldig)|(?:pueden|podéis|podem|pode) contar con?migo|(?:potete|puoi) contare su di me',
]

/** Opens a request in the form of a question: the service does what it asks for. */
export const POLITE_REQUESTS = [
  '(?:can|could|would|will) (?:you|someone|u)(?: please| kindly)?|(?:can|may|could) i (?:please )?|is it possible to|would you mind',
  'est-ce que vous (?:pouvez|pourriez)|pourriez[- ]vous|pouvez[- ]vous|pourrais[- ]tu|peux[- ]tu|puis-je',
  '(?:können|könnten|würden) sie|(?:kannst|könntest) du|(?:könnt|könntet) ihr|könnte ich|kann ich',
  'podrían?|podríais|pueden?|podéis|puedes|puedo',
  'potreste|potrebbe|potete|posso|puoi|può',
  'poderiam|poderia|podem|pode',
  'kunnen jullie|zouden jullie|kunt u|kun je|mag ik|zou u',
]

/** A closing line: the writer's name follows. */
export const CLOSINGS = [
  '(?:many |with |best |kind )?(?:thanks|thank you)(?: (?:so much|very much|a lot|again|in advance|and best regards|and regards|for (?:this|your work|doing this|organi[sz]ing|everything)))?|(?:all (?:the|my) |with )?(?:my |our )?(?:very )?(?:best|kind|kindest|warm|warmest)(?: regards| wishes| greetings)?',
  '(?:very )?(?:sincerely|respectfully|cordially|truly|faithfully|warmly|gratefully)(?: yours)?|(?:in|with) (?:solidarity|gratitude|support|thanks|appreciation|love|hope|friendship)|yours(?: (?:sincerely|truly|faithfully|ever|in solidarity|respectfully))?|(?:with )?(?:kind |best |warm )?regards|lots of love|solidarity|take care',
  'sent by|cheers|signed|love|rgds|thx|br',
  '(?:avec )?(?:mes|nos) (?:meilleures|sincères|cordiales|respectueuses|plus cordiales)? ?salutations(?: distinguées| les meilleures)?|(?:je vous prie|nous vous prions|veuillez)(?: de bien vouloir)?(?: d.)? ?(?:agréer|recevoir|croire)[^.!?]{0,80}|(?:un grand )?merci(?: beaucoup| bien| d’avance| à vous| à tous)?(?: et bonne journée)?',
  '(?:très )?(?:sincèrement|amicalement|respectueusement|chaleureusement|solidairement)|salutations(?: distinguées| cordiales| solidaires)?|(?:meilleures|sincères|cordiales) salutations|(?:bien )?cordialement(?: à vous| vôtre)?|bien à (?:vous|toi)|bonne journée|à bientôt|amitiés|bises',
  '(?:mit )?(?:viele|vielen|beste|besten|liebe|lieben|herzliche|herzlichen|freundliche|freundlichen|schöne|schönen|solidarische|solidarischen)m? (?:grüße|grüßen|gruß|dank)|danke(?: schön| sehr| im voraus)?|(?:mit )?freundlichem gruß|es grüßt (?:sie|euch|dich)(?: herzlich| ganz herzlich)?|hochachtungsvoll|herzlichst|grüße|gruß|mfg|lg|vg',
  '(?:un )?(?:cordial )?saludos?(?: cordial| cordiales| muy cordial)?|(?:muchas |mil )?gracias(?: por todo| de antemano)?|(?:suyo |suya )?(?:afectísim[oa]|afectuosamente)|(?:un )?(?:fuerte )?abrazos?|(?:muy )?atentamente|cordialmente|atte',
  '(?:con )?(?:i (?:miei|più) )?(?:cordiali|distinti|migliori|cari) saluti|(?:molte |tante )?grazie(?: mille)?|un (?:cordiale|caro) saluto|con osservanza|cordialità|in fede|saluti',
  '(?:com )?(?:os (?:melhores|meus) )?cumprimentos|(?:um )?(?:grande )?abraços?|(?:muito )?obrigad[oa]|atenciosamente|saudações',
  '(?:met )?(?:hartelijke|vriendelijke|beste|warme|solidaire) (?:groet|groeten)|(?:alvast |hartelijk )?(?:bedankt|dank)(?: je wel| u wel)?|dank (?:je|u) ?wel|groet(?:en|jes)?|hoogachtend|liefs|mvg',
  '(?:med )?vänliga? hälsningar?|(?:med )?vennlig hilsen|(?:med )?venlig hilsen|ystävällisin terveisin|z poważaniem|с уважением|s pozdravem|pozdrawiam|з повагою|mvh',
]

/** Words that change nothing in "I would like you to … my signature from the list of this petition, please". */
export const SMALL_WORDS = wordSet(
  "i i'd we we'd us our my you your it this that the a an of from on to for at in and so as with under be please kindly hereby now immediately today again anymore want wish would like love need ask have list petition statement letter appeal signatories signatures website page site system systems gdpr",
  "je j'ai nous mon ma mes notre nos vous votre vos il ce cet cette ces le la les l' l un une de d' du des en à au sur pour et par c'est veux souhaite voudrais souhaiterais aimerais demande prie bien vouloir veuillez merci svp s'il plaît te immédiatement liste pétition texte tribune lettre appel rgpd",
  'ich wir sie ihr euch mein meine meinen meiner meines unser unsere unseren es das die der den dem des dies diese dieser diesen ein eine von vom aus auf für zu und bei möchte möchten will wollen würde gern gerne bitte bitten hiermit wieder sofort liste petition aufruf seite erklärung brief dsgvo',
  'yo nosotros mi mis nuestra nuestro su el la lo los las un una de del en a al por para y con esta este esto quiero queremos deseo quisiera que favor ruego solicito pido petición lista carta texto manifiesto sistema sistemas ahora mismo',
  "io noi mio mia miei nostra nostro il la lo le i gli un una di del della dalla dal da in a per e con questa questo voglio vorrei vogliamo desidero prego chiedo favore cortesia pure petizione elenco lista testo dall'elenco dalla lettera appello",
  'eu nós meu minha meus nossa o a os as um uma de do da em no na por para e com esta este isto quero queremos gostaria desejo que peço solicito favor petição lista carta texto manifesto',
  'ik wij we mijn onze u uw jullie het de een van uit op voor en te om bij deze dit dat wil willen wens verzoek graag alstublieft alsjeblieft aub petitie lijst brief oproep hierbij',
)

/** "Thank you, but no", "Así que no" */
export const LEADING = atStart([
  '(?:(?:many |so )?(?:thanks|thank you)(?: (?:very|so) much| a lot| anyway)?|(?:je vous |nous vous )?(?:remercie|remercions|merci)(?: beaucoup| bien| infiniment)?|(?:vielen |herzlichen |besten )?danke?(?: schön| sehr| ihnen| euch)?|(?:muchas |mil )?gracias|grazie(?: mille)?|(?:muito )?obrigad[oa]|(?:hartelijk )?(?:bedankt|dank(?:jewel)?|dank (?:je|u)(?: wel)?)) (?:but|and|mais|et|aber|und|pero|y|ma|e|mas|maar|en)',
  '(?:no|nope|nein|nee|non|não)(?: but| mais| aber| pero| ma| mas| maar)?(?= (?:i|we|it|this|that|ich|wir|das|es|je|nous|ce|yo|io|eu|ik|wij|dit|dat)(?![a-z]))|but|and|so(?= no|$)|mais|donc|et|aber|deshalb|daher|und|pero|así que|y|ma(?= non?(?! ))|quindi|mas|portanto|maar|dus',
])

export const ABBREVIATIONS_AT_AN_END = wordSet('jr sr inc ltd co corp bros esq st univ dept inst etc ehem')

/** The full stop behind these ends no sentence. */
export const ABBREVIATIONS = wordSet(
  'wm chas geo jas jos thos edw robt mga mw mevr dhr dr prof assoc asst mr mrs ms mx mt ph dipl ing mag med phil rer nat mult em habil sig sra dott dra hr fr frl mme mlle ir drs nr no bzw ca vs geb dent iur theol vet conf trad avda bibl gez inh sgd emer priv doz päd profª drª profa dra rag avv lic mgr inż hab mec arq eng engº ved vva lt col gen maj capt cpt cmdr adm sgt rev hon vol str vda mudr judr phdr mvdr rndr thdr ddr',
)

// "Cara Anna," is a greeting, "Cara Delevingne, model" is not.
export const ALSO_FORENAMES = wordSet(
  'cara caro cher chère lieve beste liebe lieber salve welcome yo tag dia bom boa bon',
)
