/** Our two ends of a dialogue with a stranger: the listener, and the reader of a mailbox. */

import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { readImapUrl } from '../../src/adapters/email/receive/imap-url.ts'
import { openListener } from '../../src/adapters/email/receive/listener.ts'
import { openMailbox } from '../../src/adapters/email/receive/mailbox.ts'
import { MailboxCore } from '../../test/adapters/email/mailbox-core.ts'

const log = { debug() {}, info() {}, warn() {}, error() {} }

export interface Dialogue {
  name: string
  kind: 'smtp' | 'imap'
  /** Resolves when the other end has had all of it, and ours has answered or left. */
  act: (said: string) => Promise<void>
  /** Whether our end still serves somebody honest. */
  serves: () => Promise<boolean>
  close(): Promise<void>
}

export async function smtpDialogue(): Promise<Dialogue> {
  const listener = await openListener({
    protocol: 'smtp',
    host: '127.0.0.1',
    port: 0,
    ours: 'sign@petitions.example',
    log,
    take: async ({ recipients }) => recipients.map(() => 'taken'),
  })
  const said = async (text: string, quietMs: number) => {
    const socket = connect({ port: listener.port, host: '127.0.0.1' })
    socket.on('error', () => {})
    let answers = ''
    socket.on('data', chunk => {
      answers += chunk
    })
    const ended = once(socket, 'close')
    await Promise.race([once(socket, 'data'), ended, sleep(2_000)])
    socket.write(Buffer.from(text, 'latin1'))
    await Promise.race([ended, sleep(quietMs)])
    socket.destroy()
    return answers
  }
  const honest = [
    'EHLO a\r\nMAIL FROM:<a@example.org>\r\nRCPT TO:<sign@petitions.example>\r\nDATA\r\n',
    'From: a@example.org\r\n\r\nAda\r\n.\r\nQUIT\r\n',
  ].join('')
  return {
    name: 'dialogue: SMTP',
    kind: 'smtp',
    act: async text => {
      await said(text, 60)
    },
    serves: async () => /^250.*\r\n221/m.test(await said(honest, 5_000)),
    close: () => listener.stop(),
  }
}

export async function imapDialogue(): Promise<Dialogue> {
  let text = ''
  let connections = 0
  const sockets = new Set<Socket>()
  const server = createServer(socket => {
    connections++
    sockets.add(socket)
    socket.on('error', () => {}).on('close', () => sockets.delete(socket))
    socket.write('* OK [CAPABILITY IMAP4rev1 IDLE] ready\r\n')
    let commands = 0
    socket.on('data', chunk => {
      const tag = chunk.toString('latin1').split(' ')[0]
      // The login works, so that the rest is reached.
      if (commands++ < 2) socket.write(`* CAPABILITY IMAP4rev1 IDLE\r\n${tag} OK done\r\n`)
      else {
        socket.write(Buffer.from(`${text}\r\n${tag} OK done\r\n`, 'latin1'))
        if (commands > 12) socket.destroy()
      }
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const reader = openMailbox({
    settings: readImapUrl(`imap://sign:secret@127.0.0.1:${port}/INBOX?tls=no`),
    core: new MailboxCore(),
    log,
    poll: 20,
    firstWait: 5,
    expect() {},
    take: async () => 'taken',
  })
  const again = async () => {
    const before = connections
    for (const socket of sockets) socket.destroy()
    const until = Date.now() + 10_000
    while (connections === before && Date.now() < until) await sleep(5)
    return connections > before
  }
  return {
    name: 'dialogue: IMAP',
    kind: 'imap',
    act: async next => {
      text = next
      await again()
      await sleep(60)
    },
    serves: again,
    async close() {
      await reader.stop()
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}
