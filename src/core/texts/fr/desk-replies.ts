/** Ce qui se dit au bureau. What is said at the organiser's desk in French; see en-desk-replies.ts. */

import { button, link, paragraph, quote, reply, shortened, small } from '../blocks.ts'
import { channelWords } from '../channel-words.ts'
import { command, mostOrganisers, pageButtons, whole } from '../desk-commands.ts'
import type { DeskReplyTexts } from '../desk-words.ts'
import {
  actWords,
  andMore,
  changedSince,
  listed,
  logWords,
  nothingWords,
  numbers,
  organisations,
  pageWords,
  sampleOf,
  signatures,
  time,
  withEvidence,
} from './desk-acts.ts'
import { frDeskHelp } from './desk-help.ts'
import { frDeskNews } from './desk-news.ts'
import { counted, day, fr, named } from './parts.ts'

const on = channelWords(chat => `sur ${chat}`, 'par courriel')

const care = fr`Il contient ce que des personnes vous ont confié : gardez-le en lieu sûr, et supprimez-le dès qu’il ne sert plus.`
const columns = fr`Les signatures dont l’état est withdrawn (retirée) ou removed (supprimée) ne comptent pas. ${care} La première ligne nomme les colonnes : numéro, état, genre (personne ou organisation), nom, activité, organisation ; listed (peut être affichée), hidden (cachée), featured (en premier) et approved (acceptée) ; canal ; comment, en quelle langue et quand la signature fut confirmée ; le domaine d’où un courriel a prouvé venir ; l’empreinte du texte signé.`

