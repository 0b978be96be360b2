// Words with which people correct what is shown of them. No grammar: what a sentence holds beside these is the new value.

import { anywhere, wordSet } from '../fold-text.ts'

/** Says how something shall be, or that it is wrong now. */
export const CORRECTING = wordSet(
  'sign should must ought spell spelt spelled spelling misspelt misspelled typo correct correction corrected change changed update edit amend fix replace replaced rename reads say says put write written show shown appear appears publish instead rather actually add added adding include missing wrong mistake error left called known call use using prefer better make accurate precise honest since now nowadays apostrophe plenty enough down accent hyphen umlaut switch swap list listed',
  "devrait devez doit écrit s'écrit écrire écrivez orthographe s'orthographie coquille faute erreur corriger corrigez correction changer changez modifier modifiez remplacer remplacez mettre mettez indiquez indiquer noter notez ajouter ajoutez rajouter rajoutez manque oublié plutôt appelle m'appelle suffit préfère préférerais lire tréma accent tiret exact exacte précis apparaître depuis désormais maintenant apostrophe devenu devenue figurer faut lit",
  'sollte sollten muss müsste soll lauten heißt heißen heiße schreibt schreiben schreibe schreib geschrieben richtig korrekt korrektur korrigieren korrigiere ändern ändere ändert geändert ersetzen falsch fehlt fehler tippfehler schreibfehler statt stattdessen sondern lieber besser setzen setzt hinzufügen ergänzen ergänzt dazuschreiben eintragen nennen genannt reicht genügt akzent umlaut treffender genauer aktualisieren seit inzwischen mittlerweile jetzt apostroph vermerken angeben',
  'debe debería deben decir escribe escribir escriban escribirse ponga pongan pon poner poned cambiar cambien cambie cambia cambiad corregir corrijan corrija corrección modificar modifiquen actualizar actualicen sustituir mejor más bien error errata falta tilde acento añadir añadan añadid añade agregar agreguen correcto correcta llamo llama basta prefiero figure aparezca aparecer exacto preciso conste desde ahora lee leer',
  'deve dovrebbe dovete scrive scrivere scrivete scriva scrivano metta mettano mettete mettere metti cambiare cambiate cambia correggere correggete correggi correzione modificare modificate modifica sostituire sostituite piuttosto invece corretto corretta giusto giusta errore refuso manca accento aggiungere aggiungete aggiungi chiamo basta preferisco meglio indicate indicare risulti compaia comparire aggiornare aggiornate cambiato dal dalla adesso ora legge stare',
  'deve devia deveria escreve escrever escrevam escreva ponham ponha pôr põe mudar mudem mude alterar alterem altere corrigir corrijam corrija correção trocar troquem troque substituir antes melhor correto correta certo certa erro gralha falta acento acrescentar acrescentem acrescente adicionar adicionem chamo basta prefiro chega conste apareça fica ficar faltou aparecer exato atualizar mudei saiu desde agora lê ler estar',
  'moet moeten zou schrijf schrijven schrijft geschreven spelling spel gespeld wijzig wijzigen verander veranderen verandert corrigeer corrigeren correctie aanpassen vervang vervangen liever beter zet zetten neer juist juiste correct fout tikfout ontbreekt mist accent streepje toevoegen erbij voeg heet heten maak maken vermeld vermelden volstaat dekt preciezer klopt genoeg sinds tegenwoordig nu inmiddels voortaan',
)

