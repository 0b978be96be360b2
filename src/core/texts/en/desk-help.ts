/** What is said of commands themselves, in English: which there are, what is wrong with one, which petition was meant. */

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
import { enChat } from './chat.ts'
import { andMore, numbers } from './desk-acts.ts'

const problems: Record<CommandProblem, string> = {
  period: 'The periods I know are day, week, month, year and all.',
  format: 'I can write csv, for a spreadsheet, or json, for programs.',
  part: 'Two parts can be edited: text, with the title, the goal and the closing time, and rules.',
  when: 'I could not read that time. A day such as 2026-12-31 works, or a time such as 2026-12-31 18:00 (UTC).',
  past: 'That time has passed. To close the petition now, leave the time out.',
  numbers: 'Please name signatures by their numbers, such as 12 15-20; “recent” and “find” show them.',
  reason: 'Please add why, after the numbers: the reason is kept in the log.',
  name: 'Please add a name, or a part of one.',
  person: 'Please say add, remove or list, and whom, one at a time: by a mention, or a mail address.',
  entry: 'Please name an entry of the log by its number; “log” shows them.',
  every: 'A digest comes daily or weekly; “off” ends it.',
}

export const enDeskHelp: Pick<
  DeskReplyTexts,
  'deskHelp' | 'leftCommands' | 'unknownCommand' | 'commandProblem' | 'whichPetitionFor' | 'formByMail'
> = {
  deskHelp({ commands, organises, slash, lost }) {
    const [first] = organises
    return reply('en', lost === true ? 'I could not read that' : 'What you can do here', [
      lost === true
        ? paragraph(
            'I found no command in your mail, and nothing was done. These are the words I know; begin a line with one. To sign, write your name to the address of the petition.',
          )
        : undefined,
      first === undefined
        ? undefined
        : paragraph(`You organise ${namesOf(organises, (title, slug) => `“${title}” (${slug})`)}.`),
      andMore(organises.length - mostNamed),
      facts(commands.map(name => [typed(exampleOf(name), slash), enChat.commands[name]] as const)),
      small(
        `Where there are several petitions, add the name of one: “${typed(`count ${first?.slug ?? 'demo'}`, slash)}”.`,
      ),
    ])
  },

  leftCommands({ subject, more = [] }) {
    return reply('en', 'Not done', [
      subject === undefined
        ? undefined
        : paragraph(
            `Your mail’s subject says “${subject}”, too. That was not done: where the text says a command, it is the text that counts. Please send it on its own:`,
          ),
      subject === undefined ? undefined : command(shortened(subject, 60), subject),
      more.length === 0
        ? undefined
        : paragraph(
            `One mail gives ${mostCommands} commands at most. These were not done, please send them on their own:`,
          ),
      more.length === 0 ? undefined : quote(more.slice(0, mostNamed).join('\n')),
      andMore(more.length - mostNamed),
    ])
  },

  unknownCommand({ word, meant, rest = '', id, slash }) {
    return reply('en', meant === undefined ? 'I don’t know that command' : `Did you mean “${meant}”?`, [
      paragraph(
        meant === undefined
          ? `“${word}” is none of my commands. “${typed('help', slash)}” shows what you can do.`
          : `“${word}” is none of my commands. Did you mean “${typed(whole(meant, rest), slash)}”?`,
      ),
      meant === undefined
        ? command('Help', 'help')
        : command(meant, id === undefined ? whole(meant, rest) : `do ${id}`),
    ])
  },

  commandProblem({ name, problem, slug, slash }) {
    return reply('en', 'Not yet', [
      paragraph(`${problems[problem]} Nothing has changed.`),
      paragraph(`For instance: ${typed(exampleOf(name, slug ?? 'demo'), slash)}`),
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
    const unknown = asked === undefined || asked === '' ? undefined : `There is no petition “${asked}” here.`
    const choose = fits
      ? 'Please choose one:'
      : 'Please write this again, with the name of one of them after its first word:'
    const several = near
      ? 'Did you mean one of these?'
      : unknown === undefined
        ? 'There are several.'
        : 'There are these.'
    const subject =
      near && first !== undefined
        ? `Did you mean “${first.slug}”?`
        : unknown === undefined
          ? 'Which petition?'
          : 'No such petition'
    return reply('en', petitions.length === 0 ? 'No petition' : subject, [
      paragraph(
        [unknown, first === undefined ? enChat.nothingOpen : `${several} ${choose}`]
          .filter(Boolean)
          .join(' '),
      ),
      ...(fits
        ? choices.map(({ title, said }) => command(title, said))
        : [facts(petitions.map(({ title, slug }) => [slug, title]))]),
      more === 0
        ? undefined
        : paragraph(`… and ${numbers.format(more)} more: write the name of the petition with the command.`),
    ])
  },

  formByMail({ command: words, title, fields, problems: wrong }) {
    const lines = fields.map(({ label, input }) => {
      const options =
        input.kind === 'choice' ? ` (${input.options.map(({ value }) => value).join(', ')})` : ''
      return `${label}${options}: ${input.value ?? ''}`
    })
    return reply('en', title, [
      ...wrong.map(paragraph),
      paragraph(
        `Nothing has changed yet. Reply with “${words}” on the first line, and below it the lines you want to set. What you leave out stays as it is:`,
      ),
      quote([words, ...lines].join('\n')),
    ])
  },
}
