// Phrases with which signers ask for what they gave to be removed, in their own words. None acts at once: the service asks.
// Fragments of regular expressions over folded text (see fold-text.ts). No fragment repeats without a limit.

/** What signers give. */
export const GIVEN =
  'name|signature|support|endorsement|nom|soutien|unterschrift|namen?|unterstützung|firma|nombre|apoyo|nome|adesione|assinatura|handtekening|naam|steun'
export const MINE_GIVEN = `(?:my|our|mon|ma|meinen?|mi|il mio|la mia|(?:o )?meu|(?:a )?minha|mijn) (?:${GIVEN})`

/** "Could you take me off, please?": turned round by a negation. */
export const REMOVES_ME = [
  '(?:take|get|strike|cross|drop|pull|scratch) (?:me|us|my name|our name) (?:off|out|down(?! as| for))|(?:remove|delete|erase|undo|cancel|withdraw|retract|strike) (?:me|what(?:ever)? i|everything (?:you|about|of)|my (?:full )?(?:name|signature|data|details|entry|support))|strike [a-z]+ [a-z]+ (?:from|off)|(?:name|signature|entry) (?:has to|have to|needs? to|must|should) (?:go|come off|disappear)|(?:can|could) (?:that|my|the|this) (?:[a-z]+ ){0,2}(?:disappear|come off)|(?:like|want|wish) (?:it|my name|my signature|them|that) (?:to be )?(?:gone|removed|deleted|erased|withdrawn|taken (?:off|down|out))|(?:data|name|signature|details) [a-z ,]{0,90}be (?:deleted|erased|removed|taken (?:off|down))',
  '(?:retir|supprim|enlev|effac|ray|annul|ôt)(?:er|ez|e|ons)(?:[- ](?:moi|nous)| (?:donc )?(?:mon nom|ma signature|mes données|tout|ça|cela))|désinscri(?:re|vez)|effacement de|suppression de (?:mes|mon|ma|toutes)|(?:que ça|que cela|ma ligne|mon nom) [a-z ]{0,20}(?:disparaisse|sauter|disparaître)',
  '(?:nehm|streich|lösch|entfern|hol|mach|trag)[a-z]{0,3} (?:sie |ihr |bitte ){0,2}(?:mich|uns|meinen namen|meine unterschrift|meine daten|das|alles) (?!mit|zum|zu )|(?:meinen namen|meine unterschrift|mich|meine daten) [a-z ,]{0,40}(?:rausnehmen|rauszunehmen|(?:zu )?(?:nehmen|streichen|löschen|entfernen)|zurück(?:zu)?ziehen)|(?:meinen namen|mich) [a-z ]{0,20}(?:von|aus) (?:der|eurer|ihrer) liste|löschung (?:sämtlicher|aller|meiner)|ziehe (?:ich )?meine (?:unterschrift|unterstützung|zusage) zurück|(?:unterschrift|eintrag|zusage) [a-z ]{0,20}rückgängig|mach(?:en sie|t|) das (?:bitte )?rückgängig|muss (?:da|dort) weg|(?:name|unterschrift|er|alles von mir) muss (?:da |dort )?(?:ganz )?weg|(?:meine|personenbezogenen?|sämtlichen?) daten [a-z ]{0,40}(?:löschen|gelöscht)',
  '(?:quít|sác|bórr|elimín|anúl|retír)[a-z]{1,4}(?:me|nos)|(?:anúl|bórr)[a-z]{1,4}lo|(?:sacad|quitad|borrad|eliminad|retirad)me|(?:borrar|quitar|sacar|eliminar|anular|retirar)me|(?:quit|sac|borr|elimin|retir|anul)(?:ar|en|ad|o|éis) (?:mi (?:nombre|firma)|mis datos|todo)|supresión de (?:todos )?mis|den de baja|mi (?:nombre|firma) (?:deje|desaparezca|se retire)',
  '(?:togliete|cancellate|rimuovete|eliminate|depennate)mi|(?:depennar|toglier|cancellar|rimuover)mi|(?:togli|cancell|rimuov|elimin|ritir|annull|depenn)(?:ere|are|ete|ate|o|i|a) (?:il mio nome|la mia (?:firma|adesione)|i miei dati|tutto)|cancellazione (?:di|dei)|far sparire|(?:nome|firma|dati)[a-z ]{0,60} (?:cancellat|rimoss|tolt|eliminat)[aei]',
  '(?:haal|schrap|verwijder|wis|streep)(?:t)? (?:u |alstublieft |dan |maar |mij |me ){0,2}(?:me|mij|mijn (?:naam|handtekening|gegevens)|alles wat (?:u|je|jullie)|eraf|er maar af)|(?:mijn (?:naam|handtekening)|mij|me) (?:er ?af|schrappen|verwijderen|weg(?:halen)?)|eraf (?:willen )?halen|ongedaan maken|trek mijn (?:naam|handtekening|steun) [a-z ]{0,20}in|(?:gegevens|alles) [a-z ]{0,50}(?:te wissen|te verwijderen)',
  '(?:tirem|retirem|removam|apaguem|eliminem|risquem|anulem)(?:-me|-nos)|(?:tir|retir|remov|apag|elimin|anul)(?:ar|er|em|am|uem|assem) (?:o meu nome|a minha assinatura|os meus dados|tudo)|me risquem|apagamento (?:de|dos)|nome tem de sair',
]

