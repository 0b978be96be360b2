import { describe, expect, it } from 'vitest'
import type { Picture } from '../../src/core/picture.ts'
import { channelColours, colours } from '../../src/pictures/marks.ts'
import { svgOf } from '../../src/pictures/svg-of.ts'
import { placesOf, type TimeUnit } from '../../src/pictures/time-axis.ts'
import { english, fourHundredDays, french, nobodyYet, oneDayByHour, oneWeek } from './sample-pictures.ts'
import { svgTexts } from './svg-texts.ts'

const shown = (picture: Picture): string[] => svgTexts(svgOf(picture)).map(({ text }) => text)

/** The rectangles of a colour, in the picture's order, in the layout's pixels. */
function boxes(picture: Picture, colour: string) {
  return [...svgOf(picture).matchAll(/<rect ([^>]*)\/>/g)]
    .map(match => match[1] ?? '')
    .filter(rect => rect.includes(`fill="${colour}"`))
    .map(rect => {
      const [, x, y, width, height] =
        /x="([^"]+)" y="([^"]+)" width="([^"]+)" height="([^"]+)"/.exec(rect) ?? []
      return { x: Number(x), y: Number(y), width: Number(width), height: Number(height) }
    })
}

const floorOf = (bars: { y: number; height: number }[]): number =>
  Math.max(...bars.map(({ y, height }) => y + height))

describe('the numbers in the picture', () => {
  it.each([
    ['English', english],
    ['French', french],
  ])('are those it was given (%s)', (_, picture) => {
    const texts = shown(picture)
    const number = new Intl.NumberFormat(picture.language)
    const sums = picture.overTime.series.map(({ points }) =>
      points.reduce((sum, { count }) => sum + count, 0),
    )
    const rows = [...picture.funnel.steps, ...picture.bars.flatMap(section => section.rows)].map(
      ({ count }) => count,
    )
    for (const count of [...sums, ...rows]) expect(texts).toContain(number.format(count))
  })

  it('stand at the right of the label they belong to', () => {
    const texts = svgTexts(svgOf(english))
    for (const { label, count } of [...english.funnel.steps, ...(english.bars[0]?.rows ?? [])]) {
      const line = texts.find(({ text }) => text === label)
      const [number] = texts
        .filter(({ x, y, anchor }) => y === line?.y && anchor === 'end' && x > line.x)
        .toSorted((a, b) => a.x - b.x)
      expect(number?.text).toBe(count.toLocaleString('en-GB'))
    }
  })

  it('stand over every bar if there is room, otherwise over the highest', () => {
    expect(shown(oneWeek)).toEqual(expect.arrayContaining(['14', '58', '36', '1', '114', '133', '341']))
    expect(shown(oneDayByHour)).toContain('310,000 · 23 Nov, 10:00')
    expect(shown(french).some(text => /^1\u202F569 · 15 juin$/.test(text))).toBe(true)
  })

  it('are in proportion to the bars below them, the greatest as long as there is room', () => {
    const { steps } = english.funnel
    const widths = boxes({ ...english, bars: [] }, colours.bar).map(({ width }) => width)
    expect(widths).toHaveLength(4)
    for (const [place, width] of widths.entries())
      expect(width).toBeCloseTo(((steps[place]?.count ?? 0) / 9120) * 492, 1)
  })

  it('above zero have a bar that can be seen, zero has none', () => {
    const rows = [1_000_000, 1, 0].map(count => ({ label: String(count), count }))
    const widths = boxes({ ...nobodyYet, bars: [{ title: 'Occupations', rows }] }, colours.bar)
      .map(({ width }) => width)
      .filter(width => width > 0)
    expect(widths).toEqual([236, 3])
  })

  it('are in proportion to the bars over time, day by day and channel by channel', () => {
    // The first of a colour are the goal and the legend; a day without signatures has no bar.
    const [discord = [], email = []] = channelColours.map(colour => boxes(oneWeek, colour).slice(-6))
    const high = (count: number) => Math.max((count / 341) * 116, 1.5)
    const counts = { discord: [12, 40, 3, 88, 120, 31], email: [2, 4, 30, 8, 12, 310] }
    for (const [day, { height }] of discord.entries())
      expect(height).toBeCloseTo(high(counts.discord[day] ?? 0), 1)
    // On top of it; a seam takes a pixel.
    for (const [day, { y, height }] of email.entries()) {
      const below = discord.find(({ x }) => x === email[day]?.x)?.y ?? floorOf(discord)
      expect(below - y - high(counts.email[day] ?? 0)).toBeCloseTo(0, 1)
      expect(below - y - height).toBeLessThan(1.1)
    }
  })

  it('end with how many rows are not shown', () => {
    expect(shown(english)).toContain('… and 57 more')
  })
})

describe('a long name', () => {
  const label = 'Syndicat national des auteurs et des compositeurs'
  const inColumn = (label: string) =>
    shown({ ...oneWeek, bars: [{ title: 'Organisations', rows: [{ label, count: 244 }] }] })

  it('has two lines in a column, and one across the whole picture', () => {
    expect(inColumn(label)).toEqual(
      expect.arrayContaining(['Syndicat national des', 'auteurs et des compositeurs']),
    )
    const rows = [{ label, count: 244 }]
    const bars = ['Occupations', 'Organisations'].map(title => ({ title, rows }))
    expect(shown({ ...oneWeek, bars })).toContain(label)
  })

  it('ends in an ellipsis after the second line', () => {
    const lines = inColumn(`${label}, section Auvergne-Rhône-Alpes`)
    expect(lines).toContain('Syndicat national des')
    expect(lines.some(line => /^auteurs et des compo.*…$/.test(line))).toBe(true)
  })
})

