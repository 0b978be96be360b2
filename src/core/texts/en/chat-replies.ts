import type { Channel } from '../../channel.ts'
import type { Joined } from '../reply-args.ts'
import { parts } from './parts.ts'
import { number } from './writing.ts'

export type ChatReplySentences = typeof chatReplies

export const chatReplies = {
  checkYourMail: {
    subject: 'One step left',
    opening: (petition: string) =>
      `You are signing ${petition}. Nothing is recorded yet: we have sent an email to the address below. Reply to it, or press its button, and you have signed.`,
    address: 'Email address',
    noEmail: (organiser: string) =>
      `If no email arrives, look in your spam folder, or type /sign again and give another address. The address is never shown. Collected by ${organiser}.`,
  },
  confirmMailbox: {
    subject: { sign: 'Please confirm your signature', change: 'Please confirm the change' },
    /** The account’s name follows. */
    somebody: (channel: Channel, petition: string) =>
      `Somebody ${parts.on(channel)} gave this address to sign ${petition}. Their account there is called:`,
    wasItYou: 'We hope it was you. The text:',
    whoCollects: (organiser: string) =>
      `Collected by ${organiser}. We use your address to make sure that nobody is counted twice, and never show it. You can leave at any time: your receipt will have a link to change or withdraw your signature.`,
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
    data: 'Everything we keep about this address, as a file (for 24 hours)',
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
    itsPage: 'Its page',
    byEmail: (address: string) => `To sign it by email, people write to ${address}`,
    announce: (command: string) => `Type “${command}” in any channel to post a card with a button to sign.`,
  },
  notFromHere: 'You cannot do this here',
  mayNotCreate: {
    listed:
      'On this service only organisers who are on its list can start a petition. Please ask the people who run it.',
    manages:
      'Anyone who manages a server or workspace can start a petition, in a channel there. Please ask them.',
  },
  mayNotAnnounce: (petition: string) =>
    `Only the organisers of ${petition}, and people who manage this server or workspace, can post its card here. Please ask them.`,
  card: {
    goal: (signatures: string, goal: number) => `${signatures} · goal ${number(goal)}`,
    closed: 'This petition is closed. Thank you to everyone who signed.',
  },
}
