/**
 * What a test run of vitest's JSON reporter amounts to. Vitest itself calls a run without a failure green, also when
 * half of it was skipped.
 */
import { readFileSync } from 'node:fs'

export interface RunCount {
  passed: number
  failed: number
  skipped: number
  /** Tests ran, all of them, and none failed. */
  good: boolean
  /** Full names of what was skipped or left to do. */
  skippedNames: string[]
}

interface Report {
  success: boolean
  testResults: { status: string; name: string; assertionResults: { status: string; fullName: string }[] }[]
}

/** Anything that is not `passed` or `failed` (skipped, pending, todo, disabled) counts as skipped. */
export function countRun(report: Report): RunCount {
  const tests = report.testResults.flatMap(file => file.assertionResults)
  const passed = tests.filter(test => test.status === 'passed').length
  // A file that cannot even be read has no test to fail.
  const broken = report.testResults.filter(
    file => file.status === 'failed' && !file.assertionResults.some(test => test.status === 'failed'),
  )
  const failed = tests.filter(test => test.status === 'failed').length + broken.length
  const skippedNames = tests
    .filter(test => test.status !== 'passed' && test.status !== 'failed')
    .map(test => test.fullName)
  const good = report.success && passed > 0 && failed === 0 && skippedNames.length === 0
  return { passed, failed, skipped: skippedNames.length, good, skippedNames }
}

const [, program, path] = process.argv
if (program === import.meta.filename) {
  let count: RunCount = { passed: 0, failed: 0, skipped: 0, good: false, skippedNames: [] }
  try {
    count = countRun(JSON.parse(readFileSync(path ?? '', 'utf8')))
  } catch {
    console.log('There is no report: the tests did not run to their end.')
  }
  for (const name of count.skippedNames) console.log(`skipped: ${name}`)
  console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`)
  process.exitCode = count.good ? 0 : 1
}
