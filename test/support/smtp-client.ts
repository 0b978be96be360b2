import { connect } from 'node:net'

/** The server's last answer: 250 taken, 4xx later, 5xx never. */
export interface SmtpAnswer {
  code: number
  text: string
}

/**
 * Speaks SMTP by hand (RFC 5321): the bytes given are the bytes sent, and no library of the service's is on this end.
 * Stops at the first answer that refuses.
 */
export async function sendBySmtp(
  port: number,
  mail: { from: string; to: string | string[]; raw: string | Buffer },
): Promise<SmtpAnswer> {
  const socket = connect({ port, host: '127.0.0.1' })
  const lines = answers(socket)
  try {
    const recipients = typeof mail.to === 'string' ? [mail.to] : mail.to
    const commands = [
      'EHLO client.test',
      `MAIL FROM:<${mail.from}>`,
      ...recipients.map(to => `RCPT TO:<${to}>`),
      'DATA',
    ]
    let answer = await next(lines)
    for (const command of commands) {
      if (answer.code >= 400) return answer
      socket.write(`${command}\r\n`)
      answer = await next(lines)
    }
    if (answer.code !== 354) return answer
    socket.write(dotStuffed(mail.raw))
    answer = await next(lines)
    socket.write('QUIT\r\n')
    return answer
  } finally {
    socket.destroy()
  }
}

function dotStuffed(raw: string | Buffer): Buffer {
  const text = Buffer.isBuffer(raw) ? raw.toString('latin1') : Buffer.from(raw).toString('latin1')
  const lines = text.replace(/\r?\n/g, '\r\n').replace(/^\./gm, '..')
  return Buffer.from(`${lines}${lines.endsWith('\r\n') ? '' : '\r\n'}.\r\n`, 'latin1')
}

async function next(lines: AsyncIterator<SmtpAnswer>): Promise<SmtpAnswer> {
  const { value, done } = await lines.next()
  if (done) throw new Error('the server closed the connection')
  return value
}

/** Whole answers: the last line of an answer has a space after its code. */
async function* answers(socket: AsyncIterable<Buffer>): AsyncGenerator<SmtpAnswer> {
  let buffered = ''
  let text = ''
  for await (const chunk of socket) {
    buffered += chunk.toString()
    for (let end = buffered.indexOf('\n'); end !== -1; end = buffered.indexOf('\n')) {
      const line = buffered.slice(0, end).trim()
      buffered = buffered.slice(end + 1)
      text += `${line.slice(4)}\n`
      if (line[3] === '-') continue
      yield { code: Number(line.slice(0, 3)), text: text.trim() }
      text = ''
    }
  }
}
