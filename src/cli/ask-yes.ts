import { createInterface } from 'node:readline/promises'
import { OperatorError } from '../service.ts'

/**
 * Asks before something that cannot be undone: only the expected word is a yes. `yes`: the option --yes was given, so nobody is asked.
 *
 * @throws OperatorError at any other answer, and at the end of the input
 */
export async function askYes(question: string, expected: string, yes: true | undefined): Promise<void> {
  if (yes) return
  process.stderr.write(`${question}\nType ${expected} to go on: `)
  const lines = createInterface({ input: process.stdin })
  try {
    for await (const line of lines) {
      if (line.trim().toLowerCase() === expected.toLowerCase()) return
      break
    }
  } finally {
    lines.close()
  }
  throw new OperatorError('Nothing has changed. In a script, add --yes.')
}
