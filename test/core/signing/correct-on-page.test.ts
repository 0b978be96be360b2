import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { checkDetails } from '../../../src/core/details.ts'
import type { DetailsForm } from '../../../src/core/page-contract.ts'
import { daysPass, replicaOfFile, replicaOn } from '../../support/core-on-database.ts'
import { makePetition } from '../../support/petition.ts'

const ada = 'ada@example.org'

const { database, replica } = await replicaOfFile()

/** Fields as a page sends them. */
function typed(fields: Partial<DetailsForm> = {}): DetailsForm {
  return { name: 'Ada King', occupation: '', organisation: '', listed: true, ...fields }
}

const forPublishers = typed({
  kind: 'organisation',
  name: 'Eve Moss',
  occupation: 'director',
  organisation: 'Tiny Publishers',
})

async function all<T extends object>(query: string): Promise<T[]> {
  return (await database.pool.query<T>(query)).rows
}

const signatures = () =>
  all<{ name: string; number: number }>(
    "select name, number from signature where state = 'confirmed' order by number",
  )
const revisions = async () => (await all('select id from revision')).length
const approved = async () =>
  (await all<{ approved: boolean }>('select approved_at is not null as approved from signature')).map(
    row => row.approved,
  )

async function asked(text = 'Ada Lovelace, composer', from = ada): Promise<string> {
  await replica.write(from, text)
  return replica.token()
}

async function signed(): Promise<string> {
  await replica.core.confirm(await asked())
  return replica.token()
}

/** The details of a view; fails for one that has none. */
function detailsIn(view: object) {
  if (!('details' in view)) throw new Error(`no details in ${JSON.stringify(view)}`)
  return view.details
}

