import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exportColumns } from '../../src/exports/export-row.ts'
import { type ExportRow, writeExport } from '../../src/exports/write-export.ts'
import { needs } from '../support/needs.ts'
import { exportRow, hostile, inTurn } from './rows.ts'

const soffice = (process.env.PATH ?? '')
  .split(':')
  .map(folder => join(folder, 'soffice'))
  .find(path => existsSync(path))

/**
 * LibreOffice's filter for CSV: the separator, quotation mark, UTF-8 (76), from line 1. The last of the thirteen is "evaluate
 * formulas". It is on: the most dangerous way to open a file. The second list has the separators of Excel in French and German, and
 * more.
 */
const [byCommas, byMore] = ['44', '59/9/124'].map(
  separators => `CSV:${separators},34,76,1,,0,false,true,false,false,false,0,true`,
)

describe.skipIf(!needs('LibreOffice (libreoffice-calc)', soffice !== undefined))('in a spreadsheet', () => {
  let folder: string
  let ours: Cell[][]
  let unescaped: Cell[][]
  let cutElsewhere: Cell[][]
  let rows: ExportRow[]

  const accents = [
    'Édith Œuvre',
    '田中太郎',
    'Олена Йовенко',
    'Łukasz “Luk” O’Brien',
    'poet, mostly; painter',
    'שרה الأديبة',
    'Ada 👩‍👩‍👧 🖋',
    '{=1+1}',
    '#REF!',
  ]

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'undersigned-calc-'))
    rows = [...hostile, ...accents].map((text, at) =>
      exportRow({ number: at + 1, name: text, occupation: text, organisation: text, hidden: at % 2 === 0 }),
    )
    await writeFile(join(folder, 'ours.csv'), writeExport('csv', inTurn(rows)))
    await writeFile(join(folder, 'unescaped.csv'), 'number,occupation\r\n1,=1+1\r\n2,"=LEN(""ab"")"\r\n')
    await writeFile(join(folder, 'cut.csv'), writeExport('csv', inTurn(rows)))
    await open(byCommas, 'ours.csv', 'unescaped.csv')
    await open(byMore, 'cut.csv')
    ours = await cellsOf(join(folder, 'ours.fods'))
    unescaped = await cellsOf(join(folder, 'unescaped.fods'))
    cutElsewhere = await cellsOf(join(folder, 'cut.fods'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  /** With its own profile, so that a LibreOffice that is already running is not used. */
  const open = (filter = '', ...names: string[]) =>
    promisify(execFile)(soffice ?? '', [
      `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`,
      '--headless',
      `--infilter=${filter}`,
      '--convert-to',
      'fods',
      '--outdir',
      folder,
      ...names.map(name => join(folder, name)),
    ])

  it('a formula that was not made safe runs, so this way of opening would show one', () => {
    expect(unescaped[1]?.[1]).toMatchObject({ formula: 'of:=1+1', value: '2' })
    expect(unescaped[2]?.[1]?.formula).toContain('LEN')
  })

  it('no cell of an export is a formula, wherever its lines are cut', () => {
    expect(ours.flat().filter(cell => cell.formula !== undefined)).toEqual([])
    expect(cutElsewhere.flat().filter(cell => cell.formula !== undefined)).toEqual([])
    // The lines were cut at the semicolons that people typed.
    expect(Math.max(...cutElsewhere.map(row => row.length))).toBeGreaterThan(3)
  })

  it('every cell has the value of its row', () => {
    const plain = (text: unknown) =>
      String(text ?? '')
        .replaceAll("'", '')
        .replace(/[\p{Cc}\s]+/gu, ' ')
        .trim()
    expect(ours[0]?.map(cell => cell.text)).toEqual(exportColumns.map(({ header }) => header))
    const shown = ours.slice(1).map(row => exportColumns.map((_, at) => plain(row[at]?.text)))
    const told = (value: unknown) => (typeof value === 'boolean' ? String(value).toUpperCase() : plain(value))
    expect(shown).toEqual(rows.map(row => exportColumns.map(({ key }) => told(row[key]))))
  })

  it('a formula is text, and other text stays as it was typed', () => {
    for (const column of [3, 4, 5]) {
      const cells = ours.slice(1).map(row => row[column])
      expect(cells.map(cell => cell?.type)).toEqual(rows.map(() => 'string'))
      expect(cells.slice(hostile.length).map(cell => cell?.text)).toEqual(accents)
    }
  })
})

interface Cell {
  type?: string
  formula?: string
  value?: string
  text: string
}

/** The cells of the first sheet of a flat ODF spreadsheet (OpenDocument 1.3, part 3, 9.1), empty ones at the end left out. */
async function cellsOf(path: string): Promise<Cell[][]> {
  const xml = await readFile(path, 'utf8')
  const table = /<table:table [\s\S]*?<\/table:table>/.exec(xml)?.[0] ?? ''
  return [...table.matchAll(/<table:table-row\b[^>]*?>([\s\S]*?)<\/table:table-row>/g)]
    .map(([, row = '']) => rowCells(row))
    .filter(row => row.length > 0)
}

function rowCells(row: string): Cell[] {
  const cells = [
    ...row.matchAll(/<table:table-cell\b([^>]*?)(?:\/>|>([\s\S]*?)<\/table:table-cell>)/g),
  ].flatMap(([, attributes = '', content = '']) => {
    const attribute = (name: string) => decoded(new RegExp(` ${name}="([^"]*)"`).exec(attributes)?.[1])
    const repeated = Number(attribute('table:number-columns-repeated') ?? 1)
    const cell: Cell = {
      text:
        decoded(
          content
            .replace(/<text:s[^>]*\/>/g, ' ')
            .replace(/<[^>]*>/g, '')
            .trim(),
        ) ?? '',
    }
    const [type, formula, value] = ['office:value-type', 'table:formula', 'office:value'].map(attribute)
    if (type !== undefined) cell.type = type
    if (formula !== undefined) cell.formula = formula
    if (value !== undefined) cell.value = value
    return Array<Cell>(Math.min(repeated, 100)).fill(cell)
  })
  return cells.slice(0, cells.findLastIndex(cell => cell.type !== undefined) + 1)
}

const ENTITIES: Record<string, string> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&amp;': '&',
}

function decoded(text: string | undefined): string | undefined {
  return text
    ?.replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&(?:lt|gt|quot|apos|amp);/g, entity => ENTITIES[entity] ?? entity)
}
