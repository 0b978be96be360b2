import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { errorCode } from '../../src/db/log.ts'
import { replicaOfFile, replicaOn } from '../support/core-on-database.ts'
import { hearStatements } from '../support/hear-statements.ts'
import { patience } from '../support/patience.ts'
import { makePetition } from '../support/petition.ts'

const { database, replica } = await replicaOfFile({ longestWait: patience })
const { core } = replica

let statements = 0
const counted = { ...database, db: hearStatements(database.db, () => statements++) }
/** Waits 300 ms, not the two seconds of the service. */
const hasty = await replicaOn(counted, { longestWait: 300 })

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

const outcome = (act: Promise<unknown>): Promise<string> => act.then(() => 'done', errorCode)

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
  await hasty.core.refresh()
})
const releaseAll = async () => {
  for (const end of release.splice(0)) await end()
}
afterEach(releaseAll)

describe('while somebody holds a petition', () => {
  it('takes presses, replies, emails, commands and pages of another petition', async () => {
    const stuck = await asked('locked', 'stuck@example.org')
    const pressed = await asked('free', 'presses@example.org')
    const replied = await asked('free', 'replies@example.org')
    await hold(locked)
    let settled = 0
    const atLocked = [
      core.confirm(stuck, undefined),
      replica.write('new@example.org', 'Grace Hopper, admiral', { slug: 'locked' }),
      core.refuse(stuck),
    ].map(act => act.finally(() => settled++))
    await Promise.all([
      core.confirm(pressed, undefined),
      replica.write('replies@example.org', 'Yes', { token: replied }),
      replica.write('writes@example.org', 'Grace Hopper, admiral', { slug: 'free' }),
      replica.write('asks@example.org', 'stats', { slug: 'free' }),
      core.petition('free'),
      core.petition('locked'),
    ])
    expect(settled).toBe(0)
    expect((await core.petition('free'))?.signatures).toBe(2)
    await releaseAll()
    await Promise.all(atLocked)
    expect(settled).toBe(3)
  })

  it('sends away whoever waits too long', async () => {
    const stuck = await asked('locked', 'stuck@example.org')
    await hold(locked)
    const acts = [
      hasty.core.confirm(stuck, undefined),
      hasty.write('new@example.org', 'Grace Hopper, admiral', { slug: 'locked' }),
      hasty.core.refuse(stuck),
    ]
    expect(await Promise.all(acts.map(outcome))).toEqual(['55P03', '55P03', '55P03'])
  })

  it('takes an event that could not wait when it comes again', async () => {
    const token = await asked('locked', 'ada@example.org')
    await hold(locked)
    await expect(hasty.core.confirm(token, undefined)).rejects.toThrow()
    await releaseAll()
    expect(await hasty.core.confirm(token, undefined)).toMatchObject({ kind: 'signed', number: 1 })
  })

  it('sends a whole crowd away at once, and not one after the other', async () => {
    const tokens: string[] = []
    for (let n = 0; n < 8; n++) tokens.push(await asked('locked', `person${n}@example.org`))
    await hold(locked)
    const sendsAway = async (some: string[]) => {
      statements = 0
      const acts = some.map(token => outcome(hasty.core.confirm(token, undefined)))
      expect(await Promise.all(acts)).toEqual(some.map(() => '55P03'))
      return statements
    }
    const one = await sendsAway(tokens.slice(0, 1))
    // The first goes alone, and the others wait for it and go together.
    const all = await sendsAway(tokens)
    expect(all).toBeLessThanOrEqual(3 * one)
  })
})

it('commits the others in a batch with an event that cannot be taken now', async () => {
  const tokens: string[] = []
  for (let n = 0; n < 6; n++) tokens.push(await asked('free', `person${n}@example.org`))
  const third = await sql<{ id: string }>`
    select id from sign_request order by asked_at limit 1 offset 2`.execute(database.db)
  await hold(`select from sign_request where id = '${third.rows[0]?.id}' for update`)
  const came = await Promise.all(tokens.map(token => outcome(hasty.core.confirm(token, undefined))))
  expect(came).toEqual(['done', 'done', '55P03', 'done', 'done', 'done'])
  expect((await core.petition('free'))?.signatures).toBe(5)
})
