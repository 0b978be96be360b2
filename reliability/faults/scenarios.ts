/** The trials of the service. Each has a database of its own, and ends in one line of the table. */
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { randomFrom } from '../../bench/reading-fuzzer.ts'
import { startEmbeddedPostgres } from '../../src/db/postgres/embedded-postgres.ts'
import { databaseUrl, onServer } from '../../test/support/server.ts'
import { openDatabaseProxy } from '../../test/support/tcp-proxy.ts'
import { type Way, ways } from './provider.ts'
import { SmallDisk } from './small-disk.ts'
import { merged } from './table.ts'
import { type Line, World } from './world.ts'

export interface Ground {
  folder: string
  /** A new database on the server that all share. */
  database(): Promise<string>
  /** Runs one world when there is room for it. */
  turn<T>(act: () => Promise<T>): Promise<T>
  seed: number
  short: boolean
  kills: number
  /** Those of the fail points that are taken, at random. */
  sample(points: string[]): string[]
  /** In how many of its three ways each fail point fails. */
  passes: number
  /** The lines of this part as they would be now, for a run that is ended early. */
  soFar(lines: () => Line[]): void
  say(what: string): void
}

/** All at once: each world waits for its turn. */
export type Scenario = (ground: Ground) => Promise<Line[]>

const KILLS_IN_ONE_WORLD = 25

/** While people write, reply and press, the service is killed, and started again. */
export const kills: Scenario = async ground => {
  const begins = Array.from({ length: Math.ceil(ground.kills / KILLS_IN_ONE_WORLD) }, (_, at) => at)
  const lines = await Promise.all(
    begins.map(at => {
      const times = Math.min(KILLS_IN_ONE_WORLD, ground.kills - at * KILLS_IN_ONE_WORLD)
      return ground.turn(() => killedOften(ground, times, ground.seed + 1_000 * at))
    }),
  )
  return [merged(`kill -9 at a random moment, ${ground.kills} times`, lines)]
}

async function killedOften(ground: Ground, times: number, seed: number): Promise<Line> {
  const random = randomFrom(seed)
  const world = await World.open({ folder: ground.folder, databaseUrl: await ground.database() })
  for (let n = 0; n < times; n++) {
    const stop = world.crowd('a kill', 150)
    await sleep(random() * 1_200)
    await world.kill()
    stop()
    await world.start()
    await world.recovers('a kill')
  }
  ground.say(`${times} kills`)
  return world.end('')
}

/** SIGTERM while people write. */
export const stopping: Scenario = ground => ground.turn(() => stoppedOften(ground))

async function stoppedOften(ground: Ground): Promise<Line[]> {
  const random = randomFrom(ground.seed + 1)
  const times = ground.short ? 3 : 20
  const world = await World.open({ folder: ground.folder, databaseUrl: await ground.database() })
  const failed: string[] = []
  for (let n = 0; n < times; n++) {
    const stop = world.crowd('SIGTERM', 60)
    await sleep(random() * 1_000)
    // However long it takes, no more come than the next service can answer.
    setTimeout(stop, 1_000)
    const { code, seconds } = await world.stop()
    stop()
    if (code !== 0 || seconds > 10) failed.push(`SIGTERM ended with ${code} after ${seconds.toFixed(1)} s`)
    await world.start()
    await world.recovers('SIGTERM')
  }
  const line = await world.end(`SIGTERM, ${times} times`)
  return [{ ...line, lost: [...line.lost, ...failed] }]
}

/** Several services on one database: each email comes to two at once, and one of them is killed again and again. */
const replicas =
  (many: number): Scenario =>
  ground =>
    ground.turn(async () => {
      const databaseUrl = await ground.database()
      const world = await World.open({ folder: ground.folder, databaseUrl, replicas: many })
      const twice = async (...[person, raw, to]: Parameters<typeof world.ledger.bySmtp>) => {
        const taken = await Promise.all([1, 2].map(() => world.ledger.bySmtp(person, raw, to)))
        return taken.includes(true)
      }
      for (let n = 0; n < (ground.short ? 2 : 8); n++) {
        for (let i = 0; i < 10; i++) void world.sign(`${many} replicas`, twice)
        await sleep(300)
        if (n % 2 === 1) {
          await world.kill(n % many)
          await world.recovers(`${many} replicas`)
          await world.start(n % many)
        }
      }
      return [
        await world.end(`${many} replicas; each email comes to two at once, one is killed now and then`),
      ]
    })
export const twoReplicas = replicas(2)
export const fourReplicas = replicas(4)

/** The mail server misbehaves for some seconds while people write. */
export const smtp: Scenario = async ground => {
  const chosen = Object.entries(ways).filter((_, at) => !ground.short || at % 4 === 3)
  return Promise.all(chosen.map(([what, way]) => ground.turn(() => misbehaving(ground, what, way))))
}

async function misbehaving(ground: Ground, what: string, way: Way): Promise<Line> {
  const world = await World.open({ folder: ground.folder, databaseUrl: await ground.database() })
  await world.sign('before')
  await world.provider.become(way)
  const stop = world.crowd(what, 250)
  await sleep(ground.short ? 2_000 : 4_000)
  stop()
  await world.provider.become('good')
  // An email that may have arrived waits for ten minutes, and one that is refused because of us for an hour; the operator need not.
  await sleep(1_000)
  await world.retry()
  const retrying = setInterval(() => void world.retry().catch(() => {}), 3_000)
  await world.recovers(what)
  const line = await world.end(`the mail server ${what}`)
  clearInterval(retrying)
  ground.say(what)
  return line
}

