import { randomUUID } from 'node:crypto'
import { CompiledQuery } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Incoming, Json, Reply } from '../../../src/core/channel.ts'
import { raiseAlerts } from '../../../src/core/desk/raise-alerts.ts'
import { tellNews } from '../../../src/core/desk/tell-news.ts'
import { keepHouse } from '../../../src/core/housekeeping.ts'
import { accountHash } from '../../../src/core/identity.ts'
import { batchTransactions, type Service } from '../../../src/core/work.ts'
import { countOfCommunity } from '../../../src/db/desk-counts.ts'
import { addOrganiser } from '../../../src/db/organisers.ts'
import { suppressBounced } from '../../../src/db/suppressions.ts'
import { chatter, type TestCore, testCore, wordsOf, writer } from '../../support/people.ts'

const { signal } = new AbortController()
const now = "now() - interval '1 minute'"

let test: TestCore
const logged: unknown[] = []
const rows = async (query: string, values: unknown[] = []) => {
  return (await test.service.db.executeQuery(CompiledQuery.raw(query, values))).rows as Record<
    string,
    unknown
  >[]
}
const one = async (query: string, values: unknown[] = []) => {
  const [row] = await rows(query, values)
  if (row === undefined) throw new Error('no row')
  return row
}

/** Another process on the same database: nothing of it is shared, its queue is the test's. */
function replica(): Service {
  const { db, queue } = test.service
  return { ...test.service, transactDesk: batchTransactions(db, queue, { most: 1 }) }
}

/** A round, in a process that has just been started; what was sent. */
async function round(service = replica()) {
  const before = test.sent.length
  await tellNews(service, signal)
  await test.flush()
  return test.sent.slice(before)
}

interface Signing {
  at?: string
  channel?: 'discord' | 'slack' | 'email'
  community?: string
  /** They asked by a mailbox there, at the same time. */
  domain?: string
}

async function sign(n: number, { at = now, channel = 'discord', community, domain }: Signing = {}) {
  await rows(
    `with p as (update petition set last_number = last_number + $1 where slug = 'fair' returning id, last_number),
    signed as (
      insert into signature (id, petition_id, number, kind, name, listed, language, channel, confirmed_by, statement_hash,
        approved_at, confirmed_at, details_at, community)
      select gen_random_uuid(), p.id, p.last_number - k, 'person', 'Grace Hopper', true, 'en', $2, 'page', '', ${at}, ${at}, ${at}, $3
      from p, generate_series(0, $1 - 1) k returning id, petition_id, number
    ), held as (
      insert into identity (petition_id, hash, signature_id) select petition_id, uuid_send(id), id from signed
    )
    insert into sign_request (id, petition_id, channel, mailbox, language, state, authenticated, plain_reply, asked_at,
      expires_at, ended_at, mail_domain)
    select gen_random_uuid(), petition_id, $2, uuid_send(id), 'en', 'confirmed', true, true, ${at}, ${at} + interval '7 days',
      ${at}, $4 from signed where $4::text is not null`,
    [n, channel, community ?? null, domain ?? null],
  )
}

/** Who asked by mail, and did not confirm. */
async function ask(n: number, domain: string, at: string) {
  await rows(
    `insert into sign_request (id, petition_id, channel, language, authenticated, plain_reply, asked_at, expires_at, mail_domain)
     select gen_random_uuid(), id, 'email', 'en', true, true, ${at}, ${at} + interval '7 days', $2
     from petition, generate_series(1, $1) where slug = 'fair'`,
    [n, domain],
  )
}

async function withdraw(n: number, from = 'true') {
  await rows(
    `update signature set state = 'withdrawn', ended_at = now()
     where id in (select id from signature where state = 'confirmed' and ${from} limit ${n})`,
  )
}

