import type { Context } from 'hono'

/** 160 bits in base32. Some mail programs write links in capitals, so those are taken too. */
export function tokenOf(c: Context): string | undefined {
  const token = c.req.param('token')?.toLowerCase()
  return token !== undefined && /^[a-z2-7]{32}$/.test(token) ? token : undefined
}
