/** Figures for Prometheus. They are read from the rows at each scrape, so a restart loses none. */
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import { countPetition } from './core/petitions/public-petition.ts'
import { alertsOfToday } from './db/alerts.ts'
import type { Db } from './db/database.ts'
import { deliveryFigures } from './db/deliveries.ts'
import { listParked } from './db/parked.ts'
import { allPetitions } from './db/petitions.ts'
import type { Readiness } from './readiness.ts'

export interface Metrics {
  contentType: string
  /** Without a database, only the state of the process and its parts. */
  read(): Promise<string>
}

export function openMetrics(db: Db, readiness: () => Promise<Readiness>): Metrics {
  const process = new Registry()
  collectDefaultMetrics({ register: process })
  return {
    contentType: process.contentType,
    async read() {
      const { ok, parts, standbyLagSeconds } = await readiness()
      const figures = ok ? await readFigures(db).catch(() => new Registry()) : new Registry()
      const partUp = gauge(figures, 'part_up', 'Parts of the service: 1 up or standing by, 0 down', 'part')
      for (const [part, state] of Object.entries(parts)) partUp.set({ part }, state === 'down' ? 0 : 1)
      if (standbyLagSeconds != null)
        gauge(figures, 'standby_lag_seconds', 'Seconds by which the standby is behind at most').set(
          standbyLagSeconds,
        )
      return `${await figures.metrics()}${await process.metrics()}`
    },
  }
}

/** In a registry of its own: a figure that cannot be read is absent, never an old one. */
async function readFigures(db: Db): Promise<Registry> {
  const figures = new Registry()
  const signatures = gauge(figures, 'signatures', 'Signatures that count', 'petition', 'kind')
  const waiting = gauge(
    figures,
    'requests_waiting',
    'Sign requests that wait for their confirmation',
    'petition',
  )
  const deliveries = gauge(figures, 'deliveries', 'Deliveries: all that wait, and the last 24 hours of the others', 'state') // biome-ignore format: one line each
  const parked = gauge(figures, 'parked_messages', 'Messages that could not be taken')
  for (const petition of await allPetitions(db)) {
    const count = await countPetition(db, petition)
    signatures.set({ petition: petition.slug, kind: 'person' }, count.people)
    signatures.set({ petition: petition.slug, kind: 'organisation' }, count.organisations)
    waiting.set({ petition: petition.slug }, count.waiting)
  }
  for (const [state, n] of Object.entries(await deliveryFigures(db))) deliveries.set({ state }, n)
  parked.set((await listParked(db)).length)
  const alerts = gauge(figures, 'alerts', 'Alerts of the last 24 hours: unusual activity', 'petition', 'kind')
  for (const { petition, kind, n } of await alertsOfToday(db)) alerts.set({ petition, kind }, n)
  return figures
}

function gauge<L extends string>(
  register: Registry,
  name: string,
  help: string,
  ...labelNames: L[]
): Gauge<L> {
  return new Gauge({ name: `undersigned_${name}`, help, labelNames, registers: [register] })
}
