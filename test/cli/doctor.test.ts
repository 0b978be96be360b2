import { execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { checkMailCircle } from '../../src/cli/doctor/circle.ts'
import { checkDkim } from '../../src/cli/doctor/dkim.ts'
import { checkListener } from '../../src/cli/doctor/listener.ts'
import { checkImap, checkSmtp } from '../../src/cli/doctor/mail.ts'
import { networkWords } from '../../src/cli/doctor/network-words.ts'
import { checkPublicUrl, checkService } from '../../src/cli/doctor/web.ts'
import { type Config, type MailConfig, readConfig } from '../../src/config.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { type Dovecot, dovecotIsHere, startDovecot } from '../support/dovecot.ts'
import { freePort } from '../support/free-port.ts'
import { type RunningService, startService, testSecret } from '../support/service.ts'
import { command } from './run.ts'

const log = { debug() {}, info() {}, warn() {}, error() {} }
const openssl = ['/usr/bin/openssl', '/usr/local/bin/openssl', '/opt/homebrew/bin/openssl'].find(path =>
  existsSync(path),
)
const address = 'sign@petitions.example'

interface Provider {
  port: number
  url(password?: string): string
  close(): Promise<void>
}

/** The submission port of an email provider: it wants a login, and delivers into Dovecot. `tags`: what it does with plus addresses. */
async function openProvider(
  tags: 'deliver' | 'drop' | 'refuse',
  deliver: (raw: Buffer) => Promise<void>,
  tls?: { key: Buffer; cert: Buffer },
): Promise<Provider> {
  const isTag = (to: string) => to.startsWith('sign+doctor-')
  const server = new SMTPServer({
    ...(tls === undefined ? { disabledCommands: ['STARTTLS'] } : { secure: true, ...tls }),
    allowInsecureAuth: true,
    onAuth(auth, _session, callback) {
      if (auth.username === 'eve' && auth.password === 'right') callback(null, { user: 'eve' })
      else callback(Object.assign(new Error('no'), { responseCode: 535 }))
    },
    onRcptTo(to, _session, callback) {
      if (tags !== 'refuse' || !isTag(to.address)) return callback()
      callback(Object.assign(new Error('5.1.1 no such user'), { responseCode: 550 }))
    },
    onData(stream, session, callback) {
      buffer(stream)
        .then(raw =>
          tags === 'drop' && session.envelope.rcptTo.some(to => isTag(to.address)) ? undefined : deliver(raw),
        )
        .then(() => callback(), callback)
    },
  })
  server.on('error', () => {})
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    port,
    url: (password = 'right') =>
      `${tls === undefined ? 'smtp' : 'smtps'}://eve:${password}@127.0.0.1:${port}`,
    close: () => new Promise(resolve => server.close(() => resolve())),
  }
}

function mailConfig(more: Partial<MailConfig>): MailConfig {
  return {
    address,
    listen: undefined,
    imapUrl: undefined,
    imapKeepDays: 30,
    smtpUrl: undefined,
    authservId: undefined,
    trust: 'none',
    dkim: undefined,
    ...more,
  }
}

