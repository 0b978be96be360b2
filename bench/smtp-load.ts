import { connect, type Socket } from 'node:net'

/** Sends mail over one connection, one after the other, as a mail server in front of us does; resolves with the number taken. */
export async function sendMails(
  port: number,
  next: () => { from: string; to: string; raw: string } | undefined,
): Promise<number> {
  const socket = connect({ port, host: '127.0.0.1' }).setNoDelay(true).setEncoding('latin1')
  const replies = repliesOf(socket)
  const expect = async (code: string) => {
    const { value } = await replies.next()
    if (!value?.startsWith(code)) throw new Error(`the listener said ${value} instead of ${code}`)
  }
  const say = (line: string, code: string) => {
    socket.write(`${line}\r\n`)
    return expect(code)
  }
  try {
    await expect('220')
    await say('EHLO bench.example', '250')
    let taken = 0
    for (let mail = next(); mail !== undefined; mail = next()) {
      await say(`MAIL FROM:<${mail.from}>`, '250')
      await say(`RCPT TO:<${mail.to}>`, '250')
      await say('DATA', '354')
      await say(`${mail.raw}\r\n.`, '250')
      taken += 1
    }
    await say('QUIT', '221')
    return taken
  } finally {
    socket.destroy()
  }
}

/** Matches the last line of a reply, which has a space after its code. */
async function* repliesOf(socket: Socket): AsyncGenerator<string, undefined> {
  let held = ''
  for await (const chunk of socket) {
    held += chunk
    for (let end = held.indexOf('\r\n'); end !== -1; end = held.indexOf('\r\n')) {
      const line = held.slice(0, end)
      held = held.slice(end + 2)
      if (line[3] === ' ') yield line
    }
  }
  return undefined
}
