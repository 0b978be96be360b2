import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { refuseByPage } from '../../../src/core/inbound/confirm-link.ts'
import { emptyEndedRequests } from '../../../src/db/ended-requests.ts'
import { daysPass, replicaOfFile } from '../../support/core-on-database.ts'
import { makePetition } from '../../support/petition.ts'

const ada = 'ada@example.org'
const { database, replica } = await replicaOfFile()
const { core } = replica
const count = async () => (await core.petition('fair'))?.signatures
/** Moves the times of the presses of the last minute, and of what they did. */
const movePresses = (by: string) =>
  database.pool.query(`
    with moved as (select interval '${by}' as by, now() - interval '1 minute' as since),
      pressed as (update token set spent_at = spent_at + by from moved where spent_at > since),
      ended as (update sign_request set ended_at = ended_at + by,
        changed_from = jsonb_set(changed_from, '{at}', to_jsonb((changed_from ->> 'at')::timestamptz + by)) from moved where ended_at > since)
    update signature set confirmed_at = confirmed_at + case when confirmed_at > since then by else '0' end,
      ended_at = ended_at + by from moved`)
const aMomentPasses = () => movePresses('-2 seconds')
/** However busy the machine is. */
const noMomentPasses = () => movePresses('1 minute')
const isRefused = async () => (await database.pool.query('select 1 from suppression')).rowCount === 1

async function asked(authenticated = true): Promise<string> {
  await makePetition(database.db, 'fair', { title: 'Fair training' })
  await replica.write(ada, 'Ada Lovelace, composer', { authenticated })
  return replica.token()
}

async function fillIn(mailbox: string, network?: string) {
  return core.receive({
    ...{ key: randomUUID(), channel: 'web', account: mailbox, mailbox, authenticated: false, place: null },
    ...(network === undefined ? {} : { network }),
    plainReply: true,
    act: { kind: 'form', form: 'sign:fair', values: { name: 'Ada Lovelace', way: 'myself', mailbox } },
  })
}

describe('the button of one link pressed twice', () => {
  it('shows the same page within a minute, and later that they have signed already', async () => {
    const token = await asked()
    expect(await core.confirm(token)).toMatchObject({ kind: 'signed', number: 1, first: true })
    expect(await core.confirm(token)).toMatchObject({ kind: 'signed', number: 1, first: true })
    await movePresses('-2 minutes')
    expect(await core.confirm(token)).toMatchObject({ kind: 'signed', number: 1, first: false })
    expect(await count()).toBe(1)
  })

  it('says that a change is saved', async () => {
    await core.confirm(await asked())
    await replica.mails()
    await replica.write(ada, 'Ada Lovelace, mathematician')
    expect(await core.confirm(await replica.token())).toMatchObject({
      ...{ kind: 'signed', first: true, changed: true },
      details: { occupation: 'mathematician' },
    })
  })
})

