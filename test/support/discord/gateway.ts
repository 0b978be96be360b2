/** Discord's gateway over a WebSocket on the stand-in's port (docs, Gateway): JSON, uncompressed, no intents. */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Changes } from '../chat/changes.ts'
import { isObject, type JsonObject, numberAt, textAt } from '../chat/json.ts'
import { patience } from '../patience.ts'

const op = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  resume: 6,
  reconnect: 7,
  invalidSession: 9,
  hello: 10,
  heartbeatAck: 11,
}

interface Session {
  id: string
  /** Which of how many (docs, Gateway, Sharding). */
  shard: [id: number, of: number]
  /** Everything dispatched, in order; `s` is the place in it, from 1. */
  sent: { event: string; data: JsonObject }[]
  socket: WebSocket | undefined
}

export interface GatewayOptions {
  token: string
  heartbeatMs: number
  /** Data of READY without its session's id and the address to resume at. */
  ready(): JsonObject
}

export class Gateway {
  /** How often a bot identified, resumed, connected, since the start. */
  identifies = 0
  resumes = 0
  connections = 0
  /** Answers no heartbeats and dispatches nothing, as a half-open connection; what happens is kept for the resume. */
  deaf = false
  /** How many events that were delivered the next resume delivers once more. */
  replayOnResume = 0
  url = ''
  readonly #sessions = new Map<string, Session>()
  readonly #sockets = new Set<WebSocket>()
  readonly #server = new WebSocketServer({ noServer: true })
  readonly #refusals: number[] = []
  readonly #options: GatewayOptions
  readonly #changes: Changes

  constructor(options: GatewayOptions, changes: Changes) {
    this.#options = options
    this.#changes = changes
  }

  attach(server: Server, url: string, isDown: () => boolean): void {
    this.url = url
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      if (isDown()) socket.destroy()
      else this.#server.handleUpgrade(request, socket, head, connected => this.#welcome(connected))
    })
  }

  /** Bots that are identified and connected now. */
  get live(): number {
    return [...this.#sessions.values()].filter(session => session.socket !== undefined).length
  }

  /** To every session of the server's shard: two processes with one token both get it. Kept for those that may resume. */
  dispatch(event: string, data: JsonObject): void {
    const guild = BigInt(textAt(data, 'guild_id') ?? '0') >> 22n
    for (const session of this.#sessions.values()) {
      const [id, of] = session.shard
      if (Number(guild % BigInt(of)) !== id) continue
      session.sent.push({ event, data })
      if (!this.deaf) this.#deliver(session, session.sent.length)
    }
  }

  /** Waits until this many bots are connected. */
  async connected(count = 1): Promise<void> {
    await this.#changes.until(
      () => this.live >= count,
      patience,
      () => `${count} bots on the gateway; ${this.live}`,
    )
  }

  /** Waits until this many resumed since the start. */
  async resumed(count = 1): Promise<void> {
    await this.#changes.until(
      () => this.resumes >= count,
      patience,
      () => `${count} resumes; ${this.resumes}`,
    )
  }

  /** Op 7: reconnect and resume. */
  reconnect(): void {
    for (const socket of this.#sockets) send(socket, { op: op.reconnect, d: null })
  }

  /** Op 9. */
  invalidate(resumable: boolean): void {
    for (const session of this.#sessions.values())
      if (session.socket !== undefined) send(session.socket, { op: op.invalidSession, d: resumable })
    if (!resumable) this.#sessions.clear()
  }

  /** Closes every connection with this code, for instance 4000, 4004, 4014. */
  close(code: number): void {
    for (const socket of this.#sockets) socket.close(code)
  }

  /** The connections break without a word. */
  drop(): void {
    for (const socket of this.#sockets) socket.terminate()
  }

  /** The next IDENTIFY or RESUME is closed with this code. */
  refuseNext(code: number): void {
    this.#refusals.push(code)
  }

  stop(): void {
    this.drop()
    this.#server.close()
  }

  #welcome(socket: WebSocket): void {
    this.connections += 1
    this.#sockets.add(socket)
    let session: Session | undefined
    socket.on('error', () => socket.terminate())
    socket.on('close', code => {
      this.#sockets.delete(socket)
      if (session?.socket === socket) {
        session.socket = undefined
        // A close with 1000 or 1001 from the bot's side ends the session (docs, Gateway, Disconnecting).
        if (code === 1000 || code === 1001) this.#sessions.delete(session.id)
      }
      this.#changes.happened()
    })
    socket.on('message', raw => {
      const message: unknown = JSON.parse(String(raw))
      if (!isObject(message)) return
      const data = isObject(message.d) ? message.d : {}
      if (message.op === op.heartbeat && !this.deaf) send(socket, { op: op.heartbeatAck })
      if (message.op === op.identify) session = this.#identify(socket, data)
      if (message.op === op.resume) session = this.#resume(socket, data)
      this.#changes.happened()
    })
    send(socket, { op: op.hello, d: { heartbeat_interval: this.#options.heartbeatMs, _trace: [] } })
  }

  #refuses(socket: WebSocket, token: string | undefined): boolean {
    const refusal = this.#refusals.shift() ?? (token === this.#options.token ? undefined : 4004)
    if (refusal !== undefined) socket.close(refusal)
    return refusal !== undefined
  }

  #identify(socket: WebSocket, data: JsonObject): Session | undefined {
    this.identifies += 1
    if (this.#refuses(socket, textAt(data, 'token'))) return undefined
    // The stand-in dispatches only interactions, which need no intent.
    if (numberAt(data, 'intents') !== 0) {
      socket.close(4014)
      return undefined
    }
    const [id = 0, of = 1] = Array.isArray(data.shard) ? data.shard.map(Number) : []
    const session: Session = { id: randomUUID(), shard: [id, of], sent: [], socket }
    this.#sessions.set(session.id, session)
    const resume = { v: 10, session_id: session.id, resume_gateway_url: this.url, shard: session.shard }
    session.sent.push({ event: 'READY', data: { ...this.#options.ready(), ...resume } })
    this.#deliver(session, 1)
    return session
  }

  #resume(socket: WebSocket, data: JsonObject): Session | undefined {
    if (this.#refuses(socket, textAt(data, 'token'))) return undefined
    const session = this.#sessions.get(textAt(data, 'session_id') ?? '')
    const seen = numberAt(data, 'seq') ?? 0
    if (session === undefined || seen > session.sent.length) {
      send(socket, { op: op.invalidSession, d: false })
      return undefined
    }
    session.socket = socket
    this.resumes += 1
    // READY is never replayed: the client would take it for a new session.
    for (let s = Math.max(seen - this.replayOnResume, 1) + 1; s <= session.sent.length; s += 1)
      this.#deliver(session, s)
    this.replayOnResume = 0
    session.sent.push({ event: 'RESUMED', data: {} })
    this.#deliver(session, session.sent.length)
    return session
  }

  #deliver(session: Session, s: number): void {
    const sent = session.sent[s - 1]
    if (sent === undefined || session.socket === undefined) return
    send(session.socket, { op: op.dispatch, t: sent.event, s, d: sent.data })
  }
}

function send(socket: WebSocket, message: JsonObject): void {
  if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message))
}
