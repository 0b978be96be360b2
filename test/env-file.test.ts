import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from '../src/config.ts'
import { readEnvFile } from '../src/env-file.ts'
import { settingsFrom } from '../src/start-words.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'undersigned-env-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function written(name: string, text: string): Promise<string> {
  const file = join(folder, name)
  await writeFile(file, text)
  return file
}

describe('.env', () => {
  it('sets what the environment does not', async () => {
    const file = await written('one', 'PORT=4000\nHOST=127.0.0.9\nSITE_NAME="Our site" # ours\nCONTACT=\n')
    const environment: NodeJS.ProcessEnv = { ENV_FILE: file, HOST: '127.0.0.2' }
    const found = readEnvFile(environment)
    expect(found).toEqual({ file, names: ['PORT', 'SITE_NAME'], unknown: [] })
    expect(environment).toEqual({ ENV_FILE: file, HOST: '127.0.0.2', PORT: '4000', SITE_NAME: 'Our site' })
  })

  it('is named at the start with what it sets, and none of the values', async () => {
    const file = await written('two', 'SECRET_KEY=hidden\n')
    const found = readEnvFile({ ENV_FILE: file })
    expect(found && settingsFrom(found)).toMatch(/two: SECRET_KEY\.\n$/)
  })

  it('is read as editors of any system save it, and as shells export it', async () => {
    const words = '\uFEFFSITE_NAME=Ours\r\n  export CONTACT = "a@example.org" # us\r\n# PORT=1\r\n\r\n'
    const key = `DKIM_PRIVATE_KEY="-----BEGIN\nnot NAME=value\n#-----END"\n`
    const environment: NodeJS.ProcessEnv = { ENV_FILE: await written('dos', words + key) }
    readEnvFile(environment)
    expect(environment).toMatchObject({
      ...{ SITE_NAME: 'Ours', CONTACT: 'a@example.org' },
      DKIM_PRIVATE_KEY: '-----BEGIN\nnot NAME=value\n#-----END',
    })
  })

  it.each([
    ['PORT=1\nSITE_NAME: Ours\n', /line 2 is not NAME=value\.$/],
    ['SMTP_URL=smtps://u:pa#ss@smtp.example.org\n', /^SMTP_URL would end at the # in .* line 1: put/],
    [Buffer.from('\uFEFFPORT=1\n', 'utf16le').toString('latin1'), /is not in UTF-8/],
  ])('is refused rather than cut or left out without a word: %j', async (text, problem) => {
    const file = await written('bad', text)
    expect(() => readEnvFile({ ENV_FILE: file })).toThrow(problem)
  })

  it('is said to have names that nothing reads', async () => {
    const file = await written(
      'names',
      'SMTP_URI=x\nSECRET_KEY_FILE=/k\nLEDGER_FILE=/l\nTZ=UTC\nNODE_OPTIONS=-r\n',
    )
    const found = readEnvFile({ ENV_FILE: file })
    expect(found && settingsFrom(found)).toContain('\nUndersigned does not know SMTP_URI: check')
  })

  it('is not read if ENV_FILE is off, and missed only if it was named', () => {
    expect(readEnvFile({ ENV_FILE: 'off' })).toBeUndefined()
    const wrong = () => readEnvFile({ ENV_FILE: join(folder, 'none') })
    expect(wrong).toThrow(ConfigError)
    expect(wrong).toThrow(/^ENV_FILE cannot be read: .*none \(ENOENT\)\.$/)
  })

  it('is read by the service, which ends with EX_CONFIG if a variable is wrong, and by commands', async () => {
    const file = await written('three', 'PORT=http\n')
    const run = (...args: string[]) =>
      spawnSync(process.execPath, args, { env: { PATH: process.env.PATH, ENV_FILE: file }, encoding: 'utf8' })
    expect(run('bin/start.js')).toMatchObject({ status: 78, stderr: expect.stringMatching(/^PORT must be/) })
    expect(run('src/cli.ts', 'count')).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^PORT must/),
    })
  })
})

describe('a variable in a file', () => {
  it('is read, without the line break at its end', async () => {
    const file = await written('token', 'a-token-of-twenty-characters\n')
    expect(readConfig({ DISCORD_TOKEN_FILE: file }, false).discord?.token).toBe(
      'a-token-of-twenty-characters',
    )
  })

  it('must be there, and the only one', async () => {
    const file = await written('host', '127.0.0.1')
    const refused = () => readConfig({ HOST: '::1', HOST_FILE: file, PORT_FILE: join(folder, 'none') }, false)
    expect(refused).toThrow(/HOST is set, and so is HOST_FILE: choose one of them\./)
    expect(refused).toThrow(/PORT_FILE names a file that cannot be read: .*none \(ENOENT\)\./)
  })
})
