/**
 * Loaded before the service by `node --import`, and never by the service itself: writes the fail points into the sources as they are
 * loaded, and lets the clock be stepped. A socket takes orders, one line of JSON each.
 */
import { appendFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { createServer } from 'node:net'
import { isMainThread } from 'node:worker_threads'
import { files, withPoints } from './points.ts'

export interface Order {
  /** Once: what happens at this point. */
  point?: string
  when?: 'before' | 'after'
  act?: 'kill' | 'throw'
  /** Milliseconds that this process's clock is ahead. */
  clock?: number
}

declare global {
  var failPoint: <T>(name: string, when: 'before' | 'after', value?: T) => T | undefined
}

const { FAULTS_SOCKET: socket, FAULTS_HITS: hits, FAULTS_ORDER: first = '{}' } = process.env
if (isMainThread && socket !== undefined && hits !== undefined) inject(socket, hits)

function inject(socket: string, hits: string): void {
  let order = JSON.parse(first) as Order
  const hit = new Set<string>()
  globalThis.failPoint = (name, when, value) => {
    if (when === 'before' && !hit.has(name)) {
      hit.add(name)
      appendFileSync(hits, `${name}\n`)
    }
    if (order.point !== name || order.when !== when) return value
    const { act } = order
    order = {}
    appendFileSync(hits, `! ${name}\n`)
    if (act === 'kill') process.kill(process.pid, 'SIGKILL')
    throw new Error('a fail point')
  }

  const RealDate = Date
  let ahead = 0
  globalThis.Date = new Proxy(RealDate, {
    construct: (date, given, target) =>
      Reflect.construct(date, given.length === 0 ? [RealDate.now() + ahead] : given, target),
    apply: () => new Date().toString(),
    get: (date, name, receiver) =>
      name === 'now' ? () => RealDate.now() + ahead : Reflect.get(date, name, receiver),
  })

  const root = new URL('../../', import.meta.url).href
  registerHooks({
    load(url, context, next) {
      const loaded = next(url, context)
      const file = url.startsWith(root) ? url.slice(root.length) : ''
      if (!files.includes(file) || loaded.source === undefined) return loaded
      const source =
        typeof loaded.source === 'string' ? loaded.source : new TextDecoder().decode(loaded.source)
      return { ...loaded, source: withPoints(file, source) }
    },
  })

  createServer(connection => {
    connection.on('error', () => {})
    connection.on('data', line => {
      const taken = JSON.parse(line.toString()) as Order
      if (taken.clock !== undefined) ahead = taken.clock
      order = taken
      hit.clear()
      connection.end('done\n')
    })
  })
    .listen(socket)
    .unref()
}
