import type { TopLevelSpec } from 'vega-lite'
import { directed, shortened } from './drawable-text.ts'
import { FONT_FAMILY, type FontWeight } from './font-metrics.ts'

/** One layer of the picture in Vega-Lite's grammar; every position is in pixels of the layout unless a scale says otherwise. */
export type Layer = Extract<TopLevelSpec, { layer: unknown }>['layer'][number]

/** A part of the picture: what it draws, and where the next part begins. */
export interface Panel {
  layers: Layer[]
  bottom: number
}

/** The layout, in pixels before `SCALE`. */
export const WIDTH = 540
export const MARGIN = 30
export const RIGHT = WIDTH - MARGIN
export const ROOM = RIGHT - MARGIN

/**
 * White, opaque and with a thin border: the picture brings its own page, so that it reads the same on a dark Discord, in
 * a white mail and in print. Transparent, half of it would vanish on one of them.
 */
export const colours = {
  page: '#ffffff',
  border: '#c9ced6',
  ink: '#161b26',
  soft: '#4d5666',
  rule: '#dfe3e8',
  track: '#edf0f3',
  bar: '#41506b',
  aside: '#98a1af',
  goal: '#1fa187',
} as const

/**
 * For the channels, by order. Any two differ by 20 or more (CIE76) for normal sight, protanopia, deuteranopia and
 * tritanopia (Machado 2009, computed), and each has a contrast of 3 to the page (WCAG 1.4.11).
 */
export const channelColours = ['#2b4c9b', '#e07b00', '#1fa187', '#8c2d62'] as const

export interface TextStyle {
  size: number
  weight?: FontWeight
  colour?: string
  align?: 'left' | 'center' | 'right'
}

export const styles = {
  title: { size: 27, weight: 'bold' },
  subtitle: { size: 16.5, colour: colours.soft },
  section: { size: 19, weight: 'bold' },
  label: { size: 16 },
  count: { size: 16, weight: 'bold', align: 'right' },
  note: { size: 14, colour: colours.soft },
  axis: { size: 14, colour: colours.soft },
} as const satisfies Record<string, TextStyle>

/** `y` is the line the letters stand on. */
export interface PlacedText {
  x: number
  y: number
  text: string
}

export function texts(style: TextStyle, values: PlacedText[]): Layer[] {
  if (values.length === 0) return []
  return [
    {
      data: { values: values.map(value => ({ ...value, text: directed(value.text) })) },
      mark: {
        type: 'text',
        align: style.align ?? 'left',
        baseline: 'alphabetic',
        font: FONT_FAMILY,
        fontSize: style.size,
        fontWeight: style.weight === 'bold' ? 700 : 400,
        color: style.colour ?? colours.ink,
      },
      encoding: {
        x: { field: 'x', type: 'quantitative', scale: null, axis: null },
        y: { field: 'y', type: 'quantitative', scale: null, axis: null },
        text: { field: 'text', type: 'nominal' },
      },
    },
  ]
}

/** A text that fits, whole or shortened. */
export function fitted(style: TextStyle, room: number, text: string): string {
  return shortened(text, room, style.size, style.weight)
}

export interface Box {
  x: number
  x2: number
  y: number
  y2: number
}

export function boxes(colour: string, values: Box[], corner = 0): Layer[] {
  if (values.length === 0) return []
  return [
    {
      data: { values },
      mark: { type: 'rect', color: colour, cornerRadius: corner },
      encoding: {
        x: { field: 'x', type: 'quantitative', scale: null, axis: null },
        x2: { field: 'x2' },
        y: { field: 'y', type: 'quantitative', scale: null, axis: null },
        y2: { field: 'y2' },
      },
    },
  ]
}

/** The rule and the heading every part but the first begins with. */
export function heading(title: string[], top: number): Panel {
  const y = top + 50
  return {
    layers: [
      ...boxes(colours.rule, [{ x: MARGIN, x2: RIGHT, y: top + 18, y2: top + 19 }]),
      ...texts(
        styles.section,
        title.map((text, line) => ({ x: MARGIN, y: y + line * 25, text })),
      ),
    ],
    bottom: y + (title.length - 1) * 25 + 12,
  }
}