async function card(channel: 'discord' | 'slack', room: Json, community?: string, posted = true) {
  await rows(
    `insert into card (id, petition_id, channel, room, message, community)
     select gen_random_uuid(), id, $1, $2::jsonb, $3::jsonb, $4 from petition where slug = 'fair'`,
    [channel, JSON.stringify(room), posted ? '{"id":"card"}' : null, community ?? null],
  )
}

async function organises(incoming: Incoming) {
  const { id } = await one("select id from petition where slug = 'fair'")
  const account = accountHash(test.service.keys, incoming.channel, incoming.account)
  await addOrganiser(test.service.db, String(id), { account })
}

const command = (words: string): Incoming['act'] => ({ kind: 'command', command: { words } })
const ada = chatter('discord', 'ada', { languageHint: 'fr', place: { of: 'ada' } })
const dana = writer('dana@guild.example', { proved: true, place: { of: 'dana' } })
const daysPass = (days: number) =>
  rows(
    `update digest set next_at = next_at - interval '${days} days', since = since - interval '${days} days'`,
  )

beforeAll(async () => {
  test = await testCore()
  const keep = (fields: object, message: string) => void logged.push({ ...fields, message })
  test.service.log = { debug: keep, info: keep, warn: keep, error: keep }
})
afterAll(() => test.close())
beforeEach(async () => {
  await test.petition({ slug: 'fair', goal: 300 })
  await rows("update petition set opened_at = now() - interval '30 days'")
})
afterEach(async () => {
  await rows('truncate petition, suppression, community cascade')
})

