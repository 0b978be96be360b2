import { afterAll, beforeAll, expect, it } from 'vitest'
import { createCore } from '../../src/core/core.ts'
import { accountHash } from '../../src/core/identity.ts'
import { reseal } from '../../src/core/reseal.ts'
import { tellDigests } from '../../src/core/rounds/tell-digests.ts'
import { addOrganiser } from '../../src/db/organisers.ts'
import { parkedMessage } from '../../src/db/parked.ts'
import { petitionBySlug } from '../../src/db/petitions.ts'
import { type Replica, replicaOn } from '../support/core-on-database.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { mail } from '../support/desk-people.ts'
import { writer } from '../support/people.ts'
import { makePetition } from '../support/petition.ts'

const [first, second, third] = ['first ', 'second ', 'third '].map(name => name.repeat(8))
const olga = writer('olga@example.org', { displayName: 'Olga', proved: true })

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

/** The service, started again. */
async function started(secret = '', previous?: string): Promise<Replica> {
  const replica = await replicaOn(database, { secret, ...(previous === undefined ? {} : { previous }) })
  await reseal(database.db, replica.service.keys, replica.service.log)
  return replica
}

async function ask({ core, mails }: Replica, words: string): Promise<string> {
  await core.refresh()
  await core.receive(olga(mail(words)))
  return (await mails()).map(sent => sent.words).join('\n')
}

/** Sealed columns with a row that the kept key did not seal. */
async function sealedOtherwise({ service }: Replica): Promise<string[]> {
  const { rows } = await database.pool.query<{ t: string; c: string }>(
    `select table_name as t, column_name as c from information_schema.columns
      where column_name like 'sealed%' and data_type = 'bytea' and table_schema = 'public'`,
  )
  const found: string[] = []
  for (const { t, c } of rows) {
    const { rowCount } = await database.pool.query(
      `select 1 from ${t} where ${c} is not null and substring(${c} from 1 for 5) <> $1 limit 1`,
      [service.keys.forGood],
    )
    if (rowCount) found.push(`${t}.${c}`)
  }
  return found.sort()
}

it('opens everything the desk keeps after a finished rotation, also values sealed by an older version', async () => {
  await makePetition(database.db, 'fair-training', { title: 'Fair training' })
  const before = await replicaOn(database, { secret: first ?? '' })
  const petition = await petitionBySlug(database.db, 'fair-training')
  await addOrganiser(database.db, petition?.id ?? '', {
    account: accountHash(before.service.keys, 'email', 'olga@example.org'),
  })
  // An older version sealed everything under SECRET_KEY itself.
  const { keys } = before.service
  const core = createCore({ ...before.service, keys: { ...keys, sealForGood: keys.seal } })
  const former: Replica = { ...before, core }
  await ask(former, 'organiser fair-training add dana@example.org')
  await ask(former, 'digest fair-training daily')
  const url = /\/x\/([a-z2-7]{32})/.exec(await ask(former, 'export fair-training'))?.[1] ?? ''
  const asked = await ask(former, 'close fair-training')
  const yes = /"token":"([a-z2-7]{32})"|\/c\/([a-z2-7]{32})/.exec(asked)?.[2] ?? ''
  await core.keepInstallation('slack', 'T1', { token: 'xoxb' })
  for (let i = 0; i < 3; i++)
    await core.failed({ channel: 'email', key: 'bad', raw: Buffer.from('raw'), reason: 'x' })
  expect(await sealedOtherwise(before)).toEqual([
    'desk_entry.sealed',
    'desk_entry.sealed_before',
    'digest.sealed_place',
    'installation.sealed',
    'organiser.sealed_name',
    'organiser.sealed_place',
    'parked.sealed',
    'pending_command.sealed',
  ])

  expect(await sealedOtherwise(await started(first))).toEqual([])
  await started(second, first)
  await started(second)
  await started(third, second)
  const after = await started(third)
  expect(await ask(after, 'organiser fair-training list')).toMatch(/Olga[\s\S]*dana@example\.org/)
  expect(await ask(after, 'log fair-training')).toMatch(/Olga · organiser added: dana@example\.org/)
  expect(await after.core.installation('slack', 'T1')).toEqual({ token: 'xoxb' })
  expect((await after.core.exportByToken(url)).kind).toBe('export')
  const { rows } = await database.pool.query<{ id: string }>('select id from parked')
  const parked = await parkedMessage(database.db, rows[0]?.id ?? '')
  expect(after.service.keys.open(parked ?? Buffer.alloc(0), `parked:${rows[0]?.id}`)).toBe(
    Buffer.from('raw').toString('base64'),
  )
  await database.pool.query(`update digest set next_at = now() - interval '1 minute'`)
  await tellDigests(after.service, new AbortController().signal)
  expect((await after.mails()).map(({ delivery }) => delivery.place)).toEqual([
    { mailbox: 'olga@example.org' },
  ])
  await after.core.confirm(yes)
  expect((await after.core.petition('fair-training'))?.status).toBe('closed')
  expect(await ask(after, 'undo fair-training 1')).toContain('Undone')
  expect(await sealedOtherwise(after)).toEqual([])
})
