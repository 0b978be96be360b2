import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { errorCode } from '../../src/db/log.ts'
import { replicaOfFile } from '../support/core-on-database.ts'
import { makePetition } from '../support/petition.ts'

/** Milliseconds; two seconds in the service. */
const longestWait = 700
const { database, replica } = await replicaOfFile({ longestWait })
const { core } = replica

const release: (() => Promise<void>)[] = []

/** Another transaction holds rows until the end of the test. */
async function hold(statement: string): Promise<void> {
  const client = await database.pool.connect()
  await client.query('begin')
  await client.query(statement)
  release.push(async () => {
    await client.query('rollback')
    client.release()
  })
}

/** What came of an act, and the milliseconds it took. */
async function timed(act: Promise<unknown>): Promise<{ came: string; ms: number }> {
  const began = performance.now()
  const came = await act.then(() => 'done', errorCode)
  return { came, ms: performance.now() - began }
}

/** Somebody asks to sign; the token of their email. */
async function asked(slug: string, mailbox: string): Promise<string> {
  await replica.write(mailbox, 'Ada Lovelace, poet', { slug })
  return replica.token()
}

const locked = "select from petition where slug = 'locked' for update"

beforeEach(async () => {
  await makePetition(database.db, 'locked')
  await makePetition(database.db, 'free')
  await core.refresh()
})
afterEach(async () => {
  for (const end of release.splice(0)) await end()
})

describe('while somebody holds a petition', () => {
  it('takes presses, replies, emails, commands and pages of another petition', async () => {
    const stuck = await asked('locked', 'stuck@example.org')
    const pressed = await asked('free', 'presses@example.org')
    const replied = await asked('free', 'replies@example.org')
    await hold(locked)
    const atLocked = [
      timed(core.confirm(stuck, undefined)),
      timed(replica.write('new@example.org', 'Grace Hopper, admiral', { slug: 'locked' })),
      timed(core.refuse(stuck)),
    ]
    const atFree = await Promise.all([
      timed(core.confirm(pressed, undefined)),
      timed(replica.write('replies@example.org', 'Yes', { token: replied })),
      timed(replica.write('writes@example.org', 'Grace Hopper, admiral', { slug: 'free' })),
      timed(replica.write('asks@example.org', 'stats', { slug: 'free' })),
      timed(core.petition('free')),
      timed(core.petition('locked')),
    ])
    expect(atFree.map(({ came }) => came)).toEqual(Array(6).fill('done'))
    expect(Math.max(...atFree.map(({ ms }) => ms))).toBeLessThan(longestWait)
    expect((await core.petition('free'))?.signatures).toBe(2)
    const came = await Promise.all(atLocked)
    expect(came[0]?.came).toBe('55P03')
    expect(Math.max(...came.map(({ ms }) => ms))).toBeLessThan(4 * longestWait)
  })

  it('takes an event that could not wait when it comes again', async () => {
    const token = await asked('locked', 'ada@example.org')
    await hold(locked)
    await expect(core.confirm(token, undefined)).rejects.toThrow()
    for (const end of release.splice(0)) await end()
    expect(await core.confirm(token, undefined)).toMatchObject({ kind: 'signed', number: 1 })
  })

  it('sends a whole crowd away at once, and not one after the other', async () => {
    const tokens: string[] = []
    for (let n = 0; n < 8; n++) tokens.push(await asked('locked', `person${n}@example.org`))
    await hold(locked)
    const crowd = await Promise.all(tokens.map(token => timed(core.confirm(token, undefined))))
    expect(crowd.map(({ came }) => came)).toEqual(Array(8).fill('55P03'))
    // The first goes alone, and the others wait for it and go together.
    expect(Math.max(...crowd.map(({ ms }) => ms))).toBeLessThan(3 * longestWait)
  })
})

it('commits the others in a batch with an event that cannot be taken now', async () => {
  const tokens: string[] = []
  for (let n = 0; n < 6; n++) tokens.push(await asked('free', `person${n}@example.org`))
  const third = await sql<{ id: string }>`
    select id from sign_request order by asked_at limit 1 offset 2`.execute(database.db)
  await hold(`select from sign_request where id = '${third.rows[0]?.id}' for update`)
  const came = await Promise.all(tokens.map(token => timed(core.confirm(token, undefined))))
  expect(came.map(one => one.came)).toEqual(['done', 'done', '55P03', 'done', 'done', 'done'])
  expect((await core.petition('free'))?.signatures).toBe(5)
})
