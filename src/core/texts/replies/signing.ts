/** Replies about a signature: requested, confirmed, changed, removed. None repeats the email that it answers. */
import type { Block } from '../../channel.ts'
import type { DetailsField, DetailsProblem } from '../../details.ts'
import { button, facts, link, paragraph, quote, small } from '../blocks.ts'
import { firstName } from '../first-name.ts'
import type { LanguageTexts } from '../language-texts.ts'
import type { ConfirmArgs, ListedPetition, PetitionArgs, RemovalArgs, SignedArgs } from '../reply-args.ts'
import { askedOf, organiserOf, partsOf } from './parts.ts'

interface OfPetition {
  petition: PetitionArgs
}

interface Unusable {
  field: DetailsField
  problem: DetailsProblem
  limit: number
}

interface Counts {
  signatures: number
  people: number
  organisations: number
}

export function signingReplies(texts: LanguageTexts) {
  const { signing: say, parts, writing, chat } = texts
  const part = partsOf(texts)
  const { reply, named } = part

  function petitionList(petitions: ListedPetition[]): Block[] {
    return petitions.flatMap(({ title, url, address }) => [link(title, url), paragraph(say.toSign(address))])
  }

  function whoAsks(petition: PetitionArgs): Block {
    return small(say.whoAsks(organiserOf(petition), petition.listing === 'public'))
  }

  function howTo({ address }: PetitionArgs): Block[] {
    return [paragraph(say.howTo(address)), quote(say.example)]
  }

  /** The statement, what will be shown, and how to confirm it. */
  function whatToConfirm(args: ConfirmArgs): Block[] {
    return [
      quote(args.petition.text),
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

    /**
     * To a mailbox that somebody typed on a page: with nothing in it that they wrote but a name, because it may be a
     * stranger's.
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
        quote(petition.text),
        part.notYou({ ...args, plainReply: true }),
        part.whoCollects({ ...args, plainReply: true }),
      ])
    },

    /** Both buttons of a link were pressed at once. It may go to a stranger: it has nothing in it that they wrote but a name. */
    confirmOnceMore(args: ConfirmArgs) {
      const { petition, details } = args
      return reply(say.confirmOnceMore.subject, [
        paragraph(say.confirmOnceMore.opening(named(petition))),
        quote(details.name),
        paragraph(say.confirmOnceMore.ifYouWant),
        button(parts.confirm.sign, args.confirmUrl),
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

    /** They asked something, or wrote at length, instead of confirming: here is the page's link. */
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

    /** A reply to a receipt that we could not read as a wish. */
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

    /** An unconfirmed request was dropped, as its mailbox or account wished. */
    requestDropped({ petition }: OfPetition) {
      const { subject, deleted, somebodyElse, collectedBy } = say.requestDropped
      return reply(subject, [
        paragraph(deleted(named(petition))),
        paragraph(somebodyElse),
        small(collectedBy(named(petition), organiserOf(petition))),
      ])
    },

    /** They wrote that they do not sign. */
    declined({ petition }: OfPetition) {
      return reply(say.declined.subject, [
        paragraph(say.declined.opening(named(petition), petition.address)),
        part.collectedBy(petition),
      ])
    },

    /** An invoice, an offer, a journalist's question. */
    notASignature({ petition, open }: OfPetition & { open: boolean }) {
      const { subject, opening, contact, noContact, toSign } = say.notASignature
      const { organisedBy } = petition
      return reply(subject, [
        paragraph(opening(named(petition))),
        paragraph(petition.contact ? contact(organisedBy, petition.contact) : noContact(organisedBy)),
        open ? [paragraph(toSign), quote(say.example)] : undefined,
        part.petitionPage(petition),
      ])
    },

    /** The caps leave no room for an answer. `title`: of the petition whose cap it is; without one it is that of all together. */
    overLimit({ title, most, until }: { title?: string; most: number; until: string }) {
      const { subject, here, everywhere, stands, again } = say.overLimit
      return reply(subject, [
        paragraph(title === undefined ? everywhere(most) : here(named({ title }), most)),
        paragraph(stands),
        paragraph(again(writing.day(until), writing.hour(until))),
      ])
    },

    nothingToRemove({ petition }: OfPetition) {
      return reply(say.nothingToRemove.subject, [
        paragraph(say.nothingToRemove.nobody(named(petition))),
        paragraph(say.nothingToRemove.elsewhere),
        part.petitionPage(petition),
        part.collectedBy(petition),
      ])
    },

    needName({ petition }: OfPetition) {
      return reply(say.needName.subject, [
        paragraph(say.needName.opening(named(petition))),
        howTo(petition),
        paragraph(say.needName.next),
        whoAsks(petition),
      ])
    },

    /** `limit`: in characters as a reader counts them. */
    cannotUse({ petition, field, problem, limit }: OfPetition & Unusable) {
      const why = chat.problems.details(field, problem, limit)
      return reply(say.cannotUse.subject, [
        paragraph(say.cannotUse.opening(named(petition), why)),
        howTo(petition),
        whoAsks(petition),
      ])
    },

    organisationsRefused({ petition }: OfPetition) {
      return reply(say.organisationsRefused.subject, [
        paragraph(say.organisationsRefused.opening(named(petition))),
        howTo(petition),
        part.petitionPage(petition),
        whoAsks(petition),
      ])
    },

    whichPetition({ petitions }: { petitions: ListedPetition[] }) {
      return reply(say.whichPetition.subject, [
        paragraph(say.whichPetition.opening(petitions.length)),
        petitionList(petitions),
      ])
    },

    /** `asked` is the slug as it was written. */
    unknownPetition({ asked, petitions }: { asked: string; petitions: ListedPetition[] }) {
      return reply(say.unknownPetition.subject, [
        paragraph(say.unknownPetition.opening),
        quote(asked),
        paragraph(petitions.length === 0 ? chat.nothingOpen : say.unknownPetition.didYouMean),
        petitionList(petitions),
      ])
    },

    nothingOpen(_: Record<string, never>) {
      return reply(say.nothingOpen.subject, [paragraph(say.nothingOpen.opening)])
    },

    closed({ petition, signatures }: OfPetition & { signatures: number }) {
      return reply(say.closed.subject, [
        paragraph(say.closed.opening(named(petition), parts.signatures(signatures))),
        part.petitionPage(petition),
        part.collectedBy(petition),
      ])
    },

    /** The answer to a question or a call for help. */
    howToSign({ petition, signatures }: OfPetition & { signatures: number }) {
      return reply(say.howToSign.subject(named(petition)), [
        paragraph(say.howToSign.opening(named(petition), parts.signatures(signatures))),
        quote(petition.text),
        howTo(petition),
        paragraph(say.howToSign.next),
        part.petitionPage(petition),
        whoAsks(petition),
      ])
    },

    publicCount({ petition, signatures, people, organisations }: OfPetition & Counts) {
      const labels = say.publicCount.facts
      return reply(say.publicCount.subject(parts.signatures(signatures)), [
        facts([
          [labels.petition, petition.title],
          [labels.signatures, writing.number(signatures)],
          [labels.people, writing.number(people)],
          [labels.organisations, writing.number(organisations)],
        ]),
        part.petitionPage(petition),
      ])
    },

    /** A reply whose token is spent, expired or unknown. `petitions`: the open ones, if we do not know which it was about. */
    linkGone({ petition, petitions = [] }: Partial<OfPetition> & { petitions?: ListedPetition[] }) {
      const { subject, opening, newRequest } = say.linkGone
      return reply(subject, [
        paragraph(opening),
        paragraph(petition ? say.toSignPetition(named(petition), petition.address) : newRequest),
        petition ? part.petitionPage(petition) : undefined,
        petitionList(petitions),
      ])
    },

    /** The token is good, but the reply came from another mailbox than the one we asked. */
    wrongMailbox({ petition }: OfPetition) {
      return reply(say.wrongMailbox.subject, [
        paragraph(say.wrongMailbox.opening(named(petition))),
        paragraph(say.wrongMailbox.instead(petition.address)),
        part.petitionPage(petition),
      ])
    },
  }
}
