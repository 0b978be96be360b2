/** Replies at the organiser's desk: lists, questions before an act, and the outcome of acts. */
import type { Channel } from '../../channel.ts'
import type { ComposedReply } from '../../picture.ts'
import { button, paragraph, quote, shortened, small } from '../blocks.ts'
import type { DeskPetition, LogLine, OriginLine, ShownAct, SignatureLine, UnusualArgs } from '../desk-args.ts'
import type { LanguageTexts } from '../language-texts.ts'
import type { PetitionArgs } from '../reply-args.ts'
import { actsOf } from './acts.ts'
import { command, longestButton, mostOrganisers, pageButtons, whole } from './commands.ts'
import { partsOf } from './parts.ts'

/** `page` counts from 1. `more`: there is another page. */
interface Page<Line> extends DeskPetition {
  lines: Line[]
  page: number
  more: boolean
}

interface Found extends Page<SignatureLine> {
  name: string
  total: number
  /** Set if nobody was found and the first word may have been meant as a petition, perhaps as `slug`. */
  otherwise?: { word: string; rest: string; slug?: string }
}

interface Export extends DeskPetition {
  format: 'csv' | 'json' | 'pdf'
  rows: number
  /** Leads to the file. */
  url: string
  /** ISO 8601. */
  expiresAt: string
}

/** `id`: the command is kept under it. `confirmUrl`: set if the question goes out by email. */
type AskFirst = DeskPetition & { act: ShownAct; id: string; confirmUrl?: string }

type AskSender = Partial<DeskPetition> & { words: string; confirmUrl: string; explain?: true }

/** `next`: ISO 8601. */
type DigestSet = DeskPetition & { every: 'daily' | 'weekly' | 'off'; next?: string }

type CannotUndo = DeskPetition & { entry: number; why: 'unknown' | 'final' | 'old' | 'undone' | 'changed' }

type NothingToDo = DeskPetition & { act: ShownAct['kind']; since?: boolean; onlyOnTrial?: boolean }

interface Organiser {
  name?: string
  channel?: Channel
  addedAt: string
  you: boolean
}

/** Buttons that find the signatures of one origin. */
const mostLooks = 3

