/** Serves Slack's paths on the service's own port. Malformed requests are refused before Bolt sees them. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Log } from '../../core/channel.ts'
import { isObject } from '../chat/json.ts'
import { codeOf } from './failure.ts'

export type Mount = (request: IncomingMessage, response: ServerResponse) => boolean

/** For each path: its one method, and the listener. */
export type MountedPaths = Record<string, { method: 'GET' | 'POST'; listener: RequestListener }>

/** A modal with five full fields and its view takes some 60 kB. */
const bodyLimit = 1024 * 1024
/** In seconds; Bolt refuses the past only, by the same figure (docs, Verifying requests from Slack). */
const clockTolerance = 300

export function mountOf(paths: MountedPaths, log: Log, isOpen: () => boolean): Mount {
  return (request, response) => {
    const path = (request.url ?? '').split('?', 1)[0] ?? ''
    const mounted = Object.hasOwn(paths, path) ? paths[path] : undefined
    if (mounted === undefined) return false
    const refuse = (status: number, headers: Record<string, string> = {}) => {
      // We do not wait for the rest of the request.
      if (!response.headersSent) response.writeHead(status, { ...headers, Connection: 'close' }).end()
      return true
    }
    request.on('error', error =>
      log.debug({ code: codeOf(error) }, "a request on one of Slack's paths broke off"),
    )
    const hand = () => {
      try {
        mounted.listener(request, response)
      } catch (error) {
        log.warn({ code: codeOf(error) }, "a request on one of Slack's paths failed")
        refuse(500)
      }
    }
    if (request.method !== mounted.method) return refuse(405, { Allow: mounted.method })
    if (!isOpen()) return refuse(503)
    if (mounted.method === 'GET') {
      hand()
      return true
    }
    const length = Number(request.headers['content-length'] ?? 0)
    if (!(length <= bodyLimit)) return refuse(413)
    const sent = request.headers['x-slack-request-timestamp']
    if (sent !== undefined && !isRecent(sent)) return refuse(401)
    readBody(request, body => {
      if (body === undefined) refuse(413)
      else if (!isPayload(body, request.headers['content-type'])) refuse(400)
      else {
        // Bolt looks here for a body that was read before.
        Object.assign(request, { rawBody: body })
        hand()
      }
    })
    return true
  }
}

/** Calls back with undefined if the body is too large, and does not read the rest. Never calls back if the request breaks off. */
function readBody(request: IncomingMessage, done: (body: Buffer | undefined) => void): void {
  const chunks: Buffer[] = []
  let size = 0
  const onData = (chunk: Buffer) => {
    size += chunk.length
    if (size <= bodyLimit) {
      chunks.push(chunk)
      return
    }
    request.off('data', onData)
    request.off('end', onEnd)
    request.pause()
    done(undefined)
  }
  const onEnd = () => done(Buffer.concat(chunks))
  request.on('data', onData)
  request.on('end', onEnd)
}

/** Whether the body has a shape that Bolt can read. A signed `null` would end the process by an unhandled rejection (measured, 5.1.0). */
function isPayload(body: Buffer, contentType: string | undefined): boolean {
  const text = body.toString()
  if (contentType === 'application/x-www-form-urlencoded') {
    const payload = new URLSearchParams(text).get('payload')
    return payload === null || isJsonObject(payload)
  }
  return isJsonObject(text)
}

function isJsonObject(text: string): boolean {
  try {
    return isObject(JSON.parse(text))
  } catch {
    return false
  }
}

function isRecent(seconds: string | string[]): boolean {
  return typeof seconds === 'string' && Math.abs(Date.now() / 1000 - Number(seconds)) <= clockTolerance
}
