import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { SignatoryQuery } from '../../src/core/page-contract.ts'
import { replicaOfFile } from '../support/core-on-database.ts'
import { makePetition } from '../support/petition.ts'

const { database, replica } = await replicaOfFile()
const { core } = replica

interface Signer {
  name: string
  occupation?: string
  organisation?: string
  kind?: 'person' | 'organisation'
  listed?: boolean
  hidden?: boolean
}

/** Numbered in this order. */
async function signed(slug: string, ...signers: Signer[]): Promise<void> {
  for (const { name, occupation, organisation, kind = 'person', listed = true, hidden = false } of signers)
    await database.pool.query(
      `with numbered as (update petition set last_number = last_number + 1 where slug = $1 returning id, last_number)
      insert into signature (id, petition_id, number, kind, name, occupation, organisation, listed, language, channel,
        confirmed_by, statement_hash, details_at, approved_at, hidden_at)
      select $2, id, last_number, $3, $4, $5, $6, $7, 'en', 'web', 'page', '', now(), now(), case when $8 then now() end
      from numbered`,
      [slug, randomUUID(), kind, name, occupation, organisation, listed, hidden],
    )
}

const names = async (query: Partial<SignatoryQuery>, slug = 'fair') =>
  (await core.signatories(slug, { limit: 100, ...query }))?.signatories.map(({ name, organisation, kind }) =>
    kind === 'organisation' ? organisation : name,
  )

it('lists people A to Z whatever their capitals and accents, page by page, while others sign', async () => {
  await makePetition(database.db, 'fair')
  await signed('fair', { name: 'Zoë' }, { name: 'élodie' }, { name: 'Bo' }, { name: 'Ada' }, { name: 'Ådne' })
  await signed(
    'fair',
    { name: 'Bo' },
    { name: 'Hidden', hidden: true },
    { name: 'Not listed', listed: false },
  )
  await signed('fair', { name: 'Eve', organisation: 'Tiny Publishers', kind: 'organisation' })
  expect(await names({ order: 'name' })).toEqual(['Ada', 'Ådne', 'Bo', 'Bo', 'élodie', 'Zoë'])
  const first = await core.signatories('fair', { order: 'name', limit: 3 })
  expect(first?.signatories.map(({ number }) => number)).toEqual([4, 5, 3])
  await signed('fair', { name: 'Abel' }, { name: 'Carla' })
  const after = first?.next
  if (after === undefined) throw new Error('there is a second page')
  expect(await names({ order: 'name', after })).toEqual(['Bo', 'Carla', 'élodie', 'Zoë'])
})

it('finds people by beginnings of words of their name, and organisations', async () => {
  await makePetition(database.db, 'fair')
  await makePetition(database.db, 'other')
  await signed('fair', { name: 'Leïla Benali' }, { name: 'Jean-Luc O’Malley' }, { name: 'ʻŌpūnui Kalani' })
  await signed('fair', {
    name: 'Secret Person',
    organisation: 'Guild of Makers',
    kind: 'organisation',
    listed: false,
  })
  await signed('fair', { name: 'Secret Leila', listed: false }, { name: 'Hidden Leila', hidden: true })
  await signed('fair', { name: 'نور حدّاد' }, { name: '村上春子' })
  await signed('other', { name: 'Leïla Elsewhere' })
  for (const [find, found] of [
    ['leila', ['Leïla Benali']],
    ['BEN leïl', ['Leïla Benali']],
    ['omal', []],
    ['o malley', ['Jean-Luc O’Malley']],
    ['malley', ['Jean-Luc O’Malley']],
    ['jean-l', ['Jean-Luc O’Malley']],
    ['opunui', ['ʻŌpūnui Kalani']],
    ['نور', ['نور حدّاد']],
    ['村上', ['村上春子']],
    ['guild', ['Guild of Makers']],
    ['secret', []],
    ['composer', []],
    ["'); drop table x; -- %_ \\ & | ! ( :*", []],
    ['   ', []],
  ] as const)
    expect(await names({ find }), find).toEqual(found)
})

it('lists people by what they do, however they write it', async () => {
  await makePetition(database.db, 'fair')
  await signed('fair', { name: 'A', occupation: 'Composer' }, { name: 'B', occupation: 'composer' })
  await signed('fair', { name: 'C', occupation: 'composer' }, { name: 'D', occupation: 'poète' })
  await signed('fair', { name: 'E', occupation: 'poète' }, { name: 'F', occupation: 'alone' }, { name: 'G' })
  await signed('fair', { name: 'H', occupation: 'composer', listed: false })
  expect(await core.occupations('fair')).toEqual([
    { key: 'composer', name: 'composer', people: 3 },
    { key: 'poete', name: 'poète', people: 2 },
  ])
  expect(await names({ occupation: 'composer' })).toEqual(['C', 'B', 'A'])
  expect(await names({ occupation: 'composer', after: '3', limit: 1 })).toEqual(['B'])
  expect(await names({ occupation: 'poete' })).toEqual(['E', 'D'])
  await database.pool.query("update petition set listing = 'count'")
  expect(await names({ occupation: 'poete' })).toEqual([])
})

it('gives figures only where the petition shows them', async () => {
  await makePetition(database.db, 'fair')
  await signed('fair', { name: 'A' }, { name: 'B' }, { name: 'Old' })
  await database.pool.query(
    "update signature set confirmed_at = confirmed_at - interval '8 days' where name = 'Old'",
  )
  expect(await core.figures('fair')).toBeUndefined()
  await database.pool.query(
    "update petition set figures = 'public', opened_at = now() - interval '9 days' where slug = 'fair'",
  )
  const figures = await core.figures('fair')
  expect(figures).toMatchObject({ today: 2, week: 2, byChannel: { web: 3 } })
  expect(figures?.curve.at(-1)?.total).toBe(3)
  expect(figures?.curve.length).toBeGreaterThanOrEqual(10)
})
