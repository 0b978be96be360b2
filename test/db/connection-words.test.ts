import { expect, inject, it } from 'vitest'
import { connectionWords } from '../../src/db/connection-words.ts'
import { openDatabase } from '../../src/db/database.ts'
import { databaseUrl } from '../support/server.ts'

it.each([
  ['28P01', 'refused the password'],
  ['28000', 'does not let this user in'],
  ['3D000', 'no database with that name'],
  ['53300', 'no connection left'],
  ['ENOTFOUND', 'cannot be resolved'],
  ['ECONNREFUSED', 'host and port'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'sslrootcert'],
  ['XX000', 'does not answer'],
])('says of %s what to do, with the code', (code, words) => {
  expect(connectionWords(code)).toContain(words)
  expect(connectionWords(code)).toContain(`(${code})`)
})

it('says so of a real server', async () => {
  const url = databaseUrl(inject('templateUrl'), 'no_such_database')
  await expect(openDatabase({ url })).rejects.toThrow('no database with that name (3D000)')
})
