import { beforeEach, describe, expect, it } from 'vitest'
import { withdrawOrErase } from '../../../src/core/signing/withdraw-signature.ts'
import { atDesk, command, organises, rows } from '../../support/desk-people.ts'
import { chatter, coreOfFile, tokenIn, wordsOf } from '../../support/people.ts'

const olga = chatter('discord', 'Olga')
const bo = chatter('discord', 'Bo')
const boInSlack = chatter('slack', 'T1:Bo')

const t = await coreOfFile()

describe('a signer who comes back after an organiser acted on their signature', () => {
  let n = 0
  let slug: string
  beforeEach(async () => {
    slug = `back-${++n}`
    await rows(t, 'delete from delivery')
    await t.petition({ slug })
    await organises(t, slug, 'discord', 'Olga')
  })

  const { say, yes, count } = atDesk(t, () => slug, olga)
  /** Signs by the form and follows the link; returns the subject of the form's answer. */
  async function sign(as = bo, values: Record<string, string> = {}) {
    const form = { name: 'Bo', way: 'myself', ...values }
    const replies = await t.take(as({ kind: 'form', form: `sign:${slug}`, values: form }))
    const asks = replies.find(reply => wordsOf(reply).includes('/c/'))
    if (asks !== undefined) await t.core.confirm(tokenIn(asks))
    await t.flush()
    return replies[0]?.subject
  }
  const erase = async () => {
    const [own] = await rows<{ id: string }>(
      t,
      `select id from signature where petition_id = (select id from petition where slug = $1) order by number desc limit 1`,
      [slug],
    )
    await t.service.transact(work => withdrawOrErase(work, 'erase', own?.id ?? ''))
  }
  const shown = async () =>
    (await t.core.signatories(slug, { limit: 9 }))?.signatories.map(({ name }) => name)
  const identities = async () =>
    (
      await rows(t, 'select 1 from identity where petition_id = (select id from petition where slug = $1)', [
        slug,
      ])
    ).length

  it('is told on each channel that the signature was removed, even after erasing it, and can sign again once that is undone', async () => {
    await sign(bo, { mailbox: 'bo@example.org' })
    expect(await count()).toBe(1)
    await yes('remove 1 no person')
    await erase()
    expect(await sign()).toBe('Your signature was removed')
    await sign(boInSlack, { mailbox: 'bo@example.org' })
    expect(await count()).toBe(0)
    await say('undo 1')
    expect(await identities()).toBe(0)
    await sign()
    expect(await shown()).toEqual(['Bo'])
  })

  it('stays removed after signing from another chat: the mailbox does not join the two', async () => {
    await sign(bo, { mailbox: 'bo@example.org' })
    await yes('remove 1 no person')
    await sign(boInSlack)
    await sign(boInSlack, { mailbox: 'bo@example.org' })
    const held = await rows<{ state: string; n: number }>(
      t,
      `select s.state, count(*)::int as n from identity i join signature s on s.id = i.signature_id
        where i.petition_id = (select id from petition where slug = $1) group by 1 order by 1`,
      [slug],
    )
    expect(held).toEqual([
      { state: 'confirmed', n: 1 },
      { state: 'removed', n: 2 },
    ])
  })

  it.each(['unsign', 'erase'])('counts and stays hidden when signing again after %s', async way => {
    await sign()
    await say('hide 1')
    if (way === 'erase') await erase()
    else await t.take(bo(command('unsign', { petition: slug })))
    expect(await count()).toBe(0)
    await sign()
    expect([await count(), await shown()]).toEqual([1, []])
    await say('show 2')
    expect(await shown()).toEqual(['Bo'])
  })

  it.each(['unsign', 'erase'])('is shown after %s, if the hiding was undone meanwhile', async way => {
    await sign()
    await say('hide 1')
    if (way === 'erase') await erase()
    else await t.take(bo(command('unsign', { petition: slug })))
    await say('undo 1')
    await sign()
    expect(await shown()).toEqual(['Bo'])
  })

  it('stays hidden when an account of another chat turns out to be the same person', async () => {
    await sign(boInSlack, { mailbox: 'bo@example.org' })
    await sign(bo)
    await say('hide 2')
    expect(await shown()).toEqual(['Bo'])
    // A mailbox that is typed in a form gets one email a day.
    await rows(t, 'update delivery set capped = false where capped')
    await sign(bo, { mailbox: 'bo@example.org' })
    expect([await count(), await shown()]).toEqual([1, []])
  })

  it('waits for approval again, and is no longer featured', async () => {
    await sign(bo, { way: 'organisation', organisation: 'Guild A' })
    await yes('approve 1')
    await yes('feature 1')
    expect((await t.core.featured(slug)).length).toBe(1)
    await t.take(bo(command('unsign', { petition: slug })))
    await sign(bo, { way: 'organisation', organisation: 'Guild B' })
    expect([await count(), (await t.core.featured(slug)).length]).toEqual([0, 0])
    expect(wordsOf(await say('approve'))).toContain('Guild B')
  })
})
