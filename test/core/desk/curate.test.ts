import { describe, expect, it } from 'vitest'
import { createCore } from '../../../src/core/core.ts'
import { entryContext } from '../../../src/core/seal-contexts.ts'
import { batchTransactions } from '../../../src/core/work.ts'
import { correctSignature } from '../../../src/db/signatures.ts'
import {
  atDesk,
  command,
  hoursPass,
  mail,
  organises,
  pressed,
  rows,
  signs,
} from '../../support/desk-people.ts'
import { chatter, coreOfFile, tokenIn, wordsOf, writer } from '../../support/people.ts'

const olga = chatter('discord', 'Olga')

const t = await coreOfFile()

describe('curating', () => {
  let petitions = 0
  let slug: string

  /** A new petition, signed by these people. */
  async function start(...names: string[]) {
    petitions++
    slug = `fair-${petitions}`
    await t.petition({ slug, title: `Fair ${petitions}` })
    await organises(t, slug, 'discord', 'Olga')
    for (const name of names) await signs(t, slug, name)
  }
  const { say, yes, count } = atDesk(t, () => slug, olga)
  const rename = (name: string, to: string) =>
    rows(
      t,
      `update signature set name = $3, details_at = clock_timestamp() where name = $2
        and petition_id = (select id from petition where slug = $1)`,
      [slug, name, to],
    )
  /** Changes the details of the only signer, as if asked for at that time. */
  async function correct(details: Parameters<typeof correctSignature>[2], at = new Date()) {
    const [signature] = await rows<{ id: string }>(
      t,
      `select s.id from signature s join petition p on p.id = s.petition_id where p.slug = $1`,
      [slug],
    )
    const { db } = t.service
    await db
      .transaction()
      .execute(trx => correctSignature(trx, signature?.id ?? '', details, { askedAt: at }))
  }
  const first = async () => (await t.core.featured(slug)).map(({ name }) => name)
  const shown = async () =>
    (await t.core.signatories(slug, { limit: 50 }))?.signatories.map(({ name }) => name)

  it('features people in the order named, once the organiser says that they checked', async () => {
    await start('Ada', 'Bo', 'Cleo')
    const asked = await say('feature 3 1')
    expect(wordsOf(asked)).toMatch(/nothing has been done yet.*in this order.*check/s)
    expect(wordsOf(asked)).toMatch(/Cleo[\s\S]*Ada/)
    expect(await first()).toEqual([])
    await t.take(olga(pressed(asked, /Checked/)))
    expect(await first()).toEqual(['Cleo', 'Ada'])
    await yes('feature 2')
    expect(await first()).toEqual(['Cleo', 'Ada', 'Bo'])
    expect(wordsOf(await say('feature off 1'))).toContain('no longer shown first')
    expect(await first()).toEqual(['Cleo', 'Bo'])
    await say('undo 3')
    expect(await first()).toEqual(['Cleo', 'Ada', 'Bo'])
  })

  it('features nobody who is not shown at all', async () => {
    await start()
    await signs(t, slug, 'Ada', { listed: false })
    await signs(t, slug, 'Bo', { kind: 'organisation', organisation: 'Guild' })
    await signs(t, slug, 'Cleo')
    await say('hide 3')
    for (const number of [1, 2, 3])
      expect((await say(`feature ${number}`))?.subject, `${number}`).toBe('Nothing to do')
    await yes('approve 2')
    await yes('feature 2')
    expect(await first()).toEqual(['Bo'])
    // A signature that was hidden meanwhile is shown again, but not featured: it was checked before.
    await say('hide 2')
    await say('show 2')
    expect(await first()).toEqual([])
  })

  it('says how many of the named signatures are skipped, each once, and nothing for ranges', async () => {
    await start('Ada', 'Bo', 'Cleo')
    const leftOut = async (words: string) => /Skipped (\d+):/.exec(wordsOf(await say(words)))?.[1]
    expect(await leftOut('remove 1 1 2 why')).toBeUndefined()
    expect(await leftOut('remove 1 2 77 77 why')).toBe('1')
    expect(await leftOut('remove 1 50-99 why')).toBeUndefined()
  })

  it('does not undo the approval of a signature that turned out to be a person’s', async () => {
    await start()
    await signs(t, slug, 'Bo', { kind: 'organisation', organisation: 'Guild' })
    await say('approve 1')
    await correct({ kind: 'person', name: 'Bo', occupation: null, organisation: null, listed: true })
    expect(await count()).toBe(1)
    await say('undo 1')
    expect(await count()).toBe(1)
  })

  it('shows the order in each email that asks about it', async () => {
    await start('Ada', 'Bo', 'Cleo')
    await organises(t, slug, 'email', 'olga@example.org')
    const olgaMail = writer('olga@example.org', { proved: true })
    const [asked] = await t.take(olgaMail(mail(`feature ${slug} 3 1 2`)))
    const token = tokenIn(asked)
    const [again] = await t.take(olgaMail({ kind: 'answer', token, subject: 'Re:', text: 'Who are they?' }))
    for (const question of [asked, again]) expect(wordsOf(question)).toMatch(/Cleo[\s\S]*Ada[\s\S]*Bo/)
  })

  it('counts a yes once, from the person who was asked, within a day', async () => {
    await start('Ada', 'Bo', 'Cleo')
    await organises(t, slug, 'discord', 'Dana')
    const dana = chatter('discord', 'Dana')
    const press = pressed(await say('hide 1 2'), /.*/)
    expect(wordsOf((await t.take(dana(press)))[0])).toContain('has expired')
    const replies = await Promise.all([t.core.receive(olga(press)), t.core.receive(olga(press))])
    expect(replies.map(({ kind }) => kind)).toEqual(['taken', 'taken'])
    const [done, again] = (await t.flush()).sort(
      (a, b) => Number(/yes/.test(a.subject)) - Number(/yes/.test(b.subject)),
    )
    expect(wordsOf(done)).toContain(`undo ${slug} 1`)
    // It replaces the first answer, so it leads to the same.
    expect(again?.subject).toBe('You have already said yes')
    expect(wordsOf((await t.take(olga(pressed(again, /Log/))))[0])).toMatch(/1 · .*hidden/)
    const undo = await Promise.all(['undo 1', 'undo 1'].map(words => say(words).then(wordsOf)))
    expect(undo.filter(words => words.includes('nothing has been done yet'))).toHaveLength(2)
    const late = pressed(await say('show 1 2'), /.*/)
    await hoursPass(t, 25)
    const before = await shown()
    expect(wordsOf((await t.take(olga(late)))[0])).toContain('has expired')
    expect(await shown()).toEqual(before)
  })

  it('hides one at once and many after a question, and shows them again', async () => {
    await start('Ada', 'Bo', 'Cleo')
    expect(wordsOf(await say('hide 2'))).toContain('entry 1 in the log')
    expect(await shown()).toEqual(['Cleo', 'Ada'])
    const asked = await say('hide 1-3 99')
    expect(wordsOf(asked)).toMatch(/2 signatures will no longer be shown/)
    expect(await shown()).toEqual(['Cleo', 'Ada'])
    await t.take(olga(pressed(asked, /Hide/)))
    expect(await shown()).toEqual([])
    expect(await count()).toBe(3)
    expect(wordsOf(await say('hide 1'))).toContain('Nothing to do')
    await yes('show 1-3')
    expect(await shown()).toEqual(['Cleo', 'Bo', 'Ada'])
    expect(wordsOf(await say('hide 7'))).toContain('none of the signatures you named')
  })

  it('applies a yes to what was shown, not to signatures that came since', async () => {
    await start('Ada', 'Bo')
    const asked = await say('remove 1-99999 all from one address')
    expect(wordsOf(asked)).toContain('2 signatures')
    await signs(t, slug, 'Cleo')
    await t.take(olga(pressed(asked, /Remove/)))
    expect(await shown()).toEqual(['Cleo'])
    expect(wordsOf(await say('log'))).toContain('all from one address')
  })

  it('applies a yes to what was shown, not to what colleagues or signers have changed since', async () => {
    await start('Ada', 'Bo', 'Cleo', 'Dan')
    await yes('remove 2 twice')
    const asked = await say('remove 1-9 all of them')
    expect(wordsOf(asked)).toContain('3 signatures will be removed')
    // Bo is back, Cleo has another name, Dan has left: only Ada is as she was shown.
    await say('undo 1')
    await rename('Cleo', 'Cleopatra')
    await t.take(chatter('discord', 'Dan')(command('unsign', { petition: slug })))
    const done = wordsOf(await t.take(olga(pressed(asked, /Remove/))).then(([reply]) => reply))
    expect(done).toMatch(/1 signature removed[\s\S]*Skipped 2:/)
    expect(await shown()).toEqual(['Cleopatra', 'Bo'])
    expect(wordsOf(await say('log'))).toContain('1 signature removed (1): “all of them”')
  })

  it('logs signatures by number, in the order given, and only the first of many', async () => {
    await start(...Array.from({ length: 60 }, (_, at) => `P${at}`))
    await yes('feature 12 15 9-11')
    await yes(`hide ${Array.from({ length: 30 }, (_, at) => 2 * at + 1).join(' ')}`)
    await yes('remove 8-10 30-32,40 x')
    const log = wordsOf(await say('log'))
    expect(log).toContain('7 signatures removed (8–10, 30–32, 40): “x”')
    expect(log).toContain('30 signatures hidden (1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23 … and 18 more)')
    expect(log).toContain('5 signatures featured (12, 15, 9–11)')
    expect(wordsOf(await say('undo 2'))).toContain('Undo this?')
  })

  it('removes with a reason: the count falls, and a signer who tries again is told', async () => {
    await start('Ada', 'Bo')
    expect(wordsOf(await say('remove 2'))).toContain('Please add the reason')
    expect(wordsOf(await yes('remove 2 twice the same'))).toContain('twice the same')
    expect(await count()).toBe(1)
    const form = { kind: 'form', form: `sign:${slug}`, values: { name: 'Bo', way: 'myself' } } as const
    const [told] = await t.take(chatter('discord', 'Bo')(form))
    expect(told?.subject).toBe('Your signature was removed')
    expect(await count()).toBe(1)
    await say('undo 1')
    expect(await count()).toBe(2)
  })

  it('lets nobody who was removed sign by an older link, and its page says so', async () => {
    await start('Ada')
    const bo = chatter('discord', 'Bo')
    const form = (values: object) =>
      ({ kind: 'form', form: `sign:${slug}`, values: { name: 'Bo', way: 'myself', ...values } }) as const
    const [question] = await t.take(bo(form({})))
    await t.core.confirm(tokenIn(question))
    await t.flush()
    await t.take(bo(form({ mailbox: 'bo@example.org' })))
    const mail = t.sent.findLast(({ channel }) => channel === 'email')?.delivery.reply
    await yes('remove 2 twice')
    expect((await t.core.requestByToken(tokenIn(question))).kind).toBe('taken-off')
    await t.core.confirm(tokenIn(mail))
    expect(await count()).toBe(1)
  })

  it('lists waiting organisations with their evidence; approves one at once, and several after a question', async () => {
    await start('Ada')
    const organisation = { kind: 'organisation' } as const
    await signs(t, slug, 'Bo', { ...organisation, organisation: 'Guild A', provedDomain: 'guild.example' })
    await signs(t, slug, 'Cleo', { ...organisation, organisation: 'Guild B' })
    await signs(t, slug, 'Dan', { ...organisation, organisation: 'Guild C' })
    const list = await say('approve')
    expect(wordsOf(list)).toMatch(/a mailbox at guild\.example[\s\S]*no proof/)
    expect(await count()).toBe(1)
    const [approved] = await t.take(olga(pressed(list, /Approve 2/)))
    expect(wordsOf(approved)).toContain('a mailbox at guild.example')
    expect(wordsOf(approved)).not.toContain('waits')
    expect(await count()).toBe(2)
    const all = await say('approve all')
    expect(wordsOf(all)).toMatch(/2 organisations will be counted[\s\S]*Guild B[\s\S]*no proof/)
    await t.take(olga(pressed(all, /Approve/)))
    expect(await count()).toBe(4)
    await t.take(olga(pressed(await say('undo 2'), /Undo/)))
    expect(await count()).toBe(2)
  })

  it('shows the domain of an organisation once an organiser says that it is theirs, until that is undone', async () => {
    await start()
    const organisation = { kind: 'organisation' } as const
    await signs(t, slug, 'Bo', { ...organisation, organisation: 'Guild A', provedDomain: 'guild.example' })
    await signs(t, slug, 'Cleo', { ...organisation, organisation: 'Guild B' })
    const domains = async () =>
      (await t.core.signatories(slug, { limit: 9 }))?.signatories.map(one => one.checkedDomain ?? null)
    const list = await say('approve')
    // Another's domain, and none at all.
    for (const words of ['approve 1-2 domain evil.example', 'approve 2 domain'])
      expect((await say(words))?.subject, words).toBe('Nothing to do')
    expect(await domains()).toEqual([])
    const [done] = await t.take(olga(pressed(list, /guild\.example is theirs/)))
    expect(wordsOf(done)).toContain('with the domain beside the name')
    expect(await domains()).toEqual(['guild.example'])
    await say('undo 1')
    expect(await domains()).toEqual([])
    // One that counts already can get it later.
    await say('approve 1')
    expect(await domains()).toEqual([null])
    await say('approve 1 guild.example')
    expect(await domains()).toEqual(['guild.example'])
  })

  it('asks first whether a domain is theirs, if the organisation was in no list', async () => {
    await start()
    await signs(t, slug, 'Bo', {
      kind: 'organisation',
      organisation: 'Guild A',
      provedDomain: 'guild.example',
    })
    const asked = await say('approve 1 domain guild.example')
    expect(wordsOf(asked)).toMatch(/check first[\s\S]*a mailbox at guild\.example/)
    await t.take(olga(pressed(asked, /Checked/)))
    expect((await t.core.signatories(slug, { limit: 9 }))?.signatories).toMatchObject([
      { organisation: 'Guild A', checkedDomain: 'guild.example' },
    ])
    // Another name has to be checked again.
    await correct({ kind: 'organisation', name: 'Bo', occupation: null, organisation: 'Evil', listed: true })
    await yes('approve 1')
    const [evil] = (await t.core.signatories(slug, { limit: 9 }))?.signatories ?? []
    expect([evil?.organisation, evil?.checkedDomain]).toEqual(['Evil', undefined])
  })

  it('approves only what the organiser was shown: one that was not listed, or has changed since, is shown first', async () => {
    await start()
    for (const name of ['Bo', 'Cleo'])
      await signs(t, slug, name, { kind: 'organisation', organisation: name })
    const asked = await say('approve 1')
    expect(wordsOf(asked)).toMatch(/nothing has been done yet[\s\S]*no proof/)
    expect(wordsOf(asked)).not.toContain('has changed')
    const list = await say('approve')
    // Asked for before that list, so its time is earlier.
    await rows(
      t,
      `update signature set organisation = 'Evil', details_at = details_at - interval '1 hour' where name = 'Bo'
        and petition_id = (select id from petition where slug = $1)`,
      [slug],
    )
    const [shown] = await t.take(olga(pressed(list, /Approve 1/)))
    expect(wordsOf(shown)).toMatch(/has changed since you were shown it[\s\S]*Evil/)
    const [stale] = await t.take(olga(pressed(asked, /Approve/)))
    expect(stale?.subject).toBe('Something has changed')
    await organises(t, slug, 'discord', 'Dana')
    expect(wordsOf(await say('approve 2', chatter('discord', 'Dana')))).toContain('nothing has been done yet')
    expect(await count()).toBe(0)
    await t.take(olga(pressed(shown, /Approve/)))
    expect(wordsOf(await say('approve 2'))).toContain('it is now counted and listed')
    expect(await count()).toBe(2)
  })

  it('shows several numbers first, even if only one would change: "1 234" may be one number', async () => {
    await start('Ada', 'Bo')
    expect(wordsOf(await say('hide 1 234'))).toContain('nothing has been done yet')
    await say('hide 2')
    expect(wordsOf(await say('show 2'))).not.toContain('· hidden')
  })

  it('makes a renamed organisation wait for approval again, even if an organiser shows it again', async () => {
    await start()
    await signs(t, slug, 'Bo', { kind: 'organisation', organisation: 'Guild A' })
    await yes('approve 1')
    await say('hide 1')
    await rows(
      t,
      `update signature set organisation = 'Evil', approved_at = null where name = 'Bo' and organisation = 'Guild A'
      and petition_id = (select id from petition where slug = $1)`,
      [slug],
    )
    await say('undo 2')
    expect(await count()).toBe(0)
  })

  it('undoes within a day, once, and nothing that has changed since', async () => {
    await start('Ada', 'Bo')
    await say('hide 1')
    await yes('feature 2')
    await say('hide 2')
    expect(wordsOf(await say('undo 2'))).toContain('changed again since')
    await say('undo 3')
    expect(await first()).toEqual(['Bo'])
    expect(wordsOf(await say('undo 3'))).toContain('already been undone')
    expect(wordsOf(await say('undo 4'))).toContain('To redo something you undid, do it again')
    expect(wordsOf(await say('undo 5'))).toContain('no such entry')
    const offered = async () =>
      [...wordsOf(await say('log')).matchAll(/\[undo \S+ (\d+)\]/g)].map(([, entry]) => entry)
    await hoursPass(t, 23.9)
    expect(await offered()).toEqual(['2', '1'])
    await hoursPass(t, 0.2)
    expect(await offered()).toEqual([])
    expect(wordsOf(await say('undo 2'))).toContain('older than 24 hours')
    expect(await first()).toEqual(['Bo'])
  })

  it('undoes once when two replicas undo the same entry at the same moment', async () => {
    await start('Ada')
    await say('hide 1')
    const { db } = t.service
    const queue = { enqueue: async () => {} }
    const others = [1, 2, 3, 4].map(() =>
      createCore({ ...t.service, queue, transactDesk: batchTransactions(db, queue, { most: 1 }) }),
    )
    // From different organisers: two commands of one wait for each other anyway.
    for (const n of others.keys()) await organises(t, slug, 'discord', `Otto ${n}`)
    await Promise.all(
      others.map((other, n) => other.receive(chatter('discord', `Otto ${n}`)(command(`undo ${slug} 1`)))),
    )
    await t.flush()
    expect(await shown()).toEqual(['Ada'])
    const entries = await rows(
      t,
      `select act from desk_entry where petition_id = (select id from petition where slug = $1) order by number`,
      [slug],
    )
    expect(entries).toEqual([{ act: 'hide' }, { act: 'undo' }])
  })

  it('does not bring back a signature that its signer withdrew or erased meanwhile', async () => {
    await start('Ada', 'Bo', 'Cleo')
    await yes('hide 1-3')
    await t.take(chatter('discord', 'Ada')(command('unsign', { petition: slug })))
    await t.take(olga(pressed(await say('undo 1'), /Undo/)))
    expect(await shown()).toEqual(['Cleo', 'Bo'])
    expect(await count()).toBe(2)
  })

  it('does not feature again a signature that was renamed since, even if that was asked for before', async () => {
    await start('Ada')
    await yes('feature 1')
    const asked = new Date()
    await say('hide 1')
    const famous = { name: 'Famous Person', occupation: null, organisation: null, listed: true }
    await correct({ kind: 'person', ...famous }, asked)
    await say('undo 2')
    expect(await shown()).toEqual(['Famous Person'])
    expect(await first()).toEqual([])
  })

  it('logs who did what and when, and keeps no name that its owner could not erase', async () => {
    await start('Ada', 'Bo')
    await yes('hide 1-2')
    await say('show 1')
    const log = wordsOf(await say('log'))
    expect(log).toMatch(/2 · .*\d{4}.* UTC · Olga · 1 signature shown again \(1\)/)
    expect(log).toMatch(/1 · .* · Olga · 2 signatures hidden \(1–2\)/)
    const sealed = await rows<{ id: string; sealed: Buffer }>(t, 'select id, sealed from desk_entry')
    expect(sealed.length).toBeGreaterThan(2)
    for (const entry of sealed)
      expect(JSON.stringify(t.service.keys.open(entry.sealed, entryContext(entry.id)))).not.toMatch(
        /Ada|Bo|Cleo/,
      )
    const pending = await rows<{ id: string; sealed: Buffer }>(
      t,
      'select id, sealed from pending_command where sealed is not null',
    )
    for (const entry of pending)
      expect(JSON.stringify(t.service.keys.open(entry.sealed, `pending:${entry.id}`))).not.toMatch(
        /Ada|Bo|Cleo/,
      )
    const sent = await rows<{ n: number }>(
      t,
      `select count(*)::int as n from delivery where kind = 'deskDone' and sealed is not null and state = 'sent'`,
    )
    expect(sent).toEqual([{ n: 0 }])
  })

  it('counts the rows correctly after any sequence of acts', async () => {
    await start(...Array.from({ length: 30 }, (_, i) => `P${i}`))
    for (let i = 0; i < 6; i++)
      await signs(t, slug, `O${i}`, { kind: 'organisation', organisation: `G${i}`, channel: 'slack' })
    await rows(
      t,
      `update signature set state = (array['confirmed', 'confirmed', 'withdrawn', 'removed'])[1 + floor(random() * 4)::int],
      ended_at = now(),
      approved_at = case when kind = 'person' or random() < 0.5 then now() end,
      confirmed_at = now() - random() * interval '3 days' where petition_id = (select id from petition where slug = $1)`,
      [slug],
    )
    const [sql] = await rows<Record<string, number>>(
      t,
      `select
      count(*) filter (where state = 'confirmed' and approved_at is not null)::int as counted,
      count(*) filter (where state = 'confirmed' and approved_at is not null and channel = 'discord')::int as discord,
      count(*) filter (where state = 'confirmed' and approved_at is null)::int as approval,
      count(*) filter (where state = 'withdrawn')::int as withdrawn, count(*) filter (where state = 'removed')::int as removed,
      count(*) filter (where state = 'confirmed' and approved_at is not null and confirmed_at > now() - interval '24 hours')::int as day
      from signature where petition_id = (select id from petition where slug = $1)`,
      [slug],
    )
    const words = wordsOf(await say('count'))
    expect(words).toContain(`${sql?.counted} signature`)
    expect(words).toContain(`${sql?.withdrawn} withdrawn`)
    if (sql?.removed) expect(words).toContain(`${sql.removed} removed`)
    if (sql?.approval) expect(words).toContain(`${sql.approval} organisation`)
    if (sql?.discord) expect(words).toContain(`Discord ${sql.discord}`)
    expect(words).toContain(`24 hours ${sql?.day}`)
  })
})
