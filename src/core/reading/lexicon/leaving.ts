// Phrases with which signers ask for what they gave to be removed, in their own words. None acts at once: the service asks.
// Fragments of regular expressions over folded text (see fold-text.ts). No fragment repeats without a limit.

import { anywhere, everywhere, whole, wordSet } from '../fold-text.ts'

/** The things that signers give. */
export const GIVEN =
  'name|signature|support|endorsement|nom|soutien|unterschrift|namen?|unterstützung|firma|nombre|apoyo|nome|adesione|assinatura|handtekening|naam|steun'
export const MINE_GIVEN = `(?:my|our|mon|ma|meinen?|mi|il mio|la mia|(?:o )?meu|(?:a )?minha|mijn|m.n) (?:${GIVEN})`

/** "Could you take me off, please?": turned round by a negation. */
export const REMOVES_ME = [
  '(?:take|get|strike|cross|drop|pull|scratch) (?:me|us|my name|our name) (?:off|out|down(?! as| for))|(?:remove|delete|erase|undo|cancel|withdraw|retract|strike) (?:me|what(?:ever)? i|everything (?:you|about|of)|my (?:full )?(?:name|signature|data|details|entry|support))|strike [a-z]+ [a-z]+ (?:from|off)|(?:name|signature|entry) (?:has to|have to|needs? to|must|should) (?:go|come off|disappear)|(?:can|could) (?:that|my|the|this) (?:[a-z]+ ){0,2}(?:disappear|come off)|(?:like|want|wish) (?:it|my name|my signature|them|that) (?:to be )?(?:gone|removed|deleted|erased|withdrawn|taken (?:off|down|out))|(?:data|name|signature|details) [a-z ,]{0,90}be (?:deleted|erased|removed|taken (?:off|down))',
  '(?:retir|supprim|enlev|effac|ray|annul|ôt)(?:er|ez|e|ons)(?:[- ](?:moi|nous)| (?:donc )?(?:mon nom|ma signature|mes données|tout|ça|cela))|désinscri(?:re|vez)|effacement de|suppression de (?:mes|mon|ma|toutes)|(?:que ça|que cela|ma ligne|mon nom) [a-z ]{0,20}(?:disparaisse|sauter|disparaître)',
  '(?:nehm|streich|lösch|entfern|hol|mach|trag)[a-z]{0,3} (?:sie |ihr |bitte ){0,2}(?:mich|uns|meinen namen|meine unterschrift|meine daten|das|alles) (?!mit|zum|zu )|(?:meinen namen|meine unterschrift|mich|meine daten) [a-z ,]{0,40}(?:rausnehmen|rauszunehmen|(?:zu )?(?:nehmen|streichen|löschen|entfernen)|zurück(?:zu)?ziehen)|(?:meinen namen|mich) [a-z ]{0,20}(?:von|aus) (?:der|eurer|ihrer) liste|löschung (?:sämtlicher|aller|meiner)|ziehe (?:ich )?meine (?:unterschrift|unterstützung|zusage) zurück|(?:unterschrift|eintrag|zusage) [a-z ]{0,20}rückgängig|mach(?:en sie|t|) das (?:bitte )?rückgängig|muss (?:da|dort) weg|(?:name|unterschrift|er|alles von mir) muss (?:da |dort )?(?:ganz )?weg|(?:meine|personenbezogenen?|sämtlichen?) daten [a-z ]{0,40}(?:löschen|gelöscht)',
  '(?:quít|sác|bórr|elimín|anúl|retír)[a-z]{1,4}(?:me|nos)|(?:anúl|bórr)[a-z]{1,4}lo|(?:sacad|quitad|borrad|eliminad|retirad)me|(?:borrar|quitar|sacar|eliminar|anular|retirar)me|(?:quit|sac|borr|elimin|retir|anul)(?:ar|en|ad|o|éis) (?:mi (?:nombre|firma)|mis datos|todo)|supresión de (?:todos )?mis|den de baja|mi (?:nombre|firma) (?:deje|desaparezca|se retire)',
  '(?:togliete|cancellate|rimuovete|eliminate|depennate)mi|(?:depennar|toglier|cancellar|rimuover)mi|(?:togli|cancell|rimuov|elimin|ritir|annull|depenn)(?:ere|are|ete|ate|o|i|a) (?:il mio nome|la mia (?:firma|adesione)|i miei dati|tutto)|cancellazione (?:di|dei)|far sparire|(?:nome|firma|dati)[a-z ]{0,60} (?:cancellat|rimoss|tolt|eliminat)[aei]',
  '(?:haal|schrap|verwijder|wis|streep)(?:t)? (?:u |alstublieft |dan |maar |mij |me ){0,2}(?:me|mij|m(?:ij|.)n (?:naam|handtekening|gegevens)|alles wat (?:u|je|jullie)|eraf|er maar af)|(?:m(?:ij|.)n (?:naam|handtekening)|mij|me) (?:er ?af|schrappen|verwijderen|weg(?:halen)?)|wil (?:m(?:ij|.)n (?:naam|handtekening) )?er (?:toch |weer |liever |graag |nu |eigenlijk ){0,3}af(?: hebben)?|eraf (?:willen )?halen|ongedaan maken|trek mijn (?:naam|handtekening|steun) [a-z ]{0,20}in|(?:gegevens|alles) [a-z ]{0,50}(?:te wissen|te verwijderen)',
  '(?:tirem|retirem|removam|apaguem|eliminem|risquem|anulem)(?:-me|-nos)|(?:tir|retir|remov|apag|elimin|anul)(?:ar|er|em|am|uem|assem) (?:o meu nome|a minha assinatura|os meus dados|tudo)|me risquem|apagamento (?:de|dos)|nome tem de sair',
]

