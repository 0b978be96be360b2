/**
 * `node bench/live.ts`: ten thousand people watch the number of one petition. Prints what each costs in memory, the transactions of the database,
 * and the time from a signature to the first, the median and the last of them. `--listeners 10000 --rounds 5`. Needs `ulimit -n` above
 * the listeners.
 */
import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { query } from './bench-postgres.ts'
import { openGround, SMALL, type Stand } from './ground.ts'
import { memoryMb, processorMs } from './processor-time.ts'

const { values } = parseArgs({
  options: { listeners: { type: 'string', default: '10000' }, rounds: { type: 'string', default: '5' } },
})
const listeners = Number(values.listeners)
/** More at once than the queue of a listening socket holds would be refused. */
const openedAtOnce = 250

interface Listener {
  socket: Socket
  /** When it last heard a number. */
  heardAt: number
}

const ground = await openGround(1_000)
let watching: Listener[] = []
try {
  const stand = await ground.stand(SMALL)
  const { pid } = stand.service
  const watch = async (n: number) => {
    const connected: Listener[] = []
    while (connected.length < n) {
      const some = Math.min(openedAtOnce, n - connected.length)
      connected.push(...(await Promise.all(Array.from({ length: some }, () => listen(stand)))))
    }
    return connected
  }
  // Everything that the first listener needs is loaded before the others are weighed.
  await watch(1)
  await sleep(3_000)
  const quiet = await transactionsDuring(stand, () => sleep(5_000))
  const [memory, spent] = [memoryMb(pid, 'VmRSS'), processorMs(pid) ?? Number.NaN]
  const begun = performance.now()
  const opening = await transactionsDuring(stand, async () => {
    watching = await watch(listeners)
  })
  const took = performance.now() - begun
  say('listeners', String(listeners))
  say('until all are connected', `${(took / 1000).toFixed(1)} s`)
  say('processor of the service, a listener', `${ms((processorMs(pid) ?? Number.NaN) - spent, listeners)}`)
  say('transactions while they connect', `${opening}, at rest ${((quiet * took) / 5_000).toFixed(0)}`)
  await sleep(2_000)
  say(
    'memory a listener',
    `${(((memoryMb(pid, 'VmRSS') - memory) * 1024) / listeners).toFixed(1)} kB (${memory.toFixed(0)} MB before)`,
  )
  for (let round = 0; round < Number(values.rounds); round++) await tell(stand, watching)
} finally {
  for (const { socket } of watching) socket.destroy()
  await ground.close()
}

/** Resolves when it has heard the number for the first time. */
function listen({ service }: Stand): Promise<Listener> {
  const { hostname, port, host } = new URL(service.url)
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port) })
    const listener: Listener = { socket, heardAt: 0 }
    socket.on('error', reject).on('close', () => reject(new Error('a listener was let go')))
    socket.on('data', bytes => {
      if (!bytes.includes('data: ')) return
      listener.heardAt = performance.now()
      resolve(listener)
    })
    socket.write(`GET /p/bench/live HTTP/1.1\r\nHost: ${host}\r\n\r\n`)
  })
}

async function tell(stand: Stand, watching: Listener[]): Promise<void> {
  const { url, petitionId } = stand
  const { pid } = stand.service
  const spent = processorMs(pid) ?? Number.NaN
  let signedAt = 0
  const transactions = await transactionsDuring(stand, async () => {
    // Some hear of it before the statement returns.
    signedAt = performance.now()
    await query(
      url,
      `update signature set state = 'withdrawn', ended_at = now()
       where petition_id = $1 and number = (select max(number) from signature where state = 'confirmed' and approved_at is not null)`,
      [petitionId],
    )
    const until = signedAt + 30_000
    while (watching.some(({ heardAt }) => heardAt < signedAt)) {
      if (performance.now() > until) {
        const deaf = watching.filter(({ heardAt }) => heardAt < signedAt)
        const gone = deaf.filter(({ socket }) => socket.destroyed).length
        throw new Error(`${deaf.length} have heard nothing for 30 s, ${gone} of them were let go`)
      }
      await sleep(5)
    }
  })
  const took = watching.map(({ heardAt }) => heardAt - signedAt).sort((a, b) => a - b)
  const at = (share: number) => (took[Math.floor((took.length - 1) * share)] ?? 0).toFixed(0)
  say(
    'a new number, ms to the first, median, last',
    `${at(0)}, ${at(0.5)}, ${at(1)}; ${transactions} transactions; processor ${ms((processorMs(pid) ?? Number.NaN) - spent, watching.length)} a listener`,
  )
  // The next number must not fall into the same second.
  await sleep(1_200)
}

async function transactionsDuring({ url }: Stand, act: () => Promise<unknown>): Promise<number> {
  const read = async () =>
    Number(
      (await query(url, 'select xact_commit as n from pg_stat_database where datname = current_database()'))
        .rows[0]?.n,
    )
  const before = await read()
  await act()
  // A backend reports what it has done after a second at the latest.
  await sleep(1_500)
  return (await read()) - before
}

function ms(all: number, n: number): string {
  return `${(all / n).toFixed(3)} ms`
}

function say(what: string, figure: string): void {
  console.log(`${what.padEnd(48)} ${figure}`)
}