describe('the axis of time', () => {
  const everyMonth = (months: number) =>
    Array.from({ length: months }, (_, month) => ({
      at: new Date(Date.UTC(2016, month)).toISOString(),
      count: (month % 9) + 1,
    }))
  const over = (unit: TimeUnit, points: { at: string; count: number }[], language = 'en-GB') =>
    shown({
      ...english,
      language,
      overTime: { title: 't', unit, series: [{ label: 'Email', points }] },
      bars: [],
    })
  const every = (ms: number, times: number, first = '2026-11-20T00:00:00Z') =>
    Array.from({ length: times }, (_, n) => ({
      at: new Date(Date.parse(first) + n * ms).toISOString(),
      count: 1,
    }))
  const HOUR = 3_600_000

  it('is in the language of its reader', () => {
    expect(shown(french)).toEqual(expect.arrayContaining(['juin 2026', 'juil.', 'août', '1\u202F000']))
    expect(shown({ ...french, language: 'en-GB' })).toEqual(
      expect.arrayContaining(['Jun 2026', 'Jul', 'Aug', '1,000']),
    )
  })

  it.each<[string, TimeUnit, { at: string; count: number }[], string[]]>([
    ['hours', 'hour', every(HOUR, 6), ['20 Nov', '1:00', '2:00', '5:00']],
    ['every sixth hour and the day', 'hour', every(HOUR, 40), ['20 Nov', '6:00', '12:00', '21 Nov']],
    ['days', 'day', every(24 * HOUR, 5), ['20 Nov', '21 Nov', '24 Nov']],
    ['Mondays', 'day', every(24 * HOUR, 30), ['23 Nov', '30 Nov', '7 Dec']],
    ['every second Monday', 'day', every(24 * HOUR, 60), ['30 Nov', '14 Dec', '11 Jan']],
    ['months', 'week', every(7 * 24 * HOUR, 30, '2026-11-02'), ['Jan 2027', 'Apr']],
    ['years', 'month', everyMonth(131), ['2016', '2018', '2020', '2022', '2024', '2026']],
  ])('names %s', (_, unit, points, names) => {
    expect(over(unit, points)).toEqual(expect.arrayContaining(names))
  })

  it('names both ends if nothing between them has a name', () => {
    expect(over('month', everyMonth(3).slice(1))).toEqual(expect.arrayContaining(['Feb 2016', 'Mar']))
    const fortnight = every(24 * HOUR, 2, '2026-11-24')
    expect(over('week', fortnight)).toContain('23 Nov')
  })

  it('names a few months of four hundred days, none over another', () => {
    const texts = svgTexts(svgOf(fourHundredDays))
    const axis = texts.filter(({ text }) => ['Jan 2026', 'Apr', 'Jul', 'Oct'].includes(text))
    expect(axis).toHaveLength(4)
    const places = axis.map(({ x }) => x)
    expect(Math.min(...places.slice(1).map((x, place) => x - (places[place] ?? 0)))).toBeGreaterThan(90)
  })

  it.each<[TimeUnit, string, string, number]>([
    ['hour', '2026-10-24T23:00:00Z', '2026-10-25T02:00:00Z', 4],
    ['day', '2026-03-28T00:00:00Z', '2026-04-02T00:00:00Z', 6],
    ['week', '2026-10-19T00:00:00Z', '2026-11-02T00:00:00Z', 3],
    ['month', '2025-12-01T00:00:00Z', '2026-03-01T00:00:00Z', 4],
  ])('has a place for a %s without signatures', (unit, from, to, length) => {
    const { starts, indexOf } = placesOf(unit, [new Date(to), new Date(from)])
    expect(starts).toHaveLength(length)
    expect(starts[0]).toEqual(new Date(from))
    expect(indexOf(new Date(from))).toBe(0)
    expect(indexOf(new Date(to))).toBe(length - 1)
  })
})

describe('if there is little to show', () => {
  it('and nobody has signed, the steps stay and there is no empty plot', () => {
    const texts = shown(nobodyYet)
    expect(texts).toContain('No signatures yet')
    expect(texts).not.toContain('Signatures a day')
    expect(texts.filter(text => text === '0')).toHaveLength(3)
  })

  it('a section without rows is left out', () => {
    expect(shown(french)).not.toContain('Organisations')
  })

  it('a single day is one bar with its number, not one as wide as the picture', () => {
    const series = [{ label: 'Email', points: [{ at: '2026-11-23T00:00:00Z', count: 7 }] }]
    const day = { ...oneWeek, overTime: { ...oneWeek.overTime, series } }
    const texts = shown(day)
    expect(texts.filter(text => text === '7')).toHaveLength(2)
    expect(texts.filter(text => text === '23 Nov')).toHaveLength(1)
    expect(boxes(day, channelColours[0]).at(-1)?.width).toBe(48)
  })

  it('a name that is markup stays a name', () => {
    const title = '<b>Fair</b> & "square"'
    expect(shown({ ...english, title })).toContain(title)
  })
})
