/** Replies about commands: which there are, what is wrong with one, which petition was meant. */
import type { FormField, PetitionName } from '../../channel.ts'
import {
  type CommandName,
  type CommandProblem,
  commandRow,
  exampleOf,
  type LeftCommands,
  mostCommands,
} from '../../commands.ts'
import { facts, paragraph, quote, shortened, small } from '../blocks.ts'
import type { LanguageTexts } from '../language-texts.ts'
import { actsOf } from './acts.ts'
import { command, longestButton, mostNamed, toldApart, typed, whole, withPetition } from './commands.ts'
import { partsOf } from './parts.ts'

interface Help {
  /** The commands that this account may give, in order, or the one that was asked about. */
  commands: CommandName[]
  organises: PetitionName[]
  /** In an email, commands have no slash. */
  slash: boolean
  /** The email could not be understood. */
  lost?: boolean
}

/** `id`: set if the command mentions an account: then the command that was probably meant is kept under it. */
interface Unknown {
  word: string
  meant?: CommandName
  rest?: string
  id?: string
  slash: boolean
}

interface Problem {
  name: CommandName
  problem: CommandProblem
  slug?: string
  slash: boolean
}

interface WhichPetition {
  /** The command without a petition. */
  words: string
  petitions: PetitionName[]
  /** Set if there is no petition of this name. */
  asked?: string
  /** Whether `petitions` are those that it may have meant. */
  near?: boolean
  /** How many others there are. */
  more?: number
  /** Set if the words mention an account: then they are kept under it. */
  id?: string
}

interface FormByMail {
  command: string
  title: string
  fields: FormField[]
  problems: string[]
}

export function helpReplies(texts: LanguageTexts) {
  const { help: say, chat } = texts
  const { reply } = partsOf(texts)
  const { andMore } = actsOf(texts)

  return {
    deskHelp({ commands, organises, slash, lost }: Help) {
      const { subject, lost: notRead, petition, youOrganise, severalPetitions } = say.help
      const names = organises
        .slice(0, mostNamed)
        .map(({ title, slug }) => petition(shortened(title, 60), slug))
      // "help close" also explains the arguments.
      const [topic] = commands.length === 1 ? commands : []
      const all = topic === undefined ? [] : commandRow(topic).takes
      // An email cannot mention a member.
      const takes = all.filter(({ kind }) => slash || kind !== 'person')
      const named = typed(exampleOf(topic ?? 'count', organises[0]?.slug ?? 'demo'), slash)
      const takesPetition = topic === undefined || takes.some(({ kind }) => kind === 'petition')
      return reply(lost === true ? notRead.subject : subject, [
        lost === true ? paragraph(notRead.text) : undefined,
        names.length === 0 ? undefined : paragraph(youOrganise(names.join(', '))),
        andMore(organises.length - mostNamed),
        facts(commands.map(name => [typed(exampleOf(name), slash), chat.commands[name]])),
        takes.length === 0 ? undefined : facts(takes.map(({ name }) => [name, chat.options[name]])),
        takesPetition ? small(severalPetitions(named)) : undefined,
      ])
    },

    /** Lists the commands of an email that were not taken. Follows the answer to those that were. */
    leftCommands({ subject, more = [] }: LeftCommands) {
      return reply(say.left.subject, [
        subject === undefined ? undefined : paragraph(say.left.inSubject(subject)),
        subject === undefined ? undefined : command(shortened(subject, 60), subject),
        more.length === 0 ? undefined : paragraph(say.left.tooMany(mostCommands)),
        quote(more.slice(0, mostNamed).join('\n')),
        andMore(more.length - mostNamed),
      ])
    },

    unknownCommand({ word, meant, rest = '', id, slash }: Unknown) {
      const { subject, didYouMean, text, seeHelp, help } = say.unknown
      if (meant === undefined)
        return reply(subject, [
          paragraph(`${text(word)} ${seeHelp(typed('help', slash))}`),
          command(help, 'help'),
        ])
      return reply(didYouMean(meant), [
        paragraph(`${text(word)} ${didYouMean(typed(whole(meant, rest), slash))}`),
        command(meant, id === undefined ? whole(meant, rest) : `do ${id}`),
      ])
    },

    commandProblem({ name, problem, slug = 'demo', slash }: Problem) {
      return reply(say.problem.subject, [
        paragraph(say.problem.nothingChanged(say.problems[problem])),
        paragraph(say.problem.forInstance(typed(exampleOf(name, slug), slash))),
      ])
    },

    /** In chats, and in emails to organisers. */
    whichPetitionFor({ words, petitions, asked = '', id, near = false, more = 0 }: WhichPetition) {
      const { subject, none, noSuch, notHere, several, choose, more: andOthers } = say.which
      const isUnknown = asked !== ''
      const unknown = isUnknown ? `${notHere(asked)} ` : ''
      const [first] = petitions
      if (first === undefined) return reply(none, [paragraph(unknown + chat.nothingOpen)])
      const choices = petitions.map(({ title, slug }) => ({
        title: toldApart(petitions, title, slug),
        said: id === undefined ? withPetition(words, slug) : `do ${id} ${slug}`,
      }))
      const fits = choices.every(({ said }) => said.length <= longestButton)
      const beginning = several[near ? 'near' : isUnknown ? 'these' : 'several']
      const heading = near ? say.unknown.didYouMean(first.slug) : isUnknown ? noSuch : subject
      return reply(heading, [
        paragraph(`${unknown}${beginning} ${fits ? choose.press : choose.write}`),
        fits
          ? choices.map(({ title, said }) => command(title, said))
          : facts(petitions.map(({ title, slug }) => [slug, title])),
        more === 0 ? undefined : paragraph(andOthers(more)),
      ])
    },

    /** A form as an email shows it: lines to fill in and send back under the command. */
    formByMail({ command: words, title, fields, problems }: FormByMail) {
      const lines = fields.map(({ label, input }) => {
        const options =
          input.kind === 'choice' ? ` (${input.options.map(({ value }) => value).join(', ')})` : ''
        return say.form.field(label + options, input.value ?? '')
      })
      return reply(title, [
        problems.map(paragraph),
        paragraph(say.form.howTo(words)),
        quote([words, ...lines].join('\n')),
      ])
    },
  }
}
