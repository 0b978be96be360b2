/** The HTTP side of a stand-in: carries out what the bot asks, lets go wrong what a test planted, goes away and comes back. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Changes } from './changes.ts'
import type { Fault, Faults } from './faults.ts'

export interface Outcome {
  status: number
  /** Text as it is, anything else as JSON; undefined: no body. */
  body?: unknown
  headers?: Record<string, string>
}

/** A request that was read and written down. */
export interface Taken {
  /** How `Faults` knows it. */
  method: string
  path: string
  /** The record that tests look at. */
  recorded: { status: number | undefined; fault: Fault['kind'] | undefined }
  perform(): Outcome
  answered(outcome: Outcome): void
}

export interface HttpOptions {
  /** 0: any free one. */
  port: number
  isDown: boolean
  faults: Faults
  changes: Changes
  violation(line: string): void
  take(incoming: IncomingMessage): Promise<Taken>
  rateLimited(fault: Extract<Fault, { kind: 'rate-limit' }>): Outcome
}

export class HttpStandIn {
  readonly server: Server
  isDown: boolean
  readonly #options: HttpOptions

  constructor(options: HttpOptions) {
    this.#options = options
    this.isDown = options.isDown
    this.server = createServer((incoming, response) => {
      if (this.isDown) {
        incoming.socket.destroy()
        return
      }
      const answer = ({ status, body, headers }: Outcome) => {
        const isText = typeof body === 'string'
        const type = isText ? 'text/plain' : 'application/json; charset=utf-8'
        response.writeHead(status, { ...(body === undefined ? {} : { 'content-type': type }), ...headers })
        response.end(isText || body === undefined ? body : JSON.stringify(body))
      }
      this.#handle(incoming, answer).catch(error => {
        options.violation(`the stand-in broke: ${error instanceof Error ? error.stack : error}`)
        response.destroy()
      })
    })
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port
  }

  async listen(): Promise<void> {
    this.server.listen(this.#options.port, '127.0.0.1')
    await once(this.server, 'listening')
  }

  async close(): Promise<void> {
    if (!this.server.listening) return
    const closed = new Promise(resolve => this.server.close(resolve))
    this.server.closeAllConnections()
    await closed
  }

  async #handle(incoming: IncomingMessage, respond: (outcome: Outcome) => void): Promise<void> {
    const { faults, changes, take, rateLimited } = this.#options
    const taken = await take(incoming)
    const fault = faults.take(taken.method, taken.path)
    taken.recorded.fault = fault?.kind
    changes.happened()
    const answer = (outcome: Outcome) => {
      taken.recorded.status = outcome.status
      taken.answered(outcome)
      changes.happened()
      respond(outcome)
    }
    switch (fault?.kind) {
      case undefined:
        return answer(taken.perform())
      case 'status':
        if (fault.executed === true) taken.perform()
        return answer({
          status: fault.status,
          body: fault.body ?? { message: `${fault.status}: planted`, code: 0 },
        })
      case 'error':
        return answer({ status: 200, body: { ok: false, error: fault.error } })
      case 'rate-limit':
        return answer(rateLimited(fault))
      case 'hang':
        if (fault.executed === true) taken.perform()
        return
      case 'drop':
        incoming.socket.destroy()
        return
      case 'answer-lost':
        taken.perform()
        if (fault.by === 'reset') incoming.socket.resetAndDestroy()
        else incoming.socket.destroy()
        return
      case 'slow':
        await sleep(fault.ms)
        return answer(taken.perform())
    }
  }
}