describe.skipIf(!dovecotIsHere)('with a mailbox (needs Dovecot)', () => {
  let dovecot: Dovecot
  const providers: Provider[] = []
  const provider = async (tags: 'deliver' | 'drop' | 'refuse') => {
    const opened = await openProvider(tags, raw => dovecot.deliver(raw))
    providers.push(opened)
    return opened
  }

  beforeAll(async () => {
    const started = await startDovecot()
    if (started === undefined) throw new Error('Dovecot is here and does not start')
    dovecot = started
  })
  afterAll(async () => {
    for (const each of providers) await each.close()
    await dovecot?.destroy()
  })

  const circle = (smtpUrl: string, imapUrl = dovecot.imapUrl) =>
    checkMailCircle({ ...mailConfig({}), smtpUrl, imapUrl }, 4_500, log)

  test('finds all well, and the service does not answer the test email', async () => {
    const database: TestDatabase = await testDatabase()
    let service: RunningService | undefined
    const webPort = await freePort()
    const environment = {
      DATABASE_URL: database.url,
      SECRET_KEY: testSecret,
      PUBLIC_URL: `http://127.0.0.1:${webPort}`,
      PORT: String(webPort),
      MAIL_ADDRESS: address,
      SMTP_URL: (await provider('deliver')).url(),
      IMAP_URL: dovecot.imapUrl,
      METRICS_LISTEN: `http://127.0.0.1:${await freePort()}`,
      MAIL_LISTEN: `smtp://127.0.0.1:${await freePort()}`,
    }
    try {
      service = await startService({ databaseUrl: database.url, env: environment })
      await database.pool.query(
        `insert into petition (slug, title, statement, statement_hash, language, organised_by, status, opened_at)
         values ('fair', 'Fair', 'Text', '\\x00', 'en', 'Eve', 'open', now())`,
      )
      await database.pool.query(
        `insert into delivery (id, channel, kind, mailbox, capped, state, attempts, error, expires_at, ended_at)
         select gen_random_uuid(), 'email', 'x', case when n > 3 then '\\x0102'::bytea end, true,
           case when n > 3 then 'failed' else 'sent' end, 2, null, now(), now() from generate_series(1, 5) n`,
      )
      await database.pool.query(
        `insert into parked (key, channel, reason, failures, sealed, parked_at) values ('\\x01', 'email', 'x', 3, '\\x01', now())`,
      )
      // A service that has just started may not be in the mailbox yet, and doctor says so.
      const { parts } = service
      await expect.poll(parts).toMatchObject({ imap: 'up' })
      const { code, stdout, stderr } = await command(['doctor'], environment)
      expect({ code, stderr }, stdout).toEqual({ code: 0, stderr: '' })
      expect(stdout).toMatch(/^ok +public url +http:.* leads to this service$/m)
      expect(stdout).toMatch(
        /^ok +email circle +an email to sign\+doctor-\w+@petitions\.example came back within \d+ s$/m,
      )
      expect(stdout).toMatch(/^ok +email arrival +an email arrives at the service/m)
      expect(stdout).toMatch(/^ok +email port .* relays none$/m)
      expect(stdout.trimEnd().split('\n').at(-1)).toBe(
        'All well. 3 deliveries retried and done, 1 mailbox refused for good (shown by `deliveries --failed`), 1 message parked (`parked`).',
      )
      // Nothing was answered, and nothing is left in the mailbox.
      expect((await database.pool.query('select from delivery')).rowCount).toBe(5)
      expect(await dovecot.list()).toEqual([])
    } finally {
      await service?.stop()
      await database.close()
    }
  })

  test('tells a provider that loses plus addresses from one that delivers nothing', async () => {
    const lost = await circle((await provider('drop')).url())
    expect(lost).toMatchObject({ state: 'wrong', variables: ['MAIL_ADDRESS', 'IMAP_URL'] })
    expect(lost.says).toMatch(
      /^an email to sign@petitions\.example comes back, but one to sign\+doctor-\w+@petitions\.example does not: turn on sub-addressing/,
    )
    const refused = await circle((await provider('refuse')).url())
    expect(refused.says).toMatch(/does not leave \(it refuses \(550.*turn on sub-addressing/)
    const elsewhere = await openProvider('deliver', async () => {})
    providers.push(elsewhere)
    const nothing = await circle(elsewhere.url())
    expect(nothing).toMatchObject({ state: 'wrong' })
    expect(nothing.says).toMatch(/is that the mailbox of MAIL_ADDRESS\?/)
  })

  test('tells a wrong password, folder and port of the mailbox apart', async () => {
    expect(await checkImap(dovecot.imapUrl)).toMatchObject({ state: 'ok' })
    const says = async (url: string) => {
      const finding = await checkImap(url)
      expect(finding).toMatchObject({ state: 'wrong', variables: ['IMAP_URL'] })
      expect(finding.says).not.toContain('secret')
      return finding.says
    }
    expect(await says(dovecot.imapUrl.replace(':secret@', ':wrong@'))).toMatch(/it refuses the login/)
    expect(await says(dovecot.imapUrl.replace('/INBOX', '/Nowhere'))).toMatch(/it has no folder Nowhere/)
    expect(await says(dovecot.imapUrl.replace(/:\d+\//, `:${await freePort()}/`))).toMatch(/nothing listens/)
    // TLS at a port that does not speak it.
    expect(await says(`imaps://sign:secret@127.0.0.1:${dovecot.imapPort}/INBOX`)).toMatch(
      /does not speak TLS/,
    )
    expect(await says('imap://127.0.0.1/INBOX')).toMatch(/IMAP_URL needs a user and a password/)
  })
})

test.skipIf(openssl === undefined)(
  'tells a wrong password, port and TLS of the outgoing server apart (needs openssl)',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'undersigned-tls-'))
    const plain = await openProvider('deliver', async () => {})
    const files = { key: join(folder, 'key.pem'), cert: join(folder, 'cert.pem') }
    execFileSync(openssl ?? '', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', files.key, '-out', files.cert, '-days', '2', '-subj', '/CN=localhost'], { stdio: 'ignore' }) // biome-ignore format: one command
    const tls = await openProvider('deliver', async () => {}, {
      key: await readFile(files.key),
      cert: await readFile(files.cert),
    })
    try {
      const check = (url: string) => checkSmtp(mailConfig({}), url, log)
      expect(await check(plain.url())).toMatchObject({ state: 'ok' })
      const says = async (url: string) => {
        const finding = await check(url)
        expect(finding).toMatchObject({ state: 'wrong', variables: ['SMTP_URL'] })
        expect(finding.says).not.toMatch(/eve|right|wrong/)
        return finding.says
      }
      expect(await says(plain.url('wrong'))).toMatch(/it refuses the login \(535/)
      expect(await says(`smtp://127.0.0.1:${await freePort()}`)).toMatch(/nothing listens/)
      expect(await says(`smtps://eve:right@127.0.0.1:${plain.port}`)).toMatch(/does not speak TLS/)
      expect(await says(tls.url())).toMatch(/does not trust its certificate/)
      // The same server is fine if its certificate is not checked.
      expect(await check(`${tls.url()}?tls.rejectUnauthorized=false`)).toMatchObject({ state: 'ok' })
    } finally {
      await plain.close()
      await tls.close()
      await rm(folder, { recursive: true, force: true })
    }
  },
)

test('notices a public address that leads elsewhere', async () => {
  const answers: Record<string, [number, string]> = {}
  const server = createServer((request, response) => {
    const [status, body] = answers[request.url ?? ''] ?? [404, 'not here']
    response.writeHead(status, { location: 'https://elsewhere.example/' }).end(body)
  }).listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  const publicUrl = `http://127.0.0.1:${port}`
  const environment = { PUBLIC_URL: publicUrl, PORT: String(port) }
  const config: Config = readConfig({ ...environment, METRICS_LISTEN: 'off' }, false)
  const opened = new Date('2026-11-01T12:00:00Z')
  const petition = { slug: 'fair', opened_at: opened } as Parameters<typeof checkPublicUrl>[1]
  const says = async () => {
    const finding = await checkPublicUrl(config, petition)
    expect(finding).toMatchObject({ state: 'wrong', variables: ['PUBLIC_URL'] })
    return finding.says
  }
  try {
    expect(await says()).toMatch(/something else answers \(404 for \/healthz\)/)
    expect((await checkService(config, false)).finding.says).toMatch(/another program answers/)
    answers['/healthz'] = [502, 'bad gateway']
    expect(await says()).toMatch(/answers 502: it does not reach HOST/)
    answers['/healthz'] = [301, '']
    expect(await says()).toMatch(/redirects to https:\/\/elsewhere\.example/)
    answers['/healthz'] = [200, 'ok']
    expect(await says()).toMatch(/does not know fair/)
    answers['/api/petitions/fair'] = [200, JSON.stringify({ openedAt: opened.toISOString() })]
    expect(await checkPublicUrl(config, petition)).toMatchObject({ state: 'ok' })
    answers['/readyz'] = [503, 'not ready']
    expect(await checkService(config, false)).toMatchObject({
      runs: true,
      finding: { state: 'wrong', says: expect.stringMatching(/is not ready/) },
    })
    answers['/readyz'] = [200, 'ok']
    expect(await checkService(config, false)).toMatchObject({ runs: true, finding: { state: 'ok' } })
  } finally {
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  }
  expect(await says()).toMatch(/nothing listens/)
})

test('notices another program at the email port', async () => {
  const relay = new SMTPServer({ authOptional: true, disabledCommands: ['STARTTLS'] })
  await new Promise<void>(resolve => relay.listen(0, '127.0.0.1', resolve))
  const { port } = relay.server.address() as AddressInfo
  const mail = mailConfig({ listen: { protocol: 'smtp', host: '127.0.0.1', port } })
  try {
    expect(await checkListener(mail, true)).toMatchObject({ state: 'wrong', variables: ['MAIL_LISTEN'] })
  } finally {
    await new Promise<void>(resolve => relay.close(() => resolve()))
  }
  expect(await checkListener(mail, true)).toMatchObject({ says: expect.stringMatching(/nothing listens/) })
  expect(await checkListener(mail, false)).toMatchObject({ state: 'skipped' })
})

test('compares the DKIM record in the DNS with the key', async () => {
  const pair = () => generateKeyPairSync('rsa', { modulusLength: 2048 })
  const { privateKey, publicKey } = pair()
  const text = (key: typeof publicKey) => key.export({ type: 'spki', format: 'der' }).toString('base64')
  const pem = String(privateKey.export({ type: 'pkcs8', format: 'pem' }))
  const mail = (domain: string, key = pem) =>
    mailConfig({ smtpUrl: 'smtp://x', dkim: { domain, selector: 's1', privateKey: key } })
  const record = `v=DKIM1; k=rsa; p=${text(publicKey)}`
  const resolve = async (name: string) => {
    if (name !== 's1._domainkey.petitions.example' && name !== 's1._domainkey.other.example')
      throw Object.assign(new Error('none'), { code: 'ENOTFOUND' })
    return [[record.slice(0, 200), record.slice(200)]]
  }
  expect(await checkDkim(mail('petitions.example'), resolve)).toMatchObject({ state: 'ok' })
  const other = await checkDkim(mail('petitions.example'), async () => [
    [`v=DKIM1; p=${text(pair().publicKey)}`],
  ])
  expect(other).toMatchObject({
    state: 'wrong',
    says: expect.stringMatching(/a different key.*publish this TXT record/),
  })
  expect(await checkDkim(mail('missing.example'), resolve)).toMatchObject({ state: 'wrong' })
  expect(await checkDkim(mail('other.example'), resolve)).toMatchObject({ variables: ['DKIM_DOMAIN'] })
  expect(await checkDkim(mail('petitions.example', '-----BEGIN'), resolve)).toMatchObject({
    variables: ['DKIM_PRIVATE_KEY'],
  })
  const noDns = async () => Promise.reject(Object.assign(new Error('x'), { code: 'ECONNREFUSED' }))
  expect(await checkDkim(mail('petitions.example'), noDns)).toMatchObject({ state: 'skipped' })
})

test('has no words for codes that mean nothing to a person', () => {
  expect(networkWords('etimedout')).toMatch(/does not answer in time/)
  expect(networkWords('EWHATEVER')).toBeUndefined()
})

test('tells which part is down, as METRICS_LISTEN says', async () => {
  const open = async (answer: (path?: string) => [number, string]) => {
    const server = createServer((request, response) => {
      const [status, body] = answer(request.url)
      response.writeHead(status).end(body)
    }).listen(0, '127.0.0.1')
    await new Promise(resolve => server.once('listening', resolve))
    onTestFinished(() => void server.close())
    return (server.address() as AddressInfo).port
  }
  const port = await open(() => [200, 'ok'])
  let pages = `http://127.0.0.1:${port}`
  const metrics = await open(() => [
    200,
    JSON.stringify({ ok: true, pages, parts: { imap: 'down', news: 'up' } }),
  ])
  const environment = { PORT: String(port), METRICS_LISTEN: `http://127.0.0.1:${metrics}` }
  const finding = async (more: NodeJS.ProcessEnv = {}) =>
    (await checkService(readConfig({ ...environment, ...more }, false), false)).finding
  expect(await finding()).toMatchObject({ state: 'wrong', says: expect.stringMatching(/are down: imap$/) })
  // Another service on this machine may have the port.
  pages = 'http://127.0.0.1:1'
  expect(await finding()).toMatchObject({ state: 'wrong', variables: ['METRICS_LISTEN'] })
  expect(await finding({ METRICS_LISTEN: 'off' })).toMatchObject({ state: 'ok' })
})
