/** The operator's mail server, as a stand-in: it keeps each email it has taken, and behaves in the way it is told. */
import { createServer, type Server, type Socket } from 'node:net'

export interface SentEmail {
  to: string
  /** The sender of the envelope, where a bounce goes. */
  from: string
  raw: string
  /** The same in each copy of an email, whatever its bytes are. */
  messageId: string
  /** In a question: for a plain reply, and in the link. */
  token: string | undefined
}

/** The faults of a server. Each was seen at a real one, or may be. */
export const ways = {
  'refuses connections': 'closed',
  'says nothing': 'silent',
  'is too busy (421)': 'busy',
  'refuses the sender for now (451)': 'MAIL',
  'refuses the recipient for now (450)': 'RCPT',
  'refuses the body for now (452)': 'DATA',
  'refuses after the last dot (451)': 'dot',
  'keeps the email and closes before its answer': 'keeps',
  'closes in the middle of the body': 'cuts',
  'takes a second for each answer': 'slow',
  'answers nonsense': 'nonsense',
  'refuses us (550 5.7.1)': 'us',
} as const
export type Way = (typeof ways)[keyof typeof ways]

export interface Provider {
  url: string
  emails: SentEmail[]
  keep(email: SentEmail): void
  emailsTo(mailbox: string): readonly SentEmail[]
  /** Recipients whose emails are taken only after so many milliseconds. */
  slow: { to: Pick<RegExp, 'test'>; ms: number } | undefined
  readonly deadMailboxes: Set<string>
  /** The answer to every RCPT, whatever its other settings. */
  refuses: ((to: string) => string | undefined) | undefined
  become(way: Way | 'good'): Promise<void>
  close(): Promise<void>
}

export async function openProvider(): Promise<Provider> {
  const emails: SentEmail[] = []
  const byMailbox = new Map<string, SentEmail[]>()
  const sockets = new Set<Socket>()
  let way: Way | 'good' = 'good'

  const server: Server = createServer(socket => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket)).on('error', () => socket.destroy())
    socket.setEncoding('latin1').setNoDelay(true)
    let held = ''
    let to = ''
    let from = ''
    let accepted = false
    let inBody = false
    const say = (answer: string) => {
      if (way === 'silent') return
      if (way === 'slow') setTimeout(() => socket.writable && socket.write(answer), 1_000)
      else socket.write(way === 'nonsense' ? 'good day\r\n' : answer)
    }
    const taken = (raw: string) => {
      if (way === 'dot') return say('451 4.3.0 not now\r\n')
      const messageId = /^Message-ID: (.*)\r$/im.exec(raw)?.[1] ?? ''
      provider.keep({ to, from, raw, messageId, token: /\+confirm-([a-z2-7]{32})@/.exec(raw)?.[1] })
      if (way === 'keeps') socket.destroy()
      else if (provider.slow?.to.test(to)) setTimeout(() => say('250 2.0.0 taken\r\n'), provider.slow.ms)
      else say('250 2.0.0 taken\r\n')
    }
    const answer = (command: string) => {
      const verb = command.slice(0, 4).toUpperCase()
      if (verb === 'MAIL') from = /<([^>]*)>/.exec(command)?.[1] ?? ''
      if (verb === 'RCPT') to = Buffer.from(/<([^>]*)>/.exec(command)?.[1] ?? '', 'latin1').toString()
      if (verb === 'MAIL' || verb === 'RSET') accepted = false
      if (verb === 'EHLO') return say('250-provider\r\n250-AUTH PLAIN\r\n250-SMTPUTF8\r\n250 PIPELINING\r\n')
      if (verb === 'AUTH') return say('235 2.7.0 welcome\r\n')
      if (verb === 'QUIT') return say('221 bye\r\n')
      if (verb === way) return say(`${way === 'DATA' ? 452 : way === 'RCPT' ? 450 : 451} 4.3.0 not now\r\n`)
      const dead = provider.deadMailboxes.has(to) ? '550 5.1.1 User unknown' : undefined
      const refusal = verb === 'RCPT' ? (provider.refuses?.(to) ?? dead) : undefined
      if (refusal !== undefined) return say(`${refusal}\r\n`)
      if (way === 'us' && verb === 'RCPT') return say('550 5.7.1 your server is not welcome here\r\n')
      if (verb === 'RCPT') accepted = true
      if (verb === 'DATA' && !accepted) return say('554 5.5.1 no valid recipients\r\n')
      inBody = verb === 'DATA'
      return say(inBody ? '354 go on\r\n' : '250 2.0.0 ok\r\n')
    }
    say(way === 'busy' ? '421 4.3.2 too busy\r\n' : '220 provider\r\n')
    socket.on('data', chunk => {
      held += chunk
      for (;;) {
        if (inBody && way === 'cuts' && held.length > 40) return void socket.destroy()
        const mark = inBody ? '\r\n.\r\n' : '\r\n'
        const end = held.indexOf(mark)
        if (end === -1) return
        const part = held.slice(0, end)
        held = held.slice(end + mark.length)
        if (inBody) {
          inBody = false
          taken(part)
        } else answer(part)
      }
    })
  })

  const listen = (port: number) =>
    new Promise<void>(resolve => server.listen(port, '127.0.0.1', () => resolve()))
  await listen(0)
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the provider has no port')
  const { port } = address
  const refuse = () => {
    const closed = new Promise<void>(resolve => server.close(() => resolve()))
    for (const socket of sockets) socket.destroy()
    return closed
  }
  const provider: Provider = {
    url: `smtp://sign:secret@127.0.0.1:${port}`,
    emails,
    keep(email) {
      emails.push(email)
      byMailbox.set(email.to, [...(byMailbox.get(email.to) ?? []), email])
    },
    emailsTo: mailbox => byMailbox.get(mailbox) ?? [],
    slow: undefined,
    deadMailboxes: new Set(),
    refuses: undefined,
    async become(next) {
      // Connections that wait for an answer must not wait forever.
      if (way === 'silent' || way === 'nonsense' || way === 'busy')
        for (const socket of sockets) socket.destroy()
      way = next
      if (next === 'closed') await refuse()
      else if (!server.listening) await listen(port)
    },
    close: refuse,
  }
  return provider
}
