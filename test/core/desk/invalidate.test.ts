import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { advance, advanceAll } from '../../../src/core/desk/invalidation.ts'
import { tellMilestones } from '../../../src/core/rounds/tell-milestones.ts'
import { addCrowd, flood, type Group } from '../../support/crowd.ts'
import { atDesk, command, hoursPass, organises, pressed, rows, signs } from '../../support/desk-people.ts'
import { chatter, coreOfFile, wordsOf } from '../../support/people.ts'

const t = await coreOfFile()
const olga = chatter('discord', 'olga')
const signal = new AbortController().signal
let slug = ''
let at = 0
const { say, yes, count } = atDesk(t, () => slug, olga)

const crowd = (groups: readonly Group[]) => addCrowd(t.service.db, t.service.keys, slug, groups)
const removed = async () => {
  const [{ n } = { n: 0 }] = await rows<{ n: number }>(
    t,
    "select count(*)::int as n from signature s join petition p on p.id = s.petition_id where slug = $1 and s.state = 'removed'",
    [slug],
  )
  return n
}
const state = async () =>
  (
    await rows<{ state: string }>(
      t,
      'select i.state from invalidation i join petition p on p.id = i.petition_id where slug = $1',
      [slug],
    )
  ).map(row => row.state)
const milestones = async () =>
  (
    await rows<{ number: number }>(
      t,
      'select number from milestone m join petition p on p.id = m.petition_id where slug = $1 order by 1',
      [slug],
    )
  ).map(row => row.number)
/** As the service does every other second. */
const goOn = () => advanceAll(t.service, signal)

