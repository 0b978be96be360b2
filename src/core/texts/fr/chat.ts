import { cutList } from '../blocks.ts'
import type { ChatWords } from '../chat-words.ts'

const numbers = new Intl.NumberFormat('fr-FR')

const fields = { name: 'le nom', occupation: 'l’activité', organisation: 'l’organisation' }

export const frChat: ChatWords = {
  language: 'fr',
  oneMoment: 'Un instant\u00a0: rien n’est encore enregistré. Ce message changera dès que ce sera fait.',
  notSaved: 'Cela n’a pas fonctionné et rien n’est enregistré. Veuillez réessayer dans une minute.',
  notKept: 'Votre saisie n’est plus là\u00a0: j’ai été redémarré, ou elle date d’un jour.',
  nothingOpen: 'Aucune pétition n’est ouverte à la signature en ce moment.',
  whichPetition: 'Plusieurs pétitions sont ouvertes. Veuillez en choisir une.',
  noSuchPetition: 'Aucune pétition ouverte ne porte ce nom.',
  notYours: 'Vous n’organisez aucune pétition de ce nom.',
  cannotPostHere:
    'Je ne peux pas écrire dans ce salon. Qui gère le serveur peut m’y ajouter et m’y permettre de voir le salon et d’envoyer des messages.',
  notInChannel:
    'Je ne suis pas dans ce canal privé et ne peux donc pas y écrire. Ajoutez-moi avec /invite, puis redemandez.',
  notInstalled: url =>
    `Undersigned n’est pas installé dans cet espace de travail. Qui le gère peut l’installer ici\u00a0: ${url}`,
  seeDirectMessages: 'La suite est dans vos messages privés.',
  commands: {
    sign: 'Signer une pétition',
    unsign: 'Retirer votre signature',
    mysignatures: 'Ce que vous avez signé, à revoir ou à modifier',
    petition: 'Se renseigner sur une pétition, ou en organiser une',
    count: 'Combien de personnes ont signé',
    stats: 'Une image\u00a0: les signatures au fil du temps, et d’où elles viennent',
    recent: 'Qui a signé en dernier',
    find: 'Chercher des signatures par nom',
    export: 'Toutes les signatures dans un fichier, pour vous seul·e',
    create: 'Lancer une pétition',
    edit: 'Changer ce que dit une pétition, ou qui peut la signer',
    open: 'Ouvrir une pétition à la signature',
    close: 'Clore une pétition, maintenant ou à une date',
    announce: 'Publier la pétition ici, avec son compteur et un bouton pour signer',
    feature: 'Montrer des signatures en premier, dans cet ordre, après vérification de votre part',
    hide: 'Ne plus montrer ces signatures\u202f; elles comptent toujours',
    show: 'Montrer à nouveau des signatures cachées',
    remove: 'Retirer des signatures\u202f; elles ne comptent plus',
    approve: 'Les organisations qui attendent votre accord',
    organiser: 'Qui organise avec vous\u00a0: ajouter, retirer, lister',
    log: 'Ce que les organisateurs ont fait, et quand',
    undo: 'Annuler ce qu’un organisateur a fait ces dernières 24\u00a0heures',
    digest: 'Un résumé pour vous, chaque jour ou chaque semaine',
    help: 'Ce que vous pouvez faire ici',
  },
  options: {
    petition: 'Quelle pétition',
    period: 'Quelle période\u00a0: day, week, month, year ou all',
    page: 'Quelle page',
    name: 'Un nom, ou une partie d’un nom',
    format: 'csv pour un tableur, json pour des programmes',
    part: 'Le texte, ou les règles',
    when: 'Quand, par exemple 2026-12-31 18:00\u202f; sinon maintenant',
    numbers: 'Numéros de signatures, par exemple 12 15-20\u202f; «\u00a0off\u00a0» devant annule',
    reason: 'Pourquoi\u202f; conservé dans le journal',
    organiserAct: 'Ajouter, retirer ou lister',
    person: 'Un membre',
    mailbox: 'Une adresse électronique',
    entry: 'Numéro de l’entrée dans le journal',
    every: 'À quelle fréquence',
  },
  signForm: {
    title: petition => `Signer\u00a0: ${petition}`,
    name: 'Nom tel qu’il doit paraître',
    occupation: 'Ce que vous faites',
    forInstance: occupations => cutList('Par exemple\u00a0: ', occupations),
    organisation: 'Organisation',
    organisationHint: 'La vôtre, ou celle pour laquelle vous signez',
    way: 'Vous signez',
    myself: 'Pour moi, mon nom est affiché',
    countedOnly: 'Pour moi, sans afficher mon nom',
    forOrganisation: 'Pour une organisation que je représente',
    mailbox: 'Votre adresse électronique',
    mailboxRequired: 'Le lien de confirmation y est envoyé. Elle n’est jamais affichée.',
    mailboxOptional:
      'Si vous avez peut-être déjà signé par courriel, pour ne compter qu’une fois. Jamais affichée.',
    submit: 'Continuer',
  },
  petitionForm: {
    createTitle: 'Lancer une pétition',
    editTitle: petition => `Modifier\u00a0: ${petition}`,
    rulesTitle: petition => `Règles\u00a0: ${petition}`,
    title: 'Titre',
    text: 'Texte',
    textHint: 'Ce que les gens signent. Il ne change plus dès la première signature.',
    textTooLong:
      'Le texte est trop long pour un formulaire\u00a0: une boîte qui organise le modifie par mail.',
    textFixed: 'Quelqu’un a signé\u00a0: le texte ne change plus.',
    organisedBy: 'Qui l’organise',
    organisedByHint: 'Indiqué à toute personne qui signe\u00a0: qui recueille les noms',
    goal: 'Objectif, en nombre de signatures',
    closes: 'Se termine le',
    closesHint: zone => `Par exemple 2026-12-31 18:00 (${zone})\u202f; vide\u00a0: reste ouverte`,
    timeZone: 'Fuseau horaire',
    policy: 'Qui peut signer',
    policyAccount: 'Toute personne qui a un compte ici',
    policyEmail: 'Toute personne qui confirme une adresse',
    organisations: 'Organisations',
    organisationsApprove: 'Peuvent signer, et attendent votre accord',
    organisationsAccept: 'Peuvent signer, et comptent aussitôt',
    organisationsRefuse: 'Ne peuvent pas signer',
    listing: 'Ce qui est affiché',
    listingPublic: 'Les noms et le nombre',
    listingCount: 'Le nombre seulement',
    language: 'Langue',
    languages: { en: 'anglais', fr: 'français' },
    occupations: 'Activités proposées',
    occupationsHint: 'Séparées par des virgules\u00a0: compositrice, illustrateur',
    create: 'Lancer',
    save: 'Enregistrer',
  },
  home: {
    open: 'Pétitions ouvertes',
    sign: 'Signer',
    readMore: 'En savoir plus',
    signed: 'Ce que vous avez signé',
    nothingSigned: 'Rien pour l’instant.',
    signature: (petition, number) => `«\u00a0${petition}\u00a0», signature n°\u00a0${numbers.format(number)}`,
    withdraw: 'Retirer ma signature',
  },
  problems: {
    nameMissing: 'Veuillez indiquer le nom qui doit paraître.',
    mailboxMissing: 'Veuillez indiquer une adresse électronique\u00a0: le lien de confirmation y est envoyé.',
    mailboxWrong: 'Ce n’est pas une adresse à laquelle nous pouvons écrire.',
    choose: (label, options) =>
      `${label}\u00a0: veuillez écrire ${options.slice(0, -1).join(', ')} ou ${options.at(-1)}.`,
    textIsFixed:
      'Quelqu’un a signé\u00a0: le texte ne change plus. Un ajout daté peut être placé dessous par qui gère ce service.',
    details(field, problem, limit) {
      switch (problem) {
        case 'empty':
          return `Veuillez indiquer ${fields[field]}.`
        case 'too-long':
          return `Trop long\u00a0: ${fields[field]} dépasse ${numbers.format(limit)} caractères.`
        case 'not-a-name':
          return `À revoir\u00a0: ${fields[field]} ne doit contenir ni lien ni adresse.`
      }
    },
    petition(field, limit) {
      switch (field) {
        case 'title':
          return `Le titre doit avoir de 1 à ${numbers.format(limit)} caractères.`
        case 'text':
          return `Le texte doit avoir de 1 à ${numbers.format(limit)} caractères.`
        case 'goal':
          return 'L’objectif est un nombre entier, à partir de 1.'
        case 'closes':
          return 'Une date comme 2026-12-31 18:00, ou rien.'
        case 'timeZone':
          return 'Le fuseau horaire est un nom comme Europe/Paris ou UTC.'
        case 'organisedBy':
          return `Le nom de qui l’organise doit avoir de 1 à ${numbers.format(limit)} caractères.`
        case 'other':
          return 'Quelque chose dans le formulaire ne peut pas être utilisé.'
      }
    },
  },
}
