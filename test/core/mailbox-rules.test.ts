import { describe, expect, it } from 'vitest'
import { canonicalMailbox, formerHashes, mailboxHash } from '../../src/core/identity.ts'
import { formerRules, mailboxRules } from '../../src/core/mailbox-rules.ts'
import { replicaOfFile } from '../support/core-on-database.ts'
import { makePetition } from '../support/petition.ts'

const [version1] = formerRules
if (version1 === undefined) throw new Error('no former rules')

describe('one mailbox', () => {
  it.each([
    ['ada@gmail.com', ['A.da+news@GoogleMail.com', 'a.d.a@gmail.com']],
    ['ada@yahoo.co.uk', ['ada-shop@yahoo.co.uk', 'ADA-x-y@yahoo.co.uk', 'ada+x@yahoo.co.uk']],
    ['ada@yahoo.com.br', ['ada-shop@yahoo.com.br']],
    ['ada@fastmail.com', ['shop@ada.fastmail.com', 'ada+shop@fastmail.com']],
    ['ada@sent.com', ['anything@ada.sent.com']],
    ['ada@proton.me', ['a.d-a@pm.me', 'ada@protonmail.com', 'ADA+x@protonmail.ch']],
    ['ada-l@yandex.ru', ['ada.l@yandex.by', 'ada-l@ya.ru', 'ada.l@yandex.com.tr', 'ada.l+x@yandex.kz']],
    ['ada@icloud.com', ['ada@me.com', 'ada@mac.com', 'ada+x@icloud.com']],
    ['ada@outlook.com', ['ada+x@outlook.com']],
  ])('is %s', (mailbox, spellings) => {
    for (const spelling of spellings) expect(canonicalMailbox(spelling), spelling).toBe(mailbox)
  })

  it.each([
    ['ada@fastmail.com', 'ada@fastmail.fm'],
    ['ada-b@yahoo.co.jp', 'ada@yahoo.co.jp'],
    ['ada@yahoo.com', 'ada@yahoo.co.uk'],
    ['ada@outlook.com', 'ada@hotmail.com'],
    ['ada@mail.example.org', 'ada@example.org'],
    ['anne-marie@guild.example', 'anne@guild.example'],
    ['ada@notyahoo.com', 'ada-x@notyahoo.com'],
    ['a.da@outlook.com', 'ada@outlook.com'],
    ['+ada@example.org', '+bo@example.org'],
  ])('is not %s and %s', (one, other) => {
    expect(canonicalMailbox(one)).not.toBe(canonicalMailbox(other))
  })

  it('has the same hash under all rules that spell it the same', () => {
    const keys = { hash: (...parts: string[]) => Buffer.from(parts.join('|')) }
    const hashed = (mailbox: string) => formerHashes({ ...keys, ...none }, mailbox)
    expect(mailboxRules.version).toBe(2)
    expect(hashed('ada@guild.example')).toEqual([])
    expect(hashed('a.da+x@gmail.com')).toEqual([])
    expect(hashed('ada-x@yahoo.fr').map(String)).toEqual(['mailbox|1|ada-x@yahoo.fr'])
  })
})

const none = {
  seal: () => Buffer.of(),
  sealForGood: () => Buffer.of(),
  open: () => undefined,
  forGood: Buffer.of(),
}

describe('somebody who signed under former rules', async () => {
  const { database, replica } = await replicaOfFile()
  const { keys } = replica.service
  const all = async (query: string) => (await database.pool.query(query)).rows
  const count = async () => (await replica.core.petition('fair'))?.signatures

  /** As if the service had been an older one at that time. */
  async function signsUnderFormerRules(mailbox: string): Promise<void> {
    await replica.write(mailbox, 'Ada Lovelace')
    const [mail] = await replica.mailsTo(mailbox)
    await replica.write(mailbox, 'Yes', { token: mail?.token ?? '' })
    await replica.mails()
    const former = mailboxHash(keys, mailbox, version1)
    const current = mailboxHash(keys, mailbox)
    for (const [table, column] of [
      ['identity', 'hash'],
      ['sign_request', 'mailbox'],
      ['delivery', 'mailbox'],
    ])
      await database.pool.query(`update ${table} set ${column} = $1 where ${column} = $2`, [former, current])
    await database.pool.query('update identity set rules = 1')
  }

  it('signs once: they are known by their old spelling and by all others', async () => {
    await makePetition(database.db, 'fair')
    await signsUnderFormerRules('ada-list@yahoo.fr')
    expect(await count()).toBe(1)
    for (const spelling of ['ada-list@yahoo.fr', 'ada-other@yahoo.fr']) {
      await replica.write(spelling, 'Ada Lovelace')
      const words = (await replica.mailsTo(spelling)).map(mail => mail.words).join('\n')
      expect(words, spelling).toContain('already signed')
    }
    expect(await count()).toBe(1)
    expect(await all('select rules, count(*)::int as n from identity group by 1 order by 1')).toEqual([
      { rules: 1, n: 1 },
      { rules: 2, n: 1 },
    ])
  })

  it('loses nothing: they can still withdraw by the mailbox they signed with', async () => {
    await makePetition(database.db, 'fair')
    await signsUnderFormerRules('shop@ada.fastmail.com')
    await replica.write('shop@ada.fastmail.com', 'Withdraw my signature')
    expect(await count()).toBe(0)
  })

  it('gets no email if they said that it was not them', async () => {
    await makePetition(database.db, 'fair')
    await database.pool.query(
      "insert into suppression (mailbox, petition_id, reason) select $1, id, 'refused' from petition",
      [mailboxHash(keys, 'ada.l@yandex.by', version1)],
    )
    await replica.write('ada.l@yandex.by', 'Ada Lovelace', { authenticated: false })
    expect(await replica.mails()).toEqual([])
  })

  it('keeps two signatures if two spellings signed when they were two people', async () => {
    await makePetition(database.db, 'fair')
    await signsUnderFormerRules('ada-one@yahoo.fr')
    await database.pool.query('delete from sign_request')
    await signsUnderFormerRules('ada@yahoo.fr')
    await replica.write('ada-one@yahoo.fr', 'Ada Lovelace')
    expect(await count()).toBe(2)
  })
})
