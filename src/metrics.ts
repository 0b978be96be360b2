import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { PartStates } from './core/core.ts'
import { countPetition } from './core/petitions/public-petition.ts'
import type { Db } from './db/database.ts'
import { deliveryFigures } from './db/deliveries.ts'
import { listParked } from './db/parked.ts'
import { allPetitions } from './db/petitions.ts'

/** For Prometheus. The figures are read from the rows when they are asked for, so a restart loses none. */
export function openMetrics(db: Db, parts: PartStates): () => Promise<{ contentType: string; body: string }> {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const gauge = <L extends string>(
    name: string,
    help: string,
    labelNames: L[],
    read: (g: Gauge<L>) => Promise<void>,
  ) =>
    new Gauge<L>({
      name: `undersigned_${name}`,
      help,
      labelNames,
      registers: [registry],
      async collect() {
        this.reset()
        await read(this)
      },
    })

  gauge('signatures', 'Signatures that count', ['petition', 'kind'], async g => {
    for (const petition of await allPetitions(db)) {
      const count = await countPetition(db, petition)
      g.set({ petition: petition.slug, kind: 'person' }, count.people)
      g.set({ petition: petition.slug, kind: 'organisation' }, count.organisations)
    }
  })
  gauge('requests_waiting', 'Sign requests that wait for their confirmation', ['petition'], async g => {
    for (const petition of await allPetitions(db))
      g.set({ petition: petition.slug }, (await countPetition(db, petition)).waiting)
  })
  gauge(
    'deliveries',
    'Deliveries: all that wait, and the last 24 hours of the others',
    ['state'],
    async g => {
      for (const [state, n] of Object.entries(await deliveryFigures(db))) g.set({ state }, n)
    },
  )
  gauge('parked_messages', 'Messages that could not be taken', [], async g =>
    g.set((await listParked(db)).length),
  )
  gauge('part_up', 'Parts of the service: 1 up or standing by, 0 down', ['part'], async g => {
    for (const [part, { state }] of parts) g.set({ part }, state === 'down' ? 0 : 1)
  })
  return async () => ({ contentType: registry.contentType, body: await registry.metrics() })
}