describe('a room that carries the card', () => {
  const room = { channelId: 'guild-room' }

  it('hears of the hundredth signature, with its own share and the picture, and never of it again', async () => {
    await card('discord', room, 'guild')
    await card('slack', { tenant: 'T1', teamId: 'T1', channelId: 'C1' })
    await sign(41, { community: 'guild' })
    await sign(58, { channel: 'email' })
    expect(await round()).toEqual([])
    await sign(1, { community: 'guild' })
    const told = await round()
    expect(told.map(({ channel, delivery }) => [channel, delivery.place, delivery.answerTo])).toEqual([
      ['discord', room, { kind: 'petition', slug: 'fair' }],
      ['slack', { tenant: 'T1', teamId: 'T1', channelId: 'C1' }, { kind: 'petition', slug: 'fair' }],
    ])
    const { id } = await one('select id from petition')
    const here = await countOfCommunity(test.service.db, String(id), 'discord', 'guild')
    const [atGuild, elsewhere] = told.map(({ delivery }) => wordsOf(delivery.reply))
    expect(atGuild).toContain(`100. ${here} of them from here.`)
    expect(atGuild).toContain('100 signatures by')
    expect(here).toBe(42)
    expect(elsewhere).not.toContain('from here')
    expect(pictures(told[0]?.delivery.reply)).toBe(1)
    expect(await rows('select distinct capped, kind, state from delivery')).toEqual([
      { capped: false, kind: 'milestone', state: 'sent' },
    ])
    expect(await round()).toEqual([])
    await withdraw(20)
    expect(await round()).toEqual([])
    await sign(30)
    expect(await round()).toEqual([])
  })

  it('is told in the language of the petition', async () => {
    await rows("update petition set language = 'fr'")
    await card('discord', room)
    await sign(100)
    const [told] = await round()
    expect(told?.delivery.reply.language).toBe('fr')
    expect(words(told === undefined ? [] : [told])).toContain('« Fair training » atteint 100 signatures')
  })

  it('hears once, of the highest, where many numbers were reached at once', async () => {
    await rows('update petition set goal = null')
    await card('discord', room)
    await sign(1204)
    const told = await round()
    expect(told).toHaveLength(1)
    expect(wordsOf(told[0]?.delivery.reply)).toContain('has reached 1,000 signatures')
    expect(await rows('select number from milestone order by number')).toEqual([
      { number: 100 },
      { number: 500 },
      { number: 1000 },
    ])
    expect(await round()).toEqual([])
  })

  it('hears of the goal, of each goal once, and before a rounder number', async () => {
    await card('discord', room)
    await sign(299)
    expect(words(await round())).toContain('has reached 100 signatures')
    await sign(1)
    expect(words(await round())).toContain('has reached its goal of 300 signatures')
    await rows('update petition set goal = 290')
    expect(words(await round())).toContain('has reached its goal of 290 signatures')
    await rows('update petition set goal = 300')
    expect(await round()).toEqual([])
    await rows('update petition set goal = 450')
    expect(await round()).toEqual([])
    await sign(230)
    expect(words(await round())).toContain('has reached its goal of 450 signatures')
    expect(await round()).toEqual([])
  })

  it('hears nothing untrue of its share, where the goal was set far behind the count', async () => {
    await rows('update petition set goal = 30')
    await card('discord', room, 'guild')
    await sign(60, { community: 'guild' })
    const told = words(await round())
    expect(told).toContain('has reached its goal of 30 signatures')
    expect(told).not.toContain('from here')
  })

  it('hears once, however many cards it has; and not before the card is there', async () => {
    await card('discord', { channelId: 'a', guildId: 'g' }, 'guild')
    await card('discord', { guildId: 'g', channelId: 'a' })
    await card('discord', { channelId: 'b' }, 'guild', false)
    await sign(100)
    expect((await round()).map(({ delivery }) => delivery.place)).toEqual([{ channelId: 'a', guildId: 'g' }])
  })

  it('is told by one of two replicas that count at the same moment', async () => {
    await card('discord', room)
    await sign(600)
    const before = test.sent.length
    await Promise.all([1, 2, 3, 4].map(() => tellNews(replica(), signal)))
    await test.flush()
    expect(test.sent.slice(before)).toHaveLength(1)
  })

  it('hears nothing of what was reached while no room was there, and nothing of what closed long ago', async () => {
    await sign(100)
    expect(await round()).toEqual([])
    expect(await rows('select number from milestone')).toEqual([{ number: 100 }])
    await card('discord', room)
    expect(await round()).toEqual([])
    await rows("update petition set status = 'closed', closed_at = now() - interval '2 hours'")
    await sign(400)
    expect(await round()).toEqual([])
  })

  it('hears of what counts, not of how many numbers were given', async () => {
    await card('discord', room)
    await sign(105)
    await withdraw(6)
    expect(await round()).toEqual([])
    await sign(1)
    expect(await round()).toHaveLength(1)
  })

  it('hears of what a petition reached before its time was over, for an hour', async () => {
    await card('discord', room)
    await sign(100)
    await rows("update petition set closes_at = now() - interval '61 minutes'")
    expect(await round()).toEqual([])
    await rows("update petition set closes_at = now() - interval '59 minutes'")
    expect(await round()).toHaveLength(1)
  })

  it('hears of the goal that was reached just before its petition closed', async () => {
    await card('discord', room)
    await sign(300)
    await rows("update petition set status = 'closed', closed_at = now()")
    expect(words(await round())).toContain('has reached its goal of 300 signatures')
    expect(await round()).toEqual([])
  })

  it('is told nothing where telling could not be kept, and is told in the next round', async () => {
    await card('discord', room)
    await sign(100)
    const { db } = test.service
    const queue = { enqueue: () => Promise.reject(new Error('the queue is away')) }
    await expect(
      round({ ...test.service, queue, transactDesk: batchTransactions(db, queue, { most: 1 }) }),
    ).rejects.toThrow('the queue is away')
    expect(await rows('select number from milestone')).toEqual([])
    expect(await round()).toHaveLength(1)
  })

  it('is not counted for, while nobody can have made the next number', async () => {
    await sign(99)
    const service = replica()
    // Whoever counted would now count 150: numbers are given one by one, and the 100th was not.
    await rows(
      `insert into signature (id, petition_id, number, kind, name, listed, language, channel, confirmed_by, statement_hash, approved_at, details_at)
       select gen_random_uuid(), petition_id, number + 1000, kind, name, listed, language, channel, confirmed_by, '', now(), now()
       from signature limit 51`,
    )
    await card('discord', room)
    expect(await round(service)).toEqual([])
  })
})

