import { colours } from '../../pictures/marks.ts'
import type { Style } from './pen.ts'

/** A4, in points. */
export const page = { width: 595.28, height: 841.89, side: 56, top: 64, bottom: 62 }
export const ROOM = page.width - 2 * page.side
export const FLOOR = page.height - page.bottom

/** How a list of names is set, in points. `below`: between two names. */
export interface ListLayout {
  columns: number
  gap: number
  size: number
  line: number
  below: number
}

export const many: ListLayout = { columns: 3, gap: 16, size: 8.2, line: 11.2, below: 2.2 }
/** As on the page: up to this many names are set large. */
export const few = { most: 40, layout: { columns: 2, gap: 24, size: 12, line: 16, below: 5 } }

/** Enough for the longest name, occupation and organisation. */
export const mostLines = 20

export const styles = {
  organiser: { face: 'regular', size: 13, colour: colours.soft },
  title: { face: 'serif', size: 34, colour: colours.ink },
  count: { face: 'bold', size: 30, colour: colours.accent },
  detail: { face: 'regular', size: 11, colour: colours.soft },
  heading: { face: 'serif', size: 17, colour: colours.ink },
  text: { face: 'text', size: 11.5, colour: colours.ink },
  name: { face: 'regular', size: many.size, colour: colours.ink },
  more: { face: 'regular', size: many.size, colour: colours.soft },
  foot: { face: 'regular', size: 8, colour: colours.soft },
} as const satisfies Record<string, Style>

/** The size of a statement of one sentence. */
export const poster = 25

/** A sentence is set large, as on the page; a long letter to be read. */
export function statementStyle(text: string): Style {
  return { ...styles.text, size: text.length <= 280 ? poster : text.length <= 700 ? 16 : styles.text.size }
}
