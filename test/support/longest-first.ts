import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Folders whose files take longest (measured): they start processes and wait for them. */
const long = [
  'test/stories/',
  'test/cases/',
  'test/cli/',
  'test/db/',
  'test/adapters/',
  'test/reading/',
  'test/exports/',
  'test/core/',
  'test/bench/',
]

/** The long files first, so that the end of a run is not one of them alone; a fresh clone has no times of earlier runs to go by. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const found = long.findIndex(folder => moduleId.includes(folder))
      return found === -1 ? long.length : found
    }
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b))
  }
}
