import { Worker } from 'node:worker_threads'
import { expect, it } from 'vitest'

/** In a thread of its own, where nothing is compiled yet. Milliseconds of processor time of each part. */
const program = `
  const { parentPort, workerData } = require('node:worker_threads')
  import(workerData).then(({ partsOfReading }) => {
    parentPort.postMessage(
      partsOfReading().map(part => {
        const before = process.threadCpuUsage()
        part()
        const { user, system } = process.threadCpuUsage(before)
        return (user + system) / 1000
      }),
    )
  })`

it('compiles what reads replies in parts, of which none takes a tenth of the whole time', async () => {
  const workerData = new URL('../../src/core/reading/first-reply.ts', import.meta.url).href
  const worker = new Worker(program, { eval: true, workerData, env: {} })
  const took = await new Promise<number[]>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
  })
  await worker.terminate()
  const all = took.reduce((sum, ms) => sum + ms, 0)
  expect(all).toBeGreaterThan(10)
  expect(Math.max(...took)).toBeLessThan(all / 10)
})
