import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCore } from '../../../src/core/core.ts'
import { batchTransactions } from '../../../src/core/work.ts'
import { atDesk, command, organises, pressed, rows, signs } from '../../support/desk-people.ts'
import { chatter, coreOfFile } from '../../support/people.ts'

const olga = chatter('discord', 'Olga')
const acts = ['feature', 'feature off', 'hide', 'show', 'remove', 'approve'] as const

const t = await coreOfFile()

describe('acts at a desk', () => {
  let n = 0
  let slug: string

  async function start() {
    slug = `back-${++n}`
    await t.petition({ slug })
    await organises(t, slug, 'discord', 'Olga')
    for (let at = 1; at <= 5; at++) await signs(t, slug, `P${at}`)
    await signs(t, slug, 'O6', { kind: 'organisation', organisation: 'Guild A' })
    await signs(t, slug, 'O7', { kind: 'organisation', organisation: 'Guild B' })
  }
  const desk = atDesk(t, () => slug, olga)
  /** Gives the command, and says yes if asked. */
  async function say(words: string) {
    const reply = await desk.say(words)
    if (reply?.blocks.some(block => block.kind === 'command-button' && /^do /.test(block.command)))
      await t.take(olga(pressed(reply, /.*/)))
  }
  const state = () =>
    rows(
      t,
      `select number, state, hidden_at, featured, approved_at, ended_at from signature
        where petition_id = (select id from petition where slug = $1) order by number`,
      [slug],
    )
  const entries = async () =>
    (
      await rows<{ number: number }>(
        t,
        `select number from desk_entry where undone_at is null and act <> 'undo'
          and petition_id = (select id from petition where slug = $1) order by number desc`,
        [slug],
      )
    ).map(({ number }) => number)
  async function countsTheRows() {
    const [counted] = await rows<{ n: number }>(
      t,
      `select count(*)::int as n from signature where state = 'confirmed' and approved_at is not null
        and petition_id = (select id from petition where slug = $1)`,
      [slug],
    )
    expect((await t.core.petition(slug))?.signatures).toBe(counted?.n)
  }

  it('leave everything as it was when undone in reverse; after each step the count is right', async () => {
    const step = fc.record({
      act: fc.constantFrom(...acts),
      which: fc.constantFrom('1', '6', '2 1', '1-3', '4-99', '7 6', '5'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 7 }), async steps => {
        await start()
        const before = new Map<number, unknown>()
        for (const { act, which } of steps) {
          const was = await state()
          await say(`${act} ${which}${act === 'remove' ? ' because' : ''}`)
          const [last] = await entries()
          if (last !== undefined && !before.has(last)) before.set(last, was)
          await countsTheRows()
        }
        const done = await entries()
        for (const number of done) {
          await say(`undo ${number}`)
          expect(await state()).toEqual(before.get(number))
          await countsTheRows()
        }
        expect(await entries()).toEqual([])
      }),
      {
        numRuns: 6,
        examples: [
          [
            [
              { act: 'feature', which: '2 1' },
              { act: 'hide', which: '1-3' },
              { act: 'show', which: '2 1' },
              { act: 'approve', which: '7 6' },
              { act: 'feature', which: '7 6' },
              { act: 'remove', which: '4-99' },
            ],
          ],
        ],
      },
    )
  })

  it('of several organisers on several replicas at once: no error, each entry once, and no place in the order twice', async () => {
    await start()
    const queue = { enqueue: async () => {} }
    const { db } = t.service
    const people = ['A', 'B', 'C', 'D'].map(name => ({
      as: chatter('discord', `Olga ${name}`),
      core: createCore({ ...t.service, queue, transactDesk: batchTransactions(db, queue, { most: 1 }) }),
    }))
    for (const { as } of people) await organises(t, slug, 'discord', as(command('')).account)
    await Promise.all(
      people.flatMap(({ as, core }, at) =>
        ['hide 1', 'show 1', `hide ${at + 1}`, 'approve 6', 'approve 7', `show ${at + 1}`, 'undo 1'].map(
          words => core.receive(as(command(words.replace(' ', ` ${slug} `)))),
        ),
      ),
    )
    const numbers = await rows<{ number: number }>(
      t,
      `select number from desk_entry where petition_id = (select id from petition where slug = $1) order by number`,
      [slug],
    )
    expect(numbers.map(({ number }) => number)).toEqual(numbers.map((_, at) => at + 1))
    const approvals = await rows(
      t,
      `select 1 from desk_entry where act = 'approve' and undone_at is null
        and petition_id = (select id from petition where slug = $1)`,
      [slug],
    )
    expect(approvals.length).toBeLessThanOrEqual(2)
    await countsTheRows()
  })
})
