/**
 * The fonts of pictures. resvg has none, reads no woff2 and leaves out text without an error if it finds no font. So it gets whole TTF
 * files from npm.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type FontMetrics, readMetrics } from './font-metrics.ts'

/** `serif` is bold, for titles; `text` is the same in regular, for long reading. */
export type FontFace = 'regular' | 'bold' | 'serif' | 'text'

/** The names by which resvg knows them. The fonts are condensed, because names of organisations are long and phones are narrow. */
export const families: Record<FontFace, string> = {
  regular: 'DejaVu Sans',
  bold: 'DejaVu Sans',
  serif: 'DejaVu Serif',
  text: 'DejaVu Serif',
}

interface Font {
  bytes: Uint8Array
  metrics: FontMetrics
}

const basic: Record<FontFace, Font> = {
  regular: dejavu('SansCondensed'),
  bold: dejavu('SansCondensed-Bold'),
  serif: dejavu('SerifCondensed-Bold'),
  text: dejavu('SerifCondensed'),
}

function dejavu(name: string): Font {
  return read(`dejavu-fonts-ttf/ttf/DejaVu${name}.ttf`)
}

function read(specifier: string): Font {
  const bytes = readFileSync(fileURLToPath(import.meta.resolve(specifier)))
  return { bytes, metrics: readMetrics(bytes) }
}

/**
 * Scripts that DejaVu does not have: optional packages, one weight of each (docs/decisions/0053). `outlined`: resvg does not set them well, so
 * `shaping.ts` does.
 */
const scripts = [
  {
    name: 'JP',
    letters: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\u30fc\uff00-\uffef]/u,
  },
  { name: 'SC', letters: /[\p{Script=Han}\p{Script=Bopomofo}]/u },
  { name: 'KR', letters: /\p{Script=Hangul}/u },
  { name: 'Devanagari', letters: /[\p{Script=Devanagari}\u0964\u0965]/u, outlined: true },
  { name: 'Bengali', letters: /\p{Script=Bengali}/u, outlined: true },
  { name: 'Gurmukhi', letters: /\p{Script=Gurmukhi}/u, outlined: true },
  { name: 'Gujarati', letters: /\p{Script=Gujarati}/u, outlined: true },
  { name: 'Tamil', letters: /\p{Script=Tamil}/u, outlined: true },
  { name: 'Telugu', letters: /\p{Script=Telugu}/u, outlined: true },
  { name: 'Kannada', letters: /\p{Script=Kannada}/u, outlined: true },
  { name: 'Malayalam', letters: /\p{Script=Malayalam}/u, outlined: true },
  { name: 'Sinhala', letters: /\p{Script=Sinhala}/u, outlined: true },
  { name: 'Thai', letters: /\p{Script=Thai}/u },
  { name: 'Khmer', letters: /\p{Script=Khmer}/u, outlined: true },
  { name: 'Myanmar', letters: /\p{Script=Myanmar}/u, outlined: true },
  { name: 'Ethiopic', letters: /\p{Script=Ethiopic}/u },
] as const

export type ScriptFont = (typeof scripts)[number]['name']

const loaded = new Map<ScriptFont, Font | undefined>()

/** Reads the font when the first of its letters comes; undefined if the package is not installed. */
export function scriptFont(name: ScriptFont): Font | undefined {
  if (!loaded.has(name)) loaded.set(name, readIfThere(name))
  return loaded.get(name)
}

function readIfThere(name: ScriptFont): Font | undefined {
  const file = `400Regular/NotoSans${name}_400Regular.ttf`
  try {
    return read(`@expo-google-fonts/noto-sans-${name.toLowerCase()}/${file}`)
  } catch {
    return undefined
  }
}

/** The font that has this character, if DejaVu lacks it. */
export function scriptFontOf(character: string, among?: ReadonlySet<ScriptFont>): ScriptFont | undefined {
  const code = character.codePointAt(0) ?? 0
  const has = (name: ScriptFont) => among?.has(name) !== false && scriptFont(name)?.metrics.has(code) === true
  return scripts.find(({ name, letters }) => letters.test(character) && has(name))?.name
}

/** The fonts that a text needs beside DejaVu. If the Japanese one lacks a Chinese character, the Chinese one draws them all. */
export function scriptFontsOf(text: string): ScriptFont[] {
  const names = new Set<ScriptFont>()
  for (const character of new Set(text)) {
    if (basic.regular.metrics.has(character.codePointAt(0) ?? 0)) continue
    const name = scriptFontOf(character)
    if (name !== undefined) names.add(name)
  }
  if (names.has('SC') && !/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) names.delete('JP')
  return [...names]
}

export interface FontRun {
  text: string
  /** Absent: the text's own font. */
  font?: ScriptFont
}

export function isOutlined({ font }: FontRun): boolean {
  return scripts.some(script => script.name === font && 'outlined' in script)
}

/**
 * A text in runs of one font each: resvg shapes a run as its script wants only if it names the run's font. Spaces and punctuation stay in the
 * run they are in.
 */
export function fontRuns(text: string, face: FontFace): FontRun[] {
  const needed = new Set(scriptFontsOf(text))
  const runs: FontRun[] = []
  for (const character of text) {
    const own = basic[face].metrics.has(character.codePointAt(0) ?? 0)
    const last = runs.at(-1)
    if (own && last?.font !== undefined && /[\s\p{P}]/u.test(character) && character !== '·') {
      last.text += character
      continue
    }
    const font = own ? undefined : scriptFontOf(character, needed)
    if (last !== undefined && last.font === font) last.text += character
    else runs.push(font === undefined ? { text: character } : { text: character, font })
  }
  return runs
}

/** Undefined if the package is not installed. */
export function fontBytes(font: FontFace | ScriptFont): Uint8Array | undefined {
  return font in basic ? basic[font as FontFace].bytes : scriptFont(font as ScriptFont)?.bytes
}

/** Every font that a text can need, for resvg. */
export function fontBuffers(text: string): Uint8Array[] {
  const more = scriptFontsOf(text).map(name => scriptFont(name)?.bytes)
  const own = Object.values(basic).map(({ bytes }) => bytes)
  return [...own, ...more.filter(bytes => bytes !== undefined)]
}

/** The metrics of DejaVu, and of the font that has a character that DejaVu lacks. */
export const metrics: Record<FontFace, FontMetrics> = {
  regular: withScripts(basic.regular.metrics),
  bold: withScripts(basic.bold.metrics),
  serif: withScripts(basic.serif.metrics),
  text: withScripts(basic.text.metrics),
}

function withScripts(own: FontMetrics): FontMetrics {
  return {
    has: code => own.has(code) || scriptFontOf(String.fromCodePoint(code)) !== undefined,
    width(text, size) {
      let width = 0
      for (const character of text) {
        const name = own.has(character.codePointAt(0) ?? 0) ? undefined : scriptFontOf(character)
        const font = name === undefined ? own : (scriptFont(name)?.metrics ?? own)
        width += font.width(character, size)
      }
      return width
    },
  }
}
