import type { Context } from 'hono'

/**
 * 160 bits in base32. Capitals are accepted, because some email programs write links in them; so is a mark behind it, because some
 * take the full stop or the bracket after a link for a part of it.
 */
export function tokenOf(c: Context): string | undefined {
  const token = c.req.param('token')?.toLowerCase()
  return /^[a-z2-7]{32}(?![a-z0-9])/.exec(token ?? '')?.[0]
}
