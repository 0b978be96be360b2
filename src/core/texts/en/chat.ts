import type { ArgumentName, CommandName } from '../../commands.ts'
import type { DetailsField, DetailsProblem } from '../../details.ts'
import type { Language } from '../../language.ts'
import { cutList } from '../cut-list.ts'
import { counted, number, oneOf } from './writing.ts'

const fields = {
  name: 'Your name',
  occupation: 'Your occupation',
  organisation: 'The name of the organisation',
}

export type ChatSentences = typeof chat

/** The texts as a chat gets them. */
export interface ChatWords extends ChatSentences {
  readonly language: Language
}

/** Texts that only chats show: forms, commands, and answers that are given at once without the database. */
export const chat = {
  /** Shown if the commit takes longer than a moment. The answer is edited after it. */
  oneMoment: 'One moment: this is not saved yet. This message will change when it is.',
  /** Shown if the commit failed: nothing is saved. */
  notSaved: 'That did not work, and nothing was saved. Please try again in a minute.',
  /** Beside a field of a form that was refused, at most 97 characters. */
  notKept: 'What you typed is gone: I was restarted, or it is more than a day old. Please type it again.',
  nothingOpen: 'No petition is open for signatures at the moment.',
  whichPetition: 'Several petitions are open. Please choose one.',
  noSuchPetition: 'There is no open petition with this name.',
  didYouMean: (title: string) => `Did you mean “${title}”?`,
  /** Somebody who is not an organiser asks for an organiser's form, whether or not there is such a petition. */
  notYours: 'You do not organise a petition with this name.',
  /** The card was announced in a channel where the service may not write. */
  cannotPostHere:
    'I cannot write in this channel. Anyone who manages the server can add me, and allow me to view the channel and send messages there.',
  /** The service may write there once somebody adds it to the channel. */
  notInChannel:
    'I am not in this private channel, so I cannot write here. Add me with /invite, then ask again.',
  /** The workspace that sent a command has not installed the app; `url` is where to install it. */
  notInstalled: (url: string) =>
    `Undersigned is not installed in this workspace. Anyone who manages it can install it here: ${url}`,
  /** An answer that only one person sees cannot hold pictures and files: they were sent as direct messages. */
  seeDirectMessages: 'The rest is in your direct messages.',
  /** Descriptions of the commands and their arguments, at most 100 characters each. */
  commands: {
    sign: 'Sign a petition',
    unsign: 'Withdraw your signature',
    mysignatures: 'See and change what you have signed',
    petition: 'Ask about a petition, or organise one',
    count: 'How many people have signed',
    stats: 'A picture of the signatures over time, and where they came from',
    recent: 'The latest signatures',
    find: 'Find signatures by name',
    unusual: 'Email domains and communities that brought far more signatures than usual',
    export: 'All signatures in a file, for you alone',
    create: 'Start a petition',
    edit: 'Change what a petition says, or who may sign it',
    open: 'Open a petition for signatures',
    close: 'Close a petition, now or at a time',
    news: 'Tell readers of a petition’s page what is new',
    announce: 'Post the petition here, with its count and a button to sign',
    feature: 'Show signatures first, in the order you give, after you have checked who they are',
    hide: 'Hide signatures; they still count',
    show: 'Show hidden signatures again',
    remove: 'Remove signatures; they no longer count',
    invalidate: 'Remove all signatures that fit a condition, after you have seen how many',
    approve: 'See and approve organisations that have signed',
    organiser: 'Add, remove or list the people who organise a petition with you',
    log: 'What organisers have done, and when',
    undo: 'Undo what an organiser did in the last 24 hours',
    digest: 'A summary for you, daily or weekly',
    help: 'What you can do here',
  } satisfies Record<CommandName | 'petition', string>,
  options: {
    petition: 'Which petition',
    period: 'Which period: day, week, month, year or all',
    page: 'Which page',
    name: 'A name, or part of one',
    format: 'csv for a spreadsheet, json for programs, pdf to hand over',
    part: 'The text, the rules, or the page',
    when: 'When, such as 2026-12-31 18:00; now if you leave it out',
    numbers: 'Numbers of signatures, such as 12 15-20; put “off” before them to undo it',
    reason: 'Why; the log keeps it',
    act: 'Add, remove or list',
    person: 'A member',
    mailbox: 'An email address',
    entry: 'Number of the entry in the log',
    every: 'How often',
    condition: 'Such as domain:farm.example since:2026-11-20 name:"*bot*" evidence:press channel:email',
    change: 'Edit or remove; a new update if you leave it out',
    item: 'Number of the update; the newest if you leave it out',
    domain: 'Their web domain, if you have checked that it is theirs: shown beside the name',
  } satisfies Record<ArgumentName, string>,
  /** Labels at most 45 characters, hints and options 100. */
  signForm: {
    title: (petition: string) => `Sign: ${petition}`,
    name: 'Name as it should appear',
    occupation: 'Occupation',
    forInstance: (occupations: readonly string[]) => cutList('For example: ', occupations),
    organisation: 'Organisation',
    organisationHint: 'Yours, or the one you sign for',
    way: 'Signing as',
    myself: 'Myself, and my name is shown',
    countedOnly: 'Myself, counted only, without my name',
    forOrganisation: 'An organisation that I represent',
    mailbox: 'Your email address',
    mailboxRequired: 'We send the link to confirm there. The address is never shown.',
    mailboxOptional: 'Only if you may have signed by email too, so that you count once. Never shown.',
    submit: 'Continue',
  },
  /** The forms that start a petition, change what it says, and who may sign it. */
  petitionForm: {
    createTitle: 'Start a petition',
    editTitle: (petition: string) => `Edit: ${petition}`,
    rulesTitle: (petition: string) => `Rules: ${petition}`,
    pageTitle: (petition: string) => `Page: ${petition}`,
    title: 'Title',
    text: 'Statement',
    textHint: 'What people sign. It cannot be changed after the first signature.',
    textTooLong: 'The text is too long for a form. An organiser can edit it by email.',
    textFixed: 'Somebody has signed, so the statement cannot be changed.',
    organisedBy: 'Organiser',
    organisedByHint: 'Who collects the signatures. Shown to everyone who signs.',
    addressee: 'Addressed to',
    addresseeHint: 'The people or bodies it is addressed to, such as: the European Parliament',
    contact: 'Contact',
    contactHint: 'An address where signers can ask questions. Shown on the page.',
    goal: 'Goal (number of signatures)',
    closes: 'Closes on',
    closesHint: (zone: string) => `Such as 2026-12-31 18:00 (${zone}). If empty, it stays open.`,
    /** Only in emails, because a chat's form has no sixth field. */
    timeZone: 'Time zone',
    policy: 'Who can sign',
    policyAccount: 'Anyone who has an account here',
    policyEmail: 'Anyone who confirms an email address',
    organisations: 'Organisations',
    organisationsApprove: 'Can sign, and wait for your approval',
    organisationsAccept: 'Can sign, and count at once',
    organisationsRefuse: 'Cannot sign',
    listing: 'Visibility',
    listingPublic: 'Show names and the count',
    listingCount: 'Show the count only',
    figures: 'Figures on the page',
    figuresPublic: 'Also today, this week, by channel',
    figuresTotal: 'The total only',
    accent: 'Colour of the page',
    accentHint: 'Such as #8c1d18. If it is hard to read, we make it darker or lighter.',
    language: 'Language',
    occupations: 'Suggested occupations',
    occupationsHint: 'Separated by commas: composer, illustrator, actor',
    create: 'Start it',
    save: 'Save',
  },
  newsForm: {
    title: (petition: string) => `News: ${petition}`,
    heading: 'Title',
    text: 'Text',
    textHint: 'An update for readers, with today’s date. Nobody signs it.',
    preview: 'Preview',
  },
  /** An account's own page in a chat. */
  home: {
    open: 'Open petitions',
    sign: 'Sign',
    readMore: 'Read more',
    signed: 'What you have signed',
    nothingSigned: 'Nothing yet.',
    signature: (petition: string, n: number) => `“${petition}”, signature number ${number(n)}`,
    withdraw: 'Withdraw',
  },
  problems: {
    nameMissing: 'Please give the name that should appear.',
    mailboxMissing: 'Please give an email address: we send the link to confirm there.',
    mailboxWrong: 'We cannot write to this email address. Please check it.',
    /** In an email people can write anything where a chat lets them choose. */
    choose: (label: string, options: readonly string[]) => `${label}: please write ${oneOf(options)}.`,
    /** The text cannot change, because somebody has signed. */
    textIsFixed:
      'Somebody has signed, so the statement cannot be changed. The operator can add an appendix below it.',
    namesAreFixed:
      'Somebody has signed, so the title and the organiser cannot be changed. A correction of the spelling can change at most a quarter of the letters, and an addressee can be added if there is none.',
    details: (field: DetailsField, problem: DetailsProblem, limit: number) =>
      ({
        empty: `${fields[field]} is missing.`,
        'too-long': `${fields[field]} is too long: at most ${counted(limit, 'character', 'characters')}.`,
        'not-a-name': `${fields[field]} does not look right. Please leave out links, addresses and symbols.`,
      })[problem],
    news: {
      title: (limit: number) => `Title: at most ${number(limit)} characters, or none.`,
      text: (limit: number) => `Text: 1 to ${number(limit)} characters.`,
    },
    petition: {
      title: (limit: number) => `Title: 1 to ${number(limit)} characters.`,
      text: (limit: number) => `Statement: 1 to ${number(limit)} characters.`,
      organisedBy: (limit: number) => `Organiser: 1 to ${number(limit)} characters.`,
      addressee: (limit: number) => `Addressed to: 1 to ${number(limit)} characters.`,
      contact: (limit: number) => `Contact: 1 to ${number(limit)} characters.`,
      accent: 'Please write a colour such as #8c1d18, or leave this empty.',
      goal: 'The goal must be a whole number, 1 or more.',
      closes: 'Please write a time such as 2026-12-31 18:00, or leave this empty.',
      timeZone: 'Please write a time zone by its name, such as Europe/Paris or UTC.',
      language: 'Language: please write a tag such as en, pt-BR or ar.',
      other: 'We could not use something in this form.',
    },
  },
}
