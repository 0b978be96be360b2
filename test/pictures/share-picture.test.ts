import { describe, expect, it } from 'vitest'
import type { SharePicture } from '../../src/core/picture.ts'
import { pngOf } from '../../src/pictures/png-of.ts'
import { shareSvg } from '../../src/pictures/share-svg.ts'
import { readPng } from './pixels.ts'
import { svgTexts } from './svg-texts.ts'

const fair: SharePicture = {
  kind: 'share',
  title: 'Fair training: no works without the consent of the people who made them',
  count: '4,213 signatures',
  goal: 0.84,
  names: ['Ada Lovelace', 'Bo Diddley', 'نجيب محفوظ'],
  organiser: 'The Society of Tiny Publishers',
  site: 'sign.example.org',
}
const titles = {
  latin: fair.title,
  arabic: 'لا تدريب للآلات على أعمال الكتّاب والفنانين من دون موافقتهم!',
  japanese: '創作物を人工知能の訓練に使うときは、作った人の同意を得なければならない',
  hostile: '<script>alert(1)</script> & "q" 🎉 \u202Eevil\u202C\u0000 '.repeat(4),
  long: 'Extraordinarily '.repeat(9).trim(),
}
const wordsIn = (picture: SharePicture) => svgTexts(shareSvg(picture)).map(({ text }) => text)

describe('the picture of a shared link', () => {
  it.each(Object.entries(titles))('is 1200 × 630 and below 300 kB: %s', async (_, title) => {
    const png = await pngOf(shareSvg({ ...fair, title }), undefined, 1)
    expect(readPng(png)).toMatchObject({ width: 1200, height: 630 })
    expect(png.length).toBeLessThan(300_000)
    expect(png.length).toBeGreaterThan(20_000)
  })

  it('says the title, the number, the names, who asks and where', () => {
    const words = wordsIn(fair).join(' ')
    for (const part of [
      'Fair training:',
      '4,213 signatures',
      'Ada Lovelace · Bo Diddley',
      'Tiny Publishers',
      'sign.example.org',
    ])
      expect(words).toContain(part)
  })

  it('shows a short statement instead of its title, whole or not at all', async () => {
    const statement = 'Creative works may be used only where the people who made them have agreed to it.'
    const words = wordsIn({ ...fair, statement }).join(' ')
    expect(words).toContain(statement)
    expect(words).toContain('The Society of Tiny Publishers · Fair training')
    for (const unfit of ['Whole sentences. '.repeat(30), `${statement} 𓀀`])
      expect(wordsIn({ ...fair, statement: unfit })).toEqual(wordsIn(fair))
    const longest = wordsIn({ ...fair, statement: 'word '.repeat(56).trim() }).join(' ')
    expect(longest.match(/word/g)).toHaveLength(56)
    const arabic = shareSvg({ ...fair, statement: titles.arabic })
    expect(svgTexts(arabic).every(({ y }) => y < 600)).toBe(true)
    expect(svgTexts(arabic)[1]?.anchor).toBe('end')
  })

  it('draws a short statement within the picture, as wide as it was measured', async () => {
    const statement =
      'Creative works may be used to train artificial intelligence only where the people who made them have agreed to it.'
    const pixels = readPng(await pngOf(shareSvg({ ...fair, statement }), undefined, 1))
    const isPaper = (x: number, y: number) => pixels.brightness(x, y) === 0xfb + 0xfa + 0xf6
    const margin = Array.from({ length: 60 }, (_, at) => 1200 - 60 + at)
    const lines = Array.from({ length: 280 }, (_, at) => 120 + at)
    expect(margin.every(x => lines.every(y => isPaper(x, y)))).toBe(true)
    expect(lines.every(y => isPaper(400, y))).toBe(false)
  })

  it('leaves no word alone in the last line', () => {
    const statement = 'Whistle-blowers in newsrooms need the same protection as their sources.'
    const [, ...lines] = wordsIn({ ...fair, statement }).slice(0, 4)
    expect(lines.join(' ')).toBe(statement)
    expect(lines.at(-1)).not.toBe('sources.')
  })

  it('keeps a hostile title text, and its lines inside the picture', () => {
    const svg = shareSvg({ ...fair, title: titles.hostile })
    expect(svg).not.toContain('<script')
    expect(svg).not.toMatch(/(?!\u2067|\u2069)[\p{Cc}\p{Bidi_Control}]/u)
    expect(svg).toContain('&lt;script&gt;')
    expect(svgTexts(svg).every(({ y }) => y < 600)).toBe(true)
    expect(wordsIn({ ...fair, title: 'x'.repeat(900) }).some(text => text.endsWith('…'))).toBe(true)
  })

  it('begins on the right for a right-to-left title', () => {
    const anchors = svgTexts(shareSvg({ ...fair, title: titles.arabic })).map(({ anchor }) => anchor)
    expect(anchors.slice(0, 4)).toEqual(['end', 'end', 'end', 'end'])
  })

  it('leaves out a name of which nothing can be drawn', () => {
    expect(wordsIn({ ...fair, names: ['𓀀𓁐', 'Eve Moss'] }).join(' ')).not.toContain('· Eve')
  })

  it('cuts no name, unless it stands alone', () => {
    const long = 'Bartholomew Featherstonehaugh-Cholmondeley'
    const line = (names: string[]) => wordsIn({ ...fair, names }).at(-2)
    expect(line(['Ada Lovelace', 'Eve Moss', long])).toBe('Ada Lovelace · Eve Moss')
    expect(line([long.repeat(3), 'Eve Moss'])).toMatch(/^Bartholomew .*…$/)
  })

  it('has no line of names where none is put first', () => {
    expect(wordsIn({ ...fair, title: 'Fair training', names: [] })).toEqual([
      fair.organiser,
      'Fair training',
      fair.count,
      fair.site,
    ])
  })
})
