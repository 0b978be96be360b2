import { describe, expect, it } from 'vitest'
import { findUnusual, type Origin, type OriginKind } from '../../../src/core/desk/find-unusual.ts'

interface Named extends Origin {
  name: string
}

/** `before`: signatures of the time before, in all and from this origin. */
type Row = [name: string, kind: OriginKind, n: number, before?: number]

function standingOut(rows: Row[], { before = 0, more = 0, expected = [] as string[] } = {}): string[] {
  const origins = rows.map(
    ([name, kind, n, mine = 0]): Named => ({
      name,
      kind,
      n,
      before: mine,
      expected: expected.includes(name),
    }),
  )
  const all = origins.reduce((sum, { n }) => sum + n, more)
  return findUnusual({ all, before, origins }).map(({ origin }) => origin.name)
}

/** A hundred and twenty people who signed one by one. */
const honest: Row[] = [
  ['gmail.com', 'provider', 48],
  ['outlook.com', 'provider', 17],
  ['icloud.com', 'provider', 8],
  ['guild.example', 'domain', 6],
  ['university.example', 'domain', 4],
]
const others = { more: 120 - 83 }

describe('what stands out', () => {
  it('is 600 signatures of one domain and 150 of one room, among 120 honest ones', () => {
    const rows: Row[] = [...honest, ['farm.example', 'domain', 600], ['a room', 'room', 150]]
    expect(standingOut(rows, others)).toEqual(['farm.example', 'a room'])
  })

  it.each<[string, Row[], Parameters<typeof standingOut>[1]?]>([
    ['120 honest signatures', honest, others],
    [
      'a wave of 5,000 members of an association, mostly at large providers',
      [
        ['gmail.com', 'provider', 2300, 40],
        ['outlook.com', 'provider', 700, 20],
        ['yahoo.co.uk', 'provider', 500, 10],
        ['association.example', 'domain', 60, 2],
        ['gmx.de', 'provider', 300, 4],
      ],
      { before: 120, more: 1140 },
    ],
    [
      'the same wave where it is known what is usual',
      [
        ['gmail.com', 'provider', 2300, 400],
        ['outlook.com', 'provider', 700, 150],
        ['association.example', 'domain', 60, 10],
      ],
      { before: 1000, more: 1940 },
    ],
    [
      'a company with 40, even if hardly anybody else has signed',
      [['company.example', 'domain', 40]],
      { more: 10 },
    ],
    ['a company with 60 of 600', [['company.example', 'domain', 60]], { more: 540 }],
    ['a room where everybody signs', [['a room', 'room', 900]], { more: 5 }],
    [
      'a room in which a card was just posted',
      [['a room', 'room', 150]],
      { more: 120, expected: ['a room'] },
    ],
    ['a room that always brought most', [['a room', 'room', 300, 700]], { more: 100, before: 1000 }],
    [
      'a petition of one company that always was one',
      [['company.example', 'domain', 900, 950]],
      { before: 1000 },
    ],
    ['nobody', []],
  ])('is nothing among %s', (_, rows, given) => {
    expect(standingOut(rows, given)).toEqual([])
  })

  it.each<[string, Row[], Parameters<typeof standingOut>[1], string[]]>([
    ['600 of one domain before anybody else', [['farm.example', 'domain', 600]], {}, ['farm.example']],
    [
      'a provider that suddenly brings five times its part',
      [['outlook.com', 'provider', 600, 150]],
      { before: 1000, more: 120 },
      ['outlook.com'],
    ],
    [
      '60 disposable addresses among 1,000',
      [['minute.example', 'disposable', 60]],
      { more: 940 },
      ['minute.example'],
    ],
    [
      'two rooms of the same size',
      [
        ['one', 'room', 200],
        ['two', 'room', 200],
      ],
      { more: 60 },
      ['one', 'two'],
    ],
  ])('is %s', (_, rows, given, expected) => {
    expect(standingOut(rows, given)).toEqual(expected)
  })
})
