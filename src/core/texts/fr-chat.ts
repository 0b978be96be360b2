import type { ChatWords } from './words.ts'

const numbers = new Intl.NumberFormat('fr-FR')

const fields = { name: 'le nom', occupation: 'l’activité', organisation: 'l’organisation' }

export const frChat: ChatWords = {
  language: 'fr',
  oneMoment: 'Un instant\u00a0: rien n’est encore enregistré. Ce message changera dès que ce sera fait.',
  notSaved: 'Cela n’a pas fonctionné et rien n’est enregistré. Veuillez réessayer dans une minute.',
  nothingOpen: 'Aucune pétition n’est ouverte à la signature en ce moment.',
  whichPetition: 'Plusieurs pétitions sont ouvertes. Veuillez en choisir une.',
  noSuchPetition: 'Aucune pétition ouverte ne porte ce nom.',
  cannotPostHere:
    'Je ne peux pas écrire dans ce salon. Qui gère le serveur peut m’y ajouter et m’y permettre de voir le salon et d’envoyer des messages.',
  commands: {
    sign: 'Signer une pétition',
    unsign: 'Retirer votre signature',
    mysignatures: 'Ce que vous avez signé, à revoir ou à modifier',
    petition: 'Se renseigner sur une pétition, ou en organiser une',
    count: 'Combien de personnes ont signé',
    announce: 'Publier la pétition ici, avec son compteur et un bouton pour signer',
    create: 'Lancer une pétition',
    help: 'Ce que vous pouvez faire ici',
    whichOption: 'Quelle pétition',
  },
  help:
    '/sign ouvre le formulaire. /mysignatures montre ce que vous avez signé. /unsign retire une signature. ' +
    '/petition count dit combien ont signé. Qui gère ce serveur peut aussi lancer une pétition avec /petition create ' +
    'et en publier une avec /petition announce.',
  signForm: {
    title: petition => `Signer\u00a0: ${petition}`,
    name: 'Nom tel qu’il doit paraître',
    occupation: 'Ce que vous faites',
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
  createForm: {
    title: 'Lancer une pétition',
    petitionTitle: 'Titre',
    text: 'Texte',
    textHint: 'Ce que les gens signent. Il ne change plus dès la première signature.',
    organisedBy: 'Qui l’organise',
    organisedByHint: 'Indiqué à toute personne qui signe\u00a0: qui recueille les noms',
    goal: 'Objectif, en nombre de signatures',
    policy: 'Qui peut signer',
    policyAccount: 'Toute personne qui a un compte ici',
    policyEmail: 'Toute personne qui confirme une adresse',
    submit: 'Lancer',
  },
  problems: {
    nameMissing: 'Veuillez indiquer le nom qui doit paraître.',
    mailboxMissing: 'Veuillez indiquer une adresse électronique\u00a0: le lien de confirmation y est envoyé.',
    mailboxWrong: 'Ce n’est pas une adresse à laquelle nous pouvons écrire.',
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
        case 'organisedBy':
          return `Le nom de qui l’organise doit avoir de 1 à ${numbers.format(limit)} caractères.`
        case 'other':
          return 'Quelque chose dans le formulaire ne peut pas être utilisé.'
      }
    },
  },
}
