/** Keeps one network from filling in the form all day. Nobody's address is kept: only a keyed hash of its network, until midnight. */
import { createHmac, randomBytes } from 'node:crypto'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'

/** A room full of people signs at once, and a network goes on signing at this pace. */
const burst = 100
const perHour = 200
const mostNetworks = 50_000

export class Visitors {
  #day = ''
  #key = randomBytes(32)
  /** For each network: how many more may sign, and as of when. */
  readonly #left = new Map<string, { n: number; at: number }>()
  readonly #now: () => number

  constructor(now = () => Date.now()) {
    this.#now = now
  }

  /** Counts one act of this network. False: it has to wait. Undefined stands for a network that nobody can know. */
  mayAct(network: string | undefined): boolean {
    if (network === undefined) return true
    const at = this.#now()
    const day = new Date(at).toISOString().slice(0, 10)
    if (day !== this.#day) {
      this.#day = day
      this.#key = randomBytes(32)
      this.#left.clear()
    }
    const hashed = createHmac('sha256', this.#key).update(network).digest('base64')
    const before = this.#left.get(hashed) ?? { n: burst, at }
    const n = Math.min(burst, before.n + ((at - before.at) / 3_600_000) * perHour)
    this.#left.delete(hashed)
    this.#left.set(hashed, { n: Math.max(0, n - 1), at })
    const [oldest] = this.#left.keys()
    if (this.#left.size > mostNetworks && oldest !== undefined) this.#left.delete(oldest)
    return n >= 1
  }
}

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
