/** The words of every reply in English. Short, warm, exact; nothing here ever repeats the mail it answers. */
import type { Block } from '../../channel.ts'
import { button, facts, link, paragraph, quote, reply, small } from '../blocks.ts'
import { firstName } from '../first-name.ts'
import type { CommonReplyTexts, ListedPetition, PetitionArgs } from '../words.ts'
import {
  collectedBy,
  counted,
  day,
  howToConfirm,
  line,
  named,
  numbers,
  receiptLinks,
  shownSoon,
  signature,
  whoCollects,
  wrongOrNotYou,
} from './parts.ts'

function petitionList(petitions: ListedPetition[]): Block[] {
  return petitions.flatMap(({ title, url, address }) => [
    link(title, url),
    paragraph(`To sign, write to ${address}`),
  ])
}

function whoAsks(petition: PetitionArgs): Block {
  return small(
    `Signatures are collected by ${collectedBy(petition)}, to publish them under this statement and to count them. ` +
      'Whoever signs can change or take back their signature at any time.',
  )
}

function howTo(petition: PetitionArgs): Block[] {
  return [
    paragraph(
      `Write to ${petition.address} with your name and, if you like, what you do, on one line. For instance:`,
    ),
    quote('Ada Lovelace, composer'),
  ]
}

const problems = {
  name: {
    empty: 'The name is missing.',
    long: 'The name is too long',
    odd: 'The name does not look like a name to us.',
  },
  occupation: {
    empty: 'What you do is missing.',
    long: 'What you do is put at too great length',
    odd: 'What you do does not look like an occupation to us.',
  },
  organisation: {
    empty: 'The name of the organisation is missing.',
    long: 'The name of the organisation is too long',
    odd: 'The name of the organisation does not look like a name to us.',
  },
}

