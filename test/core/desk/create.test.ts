import { describe, expect, it } from 'vitest'
import { createCore } from '../../../src/core/core.ts'
import { understandCommand } from '../../../src/core/reading/commands/understand-command.ts'
import { batchTransactions } from '../../../src/core/work.ts'
import { olga, olgaMail, olgasPetition, petitionNow } from '../../support/desk/olgas-petition.ts'
import { mail, rows } from '../../support/desk-people.ts'
import { chatter, coreOfFile, wordsOf } from '../../support/people.ts'

const t = await coreOfFile()

describe('creating petitions', () => {
  let slug: string
  const start = async (form = {}) => {
    slug = await olgasPetition(t, form)
  }
  const _now = () => petitionNow(t, slug)

  it('creates by form, and by email for somebody who organises already; a faulty form is shown again', async () => {
    await start()
    const values = { title: 'Week', text: 'Ask first.', organisedBy: 'The Guild' }
    const [made] = await t.take(olga({ kind: 'form', form: 'create', values }))
    // "stats week" is no petition's name.
    expect(wordsOf(made)).toContain('petition-week')
    const [refused] = await t.take(chatter('discord', 'Eve')({ kind: 'form', form: 'create', values }))
    expect(refused?.subject).toBe('You cannot do this here')
    const fields = 'Title: By mail\nStatement: Ask first.\nWho organises it: The Guild\n'
    const [wrong] = await t.take(olgaMail(mail(`create\n\n${fields}Goal: many`)))
    expect(wordsOf(wrong)).toContain('The goal must be a whole number')
    const [byMail] = await t.take(olgaMail(mail(`create\n\n${fields}Goal: 5,000`)))
    expect(wordsOf(byMail)).toContain('by-mail')
    expect((await t.core.petition('by-mail'))?.goal).toBe(5000)
    const [edited] = await t.take(olgaMail(mail('edit by-mail rules\n\nWho may sign: everybody')))
    expect(wordsOf(edited)).toContain('Who can sign: please write account or email.')
    // Lines the form does not ask for come back too, and so do its mistakes.
    const more = 'Closes: 2020-01-01\nLanguage: xx\nOccupations: poet, painter\nContact: a@b.example'
    const [again] = await t.take(olgaMail(mail(`create\n\n${fields}Goal: 1.5\n${more}`)))
    const lines = again?.blocks.find(block => block.kind === 'quote')
    expect(lines).toMatchObject({
      text: expect.stringMatching(
        /Goal.*: 1\.5\n.*\nAddressed to: \nCloses.*: 2020-01-01\n.*: xx\n.*: poet, painter\nContact: a@b/,
      ),
    })
    expect(wordsOf(again)).toContain('Language: please write a tag such as en, pt-BR or ar.')
    expect(wordsOf(again)).not.toContain('cannot be used')
    const read = understandCommand({ subject: '', text: lines?.kind === 'quote' ? lines.text : '' })
    expect(read?.fields).toMatchObject({ occupations: 'poet, painter', contact: 'a@b.example', goal: '1.5' })
  })

  it('creates as many as are wanted under one title, in any script, also two at once', async () => {
    await start()
    let people = 0
    // Each makes one: a day has three for an account.
    const form = (title: string) =>
      chatter('discord', `organiser ${++people}`, { tenant: `guild ${people}`, manages: true })({
        kind: 'form',
        form: 'create',
        values: { title, text: 'Ask first.', organisedBy: 'Guild' },
      })
    const create = (title: string) => t.core.receive(form(title))
    const made = async (pattern: string) =>
      (
        await rows<{ slug: string }>(
          t,
          'select slug from petition where slug ~ $1 order by created_at, slug',
          [pattern],
        )
      ).map(row => row.slug)
    // Two replicas on one database.
    const other = createCore({
      ...t.service,
      transactDesk: batchTransactions(t.service.db, t.service.queue, { most: 1 }),
    })
    await Promise.all([create('Same'), other.receive(form('Same')), create('Same')])
    expect((await made('^same')).sort()).toEqual(['same', 'same-2', 'same-3'])
    for (let n = 0; n < 55; n++) await create('公正な学習')
    expect(await made('^petition(-[0-9]+)?$')).toHaveLength(55)
    await create('Bounce')
    await create('Bounce')
    await create('Nos œuvres, à nous')
    await create('1'.repeat(90))
    await create('1'.repeat(90))
    expect(await made('bounce|oeuvres|1111')).toEqual([
      'petition-bounce',
      'petition-bounce-2',
      'nos-oeuvres-a-nous',
      `petition-${'1'.repeat(50)}`,
      `petition-${'1'.repeat(50)}-2`,
    ])
    await t.flush()
  })
})
