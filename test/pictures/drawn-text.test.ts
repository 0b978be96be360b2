import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { style } from '../../src/adapters/web/assets/assets.ts'
import { drawable, missingGlyphs, shortened, wrapped } from '../../src/pictures/drawable-text.ts'
import { readMetrics } from '../../src/pictures/font-metrics.ts'
import { metrics, scriptFontsOf } from '../../src/pictures/fonts.ts'
import { channelColours, colours, words } from '../../src/pictures/marks.ts'
import { pngOf, SCALE } from '../../src/pictures/png-of.ts'
import { svgOf } from '../../src/pictures/svg-of.ts'
import { contrast } from '../support/contrast.ts'
import { ink, type Pixels, readPng } from './pixels.ts'
import { english, french, fullest, nobodyYet } from './sample-pictures.ts'
import { type SvgText, svgTexts } from './svg-texts.ts'

/** Dark pixels at the place of a text: one letter wide, from its left end or its middle. */
function inkOf(pixels: Pixels, text: SvgText): number {
  const left =
    text.anchor === 'end' ? text.x - text.size : text.anchor === 'middle' ? text.x - text.size / 2 : text.x
  const corner = (x: number, y: number) => ({ x: Math.round(x * SCALE), y: Math.round(y * SCALE) })
  return ink(pixels, corner(left, text.y - text.size * 0.75), corner(left + text.size, text.y))
}

describe('the letters', () => {
  let texts: SvgText[]
  let svg: string

  beforeAll(() => {
    svg = svgOf(french)
    texts = svgTexts(svg).filter(({ text }) => /^[\p{L}\p{N}(]/u.test(text))
  })

  it('are drawn in Latin, Arabic, Hebrew and Cyrillic', async () => {
    const pixels = readPng(await pngOf(svg))
    expect(texts.length).toBeGreaterThan(30)
    expect(texts.filter(text => inkOf(pixels, text) < 12).map(({ text }) => text)).toEqual([])
  })

  it.each([
    ['no font', []],
    ['an empty font', [new Uint8Array(0)]],
  ])('are missed with %s: the count of ink tells', async (_, fonts) => {
    const pixels = readPng(await pngOf(svg, fonts))
    const blank = texts.filter(text => inkOf(pixels, text) < 12)
    expect(blank).toHaveLength(texts.length)
  })

  it('are nowhere too small to read on a phone', () => {
    expect(texts.filter(({ size }) => size * SCALE < 26)).toEqual([])
  })
})

describe('what the font cannot draw', () => {
  it('is known before it is drawn', () => {
    expect(missingGlyphs('Zoë Łukasz Ελένη Ольга محمد דוד ½ № “—” 1 231')).toEqual([])
    expect(missingGlyphs('東京大学 नमस्ते 한국 สวัสดี አማርኛ')).toEqual([])
    expect(missingGlyphs('𓀀𓁐 𓀀')).toEqual(['𓀀', '𓁐'])
  })

  it('is known for both weights', () => {
    for (const weight of ['regular', 'bold'] as const)
      expect(missingGlyphs('Ünïted ; 1 231 …', weight)).toEqual([])
  })

  it('is replaced by words where nothing of a name is left, and by an ellipsis where something is', () => {
    expect(drawable('𓀀𓁐', '(not drawn)')).toBe('(not drawn)')
    expect(drawable('𓀀𓁐𓂀 (Thebes)', '(not drawn)')).toBe('… (Thebes)')
    expect(drawable('🎨🖌️', '(not drawn)')).toBe('(not drawn)')
    expect(drawable('', '(not drawn)')).toBe('(not drawn)')
    expect(drawable('?', '(not drawn)')).toBe('?')
  })

  it('is only the emoji of an occupation with emoji', () => {
    expect(drawable('🎨 Painter ✨')).toBe('Painter')
    expect(drawable('👩🏽‍🔬 Chemist 🇫🇷 #1')).toBe('Chemist #1')
    expect(drawable('Design © ™')).toBe('Design © ™')
  })

  it('cannot break the picture or its direction', () => {
    expect(drawable('a\u0000b\u0007\ud800 c\u202Ed\nf')).toBe('ab… cd f')
  })

  it('is marked in the picture, which still has its number', async () => {
    const texts = svgTexts(svgOf(french))
    const mark = texts.find(({ text }) => text === '(non dessiné ici)')
    expect(texts.filter(({ y }) => y === mark?.y).map(({ text }) => text)).toContain('40')
  })
})

describe('the width of a text', () => {
  it('is what resvg draws', async () => {
    const text = 'Syndicat national des artistes 1 234'
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="540" height="40"><rect width="540" height="40" fill="#fff"/><text x="10" y="25" font-family="DejaVu Sans Condensed" font-size="16px">${text}</text></svg>`
    const pixels = readPng(await pngOf(svg))
    let right = 0
    for (let x = 0; x < pixels.width; x += 1)
      if (ink(pixels, { x, y: 0 }, { x: x + 1, y: pixels.height }) > 0) right = x
    expect(Math.abs(right / SCALE - 10 - metrics.regular.width(text, 16))).toBeLessThan(3)
  })

  it('is kept by an ellipsis', () => {
    const cut = shortened('Syndicat national des artistes auteurs', 120, { size: 16 })
    expect(cut).toMatch(/^Syndicat.*…$/)
    expect(metrics.regular.width(cut, 16)).toBeLessThanOrEqual(120)
    expect(shortened('Short', 120, { size: 16 })).toBe('Short')
  })

  it('is kept by lines; the last one ends in an ellipsis', () => {
    const text = 'Pour un entraînement équitable : nos œuvres ne sont pas gratuites'
    const lines = wrapped(text, { size: 16 }, [200, 200])
    expect(lines).toHaveLength(2)
    expect(lines.join(' ')).toMatch(/^Pour un entraînement.*…$/)
    expect(wrapped(text, { size: 16 }, [200, 400]).join(' ')).toBe(text)
  })

  it('breaks a line of Japanese and of Thai between words, and never before a full stop', () => {
    const lines = wrapped('創作物を使うときは、作った人の同意を。', { size: 40 }, Array(9).fill(170))
    expect(lines.length).toBeGreaterThan(3)
    expect(lines.join('')).toBe('創作物を使うときは、作った人の同意を。')
    for (const line of lines) expect(line).not.toMatch(/^[。、]/)
    expect(wrapped('สวัสดีครับทุกคน', { size: 40 }, [150, 150, 150]).length).toBeGreaterThan(1)
  })

  it('is read from a font whose letters are in the older table, format 4', () => {
    expect(metrics.regular.has('ก'.codePointAt(0) ?? 0)).toBe(true)
    expect(metrics.regular.width('กก', 100)).toBeGreaterThan(80)
    expect(metrics.regular.has(0xe000)).toBe(false)
  })

  it('is read from another font of the same kind, and not from one that lacks the tables', () => {
    const mono = readFileSync(fileURLToPath(import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSansMono.ttf')))
    const read = readMetrics(mono)
    expect(read.width('iiii', 100)).toBeCloseTo(read.width('WWWW', 100))
    expect(() => readMetrics(new Uint8Array(64))).toThrow('no table head')
  })
})

describe('fonts of other scripts', () => {
  it('are those that the letters need; one font draws all Chinese characters of a text', () => {
    expect(scriptFontsOf('Ada Lovelace, محمد')).toEqual([])
    expect(scriptFontsOf('日本の人')).toEqual(['JP'])
    expect(scriptFontsOf('村上')).toEqual(['JP'])
    expect(scriptFontsOf('王伟')).toEqual(['SC'])
    expect(scriptFontsOf('김철수 अमित')).toEqual(['KR', 'Devanagari'])
  })

  it('are drawn: every letter leaves ink, and none lands on the one before it', async () => {
    const drawn = async (text: string) => {
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="60"><rect width="300" height="60" fill="#fff"/>${words(10, 40, text, { size: 30 })}</svg>`
      const pixels = readPng(await pngOf(svg))
      let right = 0
      for (let x = 0; x < pixels.width; x += 1)
        if (ink(pixels, { x, y: 0 }, { x: x + 1, y: pixels.height }) > 0) right = x
      return right / SCALE - 10
    }
    for (const text of ['村上春樹', '김철수', 'สมชาย', 'አበበ', 'वैक', 'മുഹമ്മദ്'])
      expect(await drawn(text), text).toBeGreaterThan(30)
    // resvg gave the sign of long a no width.
    expect((await drawn('कामार')) / (await drawn('कमर'))).toBeGreaterThan(1.25)
    // Nor the vowel am of Thai and Lao, which is as wide as a long a.
    for (const [am, a] of [
      ['สำหรับน้ำคน', 'สาหรับน้าคน'],
      ['ນ້ຳສຳລັບ', 'ນ້າສາລັບ'],
    ] as const)
      expect((await drawn(am)) / (await drawn(a)), am).toBeCloseTo(1, 1)
  })
})

