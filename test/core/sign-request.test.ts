import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { incoming, type Replica, replicaOn } from '../support/core-on-database.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { makePetition } from '../support/petition.ts'

const ada = 'ada@example.org'

describe('what a request may become', () => {
  let database: TestDatabase
  let replica: Replica

  beforeAll(async () => {
    database = await testDatabase()
    replica = await replicaOn(database)
  })
  afterAll(() => database.close())
  beforeEach(async () => {
    for (const table of ['petition', 'delivery', 'inbox', 'suppression'])
      await database.pool.query(`delete from ${table}`)
  })

  it('a reply does not make an organisation of a person where organisations are refused', async () => {
    await makePetition(database.db, 'fair', { organisations: 'refuse' })
    await replica.write(ada, 'Ada Lovelace')
    const question = await replica.token()
    const organisation = 'On behalf of: Society of Tiny Publishers\nName: Ada Lovelace'
    await replica.write(ada, organisation, { token: question })
    expect((await replica.mails()).map(mail => mail.kind)).toEqual(['petition'])
    await replica.core.confirm(question)
    const receipt = await replica.token()
    await replica.write(ada, organisation, { token: receipt })
    const { rows } = await database.pool.query(
      "select kind from revision union all select kind from signature where kind = 'organisation'",
    )
    expect(rows).toEqual([{ kind: 'person' }])
  })

  it('where they are welcome it does (the words above are understood)', async () => {
    await makePetition(database.db, 'fair', { organisations: 'accept' })
    await replica.write(ada, 'Ada Lovelace')
    await replica.write(ada, 'On behalf of: Society of Tiny Publishers\nName: Ada Lovelace', {
      token: await replica.token(),
    })
    expect((await replica.mails()).map(mail => mail.kind)).toEqual(['confirm'])
    const { rows } = await database.pool.query(
      "select organisation from revision where kind = 'organisation'",
    )
    expect(rows).toEqual([{ organisation: 'Society of Tiny Publishers' }])
  })

  it('a mailbox that is only named in a chat is nobody’s identity', async () => {
    await makePetition(database.db, 'fair')
    const mail = incoming(ada, 'Mallory Moss')
    await replica.core.receive({ ...mail, channel: 'slack', account: 'T1/U1', place: { to: 'T1/U1' } })
    const { rows } = await database.pool.query('select mailbox from sign_request')
    expect(rows).toEqual([{ mailbox: null }])
  })
})
