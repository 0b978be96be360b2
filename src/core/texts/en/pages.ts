/** The words of the pages in English. */
import { chats } from '../../../db/schema.ts'
import { zoneSaid } from '../../time-zone.ts'
import { channelWords } from '../channel-words.ts'
import type { PageWords } from '../page-words.ts'

const numbers = new Intl.NumberFormat('en-GB')
const plural = new Intl.PluralRules('en-GB')
// UTC, as everywhere: a page must not say another day than the receipt does.
const days = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
})

function dayIn(timeZone: string, date: Date): string {
  return date.toLocaleDateString('en-GB', { dateStyle: 'long', timeZone })
}

function counted(n: number, one: string, other: string): string {
  return `${numbers.format(n)} ${plural.select(n) === 'one' ? one : other}`
}

const ways = new Intl.ListFormat('en-GB', { type: 'disjunction' })
const by = channelWords(chat => `in ${chat}`, 'by mail')

const how = {
  page: 'confirmed on the page',
  reply: 'confirmed by your reply',
  account: 'confirmed by your account',
}

export const enPages: PageWords = {
  language: 'en',
  siteName: 'Undersigned',
  number: n => numbers.format(n),
  day: date => days.format(date),

  skipToContent: 'Skip to the content',
  footer: 'Undersigned gathers signatures for a public statement. No cookies, no tracking.',
  otherLanguage: { language: 'fr', name: 'Français' },

  homeIntro: channels =>
    `Statements you can sign ${ways.format(channels.map(channel => by(channel)))}. Every signature is confirmed by its signer.`,
  openPetitionsTitle: 'Open now',
  nothingOpen: 'Nothing is open for signature at the moment.',
  trialHint:
    'This service is on trial on your own machine: no mail leaves it. Write one as anybody and see what comes back.',
  trialLink: 'Open the trial desk',

  signatures: n => counted(n, 'signature', 'signatures'),
  peopleCount: n => counted(n, 'person', 'people'),
  organisationsCount: n => counted(n, 'organisation', 'organisations'),
  ofGoal: (n, goal) => `${numbers.format(n)} of ${numbers.format(goal)}`,
  openFrom: (date, timeZone) => `Open since ${dayIn(timeZone, date)}`,
  closesOn: (date, timeZone) =>
    `Open until ${date.toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone })} ${zoneSaid(timeZone)}`,
  closedOn: (date, timeZone) => (date ? `Closed on ${dayIn(timeZone, date)}` : 'Closed'),
  howToSignTitle: 'Sign by mail',
  howToSign: 'Write your name and what you do, and send it to',
  howToSignNext: 'You get an answer within moments. Reply to it, and you have signed.',
  writeMailButton: 'Write the mail',
  mailSubject: title => `I sign: ${title}`,
  tryHereButton: 'Try it on the trial desk',
  signInChatTitle: listed => `Sign from ${ways.format(listed.map(chat => chats[chat]))}`,
  signInChat: chat => `In ${chats[chat]}: type`,
  signInChatNext: 'A form opens there. It works wherever this service was added to the server or workspace.',
  featured: 'Among those who signed',
  people: 'People',
  organisations: 'Organisations',
  representedBy: (name, role) => `represented by ${name}${role ? `, ${role}` : ''}`,
  noSignatoriesYet: 'Nobody has signed yet. The first signature could be yours.',
  nobodyListed: 'Those who have signed so far are counted without being named.',
  onlyTheCountIsShown: 'For this statement only the count is public, not the names.',
  older: 'Earlier signatures',
  newest: 'Newest signatures',
  signatoryPages: 'More signatures',
  appendix: date => `Added on ${days.format(date)}`,
  whoCollectsTitle: 'Who collects this, and why',
  collectedBy: organiser => `${organiser} collects these signatures to show who stands behind this text.`,
  contact: 'Contact:',
  howToLeave:
    'You can change your signature, take it back or erase it at any time, with the link in your receipt.',

  notSignedYetTitle: 'You have not signed yet',
  notSignedYet: 'Nothing is recorded until you press the button on this page.',
  notChangedYetTitle: 'Nothing has changed yet',
  notChangedYet: 'You have signed already. Your signature changes when you press the button on this page.',
  theText: 'The text',
  willBePublished: 'What will be published',
  willBeCountedOnly: 'Only that somebody signed. You are counted, and your name is not shown.',
  representativeNotShown: 'The organisation is listed, and your name is not shown.',
  confirmButton: 'Confirm my signature',
  changeButton: 'Change my signature',
  notMeButton: 'It wasn’t me',
  notMeHint: '“It wasn’t me” deletes this request, and we will not write to you about this statement again.',
  wrongDetails: 'Something wrong in it? Ask again with the right details, and you get a new link.',
  validUntil: date => `This link works until ${days.format(date)}. Unused, the request is deleted then.`,
  notTakenOffYetTitle: 'Your signature is still there',
  notTakenOffYet: act =>
    act === 'withdraw'
      ? 'You asked to take it back. That happens when you press the button on this page.'
      : 'You asked to erase it. That happens when you press the button on this page, and cannot be undone.',
  yourSignature: 'Your signature',
  removalButton: act => (act === 'withdraw' ? 'Take my signature back' : 'Erase my signature'),
  keepHint: 'To keep it, or if you did not ask for this, just close this page.',
  signedTitle: number => `You are signature ${numbers.format(number)}`,
  alreadySignedTitle: 'You have already signed',
  alreadySigned: number => `You are signature ${numbers.format(number)}. Nothing is counted twice.`,
  signed: 'Thank you. Your signature is recorded.',
  receiptHint: 'You also get a receipt, with a link to change your signature or take it back.',
  waitsForApproval: 'The organiser looks at signatures of organisations before they are listed and counted.',
  tooLateToRefuse:
    'This signature was confirmed before, so it was not dropped now. If it was not you, take it back or erase it.',
  asPublished: 'As published',
  countedOnly: 'Counted, and not shown by name.',
  seePage: 'See the statement and who signed it',
  manage: 'Change it, take it back, get your proof',
  removedTitle: act => (act === 'withdraw' ? 'Your signature is taken back' : 'Your signature is erased'),
  removed: act =>
    act === 'withdraw'
      ? 'It no longer counts, and your name is off the list. You can sign again whenever you like.'
      : 'It no longer counts, and your name and details are deleted. You can sign again whenever you like.',
  refusedTitle: 'Thank you, the request is deleted',
  refused: 'Nothing was recorded, and we will not write to you about this statement again.',
  expiredTitle: 'This link has expired',
  expired:
    'Nothing was recorded, and the request is deleted. You can ask again; the page of the statement says how.',
  unknownLinkTitle: 'We do not know this link',
  unknownLink:
    'It may have been cut off on its way. Copy the whole link from the message you got, or press its button there.',
  closedTitle: 'This statement is closed',
  closedNothingRecorded: 'It takes no more signatures, so nothing was recorded for you.',

  notDoneYetTitle: 'Nothing is done yet',
  notDoneYet: 'This waits for your word. It happens when you press the button on this page.',
  commandButton: 'Yes, do this',
  notMyCommand: 'To leave everything as it is, or if you did not ask for this, just close this page.',
  commandedTitle: 'Done',
  commanded: 'The answer comes to where the command came from, or by mail.',

  exportTitle: 'Your file of signatures',
  exportText:
    'This file holds the personal data of everybody who signed, also of those not named in public. It is yours to keep safe, and to delete when you no longer need it.',
  exportButton: 'Download the file',
  exportValid:
    'This link works for 24 hours after you asked for it. Whoever has the link can open it: do not pass it on.',
  exportExpired: 'It worked for 24 hours. Ask for the file again, and you get a new link.',

  manageTitle: number => `Signature ${numbers.format(number)} is yours`,
  signedOn: (date, way) => `Signed on ${days.format(date)}, ${how[way]}.`,
  changeTitle: 'Change what it says',
  nameLabel: 'Name, as it should appear',
  representativeLabel: 'Your name, as its representative',
  occupationLabel: 'What you do',
  roleLabel: 'Your role',
  organisationLabel: 'Organisation',
  optional: 'optional',
  listedLabel: 'Show my name on the page',
  listedRepresentativeLabel: 'Show my name beside the organisation',
  saveButton: 'Save',
  saved: 'Saved. This is how your signature reads now.',
  notSaved: 'Not saved yet. Please look at what is marked below.',
  problem: problem => {
    switch (problem) {
      case 'empty':
        return 'Please fill this in.'
      case 'too-long':
        return 'This is too long. Please shorten it.'
      case 'not-a-name':
        return 'Please write it without links, addresses or unusual signs.'
    }
  },
  withdrawTitle: 'Take it back',
  withdrawText: 'Your signature stops counting and leaves the list at once. You may sign again later.',
  withdrawButton: 'Yes, take my signature back',
  eraseTitle: 'Erase it',
  eraseText:
    'Your signature stops counting, and your name and details are deleted. This cannot be undone, and this link stops working.',
  eraseButton: 'Yes, erase my signature',
  areYouSure: 'Are you sure?',
  takenOffTitle: 'This signature was taken off',
  takenOff:
    'The organiser took it off the list, and it no longer counts. If you think that is a mistake, write to them.',

  proofTitle: 'Your proof',
  proofText:
    'A text file with the statement, its fingerprint, and what you signed and when. Keep it if you like.',
  proofButton: 'Download the proof',
  proof: {
    heading: title => `Proof of a signature under “${title}”`,
    number: 'Number:',
    details: 'Signed as:',
    signed: 'Signed at:',
    confirmed: 'Confirmed:',
    confirmedBy: way =>
      ({ page: 'on the page', reply: 'by a reply to our message', account: 'by the account' })[way],
    page: 'Page:',
    hash: 'SHA-256 of the statement:',
    statement: 'The statement:',
    note: 'The fingerprint is of the statement as it was shown before signing, in UTF-8.',
  },

  notFoundTitle: 'There is nothing here',
  notFound: 'The address may be mistyped, or the statement is not public. The first page lists what is open.',
  tooLargeTitle: 'That was too much',
  tooLarge: 'The text you sent is too long, so nothing was changed. Go back and shorten it.',
  brokenTitle: 'Something went wrong on our side',
  broken: 'Please try again in a minute. Pressing a button twice never counts twice.',
  backToLink: 'Back to your page',
  backToPetition: 'To the statement',
  backHome: 'To the first page',

  trial: {
    title: 'The trial desk',
    intro:
      'You play the signer. Write a mail as anybody; the service’s answers appear here instead of leaving this machine.',
    composeTitle: 'Write a mail',
    from: 'From',
    to: 'To',
    subject: 'Subject',
    text: 'Text',
    sampleSubject: 'Count me in',
    sampleText: 'Ada Lovelace, composer',
    sendButton: 'Send',
    sent: 'Sent. The answer appears in the list in a moment.',
    refused: why => `Not sent. The mail server said: ${why}`,
    mailsTitle: 'What the service sent',
    mailCount: n => counted(n, 'mail', 'mails'),
    noMails: 'Nothing yet. Send the mail, and the answer appears here.',
    reload: 'Look again',
    readHtml: 'As a mail program shows it',
    readText: 'As plain text',
    raw: 'Download the source',
    replyTitle: 'Reply as the person who got it',
    replyHint: 'An empty reply is enough to confirm.',
    replyButton: 'Send the reply',
    date: 'Date',
    replyTo: 'Reply to',
    back: 'Back to the trial desk',
    mailGone: 'This mail is no longer kept.',
    notFromElsewhereTitle: 'Not from another site',
    notFromElsewhere: 'The trial desk takes mails from its own page only. Open it and send the mail there.',
  },
}
