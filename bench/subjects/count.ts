import { setTimeout as sleep } from 'node:timers/promises'
import { createPetition } from '../../src/core/petitions/organise-petition.ts'
import { openDatabase } from '../../src/db/database.ts'
import { deskCounts } from '../../src/db/figures/desk-counts.ts'
import { migrate } from '../../src/db/migrate.ts'
import { query } from '../bench-postgres.ts'
import { median } from '../report/statistics.ts'
import type { Subject } from '../subject.ts'

const TIMES = 200

/**
 * An organiser's `count` of so many signatures of a year. The counters that the triggers keep are inserted as housekeeping leaves them
 * (a row for an hour, kind and channel). Beside them the count reads only the rows of unfinished hours, and those are not there.
 */
function countOf(signatures: number, key: string): Subject {
  return {
    key,
    unit: ' ms',
    async open(ground) {
      const url = await ground.postgres.database('counted')
      const { db, close } = await openDatabase({ url }, { poolSize: 1 })
      ground.onClose(close)
      await ground.once('counted', () => migrate(db))
      await createPetition(db, { slug: key, title: 'Bench', text: 'A sentence.', organisedBy: 'The bench' })
      const { rows } = await query(url, 'select id from petition where slug = $1', [key])
      const id = String(rows[0]?.id)
      await query(
        url,
        `with hours as (
           insert into signature_count (petition_id, hour, kind, channel, n)
           select $1::uuid, date_trunc('hour', now()) - make_interval(hours => h), kind, channel, $2::int / (8760 * 4)
           from generate_series(1, 8760) h, unnest(array['person', 'organisation']) kind, unnest(array['email', 'discord']) channel
           returning *
         )
         insert into signature_total (petition_id, state, kind, channel, n)
         select petition_id, 'confirmed', kind, channel, sum(n) from hours group by petition_id, kind, channel`,
        [id, signatures],
      )
      await query(url, 'vacuum analyze')
      return {
        async round() {
          const took: number[] = []
          for (let time = 0; time < TIMES; time++) {
            const begun = performance.now()
            await deskCounts(db, id)
            took.push(performance.now() - begun)
            await sleep(0)
          }
          return median(took)
        },
        notes: () => [
          'the counters of a year, as the triggers and housekeeping leave them; the median of 200 counts',
        ],
      }
    },
  }
}

export const count = countOf(10_000_000, 'count')
export const countOfFewer = countOf(1_000_000, 'count-million')
