import { button, facts, link, paragraph, quote, reply, small } from '../blocks.ts'
import { channelWords } from '../channel-words.ts'
import type { ChatReplyTexts, Joined } from '../words.ts'
import { collectedBy, counted, day, fr, line, named, receiptLinks, shownSoon, signature } from './parts.ts'

const numbers = new Intl.NumberFormat('fr-FR')
const percent = new Intl.NumberFormat('fr-FR', { style: 'percent', maximumFractionDigits: 0 })

const on = channelWords(chat => `sur ${chat}`, 'par courriel')

function signatures(n: number): string {
  return counted(n, 'signature', 'signatures')
}

export const frChatReplies: ChatReplyTexts = {
  checkYourMail({ petition, mailbox, details }) {
    return reply('fr', 'Encore une étape', [
      paragraph(
        fr`Vous signez ${named(petition)}. Rien n’est encore enregistré : nous avons écrit à l’adresse ci-dessous. Répondez à ce message, ou appuyez sur son bouton, et vous aurez signé.`,
      ),
      quote(line(details)),
      facts([['Adresse', mailbox]]),
      small(
        fr`Si rien n’arrive, regardez parmi les indésirables, ou reprenez /sign avec une autre adresse. L’adresse n’est jamais affichée. Données recueillies par ${collectedBy(petition)}.`,
      ),
    ])
  },

  confirmMailbox(args) {
    const { petition, channel, account, change } = args
    return reply('fr', change ? 'Confirmez la modification' : 'Confirmez votre signature', [
      paragraph(fr`Quelqu’un ${on(channel)}, qui s’y fait appeler :`),
      quote(account),
      paragraph(
        fr`a donné cette adresse pour signer ${named(petition)}. Nous espérons que c’est vous. Le texte :`,
      ),
      quote(petition.text),
      ...shownSoon(args),
      paragraph(
        fr`Si vous le voulez, répondez simplement à ce message. Vous n’avez rien à écrire. Ou appuyez sur le bouton de cette page :`,
      ),
      button(change ? 'Confirmer la modification' : 'Confirmer ma signature', args.confirmUrl),
      paragraph(
        fr`Ce n’était pas vous ? Ne faites rien : sans votre confirmation, rien n’est enregistré, et cette demande est effacée le ${day(args.expiresAt)}. Ou répondez « non », et vous ne recevrez plus aucun message sur cette pétition.`,
      ),
      small(
        fr`Données recueillies par ${collectedBy(petition)}. Votre adresse sert à ce que personne ne compte deux fois, et n’est jamais affichée. Vous pouvez partir à tout moment ; votre reçu porte un lien pour modifier ou retirer votre signature.`,
      ),
    ])
  },

  joined(args) {
    return reply('fr', 'Vous aviez déjà signé', [
      paragraph(
        fr`Vous avez signé le ${day(args.signedAt)} ${on(args.channel)} ; rien n’est donc compté deux fois. ${nowSays(args)}`,
      ),
      ...signature(args),
      ...receiptLinks(args),
    ])
  },

  mySignatures({ entries, waiting }) {
    if (entries.length === 0 && waiting.length === 0)
      return reply('fr', 'Vous n’avez encore rien signé', [paragraph('Avec /sign, vous pouvez le faire.')])
    return reply('fr', 'Ce que vous avez signé', [
      ...entries.flatMap(({ petition, details, number, signedAt, manageUrl }) => [
        paragraph(fr`${named(petition)}, signature ${numbers.format(number)}, ${day(signedAt)} :`),
        quote(line(details)),
        link('La modifier, la retirer, obtenir votre preuve', manageUrl),
      ]),
      ...waiting.map(petition =>
        paragraph(fr`${named(petition)} : pas encore confirmée. /sign envoie un nouveau lien.`),
      ),
      small(fr`Ces liens sont à vous seul ; quiconque en a un peut modifier cette signature.`),
    ])
  },

  formProblem({ problems, form }) {
    if (problems.length === 0 && form !== undefined)
      return reply('fr', 'Le formulaire', [
        paragraph(fr`Rien n’a encore changé. Ceci ouvre le formulaire :`),
        { kind: 'form-button', label: 'Ouvrir le formulaire', form },
      ])
    return reply('fr', 'Pas encore', [
      ...problems.map(paragraph),
      paragraph('Rien n’est enregistré. Veuillez remplir de nouveau le formulaire.'),
      form === undefined
        ? undefined
        : { kind: 'form-button', label: 'Remplir de nouveau le formulaire', form, again: true },
    ])
  },

  announced({ petition }) {
    return reply('fr', 'C’est en route', [
      paragraph(
        fr`La carte de ${named(petition)} apparaît ici dans un instant. Son compteur suit tout seul ; pour l’enlever, supprimez-la.`,
      ),
    ])
  },

  petitionCreated({ petition, slug }) {
    return reply('fr', 'Votre pétition est ouverte', [
      paragraph(
        fr`${named(petition)} est ouverte à la signature, et vous l’organisez. Son nom dans les commandes est « ${slug} ».`,
      ),
      link('Sa page', petition.url),
      petition.address === '' ? undefined : paragraph(fr`Par courriel, elle se signe à ${petition.address}`),
      paragraph(
        fr`Avec « /petition announce ${slug} », elle reçoit une carte avec un bouton, dans n’importe quel salon ou canal.`,
      ),
    ])
  },

  mayNotCreate({ listed }) {
    return reply('fr', 'Pas d’ici', [
      paragraph(
        listed
          ? 'Sur ce service, seules les personnes inscrites peuvent lancer une pétition. Adressez-vous à qui le gère.'
          : 'Qui gère un serveur ou un espace de travail peut y lancer une pétition, dans un salon. Adressez-vous à ces personnes.',
      ),
    ])
  },

  mayNotAnnounce({ petition }) {
    return reply('fr', 'Pas d’ici', [
      paragraph(
        fr`Qui organise ${named(petition)}, ou gère ce serveur ou cet espace de travail, peut en publier la carte ici. Adressez-vous à ces personnes.`,
      ),
    ])
  },

  card({ petition, slug, signatures: n, goal, closed }) {
    const soFar = goal === undefined ? signatures(n) : `${signatures(n)} · objectif ${numbers.format(goal)}`
    return reply('fr', petition.title, [
      { kind: 'title', text: petition.title },
      quote(petition.text),
      goal === undefined
        ? paragraph(soFar)
        : {
            kind: 'progress',
            part: n,
            whole: goal,
            text: `${soFar} · ${percent.format(Math.min(1, n / goal))}`,
          },
      closed ? paragraph('Cette pétition est close. Merci à toutes les personnes qui ont signé.') : undefined,
      closed ? undefined : { kind: 'form-button', label: 'Signer', form: `sign:${slug}` },
      link('Lire la suite', petition.url),
      small(fr`Données recueillies par ${collectedBy(petition)}.`),
    ])
  },
}

function nowSays({ changed, occupation }: Joined): string {
  if (occupation !== undefined) return fr`Votre profession est désormais « ${occupation} ».`
  return changed
    ? fr`Votre signature dit désormais ce que vous venez de confirmer :`
    : fr`Voici ce qui est enregistré :`
}