describe('both buttons of one link within a second', () => {
  it.each([
    ['the signature first', core.confirm, core.refuse],
    ['the refusal first', core.refuse, core.confirm],
  ])('count for nothing, and the mailbox is asked once more: %s', async (_, pressOne, pressOther) => {
    const token = await asked()
    await pressOne(token)
    await noMomentPasses()
    const second = await pressOther(token)
    expect(second?.kind).toBe('asked-again')
    expect([await count(), await isRefused()]).toEqual([0, false])
    const [mail, another] = await replica.mails()
    expect(another).toBeUndefined()
    expect(mail?.words).toContain('We counted neither')
    expect((await core.requestByToken(token)).kind).toBe('asked-again')
    // The links that were pressed do nothing any more; the new one does.
    await core.confirm(token)
    expect(await count()).toBe(0)
    await core.confirm(mail?.token ?? '')
    expect(await count()).toBe(1)
  })

  it('of the second email bring no third email', async () => {
    const token = await asked()
    await core.confirm(token)
    await noMomentPasses()
    await core.refuse(token)
    const again = await replica.token()
    await core.refuse(again)
    await noMomentPasses()
    await core.confirm(again)
    expect(await replica.mails()).toEqual([])
    expect(await count()).toBe(0)
  })

  it('leave a receipt that is on its way unsent', async () => {
    const token = await asked()
    await core.confirm(token)
    await noMomentPasses()
    await core.refuse(token)
    expect((await replica.mails()).map(({ kind }) => kind)).toEqual(['confirm'])
  })

  it('count for nothing, too, if the service was too busy to take the second press within the second', async () => {
    const token = await asked()
    await core.confirm(token)
    await aMomentPasses()
    const { service } = replica
    const pressedAt = performance.now() - 2_000
    await service.transact(work => refuseByPage(service, work, token, pressedAt))
    expect(await count()).toBe(0)
    expect((await replica.mails()).map(({ words }) => words)).toEqual([
      expect.stringContaining('We counted neither'),
    ])
  })

  it('count as two acts if more than a second lies between them', async () => {
    const token = await asked()
    await core.confirm(token)
    await aMomentPasses()
    expect((await core.refuse(token)).kind).toBe('signed')
    expect(await count()).toBe(1)
  })

  it('count as two acts if the refusal is more than a second old', async () => {
    const token = await asked()
    await core.refuse(token)
    await aMomentPasses()
    expect((await core.confirm(token)).kind).toBe('refused')
    expect([await count(), await isRefused()]).toEqual([0, true])
  })

  it('leave nothing of the person a minute later', async () => {
    await core.refuse(await asked())
    await database.pool.query("update sign_request set ended_at = ended_at - interval '1 minute'")
    await database.db.transaction().execute(trx => emptyEndedRequests(trx, 10))
    const { rows } = await database.pool.query(
      'select account, mailbox, sealed_place, name, occupation from sign_request q join revision r on r.request_id = q.id',
    )
    expect(rows).toEqual([{ account: null, mailbox: null, sealed_place: null, name: '', occupation: null }])
  })

  it('keep no place of a request that was confirmed', async () => {
    await core.confirm(await asked())
    await database.pool.query("update sign_request set ended_at = ended_at - interval '1 minute'")
    await database.db.transaction().execute(trx => emptyEndedRequests(trx, 10))
    const { rows } = await database.pool.query(
      'select sealed_place, mailbox is not null as known from sign_request',
    )
    expect(rows).toEqual([{ sealed_place: null, known: true }])
  })
})

describe('both buttons of a link that changes a signature', () => {
  const says = async () =>
    (await database.pool.query('select name, occupation, state from signature order by number')).rows
  const before = { name: 'Ada Lovelace', occupation: 'composer', state: 'confirmed' }
  const changed = { ...before, occupation: 'poet' }

  async function askedToChange(): Promise<string> {
    await core.confirm(await asked())
    await replica.mails()
    // The signature was recorded long before.
    await daysPass(database, 0.1)
    await replica.write(ada, 'Ada Lovelace, poet', { authenticated: false })
    return replica.token()
  }
  const reply = (token: string, text: string) => replica.write(ada, text, { token })

  it.each([
    ['the change first', core.confirm, core.refuse],
    ['the refusal first', core.refuse, core.confirm],
    ['the change by a reply, then the page', (token: string) => reply(token, 'Yes'), core.refuse],
    ['the page, then the change by a reply', core.refuse, (token: string) => reply(token, 'Yes')],
    ['the refusal by a reply, then the page', (token: string) => reply(token, 'not me'), core.confirm],
  ])('count for nothing, and the mailbox is asked once more: %s', async (_, pressOne, pressOther) => {
    const token = await askedToChange()
    await pressOne(token)
    await noMomentPasses()
    await pressOther(token)
    expect([await says(), await isRefused()]).toEqual([[before], false])
    const [mail, another] = await replica.mails()
    expect(another).toBeUndefined()
    expect(mail?.words).toContain('your signature stays as it was')
    expect((await core.requestByToken(token)).kind).toBe('asked-again')
    await core.confirm(mail?.token ?? '')
    expect(await says()).toEqual([changed])
  })

  it('are two acts if a moment lies between them, and nothing of before is kept for long', async () => {
    const token = await askedToChange()
    await core.confirm(token)
    await aMomentPasses()
    expect((await core.refuse(token)).kind).toBe('signed')
    expect(await says()).toEqual([changed])
    await database.pool.query("update sign_request set ended_at = ended_at - interval '1 minute'")
    await database.db.transaction().execute(trx => emptyEndedRequests(trx, 10))
    const { rows } = await database.pool.query('select from sign_request where changed_from is not null')
    expect(rows).toEqual([])
  })

  it.each([
    ['at once the change is taken back', 0, before, 'This is now recorded'],
    ['later they are told what is recorded, and how to change it', 0.1, changed, 'what we have recorded'],
  ])('by a reply lose nobody the signature that stood before: %s', async (_, days, left, told) => {
    const token = await askedToChange()
    await core.confirm(token)
    await replica.mails()
    if (days > 0) {
      await daysPass(database, days)
      await database.db.transaction().execute(trx => emptyEndedRequests(trx, 10))
    }
    await reply(token, 'This was not me')
    expect(await says()).toEqual([left])
    expect((await replica.mails()).map(({ words }) => words)).toEqual([expect.stringContaining(told)])
  })

  it.each([
    ['by the page', core.refuse],
    ['by a reply', (token: string) => reply(token, 'This was not me')],
  ])('of two emails lose nobody the signature that stood before: %s', async (_, refuse) => {
    const first = await askedToChange()
    await replica.write(ada, 'Ada Lovelace, painter', { authenticated: true })
    const second = await replica.token()
    await core.confirm(first)
    await aMomentPasses()
    await refuse(second)
    expect((await says()).map(({ state }) => state)).toEqual(['confirmed'])
    // The second email's change is refused.
    await core.confirm(second)
    expect((await says())[0]).not.toMatchObject({ occupation: 'painter' })
  })
})

