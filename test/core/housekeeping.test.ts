import { beforeEach, describe, expect, it } from 'vitest'
import { mailboxHash } from '../../src/core/identity.ts'
import { countPetition } from '../../src/core/petitions/public-petition.ts'
import { keepHouse, remindRequests } from '../../src/core/rounds/housekeeping.ts'
import { batchTransactions } from '../../src/core/work.ts'
import { petitionBySlug } from '../../src/db/petitions.ts'
import { suppressBounced, suppressRefused } from '../../src/db/suppressions.ts'
import { daysPass, replicaOfFile } from '../support/core-on-database.ts'
import { hearStatements } from '../support/hear-statements.ts'
import { makePetition } from '../support/petition.ts'

const ada = 'ada@example.org'
const { signal } = new AbortController()

const { database, replica } = await replicaOfFile()

describe('housekeeping', () => {
  const rows = async (query: string) => (await database.pool.query(query)).rows

  beforeEach(() => makePetition(database.db, 'fair', { title: 'Fair training' }))

  it('forgets the person in a request a month after it was confirmed, and keeps the signature', async () => {
    await replica.write(ada, 'Ada Lovelace, composer')
    await replica.core.confirm(await replica.token())
    const manage = await replica.token()
    await daysPass(database, 29)
    await keepHouse(replica.service, signal)
    expect(await rows('select name from revision')).toEqual([{ name: 'Ada Lovelace' }])
    await daysPass(database, 2)
    await keepHouse(replica.service, signal)
    expect(await rows('select * from revision')).toEqual([])
    expect(await rows('select account, mailbox, state from sign_request')).toEqual([
      { account: null, mailbox: null, state: 'confirmed' },
    ])
    expect(await rows("select purpose from token where purpose = 'confirm'")).toEqual([])
    expect(await rows('select mailbox, address from delivery')).toEqual([
      { mailbox: null, address: null },
      { mailbox: null, address: null },
    ])
    expect(await replica.core.signatureByToken(manage)).toMatchObject({
      kind: 'signed',
      details: { name: 'Ada Lovelace', occupation: 'composer' },
    })
  })

  it('reminds of what the mailbox provably asked for, not of what a stranger has written since', async () => {
    await replica.write(ada, 'Ada Lovelace, composer')
    await replica.mails()
    await daysPass(database, 2)
    await replica.write(ada, 'Ada Byron, enchantress', { authenticated: false })
    expect((await replica.mails()).at(-1)?.words).toContain('enchantress')
    await daysPass(database, 5.5)
    await keepHouse(replica.service, signal)
    const [reminder] = await replica.mails()
    expect(reminder?.words).toContain('Ada Lovelace, composer')
    expect(reminder?.words).not.toContain('enchantress')
  })

  it('reminds many in as few statements as one, and holds up nobody who signs', async () => {
    let statements = 0
    const counted = hearStatements(database.db, () => statements++)
    const service = {
      ...replica.service,
      transact: () => Promise.reject(new Error('the lane of those who sign')),
      transactDesk: batchTransactions(counted, { enqueue: async () => {} }),
    }
    const remind = async (people: string[]) => {
      for (const person of people) await replica.write(person, 'Ada Lovelace, composer')
      await replica.mails()
      await daysPass(database, 5.5)
      statements = 0
      expect(await remindRequests(service)).toBe(people.length)
      expect((await replica.mails()).map(({ to }) => to).toSorted()).toEqual(people)
      return statements
    }
    const forOne = await remind([ada])
    expect(await remind(['b@example.org', 'c@example.org', 'd@example.org', 'e@example.org'])).toBe(forOne)
  })

  it('leaves nothing of the signer a month after a signature was withdrawn', async () => {
    await replica.write(ada, 'Ada Lovelace, composer')
    await replica.core.confirm(await replica.token())
    await replica.core.withdraw(await replica.token())
    await daysPass(database, 29)
    await keepHouse(replica.service, signal)
    expect(await rows('select name from signature')).toEqual([{ name: 'Ada Lovelace' }])
    await daysPass(database, 2)
    await keepHouse(replica.service, signal)
    expect(await rows('select name, occupation, number from signature')).toEqual([
      { name: '', occupation: null, number: 1 },
    ])
  })

  it('forgets more rows than a batch holds, each once', async () => {
    await database.pool.query(
      `insert into sign_request (id, petition_id, channel, language, state, authenticated, plain_reply, account, expires_at, ended_at)
       select gen_random_uuid(), p.id, 'email', 'en', 'confirmed', true, true, decode(md5(n::text), 'hex'), now(),
         now() - interval '40 days' from petition p, generate_series(1, 450) n`,
    )
    await keepHouse(replica.service, signal)
    expect(
      await rows(
        'select count(*)::int as n, count(forgotten_at)::int as f, count(account)::int as a from sign_request',
      ),
    ).toEqual([{ n: 450, f: 450, a: 0 }])
    const at = await rows('select max(forgotten_at) as at from sign_request')
    await keepHouse(replica.service, signal)
    expect(await rows('select max(forgotten_at) as at from sign_request')).toEqual(at)
  })

  it('still counts people who refused when nothing else is known of them', async () => {
    await replica.write(ada, 'Ada Byron', { authenticated: false })
    await replica.write(ada, 'This was not me', { token: await replica.token() })
    await daysPass(database, 31)
    await keepHouse(replica.service, signal)
    const petition = await petitionBySlug(database.db, 'fair')
    if (petition === undefined) throw new Error('no petition')
    expect(await countPetition(database.db, petition)).toMatchObject({ refused: 1, waiting: 0 })
  })

  it('forgets a bounce after three months, but never a refusal', async () => {
    const hash = mailboxHash(replica.service.keys, ada)
    const petition = await petitionBySlug(database.db, 'fair')
    await suppressBounced(database.db, hash)
    await suppressRefused(database.db, hash, petition?.id ?? '')
    await daysPass(database, 91)
    await keepHouse(replica.service, signal)
    expect(await rows('select reason from suppression')).toEqual([{ reason: 'refused' }])
  })

  it('does the other steps if one fails, and reports it', async () => {
    await replica.write(ada, 'Ada Lovelace')
    await replica.core.confirm(await replica.token())
    await daysPass(database, 31)
    const broken = { ...replica.service, transactDesk: () => Promise.reject(new Error('no reminders today')) }
    await expect(keepHouse(broken, signal)).rejects.toThrow('no reminders today')
    expect(await rows('select * from revision')).toEqual([])
  })
})
