/**
 * A stand-in for an IMAP server (RFC 9051, as far as our reader asks), whose faults a test chooses. A real server cannot be made to
 * contradict itself.
 */
import { createServer, type Socket } from 'node:net'

export interface StoredEmail {
  uid: number
  raw: string
  receivedAt: Date
  flags: Set<string>
}

/** Each is asked every time; without it the server tells the truth. */
export interface Faults {
  /** EXISTS, in the answer to SELECT and NOOP. */
  exists?(true_: number): number
  /** Undefined: it says nothing of it. */
  uidNext?(true_: number): number | undefined
  /** Whether a FETCH shows this email. */
  shows?(email: StoredEmail, command: string): boolean
  /** What is sent instead of the answer to a command. */
  instead?(command: string, socket: Socket, tag: string): boolean
}

export interface ImapServer {
  readonly port: number
  emails: StoredEmail[]
  uidValidity: number
  faults: Faults
  /** All commands, without their tags. */
  readonly commands: string[]
  connections: number
  deliver(raw: string, how?: { receivedAt?: Date; flags?: string[]; uid?: number }): void
  /** Sends an untagged line to every client that is in IDLE. */
  say(line: string): void
  /** Ends all connections. */
  cut(): void
  close(): Promise<void>
}

export async function openImapServer(): Promise<ImapServer> {
  const sockets = new Set<Socket>()
  const idle = new Map<Socket, string>()
  let nextUid = 1

  const imap = {
    port: 0,
    emails: [] as StoredEmail[],
    uidValidity: 1,
    faults: {} as Faults,
    commands: [] as string[],
    connections: 0,
    deliver(raw: string, how: { receivedAt?: Date; flags?: string[]; uid?: number } = {}) {
      nextUid = Math.max(nextUid, how.uid ?? 0)
      const { receivedAt = new Date(), flags = [] } = how
      imap.emails.push({ uid: how.uid ?? nextUid, raw, receivedAt, flags: new Set(flags) })
      nextUid++
    },
    say(line: string) {
      for (const socket of idle.keys()) socket.write(`${line}\r\n`)
    },
    cut() {
      for (const socket of sockets) socket.destroy()
    },
    async close() {
      imap.cut()
      await new Promise(resolve => server.close(resolve))
    },
  }

  const existing = () => imap.faults.exists?.(imap.emails.length) ?? imap.emails.length

  const uidNextLine = () => {
    const uidNext = imap.faults.uidNext === undefined ? nextUid : imap.faults.uidNext(nextUid)
    return uidNext === undefined ? [] : [`* OK [UIDNEXT ${uidNext}] ok`]
  }

  function answer(socket: Socket, line: string): void {
    const [tag = '', ...words] = line.split(' ')
    const command = words.join(' ')
    if (idle.has(socket)) {
      socket.write(`${idle.get(socket)} OK idle ends\r\n`)
      idle.delete(socket)
      return
    }
    imap.commands.push(command)
    if (imap.faults.instead?.(command, socket, tag) === true) return
    const name = (words[0] === 'UID' ? words.slice(0, 2).join(' ') : (words[0] ?? '')).toUpperCase()
    const byUid = name.startsWith('UID ')
    const range = words[byUid ? 2 : 1] ?? ''
    switch (name) {
      case 'CAPABILITY':
        socket.write('* CAPABILITY IMAP4rev1 IDLE\r\n')
        break
      case 'SELECT':
      case 'EXAMINE':
        socket.write(
          [
            '* FLAGS (\\Seen \\Flagged \\Deleted)',
            '* OK [PERMANENTFLAGS (\\Seen \\Flagged \\*)] ok',
            `* ${existing()} EXISTS`,
            `* OK [UIDVALIDITY ${imap.uidValidity}] ok`,
            ...uidNextLine(),
            '',
          ].join('\r\n'),
        )
        break
      case 'NOOP':
        socket.write(`* ${existing()} EXISTS\r\n`)
        break
      case 'IDLE':
        idle.set(socket, tag)
        socket.write('+ idling\r\n')
        return
      case 'SEARCH':
      case 'UID SEARCH':
        socket.write('* SEARCH\r\n')
        break
      case 'FETCH':
      case 'UID FETCH':
        for (const [index, email] of imap.emails.entries()) {
          if (!isIn(range, byUid ? email.uid : index + 1) || imap.faults.shows?.(email, command) === false)
            continue
          const facts = `UID ${email.uid} FLAGS (${[...email.flags].join(' ')}) INTERNALDATE "${imapDate(email.receivedAt)}" RFC822.SIZE ${email.raw.length}`
          const body = command.includes('BODY') ? ` BODY[]<0> {${email.raw.length}}\r\n${email.raw}` : ''
          socket.write(`* ${index + 1} FETCH (${facts}${body})\r\n`)
        }
        break
      case 'UID STORE':
        for (const email of imap.emails)
          if (isIn(range, email.uid))
            for (const flag of /\((.*)\)/.exec(command)?.[1]?.split(' ') ?? []) email.flags.add(flag)
        break
    }
    socket.write(`${tag} OK done\r\n`)
  }

  const server = createServer(socket => {
    imap.connections++
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => {
      sockets.delete(socket)
      idle.delete(socket)
    })
    socket.write('* OK [CAPABILITY IMAP4rev1 IDLE] ready\r\n')
    let held = ''
    socket.on('data', chunk => {
      held += chunk.toString('latin1')
      for (let end = held.indexOf('\r\n'); end !== -1; end = held.indexOf('\r\n')) {
        const line = held.slice(0, end)
        held = held.slice(end + 2)
        answer(socket, line)
      }
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  imap.port = typeof address === 'object' && address !== null ? address.port : 0
  return imap
}

function isIn(set: string, number: number): boolean {
  return set.split(',').some(range => {
    const [from = 0, to = from] = range.split(':').map(Number)
    return number >= from && number <= to
  })
}

function imapDate(date: Date): string {
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(date.toUTCString()) ?? []
  return `${day}-${month}-${year} ${time} +0000`
}
