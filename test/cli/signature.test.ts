import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { coreSecret, replicaOfFile } from '../support/core-on-database.ts'
import { makePetition } from '../support/petition.ts'
import { command } from './run.ts'

const { database, replica } = await replicaOfFile()
const run = (...args: string[]) =>
  command(['signature', ...args], { DATABASE_URL: database.url, SECRET_KEY: coreSecret })

async function sign(mailbox: string, words: string): Promise<void> {
  await replica.write(mailbox, words)
  await replica.core.confirm(await replica.token(), undefined)
  await replica.mails()
}

const texts = async () => {
  const { rows } = await database.pool.query<{ row: string }>(
    `select row_to_json(s)::text as row from signature s union all select row_to_json(r)::text from revision r
     union all select row_to_json(q)::text from sign_request q union all select row_to_json(i)::text from identity i`,
  )
  return rows.map(({ row }) => row).join('\n')
}
const signatures = async () => (await replica.core.petition('fair'))?.signatures

beforeEach(async () => {
  await makePetition(database.db, 'fair')
  await sign('ada@example.org', 'Ada Lovelace, composer')
  await sign('grace@example.org', 'Grace Hopper, admiral')
  await sign('grace2@example.org', 'Grace Kelly, actor')
})
afterEach(() => replica.core.refresh())

describe('signature find', () => {
  test.each([
    ['a name', ['lovelace'], [1]],
    ['a part of a name that several have', ['grace'], [3, 2]],
    ['numbers', ['2', '#1'], [1, 2]],
    ['a mailbox, whatever its spelling', ['Ada+tag@EXAMPLE.org'], [1]],
  ])('finds by %s', async (_, who, numbers) => {
    const { code, stdout } = await run('find', 'fair', ...who, '--json')
    expect(code).toBe(0)
    expect(JSON.parse(stdout).map((row: { number: number }) => row.number)).toEqual(numbers)
  })

  test('says that there is nobody, and that somebody has not confirmed', async () => {
    expect(await run('find', 'fair', 'nobody@example.org')).toMatchObject({
      code: 1,
      stderr: 'No signature of fair matches "nobody@example.org".\n',
    })
    await replica.write('late@example.org', 'Late Comer, poet')
    expect((await run('find', 'fair', 'late@example.org')).stdout).toContain('has asked to sign fair')
  })
})

describe('signature remove', () => {
  test('removes what the number says, and stands in the log', async () => {
    expect(await run('remove', 'fair', '2', '--yes')).toMatchObject({
      code: 0,
      stdout: '1 signature is removed.\n',
    })
    expect(await signatures()).toBe(2)
    const { rows } = await database.pool.query('select act, account from desk_entry')
    expect(rows).toEqual([{ act: 'remove', account: null }])
    expect((await run('remove', 'fair', '2', '--yes')).stderr).toContain('None of these counts')
  })

  test('guesses at nobody: a name that several have, or no yes, changes nothing', async () => {
    const several = await run('remove', 'fair', 'grace', '--yes')
    expect(several.code).toBe(1)
    expect(several.stderr).toContain('2 signatures match. Say which by their numbers.')
    expect(await signatures()).toBe(3)
  })
})

describe('signature erase', () => {
  test('leaves no person, as the signer’s own erasing does', async () => {
    await replica.write('grace@example.org', 'erase my data')
    await replica.core.confirm(await replica.token(), undefined)
    const own = await database.pool.query('select * from signature where number = 2')
    expect((await run('erase', 'fair', 'ada@example.org', '--yes')).stdout).toBe('1 signature is erased.\n')
    const here = await database.pool.query('select * from signature where number = 1')
    const told = ({
      id,
      number,
      approved_at,
      confirmed_at,
      details_at,
      ended_at,
      erased_at,
      ...rest
    }: Record<string, unknown>) => rest
    expect(told(here.rows[0])).toEqual(told(own.rows[0]))
    expect(await texts()).not.toMatch(/Lovelace|composer|Hopper/)
    expect(await signatures()).toBe(1)
    expect((await run('find', 'fair', 'ada@example.org')).code).toBe(1)
    // Nothing of the erased signature keeps its signer away.
    await sign('ada@example.org', 'Ada Lovelace, composer')
    expect(await signatures()).toBe(2)
  })

  test('drops a request that waits', async () => {
    await replica.write('late@example.org', 'Late Comer, poet')
    expect((await run('erase', 'fair', 'late@example.org', '--yes')).stdout).toBe('The request is erased.\n')
    expect(await texts()).not.toContain('Late')
    expect(await replica.mails()).toEqual([])
  })
})