describe('what is confirmed on the page is what its fields show', () => {
  beforeEach(() => makePetition(database.db, 'fair'))

  it('is recorded as typed, as a revision of its own, and the only email is the question', async () => {
    const token = await asked()
    const view = await replica.core.confirm(token, typed({ occupation: 'countess' }))
    expect(view).toMatchObject({ kind: 'signed', first: true, number: 1 })
    expect(detailsIn(view)).toEqual({
      kind: 'person',
      name: 'Ada King',
      occupation: 'countess',
      listed: true,
    })
    expect(await all('select number, name, authenticated from revision order by number')).toEqual([
      { number: 1, name: 'Ada Lovelace', authenticated: true },
      { number: 2, name: 'Ada King', authenticated: true },
    ])
    // After that comes the receipt, as always.
    expect((await replica.mails()).map(mail => mail.kind)).toEqual(['manage'])
    expect(await replica.core.requestByToken(token)).toMatchObject({ kind: 'signed', first: true })
    await daysPass(database, 1)
    expect(await replica.core.requestByToken(token)).toMatchObject({ kind: 'signed', first: false })
  })

  it('makes no revision if the fields are sent as they were', async () => {
    const token = await asked()
    await replica.core.confirm(token, typed({ name: ' Ada  Lovelace', occupation: 'composer' }))
    expect(await revisions()).toBe(1)
    expect(await signatures()).toEqual([{ name: 'Ada Lovelace', number: 1 }])
  })

  it('records any text as every channel would clean it, or records nothing and keeps the link valid', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom('', ' ', 'Zoë', '<b>Bob</b>', 'www.example.org', 'x'.repeat(160), 'Tiny\nPublishers'),
    )
    const form = fc.record({
      kind: fc.constantFrom('person' as const, 'organisation' as const),
      name: text,
      occupation: text,
      organisation: text,
      listed: fc.boolean(),
    })
    let person = 0
    const seen = { ok: 0, invalid: 0 }
    await fc.assert(
      fc.asyncProperty(form, async values => {
        const token = await asked('Ada Lovelace', `ada${++person}@example.org`)
        const before = { revisions: await revisions(), signatures: await signatures() }
        const result = await replica.core.confirm(token, values)
        const checked = checkDetails(values)
        if (checked.kind === 'ok') {
          seen.ok++
          expect(detailsIn(result)).toEqual(checked.details)
          expect((await signatures()).at(-1)?.name).toBe(checked.details.name)
          expect(detailsIn(await replica.core.requestByToken(token))).toEqual(checked.details)
          await replica.mails()
        } else {
          seen.invalid++
          expect(result).toMatchObject({ kind: 'invalid', typed: values, view: { kind: 'asked' } })
          expect({ revisions: await revisions(), signatures: await signatures() }).toEqual(before)
          expect(await replica.core.requestByToken(token)).toMatchObject({ kind: 'asked' })
        }
      }),
      { numRuns: 25 },
    )
    expect(Math.min(seen.ok, seen.invalid)).toBeGreaterThan(5)
  })

  it.each([
    ['no name', { name: ' ' }, 'name', 'empty', 100],
    ['a name that is a link', { name: 'https://example.org' }, 'name', 'not-a-name', 100],
    ['a long occupation', { occupation: 'x'.repeat(101) }, 'occupation', 'too-long', 100],
    ['an organisation without its name', { kind: 'organisation' }, 'organisation', 'empty', 150],
  ] as const)(
    'spends nothing on %s, and the same link then signs',
    async (_, fields, field, problem, limit) => {
      const token = await asked()
      const form = typed(fields)
      expect(await replica.core.confirm(token, form)).toMatchObject({
        ...{ kind: 'invalid', field, problem, limit, typed: form },
        view: { kind: 'asked', details: { name: 'Ada Lovelace' } },
      })
      expect(await all('select hash from token where spent_at is not null')).toEqual([])
      expect(await replica.core.confirm(token, typed())).toMatchObject({ kind: 'signed' })
    },
  )

  it('lets an organisation wait for approval, or count at once if the petition says so', async () => {
    await replica.core.confirm(await asked(), forPublishers)
    expect(await approved()).toEqual([false])
    expect((await replica.core.petition('fair'))?.signatures).toBe(0)
    await database.pool.query("update petition set organisations = 'accept'")
    await replica.mails()
    await replica.core.confirm(await asked('Eve Moss', 'eve@example.org'), forPublishers)
    expect((await replica.core.petition('fair'))?.organisations).toBe(1)
  })

  it('turns nobody into an organisation if the petition refuses them, and leaves one that asked before', async () => {
    const [person, organisation] = [
      await asked(),
      await asked('Eve Moss, on behalf of Small Publishers', 'eve@example.org'),
    ]
    await database.pool.query("update petition set organisations = 'refuse'")
    expect(await replica.core.confirm(person, forPublishers)).toMatchObject({
      ...{ kind: 'invalid', field: 'organisation', problem: 'refused' },
    })
    expect(detailsIn(await replica.core.confirm(organisation, forPublishers))).toMatchObject({
      organisation: 'Tiny Publishers',
    })
  })

  it('keeps what proves an organisation only for the name it was proved for', async () => {
    const proved = async (form: DetailsForm) => {
      const token = await asked('Eve Moss, on behalf of Tiny Publishers', `eve${form.name}@example.org`)
      await database.pool.query("update revision set proved_domain = 'tiny.example'")
      await replica.core.confirm(token, form)
      await replica.mails()
      return (await all('select proved_domain from signature order by number desc limit 1'))[0]
    }
    expect(await proved(forPublishers)).toEqual({ proved_domain: 'tiny.example' })
    expect(await proved({ ...forPublishers, name: 'Eva', organisation: 'Huge Publishers' })).toEqual({
      proved_domain: null,
    })
  })

  it('keeps the domain of the mailbox that confirmed it for an organisation, and nobody else’s', async () => {
    const kept = async (text: string, from: string) => {
      await replica.core.confirm(await asked(text, from))
      await replica.mails()
      return (await all('select proved_domain from signature order by number desc limit 1'))[0]
    }
    expect(await kept('Eve Moss, on behalf of Small Press', 'eve@small.example')).toEqual({
      proved_domain: 'small.example',
    })
    expect(await kept('Pia Person, poet', 'pia@small.example')).toEqual({ proved_domain: null })
  })

  it('says so if it comes too late, and keeps what was confirmed', async () => {
    const token = await asked()
    await replica.core.confirm(token)
    for (const form of [typed(), typed({ name: '' })]) {
      const late = await replica.core.confirm(token, form)
      expect(late).toMatchObject({ kind: 'signed', unsaved: true })
      expect(detailsIn(late)).toMatchObject({ name: 'Ada Lovelace' })
    }
    // The same once more is no loss.
    const same = await replica.core.confirm(token, typed({ name: 'Ada Lovelace', occupation: 'composer' }))
    expect(same).not.toHaveProperty('unsaved')
    expect(await signatures()).toEqual([{ name: 'Ada Lovelace', number: 1 }])
    expect(await replica.mails()).toHaveLength(1)
  })

  it('records nothing by a link that is refused, expired or closed, whatever is typed', async () => {
    const refused = await asked()
    await replica.core.refuse(refused)
    await database.pool.query("update sign_request set ended_at = ended_at - interval '2 seconds'")
    expect(await replica.core.confirm(refused, typed())).toMatchObject({ kind: 'refused' })
    const token = await asked('Bo Diddley', 'bo@example.org')
    await database.pool.query("update petition set status = 'closed', closed_at = now()")
    expect(await replica.core.confirm(token, typed())).toMatchObject({ kind: 'closed' })
    await database.pool.query("update petition set status = 'open', closed_at = null")
    await daysPass(database, 8)
    expect(await replica.core.confirm(token, typed({ name: '' }))).toMatchObject({ kind: 'expired' })
    expect(await signatures()).toEqual([])
  })

  it('is not changed by an email that somebody writes meanwhile, nor by its link afterwards', async () => {
    const token = await asked()
    const newer = await asked('Mallory, thief')
    await replica.core.confirm(token, typed())
    expect(await signatures()).toEqual([{ name: 'Ada King', number: 1 }])
    expect(await replica.core.requestByToken(newer)).toMatchObject({ kind: 'signed' })
    await replica.core.confirm(newer)
    expect(await signatures()).toEqual([{ name: 'Ada King', number: 1 }])
  })

  it('changes a signature confirmed by a newer link meanwhile, under the same number', async () => {
    const token = await asked()
    const newer = await asked('Ada Lovelace, poet')
    await replica.core.confirm(newer)
    const view = await replica.core.confirm(token, typed())
    expect(view).toMatchObject({ kind: 'signed', number: 1 })
    expect(view).not.toHaveProperty('unsaved')
    expect(await signatures()).toEqual([{ name: 'Ada King', number: 1 }])
  })

  it('stands if the first email is answered by a plain reply afterwards', async () => {
    const token = await asked()
    await replica.core.confirm(token, typed())
    await replica.mails()
    await replica.write(ada, 'yes', { token })
    expect((await replica.mails())[0]?.words).toContain('Ada King')
    expect(await signatures()).toEqual([{ name: 'Ada King', number: 1 }])
  })

  it('keeps one of several texts that are pressed at once, and tells each what is recorded', async () => {
    const other = await replicaOn(database)
    for (let i = 0; i < 8; i++) {
      const token = await asked('Ada Lovelace', `race${i}@example.org`)
      const names = ['Ada King', 'Ada Byron', 'Ada Noel', 'Ada Gordon']
      const views = await Promise.all(
        names.map((name, at) => (at % 2 === 0 ? replica : other).core.confirm(token, typed({ name }))),
      )
      const recorded = (await signatures())[i]?.name
      expect(names).toContain(recorded)
      for (const view of views) expect(detailsIn(view)).toMatchObject({ name: recorded })
      expect(views.filter(view => 'unsaved' in view)).toHaveLength(3)
      expect((await replica.mails()).map(mail => mail.kind)).toEqual(['manage'])
    }
    expect(await revisions()).toBe(16)
  })
})

