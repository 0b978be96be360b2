import { writeFile } from 'node:fs/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { judge } from './judge.ts'
import { isFirst, type MadeSet, madeEmails, madeSet } from './made.ts'
import { failures, type Judged, tables } from './report-made.ts'
import { tryMade } from './try-made.ts'

type JudgedOf = Judged & { set: MadeSet }

/** Their first emails are read in first-emails.test.ts; those of the other sets come to the service as well. */
const repliesOnly: MadeSet[] = ['first', 'third']

describe('959 made emails in seven languages and ten more', () => {
  let judged: JudgedOf[] = []
  const ofSet = (name: MadeSet) => judged.filter(({ set }) => set === name)
  const setNames: MadeSet[] = [
    'first',
    'second',
    'third',
    'fourth',
    'fifth',
    'seventh',
    'eleventh',
    'twelfth',
    'sixteenth',
  ]

  beforeAll(async () => {
    const emails = setNames.flatMap(set =>
      madeSet(set)
        .filter(({ made }) => !(repliesOnly.includes(set) && isFirst(made)))
        .map(made => ({ ...made, set })),
    )
    judged = await tryMade(emails)
    const table = [
      ...['All sets', ...tables(judged)],
      ...setNames.flatMap(name => [`The ${name} set alone`, ...tables(ofSet(name))]),
    ]
    console.log(table.join('\n\n'))
    // MADE_FAILURES names a file to write.
    if (process.env.MADE_FAILURES)
      await writeFile(
        process.env.MADE_FAILURES,
        `\`\`\`\n${table.join('\n\n')}\n\`\`\`\n\n${failures(judged)}`,
      )
  }, 300_000)

  it('are 201, 100, 85, 155, 157, 51, 100, 60 and 50, each from a mailbox of its own', () => {
    expect(setNames.map(name => ofSet(name).length)).toEqual([201, 100, 85, 155, 157, 51, 100, 60, 50])
    expect(new Set(judged.map(({ made }) => made.from.address)).size).toBe(959)
  })

  it('harm nobody', () => {
    const harmful = judged.filter(({ verdict }) => verdict === 'harmful')
    expect(harmful.map(({ made, why }) => `${made.id}: ${why}`)).toEqual([])
  })

  it.each<[MadeSet, number]>([
    ['first', 3],
    ['second', 3],
    ['third', 3],
    // 43 of it are in languages of which the code knows little.
    ['fourth', 9],
    ['fifth', 3],
    ['seventh', 3],
    ['eleventh', 3],
    ['twelfth', 3],
    ['sixteenth', 3],
  ])('of the %s set are read wrongly, but shown, at most %i in a hundred', (name, most) => {
    const shown = ofSet(name).filter(({ verdict }) => verdict === 'shown')
    const why = shown.map(({ made, why }) => `${made.id}: ${why}`).join('\n')
    expect(shown.length, why).toBeLessThanOrEqual((ofSet(name).length * most) / 100)
  })
})

describe('the judge of made emails', () => {
  const [made] = madeEmails('en').filter(({ id }) => id === 'en-details-5')
  if (made === undefined) throw new Error('en-details-5 is gone')
  const details = {
    kind: 'person' as const,
    name: 'J. R. Pemberley',
    occupation: 'crime writer',
    organisation: null,
    listed: true,
  }

  it('finds what is right', () => {
    expect(judge(made, { outcome: 'asked', details }).verdict).toBe('right')
  })

  it.each([
    ['silence', { outcome: 'silence' as const }],
    [
      'a street',
      { outcome: 'asked' as const, details: { ...details, organisation: "14 Cobbler's Row, Thornby" } },
    ],
  ])('counts %s as harmful', (_, heard) => {
    expect(judge(made, heard).verdict).toBe('harmful')
  })

  it('counts a wrong name that is published already as harmful', () => {
    const [correction] = madeEmails('en').filter(({ id }) => id === 'en-correction-3')
    if (correction === undefined) throw new Error('en-correction-3 is gone')
    expect(judge(correction, { outcome: 'corrected', details, atOnce: true }).verdict).toBe('harmful')
    expect(judge(correction, { outcome: 'corrected', details }).verdict).toBe('shown')
  })

  it.each([
    ['another name', { ...details, name: 'Crime Writer' }],
    ['an occupation that is too short', { ...details, occupation: 'writer' }],
    ['an organisation that is a person', { ...details, kind: 'organisation' as const }],
    ['a name that is not listed', { ...details, listed: false }],
  ])('counts %s as wrong but shown', (_, shown) => {
    expect(judge(made, { outcome: 'asked', details: shown }).verdict).toBe('shown')
  })
})