/** "I no longer stand behind it", "I signed by mistake" */
export const NO_LONGER = [
  'no longer (?:want to be|wish to be|stand behind|support|agree with|be (?:listed|named|counted))|(?:don.?t|do not) want (?:to be|my name) [a-z ]{0,20}any ?(?:more|longer)|not to count me|article 17 of the gdpr|right to erasure|my name[^.!?]{0,60} (?:must|has to|needs to) (?:come off|disappear|be (?:removed|taken off))',
  '(?:ne|n.) ?(?:souhaite|veux|désire|soutiens|voudrais) plus (?:figurer|être|apparaître|soutenir|signer|ce|cette|la|le|l.)|ne me (?:trouve|voie|cite|compte) plus|rien à faire là|(?:mon nom|ma signature)[^.!?]{0,60} (?:doit|doivent) (?:disparaître|être (?:retir|enlev|supprim)[a-zé]{1,3})',
  '(?:ich|mich|mein name) [a-z ,]{0,40}(?:nicht mehr|nicht länger|nicht weiter) [a-z ,]{0,40}(?:auftauch|genannt|aufgeführt|geführt|dort steh|erschein|mittrag|mitzutragen)[a-z]{0,3}|(?:als unterstützer(?:in)? )genannt|mein name[^.!?]{0,60} muss [a-z ]{0,30}(?:weg|runter|raus|verschwinden)',
  'ya no (?:quiero|deseo) (?:estar|figurar|aparecer|constar|apoyar)|dejo de apoyar|no se me cuente más|mi nombre[^.!?]{0,60} (?:debe|tiene que) (?:desaparecer|quitarse|borrarse)',
  'non (?:condivido più il testo|voglio più (?:esser|figurar|comparir|apparir)[a-z]{1,3}|risulti più)|non (?:essere|più) [a-z ]{0,10}associat[ao]|non ci devo stare|mio nome[^.!?]{0,60} deve (?:sparire|essere (?:tolto|cancellato|rimosso))',
  '(?:ik|mijn naam) [a-z ,]{0,30}(?:niet meer|niet langer) [a-z ,]{0,30}(?:bij sta|sta|staan|vermeld|genoemd|gevonden)[a-z ]{0,8}|mijn naam[^.!?]{0,60} (?:moet (?:eraf|weg|verdwijnen)|weg ermee)',
  'já não me revejo|não quero continuar (?:a )?(?:constar|figurar|aparecer)|deixar de aparecer|deixar de constar',
]
