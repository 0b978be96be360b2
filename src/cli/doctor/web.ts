import type { Config } from '../../config.ts'
import type { PetitionRow } from '../../db/petitions.ts'
import { ask, objectIn } from './ask.ts'
import { type Finding, findings, knockAt } from './finding.ts'
import { networkWords } from './network-words.ts'

/**
 * The service on this machine, at HOST and PORT, and how its parts are, as METRICS_LISTEN tells. `postgresRan`: somebody
 * already uses the data folder.
 */
export async function checkService(
  config: Config,
  postgresRan: boolean,
): Promise<{ finding: Finding; runs: boolean }> {
  const { wrong } = findings('service')
  const none = (says: string, ...variables: string[]) => ({ runs: false, finding: wrong(says, ...variables) })
  const url = httpUrl(config.host, config.port)
  const answer = await ask(`${url}/readyz`)
  if (answer.kind === 'failed') {
    const why =
      answer.code === 'ECONNREFUSED' ? 'nothing listens there' : (networkWords(answer.code) ?? answer.code)
    const hint = postgresRan
      ? 'our Postgres runs, so perhaps the service has another HOST or PORT'
      : 'start it with: npm start'
    return none(`does not answer at ${url} (${why}); ${hint}`, 'HOST', 'PORT')
  }
  const ready = answer.status === 200 && answer.body === 'ok'
  if (!ready && !(answer.status === 503 && answer.body === 'not ready'))
    return none(`another program answers at ${url}: choose another PORT`, 'PORT')
  return { runs: true, finding: await checkParts(config, url, ready) }
}

/** A service that runs at `url`. */
async function checkParts(config: Config, url: string, ready: boolean): Promise<Finding> {
  const { ok, wrong } = findings('service')
  const parts = await askForParts(config, url)
  const down =
    parts
      ?.filter(([, state]) => state === 'down')
      .map(([part, , why]) => (why === undefined ? part : `${part} (${why})`)) ?? []
  if (down.length > 0) return wrong(`runs at ${url}, but these parts are down: ${down.join(', ')}`)
  if (!ready) return wrong(`runs at ${url}, but is not ready: its database does not answer`)
  if (parts !== undefined)
    return ok(`runs at ${url}; ${parts.map(([part, state]) => `${part} ${state}`).join(', ')}`)
  const where = config.metrics
  return where?.isSet
    ? wrong(
        `runs at ${url}, but does not answer at ${httpUrl(where.host, where.port)}: does it run with another METRICS_LISTEN?`,
        'METRICS_LISTEN',
      )
    : ok(
        `runs at ${url}; METRICS_LISTEN would show the state of its parts, but is off or in use by another service`,
      )
}

/** Undefined if METRICS_LISTEN is off, or is another service's. */
async function askForParts(
  { metrics }: Config,
  pages: string,
): Promise<[part: string, state: string, why?: string][] | undefined> {
  if (metrics === undefined) return undefined
  const answer = await ask(`${httpUrl(metrics.host, metrics.port)}/readyz`)
  if (answer.kind === 'failed' || objectIn(answer.body)?.pages !== pages) return undefined
  const parts = objectIn(answer.body)?.parts
  if (typeof parts !== 'object' || parts === null) return undefined
  const why = new Map(Object.entries(objectIn(answer.body)?.why ?? {}))
  return Object.entries(parts).map(([part, state]) =>
    why.has(part) ? [part, String(state), String(why.get(part))] : [part, String(state)],
  )
}

function httpUrl(listensOn: string, port: number): string {
  const host = knockAt(listensOn)
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

/** Whether PUBLIC_URL leads to this very service: it must know a petition of our database. */
export async function checkPublicUrl(config: Config, petition: PetitionRow | undefined): Promise<Finding> {
  const { ok, skipped, wrong } = findings('public url')
  const { publicUrl } = config
  if (!config.publicUrlIsSet) {
    const says = `PUBLIC_URL is not set: links point to ${publicUrl} and only open on this machine`
    return config.mail?.smtpUrl === undefined ? skipped(says) : wrong(says, 'PUBLIC_URL')
  }
  const bad = (says: string) => wrong(`${publicUrl}: ${says}`, 'PUBLIC_URL')
  const health = await ask(`${publicUrl}/healthz`)
  if (health.kind === 'failed') return bad(networkWords(health.code) ?? `not reachable (${health.code})`)
  if (health.status >= 300 && health.status < 400)
    return bad(`redirects to ${health.headers.get('location') ?? ''}; set PUBLIC_URL to that`)
  if (health.status >= 502 && health.status <= 504)
    return bad(
      `the server in front of the service answers ${health.status}: it does not reach HOST ${config.host}, PORT ${config.port}`,
    )
  if (health.status !== 200 || health.body.trim() !== 'ok')
    return bad(
      `something else answers (${health.status} for /healthz): let your web server pass all requests to HOST ${config.host}, PORT ${config.port}`,
    )
  if (petition === undefined) return ok(`${publicUrl} leads to an Undersigned`)
  const known = await ask(`${publicUrl}/api/petitions/${petition.slug}`)
  const same =
    known.kind === 'answered' &&
    known.status === 200 &&
    objectIn(known.body)?.openedAt === (petition.opened_at?.toISOString() ?? null)
  return same
    ? ok(`${publicUrl} leads to this service`)
    : bad(`a different Undersigned answers, which does not know ${petition.slug}: it uses another database`)
}
