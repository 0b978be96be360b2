import type { Asked, Removal } from '../reply-args.ts'
import { number } from './writing.ts'

export type SigningSentences = typeof signing

export const signing = {
  /** `published`: names are published, not only their number. */
  whoAsks: (organiser: string, published: boolean) =>
    `${organiser} collects these signatures ${published ? 'to publish them under this statement and to count them' : 'to count them under this statement'}. ` +
    'You can change or withdraw your signature at any time.',
  /** The example follows. */
  howTo: (address: string) =>
    `Write to ${address} with your name and, if you like, your occupation, on one line. For example:`,
  example: 'Ada Lovelace, composer',
  toSign: (address: string) => `To sign, write to ${address}`,
  toSignPetition: (petition: string, address: string) =>
    `To sign ${petition}, write to ${address} with your name.`,

  /** The opening claims nothing about what they wrote. `first`: the name to greet them by, unless that would be a guess. */
  pleaseConfirm: {
    subject: (asked: Asked, first: string | undefined) =>
      `${first ? `${first}, please` : 'Please'} confirm ${asked === 'sign' ? 'your signature' : 'the change'}`,
    opening: (asked: Asked, petition: string) =>
      asked === 'sign'
        ? `Nothing is recorded yet. You sign ${petition} only if you confirm. The text:`
        : `You have already signed ${petition}. If you confirm, your signature will say what you read below. Nothing is counted twice. The text:`,
  },
  confirmFromPage: {
    subject: { sign: 'Please confirm your signature', change: 'Please confirm the change' },
    /** The name follows. */
    opening: (asked: Asked, petition: string) =>
      asked === 'sign'
        ? `Somebody gave this address on our page to sign ${petition}, with the name:`
        : `You have already signed ${petition}. Somebody gave this address on our page to sign it again, with the name:`,
    ifItWasYou: 'If it was you, press the button:',
    restOnPage:
      'If it was you, press the button. The page shows everything that was typed, and nothing is recorded before you confirm it there.',
    orReply: 'Or reply “yes” to this email. This is the text:',
  },
  confirmOnceMore: {
    subject: 'Please confirm once more',
    /** The name follows. */
    opening: (asked: Asked, petition: string) =>
      `Two buttons on our page were pressed within a second: to ${asked === 'sign' ? 'sign' : 'change your signature under'} ${petition}, and “It wasn’t me”. Perhaps a program that checks your email did that. We counted neither. The name is:`,
    ifYouWant: {
      sign: 'If you want to sign, press this button:',
      change:
        'If you want this change, press this button. If you do nothing, your signature stays as it was.',
    },
  },
  reminder: {
    subject: { sign: 'You have not signed yet', change: 'Your change is not confirmed yet' },
    opening: (asked: Asked, petition: string, day: string) =>
      `A few days ago we asked whether you want to ${asked === 'sign' ? 'sign' : 'change your signature under'} ${petition}. ` +
      `You can confirm until ${day}. This is the only reminder. The text:`,
  },
  pleaseUsePage: {
    subject: {
      sign: 'Please confirm your signature on the page',
      change: 'Please confirm the change on the page',
    },
    opening: (asked: Asked, petition: string) =>
      'Your reply said more than a plain yes, so we took it neither as a yes nor as a no. ' +
      (asked === 'sign' ? `You have not signed ${petition} yet.` : 'Nothing has changed yet.'),
    ifYouWant: 'If this is what you want, press the button on this page:',
    question: (organiser: string, contact: string) =>
      `Do you have a question about the petition? You can reach ${organiser} here: ${contact}`,
    program: (organiser: string) =>
      `This email was written by a program. The petition is organised by ${organiser}.`,
  },
  /** Answers words in which we found no wish to sign. */
  offer: {
    subject: 'Would you like to sign?',
    opening: (petition: string) =>
      `This address collects signatures for ${petition}, and a program reads it. It could not tell whether you want to sign, so nothing is recorded.`,
    ifYouWant: 'If you would like to sign, this is the text:',
  },
  recorded: {
    subject: (n: number) => `Your signature is number ${number(n)}`,
    opening: 'Thank you. This is what we recorded:',
  },
  alreadySigned: {
    subject: 'You have already signed this',
    opening: 'Your signature stands, and nothing is counted twice. This is what we have recorded:',
  },
  corrected: {
    subject: 'Your signature has been changed',
    opening: 'Done. This is now recorded, under the same number:',
  },
  howToManage: {
    subject: 'What would you like to do with your signature?',
    opening: 'We could not tell from your message, so nothing has changed. This is what we have recorded:',
    /** `reading/` must understand the words offered here, in every language. */
    byReply:
      'Reply “withdraw” to remove your signature, or “erase everything” to have your details deleted as well. For anything else, use your own page:',
    program: (organiser: string, contact: boolean) =>
      contact
        ? `This message was written by a program. To reach a person: ${organiser}.`
        : `This message was written by a program, for ${organiser}.`,
  },
  confirmRemoval: {
    subject: {
      withdraw: 'Shall we remove your signature?',
      erase: 'Shall we erase your signature?',
    },
    opening: (act: Removal, petition: string) =>
      `Somebody asked us to remove this signature from ${petition}${act === 'erase' ? ' and to delete its details' : ''}. We hope it was you. Nothing has happened yet.`,
    ifYouWant: {
      byReply: 'If this is what you want, reply “yes” to this email. Or press the button on this page:',
      onPage: 'If this is what you want, press the button on this page:',
    },
    button: { withdraw: 'Remove my signature', erase: 'Erase my signature' },
    keep: (day: string) =>
      `To keep your signature, do nothing: it stays as it is, and this question expires on ${day}.`,
  },
  removed: {
    subject: { withdraw: 'Your signature has been removed', erase: 'Your signature has been erased' },
    opening: (act: Removal, petition: string) =>
      act === 'erase'
        ? `Your signature has been removed from ${petition}, and your name and everything else you gave us for it have been deleted. It no longer counts.`
        : `Your signature has been removed from ${petition}. Your name is no longer shown, and your signature no longer counts.`,
    again: (address: string | undefined) =>
      address === undefined
        ? 'If you change your mind, type /sign to sign again.'
        : `If you change your mind, write to ${address} again.`,
  },
  requestDropped: {
    subject: 'Understood: nothing was recorded',
    deleted: (petition: string) =>
      `The request to sign ${petition} has been deleted. You have not signed it.`,
    somebodyElse:
      'If somebody else asked in your name, nothing came of it, and you will hear no more about this petition.',
    collectedBy: (petition: string, organiser: string) =>
      `Signatures under ${petition} are collected by ${organiser}.`,
  },
  declined: {
    subject: 'Understood: you have not signed',
    opening: (petition: string, address: string) =>
      `Thank you for telling us: you have not signed ${petition}, and nothing is recorded. To sign after all, write to ${address} with your name.`,
  },
  notASignature: {
    subject: 'This address is only for signatures',
    opening: (petition: string) =>
      `This address collects signatures for ${petition}, and a program reads it. Your message does not look like a signature, so nothing is recorded and nobody has read it.`,
    contact: (organiser: string, contact: string) => `To reach ${organiser}, the organiser: ${contact}`,
    noContact: (organiser: string) => `The petition is organised by ${organiser}.`,
    toSign:
      'Did you want to sign? Write again with your name and, if you like, your occupation, on one line. For example:',
  },
  overLimit: {
    subject: 'You have reached the limit of emails for today',
    here: (petition: string, most: number) =>
      `We send at most ${most} emails a day about ${petition} to one address, and we have sent them to yours.`,
    everywhere: (most: number) =>
      `We send at most ${most} emails a day to one address, and we have sent them to yours.`,
    stands: 'Nothing of yours is lost, and the links in our earlier emails still work.',
    again: (day: string, hour: string) =>
      `You can write again on ${day} from ${hour}. If you asked for something in your last email, please ask again then. Until then we will not answer.`,
  },
  nothingToRemove: {
    subject: 'We found no signature of yours',
    nobody: (petition: string) =>
      `Nobody has signed ${petition} from this address or account, so there was nothing to remove.`,
    elsewhere:
      'Did you sign from another address or account? Ask from there, or use the link in your receipt.',
  },
  needName: {
    subject: 'What name would you like to sign with?',
    opening: (petition: string) =>
      `We could not find your name in your message. You can still sign ${petition}.`,
    next:
      'We will then ask you to confirm. Nothing is recorded before that. ' +
      'Each mailbox signs once: if several of you want to sign, each of you writes from your own.',
  },
  cannotUse: {
    subject: 'We could not use that',
    opening: (petition: string, problem: string) =>
      `To sign ${petition}, please write again. ${problem} Nothing is recorded yet.`,
  },
  organisationsRefused: {
    subject: 'Only people can sign this petition',
    opening: (petition: string) =>
      `${petition} takes signatures from people, not from organisations, so nothing is recorded. You are welcome to sign it in your own name.`,
  },
  whichPetition: {
    subject: 'Which petition would you like to sign?',
    opening: (n: number) =>
      `There ${n === 1 ? 'is one' : `are ${number(n)}`} to choose from. Write to the address under the one you mean, with your name. Nothing is recorded yet.`,
  },
  unknownPetition: {
    subject: 'We do not know this petition',
    opening: 'You wrote to a petition that we do not have:',
    didYouMean: 'Did you mean one of these? Write to the address under it, with your name.',
  },
  nothingOpen: {
    subject: 'No petition is open at the moment',
    opening:
      'Thank you for writing. There is no petition to sign here at the moment, so nothing is recorded.',
  },
  closed: {
    subject: 'This petition is closed',
    opening: (petition: string, signatures: string) =>
      `${petition} closed with ${signatures}, so no more can be added. Nothing is recorded. Thank you for writing.`,
  },
  howToSign: {
    subject: (petition: string) => `How to sign ${petition}`,
    opening: (petition: string, signatures: string) => `${petition} has ${signatures} so far. It says:`,
    next: 'We will then ask you to confirm; replying is enough. Nothing is recorded before that.',
  },
  publicCount: {
    subject: (signatures: string) => signatures,
    facts: {
      petition: 'Petition',
      signatures: 'Signatures',
      people: 'People',
      organisations: 'Organisations',
    },
  },
  linkGone: {
    subject: 'This request is no longer open',
    opening: 'The email you answered has expired, or was dealt with already. Your reply changed nothing.',
    newRequest: 'To sign, write a new email with your name. Our answer will have a new link.',
  },
  wrongMailbox: {
    subject: 'Please reply from the address we wrote to',
    opening: (petition: string) =>
      `Your reply about ${petition} came from another address than the one we asked, so it changed nothing. Reply from that address, or use the button in that email.`,
    instead: (address: string) => `To sign with this address instead, write to ${address} with your name.`,
  },
}
