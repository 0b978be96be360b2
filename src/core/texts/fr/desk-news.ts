/** The numbers of a petition as they are told in French; see en-desk-news.ts. */
import { channelNames as channels } from '../../../db/schema.ts'
import type { Channel } from '../../channel.ts'
import type { Period } from '../../command-names.ts'
import type { ComposedReply } from '../../picture.ts'
import { facts, link, paragraph, reply } from '../blocks.ts'
import { command } from '../desk-commands.ts'
import { statsPicture } from '../desk-picture.ts'
import type { DeskCountArgs, DeskReplyTexts, DeskStatsArgs, TopList } from '../desk-words.ts'
import { channelNames, hour, numbers, organisations, signatures } from './desk-acts.ts'
import { counted, day, fr, named } from './parts.ts'

const changes = new Intl.NumberFormat('fr-FR', { signDisplay: 'always' })
const percent = new Intl.NumberFormat('fr-FR', { style: 'percent', maximumFractionDigits: 0 })

const within: Record<Exclude<Period, 'all'>, string> = {
  day: 'en 24\u00a0heures',
  week: 'en sept jours',
  month: 'en trente jours',
  year: 'en un an',
}
const periodLabels: Record<Period, string> = {
  day: '24\u00a0heures',
  week: '7\u00a0jours',
  month: '30\u00a0jours',
  year: 'Un an',
  all: 'Depuis le début',
}

/** `+12`, `+0`, `−3`, with a minus as wide as the plus. */
function change(n: number): string {
  return changes.format(n).replace('-', '\u2212')
}

function topWords({ rows, more }: TopList): string {
  return [
    ...rows.map(({ label, count }) => `${label} ${numbers.format(count)}`),
    ...(more > 0 ? [moreWords(more)] : []),
  ].join(' · ')
}

function moreWords(n: number): string {
  return `… et ${counted(n, 'autre', 'autres')}`
}

function byChannel(counts: readonly (readonly [Channel, number])[]): string {
  return counts.map(([channel, n]) => `${channelNames[channel]} ${numbers.format(n)}`).join(' · ')
}

function drawnByChannel({ overTime }: DeskStatsArgs): string {
  return byChannel(
    overTime.map(({ channel, points }) => [channel, points.reduce((sum, { count }) => sum + count, 0)]),
  )
}

function headline(s: DeskStatsArgs): string {
  const { asked, askedAndConfirmed } = s.funnel
  const share = percent.format(askedAndConfirmed / asked)
  const parts = [
    fr`${signatures(s.signatures)} au ${day(s.at)}`,
    s.period === 'all' ? '' : `${numbers.format(s.confirmed)} ${within[s.period]}`,
    asked === 0 ? '' : `confirmation de ${share} des demandes`,
  ]
  return parts.filter(part => part !== '').join('\u202f; ')
}

function goalWords(n: number, goal: number): string {
  return `${percent.format(n / goal)} de l’objectif de ${numbers.format(goal)}`
}

function funnelWords({ funnel: f }: DeskStatsArgs): string {
  return [
    `demandes ${numbers.format(f.asked)}`,
    `réponses envoyées ${numbers.format(f.answered)}`,
    `liens ouverts par des personnes ${numbers.format(f.fetchedByPeople)}, par des machines ${numbers.format(f.fetchedByScanners)}`,
    `confirmations ${numbers.format(f.confirmed)}`,
    `retraits ${numbers.format(f.withdrawn)}`,
  ].join(' · ')
}

