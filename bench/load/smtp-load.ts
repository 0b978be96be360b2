import { connect, type Socket } from 'node:net'

export interface LoadEmail {
  from: string
  to: string
  raw: string
}

/**
 * Sends emails over one connection, one after the other, as a mail server in front of us does: with pipelining if the listener offers
 * it. Returns how many were taken.
 */
export async function sendEmails(
  port: number,
  hello: 'EHLO' | 'LHLO',
  next: () => LoadEmail | undefined,
): Promise<number> {
  const socket = connect({ port, host: '127.0.0.1' }).setNoDelay(true).setEncoding('latin1')
  const replies = repliesOf(socket)
  const expect = async (code: string) => {
    const { value } = await replies.next()
    if (!value?.text.startsWith(code)) throw new Error(`the listener said ${value?.text} instead of ${code}`)
    return value.lines
  }
  const say = (line: string, code: string) => {
    socket.write(`${line}\r\n`)
    return expect(code)
  }
  try {
    await expect('220')
    const pipelining = (await say(`${hello} bench.example`, '250')).some(line => /PIPELINING/i.test(line))
    let taken = 0
    for (let email = next(); email !== undefined; email = next()) {
      const envelope = [`MAIL FROM:<${email.from}>`, `RCPT TO:<${email.to}>`, 'DATA']
      if (pipelining) {
        socket.write(`${envelope.join('\r\n')}\r\n`)
        for (const code of ['250', '250', '354']) await expect(code)
      } else for (const [at, line] of envelope.entries()) await say(line, at === 2 ? '354' : '250')
      await say(`${email.raw}\r\n.`, '250')
      taken += 1
    }
    await say('QUIT', '221')
    return taken
  } finally {
    socket.destroy()
  }
}

/** Whole replies; `text` is the last line, which has a space after its code. */
async function* repliesOf(socket: Socket): AsyncGenerator<{ text: string; lines: string[] }, undefined> {
  let held = ''
  let lines: string[] = []
  for await (const chunk of socket) {
    held += chunk
    for (let end = held.indexOf('\r\n'); end !== -1; end = held.indexOf('\r\n')) {
      const line = held.slice(0, end)
      held = held.slice(end + 2)
      lines.push(line)
      if (line[3] !== ' ') continue
      yield { text: line, lines }
      lines = []
    }
  }
  return undefined
}
