import { describe, expect, it } from 'vitest'
import { type CommandName, commandNames } from '../../../src/core/commands.ts'
import {
  addOrganiserAsOperator,
  curateNumbers,
  editAsOperator,
  openOrCloseAsOperator,
  removeOrganiserAsOperator,
} from '../../../src/core/desk/as-operator.ts'
import { closePetition, editPetition, type Organised } from '../../../src/core/petitions/organise-petition.ts'
import { forgetFormerStates } from '../../../src/db/desk-entries.ts'
import { eraseSignature } from '../../../src/db/erase-signatures.ts'
import { petitionBySlug } from '../../../src/db/petitions.ts'
import { command, organises, pressed, rows, signs } from '../../support/desk-people.ts'
import { chatter, coreOfFile, wordsOf } from '../../support/people.ts'

const olga = chatter('discord', 'olga-id', { displayName: 'Olga', manages: true })

/**
 * The entries that each command leaves in the log. Logged acts change the petition, its signatures or its desk, show it somewhere, or export the
 * list. Looking, signing, and a digest for oneself are not logged.
 */
const leaves: Record<CommandName, { say: string; log: string } | 'nothing'> = {
  sign: 'nothing',
  unsign: 'nothing',
  mysignatures: 'nothing',
  help: 'nothing',
  count: 'nothing',
  stats: 'nothing',
  recent: 'nothing',
  find: 'nothing',
  unusual: 'nothing',
  log: 'nothing',
  digest: 'nothing',
  // By form.
  create: { say: '', log: 'started' },
  edit: { say: '', log: 'changed: goal' },
  export: { say: 'json', log: 'list exported (json)' },
  news: { say: '', log: 'news published: “We were received”' },
  announce: { say: '', log: 'card posted in a channel' },
  close: { say: '', log: 'closed' },
  open: { say: '', log: 'opened' },
  approve: { say: '3', log: '1 organisation approved (3)' },
  feature: { say: '2 1', log: '2 signatures featured (2, 1)' },
  hide: { say: '1', log: '1 signature hidden (1)' },
  show: { say: '1', log: '1 signature shown again (1)' },
  remove: { say: '1-2 twice', log: '2 signatures removed (1–2): “twice”' },
  invalidate: {
    say: 'channel:discord twice',
    log: '1 signature removed by condition (channel:discord): “twice”',
  },
  organiser: { say: 'add dana@example.org', log: 'organiser added: dana@example.org' },
  undo: { say: '12', log: 'undone: entry 12 (removed)' },
}
const words: Partial<Record<CommandName, string>> = { stats: 'week', find: 'Ada', digest: 'daily' }

const t = await coreOfFile()