/** Whoever sees no pictures is told its numbers: these are said nowhere else in the reply. */
function pictureOf(s: DeskStatsArgs): ComposedReply['blocks'][number] {
  const channels = drawnByChannel(s)
  const then = s.period === 'all' ? '' : ` ${within[s.period]}`
  const sentences = [
    headline(s),
    s.goal === undefined ? '' : goalWords(s.signatures, s.goal),
    channels === '' ? '' : fr`Par canal${then} : ${channels}`,
    fr`De la demande à la signature${then} : ${funnelWords(s)}`,
  ]
  return {
    kind: 'picture',
    name: `${s.slug}.png`,
    alt: `${sentences.filter(sentence => sentence !== '').join('. ')}.`,
    picture: statsPicture(s, 'fr', {
      subtitle: headline(s),
      overTime: {
        hour: 'Signatures au fil du temps, par heure (UTC)',
        day: 'Signatures au fil du temps, par jour',
        week: 'Signatures au fil du temps, par semaine',
        month: 'Signatures au fil du temps, par mois',
      },
      channels: channelNames,
      funnel: 'De la demande à la signature',
      asked: 'Demandes de signature',
      answered: 'Réponses envoyées',
      fetched: 'Liens ouverts',
      byScanners: n => `et ${numbers.format(n)} par des machines`,
      confirmed: 'Confirmations',
      withdrawn: 'Retraits',
      occupations: 'Métiers',
      organisations: 'Organisations',
      communities: 'Communautés',
      more: moreWords,
      goal: goalWords,
      undrawable: '(non dessiné ici)',
    }),
  }
}

function topFacts(s: DeskStatsArgs): readonly (readonly [string, string])[] {
  return [
    ['Métiers', topWords(s.occupations)],
    ['De quelles organisations', topWords(s.organisations)],
    ['Communautés', topWords(s.communities)],
  ]
}

/** `4 100 personnes, 116 organisations`. */
function signers({ people, organisations: many }: DeskCountArgs): string {
  return [people === 0 ? '' : counted(people, 'personne', 'personnes'), many === 0 ? '' : organisations(many)]
    .filter(part => part !== '')
    .join(', ')
}

function countFacts(c: DeskCountArgs): readonly (readonly [string, string | undefined])[] {
  const fastest = c.fastestHourToday
  return [
    [
      'Par canal',
      byChannel(
        channels
          .filter(channel => channel in c.byChannel)
          .map(channel => [channel, c.byChannel[channel] ?? 0]),
      ),
    ],
    [
      'Rythme',
      [
        fastest === undefined
          ? fr`aujourd’hui +${numbers.format(c.today)}`
          : fr`aujourd’hui +${numbers.format(c.today)}, heure la plus forte ${hour(fastest.at)} (${numbers.format(fastest.count)})`,
        fr`dernière heure ${numbers.format(c.lastHour)}`,
        fr`24\u00a0heures ${numbers.format(c.last24h)}`,
      ].join(' · '),
    ],
    ['D’ici', c.here === undefined ? undefined : numbers.format(c.here)],
  ]
}