/** Words beside the value that say nothing about it. */
export const BESIDE_VALUE = wordSet(
  "will perhaps maybe currently said read wrote spring summer autumn winter double month word words second thoughts there there's that's it'd only just still longer anymore else everything rest other otherwise same one ones both first last middle full maiden married whole double new old name's birth passport official officially legal legally professional professionally pen stage real real titles title letter letters case capital small end beginning front before after instead of than where what which whose when while though although however sorry oops hi thing tiny quick little bit note small form list down up out off in on at into over under by been being got get does do done did made came comes can could would might may let lets him her bit years year ago months recently lately six two three ten five four ever always already and or if with without not spell page under everywhere go goes went right way round see saw keep kept stay stays mine yours used again rather much some allowed afraid given typing typed autocorrect keyboard phone signing either case dots dot it’ll i'll been",
  "peut-être peut mot il elle ça juste seulement simplement encore toujours avec sans reste autre même premier dernier prénom deux depuis ans an mois quand où comme aussi bien fin début lettre lettres majuscule minuscule vrai vraie entier complet complète mariée naissance usage plume scène artiste nouveau nouvelle ancien ancienne place lieu vez petit petite chose détail désolé désolée pardon voir lieu était étais être fait faire va vais peut pouvez pourriez pouvez-vous pourriez-vous svp sous d'accord dans y plus",
  'dürfen darf kann vielleicht durch doppel wort nur noch immer mehr sonst rest andere anderen gleiche gleich erste letzte vorname zwei seit jahren jahr monaten wenn wo ohne ende anfang buchstabe großem kleinem groß klein voller ganzer richtiger neuer neue alter verheiratet geburtsname künstlername doktortitel titel kleinigkeit entschuldigung sorry übrigens eigentlich war wäre bitte könnten können könntet doch mal dort da steht stehen mir eben uns hinten vorne dem als auch etwas ja schon dazu hinzu sein werden wird bei hat',
  'quizás sino feliz palabra solo sólo todavía siempre resto otro otra mismo misma primero último dos años año meses cuando donde sin final principio letra mayúscula minúscula completo completa entero casada soltera artístico verdadero nuevo nueva antiguo viejo detalle perdón disculpen pueden podrían puede podría está era soy lugar vez demás tal se lo sería es ser pero ya',
  'forse parola solo soltanto ancora sempre resto altro altra stesso stessa primo ultimo due anni anno mesi quando dove senza fine inizio lettera maiuscola minuscola completo completa intero sposata nubile vero nuovo nuova vecchio dettaglio scusate scusi potete potreste può potrebbe sta era posto luogo così si lo sarebbe essere ma già proprio faccio quello',
  'talvez há palavra faz só apenas ainda sempre resto outro outra mesmo mesma primeiro último dois anos ano meses quando onde sem fim início letra maiúscula minúscula completo completa inteiro casada solteira artístico verdadeiro novo nova antigo velho detalhe desculpem podem poderiam pode poderia está era lugar vez se lo seria ser mas já tal sou desde',
  'mag mogen misschien woord alleen maar nog steeds altijd rest ander andere zelfde eerste laatste twee sinds jaar jaren maanden wanneer waar zonder einde begin letter hoofdletter klein volledige hele echte nieuwe oude getrouwde meisjesnaam artiestennaam detail sorry kunnen kunt zou was stond staat plaats er daar worden zijn gewoon even dan ook al verder dat mij hoort moest gaarne',
)

/** Behind these words stands the occupation of somebody else: "my agent", "the minister", "every author". */
export const OF_OTHERS = wordSet(
  'the every each all any some by my our his her their your le la les au aux du des mon mes notre nos votre vos son sa chaque der die das den dem des mein meine meinen meiner unser unsere jeder jede alle von vom zum zur',
  'el los las al del mi mis nuestro nuestra su cada il lo gli i alla ai agli mio mia nostro nostra suo sua ogni o os as ao aos do dos das meu minha nosso nossa de het mijn onze elke door',
)

/** A detail beside one of these shall not be shown. */
export const DROPPING = wordSet(
  'drop remove omit delete strike skip without off out sans retirer retirez enlever enlevez supprimer supprimez ôter ôtez ohne weglassen streichen streicht entfernen löschen weg raus',
  'sin quitar quiten quita quitad eliminar eliminen borrar borren senza togliere togliete togli eliminare eliminate sem tirar tirem tire retirar retirem remover removam apagar apaguem zonder weglaten schrap schrappen verwijder verwijderen weghalen',
)

/** "Just my name" */
export const NAME_ONLY = anywhere([
  '(?:just|only|seulement|juste|uniquement|nur|lediglich|solo|solamente|soltanto|só(?! (?:my|the))|apenas|somente|alleen)(?: (?:put|show|keep|the|my|den|meinen|mon|le|mi|el|il|mio|o|meu|mijn|de)){0,3} (?:namen?|nom|nombre|nome|naam)',
])

/** The words for what is shown. */
export const FIELD_WORDS = {
  occupation: wordSet(
    'occupation job profession métier fonction beruf berufsbezeichnung tätigkeit profesión ocupación oficio professione occupazione mestiere qualifica profissão ocupação ofício beroep functie',
  ),
  organisation: wordSet(
    'organisation organization affiliation association employer institution organisme employeur verein einrichtung arbeitgeber zugehörigkeit organización asociación entidad afiliación organizzazione associazione affiliazione organização associação afiliação organisatie vereniging werkgever affiliatie',
  ),
  surname: wordSet(
    'surname last nachname familienname apellido apellidos cognome apelido sobrenome achternaam',
  ),
  forename: wordSet('forename first prénom vorname voornaam'),
  name: wordSet(
    "initial initials name names called known pseudonym nom pseudonyme m'appelle namen heiße heisse künstlername nombre seudónimo llamo nome chiamo pseudonimo chamo naam heet pseudoniem",
  ),
} as const

/** The wrong value follows: "…, not Okafor", "ya no soy profesora". */
export const NOT_THIS =
  /(?<!\p{L})(?:not|no|rather than|instead of|non|pas|plutot que|au lieu de|nicht|keine?|(?:an)?statt|en (?:lugar|vez) de|invece di|anziche|nao|em vez de|niet|geen|in plaats van)(?!\p{L})(?: (?:longer|any|an?|the|my|eine?n?|der|die|das|une?|el|la|le|un[ao]?|il|uma?|o|een|de|mehr|soy|suis|sono|sou)(?!\p{L}))*\s+["“„«‘'»]?\s?/gu
