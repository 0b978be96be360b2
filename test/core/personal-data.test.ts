import { beforeEach, describe, expect, it } from 'vitest'
import { personalDataOf, personOfMailbox } from '../../src/core/personal-data.ts'
import { replicaOfFile } from '../support/core-on-database.ts'
import { makePetition } from '../support/petition.ts'

const ada = 'ada@example.org'
const { database, replica } = await replicaOfFile()
const held = (mailbox: string) =>
  personalDataOf(database.db, replica.service.keys, personOfMailbox(replica.service.keys, mailbox))

describe('everything that is kept about a mailbox', () => {
  beforeEach(() => makePetition(database.db, 'fair', { title: 'Fair training' }))
  const sign = async () => {
    await replica.write(ada, 'Ada Lovelace, composer')
    await replica.core.confirm(await replica.token())
    return replica.token()
  }

  it('is nothing for somebody who never wrote, and for somebody else', async () => {
    await sign()
    expect(await held('bob@example.org')).toBeUndefined()
  })

  it('is opened and complete: the request with the address, the signature, what was sent, the links', async () => {
    await replica.write(ada, 'Ada Lovelace, composer')
    expect(await held('ADA+tag@example.org')).toMatchObject({
      signatures: [],
      requests: [{ petition: 'fair', state: 'asked', answerTo: { place: { to: ada } } }],
    })
    await replica.core.confirm(await replica.token())
    await replica.mails()
    const file = await held(ada)
    expect(file).toMatchObject({
      about: ada,
      signatures: [
        {
          petition: { slug: 'fair' },
          number: 1,
          name: 'Ada Lovelace',
          occupation: 'composer',
          state: 'confirmed',
        },
      ],
      requests: [{ state: 'confirmed', versions: [{ name: 'Ada Lovelace' }] }],
      messages: [{ kind: 'recorded' }, { kind: 'pleaseConfirm' }],
      links: [{ purpose: 'confirm' }, { purpose: 'manage' }],
    })
    expect(JSON.parse(JSON.stringify(file))).toMatchObject({ about: ada })
  })

  it('says what an organiser did at the desk, and who was told what', async () => {
    const { rows } = await database.pool.query(`select id from petition where slug = 'fair'`)
    await database.pool.query('insert into organiser (petition_id, account) values ($1, $2)', [
      rows[0].id,
      personOfMailbox(replica.service.keys, ada).hashes.account,
    ])
    await replica.write(ada, 'export csv')
    expect(await held(ada)).toMatchObject({
      organises: [{ petition: 'fair', name: ada, reachedAt: { to: ada } }],
      log: [{ petition: 'fair', act: 'export' }],
    })
  })

  it('comes by email to anyone who writes one word from the mailbox, in French too', async () => {
    await sign()
    for (const word of ['mydata', 'mesdonnées', 'mysignatures']) {
      await replica.write(ada, word)
      const [mail] = await replica.mailsTo(ada)
      const file = mail?.delivery.reply.blocks.find(block => block.kind === 'file')
      expect(JSON.parse(Buffer.from(file?.content ?? []).toString())).toMatchObject({
        signatures: [{ name: 'Ada Lovelace' }],
      })
    }
  })

  it('is sealed until it has left, and not kept after that', async () => {
    await sign()
    await replica.write(ada, 'mydata')
    const { rows } = await database.pool.query(
      `select t::text from delivery t where t::text like '%Lovelace%'`,
    )
    expect(rows).toEqual([])
    await replica.mails()
    const sent = await database.pool.query('select sealed from delivery')
    expect(sent.rows.every(({ sealed }) => sealed === null)).toBe(true)
  })
})
