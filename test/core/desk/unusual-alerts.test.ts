import { beforeEach, describe, expect, it } from 'vitest'
import { alertsOfToday } from '../../../src/db/alerts.ts'
import { addCrowd, flood, type Group } from '../../support/crowd.ts'
import {
  ada,
  card,
  command,
  expectLogKnowsNobody,
  newsOfFile,
  organises,
  round,
  rows,
  test,
} from '../../support/desk-news.ts'
import { wordsOf } from '../../support/people.ts'

newsOfFile()

describe('a flood', () => {
  /** Spread over 20 hours: no hour has a burst. */
  const crowd = (groups: readonly Group[]) =>
    addCrowd(
      test.service.db,
      test.service.keys,
      'fair',
      groups.map(group => ({
        from: new Date(Date.now() - 20 * 3_600_000),
        everyMs: (20 * 3_600_000) / group.n,
        ...group,
      })),
    )
  const told = async () =>
    (await round())
      .filter(
        ({ delivery }) =>
          delivery.reply.subject === 'Unusual activity' || delivery.reply.subject === 'Activité inhabituelle',
      )
      .map(({ delivery }) => wordsOf(delivery.reply))
  beforeEach(async () => {
    await organises(ada(command('')))
    await test.take(ada(command('count fair')))
    await rows("update petition set opened_at = now() - interval '20 days'")
  })

  it('is told to organisers once, and to the operator by a figure', async () => {
    await rows("insert into community values ('discord', 'g1', 'Harbour Writers')")
    await crowd(flood)
    const words = await told()
    expect(words).toHaveLength(2)
    expect(words[0]).toContain('600')
    expect(words[0]).toContain('870')
    expect(words[0]).toContain('farm.example')
    expect(words[1]).toContain('Harbour Writers')
    expect(await told()).toEqual([])
    await rows("update alert set raised_at = now() - interval '3 days'")
    expect(await told()).toEqual([])
    await rows("update alert set raised_at = now() - interval '1 hour'")
    expect(await alertsOfToday(test.service.db)).toEqual([
      { petition: 'fair', kind: 'unusual-community', n: 1 },
      { petition: 'fair', kind: 'unusual-domain', n: 1 },
    ])
    expect(JSON.stringify(await rows('select * from alert'))).not.toContain('farm')
    expectLogKnowsNobody('an alert was raised')
  })

  it('is not a wave of members, a company with 40, or a room with a new card', async () => {
    await card('discord', { room: 1 }, 'g1')
    await crowd([
      { n: 300, domain: () => 'gmail.com' },
      { n: 110, domain: () => 'outlook.com' },
      { n: 40, domain: () => 'company.example' },
      { n: 50, domain: at => `family${at}.example` },
      { n: 150, channel: 'discord', community: 'g1' },
    ])
    expect(await told()).toEqual([])
  })
})
