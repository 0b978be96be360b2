import type { ChatReplySentences } from '../en/chat-replies.ts'
import { parts } from './parts.ts'
import { fr, number } from './writing.ts'

export const chatReplies: ChatReplySentences = {
  checkYourMail: {
    subject: 'Encore une étape',
    opening: petition =>
      fr`Vous êtes en train de signer ${petition}. Rien n’est encore enregistré : nous avons envoyé un courriel à l’adresse ci-dessous. Appuyez sur son bouton pour confirmer.`,
    address: 'Adresse',
    noEmail: organiser =>
      fr`Si rien n’arrive, regardez parmi les indésirables, ou tapez de nouveau /sign et donnez une autre adresse. Nous écrivons une fois par jour à une adresse. Elle n’est jamais affichée. Données recueillies par ${organiser}.`,
  },
  confirmMailbox: {
    subject: { sign: 'Confirmez votre signature', change: 'Confirmez la modification' },
    somebody: (channel, petition) =>
      fr`Quelqu’un a donné cette adresse ${parts.on(channel)} pour signer ${petition}, avec le nom :`,
    ifItWasYou: fr`Si c’était vous, appuyez sur le bouton. La page montre le compte et tout ce qui a été saisi, et rien n’est enregistré avant que vous l’y confirmiez. Voici le texte :`,
    whoCollects: organiser =>
      fr`Données recueillies par ${organiser}. Nous utilisons votre adresse pour que personne ne soit compté deux fois, sans jamais l’afficher. Vous pouvez vous retirer à tout moment : votre reçu contiendra un lien pour modifier ou retirer votre signature.`,
  },
  tooManyMailboxes: {
    subject: 'Pas maintenant',
    why: {
      account: fr`Vous avez donné plusieurs adresses en peu de temps, et nous écrivons à chacune. Cette fois, rien n’a été envoyé, et rien n’est enregistré.`,
      crowd: fr`De très nombreuses personnes donnent leur adresse en ce moment. Cette fois, rien n’a été envoyé, et rien n’est enregistré.`,
    },
    again: (day, hour) => fr`Réessayez le ${day} à partir de ${hour}.`,
  },
  joined: {
    subject: 'Vous aviez déjà signé',
    opening(day, channel, { changed, occupation }) {
      const now =
        occupation !== undefined
          ? fr`Votre activité est désormais « ${occupation} ».`
          : changed
            ? fr`Votre signature dit désormais ce que vous venez de confirmer :`
            : fr`Voici ce qui est enregistré :`
      return fr`Vous avez signé le ${day} ${parts.on(channel)} : rien n’est donc compté deux fois. ${now}`
    },
  },
  mySignatures: {
    none: {
      subject: 'Vous n’avez encore rien signé',
      signFirst: 'Tapez /sign pour signer votre première pétition.',
      byEmail: {
        subject: 'Personne n’a signé depuis cette adresse',
        nobody: 'Vous avez demandé ce qui a été signé depuis cette adresse. Rien ne l’a été.',
        notYou: fr`Si ce n’était pas vous, ne faites rien : quelqu’un a saisi votre adresse sur notre page.`,
      },
    },
    subject: 'Ce que vous avez signé',
    entry: (petition, n, day) => fr`${petition}, signature nᵒ ${number(n)}, ${day} :`,
    waiting: petition => fr`${petition} : pas encore confirmée. Tapez /sign pour recevoir un nouveau lien.`,
    inFile: 'Le fichier joint contient tout ce que nous conservons au sujet de cette adresse.',
    yoursAlone: fr`Ces liens sont personnels : toute personne qui en possède un peut modifier cette signature.`,
  },
  form: {
    subject: 'Le formulaire',
    opening: fr`Rien n’a encore changé. Appuyez sur le bouton pour ouvrir le formulaire :`,
    open: 'Ouvrir le formulaire',
  },
  formProblem: {
    subject: 'Pas encore',
    again: 'Rien n’est enregistré. Veuillez remplir de nouveau le formulaire.',
    fillIn: 'Remplir de nouveau le formulaire',
  },
  announced: {
    subject: 'C’est en route',
    soon: petition =>
      fr`La carte de ${petition} apparaîtra ici dans un instant. Son compteur se met à jour tout seul. Pour l’enlever, supprimez-la.`,
  },
  petitionCreated: {
    subject: 'Votre pétition est ouverte',
    opening: (petition, slug) =>
      fr`${petition} est ouverte à la signature, et vous l’organisez. Son nom dans les commandes est « ${slug} ».`,
    shown: {
      here: 'Cette communauté la trouve avec /sign. Les autres la trouvent par son lien, tant que les personnes qui gèrent ce service ne l’ont pas affichée pour tout le monde.',
      nowhere: fr`Elle n’est encore dans aucune liste : on la trouve par son lien, tant que les personnes qui gèrent ce service ne l’ont pas affichée pour tout le monde. Si vous gérez un serveur ou un espace de travail, publiez-y sa carte : cette communauté la trouvera avec /sign.`,
    },
    itsPage: 'Sa page',
    byEmail: address => fr`Pour la signer par courriel, on écrit à ${address}`,
    announce: command =>
      fr`Tapez « ${command} » dans n’importe quel salon ou canal pour y publier une carte avec un bouton pour signer.`,
  },
  enoughCreated: {
    subject: 'Limite atteinte pour aujourd’hui',
    text: most =>
      fr`${most === 1 ? '1 pétition a été lancée' : `${number(most)} pétitions ont été lancées`} à partir d’ici ces dernières 24 heures, et c’est le maximum. Rien n’a été lancé. Réessayez demain, ou adressez-vous aux personnes qui gèrent ce service.`,
  },
  notFromHere: 'Impossible ici',
  mayNotCreate: {
    operator: fr`Sur ce service, ce sont les personnes qui le gèrent qui lancent les pétitions. Si vous en faites partie, tapez « npx undersigned petition create --help » là où il est installé.`,
    chat: 'Sur ce service, toute personne qui gère un serveur ou un espace de travail peut lancer une pétition, dans l’un de ses salons. Adressez-vous à ces personnes.',
    ask: contact => fr`Pour joindre les personnes qui gèrent ce service : ${contact}`,
  },
  mayNotAnnounce: petition =>
    fr`Seules les personnes qui organisent ${petition}, ou qui gèrent ce serveur ou cet espace de travail, peuvent publier sa carte ici. Adressez-vous à elles.`,
  card: {
    goal: (signatures, goal) => `${signatures} · objectif ${number(goal)}`,
    closed: 'Cette pétition est close. Merci à toutes les personnes qui ont signé.',
  },
}
