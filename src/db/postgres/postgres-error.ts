import { errorCode } from '../log.ts'

/** Why our own Postgres cannot run. Each kind has one sentence that says what to do. */
export type EmbeddedPostgresErrorKind =
  | 'already-running'
  | 'folder'
  | 'unreachable'
  | 'other-version'
  | 'disk-full'
  | 'binaries'
  | 'memory'
  | 'password-lost'
  | 'unknown'

/** Thrown by `startEmbeddedPostgres`. The message is one sentence for the operator, without data of signers. */
export class EmbeddedPostgresError extends Error {
  readonly kind: EmbeddedPostgresErrorKind

  constructor(kind: EmbeddedPostgresErrorKind, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'EmbeddedPostgresError'
    this.kind = kind
  }
}

/**
 * Reads what initdb or postgres wrote before it gave up, because their exit codes do not tell the reason. The sentences are those of
 * PostgreSQL 18 under LC_ALL=C, which we always set.
 */
export function explainOutput(output: string, dataDir: string): EmbeddedPostgresError {
  const noMemory =
    'Postgres gets no shared memory from this machine (it needs about 200 MB, and /dev/shm in a container); give it more or set DATABASE_URL.'
  const reasons: [RegExp, EmbeddedPostgresErrorKind, string][] = [
    // It has no space left either if it is full.
    [/shared memory segment/, 'memory', noMemory],
    [/No space left on device|Disk quota exceeded/, ...diskFull(dataDir)],
    [/shared memory|could not create semaphores|Cannot allocate memory/, 'memory', noMemory],
    [
      /error while loading shared libraries|cannot execute|not found|GLIBC_/,
      'binaries',
      'The Postgres that came with npm does not run on this system; set DATABASE_URL to a Postgres 15 to 18.',
    ],
    [
      /database files are incompatible with server/,
      'other-version',
      `The cluster in ${dataDir} was made by another version of Postgres. Make a backup with the Undersigned that made it, and restore it with this one: docs/operating.md, “Upgrading”.`,
    ],
    [
      /Permission denied|Operation not permitted|Read-only file system/,
      'folder',
      `Postgres may not write in ${dataDir}; give that folder to the user who runs Undersigned.`,
    ],
  ]
  const [, kind, message] = reasons.find(([sign]) => sign.test(output)) ?? [
    undefined,
    'unknown' as const,
    `Postgres did not start in ${dataDir}; its reasons are in postgres.log there.`,
  ]
  return new EmbeddedPostgresError(kind, message)
}

function diskFull(dataDir: string): ['disk-full', string] {
  return ['disk-full', `No space is left on the disk of ${dataDir}; free some and start again.`]
}

/** Explains failed calls to the file system. */
export function explainFileError(error: unknown, dataDir: string): EmbeddedPostgresError {
  if (error instanceof EmbeddedPostgresError) return error
  const code = errorCode(error)
  if (code === 'ENOSPC' || code === 'EDQUOT') return new EmbeddedPostgresError(...diskFull(dataDir))
  if (code === 'ENOTDIR')
    return new EmbeddedPostgresError(
      'folder',
      `The data folder ${dataDir} cannot be made, because a file is in its place (${code}); set DATA_DIR to a folder.`,
    )
  if (code === 'EROFS')
    return new EmbeddedPostgresError(
      'folder',
      `The data folder ${dataDir} is on a disk that cannot be written (EROFS); set DATA_DIR to another one, or under systemd allow it with ReadWritePaths=.`,
    )
  if (['EACCES', 'EPERM', 'EEXIST'].includes(code))
    return new EmbeddedPostgresError(
      'folder',
      `The data folder ${dataDir} cannot be written (${code}); give it to the user who runs Undersigned, or set DATA_DIR.`,
    )
  return new EmbeddedPostgresError(
    'unknown',
    `The data folder ${dataDir} cannot be prepared (${code}); set DATA_DIR to a folder that can be made.`,
    { cause: error },
  )
}
