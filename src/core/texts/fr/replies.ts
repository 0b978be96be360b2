/** Les mots de chaque réponse en français. The words of every reply in French; see en-replies.ts for the promises. */
import type { Block } from '../../channel.ts'
import { button, facts, link, paragraph, quote, reply, small } from '../blocks.ts'
import { firstName } from '../first-name.ts'
import type { CommonReplyTexts, ListedPetition, PetitionArgs } from '../words.ts'
import {
  collectedBy,
  counted,
  day,
  fr,
  howToConfirm,
  line,
  named,
  numbers,
  receiptLinks,
  shownSoon,
  signature,
  whoCollects,
  wrongOrNotYou,
} from './parts.ts'

function petitionList(petitions: ListedPetition[]): Block[] {
  return petitions.flatMap(({ title, url, address }) => [
    link(title, url),
    paragraph(`Pour signer, écrivez à ${address}`),
  ])
}

function whoAsks(petition: PetitionArgs): Block {
  return small(
    fr`Les signatures sont recueillies par ${collectedBy(petition)}, pour les publier sous ce texte et les compter. Qui signe peut à tout moment modifier ou retirer sa signature.`,
  )
}

function howTo(petition: PetitionArgs): Block[] {
  return [
    paragraph(
      fr`Écrivez à ${petition.address} votre nom et, si vous voulez, votre métier, sur une seule ligne. Par exemple :`,
    ),
    quote('Ada Lovelace, compositrice'),
  ]
}

const problems = {
  name: {
    empty: 'Le nom manque.',
    long: 'Le nom est trop long',
    odd: 'Le nom ne ressemble pas à un nom.',
  },
  occupation: {
    empty: 'Le métier manque.',
    long: 'Le métier est trop long',
    odd: 'Le métier ne ressemble pas à un métier.',
  },
  organisation: {
    empty: 'Le nom de l’organisation manque.',
    long: 'Le nom de l’organisation est trop long',
    odd: 'Le nom de l’organisation ne ressemble pas à un nom.',
  },
}

