import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { errorCode } from '../../core/page-contract.ts'
import { LiveCounts } from './petition/live.ts'
import { Posters } from './posters.ts'
import { createRoutes } from './routes.ts'
import { everyAnswer } from './security-headers.ts'
import type { WebPages } from './web-pages.ts'

export interface WebOptions extends WebPages {
  host: string
  /** 0 takes any free one. */
  port: number
  /** Sees each request before the pages do. Returns true if it answers this request itself. */
  mount?: (request: IncomingMessage, response: ServerResponse) => boolean
}

export interface Web {
  /** The address it listens on. */
  url: string
  /** Accepts no more requests. Resolves when those in flight are answered, or after five seconds. */
  close(): Promise<void>
}

const drainMs = 5_000

/** Rejects with the error of `listen`: for a port in use, its `code` is EADDRINUSE. */
export async function openWeb(options: WebOptions): Promise<Web> {
  const posters = new Posters(options)
  const live = new LiveCounts(options.core, options.log)
  options.core.onPageChange(slug => {
    posters.changed(slug)
    live.changed(slug)
  })
  const pages = pageListener(options, posters)
  const fields = new Headers(everyAnswer(options.publicUrl))
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    response.setHeaders(fields)
    if (isMounted(options, request, response) || live.answer(request, response)) return
    // Hono refuses a backslash in a path; some programs leave one behind a link.
    request.url = request.url?.replaceAll('\\', '%5C')
    void pages(request, response)
  }
  let closing = false
  const server = createServer(patience, (request, response) => {
    if (closing) response.setHeader('Connection', 'close')
    // The memory comes first: its answers already have the fields of every answer.
    const poster = posters.answer(request, response)
    if (poster instanceof Promise)
      void poster.then(isAnswered => {
        if (!isAnswered) answer(request, response)
      })
    else if (poster !== true) answer(request, response)
  })
  // A client that does not read its answer must not hold a socket either.
  server.setTimeout(60_000)
  await listen(server, options)
  server.on('error', error => {
    options.log.error({ code: 'code' in error ? String(error.code) : error.name }, 'the web server failed')
  })

  return {
    url: urlOf(server.address(), options.host),
    close() {
      closing = true
      live.close()
      return drained(server)
    },
  }
}

/** A client that sends one byte a minute must not hold a socket for long. The check runs every five seconds. */
const patience = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 5_000,
}

function pageListener(options: WebOptions, posters: Posters) {
  return getRequestListener(createRoutes(options, posters).fetch, {
    // The whole process shares those globals, and the pages do not need their own.
    overrideGlobalObjects: false,
    errorHandler: error => {
      // Only malformed requests end here, for example one with an invalid Host. The error's text may quote the address.
      const improper = error instanceof Error && error.name === 'RequestError'
      if (!improper) options.log.error({ code: 'web-listener' }, 'a request could not be answered')
      return new Response(null, { status: improper ? 400 : 500 })
    },
  })
}

/** The mounted code is not ours: its errors must not end the process, nor leave a request unanswered. */
function isMounted({ mount, log }: WebOptions, request: IncomingMessage, response: ServerResponse): boolean {
  try {
    return mount?.(request, response) ?? false
  } catch (error) {
    log.error({ code: errorCode(error) }, 'what is mounted failed')
    if (response.headersSent) response.destroy()
    else response.writeHead(500).end()
    return true
  }
}

function listen(server: Server, { host, port }: WebOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

/** Resolves when the last answer has left, or when the time for that is over. */
function drained(server: Server): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(() => server.closeAllConnections(), drainMs)
    // A connection becomes idle when its last answer has left.
    const idle = setInterval(() => server.closeIdleConnections(), 20)
    server.close(() => {
      clearTimeout(timer)
      clearInterval(idle)
      resolve()
    })
  })
}

function urlOf(address: ReturnType<Server['address']>, host: string): string {
  if (address === null || typeof address === 'string') return `http://${host}`
  return `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`
}
