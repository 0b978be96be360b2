import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'

/**
 * The network a request came from: the first 24 bits of an IPv4 address, 48 of an IPv6 one. A peer in a private network is the
 * operator's proxy, which names the client last in X-Forwarded-For; if it names nobody, the network is not known.
 */
export function networkOf(c: Context): string | undefined {
  const peer = getConnInfo(c).remote.address
  if (peer === undefined) return undefined
  if (!isPrivate(peer)) return prefixOf(peer)
  const named = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
  return named === undefined || named === '' ? undefined : prefixOf(named)
}

function prefixOf(address: string): string {
  const v4 = plainV4(address)
  if (v4 !== undefined) return v4.split('.').slice(0, 3).join('.')
  const [head = '', tail] = address.toLowerCase().replace(/%.*$/, '').split('::')
  const groups = head === '' ? [] : head.split(':')
  if (tail === undefined) return groups.slice(0, 3).join(':')
  return [...groups, ...Array<string>(8).fill('0')].slice(0, 3).join(':')
}

function plainV4(address: string): string | undefined {
  return /^(?:::ffff:)?(\d{1,3}(?:\.\d{1,3}){3})$/i.exec(address)?.[1]
}

function isPrivate(address: string): boolean {
  const v4 = plainV4(address)
  return v4 === undefined
    ? /^(::1$|f[cd]|fe[89ab])/i.test(address)
    : /^(127|10|192\.168|172\.(1[6-9]|2\d|3[01])|169\.254)\./.test(v4)
}
