import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Places beside the PATH: Debian keeps Mailman's programs, and those of each Postgres, in folders of their own. */
function places(): string[] {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort().reverse() : []
  return [
    ...(process.env.PATH ?? '').split(':'),
    ...versions.map(version => join(debian, version, 'bin')),
    '/usr/lib/mailman3/bin',
  ]
}

/** The path of a program of this machine; undefined if it is not installed. */
export function findProgram(name: string): string | undefined {
  return places()
    .map(folder => join(folder, name))
    .find(path => existsSync(path))
}