export const frReplies: CommonReplyTexts = {
  pleaseConfirm(args) {
    const { petition, details, change } = args
    const first = firstName(details)
    const what = change ? 'la modification' : 'votre signature'
    return reply('fr', first ? `${first}, merci de confirmer ${what}` : `Merci de confirmer ${what}`, [
      paragraph(
        change
          ? fr`Vous avez déjà signé ${named(petition)} et demandé à modifier votre signature. Rien n’est compté deux fois. Le texte :`
          : fr`Vous avez demandé à signer ${named(petition)} :`,
      ),
      quote(petition.text),
      ...shownSoon(args),
      ...howToConfirm(args, change ? 'Confirmer la modification' : 'Confirmer ma signature'),
      ...wrongOrNotYou(args, change),
      whoCollects(args),
    ])
  },

  reminder(args) {
    const { petition, change, expiresAt } = args
    return reply(
      'fr',
      change ? 'Votre modification n’est pas encore confirmée' : 'Votre signature n’est pas encore confirmée',
      [
        paragraph(
          change
            ? fr`Il y a quelques jours, vous avez demandé à modifier votre signature sous ${named(petition)}. Elle attend votre confirmation jusqu’au ${day(expiresAt)}. Il n’y aura pas d’autre rappel. Le texte :`
            : fr`Il y a quelques jours, vous avez demandé à signer ${named(petition)}. Votre confirmation est attendue jusqu’au ${day(expiresAt)}. Il n’y aura pas d’autre rappel. Le texte :`,
        ),
        quote(petition.text),
        ...shownSoon(args),
        ...howToConfirm(args, change ? 'Confirmer la modification' : 'Confirmer ma signature'),
        ...wrongOrNotYou(args, change),
        whoCollects(args),
      ],
    )
  },

  pleaseUsePage(args) {
    const { petition, change, confirmUrl } = args
    return reply(
      'fr',
      change
        ? 'Merci de confirmer la modification sur la page'
        : 'Merci de confirmer votre signature sur la page',
      [
        paragraph(
          change
            ? fr`Votre réponse disait plus qu’un simple oui ; nous n’y avons lu ni un oui ni un non. Rien n’a encore changé.`
            : fr`Votre réponse disait plus qu’un simple oui ; nous n’y avons lu ni un oui ni un non. Vous n’avez pas encore signé ${named(petition)}.`,
        ),
        ...shownSoon(args),
        paragraph(fr`Si c’est ce que vous voulez, appuyez sur le bouton de cette page :`),
        button(change ? 'Confirmer la modification' : 'Confirmer ma signature', confirmUrl),
        ...wrongOrNotYou(args, change),
        paragraph(
          petition.contact
            ? fr`Une question sur la pétition ? Pour joindre ${petition.organisedBy} : ${petition.contact}`
            : fr`Ce message est écrit par un programme. La pétition est portée par ${petition.organisedBy}.`,
        ),
        whoCollects(args),
      ],
    )
  },

  recorded(args) {
    return reply('fr', fr`Vous êtes la signature n° ${numbers.format(args.number)}`, [
      paragraph(fr`Merci. Voici ce qui est enregistré :`),
      ...signature(args),
      ...receiptLinks(args),
    ])
  },

  alreadySigned(args) {
    return reply('fr', 'Vous avez déjà signé', [
      paragraph(fr`Votre signature tient, et rien n’est compté deux fois. Voici ce qui est enregistré :`),
      ...signature(args),
      ...receiptLinks(args),
    ])
  },

  corrected(args) {
    return reply('fr', 'Votre signature est modifiée', [
      paragraph(fr`C’est fait. Voici ce qui est désormais enregistré, sous le même numéro :`),
      ...signature(args),
      ...receiptLinks(args),
    ])
  },

  howToManage(args) {
    return reply('fr', fr`Que voulez-vous faire de votre signature ?`, [
      paragraph(
        fr`Nous n’avons pas su le lire dans votre message ; rien n’a donc changé. Voici ce qui est enregistré :`,
      ),
      ...signature(args),
      args.plainReply
        ? paragraph(
            fr`Répondez « retirer » pour retirer votre signature, ou « effacer tout » pour que vos données soient aussi effacées. Pour le reste, il y a votre page :`,
          )
        : undefined,
      link('La modifier, la retirer, obtenir votre preuve', args.manageUrl),
      link('La voir', args.petition.url),
      small(
        args.petition.contact
          ? fr`Ce message est écrit par un programme. Pour joindre des personnes : ${collectedBy(args.petition)}.`
          : fr`Ce message est écrit par un programme, pour ${collectedBy(args.petition)}.`,
      ),
    ])
  },

  confirmRemoval({ petition, act, details, confirmUrl, plainReply, expiresAt }) {
    const erase = act === 'erase'
    return reply(
      'fr',
      erase ? fr`Faut-il effacer votre signature ?` : fr`Faut-il retirer votre signature ?`,
      [
        paragraph(
          erase
            ? fr`Quelqu’un, vous sans doute, a demandé de retirer cette signature de ${named(petition)} et d’effacer ses données. Rien n’est encore fait.`
            : fr`Quelqu’un, vous sans doute, a demandé de retirer cette signature de ${named(petition)}. Rien n’est encore fait.`,
        ),
        quote(line(details)),
        paragraph(
          plainReply
            ? fr`Si vous le voulez, répondez simplement à ce message. Vous n’avez rien à écrire. Ou appuyez sur le bouton de cette page :`
            : fr`Si vous le voulez, appuyez sur le bouton de cette page :`,
        ),
        button(erase ? 'Effacer ma signature' : 'Retirer ma signature', confirmUrl),
        paragraph(
          fr`Pour garder votre signature, ne faites rien : elle reste telle quelle, et cette question s’éteint le ${day(expiresAt)}.`,
        ),
        small(fr`Données recueillies par ${collectedBy(petition)}.`),
      ],
    )
  },

  removed({ petition, act, inChat }) {
    return reply('fr', act === 'erase' ? 'Votre signature est effacée' : 'Votre signature est retirée', [
      paragraph(
        act === 'erase'
          ? fr`Votre signature ne figure plus sous ${named(petition)} ; votre nom et tout ce que vous nous aviez confié pour elle sont effacés. Elle a aussitôt cessé de compter.`
          : fr`Votre signature ne figure plus sous ${named(petition)}. Votre nom n’est plus affiché, et elle a aussitôt cessé de compter.`,
      ),
      paragraph(
        inChat
          ? 'Si vous changez d’avis, vous pouvez reprendre /sign.'
          : fr`Si vous changez d’avis, écrivez de nouveau à ${petition.address}.`,
      ),
      link('La pétition', petition.url),
    ])
  },

  requestDropped({ petition }) {
    return reply('fr', fr`Bien compris : rien n’a été enregistré`, [
      paragraph(fr`La demande de signer ${named(petition)} est effacée. Vous n’avez pas signé.`),
      paragraph(
        fr`Si quelqu’un d’autre l’avait faite en votre nom, elle n’a mené à rien, et vous n’entendrez plus parler de cette pétition.`,
      ),
      small(fr`Les signatures sous ${named(petition)} sont recueillies par ${collectedBy(petition)}.`),
    ])
  },

  nothingToRemove({ petition }) {
    return reply('fr', 'Il n’y a pas de signature de vous ici', [
      paragraph(
        fr`De là où vous écrivez, personne n’a signé ${named(petition)} ; il n’y avait donc rien à retirer.`,
      ),
      paragraph(
        fr`Avez-vous signé d’une autre adresse ou d’un autre compte ? Demandez-le de là-bas, ou suivez le lien de votre reçu.`,
      ),
      link('La pétition', petition.url),
      small(fr`Les signatures sont recueillies par ${collectedBy(petition)}.`),
    ])
  },

  needName({ petition }) {
    return reply('fr', fr`Sous quel nom voulez-vous signer ?`, [
      paragraph(
        fr`Vous voulez signer ${named(petition)}, mais nous n’avons pas trouvé votre nom dans votre message.`,
      ),
      ...howTo(petition),
      paragraph(fr`Une confirmation vous sera ensuite demandée. Rien n’est enregistré avant.`),
      whoAsks(petition),
    ])
  },

  cannotUse({ petition, field, problem, limit }) {
    const { empty, long, odd } = problems[field]
    const why = {
      empty,
      'too-long': fr`${long} : il y a place pour ${counted(limit, 'caractère', 'caractères')}.`,
      'not-a-name': fr`${odd} Laissez de côté les liens, les adresses et les signes qui ne sont pas des lettres.`,
    }
    return reply('fr', 'Nous n’avons pas pu l’utiliser', [
      paragraph(fr`Vous voulez signer ${named(petition)}. ${why[problem]} Rien n’est encore enregistré.`),
      ...howTo(petition),
      whoAsks(petition),
    ])
  },

  organisationsRefused({ petition }) {
    return reply('fr', 'Cette pétition n’est signée que par des personnes', [
      paragraph(
        fr`${named(petition)} recueille les signatures de personnes, pas d’organisations ; rien n’est donc enregistré. Vous pouvez la signer en votre propre nom.`,
      ),
      ...howTo(petition),
      link('La pétition', petition.url),
      whoAsks(petition),
    ])
  },

  whichPetition({ petitions }) {
    return reply('fr', fr`Quelle pétition voulez-vous signer ?`, [
      paragraph(
        fr`Vous avez le choix entre ${counted(petitions.length, 'pétition', 'pétitions')}. Écrivez à l’adresse indiquée sous celle que vous voulez signer, avec votre nom. Rien n’est encore enregistré.`,
      ),
      ...petitionList(petitions),
    ])
  },

  unknownPetition({ asked, petitions }) {
    return reply('fr', 'Nous ne connaissons pas cette pétition', [
      paragraph(fr`Vous avez écrit à une pétition que nous n’avons pas :`),
      quote(asked),
      ...(petitions.length === 0
        ? [paragraph('Rien n’est ouvert à la signature en ce moment.')]
        : [
            paragraph(
              fr`Pensiez-vous à l’une de celles-ci ? Écrivez à l’adresse indiquée dessous, avec votre nom.`,
            ),
            ...petitionList(petitions),
          ]),
    ])
  },

  nothingOpen() {
    return reply('fr', 'Rien n’est ouvert à la signature en ce moment', [
      paragraph(
        fr`Merci de votre message. Il n’y a pas de pétition à signer ici pour l’instant ; rien n’est donc enregistré.`,
      ),
    ])
  },

  closed({ petition, signatures }) {
    return reply('fr', 'Cette pétition est close', [
      paragraph(
        fr`${named(petition)} est close avec ${counted(signatures, 'signature', 'signatures')} ; la vôtre n’a pas pu s’y ajouter. Rien n’est enregistré. Merci d’avoir voulu signer.`,
      ),
      link('La pétition', petition.url),
      small(fr`Les signatures ont été recueillies par ${collectedBy(petition)}.`),
    ])
  },

  howToSign({ petition, signatures }) {
    return reply('fr', fr`Comment signer « ${petition.title} »`, [
      paragraph(
        fr`${named(petition)} compte à ce jour ${counted(signatures, 'signature', 'signatures')}. Le texte :`,
      ),
      quote(petition.text),
      ...howTo(petition),
      paragraph(fr`On vous demandera de confirmer ; il suffira de répondre. Rien n’est enregistré avant.`),
      link('La pétition', petition.url),
      whoAsks(petition),
    ])
  },

  publicCount({ petition, signatures, people, organisations }) {
    return reply('fr', `À ce jour, ${counted(signatures, 'signature', 'signatures')}`, [
      facts([
        ['Pétition', petition.title],
        ['Signatures', numbers.format(signatures)],
        ['Personnes', numbers.format(people)],
        ['Organisations', numbers.format(organisations)],
      ]),
      link('La pétition', petition.url),
    ])
  },

  linkGone({ petition, petitions = [] }) {
    return reply('fr', 'Ce n’est plus possible', [
      paragraph(
        fr`Le message auquel vous répondez est trop ancien ou déjà traité ; votre réponse n’a rien changé.`,
      ),
      petition
        ? paragraph(fr`Pour signer ${named(petition)}, écrivez votre nom à ${petition.address}.`)
        : paragraph(
            fr`Pour signer, écrivez un nouveau message avec votre nom ; la réponse apportera un nouveau lien.`,
          ),
      petition ? link('La pétition', petition.url) : undefined,
      ...petitionList(petitions),
    ])
  },

  wrongMailbox({ petition }) {
    return reply('fr', 'Merci de répondre depuis l’adresse à laquelle nous avons écrit', [
      paragraph(
        fr`Votre réponse au sujet de ${named(petition)} vient d’une autre adresse que celle que nous avions interrogée ; elle n’a rien changé. Répondez depuis cette adresse-là, ou appuyez sur le bouton de ce message-là.`,
      ),
      paragraph(fr`Pour signer avec l’adresse d’où vous écrivez, envoyez votre nom à ${petition.address}.`),
      link('La pétition', petition.url),
    ])
  },
}
