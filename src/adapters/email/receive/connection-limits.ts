/**
 * Limits the connections to the listener, so that silent and slow clients cost others nothing. If all places are taken, the address with
 * the most connections gives up its oldest. Each dialogue has a limit of time.
 */
import { isOwnNetwork } from '../../../network.ts'

export interface ConnectionLimitsOptions {
  /** Connections in all. */
  places: number
  /** Connections of one address. Our own network has no such limit, because a server in front of us comes from one address. */
  placesOfOne: number
  /** Milliseconds from the greeting, or from the email before, until the next email begins. */
  dialogue: number
  cutOff(sessionId: string): void
}

interface Connection {
  id: string
  address: string
  timer: NodeJS.Timeout
  /** Whether it is sending an email, or waits for our answer to one. */
  busy: boolean
}

export class ConnectionLimits {
  readonly #options: ConnectionLimitsOptions
  /** Ordered by the time of their last email, the oldest first. */
  readonly #connections = new Map<string, Connection>()

  constructor(options: ConnectionLimitsOptions) {
    this.#options = options
  }

  /** Returns false if this address has no place left. */
  admit(id: string, ip: string): boolean {
    const { places, placesOfOne } = this.#options
    const address = addressOf(ip)
    if (!isOwnNetwork(ip) && this.#of(address).length >= placesOfOne) return false
    if (this.#connections.size >= places) this.#makeRoom()
    this.#connections.set(id, { id, address, busy: false, timer: this.#startClock(id) })
    return true
  }

  begin(id: string): void {
    const connection = this.#connections.get(id)
    if (connection === undefined) return
    clearTimeout(connection.timer)
    connection.busy = true
  }

  /** Starts its time again, because its email is answered. */
  done(id: string): void {
    const connection = this.#connections.get(id)
    if (connection === undefined) return
    this.#connections.delete(id)
    this.#connections.set(id, { ...connection, busy: false, timer: this.#startClock(id) })
  }

  release(id: string): void {
    clearTimeout(this.#connections.get(id)?.timer)
    this.#connections.delete(id)
  }

  /** Cuts off the oldest connection that sends nothing, of the address with the most connections. */
  #makeRoom(): void {
    const idle = [...this.#connections.values()].filter(({ busy }) => !busy)
    const counts = new Map<string, number>()
    for (const { address } of this.#connections.values()) counts.set(address, (counts.get(address) ?? 0) + 1)
    const most = Math.max(...idle.map(({ address }) => counts.get(address) ?? 0))
    const oldest = idle.find(({ address }) => counts.get(address) === most)
    if (oldest === undefined) return
    this.release(oldest.id)
    this.#options.cutOff(oldest.id)
  }

  #startClock(id: string): NodeJS.Timeout {
    return setTimeout(() => {
      this.release(id)
      this.#options.cutOff(id)
    }, this.#options.dialogue).unref()
  }

  #of(address: string): Connection[] {
    return [...this.#connections.values()].filter(connection => connection.address === address)
  }
}

/** The address as it is counted. For IPv6 that is the /64, because one customer has all of it. */
function addressOf(ip: string): string {
  if (!ip.includes(':') || ip.includes('.')) return ip
  const [head = '', tail = ''] = ip.split('::')
  const groups = (part: string) => (part === '' ? [] : part.split(':'))
  const zeros = Array<string>(Math.max(0, 8 - groups(head).length - groups(tail).length)).fill('0')
  return [...groups(head), ...(ip.includes('::') ? zeros : []), ...groups(tail)].slice(0, 4).join(':')
}
