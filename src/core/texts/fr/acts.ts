import type { Invalidate, ManyAct, Undoable } from '../desk-args.ts'
import type { ActSentences } from '../en/acts.ts'
import { parts } from './parts.ts'
import { counted, fr, number } from './writing.ts'

const done: Record<Undoable, string> = {
  open: 'ouverture',
  close: 'clôture',
  feature: 'mise en avant',
  unfeature: 'fin de mise en avant',
  hide: 'masquage',
  show: 'réaffichage',
  remove: 'suppression',
  invalidate: 'suppression par condition',
  approve: 'approbation',
  mark: 'domaine vérifié',
  'organiser-add': 'ajout à l’organisation',
  'organiser-remove': 'départ de l’organisation',
  edit: 'modification',
  news: 'publication d’une nouvelle',
  'news-edit': 'modification d’une nouvelle',
  'news-withdraw': 'retrait d’une nouvelle',
  create: 'lancement',
}

const skippedBecause: Record<ManyAct['kind'], string> = {
  feature: 'déjà en avant',
  unfeature: 'pas en avant',
  hide: 'déjà masqué',
  show: 'pas masqué',
  remove: 'déjà supprimé',
  approve: 'pas en attente d’accord',
  mark: 'sans domaine prouvé, ou déjà vérifié',
}

/** Singular or plural, as the sentences below need them. In French, 0 is singular too. */
function forms({ count }: ManyAct) {
  const one = count < 2
  return {
    one,
    n: parts.signatures(count),
    these: one ? 'cette signature' : 'ces signatures',
    s: one ? '' : 's',
    will: one ? 'sera' : 'seront',
  }
}

function quoted(reason: string | undefined): string {
  return !reason ? '' : fr`« ${reason} »`
}

