import { createServer } from 'node:net'

/**
 * A port of the loopback that is free now. Below 32768, where no system takes the ports of outgoing connections from:
 * of those one is gone again before the server it was meant for has started.
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 100; tries++) {
    const port = 12_000 + Math.floor(Math.random() * 20_000)
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
