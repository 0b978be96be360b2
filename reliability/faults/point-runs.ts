/**
 * At each fail point the service is killed before it, killed after it, and the call fails once. The journeys of people who wrote at
 * that moment go on with the next service.
 */
import { generateKeyPairSync } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type ImapServer, openImapServer } from '../../test/support/imap-server.ts'
import { onServer } from '../../test/support/server.ts'
import { type Errand, errands } from './errands.ts'
import { mailboxFaults } from './imap.ts'
import type { Order } from './inject.ts'
import type { Deliver } from './journey.ts'
import { notPassed } from './not-passed.ts'
import { allPoints } from './points.ts'
import { ways as badWays } from './provider.ts'
import type { Ground, Scenario } from './scenarios.ts'
import { merged } from './table.ts'
import { type Line, World } from './world.ts'

/** Longer than any journey of one person in a healthy service. */
const JOURNEY_MS = 4_000
/** The same on a machine that does much else. */
const MOST_MS = 20_000
/** How many points one world takes. */
const IN_ONE_WORLD = 40

/** Timers, wake-ups, and what catches every error itself. */
const cannotFail = / (?:sleep|pause|breath|this\.#stirred|takeBatch|runTogether)(?: \(\d\))?$/

/** A way through the service that passes some of the points. */
type Way = (setting: Setting, during: string) => Promise<unknown>

interface Setting {
  world: World
  server: ImapServer
  databaseUrl: string
}

/** `start`, `stop`: the points are passed before anybody writes, or on SIGTERM. */
const ways: Record<string, Way | 'start' | 'stop'> = {
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
  'many at once, and one that cannot be stored': ({ world }, during) => {
    const some = [errands.signs, errands.isPutAside, errands.signs, errands.signs]
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
        begin(setting.server)
        const journeys = Promise.all([byMailbox(setting, during), byMailbox(setting, during)])
        await sleep(700)
        setting.server.faults = {}
        setting.server.cut()
        return journeys
      },
    ]),
  ),
  'while the petition is locked': async ({ world, databaseUrl }, during) => {
    const lock = onServer(
      databaseUrl,
      `begin; select from petition where slug = 'demo' for update; select pg_sleep(2.5); rollback`,
    )
    await Promise.all([lock, world.sign(during), world.sign(during)])
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
  stop: 'stop',
}

function byMailbox({ world, server }: Setting, during: string, errand: Errand = errands.signs) {
  const deliver: Deliver = async (_person, raw) => {
    server.deliver(raw)
    server.say(`* ${server.emails.length} EXISTS`)
    return true
  }
  return world.sign(during, deliver, errand)
}

export const failPoints: Scenario = async ground => {
  const names = allPoints().map(({ name }) => name)
  const wayOf = await ground.turn(() => discover(ground))
  const unreached = names.filter(name => !wayOf.has(name))
  const unexplained = unreached.filter(name => notPassed(name) === undefined)
  ground.say(`${names.length} fail points, ${wayOf.size} on the way of these journeys`)
  for (const name of unreached) ground.say(`not passed: ${name}: ${notPassed(name) ?? 'NO REASON'}`)
  const all = ground.sample(names.filter(name => wayOf.has(name)))
  const canFail = all.filter(name => !cannotFail.test(name))
  const share = `${all.length} of ${names.length} fail points`
  const lines = await Promise.all([
    runs(ground, wayOf, `killed before each of ${share}`, all, { when: 'before', act: 'kill' }),
    runs(ground, wayOf, `killed after each of ${share}`, all, { when: 'after', act: 'kill' }),
    runs(ground, wayOf, `each of ${share} fails once`, canFail, { when: 'before', act: 'throw' }),
  ])
  const reasons = unexplained.length === 0 ? 'each has a reason' : `${unexplained.length} without a reason`
  const what = `${unreached.length} fail points are on no journey: ${reasons}`
  return [...lines, { what, runs: 0, lost: [], doubled: [], extra: 0, newcomer: 0, all: 0 }]
}

async function open(ground: Ground): Promise<Setting & { close(what: string): Promise<Line> }> {
  const server = await openImapServer()
  const lastMonth = new Date(Date.now() - 30 * 86_400_000)
  server.deliver('From: ada@house.example\r\n\r\nOld.\r\n', { receivedAt: lastMonth, flags: ['\\Seen'] })
  const databaseUrl = await ground.database()
  const env = {
    IMAP_URL: `imap://sign:secret@127.0.0.1:${server.port}/INBOX?tls=no`,
    DKIM_DOMAIN: 'petitions.example',
    DKIM_SELECTOR: 's',
    DKIM_PRIVATE_KEY: signingKey,
  }
  const world = await World.open({ folder: ground.folder, databaseUrl, injected: true, env })
  await onServer(databaseUrl, poison)
  const close = async (what: string) => {
    const line = await world.end(what)
    await server.close()
    return line
  }
  return { world, server, databaseUrl, close }
}

