/** A petition's own colour, made as dark or as light as reading needs (WCAG 2.2, 1.4.3: a contrast of 4.5). */

type Rgb = readonly [red: number, green: number, blue: number]

/** The colour of everything that has no colour of its own. */
export const ourAccent = '#8c1d18'

/** The same as in the style of the pages; a test compares them. */
export const papers = { light: '#fbfaf6', dark: '#161513' } as const
/** The backgrounds (`--wash`) that are hardest for words in the colour. */
export const washes = { light: '#f2ede1', dark: '#25221d' } as const
const enough = 4.6
/** Ours on dark paper: a clearer red than mixing with white makes. */
const oursOnDark: Accent = { accent: '#f0887f', strong: '#f7aaa3', on: '#1d100e' }

export interface Accent {
  accent: string
  /** Under the pointer. */
  strong: string
  /** The colour of words on it. */
  on: string
}

export function accentOn(accent: string, paper: keyof typeof papers): Accent {
  if (accent === ourAccent && paper === 'dark') return oursOnDark
  const towards: Rgb = paper === 'light' ? [0, 0, 0] : [255, 255, 255]
  const grounds = [papers[paper], washes[paper]]
  const isReadable = (colour: string) => grounds.every(ground => contrast(colour, ground) >= enough)
  let colour = accent
  // Moves towards black or white in twenty steps.
  for (let step = 1; !isReadable(colour) && step <= 20; step++) colour = mixed(accent, towards, step / 20)
  const on = paper === 'light' ? '#ffffff' : '#161513'
  return { accent: colour, strong: mixed(colour, towards, 0.25), on }
}

function mixed(colour: string, towards: Rgb, share: number): string {
  const parts = rgbOf(colour).map((part, at) => Math.round(part + ((towards[at] ?? 0) - part) * share))
  return `#${parts.map(part => part.toString(16).padStart(2, '0')).join('')}`
}

function contrast(a: string, b: string): number {
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (lighter + 0.05) / (darker + 0.05)
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = rgbOf(colour).map(part => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function rgbOf(colour: string): number[] {
  return [1, 3, 5].map(at => Number.parseInt(colour.slice(at, at + 2), 16))
}
