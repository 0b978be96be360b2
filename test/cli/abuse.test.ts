import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadKeys } from '../../src/core/keys.ts'
import { addCrowd, flood } from '../support/crowd.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { makePetition } from '../support/petition.ts'
import { command } from './run.ts'

describe('undersigned abuse', () => {
  let database: TestDatabase
  let environment: Record<string, string>
  const run = (...args: string[]) => command(['abuse', ...args], environment)

  beforeAll(async () => {
    database = await testDatabase()
    const secret = randomBytes(32).toString('base64')
    environment = { DATABASE_URL: database.url, SECRET_KEY: secret }
    const keys = await loadKeys(database.db, secret)
    for (const slug of ['flooded', 'honest', 'empty']) await makePetition(database.db, slug)
    await addCrowd(database.db, keys, 'flooded', [
      ...flood,
      { n: 60, domain: () => 'mailinator.com', by: 'reply' },
    ])
    // An association wrote to its members.
    await addCrowd(database.db, keys, 'honest', [
      { n: 420, domain: () => 'gmail.com' },
      { n: 150, domain: () => 'hotmail.fr' },
      { n: 40, domain: () => 'company.example' },
      { n: 190, domain: at => `family${at}.example` },
      { n: 30, channel: 'slack', community: 'T1' },
    ])
    await database.pool.query("insert into community values ('discord', 'g1', 'Harbour Writers')")
  })
  afterAll(() => database.close())

  it('shows the domain with its subdomains and the room that stand out, and the list they are on', async () => {
    const { stdout, code } = await run('flooded')
    expect(code).toBe(0)
    expect(stdout).toMatch(
      /^flooded: 930 signatures\n {2}evidence: press 720, account 150, reply 60\n {2}Stands out:\n/,
    )
    const [standing = '', usual = ''] = stdout.split('\n  Usual:\n')
    expect(standing).toMatch(
      /farm\.example +600 .* domain; 3 domains in it: (?:(?:a\.|b\.)?farm\.example 200(?:, )?){3}/,
    )
    expect(standing).toMatch(/Harbour Writers +150 .* community in Discord/)
    expect(standing).toMatch(/mailinator\.com +60 .* disposable addresses/)
    expect(standing).not.toMatch(/gmail|outlook|guild/)
    expect(usual).toMatch(/gmail\.com +55 +mailbox provider/)
    expect(usual).not.toMatch(/farm/)
  })

  it('finds nothing in an honest wave, and names no domain of a few', async () => {
    const { stdout } = await run('honest')
    expect(stdout).toContain('Nothing stands out.')
    expect(stdout).not.toContain('family')
    expect((await run('empty')).stdout).toBe('empty: 0 signatures\n')
  })

  it('looks at one grade of evidence or one time, for programs too', async () => {
    const [all, replies, later] = await Promise.all([
      run('flooded', '--json'),
      run('flooded', '--json', '--evidence', 'reply'),
      run('flooded', '--json', '--since', '2099-01-01'),
    ])
    expect(JSON.parse(all.stdout)).toMatchObject([
      { slug: 'flooded', all: 930, unusual: [{ name: 'farm.example', n: 600, hosts: 3 }, {}, {}] },
    ])
    expect(all.stdout).not.toContain('"hash"')
    expect(JSON.parse(replies.stdout)).toMatchObject([{ all: 60, evidence: [{ evidence: 'reply', n: 60 }] }])
    expect(JSON.parse(later.stdout)).toMatchObject([{ all: 0, unusual: [] }])
    expect((await run('--evidence', 'hearsay')).code).toBe(2)
  })

  it('leaves no domain in clear in the database', async () => {
    const { rows } = await database.pool.query(
      'select s::text as row from signature s where mail_domain is not null',
    )
    expect(rows.length).toBeGreaterThan(700)
    const words = rows.map(({ row }) => Buffer.from(String(row)).toString()).join('\n')
    expect(words).not.toMatch(/farm|gmail|mailinator/)
    expect(words).not.toContain(Buffer.from('farm.example').toString('hex'))
  })
})
