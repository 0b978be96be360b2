import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { editPetition } from '../../../src/core/petitions/organise-petition.ts'
import { hashToken } from '../../../src/core/token.ts'
import { spendTokens } from '../../../src/db/tokens.ts'
import { type Replica, replicaOn } from '../../support/core-on-database.ts'
import { type TestDatabase, testDatabase } from '../../support/database.ts'
import { until } from '../../support/patience.ts'
import { makePetition } from '../../support/petition.ts'

describe('confirmations on several replicas at once', () => {
  let database: TestDatabase
  let replicas: Replica[]
  const one = () => {
    const [first] = replicas
    if (first === undefined) throw new Error('no replica')
    return first
  }
  const signatures = async () =>
    (
      await database.pool.query<{ name: string; number: number; state: string }>(
        'select name, number, state from signature order by number',
      )
    ).rows

  beforeAll(async () => {
    database = await testDatabase()
    replicas = await Promise.all([1, 2, 3, 4].map(() => replicaOn(database)))
  })
  afterAll(() => database.close())
  beforeEach(async () => {
    await database.pool.query('delete from petition')
    await makePetition(database.db, 'fair', { title: 'Fair training' })
  })

  it('keeps one signature a person and no number twice, with many tokens tried many times in any order', async () => {
    const people = Array.from({ length: 16 }, (_, i) => `person${i}@example.org`)
    // Each person has two spellings and two requests, so that two tokens stand for one identity.
    for (const from of people) {
      await one().write(from, 'Ada Lovelace, composer')
      await one().write(from.replace('@', '+petitions@'), 'Ada Lovelace, poet')
    }
    const tokens = (await one().mails()).map(mail => mail.token)
    expect(tokens).toHaveLength(32)
    const tries = replicas.flatMap((replica, at) =>
      // Each replica goes in another order, so that their batches lock the same rows crosswise.
      turned(tokens, at).map(token => replica.core.confirm(token)),
    )
    const outcomes = await Promise.allSettled(tries)
    expect(outcomes.filter(outcome => outcome.status === 'rejected')).toEqual([])
    const rows = await signatures()
    expect(rows.map(row => row.number)).toEqual(people.map((_, i) => i + 1))
    expect((await one().core.petition('fair'))?.signatures).toBe(16)
    const { rows: identities } = await database.pool.query(
      'select count(*)::int as n, count(distinct signature_id)::int as signatures from identity',
    )
    expect(identities).toEqual([{ n: 16, signatures: 16 }])
    // One receipt for each spent token.
    expect(await one().mails()).toHaveLength(32)
  })

  it('keeps one standing signature for everyone who withdraws and signs again meanwhile', async () => {
    const people = Array.from({ length: 12 }, (_, i) => `person${i}@example.org`)
    for (const from of people) await one().write(from, 'Ada Lovelace')
    const confirms = (await one().mails()).map(mail => mail.token)
    await Promise.all(confirms.map(token => one().core.confirm(token)))
    const manage = (await one().mails()).map(mail => mail.token)
    await Promise.all(manage.map((token, i) => replicas[i % 4]?.core.withdraw(token)))
    for (const from of people) await one().write(from, 'Ada Lovelace')
    const again = (await one().mails()).filter(mail => mail.kind === 'confirm').map(mail => mail.token)
    expect(again).toHaveLength(12)
    const outcomes = await Promise.allSettled(
      replicas.flatMap((replica, at) => turned(again, at).map(token => replica.core.confirm(token))),
    )
    expect(outcomes.filter(outcome => outcome.status === 'rejected')).toEqual([])
    const rows = await signatures()
    expect(rows.filter(row => row.state === 'confirmed')).toHaveLength(12)
    expect(rows.filter(row => row.state === 'withdrawn')).toHaveLength(12)
    expect(new Set(rows.map(row => row.number)).size).toBe(24)
  })

  it('does not sign a text that changed between spending and recording', async () => {
    await one().write('ada@example.org', 'Ada Lovelace')
    const token = await one().token()
    const held = await holdPetition(database)
    const confirming = one().core.confirm(token)
    // The confirmation has read the old text and waits for the petition's row; the edit commits first.
    await waitsForLock(database)
    await held.change("statement = 'Another text.', statement_hash = '\\x00'")
    const view = await confirming
    expect(view.kind).toBe('expired')
    expect(await signatures()).toEqual([])
  })

  it('records nothing after the petition has closed, and records again once it is reopened', async () => {
    await one().write('ada@example.org', 'Ada Lovelace')
    const token = await one().token()
    const held = await holdPetition(database)
    const confirming = one().core.confirm(token)
    await waitsForLock(database)
    await held.change("status = 'closed', closed_at = now()")
    expect((await confirming).kind).toBe('closed')
    expect(await signatures()).toEqual([])
    await database.pool.query("update petition set status = 'open', closed_at = null")
    expect((await one().core.confirm(token)).kind).toBe('signed')
  })

  it('keeps no signature when "not me" and a confirmation arrive at the same moment', async () => {
    for (let i = 0; i < 8; i++) {
      const from = `race${i}@example.org`
      await one().write(from, 'Ada Lovelace')
      await one().write(from, 'Ada Lovelace')
      // The race before may have brought another mailbox a new question ("we counted neither") or a receipt.
      const [first, second] = (await one().mailsTo(from)).map(mail => mail.token)
      if (first === undefined || second === undefined) throw new Error('two tokens')
      await Promise.all([
        replicas[0]?.core.confirm(first),
        replicas[1]?.write(from, 'This was not me', { token: second }),
      ])
    }
    const { rows } = await database.pool.query(
      `select s.id from signature s join identity i on i.signature_id = s.id
       join suppression x on x.mailbox = i.hash and x.reason = 'refused' where s.state = 'confirmed'`,
    )
    expect(rows).toEqual([])
    expect((await signatures()).filter(row => row.state === 'confirmed')).toEqual([])
  })

  it('fixes the text from the first signature on, also for an edit at that moment', async () => {
    await one().write('ada@example.org', 'Ada Lovelace')
    const token = await one().token()
    const [view, edited] = await Promise.all([
      one().core.confirm(token),
      editPetition(database.db, 'fair', { text: 'Another text.' }),
    ])
    const { rows } = await database.pool.query(
      'select s.id from signature s join petition p on p.id = s.petition_id where s.statement_hash <> p.statement_hash',
    )
    expect(rows).toEqual([])
    expect([view.kind, edited.kind]).toEqual(
      view.kind === 'signed' ? ['signed', 'text-is-fixed'] : ['expired', 'done'],
    )
  })

  it('spends a token once, no matter how many hold it', async () => {
    await one().write('ada@example.org', 'Ada Lovelace')
    const hash = hashToken(await one().token())
    if (hash === undefined) throw new Error('no token')
    const spend = () => database.db.transaction().execute(trx => spendTokens(trx, [hash]))
    const spent = await Promise.allSettled(Array.from({ length: 8 }, spend))
    expect(spent.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })
})

function turned(tokens: string[], by: number): string[] {
  const at = Math.floor((tokens.length * by) / 4)
  const list = [...tokens.slice(at), ...tokens.slice(0, at)]
  return by % 2 === 0 ? list : list.reverse()
}

/** Somebody else's transaction that has the petition's row and has not committed. */
async function holdPetition(database: TestDatabase) {
  const client = await database.pool.connect()
  await client.query('begin')
  await client.query('select id from petition for update')
  return {
    async change(set: string) {
      await client.query(`update petition set ${set}`)
      await client.query('commit')
      client.release()
    },
  }
}

async function waitsForLock(database: TestDatabase): Promise<void> {
  await until(async () => {
    const { rows } = await database.pool.query(
      "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    )
    return rows.length > 0
  })
}