export const enReplies: CommonReplyTexts = {
  pleaseConfirm(args) {
    const { petition, details, change } = args
    const first = firstName(details)
    const what = change ? 'the change' : 'your signature'
    return reply('en', first ? `${first}, please confirm ${what}` : `Please confirm ${what}`, [
      paragraph(
        change
          ? `You have signed ${named(petition)} already, and asked to change what your signature says. Nothing is counted twice. The text:`
          : `You asked to sign ${named(petition)}:`,
      ),
      quote(petition.text),
      ...shownSoon(args),
      ...howToConfirm(args, change ? 'Confirm the change' : 'Confirm my signature'),
      ...wrongOrNotYou(args, change),
      whoCollects(args),
    ])
  },

  reminder(args) {
    const { petition, change } = args
    const title = change ? 'Your change is not confirmed yet' : 'Your signature is not confirmed yet'
    return reply('en', title, [
      paragraph(
        change
          ? `Some days ago you asked to change your signature under ${named(petition)}. It waits for your confirmation until ${day(args.expiresAt)}. There is no second reminder. The text:`
          : `Some days ago you asked to sign ${named(petition)}. It waits for your confirmation until ${day(args.expiresAt)}. There is no second reminder. The text:`,
      ),
      quote(petition.text),
      ...shownSoon(args),
      ...howToConfirm(args, change ? 'Confirm the change' : 'Confirm my signature'),
      ...wrongOrNotYou(args, change),
      whoCollects(args),
    ])
  },

  pleaseUsePage(args) {
    const { petition, change, confirmUrl } = args
    return reply(
      'en',
      change ? 'Please confirm the change on the page' : 'Please confirm your signature on the page',
      [
        paragraph(
          `Your reply said more than a plain yes, so we took it neither as a yes nor as a no. ${
            change ? 'Nothing has changed' : `You have not signed ${named(petition)}`
          } yet.`,
        ),
        ...shownSoon(args),
        paragraph('If that is what you want, press the button on this page:'),
        button(change ? 'Confirm the change' : 'Confirm my signature', confirmUrl),
        ...wrongOrNotYou(args, change),
        paragraph(
          petition.contact
            ? `A question about the petition? ${petition.organisedBy} can be reached here: ${petition.contact}`
            : `A program wrote this. The petition is organised by ${petition.organisedBy}.`,
        ),
        whoCollects(args),
      ],
    )
  },

  recorded(args) {
    return reply('en', `You are signature ${numbers.format(args.number)}`, [
      paragraph('Thank you. This is recorded:'),
      ...signature(args),
      ...receiptLinks(args),
    ])
  },

  alreadySigned(args) {
    return reply('en', 'You have signed this already', [
      paragraph('Your signature stands, and nothing is counted twice. This is recorded:'),
      ...signature(args),
      ...receiptLinks(args),
    ])
  },

  corrected(args) {
    return reply('en', 'Your signature is changed', [
      paragraph('Done. This is now recorded, under the same number:'),
      ...signature(args),
      ...receiptLinks(args),
    ])
  },

  howToManage(args) {
    const { plainReply } = args
    return reply('en', 'What would you like to do with your signature?', [
      paragraph('We could not tell from your message, so nothing has changed. This is recorded:'),
      ...signature(args),
      plainReply
        ? paragraph(
            'Reply “withdraw” to take your signature back, or “erase everything” to have your details deleted as well. ' +
              'For anything else there is your own page:',
          )
        : undefined,
      link('Change it, take it back, get your proof', args.manageUrl),
      link('See it', args.petition.url),
      small(
        args.petition.contact
          ? `A program wrote this. To reach people: ${collectedBy(args.petition)}.`
          : `A program wrote this, for ${collectedBy(args.petition)}.`,
      ),
    ])
  },

  confirmRemoval({ petition, act, details, confirmUrl, plainReply, expiresAt }) {
    const erase = act === 'erase'
    return reply('en', erase ? 'Shall we erase your signature?' : 'Shall we take your signature off?', [
      paragraph(
        erase
          ? `Somebody asked to take this signature off ${named(petition)} and delete its details. We hope it was you. Nothing has happened yet.`
          : `Somebody asked to take this signature off ${named(petition)}. We hope it was you. Nothing has happened yet.`,
      ),
      quote(line(details)),
      paragraph(
        plainReply
          ? `If you want that, just reply to this mail. You need not write anything. Or press the button on this page:`
          : 'If you want that, press the button on this page:',
      ),
      button(erase ? 'Erase my signature' : 'Take my signature off', confirmUrl),
      paragraph(
        `To keep your signature, do nothing: it stays as it is, and this question lapses on ${day(expiresAt)}.`,
      ),
      small(`Collected by ${collectedBy(petition)}.`),
    ])
  },

  removed({ petition, act, inChat }) {
    return reply('en', act === 'erase' ? 'Your signature is erased' : 'Your signature is taken off', [
      paragraph(
        act === 'erase'
          ? `Your signature is off ${named(petition)}, and your name and everything else you gave us for it is deleted. It stopped counting at once.`
          : `Your signature is off ${named(petition)}. Your name is no longer shown, and it stopped counting at once.`,
      ),
      paragraph(
        inChat
          ? 'Should you change your mind, you can use /sign again.'
          : `Should you change your mind, write to ${petition.address} again.`,
      ),
      link('The petition', petition.url),
    ])
  },

  requestDropped({ petition }) {
    return reply('en', 'Understood: nothing was recorded', [
      paragraph(`The request to sign ${named(petition)} is deleted. You have not signed it.`),
      paragraph(
        'If somebody else asked in your name, it led to nothing, and you will hear no more about this petition.',
      ),
      small(`Signatures under ${named(petition)} are collected by ${collectedBy(petition)}.`),
    ])
  },

  nothingToRemove({ petition }) {
    return reply('en', 'There is no signature of yours here', [
      paragraph(
        `From where you write, nobody has signed ${named(petition)}, so there was nothing to take off.`,
      ),
      paragraph(
        'Did you sign from another address or account? Ask from there, or use the link in the receipt you got.',
      ),
      link('The petition', petition.url),
      small(`Signatures are collected by ${collectedBy(petition)}.`),
    ])
  },

  needName({ petition }) {
    return reply('en', 'Under which name would you like to sign?', [
      paragraph(
        `You would like to sign ${named(petition)}, but we could not find your name in your message.`,
      ),
      ...howTo(petition),
      paragraph('You will then be asked to confirm. Nothing is recorded before that.'),
      whoAsks(petition),
    ])
  },

  cannotUse({ petition, field, problem, limit }) {
    const { empty, long, odd } = problems[field]
    const why = {
      empty,
      'too-long': `${long}: there is room for ${counted(limit, 'character', 'characters')}.`,
      'not-a-name': `${odd} Please leave out links, addresses and signs that are no letters.`,
    }
    return reply('en', 'We could not use that', [
      paragraph(`You would like to sign ${named(petition)}. ${why[problem]} Nothing is recorded yet.`),
      ...howTo(petition),
      whoAsks(petition),
    ])
  },

  organisationsRefused({ petition }) {
    return reply('en', 'This petition is signed by people only', [
      paragraph(
        `${named(petition)} takes signatures of people, not of organisations, so nothing is recorded. ` +
          'You are welcome to sign it in your own name.',
      ),
      ...howTo(petition),
      link('The petition', petition.url),
      whoAsks(petition),
    ])
  },

  whichPetition({ petitions }) {
    return reply('en', 'Which petition would you like to sign?', [
      paragraph(
        `There ${petitions.length === 1 ? 'is one' : `are ${numbers.format(petitions.length)}`} to choose from. ` +
          'Write to the address beneath the one you mean, with your name. Nothing is recorded yet.',
      ),
      ...petitionList(petitions),
    ])
  },

  unknownPetition({ asked, petitions }) {
    return reply('en', 'We do not know this petition', [
      paragraph('You wrote to a petition we do not have:'),
      quote(asked),
      ...(petitions.length === 0
        ? [paragraph('Nothing is open for signing right now.')]
        : [
            paragraph('Did you mean one of these? Write to the address beneath it, with your name.'),
            ...petitionList(petitions),
          ]),
    ])
  },

  nothingOpen() {
    return reply('en', 'Nothing is open for signing right now', [
      paragraph(
        'Thank you for writing. There is no petition to sign here at the moment, so nothing is recorded.',
      ),
    ])
  },

  closed({ petition, signatures }) {
    return reply('en', 'This petition is closed', [
      paragraph(
        `${named(petition)} is closed with ${counted(signatures, 'signature', 'signatures')}, so yours could not be added. ` +
          'Nothing is recorded. Thank you for wanting to sign.',
      ),
      link('The petition', petition.url),
      small(`Signatures were collected by ${collectedBy(petition)}.`),
    ])
  },

  howToSign({ petition, signatures }) {
    return reply('en', `How to sign “${petition.title}”`, [
      paragraph(`${named(petition)} has ${counted(signatures, 'signature', 'signatures')} so far. It says:`),
      quote(petition.text),
      ...howTo(petition),
      paragraph(
        'An answer will ask you to confirm; replying to it is enough. Nothing is recorded before that.',
      ),
      link('The petition', petition.url),
      whoAsks(petition),
    ])
  },

  publicCount({ petition, signatures, people, organisations }) {
    return reply('en', counted(signatures, 'signature', 'signatures'), [
      facts([
        ['Petition', petition.title],
        ['Signatures', numbers.format(signatures)],
        ['People', numbers.format(people)],
        ['Organisations', numbers.format(organisations)],
      ]),
      link('The petition', petition.url),
    ])
  },

  linkGone({ petition, petitions = [] }) {
    return reply('en', 'This is no longer open', [
      paragraph('The mail you answered is too old or was dealt with already, so your reply changed nothing.'),
      petition
        ? paragraph(`To sign ${named(petition)}, write to ${petition.address} with your name.`)
        : paragraph('To sign, write a new mail with your name; the answer brings a fresh link.'),
      petition ? link('The petition', petition.url) : undefined,
      ...petitionList(petitions),
    ])
  },

  wrongMailbox({ petition }) {
    return reply('en', 'Please reply from the address we wrote to', [
      paragraph(
        `Your reply about ${named(petition)} came from another address than the one we asked, so it changed nothing. ` +
          'Reply from that address, or use the button in that mail.',
      ),
      paragraph(`To sign with this address instead, write to ${petition.address} with your name.`),
      link('The petition', petition.url),
    ])
  },
}
