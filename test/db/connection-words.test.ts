import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, inject, it } from 'vitest'
import { connectionCode, connectionWords } from '../../src/db/connection-words.ts'
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
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'sslrootcert'],
  ['CERT_HAS_EXPIRED', 'renew it'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'that the certificate names'],
  ['no-password', 'wants a password'],
  ['no-tls', 'speaks no TLS'],
  ['no-certificate', 'sslrootcert'],
  ['no-postgres', 'does not speak like Postgres'],
  ['42501', 'the owner of the database'],
  ['XX000', 'does not answer'],
])('says of %s what to do, with the code', (code, words) => {
  expect(connectionWords(code)).toContain(words)
  expect(connectionWords(code)).toContain(`(${code})`)
})

it('tells the code of a real server', async () => {
  const url = databaseUrl(inject('templateUrl'), 'no_such_database')
  await expect(openDatabase({ url })).rejects.toThrow('no database with that name (3D000)')
})

it('names failures for which the driver has no code', async () => {
  // Refuses TLS, as Postgres does without a certificate.
  const server = createServer(socket => {
    socket.on('error', () => {})
    socket.once('data', () => socket.write('N'))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  const port = address === null || typeof address === 'string' ? 0 : address.port
  const opening = (end: string) => openDatabase({ url: `postgres://u@127.0.0.1:${port}/db${end}` })
  await expect(opening('?sslmode=verify-full')).rejects.toThrow('speaks no TLS (no-tls)')
  await expect(opening('?sslrootcert=/no/such/file')).rejects.toThrow('(no-certificate)')
  await expect(opening('?sslrootcert=/tmp')).rejects.toThrow('(no-certificate)')
  const noPassword = 'SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string'
  expect(connectionCode(new Error(noPassword))).toBe('no-password')
  expect(connectionCode(new Error('Connection terminated due to connection timeout'))).toBe('ETIMEDOUT')
  const end = 'Connection terminated unexpectedly'
  expect(connectionCode(new Error(end))).toBe('no-postgres')
  const strange = 'There was an error establishing an SSL connection'
  expect(connectionCode(new Error(strange))).toBe('no-postgres')
  expect(connectionCode(Object.assign(new Error('no'), { code: '28P01' }))).toBe('28P01')
  server.close()
})
