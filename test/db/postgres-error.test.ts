import { expect, test } from 'vitest'
import { explainFileError, explainOutput } from '../../src/db/postgres/postgres-error.ts'

// Sentences of PostgreSQL 18. A test should not fill a disk or take all memory.
test.each([
  ['FATAL:  could not write lock file "postmaster.pid": No space left on device', 'disk-full'],
  ['FATAL:  could not map anonymous shared memory: Cannot allocate memory', 'memory'],
  [
    'FATAL:  could not resize shared memory segment "/PostgreSQL.1" to 1 bytes: No space left on device',
    'memory',
  ],
  [
    'postgres: error while loading shared libraries: libicui18n.so.60: cannot open shared object file',
    'binaries',
  ],
  ['FATAL:  database files are incompatible with server', 'other-version'],
  ['FATAL:  could not open file "postgresql.conf": Permission denied', 'folder'],
  ['something never seen', 'unknown'],
])('what Postgres wrote, "%s", is told as %s', (output, kind) => {
  expect(explainOutput(output, '/data').kind).toBe(kind)
})

test.each([
  ['EROFS', 'folder', 'ReadWritePaths='],
  ['ENOTDIR', 'folder', 'a file is in its place'],
  ['EACCES', 'folder', 'give it to the user who runs Undersigned'],
  ['ENOSPC', 'disk-full', 'free some'],
  ['ELOOP', 'unknown', 'ELOOP'],
])('a folder that fails with %s is told as %s', (code, kind, words) => {
  const { kind: told, message } = explainFileError(Object.assign(new Error(), { code }), '/data')
  expect({ kind: told, message }).toEqual({ kind, message: expect.stringContaining(words) })
})
