import { expect, test } from 'vitest'
import { coreSecret, replicaOfFile } from '../support/core-on-database.ts'
import { makePetition } from '../support/petition.ts'
import { command } from './run.ts'

const { database, replica } = await replicaOfFile()
const run = (...args: string[]) =>
  command(['held', ...args], { DATABASE_URL: database.url, SECRET_KEY: coreSecret })

test('prints everything that is kept about a mailbox, whatever its spelling, and nothing about anybody else', async () => {
  await makePetition(database.db, 'fair')
  await replica.write('ada@example.org', 'Ada Lovelace, composer')
  await replica.write('grace@example.org', 'Grace Hopper, admiral')
  const { code, stdout } = await run('Ada+tag@EXAMPLE.org')
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({
    about: 'Ada+tag@EXAMPLE.org',
    requests: [{ petition: 'fair', versions: [{ name: 'Ada Lovelace', occupation: 'composer' }] }],
  })
  expect(stdout).not.toContain('Grace')
})

test.each([
  ['a mailbox', 'bob@example.org'],
  ['an account of a chat', 'discord:123456789012345678'],
])('says so if nothing is kept about %s', async (_, who) => {
  const { code, stdout, stderr } = await run(who)
  expect(code).toBe(1)
  expect(stdout).toBe('')
  expect(stderr).toContain(`Nothing is kept about ${who}.`)
})

test('asks for a mailbox or an account if it gets neither', async () => {
  const { code, stderr } = await run('Ada')
  expect(code).toBe(2)
  expect(stderr).toContain('Ada')
})
