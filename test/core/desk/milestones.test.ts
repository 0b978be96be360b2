import { describe, expect, it } from 'vitest'
import { tellNews } from '../../../src/core/rounds/tell-news.ts'
import { batchTransactions } from '../../../src/core/work.ts'
import { countOfCommunity } from '../../../src/db/figures/desk-counts.ts'
import {
  card,
  expectLogKnowsNobody,
  newsOfFile,
  one,
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
import { wordsOf } from '../../support/people.ts'

newsOfFile()

describe('a room that carries the card', () => {
  const room = { channelId: 'guild-room' }

  it('hears once about the hundredth signature, with its own share and the picture', async () => {
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

  it('hears only of the highest number if several are reached at once', async () => {
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

  it('hears of each goal once, and before a rounder number', async () => {
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

  it('hears nothing untrue about its share if the goal was set far below the count', async () => {
    await rows('update petition set goal = 30')
    await card('discord', room, 'guild')
    await sign(60, { community: 'guild' })
    const told = words(await round())
    expect(told).toContain('has reached its goal of 30 signatures')
    expect(told).not.toContain('from here')
  })

  it('hears once, even with several cards, and not before the card is posted', async () => {
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

  it('hears nothing of numbers reached before it carried the card, nor of petitions closed long ago', async () => {
    await sign(100)
    expect(await round()).toEqual([])
    expect(await rows('select number from milestone')).toEqual([{ number: 100 }])
    await card('discord', room)
    expect(await round()).toEqual([])
    await rows("update petition set status = 'closed', closed_at = now() - interval '2 hours'")
    await sign(400)
    expect(await round()).toEqual([])
  })

  it('hears the count, not the last number that was given', async () => {
    await card('discord', room)
    await sign(105)
    await withdraw(6)
    expect(await round()).toEqual([])
    await sign(1)
    expect(await round()).toHaveLength(1)
  })

  it('hears for an hour of what a petition reached before it closed', async () => {
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

  it('is told in the next round if the message could not be saved', async () => {
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

  it('is not counted for while nobody can have reached the next number', async () => {
    await sign(99)
    const service = replica()
    // A count would give 150 now, but numbers are given one by one, and the 100th was not.
    await rows(
      `insert into signature (id, petition_id, number, kind, name, listed, language, channel, confirmed_by, statement_hash, approved_at, details_at)
       select gen_random_uuid(), petition_id, number + 1000, kind, name, listed, language, channel, confirmed_by, '', now(), now()
       from signature limit 51`,
    )
    await card('discord', room)
    expect(await round(service)).toEqual([])
  })
})

it('the log names nobody', () => expectLogKnowsNobody('a milestone was reached'))
