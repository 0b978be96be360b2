import { chats } from '../../../db/channels.ts'
import type { PageSentences } from '../en/pages.ts'
import { parts } from './parts.ts'
import { share } from './share.ts'
import { counted, day, fr, hour, locale, number, oneOf } from './writing.ts'

const correctedFields = { title: 'titre', organisedBy: 'nom de l’organisateur', addressee: 'destinataire' }

const moment = (date: Date) => `${day(date, 'UTC')}, ${hour(date, 'UTC')}`

export const pages: PageSentences = {
  share,
  locale,
  number,
  day,

  skipToContent: 'Aller au contenu',
  languagesLabel: 'Autres langues',
  footer: 'Ni cookie, ni pistage.',
  runBy: operator => `Ce service est géré par ${operator}.`,
  privacyLink: 'Vie privée',
  imprintLink: 'Mentions légales',

  homeIntro: channels =>
    `Des textes que vous pouvez signer ${oneOf(channels.map(parts.on))}. Chaque signature est confirmée par la personne qui signe.`,
  openPetitionsTitle: 'À signer en ce moment',
  nothingOpen: 'Aucun texte n’est ouvert à la signature en ce moment.',
  trialHint: fr`Ce service est à l’essai sur votre propre machine : aucun courriel n’en sort. Écrivez-en un au nom de qui vous voulez et voyez ce qui revient.`,
  trialLink: 'Ouvrir le bureau d’essai',

  addressedTo: whom => fr`Adressé à : ${whom}`,
  putForwardBy: organiser => `À l’initiative de ${organiser}`,
  haveSigned: (n, organisations) => {
    if (organisations === 0) return n > 1 ? 'personnes ont signé' : 'personne a signé'
    if (n > organisations) return 'personnes et organisations ont signé'
    return n > 1 ? 'organisations ont signé' : 'organisation a signé'
  },
  signButton: 'Signer',
  waysToSign: 'Vous pouvez signer',
  here: 'ici',
  wayToSign: channel => parts.on(channel),
  confirmedByYou: 'Rien ne compte avant que vous l’ayez confirmé depuis votre messagerie ou votre compte.',
  finalNumber: 'C’est le nombre définitif.',
  andMorePeople: n => `Et ${counted(n, 'autre personne', 'autres personnes')}`,
  allOrganisations: n => `Les ${parts.organisations(n)}`,
  findName: 'Chercher un nom',
  findButton: 'Chercher',
  foundFor: name => fr`Noms comme « ${name} »`,
  nobodyFound:
    'Nous n’avons trouvé personne de ce nom. Seules les personnes dont le nom est affiché peuvent être trouvées.',
  nobodyHere: 'Personne n’est nommé ici.',
  onlyTheFirst: n => `Seuls les ${number(n)} premiers sont affichés. Tapez une plus grande partie du nom.`,
  orderOfNames: 'Ordre des noms',
  newestFirst: 'Les plus récents',
  aToZ: 'De A à Z',
  byOccupation: 'Par activité',
  noOccupations: 'Aucune activité n’a encore été indiquée deux fois.',
  moreNames: 'Autres noms',
  firstPage: 'Retour aux premiers noms',
  news: {
    title: 'Nouvelles',
    by: organiser =>
      fr`Publiées par ${organiser}. Les signatures portent sur le texte, non sur ces nouvelles.`,
    all: 'Toutes les nouvelles',
    newest: 'Les plus récentes',
    earlier: 'Précédentes',
    edited: 'modifiée le',
    none: 'Il n’y a pas encore de nouvelles.',
  },
  figuresTitle: 'Comment les signatures sont venues',
  today: 'aujourd’hui',
  thisWeek: 'en sept jours',
  curve: (n, first, last, zone) =>
    fr`Une ligne qui monte : ${counted(n, 'signature', 'signatures')} du ${day(first, zone)} au ${day(last, zone)}.`,

  signatures: parts.signatures,
  peopleCount: parts.people,
  organisationsCount: parts.organisations,
  goalIs: goal => fr`Objectif : ${number(goal)}`,
  goalReached: goal => `L’objectif de ${number(goal)} est atteint.`,
  ofGoal: (n, goal) => `${number(n)} sur ${number(goal)}`,
  openFrom: (date, timeZone) => `Ouvert depuis le ${day(date, timeZone)}`,
  closesOn: (date, timeZone) => `Ouvert jusqu’au ${day(date, timeZone)} à ${hour(date, timeZone)}`,
  closedOn: (date, timeZone) => (date ? `Clos le ${day(date, timeZone)}` : 'Clos'),
  howToSignTitle: 'Signer par courriel',
  howToSign: 'Écrivez votre nom et votre activité, et envoyez-les à',
  howToSignForOrganisation: fr`Vous signez au nom d’une organisation ? Écrivez « au nom de » et son nom sous le vôtre.`,
  howToSignNext: 'Vous recevrez aussitôt une réponse. Répondez-y, et vous aurez signé.',
  writeMailButton: 'Écrire le courriel',
  mailSubject: title => fr`Je signe : ${title}`,
  tryHereButton: 'Essayer au bureau d’essai',
  signInChatTitle: listed => `Signer depuis ${oneOf(listed.map(chat => chats[chat]))}`,
  signInChat: chat => fr`Sur ${chats[chat]} : tapez`,
  signInChatNext:
    'Un formulaire s’y ouvre. Cela fonctionne dans tout serveur ou espace de travail auquel ce service a été ajouté.',
  featured: 'Parmi les signataires',
  people: 'Personnes',
  organisations: 'Organisations',
  checkedDomain: fr`A signé depuis ce domaine, vérifié par l’organisateur :`,
  representedBy: (name, role) => fr`représentée par ${name}${role ? `, ${role}` : ''}`,
  noSignatoriesYet: 'Personne n’a encore signé. La première signature peut être la vôtre.',
  yourName: 'Votre nom ici',
  nobodyListed: 'Les personnes qui ont signé jusqu’ici sont comptées sans être nommées.',
  andUnnamed: n =>
    `Et ${counted(n, 'autre personne, dont le nom n’est pas affiché', 'autres personnes, dont les noms ne sont pas affichés')}.`,
  onlyTheCountIsShown: 'Pour ce texte, seul le nombre de signatures est public, pas les noms.',
  older: 'Signatures précédentes',
  newest: 'Signatures les plus récentes',
  signatoryPages: 'Autres signatures',
  corrected: (field, before, after, date) =>
    before === ''
      ? fr`Ajouté le ${day(date)} : ce texte s’adresse à « ${after} ». Les signatures antérieures ont été données sans destinataire.`
      : fr`Corrigé le ${day(date)} (${correctedFields[field]}) : « ${before} » est devenu « ${after} ». Les signatures antérieures restent sous la première forme.`,
  appendix: date => `Ajouté le ${day(date)}`,
  whoCollectsTitle: 'Qui recueille ces signatures, et pourquoi',
  collectedBy: organiser => fr`Signatures recueillies par ${organiser}, pour montrer qui soutient ce texte.`,
  contact: fr`Contact :`,
  howToLeave:
    'Vous pouvez à tout moment modifier votre signature, la retirer ou l’effacer, avec le lien de votre reçu.',

  signTitle: petition => fr`Signer : ${petition}`,
  signHere: 'Signer ici',
  notSent: 'Rien n’a encore été envoyé. Veuillez corriger ce qui est signalé ci-dessous.',
  readTheText: 'Lire le texte',
  mailboxLabel: 'Votre adresse de courriel',
  mailboxNote: 'Nous y envoyons un lien pour confirmer votre signature. Elle n’est jamais affichée.',
  mailboxWrong: 'Nous ne pouvons pas écrire à cette adresse. Une adresse ressemble à nom@example.org.',
  orAnotherWay: 'Ou autrement',
  copyButton: 'Copier l’adresse',
  copied: 'Copié',
  mailBody: organisations =>
    fr`Nom : \nActivité : ${organisations ? fr`\nOrganisation (si vous signez pour elle) : ` : ''}\n`,
  writeIn: service => `L’écrire dans ${service}`,
  joinChat: chat => `Nous rejoindre sur ${chats[chat]}`,
  lookInMailboxTitle: fr`Encore une étape : regardez vos courriels`,
  lookInMailbox: mailbox =>
    `Nous avons écrit à ${mailbox}. Suivez le lien de ce courriel, et votre signature comptera. D’ici là, rien n’est enregistré.`,
  notThere: fr`Rien après quelques minutes ? Regardez parmi les indésirables, et vérifiez l’adresse ci-dessus. Nous écrivons une fois par jour à une adresse.`,
  signAgain: 'Corriger l’adresse',
  tooManyFromHere:
    'De très nombreuses personnes viennent d’envoyer ce formulaire, depuis votre réseau ou avec une adresse comme la vôtre, et nous n’avons pas pu le prendre. Réessayez dans un quart d’heure, ou signez par courriel.',

  notSignedYetTitle: 'Vous n’avez pas encore signé',
  notSignedYet: 'Rien n’est enregistré tant que vous n’avez pas appuyé sur le bouton de cette page.',
  notChangedYetTitle: 'Rien n’a encore changé',
  notChangedYet:
    'Vous avez déjà signé. Votre signature change quand vous appuyez sur le bouton de cette page.',
  theText: 'Le texte',
  willBePublished: 'Ce qui sera publié',
  willBeRecorded: 'Ce qui sera enregistré',
  representativeNotShown: 'L’organisation est affichée, votre nom ne l’est pas.',
  askedInChat: chat => fr`Demandé ${parts.on(chat)} par le compte`,
  accountIsTied:
    'Ne confirmez que si ce compte est le vôtre : il pourra modifier ou retirer cette signature.',
  confirmButton: 'Confirmer ma signature',
  changeButton: 'Confirmer la modification',
  notMeButton: 'Ce n’était pas moi',
  secondStepTitle: 'Encore une étape',
  secondStep: label =>
    fr`Quelqu’un a appuyé sur « ${label} ». Rien ne s’est encore passé : appuyez sur le bouton ci-dessous pour que cela se fasse.`,
  secondStepButton: 'Oui, c’est bien ce que je veux',
  secondStepWhy: fr`Les programmes qui contrôlent les courriels ouvrent les liens et appuient aussi sur les boutons. Si ce n’était pas vous, ne faites rien et fermez cette page.`,
  afterAllButton: 'Je veux signer quand même',
  askedAgainTitle: 'Nous vous avons écrit encore une fois',
  askedAgain: fr`En une seconde, on a appuyé sur deux boutons de cette page : pour confirmer, et « Ce n’était pas moi ». C’était peut-être un programme. Aucun des deux ne compte. Si vous voulez confirmer, servez-vous du nouveau courriel ; si vous ne faites rien, rien ne change.`,
  notMeHint: fr`« Ce n’était pas moi » supprime cette demande, et nous ne vous écrirons plus au sujet de ce texte, sauf si vous nous écrivez.`,
  validUntil: date =>
    `Ce lien fonctionne jusqu’au ${day(date)}. Sans confirmation de votre part, la demande sera alors supprimée.`,
  notTakenOffYetTitle: 'Votre signature est toujours là',
  notTakenOffYet: act =>
    act === 'withdraw'
      ? 'Vous avez demandé à la retirer. Cela se fait quand vous appuyez sur le bouton de cette page.'
      : 'Vous avez demandé à l’effacer. Cela se fait, sans retour possible, quand vous appuyez sur le bouton de cette page.',
  yourSignature: 'Votre signature',
  removalButton: act => (act === 'withdraw' ? 'Retirer ma signature' : 'Effacer ma signature'),
  keepHint: 'Pour la garder, ou si vous n’avez rien demandé, fermez simplement cette page.',
  signedTitle: n => fr`Votre signature porte le nᵒ ${number(n)}`,
  alreadySignedTitle: 'Vous avez déjà signé',
  alreadySigned: n => fr`Votre signature porte le nᵒ ${number(n)}. Rien n’est compté deux fois.`,
  signed: 'Merci. Votre signature est enregistrée.',
  receiptHint: 'Vous recevez aussi un reçu, avec un lien pour modifier votre signature ou la retirer.',
  waitsForApproval:
    'L’organisateur vérifie les signatures d’organisations avant qu’elles soient affichées et comptées.',
  tooLateToRefuse: fr`Cette signature avait déjà été confirmée ; elle n’a donc pas été supprimée. Si ce n’était pas vous, retirez-la ou effacez-la.`,
  countedOnly: 'Comptée, sans que le nom soit affiché.',
  tooLateToChange: fr`Ce que vous avez écrit n’est pas enregistré : cette signature avait déjà été confirmée. Le lien de votre reçu permet de la modifier.`,
  seePage: 'Voir le texte et ses signataires',
  manage: 'La modifier, la retirer, obtenir votre preuve',
  removedTitle: act => `Votre signature a été ${act === 'withdraw' ? 'retirée' : 'effacée'}`,
  removed: act =>
    act === 'withdraw'
      ? 'Elle ne compte plus, et votre nom n’est plus dans la liste. Vous pourrez signer de nouveau quand vous voudrez.'
      : fr`Elle ne compte plus ; votre nom et vos données ont été supprimés. Vous pourrez signer de nouveau quand vous voudrez.`,
  refusedTitle: 'Merci, la demande a été supprimée',
  refused:
    'Rien n’a été enregistré, et nous ne vous écrirons plus au sujet de ce texte, sauf si vous nous écrivez.',
  expiredTitle: 'Ce lien a expiré',
  expired: fr`Rien n’a été enregistré, et la demande a été supprimée. Vous pouvez la refaire ; la page du texte dit comment.`,
  unknownLinkTitle: 'Nous ne connaissons pas ce lien',
  unknownLink:
    'Il a peut-être été coupé en chemin. Copiez le lien entier depuis le message reçu, ou appuyez sur le bouton de ce message.',
  unknownLinkRestored: (from, to) =>
    fr`Ce service a été rétabli à partir d’une sauvegarde. Les liens envoyés entre le ${moment(from)} et le ${moment(to)} ne fonctionnent plus. Si le vôtre date de cette période, merci de signer de nouveau. Sinon, il a peut-être été coupé en chemin : copiez le lien entier depuis le message reçu.`,
  closedTitle: 'La collecte est close',
  closedNothingRecorded: fr`Ce texte ne reçoit plus de signatures : rien n’a été enregistré pour vous.`,

  notDoneYetTitle: 'Rien n’a encore été fait',
  notDoneYet: 'Nous attendons votre accord. Cela se fait quand vous appuyez sur le bouton de cette page.',
  commandButton: 'Oui, le faire',
  notMyCommand: 'Pour tout laisser en l’état, ou si vous n’avez rien demandé, fermez simplement cette page.',
  commandedTitle: 'C’est fait',
  commanded: 'La réponse arrive là où vous avez donné la commande, ou par courriel.',

  exportTitle: 'Votre fichier de signatures',
  exportText: fr`Ce fichier contient les données personnelles de toutes les personnes qui ont signé, y compris de celles dont le nom n’est pas public. Gardez-le en lieu sûr, et supprimez-le quand il ne vous sert plus.`,
  exportButton: 'Télécharger le fichier',
  exportValid: fr`Ce lien fonctionne pendant 24 heures après votre demande. Toute personne qui le possède peut l’ouvrir : ne le transmettez pas.`,
  exportBusyTitle: 'Une minute, s’il vous plaît',
  exportBusy: fr`D’autres listes sont en cours de mise en PDF, et nous n’en faisons que quelques-unes à la fois. Réessayez dans une minute : votre lien reste valable.`,
  exportExpired: fr`Il a fonctionné pendant 24 heures. Redemandez le fichier, et vous recevrez un nouveau lien.`,

  change: 'Modifier',
  signing: 'Je signe',
  forMyself: 'en mon nom',
  forOrganisation: 'au nom d’une organisation',
  nameLabel: 'Votre nom, tel qu’il doit apparaître',
  occupationLabel: 'Activité',
  occupationOrRoleLabel: 'Activité ou fonction',
  organisationLabel: 'Organisation',
  optional: 'facultatif',
  optionalForMyself: 'facultatif si vous signez en votre nom',
  listedLabel: 'Afficher mon nom sur la page',
  organisationAlwaysListed: 'Une organisation est affichée dans tous les cas.',
  notSaved: 'Rien n’est encore enregistré. Veuillez corriger ce qui est signalé plus bas.',
  problem: (problem, limit) =>
    ({
      empty: 'Merci de remplir ce champ.',
      'too-long': fr`C’est trop long : ${number(limit)} caractères au plus.`,
      'not-a-name': 'Merci de laisser de côté les liens, les adresses et les symboles.',
      refused: 'Ce texte n’accepte pas de signatures d’organisations. Vous pouvez signer en votre nom.',
    })[problem],

  manageTitle: n => fr`Votre signature porte le nᵒ ${number(n)}`,
  signedOn: (date, how) => `Signée le ${day(date)}, ${parts.confirmed[how]}.`,
  mayBeListed:
    'Quand vous avez signé, seul le nombre était affiché, et cela vaut toujours pour vous. Les noms sont affichés désormais. Le vôtre ne l’est que si vous le demandez.',
  listButton: 'Afficher ma signature',
  saveButton: 'Enregistrer',
  saved: 'Enregistré. Voici ce que dit maintenant votre signature.',
  withdrawTitle: 'La retirer',
  withdrawText:
    'Votre signature ne compte plus et quitte la liste aussitôt. Vous pourrez signer de nouveau plus tard.',
  withdrawButton: 'Oui, retirer ma signature',
  eraseTitle: 'L’effacer',
  eraseText: fr`Votre signature ne compte plus ; votre nom et vos données sont supprimés, sans retour possible. Ce lien cessera de fonctionner.`,
  eraseButton: 'Oui, effacer ma signature',
  areYouSure: fr`Voulez-vous vraiment continuer ?`,
  takenOffTitle: 'Cette signature a été retirée de la liste',
  takenOff: fr`L’organisateur l’a retirée de la liste, et elle ne compte plus. Si vous pensez que c’est une erreur, écrivez-lui.`,

  proofTitle: 'Votre preuve',
  proofText: 'Un fichier texte avec le texte signé, son empreinte, et ce que vous avez signé et quand.',
  proofButton: 'Télécharger la preuve',
  proof: {
    heading: title => fr`Preuve d’une signature sous « ${title} »`,
    organiser: fr`Recueillie par :`,
    addressee: fr`Adressé à :`,
    shown: fr`Affichage :`,
    shownAs: { public: 'avec ses détails', unlisted: 'comptée, sans le nom', count: 'le nombre seul' },
    corrections: fr`Changements depuis la première signature :`,
    number: fr`Numéro :`,
    details: fr`Signé par :`,
    signed: fr`Date :`,
    confirmed: fr`Confirmée :`,
    confirmedBy: way => ({ page: 'sur la page', reply: 'par une réponse à notre message' })[way],
    page: fr`Page :`,
    hash: fr`SHA-256 du texte :`,
    statement: fr`Le texte :`,
    note: 'L’empreinte est celle du texte tel qu’il a été montré avant la signature, en UTF-8.',
  },

  privacy: {
    title: 'Ce que nous gardons, et combien de temps',
    intro: operator =>
      operator === undefined
        ? 'Cette page dit ce que ce service garde des personnes qui signent.'
        : `${operator} tient ce service. Cette page dit ce qu’il garde des personnes qui signent.`,
    parts: [
      {
        title: 'Qui décide',
        text: 'La personne ou l’organisation à l’initiative d’un texte, nommée sur sa page, recueille les signatures pour montrer qui le soutient. Nous les gardons pour elle, et n’en faisons rien d’autre.',
      },
      {
        title: 'Ce qu’est une signature',
        text: 'Votre nom, votre activité et votre organisation, tels que vous les avez donnés, avec l’heure, la manière dont vous avez signé et le texte signé. La page du texte montre le nom, l’activité et l’organisation, sauf si vous avez choisi de ne pas être nommé ou si le texte ne montre que le nombre.',
      },
      {
        title: 'Votre adresse de courriel, ou votre compte',
        text: 'Nous l’utilisons pour vous demander de confirmer et pour envoyer votre reçu, et ne la montrons jamais. Nous la gardons chiffrée jusqu’à votre réponse, ou pendant sept jours. Ensuite il n’en reste qu’une empreinte à clé, pour que personne ne compte deux fois. D’une organisation, nous gardons aussi le domaine, et le montrons si l’organisateur l’a vérifié.',
      },
      {
        title: 'Si vous remplissez le formulaire d’une page',
        text: 'Nous gardons jusqu’à minuit une empreinte à clé de votre réseau, pour que personne n’envoie le formulaire toute la journée. Votre adresse IP elle-même n’est pas gardée.',
      },
      {
        title: 'Si vous changez d’avis',
        text: 'Le lien de votre reçu modifie votre signature, la retire ou l’efface. Si vous la retirez, votre nom est supprimé au bout d’un mois ; si vous l’effacez, aussitôt. Une demande que vous ne confirmez pas est supprimée au bout de sept jours.',
      },
      {
        title: 'Ce que nous ne faisons pas',
        text: 'Nous ne posons aucun cookie, ne chargeons rien d’ailleurs, ne suivons personne et ne donnons rien à des tiers. L’organisateur peut télécharger la liste des signataires.',
      },
    ],
    questions: fr`Une question, une erreur ?`,
  },

  notFoundTitle: 'Il n’y a rien ici',
  notFound:
    'L’adresse est peut-être mal écrite, ou le texte n’est pas public. L’accueil présente les textes ouverts à la signature.',
  tooLargeTitle: 'C’était trop long',
  tooLarge: fr`Ce que vous avez envoyé est trop long ; rien n’a été changé. Revenez en arrière et raccourcissez.`,
  brokenTitle: 'Quelque chose n’a pas fonctionné de notre côté',
  broken: 'Merci de réessayer dans une minute. Appuyer deux fois ne compte jamais deux fois.',
  backToLink: 'Retour à votre page',
  backToPetition: 'Retour au texte',
  backHome: 'Accueil',

  trial: {
    title: 'Le bureau d’essai',
    intro: fr`Jouez la personne qui signe : écrivez un courriel au nom de qui vous voulez. Les réponses du service arrivent ici au lieu de quitter cette machine.`,
    composeTitle: 'Écrire un courriel',
    from: 'De',
    to: 'À',
    subject: 'Objet',
    text: 'Texte',
    sampleSubject: 'Comptez sur moi',
    sampleText: 'Ada Lovelace, compositrice',
    sendButton: 'Envoyer',
    sent: 'Envoyé. La réponse apparaîtra dans la liste dans un instant.',
    refused: why => fr`Pas envoyé. Le serveur de messagerie a répondu : ${why}`,
    mailsTitle: 'Ce que le service a envoyé',
    mailCount: n => counted(n, 'courriel', 'courriels'),
    noMails: 'Rien encore. Envoyez le courriel, et la réponse apparaîtra ici.',
    reload: 'Actualiser',
    readHtml: 'Comme le montre un logiciel de courriel',
    readText: 'En texte brut',
    raw: 'Télécharger la source',
    replyTitle: 'Répondre comme la personne qui l’a reçu',
    replyHint: 'S’il vous demande de confirmer, une réponse vide suffit.',
    replyButton: 'Envoyer la réponse',
    date: 'Date',
    replyTo: 'Réponse à',
    back: 'Retour au bureau d’essai',
    mailGone: 'Ce courriel n’est plus conservé.',
    notFromElsewhereTitle: 'Pas depuis un autre site',
    notFromElsewhere:
      'Le bureau d’essai n’accepte que les courriels de sa propre page. Ouvrez-la et envoyez le courriel depuis cette page.',
  },
}
