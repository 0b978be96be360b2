/** What several replies say in English: a signatory, what will be shown, how to confirm, a receipt. */
import type { Block, DetailsView } from '../../channel.ts'
import { button, facts, link, paragraph, quote, small } from '../blocks.ts'
import { channelWords } from '../channel-words.ts'
import type { ConfirmArgs, PetitionArgs, SignedArgs } from '../words.ts'

export const numbers = new Intl.NumberFormat('en-GB')
const plural = new Intl.PluralRules('en-GB')
const days = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
})

export function counted(n: number, one: string, other: string): string {
  return `${numbers.format(n)} ${plural.select(n) === 'one' ? one : other}`
}

export function day(iso: string): string {
  return days.format(new Date(iso))
}

export function named(petition: { title: string }): string {
  return `“${petition.title}”`
}

/** A signatory as the public page will show it, on one line or, for an organisation, on two. */
export function line(details: DetailsView): string {
  const { name, occupation, organisation } = details
  if (details.kind === 'person') return [name, occupation, organisation].filter(Boolean).join(', ')
  if (!details.listed || !name) return organisation ?? name
  return organisation ? `${organisation}\nrepresented by ${representative(details)}` : representative(details)
}

function representative({ name, occupation }: DetailsView): string {
  return occupation ? `${name}, ${occupation}` : name
}

/** What will stand where: shown before anything is recorded, so it must be the whole truth. */
function whatIsShown({ details, petition }: ConfirmArgs, shown: string, recorded: string): Block[] {
  if (petition.listing === 'count')
    return [
      paragraph(recorded),
      quote(line({ ...details, listed: true })),
      paragraph('For this petition only the number of signatures is public: none of this will be shown.'),
    ]
  if (details.listed) return [paragraph(shown), quote(line(details))]
  if (details.kind === 'organisation') {
    return [paragraph(shown), quote(line(details)), facts([['Recorded, not shown', representative(details)]])]
  }
  return [
    paragraph(recorded),
    quote(line(details)),
    paragraph('As you asked, you are counted only: your name will not be shown.'),
  ]
}

export function collectedBy({ organisedBy, contact }: PetitionArgs): string {
  return contact ? `${organisedBy} (${contact})` : organisedBy
}

export function whoCollects({ petition, details, plainReply }: ConfirmArgs): Block {
  const purpose =
    petition.listing === 'public' && (details.listed || details.kind === 'organisation')
      ? 'to publish the signature above under this statement and to count it'
      : 'to count you under this statement'
  return small(
    `These details are collected by ${collectedBy(petition)}, ${purpose}. ${plainReply ? 'Your address' : 'Where you write from'} ` +
      `serves to ask you this and is never shown. You can leave at any time: your receipt will carry a link to change your signature or take it back.`,
  )
}

export function howToConfirm({ plainReply, confirmUrl }: ConfirmArgs, label: string): Block[] {
  return [
    paragraph(
      plainReply
        ? 'To confirm, just reply to this mail. You need not write anything. Or press the button on this page:'
        : 'To confirm, press the button on this page:',
    ),
    button(label, confirmUrl),
  ]
}

export function wrongOrNotYou({ petition, plainReply, expiresAt }: ConfirmArgs, change: boolean): Block[] {
  const nothing = change ? 'nothing changes' : 'you have not signed'
  return [
    paragraph(
      plainReply
        ? `Something wrong? Write to ${petition.address} again; the newer mail wins.`
        : 'Something wrong? Sign again with the right details; the newer request wins.',
    ),
    paragraph(
      plainReply
        ? `It wasn’t you? Do nothing: without your confirmation ${nothing}, and this request is deleted on ${day(expiresAt)}. ` +
            'Or reply “no”, and no more mail about this petition will come to you.'
        : `It wasn’t you? Do nothing: without your confirmation ${nothing}, and this request is deleted on ${day(expiresAt)}. ` +
            'The page has a button to say so, too.',
    ),
  ]
}

export function shownSoon(args: ConfirmArgs): Block[] {
  return args.change
    ? whatIsShown(args, 'Your signature will then read:', 'We will then have recorded:')
    : whatIsShown(args, 'This is what will be published:', 'This is what will be recorded:')
}

const ways = {
  page: 'confirmed on the page',
  reply: 'confirmed by your reply',
  account: 'confirmed by your account',
}
const byAccount = channelWords(chat => `confirmed by your ${chat} account`, ways.account)

export function signature(args: SignedArgs): Block[] {
  const { details, petition } = args
  const how = args.how === 'account' ? byAccount(args.channel) : ways[args.how]
  return [
    facts([
      ['Signatory', line(details).replace('\n', ', ')],
      ['Shown', notShown(args)],
      ['Signature', numbers.format(args.number)],
      ['Signed', `${day(args.signedAt)}, ${how}`],
      ['Petition', petition.title],
    ]),
    ...(args.waitsForApproval
      ? [
          paragraph(
            'One thing is still open: the organisers look at a signature like yours before it is listed and counted. ' +
              'You need not do anything.',
          ),
        ]
      : []),
  ]
}

function notShown({ details, petition }: SignedArgs): string | undefined {
  if (petition.listing === 'count') return 'the number only: this petition shows no names'
  if (details.listed) return undefined
  return details.kind === 'organisation'
    ? 'the organisation, not your own name'
    : 'counted only, your name is not shown'
}

export function receiptLinks(args: SignedArgs): (Block | undefined)[] {
  return [
    link('See it', args.petition.url),
    link('Change it, take it back, get your proof', args.manageUrl),
    args.plainReply
      ? paragraph('Replying “withdraw” to this mail takes your signature back, too.')
      : undefined,
    small(
      `The second link is yours alone: whoever has it can change your signature. Collected by ${collectedBy(args.petition)}, ` +
        'for this petition and nothing else.',
    ),
  ]
}
