/** The oracle is asked about faults that were made on purpose. One that finds none of them proves nothing. */
import { setTimeout as sleep } from 'node:timers/promises'
import { onServer } from '../../test/support/server.ts'
import { Ledger } from './ledger.ts'
import type { Ground, Scenario } from './scenarios.ts'
import { ADDRESS, type Line, World } from './world.ts'

export const controls: Scenario = ground => ground.turn(() => planted(ground))

async function planted({ folder, database }: Ground): Promise<Line[]> {
  const databaseUrl = await database()
  const world = await World.open({ folder, databaseUrl })
  const { ledger, provider } = world
  const first = await ledger.sign('planted: their name is counted twice')
  const second = await ledger.sign('planted: not counted')
  // Another mailbox, and the first one's name: a new ledger begins with the same names.
  const doors = { mailPort: () => world.service().mailPort, url: () => world.service().url }
  const stranger = await new Ledger(provider, doors, ADDRESS).sign('somebody else')
  if (stranger.name !== first.name) throw new Error('the control plants nothing')
  await onServer(
    databaseUrl,
    `update signature set state = 'withdrawn', ended_at = now() where name = '${second.name}'`,
  )

  await provider.become('closed')
  const forgotten = ledger.sign('planted: never answered')
  while (ledger.people[2]?.asked !== true) await sleep(20)
  await onServer(databaseUrl, `delete from delivery where state = 'waiting'`)
  await provider.become('good')
  const [copy] = provider.emailsTo(first.mailbox)
  if (copy !== undefined) provider.keep(copy)
  await sleep(3_000)
  ledger.end()
  await forgotten
  const verdict = await ledger.judge()
  await world.close()

  const missed: string[] = []
  if (!verdict.lost.some(one => one.includes('never answered')))
    missed.push('an email that is never answered')
  if (!verdict.lost.some(one => one.endsWith(': not counted'))) missed.push('a signature that is not counted')
  if (verdict.doubled.length === 0) missed.push('a signature that is counted twice')
  if (verdict.extra !== 1) missed.push('an extra copy')
  return [
    {
      what: 'control: four planted faults are found',
      runs: verdict.runs,
      lost: missed.map(fault => `the oracle does not see ${fault}`),
      doubled: [],
      extra: 0,
      newcomer: 0,
      all: 0,
    },
  ]
}