export const frDeskReplies: DeskReplyTexts = {
  ...frDeskNews,
  ...frDeskHelp,

  recentSignatures({ petition, slug, lines, page, more }) {
    const nobody =
      page > 1 ? fr`il n’y a personne à la page ${numbers.format(page)}.` : fr`personne n’a encore signé.`
    return reply('fr', lines.length === 0 ? 'Personne ici' : 'Dernières signatures', [
      paragraph(lines.length === 0 ? fr`${named(petition)} : ${nobody}` : named(petition)),
      lines.length === 0 ? undefined : listed(lines),
      ...pageButtons(`recent ${slug}`, page, more, pageWords),
    ])
  },

  foundSignatures({ petition, slug, name, lines, total, page, more, otherwise }) {
    const found = total === 0 ? 'personne.' : `${signatures(total)}.`
    return reply('fr', counted(total, 'signature trouvée', 'signatures trouvées'), [
      paragraph(fr`${named(petition)}, recherche de « ${name} » : ${found}`),
      lines.length === 0 ? undefined : listed(lines),
      otherwise === undefined
        ? undefined
        : paragraph(
            otherwise.slug === undefined
              ? fr`Vous n’organisez pas de pétition « ${otherwise.word} » : ce mot a donc été cherché aussi.`
              : fr`Vous n’organisez pas de pétition « ${otherwise.word} ». Vouliez-vous dire « ${otherwise.slug} » ?`,
          ),
      otherwise?.slug === undefined
        ? undefined
        : command(fr`Y chercher « ${otherwise.rest} »`, whole('find', `${otherwise.slug} ${otherwise.rest}`)),
      ...pageButtons(`find ${slug} ${name} page`, page, more, pageWords),
    ])
  },

  exportFile({ petition, petitionId, format, rows, name, url, expiresAt }) {
    const { subject, blocks } = reply('fr', 'Votre export', [
      paragraph(fr`${named(petition)} : ${counted(rows, 'ligne', 'lignes')}, une par signature.`),
      small(columns),
    ])
    const [first, ...rest] = blocks
    const text = fr`Le fichier n’a pas pu être envoyé ici. Ce lien y mène ; il n’est qu’à vous et fonctionne jusqu’au ${time(expiresAt)}.`
    const instead = { text, label: 'Obtenir le fichier', url }
    return {
      language: 'fr',
      subject,
      blocks: [...(first ? [first] : []), { kind: 'export', name, petitionId, format, instead }, ...rest],
    }
  },

  exportLink({ petition, format, rows, url, expiresAt }) {
    return reply('fr', 'Votre export', [
      paragraph(
        fr`${named(petition)} : ${counted(rows, 'ligne', 'lignes')}, une par signature. Ce lien mène au fichier (${format}) :`,
      ),
      button('Obtenir le fichier', url),
      small(fr`Le lien n’est qu’à vous et fonctionne jusqu’au ${time(expiresAt)}.`),
      small(columns),
    ])
  },

  askFirst({ petition, act, id, confirmUrl }) {
    const { ask, press, before } = actWords(act)
    return reply('fr', ask, [
      paragraph(fr`${named(petition)} : rien n’est encore fait. ${before}`),
      ...sampleOf(act),
      confirmUrl === undefined
        ? command(press, `do ${id}`, act.kind === 'remove' || act.kind === 'close')
        : button(press, confirmUrl),
      confirmUrl === undefined
        ? undefined
        : paragraph(fr`Ou répondez simplement « oui » à ce message. Sans l’un ni l’autre, rien ne se passe.`),
    ])
  },

  askSender({ petition, words, confirmUrl }) {
    return reply('fr', fr`Était-ce vous ?`, [
      paragraph(
        petition === undefined
          ? fr`Un message en votre nom a demandé ceci, et rien ne prouve qu’il venait de vous :`
          : fr`Un message en votre nom a demandé ceci au sujet de ${named(petition)}, et rien ne prouve qu’il venait de vous :`,
      ),
      quote(words),
      paragraph(
        fr`Si c’était vous, appuyez sur le bouton, ou répondez « oui » à ce message. Sinon, ne faites rien : rien ne se passera.`,
      ),
      button('Oui, c’était moi', confirmUrl),
    ])
  },

  deskDone({ petition, slug, act, entry }) {
    return reply('fr', 'C’est fait', [
      paragraph(fr`${named(petition)} : ${actWords(act).after}`),
      ...sampleOf(act),
      entry === undefined
        ? undefined
        : small(fr`Entrée ${String(entry)} du journal. Elle peut être annulée pendant 24\u00a0heures.`),
      entry === undefined ? undefined : command('Annuler', `undo ${slug} ${entry}`),
    ])
  },

  nothingToDo({ petition, act, since }) {
    return since === true
      ? reply('fr', 'Ce n’est plus la même chose', [paragraph(fr`${named(petition)} : ${changedSince}`)])
      : reply('fr', 'Rien à faire', [
          paragraph(fr`${named(petition)} : ${nothingWords[act]} Rien n’a changé.`),
        ])
  },

  actIsGone({ slug }) {
    if (slug !== undefined)
      return reply('fr', 'Vous avez déjà dit oui', [
        paragraph(
          'Cela a été fait la première fois et n’est pas refait. Le journal le montre, et ce que vous pouvez annuler.',
        ),
        command('Journal', `log ${slug}`),
      ])
    return reply('fr', 'Trop tard', [
      paragraph(
        'Cette demande a attendu plus d’un jour, ou c’est déjà fait. Si vous le voulez toujours, veuillez récrire la commande.',
      ),
    ])
  },

  noRoomHere({ petition }) {
    return reply('fr', 'Pas ici', [
      paragraph(
        fr`${named(petition)} : rien n’est publié ici, car une carte a sa place dans un salon. Sur Discord ou Slack, /petition announce l’y publie.`,
      ),
    ])
  },

  notOpenYet({ petition }) {
    return reply('fr', 'Pas encore', [
      paragraph(
        fr`${named(petition)} n’est encore qu’un brouillon. Ouvrez d’abord la pétition ; sa carte pourra alors être publiée.`,
      ),
    ])
  },

  waitingOrganisations({ petition, slug, lines, more }) {
    if (lines.length === 0)
      return reply('fr', 'Personne n’attend', [
        paragraph(fr`${named(petition)} : aucune organisation n’attend votre accord.`),
      ])
    return reply('fr', `${organisations(lines.length + more)} en attente de votre accord`, [
      paragraph(named(petition)),
      ...lines.flatMap(line => [
        ...withEvidence(line),
        command(`Approuver ${String(line.number)}`, `approve ${slug} ${line.number}`),
      ]),
      more > 0
        ? paragraph(`… et ${counted(more, 'autre', 'autres')}, à voir une fois celles-ci traitées.`)
        : undefined,
      small(fr`Pour en refuser une, écrivez « remove ${slug} », puis son numéro et le motif.`),
    ])
  },

  organisers({ petition, organisers }) {
    const lines = organisers
      .slice(0, mostOrganisers)
      .map(({ name, channel, addedAt, you }) =>
        [
          name === undefined ? 'personne ajoutée par qui gère le service' : shortened(name, 80),
          channel === undefined ? '' : on(channel),
          `depuis le ${day(addedAt)}`,
          you ? 'c’est vous' : '',
        ]
          .filter(part => part !== '')
          .join(' · '),
      )
    return reply('fr', 'Qui organise', [
      paragraph(named(petition)),
      quote(lines.join('\n')),
      andMore(organisers.length - lines.length),
    ])
  },

  lastOrganiser({ petition }) {
    return reply('fr', 'Il faut que quelqu’un reste', [
      paragraph(
        fr`${named(petition)} garde toujours au moins une personne qui l’organise. Veuillez d’abord en ajouter une autre. Rien n’a changé.`,
      ),
    ])
  },

  deskLog({ petition, slug, lines, page, more }) {
    if (lines.length === 0)
      return reply('fr', 'Rien dans le journal', [
        paragraph(
          page > 1
            ? fr`${named(petition)} : il n’y a rien à la page ${numbers.format(page)}.`
            : fr`${named(petition)} : rien n’a encore été fait ici.`,
        ),
        ...pageButtons(`log ${slug}`, page, more, pageWords),
      ])
    const rows = lines.map(
      ({ number, at, who, act, undone }) =>
        `${String(number)} · ${time(at)} · ${shortened(who ?? 'l’opérateur', 60)} · ${shortened(logWords(act), 180)}${undone ? ' (annulé)' : ''}`,
    )
    return reply('fr', 'Le journal', [
      paragraph(named(petition)),
      quote(rows.join('\n')),
      ...lines
        .filter(({ undoable }) => undoable)
        .slice(0, 5)
        .map(({ number }) => command(`Annuler ${String(number)}`, `undo ${slug} ${number}`)),
      ...pageButtons(`log ${slug}`, page, more, pageWords),
    ])
  },

  cannotUndo({ petition, entry, why }) {
    const reasons = {
      unknown: 'elle n’existe pas.',
      final: fr`ce qu’elle dit ne s’annule pas : une liste emportée, une carte affichée, une annulation. Ce qui a été annulé se refait.`,
      old: 'elle a plus de 24\u00a0heures.',
      undone: 'elle est déjà annulée.',
      changed: 'ce qu’elle avait changé a encore changé depuis. Annulez d’abord ce changement-là.',
    }
    return reply('fr', 'Pas d’annulation', [
      paragraph(
        fr`${named(petition)}, entrée ${String(entry)} du journal : ${reasons[why]} Rien n’a changé.`,
      ),
    ])
  },

  digestSet({ petition, slug, every, next }) {
    if (every === 'off')
      return reply('fr', 'Plus de résumé', [
        paragraph(
          fr`${named(petition)} : vous ne recevrez plus de résumé. « digest ${slug} weekly » le rétablit.`,
        ),
      ])
    const often = every === 'daily' ? 'chaque jour' : 'chaque semaine'
    return reply('fr', `Un résumé ${often}`, [
      paragraph(
        fr`${named(petition)} : vous recevrez un résumé ${often}${next === undefined ? '' : fr`, le prochain le ${time(next)}`}. « digest ${slug} off » y met fin.`,
      ),
    ])
  },

  takenOff({ petition }) {
    return reply('fr', 'Cette signature a été supprimée', [
      paragraph(
        fr`Les personnes qui organisent ${named(petition)} ont supprimé votre signature, et elle ne compte pas. Elles peuvent vous dire pourquoi : ${petition.contact ?? petition.organisedBy}`,
      ),
      link('La pétition', petition.url),
    ])
  },
}
