/** Tries to stop us by much, by little, or by what we are made to store. */
import { setTimeout as sleep } from 'node:timers/promises'
import { loadKeys } from '../../src/core/keys.ts'
import { openDatabase } from '../../src/db/database.ts'
import { command } from '../../test/cli/run.ts'
import { addCrowd, flood } from '../../test/support/crowd.ts'
import { type ImapServer, openImapServer } from '../../test/support/imap-server.ts'
import { makePetition } from '../../test/support/petition.ts'
import { testSecret } from '../../test/support/service.ts'
import { ADDRESS, openSocket, type Setting, type Try, tooLong } from './setting.ts'

const MB = 1024 * 1024

/** Bytes without an end, as fast as they are taken. */
function stream(server: ImapServer, begin: string, chunk: string): void {
  server.faults.instead = (said, socket) => {
    if (!said.includes('FETCH')) return false
    socket.write(begin)
    const more = () => {
      while (socket.writable && socket.write(chunk));
    }
    socket.on('drain', more)
    more()
    return true
  }
}

const hostile: Record<string, (server: ImapServer) => void> = {
  'an email without an end': server =>
    stream(server, `* 1 FETCH (UID 1 BODY[]<0> {${2 ** 40}}\r\n`, 'x'.repeat(64 * 1024)),
  'a line without an end': server => stream(server, '* 1 FETCH (UID 1 FLAGS (', 'a'.repeat(64 * 1024)),
  'answers without an end': server =>
    stream(server, '', '* 1 FETCH (UID 1 FLAGS (\\Seen))\r\n'.repeat(2_000)),
}

/** How much more memory the service takes at most, in MB, and how long its pages stand still, for 15 seconds and until it has asked again. */
async function beside(s: Setting, begin: (server: ImapServer) => void) {
  const server = await openImapServer()
  server.deliver('From: ada@example.org\r\n\r\nAda Lovelace\r\n')
  // The first reading is of an honest mailbox: what it costs is no fault.
  await s.world.start(2, { IMAP_URL: `imap://sign:secret@127.0.0.1:${server.port}/INBOX?tls=no` })
  const before = await s.memory(2)
  let most = before
  begin(server)
  server.deliver('From: bo@example.org\r\n\r\nBo Example\r\n')
  server.cut()
  const asked = () => server.commands.filter(said => said.includes('FETCH')).length
  const stood = await s.standstill(async () => {
    for (let n = 0; n < 150 || (asked() < 2 && n < 900); n++) {
      most = Math.max(most, await s.memory(2))
      await sleep(100)
    }
  }, 2)
  await s.world.stop(2)
  await server.close()
  return { more: (most - before) / MB, stood, asked: asked() }
}

