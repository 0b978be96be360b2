/** The ways through the service: together they pass nearly every fail point. */
import { setTimeout as sleep } from 'node:timers/promises'
import { readImapUrl } from '../../src/adapters/email/receive/imap-url.ts'
import { takeNote } from '../../src/adapters/email/receive/mailbox-mark.ts'
import type { ImapServer } from '../../test/support/imap-server.ts'
import { onServer } from '../../test/support/server.ts'
import { errands } from './errands.ts'
import { mailboxFaults } from './imap.ts'
import { type Deliver, type Errand, linkIn } from './journey.ts'
import { ways as badWays } from './provider.ts'
import type { World } from './world.ts'

/** A way through the service that passes some of the points. */
export type Way = (setting: Setting, during: string) => Promise<unknown>

export interface Setting {
  world: World
  server: ImapServer
  databaseUrl: string
}

/** `start`, `stop`: the points are passed before anybody writes, or on SIGTERM. */
export const ways: Record<string, Way | 'start' | 'stop'> = {
  start: 'start',
  ...Object.fromEntries(
    Object.entries(errands).map(([name, errand]): [string, Way] => [
      name,
      async ({ world }, during) => {
        const { ledger } = world
        const mailbox = errand === errands.organises ? await world.organiser() : undefined
        return world.sign(during, ledger.bySmtp, errand, mailbox)
      },
    ]),
  ),
  'many at once': ({ world }, during) => {
    const some = [errands.asks, errands.asks, errands.asks, errands.signs, errands.signs, errands.signs]
    return Promise.all(some.map(errand => world.sign(during, world.ledger.bySmtp, errand)))
  },
  'many at once, and one that cannot be stored': async ({ world, databaseUrl }, during) => {
    const some = [errands.asks, errands.signs, errands.isPutAside, errands.signs, errands.signs]
    // Those who come while the first one waits are taken together.
    void onServer(databaseUrl, lockAll(1))
    await sleep(UNTIL_LOCKED_MS)
    return Promise.all(some.map(errand => world.sign(during, world.ledger.bySmtp, errand)))
  },
  ...Object.fromEntries(
    Object.entries(badWays).map(([what, bad]): [string, Way] => [
      `the mail server ${what}`,
      async ({ world }, during) => {
        await world.provider.become(bad)
        const journey = world.sign(during)
        await sleep(700)
        await world.provider.become('good')
        await world.retry()
        return journey
      },
    ]),
  ),
  'by a mailbox': (setting, during) => byMailbox(setting, during),
  'by a mailbox, unproved, after signing': (setting, during) => byMailbox(setting, during, errands.asksAgain),
  'an email that is too complex': async ({ server }) => {
    const parts = '--b\r\nContent-Type: text/plain\r\n\r\nx\r\n'.repeat(30_000)
    const type = 'Content-Type: multipart/mixed; boundary=b'
    server.deliver(`From: ada@house.example\r\nMIME-Version: 1.0\r\n${type}\r\n\r\n${parts}--b--\r\n`)
    server.say(`* ${server.emails.length} EXISTS`)
    await sleep(1_500)
  },
  ...Object.fromEntries(
    Object.entries(mailboxFaults).map(([what, begin]): [string, Way] => [
      `by a mailbox that ${what}`,
      async (setting, during) => {
        const { commands } = setting.server
        const before = commands.length
        begin(setting.server)
        const journeys = Promise.all([byMailbox(setting, during), byMailbox(setting, during)])
        // Our reader has met the fault.
        for (let n = 0; n < 60 && commands.length < before + 3; n++) await sleep(50)
        await sleep(500)
        setting.server.faults = {}
        setting.server.cut()
        return journeys
      },
    ]),
  ),
  'while the petition is locked': async ({ world, databaseUrl }, during) => {
    const lock = onServer(databaseUrl, lockForAWhile)
    await sleep(UNTIL_LOCKED_MS)
    await Promise.all([lock, world.sign(during), world.sign(during)])
  },
  'by a mailbox, while the petition is locked': async (setting, during) => {
    const lock = onServer(setting.databaseUrl, lockForAWhile)
    await sleep(UNTIL_LOCKED_MS)
    await Promise.all([lock, byMailbox(setting, during), byMailbox(setting, during)])
  },
  'while connections to Postgres end': async ({ world, databaseUrl }, during) => {
    const journeys = Promise.all([world.sign(during), world.sign(during)])
    for (let n = 0; n < 3; n++) {
      await sleep(100)
      await onServer(
        databaseUrl,
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
      )
    }
    return journeys
  },
  'while one of several waits for a lock': async ({ world, databaseUrl }, during) => {
    // The first one waits in vain, and so do those who are taken together after that.
    const lock = onServer(databaseUrl, lockAll(5))
    await sleep(UNTIL_LOCKED_MS)
    const some = [errands.asks, errands.asks, errands.asks, errands.signs, errands.signs, errands.signs]
    await Promise.all([lock, ...some.map(errand => world.sign(during, world.ledger.bySmtp, errand))])
  },
  'while the database lets nobody in': async ({ world, databaseUrl }, during) => {
    const name = new URL(databaseUrl).pathname.slice(1)
    const server = new URL(databaseUrl)
    server.pathname = '/postgres'
    const allow = (is: boolean) => onServer(server.href, `alter database ${name} allow_connections ${is}`)
    const { journey, sent } = signSlowly(world, during, 300)
    // The mail server has the question, and its outcome is not written yet.
    await sent
    await allow(false)
    await onServer(
      server.href,
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
    )
    await sleep(1_500)
    await allow(true)
    return journey
  },
  'to a server that takes its time': ({ world }, during) =>
    signSlowly(world, during, LONGER_THAN_A_RENEWAL_MS).journey,
  'an email is on its way on SIGTERM': async ({ world }, during) => {
    const { journey, sent } = signSlowly(world, during, 60_000)
    await sent
    if (world.isUp()) await world.stop()
    if (!world.isUp()) await world.start()
    await world.retry()
    return journey
  },
  'the operator takes older email': async ({ world, server, databaseUrl }, during) => {
    const note = takeNote(readImapUrl(imapUrlOf(server)))
    const since = JSON.stringify({ since: Date.now() - 40 * 86_400_000 })
    await onServer(
      databaseUrl,
      `insert into note (channel, name, value) values ('email', '${note}', '${since}')
      on conflict (channel, name) do update set value = excluded.value`,
    )
    server.cut()
    await byMailbox({ world, server, databaseUrl }, during)
  },
  'by a mailbox that hides one email for long': async (setting, during) => {
    const { server } = setting
    const journeys = [errands.isPutAside, errands.signs, errands.signs].map(errand =>
      byMailbox(setting, during, errand),
    )
    const [refused, hidden] = server.emails.slice(-3).map(({ uid }) => uid)
    // The first one is fetched, and has to be tried again.
    server.faults = {
      shows: ({ uid }, command) => uid !== hidden && (uid !== refused || command.includes('BODY')),
    }
    await sleep(3_000)
    server.faults = {}
    server.cut()
    return Promise.all(journeys)
  },
  'by a mailbox that shows no two emails at once': async (setting, during) => {
    const { server } = setting
    server.faults = {
      instead(command, socket, tag) {
        if (!/BODY/.test(command) || !/[:,]/.test(command.split(' ')[2] ?? '')) return false
        socket.write(`${tag} NO [SERVERBUG] one at a time\r\n`)
        return true
      },
    }
    const journeys = Promise.all([1, 2, 3, 4].map(() => byMailbox(setting, during)))
    await journeys
    server.faults = {}
    return journeys
  },
  'an organiser removes somebody': async ({ world }, during) => {
    const person = await world.sign(during, world.ledger.bySmtp, errands.signsOnPage)
    const [question, receipt] = world.provider.emailsTo(person.mailbox)
    const number = /Your signature is number (\d+)/.exec(receipt?.raw ?? '')?.[1]
    const removes: Errand = async journey => {
      journey.person.asked = await journey.write(`remove ${number} not a person`)
      const preview = await journey.email(1)
      if (preview === undefined) return
      person.left = await journey.press(linkIn(preview, 'c'), undefined, 1)
      await journey.email(2)
      await journey.write('Could you please do something about it?')
      await journey.email(3)
      await journey.open(`/c/${question?.token}`)
    }
    return world.sign(during, world.ledger.bySmtp, removes, await world.organiser())
  },
  stop: 'stop',
}

