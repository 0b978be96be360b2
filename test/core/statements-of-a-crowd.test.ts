/** What waits is taken together: a crowd needs as many statements as one person (decisions 0043 and 0044). */
import { describe, expect, it } from 'vitest'
import { incoming, type Mail, replicaOfFile, replicaOn } from '../support/core-on-database.ts'
import { hearStatements } from '../support/hear-statements.ts'
import { makePetition } from '../support/petition.ts'

let statements = 0

const { database, replica } = await replicaOfFile()
const counted = await replicaOn({ ...database, db: hearStatements(database.db, () => statements++) })

const CROWD = 40

const mailboxes = (many: number, of: string) =>
  Array.from({ length: many }, (_, n) => `${of}${n}@example.org`)

async function ask(people: readonly string[]): Promise<void> {
  await Promise.all(people.map(who => counted.write(who, 'Ada Lovelace, composer')))
}

/** Everybody's email after they asked. */
async function asked(people: readonly string[]): Promise<Mail[]> {
  await Promise.all(people.map(who => replica.write(who, 'Ada Lovelace, composer')))
  return replica.mails()
}

const acts: Record<string, (people: readonly string[]) => Promise<() => Promise<unknown>>> = {
  'ask by email': async people => () => ask(people),
  'press the link': async people => {
    const mails = await asked(people)
    return () => Promise.all(mails.map(({ token }) => counted.core.confirm(token)))
  },
  'reply yes': async people => {
    const mails = await asked(people)
    return () => Promise.all(mails.map(({ to, token }) => counted.write(to, 'Yes', { token })))
  },
  'have an email come back': async people => {
    const mails = await asked(people)
    return () =>
      Promise.all(
        mails.map(({ to, delivery }) =>
          counted.core.receive({
            ...incoming(to, ''),
            act: { kind: 'undelivered', deliveryId: delivery.id, permanence: 'hard' },
          }),
        ),
      )
  },
  'are sent an email': async people => {
    await Promise.all(people.map(who => replica.write(who, 'Ada Lovelace, composer')))
    return async () => expect(await counted.mails()).toHaveLength(people.length)
  },
}

/** Of one crowd that acts at the same moment. */
async function statementsOf(act: string, people: readonly string[]): Promise<number> {
  await makePetition(database.db, 'fair', { title: 'Fair training' })
  const perform = await acts[act]?.(people)
  statements = 0
  await perform?.()
  const sum = statements
  await database.pool.query('delete from petition')
  return sum
}

describe('a crowd', () => {
  it.each(Object.keys(acts))('that %s needs as many statements as one of them', async act => {
    // What is loaded once is loaded.
    await statementsOf(act, mailboxes(1, 'first'))
    const forOne = await statementsOf(act, mailboxes(1, 'one'))
    // The first of them goes alone, and all others together.
    expect(await statementsOf(act, mailboxes(CROWD, 'all'))).toBeLessThanOrEqual(2 * forOne)
  })
})
