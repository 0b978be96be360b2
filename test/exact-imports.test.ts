import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { openThread } from '../src/threads/thread.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const exactImports = join(root, 'bin/exact-imports.js')

describe('exact imports', () => {
  const folder = mkdtempSync(join(tmpdir(), 'undersigned-imports-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  /** The output of `file`. */
  function run(file: string, ...flags: string[]): string {
    const { stdout, stderr } = spawnSync(process.execPath, [...flags, join(folder, file)], {
      encoding: 'utf8',
    })
    return stdout.trim() || stderr
  }

  // As pnpm lays packages out: `a` is a link, and `b`, which `a` needs, lies beside the real `a` only.
  const write = (path: string, text: string) => {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  write('node_modules/.store/node_modules/a/package.json', '{ "type": "module", "exports": "./a.js" }')
  write('node_modules/.store/node_modules/a/a.js', "export { said } from './said.js'")
  write(
    'node_modules/.store/node_modules/a/said.js',
    "import b from 'b'; export const said = ['a with', b].join(' ')",
  )
  write('node_modules/.store/node_modules/b/package.json', '{ "main": "./folder" }')
  write('node_modules/.store/node_modules/b/folder/index.js', "module.exports = require('./b')")
  write('node_modules/.store/node_modules/b/folder/b.js', "module.exports = 'b'")
  symlinkSync('.store/node_modules/a', join(folder, 'node_modules/a'))
  write('links.mjs', "import { said } from 'a'; console.log(said)")
  write('real.mjs', 'console.log(import.meta.url)')
  symlinkSync('real.mjs', join(folder, 'link.mjs'))
  write('imports-link.mjs', "import './link.mjs'")

  it('let packages be links to other folders, as pnpm lays them out', () => {
    expect(run('links.mjs', '--require', exactImports)).toBe('a with b')
    // The control: this setting of Node saves as much time, and would find no `b`.
    expect(run('links.mjs', '--preserve-symlinks')).toContain("Cannot find package 'b'")
  })

  it('take the name of a file for the answer', () => {
    expect(run('imports-link.mjs')).toMatch(/real\.mjs$/)
    expect(run('imports-link.mjs', '--require', exactImports)).toMatch(/link\.mjs$/)
  })

  it('are what the threads have too', async () => {
    const serve = new URL('../src/threads/serve.ts', import.meta.url)
    const said = `import { serveThread } from '${serve}'; serveThread(() => ({ now: process.execArgv.join(' ') }))`
    const program = new URL(`data:text/javascript,${encodeURIComponent(said)}`)
    const thread = openThread<string, string>({ program, timeoutMs: 60_000, idleMs: 60_000 })
    expect(await thread.ask('')).toBe(`--require ${exactImports}`)
    await thread.close()
  })

  it('are what the service has', () => {
    expect(startTold('Object.keys(require.cache)')).toContain(exactImports)
  })

  it("follow Node's own modules, which are compiled already, but only for the flags that V8 has at first", () => {
    write('flags.cjs', onFlag('globalThis.atFirst ??= process.moduleLoadList.length'))
    const later = startTold('process.moduleLoadList.slice(globalThis.atFirst)', './flags.cjs')
    expect(later).toContain('NativeModule fs/promises')
    // Most are small. There would be a hundred more.
    expect(later.length).toBeLessThan(40)
  })

  it('follow the flag for regular expressions, which one that ran before it survives', () => {
    write(
      'ran-before.cjs',
      `const ran = /[bc]d?/
      ran.test('abc')
      ${onFlag(`set(flag); set('--trace-regexp-tier-up'); ran.test('abc'); /[cd]e?/.test('abc'); process.reallyExit()`)}`,
    )
    const { stdout } = spawnSync(
      process.execPath,
      ['--require', join(folder, 'ran-before.cjs'), join(root, 'bin/start.js')],
      { encoding: 'utf8', env: {} },
    )
    // Without this step V8 would jump into the interpreter as into machine code, and may crash.
    expect(stdout).toMatch(/^JSRegExp object .* needs tier-up compilation$/m)
    // The new one is compiled to machine code at once.
    expect(stdout.match(/native code size/g)).toHaveLength(2)
    expect(stdout).not.toContain('bytecode size')
  })

  /** A program that does something before each flag that is set. */
  function onFlag(act: string): string {
    return `const v8 = require('node:v8')
      const set = v8.setFlagsFromString
      v8.setFlagsFromString = flag => { ${act}; set(flag) }`
  }

  /** Starts the service with a wrong variable, so that it ends when all is loaded. Returns what `told` is then. */
  function startTold(told: string, ...preloaded: string[]): unknown[] {
    write('tell.cjs', `process.on('exit', () => console.log(JSON.stringify(${told})))`)
    const requires = [...preloaded, './tell.cjs'].flatMap(file => ['--require', join(folder, file)])
    const { stdout, stderr } = spawnSync(process.execPath, [...requires, join(root, 'bin/start.js')], {
      encoding: 'utf8',
      env: { ENV_FILE: 'off', PORT: 'none' },
    })
    expect(stderr).toMatch(/^PORT must be/)
    return JSON.parse(stdout)
  }
})
