import { chats, isChat } from '../../../db/channels.ts'
import type { PartSentences } from '../en/parts.ts'
import { counted, fr, number } from './writing.ts'

export const parts: PartSentences = {
  quoted: title => fr`« ${title} »`,
  about: (petition, sentence) => fr`${petition} : ${sentence}`,
  signatures: n => counted(n, 'signature', 'signatures'),
  people: n => counted(n, 'personne', 'personnes'),
  organisations: n => counted(n, 'organisation', 'organisations'),
  andMore: n => `… et ${counted(n, 'autre', 'autres')}`,
  channel: channel => (isChat(channel) ? chats[channel] : { email: 'courriel', web: 'page web' }[channel]),
  on: channel =>
    isChat(channel) ? `sur ${chats[channel]}` : { email: 'par courriel', web: 'sur notre page' }[channel],
  petitionPage: 'La pétition',
  readMore: 'Lire la suite',
  sign: 'Signer',
  collectedBy: organiser => fr`Données recueillies par ${organiser}.`,
  representedBy: name => `représentée par ${name}`,

  willBePublished: {
    sign: fr`Si vous confirmez, voici ce qui sera publié :`,
    change: fr`Votre signature sera alors la suivante :`,
  },
  willBeRecorded: {
    sign: fr`Si vous confirmez, voici ce qui sera enregistré :`,
    change: fr`Voici ce qui sera alors enregistré :`,
  },
  onlyTheCount: fr`Pour cette pétition, seul le nombre de signatures est public : rien de ceci ne sera affiché.`,
  countedOnly: 'Comme vous l’avez demandé, votre signature compte, mais votre nom ne sera pas affiché.',
  recordedNotShown: 'Enregistré, non affiché',
  whoCollects: (organiser, published, by) =>
    fr`Ces données sont recueillies par ${organiser} ${published ? 'pour publier votre signature sous ce texte et la compter' : 'pour compter votre signature sous ce texte'}. ` +
    fr`Nous utilisons votre ${by === 'mailbox' ? 'adresse' : 'compte'} pour vous poser cette question, sans jamais l’afficher. ` +
    fr`Vous pouvez vous retirer à tout moment : votre reçu contiendra un lien pour modifier ou retirer votre signature.`,
  toConfirm: {
    byReply: fr`Pour confirmer, il suffit de répondre à ce courriel. Vous n’avez rien à écrire. Vous pouvez aussi appuyer sur le bouton de cette page :`,
    byYes: fr`Pour confirmer, répondez « oui » à ce courriel. Vous pouvez aussi appuyer sur le bouton de cette page :`,
    onPage: fr`Pour confirmer, appuyez sur le bouton de cette page :`,
  },
  confirm: { sign: 'Confirmer ma signature', change: 'Confirmer la modification' },
  wrong: {
    byMail: address =>
      fr`Il y a une erreur ? Écrivez de nouveau à ${address} ; le courriel le plus récent l’emporte. ` +
      fr`Pour signer pour une organisation, écrivez « au nom de » suivi de son nom. ` +
      fr`Chaque adresse signe une seule fois : si vous êtes plusieurs à vouloir signer, chacun écrit depuis la sienne.`,
    elsewhere: fr`Il y a une erreur ? Signez de nouveau avec les bonnes informations ; la demande la plus récente l’emporte.`,
  },
  notYou: (asked, day, by) =>
    fr`Si ce n’était pas vous, ne faites rien : sans votre confirmation, rien ${asked === 'sign' ? 'n’est enregistré' : 'ne change'}, et cette demande sera effacée le ${day}. ` +
    (by === 'mailbox'
      ? fr`Vous pouvez aussi répondre « non » : nous ne vous écrirons plus au sujet de cette pétition.`
      : 'Un bouton de la page permet aussi de le dire.'),

  facts: {
    signatory: 'Signataire',
    shown: 'Visibilité',
    signature: 'Signature',
    signed: 'Date',
    petition: 'Pétition',
  },
  signatureNumber: n => fr`nᵒ ${number(n)}`,
  confirmed: {
    page: 'confirmée sur la page',
    reply: 'confirmée par votre réponse',
  },
  shown: {
    countOnly: 'seul le nombre est public, sans aucun nom',
    asPromised: 'le nombre seul, comme annoncé quand vous avez signé',
    countedOnly: 'comptée, sans votre nom',
    organisationOnly: 'l’organisation, sans votre nom',
  },
  waitsForApproval:
    'Il reste une étape, sans que vous ayez rien à faire. Les organisateurs vérifient une signature comme la vôtre avant qu’elle soit affichée et comptée.',
  see: 'Voir la pétition',
  manage: 'Modifier ou retirer ma signature, obtenir ma preuve',
  withdrawByReply: fr`Pour retirer votre signature, vous pouvez aussi répondre « retirer » à ce courriel.`,
  yoursAlone: organiser =>
    fr`Le second lien est personnel : toute personne qui le possède peut modifier votre signature. Données recueillies par ${organiser}, pour cette pétition et rien d’autre.`,
}
