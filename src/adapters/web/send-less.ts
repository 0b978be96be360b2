/** Sends nothing to a client that has the answer already, and large answers compressed. */
import { createHash } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { compress } from './compress.ts'
import { encodingOf, hasAlready } from './page-memory.ts'

/** In bytes: below this the headers of an answer weigh more than what compressing saves. */
const leastCompressed = 1_024

const isText = /^(?:text\/|application\/(?:json|xml|atom\+xml)|image\/svg\+xml)/

/** These answers are made for one reader each. */
const quality = 4

export const sendLess: MiddlewareHandler = async (c, next) => {
  await next()
  const { res } = c
  if (res.status !== 200 || !['GET', 'HEAD'].includes(c.req.method)) return
  const compressible = isText.test(res.headers.get('Content-Type') ?? '')
  const vary = [res.headers.get('Vary'), compressible && 'Accept-Encoding'].filter(Boolean).join(', ')
  const body = new Uint8Array(await res.arrayBuffer())
  // Weak: one for all encodings (RFC 9110, section 8.8.3).
  const etag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  // Set on the present answer: Hono copies its fields to the answer that replaces it.
  c.header('ETag', etag)
  if (vary !== '') c.header('Vary', vary)
  const { headers } = c.res
  if (hasAlready(c.req.header('If-None-Match'), etag)) {
    headers.delete('Content-Type')
    c.res = new Response(null, { status: 304, headers })
    return
  }
  const encoding = encodingOf(c.req.header('Accept-Encoding'))
  if (encoding === 'identity' || !compressible || body.byteLength < leastCompressed) {
    c.res = new Response(body, { headers })
    return
  }
  c.header('Content-Encoding', encoding)
  c.res = new Response(new Uint8Array(await compress[encoding](body, quality)), { headers: c.res.headers })
}
