import type { HelpSentences } from '../en/help.ts'
import { fr, number } from './writing.ts'

export const help: HelpSentences = {
  problems: {
    period: fr`Les périodes possibles sont day (jour), week (semaine), month (mois), year (année) et all (tout).`,
    format: fr`Il y a trois formats : csv, pour un tableur, json, pour des programmes, et pdf, à remettre.`,
    part: fr`Trois parties se modifient : text (le texte, avec le titre, l’objectif et la clôture), rules (les règles) et page (destinataire, contact, chiffres, couleur).`,
    when: fr`Je n’ai pas pu lire cette date. Écrivez un jour, comme 2026-12-31, ou une heure, comme 2026-12-31 18:00.`,
    past: 'Cette date est passée. Pour clore la pétition maintenant, n’en indiquez aucune.',
    numbers: fr`Veuillez indiquer les signatures par leurs numéros, comme 12 15-20 ; « recent » et « find » les montrent.`,
    reason: fr`Veuillez ajouter le motif à la fin. Le journal le garde.`,
    name: 'Veuillez ajouter un nom, ou une partie d’un nom.',
    person:
      'Veuillez écrire add (ajouter), remove (retirer) ou list (lister), puis une seule personne, par une mention ou une adresse.',
    condition: fr`Veuillez dire quelles signatures, avant le motif, comme domain:farm.example. On peut écrire ainsi domain, community, channel, since, until, name (où * remplace n’importe quelles lettres) et evidence (dkim, account, reply ou press), et le mot disposable.`,
    entry: fr`Veuillez indiquer une entrée du journal par son numéro ; « log » les montre.`,
    domain: fr`Après les numéros, vous pouvez indiquer le domaine qui est le leur, par exemple : approve 12 domain example.org`,
    change: fr`Après « news », vous pouvez écrire edit (modifier) ou remove (retirer), et le numéro de la nouvelle, par exemple : news edit 2`,
    every: fr`Le résumé vient chaque jour (daily) ou chaque semaine (weekly) ; « off » l’arrête.`,
  },
  help: {
    subject: 'Ce que vous pouvez faire ici',
    lost: {
      subject: 'Je n’ai pas su vous lire',
      text: fr`Je n’ai trouvé aucune commande dans votre courriel, et rien n’a été fait. Voici les commandes que je connais ; commencez une ligne par l’une d’elles. Pour signer, écrivez votre nom à l’adresse de la pétition.`,
    },
    petition: (title, slug) => fr`« ${title} » (${slug})`,
    youOrganise: petitions => `Vous organisez ${petitions}.`,
    severalPetitions: command =>
      fr`S’il y a plusieurs pétitions, ajoutez le nom de l’une d’elles : « ${command} ».`,
  },
  left: {
    subject: 'Ce qui n’a pas été fait',
    inSubject: subject =>
      fr`L’objet de votre courriel dit aussi « ${subject} ». Cela n’a pas été fait : quand le texte donne une commande, lui seul compte. Veuillez l’envoyer à part :`,
    tooMany: most =>
      fr`Un courriel peut donner ${number(most)} commandes au plus. Celles-ci n’ont pas été faites ; veuillez les envoyer à part :`,
  },
  unknown: {
    subject: 'Je ne connais pas cette commande',
    didYouMean: command => fr`Vouliez-vous dire « ${command} » ?`,
    text: word => fr`Je ne connais pas la commande « ${word} ».`,
    seeHelp: command => fr`« ${command} » montre ce que vous pouvez faire.`,
    help: 'Aide',
  },
  problem: {
    subject: 'Il manque quelque chose',
    nothingChanged: problem => `${problem} Rien n’a changé.`,
    forInstance: command => fr`Par exemple : ${command}`,
  },
  which: {
    subject: fr`De quelle pétition s’agit-il ?`,
    none: 'Aucune pétition',
    noSuch: 'Pétition inconnue',
    notHere: asked => fr`Il n’y a pas ici de pétition « ${asked} ».`,
    several: {
      near: fr`Pensiez-vous à l’une de celles-ci ?`,
      these: 'Voici celles qui existent.',
      several: 'Il y en a plusieurs.',
    },
    choose: {
      press: fr`Veuillez en choisir une :`,
      write: fr`Veuillez récrire la commande, avec le nom de l’une d’elles après le premier mot :`,
    },
    more: n => fr`… et ${number(n)} autres : écrivez le nom de la pétition avec la commande.`,
  },
  form: {
    field: (label, value) => fr`${label} : ${value}`,
    howTo: command =>
      fr`Rien n’a encore changé. Répondez avec « ${command} » sur la première ligne et, dessous, les lignes que vous voulez remplir. Ce que vous omettez reste tel quel :`,
  },
}
