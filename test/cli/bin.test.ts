import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { childrenOf } from '../../reliability/faults/end-children.ts'
import { freePort } from '../support/free-port.ts'
import { command, inherited, machinesNode, root, undersigned } from './run.ts'

let folder: string

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'undersigned-cli-')))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('our own Postgres', () => {
  test('serves commands on an empty data folder, beside the service, and after the service has stopped', async () => {
    const environment = {
      DATA_DIR: join(folder, 'data'),
      PORT: String(await freePort()),
      METRICS_LISTEN: `http://127.0.0.1:${await freePort()}`,
      MAIL_LISTEN: `smtp://127.0.0.1:${await freePort()}`,
    }
    const empty = await undersigned(['count', '--json'], environment)
    expect(empty).toEqual({ code: 0, stdout: '[]\n', stderr: '' })
    expect(await postgresRuns(environment.DATA_DIR)).toBe(false)

    const service = spawn(machinesNode ?? process.execPath, [join(root, 'bin/undersigned.js'), 'start'], {
      cwd: root,
      env: { ...inherited, ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const ended = once(service, 'exit')
    let said = ''
    service.stdout.setEncoding('utf8').on('data', chunk => {
      said += chunk
    })
    try {
      await expect.poll(() => said).toContain('Undersigned is running')
      const [beside, well, lost] = await Promise.all([
        undersigned(['petition', 'close', 'demo'], environment),
        command(['doctor'], environment),
        command(['doctor'], { ...environment, DATA_DIR: join(folder, 'other-data') }),
      ])
      expect(beside).toEqual({ code: 0, stdout: 'demo is closed.\n', stderr: '' })
      expect(well).toMatchObject({ code: 0, stderr: '' })
      expect(well.stdout).toMatch(/\n\nAll well\.\n$/)
      expect(lost).toMatchObject({ code: 1, stdout: expect.stringContaining('runs, but not on the data in') })
      // The end of a command did not take the database from the service.
      expect((await fetch(`http://127.0.0.1:${environment.PORT}/readyz`)).status).toBe(200)
    } finally {
      // Only the bin gets the signal: it must pass it on and wait.
      service.kill('SIGTERM')
    }
    expect((await ended)[0]).toBe(0)
    expect(await postgresRuns(environment.DATA_DIR)).toBe(false)

    const after = await command(['doctor', '--json'], environment)
    expect(after.code).toBe(1)
    const { ok, checks } = JSON.parse(after.stdout)
    expect(ok).toBe(false)
    expect(checks.filter((c: { state: string }) => c.state === 'wrong')).toEqual([
      { check: 'service', state: 'wrong', says: expect.stringContaining('start it with: npm start'), variables: ['HOST', 'PORT'] }, // biome-ignore format: one finding
    ])
    expect(await postgresRuns(environment.DATA_DIR)).toBe(false)
  })

  test('starts no part that does not exist', async () => {
    const refused = await undersigned(['start', '--only', 'pages'], { DATA_DIR: join(folder, 'unused') })
    expect(refused).toMatchObject({
      code: 78,
      stdout: '',
      stderr: expect.stringContaining('web, mail, chat, work'),
    })
    expect((await undersigned(['start', '--help'], {})).stdout).toContain('--only')
  })

  test.each([
    ["the machine's", machinesNode ?? process.execPath],
    ['our own', process.execPath],
  ])('stops the service when the shell of npx ends, under %s Node', async (whose, node) => {
    const environment = {
      DATA_DIR: join(folder, `under-npx-${whose.length}`),
      PORT: String(await freePort()),
      METRICS_LISTEN: `http://127.0.0.1:${await freePort()}`,
      MAIL_LISTEN: `smtp://127.0.0.1:${await freePort()}`,
    }
    const bin = `'${node}' '${join(root, 'bin/undersigned.js')}' start; true`
    const shell = spawn('sh', ['-c', bin], {
      cwd: root,
      env: { ...inherited, npm_command: 'exec', ...environment },
      stdio: 'ignore',
    })
    const health = () =>
      fetch(`http://127.0.0.1:${environment.PORT}/healthz`).then(
        answer => answer.status,
        () => 0,
      )
    await expect.poll(health).toBe(200)
    if (process.platform === 'linux' && node === process.execPath) {
      const [child] = childrenOf(shell.pid ?? 0)
      expect(await readFile(`/proc/${child?.pid}/cmdline`, 'utf8')).toContain('bin/start.js')
      expect(await readFile(`/proc/${child?.pid}/environ`, 'utf8')).toContain('MALLOC_ARENA_MAX=2')
    }
    shell.kill('SIGTERM')
    await expect.poll(health).toBe(0)
    await expect.poll(() => postgresRuns(environment.DATA_DIR)).toBe(false)
  })

  test('is not made by doctor', async () => {
    const environment = { DATA_DIR: join(folder, 'none'), PORT: String(await freePort()) }
    const { stdout } = await command(['doctor'], environment)
    expect(stdout).toMatch(/^skipped +database +.* holds none yet/m)
    await expect(readFile(join(environment.DATA_DIR, 'cluster', 'PG_VERSION'))).rejects.toThrow('ENOENT')
  })
})

test('the bin works under our own Node, too, and passes on the exit code', async () => {
  const run = (...args: string[]) => undersigned(args, {}, { node: process.execPath })
  const [version, wrong] = await Promise.all([run('--version'), run('no-such-command')])
  expect(version).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), stderr: '' })
  const unknown = expect.stringMatching(/^Unknown command 'no-such-command'\n/)
  expect(wrong).toEqual({ code: 2, stdout: '', stderr: unknown })
})

