/** Replies in chats, and emails that a chat causes. */
import type { Channel, DetailsView } from '../../channel.ts'
import {
  button,
  facts,
  jsonFile,
  link,
  paragraph,
  quote,
  small,
  statement,
  statementWithoutLinks,
} from '../blocks.ts'
import type { LanguageTexts } from '../language-texts.ts'
import type {
  ConfirmArgs,
  Joined,
  ListedPetition,
  PetitionArgs,
  SignedArgs,
  WhoCreates,
} from '../reply-args.ts'
import { askedOf, organiserOf, partsOf } from './parts.ts'

interface OfPetition {
  petition: PetitionArgs
}

interface CardArgs extends OfPetition {
  slug: string
  signatures: number
  goal?: number
  closed: boolean
}

interface MySignature {
  petition: ListedPetition
  slug: string
  details: DetailsView
  number: number
  signedAt: string
  manageUrl: string
}

interface MySignatures {
  entries: MySignature[]
  waiting: ListedPetition[]
  /** Older deliveries lack it. */
  byEmail?: boolean
  /** Everything that is kept about the mailbox, as JSON. */
  held?: string
}

export function chatReplies(texts: LanguageTexts) {
  const { chatReplies: say, parts, writing } = texts
  const part = partsOf(texts)
  const { reply, named } = part

  return {
    /** Says in a chat that the question went to the mailbox that was given. */
    checkYourMail({ petition, mailbox, details }: OfPetition & { mailbox: string; details: DetailsView }) {
      const { subject, opening, address, noEmail } = say.checkYourMail
      return reply(subject, [
        paragraph(opening(named(petition))),
        quote(part.line(details)),
        facts([[address, mailbox]]),
        small(noEmail(organiserOf(petition))),
      ])
    },

    /**
     * Goes to a mailbox that somebody, perhaps a stranger, typed in a chat's form. A name is all that it repeats of what they wrote. The page
     * shows the rest, and their account.
     */
    confirmMailbox(args: ConfirmArgs & { channel: Channel }) {
      const { petition, details, channel } = args
      const byMail = { ...args, plainReply: true }
      const asked = askedOf(args)
      return reply(say.confirmMailbox.subject[asked], [
        paragraph(say.confirmMailbox.somebody(channel, named(petition))),
        quote(details.name),
        paragraph(say.confirmMailbox.ifItWasYou),
        button(parts.confirm[asked], args.confirmUrl),
        statementWithoutLinks(petition.text),
        part.notYou(byMail),
        small(say.confirmMailbox.whoCollects(organiserOf(petition))),
      ])
    },

    /** Says in a chat that forms have named too many mailboxes for now. `by`: this account alone, or many people. */
    tooManyMailboxes({ by, until }: { by: 'account' | 'crowd'; until: string }) {
      const { subject, why, again } = say.tooManyMailboxes
      return reply(subject, [paragraph(why[by]), paragraph(again(writing.day(until), writing.hour(until)))])
    },

    /** For somebody who had signed another way before: that one signature counts. */
    joined(args: SignedArgs & Joined) {
      const opening = say.joined.opening(writing.day(args.signedAt), args.channel, args)
      return part.receipt(say.joined.subject, opening, args)
    },

    /** The signatures of an account, newest first. */
    mySignatures({ entries, waiting, byEmail, held }: MySignatures) {
      const { none, subject, entry, waiting: notConfirmed, yoursAlone, inFile } = say.mySignatures
      const everything =
        held === undefined ? [] : [paragraph(inFile), jsonFile('undersigned-data.json', held)]
      if (entries.length === 0 && waiting.length === 0)
        return byEmail
          ? reply(none.byEmail.subject, [
              paragraph(none.byEmail.nobody),
              ...everything,
              small(none.byEmail.notYou),
            ])
          : reply(none.subject, [paragraph(none.signFirst)])
      return reply(subject, [
        ...entries.flatMap(({ petition, details, number, signedAt, manageUrl }) => [
          paragraph(entry(named(petition), number, writing.day(signedAt))),
          quote(part.line(details)),
          link(parts.manage, manageUrl),
        ]),
        ...waiting.map(petition => paragraph(notConfirmed(named(petition)))),
        ...everything,
        small(yoursAlone),
      ])
    },

    /** A form that cannot be used; `problems` are finished sentences. `form`: its id, to open it again. */
    /** `written`: to copy into the form, which a chat opens empty. */
    formProblem({ problems, form, written }: { problems: string[]; form?: string; written?: string }) {
      if (problems.length === 0 && form !== undefined)
        return reply(say.form.subject, [
          paragraph(say.form.opening),
          written === undefined ? undefined : quote(written),
          { kind: 'form-button', label: say.form.open, form },
        ])
      return reply(say.formProblem.subject, [
        problems.map(paragraph),
        paragraph(say.formProblem.again),
        form === undefined
          ? undefined
          : { kind: 'form-button', label: say.formProblem.fillIn, form, again: true },
      ])
    },

    announced({ petition }: OfPetition) {
      return reply(say.announced.subject, [paragraph(say.announced.soon(named(petition)))])
    },

    petitionCreated({ petition, slug, shown }: OfPetition & { slug: string; shown?: 'here' | 'nowhere' }) {
      const { subject, opening, itsPage, byEmail, announce } = say.petitionCreated
      return reply(subject, [
        paragraph(opening(named(petition), slug)),
        // A waiting delivery may be older than unlisted petitions.
        shown === undefined ? undefined : paragraph(say.petitionCreated.shown[shown]),
        link(itsPage, petition.url),
        petition.address === '' ? undefined : paragraph(byEmail(petition.address)),
        paragraph(announce(`/petition announce ${slug}`)),
      ])
    },

    enoughCreated({ most }: { most: number }) {
      return reply(say.enoughCreated.subject, [paragraph(say.enoughCreated.text(most))])
    },

    mayNotCreate({ by, contact }: WhoCreates) {
      return reply(say.notFromHere, [
        paragraph(say.mayNotCreate[by]),
        contact === undefined ? undefined : paragraph(say.mayNotCreate.ask(contact)),
      ])
    },

    mayNotAnnounce({ petition }: OfPetition) {
      return reply(say.notFromHere, [paragraph(say.mayNotAnnounce(named(petition)))])
    },

    /** The card in a room. */
    card({ petition, slug, signatures, goal, closed }: CardArgs) {
      const count = parts.signatures(signatures)
      const soFar = goal === undefined ? count : say.card.goal(count, goal)
      return reply(petition.title, [
        { kind: 'title', text: petition.title },
        statement(petition.text),
        goal === undefined
          ? paragraph(soFar)
          : {
              kind: 'progress',
              part: signatures,
              whole: goal,
              text: `${soFar} · ${writing.percent(Math.min(1, signatures / goal))}`,
            },
        closed ? paragraph(say.card.closed) : undefined,
        closed ? undefined : { kind: 'form-button', label: parts.sign, form: `sign:${slug}` },
        link(parts.readMore, petition.url),
        part.collectedBy(petition),
      ])
    },
  }
}
