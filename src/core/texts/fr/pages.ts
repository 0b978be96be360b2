import { chats } from '../../../db/schema.ts'
import type { PageSentences } from '../en/pages.ts'
import { parts } from './parts.ts'
import { counted, day, fr, hour, number, oneOf } from './writing.ts'

export const pages: PageSentences = {
  siteName: 'Undersigned',
  number,
  day,

  skipToContent: 'Aller au contenu',
  footer: 'Undersigned recueille des signatures pour un texte public. Ni cookie, ni pistage.',

  homeIntro: channels =>
    `Des textes que vous pouvez signer ${oneOf(channels.map(parts.on))}. Chaque signature est confirmée par la personne qui signe.`,
  openPetitionsTitle: 'À signer en ce moment',
  nothingOpen: 'Aucun texte n’est ouvert à la signature en ce moment.',
  trialHint: fr`Ce service est à l’essai sur votre propre machine : aucun courriel n’en sort. Écrivez-en un au nom de qui vous voulez et voyez ce qui revient.`,
  trialLink: 'Ouvrir le bureau d’essai',

  signatures: parts.signatures,
  peopleCount: parts.people,
  organisationsCount: parts.organisations,
  ofGoal: (n, goal) => `${number(n)} sur ${number(goal)}`,
  openFrom: (date, timeZone) => `Ouvert depuis le ${day(date, timeZone)}`,
  closesOn: (date, timeZone) => `Ouvert jusqu’au ${day(date, timeZone)} à ${hour(date, timeZone)}`,
  closedOn: (date, timeZone) => (date ? `Clos le ${day(date, timeZone)}` : 'Clos'),
  howToSignTitle: 'Signer par courriel',
  howToSign: 'Écrivez votre nom et votre activité, et envoyez-les à',
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
  representedBy: (name, role) => fr`représentée par ${name}${role ? `, ${role}` : ''}`,
  noSignatoriesYet: 'Personne n’a encore signé. La première signature peut être la vôtre.',
  nobodyListed: 'Les personnes qui ont signé jusqu’ici sont comptées sans être nommées.',
  onlyTheCountIsShown: 'Pour ce texte, seul le nombre de signatures est public, pas les noms.',
  older: 'Signatures précédentes',
  newest: 'Signatures les plus récentes',
  signatoryPages: 'Autres signatures',
  appendix: date => `Ajouté le ${day(date)}`,
  whoCollectsTitle: 'Qui recueille ces signatures, et pourquoi',
  collectedBy: organiser => fr`Signatures recueillies par ${organiser}, pour montrer qui soutient ce texte.`,
  contact: fr`Contact :`,
  howToLeave:
    'Vous pouvez à tout moment modifier votre signature, la retirer ou l’effacer, avec le lien de votre reçu.',

  notSignedYetTitle: 'Vous n’avez pas encore signé',
  notSignedYet: 'Rien n’est enregistré tant que vous n’avez pas appuyé sur le bouton de cette page.',
  notChangedYetTitle: 'Rien n’a encore changé',
  notChangedYet:
    'Vous avez déjà signé. Votre signature change quand vous appuyez sur le bouton de cette page.',
  theText: 'Le texte',
  willBePublished: 'Ce qui sera publié',
  willBeCountedOnly: fr`Seulement qu’une personne a signé : vous comptez dans le total, votre nom n’est pas affiché.`,
  representativeNotShown: 'L’organisation est affichée, votre nom ne l’est pas.',
  confirmButton: 'Confirmer ma signature',
  changeButton: 'Modifier ma signature',
  notMeButton: 'Ce n’était pas moi',
  notMeHint: fr`« Ce n’était pas moi » supprime cette demande, et nous ne vous écrirons plus au sujet de ce texte.`,
  wrongDetails: fr`Il y a une erreur ? Refaites la demande avec les bonnes informations, et vous recevrez un nouveau lien.`,
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
  asPublished: 'Telle que publiée',
  countedOnly: 'Comptée, sans que le nom soit affiché.',
  seePage: 'Voir le texte et ses signataires',
  manage: 'La modifier, la retirer, obtenir votre preuve',
  removedTitle: act => `Votre signature a été ${act === 'withdraw' ? 'retirée' : 'effacée'}`,
  removed: act =>
    act === 'withdraw'
      ? 'Elle ne compte plus, et votre nom n’est plus dans la liste. Vous pourrez signer de nouveau quand vous voudrez.'
      : fr`Elle ne compte plus ; votre nom et vos données ont été supprimés. Vous pourrez signer de nouveau quand vous voudrez.`,
  refusedTitle: 'Merci, la demande a été supprimée',
  refused: 'Rien n’a été enregistré, et nous ne vous écrirons plus au sujet de ce texte.',
  expiredTitle: 'Ce lien a expiré',
  expired: fr`Rien n’a été enregistré, et la demande a été supprimée. Vous pouvez la refaire ; la page du texte dit comment.`,
  unknownLinkTitle: 'Nous ne connaissons pas ce lien',
  unknownLink:
    'Il a peut-être été coupé en chemin. Copiez le lien entier depuis le message reçu, ou appuyez sur le bouton de ce message.',
  closedTitle: 'La collecte est close',
  closedNothingRecorded: fr`Ce texte ne reçoit plus de signatures : rien n’a été enregistré pour vous.`,

  notDoneYetTitle: 'Rien n’est encore fait',
  notDoneYet: 'Nous attendons votre accord. Cela se fait quand vous appuyez sur le bouton de cette page.',
  commandButton: 'Oui, le faire',
  notMyCommand: 'Pour tout laisser en l’état, ou si vous n’avez rien demandé, fermez simplement cette page.',
  commandedTitle: 'C’est fait',
  commanded: 'La réponse arrive là où vous avez donné la commande, ou par courriel.',

  exportTitle: 'Votre fichier de signatures',
  exportText: fr`Ce fichier contient les données personnelles de toutes les personnes qui ont signé, y compris de celles dont le nom n’est pas public. Gardez-le en lieu sûr, et supprimez-le quand il ne vous sert plus.`,
  exportButton: 'Télécharger le fichier',
  exportValid: fr`Ce lien fonctionne pendant 24 heures après votre demande. Toute personne qui le possède peut l’ouvrir : ne le transmettez pas.`,
  exportExpired: fr`Il a fonctionné pendant 24 heures. Redemandez le fichier, et vous recevrez un nouveau lien.`,

  manageTitle: n => fr`Votre signature porte le nᵒ ${number(n)}`,
  signedOn: (date, how) => `Signée le ${day(date)}, ${parts.confirmed[how]}.`,
  changeTitle: 'Modifier ce qu’elle dit',
  nameLabel: 'Nom, tel qu’il doit apparaître',
  representativeLabel: 'Nom de la personne qui la représente',
  occupationLabel: 'Activité',
  roleLabel: 'Votre fonction',
  organisationLabel: 'Organisation',
  optional: 'facultatif',
  listedLabel: 'Afficher mon nom sur la page',
  listedRepresentativeLabel: 'Afficher mon nom à côté de l’organisation',
  saveButton: 'Enregistrer',
  saved: 'Enregistré. Voici ce que dit maintenant votre signature.',
  notSaved: 'Pas encore enregistré. Veuillez corriger ce qui est signalé plus bas.',
  problem: problem => {
    switch (problem) {
      case 'empty':
        return 'Merci de remplir ce champ.'
      case 'too-long':
        return 'C’est trop long. Merci de raccourcir.'
      case 'not-a-name':
        return 'Merci de laisser de côté les liens, les adresses et les symboles.'
    }
  },
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
    replyHint: 'Une réponse vide suffit pour confirmer.',
    replyButton: 'Envoyer la réponse',
    date: 'Date',
    replyTo: 'Réponse à',
    back: 'Retour au bureau d’essai',
    mailGone: 'Ce courriel n’est plus conservé.',
    notFromElsewhereTitle: 'Pas depuis un autre site',
    notFromElsewhere:
      'Le bureau d’essai n’accepte que les courriels de sa propre page. Ouvrez-la et envoyez le courriel de là.',
  },
}
