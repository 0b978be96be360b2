import { Blob, Buffer, Direction, Face, Font, shape } from 'harfbuzzjs'
import { type FontFace, fontBytes, type ScriptFont } from './fonts.ts'

const fonts = new Map<FontFace | ScriptFont, Font>()
/** One for all: each lives in the memory of WebAssembly until the collector comes. */
const buffer = new Buffer()

function fontOf(name: FontFace | ScriptFont): Font | undefined {
  const known = fonts.get(name)
  const bytes = known === undefined ? fontBytes(name) : undefined
  if (bytes === undefined) return known
  // A copy, because the buffer of a small file is part of a pool.
  const opened = new Font(new Face(new Blob(new Uint8Array(bytes).buffer)))
  fonts.set(name, opened)
  return opened
}

/** A glyph of a run, from left to right; lengths in units of the font. */
export interface ShapedGlyph {
  id: number
  /** The index in the text of its first character. */
  cluster: number
  xAdvance: number
  xOffset: number
  yOffset: number
}

/** Shapes a run of one direction in a font, as HarfBuzz does it. Empty if the font is not there. */
export function shapeRun(text: string, name: FontFace | ScriptFont, rtl = false): ShapedGlyph[] {
  const font = fontOf(name)
  if (font === undefined) return []
  buffer.reset()
  buffer.addText(text)
  buffer.guessSegmentProperties()
  buffer.setDirection(rtl ? Direction.RTL : Direction.LTR)
  shape(font, buffer)
  const positions = buffer.getGlyphPositions()
  return buffer.getGlyphInfos().map(({ codepoint: id, cluster }, at) => {
    const { xAdvance = 0, xOffset = 0, yOffset = 0 } = positions[at] ?? {}
    return { id, cluster, xAdvance, xOffset, yOffset }
  })
}

export function widthOf(glyphs: readonly ShapedGlyph[], name: FontFace | ScriptFont, size: number): number {
  const units = glyphs.reduce((sum, { xAdvance }) => sum + xAdvance, 0)
  return (units * size) / (fontOf(name)?.face.upem ?? 1000)
}

/** A run of glyphs as outlines, drawn from the left end of its base line, and how wide it is. */
export interface Outlines {
  svg: string
  width: number
}

/**
 * resvg 2.6.2 gives some signs of Indic scripts no width, so that the next letter lands on them (measured: अमित कुमार). HarfBuzz itself
 * shapes them as they should be, and gives their outlines.
 */
export function outlines(text: string, name: ScriptFont, size: number): Outlines {
  const font = fontOf(name)
  if (font === undefined) return { svg: '', width: 0 }
  const scale = size / font.face.upem
  let [x, svg] = [0, '']
  for (const { id, xAdvance, xOffset, yOffset } of shapeRun(text, name)) {
    const path = font.glyphToPath(id)
    if (path !== '') svg += `<path transform="translate(${x + xOffset} ${yOffset})" d="${path}"/>`
    x += xAdvance
  }
  return { svg: `<g transform="scale(${scale} ${-scale})">${svg}</g>`, width: x * scale }
}
