/**
 * `node bench/pages.ts`: a petition's page against `/healthz` of the same server, at 64 connections, with a thousand and with a million (`--many`)
 * signatures, at rest and while people sign; beside nginx with the same bytes, if it is installed. Then the names, page by page, and
 * listeners of the live number. Prints figures and asserts none. `--connections 64 --seconds 5 --listeners 2000`.
 */
import { spawn } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { get } from 'node:http'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { freePort } from '../test/support/free-port.ts'
import { BIG, type Ground, openGround, SMALL, type Stand } from './ground.ts'
import { type Load, rawLoad } from './load/raw-load.ts'
import { findProgram } from './references/installed.ts'

const { values } = parseArgs({
  options: {
    connections: { type: 'string', default: '64' },
    seconds: { type: 'string', default: '5' },
    listeners: { type: 'string', default: '2000' },
    many: { type: 'string', default: String(BIG) },
  },
})
const load = { connections: Number(values.connections), ms: Number(values.seconds) * 1000 }
const compressed = { 'Accept-Encoding': 'br' }

console.log(
  `${new Date().toISOString().slice(0, 10)}, ${availableParallelism()} cores shared by everything here, Node ${process.versions.node}\n`,
)
const ground = await openGround(load.ms)
try {
  line('', 'a second', 'of healthz', 'p50 ms', 'p99 ms', 'longest', 'bytes')
  for (const signatures of [SMALL, Number(values.many)]) {
    const stand = await ground.stand(signatures)
    const named = (what: string) => `${what}, ${signatures.toLocaleString('en')} signatures`
    await rawLoad(stand.service.url, '/p/bench', { ...load, ms: 1_000, headers: compressed })
    const healthz = await rawLoad(stand.service.url, '/healthz', load)
    show(named('/healthz'), healthz, healthz)
    show(
      named('page'),
      await rawLoad(stand.service.url, '/p/bench', { ...load, headers: compressed }),
      healthz,
    )
    const stop = await peopleSign(stand)
    show(
      named('page while 50 a second sign'),
      await rawLoad(stand.service.url, '/p/bench', { ...load, headers: compressed }),
      healthz,
    )
    await stop()
    await besideNginx(ground, stand, healthz)
    await names(stand)
  }
  await listeners(await ground.stand(SMALL), Number(values.listeners))
} finally {
  await ground.close()
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

async function besideNginx({ folder, onClose }: Ground, { service }: Stand, healthz: Load): Promise<void> {
  const program = findProgram('nginx')
  if (program === undefined) return line('nginx is not installed')
  const root = join(folder, 'nginx')
  await mkdir(root, { recursive: true })
  const answer = await fetch(`${service.url}/p/bench`, { headers: { 'Accept-Encoding': 'identity' } })
  await writeFile(join(root, 'bench.html'), Buffer.from(await answer.arrayBuffer()))
  const port = await freePort()
  await writeFile(
    join(root, 'nginx.conf'),
    `daemon off; worker_processes 1; pid ${root}/pid; error_log ${root}/error.log; events { worker_connections 512; }
    http { access_log off; keepalive_requests 10000000; client_body_temp_path ${root}/body; proxy_temp_path ${root}/proxy;
    fastcgi_temp_path ${root}/fastcgi; uwsgi_temp_path ${root}/uwsgi; scgi_temp_path ${root}/scgi;
    server { listen 127.0.0.1:${port}; root ${root}; } }`,
  )
  const nginx = spawn(program, ['-c', join(root, 'nginx.conf')], { stdio: 'ignore' })
  onClose(async () => nginx.kill())
  await new Promise(resolve => setTimeout(resolve, 500))
  show(
    'nginx, the same page as a file',
    await rawLoad(`http://127.0.0.1:${port}`, '/bench.html', load),
    healthz,
  )
  nginx.kill()
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
    line(what, '', '', (took.sort((a, b) => a - b)[Math.floor(took.length / 2)] ?? 0).toFixed(1))
  }
}

/** From a signature to the last listener who has heard of it. */
async function listeners({ service, url, petitionId }: Stand, n: number): Promise<void> {
  let heard = 0
  const open = await Promise.all(
    Array.from(
      { length: n },
      () =>
        new Promise<() => void>((resolve, reject) => {
          const request = get(`${service.url}/p/bench/live`, { agent: false }, response => {
            response.on('data', () => heard++)
            resolve(() => request.destroy())
          })
          request.once('error', reject)
        }),
    ),
  )
  while (heard < n) await new Promise(resolve => setTimeout(resolve, 10))
  heard = 0
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const reads = async () =>
    Number(
      (await client.query('select xact_commit as n from pg_stat_database where datname = current_database()'))
        .rows[0]?.n,
    )
  const before = await reads()
  const begun = performance.now()
  await client.query(
    `update signature set state = 'withdrawn', ended_at = now()
     where petition_id = $1 and number = (select max(number) from signature where state = 'confirmed' and approved_at is not null)`,
    [petitionId],
  )
  while (heard < n) await new Promise(resolve => setTimeout(resolve, 5))
  const ms = performance.now() - begun
  await new Promise(resolve => setTimeout(resolve, 1_500))
  line(`${n} listeners have heard of it`, '', '', ms.toFixed(0))
  line('transactions meanwhile, those of the service’s rounds included', String((await reads()) - before))
  for (const close of open) close()
  await client.end()
}

function show(what: string, { perSecond, p50, p99, longest, bytes }: Load, healthz: Load): void {
  const share = (perSecond / healthz.perSecond).toFixed(2)
  line(what, perSecond.toFixed(0), share, p50.toFixed(1), p99.toFixed(1), longest.toFixed(1), String(bytes))
}

function line(what: string, ...figures: string[]): void {
  console.log([what.padEnd(62), ...figures.map(figure => figure.padStart(11))].join(''))
}
