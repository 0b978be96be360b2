/** A petition's own colour can be read wherever it is drawn: pictures, paper, and the values that pages and emails are made of. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { style } from '../../src/adapters/web/assets/assets.ts'
import { badge } from '../../src/adapters/web/share/badge.ts'
import { accentOn, ourAccent, papers, washes } from '../../src/core/accent.ts'
import type { PetitionDocument } from '../../src/core/document.ts'
import { petitionPdf } from '../../src/core/petitions/petition-document.ts'
import type { Drawing } from '../../src/core/picture.ts'
import { textsOf } from '../../src/core/texts/texts.ts'
import { petitionBySlug } from '../../src/db/petitions.ts'
import { colours } from '../../src/pictures/marks.ts'
import { shareSvg } from '../../src/pictures/share-svg.ts'
import { svgOf } from '../../src/pictures/svg-of.ts'
import { fairTraining } from '../adapters/web/painted-core.ts'
import { accents } from '../support/accents.ts'
import { contrast } from '../support/contrast.ts'
import { olgaMail, olgasPetition } from '../support/desk/olgas-petition.ts'
import { coreOfFile } from '../support/people.ts'

/** WCAG 2.2, 1.4.3 for words and 1.4.11 for what is drawn. */
const words = 4.5
const drawn = 3

it('is readable on every ground, and so are the words on it, whatever the colour', () => {
  const hex = fc.integer({ min: 0, max: 0xffffff }).map(n => `#${n.toString(16).padStart(6, '0')}`)
  fc.assert(
    fc.property(
      fc.oneof(hex, fc.constantFrom(...accents)),
      fc.constantFrom('light', 'dark'),
      (own, paper) => {
        const { accent, strong, on } = accentOn(own, paper)
        for (const ground of [papers[paper], washes[paper]])
          expect(contrast(accent, ground), `${accent} on ${ground}`).toBeGreaterThanOrEqual(words)
        for (const button of [accent, strong])
          expect(contrast(on, button), `${on} on ${button}`).toBeGreaterThanOrEqual(words)
      },
    ),
  )
})

it('is the same for us in the style of the pages, which writes it down', () => {
  const dark = accentOn(ourAccent, 'dark')
  for (const [name, light, onDark] of [
    ['accent', ourAccent, dark.accent],
    ['on-accent', accentOn(ourAccent, 'light').on, dark.on],
    ['accent-strong', undefined, dark.strong],
    ['paper', papers.light, papers.dark],
    ['wash', washes.light, washes.dark],
  ]) {
    const values = [...style.matchAll(new RegExp(`--${name}: (#[0-9a-f]{6});`, 'g'))].map(
      ([, value]) => value,
    )
    if (light !== undefined) expect(values[0], name).toBe(light)
    expect(values[1], name).toBe(onDark)
  }
})

const t = await coreOfFile()

describe.each(accents)('%s, drawn', accent => {
  const fill = (svg: string, said: string) =>
    new RegExp(`fill="(#[0-9a-f]{6})"[^>]*>[^<]*${said}`).exec(svg)?.[1]
  /** What is filled with neither the paper nor a line nor ink. */
  const filled = (svg: string) =>
    [...svg.matchAll(/fill="(#[0-9a-f]{6})"/g)]
      .map(([, colour = '']) => colour)
      .filter(colour => !Object.values<string>({ ...colours, accent: '' }).includes(colour))

  it('stands out on the badge, light and dark', () => {
    for (const theme of ['light', 'dark'] as const) {
      const svg = badge(textsOf('en').pages, { ...fairTraining, accent }, theme)
      const [, ground = ''] = /<path d="M0 6a6[^>]*fill="(#[0-9a-f]{6})"/.exec(svg) ?? []
      const [, paper = ''] = /<rect [^>]*fill="(#[0-9a-f]{6})"/.exec(svg) ?? []
      expect(contrast('#ffffff', ground), 'the mark').toBeGreaterThanOrEqual(drawn)
      expect(contrast(fill(svg, '4,213 signatures') ?? '', paper), 'the number').toBeGreaterThanOrEqual(words)
    }
  })

  it('can be read in the picture of a link, in that of the numbers and on paper', async () => {
    await t.empty()
    const slug = await olgasPetition(t, { accent })
    const drawings: Drawing[] = []
    t.service.draw = async drawing => {
      drawings.push(drawing)
      return Buffer.from('a picture')
    }
    const documents: PetitionDocument[] = []
    t.service.writePdf = async function* (document) {
      documents.push(document)
      yield new Uint8Array(0)
    }
    await t.core.sharePicture(slug)
    const command = (line: string) => olgaMail({ kind: 'command', command: { words: line } })
    await t.take(command(`stats ${slug}`))
    const row = await petitionBySlug(t.service.db, slug)
    if (row === undefined) throw new Error('no petition')
    await petitionPdf(t.service, row).next()
    const [share, numbers] = drawings
    if (share === undefined || !('kind' in share)) throw new Error('no picture of the link')
    if (numbers === undefined || 'kind' in numbers) throw new Error('no picture of the numbers')
    const count = fill(shareSvg(share), 'Open for signatures') ?? ''
    expect(contrast(count, colours.paper), 'the number on the picture').toBeGreaterThanOrEqual(words)
    const goal = { label: '50 %', count: 50, target: 100 }
    const bars = filled(svgOf({ ...numbers, goal }))
    expect(bars).toHaveLength(1)
    for (const bar of bars)
      expect(contrast(bar, colours.line), 'the way to the goal').toBeGreaterThanOrEqual(drawn)
    expect(contrast(documents[0]?.accent ?? '', '#ffffff'), 'on paper').toBeGreaterThanOrEqual(words)
    expect([share.accent, numbers.accent]).toEqual([documents[0]?.accent, documents[0]?.accent])
  })
})