/** "Please take it off again", where they speak of the name or the signature that they gave */
export const REMOVES_IT = [
  '(?:take|get|strike|cross|drop|pull|scratch) (?:it|them) (?:off|out|down|back)|(?:remove|delete|erase|withdraw|cancel) it|(?:retir|supprim|enlev|effac|ôt)(?:er|ez|e)-l[ea]|l[ea] (?:retirer|supprimer|enlever|effacer)',
  '(?:nehmt|nehmen sie|streicht|streichen sie|löscht|löschen sie) (?:ihn|sie|es)|(?:quíten|sáquen|bórren|elimínen|retíren|quitad|borrad|retirad|quitar|borrar|retirar)l[oa]',
  '(?:togliete|cancellate|rimuovete|eliminate|toglier|cancellar|rimuover)l[oa]|(?:tirem|retirem|removam|apaguem|eliminem)-n?[oa]|(?:haal|schrap|verwijder)(?:t)? (?:u )?(?:hem|die|het)',
]

/** "I no longer stand behind it", "I signed by mistake" */
export const NO_LONGER = [
  'no longer (?:want to be|wish to be|stand behind|support|agree with|be (?:listed|named|counted))|(?:don.?t|do not) want (?:to be|my name) [a-z ]{0,20}any ?(?:more|longer)|rather not be (?:on (?:it|the list)|listed|named|counted) any ?(?:more|longer)|not to count me|article 17 (?:of the )?gdpr|(?:delete|erase|remove) all (?:of )?(?:my |the )?(?:personal )?(?:data|information)|right to erasure|my name[^.!?]{0,60} (?:must|has to|needs to) (?:come off|disappear|be (?:removed|taken off))',
  '(?:ne|n.) ?(?:souhaite|veux|désire|soutiens|voudrais) plus (?:figurer|être|apparaître|soutenir|signer|ce|cette|la|le|l.)|ne me (?:trouve|voie|cite|compte) plus|rien à faire là|(?:mon nom|ma signature)[^.!?]{0,60} (?:doit|doivent) (?:disparaître|être (?:retir|enlev|supprim)[a-zé]{1,3})',
  '(?:ich|mich|mein name) [a-z ,]{0,40}(?:nicht mehr|nicht länger|nicht weiter) [a-z ,]{0,40}(?:auftauch|genannt|aufgeführt|geführt|dort steh|erschein|mittrag|mitzutragen)[a-z]{0,3}|(?:als unterstützer(?:in)? )genannt|mein name[^.!?]{0,60} muss [a-z ]{0,30}(?:weg|runter|raus|verschwinden)',
  'ya no (?:quiero|deseo) (?:estar|figurar|aparecer|constar|apoyar)|dejo de apoyar|no se me cuente más|mi nombre[^.!?]{0,60} (?:debe|tiene que) (?:desaparecer|quitarse|borrarse)',
  'non (?:condivido più il testo|voglio più (?:esser|figurar|comparir|apparir)[a-z]{1,3}|risulti più)|non (?:essere|più) [a-z ]{0,10}associat[ao]|non ci devo stare|mio nome[^.!?]{0,60} deve (?:sparire|essere (?:tolto|cancellato|rimosso))',
  '(?:ik|mijn naam) [a-z ,]{0,30}(?:niet meer|niet langer) [a-z ,]{0,30}(?:bij sta|sta|staan|vermeld|genoemd|gevonden)[a-z ]{0,8}|mijn naam[^.!?]{0,60} (?:moet (?:eraf|weg|verdwijnen)|weg ermee)',
  'já não me revejo|não quero continuar (?:a )?(?:constar|figurar|aparecer)|deixar de aparecer|deixar de constar',
]