/** The faults of Postgres, each of which ends again. */
export const postgres: Scenario = ground => ground.turn(() => withPostgresOfItsOwn(ground))

async function withPostgresOfItsOwn(ground: Ground): Promise<Line[]> {
  const lines: Line[] = []
  // Nobody else may be hit.
  const own = await startEmbeddedPostgres({ dataDir: join(ground.folder, 'postgres') })
  const faults: [string, (proxy: Awaited<ReturnType<typeof openDatabaseProxy>>) => Promise<void>][] = [
    [
      'Postgres refuses connections for some seconds',
      async proxy => {
        await proxy.refuse()
        await sleep(3_000)
        await proxy.pass()
      },
    ],
    [
      'Postgres is silent for some seconds',
      async proxy => {
        proxy.hang()
        await sleep(7_000)
        await proxy.pass()
      },
    ],
    [
      'connections to Postgres break, again and again',
      async proxy => {
        for (let n = 0; n < 12; n++) {
          await proxy.refuse()
          await proxy.pass()
          await sleep(150)
        }
      },
    ],
    [
      'backends of Postgres are ended by the administrator',
      async () => {
        for (let n = 0; n < 6; n++) {
          await onServer(
            own.url,
            "select pg_terminate_backend(pid) from pg_stat_activity where datname like 'faults%'",
          )
          await sleep(300)
        }
      },
    ],
    [
      'Postgres is restarted (SIGINT)',
      async () => {
        process.kill(own.pid, 'SIGINT')
        await sleep(1_500)
      },
    ],
    [
      'Postgres crashes (SIGQUIT)',
      async () => {
        process.kill(own.pid, 'SIGQUIT')
        await sleep(1_500)
      },
    ],
    [
      'Postgres is killed (SIGKILL)',
      async () => {
        process.kill(own.pid, 'SIGKILL')
        await sleep(1_500)
      },
    ],
  ]
  let databases = 0
  for (const [what, fault] of ground.short ? faults.filter((_, at) => at % 3 === 2) : faults) {
    const name = `faults_${databases++}`
    await onServer(own.url, `create database ${name}`)
    const proxy = await openDatabaseProxy(databaseUrl(own.url, name))
    const world = await World.open({ folder: ground.folder, databaseUrl: proxy.url })
    for (let n = 0; n < (ground.short ? 1 : 2); n++) {
      const stop = world.crowd(what, 100)
      await sleep(400)
      await fault(proxy)
      stop()
      await world.recovers(what)
    }
    lines.push(await world.end(what))
    await proxy.close()
    ground.say(what)
  }
  await own.stop()
  return lines
}

/** Postgres on a disk of its own, which becomes full and is made free again. */
export const diskFull: Scenario = ground => ground.turn(() => onSmallDisk(ground))

async function onSmallDisk(ground: Ground): Promise<Line[]> {
  const what = 'the disk of Postgres is full, and free again'
  const disk = await SmallDisk.mount(ground.folder)
  if (disk === undefined) {
    const none = { runs: 0, lost: [], doubled: [], extra: 0, newcomer: 0, all: 0 }
    return [{ what, ...none, absent: 'needs Linux and root: a file system of its own is mounted' }]
  }
  const own = await startEmbeddedPostgres({ dataDir: `${disk.folder}/data` })
  try {
    const world = await World.open({ folder: ground.folder, databaseUrl: own.url })
    // A fault that nobody felt proves nothing.
    const idle: string[] = []
    for (let n = 0; n < (ground.short ? 1 : 3); n++) {
      const stop = world.crowd(what, 50)
      await sleep(500)
      await disk.fill()
      await sleep(4_000)
      stop()
      if (world.ledger.people.every(({ asked }) => asked))
        idle.push(`${what}: everything was taken all the same`)
      await disk.empty()
      await world.recovers(what)
    }
    const line = await world.end(what)
    return [{ ...line, lost: [...line.lost, ...idle] }]
  } finally {
    await own.stop()
    await disk.unmount()
  }
}

/** The service's clock jumps; that of the database does not. */
export const clock: Scenario = ground => ground.turn(() => withSteppedClock(ground))

async function withSteppedClock(ground: Ground): Promise<Line[]> {
  const hour = 3_600_000
  const world = await World.open({
    folder: ground.folder,
    databaseUrl: await ground.database(),
    injected: true,
  })
  const steps = [hour, -hour, 26 * hour, -26 * hour, 90_000, -90_000, 400 * 24 * hour, 0]
  for (const ms of ground.short ? steps.slice(0, 3) : steps) {
    const stop = world.crowd(`the clock ${ms / 1000} s ahead`, 120)
    await sleep(400)
    await world.order({ clock: ms })
    await sleep(800)
    stop()
    await world.recovers('a step of the clock')
  }
  return [await world.end(`the service's clock jumps by ±1.5 min to +400 days`)]
}