describe('the size of the picture', () => {
  it('is what the SVG says, 1080 pixels across', async () => {
    const svg = svgOf(english)
    const pixels = readPng(await pngOf(svg))
    expect(pixels.width).toBe(1080)
    expect(pixels.height).toBe(heightOf(svg) * SCALE)
  })

  it('lets a phone show it whole, also at its fullest', () => {
    // A phone of 9 to 16, the shortest in use.
    expect(heightOf(svgOf(fullest)) * SCALE).toBeLessThanOrEqual((1080 * 16) / 9)
    expect(heightOf(svgOf(nobodyYet))).toBeLessThan(300)
  })
})

function heightOf(svg: string): number {
  return Number(svg.match(/ height="(\d+)"/)?.[1])
}

describe('the colours', () => {
  // The first of each name is the light one.
  const onPages = (name: string) => style.match(new RegExp(`--${name}: (#[0-9a-f]{6});`))?.[1]

  it.each(['paper', 'ink', 'soft', 'line', 'accent'] as const)('have the %s of the pages', name => {
    expect(colours[name]).toBe(onPages(name))
  })

  it('of channels and of small text stand out from what is below them', () => {
    for (const colour of channelColours) expect(contrast(colour, colours.paper)).toBeGreaterThanOrEqual(3)
    for (const below of [colours.paper, colours.bar, colours.aside]) {
      expect(contrast(colours.ink, below)).toBeGreaterThanOrEqual(7)
      expect(contrast(colours.soft, below)).toBeGreaterThanOrEqual(4.5)
    }
    expect(contrast(colours.line, colours.paper)).toBeLessThan(3)
  })
})