/** Removes something. It is a signature if the words beside it are small ones and one of `SIGNATURE`. */
export const TAKING = everywhere([
  '(?:want|like|wish)(?= (?:[a-z]{1,20} ){0,4}(?:everything|data|details|information)(?: [a-z]{1,20}){0,8} (?:deleted|erased|destroyed|wiped)$)|(?:want|like|wish|need) (?:to have |have )?(?:my|our) (?:name|signature) (?:to be )?(?:removed|withdrawn|deleted|taken off|retracted)|(?:take|cross|strike|pull|scratch)(?: my| our| me| us| the| name| signature| support){0,3} (?:off|out|down|away|back)|get(?: my| our| me| us| the| name| signature| support){0,3} (?:off|out|away)|withdraw|remove|delete|erase|retract|revoke|cancel|undo|rescind|strike(?= )|unsubscribe|take back|no longer (?:want|wish) to be|removal|deletion',
  'retirer|retire|retirez|retirons|supprimer|supprime|supprimez|(?:d.)?enlever|enlevez|(?:d.)?annuler|annulez|annule|(?:d.)?effacer|effacez|révoquer|désinscrire|désinscrivez|suppression|effacement',
  'zurück(?:zu)?(?:ziehen|nehmen)|widerrufen?|entfernen?|löschen|löscht?|lösche|streichen|streicht|austragen|abmelden|rausnehmen|herausnehmen|löschung|(?:ziehen?|nehmen?)(?: ich| sie| hiermit| bitte| meine| meinen| die| unterschrift| namen| unterstützung){1,6} (?:zurück|weg)|(?:tragen sie|tragt|trag|nehmen sie|nehmt)(?: mich| bitte| meinen?| unterschrift| namen| doch| wieder){1,6} (?:aus|raus|heraus|runter|herunter)',
  '(?:dar|den|dad|dé) de baja|retirar|retiro|retiren|quitar|quiten|quita|eliminar|eliminen|borrar|borren|anular|anulen|anulo|cancelar|revocar|supresión|eliminación',
  'ritirare|ritiro|ritirate|rimuovere|rimuovo|rimuovete|rimuovi|togliere|tolgo|togliete|togli|tolga|cancellare|cancellate|cancella|annullare|annullo|annullate|revocare|revoco|cancellazione',
  'retirem|remover|removam|remova|tirar|tirem|apagar|apaguem|cancelem|anulem|revogar|eliminação',
  'wycofać|wycofuję|wycofanie|usunąć|usunięcie|ta (?:bort|tillbaka)|tar (?:bort|tillbaka)|dra(?:r)? tillbaka',
  'intrekken|in te trekken|terugtrekken|verwijderen|verwijder|verwijdering|weghalen|schrappen|schrap|uitschrijven|schrijf(?= )|afmelden|(?:trek|haal)(?: hierbij| mijn| de| handtekening| naam| steun| er| weer| toch| dan| maar| graag| alsjeblieft| alstublieft| aub){1,8} (?:in|terug|weg|eraf|af)',
])

