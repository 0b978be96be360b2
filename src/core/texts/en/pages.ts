import { chats } from '../../../db/channels.ts'
import type { Channel, Chat } from '../../channel.ts'
import type { TypedProblem } from '../../details.ts'
import type { Language } from '../../language.ts'
import type { Site } from '../../site.ts'
import type { Removal } from '../reply-args.ts'
import { parts } from './parts.ts'
import { share } from './share.ts'
import { counted, day, hour, locale, number, oneOf } from './writing.ts'

export type PageSentences = typeof pages

/** The texts of the pages, as a page gets them. */
export interface PageWords extends PageSentences {
  readonly site: Site
  /** Set if the reader chose this language on a page: its links keep it. */
  readonly chosen?: Language
  readonly language: Language
  /** Each under its own name. */
  readonly otherLanguages: readonly { language: Language; name: string }[]
}

const correctedFields = { title: 'title', organisedBy: 'name of the organiser', addressee: 'addressee' }

const moment = (date: Date) => `${day(date, 'UTC')}, ${hour(date, 'UTC')}`

export const pages = {
  share,
  /** For lists and numbers that a page sets itself. */
  locale,
  number,
  /** A day written out; in UTC, unless a time zone is named. */
  day,

  // every page
  skipToContent: 'Skip to the content',
  languagesLabel: 'Other languages',
  footer: 'No cookies, no tracking.',
  runBy: (operator: string) => `Run by ${operator}.`,
  privacyLink: 'Privacy',
  imprintLink: 'Imprint',

  // the home page
  homeIntro: (channels: readonly Channel[]) =>
    `Statements you can sign ${oneOf(channels.map(parts.on))}. Every signature is confirmed by the person who signs.`,
  openPetitionsTitle: 'Open for signatures',
  nothingOpen: 'No statement is open for signatures at the moment.',
  trialHint:
    'This service is on trial on your own machine: no email leaves it. Write one as anyone you like, and see what comes back.',
  trialLink: 'Open the trial desk',

  // the petition page
  addressedTo: (whom: string) => `To ${whom}`,
  putForwardBy: (organiser: string) => `Put forward by ${organiser}`,
  /** Follows the number. */
  haveSigned: (n: number, organisations: number): string => {
    if (organisations === 0) return n === 1 ? 'person has signed' : 'people have signed'
    return n === organisations
      ? organisations === 1
        ? 'organisation has signed'
        : 'organisations have signed'
      : 'people and organisations have signed'
  },
  signButton: 'Sign',
  /** The ways follow, as a list. */
  waysToSign: 'You can sign',
  here: 'here',
  wayToSign: (channel: Channel): string => parts.on(channel),
  confirmedByYou: 'Nothing counts until you confirm it from your own mailbox or account.',
  finalNumber: 'This is the final number.',
  andMorePeople: (n: number) => `And ${counted(n, 'more person', 'more people')}`,
  allOrganisations: (n: number) => `All ${parts.organisations(n)}`,
  findName: 'Find a name',
  findButton: 'Find',
  foundFor: (name: string) => `Names like “${name}”`,
  nobodyFound: 'We found nobody with that name. Only people who let us show their name can be found.',
  nobodyHere: 'Nobody is listed here.',
  onlyTheFirst: (n: number) => `Only the first ${number(n)} are shown. Type more of the name.`,
  orderOfNames: 'Order of the names',
  newestFirst: 'Newest',
  aToZ: 'A to Z',
  byOccupation: 'By occupation',
  noOccupations: 'No two people have given the same occupation yet.',
  moreNames: 'More names',
  firstPage: 'Back to the first names',
  news: {
    title: 'News',
    by: (organiser: string) => `Published by ${organiser}. People have signed the statement, not this news.`,
    all: 'All news',
    newest: 'Newest',
    earlier: 'Earlier',
    none: 'There is no news yet.',
    edited: 'changed',
  },
  figuresTitle: 'How the signatures came in',
  today: 'today',
  thisWeek: 'in seven days',
  /** Describes a picture. */
  curve: (n: number, first: Date, last: Date, zone: string) =>
    `A rising line: ${counted(n, 'signature', 'signatures')} from ${day(first, zone)} to ${day(last, zone)}.`,
  signatures: parts.signatures,
  peopleCount: parts.people,
  organisationsCount: parts.organisations,
  goalIs: (goal: number) => `Goal: ${number(goal)}`,
  goalReached: (goal: number) => `The goal of ${number(goal)} has been reached.`,
  ofGoal: (n: number, goal: number) => `${number(n)} of ${number(goal)}`,
  /** Here and in the next two, in the petition's time zone. */
  openFrom: (date: Date, timeZone: string) => `Open since ${day(date, timeZone)}`,
  closesOn: (date: Date, timeZone: string) => `Open until ${day(date, timeZone)} at ${hour(date, timeZone)}`,
  /** `undefined`: the day is not known. */
  closedOn: (date: Date | undefined, timeZone: string) =>
    date ? `Closed on ${day(date, timeZone)}` : 'Closed',
  howToSignTitle: 'Sign by email',
  /** The address to write to follows on its own line. */
  howToSign: 'Write your name and your occupation, and send them to',
  howToSignForOrganisation:
    'Are you signing for an organisation? Write “on behalf of” and its name below your own.',
  howToSignNext: 'You will get an answer within moments. To confirm your signature, reply to it.',
  writeMailButton: 'Write the email',
  /** The subject with which the email program opens. */
  mailSubject: (title: string) => `I sign: ${title}`,
  tryHereButton: 'Try it on the trial desk',
  signInChatTitle: (listed: readonly Chat[]) => `Sign from ${oneOf(listed.map(chat => chats[chat]))}`,
  /** The command to type follows. */
  signInChat: (chat: Chat) => `In ${chats[chat]}: type`,
  signInChatNext: 'A form opens there. This works in every server or workspace that has added this service.',
  /** Above those the organiser wants named first. It must not say that anybody checked who they are. */
  featured: 'Among those who have signed',
  people: 'People',
  organisations: 'Organisations',
  /** Before the domain of an organisation’s mailbox. */
  checkedDomain: 'Signed from this domain, which the organiser checked:',
  representedBy: (name: string, role: string | undefined) =>
    `represented by ${name}${role ? `, ${role}` : ''}`,
  noSignatoriesYet: 'Nobody has signed yet. The first signature could be yours.',
  /** On an empty line before the names; it leads to the form. */
  yourName: 'Your name here',
  nobodyListed: 'Everyone who has signed so far is counted without being named.',
  /** Below the last name. */
  andUnnamed: (n: number) =>
    `And ${counted(n, 'more person, whose name is not shown', 'more people, whose names are not shown')}.`,
  onlyTheCountIsShown: 'For this statement only the count is public, not the names.',
  older: 'Earlier signatures',
  newest: 'Newest signatures',
  signatoryPages: 'More signatures',
  appendix: (date: Date) => `Added on ${day(date)}`,
  /** A new spelling of what stands above the text; or an addressee, if there was none `before`. */
  corrected: (field: keyof typeof correctedFields, before: string, after: string, date: Date) =>
    before === ''
      ? `Added on ${day(date)}: this is addressed to “${after}”. Earlier signatures were given without an addressee.`
      : `Corrected on ${day(date)}: the ${correctedFields[field]} was spelled “${before}”, and is now “${after}”. Earlier signatures were given under the first spelling.`,
  whoCollectsTitle: 'Who collects this, and why',
  collectedBy: (organiser: string) =>
    `${organiser} collects these signatures to show who supports this text.`,
  contact: 'Contact:',
  howToLeave: 'You can change, withdraw or erase your signature at any time, with the link in your receipt.',

  // the page to sign on
  signTitle: (petition: string) => `Sign: ${petition}`,
  signHere: 'Sign here',
  notSent: 'Nothing has been sent yet. Please correct what is marked below.',
  readTheText: 'Read the text',
  mailboxLabel: 'Your email address',
  mailboxNote: 'We send a link there to confirm your signature. It is never shown.',
  mailboxWrong: 'We cannot write to this address. An address looks like name@example.org.',
  orAnotherWay: 'Or another way',
  copyButton: 'Copy the address',
  copied: 'Copied',
  /** The email as an email program opens it, to be filled in. */
  mailBody: (organisations: boolean) =>
    `Name: \nOccupation: ${organisations ? '\nOrganisation (if you sign for one): ' : ''}\n`,
  writeIn: (service: string) => `Write it in ${service}`,
  joinChat: (chat: Chat) => `Join us on ${chats[chat]}`,
  lookInMailboxTitle: 'One step left: check your email',
  lookInMailbox: (mailbox: string) =>
    `We have written to ${mailbox}. Press the link in that email, and your signature counts. Until then nothing is recorded.`,
  notThere:
    'Nothing there after a few minutes? Look in your spam folder, and check the address above. We write to an address once a day.',
  signAgain: 'Correct the address',
  tooManyFromHere:
    'Very many people have sent this form just now, from your network or with an address like yours, so we could not take it. Please try again in a quarter of an hour, or sign by email.',

  // the confirm page
  notSignedYetTitle: 'You have not signed yet',
  notSignedYet: 'Nothing is recorded until you press the button on this page.',
  notChangedYetTitle: 'Nothing has changed yet',
  notChangedYet: 'You have already signed. Your signature changes when you press the button on this page.',
  theText: 'The text',
  willBePublished: 'What will be published',
  willBeRecorded: 'What will be recorded',
  representativeNotShown: 'The organisation is listed, and your name is not shown.',
  /** The account’s name follows. */
  askedInChat: (chat: Chat) => `Asked ${parts.on(chat)} by the account`,
  accountIsTied:
    'Confirm only if this account is yours: it will be able to change or withdraw this signature.',
  confirmButton: 'Confirm my signature',
  changeButton: 'Confirm the change',
  notMeButton: 'It wasn’t me',
  // a press that may be a machine's
  secondStepTitle: 'One more step',
  secondStep: (label: string) =>
    `Somebody pressed “${label}”. Nothing has happened yet: press the button below, and it will.`,
  secondStepButton: 'Yes, I meant that',
  secondStepWhy:
    'Programs that check emails also open links and press buttons. If it wasn’t you, do nothing and close this page.',
  afterAllButton: 'I want to sign after all',
  askedAgainTitle: 'We have written to you once more',
  askedAgain:
    'Two buttons of this page were pressed within a second: to confirm, and “It wasn’t me”. Perhaps a program did that. Neither counts. If you want to confirm, use the new email; if you do nothing, nothing changes.',
  notMeHint:
    '“It wasn’t me” deletes this request, and we will not write to you about this statement again unless you write to us.',
  validUntil: (date: Date) =>
    `This link works until ${day(date)}. If you don’t confirm, the request is deleted then.`,
  notTakenOffYetTitle: 'Your signature is still there',
  notTakenOffYet: (act: Removal): string =>
    act === 'withdraw'
      ? 'You asked us to remove it. That happens when you press the button on this page.'
      : 'You asked us to erase it. That happens when you press the button on this page, and cannot be undone.',
  yourSignature: 'Your signature',
  removalButton: (act: Removal): string =>
    act === 'withdraw' ? 'Remove my signature' : 'Erase my signature',
  keepHint: 'To keep it, or if you did not ask for this, just close this page.',
  signedTitle: (n: number) => `Your signature is number ${number(n)}`,
  alreadySignedTitle: 'You have already signed',
  alreadySigned: (n: number) => `Your signature is number ${number(n)}. Nothing is counted twice.`,
  signed: 'Thank you. Your signature is recorded.',
  receiptHint: 'You will also get a receipt, with a link to change or withdraw your signature.',
  waitsForApproval: 'The organiser checks signatures of organisations before they are listed and counted.',
  tooLateToRefuse:
    'This signature had already been confirmed, so it was not deleted. If it wasn’t you, withdraw it or erase it.',
  countedOnly: 'Counted, without showing the name.',
  tooLateToChange:
    'What you typed is not saved, because this signature had already been confirmed. The link in your receipt changes it.',
  seePage: 'See the statement and who signed it',
  manage: 'Change it, withdraw it, get your proof',
  removedTitle: (act: Removal) => `Your signature has been ${act === 'withdraw' ? 'removed' : 'erased'}`,
  removed: (act: Removal): string =>
    act === 'withdraw'
      ? 'It no longer counts, and your name is no longer listed. You can sign again whenever you like.'
      : 'It no longer counts, and your name and details have been deleted. You can sign again whenever you like.',
  refusedTitle: 'Thank you, the request has been deleted',
  /** `why`: the answer of the mail server. */
  refused:
    'Nothing was recorded, and we will not write to you about this statement again unless you write to us.',
  expiredTitle: 'This link has expired',
  expired:
    'Nothing was recorded, and the request has been deleted. You can ask again; the page of the statement says how.',
  unknownLinkTitle: 'We do not know this link',
  unknownLink:
    'It may have been cut off on its way. Copy the whole link from the message you got, or press its button there.',
  unknownLinkRestored: (from: Date, to: Date) =>
    `This service was restored from a backup. Links that we sent between ${moment(from)} and ${moment(to)} don’t work any more. If yours is from that time, please sign again. If it isn’t, it may have been cut off on its way: copy the whole link from the message you got.`,
  closedTitle: 'This statement is closed',
  closedNothingRecorded: 'It takes no more signatures, so nothing was recorded for you.',

  // a command that waits for its organiser's go-ahead
  notDoneYetTitle: 'Nothing has been done yet',
  notDoneYet: 'We are waiting for your go-ahead. It happens when you press the button on this page.',
  commandButton: 'Yes, do this',
  notMyCommand: 'To leave everything as it is, or if you did not ask for this, just close this page.',
  commandedTitle: 'Done',
  commanded: 'The answer goes to where you gave the command, or comes by email.',

  // the export
  exportTitle: 'Your file of signatures',
  exportText:
    'This file holds the personal data of everyone who signed, including those who are not named in public. Please keep it safe, and delete it when you no longer need it.',
  exportButton: 'Download the file',
  exportValid:
    'This link works for 24 hours after you asked for it. Anyone who has the link can open it: do not pass it on.',
  exportBusyTitle: 'One minute, please',
  exportBusy:
    'Other lists are being made into PDFs just now, and we make only a few at once. Please try again in a minute: your link stays as it is.',
  exportExpired: 'It worked for 24 hours. Ask for the file again, and you will get a new link.',

  // the fields of a signature, on the confirm page and the manage page
  /** Opens the fields. */
  change: 'Change',
  /** Two choices follow. */
  signing: 'I sign',
  forMyself: 'for myself',
  forOrganisation: 'for an organisation',
  nameLabel: 'Your name, as it should appear',
  occupationLabel: 'Occupation',
  occupationOrRoleLabel: 'Occupation or role',
  organisationLabel: 'Organisation',
  optional: 'optional',
  optionalForMyself: 'optional if you sign for yourself',
  listedLabel: 'Show my name on the page',
  organisationAlwaysListed: 'An organisation is listed either way.',
  notSaved: 'Nothing has been saved yet. Please correct what is marked below.',
  problem: (problem: TypedProblem, limit: number): string =>
    ({
      empty: 'Please fill this in.',
      'too-long': `This is too long: at most ${number(limit)} characters.`,
      'not-a-name': 'Please leave out links, addresses and symbols.',
      refused: 'Organisations cannot sign this statement. You can sign for yourself.',
    })[problem],

  // the manage page
  manageTitle: (n: number) => `Your signature is number ${number(n)}`,
  signedOn: (date: Date, how: 'page' | 'reply') => `Signed on ${day(date)}, ${parts.confirmed[how]}.`,
  mayBeListed:
    'When you signed, only the number was shown, and we keep that promise. Names are shown now, but yours is listed only if you say so.',
  listButton: 'List my signature',
  saveButton: 'Save',
  saved: 'Saved. This is what your signature says now.',
  withdrawTitle: 'Withdraw it',
  withdrawText: 'Your signature stops counting and leaves the list at once. You can sign again later.',
  withdrawButton: 'Yes, withdraw my signature',
  eraseTitle: 'Erase it',
  eraseText:
    'Your signature stops counting, and your name and details are deleted. This cannot be undone, and this link will stop working.',
  eraseButton: 'Yes, erase my signature',
  areYouSure: 'Are you sure?',
  takenOffTitle: 'This signature has been removed',
  takenOff:
    'The organiser removed it from the list, and it no longer counts. If you think that is a mistake, write to them.',

  // the proof
  proofTitle: 'Your proof',
  proofText:
    'A text file with the statement, its fingerprint, and what you signed and when. Keep it if you like.',
  proofButton: 'Download the proof',
  proof: {
    heading: (title: string) => `Proof of a signature under “${title}”`,
    organiser: 'Collected by:',
    addressee: 'Addressed to:',
    shown: 'Shown:',
    shownAs: { public: 'with its details', unlisted: 'counted, without the name', count: 'only the number' },
    corrections: 'Changed since the first signature:',
    number: 'Number:',
    details: 'Signed as:',
    signed: 'Signed at:',
    confirmed: 'Confirmed:',
    confirmedBy: (way: 'page' | 'reply'): string =>
      ({ page: 'on the page', reply: 'by a reply to our message' })[way],
    page: 'Page:',
    hash: 'SHA-256 of the statement:',
    statement: 'The statement:',
    note: 'The fingerprint is of the statement as it was shown before signing, in UTF-8.',
  },

  // the privacy page, unless the operator has one
  privacy: {
    title: 'What we keep, and for how long',
    intro: (operator: string | undefined) =>
      operator === undefined
        ? 'This page says what this service keeps about people who sign.'
        : `${operator} runs this service. This page says what it keeps about people who sign.`,
    parts: [
      {
        title: 'Who decides',
        text: 'The organiser of a statement, named on its page, collects the signatures to show who supports it. We keep them for the organiser, and use them for nothing else.',
      },
      {
        title: 'What a signature is',
        text: 'Your name, your occupation and your organisation, as you gave them, with the time, the way you signed, and the text you signed. The page of the statement shows the name, the occupation and the organisation, unless you chose not to be shown or the statement shows the number only.',
      },
      {
        title: 'Your email address, or your account in a chat',
        text: 'We use it to ask you to confirm and to send your receipt, and never show it. We keep it encrypted until you have answered, or for seven days. After that we keep only a keyed hash of it, so that nobody counts twice. If you sign for an organisation, we also keep the domain of your address, and show it if the organiser has checked it.',
      },
      {
        title: 'If you fill in the form on a page',
        text: 'We keep a keyed hash of your network until midnight, so that nobody can send the form all day. Your IP address itself is not kept.',
      },
      {
        title: 'How to change your mind',
        text: 'The link in your receipt changes your signature, removes it, or erases it. If you remove it, your name is deleted after a month; if you erase it, at once. A request that you do not confirm is deleted after seven days.',
      },
      {
        title: 'What we do not do',
        text: 'We set no cookies, load nothing from other sites, track nobody, and give nothing to third parties. The organiser can download the list of those who signed.',
      },
    ],
    questions: 'Questions, or something wrong?',
  },

  // any page
  notFoundTitle: 'There is nothing here',
  notFound:
    'The address may be mistyped, or the statement is not public. The home page lists the statements that are open.',
  tooLargeTitle: 'That was too long',
  tooLarge: 'The text you sent is too long, so nothing was changed. Go back and shorten it.',
  brokenTitle: 'Something went wrong on our side',
  broken: 'Please try again in a minute. Pressing a button twice never counts twice.',
  backToLink: 'Back to your page',
  backToPetition: 'To the statement',
  backHome: 'Home',

  trial: {
    title: 'The trial desk',
    intro:
      'Play the signer: write an email as anyone you like. The answers of the service appear here instead of leaving this machine.',
    composeTitle: 'Write an email',
    from: 'From',
    to: 'To',
    subject: 'Subject',
    text: 'Text',
    sampleSubject: 'Count me in',
    sampleText: 'Ada Lovelace, composer',
    sendButton: 'Send',
    sent: 'Sent. The answer will appear in the list in a moment.',
    refused: (why: string) => `Not sent. The mail server said: ${why}`,
    mailsTitle: 'What the service sent',
    mailCount: (n: number) => counted(n, 'email', 'emails'),
    noMails: 'Nothing yet. Send the email, and the answer will appear here.',
    reload: 'Refresh',
    readHtml: 'As an email program shows it',
    readText: 'As plain text',
    raw: 'Download the source',
    replyTitle: 'Reply as the person who got it',
    replyHint: 'If it asks you to confirm, an empty reply is enough.',
    replyButton: 'Send the reply',
    date: 'Date',
    replyTo: 'Reply to',
    back: 'Back to the trial desk',
    mailGone: 'This email is no longer kept.',
    notFromElsewhereTitle: 'Not from another site',
    notFromElsewhere: 'The trial desk only takes emails from its own page. Open it and send the email there.',
  },
}
