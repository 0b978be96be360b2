/** The characters that a font draws and how wide they are: its `cmap` and `hmtx` tables (OpenType 1.9). TrueType fonts only. */
export interface FontMetrics {
  has(codePoint: number): boolean
  /** At `size` pixels an em. Letters are measured one by one, neither kerned nor joined: Arabic comes out a little too wide. */
  width(text: string, size: number): number
}

/** Throws if the font lacks a table or a Unicode `cmap` of format 4 or 12. */
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

/** Maps characters to glyphs. Format 12 has groups (first, last, glyph of the first); format 4 has the same for 16 bits, in four lists. */
function glyphsOf(view: DataView, cmap: number): Map<number, number> {
  const offsets = Array.from(
    { length: view.getUint16(cmap + 2) },
    (_, index) => cmap + view.getUint32(cmap + 8 + index * 8),
  )
  const [whole, short] = [12, 4].map(format => offsets.find(at => view.getUint16(at) === format))
  const glyphs = new Map<number, number>()
  if (whole !== undefined) readGroups(view, whole, glyphs)
  else if (short !== undefined) readSegments(view, short, glyphs)
  else throw new Error('the font has no cmap of format 4 or 12')
  return glyphs
}

function readGroups(view: DataView, offset: number, glyphs: Map<number, number>): void {
  for (let group = 0; group < view.getUint32(offset + 12); group += 1) {
    const record = offset + 16 + group * 12
    const first = view.getUint32(record)
    const glyph = view.getUint32(record + 8)
    for (let code = first; code <= view.getUint32(record + 4); code += 1)
      glyphs.set(code, glyph + code - first)
  }
}

function readSegments(view: DataView, offset: number, glyphs: Map<number, number>): void {
  // Twice the number of segments is the length of each list in bytes.
  const length = view.getUint16(offset + 6)
  for (let at = 0; at < length; at += 2) {
    const last = view.getUint16(offset + 14 + at)
    const first = view.getUint16(offset + 16 + length + at)
    const delta = view.getUint16(offset + 16 + 2 * length + at)
    const range = offset + 16 + 3 * length + at
    const shift = view.getUint16(range)
    for (let code = first; code <= last && code < 0xffff; code += 1) {
      const glyph = shift === 0 ? code : view.getUint16(range + shift + 2 * (code - first))
      if (glyph !== 0) glyphs.set(code, (glyph + delta) & 0xffff)
    }
  }
}
