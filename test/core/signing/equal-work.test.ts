/** What a stranger's email or form makes the service do is the same, whatever is known of the mailbox (decision 0057). */
import { randomUUID } from 'node:crypto'
import type { RootOperationNode } from 'kysely'
import { describe, expect, it } from 'vitest'
import { daysPass, incoming, type Replica, replicaOfFile, replicaOn } from '../../support/core-on-database.ts'
import { hearStatements } from '../../support/hear-statements.ts'
import { makePetition } from '../../support/petition.ts'

const { database, replica } = await replicaOfFile()

/** The statements since it was asked last, in a few words each. */
const statements: string[] = []
const counted = await replicaOn({
  ...database,
  db: hearStatements(database.db, node => statements.push(textOf(node))),
})

function textOf(node: RootOperationNode): string {
  if (node.kind !== 'RawNode') return node.kind
  return node.sqlFragments.join('?').replace(/\s+/g, ' ').trim().slice(0, 50)
}

async function statementsOf(act: () => Promise<unknown>): Promise<string[]> {
  statements.length = 0
  await act()
  return statements.map(text => (text === 'rollback to savepoint kept' ? 'release savepoint kept' : text))
}

const known = {
  unknown: async () => {},
  'signed by proved email': async (mailbox: string) => {
    await replica.write(mailbox, 'Ada Lovelace, composer')
    await replica.core.confirm(await replica.token())
    await replica.mails()
  },
  'signed and told the limit': async (mailbox: string) => {
    for (let n = 0; n < 5; n++) await replica.write(mailbox, 'Ada Lovelace, composer')
    await replica.core.confirm((await replica.mails())[0]?.token ?? '')
    await replica.mails()
  },
  'signed yesterday': async (mailbox: string) => {
    await known['signed by proved email'](mailbox)
    await daysPass(database, 1.5)
  },
  'signed on a stranger’s asking': async (mailbox: string) => {
    await replica.write(mailbox, 'Ada Lovelace, composer', { authenticated: false })
    await replica.core.confirm(await replica.token())
    await replica.mails()
  },
  'signed, with another name': async (mailbox: string) => {
    await replica.write(mailbox, 'Augusta King')
    await replica.core.confirm(await replica.token())
    await replica.mails()
  },
  'removed by an organiser': async (mailbox: string) => {
    await known['signed by proved email'](mailbox)
    await database.pool.query("update signature set state = 'removed', ended_at = now()")
  },
  withdrawn: async (mailbox: string) => {
    await replica.write(mailbox, 'Ada Lovelace, composer')
    await replica.core.confirm(await replica.token())
    await replica.core.withdraw((await replica.mails())[0]?.token ?? '')
  },
  asked: async (mailbox: string) => {
    await replica.write(mailbox, 'Ada Lovelace, composer')
    await replica.mails()
  },
  'asked by a stranger': async (mailbox: string) => {
    await replica.write(mailbox, 'Ada Lovelace, composer', { authenticated: false })
    await replica.mails()
  },
  refused: async (mailbox: string) => {
    await replica.write(mailbox, 'Ada Lovelace, composer')
    await replica.core.refuse(await replica.token())
  },
  dead: async (mailbox: string) => {
    await replica.write(mailbox, 'Ada Lovelace, composer')
    const [mail] = await replica.mails()
    const undelivered = {
      kind: 'undelivered',
      deliveryId: mail?.delivery.id ?? '',
      permanence: 'hard',
    } as const
    await replica.core.receive({ ...incoming(mailbox, ''), act: undelivered })
  },
}

const acts: Record<string, (on: Replica, mailbox: string) => Promise<unknown>> = {
  'an email': (on, mailbox) => on.write(mailbox, 'Ada Lovelace, composer', { authenticated: false }),
  'an email with other details': (on, mailbox) =>
    on.write(mailbox, 'Ada Byron, poet', { authenticated: false }),
  'an email without a name': (on, mailbox) => on.write(mailbox, 'I sign', { authenticated: false }),
  'a page’s form': (on, mailbox) =>
    on.core.receive({
      ...{ key: randomUUID(), channel: 'web', account: mailbox, mailbox, authenticated: false, place: null },
      plainReply: true,
      act: { kind: 'form', form: 'sign:fair', values: { name: 'Ada Lovelace', way: 'myself', mailbox } },
    }),
  'a chat’s form': (on, mailbox) =>
    on.core.receive({
      ...{ key: randomUUID(), channel: 'discord', account: randomUUID(), authenticated: true },
      ...{ place: 'there', plainReply: false },
      act: { kind: 'form', form: 'sign:fair', values: { name: 'Ada Lovelace', way: 'myself', mailbox } },
    }),
}

describe.each(Object.entries(acts))('%s in somebody’s name', (_, act) => {
  it('costs the same statements, whatever is known of that mailbox', async () => {
    await makePetition(database.db, 'fair')
    const costs = new Map<string, string[]>()
    for (const [what, become] of Object.entries(known)) {
      const mailbox = `${randomUUID()}@example.org`
      await become(mailbox)
      costs.set(what, await statementsOf(() => act(counted, mailbox)))
      await replica.mails()
    }
    const unknown = costs.get('unknown')
    expect(unknown?.length).toBeGreaterThan(8)
    for (const [what, cost] of costs) expect(cost, what).toEqual(unknown)
  })
})

it('costs different statements if the mailbox itself writes, so the comparison can fail', async () => {
  await makePetition(database.db, 'fair')
  const first = await statementsOf(() => counted.write('ada@example.org', 'Ada Lovelace'))
  await replica.core.confirm(await replica.token())
  const second = await statementsOf(() => counted.write('ada@example.org', 'Ada Lovelace'))
  expect(second.length).toBeLessThan(first.length)
})
