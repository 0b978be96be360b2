import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { expect, it } from 'vitest'
import { threadStart } from '../../src/threads/thread-start.ts'

it('gives a thread none of our variables but the folder of Node’s compile cache', async () => {
  process.env.PLANTED_SECRET = 'told to no thread'
  const worker = new Worker('require("node:worker_threads").parentPort.postMessage(process.env)', {
    ...threadStart(),
    eval: true,
  })
  const [seen] = await once(worker, 'message')
  delete process.env.PLANTED_SECRET
  expect(seen).toEqual({ NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE })
})
