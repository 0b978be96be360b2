import type { Context } from 'hono'
import { getPathNoStrict } from 'hono/utils/url'

/**
 * The token is 160 bits in base32. Some email programs write links in capitals, and some take the full stop or the bracket after a link for
 * a part of it: both are accepted.
 */
export function tokenOf(c: Context): string | undefined {
  const token = c.req.param('token')?.toLowerCase()
  return /^[a-z2-7]{32}(?![a-z0-9])/.exec(token ?? '')?.[0]
}

/** The path of a request. `/C/…` and `//c/…` are links to a token too: some programs write them so. */
export function pathOf(request: Request): string {
  const path = getPathNoStrict(request)
  const [, page, rest] = /^\/+([cmx])\/+([^/].*)$/i.exec(path) ?? []
  return page === undefined ? path : `/${page.toLowerCase()}/${rest}`
}
