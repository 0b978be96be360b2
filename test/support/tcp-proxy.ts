import { connect, createServer, type NetConnectOpts, type Socket } from 'node:net'

export interface TcpProxy {
  port: number
  /** Cuts all connections and refuses new ones, as a server that went away does. */
  refuse(): Promise<void>
  /** Connections stay, new ones are taken, and not one byte passes, as behind a cable that was pulled. */
  hang(): void
  /** Waiting bytes go on; broken connections can be made again. */
  pass(): Promise<void>
  /** Bytes from the server go through this first. */
  edit(change: (chunk: Buffer) => Buffer): void
  close(): Promise<void>
}

/** Stands between the service and a server, and lets a test take the server away without harming it. */
export async function openTcpProxy(target: NetConnectOpts): Promise<TcpProxy> {
  const sockets = new Set<Socket>()
  const clients = new WeakSet<Socket>()
  let hanging = false
  let change: (chunk: Buffer) => Buffer = chunk => chunk

  const server = createServer(client => {
    const upstream = connect(target)
    clients.add(client)
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      if (hanging) socket.pause()
      socket.on('close', () => sockets.delete(socket))
      socket.on('error', () => {})
    }
    client.on('data', chunk => upstream.write(chunk))
    upstream.on('data', chunk => client.write(change(chunk)))
    client.on('close', () => upstream.destroy())
    upstream.on('close', () => client.destroy())
    if (hanging) for (const socket of [client, upstream]) socket.pause()
  })
  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject)
        resolve()
      })
    })
  await listen(0)
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const { port } = address

  async function refuse(): Promise<void> {
    const closed = new Promise<void>(resolve =>
      server.listening ? server.close(() => resolve()) : resolve(),
    )
    for (const socket of sockets) {
      // A reset is rougher than a goodbye; a unix socket has none.
      if (clients.has(socket)) socket.resetAndDestroy()
      else socket.destroy()
    }
    await closed
  }

  return {
    port,
    refuse,
    hang() {
      hanging = true
      for (const socket of sockets) socket.pause()
    },
    async pass() {
      hanging = false
      for (const socket of sockets) socket.resume()
      if (!server.listening) await listen(port)
    },
    edit(next) {
      change = next
    },
    close: refuse,
  }
}

/** A proxy before the Postgres of this URL, and the URL that leads through it. */
export async function openDatabaseProxy(url: string): Promise<TcpProxy & { url: string }> {
  const parsed = new URL(url)
  const port = Number(parsed.searchParams.get('port') || parsed.port || 5432)
  const host = parsed.searchParams.get('host') || parsed.hostname
  const proxy = await openTcpProxy(
    host.startsWith('/') ? { path: `${host}/.s.PGSQL.${port}` } : { host, port },
  )
  const through = new URL(url)
  through.searchParams.delete('host')
  through.searchParams.delete('port')
  const user = parsed.username === '' ? '' : `${parsed.username}${parsed.password && `:${parsed.password}`}@`
  return { ...proxy, url: `postgres://${user}127.0.0.1:${proxy.port}${parsed.pathname}${through.search}` }
}
