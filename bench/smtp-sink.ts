import { createServer, type Socket } from 'node:net'

export interface Sink {
  url: string
  /** Tokens from the Reply-To of confirmations, in the order of arrival. */
  tokens: string[]
  /** Number of mails: confirmations and receipts. */
  mails(): number
  close(): Promise<void>
}

/** Takes every mail as quickly as it can (RFC 5321, no extensions), and keeps none. */
export async function openSink(): Promise<Sink> {
  const tokens: string[] = []
  const sockets = new Set<Socket>()
  let mails = 0

  const server = createServer(socket => {
    let held = ''
    let inMail = false
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket)).on('error', () => socket.destroy())
    socket.setEncoding('latin1').setNoDelay(true).write('220 sink\r\n')
    socket.on('data', chunk => {
      held += chunk
      for (;;) {
        const mark = inMail ? '\r\n.\r\n' : '\r\n'
        const end = held.indexOf(mark)
        if (end === -1) return
        const part = held.slice(0, end)
        held = held.slice(end + mark.length)
        socket.write(inMail ? takeMail(part) : answer(part))
        inMail = !inMail && /^data$/i.test(part)
      }
    })
  })

  function takeMail(mail: string): string {
    mails += 1
    const token = /^Reply-To:[^@]*\+confirm-([a-z2-7]{32})@/m.exec(mail)?.[1]
    if (token !== undefined) tokens.push(token)
    return '250 taken\r\n'
  }

  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    tokens,
    mails: () => mails,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

function answer(command: string): string {
  if (/^data$/i.test(command)) return '354 go on\r\n'
  return /^quit/i.test(command) ? '221 bye\r\n' : '250 ok\r\n'
}
