import { describe, expect, it } from 'vitest'
import type { StatsPicture, TimeUnit } from '../../src/pictures/stats-picture.ts'
import { svgOf } from '../../src/pictures/svg-of.ts'
import { calendarOf } from '../../src/pictures/time-buckets.ts'
import { english, fourHundredDays, french, nobodyYet, oneDayByHour, oneWeek } from './sample-pictures.ts'
import { svgTexts } from './svg-texts.ts'

const shown = async (picture: StatsPicture) => svgTexts(await svgOf(picture)).map(({ text }) => text)

/** Width and height of every rectangle of a colour, in the picture's order, in the layout's pixels. */
async function boxes(picture: StatsPicture, colour: string): Promise<{ width: number; height: number }[]> {
  const paths = [...(await svgOf(picture)).matchAll(/<path ([^>]*)>/g)].map(match => match[1] ?? '')
  return paths
    .filter(path => path.includes(`fill="${colour}"`))
    .map(path => path.match(/ d="([^"]+)"/)?.[1] ?? '')
    .map(outline => {
      // Plain ones are written as M x,y h width v height; rounded ones in absolute points.
      const plain = outline.match(/^M[-\d.]+,[-\d.]+h([\d.]+)v([\d.]+)h/)
      if (plain) return { width: Number(plain[1]), height: Number(plain[2]) }
      const points = [...outline.matchAll(/([-\d.]+),([-\d.]+)/g)]
      return {
        width: extent(points.map(point => Number(point[1]))),
        height: extent(points.map(point => Number(point[2]))),
      }
    })
}

const extent = (values: number[]): number => Math.max(...values) - Math.min(...values)

describe('the numbers in the picture', () => {
  it.each([
    ['English', english],
    ['French', french],
  ])('are those it was given (%s)', async (_, picture) => {
    const texts = await shown(picture)
    const number = new Intl.NumberFormat(picture.language)
    const sums = picture.overTime.series.map(({ points }) =>
      points.reduce((sum, { count }) => sum + count, 0),
    )
    const rows = [...picture.funnel.steps, ...picture.bars.flatMap(section => section.rows)].map(
      ({ count }) => count,
    )
    for (const count of [...sums, ...rows]) expect(texts).toContain(number.format(count))
  })

  it('stand beside the label they belong to', async () => {
    const texts = svgTexts(await svgOf(english))
    for (const { label, count } of [...english.funnel.steps, ...(english.bars[0]?.rows ?? [])]) {
      const line = texts.find(({ text }) => text === label)
      const onLine = texts
        .filter(({ y, anchor }) => y === line?.y && anchor === 'end')
        .map(({ text }) => text)
      expect(onLine).toEqual([count.toLocaleString('en-GB')])
    }
  })

  it('stand over every bar where there is room, and over the highest where there is not', async () => {
    expect(await shown(oneWeek)).toEqual(expect.arrayContaining(['14', '58', '36', '1', '114', '133', '341']))
    expect(await shown(oneDayByHour)).toContain('310,000 · 23 Nov, 10:00')
    expect((await shown(french)).some(text => /^1\u202F569 · 15 juin$/.test(text))).toBe(true)
  })

  it('are in proportion to the bars below them, the highest as long as there is room', async () => {
    const widths = (await boxes(english, '#41506b')).map(({ width }) => width)
    expect(widths.slice(0, 4).map(width => Math.round(width * 19))).toEqual(
      [9120, 5302, 4690, 4216].map(count => Math.round((count / 9120) * 480 * 19)),
    )
  })

  it('are in proportion to the bars over time, day by day and channel by channel', async () => {
    const [discord, mail] = [await boxes(oneWeek, '#2b4c9b'), await boxes(oneWeek, '#e07b00')]
    const heights = (of: { height: number }[]) =>
      of.slice(1).map(({ height }) => Math.round(height * 100) / 100)
    const high = (count: number) => Math.round(Math.max((count / 341) * 180, 1.5) * 100) / 100
    // The first of a colour is its square in the legend; a day without one has no bar.
    expect(heights(discord)).toEqual([12, 40, 3, 88, 120, 31].map(high))
    expect(heights(mail)).toEqual([2, 4, 30, 8, 12, 310].map(high))
  })

  it('end with how many rows are not shown', async () => {
    expect(await shown(english)).toContain('… and 57 more')
  })
})

