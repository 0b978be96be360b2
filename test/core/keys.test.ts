import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mailboxHash } from '../../src/core/identity.ts'
import { CannotOpen, loadKeys } from '../../src/core/keys.ts'
import { type Replica, replicaOn } from '../support/core-on-database.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { makePetition } from '../support/petition.ts'

const ada = 'ada@example.org'
const [first, second, third] = ['first', 'second', 'third'].map(name => `${name} `.repeat(8))

describe('the keys', () => {
  let database: TestDatabase
  const replica = (secret: string | undefined, previous?: string): Promise<Replica> =>
    replicaOn(database, { secret: secret ?? '', ...(previous === undefined ? {} : { previous }) })

  beforeEach(async () => {
    database = await testDatabase()
    await makePetition(database.db, 'fair', { title: 'Fair training' })
  })
  afterEach(() => database.close())

  it('lets nobody sign twice after SECRET_KEY was replaced, and opens what the old key sealed', async () => {
    const before = await replica(first)
    await before.write(ada, 'Ada Lovelace')
    await before.core.confirm(await before.token())
    await before.mails()
    await before.write('bob@example.org', 'Bob Dylan')

    const during = await replica(second, first)
    const [question] = await during.mails()
    expect(question?.to).toBe('bob@example.org')
    await during.core.confirm(question?.token ?? '')
    expect((await during.mails()).map(mail => mail.to)).toEqual(['bob@example.org'])
    await during.write(ada, 'Ada Lovelace')
    expect((await during.mails()).map(mail => mail.kind)).toEqual(['manage'])

    // The old key is no longer needed, and the one before it opens nothing.
    const after = await replica(second)
    await after.write(ada, 'Ada Lovelace')
    expect((await after.mails()).map(mail => mail.kind)).toEqual(['manage'])
    expect((await after.core.petition('fair'))?.signatures).toBe(2)
    await expect(replica(first)).rejects.toThrow(CannotOpen)
    expect(mailboxHash(after.service.keys, ada)).toEqual(mailboxHash(before.service.keys, ada))
  })

  it('does not take an event again after the rotation', async () => {
    const before = await replica(first)
    await before.write(ada, 'Ada Lovelace', { key: 'one' })
    await before.mails()
    const after = await replica(second, first)
    await after.write(ada, 'Ada Lovelace', { key: 'one' })
    expect(await after.mails()).toEqual([])
  })

  it('refuses to start with a wrong key, which does not replace the right one', async () => {
    await replica(first)
    await expect(replica(second)).rejects.toThrow(CannotOpen)
    await expect(replica(second, third)).rejects.toThrow(CannotOpen)
    await replica(first)
  })

  it('shares one key between services that start at once on an empty database', async () => {
    const keys = await Promise.all(Array.from({ length: 8 }, () => loadKeys(database.db, first ?? '')))
    expect(new Set(keys.map(each => each.hash('x', 'y').toString('hex'))).size).toBe(1)
  })

  it('shares one key between services that rotate at once', async () => {
    const was = (await loadKeys(database.db, first ?? '')).hash('x', 'y')
    const keys = await Promise.all(
      Array.from({ length: 8 }, () => loadKeys(database.db, second ?? '', first)),
    )
    for (const each of keys) expect(each.hash('x', 'y')).toEqual(was)
    expect((await loadKeys(database.db, second ?? '')).hash('x', 'y')).toEqual(was)
  })

  it('does not open in another row what was sealed for one', async () => {
    const { service, mails, write } = await replica(first)
    await write(ada, 'Ada Lovelace')
    await write('bob@example.org', 'Bob Dylan')
    await database.pool.query(`update delivery d set sealed = o.sealed from delivery o where o.id <> d.id`)
    expect(await mails()).toEqual([])
    const { rows } = await database.pool.query('select state, error from delivery')
    expect(rows).toEqual(Array(2).fill({ state: 'waiting', error: 'cannot-open' }))
    const sealed = service.keys.seal('secret', 'here')
    expect(service.keys.open(sealed, 'here')).toBe('secret')
    expect(() => service.keys.open(sealed, 'there')).toThrow(CannotOpen)
  })

  it('opens no value with a changed bit, and no shorter one', async () => {
    const { keys } = (await replica(first)).service
    const sealed = keys.seal({ name: 'Ada' }, 'here')
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(() => keys.open(changed, 'here')).toThrow(CannotOpen)
      expect(() => keys.open(sealed.subarray(0, at), 'here')).toThrow(CannotOpen)
    }
  })

  it('keeps the parts and purposes of a hash apart', async () => {
    const { keys } = (await replica(first)).service
    const hashes = [
      keys.hash('a', 'b', 'c'),
      keys.hash('a', 'bc'),
      keys.hash('ab', 'c'),
      keys.hash('a', 'b","c'),
      keys.hash('a', 'b', 'c', ''),
    ]
    expect(new Set(hashes.map(hash => hash.toString('hex'))).size).toBe(hashes.length)
  })
})
