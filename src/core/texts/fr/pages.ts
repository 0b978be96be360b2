/** Les mots des pages en français. The words of the pages in French. */
import { chats } from '../../../db/schema.ts'
import { zoneSaid } from '../../time-zone.ts'
import { channelWords } from '../channel-words.ts'
import type { PageWords } from '../page-words.ts'

const numbers = new Intl.NumberFormat('fr-FR')
const plural = new Intl.PluralRules('fr-FR')
const longDays = new Intl.DateTimeFormat('fr-FR', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
})

/** The first of a month is an ordinal in French, which `Intl` does not write. */
function day(date: Date): string {
  return longDays.format(date).replace(/^1 /, '1er ')
}

function dayIn(timeZone: string, date: Date): string {
  return date.toLocaleDateString('fr-FR', { dateStyle: 'long', timeZone }).replace(/^1 /, '1er ')
}

/**
 * Sets the unbreakable spaces French asks for: narrow before ; ? !, full before : and inside « ». Only in our own
 * words; what is put in is somebody's and stays as it is.
 */
function fr(words: TemplateStringsArray, ...values: (string | number)[]): string {
  return words
    .map(
      (part, index) =>
        part
          .replaceAll(/ (?=[;?!])/g, '\u202f')
          .replaceAll(/ (?=[:»])/g, '\u00a0')
          .replaceAll('« ', '«\u00a0') + (values[index] ?? ''),
    )
    .join('')
}

function counted(n: number, one: string, other: string): string {
  return `${numbers.format(n)} ${plural.select(n) === 'one' ? one : other}`
}

const ways = new Intl.ListFormat('fr-FR', { type: 'disjunction' })
const by = channelWords(chat => `sur ${chat}`, 'par courriel')

const how = {
  page: 'confirmée sur la page',
  reply: 'confirmée par votre réponse',
  account: 'confirmée par votre compte',
}

