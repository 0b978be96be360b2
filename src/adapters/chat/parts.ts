/** Splits a reply into parts. Each chat gives the parts its own shape, and puts them together as a message. */
import { asRuns, type Block, type Language, plainWords, type Reply, type Run } from '../../core/channel.ts'
import { clean } from './clean.ts'
import { cut } from './cut.ts'

export interface TextPart {
  kind: 'text'
  style: 'title' | 'subject' | 'paragraph' | 'quote' | 'small'
  /** With its colon. */
  label?: string
  text: string
  /** The same with emphasis and links, until the text is cut. */
  runs?: Run[]
  /** Never cut off. */
  after?: string
}

/** A text may be shortened. A line may not, because half an address is useless. */
export type Part<Line, Button, Shown = never> =
  | TextPart
  | { kind: 'line'; line: Line }
  /** `line` says the same if there is no room for a button. */
  | { kind: 'button'; button: Button; line?: Line }
  | { kind: 'shown'; shown: Shown }

/** A block whose shape depends on the chat. */
export type OwnBlock = Extract<
  Block,
  { kind: 'link' | 'button' | 'form-button' | 'command-button' | 'image' | 'file' }
>

/** `own` makes the parts that depend on the chat, or leaves a block out. The subject comes first, unless it is the title. */
export function partsOf<Line, Button, Shown = never>(
  reply: Reply,
  own: (block: OwnBlock) => Part<Line, Button, Shown> | undefined,
): Part<Line, Button, Shown>[] {
  const titled = reply.blocks.some(block => block.kind === 'title' && block.text === reply.subject)
  const subject: TextPart[] = titled ? [] : [{ kind: 'text', style: 'subject', text: reply.subject }]
  const parts = reply.blocks.flatMap((block): (Part<Line, Button, Shown> | undefined)[] => {
    switch (block.kind) {
      case 'title':
        return [{ kind: 'text', style: block.kind, text: block.text.replace(/\s+/g, ' ').trim() }]
      case 'paragraph':
      case 'quote':
      case 'small':
        return [{ kind: 'text', style: block.kind, text: block.text }]
      case 'statement': {
        const runs = asRuns(block.paragraphs).map(run => ({ ...run, text: clean(run.text) }))
        return [{ kind: 'text', style: 'quote', text: plainWords(block.paragraphs), runs }]
      }
      case 'facts':
        return block.facts.map(({ label, value }) => labelled(label, value, reply.language))
      case 'progress': {
        const after = `\n${progressBar(block.part, block.whole)}`
        return [{ kind: 'text', style: 'paragraph', text: block.text, after }]
      }
      default:
        return [own(block)]
    }
  })
  return [...subject, ...parts].flatMap(part => {
    if (part?.kind !== 'text') return part ?? []
    const text = clean(part.text)
    return text.trim() === '' ? [] : { ...part, text }
  })
}

/** French sets a space before the colon that does not break. */
export function labelled(label: string, text: string, language: Language): TextPart {
  return { kind: 'text', style: 'paragraph', label: `${label}${language === 'fr' ? '\u00a0' : ''}:`, text }
}

/** Full only when the goal is reached. */
function progressBar(part: number, whole: number): string {
  const full = Math.max(0, Math.min(10, whole > 0 ? Math.floor((part / whole) * 10) : 10))
  return '▰'.repeat(full) + '▱'.repeat(10 - full)
}

/** Texts are shortened to this many characters at most, to make room for others. */
const shortest = 60

/** Shortens the longest text until everything fits in `most`; if all texts are short, the last text or line goes. */
export function fitted<Line, Button, Shown>(
  parts: Part<Line, Button, Shown>[],
  most: number,
  lengthOf: (part: Part<Line, Button, Shown>) => number,
): Part<Line, Button, Shown>[] {
  const kept = [...parts]
  for (;;) {
    const excess = kept.reduce((sum, part) => sum + lengthOf(part), 0) - most
    if (excess <= 0) return kept
    let longest: TextPart | undefined
    for (const part of kept)
      if (part.kind === 'text' && part.text.length > (longest?.text.length ?? shortest)) longest = part
    if (longest === undefined) {
      const last = kept.findLastIndex(part => part.kind === 'text' || part.kind === 'line')
      kept.splice(last, 1)
    } else {
      const { runs: _, ...plain } = longest
      const room = Math.max(lengthOf(longest) - excess, shortest)
      const text = cut(plain.text, room, one => lengthOf({ ...plain, text: one }))
      kept[kept.indexOf(longest)] = { ...plain, text }
    }
  }
}