export const floodTries: Try[] = [
  ...Object.entries(hostile).map(
    ([what, begin]): Try => ({
      point: '1',
      holds: `an IMAP server that sends ${what} costs less than 250 MB, and stops no page`,
      async act(s) {
        const { more, stood, asked } = await beside(s, begin)
        if (asked < 2) return 'it was not asked: nothing was tried'
        if (more > 250) return `${more.toFixed(0)} MB`
        // The flood goes on all the time, so a busy machine answers late however little each piece of it costs.
        return tooLong('pages stood still', { ms: stood.busy, beside: 0 }, 1_500)
      },
    }),
  ),
  {
    point: '1',
    holds: 'what cannot be stored is put aside, 64 kB of each; its neighbours are answered',
    async act(s) {
      await s.query(
        `create function refuse_poison() returns trigger language plpgsql as
         $$ begin if new.name like 'Poison%' then raise exception 'poison'; end if; return new; end $$;
         create trigger refuse_poison before insert on revision for each row execute function refuse_poison()`,
      )
      const codes: number[] = []
      const neighbours: string[] = []
      for (let n = 0; n < 10; n++) {
        const { mailbox } = s.newcomer()
        const raw = `From: Poison Example <${mailbox}>\r\nDate: ${new Date().toUTCString()}\r\nSubject: ${n}\r\n\r\nPoison Example\r\n-- \r\n${`${'x'.repeat(70)}\r\n`.repeat(30_000)}`
        const { name, mailbox: neighbour } = s.newcomer()
        neighbours.push(neighbour)
        for (let again = 0; again < 3; again++) {
          const bad = s.write({ from: mailbox, to: ADDRESS, raw })
          if (again === 0) await s.write({ from: `${name} <${neighbour}>`, to: ADDRESS, text: name })
          codes.push(await bad)
        }
      }
      await s.query('drop trigger refuse_poison on revision; drop function refuse_poison')
      await s.settle()
      const [sizes] = await s.query(
        'select count(*)::int as n, max(octet_length(sealed)) as largest from parked where sealed is not null',
      )
      if (Number(sizes?.n) < 10) return `${sizes?.n} of 10 were put aside (${codes.join(' ')})`
      if (Number(sizes?.largest) > 100_000) return `one takes ${sizes?.largest} octets`
      const forgotten = neighbours.filter(mailbox => s.emails(mailbox).length === 0).length
      return forgotten === 0 ? undefined : `${forgotten} neighbours are not answered`
    },
  },
  {
    point: '6',
    holds:
      '200 connections of one address that send an octet a second do not close the mail door, and end within 90 s',
    async act(s) {
      const { mailPort } = s.world.service()
      const slow = await Promise.all(Array.from({ length: 200 }, () => openSocket(mailPort, '127.0.0.3')))
      let over = 0
      for (const socket of slow) socket.resume().once('close', () => over++)
      // Somebody who talks before the greeting, or all at once, is cut off for that.
      const said = ['EHLO slow.test', 'MAIL FROM:<slow@example.org>', `RCPT TO:<${ADDRESS}>`, 'DATA']
      for (const line of said) {
        await sleep(1_500)
        for (const socket of slow) if (socket.writable) socket.write(`${line}\r\n`)
      }
      const dripping = setInterval(() => {
        for (const socket of slow) if (socket.writable) socket.write('x')
      }, 1_000)
      try {
        await sleep(3_000)
        if (over > 100) return `${over} were refused at once: nothing was tried`
        const { name, mailbox } = s.newcomer()
        const begun = Date.now()
        const code = await s.write({ from: `${name} <${mailbox}>`, to: ADDRESS, text: name }).catch(() => 0)
        if (code !== 250) return `an honest email is answered with ${code || 'nothing'}`
        if (Date.now() - begun > 10_000) return 'an honest email waits for more than ten seconds'
        for (let waited = 0; waited < 90 && over < slow.length; waited++) await sleep(1_000)
        return over === slow.length ? undefined : `${slow.length - over} still hold their places`
      } finally {
        clearInterval(dripping)
        for (const socket of slow) socket.destroy()
      }
    },
  },
  {
    point: '8',
    holds:
      '600 false signatures of one domain and 150 of one room, among 120 honest ones, raise two alerts and can be removed, and brought back',
    async act(s) {
      const { db, close } = await openDatabase({ url: s.databaseUrl }, { poolSize: 1 })
      await makePetition(db, 'flooded')
      await addCrowd(db, await loadKeys(db, testSecret), 'flooded', flood)
      await close()
      const organiser = await s.world.organiser('flooded')
      // Alerts go to organisers whose place is known.
      await s.write({ from: organiser, to: ADDRESS.replace('demo', 'flooded'), text: 'count' })
      await s.email(organiser)
      // One service looks for the others, every ten minutes. A new one that is alone looks at once.
      for (const at of [0, 1]) await s.world.stop(at)
      await s.world.start(2)
      const alerts = () =>
        s.query(`select a.kind from alert a join petition p on p.id = a.petition_id where p.slug = 'flooded'`)
      for (let n = 0; n < 120 && (await alerts()).length < 2; n++) await sleep(500)
      await s.world.stop(2)
      for (const at of [0, 1]) await s.world.start(at)
      const raised = await alerts()
      if (raised.length < 2) return `${raised.length} alerts are raised`
      await s.settle()
      const told = s.emails(organiser).filter(({ raw }) => /farm\.example/.test(raw)).length
      if (told === 0) return 'the organiser is not told of the domain'
      const env = { DATABASE_URL: s.databaseUrl, SECRET_KEY: testSecret }
      const invalidate = (...args: string[]) => command(['invalidate', 'flooded', ...args], env)
      const { stdout } = await invalidate('--domain', 'farm.example', '--reason', 'false', '--yes')
      await invalidate('--community', 'g1', '--reason', 'false', '--yes')
      const left = await s.count('flooded')
      if (left !== 120) return `${left} are left of 120`
      await invalidate('--undo', /entry (\d+)/.exec(stdout)?.[1] ?? '')
      const back = await s.count('flooded')
      return back === 720 ? undefined : `${back} are there again, of 720`
    },
  },
]
