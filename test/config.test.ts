import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { type Config, ConfigError, readConfig } from '../src/config.ts'
import { variableNames } from '../src/variables.ts'

const key = 'k'.repeat(32)
const abroad = { SMTP_URL: 'smtp://u:p@smtp.example.org:587', PUBLIC_URL: 'https://sign.example.org' }
const pem = generateKeyPairSync('ed25519')
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString()
  .trim()
const dkim = {
  DKIM_DOMAIN: 'example.org',
  DKIM_SELECTOR: 's1',
  DKIM_PRIVATE_KEY: pem.replaceAll('\n', '\\n'),
}

/** Without expected values, a case only must not be an error. */
const good: [string, NodeJS.ProcessEnv, Partial<Config>][] = [
  [
    'nothing set: trial mode on loopback',
    {},
    {
      trial: true,
      publicUrl: 'http://localhost:3000',
      publicUrlIsSet: false,
      host: '127.0.0.1',
      port: 3000,
      metrics: { host: '127.0.0.1', port: 9464, isSet: false },
      dataDir: './data',
      databaseUrl: undefined,
      secretKey: undefined,
      logLevel: 'warn',
      mail: {
        address: 'sign@localhost',
        listen: { protocol: 'smtp', host: '127.0.0.1', port: 2525 },
        imapUrl: undefined,
        imapKeepDays: 30,
        smtpUrl: undefined,
        authservId: undefined,
        trust: 'listener',
        dkim: undefined,
      },
    },
  ],
  [
    'empty variables are unset ones',
    { PORT: '', SMTP_URL: ' ', PUBLIC_URL: '' },
    { trial: true, port: 3000 },
  ],
  ['mail in earnest trusts nobody unless told', abroad, {
    trial: false,
    publicUrl: 'https://sign.example.org',
    publicUrlIsSet: true,
    mail: expect.objectContaining({ trust: 'none', smtpUrl: abroad.SMTP_URL }),
  }], // biome-ignore format: a table
  [
    'a public address alone: no trial, and no mail',
    { PUBLIC_URL: 'https://x.org/' },
    { trial: false, mail: undefined, publicUrl: 'https://x.org' },
  ],
  ['an IPv6 loopback is loopback', { HOST: '::1' }, { trial: true }],
  ['a port of its own is in the links', { PORT: '8080' }, { publicUrl: 'http://localhost:8080' }],
  [
    'open to all with its public address',
    { HOST: '0.0.0.0', PUBLIC_URL: 'https://x.org' },
    { host: '0.0.0.0', trial: false },
  ],
  [
    'a server of the operator with a key',
    { DATABASE_URL: 'postgresql://u@h/db', SECRET_KEY: key },
    { databaseUrl: 'postgresql://u@h/db', secretKey: key },
  ],
  [
    'LMTP, IPv6',
    { MAIL_LISTEN: 'lmtp://[::1]:2424' },
    { mail: expect.objectContaining({ listen: { protocol: 'lmtp', host: '::1', port: 2424 } }) },
  ],
  [
    'the key before, beside the one in the data folder',
    { SECRET_KEY_PREVIOUS: key },
    { secretKey: undefined, secretKeyPrevious: key },
  ],
  ['metrics off', { METRICS_LISTEN: 'off' }, { metrics: undefined }],
  [
    'metrics elsewhere',
    { METRICS_LISTEN: 'http://[::1]:9100/' },
    { metrics: { host: '::1', port: 9100, isSet: true } },
  ],
  [
    'a mailbox instead of the listener',
    { ...abroad, MAIL_LISTEN: 'off', IMAP_URL: 'imaps://u:p@i.example.org' },
    { mail: expect.objectContaining({ listen: undefined, imapUrl: 'imaps://u:p@i.example.org' }) },
  ],
  [
    'the address in lower case',
    { MAIL_ADDRESS: 'Sign@Example.org' },
    { mail: expect.objectContaining({ address: 'sign@example.org' }) },
  ],
  [
    'a DKIM key on one line',
    { ...abroad, ...dkim },
    {
      mail: expect.objectContaining({
        dkim: { domain: 'example.org', selector: 's1', privateKey: pem },
      }),
    },
  ],
  ['unknown variables are nobody’s business', { HOME: '/x', PATH: 'y' }, { trial: true }],
]

test.each(good)('%s', (_name, environment, expected) => {
  expect(readConfig(environment, false)).toMatchObject(expected)
})

/** Each problem must begin with its variable. */
const bot = 'xoxb-1-2-abcdef'
const signing = '0123456789abcdef0123456789abcdef'

