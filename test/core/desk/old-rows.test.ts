import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { keepHouse } from '../../../src/core/rounds/housekeeping.ts'
import { newsOfFile, one, rows, sign, signal, test } from '../../support/desk-news.ts'

newsOfFile()

describe('what has expired', () => {
  it('is deleted in housekeeping: alerts after a month, old figures of domains, commands nobody confirmed, former states', async () => {
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
