import type { Context } from 'hono'

/** 160 bits in base32. Capitals are accepted, because some email programs write links in them. */
export function tokenOf(c: Context): string | undefined {
  const token = c.req.param('token')?.toLowerCase()
  return token !== undefined && /^[a-z2-7]{32}$/.test(token) ? token : undefined
}