export function deskReplies(texts: LanguageTexts) {
  const { desk: say, acts, parts, writing } = texts
  const { reply, named, petitionPage } = partsOf(texts)
  const { andMore, listed, withEvidence, actWords, logWords, sampleOf } = actsOf(texts)

  /** A sentence about a petition, after its name. */
  function about(petition: PetitionArgs, sentence: string) {
    return paragraph(parts.about(named(petition), sentence))
  }

  function originLine({ name, n, usual, channel, disposable, hosts = [] }: OriginLine): string {
    const where = channel === undefined ? '' : ` (${parts.channel(channel)})`
    const also = [
      ...(disposable ? [say.unusual.disposable] : []),
      ...(hosts.length > 0 ? [say.unusual.inside(hosts.map(host => shortened(host, 60)).join(', '))] : []),
    ]
    return say.unusual.line(`${shortened(name, 60)}${where}`, n, usual, also)
  }

  return {
    recentSignatures({ petition, slug, lines, page, more }: Page<SignatureLine>) {
      const { subject, none, nobody, nobodyOnPage } = say.recent
      const buttons = pageButtons(`recent ${slug}`, page, more, say.pages)
      return lines.length === 0
        ? reply(none, [about(petition, page > 1 ? nobodyOnPage(page) : nobody), buttons])
        : reply(subject, [paragraph(named(petition)), listed(lines), buttons])
    },

    foundSignatures({ petition, slug, name, lines, total, page, more, otherwise }: Found) {
      const { subject, lookedFor, otherwise: meant, lookThere } = say.found
      return reply(subject(total), [
        paragraph(lookedFor(named(petition), name, total)),
        lines.length === 0 ? undefined : listed(lines),
        otherwise === undefined ? undefined : paragraph(meant(otherwise.word, otherwise.slug)),
        otherwise?.slug === undefined
          ? undefined
          : command(lookThere(otherwise.rest), whole('find', `${otherwise.slug} ${otherwise.rest}`)),
        pageButtons(`find ${slug} ${name} page`, page, more, say.pages),
      ])
    },

    exportFile(args: Export & { format: 'csv' | 'json'; petitionId: string; name: string }): ComposedReply {
      const { petition, url, name, petitionId, format } = args
      const text = say.export.cannotSend(writing.time(args.expiresAt))
      return {
        ...reply(say.export.subject, []),
        blocks: [
          about(petition, say.export.rows(args.rows)),
          { kind: 'export', name, petitionId, format, instead: { text, label: say.export.download, url } },
          small(say.export.columns),
        ],
      }
    },

    exportLink({ petition, format, rows, url, expiresAt }: Export) {
      const { subject, rows: counted, linkTo, linkToPdf, download, yoursUntil, columns } = say.export
      const until = yoursUntil(writing.time(expiresAt))
      return reply(subject, [
        about(petition, format === 'pdf' ? linkToPdf : linkTo(counted(rows), format)),
        button(download, url),
        small(format === 'pdf' ? until : `${until} ${columns}`),
      ])
    },

    /** Shows an act that is not done yet. */
    askFirst({ petition, act, id, confirmUrl }: AskFirst) {
      const { ask, press, before } = actWords(act)
      const danger = act.kind === 'remove' || act.kind === 'invalidate' || act.kind === 'close'
      return reply(ask, [
        about(petition, say.askFirst.nothingYet(before)),
        ...sampleOf(act),
        confirmUrl === undefined ? command(press, `do ${id}`, danger) : button(press, confirmUrl),
        confirmUrl === undefined ? undefined : paragraph(say.askFirst.orReply),
      ])
    },

    /** Asks the mailbox that an unproved email came from whether it gave the command. `explain`: adds why we ask, and what helps. */
    askSender({ petition, words, confirmUrl, explain }: AskSender) {
      const { subject, opening, wasItYou, yes, why, whatHelps } = say.askSender
      return reply(subject, [
        paragraph(opening(petition === undefined ? undefined : named(petition))),
        quote(words),
        paragraph(wasItYou),
        button(yes, confirmUrl),
        ...(explain ? [small(why), small(whatHelps)] : []),
      ])
    },

    /** `entry`: its number in the log, where it can be undone. */
    deskDone({ petition, slug, act, entry }: DeskPetition & { act: ShownAct; entry?: number }) {
      return reply(say.done.subject, [
        about(petition, actWords(act).after),
        ...sampleOf(act),
        entry === undefined ? undefined : small(say.done.entry(entry)),
        entry === undefined ? undefined : command(say.done.undo, `undo ${slug} ${entry}`),
      ])
    },

    /**
     * The act changes nothing: the signatures do not exist, or need no change. `since`: what was shown has changed before the yes came.
     */
    nothingToDo({ petition, act, since, onlyOnTrial }: NothingToDo) {
      if (onlyOnTrial === true) return reply(say.nothingToDo.subject, [about(petition, acts.onlyOnTrial)])
      return since === true
        ? reply(say.notAsItWas, [about(petition, acts.changedSince)])
        : reply(say.nothingToDo.subject, [about(petition, say.nothingToDo.because(acts.nothing[act]))])
    },

    /** The question cannot be answered any more. `slug`: they said yes before, at this petition's desk. Otherwise it expired. */
    actIsGone({ slug }: { slug?: string }) {
      const { subject, text, log } = say.saidYesBefore
      return slug === undefined
        ? reply(say.tooLate.subject, [paragraph(say.tooLate.text)])
        : reply(subject, [paragraph(text), command(log, `log ${slug}`)])
    },

    /** A card can only be posted in a room. */
    noRoomHere({ petition }: DeskPetition) {
      return reply(say.noRoomHere.subject, [about(petition, say.noRoomHere.text)])
    },

    /** A draft has no card and no news yet. */
    notOpenYet({ petition }: DeskPetition) {
      return reply(say.notOpenYet.subject, [paragraph(say.notOpenYet.text(named(petition)))])
    },

    waitingOrganisations(args: DeskPetition & { lines: SignatureLine[]; more: number }) {
      const { petition, slug, lines, more } = args
      const { none, subject, approve, mark, more: shownLater, turnDown } = say.waiting
      if (lines.length === 0) return reply(none.subject, [about(petition, none.text)])
      return reply(subject(lines.length + more), [
        paragraph(named(petition)),
        ...lines.flatMap(line => [
          ...withEvidence(line),
          command(approve(line.number), `approve ${slug} ${line.number}`),
          ...(line.provedDomain === undefined
            ? []
            : [
                command(
                  mark(line.number, shortened(line.provedDomain, 40)),
                  `approve ${slug} ${line.number} domain`,
                ),
              ]),
        ]),
        more > 0 ? paragraph(shownLater(more)) : undefined,
        small(turnDown(`remove ${slug}`)),
      ])
    },

    unusualSignatures({ petition, slug, all, unusual, usual, hours, evidence }: UnusualArgs) {
      const { subject, nothing, standsOut, usual: others, hour, look, remove } = say.unusual
      const grades = evidence.map(
        ({ evidence: grade, n }) => `${writing.number(n)} ${say.unusual.evidence[grade]}`,
      )
      const [first] = unusual
      return reply(subject, [
        about(petition, all === 0 ? nothing : say.unusual.all(parts.signatures(all), grades.join(', '))),
        all === 0 || unusual.length > 0 ? undefined : paragraph(nothing),
        unusual.length > 0 ? paragraph(standsOut) : undefined,
        unusual.length > 0 ? quote(unusual.map(originLine).join('\n')) : undefined,
        ...hours.map(({ hour: at, n, largest }) =>
          paragraph(hour(writing.time(at), n, writing.percent(largest))),
        ),
        usual.length > 0 ? paragraph(others) : undefined,
        usual.length > 0 ? quote(usual.map(originLine).join('\n')) : undefined,
        unusual
          .slice(0, mostLooks)
          .map(line => ({ line, words: `find ${slug} ${line.condition}` }))
          .filter(({ words }) => words.length <= longestButton)
          .map(({ line, words }) => command(look(shortened(line.name, 40)), words)),
        first === undefined ? undefined : small(remove(`invalidate ${slug} ${first.condition} reason:`)),
      ])
    },

    /** `least`: a condition on a domain or community must match this many. Without it, it must be one that stands out. */
    tooFewToTell({ petition, slug, least }: DeskPetition & { least?: number }) {
      const { subject, text, onlyUnusual } = say.tooFewToTell
      const words = `unusual ${slug}`
      return reply(subject, [
        about(petition, least === undefined ? onlyUnusual : text(least)),
        command(say.tooFewToTell.origins, words),
      ])
    },

    /** `entries` is empty if nothing was in progress. */
    invalidationStopped({ petition, entries }: DeskPetition & { entries: number[] }) {
      const { subject, none, text } = say.invalidationStopped
      return reply(subject, [about(petition, entries.length === 0 ? none : text(entries))])
    },

    organisers({ petition, organisers }: DeskPetition & { organisers: Organiser[] }) {
      const { subject, unnamed, since, you } = say.organisers
      const lines = organisers
        .slice(0, mostOrganisers)
        .map(organiser =>
          [
            organiser.name === undefined ? unnamed : shortened(organiser.name, 80),
            organiser.channel === undefined ? '' : parts.on(organiser.channel),
            since(writing.day(organiser.addedAt)),
            organiser.you ? you : '',
          ]
            .filter(part => part !== '')
            .join(' · '),
        )
      return reply(subject, [
        paragraph(named(petition)),
        quote(lines.join('\n')),
        andMore(organisers.length - lines.length),
      ])
    },

    /** Refuses to remove the last organiser. */
    lastOrganiser({ petition }: DeskPetition) {
      return reply(say.lastOrganiser.subject, [paragraph(say.lastOrganiser.text(named(petition)))])
    },

    deskLog({ petition, slug, lines, page, more }: Page<LogLine>) {
      const { subject, none, operator, undone, undo } = say.log
      const buttons = pageButtons(`log ${slug}`, page, more, say.pages)
      if (lines.length === 0)
        return reply(none.subject, [about(petition, page > 1 ? none.onPage(page) : none.text), buttons])
      const rows = lines.map(({ number, at, who, act, undone: isUndone }) => {
        const entry = shortened(logWords(act), 180)
        const name = shortened(who ?? operator, 60)
        return `${number} · ${writing.time(at)} · ${name} · ${isUndone ? undone(entry) : entry}`
      })
      const undoable = lines.filter(line => line.undoable).slice(0, 5)
      return reply(subject, [
        paragraph(named(petition)),
        quote(rows.join('\n')),
        undoable.map(({ number }) => command(undo(number), `undo ${slug} ${number}`)),
        buttons,
      ])
    },

    cannotUndo({ petition, entry, why }: CannotUndo) {
      return reply(say.cannotUndo.subject, [about(petition, say.cannotUndo.text(entry, why))])
    },

    digestSet({ petition, slug, every, next }: DigestSet) {
      const { subject, on, off } = say.digest
      const then = next === undefined ? undefined : writing.time(next)
      const text = every === 'off' ? off(`digest ${slug} weekly`) : on(every, then, `digest ${slug} off`)
      return reply(subject[every], [about(petition, text)])
    },

    /** For a signer who asks about a signature that the organiser removed. */
    takenOff({ petition }: { petition: PetitionArgs }) {
      const { contact, organisedBy } = petition
      return reply(say.takenOff.subject, [
        paragraph(say.takenOff.text(named(petition), contact ?? organisedBy)),
        petitionPage(petition),
      ])
    },
  }
}