export const frDeskNews: Pick<DeskReplyTexts, 'deskCount' | 'deskStats' | 'milestone' | 'digest' | 'alert'> =
  {
    deskCount(c) {
      const parts = [
        c.signatures === 0 ? signatures(0) : `${signatures(c.signatures)} (${signers(c)})`,
        `${numbers.format(c.waiting)} en attente de confirmation`,
        c.waitingForApproval > 0 ? `${organisations(c.waitingForApproval)} en attente de votre accord` : '',
        counted(c.withdrawn, 'retirée', 'retirées'),
        c.removed > 0 ? counted(c.removed, 'supprimée', 'supprimées') : '',
        c.refused > 0 ? fr`${counted(c.refused, 'réponse', 'réponses')} « ce n’était pas moi »` : '',
      ]
      return reply('fr', fr`${c.petition.title} : le compte`, [
        paragraph(parts.filter(part => part !== '').join(' · ')),
        facts(countFacts(c)),
        command('En image', `stats ${c.slug}`),
        command('Dernières signatures', `recent ${c.slug}`),
        c.waitingForApproval > 0 ? command('Qui attend', `approve ${c.slug}`) : undefined,
      ])
    },

    deskStats(s) {
      const periods = (['day', 'week', 'month', 'all'] as const).filter(period => period !== s.period)
      const { subject, blocks } = reply('fr', fr`${s.petition.title} : les chiffres`, [
        facts(topFacts(s)),
        ...periods.map(period => command(periodLabels[period], `stats ${s.slug} ${period}`)),
      ])
      return { language: 'fr', subject, blocks: [pictureOf(s), ...blocks] }
    },

    milestone({ petition, slug, number, goal, here, stats }) {
      const from = here === undefined || here === 0 ? '' : ` Dont ${numbers.format(here)} d’ici.`
      const { subject, blocks } = reply('fr', petition.title, [
        { kind: 'title', text: `${numbers.format(number)}.${from}` },
        paragraph(
          goal
            ? fr`${named(petition)} atteint son objectif de ${signatures(number)}. Merci.`
            : fr`${named(petition)} atteint ${signatures(number)}. Merci.`,
        ),
      ])
      return {
        language: 'fr',
        subject,
        blocks: [
          ...blocks,
          ...(stats === undefined ? [] : [pictureOf(stats)]),
          { kind: 'form-button', label: 'Signer', form: `sign:${slug}` },
          link('Lire la suite', petition.url),
        ],
      }
    },

    digest({ every, count, stats, gained, since, last }) {
      const usual = every === 'daily' ? 'en un jour' : 'en une semaine'
      const lately = since === undefined ? usual : `depuis le ${day(since)}`
      const moved =
        gained > 0
          ? `a gagné ${signatures(gained)} ${lately}`
          : gained < 0
            ? `a perdu ${signatures(-gained)} ${lately}`
            : `n’a pas gagné de signature ${lately}`
      const { subject, blocks } = reply('fr', fr`${count.petition.title} : ${change(gained)} ${lately}`, [
        paragraph(
          fr`${named(count.petition)} ${moved} et en compte désormais ${numbers.format(count.signatures)}.`,
        ),
      ])
      return {
        language: 'fr',
        subject,
        blocks: [
          ...blocks,
          pictureOf(stats),
          facts([['Signée par', signers(count)], ...countFacts(count), ...topFacts(stats)]),
          last === true
            ? paragraph(fr`La pétition est close : c’était le dernier résumé.`)
            : command('Ne plus recevoir de résumé', `digest ${count.slug} off`),
        ],
      }
    },

    alert({ petition, slug, what }) {
      return reply('fr', 'À regarder de près', [
        paragraph(fr`${named(petition)} : ${alertWords(what)}`),
        paragraph(fr`Rien n’a été fait. Vous voudrez peut-être regarder :`),
        command('Dernières signatures', `recent ${slug}`),
        command('En image', `stats ${slug} day`),
      ])
    },
  }

function alertWords(what: Parameters<DeskReplyTexts['alert']>[0]['what']): string {
  switch (what.kind) {
    case 'burst':
      return what.from === 'domain'
        ? fr`${signatures(what.count)} en une heure depuis des adresses de ${what.subject}, ${comparedWith(what)}`
        : fr`${signatures(what.count)} en une heure depuis la communauté ${what.subject}${what.channel === undefined ? '' : ` (${channelNames[what.channel]})`}, ${comparedWith(what)}`
    case 'confirmations-fall':
      return fr`sur ${counted(what.asked, 'demande', 'demandes')} en un jour depuis des adresses de ${what.domain}, ${counted(what.confirmed, 'confirmation', 'confirmations')} en moins d’une heure, contre ${percent.format(what.usually)} d’habitude. Peut-être nos messages n’y arrivent-ils pas.`
  }
}

function comparedWith({ usually = 0, elsewhere }: { usually?: number; elsewhere?: number }): string {
  if (elsewhere === undefined) return fr`contre ${hourly(usually)} par heure d’habitude.`
  return fr`et ${numbers.format(elsewhere)} de partout ailleurs. C’est le premier jour de la pétition : il n’y a pas encore d’habitude.`
}

function hourly(n: number): string {
  return n < 1 ? 'moins d’une' : numbers.format(n)
}
