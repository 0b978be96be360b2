import { connect, createServer, type Server, type Socket } from 'node:net'

/** Stands between reader and server: can cut the connection, or change what they say. */
export class Wire {
  readonly #server: Server
  readonly #target: number
  readonly #sockets = new Set<Socket>()
  connections = 0
  sent = ''
  /** From the server, over all connections. */
  octets = 0
  /** Cuts the connection once, after so many octets from the server. */
  cutAfter = Number.POSITIVE_INFINITY
  rewrite: (command: string) => string = command => command
  /** Must keep the length, because a mail's octets are counted. */
  answer: (text: string) => string = text => text

  constructor(target: number) {
    this.#target = target
    this.#server = createServer(client => this.#join(client))
  }

  #join(client: Socket): void {
    this.connections++
    const server = connect(this.#target, '127.0.0.1')
    let received = 0
    for (const socket of [client, server]) {
      this.#sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        this.#sockets.delete(socket)
        client.destroy()
        server.destroy()
      })
    }
    client.on('data', chunk => {
      const command = this.rewrite(chunk.toString('latin1'))
      this.sent += command
      server.write(Buffer.from(command, 'latin1'))
    })
    server.on('data', data => {
      const chunk = Buffer.from(this.answer(data.toString('latin1')), 'latin1')
      received += chunk.length
      this.octets += chunk.length
      if (received > this.cutAfter) {
        client.write(chunk.subarray(0, chunk.length - (received - this.cutAfter)))
        this.cutAfter = Number.POSITIVE_INFINITY
        server.destroy()
      } else client.write(chunk)
    })
  }

  async listen(): Promise<number> {
    await new Promise<void>(resolve => this.#server.listen(0, '127.0.0.1', resolve))
    const address = this.#server.address()
    return typeof address === 'object' && address !== null ? address.port : 0
  }

  get open(): number {
    return this.#sockets.size
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    await new Promise(resolve => this.#server.close(resolve))
  }
}