export const acts: ActSentences = {
  marks: {
    hidden: 'masquée',
    featured: 'mise en avant',
    waiting: 'attend votre accord',
    removed: 'supprimée',
    withdrawn: 'retirée',
    'counted-only': 'comptée, non affichée',
    checked: 'domaine vérifié',
  },
  fields: {
    title: 'titre',
    text: 'texte',
    goal: 'objectif',
    organisedBy: 'organisateur',
    addressee: 'destinataire',
    contact: 'contact',
    closesAt: 'date de clôture',
    policy: 'qui peut signer',
    organisations: 'organisations',
    listing: 'visibilité',
    figures: 'chiffres sur la page',
    accent: 'couleur',
    language: 'langue',
    occupations: 'activités proposées',
    timeZone: 'fuseau horaire',
  },
  erased: 'effacée',
  by: representative => `par ${representative}`,
  noEvidence: 'Rien ne prouve d’où elle vient.',
  provedDomain: domain => `Elle a été confirmée depuis une adresse de ${domain}.`,

  open: {
    ask: fr`Faut-il ouvrir la pétition ?`,
    press: 'L’ouvrir',
    before: fr`Elle sera ouverte à la signature : tout le monde pourra voir sa page et la signer.`,
    after: 'Elle est ouverte à la signature.',
    log: done.open,
  },
  close: {
    ask: fr`Faut-il clore la pétition ?`,
    press: 'La clore',
    before:
      'Elle sera close dès maintenant. Plus personne ne pourra signer, et les liens envoyés mais pas encore utilisés n’enregistreront rien. Les personnes qui ont signé pourront toujours modifier ou retirer leur signature. Vous pourrez la rouvrir.',
    after: 'Elle est close.',
    log: done.close,
  },
  closeAt: time => ({
    ask: fr`Faut-il la clore à cette date ?`,
    press: 'La clore à cette date',
    before: fr`Elle sera close le ${time}. Plus personne ne pourra alors signer, et les liens pas encore utilisés n’enregistreront rien. Les personnes qui ont signé pourront toujours modifier ou retirer leur signature.`,
    after: fr`Elle sera close le ${time}.`,
    log: fr`clôture fixée au ${time}`,
  }),
  organiserAdd: name => ({
    ask: fr`Faut-il ajouter cette personne ?`,
    press: 'L’ajouter',
    before: fr`${name} organisera cette pétition avec vous : voir tous les chiffres et tous les noms, exporter la liste, tout modifier.`,
    after: fr`${name} organise désormais cette pétition avec vous.`,
    log: fr`${done['organiser-add']} : ${name}`,
  }),
  organiserRemove: name => ({
    ask: fr`Faut-il retirer cette personne de l’organisation ?`,
    press: 'La retirer',
    before: fr`${name} n’organisera plus cette pétition.`,
    after: fr`${name} n’organise plus cette pétition.`,
    log: fr`${done['organiser-remove']} : ${name}`,
  }),
  edit: (fields, also) => ({
    ask: fr`Faut-il la modifier ?`,
    press: 'La modifier',
    before: [fr`Voici ce qui changera : ${fields}.`, ...also].join(' '),
    after: fr`Modifié : ${fields}.`,
    log: fr`${done.edit} : ${fields}`,
  }),
  correction: (field, before, after) =>
    fr`Des personnes ont signé : ceci ne peut donc être qu’une correction (${field}) : ${before} devient ${after}. La page et chaque preuve montreront les deux, avec la date. Cela ne s’annule pas.`,
  news: (about, item) => ({
    ask: fr`Faut-il publier cette nouvelle ?`,
    press: 'La publier',
    before: fr`Elle paraîtra sur la page avec la date du jour, et dans le flux. Elle n’engage que vous : personne ne la signe.`,
    after:
      item === undefined
        ? 'Elle est désormais sur la page et dans le flux.'
        : fr`C’est désormais la nouvelle ${number(item)} de la page et du flux. « news edit ${String(item)} » la modifie, « news remove ${String(item)} » la retire.`,
    log: fr`${done.news} : ${about}`,
  }),
  newsEdit: (about, item) => ({
    ask: fr`Faut-il modifier la nouvelle ${number(item)} ?`,
    press: 'La modifier',
    before:
      'Ceci la remplacera sur la page et dans le flux. Les lecteurs verront la date de la modification à côté de celle de la publication.',
    after: `La nouvelle ${item} dit désormais ceci, et indique qu’elle a été modifiée aujourd’hui.`,
    log: fr`${done['news-edit']} : ${about}`,
  }),
  newsWithdraw: item => ({
    ask: fr`Faut-il retirer la nouvelle ${number(item)} ?`,
    press: 'La retirer',
    before: 'Elle ne sera plus ni sur la page, ni dans le flux.',
    after: `La nouvelle ${item} n’est plus sur la page.`,
    log: `nouvelle ${number(item)} retirée de la page`,
  }),
  addition: addressee =>
    fr`Des personnes ont signé sans destinataire. La page et chaque preuve diront, avec la date, que ${addressee} a été ajouté après leur signature. C’est définitif.`,
  staysUnlisted: n =>
    n === 1
      ? 'Une signature a été donnée quand seul le nombre était affiché : son nom reste caché, sauf nouvel accord. Les nouvelles signatures sont affichées.'
      : `${parts.signatures(n)} ont été données quand seul le nombre était affiché : leurs noms restent cachés, sauf nouvel accord. Les nouvelles signatures sont affichées.`,
  create: {
    ask: fr`Faut-il la lancer ?`,
    press: 'La lancer',
    before: fr`Elle sera lancée. Elle est ouverte tout de suite à toute personne qui a son lien ; les personnes qui gèrent ce service décident de l’afficher ou non dans la liste pour tout le monde.`,
    after: 'Elle a été lancée.',
    log: done.create,
  },
  undo(entry, what) {
    const which = `entrée ${entry} (${done[what]})`
    return {
      ask: fr`Faut-il annuler cela ?`,
      press: 'L’annuler',
      before: fr`À annuler : ${which}. Ce qu’elle a changé redeviendra ce qu’il était.`,
      after: fr`Annulée : ${which}.`,
      log: fr`annulation : ${which}`,
    }
  },
  many: {
    feature(act, which) {
      const { one, n, these, s, will } = forms(act)
      return {
        ask: fr`Faut-il mettre ${these} en avant ?`,
        press: fr`C’est vérifié : ${one ? 'la' : 'les'} mettre en avant`,
        before: fr`${n} ${will} mise${s} en avant${one ? '' : ', dans cet ordre'}. Les lecteurs penseront que vous savez de qui il s’agit : veuillez le vérifier avant de continuer.`,
        after: fr`${n} mise${s} en avant${one ? '' : ', dans l’ordre indiqué'}.`,
        log: `${done.feature} de ${n}${which}`,
      }
    },
    unfeature(act, which) {
      const { n, these, s, will } = forms(act)
      return {
        ask: fr`Faut-il cesser de mettre ${these} en avant ?`,
        press: 'Ne plus mettre en avant',
        before: fr`${n} ne ${will} plus mise${s} en avant.`,
        after: fr`${n} : plus de mise en avant.`,
        log: `${done.unfeature} de ${n}${which}`,
      }
    },
    hide(act, which) {
      const { one, n, these, s, will } = forms(act)
      return {
        ask: fr`Faut-il masquer ${these} ?`,
        press: one ? 'La masquer' : 'Les masquer',
        before: fr`${n} ne ${will} plus affichée${s} au public, mais ${one ? 'comptera' : 'compteront'} toujours.`,
        after: fr`${n} masquée${s}. ${one ? 'Elle compte' : 'Elles comptent'} toujours.`,
        log: `${done.hide} de ${n}${which}`,
      }
    },
    show(act, which) {
      const { one, n, these, s, will } = forms(act)
      return {
        ask: fr`Faut-il afficher ${these} de nouveau ?`,
        press: one ? 'L’afficher de nouveau' : 'Les afficher de nouveau',
        before: fr`${n} ${will} de nouveau affichée${s}.`,
        after: fr`${n} de nouveau affichée${s}.`,
        log: `${done.show} de ${n}${which}`,
      }
    },
    remove(act, which) {
      const { one, n, these, s, will } = forms(act)
      const reason = quoted(act.reason)
      return {
        ask: fr`Faut-il supprimer ${these} ?`,
        press: one ? 'La supprimer' : 'Les supprimer',
        before: fr`${n} ${will} supprimée${s} et ne ${one ? 'comptera' : 'compteront'} plus. Toute personne qui signe de nouveau avec le même compte ou la même adresse en sera avertie.${reason && fr` Le journal en gardera le motif : ${reason}`}`,
        after: fr`${n} supprimée${s}.${reason && fr` Le motif, dans le journal : ${reason}`}`,
        log: fr`${done.remove} de ${n}${which}${reason && fr` : ${reason}`}`,
      }
    },
    approve(act, which) {
      const { one, s, will } = forms(act)
      const those = parts.organisations(act.count)
      return {
        ask: one ? fr`Faut-il approuver cette organisation ?` : fr`Faut-il approuver ces organisations ?`,
        press: one ? 'L’approuver' : 'Les approuver',
        before: fr`${act.changed === true ? 'Le texte a changé depuis qu’il vous a été montré. ' : ''}${those} ${will} comptée${s} et affichée${s}.`,
        after: fr`${those} approuvée${s}, désormais comptée${s} et affichée${s}.`,
        log: `${done.approve} de ${those}${which}`,
      }
    },
    mark(act, which) {
      const { one, s, will } = forms(act)
      const those = parts.organisations(act.count)
      return {
        ask: one ? fr`Ce domaine est-il le sien ?` : fr`Ces domaines sont-ils les leurs ?`,
        press: one
          ? fr`C’est vérifié : le domaine est le sien`
          : fr`C’est vérifié : les domaines sont les leurs`,
        before: fr`${act.changed === true ? 'Le texte a changé depuis qu’il vous a été montré. ' : ''}${those} ${will} comptée${s} et affichée${s}, avec une marque et le domaine de l’adresse à côté du nom. Les lecteurs s’y fieront : vérifiez d’abord que le domaine est bien ${one ? 'le sien' : 'le leur'}.`,
        after: fr`${those} comptée${s} et affichée${s}, avec le domaine à côté du nom.`,
        log: fr`${done.mark} : ${those}${which}`,
      }
    },
  },

  invalidate(act: Invalidate) {
    const one = act.count < 2
    const n = parts.signatures(act.count)
    const s = one ? '' : 's'
    const reason = quoted(act.reason)
    return {
      ask: fr`Faut-il supprimer tout ce qui correspond ?`,
      press: one ? 'La supprimer' : fr`Supprimer ${parts.signatures(act.count)}`,
      before: fr`${n} ${one ? 'correspond' : 'correspondent'} à ceci : ${act.condition}. ${one ? 'Elle sera supprimée' : 'Elles seront supprimées'} et ne ${one ? 'comptera' : 'compteront'} plus. Toute personne qui signe de nouveau avec le même compte ou la même adresse en sera avertie. Les signatures à venir restent. Le journal en gardera le motif : ${reason}`,
      after:
        act.goesOn === true
          ? fr`Suppression de ${n} en cours (${act.condition}). Cela prend quelques minutes. Pour l’arrêter, écrivez « invalidate stop ».`
          : fr`${n} supprimée${s} (${act.condition}). Le motif, dans le journal : ${reason}`,
      log: fr`${done.invalidate} de ${n} (${act.condition}) : ${reason}`,
    }
  },

  exported: {
    file: format => `liste exportée (${format})`,
    link: format => `lien vers la liste demandé (${format})`,
    fetched: format => `liste téléchargée par un lien (${format})`,
  },
  announced: 'carte publiée dans un salon',
  appended: 'texte ajouté sous la pétition',
  listed: 'affichée dans la liste pour tout le monde',
  unlisted: 'retirée de la liste pour tout le monde',
  nothing: {
    open: 'elle est déjà ouverte.',
    close: 'elle est déjà close.',
    feature: 'aucune des signatures indiquées ne peut être mise en avant, ou toutes le sont déjà.',
    unfeature: 'aucune des signatures indiquées n’est mise en avant.',
    hide: 'aucune des signatures indiquées n’existe, ou toutes sont déjà masquées.',
    show: 'aucune des signatures indiquées n’est masquée.',
    remove: 'aucune des signatures indiquées n’existe encore.',
    invalidate: 'aucune signature ne correspond.',
    approve: 'aucune des signatures indiquées n’attend votre accord.',
    mark: 'aucune des organisations indiquées n’a confirmé depuis une adresse de ce domaine, ou toutes ont déjà la marque.',
    'organiser-add': 'cette personne l’organise déjà.',
    'organiser-remove': 'cette personne ne l’organise pas.',
    edit: 'c’est déjà ce qu’elle dit.',
    news: 'il n’y a rien à publier.',
    'news-edit': 'cette nouvelle n’est pas sur la page, ou dit déjà cela.',
    'news-withdraw': 'cette nouvelle n’est pas sur la page.',
    create: 'elle existe déjà.',
    undo: 'il n’y avait rien à annuler.',
  },
  onlyOnTrial:
    'c’est l’exemple du mode d’essai, avec des signatures inventées ; elle n’est pas destinée au public.',
  changedSince: fr`ce que vous avez accepté a changé depuis que cela vous a été montré : rien n’a donc été fait. Si vous le voulez toujours, veuillez récrire la commande.`,
  skipped: (n, kind) =>
    fr`${counted(n, 'numéro ignoré', 'numéros ignorés')} : introuvable, ou ${skippedBecause[kind]}.`,
}
