// Adds to package-lock.json the packages of other platforms that the registry of this machine does not have: npm leaves them
// out when it writes the lock, and `npm ci` then refuses it. Run it after `npm install`. Such an entry has no hash, and a test says so:
// commit the lock once `npm install --package-lock-only` has been run at a registry that has them all.
import { readFileSync, writeFileSync } from 'node:fs'

const file = new URL('../package-lock.json', import.meta.url)
const lock = JSON.parse(readFileSync(file, 'utf8'))
const { packages } = lock

/** Resolves `name` for the package at `path`, as Node does. */
function resolve(path, name) {
  for (let at = path; ; ) {
    const place = `${at === '' ? '' : `${at}/`}node_modules/${name}`
    if (packages[place] !== undefined) return packages[place]
    if (at === '') return undefined
    at = at.includes('/node_modules/') ? at.slice(0, at.lastIndexOf('/node_modules/')) : ''
  }
}

function platformOf(name) {
  const [, os, cpu] =
    /(android|darwin|linux|win32|freebsd|openharmony)-(arm64|arm|x64|ia32|ppc64|riscv64|s390x|loong64)/.exec(
      name,
    ) ?? []
  if (os === undefined) return /wasm32/.test(name) ? { cpu: ['wasm32'] } : undefined
  const libc = os === 'linux' ? { libc: [/musl/.test(name) ? 'musl' : 'glibc'] } : {}
  return { cpu: [cpu], os: [os], ...(/-(gnu|musl)/.test(name) ? libc : {}) }
}

let added = 0
for (const [path, entry] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const platform = platformOf(name)
    const found = resolve(path, name)
    if (platform === undefined || !/^\d/.test(version) || found?.version === version) continue
    const place = found === undefined ? `node_modules/${name}` : `${path}/node_modules/${name}`
    packages[place] = { version, ...platform, ...(entry.dev ? { dev: true } : {}), optional: true }
    added += 1
  }
}
lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
process.stdout.write(`${added} packages of other platforms added\n`)
