import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { command, type Ran } from '../cli/run.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { makePetition } from '../support/petition.ts'
import { press } from '../support/press.ts'
import { managePath, type RunningService, startService, testSecret } from '../support/service.ts'

describe('what signers were promised holds, whatever the organiser changes later', () => {
  let database: TestDatabase
  let service: RunningService
  const environment = () => ({ DATABASE_URL: database.url, SECRET_KEY: testSecret })
  const run = (...args: string[]): Promise<Ran> => command(args, environment())
  const page = async (path: string) => (await fetch(`${service.url}${path}`)).text()
  const named = async (slug: string) =>
    JSON.stringify(await (await fetch(`${service.url}/api/petitions/${slug}/signatories`)).json())

  /** Signs by two emails; the receipt. */
  async function signs(slug: string, name: string) {
    const from = `${name.toLowerCase().replace(' ', '.')}@example.org`
    const before = (await service.mails(from)).length
    await service.write({ from, to: `sign+${slug}@localhost`, text: name })
    const question = await service.mail(from, before + 1)
    await service.reply(question, from)
    return service.mail(from, before + 2)
  }

  beforeAll(async () => {
    database = await testDatabase()
    await makePetition(database.db, 'quiet', { title: 'The quiet letter', listing: 'count' })
    await makePetition(database.db, 'spelled', { title: 'Save the rivver', organisedBy: 'River Freinds' })
    service = await startService({ databaseUrl: database.url })
  })
  afterAll(async () => {
    await service.stop()
    await database.close()
  })

  it('Ada signed for the number only: a later change to names lists those who sign after it, and not her', async () => {
    const receipt = await signs('quiet', 'Ada Lovelace')
    expect(receipt.text).toContain('this petition shows no names')
    const edit = ['petition', 'edit', 'quiet', '--listing', 'public']
    const no = await command(edit, environment(), 'no\n')
    expect(no).toMatchObject({ code: 1 })
    expect(no.stderr).toContain('1 signature was given while only the number was shown')
    expect(JSON.parse((await run('petition', 'show', 'quiet', '--json')).stdout).listing).toBe('count')
    const yes = await command(edit, environment(), 'yes\n')
    expect(yes).toMatchObject({ code: 0, stdout: 'quiet is changed.\n' })

    await signs('quiet', 'Bob Dylan')
    expect(await named('quiet')).toContain('Bob Dylan')
    for (const shown of [await named('quiet'), await page('/p/quiet')]) expect(shown).not.toContain('Ada')
    expect(await service.count('quiet')).toBe(2)
  })

  it('Ada is listed once she agrees: on her page, or by signing again', async () => {
    const manage = managePath(await service.mail('ada.lovelace@example.org', 2))
    expect(await page(manage)).toContain('yours is listed only if you say so')
    expect(await page(`${manage}/proof`)).toContain('Shown: only the number')
    await service.write({
      from: 'ada.lovelace@example.org',
      to: 'sign+quiet@localhost',
      text: 'Ada Lovelace',
    })
    const question = await service.mail('ada.lovelace@example.org', 3)
    expect(question.text).toContain('Your signature will then read')
    expect(await named('quiet')).not.toContain('Ada')
    const listed = await (await press(`${service.url}${manage}/list`)).text()
    expect(listed).not.toContain('yours is listed only if you say so')
    expect(await named('quiet')).toContain('Ada Lovelace')
  })

  it('a question that promised the number only records no more, even if names are shown by the time of the yes', async () => {
    await run('petition', 'edit', 'quiet', '--listing', 'count')
    await service.write({ from: 'eve@example.org', to: 'sign+quiet@localhost', text: 'Eve Moss' })
    const question = await service.mail('eve@example.org')
    await run('petition', 'edit', 'quiet', '--listing', 'public', '--yes')
    await service.reply(question, 'eve@example.org')
    const receipt = await service.mail('eve@example.org', 2)
    expect(receipt.text).toContain('the number only, as you were told when you signed')
    expect(await named('quiet')).not.toContain('Eve')
  })

  it('title and organiser stay as they were signed, but for spelling, which the page and every later proof tell', async () => {
    const before = managePath(await signs('spelled', 'Cleo Patra'))
    const other = await run('petition', 'edit', 'spelled', '--title', 'Dam the river', '--yes')
    expect(other).toMatchObject({ code: 1 })
    expect(other.stderr).toContain('fixed, because somebody has signed')
    expect((await run('petition', 'edit', 'spelled', '--organised-by', 'Dam Builders', '--yes')).code).toBe(1)

    const corrected = ['--title', 'Save the river', '--organised-by', 'River Friends']
    const asked = await command(['petition', 'edit', 'spelled', ...corrected], environment())
    expect(asked).toMatchObject({ code: 1 })
    expect(asked.stderr).toContain('“Save the rivver” becomes “Save the river”')
    expect(asked.stderr).toContain('“River Freinds” becomes “River Friends”')
    expect((await run('petition', 'edit', 'spelled', ...corrected, '--yes')).code).toBe(0)

    const shown = await page('/p/spelled')
    expect(shown).toContain('was spelled “Save the rivver”, and is now “Save the river”')
    const after = managePath(await signs('spelled', 'Dan Dare'))
    const [cleos, dans] = [await page(`${before}/proof`), await page(`${after}/proof`)]
    expect(cleos).toContain('under “Save the rivver”\n')
    expect(cleos).toContain('Collected by: River Freinds')
    expect(dans).toContain('under “Save the river”\n')
    expect(dans).toContain('Collected by: River Friends')
    for (const proof of [cleos, dans]) expect(proof).toContain('was spelled “River Freinds”')
  })

  it('an addressee is added after signatures, with its date: later proofs begin with it, earlier ones do not', async () => {
    const addressed = (whom: string) => ['petition', 'edit', 'spelled', '--addressee', whom]
    const asked = await command(addressed('The minster of rivers'), environment())
    expect(asked).toMatchObject({ code: 1 })
    expect(asked.stderr).toContain('People have signed without an addressee')
    expect((await run(...addressed('The minster of rivers'), '--yes')).code).toBe(0)
    // Once it is there, it is fixed like the title.
    expect((await run(...addressed('The dam company'), '--yes')).code).toBe(1)
    expect((await run(...addressed('The minister of rivers'), '--yes')).code).toBe(0)

    // A page is made anew at most once a second.
    await expect
      .poll(() => page('/p/spelled'))
      .toMatch(/Added on [^:]+: this is addressed to “The minster of rivers”/)
    const shown = await page('/p/spelled')
    expect(shown).toContain('was spelled “The minster of rivers”, and is now “The minister of rivers”')
    expect(await page('/p/spelled/feed.atom')).toContain('<title>An addressee was added</title>')
    const dans = managePath(await service.mail('dan.dare@example.org', 2))
    const evas = managePath(await signs('spelled', 'Eva Luna'))
    const [earlier, later] = [await page(`${dans}/proof`), await page(`${evas}/proof`)]
    expect(earlier).not.toContain('Addressed to:')
    expect(later).toContain('Addressed to: The minister of rivers')
    for (const proof of [earlier, later]) expect(proof).toContain('given without an addressee')
  })
})
