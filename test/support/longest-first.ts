import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Their files mostly wait, for processes that they start; the longest first (measured). */
const waiting = [
  'test/stories/',
  'test/cases/',
  'test/adapters/email/mailbox',
  'test/adapters/email/adapter',
  'test/cli/',
  'test/db/',
  'test/adapters/',
  'test/bench/',
]
/** The longest of the others, which mostly compute. */
const computing = ['test/reading/', 'test/exports/', 'test/core/']

/**
 * The long files first, so that the end of a run is not one of them alone; a fresh clone has no times of earlier runs to go by. Files
 * that wait and files that compute take turns, so that neither all workers wait nor all want a processor.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const waits = ({ moduleId }: TestSpecification) => waiting.some(part => moduleId.includes(part))
    const turns = [
      ...spread(sorted.filter(waits), waiting),
      ...spread(
        sorted.filter(file => !waits(file)),
        computing,
      ),
    ]
    return turns.sort((a, b) => a.place - b.place).map(({ file }) => file)
  }
}

/** The place of each in the whole run, between 0 and 1. */
function spread(files: TestSpecification[], longest: string[]): { file: TestSpecification; place: number }[] {
  const rank = ({ moduleId }: TestSpecification) => {
    const found = longest.findIndex(part => moduleId.includes(part))
    return found === -1 ? longest.length : found
  }
  return files
    .toSorted((a, b) => rank(a) - rank(b))
    .map((file, at, all) => ({ file, place: (at + 0.5) / all.length }))
}
