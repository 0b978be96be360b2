import { beforeEach, describe, expect, it } from 'vitest'
import { listedNames } from '../../../src/db/listed-names.ts'
import { petitionBySlug } from '../../../src/db/petitions.ts'
import { command, organises, rows } from '../../support/desk-people.ts'
import { chatter, coreOfFile, wordsOf, writer } from '../../support/people.ts'

const olga = chatter('discord', 'Olga')
const dana = writer('dana@example.org', { proved: true })
/** More than two of the pages that are read at once. */
const many = 4_500

const t = await coreOfFile()

describe('a list that changes while it is exported', () => {
  let n = 0
  let slug: string
  beforeEach(async () => {
    slug = `taken-${++n}`
    await t.petition({ slug })
    await organises(t, slug, 'discord', 'Olga')
    await organises(t, slug, 'email', 'dana@example.org')
    await rows(
      t,
      `with p as (update petition set last_number = ${many} where slug = $1 returning *)
        insert into signature (id, petition_id, number, kind, name, listed, language, channel, confirmed_by, statement_hash,
          approved_at, confirmed_at, details_at)
        select gen_random_uuid(), p.id, n, 'person', 'Signer ' || n, true, 'en', 'email', 'page', p.statement_hash, now(), now(), now()
        from p, generate_series(1, ${many}) n`,
      [slug],
    )
  })

  async function asked() {
    const [reply] = await t.take(dana(command(`export ${slug} json`)))
    const token = /\/x\/([a-z2-7]{32})/.exec(wordsOf(reply))?.[1] ?? ''
    const view = await t.core.exportByToken(token)
    if (view.kind !== 'export') throw new Error(view.kind)
    return view.content[Symbol.asyncIterator]()
  }

  async function rest(content: AsyncIterator<Uint8Array>, begun: Uint8Array[]): Promise<string> {
    for (let step = await content.next(); !step.done; step = await content.next()) begun.push(step.value)
    return Buffer.concat(begun).toString()
  }

  it('has only signatures with one kind of evidence if that is asked for, and says how many', async () => {
    await rows(
      t,
      `delete from signature where number > 5 and petition_id = (select id from petition where slug = $1)`,
      [slug],
    )
    await rows(t, `update signature set confirmed_by = 'reply' where number in (2, 4)`, [])
    await rows(t, `update signature set state = 'withdrawn', ended_at = now() where number = 4`, [])
    const [reply] = await t.take(olga(command(`export ${slug} json evidence:reply`)))
    expect(wordsOf(reply)).toContain('1 row, one for each signature')
    const token = /\/x\/([a-z2-7]{32})/.exec(wordsOf(reply))?.[1] ?? ''
    const view = await t.core.exportByToken(token)
    if (view.kind !== 'export') throw new Error(view.kind)
    const list = JSON.parse(await rest(view.content[Symbol.asyncIterator](), []))
    expect(list.map(({ number, evidence }: Record<string, unknown>) => [number, evidence])).toEqual([
      [2, 'reply'],
    ])
  })

  it('is a PDF to hand over, behind a link in a chat as well: only what the page shows, from A to Z', async () => {
    await rows(
      t,
      `delete from signature where number > 3 and petition_id = (select id from petition where slug = $1)`,
      [slug],
    )
    await rows(t, `update signature set listed = false, name = 'Unnamed' where name = 'Signer 2'`, [])
    const [reply] = await t.take(olga(command(`export ${slug} pdf`)))
    expect(wordsOf(reply)).toContain('a PDF to print and hand over')
    const token = /\/x\/([a-z2-7]{32})/.exec(wordsOf(reply))?.[1] ?? ''
    const view = await t.core.exportByToken(token)
    if (view.kind !== 'export') throw new Error(view.kind)
    expect(view).toMatchObject({ mediaType: 'application/pdf', name: expect.stringMatching(/\.pdf$/) })
    const pdf = Buffer.from(await rest(view.content[Symbol.asyncIterator](), []), 'utf8').toString()
    expect(pdf.startsWith('%PDF-')).toBe(true)
    const [log] = await t.take(olga(command(`log ${slug}`)))
    expect(wordsOf(log)).toContain('list downloaded by link (pdf)')
    const petition = await petitionBySlug(t.service.db, slug)
    const names: string[] = []
    for await (const { name } of listedNames(t.service.db, petition?.id ?? '')) names.push(name)
    expect(names).toEqual(['Signer 1', 'Signer 3'])
  })

  it('has no name of anyone who left before their page was read, no number twice, and none missing', async () => {
    const content = await asked()
    const begun = [(await content.next()).value, (await content.next()).value]
    await t.take(olga(command(`hide ${slug} 3`)))
    for (const [change, which] of [
      [`state = 'withdrawn', ended_at = now()`, 'number % 3 = 0'],
      [`state = 'removed', ended_at = now()`, 'number % 3 = 1'],
      [`state = 'withdrawn', name = '', ended_at = now(), erased_at = now()`, 'number = 4001'],
    ])
      await rows(
        t,
        `update signature set ${change} where ${which} and number > 2000
          and petition_id = (select id from petition where slug = $1)`,
        [slug],
      )
    const lines: { number: number; state: string; name: string | null }[] = JSON.parse(
      await rest(content, begun),
    )
    expect(lines.map(({ number }) => number)).toEqual(Array.from({ length: many }, (_, at) => at + 1))
    const gone = lines.filter(({ number }) => number > 2000 && (number % 3 !== 2 || number === 4001))
    expect(gone.filter(({ name, state }) => name !== null || state === 'confirmed')).toEqual([])
    expect(lines.filter(({ name }) => name !== null)).toHaveLength(many - gone.length)
  })

  it('is broken off when the person who exports it is removed as organiser', async () => {
    const content = await asked()
    const begun = [(await content.next()).value]
    await t.take(olga(command(`organiser ${slug} remove dana@example.org`)))
    await expect(rest(content, begun)).rejects.toThrow()
    expect(Buffer.concat(begun).toString()).not.toContain('Signer 2500')
  })

  it('can be downloaded twice, even at once, each time complete and logged', async () => {
    const [reply] = await t.take(dana(command(`export ${slug} json`)))
    const token = /\/x\/([a-z2-7]{32})/.exec(wordsOf(reply))?.[1] ?? ''
    const take = async () => {
      const view = await t.core.exportByToken(token)
      return view.kind === 'export' ? rest(view.content[Symbol.asyncIterator](), []) : view.kind
    }
    const [first, second] = await Promise.all([take(), take()])
    expect(JSON.parse(first)).toHaveLength(many)
    expect(second).toBe(first)
    const log = wordsOf((await t.take(olga(command(`log ${slug}`))))[0])
    expect(log.match(/list downloaded by link \(json\)/g)).toHaveLength(2)
  })
})
