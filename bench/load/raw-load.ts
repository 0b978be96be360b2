import { connect } from 'node:net'

export interface Load {
  perSecond: number
  /** Milliseconds. */
  p50: number
  p99: number
  longest: number
  /** The size of one answer in bytes, with its header. */
  bytes: number
}

/**
 * Asks for one path over so many connections for `ms`, the next request when the answer is there. Reads no more of HTTP than it
 * needs, so that what is measured is the server.
 */
export async function rawLoad(
  origin: string,
  path: string,
  { connections, ms, headers = {} }: { connections: number; ms: number; headers?: Record<string, string> },
): Promise<Load> {
  const { hostname, port, host } = new URL(origin)
  const fields = Object.entries({ Host: host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`)
  const request = Buffer.from(`GET ${path} HTTP/1.1\r\n${fields.join('')}\r\n`)
  const took: number[] = []
  let bytes = 0
  const end = performance.now() + ms
  const one = () =>
    new Promise<void>((resolve, reject) => {
      const socket = connect({ host: hostname, port: Number(port), noDelay: true })
      let sentAt = 0
      let missing = 0
      const ask = () => {
        if (performance.now() >= end) {
          socket.destroy()
          resolve()
          return
        }
        sentAt = performance.now()
        socket.write(request)
      }
      socket.on('connect', ask).on('error', reject)
      socket.on('data', chunk => {
        if (missing === 0) {
          const head = chunk.indexOf('\r\n\r\n')
          const text = chunk.toString('latin1', 0, head)
          const length = /\r\ncontent-length: (\d+)/i.exec(text)?.[1]
          if (!text.startsWith('HTTP/1.1 200') || length === undefined) {
            socket.destroy()
            reject(new Error(`${path} was answered with ${text.slice(0, 80)}`))
            return
          }
          missing = head + 4 + Number(length)
          bytes = missing
        }
        missing -= chunk.length
        if (missing > 0) return
        missing = 0
        took.push(performance.now() - sentAt)
        ask()
      })
    })
  await Promise.all(Array.from({ length: connections }, one))
  took.sort((a, b) => a - b)
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0
  return { perSecond: took.length / (ms / 1000), p50: at(0.5), p99: at(0.99), longest: at(1), bytes }
}
