import { beforeEach, describe, expect, it } from 'vitest'
import { accountHash, mailboxHash } from '../../../src/core/identity.ts'
import { deliveryContext, requestContext } from '../../../src/core/seal-contexts.ts'
import { vacuumErased } from '../../../src/db/vacuum-erased.ts'
import { daysPass, type Replica, replicaOfFile } from '../../support/core-on-database.ts'
import type { TestDatabase } from '../../support/database.ts'
import { makePetition } from '../../support/petition.ts'

const mailbox = 'zerlina@example.org'

const { database, replica } = await replicaOfFile()

describe('after erasing', () => {
  beforeEach(() => makePetition(database.db, 'fair', { title: 'Fair training' }))

  const sign = async (text = 'Zerlina Quartz, glassblower, Obsidian Works') => {
    await replica.write(mailbox, text)
    await replica.core.confirm(await replica.token())
    return replica.token()
  }
  /** Every `table.column` of the database in which anything of her is found. */
  const traces = () => {
    const { keys } = replica.service
    return tracesOf(database, replica, {
      texts: ['Zerlina', 'Quartz', 'glassblower', 'Obsidian', mailbox],
      hashes: [
        mailboxHash(keys, mailbox),
        accountHash(keys, 'email', mailbox),
        accountHash(keys, 'email', 'zerlina+petitions@example.org'),
      ],
    })
  }

  it('finds her in every expected place before erasing (otherwise this search proves nothing)', async () => {
    await replica.write(mailbox, 'Zerlina Quartz, glassblower, Obsidian Works')
    expect(await traces()).toEqual([
      'delivery.address',
      'delivery.mailbox',
      'delivery.sealed (opened)',
      'revision.name',
      'revision.occupation',
      'revision.organisation',
      'sign_request.account',
      'sign_request.mailbox',
      'sign_request.sealed_place (opened)',
    ])
    await replica.core.confirm(await replica.token())
    await daysPass(database, 2)
    await replica.write(mailbox, 'withdraw', { authenticated: false })
    expect(await traces()).toEqual(
      expect.arrayContaining([
        'identity.hash',
        'signature.name',
        'token.mailbox',
        'delivery.sealed (opened)',
      ]),
    )
  })

  it('leaves only ids if she erases by the page', async () => {
    const manage = await sign()
    await replica.core.erase(manage)
    expect(await traces()).toEqual([])
    expect((await replica.core.signatureByToken(manage)).kind).toBe('erased')
  })

  it('erases by the link that answers her email, and by nothing else', async () => {
    const manage = await sign()
    await replica.write(mailbox, 'Please erase my data')
    expect((await replica.core.signatureByToken(manage)).kind).toBe('signed')
    await replica.core.confirm(await replica.token())
    expect(await traces()).toEqual([])
  })

  it('leaves nothing of her in deliveries that wait, and does not send them', async () => {
    const manage = await sign()
    await replica.write(mailbox, 'Zerlina Quartz, poet')
    await replica.write(mailbox, 'How many have signed?')
    await replica.core.erase(manage)
    expect(await traces()).toEqual([])
    expect(await replica.mails()).toEqual([])
  })

  it('leaves nothing of a removal that was asked for by email and confirmed by its link', async () => {
    await sign()
    await daysPass(database, 2)
    await replica.write(mailbox, 'erase', { authenticated: false })
    const token = await replica.token()
    await replica.core.confirm(token)
    expect(await traces()).toEqual([])
    expect(await replica.core.requestByToken(token)).toMatchObject({ kind: 'removed', act: 'erase' })
  })

  it('leaves nothing of a request under another spelling of her mailbox', async () => {
    const manage = await sign()
    await daysPass(database, 2)
    await replica.write('zerlina+petitions@example.org', 'Zerlina Quartz, poet', { authenticated: false })
    await replica.mails()
    await replica.core.erase(manage)
    expect(await traces()).toEqual([])
  })

  it('leaves nothing of a signature she withdrew before she signed again', async () => {
    const first = await sign()
    await replica.core.withdraw(first)
    await daysPass(database, 2)
    const second = await sign('Zerlina Quartz, glassblower')
    await replica.core.erase(second)
    expect(await traces()).toEqual([])
  })

  it('erases a withdrawn signature too if she asks by email', async () => {
    const manage = await sign()
    await replica.core.withdraw(manage)
    await replica.write(mailbox, 'Please erase my data')
    await replica.core.confirm(await replica.token())
    expect(await traces()).toEqual([])
    expect((await replica.core.signatureByToken(manage)).kind).toBe('erased')
  })

  it('erases a withdrawn signature too if she says so in a reply to her receipt', async () => {
    const manage = await sign()
    await replica.core.withdraw(manage)
    await replica.write(mailbox, 'Please erase my data', { token: manage })
    await replica.core.confirm(await replica.token())
    expect(await traces()).toEqual([])
  })

  it('asks again if she replies instead of following the link', async () => {
    const manage = await sign()
    await replica.write(mailbox, 'erase')
    await replica.write(mailbox, 'yes', { token: await replica.token() })
    expect((await replica.core.signatureByToken(manage)).kind).toBe('signed')
    await replica.core.confirm(await replica.token())
    expect(await traces()).toEqual([])
  })

  it('erases by the link even if she withdrew meanwhile', async () => {
    const manage = await sign()
    await daysPass(database, 2)
    await replica.write(mailbox, 'erase', { authenticated: false })
    const token = await replica.token()
    await replica.core.withdraw(manage)
    await replica.core.confirm(token)
    expect(await traces()).toEqual([])
  })

  it('keeps her signature under another petition', async () => {
    const manage = await sign()
    await makePetition(database.db, 'other')
    await replica.write(mailbox, 'Zerlina Quartz', { slug: 'other' })
    const token = await replica.token()
    await replica.core.erase(manage)
    expect(await replica.core.confirm(token)).toMatchObject({ kind: 'signed', first: true })
    expect((await replica.mailsTo(mailbox)).map(mail => mail.kind)).toEqual(['manage'])
  })

  it('lets her sign again', async () => {
    await replica.core.erase(await sign())
    await daysPass(database, 2)
    await sign()
    expect((await replica.core.petition('fair'))?.signatures).toBe(1)
  })
})