export const frPages: PageWords = {
  language: 'fr',
  siteName: 'Undersigned',
  number: n => numbers.format(n),
  day,

  skipToContent: 'Aller au contenu',
  footer: 'Undersigned recueille des signatures pour un texte public. Ni cookie, ni pistage.',
  otherLanguage: { language: 'en', name: 'English' },

  homeIntro: channels =>
    `Des textes que vous pouvez signer ${ways.format(channels.map(channel => by(channel)))}. Chaque signature est confirmée par la personne qui signe.`,
  openPetitionsTitle: 'À signer en ce moment',
  nothingOpen: 'Aucun texte n’est ouvert à la signature pour le moment.',
  trialHint: fr`Ce service est à l’essai sur votre propre machine : aucun courriel n’en sort. Écrivez-en un au nom de qui vous voulez et voyez ce qui revient.`,
  trialLink: 'Ouvrir le bureau d’essai',

  signatures: n => counted(n, 'signature', 'signatures'),
  peopleCount: n => counted(n, 'personne', 'personnes'),
  organisationsCount: n => counted(n, 'organisation', 'organisations'),
  ofGoal: (n, goal) => `${numbers.format(n)} sur ${numbers.format(goal)}`,
  openFrom: (date, timeZone) => `Ouvert depuis le ${dayIn(timeZone, date)}`,
  closesOn: (date, timeZone) => {
    const clock = date
      .toLocaleTimeString('fr-FR', { timeStyle: 'short', timeZone })
      .replace(':', '\u00a0h\u00a0')
    return `Ouvert jusqu’au ${dayIn(timeZone, date)} à ${clock}\u00a0${zoneSaid(timeZone)}`
  },
  closedOn: (date, timeZone) => (date ? `Clos le ${dayIn(timeZone, date)}` : 'Clos'),
  howToSignTitle: 'Signer par courriel',
  howToSign: 'Écrivez votre nom et ce que vous faites, et envoyez-le à',
  howToSignNext: 'La réponse arrive aussitôt. Répondez-y, et vous avez signé.',
  writeMailButton: 'Écrire le courriel',
  mailSubject: title => fr`Je signe : ${title}`,
  tryHereButton: 'Essayer au bureau d’essai',
  signInChatTitle: listed => `Signer depuis ${ways.format(listed.map(chat => chats[chat]))}`,
  signInChat: chat => fr`Sur ${chats[chat]} : tapez`,
  signInChatNext:
    'Un formulaire s’ouvre sur place. Cela marche partout où ce service a été ajouté au serveur ou à l’espace de travail.',
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
  wrongDetails: fr`Une erreur ? Refaites la demande avec les bonnes indications, et vous recevrez un nouveau lien.`,
  validUntil: date =>
    `Ce lien fonctionne jusqu’au ${day(date)}. S’il n’a pas servi, la demande est alors supprimée.`,
  notTakenOffYetTitle: 'Votre signature est toujours là',
  notTakenOffYet: act =>
    act === 'withdraw'
      ? 'Vous avez demandé à la retirer. Cela se fait quand vous appuyez sur le bouton de cette page.'
      : 'Vous avez demandé à l’effacer. Cela se fait, sans retour possible, quand vous appuyez sur le bouton de cette page.',
  yourSignature: 'Votre signature',
  removalButton: act => (act === 'withdraw' ? 'Retirer ma signature' : 'Effacer ma signature'),
  keepHint: 'Pour la garder, ou si vous n’avez rien demandé, fermez simplement cette page.',
  signedTitle: number => `Vous êtes la signature nᵒ\u00a0${numbers.format(number)}`,
  alreadySignedTitle: 'Vous avez déjà signé',
  alreadySigned: number =>
    `Vous êtes la signature nᵒ\u00a0${numbers.format(number)}. Rien n’est compté deux fois.`,
  signed: 'Merci. Votre signature est enregistrée.',
  receiptHint: 'Vous recevez aussi un reçu, avec un lien pour modifier votre signature ou la retirer.',
  waitsForApproval:
    'L’organisateur vérifie les signatures d’organisations avant qu’elles soient affichées et comptées.',
  tooLateToRefuse: fr`Cette signature avait déjà été confirmée ; elle n’a donc pas été supprimée. Si ce n’était pas vous, retirez-la ou effacez-la.`,
  asPublished: 'Telle que publiée',
  countedOnly: 'Comptée, sans que le nom soit affiché.',
  seePage: 'Voir le texte et ses signataires',
  manage: 'La modifier, la retirer, obtenir votre preuve',
  removedTitle: act => (act === 'withdraw' ? 'Votre signature est retirée' : 'Votre signature est effacée'),
  removed: act =>
    act === 'withdraw'
      ? 'Elle ne compte plus, et votre nom n’est plus dans la liste. Vous pourrez signer de nouveau quand vous voudrez.'
      : 'Elle ne compte plus ; votre nom et vos indications sont supprimés. Vous pourrez signer de nouveau quand vous voudrez.',
  refusedTitle: 'Merci, la demande est supprimée',
  refused: 'Rien n’a été enregistré, et nous ne vous écrirons plus au sujet de ce texte.',
  expiredTitle: 'Ce lien a expiré',
  expired: fr`Rien n’a été enregistré, et la demande est supprimée. Vous pouvez la refaire ; la page du texte dit comment.`,
  unknownLinkTitle: 'Nous ne connaissons pas ce lien',
  unknownLink:
    'Il a peut-être été coupé en chemin. Copiez le lien entier depuis le message reçu, ou appuyez sur son bouton.',
  closedTitle: 'La collecte est close',
  closedNothingRecorded: fr`Ce texte ne reçoit plus de signatures : rien n’a été enregistré pour vous.`,

  notDoneYetTitle: 'Rien n’est encore fait',
  notDoneYet: 'Nous attendons votre accord. Cela se fait quand vous appuyez sur le bouton de cette page.',
  commandButton: 'Oui, le faire',
  notMyCommand: 'Pour tout laisser en l’état, ou si vous n’avez rien demandé, fermez simplement cette page.',
  commandedTitle: 'C’est fait',
  commanded: 'La réponse arrive là d’où venait la commande, ou par courriel.',

  exportTitle: 'Votre fichier de signatures',
  exportText: fr`Ce fichier contient les données personnelles de toutes les personnes qui ont signé, y compris de celles dont le nom n’est pas public. À vous de le garder en lieu sûr, et de le supprimer quand il ne vous sert plus.`,
  exportButton: 'Télécharger le fichier',
  exportValid: fr`Ce lien fonctionne pendant 24 heures après votre demande. Il s’ouvre pour quiconque le possède : ne le transmettez pas.`,
  exportExpired: fr`Il a fonctionné pendant 24 heures. Redemandez le fichier, et vous recevrez un nouveau lien.`,

  manageTitle: number => `La signature nᵒ\u00a0${numbers.format(number)} est la vôtre`,
  signedOn: (date, way) => `Signée le ${day(date)}, ${how[way]}.`,
  changeTitle: 'Modifier ce qu’elle dit',
  nameLabel: 'Nom, tel qu’il doit paraître',
  representativeLabel: 'Votre nom, pour la représenter',
  occupationLabel: 'Ce que vous faites',
  roleLabel: 'Votre fonction',
  organisationLabel: 'Organisation',
  optional: 'facultatif',
  listedLabel: 'Afficher mon nom sur la page',
  listedRepresentativeLabel: 'Afficher mon nom à côté de l’organisation',
  saveButton: 'Enregistrer',
  saved: 'Enregistré. Voici ce que dit maintenant votre signature.',
  notSaved: 'Pas encore enregistré. Regardez ce qui est signalé plus bas.',
  problem: problem => {
    switch (problem) {
      case 'empty':
        return 'Merci de remplir ce champ.'
      case 'too-long':
        return 'C’est trop long. Merci de raccourcir.'
      case 'not-a-name':
        return 'Merci de l’écrire sans lien, ni adresse, ni signe inhabituel.'
    }
  },
  withdrawTitle: 'La retirer',
  withdrawText:
    'Votre signature ne compte plus et quitte la liste aussitôt. Vous pourrez signer de nouveau plus tard.',
  withdrawButton: 'Oui, retirer ma signature',
  eraseTitle: 'L’effacer',
  eraseText:
    'Votre signature ne compte plus ; votre nom et vos indications sont supprimés, sans retour possible. Ce lien cesse de fonctionner.',
  eraseButton: 'Oui, effacer ma signature',
  areYouSure: fr`Confirmez-vous ?`,
  takenOffTitle: 'Cette signature a été retirée de la liste',
  takenOff: fr`L’organisateur l’a retirée, et elle ne compte plus. Si vous pensez à une erreur, écrivez-lui.`,

  proofTitle: 'Votre preuve',
  proofText: 'Un fichier texte avec le texte signé, son empreinte, et ce que vous avez signé et quand.',
  proofButton: 'Télécharger la preuve',
  proof: {
    heading: title => fr`Preuve d’une signature sous « ${title} »`,
    number: fr`Numéro :`,
    details: fr`Signé par :`,
    signed: fr`Date :`,
    confirmed: fr`Confirmée :`,
    confirmedBy: way =>
      ({ page: 'sur la page', reply: 'par une réponse à notre message', account: 'par le compte' })[way],
    page: fr`Page :`,
    hash: fr`SHA-256 du texte :`,
    statement: fr`Le texte :`,
    note: 'L’empreinte est celle du texte tel qu’il a été montré avant la signature, en UTF-8.',
  },

  notFoundTitle: 'Il n’y a rien ici',
  notFound:
    'L’adresse est peut-être mal écrite, ou le texte n’est pas public. La première page montre ce qui est ouvert.',
  tooLargeTitle: 'C’était trop long',
  tooLarge: fr`Ce que vous avez envoyé est trop long ; rien n’a été changé. Revenez en arrière et raccourcissez.`,
  brokenTitle: 'Quelque chose n’a pas marché de notre côté',
  broken: 'Merci de réessayer dans une minute. Appuyer deux fois ne compte jamais deux fois.',
  backToLink: 'Retour à votre page',
  backToPetition: 'Vers le texte',
  backHome: 'Vers la première page',

  trial: {
    title: 'Le bureau d’essai',
    intro: fr`Vous jouez la personne qui signe. Écrivez un courriel au nom de qui vous voulez ; les réponses du service arrivent ici au lieu de quitter cette machine.`,
    composeTitle: 'Écrire un courriel',
    from: 'De',
    to: 'À',
    subject: 'Objet',
    text: 'Texte',
    sampleSubject: 'Comptez sur moi',
    sampleText: 'Ada Lovelace, compositrice',
    sendButton: 'Envoyer',
    sent: 'Envoyé. La réponse arrive dans la liste dans un instant.',
    refused: why => fr`Pas envoyé. Le serveur de courriel a répondu : ${why}`,
    mailsTitle: 'Ce que le service a envoyé',
    mailCount: n => counted(n, 'courriel', 'courriels'),
    noMails: 'Rien encore. Envoyez le courriel, et la réponse arrive ici.',
    reload: 'Regarder de nouveau',
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
      'Le bureau d’essai ne prend de courriels que depuis sa propre page. Ouvrez-la et envoyez-le là.',
  },
}
