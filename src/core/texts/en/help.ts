import { number } from './writing.ts'

export type HelpSentences = typeof help

export const help = {
  problems: {
    period: 'The periods are day, week, month, year and all.',
    format: 'The formats are csv, for a spreadsheet, json, for programs, and pdf, to hand over.',
    part: 'You can edit three parts: text (with the title, the goal and the closing time), rules, and page (addressee, contact, figures, colour).',
    when: 'I could not read that time. Write a day such as 2026-12-31, or a time such as 2026-12-31 18:00.',
    past: 'That time has passed. To close the petition now, leave the time out.',
    numbers: 'Please name signatures by their numbers, such as 12 15-20; “recent” and “find” show them.',
    reason: 'Please add the reason at the end. The log keeps it.',
    name: 'Please add a name, or part of a name.',
    person: 'Please write add, remove or list, and then one person: a mention, or an email address.',
    entry: 'Please name an entry of the log by its number; “log” shows them.',
    condition:
      'Please say which signatures before the reason, such as domain:farm.example. In the same way you can write community, channel, since, until, name (with * for any letters) and evidence (dkim, account, reply or press), and the word disposable.',
    domain:
      'After the numbers you can write the domain that is theirs, such as: approve 12 domain example.org',
    change: 'After “news” you can write edit or remove, and the number of the update, such as: news edit 2',
    every: 'You can get a digest daily or weekly; “off” stops it.',
  },
  help: {
    subject: 'What you can do here',
    lost: {
      subject: 'I could not read that',
      text: 'I found no command in your email, and nothing was done. These are the commands I know; begin a line with one. To sign, write your name to the address of the petition.',
    },
    petition: (title: string, slug: string) => `“${title}” (${slug})`,
    youOrganise: (petitions: string) => `You organise ${petitions}.`,
    severalPetitions: (command: string) =>
      `If there are several petitions, add the name of one: “${command}”.`,
  },
  left: {
    subject: 'Not done',
    inSubject: (subject: string) =>
      `The subject of your email also says “${subject}”. That was not done: if the text gives a command, only the text counts. Please send it on its own:`,
    tooMany: (most: number) =>
      `One email can give at most ${most} commands. These were not done; please send them on their own:`,
  },
  unknown: {
    subject: 'I don’t know that command',
    didYouMean: (command: string) => `Did you mean “${command}”?`,
    text: (word: string) => `I don’t know the command “${word}”.`,
    seeHelp: (command: string) => `“${command}” shows what you can do.`,
    help: 'Help',
  },
  problem: {
    subject: 'Not yet',
    nothingChanged: (problem: string) => `${problem} Nothing has changed.`,
    forInstance: (command: string) => `For example: ${command}`,
  },
  which: {
    subject: 'Which petition?',
    none: 'No petition',
    noSuch: 'No such petition',
    notHere: (asked: string) => `There is no petition called “${asked}” here.`,
    /** Introduces the list of petitions; `near`: one of them may be meant. */
    several: {
      near: 'Did you mean one of these?',
      these: 'There are these.',
      several: 'There are several.',
    },
    choose: {
      press: 'Please choose one:',
      write: 'Please write this again, with the name of one of them after its first word:',
    },
    more: (n: number) => `… and ${number(n)} more: write the name of the petition with the command.`,
  },
  form: {
    field: (label: string, value: string) => `${label}: ${value}`,
    howTo: (command: string) =>
      `Nothing has changed yet. Reply with “${command}” on the first line, and below it the lines you want to set. What you leave out stays as it is:`,
  },
}
