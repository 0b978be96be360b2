import { connect } from 'node:net'

/** The server's last answer: 250 taken, 4xx later, 5xx never. */
export interface SmtpAnswer {
  code: number
  text: string
}

interface SmtpMail {
  from: string
  to: string | string[]
  raw: string | Buffer
}

/**
 * Speaks SMTP by hand (RFC 5321): the bytes given are the bytes sent, and no library of the service's is on this end.
 * Stops at the first answer that refuses.
 */
export async function sendBySmtp(port: number, mail: SmtpMail): Promise<SmtpAnswer> {
  const dialogue = await openDialogue(port)
  try {
    return await dialogue.send(mail)
  } finally {
    dialogue.end()
  }
}

/** The listener ends a dialogue after two minutes. */
const longestDialogueMs = 60_000

/**
 * Sends many emails, one after the other, in few dialogues: each would begin with the tenth of a second for which smtp-server
 * holds its greeting back.
 */
export function smtpSender(port: number): { send(mail: SmtpMail): Promise<SmtpAnswer>; end(): void } {
  let dialogue: Awaited<ReturnType<typeof openDialogue>> | undefined
  let openedAt = 0
  const end = () => {
    dialogue?.end()
    dialogue = undefined
  }
  return {
    async send(mail) {
      if (Date.now() - openedAt > longestDialogueMs) end()
      if (dialogue === undefined) {
        dialogue = await openDialogue(port)
        openedAt = Date.now()
      }
      const answer = await dialogue.send(mail)
      // What was refused may stand half said.
      if (answer.code >= 400) end()
      return answer
    },
    end,
  }
}

async function openDialogue(port: number) {
  const socket = connect({ port, host: '127.0.0.1' })
  const lines = answers(socket)
  const say = async (words: string | Buffer) => {
    socket.write(words)
    return next(lines)
  }
  let answer = await next(lines)
  if (answer.code < 400) answer = await say('EHLO client.test\r\n')
  return {
    async send({ from, to, raw }: SmtpMail): Promise<SmtpAnswer> {
      const commands = [`MAIL FROM:<${from}>`, ...[to].flat().map(each => `RCPT TO:<${each}>`), 'DATA']
      for (const command of commands) {
        if (answer.code >= 400) return answer
        answer = await say(`${command}\r\n`)
      }
      if (answer.code === 354) answer = await say(dotStuffed(raw))
      return answer
    },
    end() {
      socket.write('QUIT\r\n')
      socket.destroy()
    },
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
