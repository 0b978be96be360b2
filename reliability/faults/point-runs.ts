/**
 * At each fail point the service is killed before it, killed after it, and the call fails once. The journeys of people who wrote at
 * that moment go on with the next service.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { randomFrom } from '../../bench/reading-fuzzer.ts'
import { type ImapServer, openImapServer } from '../../test/support/imap-server.ts'
import { onServer } from '../../test/support/server.ts'
import type { Order } from './inject.ts'
import { allPoints } from './points.ts'
import type { Ground, Scenario } from './scenarios.ts'
import { type Line, World } from './world.ts'

/** Longer than any journey of one person in a healthy service. */
const JOURNEY_MS = 4_000

/** Timers, wake-ups, and what catches every error itself. */
const cannotFail = / (?:sleep|pause|breath|this\.#stirred|takeBatch|runTogether)(?: \(\d\))?$/

export const failPoints: Scenario = async ground => {
  const names = allPoints().map(({ name }) => name)
  const reached = await discover(ground)
  const unreached = names.filter(name => !reached.has(name))
  ground.say(`${names.length} fail points, ${reached.size} on the way of these journeys`)
  for (const name of unreached) ground.say(`not on the way: ${name}`)
  const random = randomFrom(ground.seed + 2)
  const all = names.filter(name => reached.has(name))
  const chosen = all
    .map(name => ({ name, place: random() }))
    .sort((a, b) => a.place - b.place)
    .slice(0, ground.points)
    .map(({ name }) => name)
  const canFail = chosen.filter(name => !cannotFail.test(name))
  const share = `${chosen.length} of ${all.length} fail points`
  return [
    await runs(ground, `killed before each of ${share}`, chosen, { when: 'before', act: 'kill' }),
    await runs(ground, `killed after each of ${share}`, chosen, { when: 'after', act: 'kill' }),
    await runs(ground, `each of ${share} fails once`, canFail, { when: 'before', act: 'throw' }),
  ]
}

interface Setting {
  world: World
  server: ImapServer
  databaseUrl: string
  /** Some people sign, by each way in. */
  journeys(during: string): Promise<unknown>
}

async function open(ground: Ground): Promise<Setting> {
  const server = await openImapServer()
  const databaseUrl = await ground.database()
  const env = { IMAP_URL: `imap://sign:secret@127.0.0.1:${server.port}/INBOX?tls=no` }
  const world = await World.open({ folder: ground.folder, databaseUrl, injected: true, env })
  const inMailbox = async (_person: unknown, raw: string) => {
    server.deliver(raw)
    server.say(`* ${server.emails.length} EXISTS`)
    return true
  }
  const journeys = (during: string) =>
    Promise.all([
      world.sign(during),
      world.sign(during, inMailbox),
      world.sign(during, world.ledger.bySmtp, 'leaves'),
      world.sign(during, world.ledger.bySmtp, 'asks'),
    ])
  return { world, server, databaseUrl, journeys }
}

/** The points that a start and these journeys pass. */
async function discover(ground: Ground): Promise<Set<string>> {
  const { world, server, journeys } = await open(ground)
  await journeys('nothing')
  await world.end('')
  await server.close()
  return (await world.hits()).reached
}

async function runs(ground: Ground, what: string, names: string[], order: Order): Promise<Line> {
  const { world, server, databaseUrl, journeys } = await open(ground)
  const notFired: string[] = []
  for (const [at, point] of names.entries()) {
    // A killed service holds its leases for ten seconds more, and only one may read the mailbox: we do not wait.
    await onServer(databaseUrl, 'delete from lease')
    // The one before may have been killed later than we waited for.
    await world.order({ ...order, point }).catch(async () => {
      await world.start()
      await world.order({ ...order, point })
    })
    const during = `${order.act} ${order.when} ${point}`
    const signing = journeys(during)
    if (order.act === 'kill') {
      const ended = world.ended(JOURNEY_MS)
      await Promise.race([ended, signing])
      if (await Promise.race([ended, sleep(300, false)])) {
        await world.start()
        await world.recovers(during)
      } else notFired.push(point)
    } else {
      await Promise.race([signing, sleep(JOURNEY_MS)])
      if (!(await world.hits()).fired.has(point)) notFired.push(point)
    }
    if (at % 25 === 24) ground.say(`${at + 1} of ${names.length}`)
  }
  const line = await world.end(what)
  await server.close()
  if (notFired.length > 0) ground.say(`passed at the start only, so not in this row: ${notFired.join('; ')}`)
  return { ...line, what: `${line.what}; ${names.length - notFired.length} hit` }
}
