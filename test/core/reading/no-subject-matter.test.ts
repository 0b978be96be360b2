import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const folder = new URL('../../../src/core/reading/', import.meta.url)

/** The words of the demo that say what it is about; `start.ts` holds its text. */
const subject = 'fair training train creative works artificial intelligence'.split(' ')

/** Files whose lists hold one of them, and which. */
function found(words: readonly string[]): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts'))
    .flatMap(file => {
      const code = readFileSync(new URL(file, folder), 'utf8').replace(/^ *(?:\/\/|\/?\*).*$/gm, '')
      const typed = new Set(code.toLowerCase().match(/[\p{L}\p{M}]+/gu))
      return words.filter(word => typed.has(word)).map(word => `${file}: ${word}`)
    })
}

it('knows no word of what a petition is about', () => {
  const main = readFileSync(new URL('../../../src/start.ts', import.meta.url), 'utf8').toLowerCase()
  for (const word of subject) expect(main).toContain(word)
  expect(found(subject)).toEqual([])
})

it('would find one', () => expect(found(['petition', 'novelist'])).not.toEqual([]))
