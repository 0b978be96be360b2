import { createServer, type Socket } from 'node:net'

export interface Sink {
  url: string
  port: number
  /** Tokens from the Reply-To of our confirmations, in the order of arrival. */
  tokens: string[]
  /** All emails so far. */
  emails(): number
  close(): Promise<void>
}

/** Takes every email as quickly as it can (RFC 5321, with pipelining), and keeps none. */
export async function openSink(): Promise<Sink> {
  const tokens: string[] = []
  const sockets = new Set<Socket>()
  let emails = 0

  const server = createServer(socket => {
    let held = ''
    let inEmail = false
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket)).on('error', () => socket.destroy())
    socket.setEncoding('latin1').setNoDelay(true).write('220 sink\r\n')
    socket.on('data', chunk => {
      held += chunk
      let answers = ''
      for (;;) {
        const mark = inEmail ? '\r\n.\r\n' : '\r\n'
        const end = held.indexOf(mark)
        if (end === -1) break
        const part = held.slice(0, end)
        held = held.slice(end + mark.length)
        answers += inEmail ? takeEmail(part) : answer(part)
        inEmail = !inEmail && /^data$/i.test(part)
      }
      if (answers !== '') socket.write(answers)
    })
  })

  function takeEmail(email: string): string {
    emails += 1
    const token = /^Reply-To:[^@]*\+confirm-([a-z2-7]{32})@/m.exec(email)?.[1]
    if (token !== undefined) tokens.push(token)
    return '250 taken\r\n'
  }

  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the sink has no port')
  const { port } = address
  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    tokens,
    emails: () => emails,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

function answer(command: string): string {
  if (/^data$/i.test(command)) return '354 go on\r\n'
  if (/^ehlo/i.test(command)) return '250-sink\r\n250 PIPELINING\r\n'
  return /^quit/i.test(command) ? '221 bye\r\n' : '250 ok\r\n'
}