describe('the log', () => {
  const log = async (slug: string) =>
    wordsOf((await t.take(olga(command(`log ${slug}`))))[0])
      .split('\n')
      .filter(line => /^\d+ · /.test(line))
      .map(line => line.replace(/^(\d+) · .*? UTC · /, '$1 '))
      .reverse()

  it('holds every act at the desk, and nothing else', async () => {
    const values = { title: 'The trail', text: 'No training.', organisedBy: 'Guild' }
    await t.take(olga({ kind: 'form', form: 'create', values }))
    const slug = 'the-trail'
    await signs(t, slug, 'Ada')
    await signs(t, slug, 'Bo')
    await signs(t, slug, 'Cleo', { kind: 'organisation', organisation: 'Guild' })
    const expected = ['1 Olga · started']
    for (const [name, left] of Object.entries(leaves)) {
      if (name === 'create') continue
      if (name === 'edit')
        await t.take(olga({ kind: 'form', form: `rules:${slug}`, values: { goal: '500' } }))
      else if (name === 'news') {
        const values = { title: 'We were received', text: 'By the minister.' }
        const [preview] = await t.take(olga({ kind: 'form', form: `news:${slug}`, values }))
        await t.take(olga(pressed(preview, /Publish/)))
      } else {
        const said = left === 'nothing' ? (words[name as CommandName] ?? '') : left.say
        const given = command(`${name} ${slug} ${said}`, { room: { room: 1 } })
        const [reply] = await t.take(olga(given))
        if (reply?.blocks.some(block => block.kind === 'command-button' && /^do /.test(block.command)))
          await t.take(olga(pressed(reply, /.*/)))
      }
      if (left !== 'nothing') expected.push(`${expected.length + 1} Olga · ${left.log}`)
      const now = await log(slug)
      expect(now.at(-1)?.replace(' (undone)', ''), name).toBe(expected.at(-1))
      const [entries] = await rows<{ n: number }>(t, 'select count(*)::int as n from desk_entry')
      expect(entries?.n, name).toBe(expected.length)
    }
    expect(Object.keys(leaves).sort()).toEqual([...commandNames].sort())
  })

  it('holds what the operator does at the machine, and an organiser can undo it', async () => {
    await t.petition({ slug: 'machine' })
    await organises(t, 'machine', 'discord', 'olga-id')
    await signs(t, 'machine', 'Cleo', { kind: 'organisation', organisation: 'Guild' })
    const operator = { db: t.service.db, keys: t.service.keys }
    const petition = await petitionBySlug(t.service.db, 'machine')
    if (petition === undefined) throw new Error('no petition')
    const dana = { channel: 'email', account: 'Dana@example.org' } as const
    const done = (outcome: Organised) => {
      if (outcome.kind !== 'done') throw new Error(outcome.kind)
      return outcome.petition
    }
    expect((await curateNumbers(operator, petition, 'approve', [1, 7])).map(({ number }) => number)).toEqual([
      1,
    ])
    expect(await curateNumbers(operator, petition, 'approve', [1])).toEqual([])
    expect(await addOrganiserAsOperator(operator, petition, dana)).toBe(true)
    expect(await addOrganiserAsOperator(operator, petition, dana)).toBe(false)
    expect(await removeOrganiserAsOperator(operator, petition, dana)).toBe(true)
    const form = { goal: 70 }
    await editAsOperator(operator, petition, form, async trx =>
      done(await editPetition(trx, 'machine', form)),
    )
    await openOrCloseAsOperator(operator, petition, { kind: 'close' }, async trx =>
      done(await closePetition(trx, 'machine')),
    )
    expect(await log('machine')).toEqual([
      '1 the operator · 1 organisation approved (1)',
      '2 the operator · organiser added: Dana@example.org',
      '3 the operator · organiser removed: Dana@example.org',
      '4 the operator · changed: goal',
      '5 the operator · closed',
    ])
    await t.take(olga(command('undo machine 4')))
    await t.take(olga(command('undo machine 1')))
    expect((await petitionBySlug(t.service.db, 'machine'))?.goal).toBeNull()
    expect((await t.core.petition('machine'))?.signatures).toBe(0)
  })

  it('keeps the reason as it was typed until one of the signatures is erased, also after a week', async () => {
    await t.petition({ slug: 'reasons' })
    await organises(t, 'reasons', 'discord', 'olga-id')
    for (const name of ['Ada', 'Bo']) await signs(t, 'reasons', name)
    for (const number of [1, 2]) {
      const [asked] = await t.take(olga(command(`remove reasons ${number} because he lied to us`)))
      await t.take(olga(pressed(asked, /.*/)))
    }
    await rows(t, `update desk_entry set at = at - interval '7 days'`)
    await forgetFormerStates(t.service.db)
    expect(await log('reasons')).toEqual([
      '1 Olga · 1 signature removed (1): “he lied to us”',
      '2 Olga · 1 signature removed (2): “he lied to us”',
    ])
    const [bo] = await rows<{ id: string }>(
      t,
      `select s.id from signature s join petition p on p.id = s.petition_id where p.slug = 'reasons' and number = 2`,
    )
    await t.service.db.transaction().execute(trx => eraseSignature(trx, bo?.id ?? ''))
    expect(await log('reasons')).toEqual([
      '1 Olga · 1 signature removed (1): “he lied to us”',
      '2 Olga · 1 signature removed (2)',
    ])
  })
})
