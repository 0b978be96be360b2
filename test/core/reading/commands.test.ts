import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { commandNames, commandRow, exampleOf, slashed } from '../../../src/core/commands.ts'
import { typedWords, writtenWords } from '../../../src/core/reading/commands/command-words.ts'
import { editDistance, isSlipOf } from '../../../src/core/reading/commands/edit-distance.ts'
import { readCommand } from '../../../src/core/reading/commands/read-command.ts'

const readme = readFileSync(fileURLToPath(new URL('../../../README.md', import.meta.url)), 'utf8')

/** The first two columns of the README's table of commands. */
function tableIn(text: string): string[] {
  const table = text.split(/^\| command \| for \|.*\n\|[ -|]*\n/m)[1]?.split(/^(?!\|)/m)[0] ?? ''
  return [...table.matchAll(/^(\|[^|]*\|[^|]*\|).*$/gm)].map(row => row[1] ?? '')
}

describe('the table of commands', () => {
  const rows = commandNames.map(name => `| \`${exampleOf(name)}\` | ${commandRow(name).of} |`)

  it('is the README’s table', () => {
    expect(tableIn(readme)).toEqual(rows)
  })

  it('is missed in a README that lacks a row, has one too many, or gives a command to somebody else', () => {
    for (const changed of [
      readme.replace(/^\| `close .*\n/m, ''),
      readme.replace(/^(\| `close) .*$/m, '$&\n| `shut` | organisers | the same |'),
      readme.replace(/^(\| `close [^|]*\|) organisers /m, '$1 everybody '),
      readme.replace('| command | for |', '| words | for |'),
    ]) {
      expect(changed).not.toBe(readme)
      expect(tableIn(changed)).not.toEqual(rows)
    }
  })

  it.each(commandNames)(
    'has an example of %s that is read as it stands, with a petition and without',
    name => {
      const slugs = new Set(['demo'])
      const slug = commandRow(name).takes.some(({ kind }) => kind === 'petition') ? 'demo' : undefined
      const now = new Date('2026-11-23T09:00:00Z')
      expect(readCommand(exampleOf(name, 'demo'), slugs, now)).toMatchObject({
        command: { kind: name },
        slug,
      })
      expect(readCommand(slashed(exampleOf(name)).replace('/petition ', ''), slugs, now)).toMatchObject({
        command: { kind: name },
      })
    },
  )

  it('says nothing twice: each word means one command', () => {
    const words = typedWords.map(([word]) => word)
    const given = commandNames.flatMap(name => {
      const { also = {}, organisersSay = {} } = commandRow(name)
      return [name, ...Object.values({ ...also }), ...Object.values({ ...organisersSay })]
        .join(' ')
        .split(' ')
    })
    expect(given).toHaveLength(words.length)
  })

  it('leaves signing to a signer’s own words in an email', () => {
    expect(writtenWords.map(([, name]) => name)).not.toContain('sign')
    expect(typedWords.map(([, name]) => name)).toContain('sign')
  })

  it('stays within what Discord takes: 25 commands under /petition, 25 choices and 25 options each', () => {
    expect(commandNames.filter(name => !commandRow(name).alone).length).toBeLessThanOrEqual(25)
    for (const name of commandNames)
      for (const { choices = [] } of commandRow(name).takes) expect(choices.length).toBeLessThanOrEqual(25)
  })
})

describe('the edit distance', () => {
  it.each([
    ['stats', 'stats', 0],
    ['sttas', 'stats', 1],
    ['stat', 'stats', 1],
    ['stets', 'stats', 1],
    ['organsierr', 'organiser', 2],
    ['stats', 'digest', 3],
    ['count', 'mysignatures', 3],
  ])('%s is %s by %i', (a, b, steps) => {
    expect(editDistance(a, b)).toBe(steps)
    expect(editDistance(b, a)).toBe(steps)
  })

  it('counts as far as it is asked to', () => {
    expect(editDistance('fair-streaming', 'fair-training', 9)).toBe(4)
    expect(editDistance('abcdefgh', 'ijklmnop', 9)).toBe(8)
  })

  it('takes a short name for no slip', () => {
    expect(isSlipOf('owen', 'open')).toBe(false)
    expect(isSlipOf('opne', 'open')).toBe(true)
    expect(isSlipOf('recnt', 'recent')).toBe(true)
    expect(isSlipOf('recent', 'recent')).toBe(false)
  })
})
