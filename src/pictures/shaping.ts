import { Blob, Buffer, Face, Font, shape } from 'harfbuzzjs'
import { type ScriptFont, scriptFont } from './fonts.ts'

/** A run of glyphs as outlines, drawn from the left end of its base line, and how wide it is. */
export interface Outlines {
  svg: string
  width: number
}

const fonts = new Map<ScriptFont, Font>()

function fontOf(name: ScriptFont): Font | undefined {
  const known = fonts.get(name)
  const bytes = known === undefined ? scriptFont(name)?.bytes : undefined
  if (bytes === undefined) return known
  // The whole buffer belongs to the file: `readFileSync` gives large files one of their own, small ones a part of a pool.
  const opened = new Font(new Face(new Blob(new Uint8Array(bytes).buffer)))
  fonts.set(name, opened)
  return opened
}

/**
 * resvg 2.6.2 gives some signs of Indic scripts no width, so that the next letter lands on them (measured: अमित कुमार). HarfBuzz itself
 * shapes them as they should be, and gives their outlines.
 */
export function outlines(text: string, name: ScriptFont, size: number): Outlines {
  const font = fontOf(name)
  if (font === undefined) return { svg: '', width: 0 }
  const buffer = new Buffer()
  buffer.addText(text)
  buffer.guessSegmentProperties()
  shape(font, buffer)
  const scale = size / font.face.upem
  const positions = buffer.getGlyphPositions()
  let [x, svg] = [0, '']
  for (const [at, { codepoint: glyph }] of buffer.getGlyphInfos().entries()) {
    const { xAdvance = 0, xOffset = 0, yOffset = 0 } = positions[at] ?? {}
    const path = font.glyphToPath(glyph)
    if (path !== '') svg += `<path transform="translate(${x + xOffset} ${yOffset})" d="${path}"/>`
    x += xAdvance
  }
  return { svg: `<g transform="scale(${scale} ${-scale})">${svg}</g>`, width: x * scale }
}