describe('organisers remove by condition', () => {
  beforeEach(async () => {
    slug = `fair-${at++}`
    await t.petition({ slug })
    await organises(t, slug, 'discord', 'olga')
  })
  afterAll(() => rows(t, 'delete from community'))

  it('after a preview with the number and a sample', async () => {
    await crowd(flood)
    const asked = wordsOf(await say('invalidate domain:farm.example reason: a farm of mailboxes'))
    expect(asked).toContain('600 signatures fit this: domain:farm.example.')
    for (const number of [720, 716]) expect(asked).toContain(`${number} · Signer ${number}`)
    expect(asked).toContain('… and 595 more')
    expect(await count()).toBe(870)
    expect(wordsOf(await yes('invalidate domain:farm.example reason: a farm of mailboxes'))).toContain(
      '600 signatures removed (domain:farm.example). The reason in the log: “a farm of mailboxes”',
    )
    expect(await count()).toBe(270)
    expect(wordsOf(await say('log'))).toContain(
      '600 signatures removed by condition (domain:farm.example): “a farm',
    )
  })

  it('in parts, while people sign; those who signed after the preview stay', async () => {
    await crowd([
      { n: 2_300, domain: () => 'farm.example' },
      { n: 40, domain: () => 'gmail.com' },
    ])
    const preview = await say('invalidate domain:farm.example spam')
    await crowd([{ n: 5, domain: () => 'farm.example' }])
    const done = wordsOf((await t.take(olga(pressed(preview, /.*/))))[0])
    expect(done).toContain('2,300 signatures are being removed')
    expect([await removed(), await state()]).toEqual([1_000, ['running']])
    // Somebody else's transaction holds one of the next.
    const { db, keys } = t.service
    const [{ id } = { id: '' }] = await rows<{ id: string }>(
      t,
      'select entry_id as id from invalidation where state = $1',
      ['running'],
    )
    await db.transaction().execute(async trx => {
      await trx
        .selectFrom('signature')
        .select('id')
        .where('number', '=', 1_500)
        .where('name', '=', 'Signer 1500')
        .forUpdate()
        .execute()
      for (let part = 0; part < 3; part++) await db.transaction().execute(other => advance(other, keys, id))
      expect([await removed(), await state()]).toEqual([2_299, ['running']])
    })
    await signs(t, slug, 'Ada')
    await goOn()
    expect([await removed(), await state(), await count()]).toEqual([2_300, ['done'], 46])
  })

  it('and can undo it for a day, so that everything is as before', async () => {
    await crowd([{ n: 1_200, domain: () => 'farm.example' }])
    await rows(t, "update signature set hidden_at = now() where name = 'Signer 7'")
    await rows(t, "update signature set featured = 1 where name = 'Signer 8'")
    const before = await rows(
      t,
      'select id, state, hidden_at, featured, approved_at, ended_at from signature where petition_id = (select id from petition where slug = $1) order by id',
      [slug],
    )
    await yes('invalidate domain:farm.example spam')
    await goOn()
    expect(await count()).toBe(0)
    expect(wordsOf(await yes('undo 1'))).toContain('Undone: entry 1 (removed by condition)')
    await goOn()
    expect([await count(), await state()]).toEqual([1_200, ['undone']])
    expect(
      await rows(
        t,
        'select id, state, hidden_at, featured, approved_at, ended_at from signature where petition_id = (select id from petition where slug = $1) order by id',
        [slug],
      ),
    ).toEqual(before)
    expect(wordsOf(await say('undo 1'))).toContain('already been undone')
    await yes('invalidate domain:farm.example spam')
    await goOn()
    await hoursPass(t, 25)
    expect(wordsOf(await say('undo 3'))).toContain('older than 24 hours')
  })

  it('and can stop it: the rest stays, and undoing restores what was removed', async () => {
    await crowd([{ n: 2_500, domain: () => 'farm.example' }])
    await yes('invalidate domain:farm.example spam')
    expect(wordsOf(await say('invalidate stop'))).toContain('stopped: entry 1')
    await goOn()
    expect([await removed(), await state()]).toEqual([1_000, ['stopped']])
    expect(wordsOf(await say('invalidate stop'))).toContain('nothing was running')
    await yes('undo 1')
    await goOn()
    expect(await count()).toBe(2_500)
  })

  it('and undo it while it runs', async () => {
    await crowd([{ n: 2_500, domain: () => 'farm.example' }])
    await yes('invalidate domain:farm.example spam')
    await yes('undo 1')
    await goOn()
    expect([await count(), await state()]).toEqual([2_500, ['undone']])
  })

  it('and milestones that are no longer reached are announced again, unless it is undone', async () => {
    await crowd(flood)
    await tellMilestones(t.service, signal)
    expect(await milestones()).toEqual([100, 500])
    await yes('invalidate domain:farm.example spam')
    expect(await milestones()).toEqual([100])
    await tellMilestones(t.service, signal)
    expect(await milestones()).toEqual([100])
    await yes('undo 1')
    expect(await milestones()).toEqual([100, 500])
    await yes('invalidate domain:farm.example spam')
    await crowd([{ n: 300, domain: () => 'gmail.com' }])
    await tellMilestones(t.service, signal)
    expect(await milestones()).toEqual([100, 500])
  })

  it('by domain, room, channel, time, name or evidence', async () => {
    const conditions: [string, number][] = [
      ['domain:a.farm.example', 200],
      ['room:g1', 150],
      ['community:"Harbour Writers"', 150],
      ['channel:discord', 150],
      ['disposable', 30],
      ['evidence:reply', 30],
      ['evidence:account', 150],
      ['evidence:dkim', 1],
      ['name:"*bot 1*"', 11],
      ['name:"ROBÓT"', 1],
      ['since:2026-11-20 until:2026-11-20', 30],
      ['since:2026-11-20T10:00 until:"2026-11-20 10:10"', 10],
      ['name:%', 0],
      ['name:Robo_', 0],
    ]
    await rows(t, "insert into community values ('discord', 'g1', 'Harbour Writers')")
    await crowd([
      ...flood,
      {
        ...{ n: 30, domain: () => 'mailinator.com', by: 'reply', name: number => `A bot ${number}` },
        ...{ from: new Date('2026-11-20T10:00:00Z'), everyMs: 60_000 },
      },
      { n: 1, name: () => 'Robot', domain: () => 'lab.example', provedDomain: 'lab.example' },
    ])
    for (const [condition, n] of conditions) {
      const asked = wordsOf(await say(`invalidate ${condition} reason: test`))
      const fit = n === 0 ? 'no signature fits' : `${n} ${n === 1 ? 'signature fits' : 'signatures fit'} this`
      expect(asked, condition).toContain(fit)
      const found = n === 0 ? 'nobody' : `${n} signature${n === 1 ? '' : 's'} found`
      expect(wordsOf(await say(`find ${condition}`)), condition).toContain(found)
    }
  })

  it('but not without a condition that can be read and a reason', async () => {
    await crowd(flood)
    for (const [words, told] of [
      ['invalidate spam', 'say which signatures'],
      ['invalidate domain:farm.example', 'add the reason'],
      ['invalidate since:whenever reason: spam', 'say which signatures'],
      ['invalidate channel:fax reason: spam', 'say which signatures'],
      ['invalidate spam domain:farm.example', 'say which signatures'],
    ] as const)
      expect(wordsOf(await say(words)), words).toContain(told)
    expect(await count()).toBe(870)
  })

  it('but not if that would reveal one person’s domain or community', async () => {
    await crowd([...flood, { n: 5, channel: 'slack', community: 'T1' }])
    for (const condition of ['domain:guild.example', 'room:T1', 'domain:gmail.com name:"Signer 7"']) {
      expect(wordsOf(await say(`invalidate ${condition} reason: spam`)), condition).toContain('fewer than 20')
      expect(wordsOf(await say(`find ${condition}`)), condition).not.toMatch(/Signer|found/)
    }
    expect(wordsOf(await say('find domain:gmail.com'))).toContain('far more signatures than usual')
    expect(wordsOf(await say('find domain:farm.example'))).toContain('600 signatures found')
    expect(await count()).toBe(875)
  })

  it('and nobody else can; a pattern of names is deleted once it is over', async () => {
    await crowd(flood)
    const stranger = chatter('discord', 'eve')
    const [reply] = await t.take(stranger(command(`invalidate ${slug} domain:farm.example spam`)))
    expect(wordsOf(reply)).toContain('870 signatures')
    await yes('invalidate name:"Signer 77*" spam')
    expect(await removed()).toBe(11)
    expect(wordsOf(await say('log'))).toContain('(name:…)')
    expect(await rows(t, 'select sealed from invalidation where sealed is not null')).toEqual([])
  })

  it('and anyone who was removed is told so when they sign again', async () => {
    await signs(t, slug, 'Bo', { account: 'bo', community: 'g1' })
    await yes('invalidate channel:discord spam')
    const bo = chatter('discord', 'bo')
    const values = { name: 'Bo', way: 'myself' }
    const [reply] = await t.take(bo({ kind: 'form', form: `sign:${slug}`, values }))
    expect(wordsOf(reply)).toContain('Your signature was removed')
  })
})
