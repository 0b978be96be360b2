/**
 * METRICS_LISTEN: what Prometheus and the operator may see, and the public may not, such as the slugs of drafts. There is no
 * password: it is for this machine, or a network that only the operator's programs reach.
 */
import { createServer, type ServerResponse } from 'node:http'
import type { Metrics } from './metrics.ts'
import type { Readiness } from './readiness.ts'

export interface MetricsServerOptions {
  host: string
  /** 0 takes any free one. */
  port: number
  /** The address of this service's pages: several services may run on one machine. */
  pages: string
  /** Asked at each scrape. */
  metrics: () => Metrics
  readiness: () => Promise<Readiness>
}

export interface MetricsServer {
  port: number
  close(): Promise<void>
}

/** @throws the system's error where the port cannot be had; its `code` is kept */
export async function openMetricsServer(options: MetricsServerOptions): Promise<MetricsServer> {
  const { metrics, readiness, pages } = options
  const answer = (response: ServerResponse, status: number, type: string, body: string) =>
    response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(body)

  async function respond(path: string, response: ServerResponse): Promise<void> {
    if (path === '/metrics') {
      const { contentType, read } = metrics()
      answer(response, 200, contentType, await read())
    } else if (path === '/readyz') {
      const ready = await readiness()
      answer(response, ready.ok ? 200 : 503, 'application/json', JSON.stringify({ pages, ...ready }))
    } else answer(response, 404, 'text/plain', 'see /metrics and /readyz\n')
  }

  const server = createServer({ requestTimeout: 10_000, keepAliveTimeout: 5_000 }, (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      answer(response, 405, 'text/plain', 'GET only\n')
      return
    }
    respond((request.url ?? '').split('?', 1)[0] ?? '', response).catch(() => {
      if (response.headersSent) response.destroy()
      else answer(response, 500, 'text/plain', 'failed\n')
    })
  })
  await new Promise<void>((resolve, reject) => {
    // Never removed: without a listener, a later error would end the process.
    server.on('error', reject)
    server.listen(options.port, options.host, resolve)
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : options.port,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
