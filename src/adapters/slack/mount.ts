/** Slack's paths on the service's own port. What is no proper request of Slack's is refused before Bolt reads a byte of it. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Log } from '../../core/channel.ts'
import { codeOf } from './failure.ts'

export type Mount = (request: IncomingMessage, response: ServerResponse) => boolean

/** By path: the one method it takes, and who answers. */
export type MountedPaths = Record<string, { method: 'GET' | 'POST'; listener: RequestListener }>

export const eventsPath = '/slack/events'
export const installPath = '/slack/install'
export const redirectPath = '/slack/oauth_redirect'

/** A modal with five full fields and its view takes some 60 kB. */
export const bodyLimit = 1024 * 1024
/** In seconds; Bolt refuses the past only, by the same figure (docs, Verifying requests from Slack). */
const clockTolerance = 300

export function mountOf(paths: MountedPaths, log: Log, isOpen: () => boolean): Mount {
  return (request, response) => {
    const path = (request.url ?? '').split('?', 1)[0] ?? ''
    const mounted = Object.hasOwn(paths, path) ? paths[path] : undefined
    if (mounted === undefined) return false
    const refuse = (status: number, headers: Record<string, string> = {}) => {
      // The rest of the request is not waited for.
      response.writeHead(status, { ...headers, Connection: 'close' }).end()
      return true
    }
    if (request.method !== mounted.method) return refuse(405, { Allow: mounted.method })
    if (!isOpen()) return refuse(503)
    if (mounted.method === 'POST') {
      const length = request.headers['content-length']
      if (length === undefined) response.setHeader('Connection', 'close')
      else if (Number(length) > bodyLimit) return refuse(413)
      const sent = request.headers['x-slack-request-timestamp']
      if (sent !== undefined && !isRecent(sent)) return refuse(401)
    }
    request.on('error', error => log.debug({ code: codeOf(error) }, 'a request of Slack broke off'))
    try {
      mounted.listener(request, response)
    } catch (error) {
      log.warn({ code: codeOf(error) }, 'a request on a path of Slack broke')
      if (!response.headersSent) refuse(500)
    }
    return true
  }
}

function isRecent(seconds: string | string[]): boolean {
  return typeof seconds === 'string' && Math.abs(Date.now() / 1000 - Number(seconds)) <= clockTolerance
}