describe('a digest', () => {
  beforeEach(async () => {
    await organises(ada(command('')))
    await organises(dana(command('')))
    await sign(10, { at: "now() - interval '9 days'" })
  })

  it('comes where and in the language it was asked for, with the numbers of the rows, once a day', async () => {
    await test.take(ada(command('digest fair daily')))
    await test.take(dana(command('digest fair weekly')))
    expect(await round()).toEqual([])
    await sign(7)
    await withdraw(2, "confirmed_at < now() - interval '1 day'")
    await withdraw(1, "confirmed_at > now() - interval '1 day'")
    await daysPass(1)
    const told = await round()
    expect(told.map(({ channel, delivery }) => [channel, delivery.place])).toEqual([
      ['discord', { of: 'ada' }],
    ])
    // Ten were there and two of them left; of seven new ones six stayed.
    expect(words(told)).toContain(
      '« Fair training » a gagné 4 signatures en un jour et en compte désormais 14.',
    )
    expect(pictures(told[0]?.delivery.reply)).toBe(1)
    expect(await round()).toEqual([])
    await daysPass(6)
    const weekly = (await round()).filter(({ channel }) => channel === 'email')
    expect(weekly.map(({ delivery }) => [delivery.place, delivery.answerTo])).toEqual([
      [{ of: 'dana' }, { kind: 'petition', slug: 'fair' }],
    ])
    expect(words(weekly)).toContain('in the last week')
    const address = accountHash(test.service.keys, 'email', 'dana@guild.example')
    expect(
      await rows(
        "select address = $1 as hers, mailbox is null as unknown from delivery where kind = 'digest' and channel = 'email'",
        [address],
      ),
    ).toEqual([{ hers: true, unknown: false }])
  })

  it('says that signatures were lost', async () => {
    await test.take(ada(command('digest fair daily')))
    await withdraw(3)
    await daysPass(1)
    expect(words(await round())).toContain('a perdu 3 signatures en un jour et en compte désormais 7.')
  })

  it('that was missed for days is told once, and says since when it tells', async () => {
    await test.take(dana(command('digest fair daily')))
    const before = await one('select next_at from digest')
    await daysPass(4)
    await sign(5, { at: "now() - interval '2 days'" })
    const told = await round()
    expect(told).toHaveLength(1)
    expect(words(told)).toMatch(/gained 5 signatures since \d+ \w+ \d{4}, and now has 15/)
    expect(words(told)).not.toContain('in the last day')
    expect(await round()).toEqual([])
    // Still at the hour it was asked for.
    expect(await one('select next_at from digest')).toEqual(before)
  })

  it('comes in its time again where a clock that ran a year ahead was put right, and is not told twice', async () => {
    await test.take(ada(command('digest fair daily')))
    await rows(
      "update digest set next_at = next_at + interval '365 days', since = since + interval '365 days'",
    )
    expect(await round()).toEqual([])
    expect(
      await one(
        "select next_at <= now() + interval '1 day' and next_at > now() and since <= now() as soon from digest",
      ),
    ).toEqual({ soon: true })
    await daysPass(1)
    expect(await round()).toHaveLength(1)
  })

  it('is told by one of two replicas', async () => {
    await test.take(ada(command('digest fair daily')))
    await daysPass(1)
    const before = test.sent.length
    await Promise.all([1, 2, 3, 4].map(() => tellNews(replica(), signal)))
    await test.flush()
    expect(test.sent.slice(before)).toHaveLength(1)
  })

  it('tells nothing to whoever does not organise the petition any more, and ends', async () => {
    await test.take(ada(command('digest fair daily')))
    await test.take(dana(command('digest fair daily')))
    await rows('delete from organiser where account = $1', [accountHash(test.service.keys, 'discord', 'ada')])
    await daysPass(1)
    expect((await round()).map(({ channel }) => channel)).toEqual(['email'])
    expect(await rows('select channel from digest')).toEqual([{ channel: 'email' }])
  })

  it('cannot be had by who never organised it', async () => {
    const eve = chatter('discord', 'eve')
    await test.take(eve(command('digest fair daily')))
    expect(await rows('select * from digest')).toEqual([])
  })

  it('comes a last time when the petition is closed', async () => {
    await test.take(ada(command('digest fair daily')))
    await rows("update petition set status = 'closed', closed_at = now()")
    await daysPass(1)
    const told = await round()
    expect(words(told)).toContain('c’était le dernier résumé')
    expect(words(told)).not.toContain('digest fair off')
    expect(await rows('select * from digest')).toEqual([])
    expect(await round()).toEqual([])
  })

  it('whose place opens under no key ends, and only its petition is logged', async () => {
    await test.take(ada(command('digest fair daily')))
    await daysPass(1)
    await rows("update digest set sealed_place = decode('00', 'hex')")
    expect(await round()).toEqual([])
    expect(await rows('select * from digest')).toEqual([])
  })

  it('is not sent to a mailbox that bounced', async () => {
    await test.take(dana(command('digest fair daily')))
    await suppressBounced(test.service.db, accountHash(test.service.keys, 'email', 'dana@guild.example'))
    await daysPass(1)
    expect(await round()).toEqual([])
    await rows('delete from suppression')
    await daysPass(1)
    expect(await round()).toHaveLength(1)
  })
})

