import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const module = new URL('../../reliability/faults/end-children.ts', import.meta.url).href

/** A process of its own: the children of this one are the test runner's. */
const script = `
import { spawn } from 'node:child_process'
import { childrenOf, endChildren } from '${module}'
const start = () => spawn('sleep', ['60'])
start().once('exit', () => start())
start()
const before = childrenOf(process.pid).map(({ name }) => name)
await endChildren()
console.log(JSON.stringify({ before, after: childrenOf(process.pid) }))
`

it.runIf(process.platform === 'linux')('ends every child, and one that is started meanwhile', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script])
  const { before, after } = JSON.parse(stdout)
  // A child has its parent's name until it runs.
  expect(before).toHaveLength(2)
  expect(after).toEqual([])
})
