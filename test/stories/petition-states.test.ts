import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closePetition, editPetition, openPetition } from '../../src/core/petitions/organise-petition.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { makePetition } from '../support/petition.ts'
import { press } from '../support/press.ts'
import { confirmPath, managePath, type RunningService, startService } from '../support/service.ts'

describe('a petition is a draft, open, one of several, closed', () => {
  let database: TestDatabase
  let service: RunningService
  const page = async (path: string) => {
    const answer = await fetch(`${service.url}${path}`)
    return { status: answer.status, text: await answer.text() }
  }

  beforeAll(async () => {
    database = await testDatabase()
    await makePetition(database.db, 'river', { title: 'Save the river', draft: true })
    service = await startService({ databaseUrl: database.url })
  })
  afterAll(async () => {
    await service.stop()
    await database.close()
  })

  it('tells Ada if nothing is open, by email and on the home page, and says nothing of the draft', async () => {
    await service.write({ from: 'ada@example.org', to: 'sign@localhost', text: 'Ada Lovelace' })
    expect((await service.mail('ada@example.org')).subject).toBe('No petition is open at the moment')
    await service.write({
      from: 'ada@example.org',
      to: 'sign+river@localhost',
      text: 'Ada Lovelace, composer',
    })
    const told = await service.mail('ada@example.org', 2)
    expect(told.subject).toBe('No petition is open at the moment')
    expect(told.text).not.toContain('Save the river')
    expect((await page('/p/river')).status).toBe(404)
    expect((await page('/api/petitions/river')).status).toBe(404)
    const home = await page('/')
    expect(home.text).toContain('No statement is open')
    expect(home.text).not.toContain('Save the river')
  })

  it('signs the only open petition at sign@', async () => {
    await openPetition(database.db, 'river')
    await expect.poll(async () => (await page('/')).text).toContain('Save the river')
    await service.write({ from: 'bob@example.org', to: 'sign@localhost', text: 'Bob Dylan, singer' })
    const question = await service.mail('bob@example.org')
    expect(question.text).toContain('Save the river')
    await service.reply(question, 'bob@example.org')
    await expect.poll(() => service.count('river')).toBe(1)
  })

  it('asks which petition at sign@ if several are open, and names the address of each', async () => {
    await makePetition(database.db, 'forest', { title: 'Keep the forest' })
    await service.write({ from: 'cleo@example.org', to: 'sign@localhost', text: 'Cleo Patra' })
    const which = await service.mail('cleo@example.org')
    expect(which.subject).toBe('Which petition would you like to sign?')
    for (const words of [
      'Save the river',
      'Keep the forest',
      'sign+river@localhost',
      'sign+forest@localhost',
    ])
      expect(which.text).toContain(words)
    await service.write({ from: 'cleo@example.org', to: 'sign+forest@localhost', text: 'Cleo Patra, queen' })
    await service.reply(await service.mail('cleo@example.org', 2), 'cleo@example.org')
    await expect.poll(() => service.count('forest')).toBe(1)
    expect(await service.count('river')).toBe(1)
  })

  it('answers a mistyped petition with a list of the open ones', async () => {
    await service.write({ from: 'dan@example.org', to: 'sign+rivr@localhost', text: 'Dan Dare' })
    const told = await service.mail('dan@example.org')
    expect(told.subject).toBe('We do not know this petition')
    expect(told.text).toContain('sign+river@localhost')
    expect((await page('/p/rivr')).text).toContain('href="/"')
  })

  it('signs a closed petition neither by link nor by reply nor by a new email, and says so each time', async () => {
    for (const who of ['eve', 'fay'])
      await service.write({
        from: `${who}@example.org`,
        to: 'sign+river@localhost',
        text: who === 'eve' ? 'Eve Moss' : 'Fay Wray',
      })
    const [eve, fay] = [await service.mail('eve@example.org'), await service.mail('fay@example.org')]
    await closePetition(database.db, 'river')

    for (const method of ['GET', 'POST']) {
      const answer = await fetch(`${service.url}${confirmPath(eve)}`, { method })
      expect(answer.status).toBe(410)
      const text = await answer.text()
      expect(text).toContain('This statement is closed')
      expect(text).toContain('/p/river')
    }
    await service.reply(fay, 'fay@example.org')
    expect((await service.mail('fay@example.org', 2)).subject).toBe('This petition is closed')
    await service.write({ from: 'gus@example.org', to: 'sign+river@localhost', text: 'Gus Grissom' })
    const told = await service.mail('gus@example.org')
    expect(told.subject).toBe('This petition is closed')
    expect(told.text).toContain('/p/river')
    expect(await service.count('river')).toBe(1)

    const closed = await page('/p/river')
    expect(closed.status).toBe(200)
    expect(closed.text).toMatch(/Closed on/)
    expect(closed.text).toContain('Bob Dylan')
    expect(closed.text).not.toContain('sign+river@')
    expect(JSON.parse((await page('/api/petitions/river')).text)).toMatchObject({
      status: 'closed',
      signatures: 1,
    })
    await expect.poll(async () => (await page('/')).text).not.toContain('Save the river')
  })

  it('lets Bob withdraw his signature from a closed petition', async () => {
    const receipt = await service.mail('bob@example.org', 2)
    const answer = await press(`${service.url}${managePath(receipt)}/withdraw`, { sure: 'on' })
    expect(answer.status).toBe(200)
    expect(await service.count('river')).toBe(0)
  })

  it('closes at its closing time, for page and email at the same moment', async () => {
    await service.write({ from: 'hal@example.org', to: 'sign+forest@localhost', text: 'Hal Nine' })
    const question = await service.mail('hal@example.org')
    await editPetition(database.db, 'forest', { closesAt: new Date(Date.now() + 60_000) })
    expect((await page(confirmPath(question))).status).toBe(200)
    // The minute goes by in the database, whose clock decides; nothing tells the service.
    await database.pool.query(
      `update petition set closes_at = now() - interval '1 second' where slug = 'forest'`,
    )
    expect((await press(`${service.url}${confirmPath(question)}`)).status).toBe(410)
    await service.write({ from: 'ida@example.org', to: 'sign+forest@localhost', text: 'Ida Noddack' })
    expect((await service.mail('ida@example.org')).subject).toBe('This petition is closed')
    expect(JSON.parse((await page('/api/petitions/forest')).text)).toMatchObject({
      status: 'closed',
      closedAt: expect.any(String),
      signatures: 1,
    })
    await expect.poll(async () => (await page('/p/forest')).text).toMatch(/Closed on/)
  })
})