const LONGER_THAN_A_RENEWAL_MS = 13_000

/** Longer than a transaction waits for a lock. */
const lockForAWhile = `
begin; select from petition where slug = 'demo' for update; select pg_sleep(3); rollback`
const UNTIL_LOCKED_MS = 300

/** Everybody waits, and nobody holds a petition. */
function lockAll(seconds: number): string {
  return `begin; lock table inbox; select pg_sleep(${seconds}); rollback`
}

/** Somebody whose first email the mail server takes at once, and acknowledges only after a while. */
function signSlowly(world: World, during: string, ms: number) {
  const { provider, ledger } = world
  const journey = world.sign(during)
  const mailbox = ledger.people.at(-1)?.mailbox ?? ''
  const emails = () => provider.emailsTo(mailbox).length
  provider.slow = { to: { test: to => to === mailbox && emails() === 1 }, ms }
  const isSent = async () => {
    while (emails() === 0) await sleep(5)
  }
  return { journey, sent: isSent() }
}

/** IMAP_URL. */
export function imapUrlOf({ port }: ImapServer): string {
  return `imap://sign:secret@127.0.0.1:${port}/INBOX?tls=no`
}

function byMailbox({ world, server }: Setting, during: string, errand: Errand = errands.signs) {
  const deliver: Deliver = async (_person, raw) => {
    server.deliver(raw)
    server.say(`* ${server.emails.length} EXISTS`)
    return true
  }
  return world.sign(during, deliver, errand)
}