describe('both buttons of the second of two links to one person', () => {
  const says = async () => (await database.pool.query('select number, occupation, state from signature')).rows
  const before = { number: 1, occupation: 'composer', state: 'confirmed' }
  const reply = (token: string, text: string) => replica.write(ada, text, { token })
  const emptyEnded = () => database.db.transaction().execute(trx => emptyEndedRequests(trx, 10))

  async function signedByTheFirst(daysAgo: number): Promise<{ first: string; second: string }> {
    const first = await asked()
    await replica.write(ada, 'Ada Lovelace, poet')
    const second = await replica.token()
    await core.confirm(first)
    await replica.mails()
    await daysPass(database, daysAgo)
    await emptyEnded()
    return { first, second }
  }
  it.each(
    [0, 0.1].flatMap(daysAgo => [
      { daysAgo, name: 'the change first', presses: [core.confirm, core.refuse] },
      { daysAgo, name: 'the refusal first', presses: [core.refuse, core.confirm] },
      {
        daysAgo,
        name: 'the change by a reply',
        presses: [(token: string) => reply(token, 'Yes'), core.refuse],
      },
      {
        daysAgo,
        name: 'the refusal by a reply',
        presses: [(token: string) => reply(token, 'not me'), core.confirm],
      },
      {
        daysAgo,
        name: 'the change by a reply, last',
        presses: [core.refuse, (token: string) => reply(token, 'Yes')],
      },
    ]),
  )(
    'count for nothing, and the mailbox is asked once more: $name, $daysAgo days after the first',
    async ({ daysAgo, presses: [one, other] }) => {
      const { second } = await signedByTheFirst(daysAgo)
      await one?.(second)
      await noMomentPasses()
      await other?.(second)
      expect([await says(), await count(), await isRefused()]).toEqual([[before], 1, false])
      const asks = (await replica.mails()).filter(({ kind }) => kind === 'confirm')
      expect(asks.map(({ words }) => words)).toEqual([
        expect.stringContaining('your signature stays as it was'),
      ])
      expect((await core.requestByToken(second)).kind).toBe('asked-again')
      await core.confirm(asks[0]?.token ?? '')
      expect(await says()).toEqual([{ ...before, occupation: 'poet' }])
    },
  )

  it('are two acts if a moment lies between them', async () => {
    const { second } = await signedByTheFirst(0.1)
    await core.confirm(second)
    await aMomentPasses()
    await core.refuse(second)
    expect(await says()).toEqual([{ ...before, occupation: 'poet' }])
    expect(await replica.mails()).toEqual([])
  })

  it('keep the place only while a newer question is open', async () => {
    const isKept = async () =>
      (await database.pool.query('select from sign_request where sealed_place is not null')).rowCount === 1
    const { second } = await signedByTheFirst(0.1)
    expect(await isKept()).toBe(true)
    await core.confirm(second)
    await daysPass(database, 0.1)
    await emptyEnded()
    expect(await isKept()).toBe(false)
  })

  it('keep no place for an older question, or one that has expired', async () => {
    const first = await asked()
    await replica.write(ada, 'Ada Lovelace, poet')
    await core.confirm(await replica.token())
    await daysPass(database, 0.1)
    await emptyEnded()
    expect(
      (await database.pool.query('select from sign_request where sealed_place is not null')).rowCount,
    ).toBe(0)
    expect((await core.requestByToken(first)).kind).toBe('signed')
    await database.pool.query('delete from petition')
    await signedByTheFirst(8)
    expect(
      (await database.pool.query('select from sign_request where sealed_place is not null')).rowCount,
    ).toBe(0)
  })
})

