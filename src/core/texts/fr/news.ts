import type { NewsSentences } from '../en/news.ts'
import { parts } from './parts.ts'
import { counted, fr, number } from './writing.ts'

export const news: NewsSentences = {
  within: {
    day: 'en 24\u00a0heures',
    week: 'en sept jours',
    month: 'en trente jours',
    year: 'en un an',
  },
  periods: {
    day: '24\u00a0heures',
    week: '7\u00a0jours',
    month: '30\u00a0jours',
    year: 'Un an',
    all: 'Depuis le début',
  },
  picture: 'En image',
  recent: 'Dernières signatures',
  whoWaits: 'En attente de votre accord',

  count: {
    subject: title => fr`${title} : le compte`,
    waiting: n => `${number(n)} en attente de confirmation`,
    waitingForYou: organisations => `${organisations} en attente de votre accord`,
    withdrawn: n => counted(n, 'retirée', 'retirées'),
    removed: n => counted(n, 'supprimée', 'supprimées'),
    refused: n => fr`${counted(n, 'réponse', 'réponses')} « ce n’était pas moi »`,
    notSignatures: n => counted(n, 'message sur autre chose', 'messages sur autre chose'),
  },
  facts: {
    byChannel: 'Par canal',
    pace: 'Rythme',
    fromHere: 'D’ici',
    signedBy: 'Signée par',
    occupations: 'Activités',
    organisations: 'De quelles organisations',
    communities: 'Communautés',
  },
  pace: {
    today: (n, fastest) =>
      fastest === undefined
        ? `aujourd’hui +${number(n)}`
        : `aujourd’hui +${number(n)}, heure la plus forte ${fastest.hour} (${number(fastest.count)})`,
    lastHour: n => `dernière heure ${number(n)}`,
    last24Hours: n => `24\u00a0heures ${number(n)}`,
  },

  stats: {
    subject: title => fr`${title} : les chiffres`,
    total: (signatures, day) => `${signatures} au ${day}`,
    confirmed: share => `${share} des demandes confirmées`,
    goal: (share, goal) => `${share} de l’objectif de ${number(goal)}`,
    byChannel: (within, channels) => fr`Par canal${within} : ${channels}`,
    funnel: (within, steps) => fr`De la demande à la signature${within} : ${steps}`,
    steps: funnel => [
      `demandes ${number(funnel.asked)}`,
      `réponses envoyées ${number(funnel.answered)}`,
      `liens ouverts par des personnes ${number(funnel.fetchedByPeople)}, par des machines ${number(funnel.fetchedByScanners)}`,
      `confirmations ${number(funnel.confirmed)}`,
      `retraits ${number(funnel.withdrawn)}`,
    ],
    semicolon: '\u202f; ',
  },
  drawn: {
    overTime: {
      hour: 'Signatures au fil du temps, par heure (UTC)',
      day: 'Signatures au fil du temps, par jour',
      week: 'Signatures au fil du temps, par semaine',
      month: 'Signatures au fil du temps, par mois',
    },
    funnel: 'De la demande à la signature',
    steps: {
      asked: 'Demandes de signature',
      answered: 'Réponses envoyées',
      fetched: 'Liens ouverts',
      confirmed: 'Confirmations',
      withdrawn: 'Retraits',
    },
    byScanners: n => `et ${number(n)} par des machines`,
    occupations: 'Activités',
    organisations: 'Organisations',
    communities: 'Communautés',
    undrawable: '(non dessiné ici)',
  },

  milestone: {
    title: (n, here) => `${number(n)}.${here === 0 ? '' : ` Dont ${number(here)} d’ici.`}`,
    reached: (petition, signatures, goal) =>
      fr`${petition} atteint ${goal ? `son objectif de ${signatures}` : signatures}. Merci.`,
  },
  digest: {
    subject: (title, change, every, since) => fr`${title} : ${change} ${lately(every, since)}`,
    opening(petition, { gained, signatures, every, since }) {
      const moved =
        gained === 0
          ? 'n’a pas gagné de signature'
          : `a ${gained > 0 ? 'gagné' : 'perdu'} ${parts.signatures(Math.abs(gained))}`
      return `${petition} ${moved} ${lately(every, since)} et en compte désormais ${number(signatures)}.`
    },
    last: fr`La pétition est close : c’était le dernier résumé.`,
    stop: 'Ne plus recevoir de résumé',
  },
  alert: {
    subject: 'Activité inhabituelle',
    nothingDone: fr`Nous n’avons rien fait. Vous voudrez peut-être regarder :`,
    burst: (n, from) => `${parts.signatures(n)} en une heure, depuis ${placeOf(from)}.`,
    concentration: (n, from, all, usual) =>
      fr`Sur ${parts.signatures(all)} en un jour, ${number(n)} ont la même origine : ${placeOf(from)}. D’habitude, sur un tel nombre, un seul endroit en apporte ${number(usual)} au plus.`,
    origins: 'D’où elles viennent',
    usually: n => `D’habitude, il en vient ${n < 1 ? 'moins d’une' : number(n)} par heure.`,
    elsewhere: n =>
      fr`Il en est venu ${number(n)} de partout ailleurs. C’est le premier jour de la pétition : nous ne savons pas encore ce qui est habituel.`,
    confirmationsFall: (asked, domain, confirmed, usually) =>
      `${counted(asked, 'demande', 'demandes')} en un jour depuis des adresses de ${domain}, et ${counted(confirmed, 'confirmation', 'confirmations')} en moins d’une heure. D’habitude, ${usually} des demandes sont confirmées. Nos courriels n’y arrivent peut-être pas.`,
  },
}

function placeOf(from: Parameters<NewsSentences['alert']['burst']>[1]): string {
  if ('domain' in from) return `des adresses de ${from.domain}`
  const chat = from.channel === undefined ? '' : ` (${parts.channel(from.channel)})`
  return `la communauté ${from.community}${chat}`
}

function lately(every: 'daily' | 'weekly', since: string | undefined): string {
  if (since !== undefined) return `depuis le ${since}`
  return every === 'daily' ? 'en un jour' : 'en une semaine'
}
