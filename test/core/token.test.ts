import { createHash } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { remindRequests } from '../../src/core/rounds/housekeeping.ts'
import { hashToken, newToken, sha256OfToken } from '../../src/core/token.ts'
import { daysPass, type Mail, type Replica, replicaOfFile } from '../support/core-on-database.ts'
import type { TestDatabase } from '../support/database.ts'
import { makePetition } from '../support/petition.ts'

const ada = 'ada@example.org'

const { database, replica } = await replicaOfFile()

describe('the text of a token', () => {
  it('holds 160 bits: 32 characters, all of base32, each position as likely as the others', () => {
    const tokens = Array.from({ length: 4_000 }, newToken)
    expect(new Set(tokens).size).toBe(tokens.length)
    for (const token of tokens) expect(token).toMatch(/^[a-z2-7]{32}$/)
    for (let at = 0; at < 32; at++) {
      const seen = new Map<string, number>()
      for (const token of tokens) seen.set(token[at] ?? '', (seen.get(token[at] ?? '') ?? 0) + 1)
      expect(seen.size).toBe(32)
      // 125 expected; beyond 200 would be more than six standard deviations.
      expect(Math.max(...seen.values())).toBeLessThan(200)
    }
  })

  it('is stored as its SHA-256, even if an email server changes its case', () => {
    const token = newToken()
    const hash = createHash('sha256').update(token).digest()
    expect(sha256OfToken(token)).toEqual(hash)
    expect(hashToken(token.toUpperCase())).toEqual(hash)
  })

  it.each([
    '',
    'a',
    'a'.repeat(31),
    'a'.repeat(33),
    `${'a'.repeat(31)}1`,
    `${'a'.repeat(31)}\n`,
    'é'.repeat(32),
  ])('is not %j', text => {
    expect(hashToken(text)).toBeUndefined()
  })
})

describe('a token does one thing', () => {
  const count = async () => (await replica.core.petition('fair'))?.signatures

  beforeEach(() => makePetition(database.db, 'fair', { title: 'Fair training' }))

  const ask = async (text = 'Ada Lovelace', options: Parameters<Replica['write']>[2] = {}) => {
    await replica.write(ada, text, options)
    const [mail] = await replica.mails()
    if (mail === undefined) throw new Error('no mail')
    return mail
  }
  const sign = async () => {
    await replica.core.confirm((await ask()).token)
    return replica.token()
  }

  it('confirms or manages, never both', async () => {
    const { token: confirm } = await ask()
    expect((await replica.core.signatureByToken(confirm)).kind).toBe('unknown')
    expect((await replica.core.withdraw(confirm)).kind).toBe('unknown')
    await replica.core.confirm(confirm)
    const manage = await replica.token()
    expect((await replica.core.requestByToken(manage)).kind).toBe('unknown')
    expect((await replica.core.confirm(manage)).kind).toBe('unknown')
    expect((await replica.core.refuse(manage)).kind).toBe('unknown')
    expect((await replica.core.erase(confirm)).kind).toBe('unknown')
    expect(await count()).toBe(1)
  })

  it('is nowhere in clear, not even while its email waits', async () => {
    await replica.write(ada, 'Ada Lovelace')
    const { rows } = await database.pool.query('select id, to_jsonb(d)::text as text from delivery d')
    const { token } = (await replica.mails())[0] ?? {}
    expect(token).toMatch(/^[a-z2-7]{32}$/)
    expect(JSON.stringify(rows)).not.toContain(token)
  })

  it('changes nothing when its page is looked at', async () => {
    const { token } = await ask()
    const before = await everything(database)
    for (let i = 0; i < 3; i++) {
      expect((await replica.core.requestByToken(token)).kind).toBe('asked')
      await replica.core.signatureByToken(token)
      await replica.core.petition('fair')
      await replica.core.signatories('fair', { limit: 10 })
    }
    expect(await everything(database)).toEqual(before)
    // Negative control: an act does change.
    await replica.core.confirm(token)
    expect(await everything(database)).not.toEqual(before)
  })

  it('removes nothing once the removal was refused', async () => {
    await sign()
    await daysPass(database, 2)
    const { token } = await ask('withdraw', { authenticated: false })
    expect((await replica.core.refuse(token)).kind).toBe('refused')
    expect((await replica.core.confirm(token)).kind).toBe('refused')
    await replica.write(ada, '', { token })
    expect(await count()).toBe(1)
  })

  it('expires after seven days by the clock of the database', async () => {
    const { token } = await ask()
    await daysPass(database, 6.99)
    expect((await replica.core.requestByToken(token)).kind).toBe('asked')
    await daysPass(database, 0.02)
    expect((await replica.core.requestByToken(token)).kind).toBe('expired')
    expect((await replica.core.confirm(token)).kind).toBe('expired')
    expect(await count()).toBe(0)
  })

  it('confirms the revision it was shown with, and an older one never undoes a newer', async () => {
    const first = await ask('Ada Lovelace, poet')
    const second = await ask('Ada Lovelace, composer')
    expect(await replica.core.confirm(second.token)).toMatchObject({ details: { occupation: 'composer' } })
    await replica.core.confirm(first.token)
    expect(await replica.core.requestByToken(second.token)).toMatchObject({
      kind: 'signed',
      details: { occupation: 'composer' },
    })
  })

  it('is found by the answered email in a reply that lost its tag', async () => {
    await sign()
    await daysPass(database, 2)
    const withdraw = await ask('withdraw', { authenticated: false })
    await daysPass(database, 2)
    await ask('erase my data', { authenticated: false })
    await replica.write(ada, 'yes', { answers: [withdraw.delivery] })
    const { rows } = await database.pool.query('select state, name from signature')
    expect(rows).toEqual([{ state: 'withdrawn', name: 'Ada Lovelace' }])
  })

  it('works in a reply that lost its tag for the mailbox that was asked only', async () => {
    const { delivery } = await ask()
    await replica.write('mallory@example.org', '', { answers: [delivery] })
    expect(await count()).toBe(0)
    await replica.write(ada, '', { answers: [delivery] })
    expect(await count()).toBe(1)
  })

  it('expires with the request if it is a reminder’s, as its email and page say', async () => {
    await ask()
    await daysPass(database, 5.5)
    await remindRequests(replica.service)
    const reminder = (await replica.mails())[0]
    const { rows } = await database.pool.query<{ expires_at: Date }>('select expires_at from sign_request')
    expect(await replica.core.requestByToken(reminder?.token ?? '')).toMatchObject({
      kind: 'asked',
      expiresAt: rows[0]?.expires_at,
    })
  })

  it('confirms an older revision that was asked about again after a newer one was confirmed', async () => {
    const manage = await sign()
    await daysPass(database, 2)
    await ask('Ada Lovelace, poet', { authenticated: false })
    await replica.core.correct(manage, {
      name: 'Ada Lovelace',
      occupation: 'composer',
      organisation: '',
      listed: true,
    })
    await daysPass(database, 2)
    const again: Mail = await ask('Ada Lovelace, poet', { authenticated: false })
    expect((await replica.core.requestByToken(again.token)).kind).toBe('asked')
    expect(await replica.core.confirm(again.token)).toMatchObject({ details: { occupation: 'poet' } })
  })
})

async function everything(database: TestDatabase): Promise<unknown> {
  const { rows: tables } = await database.pool.query<{ name: string }>(
    "select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public'",
  )
  const all: Record<string, unknown> = {}
  for (const { name } of tables)
    all[name] = (await database.pool.query(`select to_jsonb(t)::text as row from ${name} t order by 1`)).rows
  return all
}