describe('"it wasn’t me"', () => {
  it('pressed again on its old link removes nothing that was signed since', async () => {
    const first = await asked()
    await core.refuse(first)
    await aMomentPasses()
    await replica.write(ada, 'Ada Lovelace, composer', { authenticated: true })
    await core.confirm(await replica.token())
    await aMomentPasses()
    await core.refuse(first)
    expect(await count()).toBe(1)
  })

  it('ends by a proved email of that mailbox', async () => {
    await core.refuse(await asked())
    await aMomentPasses()
    await replica.write(ada, 'Ada Lovelace', { authenticated: false })
    expect(await replica.mails()).toEqual([])
    await replica.write(ada, 'Ada Lovelace')
    expect(await isRefused()).toBe(false)
    await core.confirm(await replica.token())
    expect(await count()).toBe(1)
  })

  it('can be taken back by its link, and the form on the page is answered the same day', async () => {
    await makePetition(database.db, 'fair')
    await fillIn(ada)
    const token = await replica.token()
    await core.refuse(token)
    await aMomentPasses()
    await fillIn(ada)
    expect(await replica.mails()).toEqual([])
    expect(await core.requestByToken(token)).toMatchObject({ kind: 'refused', canSignAfterAll: true })
    await core.signAfterAll(token)
    expect([await isRefused(), await count()]).toEqual([false, 0])
    await fillIn(ada)
    await core.confirm(await replica.token())
    expect(await count()).toBe(1)
    // The old link takes nothing back, and gives nothing.
    await core.signAfterAll(token)
    expect((await core.requestByToken(token)).kind).toBe('refused')
  })
})

describe('a reply to a question that nobody proved to have asked for', () => {
  it.each(['', 'Thank you!', '👍', 'Ada Lovelace, composer', 'Best regards,\nAda Lovelace'])(
    'gets the page if it is empty or polite: %j',
    async text => {
      const token = await asked(false)
      await replica.write(ada, text, { token })
      expect(await count()).toBe(0)
      const page = await replica.token()
      // A robot answers that email as well.
      await replica.write(ada, text, { token: page })
      expect(await count()).toBe(0)
      await daysPass(database, 0.1)
      await core.confirm(page)
      expect(await count()).toBe(1)
    },
  )

  it('signs if it plainly says yes, which the email asks for', async () => {
    await makePetition(database.db, 'fair')
    await replica.write(ada, 'Ada Lovelace', { authenticated: false })
    const [mail] = await replica.mails()
    expect(mail?.words).toContain('reply “yes” to this email')
    await replica.write(ada, 'Yes', { token: mail?.token ?? '' })
    expect(await count()).toBe(1)
  })

  it('signs if it is empty, where the asking was proved', async () => {
    await replica.write(ada, '', { token: await asked() })
    expect(await count()).toBe(1)
  })

  it('removes nothing if it is empty', async () => {
    await core.confirm(await asked())
    await replica.mails()
    await replica.write(ada, 'withdraw', { authenticated: false })
    const token = await replica.token()
    await replica.write(ada, '', { token })
    expect(await count()).toBe(1)
    await replica.write(ada, 'yes', { token })
    expect(await count()).toBe(0)
  })
})

describe('forms of one network', () => {
  it('stop at the limit that the operator has set, for all replicas, and cost the mailbox nothing', async () => {
    await makePetition(database.db, 'fair')
    await database.pool.query("insert into asking_limit values ('network.burst', 3), ('network.hour', 60)")
    await core.refresh()
    const kinds = async (n: number, network: string) => {
      const said: string[] = []
      for (let i = 0; i < n; i++) said.push((await fillIn(`${network}-${i}@example.org`, network)).kind)
      return said
    }
    expect(await kinds(5, '198.51.100')).toEqual(['taken', 'taken', 'taken', 'over-limit', 'over-limit'])
    expect(await kinds(1, '198.51.101')).toEqual(['taken'])
    await database.pool.query("update asking_bucket set full_at = full_at - interval '1 minute'")
    expect(await kinds(5, '198.51.100')).toEqual(['taken', ...Array(4).fill('over-limit')])
    // No address, and nothing that is the same tomorrow.
    const { rows } = await database.pool.query(
      'select distinct octet_length(subject) as n from asking_bucket',
    )
    expect(rows).toEqual([{ n: 32 }])
    await database.pool.query('delete from asking_limit')
    await core.refresh()
  })
})
