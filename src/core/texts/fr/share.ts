import type { ShareSentences } from '../en/share.ts'
import { parts } from './parts.ts'
import { counted, fr, time } from './writing.ts'

const opened = 'Ouvert à la signature'

export const share: ShareSentences = {
  title: 'Faire connaître',
  byEmail: 'Courriel',
  on: network => `Sur ${network}`,
  copy: 'Copier le lien',
  copied: 'Copié',
  sheet: 'Partager …',
  badge: 'Un badge avec le nombre en direct pour votre propre site',
  badgeCode: 'À copier dans votre page',
  inReceipt: fr`Pour le faire connaître :`,
  picture: (title, said, names) =>
    fr`« ${title} » : ${said}${names.length > 0 ? `, dont ${names.join(', ')}` : ''}.`,
  number: (n, isOpen) => (n === 0 && isOpen ? opened : parts.signatures(n)),
  readAndSign: 'Lire et signer',
  read: 'Lire',
  opened,
  closed: n => `Clos avec ${parts.signatures(n)}`,
  appended: 'Ajout sous le texte',
  corrected: 'Une orthographe a été corrigée',
  addresseeAdded: 'Un destinataire a été ajouté',
  mine: {
    link: 'Mes signatures',
    title: 'Ce que vous avez signé',
    intro:
      'Saisissez votre adresse électronique. Nous lui envoyons la liste de tout ce qui a été signé depuis cette adresse, avec des liens pour modifier ou retirer chaque signature.',
    send: 'Envoyer la liste',
    sent: mailbox =>
      `Nous avons envoyé un courriel à ${mailbox}. Il dit ce qui a été signé depuis cette adresse.`,
    data: 'Télécharger tout ce que nous en gardons (JSON)',
  },
  document: {
    asOf: zoned => `État au ${time(zoned)}`,
    unnamed: n =>
      n === 1
        ? '1 autre signature est comptée sans être nommée.'
        : `${counted(n, 'autre signature est comptée', 'autres signatures sont comptées')} sans être nommées.`,
    lettersMissing:
      'Il y a des lettres que ce document ne peut pas imprimer : elles manquent ici. La page de la pétition les montre.',
    checked: domain => fr`domaine vérifié : ${domain}`,
    page: 'Page',
  },
}
