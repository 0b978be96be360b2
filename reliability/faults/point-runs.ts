/**
 * At each fail point the service is killed before it, killed after it, and the call fails once. The journeys of people who wrote at
 * that moment go on with the next service.
 */
import { generateKeyPairSync } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { openImapServer } from '../../test/support/imap-server.ts'
import { onServer } from '../../test/support/server.ts'
import type { Order } from './inject.ts'
import { notPassed } from './not-passed.ts'
import { allPoints } from './points.ts'
import type { Ground, Scenario } from './scenarios.ts'
import { merged } from './table.ts'
import { imapUrlOf, type Setting, ways } from './ways.ts'
import { type Line, World } from './world.ts'

/** Longer than any journey of one person in a healthy service. */
const JOURNEY_MS = 4_000
/** The same on a machine that does much else. */
const MOST_MS = 60_000
/** How many points one world takes. */
const IN_ONE_WORLD = 30
/** How many ways are tried until one comes upon the point. */
const MOST_WAYS = 5

/** Timers, wake-ups, and what catches every error itself. */
const cannotFail = / (?:sleep|pause|breath|this\.#stirred|takeBatch|runTogether)(?: \(\d\))?$/

interface Failure {
  says: string
  order: Order
}

/** The three ways in which a point fails. */
const failures: Failure[] = [
  { says: 'killed before', order: { when: 'before', act: 'kill' } },
  { says: 'killed after', order: { when: 'after', act: 'kill' } },
  { says: 'fails once at', order: { when: 'before', act: 'throw' } },
]

interface Run {
  point: string
  failure: Failure
}

export const failPoints: Scenario = async ground => {
  const names = allPoints().map(({ name }) => name)
  const { waysOf, unharmed } = await discover(ground)
  const unreached = names.filter(name => !waysOf.has(name))
  const unexplained = unreached.filter(name => notPassed(name) === undefined)
  ground.say(`${names.length} fail points, ${names.length - unreached.length} on the way of these journeys`)
  for (const name of unreached) ground.say(`not passed: ${name}: ${notPassed(name) ?? 'NO REASON'}`)
  const points = ground.sample(names.filter(name => waysOf.has(name)))
  const tables = failures.map((failure, kind): { what: string; done: Line[]; runs: Run[] } => {
    const runs = points
      .filter((point, at) => isRun(ground, point, at, kind))
      .map(point => ({ point, failure }))
    return { what: `${failure.says} ${runs.length} of ${names.length} fail points`, done: [], runs }
  })
  const reasons = unexplained.length === 0 ? 'each has a reason' : `${unexplained.length} without a reason`
  const rest = { ...nothing, what: `${unreached.length} fail points are on no journey: ${reasons}` }
  const lines = () => [
    ...tables.map(({ what, done }) => merged(`${what}; ${done.filter(isHit).length} hit`, done)),
    rest,
    merged('control: each journey, without a fault', unharmed),
  ]
  ground.soFar(lines)
  await Promise.all(
    tables.flatMap(({ what, runs, done }) =>
      inWorlds(runs).map(some =>
        ground
          .turn(() => runsInOneWorld(ground, waysOf, some, line => done.push(line)))
          // A world that breaks takes no other with it.
          .catch(error => done.push({ ...nothing, what, lost: [`a world broke: ${error.stack}`] })),
      ),
    ),
  )
  return lines()
}

const nothing: Line = { what: '', runs: 0, lost: [], doubled: [], extra: 0, newcomer: 0, all: 0 }

/** With fewer passes than failures, each point fails in other ways from seed to seed. */
function isRun({ passes, seed }: Ground, point: string, at: number, kind: number): boolean {
  const kinds = cannotFail.test(point) ? 2 : failures.length
  return kind < kinds && (kind + at + seed) % kinds < passes
}

const isHit = ({ runs }: Line) => runs > 0

function inWorlds(runs: Run[]): Run[][] {
  return Array.from({ length: Math.ceil(runs.length / IN_ONE_WORLD) }, (_, at) =>
    runs.slice(at * IN_ONE_WORLD, (at + 1) * IN_ONE_WORLD),
  )
}

async function open(ground: Ground): Promise<Setting & { close(what: string): Promise<Line> }> {
  const server = await openImapServer()
  const lastMonth = new Date(Date.now() - 30 * 86_400_000)
  server.deliver('From: ada@house.example\r\n\r\nOld.\r\n', { receivedAt: lastMonth, flags: ['\\Seen'] })
  const databaseUrl = await ground.database()
  const env = {
    IMAP_URL: imapUrlOf(server),
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

/**
 * `waysOf`: for each point, the journeys that pass it: some pass it by chance only, so there is another to try. `unharmed`: how these journeys
 * went, for a journey that fails by itself proves nothing.
 */
async function discover(ground: Ground): Promise<{ waysOf: Map<string, string[]>; unharmed: Line[] }> {
  const found = new Map<string, string[]>()
  const names = Object.keys(ways)
  const shares = [0, 1, 2].map(share => names.filter((_, at) => at % 3 === share))
  const unharmed = await Promise.all(shares.map(share => ground.turn(() => discoverBy(ground, share, found))))
  const byOrder = (a: string, b: string) => names.indexOf(a) - names.indexOf(b)
  return { waysOf: new Map([...found].map(([point, by]) => [point, by.sort(byOrder)])), unharmed }
}

async function discoverBy(ground: Ground, names: string[], found: Map<string, string[]>): Promise<Line> {
  const setting = await open(ground)
  const note = async (name: string) => {
    for (const point of await setting.world.reached()) found.set(point, [...(found.get(point) ?? []), name])
  }
  await note('start')
  for (const name of names) {
    const way = ways[name]
    // The service says once what it passes, until the next order.
    await setting.world.order({})
    if (way === 'stop') await stopAndStart(setting.world, name)
    else if (way !== 'start') await Promise.race([way?.(setting, name), sleep(MOST_MS)])
    if (way !== 'start') await note(name)
  }
  const line = await setting.close('')
  for (const one of [...line.lost, ...line.doubled]) ground.say(`without any fault: ${one}`)
  return line
}

async function runsInOneWorld(
  ground: Ground,
  waysOf: Map<string, string[]>,
  runs: Run[],
  done: (line: Line) => void,
): Promise<void> {
  const setting = await open(ground)
  const { world } = setting
  const reports: Promise<Line>[] = []
  for (const { point, failure } of runs) {
    const what = `${failure.says} ${point}`
    const begun = performance.now()
    world.newcomer = 0
    const hit = await failAt(setting, waysOf.get(point) ?? [], { ...failure.order, point }, what)
    const seconds = ((performance.now() - begun) / 1000).toFixed(1)
    const { newcomer } = world
    const report = async () => {
      const verdict = await world.verdictOn(what)
      const line = { ...nothing, what, ...verdict, newcomer, runs: hit ? verdict.runs : 0 }
      done(line)
      const { lost, doubled, extra } = line
      const counts = `${verdict.runs} runs, ${lost.length} lost, ${doubled.length} doubled, ${extra} extra`
      ground.say(`${what}: ${hit ? '' : 'NOT HIT, '}${counts}, ${seconds} s`)
      return line
    }
    // Their journeys go on while the next point fails.
    reports.push(report())
  }
  const reported = merged('', await Promise.all(reports))
  // An order that nobody came upon must not strike later.
  await world.order({}).catch(() => {})
  await sleep(300)
  if (!world.isUp()) await world.start()
  done(beyond(reported, await setting.close('')))
}

/** The faults that show only at the end: in the count of all, and emails that came late. */
function beyond(reported: Line, all: Line): Line {
  const isNew = (one: string) => ![...reported.lost, ...reported.doubled].includes(one)
  const extra = Math.max(0, all.extra - reported.extra)
  return { ...all, runs: 0, lost: all.lost.filter(isNew), doubled: all.doubled.filter(isNew), extra }
}

/** Until one of the ways has come upon the point. Returns whether any has. */
async function failAt(setting: Setting, names: string[], order: Order, during: string): Promise<boolean> {
  for (const name of names.slice(0, MOST_WAYS))
    if (await failOn(setting, ways[name], order, during)) return true
  return false
}

async function failOn(
  setting: Setting,
  way: (typeof ways)[string] | undefined,
  order: Order,
  during: string,
): Promise<boolean> {
  const { world, databaseUrl } = setting
  // A killed service holds its leases for ten seconds more, and only one may read the mailbox: we do not wait.
  await onServer(databaseUrl, 'delete from lease')
  const before = await world.fired()
  const fired = async () => (await world.fired()) > before
  if (way === undefined) throw new Error(`no way passes ${order.point}`)
  if (way === 'start') await startWith(world, order)
  else await giveOrder(world, order)
  const signing =
    way === 'start' ? world.sign(during) : way === 'stop' ? stopAndStart(world, during) : way(setting, during)
  await firedOrOver(fired, signing)
  // A kill ends the service, and a failure is gone by the next step.
  if (order.act === 'throw') await Promise.race([signing, sleep(JOURNEY_MS)])
  else if (world.isUp() && (await fired())) await world.ended(1_000)
  if (order.act === 'kill' && !world.isUp()) {
    await world.start()
    await world.recovers(during)
  }
  return fired()
}

/** Waits until the point was hit, or the journey has ended without it. */
async function firedOrOver(fired: () => Promise<boolean>, signing: Promise<unknown>): Promise<void> {
  const over = signing.then(() => true)
  for (const until = Date.now() + MOST_MS; Date.now() < until; ) {
    if (await fired()) return
    if (await Promise.race([over, sleep(50, false)])) return
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