export const SIGNATURE = wordSet(
  'me us signature name support endorsement moi nom soutien inscription mich unterschrift signatur name namen unterstützung unterzeichnung firma nombre apoyo adhesión nome adesione sostegno sottoscrizione mi assinatura apoio adesão mij handtekening naam steun ondertekening steunbetuiging uit',
)

/** These say it without naming the signature. */
export const TAKING_OFF = everywhere([
  '(?:i|we|i.d like to|we.d like to|to|hereby) (?:withdraw|unsign|un-sign)|unsign me|withdraw me|(?:have|need|want|like) to (?:come|be taken) off|no longer (?:want|wish) to (?:sign|support|be)|(?:my|our) (?:signature|name) (?:should be|to be) (?:removed|withdrawn|deleted)|withdrawal of (?:my )?signature|quítenme|retirarme|quitarme|borrarme|bórrenme|(?:darme|denme|dadme) de baja|toglietemi|rimuovetemi|cancellatemi|disiscrivetemi|(?:tirem|retirem|removam)-me',
])

export const TAKING_OFF_ALONE = whole([
  'unsign(?: [a-z0-9-]{1,60})?|undo|withdrawal|opt[ -]out|retrait|désinscription|désabonne(?:ment|r)|annulation|widerruf|baja|revoca|cancelamento|disiscrizione|trek terug|trek mij terug|(?:is |kan )?(?:mijn )?(?:handtekening|naam) eraf',
])

/** Beside a word of `TAKING`: everything that is known about somebody. */
export const DATA = wordSet(
  'data information details account records everything all personal own forget wipe destroy about hold held stored article 17 fichiers dateien archivos ficheiros bestanden données informations tout toutes tous compte personnelles daten alle alles sämtliche personenbezogenen persönlichen datos información cuenta todo todos personales dati tutto tutti personali dados tudo todos pessoais gegevens persoonsgegevens al alle',
)

/** Known of somebody, too, but "delete my address" may be about the page. */
export const BESIDE_DATA = wordSet(
  'email mail address phone number ip anything else including included under request deleted erased destroyed wiped',
)

export const ERASING = everywhere([
  "erase|forget|wipe|destroy|vernichten|suprimir|supriman|eliminare|eliminate|elimina|excluir|excluam|wissen|wis|vernietig(?:en)?|oubliez|borrad|right to (?:be forgotten|erasure)|(?:gdpr|data) (?:erasure|deletion|request)|droit à l'(?:oubli|effacement)|recht auf (?:vergessen(?:werden)?|löschung)|derecho (?:al olvido|de supresión)|diritto all'oblio|direito ao esquecimento|recht op vergetelheid",
])

export const ERASING_ALONE = whole([
  '(?:please )?(?:erase|erasure|delete|forget)(?: please)?|gdpr|dsgvo|rgpd|lgpd|effacer|effacez|supprimer|supprimez|(?:bitte )?(?:löschen|löschung)(?: bitte)?|borrar|borren|borrado|eliminar|cancellare|cancellazione|eliminare|apagar|apaguem|excluir|wissen',
])

export const LEAVES_A_LIST = anywhere([
  '(?:me|us|moi|nous|mich|uns) (?:off|from|de|von|aus)(?: your| this| the| la| votre| cette| der| dieser| ihrer)? (?:mailing )?(?:lists?|liste)',
])

export const OF_EMAIL = anywhere([
  'mailing lists?|newsletters?|mails?|emails?|verteiler|infolettre|boletín|nieuwsbrief|public|middle|second|maiden',
])
