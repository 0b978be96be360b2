import { chats, isChat } from '../../../db/channels.ts'
import type { Channel } from '../../channel.ts'
import type { Asked } from '../reply-args.ts'
import { counted, number } from './writing.ts'

export type PartSentences = typeof parts

/** Sentences that several replies share. `petition` is always a title in quotation marks; `organiser` may end with a contact. */
export const parts = {
  quoted: (title: string) => `“${title}”`,
  /** A sentence about a petition, after its name. */
  about: (petition: string, sentence: string) => `${petition}: ${sentence}`,
  signatures: (n: number) => counted(n, 'signature', 'signatures'),
  people: (n: number) => counted(n, 'person', 'people'),
  organisations: (n: number) => counted(n, 'organisation', 'organisations'),
  andMore: (n: number) => `… and ${number(n)} more`,
  /** A channel in a list of channels. */
  channel: (channel: Channel): string =>
    isChat(channel) ? chats[channel] : { email: 'email', web: 'web page' }[channel],
  /** The channel that somebody used. */
  on: (channel: Channel) =>
    isChat(channel) ? `on ${chats[channel]}` : { email: 'by email', web: 'on our page' }[channel],
  petitionPage: 'The petition',
  readMore: 'Read more',
  sign: 'Sign',
  collectedBy: (organiser: string) => `Collected by ${organiser}.`,
  /** Shown below an organisation’s name. */
  representedBy: (name: string) => `represented by ${name}`,

  willBePublished: {
    sign: 'If you confirm, this will be published:',
    change: 'Your signature will then read:',
  },
  willBeRecorded: { sign: 'If you confirm, this will be recorded:', change: 'We will then have recorded:' },
  onlyTheCount: 'For this petition only the number of signatures is public: none of this will be shown.',
  countedOnly: 'As you asked, you are counted only: your name will not be shown.',
  /** Labels the representative of an organisation. */
  recordedNotShown: 'Recorded, not shown',
  /** `published`: the name will be published. Otherwise the signature is only counted. */
  whoCollects: (organiser: string, published: boolean, by: 'mailbox' | 'account') =>
    `${organiser} collects these details ${published ? 'to publish your signature under this statement and to count it' : 'to count you under this statement'}. ` +
    `We use your ${by === 'mailbox' ? 'address' : 'account'} to ask you this, and never show it. ` +
    'You can leave at any time: your receipt will have a link to change or withdraw your signature.',
  toConfirm: {
    byReply:
      'To confirm, just reply to this email. You don’t have to write anything. Or press the button on this page:',
    byYes: 'To confirm, reply “yes” to this email. Or press the button on this page:',
    onPage: 'To confirm, press the button on this page:',
  },
  confirm: { sign: 'Confirm my signature', change: 'Confirm the change' },
  wrong: {
    byMail: (address: string) =>
      `Is something wrong? Write to ${address} again; the newer email wins. ` +
      'To sign for an organisation, write “on behalf of” and its name. ' +
      'Each mailbox signs once: if several of you want to sign, each of you writes from your own.',
    elsewhere: 'Is something wrong? Sign again with the right details; the newer request wins.',
  },
  /** `day`: when the request is deleted. By email a “no” is an answer; elsewhere the page has a button. */
  notYou: (asked: Asked, day: string, by: 'mailbox' | 'account') =>
    `If this wasn’t you, do nothing: without your confirmation nothing ${asked === 'sign' ? 'is recorded' : 'changes'}, and this request is deleted on ${day}. ` +
    (by === 'mailbox'
      ? 'You can also reply “no”, and we will not email you about this petition again.'
      : 'You can also say so with a button on the page.'),

  facts: {
    signatory: 'Signatory',
    shown: 'Visibility',
    signature: 'Signature',
    signed: 'Signed',
    petition: 'Petition',
  },
  signatureNumber: number,
  confirmed: {
    page: 'confirmed on the page',
    reply: 'confirmed by your reply',
  },
  /** If it is not shown in full. */
  shown: {
    countOnly: 'the number only: this petition shows no names',
    /** For a petition that has begun to show names. */
    asPromised: 'the number only, as you were told when you signed',
    countedOnly: 'counted only, your name is not shown',
    organisationOnly: 'the organisation, not your own name',
  },
  waitsForApproval:
    'One step is still to come: the organisers check signatures like yours before they are listed and counted. You don’t have to do anything.',
  see: 'See it',
  manage: 'Change it, withdraw it, get your proof',
  withdrawByReply: 'You can also reply “withdraw” to this email to remove your signature.',
  yoursAlone: (organiser: string) =>
    `The second link is yours alone: anyone who has it can change your signature. Collected by ${organiser}, for this petition and nothing else.`,
}
