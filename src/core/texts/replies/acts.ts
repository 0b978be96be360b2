/** Describes acts at the desk, and the signatures they change, with the same words before, after, and in the log. */
import type { Block } from '../../channel.ts'
import { paragraph, quote, shortened, statement } from '../blocks.ts'
import type { Invalidate, LoggedAct, ManyAct, ShownAct, SignatureLine } from '../desk-args.ts'
import type { LanguageTexts } from '../language-texts.ts'
import { namedRanges } from './commands.ts'
import { withCommas } from './parts.ts'

/** Characters of a line. Ten such lines, with the text around them, fit into one message of Discord. */
const longestLine = 200

/** The beginning of news without a heading. */
const longestExcerpt = 80

export function actsOf({ acts: say, parts, writing }: LanguageTexts) {
  function andMore(n: number): Block | undefined {
    return n > 0 ? paragraph(parts.andMore(n)) : undefined
  }

  /** A signature on one line, with its number as it is typed in commands. */
  function lineOf(line: SignatureLine): string {
    const person = withCommas(line.name, line.occupation)
    const who =
      line.name === ''
        ? say.erased
        : line.kind === 'person'
          ? withCommas(person, line.organisation)
          : withCommas(line.organisation, say.by(person))
    const when = `${parts.channel(line.channel)}, ${writing.day(line.signedAt)}`
    const marks = line.marks.map(mark => say.marks[mark]).join(', ')
    return [String(line.number), shortened(who, longestLine), when, marks]
      .filter(part => part !== '')
      .join(' · ')
  }

  function listed(lines: SignatureLine[]): Block {
    return quote(lines.map(lineOf).join('\n'))
  }

  /** An organisation with its evidence. */
  function withEvidence(line: SignatureLine): Block[] {
    const domain = line.provedDomain
    return [quote(lineOf(line)), paragraph(domain === undefined ? say.noEvidence : say.provedDomain(domain))]
  }

  /** The numbers of the signatures that an entry of the log has. */
  function whichOf({ count, numbers }: ManyAct): string {
    if (numbers === undefined) return ''
    const { named, more } = namedRanges(numbers, count)
    return more === 0 ? ` (${named})` : ` (${named} ${parts.andMore(more)})`
  }

  function headingOf({ title, text }: { title?: string; text: string }): string {
    return parts.quoted(title ?? shortened(text.replace(/\s+/g, ' '), longestExcerpt))
  }

  function actWords(act: ShownAct) {
    switch (act.kind) {
      case 'open':
      case 'create':
        return say[act.kind]
      case 'close':
        return act.at === undefined ? say.close : say.closeAt(writing.time(act.at))
      case 'organiser-add':
        return say.organiserAdd(act.name)
      case 'organiser-remove':
        return say.organiserRemove(act.name)
      case 'news':
        return say.news(headingOf(act), act.number)
      case 'news-edit':
        return say.newsEdit(headingOf(act), act.number)
      case 'news-withdraw':
        return say.newsWithdraw(act.number)
      case 'edit':
        return say.edit(act.fields.map(field => say.fields[field]).join(', '), [
          ...(act.corrections ?? []).map(({ field, before, after }) =>
            before === ''
              ? say.addition(parts.quoted(after))
              : say.correction(say.fields[field], parts.quoted(before), parts.quoted(after)),
          ),
          ...(act.unlisted ? [say.staysUnlisted(act.unlisted)] : []),
        ])
      case 'undo':
        return say.undo(act.entry, act.what)
      case 'invalidate':
        return say.invalidate(act)
      case 'feature':
      case 'unfeature':
      case 'hide':
      case 'show':
      case 'remove':
      case 'approve':
      case 'mark':
        return say.many[act.kind](act, whichOf(act))
    }
  }

  function sampled({ kind, sample }: ManyAct | Invalidate): Block[] {
    if (sample.length === 0) return []
    return kind === 'approve' || kind === 'mark' ? sample.flatMap(withEvidence) : [listed(sample)]
  }

  return {
    andMore,
    listed,
    withEvidence,
    actWords,

    /** The act as the log lists it. */
    logWords(act: LoggedAct): string {
      switch (act.kind) {
        case 'export':
          return say.exported[act.by](act.format)
        case 'announce':
          return say.announced
        case 'append':
          return say.appended
        case 'list':
          return say.listed
        case 'unlist':
          return say.unlisted
        default:
          return actWords(act).log
      }
    },

    /** Shows the subject of the act: the first signatures and how many it leaves out, or the news. */
    sampleOf(act: ShownAct): (Block | undefined)[] {
      if ('text' in act && act.text !== undefined)
        return [act.title === undefined ? undefined : paragraph(act.title), statement(act.text)]
      if (!('sample' in act)) return []
      return [
        ...sampled(act),
        act.sample.length > 0 ? andMore(act.count - act.sample.length) : undefined,
        act.without > 0 && act.kind !== 'invalidate'
          ? paragraph(say.skipped(act.without, act.kind))
          : undefined,
      ]
    },
  }
}
