import { drawable, missingGlyphs, unspacedWords, wrapped } from '../../pictures/drawable-text.ts'
import { type FontFace, fontBytes, metrics, type ScriptFont } from '../../pictures/fonts.ts'
import { shapeRun, widthOf } from '../../pictures/shaping.ts'
import { visualRuns } from './runs.ts'

export interface Style {
  face: FontFace
  size: number
  colour: string
}

/** pdfkit's own shaping (fontkit 2.0.4) throws at some Malayalam words and joins no words of Arabic in their order: HarfBuzz shapes instead. */
interface WithFont {
  _font: {
    font: {
      layout(text: string): { glyphs: object[]; positions: object[]; advanceWidth: number }
      getGlyph(id: number, codePoints: number[]): object
    }
  }
}

/** Draws lines of text, in any script. */
export class Pen {
  readonly #doc: PDFKit.PDFDocument
  readonly #known = new Set<FontFace | ScriptFont>()

  constructor(doc: PDFKit.PDFDocument) {
    this.#doc = doc
  }

  /** Draws a line whose letters stand on `y`; `fromRight`: it ends at `x`. Returns its width. */
  line(
    text: string,
    x: number,
    y: number,
    style: Style,
    { fromRight, rtl }: { fromRight?: boolean; rtl?: boolean } = {},
  ): number {
    const { size, colour } = style
    const runs = visualRuns(text, faceFor(text, style), rtl).map(run => ({
      ...run,
      width: widthOf(run.glyphs, run.font, size),
    }))
    const width = runs.reduce((sum, run) => sum + run.width, 0)
    let left = fromRight ? x - width : x
    for (const run of runs) {
      this.#use(run.font)
      this.#doc
        .fontSize(size)
        .fillColor(colour)
        .text(run.rtl ? `${mark}${run.text}` : run.text, left, y, {
          lineBreak: false,
          baseline: 'alphabetic',
          features: [],
        })
      left += run.width
    }
    return width
  }

  #use(font: FontFace | ScriptFont): void {
    if (this.#known.has(font)) {
      this.#doc.font(font)
      return
    }
    const bytes = fontBytes(font)
    if (bytes === undefined) throw new Error('a font that was there is gone')
    this.#doc.registerFont(font, Buffer.from(bytes)).font(font)
    this.#known.add(font)
    const { font: own } = (this.#doc as PDFKit.PDFDocument & WithFont)._font
    own.layout = given => {
      const rtl = given.startsWith(mark)
      const text = rtl ? given.slice(mark.length) : given
      const shaped = shapeRun(text, font, rtl)
      const positions = shaped.map(({ xAdvance, xOffset, yOffset }) => ({
        xAdvance,
        yAdvance: 0,
        xOffset,
        yOffset,
      }))
      return {
        glyphs: shaped.map(({ id, cluster }, at) =>
          own.getGlyph(id, charactersAt(text, shaped, cluster, at)),
        ),
        positions,
        // pdfkit scales the positions in place, then asks.
        get advanceWidth() {
          return positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0)
        },
      }
    }
  }
}

/** The text in lines of at most `room` points, and at most so many. */
export function linesOf(text: string, style: Style, room: number, most = 5_000): string[] {
  const { size } = style
  const face = faceFor(text, style)
  const set = { size, weight: face }
  const drawn = drawable(text, '', face)
  // A word that is wider than the line, such as an address, is broken anywhere.
  const breakable = drawn.replace(/\S{24,}/gu, text =>
    unspacedWords(text)
      .map(word => (metrics[face].width(word, size) > room ? pieces(word, room, set).join(' ') : word))
      .join(''),
  )
  return breakable === '' ? [] : wrapped(breakable, set, Array(most).fill(room))
}

/** As many lines, of about the same length: no word stands alone in the last one. */
export function evenLines(text: string, style: Style, room: number): string[] {
  let best = linesOf(text, style, room)
  for (let narrower = room * 0.96; narrower > room / 2; narrower -= room * 0.04) {
    const lines = linesOf(text, style, narrower)
    // A word that was whole is not broken for it.
    if (lines.length > best.length || lines.join(' ') !== best.join(' ')) break
    best = lines
  }
  return best
}

/** The serif has no Arabic and no Hebrew. */
function faceFor(text: string, { face }: Style): FontFace {
  if (face === 'regular' || face === 'bold') return face
  const sans = face === 'serif' ? 'bold' : 'regular'
  return missingGlyphs(text, face).length > missingGlyphs(text, sans).length ? sans : face
}

/** Tells our layout that a run goes from right to left, because pdfkit passes on nothing but text. */
const mark = '\u2067'

/** The characters of a glyph, so that the text can be found and copied. The first glyph of a cluster gets all its characters. */
function charactersAt(
  text: string,
  shaped: readonly { cluster: number }[],
  cluster: number,
  at: number,
): number[] {
  if (shaped.findIndex(glyph => glyph.cluster === cluster) !== at) return []
  const next = Math.min(text.length, ...shaped.map(glyph => glyph.cluster).filter(other => other > cluster))
  return [...text.slice(cluster, next)].map(character => character.codePointAt(0) ?? 0)
}

/** With the signs above and below them. */
const letters = new Intl.Segmenter('und', { granularity: 'grapheme' })

function pieces(word: string, room: number, { size, weight }: { size: number; weight: FontFace }): string[] {
  const parts: string[] = ['']
  for (const { segment } of letters.segment(word)) {
    const longer = `${parts.at(-1)}${segment}`
    if (metrics[weight].width(longer, size) > room) parts.push(segment)
    else parts[parts.length - 1] = longer
  }
  return parts
}
