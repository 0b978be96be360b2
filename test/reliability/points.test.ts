import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'oxc-parser'
import { expect, it } from 'vitest'
import { allPoints, files, pointsIn, withPoints } from '../../reliability/faults/points.ts'

const source = `export async function take(one: number[]): Promise<number> {
  const [first = 0] = await Promise.all(one.map(async n => await double(n)))
  await (await other).rest(first)
  return first
}
const double = async (n: number) => 2 * n
const other = Promise.resolve({ rest: async (_: number) => {} })`

const root = fileURLToPath(new URL('../..', import.meta.url))

it('finds each await of a source, those inside others too', () => {
  expect(pointsIn('a.ts', source).map(({ name }) => name)).toEqual([
    'a.ts:2 Promise.all',
    'a.ts:2 double',
    'a.ts:3 ',
    'a.ts:3 other',
  ])
})

it('writes a source that parses and does the same, and passes each point before and after', async () => {
  const passed: string[] = []
  Object.assign(globalThis, {
    failPoint: (name: string, when: string, value?: unknown) => {
      passed.push(`${when} ${name}`)
      return value
    },
  })
  const written = withPoints('a.ts', source)
  expect(parseSync('a.ts', written).errors).toEqual([])
  const plain = written.replace(/: (?:number\[\]|Promise<number>|number)/g, '')
  const module = (await import(`data:text/javascript,${encodeURIComponent(plain)}`)) as {
    take(one: number[]): Promise<number>
  }
  expect(await module.take([2])).toBe(4)
  expect(passed).toEqual([
    'before a.ts:2 Promise.all',
    'before a.ts:2 double',
    'after a.ts:2 double',
    'after a.ts:2 Promise.all',
    'before a.ts:3 ',
    'before a.ts:3 other',
    'after a.ts:3 other',
    'after a.ts:3 ',
  ])
})

it('lists files that are there, each point by a name of its own; and production has none', () => {
  const names = allPoints().map(({ name }) => name)
  expect(names.length).toBeGreaterThan(200)
  expect(new Set(names).size).toBe(names.length)
  for (const file of files) expect(readFileSync(`${root}/${file}`, 'utf8'), file).not.toContain('failPoint')
})
