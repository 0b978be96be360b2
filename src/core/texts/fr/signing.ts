import type { SigningSentences } from '../en/signing.ts'
import { counted, fr, number } from './writing.ts'

export const signing: SigningSentences = {
  whoAsks: (organiser, published) =>
    fr`Les signatures sont recueillies par ${organiser} ${published ? 'pour être publiées sous ce texte et comptées' : 'pour être comptées sous ce texte'}. Vous pourrez à tout moment modifier ou retirer la vôtre.`,
  howTo: address =>
    fr`Écrivez à ${address} en indiquant sur une seule ligne votre nom et, si vous le souhaitez, votre activité. Par exemple :`,
  example: 'Ada Lovelace, compositrice',
  toSign: address => fr`Pour signer, écrivez à ${address}`,
  toSignPetition: (petition, address) => fr`Pour signer ${petition}, envoyez votre nom à ${address}.`,

  pleaseConfirm: {
    subject: (asked, first) =>
      `${first ? `${first}, merci` : 'Merci'} de confirmer ${asked === 'sign' ? 'votre signature' : 'la modification'}`,
    opening: (asked, petition) =>
      asked === 'sign'
        ? fr`Rien n’est encore enregistré. Vous ne signez ${petition} que si vous confirmez. Le texte :`
        : fr`Vous avez déjà signé ${petition}. Si vous confirmez, votre signature dira ce que vous lisez ci-dessous. Rien n’est compté deux fois. Le texte :`,
  },
  confirmFromPage: {
    subject: {
      sign: 'Merci de confirmer votre signature',
      change: 'Merci de confirmer la modification',
    },
    opening: (asked, petition) =>
      asked === 'sign'
        ? fr`Quelqu’un a donné cette adresse sur notre page pour signer ${petition}, avec le nom :`
        : fr`Vous avez déjà signé ${petition}. Quelqu’un a donné cette adresse sur notre page pour signer encore, avec le nom :`,
    ifItWasYou: fr`Si c’était vous, appuyez sur le bouton :`,
    restOnPage:
      'Si c’était vous, appuyez sur le bouton. La page montre tout ce qui a été saisi, et rien n’est enregistré avant que vous l’y confirmiez.',
    orReply: fr`Ou répondez « oui » à ce courriel. Voici le texte :`,
  },
  confirmOnceMore: {
    subject: 'Confirmez encore une fois',
    opening: (asked, petition) =>
      fr`En une seconde, on a appuyé sur les deux boutons de notre page : pour ${asked === 'sign' ? 'signer' : 'modifier votre signature sous'} ${petition}, et « Ce n’était pas moi ». C’était peut-être un programme qui contrôle vos courriels. Nous n’avons compté ni l’un ni l’autre. Le nom est :`,
    ifYouWant: {
      sign: fr`Si vous voulez signer, appuyez sur ce bouton :`,
      change:
        'Si vous voulez cette modification, appuyez sur ce bouton. Si vous ne faites rien, votre signature reste comme avant.',
    },
  },
  reminder: {
    subject: {
      sign: 'Vous n’avez pas encore signé',
      change: 'Votre modification n’est pas encore confirmée',
    },
    opening: (asked, petition, day) =>
      fr`Il y a quelques jours, nous vous avons demandé si vous vouliez ${asked === 'sign' ? 'signer' : 'modifier votre signature sous'} ${petition}. Vous pouvez confirmer jusqu’au ${day}. Il n’y aura pas d’autre rappel. Le texte :`,
  },
  pleaseUsePage: {
    subject: {
      sign: 'Merci de confirmer votre signature sur la page',
      change: 'Merci de confirmer la modification sur la page',
    },
    opening: (asked, petition) =>
      fr`Votre réponse disait plus qu’un simple oui : nous ne l’avons prise ni pour un oui ni pour un non. ${asked === 'sign' ? `Vous n’avez pas encore signé ${petition}.` : 'Rien n’a encore changé.'}`,
    ifYouWant: fr`Si c’est ce que vous voulez, appuyez sur le bouton de cette page :`,
    question: (organiser, contact) =>
      fr`Une question sur la pétition ? Vous pouvez joindre ${organiser} ici : ${contact}`,
    program: organiser =>
      fr`Ce courriel a été écrit par un programme. La pétition est organisée par ${organiser}.`,
  },
  offer: {
    subject: fr`Voulez-vous signer ?`,
    opening: petition =>
      fr`Cette adresse recueille les signatures de ${petition}, et c’est un programme qui la lit. Il n’a pas su voir si vous voulez signer : rien n’a été enregistré.`,
    ifYouWant: fr`Si vous voulez signer, voici le texte :`,
  },
  recorded: {
    subject: n => fr`Votre signature porte le nᵒ ${number(n)}`,
    opening: fr`Merci. Voici ce que nous avons enregistré :`,
  },
  alreadySigned: {
    subject: 'Vous avez déjà signé',
    opening: fr`Votre signature est bien là, et rien n’est compté deux fois. Voici ce qui est enregistré :`,
  },
  corrected: {
    subject: 'Votre signature a été modifiée',
    opening: fr`C’est fait. Voici ce qui est désormais enregistré, sous le même numéro :`,
  },
  howToManage: {
    subject: fr`Que voulez-vous faire de votre signature ?`,
    opening: fr`Nous n’avons pas su le lire dans votre message : rien n’a donc changé. Voici ce qui est enregistré :`,
    byReply: fr`Répondez « retirer » pour retirer votre signature, ou « effacer tout » pour que vos données soient aussi effacées. Pour le reste, utilisez votre page :`,
    program: (organiser, contact) =>
      contact
        ? fr`Ce message a été écrit par un programme. Pour joindre une personne : ${organiser}.`
        : fr`Ce message a été écrit par un programme, pour ${organiser}.`,
  },
  confirmRemoval: {
    subject: {
      withdraw: fr`Faut-il retirer votre signature ?`,
      erase: fr`Faut-il effacer votre signature ?`,
    },
    opening: (act, petition) =>
      fr`Quelqu’un a demandé de retirer cette signature de ${petition}${act === 'erase' ? ' et d’effacer ses données' : ''}. Nous espérons que c’est vous. Rien n’a encore été fait.`,
    ifYouWant: {
      byReply: fr`Si c’est ce que vous voulez, répondez « oui » à ce courriel. Vous pouvez aussi appuyer sur le bouton de cette page :`,
      onPage: fr`Si c’est ce que vous voulez, appuyez sur le bouton de cette page :`,
    },
    button: { withdraw: 'Retirer ma signature', erase: 'Effacer ma signature' },
    keep: day =>
      fr`Pour garder votre signature, ne faites rien : elle reste telle quelle, et cette question expire le ${day}.`,
  },
  removed: {
    subject: { withdraw: 'Votre signature a été retirée', erase: 'Votre signature a été effacée' },
    opening: (act, petition) =>
      act === 'erase'
        ? fr`Votre signature ne figure plus sous ${petition} ; votre nom et tout ce que vous nous aviez confié pour elle ont été effacés. Elle ne compte plus.`
        : fr`Votre signature ne figure plus sous ${petition}. Votre nom n’est plus affiché, et elle ne compte plus.`,
    again: address =>
      address === undefined
        ? 'Si vous changez d’avis, tapez /sign pour signer de nouveau.'
        : fr`Si vous changez d’avis, écrivez de nouveau à ${address}.`,
  },
  requestDropped: {
    subject: fr`C’est compris : rien n’a été enregistré`,
    deleted: petition => fr`La demande de signer ${petition} a été effacée. Vous n’avez pas signé.`,
    somebodyElse:
      'Si quelqu’un d’autre l’avait faite en votre nom, elle n’a mené à rien, et nous ne vous écrirons plus au sujet de cette pétition.',
    collectedBy: (petition, organiser) =>
      fr`Les signatures sous ${petition} sont recueillies par ${organiser}.`,
  },
  declined: {
    subject: fr`C’est compris : vous n’avez pas signé`,
    opening: (petition, address) =>
      fr`Merci de nous l’avoir dit : vous n’avez pas signé ${petition}, et rien n’a été enregistré. Pour signer quand même, écrivez à ${address} en indiquant votre nom.`,
  },
  notASignature: {
    subject: 'Cette adresse ne reçoit que des signatures',
    opening: petition =>
      fr`Cette adresse recueille les signatures de ${petition}, et c’est un programme qui la lit. Votre message ne ressemble pas à une signature : rien n’a été enregistré, et personne ne l’a lu.`,
    contact: (organiser, contact) => fr`Pour joindre ${organiser}, qui organise la pétition : ${contact}`,
    noContact: organiser => fr`La pétition est organisée par ${organiser}.`,
    toSign: fr`Vouliez-vous signer ? Écrivez de nouveau en indiquant sur une seule ligne votre nom et, si vous le souhaitez, votre activité. Par exemple :`,
  },
  overLimit: {
    subject: 'Vous avez atteint la limite des courriels pour aujourd’hui',
    here: (petition, most) =>
      fr`Nous envoyons au plus ${String(most)} courriels par jour à une même adresse au sujet de ${petition}, et vous les avez reçus.`,
    everywhere: most =>
      fr`Nous envoyons au plus ${String(most)} courriels par jour à une même adresse, et vous les avez reçus.`,
    stands:
      'Rien de ce que vous avez fait n’est perdu, et les liens de nos courriels précédents fonctionnent toujours.',
    again: (day, hour) =>
      fr`Vous pourrez écrire de nouveau le ${day} à partir de ${hour}. Si votre dernier courriel demandait quelque chose, refaites alors votre demande. D’ici là, nous ne répondrons plus.`,
  },
  nothingToRemove: {
    subject: 'Nous n’avons trouvé aucune signature de vous',
    nobody: petition =>
      fr`Personne n’a signé ${petition} depuis cette adresse ou ce compte : il n’y avait donc rien à retirer.`,
    elsewhere: fr`Avez-vous signé avec une autre adresse ou un autre compte ? Refaites la demande depuis cette adresse ou ce compte, ou suivez le lien de votre reçu.`,
  },
  needName: {
    subject: fr`Sous quel nom voulez-vous signer ?`,
    opening: petition =>
      fr`Nous n’avons pas trouvé votre nom dans votre message. Vous pouvez encore signer ${petition}.`,
    next:
      'Nous vous demanderons ensuite de confirmer. Rien n’est enregistré avant. ' +
      fr`Chaque adresse signe une seule fois : si vous êtes plusieurs à vouloir signer, chacun écrit depuis la sienne.`,
  },
  cannotUse: {
    subject: 'Nous n’avons pas pu utiliser votre message',
    opening: (petition, problem) =>
      fr`Pour signer ${petition}, écrivez-nous de nouveau. ${problem} Rien n’est encore enregistré.`,
  },
  organisationsRefused: {
    subject: 'Cette pétition est réservée aux personnes',
    opening: petition =>
      fr`${petition} recueille les signatures de personnes, pas d’organisations : rien n’est donc enregistré. Vous pouvez la signer en votre propre nom.`,
  },
  whichPetition: {
    subject: fr`Quelle pétition voulez-vous signer ?`,
    opening: n =>
      fr`${n === 1 ? 'Il y en a une' : `Vous avez le choix entre ${counted(n, 'pétition', 'pétitions')}`}. Écrivez à l’adresse indiquée sous celle que vous voulez signer, avec votre nom. Rien n’est encore enregistré.`,
  },
  unknownPetition: {
    subject: 'Nous ne connaissons pas cette pétition',
    opening: fr`Vous avez écrit à une pétition qui n’existe pas ici :`,
    didYouMean: fr`Pensiez-vous à l’une de celles-ci ? Écrivez à l’adresse indiquée dessous, avec votre nom.`,
  },
  nothingOpen: {
    subject: 'Aucune pétition n’est ouverte en ce moment',
    opening: fr`Merci de votre message. Il n’y a pas de pétition à signer ici pour l’instant : rien n’est donc enregistré.`,
  },
  closed: {
    subject: 'Cette pétition est close',
    opening: (petition, signatures) =>
      fr`${petition} est close avec ${signatures} ; rien ne peut plus s’y ajouter. Rien n’est enregistré. Merci de votre message.`,
  },
  howToSign: {
    subject: petition => `Comment signer ${petition}`,
    opening: (petition, signatures) => fr`${petition} compte à ce jour ${signatures}. Le texte :`,
    next: fr`Nous vous demanderons ensuite de confirmer ; il suffira de répondre. Rien n’est enregistré avant.`,
  },
  publicCount: {
    subject: signatures => `À ce jour, ${signatures}`,
    facts: {
      petition: 'Pétition',
      signatures: 'Signatures',
      people: 'Personnes',
      organisations: 'Organisations',
    },
  },
  linkGone: {
    subject: 'Cette demande n’est plus ouverte',
    opening:
      'Le courriel auquel vous répondez a expiré, ou il a déjà été traité. Votre réponse n’a rien changé.',
    newRequest:
      'Pour signer, écrivez un nouveau courriel avec votre nom. Notre réponse contiendra un nouveau lien.',
  },
  wrongMailbox: {
    subject: 'Merci de répondre depuis l’adresse à laquelle nous avons écrit',
    opening: petition =>
      fr`Votre réponse au sujet de ${petition} vient d’une autre adresse que celle à laquelle nous avions écrit : elle n’a rien changé. Répondez depuis cette adresse, ou appuyez sur le bouton du courriel que vous y avez reçu.`,
    instead: address =>
      fr`Pour signer plutôt avec l’adresse d’où vous écrivez, envoyez votre nom à ${address}.`,
  },
}
