import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Which characters a font draws and how wide: its `cmap` and `hmtx` tables (OpenType 1.9), the TrueType kind only. */
export interface FontMetrics {
  has(codePoint: number): boolean
  /** At `size` pixels an em. Letters are taken alone: neither kerned nor joined, which for Arabic is a little too wide. */
  width(text: string, size: number): number
}

export type FontWeight = 'regular' | 'bold'

/**
 * resvg has no fonts, reads no woff2 and drops text without a word when it finds no font, so whole TTF files from npm it
 * is. Condensed, because names of organisations are long and phones narrow.
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

/** Throws where the font lacks a table or a Unicode `cmap`. */
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

function glyphsOf(view: DataView, cmap: number): Map<number, number> {
  const offsets = new Map<number, number>()
  for (let index = 0; index < view.getUint16(cmap + 2); index += 1) {
    const offset = cmap + view.getUint32(cmap + 4 + index * 8 + 4)
    offsets.set(view.getUint16(offset), offset)
  }
  const segmented = offsets.get(12)
  if (segmented !== undefined) return segmentedCoverage(view, segmented)
  const byDeltas = offsets.get(4)
  if (byDeltas !== undefined) return deltaCoverage(view, byDeltas)
  throw new Error('the font has no cmap of format 4 or 12')
}

/** Format 12: groups of first, last and the glyph of the first. */
function segmentedCoverage(view: DataView, offset: number): Map<number, number> {
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

/** Format 4: the Basic Multilingual Plane, by deltas or by an array of glyphs behind the segments. */
function deltaCoverage(view: DataView, offset: number): Map<number, number> {
  const glyphs = new Map<number, number>()
  const doubled = view.getUint16(offset + 6)
  for (let segment = 0; segment < doubled; segment += 2) {
    const last = view.getUint16(offset + 14 + segment)
    const first = view.getUint16(offset + 16 + doubled + segment)
    const delta = view.getUint16(offset + 16 + 2 * doubled + segment)
    const rangeAt = offset + 16 + 3 * doubled + segment
    const range = view.getUint16(rangeAt)
    for (let code = first; code <= last && code < 0xffff; code += 1) {
      const listed = range === 0 ? code : view.getUint16(rangeAt + range + (code - first) * 2)
      const glyph = listed === 0 ? 0 : (listed + delta) & 0xffff
      if (glyph !== 0) glyphs.set(code, glyph)
    }
  }
  return glyphs
}
