import { directed } from './drawable-text.ts'
import { type FontFace, type FontRun, families, fontRuns, isOutlined, metrics } from './fonts.ts'
import { outlines } from './shaping.ts'

/** Markup, and where the next part of the picture begins. */
export interface Panel {
  svg: string
  bottom: number
}

/** The layout, in pixels before `SCALE`. */
export const WIDTH = 540
export const MARGIN = 24

/** The edges of the area in which a panel may draw. */
export interface Column {
  left: number
  right: number
}

export const wholeWidth: Column = { left: MARGIN, right: WIDTH - MARGIN }

/**
 * The light colours of the pages; a test compares them. The picture is opaque and brings its own paper: it reads the
 * same on a dark Discord, in a white email and in print.
 */
export const colours = {
  paper: '#fbfaf6',
  ink: '#1b1a17',
  soft: '#625e55',
  line: '#d9d4c7',
  accent: '#8c1d18',
  /** Lighter accent and grey, for bars that carry a label. */
  bar: '#ecd5d0',
  aside: '#e3dfd4',
} as const

/**
 * One for each channel, by order. Any two differ by 20 or more (CIE76) for normal sight, protanopia, deuteranopia and
 * tritanopia (Machado 2009, computed), and each has a contrast of 3 to the paper (WCAG 1.4.11).
 */
export const channelColours = ['#0d5f58', '#d97706', '#4f83cc', '#c0392b'] as const

export interface TextStyle {
  size: number
  weight?: FontFace
  colour?: string
  anchor?: 'start' | 'middle' | 'end'
}

/** No text is smaller than 13: on a phone 360 pixels wide that is 8.7. */
export const styles = {
  title: { size: 24, weight: 'bold' },
  subtitle: { size: 14.5, colour: colours.soft },
  section: { size: 15.5, weight: 'bold' },
  label: { size: 14.5 },
  count: { size: 14.5, weight: 'bold' },
  note: { size: 13, colour: colours.soft },
  axis: { size: 13, colour: colours.soft },
  /** A number over a bar. */
  above: { size: 13, weight: 'bold', anchor: 'middle' },
} as const satisfies Record<string, TextStyle>

export interface Box {
  x: number
  y: number
  width: number
  height: number
}

export function box({ x, y, width, height }: Box, fill: string, corner = 0): string {
  const round = corner === 0 ? '' : ` rx="${corner}"`
  return `<rect x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}"${round} fill="${fill}"/>`
}

/** `y` is the line the letters stand on. */
export function words(x: number, y: number, text: string, style: TextStyle): string {
  const { size, weight = 'regular', colour = colours.ink, anchor = 'start' } = style
  const bold = weight === 'bold' || weight === 'serif' ? ' font-weight="700"' : ''
  const family = weight === 'serif' || weight === 'text' ? ` font-family="${families[weight]}"` : ''
  const runs = fontRuns(text, weight)
  const look = `font-size="${size}"${family}${bold} fill="${colour}"`
  if (runs.some(isOutlined)) return outlined(x, y, runs, { ...style, weight, anchor }, look)
  const spans = fontRuns(directed(vowelsApart(text)), weight)
    .map(span)
    .join('')
  return `<text x="${px(x)}" y="${px(y)}" ${look} text-anchor="${anchor}">${spans}</text>`
}

/** The vowel am of Thai and Lao in its two parts, as fonts have it. resvg gives the whole one no width: the next letter would land on it. */
function vowelsApart(text: string): string {
  return text
    .replace(/([\u0e48-\u0e4b]?)\u0e33/g, '\u0e4d$1\u0e32')
    .replace(/([\u0ec8-\u0ecb]?)\u0eb3/g, '\u0ecd$1\u0eb2')
}

function span({ text, font }: FontRun): string {
  return font === undefined
    ? escapeXml(text)
    : `<tspan font-family="Noto Sans ${font}">${escapeXml(text)}</tspan>`
}

/** Run by run from the left, some as outlines. */
function outlined(
  x: number,
  y: number,
  runs: FontRun[],
  style: Required<Pick<TextStyle, 'size' | 'weight' | 'anchor'>>,
  look: string,
): string {
  const drawn = runs.map(run =>
    run.font !== undefined && isOutlined(run)
      ? outlines(run.text, run.font, style.size)
      : { svg: `<text>${span(run)}</text>`, width: metrics[style.weight].width(run.text, style.size) },
  )
  const whole = drawn.reduce((sum, { width }) => sum + width, 0)
  let left = x - (style.anchor === 'end' ? whole : style.anchor === 'middle' ? whole / 2 : 0)
  const placed = drawn.map(({ svg, width }) => {
    const place = `<g transform="translate(${px(left)} ${px(y)})">${svg}</g>`
    left += width
    return place
  })
  return `<g ${look} xml:space="preserve">${placed.join('')}</g>`
}

export function document(height: number, content: string): string {
  const page = `<rect x="0.5" y="0.5" width="${WIDTH - 1}" height="${height - 1}" fill="${colours.paper}" stroke="${colours.line}"/>`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" font-family="${families.regular}">${page}${content}</svg>`
}

function px(value: number): number {
  return Math.round(value * 100) / 100
}

export function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}
