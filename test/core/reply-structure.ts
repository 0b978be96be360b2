import type { ComposedReply } from '../../src/core/picture.ts'
import type { ReplyTexts } from '../../src/core/texts/texts.ts'
import type { AnyBlock, EveryReply } from './reply-words.ts'

/** A reply without its sentences: kinds and order of its blocks, where they lead, and how many facts and bars there are. */
export function structureOf({ blocks }: ComposedReply): unknown[] {
  return blocks.map(block => {
    switch (block.kind) {
      case 'facts':
        return { kind: block.kind, facts: block.facts.length }
      case 'link':
      case 'button':
        return { kind: block.kind, url: block.url }
      case 'form-button':
        return { kind: block.kind, form: block.form, again: block.again }
      case 'command-button':
        return { kind: block.kind, command: block.command, danger: block.danger }
      case 'progress':
        return { kind: block.kind, part: block.part, whole: block.whole }
      case 'export':
        return { kind: block.kind, name: block.name, format: block.format, url: block.instead.url }
      case 'picture':
        return { kind: block.kind, name: block.name, drawn: numbersIn(block) }
      default:
        return block.kind
    }
  })
}

function numbersIn({ picture }: Extract<AnyBlock, { kind: 'picture' }>) {
  return {
    unit: picture.overTime.unit,
    points: picture.overTime.series.map(({ points }) => points),
    steps: picture.funnel.steps.map(({ count, note }) => [count, note !== undefined]),
    target: picture.goal?.target,
    bars: picture.bars.map(({ rows, more }) => [rows, more !== undefined]),
  }
}

/** The kinds of replies that are laid out differently. */
export function differences(one: EveryReply, other: EveryReply): string[] {
  const kinds = Object.keys(one) as (keyof ReplyTexts)[]
  const structures = (replies: ComposedReply[]) => JSON.stringify(replies.map(structureOf))
  return kinds.filter(kind => structures(one[kind]) !== structures(other[kind]))
}
