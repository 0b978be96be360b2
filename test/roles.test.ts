import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from '../src/config.ts'
import { checkRoles, listensForPages, readRoles, roleNames } from '../src/roles.ts'

const shared = {
  DATABASE_URL: 'postgres://localhost/u',
  SECRET_KEY: 'k'.repeat(32),
  PUBLIC_URL: 'https://sign.example.org',
}
const mail = { SMTP_URL: 'smtp://localhost' }
const discord = { DISCORD_TOKEN: 'a-token-of-twenty-characters' }
const config = (env: Record<string, string>) => readConfig(env, false)

function problemsOf(act: () => unknown): string[] {
  try {
    act()
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

describe('start --only', () => {
  it.each([
    [[], roleNames],
    [['--only', 'web'], ['web']],
    [
      ['--only', 'work,mail'],
      ['mail', 'work'],
    ],
    [
      ['--only', 'web', '--only', 'chat'],
      ['web', 'chat'],
    ],
    [['--only=chat'], ['chat']],
  ])('reads %j', (args, roles) => {
    expect([...readRoles(args)]).toEqual(roles)
  })

  it.each([
    [['--only']],
    [['--only', '']],
    [['--only', 'pages']],
    [['--only', 'web,pages']],
    [['web']],
    [['--just', 'web']],
  ])('refuses %j, and says what it takes', args => {
    expect(problemsOf(() => readRoles(args))).toEqual([expect.stringContaining('web, mail, chat, work')])
  })

  it.each([
    ['web', shared, []],
    ['work', shared, []],
    ['mail,work', { ...shared, ...mail }, []],
    ['chat', { ...shared, ...discord }, []],
    ['mail', shared, ['SMTP_URL is missing: --only mail']],
    ['chat', { ...shared, ...mail }, ['DISCORD_TOKEN or SLACK_BOT_TOKEN is missing']],
    ['web', { PUBLIC_URL: shared.PUBLIC_URL }, ['DATABASE_URL is missing']],
    ['web', { DATABASE_URL: shared.DATABASE_URL, SECRET_KEY: shared.SECRET_KEY }, ['SMTP_URL is missing']],
  ])('a process that is only %s needs its settings', (only, env, problems) => {
    const found = problemsOf(() => checkRoles(readRoles(['--only', only]), config(env)))
    expect(found).toEqual(problems.map(problem => expect.stringContaining(problem)))
  })

  it('asks for nothing more where one process does all', () => {
    expect(problemsOf(() => checkRoles(readRoles([]), config({})))).toEqual([])
  })

  it('opens the port of the pages for the pages, and for signed requests of Slack', () => {
    const http = config({ ...shared, SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'secret-of-slack' })
    const socket = config({ ...shared, SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' })
    expect(listensForPages(readRoles(['--only', 'web']), config(shared))).toBe(true)
    expect(listensForPages(readRoles(['--only', 'chat']), http)).toBe(true)
    expect(listensForPages(readRoles(['--only', 'chat']), socket)).toBe(false)
    expect(listensForPages(readRoles(['--only', 'mail']), http)).toBe(false)
  })
})
