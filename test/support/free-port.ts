import { createServer } from 'node:net'

/** Each worker of vitest has ports of its own: two workers that look at the same free port would both take it. */
const perWorker = 2_000
const worker = Number(process.env.VITEST_POOL_ID ?? 1) - 1
const first = 12_000 + (worker % 10) * perWorker
// A random beginning, for the sake of a second run on the same machine.
let next = Math.floor(Math.random() * perWorker)

/**
 * A port of the loopback that is free now, and that no other test of this run gets. Below 32768: the system takes ports for
 * outgoing connections from above, and might take one before the server that it was meant for has started.
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < perWorker; tries++) {
    const port = first + (next++ % perWorker)
    const server = createServer()
    const free = await new Promise<boolean>(resolve => {
      server.once('error', () => resolve(false))
      server.listen(port, '127.0.0.1', () => resolve(true))
    })
    if (!free) continue
    await new Promise(resolve => server.close(resolve))
    return port
  }
  throw new Error('no free port')
}
