/** A mailbox whose server misbehaves for some seconds. What lies in it counts as accepted. */
import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { type ImapServer, openImapServer } from '../../test/support/imap-server.ts'
import type { Ground, Scenario } from './scenarios.ts'
import { type Line, World } from './world.ts'

const destroyed = (socket: Socket) => {
  socket.destroy()
  return true
}
const asksForBody = (command: string) => command.includes('BODY')

/** Each is called when the fault begins. */
export const mailboxFaults: Record<string, (server: ImapServer) => void> = {
  'says that there is nothing (EXISTS 0)': server => {
    server.faults = { exists: () => 0 }
  },
  'counts too many (EXISTS)': server => {
    server.faults = { exists: count => count + 5 }
  },
  'counts too few (EXISTS)': server => {
    server.faults = { exists: count => Math.max(0, count - 3) }
  },
  'does not say UIDNEXT': server => {
    server.faults = { uidNext: () => undefined }
  },
  'says a UIDNEXT that is too high': server => {
    server.faults = { uidNext: next => next + 1_000 }
  },
  'says a UIDNEXT that is too low': server => {
    server.faults = { uidNext: () => 2 }
  },
  'shows no email (FETCH)': server => {
    server.faults = { shows: () => false }
  },
  'shows every second email (FETCH)': server => {
    server.faults = { shows: ({ uid }) => uid % 2 === 0 }
  },
  'breaks off in the middle of an email': server => {
    server.faults = {
      instead(command, socket) {
        if (!asksForBody(command)) return false
        socket.write('* 1 FETCH (UID 1 BODY[]<0> {5000}\r\nFrom: ')
        setTimeout(() => socket.destroy(), 5)
        return true
      },
    }
  },
  'closes at every third command': server => {
    let n = 0
    server.faults = { instead: (_, socket) => ++n % 3 === 0 && destroyed(socket) }
  },
  'refuses to show any email (NO)': server => {
    server.faults = {
      instead(command, socket, tag) {
        if (!asksForBody(command)) return false
        socket.write(`${tag} NO [SERVERBUG] not now\r\n`)
        return true
      },
    }
  },
  'gives all emails new numbers (UIDVALIDITY)': server => {
    server.uidValidity++
    server.emails.forEach((email, at) => {
      email.uid = at + 1
    })
    // Cuts all connections: a client learns of it when it selects the mailbox.
    server.faults = { instead: (_, socket) => destroyed(socket) }
  },
  'is silent': server => {
    server.faults = { instead: () => true }
  },
  'says nothing of the end of an email': server => {
    server.faults = {
      instead(command, socket) {
        if (asksForBody(command)) socket.write(`* 1 FETCH (UID 1 BODY[]<0> {${2 ** 40}}\r\n`)
        return asksForBody(command)
      },
    }
  },
}

export const imap: Scenario = async ground => {
  const chosen = Object.entries(mailboxFaults).filter((_, at) => !ground.short || at % 5 === 2)
  return Promise.all(chosen.map(([what, begin]) => ground.turn(() => withFault(ground, what, begin))))
}

async function withFault(ground: Ground, what: string, begin: (server: ImapServer) => void): Promise<Line> {
  const server = await openImapServer()
  const world = await World.open({
    folder: ground.folder,
    databaseUrl: await ground.database(),
    env: {
      // Emails to `sign+…@` are for us whichever mailbox they lie in.
      IMAP_URL: `imap://sign:secret@127.0.0.1:${server.port}/INBOX?tls=no`,
    },
  })
  const inMailbox = async (_person: unknown, raw: string) => {
    server.deliver(raw)
    server.say(`* ${server.emails.length} EXISTS`)
    return true
  }
  await world.sign('before', inMailbox)
  begin(server)
  for (let n = 0; n < 12; n++) {
    void world.sign(what, inMailbox)
    await sleep(150)
  }
  await sleep(1_000)
  server.faults = {}
  // A silent server is left by us after a minute; here it ends the connections itself.
  if (what.includes('silent') || what.includes('nothing of the end')) server.cut()
  const begun = Date.now()
  const newcomer = world
    .sign(what, inMailbox)
    .then(({ answeredAt = Date.now() }) => (answeredAt - begun) / 1000)
  const line = await world.end(`the mailbox ${what}`)
  await server.close()
  ground.say(what)
  return { ...line, newcomer: await newcomer }
}
