// Words that stand in names, beside names, and never in names.

import { atStart, wordSet } from '../fold-text.ts'

/** Words of sentences, never of names: pronouns, auxiliaries, verbs of signing. */
export const TELLING_WORDS = wordSet(
  "i we you he she they it my your our their his her its this that these those is are was were been being am have has had does did would could should must shall might cannot because since although but if when while what which who whom whose why how there here please thanks thank hello sorry sign signing signed signature petition petitions i'm i'd i've i'll we're it's that's don't agree agreed support supporting count add include confirm want think believe hope know feel thought makes make made get got going come comes about against with for from also very much more most some any every each than then so such only just even still again into onto upon within after before during through",
  "je j'ai tu il nous vous ils elles ce cette ces mon ma mes notre votre vos leur est sont suis sommes avons avez ont été être avoir pour dans avec sur mais car parce que qui quoi dont où merci bonjour signe signer signature pétition soutiens soutenir c'est j'aime très plus aussi comme tout tous toutes contre",
  'ich wir du ihr sie mein meine unser unsere dein ist sind war waren bin habe haben hat werden wird würde kann können muss soll möchte weil dass wenn aber oder nicht auch sehr mit für auf bei bitte danke hallo unterschreibe unterschrift petition finde unterstütze diese dieser dieses euch eure',
  'yo nosotros ustedes ellos este esta esto soy estoy somos tengo para por con pero porque que como muy más también firmo firma petición gracias hola apoyo quiero nuestra nuestro es son',
  'io noi voi loro questo questa sono siamo ho abbiamo per con ma perché che come molto più anche firmo firma petizione grazie ciao sostengo voglio nostra nostro è',
  'eu nós vocês eles este esta isto sou somos tenho temos para por com mas porque que como muito mais também assino assinatura petição obrigado obrigada olá apoio quero nossa nosso é são',
  'ik wij jij jullie zij mijn onze deze dit dat is zijn was ben heb hebben heeft maar omdat als wanneer voor met ook zeer graag teken handtekening petitie bedankt hallo steun wil',
)

/** With the words of the lexicon: a line of these alone is a remark, not a name. */
export const REMARK_WORDS = wordSet(
  'pelo pela pelos pelas anchio pardon hoje hoy oggi heute chama chamam llaman llama dicono chiamano appelle appellent nennen nennt noemt noemen calls attention attenzione achtung atención atenção right open public campaign awesome cool wow supporter join joining subject test world new cause work idea things people now today tomorrow monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december regarding application form adding down submission response answer message question info information urgent fwd re untitled anonymous anonym anonyme anoniem anonimo anónimo individual myself person private independent freelance self employed unemployed use big honestly done finally seriously way go keep signatory signatories endorsement supported home office attached document both luck see attachment find enclosed sent iphone android outlook sender unknown user years jaar jahre ans años anni anos mensen',
  "anch'io porfa estudio studio vive viva human humans first création creation erbij perhaps maybe later vielleicht später peut-être quizás forse talvez misschien",
  'soutien idée ouverte demande objet accord unterstützung offener gute idee sache wichtig betreff mitzeichnung mitunterzeichnung abierta buena adhesión sin asunto sostegno adesione aperta oggetto aberta ideia sem assunto onderwerp steunbetuiging ondertekening',
)

/** Small words of names. */
export const PARTICLES = wordSet(
  'lo t retd rtd de da do dos das du des del della dello dei degli di d van von der den het ter ten te vom zu zum zur la le las los el al bin ibn bint ben ap af av e y i und of san santa st tot in op aan auf und af til ō h c hc em phil med dent iur mult rer nat habil',
)

/** Words of organisations that are surnames, too. */
export const ALSO_SURNAMES = wordSet(
  'church press band bond trust union forum casa maison rat labs lab club chambers school college opera rete kirche',
)

/** The mailbox of a desk or a program. */
export const ROLES = wordSet(
  'anon anonymous anonyme anonym anoniem anónimo anónima anonimo anonima anônimo anônima please bitte graag a friend dad daddy mum mummy mom papa mama the no do not reply info noreply donotreply admin administrator administration webmaster postmaster hostmaster mailer daemon abuse support sales office contact contacts kontakt help helpdesk service services team newsletter news press presse media marketing billing accounts accounting invoice invoices hr jobs careers secretary secretariat sekretariat secretaria segreteria reception redaktion redaction redazione redactie bureau büro buero kundenservice vorstand root system notification notifications alerts bot robot unknown undisclosed user guest iphone ipad android me mail email post inbox mailbox owner anonymous anonymus unbekannt desk department abteilung account list lists everyone all hello hi hola bonjour client contato contacto contatto petition petitions sign signature',
)

// "Jane Roe / New York", "Jane Roe and The Owls"
export const OPENS_NO_NAME = wordSet(
  'the new north south east west upper lower great little los las san santa são saint st royal united central city university',
)

/** A title before a name. */
export const TITLE_AHEAD = atStart([
  '(?:the )?(?:mr|mrs|ms|mx|miss|sir|dame|prof|professor|dr|herrn?|frau|monsieur|madame|mme|señora?|don|doña|sr|sra|signora?|sig|dott|senhora?|meneer|mevrouw|dhr|mevr)',
])
