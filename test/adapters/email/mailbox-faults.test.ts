import type { Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readImapUrl } from '../../../src/adapters/email/receive/imap-url.ts'
import type { Taking } from '../../../src/adapters/email/receive/listener.ts'
import { type MailboxReader, openMailbox } from '../../../src/adapters/email/receive/mailbox.ts'
import { takeNote } from '../../../src/adapters/email/receive/mailbox-mark.ts'
import { type ImapServer, openImapServer } from '../../support/imap-server.ts'
import { until } from '../../support/patience.ts'
import { slowness, threadMs } from '../../support/slowness.js'

import { MailboxCore } from './mailbox-core.ts'

const HOUR = 60 * 60_000

function email(subject: string, text = 'Ada Lovelace'): string {
  return `From: ada@example.org\r\nTo: sign@undersigned.example\r\nSubject: ${subject}\r\n\r\n${text}\r\n`
}

const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => String(from + index))

describe('the mailbox, if the server cannot be believed', () => {
  let imap: ImapServer
  let core: MailboxCore
  let taken: string[]
  let warnings: string[]
  let take: (subject: string) => Promise<Taking>
  let reader: MailboxReader | undefined

  beforeEach(async () => {
    imap = await openImapServer()
    core = new MailboxCore()
    taken = []
    warnings = []
    take = async () => 'taken'
  })
  afterEach(async () => {
    await reader?.stop()
    reader = undefined
    await imap.close()
  })

  const settings = () => readImapUrl(`imap://sign:secret@127.0.0.1:${imap.port}/INBOX?tls=no`)

  function read(): void {
    core.reports.length = 0
    reader = openMailbox({
      settings: settings(),
      core,
      log: {
        debug() {},
        info() {},
        warn: (_fields, message) => warnings.push(message),
        error: (_fields, message) => warnings.push(message),
      },
      poll: 30,
      firstWait: 10,
      expect() {},
      take: async raw => {
        const subject = /^Subject: (.*)\r$/m.exec(raw.toString('latin1'))?.[1] ?? ''
        const taking = await take(subject)
        if (taking === 'taken') taken.push(subject)
        return taking
      },
    })
  }

  /** Reads until there is nothing more to do. */
  async function readOnce(): Promise<void> {
    read()
    await until(() => core.reports.includes('imap up'))
    await reader?.stop()
    reader = undefined
  }

  function deliver(from: number, to: number): void {
    for (const n of numbers(from, to)) imap.deliver(email(n))
  }

  const sorted = () => taken.toSorted((a, b) => Number(a) - Number(b))
  const flagged = () => imap.emails.filter(({ flags }) => flags.has('$Undersigned')).length

  it('takes all unread emails of the last day at its first start, the oldest first', async () => {
    deliver(1, 1_300)
    await readOnce()
    expect(taken).toEqual(numbers(1, 1_300))
    expect(flagged()).toBe(1_300)
    expect(core.note()).toMatchObject({ mark: 1_300, pending: [], left: 0 })
    // In ranges, not one by one.
    expect(imap.commands.filter(command => command.includes('BODY')).length).toBeLessThan(40)
  })

  it('fetches on while it commits, and holds no more than it may', async () => {
    deliver(1, 600)
    let open = 0
    let most = 0
    const commits: (() => void)[] = []
    take = async () => {
      most = Math.max(most, ++open)
      await new Promise<void>(resolve => commits.push(resolve))
      open--
      return 'taken'
    }
    read()
    await until(() => open === 300)
    await pause(100)
    expect(open).toBe(300)
    expect(flagged()).toBe(0)
    while (taken.length < 600) {
      for (const commit of commits.splice(0)) commit()
      await pause(5)
    }
    expect(most).toBe(300)
  })

  it('counts the older unread emails that it leaves, and takes them when the operator asks', async () => {
    for (const n of numbers(1, 5)) imap.deliver(email(n), { receivedAt: new Date(Date.now() - 100 * HOUR) })
    imap.deliver(email('read'), { receivedAt: new Date(Date.now() - 50 * HOUR), flags: ['\\Seen'] })
    imap.deliver(email('7'), { receivedAt: new Date(Date.now() - 50 * HOUR) })
    deliver(8, 9)
    await readOnce()
    expect(taken).toEqual(['8', '9'])
    expect(core.note()).toMatchObject({ left: 6 })
    expect(warnings).toContain('older unread emails were left: undersigned mailbox take')
    await core.writeNote('email', takeNote(settings()), { since: Date.now() - 60 * HOUR })
    read()
    await until(() => taken.length === 3)
    expect(taken).toEqual(['8', '9', '7'])
    await until(() => core.note()?.mark === 9)
    expect(core.note()).toMatchObject({ left: 5 })
    expect(core.notes.get(takeNote(settings()))).toBeNull()
    imap.deliver(email('new'), { receivedAt: new Date(0), flags: ['\\Seen'] })
    await until(() => taken.includes('new'))
  })

  describe.each([
    ['at its first start', false],
    ['after a change of UIDVALIDITY', true],
  ])('%s', (_, renumbered) => {
    beforeEach(async () => {
      if (!renumbered) return
      imap.deliver(email('before'))
      await readOnce()
      imap.emails = []
      taken = []
      imap.uidValidity++
    })

    it('believes no empty SEARCH', async () => {
      deliver(1, 60)
      await readOnce()
      expect(sorted()).toEqual(numbers(1, 60))
    })

    it('believes no EXISTS of 0 while UIDNEXT says that there were emails', async () => {
      deliver(1, 60)
      imap.faults = { exists: () => 0 }
      await readOnce().catch(() => {})
      expect(core.note()?.mark === 0 || taken.length === 60).toBe(true)
      imap.faults = {}
      await readOnce()
      expect(sorted()).toEqual(numbers(1, 60))
    })

    it('skips no email if the first FETCH is empty', async () => {
      deliver(1, 60)
      let empty = 3
      imap.faults = { shows: () => empty <= 0 }
      imap.faults.instead = command => {
        if (command.includes('FETCH')) empty--
        return false
      }
      read()
      await until(() => taken.length === 60)
      expect(sorted()).toEqual(numbers(1, 60))
    })

    it.each([
      ['too high', (next: number) => next + 1_000],
      ['too low', () => 5],
      ['missing', () => undefined],
    ])('passes over nothing if UIDNEXT is %s', async (_, uidNext) => {
      deliver(1, 60)
      imap.faults = { uidNext }
      await readOnce()
      deliver(61, 70)
      await readOnce()
      expect([...new Set(sorted())]).toEqual(numbers(1, 70))
    })
  })

  it('says so while the server counts emails that it does not show, and takes them once it does', async () => {
    deliver(1, 20)
    imap.faults = { shows: ({ uid }) => uid < 8 || uid > 10 }
    read()
    await until(() => core.reports.includes('imap down mailbox-contradicts-itself'))
    await until(() => taken.length === 17)
    await until(() => core.note()?.mark === 20)
    expect(core.note()?.gaps).toEqual([[8, 10]])
    expect(warnings).toContain('the mailbox counts emails that it does not show; it is asked again')
    imap.faults = {}
    await until(() => taken.length === 20)
    await until(() => core.reports.at(-1) === 'imap up')
    expect(sorted()).toEqual(numbers(1, 20))
    expect(core.note()).toMatchObject({ mark: 20, pending: [], gaps: [] })
  })

  it('takes each email of a server that for a while shows only every second one, as they arrive', async () => {
    imap.deliver(email('1'))
    read()
    await until(() => taken.includes('1'))
    imap.faults = { shows: ({ uid }) => uid % 2 === 0 }
    for (const n of numbers(2, 9)) {
      imap.deliver(email(n))
      imap.say(`* ${n} EXISTS`)
      await until(() => Number(n) % 2 === 1 || taken.includes(n))
    }
    imap.faults = {}
    await until(() => taken.length === 9)
    expect(sorted()).toEqual(numbers(1, 9))
  })

  it('takes what is there while EXISTS is too high, and says so', async () => {
    deliver(1, 20)
    imap.faults = { exists: count => count + 5 }
    read()
    await until(() => core.reports.includes('imap down mailbox-contradicts-itself'))
    await until(() => taken.length === 20)
    deliver(21, 30)
    await until(() => new Set(taken).size === 30)
    imap.faults = {}
    await until(() => core.reports.at(-1) === 'imap up')
    expect(core.note()).toMatchObject({ mark: 30, pending: [] })
  })

  it('takes what is there while EXISTS is too low, and says so', async () => {
    deliver(1, 20)
    imap.faults = { exists: count => count - 5 }
    read()
    await until(() => core.reports.includes('imap down mailbox-contradicts-itself'))
    expect(sorted()).toEqual(numbers(1, 20))
  })

  it('takes what has come although the server never says so', async () => {
    imap.faults = { exists: () => 0, uidNext: () => 1 }
    read()
    await until(() => core.reports.includes('imap up'))
    deliver(1, 20)
    await until(() => taken.length === 20)
    expect(sorted()).toEqual(numbers(1, 20))
  })

  it('drops a vanished email only if the numbers of the others prove that it is gone', async () => {
    deliver(1, 3)
    take = async subject => (subject === '2' ? 'again' : 'taken')
    await readOnce()
    expect(core.note()).toMatchObject({ mark: 3, pending: [2] })
    imap.faults = { shows: ({ uid }) => uid !== 2 }
    read()
    await until(() => core.reports.includes('imap down mailbox-contradicts-itself'))
    expect(core.note()).toMatchObject({ pending: [2] })
    imap.emails = imap.emails.filter(({ uid }) => uid !== 2)
    await until(() => core.note()?.pending.length === 0)
    await until(() => core.reports.at(-1) === 'imap up')
  })

  it('reads again if UIDs become smaller although UIDVALIDITY stays', async () => {
    deliver(1, 50)
    await readOnce()
    imap.emails = []
    imap.deliver(email('1b'), { uid: 1 })
    imap.faults = { uidNext: () => 2 }
    await readOnce()
    expect(taken).toContain('1b')
  })

  it('loses nothing if the connection is cut in the middle of a FETCH, again and again', async () => {
    deliver(1, 200)
    let fetches = 0
    imap.faults.instead = (command, socket) => {
      if (!command.includes('BODY') || ++fetches % 40 !== 2) return false
      socket.write(`* 1 FETCH (UID 1 BODY[]<0> {5000}\r\nFrom: `)
      setTimeout(() => socket.destroy(), 5)
      return true
    }
    read()
    await until(() => new Set(taken).size === 200)
    await until(() => core.note()?.mark === 200)
    expect(imap.connections).toBeGreaterThan(2)
  })

  it('outlives a server that breaks the protocol and its limits in one breath', async () => {
    deliver(1, 3)
    let broken = 0
    // We close because of the first line, while the second is being read.
    imap.faults.instead = (command, socket) => {
      if (!command.startsWith('SELECT') || ++broken > 3) return false
      socket.write('BAD x\r\n{99999999999}\r\n')
      return true
    }
    read()
    await until(() => new Set(taken).size === 3)
    expect(imap.connections).toBe(4)
  })

  it.each([
    [100, 1],
    [1_000, 2],
  ])('after %i lines of nonsense it is at its connection number %i', async (lines, connection) => {
    deliver(1, 3)
    let said = false
    imap.faults.instead = (command, socket) => {
      if (!said && command.includes('BODY')) socket.write('\x14\n'.repeat(lines))
      said ||= command.includes('BODY')
      return false
    }
    read()
    await until(() => new Set(taken).size === 3)
    expect(imap.connections).toBe(connection)
  })

  it('lets one email that breaks every connection hold up no other', async () => {
    deliver(1, 60)
    imap.faults.instead = (command, socket) => {
      const [, set = ''] = /^UID FETCH (\S+) .*BODY/.exec(command) ?? []
      const [from = 0, to = from] = set.split(':').map(Number)
      if (!command.includes('BODY') || from > 30 || to < 30) return false
      socket.destroy()
      return true
    }
    read()
    await until(() => taken.length === 59)
    await until(() => core.note()?.mark === 60)
    expect(core.note()).toMatchObject({ pending: [30] })
    expect(taken).not.toContain('30')
  })

  describe('if it is hostile', () => {
    const big = 10 * 1024 * 1024

    it('is cut off if it announces endless arrivals, and we keep answering', async () => {
      deliver(1, 3)
      let count = 3
      const arrivals = () =>
        Array.from({ length: 2_000 }, () => {
          count = (count * 7 + 3) % 4_000_000
          return `* ${count} EXISTS\r\n`
        }).join('')
      imap.faults.instead = (command, socket) => {
        if (command !== 'NOOP' || taken.length < 3) return false
        const more = () => {
          while (!socket.destroyed && socket.write(arrivals()));
        }
        socket.on('drain', more)
        more()
        return true
      }
      read()
      await until(() => taken.length === 3)
      const used = process.threadCpuUsage()
      await until(() => core.reports.includes('imap down server-sends-too-much'))
      // 110 ms here, with the stand-in's share; 1,240 if the octets alone were counted (measured).
      expect(threadMs(used) / slowness()).toBeLessThan(600)

      expect(taken).toEqual(['1', '2', '3'])
    })

    it.each([
      [
        'a literal without an end',
        (socket: Socket) => stream(socket, `* 1 FETCH (UID 1 BODY[]<0> {${2 ** 40}}\r\n`, 'x'.repeat(65_536)),
      ],
      ['a line without an end', (socket: Socket) => stream(socket, '* 1 FETCH (', '('.repeat(65_536))],
      [
        'emails that nobody asked for',
        (socket: Socket) =>
          stream(socket, '', `* 1 FETCH (UID 7 BODY[]<0> {${big}}\r\n${'x'.repeat(big)})\r\n`),
      ],
      [
        'small answers without an end',
        (socket: Socket) => stream(socket, '', '* 1 FETCH (UID 1 FLAGS (\\Seen))\r\n'.repeat(2_000)),
      ],
      [
        'one answer of a million words',
        (socket: Socket) => stream(socket, '* 1 FETCH (UID 1 FLAGS (', `${'a '.repeat(30_000)}{1}\r\na`),
      ],
    ])('costs little memory and is cut off: %s', async (_, send) => {
      deliver(1, 3)
      imap.faults.instead = (command, socket) => {
        if (!command.includes('FETCH')) return false
        send(socket)
        return true
      }
      const before = process.memoryUsage().rss
      let most = before
      const watch = setInterval(() => {
        most = Math.max(most, process.memoryUsage().rss)
      }, 10)
      read()
      await until(() =>
        core.reports.some(report => report.startsWith('imap down ') && !report.endsWith('connecting')),
      )
      await reader?.stop()
      reader = undefined
      clearInterval(watch)
      expect(taken).toEqual([])
      expect(most - before).toBeLessThan(150 * 1024 * 1024)
    })
  })

  it('takes all but the one email that the server refuses to fetch', async () => {
    deliver(1, 60)
    imap.faults.instead = (command, socket, tag) => {
      const [, set = ''] = /^UID FETCH (\S+) .*BODY/.exec(command) ?? []
      const [from = 0, to = from] = set.split(':').map(Number)
      if (!command.includes('BODY') || from > 30 || to < 30) return false
      socket.write(`${tag} NO [SERVERBUG] cannot read it\r\n`)
      return true
    }
    read()
    await until(() => taken.length === 59)
    await until(() => core.note()?.mark === 60)
    expect(core.note()).toMatchObject({ pending: [30] })
  })
})

/** Sends the same until the client has enough. */
function stream(socket: Socket, first: string, again: string): void {
  socket.write(first)
  const more = () => {
    while (!socket.destroyed && socket.write(again));
  }
  socket.on('drain', more)
  more()
}
