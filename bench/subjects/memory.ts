import { setTimeout as sleep } from 'node:timers/promises'
import { query } from '../bench-postgres.ts'
import { type Ground, SMALL } from '../ground.ts'
import { memoryMb } from '../processor-time.ts'
import type { Subject } from '../subject.ts'

/** Memory of the start is collected after a few idle seconds. */
const IDLE_MS = 4_000

const readIdle = (ground: Ground) =>
  ground.once('memory-idle', async () => {
    const stand = await ground.stand(SMALL)
    await sleep(IDLE_MS)
    return memoryMb(stand.service.pid, 'VmRSS')
  })

/** Opened before any email is sent. */
export const memoryIdle: Subject = {
  key: 'memory-idle',
  unit: ' MB',
  async open(ground) {
    const idle = await readIdle(ground)
    return { round: async () => idle }
  },
}

/** The most that the service has held since its start, in the rounds so far. */
export const memoryPeak: Subject = {
  key: 'memory',
  unit: ' MB',
  async open(ground) {
    const stand = await ground.stand(SMALL)
    let emails = 0
    return {
      async round() {
        const { rows } = await query(
          stand.url,
          'select count(*)::int as n from sign_request where asked_at > $1',
          [stand.since],
        )
        emails = Number(rows[0]?.n)
        return memoryMb(stand.service.pid, 'VmHWM')
      },
      notes: () => [
        `after ${emails} emails of this run: ${memoryMb(stand.service.pid, 'VmRSS').toFixed(0)} MB held; the range is over the rounds`,
      ],
    }
  },
}
