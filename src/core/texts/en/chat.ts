import { cutList } from '../blocks.ts'
import type { ChatWords } from '../chat-words.ts'

const numbers = new Intl.NumberFormat('en-GB')

const fields = { name: 'name', occupation: 'occupation', organisation: 'organisation' }

export const enChat: ChatWords = {
  language: 'en',
  oneMoment: 'One moment: not saved yet. This message changes when it is.',
  notSaved: 'That did not work, and nothing is saved. Please try again in a minute.',
  notKept: 'What you had typed is not here any more: I was restarted, or that was a day ago.',
  nothingOpen: 'No petition is open for signatures at the moment.',
  whichPetition: 'Several petitions are open. Please choose one.',
  noSuchPetition: 'There is no open petition by this name.',
  notYours: 'You organise no petition by this name.',
  cannotPostHere:
    'I may not write in this channel. Who manages the server can add me, and allow me to view the channel and send messages there.',
  notInChannel:
    'I am not in this private channel, so I may not write here. Add me with /invite, then ask again.',
  notInstalled: url =>
    `Undersigned is not installed in this workspace. Who manages it can do that here: ${url}`,
  seeDirectMessages: 'The rest is in your direct messages.',
  commands: {
    sign: 'Sign a petition',
    unsign: 'Take your signature back',
    mysignatures: 'What you have signed, to look at or change',
    petition: 'Ask about a petition, or organise one',
    count: 'How many have signed',
    stats: 'A picture: signatures over time, who came from where',
    recent: 'Who signed last',
    find: 'Find signatures by name',
    export: 'All signatures as a file, for you alone',
    create: 'Start a petition',
    edit: 'Change what a petition says, or who may sign it',
    open: 'Open a petition for signatures',
    close: 'Close a petition, now or at a time',
    announce: 'Post the petition here, with its count and a button to sign',
    feature: 'Show signatures first, in the order given, once you have checked who they are',
    hide: 'Show these signatures no more; they go on counting',
    show: 'Show hidden signatures again',
    remove: 'Take signatures off; they count no more',
    approve: 'Organisations that wait for you',
    organiser: 'Who shares this desk: add, remove or list organisers',
    log: 'What organisers did, and when',
    undo: 'Take back what an organiser did in the last 24 hours',
    digest: 'A summary for you, daily or weekly',
    help: 'What you can do here',
  },
  options: {
    petition: 'Which petition',
    period: 'Which time: day, week, month, year or all',
    page: 'Which page',
    name: 'A name, or a part of one',
    format: 'csv for a spreadsheet, json for programs',
    part: 'The text, or the rules',
    when: 'When, such as 2026-12-31 18:00; now if left out',
    numbers: 'Numbers of signatures, such as 12 15-20; “off” before them takes it back',
    reason: 'Why; kept in the log',
    organiserAct: 'Add, remove or list',
    person: 'A member',
    mailbox: 'A mail address',
    entry: 'Number of the entry in the log',
    every: 'How often',
  },
  signForm: {
    title: petition => `Sign: ${petition}`,
    name: 'Name as it should appear',
    occupation: 'What you do',
    forInstance: occupations => cutList('For instance: ', occupations),
    organisation: 'Organisation',
    organisationHint: 'Yours, or the one you sign for',
    way: 'Signing as',
    myself: 'Myself, my name is shown',
    countedOnly: 'Myself, count me only',
    forOrganisation: 'An organisation, I represent it',
    mailbox: 'Your mail address',
    mailboxRequired: 'The link to confirm is sent there. It is never shown.',
    mailboxOptional: 'Only if you may have signed by mail, too, so that you count once. Never shown.',
    submit: 'Go on',
  },
  petitionForm: {
    createTitle: 'Start a petition',
    editTitle: petition => `Edit: ${petition}`,
    rulesTitle: petition => `Rules: ${petition}`,
    title: 'Title',
    text: 'Statement',
    textHint: 'What people put their name under. It is fixed once somebody has signed.',
    textTooLong: 'The text is longer than a form takes: a mailbox that organises can edit it by mail.',
    textFixed: 'Somebody has signed: the statement is fixed, and stays as it is.',
    organisedBy: 'Who organises it',
    organisedByHint: 'Shown to everybody who signs: who collects the names',
    goal: 'Goal, a number of signatures',
    closes: 'Closes on',
    closesHint: zone => `Such as 2026-12-31 18:00 (${zone}); empty: it stays open`,
    timeZone: 'Time zone',
    policy: 'Who may sign',
    policyAccount: 'Whoever has an account here',
    policyEmail: 'Whoever confirms a mail address',
    organisations: 'Organisations',
    organisationsApprove: 'May sign, and wait for your approval',
    organisationsAccept: 'May sign, and count at once',
    organisationsRefuse: 'May not sign',
    listing: 'What is shown',
    listingPublic: 'Names and the count',
    listingCount: 'The count only',
    language: 'Language',
    languages: { en: 'English', fr: 'French' },
    occupations: 'Suggested occupations',
    occupationsHint: 'With commas between them: composer, illustrator, actor',
    create: 'Start it',
    save: 'Save',
  },
  home: {
    open: 'Open petitions',
    sign: 'Sign',
    readMore: 'Read more',
    signed: 'What you have signed',
    nothingSigned: 'Nothing yet.',
    signature: (petition, number) => `“${petition}”, signature ${numbers.format(number)}`,
    withdraw: 'Take it back',
  },
  problems: {
    nameMissing: 'Please give the name that should appear.',
    mailboxMissing: 'Please give a mail address: the link to confirm is sent there.',
    mailboxWrong: 'This is no mail address we can write to.',
    choose: (label, options) =>
      `${label}: please write ${options.slice(0, -1).join(', ')} or ${options.at(-1)}.`,
    textIsFixed:
      'Somebody has signed: the statement is fixed. What should be added can be put beneath it as an appendix, by the operator.',
    details(field, problem, limit) {
      switch (problem) {
        case 'empty':
          return `Please give the ${fields[field]}.`
        case 'too-long':
          return `The ${fields[field]} is longer than ${numbers.format(limit)} characters.`
        case 'not-a-name':
          return `The ${fields[field]} does not read like one: no links or addresses, please.`
      }
    },
    petition(field, limit) {
      switch (field) {
        case 'title':
          return `The title needs 1 to ${numbers.format(limit)} characters.`
        case 'text':
          return `The statement needs 1 to ${numbers.format(limit)} characters.`
        case 'goal':
          return 'The goal is a whole number, 1 or more.'
        case 'closes':
          return 'A time such as 2026-12-31 18:00, or nothing.'
        case 'timeZone':
          return 'The time zone is a name such as Europe/Paris or UTC.'
        case 'organisedBy':
          return `Who organises it needs 1 to ${numbers.format(limit)} characters.`
        case 'other':
          return 'Something in the form cannot be used.'
      }
    },
  },
}