test.skipIf(process.platform === 'win32')('a command finds what Node has compiled before', async () => {
  const copy = join(folder, 'compiled')
  await cp(join(root, 'bin'), join(copy, 'bin'), { recursive: true })
  for (const name of ['commander', 'node']) {
    await mkdir(join(copy, 'node_modules', name, 'bin'), { recursive: true })
    await writeFile(join(copy, 'node_modules', name, 'package.json'), '{}')
  }
  const told = '#!/bin/sh\nprintf %s "$NODE_COMPILE_CACHE"'
  await writeFile(join(copy, 'node_modules/node/bin/node'), told, { mode: 0o755 })
  const run = (more: Record<string, string>) =>
    promisify(execFile)(process.execPath, [join(copy, 'bin/undersigned.js'), 'count'], {
      env: { PATH: process.env.PATH, ...more },
    })
  expect((await run({})).stdout).toBe(join(copy, 'node_modules/.cache/undersigned'))
  expect((await run({ NODE_COMPILE_CACHE: '/elsewhere' })).stdout).toBe('/elsewhere')
})

test.skipIf(process.platform !== 'linux')(
  'a full disk behind the output is told, and a closed pipe is not',
  async () => {
    const environment = { ...inherited, DATA_DIR: join(folder, 'none') }
    const help = (to: string) =>
      promisify(execFile)(
        'bash',
        ['-o', 'pipefail', '-c', `"$0" src/cli.ts --help ${to}`, process.execPath],
        {
          cwd: root,
          env: environment,
        },
      ).catch(error => error)
    const ran = await Promise.all([help('> /dev/full'), help('| true')])
    expect(ran).toMatchObject([
      { code: 1, stderr: 'The output cannot be written (ENOSPC); the command went on without it.\n' },
      { stdout: '', stderr: '' },
    ])
  },
)

describe('the bin says what is missing', () => {
  const copied = async (name: string) => {
    await cp(join(root, 'bin'), join(folder, name, 'bin'), { recursive: true })
    return join(folder, name)
  }
  const runIn = (copy: string) => undersigned(['count'], {}, { bin: join(copy, 'bin/undersigned.js') })

  test('tells to run npm ci if it was not run', async () => {
    const copy = await copied('fresh')
    expect(await runIn(copy)).toEqual({
      code: 1,
      stdout: '',
      stderr: `The packages are missing: run npm ci first, in ${copy}\n`,
    })
  })

  test.skipIf(machinesNode === undefined)('tells to rebuild Node after npm ci --ignore-scripts', async () => {
    const copy = await copied('scriptless')
    for (const name of ['commander', 'node']) {
      await mkdir(join(copy, 'node_modules', name), { recursive: true })
      await writeFile(join(copy, 'node_modules', name, 'package.json'), '{}')
    }
    const { code, stderr } = await runIn(copy)
    expect(code).toBe(1)
    expect(stderr).toMatch(/^Node 24 is missing \(this is v\d+\.\d+\.\d+\): .* run npm rebuild node in .*\n$/)
  })

  test('refuses to run inside node_modules, where Node runs no TypeScript', async () => {
    const { code, stderr } = await runIn(await copied('node_modules/undersigned'))
    expect(code).toBe(1)
    expect(stderr).toMatch(/^Undersigned runs from its own folder and not from .*\n$/)
  })
})

async function postgresRuns(dataDir: string): Promise<boolean> {
  return readFile(join(dataDir, 'cluster', 'postmaster.pid')).then(
    () => true,
    () => false,
  )
}