const signingKey = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
}).privateKey

/** No request in a name that begins so can be stored. */
const poison = `
create function refuse_poison() returns trigger language plpgsql as
$$ begin if new.name like 'Poison%' then raise exception 'poison'; end if; return new; end $$;
create trigger refuse_poison before insert on revision for each row execute function refuse_poison()`

/** For each point, the first journey that passes it. */
async function discover(ground: Ground): Promise<Map<string, string>> {
  const setting = await open(ground)
  const found = new Map<string, string>()
  for (const [name, way] of Object.entries(ways)) {
    if (way === 'stop') await stopAndStart(setting.world, name)
    else if (way !== 'start') await Promise.race([way(setting, name), sleep(20_000)])
    for (const point of (await setting.world.hits()).reached) if (!found.has(point)) found.set(point, name)
  }
  const { lost, doubled } = await setting.close('')
  for (const one of [...lost, ...doubled]) ground.say(`without any fault: ${one}`)
  return found
}

async function runs(
  ground: Ground,
  wayOf: Map<string, string>,
  what: string,
  names: string[],
  order: Order,
): Promise<Line> {
  const parts = Array.from({ length: Math.ceil(names.length / IN_ONE_WORLD) }, (_, at) =>
    names.slice(at * IN_ONE_WORLD, (at + 1) * IN_ONE_WORLD),
  )
  const done = await Promise.all(
    parts.map(part => ground.turn(() => runsInOneWorld(ground, wayOf, part, order))),
  )
  const missed = done.flatMap(({ notHit }) => notHit)
  if (missed.length > 0) ground.say(`${what}: not hit: ${missed.join('; ')}`)
  return merged(
    `${what}; ${names.length - missed.length} hit`,
    done.map(({ line }) => line),
  )
}

async function runsInOneWorld(
  ground: Ground,
  wayOf: Map<string, string>,
  names: string[],
  order: Order,
): Promise<{ line: Line; notHit: string[] }> {
  const setting = await open(ground)
  const { world, databaseUrl } = setting
  const notHit: string[] = []
  for (const point of names) {
    // A killed service holds its leases for ten seconds more, and only one may read the mailbox: we do not wait.
    await onServer(databaseUrl, 'delete from lease')
    const during = `${order.act} ${order.when} ${point}`
    const way = ways[wayOf.get(point) ?? '']
    if (way === undefined) throw new Error(`no way passes ${point}`)
    if (way === 'start') await startWith(world, { ...order, point })
    else await giveOrder(world, { ...order, point })
    const signing =
      way === 'start'
        ? world.sign(during)
        : way === 'stop'
          ? stopAndStart(world, during)
          : way(setting, during)
    await firedOrOver(world, point, signing)
    // A kill ends the service, and a failure is gone by the next step.
    if (order.act === 'throw') await Promise.race([signing, sleep(JOURNEY_MS)])
    else if (world.isUp()) await world.ended(300)
    if (order.act === 'kill' && !world.isUp()) {
      await world.start()
      await world.recovers(during)
    }
    if (!(await world.hits()).fired.has(point)) notHit.push(point)
  }
  // An order that nobody came upon must not strike later.
  await world.order({}).catch(() => {})
  await sleep(300)
  if (!world.isUp()) await world.start()
  return { line: await setting.close(''), notHit }
}

/** Waits until the point was hit, or the journey has ended without it. */
async function firedOrOver(world: World, point: string, signing: Promise<unknown>): Promise<void> {
  const over = signing.then(() => true)
  for (const until = Date.now() + MOST_MS; Date.now() < until; ) {
    if ((await world.hits()).fired.has(point)) return
    if (await Promise.race([over, sleep(200, false)])) return
  }
}

/** SIGTERM while somebody writes. */
async function stopAndStart(world: World, during: string): Promise<void> {
  const signing = world.sign(during)
  await sleep(150)
  if (world.isUp()) await world.stop()
  await world.start()
  await signing
}

async function giveOrder(world: World, order: Order): Promise<void> {
  // The one before may have been killed later than we waited for.
  await world.order(order).catch(async () => {
    await world.start()
    await world.order(order)
  })
}

/** The service comes upon the point while it starts. */
async function startWith(world: World, order: Order): Promise<void> {
  if (world.isUp()) await world.kill()
  const started = world.start(0, { FAULTS_ORDER: JSON.stringify(order) })
  await started.catch(() => world.start())
}
