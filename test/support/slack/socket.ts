/** Socket Mode (docs, Using Socket Mode): the WebSocket side of the stand-in. */
import { randomUUID } from 'node:crypto'
import type { Server } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Changes } from '../chat/changes.ts'
import { isObject, textAt } from '../chat/json.ts'
import { patience } from '../patience.ts'
import type { Acknowledgement, Courier, DeliveryOptions, Parcel } from './delivery.ts'

interface Envelope {
  sentAt: number
  acceptsPayload: boolean
  acknowledgementsLeft: number
  settle: (acknowledgement: Acknowledgement) => void
  isOver: boolean
  windowMs: number
  late: () => void
}

/** Between the pings of Slack. */
const pingMs = 10_000

export interface SocketOptions {
  appId: string
  violation: (line: string) => void
  changes: Changes
}

export class Socket implements Courier {
  /** How many connections were ever made. */
  hellos = 0
  readonly #tickets = new Set<string>()
  readonly #open: WebSocket[] = []
  readonly #envelopes = new Map<string, Envelope>()
  readonly #options: SocketOptions
  #server: WebSocketServer | undefined
  #timer: NodeJS.Timeout | undefined
  #url = ''

  constructor(options: SocketOptions) {
    this.#options = options
  }

  attach(server: Server, url: string, isDown: () => boolean): void {
    this.#url = url
    this.#server = new WebSocketServer({ noServer: true })
    server.on('upgrade', (request, socket, head) => {
      const ticket = new URL(request.url ?? '/', url).searchParams.get('ticket') ?? ''
      // A ticket is good once: this finds a client that keeps an old URL.
      if (isDown() || !this.#tickets.delete(ticket)) {
        socket.destroy()
        return
      }
      this.#server?.handleUpgrade(request, socket, head, client => this.#welcome(client))
    })
    this.#timer = setInterval(() => {
      for (const client of this.#open) client.ping()
    }, pingMs).unref()
  }

  /** For `apps.connections.open`: good for one connection. */
  newUrl(): string {
    const ticket = randomUUID()
    this.#tickets.add(ticket)
    return `${this.#url}/link/?ticket=${ticket}&app_id=${this.#options.appId}`
  }

  get connections(): number {
    return this.#open.length
  }

  /** Waits until the app is connected, for the `times`th time. */
  async connected(times = 1): Promise<void> {
    await this.#options.changes.until(
      () => this.hellos >= times && this.#open.length > 0,
      patience,
      () => `a Socket Mode connection (${this.hellos} so far, ${this.#open.length} open)`,
    )
  }

  /** Slack asks to reconnect, and closes a little later; nothing is sent over those connections any more. */
  disconnect(reason: 'refresh_requested' | 'link_disabled'): void {
    for (const client of this.#open.splice(0)) {
      client.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'stand-in' } }))
      setTimeout(() => client.close(1000), 100).unref()
    }
    this.#options.changes.happened()
  }

  /** The connections break without a word. */
  kill(): void {
    for (const client of this.#open.splice(0)) client.terminate()
    this.#options.changes.happened()
  }

  /** Any text at all, as it comes. */
  sendRaw(text: string): void {
    for (const client of this.#open) client.send(text)
  }

  deliver(parcel: Parcel, options: DeliveryOptions): Promise<Acknowledgement> {
    // Slack chooses among the open connections; the newest is the harder one for a client that reconnects.
    const client = this.#open.at(-1)
    if (client === undefined) return Promise.resolve({ kind: 'unreachable' })
    const id = randomUUID()
    const acceptsPayload = parcel.type !== 'events_api'
    const envelope = {
      envelope_id: id,
      payload: parcel.payload,
      type: parcel.type,
      accepts_response_payload: acceptsPayload,
      ...(parcel.type === 'events_api'
        ? {
            retry_attempt: parcel.retry?.num ?? 0,
            retry_reason: parcel.retry === undefined ? '' : 'timeout',
          }
        : {}),
    }
    return new Promise(resolve => {
      const waiting: Envelope = {
        sentAt: Date.now(),
        acceptsPayload,
        acknowledgementsLeft: options.copies,
        isOver: false,
        windowMs: options.windowMs,
        late: options.late,
        settle: acknowledgement => {
          waiting.isOver = true
          clearTimeout(timer)
          resolve(acknowledgement)
        },
      }
      const timer = setTimeout(() => waiting.settle({ kind: 'timeout' }), options.windowMs).unref()
      this.#envelopes.set(id, waiting)
      for (let copy = 0; copy < options.copies; copy += 1) client.send(JSON.stringify(envelope))
    })
  }

  stop(): void {
    clearInterval(this.#timer)
    for (const envelope of this.#envelopes.values())
      if (!envelope.isOver) envelope.settle({ kind: 'timeout' })
    for (const client of this.#server?.clients ?? []) client.terminate()
    this.#server?.close()
  }

  #welcome(client: WebSocket): void {
    const { appId, changes, violation } = this.#options
    client.on('error', () => {})
    client.on('close', () => {
      const index = this.#open.indexOf(client)
      if (index >= 0) this.#open.splice(index, 1)
      changes.happened()
    })
    client.on('message', data => {
      try {
        this.#acknowledged(JSON.parse(String(data)))
      } catch {
        violation('socket: what the app sends is JSON')
      }
    })
    this.#open.push(client)
    this.hellos += 1
    client.send(
      JSON.stringify({
        type: 'hello',
        num_connections: this.#open.length,
        connection_info: { app_id: appId },
        debug_info: { host: 'stand-in', approximate_connection_time: 18_060 },
      }),
    )
    changes.happened()
  }

  #acknowledged(message: unknown): void {
    const { violation, changes } = this.#options
    const envelope = this.#envelopes.get(textAt(message, 'envelope_id') ?? '')
    if (envelope === undefined) {
      violation('socket: an acknowledgement names an envelope that was sent')
      return
    }
    const payload = isObject(message) ? message.payload : undefined
    const body = isObject(payload) && Object.keys(payload).length === 0 ? undefined : payload
    const afterMs = Date.now() - envelope.sentAt
    envelope.acknowledgementsLeft -= 1
    if (envelope.acknowledgementsLeft < 0) violation('socket: an envelope is acknowledged once')
    if (body !== undefined && !envelope.acceptsPayload)
      violation('socket: an event is acknowledged without a payload')
    if (!envelope.isOver) envelope.settle({ kind: 'acknowledged', afterMs, body })
    else if (afterMs > envelope.windowMs) envelope.late()
    changes.happened()
  }
}
