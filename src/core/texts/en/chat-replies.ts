import { button, facts, link, paragraph, quote, reply, small } from '../blocks.ts'
import { channelWords } from '../channel-words.ts'
import type { ChatReplyTexts, Joined } from '../words.ts'
import { collectedBy, counted, day, line, named, receiptLinks, shownSoon, signature } from './parts.ts'

const numbers = new Intl.NumberFormat('en-GB')
const percent = new Intl.NumberFormat('en-GB', { style: 'percent', maximumFractionDigits: 0 })

const on = channelWords(chat => `on ${chat}`, 'by mail')

function signatures(n: number): string {
  return counted(n, 'signature', 'signatures')
}

export const enChatReplies: ChatReplyTexts = {
  checkYourMail({ petition, mailbox, details }) {
    return reply('en', 'One step left', [
      paragraph(
        `You are signing ${named(petition)}. Nothing is recorded yet: we have written to the address below. Reply to that mail, or press its button, and you have signed.`,
      ),
      quote(line(details)),
      facts([['Mail address', mailbox]]),
      small(
        `If no mail comes, look among the spam, or use /sign again with another address. The address is never shown. Collected by ${collectedBy(petition)}.`,
      ),
    ])
  },

  confirmMailbox(args) {
    const { petition, channel, account, change } = args
    return reply('en', change ? 'Please confirm the change' : 'Please confirm your signature', [
      paragraph(`Somebody ${on(channel)}, known there as:`),
      quote(account),
      paragraph(`gave this address to sign ${named(petition)}. We hope it was you. The text:`),
      quote(petition.text),
      ...shownSoon(args),
      paragraph(
        'If you want that, just reply to this mail. You need not write anything. Or press the button on this page:',
      ),
      button(change ? 'Confirm the change' : 'Confirm my signature', args.confirmUrl),
      paragraph(
        `It wasn’t you? Do nothing: without your confirmation nothing is recorded, and this request is deleted on ${day(args.expiresAt)}. Or reply “no”, and no more mail about this petition will come to you.`,
      ),
      small(
        `Collected by ${collectedBy(petition)}. Your address makes sure that nobody counts twice, and is never shown. You can leave at any time: your receipt carries a link to change your signature or take it back.`,
      ),
    ])
  },

  joined(args) {
    return reply('en', 'You had signed this before', [
      paragraph(
        `You signed this on ${day(args.signedAt)} ${on(args.channel)}, so nothing is counted twice.${nowSays(args)}`,
      ),
      ...signature(args),
      ...receiptLinks(args),
    ])
  },

  mySignatures({ entries, waiting }) {
    if (entries.length === 0 && waiting.length === 0)
      return reply('en', 'You have signed nothing yet', [paragraph('With /sign you can.')])
    return reply('en', 'What you have signed', [
      ...entries.flatMap(({ petition, details, number, signedAt, manageUrl }) => [
        paragraph(`${named(petition)}, signature ${numbers.format(number)}, ${day(signedAt)}:`),
        quote(line(details)),
        link('Change it, take it back, get your proof', manageUrl),
      ]),
      ...waiting.map(petition => paragraph(`${named(petition)}: not confirmed yet. /sign sends a new link.`)),
      small('The links are yours alone: whoever has one can change that signature.'),
    ])
  },

  formProblem({ problems, form }) {
    if (problems.length === 0 && form !== undefined)
      return reply('en', 'The form', [
        paragraph('Nothing has changed yet. This opens the form:'),
        { kind: 'form-button', label: 'Open the form', form },
      ])
    return reply('en', 'Not yet', [
      ...problems.map(paragraph),
      paragraph('Nothing is recorded. Please fill in the form again.'),
      form === undefined
        ? undefined
        : { kind: 'form-button', label: 'Fill in the form again', form, again: true },
    ])
  },

  announced({ petition }) {
    return reply('en', 'On its way', [
      paragraph(
        `The card of ${named(petition)} appears here in a moment. Its count follows by itself; to take it away, delete it.`,
      ),
    ])
  },

  petitionCreated({ petition, slug }) {
    return reply('en', 'Your petition is open', [
      paragraph(
        `${named(petition)} is open for signatures, and you organise it. Its name in commands is “${slug}”.`,
      ),
      link('Its page', petition.url),
      petition.address === '' ? undefined : paragraph(`By mail it is signed at ${petition.address}`),
      paragraph(`With “/petition announce ${slug}” it gets a card with a button, in any channel.`),
    ])
  },

  mayNotCreate({ listed }) {
    return reply('en', 'Not from here', [
      paragraph(
        listed
          ? 'On this service only listed organisers may start a petition. Please ask whoever runs it.'
          : 'Who manages a server or workspace may start a petition, in a channel there. Please ask them.',
      ),
    ])
  },

  mayNotAnnounce({ petition }) {
    return reply('en', 'Not from here', [
      paragraph(
        `Who organises ${named(petition)}, or manages this server or workspace, may post its card here. Please ask them.`,
      ),
    ])
  },

  card({ petition, slug, signatures: n, goal, closed }) {
    const soFar = goal === undefined ? signatures(n) : `${signatures(n)} · goal ${numbers.format(goal)}`
    return reply('en', petition.title, [
      { kind: 'title', text: petition.title },
      quote(petition.text),
      goal === undefined
        ? paragraph(soFar)
        : {
            kind: 'progress',
            part: n,
            whole: goal,
            text: `${soFar} · ${percent.format(Math.min(1, n / goal))}`,
          },
      closed ? paragraph('This petition is closed. Thank you to everybody who signed.') : undefined,
      closed ? undefined : { kind: 'form-button', label: 'Sign', form: `sign:${slug}` },
      link('Read more', petition.url),
      small(`Collected by ${collectedBy(petition)}.`),
    ])
  },
}

function nowSays({ changed, occupation }: Joined): string {
  if (occupation !== undefined) return ` Your occupation is now “${occupation}”.`
  return changed ? ' It now says what you have just confirmed:' : ' This is recorded:'
}
