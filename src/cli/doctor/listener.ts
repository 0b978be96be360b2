import { connect } from 'node:net'
import type { MailConfig } from '../../config.ts'
import { type Finding, findings, knockAt, patience } from './finding.ts'
import { networkCode, networkWords } from './network-words.ts'

/** Our own port must accept our tagged addresses and refuse all others. Nothing is sent. */
export async function checkListener(mail: MailConfig, serviceRuns: boolean): Promise<Finding | undefined> {
  const { ok, skipped, wrong } = findings('email port')
  const { listen } = mail
  if (listen === undefined) return undefined
  const at = `${listen.protocol}://${listen.host}:${listen.port}`
  if (!serviceRuns) return skipped(`${at} is open only while the service runs`)
  const tagged = mail.address.replace('@', '+doctor@')
  let answers: number[]
  try {
    answers = await converse(knockAt(listen.host), listen.port, [
      `${listen.protocol === 'lmtp' ? 'LHLO' : 'EHLO'} doctor.invalid`,
      'MAIL FROM:<>',
      `RCPT TO:<${tagged}>`,
      'RCPT TO:<nobody@doctor.invalid>',
      'QUIT',
    ])
  } catch (error) {
    const code = networkCode(error)
    return wrong(`${at}: ${networkWords(code) ?? code}`, 'MAIL_LISTEN')
  }
  const [greeting = 0, hello = 0, , ours = 0, foreign = 0] = answers
  if (greeting !== 220 || hello !== 250)
    return wrong(`${at}: another program answers there; choose another port`, 'MAIL_LISTEN')
  if (ours !== 250)
    return wrong(
      `${at} does not accept email for ${tagged} (${ours}): does the service run with another MAIL_ADDRESS?`,
      'MAIL_ADDRESS',
    )
  if (foreign < 500)
    return wrong(
      `${at} accepts email for strangers (${foreign}): another program answers there`,
      'MAIL_LISTEN',
    )
  return ok(`${at} accepts email for ${tagged} and relays none`)
}

/** The reply codes: first of the greeting, then of each command. */
function converse(host: string, port: number, commands: string[]): Promise<number[]> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port })
    const answers: number[] = []
    let text = ''
    socket.setEncoding('latin1')
    socket.setTimeout(patience, () =>
      socket.destroy(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })),
    )
    socket.on('data', chunk => {
      text += String(chunk)
      for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n')) {
        const line = text.slice(0, end)
        text = text.slice(end + 1)
        // The last line of an answer has no hyphen after its code.
        if (!/^\d{3}(?!-)/.test(line)) continue
        const command = commands[answers.length]
        answers.push(Number(line.slice(0, 3)))
        if (command !== undefined) socket.write(`${command}\r\n`)
      }
      // A program that does not speak SMTP may talk for ever.
      if (text.length > 10_000) socket.destroy()
    })
    socket.once('error', reject)
    socket.once('close', () => resolve(answers))
  })
}
