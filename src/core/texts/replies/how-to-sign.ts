/** Replies to people who have nothing to confirm: what this address is for, how they can sign, and why they cannot. */
import type { Block } from '../../channel.ts'
import type { DetailsField, DetailsProblem } from '../../details.ts'
import { facts, link, paragraph, quote, small, statement } from '../blocks.ts'
import type { LanguageTexts } from '../language-texts.ts'
import type { ListedPetition, PetitionArgs } from '../reply-args.ts'
import { organiserOf, partsOf } from './parts.ts'

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

export function howToSignReplies(texts: LanguageTexts) {
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

  return {
    /** For somebody who wrote that they do not sign. */
    declined({ petition }: OfPetition) {
      return reply(say.declined.subject, [
        paragraph(say.declined.opening(named(petition), petition.address)),
        part.collectedBy(petition),
      ])
    },

    /** For an email about something else, such as an invoice, an offer or a journalist's question. */
    notASignature({ petition, open }: OfPetition & { open: boolean }) {
      const { subject, opening, toSign } = say.notASignature
      return reply(subject, [
        paragraph(opening(named(petition))),
        part.reachOrganiser(petition),
        open ? [paragraph(toSign), quote(say.example)] : undefined,
        part.petitionPage(petition),
      ])
    },

    /** The mailbox has reached a cap. `title`: the petition of the cap; without it, the cap is over all petitions. */
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
        statement(petition.text),
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

    /** The answer to a reply whose token is spent, expired or unknown. `petitions`: the open ones, if we do not know which it was about. */
    linkGone({ petition, petitions = [] }: Partial<OfPetition> & { petitions?: ListedPetition[] }) {
      const { subject, opening, newRequest } = say.linkGone
      return reply(subject, [
        paragraph(opening),
        paragraph(petition ? say.toSignPetition(named(petition), petition.address) : newRequest),
        petition ? part.petitionPage(petition) : undefined,
        petitionList(petitions),
      ])
    },

    /** The answer to a reply with a good token, but from another mailbox than the one we asked. */
    wrongMailbox({ petition }: OfPetition) {
      return reply(say.wrongMailbox.subject, [
        paragraph(say.wrongMailbox.opening(named(petition))),
        paragraph(say.wrongMailbox.instead(petition.address)),
        part.petitionPage(petition),
      ])
    },
  }
}
