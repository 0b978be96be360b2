import type { SharePicture } from '../core/picture.ts'
import { drawable, isRightToLeft, missingGlyphs, shortened, wrapped } from './drawable-text.ts'
import { type FontFace, metrics } from './fonts.ts'
import { box, colours, type TextStyle, words } from './marks.ts'

const WIDTH = 1200
const HEIGHT = 630
const MARGIN = 72
const ROOM = WIDTH - 2 * MARGIN

/** The largest size in which the title fits into its lines. */
const titleSizes = [
  { size: 76, lines: 2 },
  { size: 64, lines: 3 },
  { size: 52, lines: 4 },
  { size: 44, lines: 4 },
]

const small: TextStyle = { size: 27, colour: colours.soft }
const count: TextStyle = { size: 50, weight: 'bold' }
const name: TextStyle = { size: 31 }

/** Emoji and characters that no font has are left out; the alternative text on the page says everything. */
export function shareSvg({
  title,
  count: number,
  goal,
  names,
  organiser,
  site,
  accent = colours.accent,
}: SharePicture): string {
  const heading = titleOf(drawable(title, '…', faceOf(title)), faceOf(title))
  // The page of a right-to-left title begins on the right.
  const rtl = isRightToLeft(heading.lines.join(' '))
  const start = rtl ? WIDTH - MARGIN : MARGIN
  const line = (y: number, text: string, style: TextStyle) =>
    words(start, y, text, { ...style, anchor: rtl ? 'end' : 'start' })
  const fitting = (text: string, style: TextStyle, room = ROOM) =>
    shortened(drawable(text, '…', style.weight), room, style)

  const top = MARGIN + 26
  const below = heading.lines.map((text, at) =>
    line(top + 66 + heading.size * (at * 1.18 + 0.76), text, { size: heading.size, weight: faceOf(title) }),
  )
  const siteWidth = metrics.bold.width(site, 25)
  const people = drawnNames(names)
  const bottom = HEIGHT - MARGIN
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">`,
    box({ x: 0, y: 0, width: WIDTH, height: HEIGHT }, colours.paper),
    box({ x: 0, y: 0, width: WIDTH, height: 14 }, accent),
    line(top, fitting(organiser, small), small),
    ...below,
    box({ x: MARGIN, y: bottom - 150, width: ROOM, height: 2 }, colours.line),
    ...progress(goal, { rtl, y: bottom - 150, accent }),
    line(bottom - 76, fitting(number, count), { ...count, colour: accent }),
    ...(people === '' ? [] : [line(bottom - 8, fitting(people, name, ROOM - siteWidth - 40), name)]),
    words(rtl ? MARGIN : WIDTH - MARGIN, bottom - 8, site, {
      size: 25,
      weight: 'bold',
      colour: colours.soft,
      anchor: rtl ? 'start' : 'end',
    }),
    '</svg>',
  ].join('')
}

/** The serif has no Arabic and no Hebrew. */
function faceOf(text: string): FontFace {
  return missingGlyphs(text, 'serif').length > missingGlyphs(text, 'bold').length ? 'bold' : 'serif'
}

function titleOf(title: string, weight: FontFace): { size: number; lines: string[] } {
  const set = titleSizes.map(({ size, lines }) => ({
    size,
    lines: wrapped(title, { size, weight }, Array(lines).fill(ROOM)),
  }))
  const whole = set.find(({ lines }) => !lines.at(-1)?.endsWith('…') || title.endsWith('…'))
  return whole ?? set.at(-1) ?? { size: 44, lines: [] }
}

/** Leaves out names of which nothing can be drawn. */
function drawnNames(names: string[]): string {
  return names
    .map(text => drawable(text, ''))
    .filter(text => text !== '')
    .join(' · ')
}

function progress(
  goal: number | undefined,
  { rtl, y, accent }: { rtl: boolean; y: number; accent: string },
): string[] {
  if (goal === undefined || goal <= 0) return []
  const width = Math.min(1, goal) * ROOM
  return [box({ x: rtl ? WIDTH - MARGIN - width : MARGIN, y: y - 3, width, height: 8 }, accent, 4)]
}
