/** Who signs, and what shall be shown, said where and how people say it. */
import { describe, expect, it } from 'vitest'
import { unwrapped } from '../../../src/core/reading/lines.ts'
import { understandRequest } from '../../../src/core/reading/understand-request.ts'

const read = (fromName: string, text: string, subject = 'Hello') =>
  understandRequest({ subject, text, fromName })
const written = (fromName: string, text: string) => {
  const request = read(fromName, text)
  if (request.kind === 'sign') return request.written
  return request.kind === 'elsewhere' ? request.perhaps : request.kind
}

describe('a name', () => {
  it.each([
    [
      'Dez',
      'yes sign me derek oyelaran, tree surgeon',
      { name: 'derek oyelaran', occupation: 'tree surgeon' },
    ],
    [
      'Spud',
      "Yes I want to sign. For the list it's Edmund Murphy, bookseller.",
      { name: 'Edmund Murphy', occupation: 'bookseller' },
    ],
    [
      'Dad',
      'Yes I want to sign. Roy Barlow retired postman',
      { name: 'Roy Barlow', occupation: 'retired postman' },
    ],
    [
      'Big Mal',
      'Sign me up. Malcolm Tuddenham, shop steward. Took my lads there every wet Saturday for ten years.',
      { name: 'Malcolm Tuddenham', occupation: 'shop steward' },
    ],
    [
      'Joan and Arthur Pym',
      "It's only me that's signing, Joan Pym, retired midwife.",
      { name: 'Joan Pym', occupation: 'retired midwife' },
    ],
    [
      'Bethany Clegg',
      "I'd love to sign. I got married in August and I'm Bethany Rousseau now, so please use that.",
      { name: 'Bethany Rousseau' },
    ],
    [
      'Dino',
      'Firmo. Secondino Caruso, ma tutti mi dicono Dino, mettete pure Dino Caruso.',
      { name: 'Dino Caruso' },
    ],
    [
      'Wend Wild Swimmers',
      'I want to sign. So please just me: Bronagh Keelty, physiotherapist.',
      { name: 'Bronagh Keelty', occupation: 'physiotherapist' },
    ],
  ])('from %s: %s', (from, text, expected) => {
    expect(written(from, text)).toEqual(expected)
  })

  it('is the one on paper no more than the one in a passport', () => {
    const text = "I sign. On my passport I am Sheila Wetmore. I'm Delphine St Cloud on my books."
    expect(written('S. Wetmore', text)).not.toMatchObject({ name: 'Sheila Wetmore' })
  })
})

describe('what shall be shown', () => {
  it.each([
    ['I was archaeologist, now I am cleaner. I sign. You can write archaeologist.', 'archaeologist'],
    ['I sign. Novelist will do.', 'Novelist'],
    ['I sign. Please print my name and "virologist", and not my institute.', 'virologist'],
    ['Firmo. Mettete fornaio.', 'fornaio'],
    ['Firmo. Ada Lovelace, guionista (adivinen cuál paga el alquiler)', 'guionista'],
  ])('%s', (text, occupation) => {
    expect(written('Ada Lovelace', text)).toMatchObject({ occupation })
  })

  it.each([
    ['I sign.\n\nAda Lovelace\nP.S. My mother has dementia and comes for the looms.'],
    ['I sign.\n\nRegards,\nAda Lovelace\nRepresented by Loud & Clear Voices'],
    ['I sign.\n\nRegards,\nAda Lovelace\n3, impasse du Four'],
    ['I sign.\n\nRegards,\nAda Lovelace\nStrathgarve House\nBy Invergarve'],
    ['I want to sign for the museum to stay free.'],
  ])('nothing of %j', text => {
    const { occupation, organisation } = { ...(written('Ada Lovelace', text) as object) } as Record<
      string,
      string
    >
    expect([occupation, organisation]).toEqual([undefined, undefined])
  })
})

describe('a yes or a no', () => {
  it.each([
    ['Thanks for asking, but no. I am retired.', 'declines'],
    ["My neighbour asked me to sign. I've thought about it and I'm afraid I won't.", 'declines'],
    ['Als Schiedsmann muss ich mich leider heraushalten.', 'declines'],
    ['I put my name to it in the spring. Please take it off again.', 'perhaps-withdraw'],
    ['Sign me up. As a rule I sign nothing. For the museum I make an exception.', 'sign'],
    ['Please add my name to those who say no to the motorway.', 'sign'],
    ['Firmo volentieri purché non compaia la casa editrice.', 'sign'],
    ['I signed for the library on Sunday and never heard anything. Am I on the list?', 'state'],
  ])('%s', (text, kind) => {
    expect(read('Ada Lovelace', text).kind).toBe(kind)
  })

  it('is not given by the letter with which somebody signs off', () => {
    const text = "I sign, with all my heart, for the children's branch.\n\nBest,\nN."
    expect(read('N. Achterberg', text).kind).toBe('sign')
  })
})

describe('lines that a mail program has wrapped', () => {
  const long = "The group can't sign as such, we're only a chat. So please just me: Bronagh"

  it('are one line', () => {
    expect(unwrapped(`${long}\nKeelty, physiotherapist. I run the Tuesday dips.`)).toBe(
      `${long} Keelty, physiotherapist. I run the Tuesday dips.`,
    )
  })

  it.each([
    [`${long}.\nKeelty, physiotherapist. I run it.`],
    ['yes i would love to sign this important statement about the river wend\njoe bloggs'],
    ['Dear all, this is a line that nobody has wrapped because it is short\n\nAda Lovelace.'],
    [`${long}\nName: Ada Lovelace.`],
  ])('stay as they are: %j', text => {
    expect(unwrapped(text)).toBe(text)
  })

  it('may be any number', () => {
    expect(unwrapped('a\n'.repeat(300_000))).toHaveLength(600_000)
  })
})
