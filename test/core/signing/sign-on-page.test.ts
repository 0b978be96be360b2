import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { editPetition } from '../../../src/core/petitions/organise-petition.ts'
import { daysPass, replicaOfFile } from '../../support/core-on-database.ts'
import { makePetition } from '../../support/petition.ts'

const { database, replica } = await replicaOfFile()
const { core } = replica

async function fillIn(mailbox: string, values: Record<string, string> = {}): Promise<void> {
  await core.receive({
    key: randomUUID(),
    channel: 'web',
    account: mailbox,
    mailbox,
    authenticated: false,
    place: null,
    plainReply: true,
    languageHint: 'en',
    act: {
      kind: 'form',
      form: 'sign:fair',
      values: { name: 'Ada Lovelace', way: 'myself', mailbox, ...values },
    },
  })
}

const count = async () => (await core.petition('fair'))?.signatures

it('writes to the mailbox, and counts once its owner confirms', async () => {
  await makePetition(database.db, 'fair')
  await fillIn('ada@example.org', { occupation: 'composer' })
  const [mail, another] = await replica.mails()
  expect(another).toBeUndefined()
  expect(mail?.words).toContain('Somebody gave this address on our page to sign')
  // A stranger can put a name into an email of ours, and nothing else.
  expect(mail?.words).toContain('Ada Lovelace')
  expect(mail?.words).not.toContain('composer')
  expect(await count()).toBe(0)
  const done = await core.confirm(mail?.token ?? '')
  expect(done).toMatchObject({ kind: 'signed', first: true, details: { occupation: 'composer' } })
  const [receipt] = await replica.mailsTo('ada@example.org')
  expect(receipt?.words).toContain('composer')
  const { rows } = await database.pool.query('select channel, n from signature_count where n <> 0')
  expect(rows).toEqual([{ channel: 'web', n: 1 }])
  expect(done.kind === 'signed' && done.manageUrl).toContain('/m/')
})

it('takes a plain yes for the name alone; for more, the page shows the rest first', async () => {
  await makePetition(database.db, 'fair')
  await fillIn('ada@example.org')
  const [named] = await replica.mails()
  await replica.write('ada@example.org', 'yes', { token: named?.token ?? '' })
  expect(await count()).toBe(1)

  await fillIn('bo@example.org', { name: 'Bo Diddley', occupation: 'illustrator' })
  const [mail] = await replica.mailsTo('bo@example.org')
  await replica.write('bo@example.org', 'yes', { token: mail?.token ?? '' })
  expect(await count()).toBe(1)
  const [page] = await replica.mailsTo('bo@example.org')
  expect(page?.words).toContain('illustrator')
  await core.confirm(page?.token ?? '')
  expect(await count()).toBe(2)
})

it('tells only the mailbox that it has signed, writes to it once a day, and changes nothing', async () => {
  await makePetition(database.db, 'fair')
  await fillIn('ada@example.org')
  await core.confirm(await replica.token())
  await replica.mails()
  await fillIn('ada@example.org', { name: 'Mallory, on the same day' })
  expect(await replica.mails()).toEqual([])
  await daysPass(database, 2)
  await fillIn('Ada@example.org', { name: 'Mallory', occupation: 'thief' })
  const [mail] = await replica.mailsTo('Ada@example.org')
  expect(mail?.words).toContain('You have already signed')
  for (const name of ['Mallory B', 'Mallory C']) await fillIn('ada@example.org', { name })
  expect(await replica.mails()).toEqual([])
  const listed = await core.signatories('fair', { limit: 10 })
  expect(listed?.signatories.map(({ name }) => name)).toEqual(['Ada Lovelace'])
})

it('does not use up the emails that the mailbox asks for itself', async () => {
  await makePetition(database.db, 'fair')
  for (const name of ['A', 'B', 'C', 'D']) await fillIn('ada@example.org', { name })
  expect(await replica.mails()).toHaveLength(1)
  await replica.write('ada@example.org', 'Ada Lovelace, composer')
  expect(await replica.mailsTo('ada@example.org')).toHaveLength(1)
})

it('says beside its field what cannot be used, from memory', async () => {
  await makePetition(database.db, 'fair')
  await core.refresh()
  const asker = { channel: 'web', account: 'ada@example.org', language: 'en' } as const
  const wrong = (values: Record<string, string>) =>
    core.checkForm('sign:fair', { name: 'Ada', way: 'myself', mailbox: 'ada@example.org', ...values }, asker)
  expect(wrong({})).toEqual([])
  expect(wrong({ name: 'https://spam.example', mailbox: 'ada@' }).map(({ field }) => field)).toEqual([
    'name',
    'mailbox',
  ])
  expect(wrong({ way: 'organisation' })).toMatchObject([{ field: 'organisation' }])
})

it('withdraws for a mailbox that signed on the page, and erases it', async () => {
  await makePetition(database.db, 'fair')
  await editPetition(database.db, 'fair', { policy: 'email' })
  await fillIn('ada@example.org')
  await core.confirm(await replica.token())
  const [receipt] = await replica.mails()
  await core.withdraw(receipt?.token ?? '')
  expect(await count()).toBe(0)
  await core.erase(receipt?.token ?? '')
  const { rows } = await database.pool.query('select 1 from identity')
  expect(rows).toEqual([])
})