describe('the axis of time', () => {
  it('is in the language of its reader', async () => {
    expect(await shown(french)).toEqual(expect.arrayContaining(['27 juil.', '24 août', '1\u202F000']))
    expect(await shown({ ...french, language: 'en-GB' })).toEqual(
      expect.arrayContaining(['27 Jul', '24 Aug', '1,000']),
    )
  })

  it('names a few months where there are four hundred days, none over another', async () => {
    const texts = svgTexts(await svgOf(fourHundredDays))
    const axis = texts.filter(({ text }) => ['Jan 2026', 'Apr', 'Jul', 'Oct'].includes(text))
    expect(axis).toHaveLength(4)
    const places = axis.map(({ x }) => x)
    expect(Math.min(...places.slice(1).map((x, place) => x - (places[place] ?? 0)))).toBeGreaterThan(90)
  })

  it('names years where there are many', async () => {
    const points = Array.from({ length: 131 }, (_, month) => ({
      at: new Date(Date.UTC(2016, month)).toISOString(),
      count: (month % 9) + 1,
    }))
    const overTime = {
      ...english.overTime,
      unit: 'month' as const,
      timeZone: 'UTC',
      series: [{ label: 'Mail', points }],
    }
    const texts = await shown({ ...english, overTime, bars: [] })
    for (const year of ['2016', '2018', '2020', '2022', '2024', '2026']) expect(texts).toContain(year)
    expect(texts).not.toContain('1 Jan')
  })

  it('has a place for a day on which nobody signed', () => {
    const calendar = calendarOf('day', 'Europe/Paris', '2026-03-27T23:00:00Z')
    expect(calendar.index('2026-03-27T23:00:00Z')).toBe(calendar.index('2026-03-28T22:59:59Z'))
    // Summer time begins on the 29th, which has 23 hours.
    expect(calendar.index('2026-03-29T22:00:00Z') - calendar.index('2026-03-28T23:00:00Z')).toBe(1)
    expect(calendar.index('2026-04-02T22:00:00Z') - calendar.index('2026-03-28T23:00:00Z')).toBe(5)
  })

  it.each<[TimeUnit, string, string, number]>([
    ['hour', '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z', 25],
    ['week', '2026-10-18T22:00:00Z', '2026-11-01T23:00:00Z', 2],
    ['month', '2025-11-30T23:00:00Z', '2026-02-28T23:00:00Z', 3],
  ])('counts every %s once, over the end of summer time', (unit, from, to, apart) => {
    const calendar = calendarOf(unit, 'Europe/Paris', from)
    expect(calendar.index(to) - calendar.index(from)).toBe(apart)
  })
})

describe('where there is little to show', () => {
  it('nobody has signed: the steps stay, an empty plot does not', async () => {
    const texts = await shown(nobodyYet)
    expect(texts).toContain('No signatures yet')
    expect(texts).not.toContain('Signatures a day')
    expect(texts.filter(text => text === '0')).toHaveLength(3)
  })

  it('a section without rows is left out', async () => {
    expect(await shown(french)).not.toContain('Organisations')
  })

  it('a single day is one bar with its number, not one as wide as the picture', async () => {
    const series = [{ label: 'Mail', points: [{ at: '2026-11-22T23:00:00Z', count: 7 }] }]
    const texts = await shown({ ...oneWeek, overTime: { ...oneWeek.overTime, series } })
    expect(texts.filter(text => text === '7')).toHaveLength(2)
    expect(texts.filter(text => text === '23 Nov')).toHaveLength(1)
  })

  it('a name that is markup stays a name', async () => {
    const title = '<b>Fair</b> & "square"'
    expect(await shown({ ...english, title })).toContain(title)
  })
})
