/** Parts that several replies share: a signatory, what will be shown, how to confirm, a receipt. */
import type { Block, DetailsView, Reply } from '../../channel.ts'
import { representativeOf } from '../../details.ts'
import { shareLinks } from '../../share-links.ts'
import { button, facts, link, paragraph, quote, reply, small } from '../blocks.ts'
import type { LanguageTexts } from '../language-texts.ts'
import type { Asked, ConfirmArgs, PetitionArgs, SignedArgs } from '../reply-args.ts'

/** The organiser's name, with the contact if there is one. */
export function organiserOf({ organisedBy, contact }: PetitionArgs): string {
  return contact ? `${organisedBy} (${contact})` : organisedBy
}

export function askedOf({ change }: { change: boolean }): Asked {
  return change ? 'change' : 'sign'
}

export function withCommas(...parts: (string | undefined)[]): string {
  return parts.filter(Boolean).join(', ')
}

function howToConfirm({ plainReply, vouched }: ConfirmArgs) {
  if (!plainReply) return 'onPage'
  return vouched === false ? 'byYes' : 'byReply'
}

export function partsOf({
  language,
  parts: say,
  signing,
  writing,
  pages: { share: sharing },
}: LanguageTexts) {
  /** A signatory as the public page will show it, on one line or, for an organisation, on two. */
  function line(details: DetailsView): string {
    const { name, occupation, organisation } = details
    if (details.kind === 'person') return withCommas(name, occupation, organisation)
    if (!details.listed || !name) return organisation ?? name
    const representative = withCommas(name, occupation)
    return organisation ? `${organisation}\n${say.representedBy(representative)}` : representative
  }

  /** Says what will be published and what recorded. It is shown before anything is recorded, so it must be complete. */
  function shownSoon(args: ConfirmArgs): Block[] {
    const { details, petition } = args
    const published = paragraph(say.willBePublished[askedOf(args)])
    const recorded = paragraph(say.willBeRecorded[askedOf(args)])
    if (petition.listing === 'count')
      return [recorded, quote(line({ ...details, listed: true })), paragraph(say.onlyTheCount)]
    if (details.listed) return [published, quote(line(details))]
    if (details.kind === 'person') return [recorded, quote(line(details)), paragraph(say.countedOnly)]
    if (representativeOf(details) === undefined) return [published, quote(line(details))]
    const representative = withCommas(details.name, details.occupation)
    return [published, quote(line(details)), facts([[say.recordedNotShown, representative]])]
  }

  function shownHow({ details, petition, promised }: SignedArgs): string | undefined {
    if (petition.listing === 'count') return say.shown.countOnly
    if (promised === 'count') return say.shown.asPromised
    if (details.listed) return undefined
    return details.kind === 'organisation' ? say.shown.organisationOnly : say.shown.countedOnly
  }

  function recorded(args: SignedArgs): Block[] {
    const { details, petition } = args
    return [
      facts([
        [say.facts.signatory, line(details).replace('\n', ', ')],
        [say.facts.shown, shownHow(args)],
        [say.facts.signature, say.signatureNumber(args.number)],
        [say.facts.signed, `${writing.day(args.signedAt)}, ${say.confirmed[args.how]}`],
        [say.facts.petition, petition.title],
      ]),
      ...(args.waitsForApproval ? [paragraph(say.waitsForApproval)] : []),
    ]
  }

  return {
    line,
    shownSoon,

    reply(subject: string, blocks: (Block | Block[] | undefined)[]): Reply {
      return reply(language, subject, blocks)
    },

    named({ title }: { title: string }): string {
      return say.quoted(title)
    },

    petitionPage({ url }: PetitionArgs): Block {
      return link(say.petitionPage, url)
    },

    collectedBy(petition: PetitionArgs): Block {
      return small(say.collectedBy(organiserOf(petition)))
    },

    whoCollects({ petition, details, plainReply }: ConfirmArgs): Block {
      const published = petition.listing === 'public' && (details.listed || details.kind === 'organisation')
      return small(say.whoCollects(organiserOf(petition), published, plainReply ? 'mailbox' : 'account'))
    },

    howToConfirm(args: ConfirmArgs): Block[] {
      return [
        paragraph(say.toConfirm[howToConfirm(args)]),
        button(say.confirm[askedOf(args)], args.confirmUrl),
      ]
    },

    somethingWrong({ petition, plainReply }: ConfirmArgs): Block {
      return paragraph(plainReply ? say.wrong.byMail(petition.address) : say.wrong.elsewhere)
    },

    notYou(args: ConfirmArgs): Block {
      const by = args.plainReply ? 'mailbox' : 'account'
      return paragraph(say.notYou(askedOf(args), writing.day(args.expiresAt), by))
    },

    reachOrganiser({ organisedBy, contact }: PetitionArgs): Block {
      const { contact: by, noContact } = signing.notASignature
      return paragraph(contact ? by(organisedBy, contact) : noContact(organisedBy))
    },

    recorded,

    /** Only in emails, because people in a chat share right there. */
    share({ petition: { title, url }, plainReply }: SignedArgs): Block[] {
      if (!plainReply) return []
      const links = shareLinks({ title, url })
      return [
        paragraph(sharing.inReceipt),
        ...links.map(({ name, href }) => link(name === '' ? sharing.byEmail : sharing.on(name), href)),
        link(sharing.badge, `${url}/badge.svg`),
      ]
    },

    /** Says what is recorded, with the links to it. */
    receipt(subject: string, opening: string, args: SignedArgs, more: Block[] = []): Reply {
      const { petition, manageUrl, plainReply } = args
      return reply(language, subject, [
        paragraph(opening),
        recorded(args),
        link(say.see, petition.url),
        link(say.manage, manageUrl),
        more,
        plainReply ? paragraph(say.withdrawByReply) : undefined,
        small(say.yoursAlone(organiserOf(petition))),
      ])
    },
  }
}
