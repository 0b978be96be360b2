import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

interface Lock {
  packages: Record<
    string,
    {
      version?: string
      integrity?: string
      link?: boolean
      optionalDependencies?: Record<string, string>
    }
  >
}

/** Packages that `npm ci` would miss: npm leaves out platforms that its registry does not have. */
function missing({ packages }: Lock): string[] {
  const versions = new Set(
    Object.entries(packages).map(
      ([place, { version }]) => `${place.replace(/^.*node_modules\//, '')}@${version}`,
    ),
  )
  return Object.values(packages)
    .flatMap(entry => Object.entries(entry.optionalDependencies ?? {}))
    .filter(([, version]) => /^\d/.test(version))
    .map(([name, version]) => `${name}@${version}`)
    .filter(wanted => !versions.has(wanted))
}

const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')) as Lock

it('the lock file has the packages of every platform; otherwise run `node contrib/complete-lock.js`', () => {
  expect(missing(lock)).toEqual([])
})

it('sees a package that is missing', () => {
  const entry = Object.keys(lock.packages).find(place => place.includes('@biomejs/cli-darwin-arm64'))
  expect(entry).toBeDefined()
  const { [entry ?? '']: _, ...packages } = lock.packages
  expect(missing({ packages })).toHaveLength(1)
})

/** Packages whose download nothing proves. */
function unhashed({ packages }: Lock): string[] {
  return Object.entries(packages)
    .filter(
      ([place, entry]) => place.startsWith('node_modules/') && !entry.link && entry.integrity === undefined,
    )
    .map(([place]) => place)
}

it('every package has a hash', () => {
  expect(unhashed(lock)).toEqual([])
  const { 'node_modules/pg': pg = {}, ...packages } = lock.packages
  const { integrity: _, ...bare } = pg
  expect(unhashed({ packages: { ...packages, 'node_modules/pg': bare } })).toEqual(['node_modules/pg'])
})