const bad: [NodeJS.ProcessEnv, string[]][] = [
  [{ DATABASE_URL: 'mysql://x', SECRET_KEY: key }, ['DATABASE_URL']],
  [{ DATABASE_URL: 'postgres://u:pa#ss@h/db', SECRET_KEY: key }, ['DATABASE_URL']],
  [{ DATABASE_URL: 'postgres://u@h:99999/db', SECRET_KEY: key, DATABASE_PASSWORD: 'p' }, ['DATABASE_URL']],
  [{ DATABASE_URL: 'postgres://u@h/db?sslmode=on', SECRET_KEY: key }, ['DATABASE_URL']],
  [{ DATABASE_URL: 'postgres://h/db' }, ['SECRET_KEY']],
  [{ DATABASE_READ_URL: 'postgres://h/db' }, ['DATABASE_URL']],
  [{ DATABASE_PASSWORD: 'p' }, ['DATABASE_URL']],
  [{ DATABASE_URL: 'postgres://h/db', SECRET_KEY: key, DATABASE_READ_URL: 'h' }, ['DATABASE_READ_URL']],
  [{ SECRET_KEY: 'short' }, ['SECRET_KEY']],
  [{ SECRET_KEY: key, SECRET_KEY_PREVIOUS: 'short' }, ['SECRET_KEY_PREVIOUS']],
  [{ PUBLIC_URL: 'sign.example.org' }, ['PUBLIC_URL']],
  [{ PUBLIC_URL: 'https://x.org/?a' }, ['PUBLIC_URL']],
  [{ PUBLIC_URL: 'https://x.org/sign' }, ['PUBLIC_URL']],
  [{ HOST: '0.0.0.0' }, ['PUBLIC_URL']],
  [{ METRICS_LISTEN: '9464' }, ['METRICS_LISTEN']],
  [{ METRICS_LISTEN: 'https://127.0.0.1:9464' }, ['METRICS_LISTEN']],
  [{ METRICS_LISTEN: 'http://127.0.0.1' }, ['METRICS_LISTEN']],
  [{ METRICS_LISTEN: 'http://127.0.0.1:99999' }, ['METRICS_LISTEN']],
  [{ METRICS_LISTEN: 'http://127.0.0.1:9464/metrics' }, ['METRICS_LISTEN']],
  [{ METRICS_LISTEN: 'http://127.0.0.1:3000' }, ['METRICS_LISTEN']],
  [{ PORT: 'many' }, ['PORT']],
  [{ PORT: '65536' }, ['PORT']],
  [{ PORT: '-1' }, ['PORT']],
  [{ PORT: '0x50' }, ['PORT']],
  [{ PORT: '1e3' }, ['PORT']],
  [{ MAIL_ADDRESS: 'sign+tag@example.org' }, ['MAIL_ADDRESS']],
  [{ MAIL_LISTEN: '127.0.0.1:25' }, ['MAIL_LISTEN']],
  [{ MAIL_LISTEN: 'smtp://127.0.0.1' }, ['MAIL_LISTEN']],
  [{ MAIL_LISTEN: 'off' }, ['MAIL_LISTEN']],
  [{ ...abroad, IMAP_URL: 'https://x' }, ['IMAP_URL']],
  [{ ...abroad, IMAP_URL: 'imaps://imap.example.org' }, ['IMAP_URL']],
  [{ IMAP_URL: 'imaps://u:p@x' }, ['SMTP_URL']],
  [{ PUBLIC_URL: 'https://x.org', MAIL_ADDRESS: 'sign@example.org' }, ['SMTP_URL']],
  [{ ...abroad, SMTP_URL: 'smtp.example.org' }, ['SMTP_URL']],
  [{ MAIL_TRUST: 'all' }, ['MAIL_TRUST']],
  [{ ...abroad, ...dkim, DKIM_SELECTOR: undefined }, ['DKIM_SELECTOR']],
  [{ ...abroad, ...dkim, DKIM_PRIVATE_KEY: 'abc' }, ['DKIM_PRIVATE_KEY']],
  [{ ...abroad, ...dkim, DKIM_PRIVATE_KEY: dkim.DKIM_PRIVATE_KEY.slice(0, -40) }, ['DKIM_PRIVATE_KEY']],
  [{ SLACK_BOT_TOKEN: 'xoxp-not-a-bot' }, ['SLACK_BOT_TOKEN']],
  [{ SLACK_BOT_TOKEN: bot }, ['SLACK_APP_TOKEN']],
  [{ SLACK_APP_TOKEN: 'xapp-1-A0-abcdef' }, ['SLACK_BOT_TOKEN']],
  [{ SLACK_SIGNING_SECRET: signing }, ['SLACK_BOT_TOKEN']],
  [{ SLACK_API_URL: 'http://127.0.0.1/api/' }, ['SLACK_BOT_TOKEN']],
  [{ SLACK_CLIENT_ID: '1.2', SLACK_SIGNING_SECRET: signing }, ['SLACK_CLIENT_SECRET']],
  [{ SLACK_CLIENT_SECRET: 'cccccccc', SLACK_SIGNING_SECRET: signing }, ['SLACK_CLIENT_ID']],
  [{ SLACK_CLIENT_ID: '1.2', SLACK_CLIENT_SECRET: 'cccccccc' }, ['SLACK_SIGNING_SECRET']],
  [
    {
      SLACK_CLIENT_ID: '1.2',
      SLACK_CLIENT_SECRET: 'cccccccc',
      SLACK_SIGNING_SECRET: signing,
      SLACK_BOT_TOKEN: bot,
    },
    ['SLACK_BOT_TOKEN'],
  ],
  [{ SLACK_SIGNING_SECRET: 'short', SLACK_BOT_TOKEN: bot }, ['SLACK_SIGNING_SECRET']],
  [{ CREATE: 'everybody' }, ['CREATE']],
  [{ LOG_LEVEL: 'loud' }, ['LOG_LEVEL']],
  // All at once, so that nobody has to fix one after the other.
  [{ PORT: 'x', LOG_LEVEL: 'y', CREATE: 'z' }, ['PORT', 'CREATE', 'LOG_LEVEL']],
  [
    { HOST: '10.0.0.1', DATABASE_URL: 'postgres://h/db', MAIL_ADDRESS: 'a@b.org' },
    ['SECRET_KEY', 'PUBLIC_URL', 'SMTP_URL'],
  ],
]

