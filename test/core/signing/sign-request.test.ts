import { describe, expect, it } from 'vitest'
import { incoming, replicaOfFile } from '../../support/core-on-database.ts'
import { makePetition } from '../../support/petition.ts'

const ada = 'ada@example.org'

const { database, replica } = await replicaOfFile()

describe('what a request may become', () => {
  it('does not turn a person into an organisation by a reply if organisations are refused', async () => {
    await makePetition(database.db, 'fair', { organisations: 'refuse' })
    await replica.write(ada, 'Ada Lovelace')
    const question = await replica.token()
    const organisation = 'On behalf of: Society of Tiny Publishers\nName: Ada Lovelace'
    await replica.write(ada, organisation, { token: question })
    expect((await replica.mails()).map(mail => mail.kind)).toEqual(['petition'])
    await replica.core.confirm(question)
    const receipt = await replica.token()
    await replica.write(ada, organisation, { token: receipt })
    const { rows } = await database.pool.query(
      "select kind from revision union all select kind from signature where kind = 'organisation'",
    )
    expect(rows).toEqual([{ kind: 'person' }])
  })

  it('turns a person into an organisation if they are welcome (the same words are understood)', async () => {
    await makePetition(database.db, 'fair', { organisations: 'accept' })
    await replica.write(ada, 'Ada Lovelace')
    await replica.write(ada, 'On behalf of: Society of Tiny Publishers\nName: Ada Lovelace', {
      token: await replica.token(),
    })
    expect((await replica.mails()).map(mail => mail.kind)).toEqual(['confirm'])
    const { rows } = await database.pool.query(
      "select organisation from revision where kind = 'organisation'",
    )
    expect(rows).toEqual([{ organisation: 'Society of Tiny Publishers' }])
  })

  it.each([
    ['', '/sign fair', 'confirm', 'Fair'],
    ['', '/petition sign “fair”.', 'confirm', 'Fair'],
    ['/sign fair', '', 'confirm', 'Fair'],
    ['/sign fiar', '', 'service', 'fiar'],
    ['', '/sign fiar', 'service', 'fiar'],
    ['', '/sign me', 'service', 'Birds'],
    ['', '/start', 'service', 'Birds'],
  ])('reads a chat’s command in an email: subject %j, text %j', async (subject, text, kind, named) => {
    await makePetition(database.db, 'birds', { title: 'Birds' })
    await makePetition(database.db, 'fair', { title: 'Fair' })
    const act = { kind: 'message' as const, subject, text, answersDeliveries: [] }
    await replica.core.receive({ ...incoming(ada, '', { displayName: 'Ada Lovelace' }), act })
    const [answer] = await replica.mails()
    expect(answer?.kind).toBe(kind)
    expect(answer?.words).toContain(named)
    const [fair, birds] = ['Fair', 'Birds'].map(title => answer?.words.indexOf(title) ?? -1)
    if (named === 'fiar') expect(fair).toBeLessThan(birds ?? -1)
  })

  it('takes no mailbox that is only named in a chat for an identity', async () => {
    await makePetition(database.db, 'fair')
    const mail = incoming(ada, 'Mallory Moss')
    await replica.core.receive({ ...mail, channel: 'slack', account: 'T1/U1', place: { to: 'T1/U1' } })
    const { rows } = await database.pool.query('select mailbox from sign_request')
    expect(rows).toEqual([{ mailbox: null }])
  })

  it('shows a loose line before it changes a signature, and changes it at once by a label', async () => {
    await makePetition(database.db, 'fair')
    await replica.write(ada, 'Ada Lovelace, composer')
    await replica.core.confirm(await replica.token())
    const receipt = await replica.token()
    const shown: [string, string | undefined, string][] = [
      ['Bob Dylan, singer', undefined, 'confirm'],
      ['Bob Dylan, singer', receipt, 'manage'],
      ['Ada King, composer', receipt, 'confirm'],
      ['Ada King, composer', undefined, 'confirm'],
    ]
    for (const [text, token, kind] of shown) {
      await replica.write(ada, text, token === undefined ? {} : { token })
      const [question] = await replica.mails()
      expect(question?.kind).toBe(kind)
      if (kind === 'confirm') expect(question?.words).toContain(text)
      await database.pool.query("update delivery set created_at = created_at - interval '25 hours'")
    }
    const name = async () => (await database.pool.query('select name from signature')).rows
    expect(await name()).toEqual([{ name: 'Ada Lovelace' }])
    await replica.write(ada, 'Name: Grace Hopper')
    expect(await name()).toEqual([{ name: 'Grace Hopper' }])
  })

  it('tells the signer of every change, beyond the caps of the day', async () => {
    await makePetition(database.db, 'fair')
    await replica.write(ada, 'Ada Lovelace')
    await replica.core.confirm(await replica.token())
    await replica.mails()
    for (let i = 0; i < 4; i++) await replica.write(ada, 'Ada Lovelace', { subject: `${i}` })
    await replica.mails()
    await replica.write(ada, 'Occupation: composer')
    expect((await replica.mails()).map(mail => mail.words).join()).toContain(
      'Your signature has been changed',
    )
    await replica.write(ada, 'withdraw')
    expect(await replica.mails()).toHaveLength(1)
  })

  it('keeps the full name of the header when an email is signed with the first name', async () => {
    await makePetition(database.db, 'fair')
    await replica.write(ada, 'I sign. Thanks,\nAda', { displayName: 'Ada Lovelace' })
    expect((await replica.mails())[0]?.words).toContain('Ada Lovelace')
    await replica.write('cher@example.org', 'Name: Cher', { displayName: 'Cher Bono' })
    expect((await replica.mails())[0]?.words).not.toContain('Bono')
  })

  it('tells a reply with an unknown token how to sign', async () => {
    await makePetition(database.db, 'fair', { title: 'Fair training' })
    await replica.write(ada, '', { token: 'a'.repeat(32) })
    expect((await replica.mails())[0]?.words).toContain('Fair training')
  })
})
