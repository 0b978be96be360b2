import type { SharePicture } from '../core/picture.ts'
import { drawable, isRightToLeft, missingGlyphs, shortened, wrapped } from './drawable-text.ts'
import { type FontFace, metrics } from './fonts.ts'
import { box, colours, type TextStyle, words } from './marks.ts'

const WIDTH = 1200
const HEIGHT = 630
const MARGIN = 72
const ROOM = WIDTH - 2 * MARGIN

/** The largest size in which the title or the statement fits into its lines. */
const titleSizes = [
  { size: 76, lines: 2 },
  { size: 64, lines: 3 },
  { size: 50, lines: 4 },
  { size: 44, lines: 4 },
]
const statementSizes = [...titleSizes, { size: 38, lines: 5 }, { size: 33, lines: 6 }]

const small: TextStyle = { size: 27, colour: colours.soft }
const count: TextStyle = { size: 50, weight: 'bold' }
const name: TextStyle = { size: 31 }

/**
 * As on its page, a short statement is the picture, and its title stands beside the organiser. A statement that does not fit gives way to
 * its title. Emoji and characters that no font has are left out; the alternative text on the page says everything.
 */
export function shareSvg({
  title,
  statement,
  count: number,
  goal,
  names,
  organiser,
  site,
  accent = colours.accent,
}: SharePicture): string {
  const said = statement === undefined ? undefined : statementOf(statement)
  const heading = said ?? setIn(titleSizes, title, faceOf(title, 'serif'))
  const above = said === undefined ? organiser : `${organiser} · ${title}`
  // The page of a right-to-left title begins on the right.
  const rtl = isRightToLeft(heading.lines.join(' '))
  const start = rtl ? WIDTH - MARGIN : MARGIN
  const line = (y: number, text: string, style: TextStyle) =>
    words(start, y, text, { ...style, anchor: rtl ? 'end' : 'start' })
  const fitting = (text: string, style: TextStyle) =>
    shortened(drawable(text, '…', style.weight), ROOM, style)

  const top = MARGIN + 26
  const below = heading.lines.map((text, at) =>
    line(top + 66 + heading.size * (at * 1.18 + 0.76), text, { size: heading.size, weight: heading.weight }),
  )
  const siteWidth = metrics.bold.width(site, 25)
  const people = drawnNames(names, ROOM - siteWidth - 40)
  const bottom = HEIGHT - MARGIN
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">`,
    box({ x: 0, y: 0, width: WIDTH, height: HEIGHT }, colours.paper),
    box({ x: 0, y: 0, width: WIDTH, height: 14 }, accent),
    line(top, fitting(above, small), small),
    ...below,
    box({ x: MARGIN, y: bottom - 150, width: ROOM, height: 2 }, colours.line),
    ...progress(goal, { rtl, y: bottom - 150, accent }),
    line(bottom - 76, fitting(number, count), { ...count, colour: accent }),
    ...(people === '' ? [] : [line(bottom - 8, people, name)]),
    words(rtl ? MARGIN : WIDTH - MARGIN, bottom - 8, site, {
      size: 25,
      weight: 'bold',
      colour: colours.soft,
      anchor: rtl ? 'start' : 'end',
    }),
    '</svg>',
  ].join('')
}

/** Undefined if a letter of it would be missing. */
function statementOf(text: string): Heading | undefined {
  const face = faceOf(text, 'text')
  if (missingGlyphs(text, face).length > 0) return undefined
  const set = setIn(statementSizes, text, face)
  return set.isWhole ? set : undefined
}

/** The serifs have no Arabic and no Hebrew. */
function faceOf(text: string, serif: 'serif' | 'text'): FontFace {
  const sans = serif === 'serif' ? 'bold' : 'regular'
  return missingGlyphs(text, serif).length > missingGlyphs(text, sans).length ? sans : serif
}

interface Heading {
  size: number
  lines: string[]
  weight: FontFace
  /** Whether all of the text is in the lines. */
  isWhole: boolean
}

function setIn(sizes: { size: number; lines: number }[], text: string, weight: FontFace): Heading {
  const shown = drawable(text, '…', weight)
  const set = sizes.map(({ size, lines: most }) => {
    const lines = wrapped(shown, { size, weight }, Array(most).fill(ROOM))
    return { size, lines, weight, isWhole: shown.endsWith('…') || lines.every(line => !line.endsWith('…')) }
  })
  const whole = set.find(({ isWhole }) => isWhole)
  if (whole !== undefined) return { ...whole, lines: balanced(shown, whole) }
  return set.at(-1) ?? { size: 44, lines: [], weight, isWhole: false }
}

/** As many lines, of about the same length: no word stands alone in the last one. */
function balanced(text: string, { size, weight, lines }: Heading): string[] {
  let best = lines
  for (let room = ROOM * 0.96; room > ROOM / 2; room -= ROOM * 0.04) {
    const narrower = wrapped(text, { size, weight }, Array(lines.length).fill(room))
    if (narrower.some((line, at) => line.endsWith('…') && line !== lines[at])) break
    best = narrower
  }
  return best
}

/** As many names as fit, and none of them cut unless it stands alone. Leaves out names of which nothing can be drawn. */
function drawnNames(names: string[], room: number): string {
  const drawn = names.map(text => drawable(text, '')).filter(text => text !== '')
  while (drawn.length > 1 && metrics.regular.width(drawn.join(' · '), name.size) > room) drawn.pop()
  return shortened(drawn.join(' · '), room, name)
}

function progress(
  goal: number | undefined,
  { rtl, y, accent }: { rtl: boolean; y: number; accent: string },
): string[] {
  if (goal === undefined || goal <= 0) return []
  const width = Math.min(1, goal) * ROOM
  return [box({ x: rtl ? WIDTH - MARGIN - width : MARGIN, y: y - 3, width, height: 8 }, accent, 4)]
}
