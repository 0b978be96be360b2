import type { DeskSentences } from '../en/desk.ts'
import { parts } from './parts.ts'
import { counted, fr, number } from './writing.ts'

export const desk: DeskSentences = {
  pages: {
    back: 'Précédente',
    next: 'Suivante',
    typed: (label, page) => fr`${label} : écrivez la même chose, avec « page ${String(page)} » à la fin.`,
  },
  recent: {
    subject: 'Dernières signatures',
    none: 'Aucune signature ici',
    nobody: 'personne n’a encore signé.',
    nobodyOnPage: page => `il n’y a aucune signature à la page ${number(page)}.`,
  },
  found: {
    subject: n => counted(n, 'signature trouvée', 'signatures trouvées'),
    lookedFor: (petition, name, n) =>
      fr`${petition}, recherche de « ${name} » : ${n === 0 ? 'personne' : parts.signatures(n)}.`,
    otherwise: (word, slug) =>
      slug === undefined
        ? fr`Vous n’organisez pas de pétition « ${word} » : nous avons donc cherché ce mot aussi.`
        : fr`Vous n’organisez pas de pétition « ${word} ». Vouliez-vous dire « ${slug} » ?`,
    lookThere: name => fr`Y chercher « ${name} »`,
  },
  export: {
    subject: 'Votre export',
    rows: n => `${counted(n, 'ligne', 'lignes')}, une par signature.`,
    linkTo: (rows, format) => fr`${rows} Ce lien mène au fichier (${format}) :`,
    linkToPdf:
      'ce lien mène à un PDF à imprimer et à remettre : une couverture, le texte, le nombre, et chaque nom que montre la page.',
    cannotSend: time =>
      `Le fichier n’a pas pu être envoyé ici. Ce lien y mène. Il est personnel et fonctionne jusqu’au ${time}.`,
    yoursUntil: time => `Le lien est personnel et fonctionne jusqu’au ${time}.`,
    download: 'Télécharger le fichier',
    columns: fr`Les signatures dont l’état est withdrawn (retirée) ou removed (supprimée) ne comptent pas. Le fichier contient ce que des personnes vous ont confié : gardez-le en lieu sûr, et supprimez-le dès qu’il ne sert plus. La première ligne nomme les colonnes : numéro, état, genre (personne ou organisation), nom, activité, organisation ; listed (peut être affichée), hidden (masquée), featured (mise en avant) et approved (approuvée) ; canal ; comment, en quelle langue et quand la signature a été confirmée ; le domaine dont le courriel provient de façon prouvée  ; l’empreinte du texte signé ; number_only, si seul le nombre avait été annoncé ; evidence, ce qui appuie la signature.`,
  },
  askFirst: {
    nothingYet: before => `rien n’a encore été fait. ${before}`,
    orReply: fr`Vous pouvez aussi répondre simplement « oui » à ce courriel. Sans l’un ni l’autre, rien ne se passe.`,
  },
  askSender: {
    subject: fr`Était-ce vous ?`,
    opening: petition =>
      petition === undefined
        ? fr`Un courriel en votre nom a demandé ceci, et rien ne prouve qu’il venait de vous :`
        : fr`Un courriel en votre nom a demandé ceci au sujet de ${petition}, et rien ne prouve qu’il venait de vous :`,
    wasItYou: fr`Si c’était vous, appuyez sur le bouton, ou répondez « oui » à ce courriel. Sinon, ne faites rien : rien ne se passera.`,
    yes: 'Oui, c’était moi',
    why: fr`Pourquoi cette question : votre courriel ne porte aucune signature de votre domaine (DKIM) que nous ayons pu vérifier, et notre serveur de messagerie ne s’en est pas porté garant. Chacune de vos commandes attend donc votre oui.`,
    whatHelps: fr`Ce qui aide : demandez aux responsables de votre messagerie de signer vos courriels (DKIM), et à la personne qui exploite ce service de définir MAIL_AUTHSERV_ID. Vous pouvez aussi donner vos commandes dans une messagerie instantanée. Nous ne l’expliquerons plus.`,
  },
  done: {
    subject: 'C’est fait',
    entry: n => `C’est l’entrée ${n} du journal. Vous pouvez l’annuler pendant 24\u00a0heures.`,
    undo: 'Annuler',
  },
  nothingToDo: { subject: 'Rien à faire', because: why => `${why} Rien n’a changé.` },
  notAsItWas: 'Quelque chose a changé',
  saidYesBefore: {
    subject: 'Vous avez déjà dit oui',
    text: 'Cela a été fait la première fois et ne sera pas refait. Le journal le montre, avec ce que vous pouvez annuler.',
    log: 'Journal',
  },
  tooLate: {
    subject: 'Trop tard',
    text: 'Cette question a expiré, ou elle a déjà reçu une réponse. Si vous le voulez toujours, veuillez récrire la commande.',
  },
  noRoomHere: {
    subject: 'Pas ici',
    text: 'une carte ne se publie que dans un salon de Discord ou un canal de Slack. Tapez-y /petition announce.',
  },
  notOpenYet: {
    subject: 'Pas encore',
    text: petition =>
      fr`${petition} n’est encore qu’un brouillon. Ouvrez d’abord la pétition, pour que tout le monde la voie.`,
  },
  waiting: {
    none: { subject: 'Aucune organisation en attente', text: 'aucune organisation n’attend votre accord.' },
    subject: n => `${parts.organisations(n)} en attente de votre accord`,
    approve: n => `Approuver ${n}`,
    mark: (n, domain) => fr`Approuver ${String(n)}, ${domain} est le sien`,
    more: n => `${parts.andMore(n)}, à voir une fois celles-ci traitées.`,
    turnDown: command => fr`Pour en refuser une, écrivez « ${command} », puis son numéro et le motif.`,
  },
  organisers: {
    subject: 'Organisateurs',
    unnamed: 'une personne ajoutée par l’opérateur',
    since: day => `depuis le ${day}`,
    you: 'c’est vous',
  },
  lastOrganiser: {
    subject: 'Il faut au moins un organisateur',
    text: petition =>
      fr`${petition} doit garder au moins une personne qui l’organise. Veuillez d’abord en ajouter une autre. Rien n’a changé.`,
  },
  log: {
    subject: 'Le journal',
    none: {
      subject: 'Rien dans le journal',
      text: 'les organisateurs n’ont encore rien fait.',
      onPage: page => `il n’y a rien à la page ${number(page)}.`,
    },
    operator: 'l’opérateur',
    undone: entry => `${entry} (annulé)`,
    undo: n => `Annuler ${n}`,
  },
  cannotUndo: {
    subject: 'Pas d’annulation',
    text(entry, why) {
      const because = {
        unknown: 'elle n’existe pas.',
        final:
          'les exports, les cartes publiées, les corrections d’une pétition signée et les annulations ne s’annulent pas. Pour rétablir ce qui a été annulé, refaites-le.',
        old: 'elle a plus de 24\u00a0heures.',
        undone: 'elle est déjà annulée.',
        changed: 'ce qu’elle avait changé a encore changé depuis. Annulez d’abord ce changement-là.',
      }
      return fr`entrée ${String(entry)} du journal : ${because[why]} Rien n’a changé.`
    },
  },
  unusual: {
    subject: 'D’où viennent les signatures',
    all: (signatures, evidence) => fr`${signatures}. Preuve : ${evidence}.`,
    evidence: {
      dkim: 'courriel prouvé (DKIM)',
      account: 'compte de messagerie',
      reply: 'réponse par courriel',
      press: 'bouton du lien',
    },
    nothing: 'Rien ne sort de l’ordinaire.',
    standsOut: fr`Ces origines ont apporté bien plus que d’habitude. C’est peut-être une bonne nouvelle, comme une association qui a écrit à ses membres : regardez avant d’agir.`,
    line: (name, n, usual, also) =>
      [
        usual === undefined
          ? fr`${name} : ${number(n)}`
          : fr`${name} : ${number(n)}, d’habitude ${number(usual)} au plus`,
        ...also,
      ].join(' · '),
    inside: domains => `avec ${domains}`,
    disposable: 'adresses jetables',
    usual: fr`Les plus grandes des autres :`,
    hour: (time, n, largest) =>
      fr`${time} : ${counted(n, 'signature', 'signatures')} en une heure, dont ${largest} d’un même endroit.`,
    look: name => `Voir ${name}`,
    remove: command =>
      fr`Pour les supprimer, écrivez « ${command} », avec votre motif à la fin. Vous verrez combien il y en a avant que quoi que ce soit ne se passe.`,
  },
  tooFewToTell: {
    subject: 'Trop peu pour les montrer',
    text: least =>
      fr`moins de ${counted(least, 'signature correspond', 'signatures correspondent')}. Nous ne disons pas où quelques personnes ont leur adresse, ni à quelle communauté elles appartiennent. Rien n’a changé.`,
    onlyUnusual: fr`nous ne montrons des personnes par domaine ou communauté que si cette origine a apporté bien plus de signatures que d’habitude : sinon, cela reste privé.`,
    origins: 'D’où viennent les signatures',
  },
  invalidationStopped: {
    subject: 'Arrêté',
    none: 'rien n’était en cours.',
    text: entries =>
      fr`arrêt de l’entrée ${entries.join(', ')} du journal. Ce qui était déjà supprimé le reste ; annulez l’entrée pour le récupérer.`,
  },
  digest: {
    subject: { daily: 'Un résumé chaque jour', weekly: 'Un résumé chaque semaine', off: 'Plus de résumé' },
    on: (every, next, command) =>
      fr`vous recevrez un résumé chaque ${every === 'daily' ? 'jour' : 'semaine'}${next === undefined ? '' : `, le prochain le ${next}`}. Pour l’arrêter, écrivez « ${command} ».`,
    off: command => fr`vous ne recevrez plus de résumé. Pour le rétablir, écrivez « ${command} ».`,
  },
  takenOff: {
    subject: 'Votre signature a été supprimée',
    text: (petition, askWhom) =>
      fr`Les personnes qui organisent ${petition} ont supprimé votre signature, et elle ne compte pas. Elles peuvent vous dire pourquoi : ${askWhom}`,
  },
}
