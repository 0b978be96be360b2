import bidiFactory from 'bidi-js'
import { isRightToLeft } from '../../pictures/drawable-text.ts'
import { type FontFace, fontRuns, type ScriptFont } from '../../pictures/fonts.ts'
import { type ShapedGlyph, shapeRun } from '../../pictures/shaping.ts'

export interface Run {
  text: string
  font: FontFace | ScriptFont
  rtl: boolean
  glyphs: ShapedGlyph[]
}

const bidi = bidiFactory()

/** A line as it is drawn from the left: runs of one font and direction, in visual order (UAX #9, rule L2). */
export function visualRuns(line: string, face: FontFace, rtl = isRightToLeft(line)): Run[] {
  const { levels } = bidi.getEmbeddingLevels(line, rtl ? 'rtl' : 'ltr')
  const runs: { text: string; font: FontFace | ScriptFont; level: number }[] = []
  let at = 0
  for (const { text, font = face } of fontRuns(line, face))
    for (const character of text) {
      const level = levels[at] ?? 0
      const last = runs.at(-1)
      if (last?.font === font && last.level === level) last.text += character
      else runs.push({ text: character, font, level })
      at += character.length
    }
  const highest = Math.max(0, ...runs.map(({ level }) => level))
  for (let level = highest; level >= 1; level -= 1)
    for (let from = 0; from < runs.length; from += 1) {
      let to = from
      while ((runs[to]?.level ?? -1) >= level) to += 1
      if (to > from + 1) runs.splice(from, to - from, ...runs.slice(from, to).reverse())
      from = Math.max(from, to - 1)
    }
  return runs.map(({ text, font, level }) => {
    const rtl = level % 2 === 1
    return { text, font, rtl, glyphs: shapeRun(text, font, rtl) }
  })
}
