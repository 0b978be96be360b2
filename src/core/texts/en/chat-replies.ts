import type { Channel } from '../../channel.ts'
import type { Joined } from '../reply-args.ts'
import { parts } from './parts.ts'
import { number } from './writing.ts'

export type ChatReplySentences = typeof chatReplies

export const chatReplies = {
  checkYourMail: {
    subject: 'One step left',
    opening: (petition: string) =>
      `You are signing ${petition}. Nothing is recorded yet: we have sent an email to the address below. Press its button, and you can confirm.`,
    address: 'Email address',
    noEmail: (organiser: string) =>
      `If no email arrives, look in your spam folder, or type /sign again and give another address. We write to an address once a day. It is never shown. Collected by ${organiser}.`,
  },
  confirmMailbox: {
    subject: { sign: 'Please confirm your signature', change: 'Please confirm the change' },
    /** The name follows. */
    somebody: (channel: Channel, petition: string) =>
      `Somebody ${parts.on(channel)} gave this address to sign ${petition}, with the name:`,
    ifItWasYou:
      'If it was you, press the button. The page shows the account there and everything that was typed, and nothing is recorded before you confirm it there. This is the text:',
    whoCollects: (organiser: string) =>
      `Collected by ${organiser}. We use your address to make sure that nobody is counted twice, and never show it. You can leave at any time: your receipt will have a link to change or withdraw your signature.`,
  },
  tooManyMailboxes: {
    subject: 'Not now',
    why: {
      account:
        'You have given several email addresses in a short time, and we write to each of them. This time nothing was sent, and nothing is recorded.',
      crowd:
        'Very many people are giving their email addresses just now. This time nothing was sent, and nothing is recorded.',
    },
    again: (day: string, hour: string) => `Please try again on ${day} from ${hour}.`,
  },
  joined: {
    subject: 'You had already signed this',
    opening: (day: string, channel: Channel, { changed, occupation }: Joined) =>
      `You signed this on ${day} ${parts.on(channel)}, so nothing is counted twice. ${
        occupation !== undefined
          ? `Your occupation is now “${occupation}”.`
          : changed
            ? 'Your signature now says what you have just confirmed:'
            : 'This is what we have recorded:'
      }`,
  },
  mySignatures: {
    none: {
      subject: 'You have not signed anything yet',
      signFirst: 'Type /sign to sign your first petition.',
      byEmail: {
        subject: 'Nobody has signed from this address',
        nobody: 'You asked what has been signed from this address. Nothing has.',
        notYou: 'If you did not ask, do nothing: somebody typed your address on our page.',
      },
    },
    subject: 'What you have signed',
    entry: (petition: string, n: number, day: string) =>
      `${petition}, signature number ${number(n)}, ${day}:`,
    waiting: (petition: string) => `${petition}: not confirmed yet. Type /sign to get a new link.`,
    inFile: 'The attached file has everything that we keep about this address.',
    yoursAlone: 'These links are yours alone: anyone who has one can change that signature.',
  },
  form: {
    subject: 'The form',
    opening: 'Nothing has changed yet. Press the button to open the form:',
    open: 'Open the form',
  },
  formProblem: {
    subject: 'Not yet',
    again: 'Nothing is recorded. Please fill in the form again.',
    fillIn: 'Fill in the form again',
  },
  announced: {
    subject: 'On its way',
    soon: (petition: string) =>
      `The card of ${petition} will appear here in a moment. Its count updates by itself. To take the card down, delete it.`,
  },
  petitionCreated: {
    subject: 'Your petition is open',
    opening: (petition: string, slug: string) =>
      `${petition} is open for signatures, and you organise it. Its name in commands is “${slug}”.`,
    /** In the lists of petitions. */
    shown: {
      here: 'This community finds it in /sign. Everybody else finds it by its link, until the people who run this service list it for all.',
      nowhere:
        'It stands in no list yet: people find it by its link, until the people who run this service list it for all. If you manage a server or workspace, post its card there, and that community finds it in /sign.',
    },
    itsPage: 'Its page',
    byEmail: (address: string) => `To sign it by email, people write to ${address}`,
    announce: (command: string) => `Type “${command}” in any channel to post a card with a button to sign.`,
  },
  enoughCreated: {
    subject: 'The limit for today is reached',
    text: (most: number) =>
      `${most === 1 ? '1 petition has' : `${number(most)} petitions have`} been started from here in the last 24 hours, and that is the limit. Nothing has been started. Please try again tomorrow, or ask the people who run this service.`,
  },
  notFromHere: 'You cannot do this here',
  mayNotCreate: {
    operator:
      'On this service, the people who run it start petitions. If you are one of them, type “npx undersigned petition create --help” where it is installed.',
    chat: 'On this service, anyone who manages a server or workspace can start a petition, in a channel there. Please ask them.',
    ask: (contact: string) => `You can reach the people who run it here: ${contact}`,
  },
  mayNotAnnounce: (petition: string) =>
    `Only the organisers of ${petition}, and people who manage this server or workspace, can post its card here. Please ask them.`,
  card: {
    goal: (signatures: string, goal: number) => `${signatures} · goal ${number(goal)}`,
    closed: 'This petition is closed. Thank you to everyone who signed.',
  },
}
