/** Replies about a signature that is requested, confirmed, changed or removed. None repeats the email that it answers. */
import type { Block } from '../../channel.ts'
import { button, link, paragraph, quote, small, statement, statementWithoutLinks } from '../blocks.ts'
import { firstName } from '../first-name.ts'
import type { LanguageTexts } from '../language-texts.ts'
import type { ConfirmArgs, PetitionArgs, RemovalArgs, SignedArgs } from '../reply-args.ts'
import { askedOf, organiserOf, partsOf } from './parts.ts'

interface OfPetition {
  petition: PetitionArgs
}

export function signingReplies(texts: LanguageTexts) {
  const { signing: say, parts, writing } = texts
  const part = partsOf(texts)
  const { reply, named } = part

  /** The statement, what will be shown, and how to confirm it. */
  function whatToConfirm(args: ConfirmArgs): Block[] {
    return [
      statement(args.petition.text),
      ...part.shownSoon(args),
      ...part.howToConfirm(args),
      part.somethingWrong(args),
      part.notYou(args),
      part.whoCollects(args),
    ]
  }

  return {
    /** The answer to a sign request. Nothing is recorded yet. */
    pleaseConfirm(args: ConfirmArgs) {
      const asked = askedOf(args)
      return reply(say.pleaseConfirm.subject(asked, firstName(args.details)), [
        paragraph(say.pleaseConfirm.opening(asked, named(args.petition))),
        whatToConfirm(args),
      ])
    },

    /** An offer to somebody who wrote, but perhaps not to sign. Only a plain yes confirms. */
    offer(args: ConfirmArgs) {
      return reply(say.offer.subject, [
        paragraph(say.offer.opening(named(args.petition))),
        part.reachOrganiser(args.petition),
        paragraph(say.offer.ifYouWant),
        whatToConfirm(args),
      ])
    },

    /**
     * Goes to a mailbox that somebody, perhaps a stranger, typed on a page. A name is all that it repeats of what they wrote.
     */
    confirmFromPage(args: ConfirmArgs) {
      const { petition, details, change } = args
      const nameOnly = details.occupation === undefined && details.organisation === undefined
      const asked = askedOf(args)
      return reply(say.confirmFromPage.subject[asked], [
        paragraph(say.confirmFromPage.opening(asked, named(petition))),
        quote(details.name),
        paragraph(nameOnly ? say.confirmFromPage.ifItWasYou : say.confirmFromPage.restOnPage),
        button(parts.confirm[asked], args.confirmUrl),
        nameOnly && !change ? paragraph(say.confirmFromPage.orReply) : undefined,
        statementWithoutLinks(petition.text),
        part.notYou({ ...args, plainReply: true }),
        part.whoCollects({ ...args, plainReply: true }),
      ])
    },

    /** Both buttons of a link were pressed at once. It may go to a stranger, so a name is all that it repeats of what was written. */
    confirmOnceMore(args: ConfirmArgs) {
      const { petition, details } = args
      const asked = askedOf(args)
      return reply(say.confirmOnceMore.subject, [
        paragraph(say.confirmOnceMore.opening(asked, named(petition))),
        quote(details.name),
        paragraph(say.confirmOnceMore.ifYouWant[asked]),
        button(parts.confirm[asked], args.confirmUrl),
        part.notYou(args),
        part.whoCollects(args),
      ])
    },

    /** Two days before a request expires. */
    reminder(args: ConfirmArgs) {
      const asked = askedOf(args)
      return reply(say.reminder.subject[asked], [
        paragraph(say.reminder.opening(asked, named(args.petition), writing.day(args.expiresAt))),
        whatToConfirm(args),
      ])
    },

    /** For somebody who asked something, or wrote at length, instead of confirming. It has the link of the page. */
    pleaseUsePage(args: ConfirmArgs) {
      const asked = askedOf(args)
      const { organisedBy, contact } = args.petition
      return reply(say.pleaseUsePage.subject[asked], [
        paragraph(say.pleaseUsePage.opening(asked, named(args.petition))),
        part.shownSoon(args),
        paragraph(say.pleaseUsePage.ifYouWant),
        button(parts.confirm[asked], args.confirmUrl),
        part.somethingWrong(args),
        part.notYou(args),
        paragraph(
          contact ? say.pleaseUsePage.question(organisedBy, contact) : say.pleaseUsePage.program(organisedBy),
        ),
        part.whoCollects(args),
      ])
    },

    recorded: (args: SignedArgs) =>
      part.receipt(say.recorded.subject(args.number), say.recorded.opening, args, part.share(args)),

    alreadySigned: (args: SignedArgs) =>
      part.receipt(say.alreadySigned.subject, say.alreadySigned.opening, args),

    corrected: (args: SignedArgs) => part.receipt(say.corrected.subject, say.corrected.opening, args),

    /** The answer to a reply to a receipt in which we found no wish. */
    howToManage(args: SignedArgs) {
      const { petition } = args
      return reply(say.howToManage.subject, [
        paragraph(say.howToManage.opening),
        part.recorded(args),
        args.plainReply ? paragraph(say.howToManage.byReply) : undefined,
        link(parts.manage, args.manageUrl),
        link(parts.see, petition.url),
        small(say.howToManage.program(organiserOf(petition), Boolean(petition.contact))),
      ])
    },

    /** Somebody asked to remove this mailbox's signature; nothing has happened yet. */
    confirmRemoval(args: RemovalArgs & Omit<ConfirmArgs, 'change'>) {
      const { petition, act } = args
      const { subject, opening, ifYouWant, button: press, keep } = say.confirmRemoval
      return reply(subject[act], [
        paragraph(opening(act, named(petition))),
        quote(part.line(args.details)),
        paragraph(args.plainReply ? ifYouWant.byReply : ifYouWant.onPage),
        button(press[act], args.confirmUrl),
        paragraph(keep(writing.day(args.expiresAt))),
        part.collectedBy(petition),
      ])
    },

    removed({ petition, act, inChat }: RemovalArgs) {
      return reply(say.removed.subject[act], [
        paragraph(say.removed.opening(act, named(petition))),
        paragraph(say.removed.again(inChat ? undefined : petition.address)),
        part.petitionPage(petition),
      ])
    },

    /** An unconfirmed request was dropped at the wish of its mailbox or account. */
    requestDropped({ petition }: OfPetition) {
      const { subject, deleted, somebodyElse, collectedBy } = say.requestDropped
      return reply(subject, [
        paragraph(deleted(named(petition))),
        paragraph(somebodyElse),
        small(collectedBy(named(petition), organiserOf(petition))),
      ])
    },
  }
}
