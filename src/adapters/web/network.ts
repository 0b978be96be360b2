import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import { isOwnNetwork, networkOf } from '../../network.ts'

/**
 * The network a request came from. A peer in a private network is the operator's proxy, which names the client last in
 * X-Forwarded-For; if it names nobody, the network is not known.
 */
export function networkOfClient(c: Context): string | undefined {
  const peer = getConnInfo(c).remote.address
  if (peer === undefined) return undefined
  if (!isOwnNetwork(peer)) return networkOf(peer)
  const named = c.req.header('x-forwarded-for')?.split(',').at(-1)
  return named === undefined ? undefined : networkOf(named)
}
