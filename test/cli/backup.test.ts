import { access, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { makePetition } from '../support/petition.ts'
import { command } from './run.ts'

const database = await testDatabase()
const folder = await mkdtemp(join(tmpdir(), 'undersigned-backups-'))
const backUp = (name: string, environment: Record<string, string> = {}) =>
  command(['backup', join(folder, name)], {
    DATABASE_URL: database.url,
    SECRET_KEY: 'k'.repeat(32),
    ...environment,
  })
afterAll(async () => {
  await database.close()
  await rm(folder, { recursive: true, force: true })
})

it('writes no backup of a database without petitions: it is the wrong one', async () => {
  const { code, stderr } = await backUp('empty.tar.gz')
  expect(code).toBe(1)
  expect(stderr).toContain('nothing to back up: the database of DATABASE_URL has no petitions')
})

it('writes no file named .age that is not encrypted', async () => {
  await makePetition(database.db, 'fair')
  const { code, stderr } = await backUp('backup.age')
  expect(code).toBe(1)
  expect(stderr).toContain('there is no passphrase')
  await expect(access(join(folder, 'backup.age'))).rejects.toThrow('ENOENT')
  expect(await backUp('backup.tar.gz')).toMatchObject({ code: 0 })
  expect(await backUp('backup.age', { BACKUP_PASSPHRASE: 'correct horse battery' })).toMatchObject({
    code: 0,
  })
})
