/**
 * `node bench/pages.ts`: a petition's page against `/healthz` of the same server, at 64 connections, with a thousand and with a million (`--many`)
 * signatures, at rest and while people sign; beside nginx with the same bytes, if it is installed. They take turns, and each figure is the median of
 * its turns. The processor's time is that of the server alone: it holds where other work slows the machine. Then the names, page by page. Prints figures
 * and asserts none. `--connections 64 --seconds 1 --turns 7`.
 */
import { spawn } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { get } from 'node:http'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { freePort } from '../test/support/free-port.ts'
import { BIG, type Ground, openGround, SMALL, type Stand } from './ground.ts'
import { ask, press } from './load/ask-and-confirm.ts'
import { type Load, rawLoad } from './load/raw-load.ts'
import { processorMs } from './processor-time.ts'
import { findProgram } from './references/installed.ts'

const { values } = parseArgs({
  options: {
    connections: { type: 'string', default: '64' },
    seconds: { type: 'string', default: '1' },
    turns: { type: 'string', default: '7' },
    many: { type: 'string', default: String(BIG) },
  },
})
const load = { connections: Number(values.connections), ms: Number(values.seconds) * 1000 }
const compressed = { 'Accept-Encoding': 'br' }

interface Subject {
  what: string
  origin: string
  path: string
  pid: number
}

/** A load, and the milliseconds of the server's processor that a thousand answers took. */
interface Turn extends Load {
  processor: number
}

console.log(
  `${new Date().toISOString().slice(0, 10)}, ${availableParallelism()} cores shared by everything here, Node ${process.versions.node}\n`,
)
const ground = await openGround(load.ms)
try {
  line('', 'a second', 'of healthz', 'p50 ms', 'p99 ms', 'longest', 'bytes', 'processor', 'of healthz')
  for (const signatures of [SMALL, Number(values.many)]) {
    const stand = await ground.stand(signatures)
    const { url: origin, pid } = stand.service
    console.log(`\n${signatures.toLocaleString('en')} signatures`)
    const healthz = { what: '/healthz', origin, path: '/healthz', pid }
    const page = { what: 'page', origin, path: '/p/bench', pid }
    await rawLoad(origin, '/p/bench', { ...load, headers: compressed })
    const nginx = await startNginx(ground, stand, signatures)
    await inTurns([healthz, page, ...(nginx === undefined ? [] : [nginx])])
    const stop = await peopleSign(stand)
    await inTurns([healthz, { ...page, what: 'page while 50 a second sign' }])
    await stop()
    await clicks(stand)
    await names(stand)
  }
} finally {
  await ground.close()
}

/** The first is what the others are compared with, turn by turn. */
async function inTurns(subjects: Subject[]): Promise<void> {
  const turns: Turn[][] = []
  for (let n = 0; n < Number(values.turns); n++) {
    const turn = []
    for (const { origin, path, pid } of subjects) {
      const before = processorMs(pid) ?? Number.NaN
      const done = await rawLoad(origin, path, { ...load, headers: compressed })
      const spent = (processorMs(pid) ?? Number.NaN) - before
      turn.push({ ...done, processor: (spent * 1_000) / ((done.perSecond * load.ms) / 1_000) })
    }
    turns.push(turn)
  }
  for (const [at, { what }] of subjects.entries()) {
    const of = (read: (turn: Turn, first: Turn) => number) =>
      median(turns.map(turn => read(turn[at] as Turn, turn[0] as Turn)))
    line(
      what,
      of(turn => turn.perSecond).toFixed(0),
      of((turn, first) => turn.perSecond / first.perSecond).toFixed(2),
      of(turn => turn.p50).toFixed(1),
      of(turn => turn.p99).toFixed(1),
      of(turn => turn.longest).toFixed(1),
      of(turn => turn.bytes).toFixed(0),
      of(turn => turn.processor).toFixed(0),
      of((turn, first) => turn.processor / first.processor).toFixed(2),
    )
  }
}

