import { beforeEach, describe, expect, it } from 'vitest'
import { accountHash } from '../../../src/core/identity.ts'
import { tellNews } from '../../../src/core/rounds/tell-news.ts'
import { suppressBounced } from '../../../src/db/suppressions.ts'
import {
  ada,
  command,
  dana,
  daysPass,
  expectLogKnowsNobody,
  newsOfFile,
  one,
  organises,
  pictures,
  replica,
  round,
  rows,
  sign,
  signal,
  test,
  withdraw,
  words,
} from '../../support/desk-news.ts'
import { chatter } from '../../support/people.ts'

newsOfFile()

describe('a digest', () => {
  beforeEach(async () => {
    await organises(ada(command('')))
    await organises(dana(command('')))
    await sign(10, { at: "now() - interval '9 days'" })
  })

  it('comes once a day, to the place and in the language it was asked for in, with the right numbers', async () => {
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
    // Two of ten left; of seven new ones six stayed.
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

  it('is sent once after missed days, and says since when it counts', async () => {
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

  it('comes in time again, and once, after a clock that ran a year ahead was put right', async () => {
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

  it('is sent by one of two replicas', async () => {
    await test.take(ada(command('digest fair daily')))
    await daysPass(1)
    const before = test.sent.length
    await Promise.all([1, 2, 3, 4].map(() => tellNews(replica(), signal)))
    await test.flush()
    expect(test.sent.slice(before)).toHaveLength(1)
  })

  it('tells nothing to a former organiser, and ends', async () => {
    await test.take(ada(command('digest fair daily')))
    await test.take(dana(command('digest fair daily')))
    await rows('delete from organiser where account = $1', [accountHash(test.service.keys, 'discord', 'ada')])
    await daysPass(1)
    expect((await round()).map(({ channel }) => channel)).toEqual(['email'])
    expect(await rows('select channel from digest')).toEqual([{ channel: 'email' }])
  })

  it('is refused to somebody who never organised the petition', async () => {
    const eve = chatter('discord', 'eve')
    await test.take(eve(command('digest fair daily')))
    expect(await rows('select * from digest')).toEqual([])
  })

  it('comes a last time when the petition has closed', async () => {
    await test.take(ada(command('digest fair daily')))
    await rows("update petition set status = 'closed', closed_at = now()")
    await daysPass(1)
    const told = await round()
    expect(words(told)).toContain('c’était le dernier résumé')
    expect(words(told)).not.toContain('digest fair off')
    expect(await rows('select * from digest')).toEqual([])
    expect(await round()).toEqual([])
  })

  it('ends if no key opens its place, and only the petition is logged', async () => {
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

it('the log names nobody', () => expectLogKnowsNobody('a digest ends'))