describe('an alert', () => {
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
    // Organises too, and has never been met.
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
      `${n} signatures came within an hour from mailboxes at guild.example, where 1 an hour is usual.`,
    )
    expect(await round()).toEqual([])
    await sign(50, { channel: 'email', domain: 'guild.example' })
    expect(await round()).toEqual([])
    await rows("update alert set raised_at = now() - interval '25 hours'")
    expect(await round()).toHaveLength(2)
  })

  it('of a community names it, and is raised by one of two replicas', async () => {
    await rows("insert into community values ('discord', 'g1', 'Harbour Writers')")
    await week({ channel: 'email' }, 50)
    await sign(40, { community: 'g1' })
    const before = test.sent.length
    await Promise.all([1, 2, 3].map(() => tellNews(replica(), signal)))
    await test.flush()
    const told = test.sent.slice(before)
    expect(told).toHaveLength(2)
    expect(words(told)).toContain(
      '40 signatures came within an hour from the community Harbour Writers (Discord), where fewer than one an hour is usual.',
    )
    expect(await rows('select kind, subject from alert')).toEqual([
      { kind: 'burst-community', subject: 'discord:g1' },
    ])
  })

  it('is not raised where everything rises, nor on the first day', async () => {
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

  it('is not raised where people changed what they had signed', async () => {
    await week({ channel: 'email', domain: 'guild.example' }, 20)
    await sign(20, { channel: 'email', domain: 'guild.example' })
    await ask(20, 'guild.example', now)
    await rows("update sign_request set state = 'confirmed', ended_at = now() where state = 'asked'")
    expect(await look()).toEqual([])
    await sign(10, { channel: 'email', domain: 'guild.example' })
    expect(await look()).toHaveLength(2)
  })

  it('is not raised where as much is usual', async () => {
    await week({ channel: 'email', domain: 'gmail.example' }, 200)
    await sign(31, { channel: 'email', domain: 'gmail.example' })
    expect(await look()).toEqual([])
  })

  it('is not raised for a provider that always brings most, nor for a wave over all; but for a farm of machines', async () => {
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

  const hoursAgo = (n: number) => `now() - interval '${n} hours'`

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
      'of 22 who asked within a day from mailboxes at post.example, 8 confirmed within an hour, where 80% is usual.',
    )
    expect(await look()).toEqual([])
  })

  it('says that nearly nobody confirms at a domain, where elsewhere they do', async () => {
    await ask(24, 'new.example', hoursAgo(3))
    await sign(1, { channel: 'email', domain: 'new.example', at: hoursAgo(3) })
    await ask(13, 'post.example', hoursAgo(3))
    await sign(7, { channel: 'email', domain: 'post.example', at: hoursAgo(3) })
    // Few, and not nearly nobody.
    await ask(16, 'slow.example', hoursAgo(3))
    await sign(4, { channel: 'email', domain: 'slow.example', at: hoursAgo(3) })
    expect(await look()).toEqual([])
    await sign(20, { channel: 'email', domain: 'post.example', at: hoursAgo(3) })
    const told = await look()
    expect(told).toHaveLength(2)
    expect(wordsOf(told[1]?.delivery.reply)).toContain(
      'of 25 who asked within a day from mailboxes at new.example, 1 confirmed within an hour, where 52% is usual.',
    )
  })

  it('is not raised by what few did before, or few do elsewhere', async () => {
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

describe('what is over', () => {
  it('goes with the house: alerts after a month, old figures of domains, commands nobody confirmed, former states', async () => {
    await sign(1)
    const { id } = await one('select id from petition')
    await rows(
      `insert into alert (petition_id, kind, subject, raised_at) values ($1, 'burst-domain', 'old.example', now() - interval '31 days'),
        ($1, 'burst-domain', 'new.example', now() - interval '29 days')`,
      [id],
    )
    await rows(
      `insert into tally (petition_id, hour, kind, subject, n) values ($1, now() - interval '8 days', 'asked', 'old.example', 1),
        ($1, now() - interval '8 days', 'fetched-person', '', 1), ($1, now() - interval '6 days', 'asked', 'new.example', 1)`,
      [id],
    )
    await rows(
      `insert into pending_command (id, channel, account, expires_at) values (gen_random_uuid(), 'email', '', now() - interval '25 hours'),
        (gen_random_uuid(), 'slack', '', now() + interval '1 hour')`,
    )
    for (const days of [1, 3]) {
      const entry = randomUUID()
      await rows(
        `insert into desk_entry (id, petition_id, number, at, channel, account, act, sealed_before)
         values ($1, $2, $3, now() - make_interval(days => $3::int), 'email', '', 'hide', '')`,
        [entry, id, days],
      )
      await rows(
        "insert into desk_entry_signature (entry_id, signature_id, state) select $1, id, 'confirmed' from signature",
        [entry],
      )
    }
    await keepHouse(test.service, signal)
    expect(await rows('select subject from alert')).toEqual([{ subject: 'new.example' }])
    expect(await rows('select subject from tally order by subject')).toEqual([
      { subject: '' },
      { subject: 'new.example' },
    ])
    expect(await rows('select channel from pending_command')).toEqual([{ channel: 'slack' }])
    expect(
      await rows('select number, sealed_before is null as gone from desk_entry order by number'),
    ).toEqual([
      { number: 1, gone: false },
      { number: 3, gone: true },
    ])
    expect(await rows('select * from desk_entry_signature')).toHaveLength(1)
  })
})

it('the log knows ids and kinds, and neither domains nor places nor names', async () => {
  const words = JSON.stringify(logged).replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'an id')
  expect(words).toContain('a milestone was reached')
  expect(words).toContain('an alert was raised')
  expect(words).toContain('a digest ends')
  expect(words).not.toMatch(/\.example|guild-room|"of"|Grace|ada|dana|Fair training|g1|Harbour/)
})

function pictures(reply: Reply | undefined): number {
  return reply?.blocks.filter(({ kind }) => kind === 'image').length ?? 0
}

function words(told: { delivery: { reply: Reply } }[]): string {
  // Which spaces break no line is held elsewhere.
  return told.map(({ delivery }) => wordsOf(delivery.reply).replace(/[\u00a0\u202f]/g, ' ')).join('\n\n')
}