/** Searches every column of every table, sealed values included. */
async function tracesOf(
  database: TestDatabase,
  replica: Replica,
  of: { texts: string[]; hashes: Buffer[] },
): Promise<string[]> {
  const { rows: columns } = await database.pool.query<{ table: string; column: string; type: string }>(
    // The views of information_schema take fifty times as long.
    `select c.oid::regclass::text as table, quote_ident(a.attname) as column, a.atttypid::regtype::text as type
     from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relkind in ('r', 'p') and c.relnamespace::regnamespace::text not in ('pg_catalog', 'information_schema')
       and a.attnum > 0 and not a.attisdropped`,
  )
  const found = new Set<string>()
  const texts = of.texts.map(text => text.toLowerCase())
  for (const { table, column, type } of columns) {
    const name = `${table.replace(/^public\./, '')}.${column}`
    const condition =
      type === 'bytea'
        ? `${column} = any($1::bytea[])`
        : `exists (select from unnest($1::text[]) x where position(x in lower(${column}::text)) > 0)`
    const { rows } = await database.pool.query(`select 1 from ${table} where ${condition} limit 1`, [
      type === 'bytea' ? of.hashes : texts,
    ])
    if (rows.length > 0) found.add(name)
  }
  const { rows: sealed } = await database.pool.query<{ at: string; id: string; value: Buffer }>(
    `select 'delivery.sealed' as at, id, sealed as value from delivery where sealed is not null
     union all select 'sign_request.sealed_place', id, sealed_place from sign_request where sealed_place is not null`,
  )
  for (const { at, id, value } of sealed) {
    const context = at === 'delivery.sealed' ? deliveryContext(id) : requestContext(id)
    const clear = JSON.stringify(replica.service.keys.open(value, context)).toLowerCase()
    if (texts.some(text => clear.includes(text))) found.add(`${at} (opened)`)
  }
  return [...found].sort()
}

describe('what erasing leaves behind', () => {
  beforeEach(() => makePetition(database.db, 'fair', { title: 'Fair training' }))
  const vacuumed = async () => {
    // The statistics of a table come a little later.
    await database.pool.query('select pg_stat_clear_snapshot()')
    const { rows } = await database.pool.query<{ n: number }>(
      `select count(*)::int as n from pg_stat_user_tables where relname = 'signature' and last_vacuum is not null`,
    )
    return rows[0]?.n
  }

  it('does not say from which server or workspace she signed', async () => {
    await replica.write(mailbox, 'Zerlina Quartz, glassblower')
    await replica.core.confirm(await replica.token())
    const manage = await replica.token()
    for (const table of ['signature', 'sign_request'])
      await database.pool.query(`update ${table} set community = 'T0123ABC'`)
    await replica.core.erase(manage)
    for (const table of ['signature', 'sign_request']) {
      const { rows } = await database.pool.query(`select community from ${table}`)
      expect(rows).toEqual([{ community: null }])
    }
  })

  it('is vacuumed, and only if somebody was erased', async () => {
    await replica.write(mailbox, 'Zerlina Quartz, glassblower')
    await replica.core.confirm(await replica.token())
    await database.pool.query('delete from ledger')
    await vacuumErased(database.db)
    expect(await vacuumed()).toBe(0)
    await replica.core.erase(await replica.token())
    await vacuumErased(database.db)
    await expect.poll(vacuumed).toBe(1)
  })
})
