import { howToInstall, openPgbench } from '../references/pgbench.ts'
import type { Subject } from '../subject.ts'

function plain(key: string, script: 'insert' | 'update', clients: number): Subject {
  return {
    key,
    unit: ' a second',
    async open(ground) {
      const run = await openPgbench(await ground.postgres.database('yardstick'))
      if (run === undefined) return { missing: howToInstall }
      const seconds = Math.max(1, Math.round(ground.roundMs / 1000))
      return { round: () => run(script, clients, seconds) }
    },
  }
}

export const insert = plain('insert', 'insert', 4)
export const update = plain('update', 'update', 8)
