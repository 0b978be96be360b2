import type { Argument, Command, Option } from 'commander'
import { describe, expect, it } from 'vitest'
import { build } from '../../src/cli/run-command.ts'
import { command } from './run.ts'

/** A command that gets as far as the database fails with the exit code 1. */
const environment = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none', SECRET_KEY: 'x'.repeat(32) }

interface Described {
  path: string[]
  given: readonly Argument[]
  options: readonly Option[]
  /** It has commands of its own. */
  isGroup: boolean
}

function commandsIn(at: Command, path: string[] = []): Described[] {
  const itself = { path, given: at.registeredArguments, options: at.options, isGroup: at.commands.length > 0 }
  return [itself, ...at.commands.flatMap(each => commandsIn(each, [...path, each.name()]))]
}

interface Slip {
  args: string[]
  says: RegExp
}

/** What an operator may mistype, each with what is said about it. */
function slips({ path, given, options, isGroup }: Described): Slip[] {
  const words = given.filter(({ required }) => required).map(() => 'x')
  const valued = options.filter(({ required }) => required)
  /** The command with all that it must have, except this option. */
  const whole = (but?: Option) => {
    const must = options.filter(each => each.mandatory && each !== but)
    return [...path, ...words, ...must.flatMap(each => [`${each.long}`, 'x'])]
  }
  const found: Slip[] = [{ args: [...whole(), '--nonsense'], says: /^Unknown option '--nonsense'/ }]
  if (words.length > 0)
    found.push({ args: [...path, ...words.slice(1)], says: /^Missing required argument '/ })
  for (const at of given.keys())
    found.push({ args: [...path, ...given.map((_, n) => (n === at ? '' : 'x'))], says: /It is empty\./ })
  if (!isGroup && !given.at(-1)?.variadic)
    found.push({
      args: [...whole(), ...given.slice(words.length).map(() => 'x'), 'x'],
      says: /^Too many arguments/,
    })
  for (const option of valued) {
    const [name, value] = [`${option.long}`, option.argChoices?.[0] ?? 'x']
    found.push({ args: [...whole(option), name], says: /argument missing$/m })
    found.push({ args: [...whole(option), name, ''], says: /It is empty\./ })
    if (!option.variadic)
      found.push({ args: [...whole(option), name, value, name, value], says: /Give this option once\./ })
  }
  return found
}

describe('a mistyped command', () => {
  const commands = commandsIn(build()).filter(({ path }) => path[0] !== 'start')

  it('is looked for in all commands', () => {
    expect(commands.length).toBeGreaterThan(35)
  })

  it.each(commands.map(each => [`undersigned ${each.path.join(' ')}`, each] as const))(
    '%s',
    async (_, described) => {
      for (const { args, says } of slips(described)) {
        const { code, stdout, stderr } = await command(args, environment)
        expect({ args, code, stdout, stderr }).toEqual({
          args,
          code: 2,
          stdout: '',
          stderr: expect.stringMatching(says),
        })
        expect(stderr).toMatch(/With --help, a command says what it takes\.\n$/)
      }
    },
  )

  it('is not one if each value is there once', async () => {
    const right = ['invalidate', 'fair', '--domain', 'example.org']
    expect((await command(right, environment)).stderr).toContain('Nothing answers')
  })
})
