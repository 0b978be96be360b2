import { cutList } from '../blocks.ts'
import type { ChatWords } from '../chat-words.ts'
import { counted, fr, number, oneOf } from './writing.ts'

const fields = {
  name: 'Votre nom',
  occupation: 'Votre activité',
  organisation: 'Le nom de l’organisation',
}

export const chat: ChatWords = {
  language: 'fr',
  oneMoment: fr`Un instant : rien n’est encore enregistré. Ce message changera dès que ce sera fait.`,
  notSaved: 'Cela n’a pas fonctionné et rien n’est enregistré. Veuillez réessayer dans une minute.',
  notKept: fr`Votre saisie est perdue : j’ai redémarré, ou elle date de plus d’un jour. Veuillez la refaire.`,
  nothingOpen: 'Aucune pétition n’est ouverte à la signature en ce moment.',
  whichPetition: 'Plusieurs pétitions sont ouvertes. Veuillez en choisir une.',
  noSuchPetition: 'Aucune pétition ouverte ne porte ce nom.',
  notYours: 'Vous n’organisez aucune pétition de ce nom.',
  cannotPostHere:
    'Je ne peux pas écrire dans ce salon. Une personne qui gère le serveur peut m’y ajouter, et me permettre de voir le salon et d’y envoyer des messages.',
  notInChannel:
    'Je ne suis pas dans ce canal privé et ne peux donc pas y écrire. Ajoutez-moi avec /invite, puis redemandez.',
  notInstalled: url =>
    fr`Undersigned n’est pas installé dans cet espace de travail. Une personne qui le gère peut l’installer ici : ${url}`,
  seeDirectMessages: 'La suite est dans vos messages privés.',
  commands: {
    sign: 'Signer une pétition',
    unsign: 'Retirer votre signature',
    mysignatures: 'Voir et modifier ce que vous avez signé',
    petition: 'Se renseigner sur une pétition, ou en organiser une',
    count: 'Combien de personnes ont signé',
    stats: fr`Une image : les signatures au fil du temps, et d’où elles viennent`,
    recent: 'Les dernières signatures',
    find: 'Chercher des signatures par nom',
    export: 'Toutes les signatures dans un fichier, pour votre seul usage',
    create: 'Lancer une pétition',
    edit: 'Modifier ce que dit une pétition, ou qui peut la signer',
    open: 'Ouvrir une pétition à la signature',
    close: 'Clore une pétition, maintenant ou à une date',
    announce: 'Publier la pétition ici, avec son compteur et un bouton pour signer',
    feature: 'Mettre des signatures en avant, dans l’ordre indiqué, après avoir vérifié de qui il s’agit',
    hide: fr`Masquer des signatures ; elles comptent toujours`,
    show: 'Afficher de nouveau des signatures masquées',
    remove: fr`Supprimer des signatures ; elles ne comptent plus`,
    approve: 'Voir et approuver les organisations qui ont signé',
    organiser: 'Ajouter, retirer ou lister les personnes qui organisent une pétition avec vous',
    log: 'Ce que les organisateurs ont fait, et quand',
    undo: fr`Annuler ce qu’un organisateur a fait ces dernières 24 heures`,
    digest: 'Un résumé pour vous, chaque jour ou chaque semaine',
    help: 'Ce que vous pouvez faire ici',
  },
  options: {
    petition: 'Quelle pétition',
    period: fr`Quelle période : day, week, month, year ou all`,
    page: 'Quelle page',
    name: 'Un nom, ou une partie d’un nom',
    format: 'csv pour un tableur, json pour des programmes',
    part: 'Le texte, ou les règles',
    when: fr`Quand, par exemple 2026-12-31 18:00 ; sans date, maintenant`,
    numbers: fr`Numéros de signatures, par exemple 12 15-20 ; mettez « off » devant pour annuler`,
    reason: fr`Le motif ; le journal le garde`,
    act: 'Ajouter, retirer ou lister',
    person: 'Un membre',
    mailbox: 'Une adresse de courriel',
    entry: 'Numéro de l’entrée dans le journal',
    every: 'À quelle fréquence',
  },
  signForm: {
    title: petition => fr`Signer : ${petition}`,
    name: 'Nom tel qu’il doit apparaître',
    occupation: 'Activité',
    forInstance: occupations => cutList(fr`Par exemple : `, occupations),
    organisation: 'Organisation',
    organisationHint: 'La vôtre, ou celle pour laquelle vous signez',
    way: 'Signer',
    myself: 'En mon nom, qui sera affiché',
    countedOnly: 'En mon nom, sans qu’il soit affiché',
    forOrganisation: 'Pour une organisation que je représente',
    mailbox: 'Votre adresse de courriel',
    mailboxRequired: 'Nous y envoyons le lien de confirmation. L’adresse n’est jamais affichée.',
    mailboxOptional:
      'Seulement si vous avez pu signer aussi par courriel, pour ne compter qu’une fois. Jamais affichée.',
    submit: 'Continuer',
  },
  petitionForm: {
    createTitle: 'Lancer une pétition',
    editTitle: petition => fr`Modifier : ${petition}`,
    rulesTitle: petition => fr`Règles : ${petition}`,
    title: 'Titre',
    text: 'Texte',
    textHint: 'Ce que les gens signent. Il ne peut plus changer après la première signature.',
    textTooLong: 'Le texte est trop long pour un formulaire. Un organisateur peut le modifier par courriel.',
    textFixed: fr`Quelqu’un a signé : le texte ne peut plus changer.`,
    organisedBy: 'Organisateur',
    organisedByHint: 'Qui recueille les signatures. Affiché à toute personne qui signe.',
    goal: 'Objectif (nombre de signatures)',
    closes: 'Clôture le',
    closesHint: zone => `Par exemple 2026-12-31 18:00 (${zone}). Sans date, elle reste ouverte.`,
    timeZone: 'Fuseau horaire',
    policy: 'Qui peut signer',
    policyAccount: 'Toute personne qui a un compte ici',
    policyEmail: 'Toute personne qui confirme une adresse de courriel',
    organisations: 'Organisations',
    organisationsApprove: 'Peuvent signer, et attendent votre accord',
    organisationsAccept: 'Peuvent signer, et comptent aussitôt',
    organisationsRefuse: 'Ne peuvent pas signer',
    listing: 'Visibilité',
    listingPublic: 'Afficher les noms et le nombre',
    listingCount: 'Afficher le nombre seulement',
    language: 'Langue',
    occupations: 'Activités proposées',
    occupationsHint: fr`Séparées par des virgules : compositrice, illustrateur`,
    create: 'Lancer',
    save: 'Enregistrer',
  },
  home: {
    open: 'Pétitions ouvertes',
    sign: 'Signer',
    readMore: 'En savoir plus',
    signed: 'Ce que vous avez signé',
    nothingSigned: 'Rien pour l’instant.',
    signature: (petition, n) => fr`« ${petition} », signature nᵒ ${number(n)}`,
    withdraw: 'Retirer ma signature',
  },
  problems: {
    nameMissing: 'Veuillez indiquer le nom qui doit apparaître.',
    mailboxMissing: fr`Veuillez indiquer une adresse de courriel : nous y envoyons le lien de confirmation.`,
    mailboxWrong: 'Nous ne pouvons pas écrire à cette adresse. Veuillez la vérifier.',
    choose: (label, options) => fr`${label} : veuillez écrire ${oneOf(options)}.`,
    textIsFixed: fr`Quelqu’un a signé : le texte ne peut plus changer. L’opérateur peut placer un ajout daté dessous.`,
    details(field, problem, limit) {
      switch (problem) {
        case 'empty':
          return `${fields[field]} manque.`
        case 'too-long':
          return fr`${fields[field]} dépasse la limite : ${counted(limit, 'caractère', 'caractères')} au plus.`
        case 'not-a-name':
          return `${fields[field]} ne convient pas. Veuillez laisser de côté les liens, les adresses et les symboles.`
      }
    },
    petition(field, limit) {
      switch (field) {
        case 'title':
          return fr`Titre : de 1 à ${number(limit)} caractères.`
        case 'text':
          return fr`Texte : de 1 à ${number(limit)} caractères.`
        case 'goal':
          return 'L’objectif doit être un nombre entier, à partir de 1.'
        case 'closes':
          return 'Veuillez écrire une date comme 2026-12-31 18:00, ou laisser vide.'
        case 'timeZone':
          return 'Veuillez indiquer un fuseau horaire par son nom, comme Europe/Paris ou UTC.'
        case 'organisedBy':
          return fr`Organisateur : de 1 à ${number(limit)} caractères.`
        case 'other':
          return 'Nous n’avons pas pu utiliser un élément de ce formulaire.'
      }
    },
  },
}
