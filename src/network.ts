/** Tells whether a host or an address is one of ours, and to which network an address belongs. */
import { BlockList, isIP, SocketAddress } from 'node:net'

const own = new BlockList()
for (const [start, bits] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
] as const)
  own.addSubnet(start, bits, 'ipv4')
own.addAddress('::1', 'ipv6')
own.addSubnet('fc00::', 7, 'ipv6')
own.addSubnet('fe80::', 10, 'ipv6')

/** Whether a host is this machine, as a setting or a URL names it: ::1 with or without its brackets. */
export function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|::1|\[::1\])$/i.test(host)
}

/** An address of this machine, or of a network without the public. It may be an IPv4 address inside an IPv6 one. */
export function isOwnNetwork(ip: string): boolean {
  const address = withoutZone(ip)
  const version = isIP(address)
  return version !== 0 && own.check(address, version === 6 ? 'ipv6' : 'ipv4')
}

/**
 * The first 24 bits of an IPv4 address, 48 of an IPv6 one, because one household or company has that many addresses. Some proxies
 * write the port of the client too, which changes each time. Undefined: not an address.
 */
export function networkOf(written: string): string | undefined {
  const given = withoutZone(written.trim())
  const version = isIP(given)
  const address =
    version === 0
      ? SocketAddress.parse(given)?.address
      : new SocketAddress({ address: given, family: version === 6 ? 'ipv6' : 'ipv4' }).address
  if (address === undefined) return undefined
  const inside = address.slice(address.lastIndexOf(':') + 1)
  if (isIP(inside) === 4) return inside.split('.').slice(0, 3).join('.')
  const [head = '', tail] = address.split('::')
  const groups = head === '' ? [] : head.split(':')
  if (tail !== undefined) groups.push('0', '0', '0')
  return groups.slice(0, 3).join(':')
}

function withoutZone(address: string): string {
  return address.replace(/%.*$/, '')
}
