/**
 * `npm run corpus -- <folder>`: reads every .eml below a folder as the service would, and prints one line of JSON an email. It opens no
 * database and no connection, and follows no link.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import { openCorpusReader } from './corpus-outcome.ts'

const [given, address = 'sign@petitions.example', ...more] = process.argv.slice(2)
if (given === undefined || more.length > 0 || !/^[^\s@]+@[^\s@]+$/.test(address)) {
  console.error('npm run corpus -- <folder> [MAIL_ADDRESS]')
  process.exit(2)
}
// npm runs its scripts in the project's folder, wherever it was called.
const folder = resolve(process.env.INIT_CWD ?? '.', given)
if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
  console.error(`${folder} is not a folder.`)
  process.exit(1)
}
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile() && /\.eml$/i.test(entry.name))
  .map(entry => join(entry.parentPath, entry.name))
  .sort()
if (files.length === 0) {
  console.error(`There is no .eml below ${folder}.`)
  process.exit(1)
}

const reader = openCorpusReader(address, 'demo')
// `| head` must not fail.
process.stdout.on('error', () => process.exit(0))
for (const path of files) {
  const file = relative(folder, path).split(sep).join('/')
  console.log(JSON.stringify(await reader.read(file, readFileSync(path))))
}
await reader.close()
console.error(`${files.length} emails were read.`)
