import { expect, it } from 'vitest'
import { commandNames } from '../../../src/core/commands.ts'
import { readCommand } from '../../../src/core/reading/commands/read-command.ts'
import { understandCommand } from '../../../src/core/reading/commands/understand-command.ts'
import { spokenLanguages, textsOf } from '../../../src/core/texts/texts.ts'

const nameless = ['create', 'help', 'mysignatures']

/** The words after “For example:”. */
function instances(slug: string, slash: boolean) {
  return spokenLanguages.flatMap(language =>
    commandNames.map(name => {
      const { blocks } = textsOf(language).replies.commandProblem({ name, problem: 'when', slug, slash })
      const block = blocks[1]
      const words = block?.kind === 'paragraph' ? block.text.replace(/^[^:]*:\s/, '') : ''
      return { name, words, read: { name, slug: nameless.includes(name) ? undefined : slug } }
    }),
  )
}

function read(words: string, slug: string) {
  const read = readCommand(words, new Set([slug]), new Date('2026-11-27'))
  return read.kind === 'command' ? { name: read.command.kind, slug: read.slug } : read
}

// An ordinary word is a petition's address too.
it.each(['fair-training', 'demo', 'letter', 'open', 'weekly'])(
  'understands exactly what a hint tells people to write, in a chat and in an organiser’s email: %s',
  slug => {
    for (const { words, read: meant } of instances(slug, true)) {
      expect(words).toMatch(/^\/(petition |sign|unsign|mysignatures)/)
      expect(read(words.replace(/^\/(petition )?/, ''), slug)).toEqual(meant)
    }
    for (const { name, words, read: meant } of instances(slug, false)) {
      // In an email people sign in their own words.
      if (name === 'sign' || name === 'unsign') continue
      for (const mail of [
        { subject: words, text: '' },
        { subject: 'Hello', text: words },
      ]) {
        const said = understandCommand({ ...mail, slugs: new Set([slug]), organises: true })
        expect(said?.words, words).toBeDefined()
        expect(read(said?.words ?? '', slug)).toEqual(meant)
      }
    }
  },
)