/** People press their links, with and without readers at 64 connections. */
async function clicks(stand: Stand): Promise<void> {
  const known = stand.sink.tokens.length
  await ask(stand, { ms: Number.POSITIVE_INFINITY, most: 400 })
  const tokens = stand.sink.tokens.slice(known)
  const half = tokens.length / 2
  const alone = await press(stand, tokens.slice(0, half))
  const readers = rawLoad(stand.service.url, '/p/bench', { ...load, ms: 3_000, headers: compressed })
  const among = await press(stand, tokens.slice(half))
  await readers
  for (const [what, { took }] of [
    ['a click, alone', alone],
    ['a click, among readers', among],
  ] as const) {
    const sorted = took.toSorted((a, b) => a - b)
    line(what, '', '', median(sorted).toFixed(1), (sorted[Math.floor(sorted.length * 0.99)] ?? 0).toFixed(1))
  }
}

/** Fifty signatures a second, as the database sees them. */
async function peopleSign({ url, petitionId }: Stand): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  let signing = Promise.resolve<unknown>(undefined)
  const timer = setInterval(() => {
    signing = signing.then(() =>
      client.query(
        `with next as (update petition set last_number = last_number + 5 where id = $1 returning id, last_number)
        insert into signature (id, petition_id, number, kind, name, occupation, listed, language, channel, confirmed_by,
          statement_hash, approved_at, details_at)
        select gen_random_uuid(), id, last_number - n, 'person', 'Ada ' || (last_number - n), 'poet', true, 'en', 'web', 'page',
          sha256('text'::bytea), now(), now() from next, generate_series(0, 4) n`,
        [petitionId],
      ),
    )
  }, 100)
  return async () => {
    clearInterval(timer)
    await signing
    await client.end()
  }
}

/** With the bytes that the service sends to a browser. Undefined if it is not installed. */
async function startNginx(
  { folder, onClose }: Ground,
  { service }: Stand,
  signatures: number,
): Promise<Subject | undefined> {
  const program = findProgram('nginx')
  if (program === undefined) {
    line('nginx is not installed')
    return undefined
  }
  const root = join(folder, `nginx-${signatures}`)
  await mkdir(root, { recursive: true })
  await writeFile(join(root, 'bench.html'), await bytesOf(`${service.url}/p/bench`))
  const port = await freePort()
  await writeFile(
    join(root, 'nginx.conf'),
    `daemon off; master_process off; worker_processes 1; pid ${root}/pid; error_log ${root}/error.log; events { worker_connections 512; }
    http { access_log off; keepalive_requests 10000000; client_body_temp_path ${root}/body; proxy_temp_path ${root}/proxy;
    fastcgi_temp_path ${root}/fastcgi; uwsgi_temp_path ${root}/uwsgi; scgi_temp_path ${root}/scgi;
    server { listen 127.0.0.1:${port}; root ${root}; add_header Content-Encoding br; } }`,
  )
  const nginx = spawn(program, ['-c', join(root, 'nginx.conf')], { stdio: 'ignore' })
  onClose(async () => nginx.kill())
  await new Promise(resolve => setTimeout(resolve, 1_000))
  const origin = `http://127.0.0.1:${port}`
  return { what: 'nginx, the same bytes', origin, path: '/bench.html', pid: nginx.pid ?? 0 }
}

/** `fetch` would decode them. */
function bytesOf(url: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    get(url, { headers: compressed }, response => buffer(response).then(resolve, reject)).once(
      'error',
      reject,
    )
  })
}

/** Milliseconds of one reader, the median of five. */
async function names({ service, loaded }: Stand): Promise<void> {
  for (const [what, query] of [
    ['names, newest, the last page', 'after=400'],
    ['names, A to Z', 'order=name'],
    ['names, A to Z, from the middle', `order=name&after=${Math.floor(loaded / 2) + 1}`],
    ['names, one occupation', 'occupation=illustrator'],
    ['names, occupations, the first time', 'by=occupation'],
    ['names, occupations, after that', 'by=occupation'],
    ['names, found: few have it', `find=lovelace+${loaded - 1}th`],
    ['names, found: everybody has it', 'find=ada'],
    ['names, found: nobody has it', 'find=zenobia'],
  ] as const) {
    const took = []
    for (let time = 0; time < (what.endsWith('first time') ? 1 : 5); time++) {
      const begun = performance.now()
      const answer = await fetch(`${service.url}/p/bench/names?${query}`)
      await answer.arrayBuffer()
      if (answer.status !== 200) throw new Error(`${query}: ${answer.status}`)
      took.push(performance.now() - begun)
    }
    line(what, '', '', median(took).toFixed(1))
  }
}

function median(numbers: number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN
}

function line(what: string, ...figures: string[]): void {
  console.log([what.padEnd(44), ...figures.map(figure => figure.padStart(11))].join(''))
}
