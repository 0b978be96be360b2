import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The characters that a font draws and how wide they are: its `cmap` and `hmtx` tables (OpenType 1.9). TrueType fonts only. */
export interface FontMetrics {
  has(codePoint: number): boolean
  /** At `size` pixels an em. Letters are measured one by one, neither kerned nor joined: Arabic comes out a little too wide. */
  width(text: string, size: number): number
}

export type FontWeight = 'regular' | 'bold'

/**
 * resvg has no fonts, reads no woff2 and leaves out text without an error if it finds no font. So it gets whole TTF files from
 * npm. Condensed, because names of organisations are long and phones are narrow.
 */
export const FONT_FAMILY = 'DejaVu Sans Condensed'

const files: Record<FontWeight, string> = {
  regular: fileURLToPath(import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf')),
  bold: fileURLToPath(import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf')),
}

export const fontBuffers: Record<FontWeight, Uint8Array> = {
  regular: readFileSync(files.regular),
  bold: readFileSync(files.bold),
}

export const metrics: Record<FontWeight, FontMetrics> = {
  regular: readMetrics(fontBuffers.regular),
  bold: readMetrics(fontBuffers.bold),
}

/** Throws if the font lacks a table or a Unicode `cmap` of format 12. */
export function readMetrics(font: Uint8Array): FontMetrics {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength)
  const tables = new Map<string, number>()
  for (let index = 0; index < view.getUint16(4); index += 1) {
    const record = 12 + index * 16
    tables.set(Buffer.from(font.subarray(record, record + 4)).toString('latin1'), view.getUint32(record + 8))
  }
  const table = (tag: string): number => {
    const offset = tables.get(tag)
    if (offset === undefined) throw new Error(`the font has no table ${tag}`)
    return offset
  }

  const unitsPerEm = view.getUint16(table('head') + 18)
  const longMetrics = view.getUint16(table('hhea') + 34)
  const hmtx = table('hmtx')
  const glyphs = glyphsOf(view, table('cmap'))

  return {
    has: codePoint => glyphs.has(codePoint),
    width(text, size) {
      let units = 0
      for (const character of text) {
        const glyph = glyphs.get(character.codePointAt(0) ?? 0) ?? 0
        units += view.getUint16(hmtx + Math.min(glyph, longMetrics - 1) * 4)
      }
      return (units * size) / unitsPerEm
    },
  }
}

/** The one from Unicode to glyphs in format 12, which DejaVu has: groups of first, last and the glyph of the first. */
function glyphsOf(view: DataView, cmap: number): Map<number, number> {
  const offsets = Array.from(
    { length: view.getUint16(cmap + 2) },
    (_, index) => cmap + view.getUint32(cmap + 8 + index * 8),
  )
  const offset = offsets.find(at => view.getUint16(at) === 12)
  if (offset === undefined) throw new Error('the font has no cmap of format 12')
  const glyphs = new Map<number, number>()
  for (let group = 0; group < view.getUint32(offset + 12); group += 1) {
    const record = offset + 16 + group * 12
    const first = view.getUint32(record)
    const glyph = view.getUint32(record + 8)
    for (let code = first; code <= view.getUint32(record + 4); code += 1)
      glyphs.set(code, glyph + code - first)
  }
  return glyphs
}
