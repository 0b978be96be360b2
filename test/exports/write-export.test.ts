import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { everySignature } from '../../src/db/desk-signatures.ts'
import { exportColumns } from '../../src/exports/export-row.ts'
import { safeCell } from '../../src/exports/safe-cell.ts'
import { type ExportRow, writeExport } from '../../src/exports/write-export.ts'
import { exportRow, hostile, inTurn } from './rows.ts'

async function written(format: 'csv' | 'json', rows: ExportRow[]): Promise<string> {
  return Buffer.concat(await Array.fromAsync(writeExport(format, inTurn(rows)))).toString()
}

const header =
  'number,state,kind,name,occupation,organisation,listed,hidden,featured,approved,channel,confirmed_by,language,confirmed_at,proved_domain,statement_hash,number_only,evidence,checked_domain'

describe('a CSV', () => {
  it('is UTF-8 that Excel opens, with one line for each signature and the same columns every time', async () => {
    const rows = [
      exportRow({ name: 'Édith "Dit" Œuvre', occupation: 'poet, mostly', featured: 2 }),
      exportRow({ number: 2, name: '田中太郎 🖋', listed: false }),
    ]
    const hash = 'ab'.repeat(32)
    expect(await written('csv', rows)).toBe(
      `\uFEFF${header}\r
1,confirmed,person,"Édith ""Dit"" Œuvre","poet, mostly",,true,false,2,true,email,page,en,2026-11-01T10:00:00.123Z,,${hash},false,press,\r
2,confirmed,person,田中太郎 🖋,,,false,false,,true,email,page,en,2026-11-01T10:00:00.123Z,,${hash},false,press,\r
`,
    )
  })

  it('has the columns that its document promises, in that order', async () => {
    const document = await readFile(new URL('../../docs/export.md', import.meta.url), 'utf8')
    const promised = [...document.matchAll(/^\| `([a-z_]+)` \|/gm)].map(([, name]) => name)
    expect(promised).toEqual(exportColumns.map(({ header }) => header))
  })

  it('without signatures has only its first line', async () => {
    expect(await written('csv', [])).toBe(`\uFEFF${header}\r\n`)
  })

  it.each(hostile)('shows %j without a spreadsheet running it, wherever the line is cut', text => {
    const cell = safeCell(text)
    for (const part of cell.split(/[,;|]/))
      expect(part.replace(/^[\s\p{Z}\p{C}"“]+/u, '')).not.toMatch(/^[=+\-@＝＋－＠﹦−]/)
    const plain = (words: string) => words.replaceAll("'", '').replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')
    expect(plain(cell)).toBe(plain(text))
  })

  it('has no cell that begins as a formula, whatever people write', () => {
    const pieces = fc.constantFrom(
      '=',
      '+',
      '-',
      '@',
      '＝',
      ' ',
      '\t',
      '\n',
      '"',
      "'",
      ';',
      ',',
      '|',
      'a',
      '1',
      'é',
      '\u200b',
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), list => {
        const cell = safeCell(list.join(''))
        for (const part of cell.split(/[,;|]/)) {
          const seen = part.replace(/^[\s\p{Z}\p{C}"]+/u, '')
          expect(seen).not.toMatch(/^[=+\-@＝]/)
        }
        expect(cell).not.toMatch(/\p{Cc}/u)
      }),
      { numRuns: 800 },
    )
  })

  it('leaves names and trades as they are', () => {
    for (const text of [
      "O'Brien",
      'Jean-Luc',
      'C++ developer',
      'a=b',
      "'Abd al-Rahman",
      'R&D @ Tiny Press',
      'Ada, poet',
    ])
      expect(safeCell(text)).toBe(text)
  })

  it('shortens a text that is too long for a cell, but not in the middle of a character', () => {
    expect(safeCell(`=${'x'.repeat(40_000)}`)).toHaveLength(32_767)
    const cut = safeCell('🖋'.repeat(30_000))
    expect(cut).toBe(`${'🖋'.repeat(16_383)}…`)
    expect(safeCell('x'.repeat(32_767))).toBe('x'.repeat(32_767))
  })
})

describe('a JSON', () => {
  it('is an array with one object on each line and texts as they were signed', async () => {
    const rows = hostile.map((occupation, at) => exportRow({ number: at + 1, occupation }))
    const text = await written('json', rows)
    expect(text.split('\n')).toHaveLength(hostile.length + 3)
    const read: Record<string, unknown>[] = JSON.parse(text)
    expect(read.map(row => row.occupation)).toEqual([...hostile])
    expect(Object.keys(read[0] ?? {}).join()).toBe(header)
    expect(read[0]).toMatchObject({ confirmed_by: 'page', listed: true })
  })

  it('without signatures is an empty array', async () => {
    expect(JSON.parse(await written('json', []))).toEqual([])
  })

  it('is one array even if it is written in several pieces', async () => {
    const rows = Array.from({ length: 1_201 }, (_, at) => exportRow({ number: at + 1 }))
    expect(JSON.parse(await written('json', rows))).toHaveLength(1_201)
  })
})

describe('a long export', () => {
  it.each(['csv', 'json'] as const)('as %s reads rows only as fast as the file is taken', async format => {
    let [bytes, given] = [0, 0]
    const rows = async function* () {
      for (let number = 1; number <= 20_000; number++) {
        given = number
        yield exportRow({ number, occupation: `Trade ${number}` })
      }
    }
    let [ahead, taken, longest] = [0, 0, 0]
    for await (const chunk of writeExport(format, rows())) {
      // Rows are read only when the file is taken: nothing piles up if the reader is slow.
      ahead = Math.max(ahead, given - taken)
      taken = given
      longest = Math.max(longest, chunk.length)
      bytes += chunk.length
    }
    expect(given).toBe(20_000)
    expect(bytes).toBeGreaterThan(3_000_000)
    expect(ahead).toBeLessThanOrEqual(500)
    expect(longest).toBeLessThan(300_000)
  })

  it('stops reading rows when nobody takes the rest of the file', async () => {
    let given = 0
    let closed = false
    const rows = async function* () {
      try {
        for (;;) yield exportRow({ number: ++given })
      } finally {
        closed = true
      }
    }
    for await (const chunk of writeExport('csv', rows())) if (chunk.length > 1_000) break
    expect(given).toBe(500)
    expect(closed).toBe(true)
  })
})

it('an export takes the rows that the database gives', () => {
  // This only has to compile: the two shapes are declared separately, because exports know no database.
  const fits = (...given: Parameters<typeof everySignature>) => writeExport('csv', everySignature(...given))
  expect(fits).toBeTypeOf('function')
  expect(new Set(exportColumns.map(({ key }) => key)).size).toBe(exportColumns.length)
})
