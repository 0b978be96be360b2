import { beforeEach, describe, expect, it } from 'vitest'
import { accountHash } from '../../../src/core/identity.ts'
import { raiseAlerts } from '../../../src/core/rounds/raise-alerts.ts'
import { tellNews } from '../../../src/core/rounds/tell-news.ts'
import { suppressBounced } from '../../../src/db/suppressions.ts'
import {
  ada,
  ask,
  command,
  dana,
  expectLogKnowsNobody,
  newsOfFile,
  now,
  one,
  organises,
  replica,
  round,
  rows,
  type Signing,
  sign,
  signal,
  test,
  withdraw,
  words,
} from '../../support/desk-news.ts'
import { chatter, wordsOf } from '../../support/people.ts'

newsOfFile()

describe('an alert', () => {
  const hoursAgo = (n: number) => `now() - interval '${n} hours'`
  const week = async (signing: Signing, each: number) => {
    for (let day = 1; day <= 6; day++) await sign(each, { ...signing, at: `now() - interval '${day} days'` })
  }
  /** An alert looks over days; a round within the minute does not. */
  const look = async () => {
    const before = test.sent.length
    await raiseAlerts(replica(), signal)
    await test.flush()
    return test.sent.slice(before)
  }
  beforeEach(async () => {
    await organises(ada(command('')))
    await organises(dana(command('')))
    // Another organiser, who never gave a command.
    await organises(chatter('slack', 'nobody')(command('')))
    await test.take(ada(command('count fair')))
    await test.take(dana(command('count fair')))
  })

  it('tells every organiser who is known of a burst from one domain, once a day', async () => {
    await week({ channel: 'email', domain: 'gmail.example' }, 40)
    await week({ channel: 'email', domain: 'guild.example' }, 28)
    await sign(10, { channel: 'email', domain: 'gmail.example' })
    await sign(29, { channel: 'email', domain: 'guild.example' })
    expect(await round()).toEqual([])
    await sign(11, { channel: 'email', domain: 'guild.example' })
    await withdraw(
      1,
      `confirmed_at > now() - interval '1 hour' and id in (select signature_id from identity i join sign_request q on q.mailbox = i.hash
        where mail_domain = 'guild.example')`,
    )
    const [{ n } = { n: 0 }] = await rows(
      `select count(*)::int as n from signature s join identity i on i.signature_id = s.id join sign_request q on q.mailbox = i.hash
       where s.state = 'confirmed' and q.mail_domain = 'guild.example' and s.confirmed_at > now() - interval '1 hour'`,
    )
    const told = await round()
    expect(told.map(({ channel, delivery }) => [channel, delivery.place, delivery.reply.language])).toEqual([
      ['discord', { of: 'ada' }, 'fr'],
      ['email', { of: 'dana' }, 'en'],
    ])
    expect(wordsOf(told[1]?.delivery.reply)).toContain(
      `${n} signatures came within an hour from mailboxes at guild.example. Usually 1 comes in an hour.`,
    )
    expect(await round()).toEqual([])
    await sign(50, { channel: 'email', domain: 'guild.example' })
    expect(await round()).toEqual([])
    await rows("update alert set raised_at = now() - interval '25 hours'")
    expect(await round()).toHaveLength(2)
  })

  it('names the community it is about, and is raised by one of two replicas', async () => {
    await rows("insert into community values ('discord', 'g1', 'Harbour Writers')")
    await week({ channel: 'email' }, 50)
    await sign(40, { community: 'g1' })
    const before = test.sent.length
    await Promise.all([1, 2, 3].map(() => tellNews(replica(), signal)))
    await test.flush()
    const told = test.sent.slice(before)
    expect(told).toHaveLength(2)
    expect(words(told)).toContain(
      '40 signatures came within an hour from the community Harbour Writers (Discord). Usually fewer than one comes in an hour.',
    )
    expect(await rows('select kind, subject from alert')).toEqual([
      { kind: 'burst-community', subject: 'discord:g1' },
    ])
  })

  it('is not raised if everything rises, nor for a few signatures on the first day', async () => {
    await week({ channel: 'email', domain: 'gmail.example' }, 20)
    await week({ channel: 'discord', community: 'g1' }, 20)
    await sign(60, { channel: 'email', domain: 'gmail.example' })
    await sign(60, { channel: 'discord', community: 'g1' })
    expect(await look()).toEqual([])
    await withdraw(60, "channel = 'discord' and confirmed_at > now() - interval '1 hour'")
    await rows("update petition set opened_at = now() - interval '20 hours'")
    expect(await look()).toEqual([])
    await rows("update petition set opened_at = now() - interval '20 days'")
    expect(await look()).toHaveLength(2)
  })

  const openedAgo = (age: string) => rows(`update petition set opened_at = now() - interval '${age}'`)

  it('is raised on the first day for a domain that brought a hundred signatures and more than all others', async () => {
    await openedAgo('50 minutes')
    await sign(40, { channel: 'email', domain: 'gmail.example' })
    await sign(99, { channel: 'email', domain: 'farm.example' })
    expect(await look()).toEqual([])
    await sign(30, { channel: 'email', domain: 'farm.example' })
    const told = await look()
    expect(words(told)).toContain(
      '129 signatures came within an hour from mailboxes at farm.example. 40 came from everywhere else.',
    )
    expect(words(told)).toContain('C’est le premier jour')
    await openedAgo('25 hours')
    expect(await look()).toEqual([])
  })

  it('is not raised on the first day for a room that begins well, but for one that bursts afterwards', async () => {
    const { id } = await one('select id from petition')
    await openedAgo('20 hours')
    await sign(500, { channel: 'discord', community: 'g1' })
    const posted = (age: string) =>
      rows(
        `insert into card (id, petition_id, channel, room, community, created_at)
         values (gen_random_uuid(), $1, 'discord', '{}', 'g1', now() - interval '${age}')`,
        [id],
      )
    await posted('150 minutes')
    expect(await look()).toEqual([])
    await rows('delete from card')
    await posted('5 hours')
    await sign(90, { channel: 'discord', community: 'g1', at: hoursAgo(2) })
    await sign(300, { channel: 'slack', community: 'T1', at: hoursAgo(2) })
    expect(words(await look())).toContain('500 signatures came within an hour from the community')
    await rows('delete from alert')
    // As much came in the hours before.
    await sign(400, { channel: 'discord', community: 'g1', at: hoursAgo(3) })
    expect(await look()).toEqual([])
  })

  it('is not raised when people change what they have signed', async () => {
    await week({ channel: 'email', domain: 'guild.example' }, 20)
    await sign(20, { channel: 'email', domain: 'guild.example' })
    await ask(20, 'guild.example', now)
    await rows("update sign_request set state = 'confirmed', ended_at = now() where state = 'asked'")
    expect(await look()).toEqual([])
    await sign(10, { channel: 'email', domain: 'guild.example' })
    expect(await look()).toHaveLength(2)
  })

  it('is not raised if as much is usual', async () => {
    await week({ channel: 'email', domain: 'gmail.example' }, 200)
    await sign(31, { channel: 'email', domain: 'gmail.example' })
    expect(await look()).toEqual([])
  })

  it('is raised for a farm of machines, but not for a large provider or a wave from everywhere', async () => {
    await week({ channel: 'email', domain: 'gmail.example' }, 72)
    for (const domain of ['a.example', 'b.example', 'c.example']) await week({ channel: 'email', domain }, 16)
    await sign(180, { channel: 'email', domain: 'gmail.example' })
    for (const domain of ['a.example', 'b.example', 'c.example']) await sign(40, { channel: 'email', domain })
    expect(await look()).toEqual([])
    await rows("delete from sign_request where asked_at > now() - interval '1 hour'")
    await rows("delete from signature where confirmed_at > now() - interval '1 hour'")
    await sign(4, { channel: 'email', domain: 'gmail.example' })
    await sign(200, { channel: 'email', domain: 'farm.example' })
    expect(words(await look())).toContain('200 signatures came within an hour from mailboxes at farm.example')
    expect(await rows('select kind, subject from alert')).toEqual([
      { kind: 'burst-domain', subject: 'farm.example' },
    ])
  })

  it('says that the mailboxes of a domain confirm less than they did', async () => {
    await sign(40, { channel: 'email', domain: 'post.example', at: hoursAgo(60) })
    await ask(10, 'post.example', hoursAgo(60))
    await sign(8, { channel: 'email', domain: 'post.example', at: hoursAgo(5) })
    await ask(11, 'post.example', hoursAgo(5))
    // They still have time.
    await ask(30, 'post.example', `now() - interval '10 minutes'`)
    expect(await look()).toEqual([])
    await ask(3, 'post.example', hoursAgo(5))
    const told = await look()
    expect(told).toHaveLength(2)
    expect(wordsOf(told[1]?.delivery.reply)).toContain(
      '22 people asked to sign within a day from mailboxes at post.example, and 8 confirmed within an hour. Usually 80% do.',
    )
    expect(await look()).toEqual([])
  })

  it('says that nearly nobody confirms at a domain, although people do elsewhere', async () => {
    await ask(24, 'new.example', hoursAgo(3))
    await sign(1, { channel: 'email', domain: 'new.example', at: hoursAgo(3) })
    await ask(13, 'post.example', hoursAgo(3))
    await sign(7, { channel: 'email', domain: 'post.example', at: hoursAgo(3) })
    // Only a few, but more than nearly nobody.
    await ask(16, 'slow.example', hoursAgo(3))
    await sign(4, { channel: 'email', domain: 'slow.example', at: hoursAgo(3) })
    expect(await look()).toEqual([])
    await sign(20, { channel: 'email', domain: 'post.example', at: hoursAgo(3) })
    const told = await look()
    expect(told).toHaveLength(2)
    expect(wordsOf(told[1]?.delivery.reply)).toContain(
      '25 people asked to sign within a day from mailboxes at new.example, and 1 confirmed within an hour. Usually 52% do.',
    )
  })

  it('is not raised if too few have confirmed before, or elsewhere, to compare with', async () => {
    await sign(19, { channel: 'email', domain: 'post.example', at: hoursAgo(60) })
    await ask(22, 'post.example', hoursAgo(5))
    await sign(1, { channel: 'email', domain: 'post.example', at: hoursAgo(5) })
    await sign(19, { channel: 'email', domain: 'other.example', at: hoursAgo(5) })
    expect(await look()).toEqual([])
    await sign(1, { channel: 'email', domain: 'post.example', at: hoursAgo(60) })
    expect(await look()).toHaveLength(2)
  })

  it('does not go to a mailbox that bounced', async () => {
    await suppressBounced(test.service.db, accountHash(test.service.keys, 'email', 'dana@guild.example'))
    await sign(40, { community: 'g1' })
    expect((await look()).map(({ channel }) => channel)).toEqual(['discord'])
  })

  it('is not looked for more than once a minute by one process', async () => {
    const service = replica()
    await round(service)
    await sign(40, { channel: 'email', domain: 'guild.example' })
    expect(await round(service)).toEqual([])
    expect(await round()).toHaveLength(2)
  })
})

it('the log names nobody', () => expectLogKnowsNobody('an alert was raised'))