describe('the fields of the manage page', () => {
  beforeEach(() => makePetition(database.db, 'fair'))

  it('turn a person into an organisation and back under the same number; the organisation waits', async () => {
    const manage = await signed()
    const turned = await replica.core.correct(manage, forPublishers)
    expect(turned).toMatchObject({ kind: 'corrected', view: { number: 1, waitsForApproval: true } })
    expect((await replica.core.petition('fair'))?.signatures).toBe(0)
    await replica.core.correct(manage, typed({ kind: 'person', listed: false }))
    expect(await replica.core.petition('fair')).toMatchObject({ people: 1, organisations: 0 })
    expect((await replica.core.signatories('fair', { limit: 9 }))?.signatories).toEqual([])
    // The page is the answer.
    expect(await replica.mails()).toEqual([])
  })

  it('leave the kind as it is if they do not ask for it', async () => {
    const manage = await signed()
    await replica.core.correct(manage, forPublishers)
    const { kind: _, ...rest } = forPublishers
    await replica.core.correct(manage, { ...rest, organisation: 'Small Publishers' })
    expect(await all('select kind, organisation from signature')).toEqual([
      { kind: 'organisation', organisation: 'Small Publishers' },
    ])
  })

  it('change nothing if something cannot be used, the petition refuses organisations, or the signature is gone', async () => {
    const manage = await signed()
    expect(await replica.core.correct(manage, typed({ name: '' }))).toMatchObject({
      ...{ kind: 'invalid', field: 'name', problem: 'empty', view: { kind: 'signed' } },
    })
    await database.pool.query("update petition set organisations = 'refuse'")
    expect(await replica.core.correct(manage, forPublishers)).toMatchObject({ problem: 'refused' })
    expect(await signatures()).toEqual([{ name: 'Ada Lovelace', number: 1 }])
    await replica.core.withdraw(manage)
    expect(await replica.core.correct(manage, typed())).toMatchObject({
      ...{ kind: 'gone', view: { kind: 'withdrawn' } },
    })
  })

  it('never say “saved” of a signature that is withdrawn at that moment', async () => {
    const other = await replicaOn(database)
    for (let i = 0; i < 6; i++) {
      await replica.core.confirm(await asked('Ada Lovelace', `race${i}@example.org`))
      const manage = await replica.token()
      const [result] = await Promise.all([replica.core.correct(manage, typed()), other.core.withdraw(manage)])
      const [row] = await all<{ name: string }>('select name from signature order by number desc limit 1')
      expect(result.kind).toBe(row?.name === 'Ada King' ? 'corrected' : 'gone')
    }
  })
})
