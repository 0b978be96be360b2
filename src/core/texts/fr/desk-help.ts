/** What is said of commands themselves, in French. The words of commands stay as one types them. */

import { type CommandProblem, exampleOf, mostCommands } from '../../commands.ts'
import { facts, paragraph, quote, reply, shortened, small } from '../blocks.ts'
import {
  command,
  longestButton,
  mostNamed,
  namesOf,
  toldApart,
  typed,
  whole,
  withPetition,
} from '../desk-commands.ts'
import type { DeskReplyTexts } from '../desk-words.ts'
import { frChat } from './chat.ts'
import { andMore, numbers } from './desk-acts.ts'
import { fr } from './parts.ts'

const problems: Record<CommandProblem, string> = {
  period: fr`Les périodes possibles sont day (jour), week (semaine), month (mois), year (année) et all (tout).`,
  format: fr`Il y a deux formats : csv, pour un tableur, et json, pour des programmes.`,
  part: fr`Deux parties se modifient : text (le texte, avec le titre, l’objectif et la clôture) et rules (les règles).`,
  when: fr`Cette date n’a pas pu être lue. Écrivez un jour, comme 2026-12-31, ou une heure, comme 2026-12-31 18:00 (UTC).`,
  past: fr`Cette date est passée. Pour clore la pétition maintenant, n’en indiquez aucune.`,
  numbers: fr`Veuillez indiquer les signatures par leurs numéros, comme 12 15-20 ; « recent » et « find » les montrent.`,
  reason: fr`Veuillez dire pourquoi, après les numéros : le motif est conservé dans le journal.`,
  name: fr`Veuillez ajouter un nom, ou une partie d’un nom.`,
  person: fr`Veuillez écrire add (ajouter), remove (écarter) ou list (lister), et qui, une personne à la fois : par une mention ou une adresse.`,
  entry: fr`Veuillez indiquer une entrée du journal par son numéro ; « log » les montre.`,
  every: fr`Le résumé vient chaque jour (daily) ou chaque semaine (weekly) ; « off » y met fin.`,
}

export const frDeskHelp: Pick<
  DeskReplyTexts,
  'deskHelp' | 'leftCommands' | 'unknownCommand' | 'commandProblem' | 'whichPetitionFor' | 'formByMail'
> = {
  deskHelp({ commands, organises, slash, lost }) {
    const [first] = organises
    const names = namesOf(organises, (title, slug) => fr`« ${title} » (${slug})`)
    return reply('fr', lost === true ? fr`Je n’ai pas su vous lire` : 'Ce que vous pouvez faire ici', [
      lost === true
        ? paragraph(
            fr`Je n’ai trouvé aucune commande dans votre courriel, et rien n’a été fait. Voici les mots que je connais ; commencez une ligne par l’un d’eux. Pour signer, écrivez votre nom à l’adresse de la pétition.`,
          )
        : undefined,
      first === undefined ? undefined : paragraph(fr`Vous organisez ${names}.`),
      andMore(organises.length - mostNamed),
      facts(commands.map(name => [typed(exampleOf(name), slash), frChat.commands[name]] as const)),
      small(
        fr`S’il y a plusieurs pétitions, ajoutez le nom de l’une d’elles : « ${typed(`count ${first?.slug ?? 'demo'}`, slash)} ».`,
      ),
    ])
  },

  leftCommands({ subject, more = [] }) {
    return reply('fr', 'Ce qui n’a pas été fait', [
      subject === undefined
        ? undefined
        : paragraph(
            fr`L’objet de votre courriel dit aussi « ${subject} ». Ce n’est pas fait : là où le texte donne une commande, c’est lui qui compte. Veuillez l’envoyer à part :`,
          ),
      subject === undefined ? undefined : command(shortened(subject, 60), subject),
      more.length === 0
        ? undefined
        : paragraph(
            fr`Un courriel donne ${String(mostCommands)} commandes au plus. Celles-ci n’ont pas été faites, veuillez les envoyer à part :`,
          ),
      more.length === 0 ? undefined : quote(more.slice(0, mostNamed).join('\n')),
      andMore(more.length - mostNamed),
    ])
  },

  unknownCommand({ word, meant, rest = '', id, slash }) {
    return reply(
      'fr',
      meant === undefined ? 'Cette commande n’existe pas' : fr`Vouliez-vous dire « ${meant} » ?`,
      [
        paragraph(
          meant === undefined
            ? fr`« ${word} » n’est pas une commande. « ${typed('help', slash)} » montre ce que vous pouvez faire.`
            : fr`« ${word} » n’est pas une commande. Vouliez-vous dire « ${typed(whole(meant, rest), slash)} » ?`,
        ),
        meant === undefined
          ? command('Aide', 'help')
          : command(meant, id === undefined ? whole(meant, rest) : `do ${id}`),
      ],
    )
  },

  commandProblem({ name, problem, slug, slash }) {
    return reply('fr', 'Il manque quelque chose', [
      paragraph(fr`${problems[problem]} Rien n’a changé.`),
      paragraph(fr`Par exemple : ${typed(exampleOf(name, slug ?? 'demo'), slash)}`),
    ])
  },

  whichPetitionFor({ words, petitions, asked, id, near = false, more = 0 }) {
    const choices = petitions.map(({ title, slug }) => ({
      title: toldApart(petitions, title, slug),
      slug,
      said: id === undefined ? withPetition(words, slug) : `do ${id} ${slug}`,
    }))
    const fits = choices.every(({ said }) => said.length <= longestButton)
    const [first] = petitions
    const unknown =
      asked === undefined || asked === '' ? undefined : fr`Il n’y a pas ici de pétition « ${asked} ».`
    const choose = fits
      ? fr`Veuillez en choisir une :`
      : fr`Veuillez récrire la commande, avec le nom de l’une d’elles après le premier mot :`
    const several = near
      ? fr`Vouliez-vous dire l’une de celles-ci ?`
      : unknown === undefined
        ? 'Il y en a plusieurs.'
        : 'Voici celles qu’il y a.'
    const subject =
      near && first !== undefined
        ? fr`Vouliez-vous dire « ${first.slug} » ?`
        : unknown === undefined
          ? fr`De quelle pétition s’agit-il ?`
          : 'Pétition inconnue'
    return reply('fr', petitions.length === 0 ? 'Aucune pétition' : subject, [
      paragraph(
        [unknown, first === undefined ? frChat.nothingOpen : `${several} ${choose}`]
          .filter(Boolean)
          .join(' '),
      ),
      ...(fits
        ? choices.map(({ title, said }) => command(title, said))
        : [facts(petitions.map(({ title, slug }) => [slug, title]))]),
      more === 0
        ? undefined
        : paragraph(
            fr`… et ${numbers.format(more)} autres : écrivez le nom de la pétition avec la commande.`,
          ),
    ])
  },

  formByMail({ command: words, title, fields, problems: wrong }) {
    const lines = fields.map(({ label, input }) => {
      const options =
        input.kind === 'choice' ? ` (${input.options.map(({ value }) => value).join(', ')})` : ''
      return fr`${label}${options} : ${input.value ?? ''}`
    })
    return reply('fr', title, [
      ...wrong.map(paragraph),
      paragraph(
        fr`Rien n’a encore changé. Répondez avec « ${words} » sur la première ligne et, dessous, les lignes que vous voulez remplir. Ce que vous omettez reste tel quel :`,
      ),
      quote([words, ...lines].join('\n')),
    ])
  },
}