test.each(bad)('%o is refused', (environment, names) => {
  const error = refusal(environment)
  expect(error.problems.map(problem => problem.split(' ')[0])).toEqual(names)
  for (const problem of error.problems) expect(problem).toMatch(/^[A-Z_]+ \S.*[^.]\.?$/)
  for (const name of names) expect(variableNames).toContain(name)
})

test('Slack works by Socket Mode, by HTTP with a signing secret, and for many workspaces with a client id', () => {
  const slackOf = (environment: NodeJS.ProcessEnv) => readConfig(environment, false).slack
  expect(slackOf({})).toBeUndefined()
  expect(slackOf({ SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: 'xapp-1-A0-abcdef' })).toMatchObject({
    mode: 'socket',
  })
  const http = { SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: 'xapp-1-A0-abcdef', SLACK_SIGNING_SECRET: signing }
  expect(slackOf(http)).toMatchObject({ mode: 'http', botToken: bot })
  const oauth = { SLACK_CLIENT_ID: '1.2', SLACK_CLIENT_SECRET: 'cccccccc', SLACK_SIGNING_SECRET: signing }
  expect(slackOf(oauth)).toMatchObject({ mode: 'oauth', clientId: '1.2' })
})

test('never repeats a password or a key in a problem', () => {
  const secrets = { SECRET_KEY: 'geheim', DATABASE_URL: 'geheim', SMTP_URL: 'geheim', IMAP_URL: 'geheim', DKIM_PRIVATE_KEY: 'geheim', SLACK_BOT_TOKEN: 'geheim' } // biome-ignore format: one object
  const { problems } = refusal(secrets)
  expect(problems).toHaveLength(6)
  expect(problems.join()).not.toContain('geheim')
})

test('puts DATABASE_PASSWORD into the URLs that have none', () => {
  const urls = {
    DATABASE_URL: 'postgres://u@h/db',
    DATABASE_READ_URL: 'postgres://u:own@h2/db',
    SECRET_KEY: key,
  }
  const config = readConfig({ ...urls, DATABASE_PASSWORD: 'p/w%' }, false)
  expect(decodeURIComponent(new URL(config.databaseUrl ?? '').password)).toBe('p/w%')
  expect(config.databaseReadUrl).toBe('postgres://u:own@h2/db')
})

test('keeps the data of root under /var/lib, unless DATA_DIR says otherwise', () => {
  expect(readConfig({}, true).dataDir).toBe('/var/lib/undersigned')
  expect(readConfig({ DATA_DIR: '/srv/u' }, true).dataDir).toBe('/srv/u')
})

function refusal(environment: NodeJS.ProcessEnv): ConfigError {
  try {
    readConfig(environment, false)
  } catch (error) {
    if (error instanceof ConfigError) return error
    throw error
  }
  throw new Error('taken')
}

test.each([
  ['postgres://u@h/db?sslmode=require', 'postgres://u@h/db?sslmode=verify-full'],
  ['postgres://u@h/db?sslmode=disable', 'postgres://u@h/db?sslmode=disable'],
  [
    'postgres://u@h/db?uselibpqcompat=true&sslmode=require',
    'postgres://u@h/db?uselibpqcompat=true&sslmode=require',
  ],
  ['postgres:///db?host=/run/postgresql', 'postgres:///db?host=/run/postgresql'],
])('checks the certificate of the database with any sslmode that has TLS: %s', (given, used) => {
  expect(readConfig({ DATABASE_URL: given, SECRET_KEY: key }, false).databaseUrl).toBe(used)
})
